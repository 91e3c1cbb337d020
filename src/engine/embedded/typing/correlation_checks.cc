// Subqueries about the rows around them that Trino's planner cannot take apart
// (PlanNodeDecorrelator and the rules that use it, release 476). Only what it certainly refuses is
// told.
#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "base/standard_error.h"
#include "engine/embedded/typing/typer_impl.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

// Whether columns of the scopes up to one are used, not in subqueries.
class OuterNames : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  OuterNames(const ColumnPlaces& places, int scope) : places_(places), scope_(scope) {}
  bool Enter(const sql::Query&) override { return false; }
  bool Enter(const sql::Expression& expression) override {
    const auto place = places_.find(&expression);
    if (place == places_.end() || place->second.scope == 0) return true;
    (place->second.scope <= scope_ ? outer : inner) = true;
    return false;
  }
  bool outer = false;
  bool inner = false;

 private:
  const ColumnPlaces& places_;
  const int scope_;
};

class AnyOuterName : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  AnyOuterName(const ColumnPlaces& places, int scope) : places_(places), scope_(scope) {}
  bool Enter(const sql::Expression& expression) override {
    const auto place = places_.find(&expression);
    found = found ||
            (place != places_.end() && place->second.scope != 0 && place->second.scope <= scope_);
    return !found;
  }
  bool found = false;

 private:
  const ColumnPlaces& places_;
  const int scope_;
};

struct Names {
  const ColumnPlaces& places;
  int scope;

  OuterNames Of(const sql::Expression& expression) const {
    OuterNames names(places, scope);
    sql::Walk(expression, names);
    return names;
  }
  bool Outer(const sql::Expression& expression) const { return Of(expression).outer; }
};

const sql::Relation& Unaliased(const sql::Relation& relation) {
  const auto* aliased = std::get_if<sql::AliasedRelation>(&relation.node);
  return aliased != nullptr ? Unaliased(*aliased->relation) : relation;
}

const sql::Values* ValuesOf(const sql::Relation& relation) {
  const auto* subquery = std::get_if<sql::TableSubquery>(&Unaliased(relation).node);
  return subquery != nullptr ? subquery->query->body.As<sql::Values>() : nullptr;
}

// Whether a relation has, as far as its text tells, more rows than so many: a table, or VALUES.
bool HasMoreRows(const sql::Relation& relation, size_t rows) {
  if (const auto* values = ValuesOf(relation)) return values->rows.size() > rows;
  const auto* table = std::get_if<sql::Table>(&Unaliased(relation).node);
  return table != nullptr && table->name.parts.size() > 1;  // no name of WITH
}

bool IsPlain(const sql::Relation& relation) {
  const sql::Relation& plain = Unaliased(relation);
  return std::holds_alternative<sql::Table>(plain.node) || ValuesOf(relation) != nullptr;
}

bool IsTrue(const sql::Expression& expression) {
  const auto* literal = expression.As<sql::BooleanLiteral>();
  return literal != nullptr && literal->value;
}

// The terms of a condition that are about outer rows, and the columns that they make equal to
// those.
struct Correlation {
  bool correlated = false;
  bool equalities_only = true;
  std::set<ColumnPlace> constants;
};

void AddTerms(const sql::Expression& condition, const Names& names, Correlation& correlation) {
  const auto* logical = condition.As<sql::Logical>();
  if (logical != nullptr && logical->op == sql::LogicalOperator::kAnd) {
    for (const sql::Expression& term : logical->terms) AddTerms(term, names, correlation);
    return;
  }
  if (!names.Outer(condition)) return;
  correlation.correlated = true;
  const auto* comparison = condition.As<sql::Comparison>();
  if (comparison != nullptr && comparison->op == sql::ComparisonOperator::kEqual) {
    for (const auto& [column, other] : {std::pair(&*comparison->left, &*comparison->right),
                                        std::pair(&*comparison->right, &*comparison->left)}) {
      const auto place = names.places.find(column);
      const bool is_inner = place != names.places.end() && place->second.scope > names.scope;
      if (!is_inner || names.Of(*other).inner) continue;
      correlation.constants.insert(place->second);
      return;
    }
  }
  correlation.equalities_only = false;
}

