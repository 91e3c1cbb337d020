// What Trino's StatementAnalyzer finds wrong with queries whose parts are typed.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/expression_checks.h"
#include "engine/embedded/typing/signature.h"
#include "engine/embedded/typing/trino_text.h"
#include "engine/embedded/typing/typer_impl.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

// In the order of SetOperator.
constexpr std::string_view kSetOperators[] = {"UNION", "INTERSECT", "EXCEPT"};

// The type of a row of these columns, when all are known.
Known RowOf(const Fields& fields) {
  if (!fields.complete) return std::nullopt;
  Type row{TypeKind::kRow, 0, 0, {}, {}};
  for (const Field& field : fields.list) {
    if (!field.type) return std::nullopt;
    row.children.push_back(*field.type);
    row.field_names.emplace_back();
  }
  return row;
}

bool IsOfRelation(const Field& field, const std::vector<std::string>& base) {
  return base.size() <= field.relation.size() &&
         std::equal(base.begin(), base.end(),
                    field.relation.end() - static_cast<ptrdiff_t>(base.size()));
}

std::vector<std::string> BaseOf(const sql::AllColumns& all) {
  std::vector<std::string> base;
  if (!all.base) return base;
  if (const auto name = sql::ToQualifiedName(**all.base)) {
    for (const sql::Identifier& part : name->parts) base.push_back(part.Canonical());
  }
  return base;
}

// The item of the SELECT list that a number in GROUP BY means; null behind a star, where it is
// another.
const sql::SingleColumn* ItemOf(const sql::Select& select, int64_t number) {
  if (number < 1 || number > static_cast<int64_t>(select.items.size())) return nullptr;
  for (int64_t i = 0; i < number; ++i) {
    if (!std::holds_alternative<sql::SingleColumn>(select.items[static_cast<size_t>(i)])) {
      return nullptr;
    }
  }
  return &std::get<sql::SingleColumn>(select.items[static_cast<size_t>(number - 1)]);
}

bool HasStar(const sql::Select& select) {
  return std::any_of(select.items.begin(), select.items.end(), [](const sql::SelectItem& item) {
    return std::holds_alternative<sql::AllColumns>(item);
  });
}

}  // namespace

void Typer::TypeQueryOrder(const std::vector<sql::SortItem>& items, const Scope& scope,
                           const sql::Location& query) {
  const auto columns = static_cast<int64_t>(scope.fields.list.size());
  for (const sql::SortItem& item : items) {
    const Type* type = nullptr;
    std::string text;
    if (const auto* number = item.key->As<sql::LongLiteral>()) {
      TypeOf(*item.key, scope);
      if (!scope.fields.complete) continue;
      if (number->value < 1 || number->value > columns) {
        faults_.Report(item.key->location, StandardError::kInvalidColumnReference,
                       fmt::format("ORDER BY position {} is not in select list", number->value));
        continue;
      }
      const Known& column = scope.fields.list[static_cast<size_t>(number->value - 1)].type;
      if (column) type = &*column;
      text = fmt::format(":input({})", number->value - 1);
    } else {
      TypeOf(*item.key, scope);
      type = types_.Of(*item.key);
    }
    if (type == nullptr || IsOrderable(*type)) continue;
    faults_.Report(query, StandardError::kTypeMismatch,
                   fmt::format("Type {} is not orderable, and therefore cannot be used in "
                               "ORDER BY: {}",
                               type->ToString(), text.empty() ? TrinoText(*item.key) : text));
  }
}

namespace {

// Reports aliases of a select list.
class AliasNames : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  AliasNames(const ColumnPlaces& places, const Fields& output, Faults& faults)
      : places_(places), output_(output), faults_(faults) {}
  bool Enter(const sql::Expression& expression) override {
    const auto place = places_.find(&expression);
    if (place == places_.end() || place->second.scope != output_.scope) return true;
    if (!output_.list[place->second.index].aliased) return true;
    faults_.Report(expression.location, StandardError::kColumnNotFound,
                   "Invalid reference to output projection attribute from ORDER BY aggregation");
    return false;
  }

