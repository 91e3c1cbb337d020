#include "engine/embedded/stats_query.h"

#include <algorithm>
#include <map>
#include <utility>

#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

using Item = StatsQuery::Item;
using Named = std::map<std::string, const sql::Query*>;

// A relation's columns: by the names that it has for them, the table's. Any name is the table's own
// until the first list of columns.
struct Columns {
  std::string alias;  // that may stand before a name; empty for none
  bool of_table = true;
  std::map<std::string, std::string> names = {};

  std::optional<std::string> Find(const std::string& name) const {
    if (of_table) return name;
    const auto found = names.find(name);
    return found == names.end() ? std::nullopt : std::optional(found->second);
  }
};

// The table's column that an expression is; nothing for another expression.
std::optional<std::string> ColumnOf(const sql::Expression& expression, const Columns& columns) {
  if (const auto* column = expression.As<sql::ColumnReference>()) {
    return columns.Find(column->name.Canonical());
  }
  const auto* inside = expression.As<sql::Dereference>();
  if (inside == nullptr) return std::nullopt;
  const auto* base = inside->base->As<sql::ColumnReference>();
  if (base == nullptr || base->name.Canonical() != columns.alias) return std::nullopt;
  return columns.Find(inside->field.Canonical());
}

// Writes names as the table has them.
class Renamer : public sql::TreeRewriter {
 public:
  using TreeRewriter::Rewrite;
  explicit Renamer(const Columns& columns) : columns_(columns) {}

  void Rewrite(sql::Expression& expression) override {
    const bool name = expression.Is<sql::ColumnReference>() || expression.Is<sql::Dereference>();
    if (!name) return;
    const auto column = ColumnOf(expression, columns_);
    if (column) {
      expression = sql::Expression{sql::ColumnReference{{*column, true, {}}}, expression.location};
      is_of_files = is_of_files || column->starts_with('$');
    } else if (expression.Is<sql::Dereference>()) {
      unknown = true;
    } else if (expression.As<sql::ColumnReference>()->name.Canonical() != columns_.alias) {
      unknown = true;
    }
  }

  bool unknown = false;
  bool is_of_files = false;

 private:
  const Columns& columns_;
};

void SplitConjuncts(const sql::Expression& condition, std::vector<sql::Expression>& terms) {
  const auto* logical = condition.As<sql::Logical>();
  if (logical == nullptr || logical->op != sql::LogicalOperator::kAnd) {
    terms.push_back(condition);
    return;
  }
  for (const sql::Expression& term : logical->terms) SplitConjuncts(term, terms);
}

void AddConjuncts(const sql::Expression& condition, const Columns& columns, StatsQuery& plan) {
  std::vector<sql::Expression> terms;
  SplitConjuncts(condition, terms);
  for (sql::Expression& term : terms) {
    Renamer renamer(columns);
    sql::Rewrite(term, renamer);
    if (renamer.unknown) {
      plan.conjuncts.emplace_back();
    } else if (!renamer.is_of_files) {
      plan.conjuncts.emplace_back(std::move(term));
    } else if (!plan.of_files) {
      plan.of_files = sql::OptionalExpression(std::in_place, std::move(term));
    } else {
      sql::Logical both{sql::LogicalOperator::kAnd, {**plan.of_files, std::move(term)}};
      plan.of_files = sql::OptionalExpression(std::in_place, sql::Expression{std::move(both)});
    }
  }
}

bool IsLiteral(const sql::Expression& expression) {
  return expression.Is<sql::LongLiteral>() || expression.Is<sql::StringLiteral>() ||
         expression.Is<sql::NullLiteral>();
}

class Reader {
 public:
  bool Read(const sql::Query& query, Named named, StatsQuery& plan, Columns& columns) {
    constexpr int kMaxDepth = 50;
    if (++depth_ > kMaxDepth || query.offset) return false;
    if (query.with) {
      if (query.with->recursive) return false;
      for (const sql::NamedQuery& one : query.with->queries) {
        if (!one.columns.empty()) return false;
        named[one.name.Canonical()] = &*one.query;
      }
    }
    if (!ReadBody(query.body, named, plan, columns)) return false;
    if (!query.limit) return true;
    const auto* limit = std::get_if<sql::Limit>(&*query.limit);
    if (limit == nullptr) return false;
    if (!limit->count) return true;  // ALL
    const auto* count = std::get_if<int64_t>(&*limit->count);
    if (count == nullptr) return false;
    plan.limit =
        std::min(plan.limit.value_or(static_cast<double>(*count)), static_cast<double>(*count));
    return true;
  }

 private:
  bool ReadTable(const sql::QualifiedName& name, const Named& named, StatsQuery& plan,
                 Columns& columns) {
    columns.alias = name.last().Canonical();
    if (name.parts.size() == 1) {
      if (const auto found = named.find(columns.alias); found != named.end()) {
        Named outer = named;
        outer.erase(columns.alias);
        const std::string alias = columns.alias;
        if (!Read(*found->second, std::move(outer), plan, columns)) return false;
        columns.alias = alias;
        return true;
      }
    }
    plan.table = name;
    plan.items = {{Item::Kind::kAll}};
    return true;
  }