// The most rows that a query lets through; nothing where it has no limit.
std::optional<int64_t> LimitOf(const sql::Query& query) {
  if (!query.limit) return std::nullopt;
  return std::visit(
      [](const auto& limit) -> std::optional<int64_t> {
        if constexpr (std::is_same_v<std::decay_t<decltype(limit)>, sql::FetchFirst>) {
          if (limit.with_ties) return std::nullopt;
          if (!limit.count) return 1;
        }
        if (!limit.count) return std::nullopt;
        const auto* number = std::get_if<int64_t>(&*limit.count);
        return number != nullptr ? std::optional(*number) : std::nullopt;
      },
      *query.limit);
}

class Refusal {
 public:
  Refusal(const sql::Query& query, SubqueryKind kind, const Names& names)
      : query_(query), kind_(kind), names_(names) {}

  bool Is() const {
    const bool compared = kind_ == SubqueryKind::kIn || kind_ == SubqueryKind::kQuantified;
    if (const auto* values = query_.body.As<sql::Values>()) {
      return compared && std::any_of(values->rows.begin(), values->rows.end(),
                                     [&](const auto& row) { return names_.Outer(row); });
    }
    const auto* select = query_.body.As<sql::Select>();
    if (select == nullptr || query_.with) return false;
    Correlation where;
    if (select->where) AddTerms(**select->where, names_, where);
    bool aggregates = false, windows = false, outer = false;
    for (const sql::SelectItem& item : select->items) {
      const auto* column = std::get_if<sql::SingleColumn>(&item);
      if (column == nullptr) return false;
      const SpecialCalls calls = FindSpecialCalls(column->expression);
      aggregates = aggregates || !calls.aggregates.empty();
      windows = windows || !calls.windows.empty();
      outer = outer || names_.Outer(column->expression);
    }
    if (!std::all_of(select->from.begin(), select->from.end(), IsPlain)) return false;
    if (compared) {
      if (outer && !aggregates) return true;
      const bool takes_filters_only = kind_ == SubqueryKind::kIn && where.correlated;
      return takes_filters_only &&
             (aggregates || select->group_by.has_value() || RefusesLimit(*select, where));
    }
    if (aggregates || select->group_by) return false;
    if (kind_ == SubqueryKind::kScalar) {
      const bool filtered = select->where && !IsTrue(**select->where);
      const bool many =
          filtered || std::any_of(select->from.begin(), select->from.end(),
                                  [](const auto& relation) { return HasMoreRows(relation, 1); });
      if (outer && many) return true;
      if (windows && where.correlated) return true;
    }
    return where.correlated && RefusesLimit(*select, where);
  }

 private:
  // Whether the limit stands in the way of the condition.
  bool RefusesLimit(const sql::Select& select, const Correlation& where) const {
    const auto limit = LimitOf(query_);
    if (!limit || *limit < 1 || select.from.size() != 1) return false;
    if (!HasMoreRows(select.from.front(), static_cast<size_t>(*limit))) return false;
    if (kind_ == SubqueryKind::kIn || !where.equalities_only) return true;
    if (!query_.order_by.empty() || *limit > 1 || kind_ != SubqueryKind::kScalar) return false;
    // One row of many: only of columns that are the same in all of them.
    return std::any_of(select.items.begin(), select.items.end(), [&](const auto& item) {
      const auto place = names_.places.find(&std::get<sql::SingleColumn>(item).expression);
      return place != names_.places.end() && !where.constants.contains(place->second);
    });
  }

  const sql::Query& query_;
  const SubqueryKind kind_;
  const Names& names_;
};

}  // namespace

bool Typer::IsCorrelated(const sql::Query& query, int outer_scope) const {
  AnyOuterName names(places_, outer_scope);
  sql::Walk(query, names);
  return names.found;
}

void Typer::CheckCorrelation(const sql::Query& query, SubqueryKind kind, int outer_scope,
                             const sql::Location& location) {
  const Names names{places_, outer_scope};
  if (!Refusal(query, kind, names).Is()) return;
  const bool at_operator = kind == SubqueryKind::kIn || kind == SubqueryKind::kExists;
  planning_faults_.Report(at_operator ? location : query.location, StandardError::kNotSupported,
                          "Given correlated subquery is not supported");
}

}  // namespace tarn::engine::embedded