 private:
  const ColumnPlaces& places_;
  const Fields& output_;
  Faults& faults_;
};

}  // namespace

// Aggregates of ORDER BY are computed before the select list, whose aliases they do not see.
void Typer::CheckOrderAggregates(const std::vector<sql::SortItem>& items, const Fields& output) {
  AliasNames names(places_, output, faults_);
  for (const sql::SortItem& item : items) {
    for (const sql::Expression* aggregate : FindSpecialCalls(*item.key).aggregates) {
      sql::Walk(*aggregate, names);
    }
  }
}

// So is GROUPING, whose columns are looked up in the select list first all the same.
void Typer::CheckOrderGroupings(const std::vector<sql::SortItem>& items, const Fields& output) {
  const auto is_output = [&](const sql::QualifiedName& column) {
    return column.parts.size() == 1 && std::ranges::any_of(output.list, [&](const Field& field) {
             return field.name == column.last().Canonical();
           });
  };
  for (const sql::SortItem& item : items) {
    for (const sql::Expression* grouping : FindSpecialCalls(*item.key).groupings) {
      if (!std::ranges::any_of(grouping->As<sql::Grouping>()->columns, is_output)) continue;
      faults_.ReportWithoutPlace(
          StandardError::kInvalidArguments,
          "Invalid reference to output of SELECT clause from grouping() expression in ORDER BY");
    }
  }
}

bool Typer::AddGroupingKey(const sql::Expression& key, const sql::Select& select,
                           Grouping& grouping) {
  const sql::Expression* expression = &key;
  if (const auto* number = key.As<sql::LongLiteral>()) {
    const sql::SingleColumn* item = ItemOf(select, number->value);
    if (item == nullptr) {
      const bool wrong = !HasStar(select) || number->value < 1;
      if (wrong) {
        faults_.Report(key.location, StandardError::kInvalidColumnReference,
                       fmt::format("GROUP BY position {} is not in select list", number->value));
      }
      return false;
    }
    expression = &item->expression;
    CheckScalar(*expression, "GROUP BY clause", faults_);
  }
  const Type* type = types_.Of(*expression);
  if (type != nullptr && !IsComparable(*type)) {
    faults_.Report(
        key.location, StandardError::kTypeMismatch,
        type->ToString() + " is not comparable, and therefore cannot be used in GROUP BY");
  }
  const auto place = places_.find(expression);
  const bool is_name = expression->Is<sql::ColumnReference>();
  if (place == places_.end()) {
    if (is_name) return false;  // not known
    grouping.expressions.push_back(CanonicalCopy(*expression, places_));
  } else if (place->second.scope == grouping.scope) {
    grouping.columns.insert(place->second.index);
  }
  return true;
}

// What a SELECT is grouped by; nothing when that is not known.
std::optional<Grouping> Typer::GroupingOf(const sql::Select& select, const Fields& source) {
  Grouping grouping;
  grouping.scope = source.scope;
  if (!select.group_by) return grouping;
  for (const sql::GroupingElement& element : select.group_by->elements) {
    if (std::holds_alternative<sql::AutoGroupBy>(element)) return std::nullopt;
    const auto* sets = std::get_if<sql::GroupingSets>(&element);
    const auto* set = std::get_if<sql::GroupingSet>(&element);
    for (size_t i = 0; i < (sets != nullptr ? sets->sets.size() : 1); ++i) {
      const sql::GroupingSet& one = sets != nullptr ? sets->sets[i] : *set;
      for (const sql::Expression& key : one.columns) {
        if (!AddGroupingKey(key, select, grouping)) return std::nullopt;
        grouping.keys.push_back(&key);
        const bool is_column =
            places_.contains(&key) || key.Is<sql::LongLiteral>() || key.Is<sql::Dereference>();
        if (sets != nullptr && !is_column) {
          faults_.Report(
              key.location, StandardError::kInvalidColumnReference,
              fmt::format("GROUP BY expression must be a column reference: {}", TrinoText(key)));
        }
      }
    }
  }
  return grouping;
}

