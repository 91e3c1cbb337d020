#include "sql/print/printer_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

namespace {

bool IsParenthesesOnly(const Query& query) {
  return query.body.Is<ParenthesizedQuery>() && query.session.empty() && query.functions.empty() &&
         !query.with && query.order_by.empty() && !query.offset && !query.limit;
}

}  // namespace

void PrinterImpl::Subquery(const Query& query) {
  const Query* inner = &query;
  while (IsParenthesesOnly(*inner)) inner = &*inner->body.As<ParenthesizedQuery>()->query;
  out_ += '(';
  Emit(*inner);
  out_ += ')';
}

void PrinterImpl::Emit(const Query& query) {
  if (!query.session.empty()) {
    OptionalList("WITH SESSION ", query.session);
    out_ += ' ';
  }
  if (!query.functions.empty()) {
    OptionalList("WITH ", query.functions);
    out_ += ' ';
  }
  if (query.with) {
    OptionalList(query.with->recursive ? "WITH RECURSIVE " : "WITH ", query.with->queries);
    out_ += ' ';
  }
  Emit(query.body);
  OptionalList(" ORDER BY ", query.order_by);
  if (query.offset) {
    out_ += " OFFSET ";
    Emit(*query.offset);
    out_ += " ROWS";
  }
  if (!query.limit) return;
  if (const auto* limit = std::get_if<Limit>(&*query.limit)) {
    out_ += limit->count ? " LIMIT " : " LIMIT ALL";
    if (limit->count) Emit(*limit->count);
  } else {
    const auto& fetch = std::get<FetchFirst>(*query.limit);
    out_ += " FETCH FIRST ";
    if (fetch.count) {
      Emit(*fetch.count);
      out_ += ' ';
    }
    out_ += fetch.with_ties ? "ROWS WITH TIES" : "ROWS ONLY";
  }
}

void PrinterImpl::Emit(const RowCount& count) {
  if (const auto* number = std::get_if<int64_t>(&count)) {
    out_ += std::to_string(*number);
  } else {
    out_ += '?';
  }
}

void PrinterImpl::Emit(const NamedQuery& query) {
  Emit(query.name);
  if (!query.columns.empty()) {
    out_ += ' ';
    Parenthesized(query.columns);
  }
  out_ += " AS (";
  Emit(*query.query);
  out_ += ')';
}

// One overload for each alternative of QueryBodyNode.
struct QueryBodyEmitter {
  PrinterImpl& p;

  void operator()(const Select& select) const {
    p.Text("SELECT ");
    if (select.distinct) p.Text("DISTINCT ");
    const size_t begin = p.out_.size();
    p.List(select.items);
    if (!select.distinct) p.GuardAll(begin);
    p.OptionalList(" FROM ", select.from);
    p.Optional(" WHERE ", select.where);
    p.Optional(" GROUP BY ", select.group_by);
    p.Optional(" HAVING ", select.having);
    p.OptionalList(" WINDOW ", select.windows);
  }
  void operator()(const SetOperation& operation) const {
    // The parser associates to the left, INTERSECT first; other shapes have ParenthesizedQuery.
    p.Emit(*operation.left);
    p.Text(" ");
    p.Text(Text(operation.op));
    if (operation.all) p.Text(" ALL");
    if (operation.corresponding) {
      p.Text(" CORRESPONDING");
      if (!operation.corresponding->columns.empty()) {
        p.Text(" BY ");
        p.Parenthesized(operation.corresponding->columns);
      }
    }
    p.Text(" ");
    p.Emit(*operation.right);
  }
  void operator()(const Values& values) const {
    p.Text("VALUES ");
    for (size_t i = 0; i < values.rows.size(); ++i) {
      if (i > 0) p.Text(", ");
      const auto* row = values.rows[i].As<RowConstructor>();
      if (row != nullptr && row->fields.size() > 1) {
        p.Parenthesized(row->fields);
      } else {
        p.Emit(values.rows[i]);
      }
    }
  }
  void operator()(const TableQuery& table) const {
    p.Text("TABLE ");
    p.Emit(table.name);
  }
  void operator()(const ParenthesizedQuery& inner) const {
    p.Text("(");
    p.Emit(*inner.query);
    p.Text(")");
  }
};

void PrinterImpl::Emit(const QueryBody& body) { std::visit(QueryBodyEmitter{*this}, body.node); }

void PrinterImpl::Emit(const SelectItem& item) {
  if (const auto* column = std::get_if<SingleColumn>(&item)) {
    Emit(column->expression);
    Optional(" AS ", column->alias);
    return;
  }
  const auto& all = std::get<AllColumns>(item);
  if (all.base) {
    const Expression& base = **all.base;
    const bool number = base.Is<LongLiteral>() || base.Is<DecimalLiteral>();
    if (number) out_ += '(';
    Emit(base, kPrimary);
    if (number) out_ += ')';
    out_ += '.';
  }
  out_ += '*';
  if (!all.aliases.empty()) {
    out_ += " AS ";
    Parenthesized(all.aliases);
  }
}

void PrinterImpl::Emit(const GroupBy& group_by) {
  if (group_by.distinct) out_ += "DISTINCT ";
  const size_t begin = out_.size();
  List(group_by.elements);
  if (!group_by.distinct) GuardAll(begin);
}

void PrinterImpl::Emit(const GroupingElement& element) {
  if (const auto* set = std::get_if<GroupingSet>(&element)) {
    Emit(*set);
  } else if (const auto* sets = std::get_if<GroupingSets>(&element)) {
    out_ += sets->kind == GroupingSetsKind::kExplicit ? "GROUPING SETS "
            : sets->kind == GroupingSetsKind::kRollup ? "ROLLUP "
                                                      : "CUBE ";
    Parenthesized(sets->sets);
  } else {
    out_ += "AUTO";
  }
}

void PrinterImpl::Emit(const GroupingSet& set) {
  if (set.parenthesized || set.columns.size() != 1) {
    Parenthesized(set.columns);
  } else {
    Emit(set.columns.front());
  }
}

}  // namespace tarn::sql