  bool ReadRelation(const sql::Relation& relation, const Named& named, StatsQuery& plan,
                    Columns& columns) {
    if (const auto* aliased = relation.As<sql::AliasedRelation>()) {
      if (!aliased->columns.empty()) return false;
      if (!ReadRelation(*aliased->relation, named, plan, columns)) return false;
      columns.alias = aliased->alias.Canonical();
      return true;
    }
    if (const auto* subquery = relation.As<sql::TableSubquery>()) {
      return Read(*subquery->query, named, plan, columns);
    }
    const auto* table = relation.As<sql::Table>();
    return table != nullptr && !table->branch && !table->period &&
           ReadTable(table->name, named, plan, columns);
  }

  bool ReadBody(const sql::QueryBody& body, const Named& named, StatsQuery& plan,
                Columns& columns) {
    if (const auto* inner = body.As<sql::ParenthesizedQuery>()) {
      return Read(*inner->query, named, plan, columns);
    }
    if (const auto* table = body.As<sql::TableQuery>()) {
      return ReadTable(table->name, named, plan, columns);
    }
    const auto* select = body.As<sql::Select>();
    const bool simple = select != nullptr && !select->distinct && !select->group_by &&
                        !select->having && select->windows.empty() && select->from.size() == 1;
    if (!simple || !ReadRelation(select->from.front(), named, plan, columns)) return false;
    if (select->where) {
      if (plan.limit) return false;  // what a limit left is not what the table has
      AddConjuncts(**select->where, columns, plan);
    }
    return ReadItems(*select, plan, columns);
  }

  static bool ReadItems(const sql::Select& select, StatsQuery& plan, Columns& columns) {
    std::vector<Item> items;
    Columns own{"", false, {}};
    for (const sql::SelectItem& item : select.items) {
      if (const auto* all = std::get_if<sql::AllColumns>(&item)) {
        if (!all->aliases.empty()) return false;
        items.insert(items.end(), plan.items.begin(), plan.items.end());
        if (columns.of_table) own.of_table = true;
        own.names.insert(columns.names.begin(), columns.names.end());
        continue;
      }
      const auto& single = std::get<sql::SingleColumn>(item);
      Item& added = items.emplace_back();
      const auto column = ColumnOf(single.expression, columns);
      if (column) {
        added = {Item::Kind::kColumn, *column};
        const auto* reference = single.expression.As<sql::ColumnReference>();
        const auto* field = single.expression.As<sql::Dereference>();
        const std::string name = single.alias ? single.alias->Canonical()
                                 : reference  ? reference->name.Canonical()
                                              : field->field.Canonical();
        own.names[name] = *column;
      } else if (IsLiteral(single.expression)) {
        added = {Item::Kind::kLiteral, {}, &single.expression};
      } else if (HasCall(single.expression)) {
        return false;
      }
    }
    plan.items = std::move(items);
    columns = std::move(own);
    return true;
  }

  // An aggregate makes one row of all; which functions are some is not told here.
  static bool HasCall(const sql::Expression& expression) {
    struct Finder : sql::TreeVisitor {
      using TreeVisitor::Enter;
      bool Enter(const sql::Expression& part) override {
        found = found || part.Is<sql::FunctionCall>();
        return !found;
      }
      bool found = false;
    };
    Finder finder;
    sql::Walk(expression, finder);
    return finder.found;
  }

  int depth_ = 0;
};

ColumnEstimate Constant(const sql::Expression& literal) {
  ColumnEstimate column{"", {}, {}, 1, 0, kNotKnown};
  if (literal.Is<sql::NullLiteral>()) {
    column.distinct = 0;
    column.nulls = 1;
    column.bytes = 0;
  } else if (const auto* number = literal.As<sql::LongLiteral>()) {
    column.low = iceberg::Literal::Long(number->value);
    column.high = column.low;
  }
  return column;
}

}  // namespace

std::optional<StatsQuery> StatsQuery::Of(const sql::Query& query) {
  StatsQuery plan;
  Columns columns;
  if (!Reader().Read(query, {}, plan, columns)) return std::nullopt;
  return plan;
}

std::vector<ColumnEstimate> StatsQuery::ColumnsOf(const RowsEstimate& rows) const {
  std::vector<ColumnEstimate> result;
  for (const Item& item : items) {
    switch (item.kind) {
      case Item::Kind::kAll:
        result.insert(result.end(), rows.columns.begin(), rows.columns.end());
        break;
      case Item::Kind::kLiteral: result.push_back(Constant(*item.literal)); break;
      case Item::Kind::kOther: result.emplace_back(); break;
      case Item::Kind::kColumn: {
        ColumnEstimate& added = result.emplace_back();
        for (const ColumnEstimate& column : rows.columns) {
          if (column.name == item.column) added = column;
        }
        break;
      }
    }
  }
  return result;
}

}  // namespace tarn::engine::embedded