void Typer::CheckStars(const sql::Select& select, const Grouping& grouping, const Fields& source) {
  for (const sql::SelectItem& item : select.items) {
    const auto* all = std::get_if<sql::AllColumns>(&item);
    if (all == nullptr || !source.complete) continue;
    const std::vector<std::string> base = BaseOf(*all);
    if (all->base && base.empty()) continue;
    for (size_t i = 0; i < source.list.size(); ++i) {
      const Field& field = source.list[i];
      if (!IsOfRelation(field, base) || grouping.columns.contains(i)) continue;
      std::string name = field.name.empty() ? std::to_string(i + 1) : "'" + field.name + "'";
      if (!field.name.empty() && !field.relation.empty()) {
        name = fmt::format("'{}.{}'", field.relation.back(), field.name);
      }
      faults_.ReportWithoutPlace(StandardError::kExpressionNotAggregate,
                                 fmt::format("Column {} not in GROUP BY clause", name));
    }
  }
}

// GROUPING() is of what the rows are grouped by.
void Typer::CheckGroupings(const std::vector<const sql::Expression*>& expressions,
                           const Grouping& grouping) {
  for (const sql::Expression* expression : expressions) {
    for (const sql::Expression* call : FindSpecialCalls(*expression).groupings) {
      for (const sql::QualifiedName& column : call->As<sql::Grouping>()->columns) {
        const bool is_name = column.parts.size() == 1;
        const auto names = [&](const sql::Expression& key) {
          const auto* reference = key.As<sql::ColumnReference>();
          return reference != nullptr && reference->name.Canonical() == column.last().Canonical();
        };
        const bool grouped =
            !is_name || std::any_of(grouping.keys.begin(), grouping.keys.end(),
                                    [&](const sql::Expression* key) { return names(*key); });
        if (grouped) continue;
        faults_.Report(call->location, StandardError::kInvalidArguments,
                       fmt::format("The arguments to GROUPING() must be expressions referenced by "
                                   "the GROUP BY at the associated query level. Mismatch due to "
                                   "{}.",
                                   column.Canonical()));
      }
    }
  }
}

void Typer::CheckDistinct(const sql::Select& select, const sql::Location& location,
                          const std::vector<sql::SortItem>& order_by, const Fields& output) {
  if (!output.complete || HasStar(select)) return;
  std::vector<sql::Expression> selected;
  for (const sql::SelectItem& item : select.items) {
    selected.push_back(CanonicalCopy(std::get<sql::SingleColumn>(item).expression, places_));
  }
  for (const sql::SortItem& item : order_by) {
    const sql::Expression& key = *item.key;
    const auto place = places_.find(&key);
    const bool is_output = place != places_.end() && place->second.scope == output.scope;
    if (is_output || key.Is<sql::LongLiteral>()) continue;
    const sql::Expression canonical = CanonicalCopy(key, places_);
    if (std::find(selected.begin(), selected.end(), canonical) != selected.end()) continue;
    // Names within it that mean columns of the output were written otherwise by the copy.
    const auto same_text = [&](const sql::SelectItem& one) {
      return TrinoText(std::get<sql::SingleColumn>(one).expression) == TrinoText(key);
    };
    if (std::any_of(select.items.begin(), select.items.end(), same_text)) continue;
    faults_.Report(location, StandardError::kExpressionNotInDistinct,
                   "For SELECT DISTINCT, ORDER BY expressions must appear in select list");
  }
}

