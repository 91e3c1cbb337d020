#include "engine/embedded/typing/grouping_checks.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/embedded/typing/signature.h"
#include "engine/embedded/typing/trino_text.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

bool IsAggregateName(const sql::QualifiedName& name) {
  const std::string canonical = name.last().Canonical();
  const std::vector<Signature>& signatures = SignaturesOf(canonical);
  return !signatures.empty() && signatures.front().row->kind == FunctionKind::kAggregate;
}

bool IsAggregate(const sql::Expression& expression) {
  if (const auto* call = expression.As<sql::FunctionCall>()) {
    return !call->over && IsAggregateName(call->name);
  }
  const auto* list = expression.As<sql::Listagg>();
  return list != nullptr && !list->over;
}

bool IsWindow(const sql::Expression& expression) {
  if (const auto* call = expression.As<sql::FunctionCall>()) return call->over.has_value();
  if (const auto* list = expression.As<sql::Listagg>()) return list->over.has_value();
  return expression.Is<sql::WindowMeasure>();
}

class SpecialCallFinder : public sql::TreeVisitor {
 public:
  using TreeVisitor::Enter;
  bool Enter(const sql::Query&) override { return false; }
  bool Enter(const sql::Expression& expression) override {
    if (expression.Is<sql::Grouping>()) found.groupings.push_back(&expression);
    if (IsWindow(expression)) {
      found.windows.push_back(&expression);
      return false;
    }
    if (!IsAggregate(expression)) return true;
    found.aggregates.push_back(&expression);
    return false;
  }
  SpecialCalls found;
};

std::string Texts(const std::vector<const sql::Expression*>& expressions) {
  std::vector<std::string> texts;
  for (const sql::Expression* expression : expressions) texts.push_back(TrinoText(*expression));
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

const std::vector<sql::Expression>* ArgumentsOf(const sql::Expression& expression) {
  const auto* call = expression.As<sql::FunctionCall>();
  return call == nullptr ? nullptr : &call->arguments;
}

void CheckAggregate(const sql::Expression& expression, Faults& faults) {
  const auto* call = expression.As<sql::FunctionCall>();
  if (call == nullptr) return;
  SpecialCallFinder finder;
  for (const sql::Expression& argument : call->arguments) sql::Walk(argument, finder);
  const std::string name = call->name.Canonical();
  if (!finder.found.aggregates.empty()) {
    faults.Report(expression.location, StandardError::kNestedAggregation,
                  fmt::format("Cannot nest aggregations inside aggregation '{}': {}", name,
                              Texts(finder.found.aggregates)));
  }
  if (!finder.found.windows.empty()) {
    faults.Report(expression.location, StandardError::kNestedWindow,
                  fmt::format("Cannot nest window functions or row pattern measures inside "
                              "aggregation '{}': {}",
                              name, Texts(finder.found.windows)));
  }
}

void CheckWindow(const sql::Expression& expression, Faults& faults) {
  const auto report = [&](const SpecialCalls& found, const char* where) {
    if (found.windows.empty()) return;
    faults.Report(
        found.windows.front()->location, StandardError::kNestedWindow,
        fmt::format("Cannot nest window functions or row pattern measures inside {}", where));
  };
  const auto* call = expression.As<sql::FunctionCall>();
  if (call == nullptr) return;
  SpecialCallFinder arguments;
  for (const sql::Expression& argument : call->arguments) sql::Walk(argument, arguments);
  report(arguments.found, "window function arguments");
  const auto* window = std::get_if<sql::WindowSpecification>(&**call->over);
  if (window == nullptr) return;
  SpecialCallFinder specification;
  for (const sql::Expression& key : window->partition_by) sql::Walk(key, specification);
  for (const sql::SortItem& item : window->order_by) sql::Walk(*item.key, specification);
  report(specification.found, "window specification");
}

// The expressions of a tree, parents first, without the parts of names.
class ExpressionList : public sql::TreeVisitor {
 public:
  explicit ExpressionList(const ColumnPlaces& places) : places_(places) {}
  using TreeVisitor::Enter;
  bool Enter(const sql::Expression& expression) override {
    list.push_back(&expression);
    return !places_.contains(&expression);
  }
  std::vector<const sql::Expression*> list;

 private:
  const ColumnPlaces& places_;
};

// Visits a copy of what ExpressionList has seen.
class Canonicalizer : public sql::TreeRewriter {
 public:
  Canonicalizer(const std::vector<const sql::Expression*>& originals, const ColumnPlaces& places)
      : originals_(originals), places_(places) {}
  using TreeRewriter::Enter;
  using TreeRewriter::Rewrite;
  bool Enter(sql::Query&) override {
    ++queries_;
    return true;
  }
  void Rewrite(sql::Query&) override { --queries_; }
  bool Enter(sql::Expression& expression) override {
    const auto place = places_.find(originals_[next_++]);
    if (place == places_.end()) return true;
    // The scopes of two equal subqueries are not the same: their names are.
    if (queries_ > 0) return false;
    const std::string name = fmt::format("#{}.{}", place->second.scope, place->second.index);
    expression =
        sql::Expression(sql::ColumnReference{sql::Identifier{name, true, {}}}, expression.location);
    return false;
  }
  bool Enter(sql::Identifier& identifier) override {
    identifier.value = identifier.Canonical();
    identifier.quoted = false;
    return true;
  }

 private:
  const std::vector<const sql::Expression*>& originals_;
  const ColumnPlaces& places_;
  size_t next_ = 0;
  int queries_ = 0;
};

// Whether an expression has one value a group. Parts that Trino tells by themselves are reported.
class GroupedVisitor : public sql::TreeVisitor {
 public:
  GroupedVisitor(const Grouping& grouping, const ColumnPlaces& places, Faults& faults)
      : grouping_(grouping), places_(places), faults_(faults) {}

  using TreeVisitor::Enter;
  using TreeVisitor::Leave;
  bool Enter(const sql::Query&) override {
    ++queries_;
    return true;
  }
  void Leave(const sql::Query&) override { --queries_; }
  bool Enter(const sql::Expression& expression) override {
    if (queries_ > 0) return InSubquery(expression);
    const auto same = [&](const sql::Expression& key) {
      return key.node.index() == expression.node.index() &&
             key == CanonicalCopy(expression, places_);
    };
    if (std::any_of(grouping_.expressions.begin(), grouping_.expressions.end(), same)) return false;
    const auto place = places_.find(&expression);
    if (place != places_.end()) {
      grouped = grouped && IsGrouped(place->second);
      return false;
    }
    if (IsAggregate(expression)) return false;
    if (IsWindow(expression)) {
      InWindow(expression);
      return false;
    }
    return !expression.Is<sql::Grouping>();
  }
  bool grouped = true;

 private:
  bool IsGrouped(const ColumnPlace& place) const {
    return place.scope != grouping_.scope || grouping_.columns.contains(place.index);
  }
  bool InSubquery(const sql::Expression& expression) {
    const auto place = places_.find(&expression);
    if (place == places_.end()) return true;
    if (!IsGrouped(place->second)) {
      faults_.Report(expression.location, StandardError::kExpressionNotAggregate,
                     fmt::format("Subquery uses '{}' which must appear in GROUP BY clause",
                                 TrinoText(expression)));
    }
    return false;
  }
  bool Holds(const sql::Expression& expression) const {
    GroupedVisitor visitor(grouping_, places_, faults_);
    sql::Walk(expression, visitor);
    return visitor.grouped;
  }
  void Require(const sql::Expression& expression, const char* what) {
    if (Holds(expression)) return;
    faults_.Report(expression.location, StandardError::kExpressionNotAggregate,
                   fmt::format("{} expression '{}' must be an aggregate expression or appear in "
                               "GROUP BY clause",
                               what, TrinoText(expression)));
  }
  void InWindow(const sql::Expression& expression) {
    const std::vector<sql::Expression>* arguments = ArgumentsOf(expression);
    if (arguments == nullptr) return;
    for (const sql::Expression& argument : *arguments) grouped = grouped && Holds(argument);
    const auto* window =
        std::get_if<sql::WindowSpecification>(&**expression.As<sql::FunctionCall>()->over);
    if (window == nullptr) return;
    for (const sql::Expression& key : window->partition_by) Require(key, "PARTITION BY");
    for (const sql::SortItem& item : window->order_by) Require(*item.key, "ORDER BY");
  }

  const Grouping& grouping_;
  const ColumnPlaces& places_;
  Faults& faults_;
  int queries_ = 0;
};

class NestingVisitor : public sql::TreeVisitor {
 public:
  explicit NestingVisitor(Faults& faults) : faults_(faults) {}
  using TreeVisitor::Enter;
  bool Enter(const sql::Query&) override { return false; }
  bool Enter(const sql::Expression& expression) override {
    if (IsAggregate(expression)) CheckAggregate(expression, faults_);
    if (IsWindow(expression)) CheckWindow(expression, faults_);
    return true;
  }

 private:
  Faults& faults_;
};

}  // namespace

