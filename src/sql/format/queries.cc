#include "sql/format/formatter_impl.h"
#include "sql/vocabulary.h"

namespace tarn::sql {

void FormatterImpl::Emit(const Query& query, int depth) {
  if (!query.session.empty()) {
    Line(depth, "WITH SESSION");
    Properties(query.session, depth + 1);
    out_ += '\n';
  }
  if (!query.functions.empty()) {
    Line(depth, "WITH");
    for (size_t i = 0; i < query.functions.size(); ++i) {
      out_ += i == 0 ? "\n" : ",\n";
      Emit(query.functions[i], depth + 1);
    }
    out_ += '\n';
  }
  if (query.with) {
    Line(depth, query.with->recursive ? "WITH RECURSIVE\n  " : "WITH\n  ");
    bool first = true;
    for (const NamedQuery& named : query.with->queries) {
      if (!first) out_ += ", ";
      first = false;
      Line(depth);
      Emit(named.name);
      if (!named.columns.empty()) {
        out_ += ' ';
        Parenthesized(named.columns);
      }
      out_ += " AS ";
      TableSubquery(*named.query, depth);
      out_ += '\n';
    }
  }
  Emit(query.body, depth);
  OrderAndLimit(query, depth);
}

void FormatterImpl::TableSubquery(const Query& query, int depth) {
  out_ += "(\n";
  Emit(query, depth + 1);
  Line(depth, ") ");
}

void FormatterImpl::OrderAndLimit(const Query& query, int depth) {
  if (!query.order_by.empty()) {
    Line(depth);
    OptionalList("ORDER BY ", query.order_by);
    out_ += '\n';
  }
  if (query.offset) {
    Line(depth, "OFFSET ");
    Emit(*query.offset);
    out_ += " ROWS\n";
  }
  if (!query.limit) return;
  if (const auto* limit = std::get_if<Limit>(&*query.limit)) {
    Line(depth, limit->count ? "LIMIT " : "LIMIT ALL");
    if (limit->count) Emit(*limit->count);
  } else {
    const auto& fetch = std::get<FetchFirst>(*query.limit);
    Line(depth, "FETCH FIRST ");
    if (fetch.count) Emit(*fetch.count);
    out_ += fetch.count ? " ROWS " : "ROW ";
    out_ += fetch.with_ties ? "WITH TIES" : "ONLY";
  }
  out_ += '\n';
}

void FormatterImpl::Emit(const RowCount& count) {
  if (const auto* number = std::get_if<int64_t>(&count)) {
    out_ += std::to_string(*number);
  } else {
    out_ += '?';
  }
}

// One overload for each alternative of QueryBodyNode.
struct QueryBodyFormat {
  FormatterImpl& f;
  int depth;

  void operator()(const Select& select) const {
    f.Line(depth, select.distinct ? "SELECT DISTINCT" : "SELECT");
    if (select.items.size() > 1) {
      f.Items(select.items, depth);
    } else {
      f.Text(" ");
      f.Emit(select.items.front());
    }
    f.Text("\n");
    if (!select.from.empty()) f.From(select.from, depth);
    f.Text("\n");
    Clause("WHERE ", select.where);
    if (select.group_by) {
      // The two blanks are Trino's.
      f.Line(depth, select.group_by->distinct ? "GROUP BY  DISTINCT " : "GROUP BY ");
      f.List(select.group_by->elements);
      f.Text("\n");
    }
    Clause("HAVING ", select.having);
    if (!select.windows.empty()) {
      f.Line(depth, "WINDOW");
      f.Definitions(select.windows, depth + 1);
    }
  }
  void Clause(std::string_view word, const OptionalExpression& condition) const {
    if (!condition) return;
    f.Line(depth, word);
    f.Emit(**condition);
    f.Text("\n");
  }
  void operator()(const SetOperation& operation) const {
    f.Emit(*operation.left, depth);
    f.Text(Text(operation.op));
    if (operation.all) f.Text(" ALL");
    if (operation.corresponding) {
      f.Text(" CORRESPONDING");
      if (!operation.corresponding->columns.empty()) {
        f.Text(" BY ");
        f.Parenthesized(operation.corresponding->columns);
      }
    }
    f.Text(" ");
    f.Emit(*operation.right, depth);
  }
  void operator()(const Values& values) const {
    f.Text(" VALUES ");
    f.Items(values.rows, depth);
    f.Text("\n");
  }
  void operator()(const TableQuery& table) const {
    f.Text("TABLE ");
    f.Emit(table.name);
    f.Text("\n");
  }
  void operator()(const ParenthesizedQuery& inner) const { f.TableSubquery(*inner.query, depth); }
};

void FormatterImpl::Emit(const QueryBody& body, int depth) {
  std::visit(QueryBodyFormat{*this, depth}, body.node);
}

void FormatterImpl::Emit(const SelectItem& item) {
  if (const auto* column = std::get_if<SingleColumn>(&item)) {
    Emit(column->expression);
    Optional(" ", column->alias);
    return;
  }
  const auto& all = std::get<AllColumns>(item);
  Optional("", all.base);
  out_ += all.base ? ".*" : "*";
  if (!all.aliases.empty()) {
    out_ += " AS ";
    Parenthesized(all.aliases);
  }
}

void FormatterImpl::Emit(const GroupingElement& element) {
  if (const auto* set = std::get_if<GroupingSet>(&element)) {
    // (a) and a are one to Trino here, and are both parenthesized within GROUPING SETS.
    if (set->columns.size() == 1) {
      Emit(set->columns.front());
    } else {
      Emit(*set);
    }
  } else if (const auto* sets = std::get_if<GroupingSets>(&element)) {
    out_ += sets->kind == GroupingSetsKind::kExplicit ? "GROUPING SETS "
            : sets->kind == GroupingSetsKind::kRollup ? "ROLLUP "
                                                      : "CUBE ";
    Parenthesized(sets->sets);
  } else {
    out_ += "AUTO";
  }
}

void FormatterImpl::Emit(const GroupingSet& set) { Parenthesized(set.columns); }

}  // namespace tarn::sql