void Typer::CheckSelect(const sql::Select& select, const sql::Location& location,
                        const std::vector<sql::SortItem>* order_by, const Fields& source,
                        const Fields& output) {
  std::vector<const sql::Expression*> expressions;
  for (const sql::SelectItem& item : select.items) {
    const auto* column = std::get_if<sql::SingleColumn>(&item);
    if (column != nullptr) expressions.push_back(&column->expression);
  }
  if (select.having) expressions.push_back(&**select.having);
  if (order_by != nullptr) {
    for (const sql::SortItem& item : *order_by) expressions.push_back(&*item.key);
  }
  for (const sql::SelectItem& item : select.items) {
    const auto* column = std::get_if<sql::SingleColumn>(&item);
    if (!select.distinct || column == nullptr) continue;
    const Type* type = types_.Of(column->expression);
    if (type == nullptr || IsComparable(*type)) continue;
    faults_.Report(location, StandardError::kTypeMismatch,
                   fmt::format("DISTINCT can only be applied to comparable types (actual: {}): {}",
                               type->ToString(), TrinoText(column->expression)));
  }
  bool has_aggregates = false, has_groupings = false;
  for (const sql::Expression* expression : expressions) {
    const SpecialCalls found = FindSpecialCalls(*expression);
    has_aggregates = has_aggregates || !found.aggregates.empty();
    has_groupings = has_groupings || !found.groupings.empty();
    for (const sql::Expression* window : found.windows) {
      const SpecialCalls within = FindAggregatesOf(*window);
      has_aggregates = has_aggregates || !within.aggregates.empty();
    }
  }
  if (has_groupings && !select.group_by) {
    faults_.Report(location, StandardError::kMissingGroupBy,
                   "A GROUPING() operation can only be used with a corresponding "
                   "GROUPING SET/CUBE/ROLLUP/GROUP BY clause");
  }
  const std::optional<Grouping> grouping = GroupingOf(select, source);
  for (const sql::Expression* expression : expressions) CheckNesting(*expression, faults_);
  if (select.having) {
    const SpecialCalls found = FindSpecialCalls(**select.having);
    if (!found.windows.empty()) {
      faults_.Report(found.windows.front()->location, StandardError::kNestedWindow,
                     "HAVING clause cannot contain window functions or row pattern measures");
    }
  }
  if (grouping && (has_aggregates || select.group_by || select.having)) {
    CheckStars(select, *grouping, source);
    const bool by_names =
        std::all_of(grouping->keys.begin(), grouping->keys.end(),
                    [](const sql::Expression* key) { return key->Is<sql::ColumnReference>(); });
    if (order_by != nullptr) CheckOrderGroupings(*order_by, output);
    if (by_names) CheckGroupings(expressions, *grouping);
    for (const sql::Expression* expression : expressions) {
      CheckGrouped(*expression, *grouping, places_, faults_);
      for (const sql::Expression* window : FindSpecialCalls(*expression).windows) {
        CheckGroupedPattern(*window, *grouping);
      }
    }
  }
  if (order_by != nullptr) CheckOrderAggregates(*order_by, output);
  for (const sql::Expression* expression : expressions) CheckWindowCalls(*expression, location);
  if (select.distinct && order_by != nullptr) CheckDistinct(select, location, *order_by, output);
}

void Typer::CheckAllColumns(const sql::AllColumns& all, const sql::Select& select,
                            const Scope& scope) {
  if (!all.base) {
    if (!select.from.empty()) return;
    faults_.Report(all.location, StandardError::kColumnNotFound,
                   "SELECT * not allowed in queries without FROM clause");
    return;
  }
  const auto name = sql::ToQualifiedName(**all.base);
  if (!name) return;
  const std::vector<std::string> base = BaseOf(all);
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    if (!at->fields.complete) return;
    const auto of_base = [&](const Field& field) { return IsOfRelation(field, base); };
    if (std::any_of(at->fields.list.begin(), at->fields.list.end(), of_base)) return;
  }
  for (size_t size = 1; size <= base.size(); ++size) {
    const std::vector<std::string> prefix(base.begin(),
                                          base.begin() + static_cast<ptrdiff_t>(size));
    if (Lookup(prefix, scope).state != Found::State::kNothing) return;  // a row, perhaps
  }
  faults_.Report(all.location, StandardError::kTableNotFound,
                 fmt::format("Unable to resolve reference {}", name->Canonical()));
}

// --- names ---

void Typer::CheckWith(const sql::With& with) {
  std::set<std::string> names;
  for (const sql::NamedQuery& named : with.queries) {
    const std::string name = named.name.Canonical();
    if (names.insert(name).second) continue;
    faults_.Report(named.location, StandardError::kDuplicateNamedQuery,
                   fmt::format("WITH query name '{}' specified more than once", name));
  }
}