sql::Expression CanonicalCopy(const sql::Expression& expression, const ColumnPlaces& places) {
  ExpressionList originals(places);
  sql::Walk(expression, originals);
  sql::Expression copy = expression;
  Canonicalizer canonicalizer(originals.list, places);
  sql::Rewrite(copy, canonicalizer);
  return copy;
}

SpecialCalls FindSpecialCalls(const sql::Expression& expression) {
  SpecialCallFinder finder;
  sql::Walk(expression, finder);
  return std::move(finder.found);
}

SpecialCalls FindAggregatesOf(const sql::Expression& window) {
  SpecialCallFinder finder;
  const auto* call = window.As<sql::FunctionCall>();
  if (call == nullptr) return {};
  for (const sql::Expression& argument : call->arguments) sql::Walk(argument, finder);
  if (const auto* specification = std::get_if<sql::WindowSpecification>(&**call->over)) {
    for (const sql::Expression& key : specification->partition_by) sql::Walk(key, finder);
    for (const sql::SortItem& item : specification->order_by) sql::Walk(*item.key, finder);
  }
  return std::move(finder.found);
}

void CheckScalar(const sql::Expression& expression, const char* clause, Faults& faults) {
  const SpecialCalls found = FindSpecialCalls(expression);
  std::vector<const sql::Expression*> all = found.aggregates;
  all.insert(all.end(), found.windows.begin(), found.windows.end());
  all.insert(all.end(), found.groupings.begin(), found.groupings.end());
  if (all.empty()) return;
  faults.Report(expression.location, StandardError::kExpressionNotScalar,
                fmt::format("{} cannot contain aggregations, window functions or grouping "
                            "operations: {}",
                            clause, Texts(all)));
}

void CheckNesting(const sql::Expression& expression, Faults& faults) {
  NestingVisitor visitor(faults);
  sql::Walk(expression, visitor);
}

void CheckGrouped(const sql::Expression& expression, const Grouping& grouping,
                  const ColumnPlaces& places, Faults& faults) {
  GroupedVisitor visitor(grouping, places, faults);
  sql::Walk(expression, visitor);
  if (visitor.grouped) return;
  faults.Report(expression.location, StandardError::kExpressionNotAggregate,
                fmt::format("'{}' must be an aggregate expression or appear in GROUP BY clause",
                            TrinoText(expression)));
}

}  // namespace tarn::engine::embedded