void Typer::CheckColumnAliases(const sql::NamedQuery& named, const Fields& fields) {
  if (named.columns.empty()) return;
  if (fields.complete && fields.list.size() != named.columns.size()) {
    faults_.Report(named.columns.front().location, StandardError::kMismatchedColumnAliases,
                   fmt::format("Column alias list has {} entries but relation has {} columns",
                               named.columns.size(), fields.list.size()));
  }
  std::set<std::string> names;
  for (const sql::Identifier& column : named.columns) {
    if (names.insert(column.Canonical()).second) continue;
    faults_.Report(column.location, StandardError::kDuplicateColumnName,
                   fmt::format("Column name '{}' specified more than once", column.Canonical()));
  }
}

void Typer::CheckAliases(const sql::AliasedRelation& aliased, const sql::Location& location,
                         const Fields& fields) {
  if (aliased.columns.empty() || !fields.complete) return;
  if (fields.list.size() == aliased.columns.size()) return;
  faults_.Report(
      location, StandardError::kMismatchedColumnAliases,
      fmt::format("Column alias list has {} entries but '{}' has {} columns available",
                  aliased.columns.size(), aliased.alias.Canonical(), fields.list.size()));
}

// --- columns that belong together ---

void Typer::CheckSameColumns(const sql::SetOperation& operation, const sql::Location& location,
                             const Fields& left, const Fields& right) {
  if (!left.complete || !right.complete) return;
  const std::string_view name = kSetOperators[static_cast<int>(operation.op)];
  if (left.list.size() != right.list.size()) {
    faults_.Report(location, StandardError::kTypeMismatch,
                   fmt::format("{} query has different number of fields: {}, {}", name,
                               left.list.size(), right.list.size()));
    return;
  }
  for (size_t i = 0; i < left.list.size(); ++i) {
    const Known& a = left.list[i].type;
    const Known& b = right.list[i].type;
    if (!a || !b) continue;
    if (const auto common = CommonSuperType(*a, *b)) {
      if (operation.op == sql::SetOperator::kUnion && operation.all) continue;
      if (IsComparable(*common)) continue;
      faults_.Report(location, StandardError::kTypeMismatch,
                     fmt::format("Type {} is not comparable and therefore cannot be used in {}{}",
                                 common->ToString(), name,
                                 operation.op == sql::SetOperator::kUnion ? " DISTINCT" : ""));
      continue;
    }
    faults_.Report(location, StandardError::kTypeMismatch,
                   fmt::format("column {} in {} query has incompatible types: {}, {}", i + 1, name,
                               a->ToString(), b->ToString()));
  }
}

void Typer::CheckRows(const std::vector<Fields>& rows, const sql::Location& location) {
  Known common;
  for (const Fields& row : rows) {
    if (row.list.size() != rows.front().list.size()) {
      faults_.Report(location, StandardError::kTypeMismatch,
                     fmt::format("Values rows have mismatched sizes: {} vs {}",
                                 rows.front().list.size(), row.list.size()));
      return;
    }
    const Known type = RowOf(row);
    if (!type) return;
    const Known next = common ? CommonSuperType(*common, *type) : type;
    if (!next) {
      faults_.Report(location, StandardError::kTypeMismatch,
                     fmt::format("Values rows have mismatched types: {} vs {}",
                                 RowOf(rows.front())->ToString(), type->ToString()));
      return;
    }
    common = next;
  }
}

void Typer::CheckSubquery(const sql::Expression& value, const Fields& columns,
                          const sql::Location& location) {
  const Type* type = types_.Of(value);
  const Known result = RowOf(columns);
  if (type == nullptr || !result) return;
  const Type row = type->kind == TypeKind::kRow ? *type : Type{TypeKind::kRow, 0, 0, {*type}, {""}};
  if (CommonSuperType(row, *result)) return;
  faults_.Report(location, StandardError::kTypeMismatch,
                 fmt::format("Value expression and result of subquery must be of the same type: "
                             "{} vs {}",
                             row.ToString(), result->ToString()));
}

}  // namespace tarn::engine::embedded
