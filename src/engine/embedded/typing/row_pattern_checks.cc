#include "engine/embedded/typing/row_pattern_checks.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/embedded/typing/grouping_checks.h"
#include "engine/embedded/typing/row_pattern.h"
#include "engine/embedded/typing/signature.h"
#include "engine/embedded/typing/sought_place.h"
#include "engine/embedded/typing/trino_text.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

using sql::RowPattern;

constexpr int64_t kMostRepeated = std::numeric_limits<int32_t>::max();

// Every node of a pattern, parents first.
void ForEach(const RowPattern& pattern, const std::function<void(const RowPattern&)>& see) {
  see(pattern);
  const auto all = [&](const std::vector<RowPattern>& parts) {
    for (const RowPattern& part : parts) ForEach(part, see);
  };
  if (const auto* sequence = pattern.As<sql::PatternConcatenation>()) all(sequence->patterns);
  if (const auto* ways = pattern.As<sql::PatternAlternation>()) all(ways->patterns);
  if (const auto* orders = pattern.As<sql::PatternPermutation>()) all(orders->patterns);
  if (const auto* excluded = pattern.As<sql::ExcludedPattern>()) ForEach(*excluded->pattern, see);
  if (const auto* part = pattern.As<sql::QuantifiedPattern>()) ForEach(*part->pattern, see);
}

// The calls within an expression, parents first; not those of its subqueries' trees' outside.
class Calls : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  bool Enter(const sql::Expression& expression) override {
    if (expression.Is<sql::FunctionCall>() || expression.Is<sql::Listagg>()) {
      found.push_back(&expression);
    }
    return true;
  }
  static std::vector<const sql::Expression*> Of(const sql::Expression& expression) {
    Calls calls;
    sql::Walk(expression, calls);
    return std::move(calls.found);
  }
  std::vector<const sql::Expression*> found;
};

std::optional<int64_t> WholeNumberOf(const sql::Expression& expression) {
  if (const auto* number = expression.As<sql::LongLiteral>()) return number->value;
  const auto* unary = expression.As<sql::Unary>();
  const auto number = unary == nullptr ? std::nullopt : WholeNumberOf(*unary->operand);
  return number && unary->minus ? std::optional(-*number) : number;
}

std::string NameOf(const sql::Expression& call) {
  const auto* function = call.As<sql::FunctionCall>();
  return function == nullptr ? "listagg" : function->name.Canonical();
}

void CheckQuantifier(const sql::QuantifiedPattern& quantified, const sql::Location& whole,
                     Faults& faults) {
  if (quantified.kind != sql::QuantifierKind::kRange) return;
  const sql::Location location = Sought(SoughtPlace::kRange, whole);
  const auto report = [&](StandardError code, std::string message) {
    faults.Report(location, code, std::move(message));
  };
  if (quantified.at_least && *quantified.at_least > kMostRepeated) {
    report(StandardError::kNumericValueOutOfRange,
           fmt::format("Pattern quantifier lower bound must not exceed {}", kMostRepeated));
  }
  if (!quantified.at_most) return;
  if (*quantified.at_most < 1) {
    report(StandardError::kNumericValueOutOfRange,
           "Pattern quantifier upper bound must be greater than or equal to 1");
  }
  if (*quantified.at_most > kMostRepeated) {
    report(StandardError::kNumericValueOutOfRange,
           fmt::format("Pattern quantifier upper bound must not exceed {}", kMostRepeated));
  }
  if (quantified.at_least.value_or(0) > *quantified.at_most) {
    report(StandardError::kInvalidRange,
           "Pattern quantifier lower bound must not exceed upper bound");
  }
}

// Row pattern recognition within an expression of another one.
class NestedFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  explicit NestedFinder(Faults& faults) : faults_(faults) {}
  bool Enter(const sql::Relation& relation) override {
    if (relation.Is<sql::MatchRecognize>()) {
      faults_.Report(relation.location, StandardError::kNestedRowPatternRecognition,
                     "nested row pattern recognition in row pattern recognition");
    }
    return true;
  }

 private:
  Faults& faults_;
};

void CheckClauses(const RowPatternClauses& match, Faults& faults) {
  std::set<std::string> primary, all;
  ForEach(match.pattern, [&](const RowPattern& part) {
    if (const auto* variable = part.As<sql::PatternVariable>()) {
      primary.insert(LabelText(variable->name));
    }
  });
  all = primary;
  std::set<std::string> unions, defined;
  for (const sql::SubsetDefinition& subset : match.subsets) {
    const std::string label = LabelText(subset.name);
    if (primary.contains(label)) {
      faults.Report(subset.name.location, StandardError::kInvalidLabel,
                    fmt::format("union pattern variable name: {} is a duplicate of primary "
                                "pattern variable name",
                                subset.name.value));
    }
    if (!unions.insert(label).second) {
      faults.Report(
          subset.name.location, StandardError::kInvalidLabel,
          fmt::format("union pattern variable name: {} is declared twice", subset.name.value));
    }
    for (const sql::Identifier& member : subset.members) {
      if (primary.contains(LabelText(member))) continue;
      faults.Report(
          member.location, StandardError::kInvalidLabel,
          fmt::format("subset element: {} is not a primary pattern variable", member.value));
    }
  }
  all.insert(unions.begin(), unions.end());
  for (const sql::VariableDefinition& definition : match.definitions) {
    const std::string label = LabelText(definition.name);
    if (!primary.contains(label)) {
      faults.Report(definition.name.location, StandardError::kInvalidLabel,
                    fmt::format("defined variable: {} is not a primary pattern variable",
                                definition.name.value));
    }
    if (!defined.insert(label).second) {
      faults.Report(
          definition.name.location, StandardError::kInvalidLabel,
          fmt::format("pattern variable with name: {} is defined twice", definition.name.value));
    }
    for (const sql::Expression* call : Calls::Of(*definition.condition)) {
      const auto* function = call->As<sql::FunctionCall>();
      if (function == nullptr || function->processing_mode != sql::ProcessingMode::kFinal) continue;
      faults.Report(call->location, StandardError::kInvalidProcessingMode,
                    "FINAL semantics is not supported in DEFINE clause");
    }
  }
  ForEach(match.pattern, [&](const RowPattern& part) {
    if (const auto* quantified = part.As<sql::QuantifiedPattern>()) {
      CheckQuantifier(*quantified, part.location, faults);
    }
  });
  if (match.after_match_skip && match.after_match_skip->variable) {
    const sql::Identifier& to = *match.after_match_skip->variable;
    if (!all.contains(LabelText(to))) {
      faults.Report(to.location, StandardError::kInvalidLabel,
                    fmt::format("{} is not a primary or union pattern variable", to.value));
    }
  }
  NestedFinder nested(faults);
  for (const auto& measure : match.measures) sql::Walk(*measure.expression, nested);
  for (const auto& definition : match.definitions) sql::Walk(*definition.condition, nested);
}

}  // namespace

std::string LabelText(const sql::Identifier& name) { return WindowKey(name); }

RowPatternClauses ClausesOf(const sql::MatchRecognize& match) {
  return {match.pattern, match.subsets, match.definitions, match.measures, match.after_match_skip};
}

RowPatternClauses ClausesOf(const sql::WindowFrame& frame) {
  return {**frame.pattern, frame.subsets, frame.definitions, frame.measures,
          frame.after_match_skip};
}

void CheckRowPattern(const sql::MatchRecognize& match, const sql::Location& location,
                     Faults& faults) {
  CheckClauses(ClausesOf(match), faults);
  if (match.search_mode) {
    faults.Report(
        Sought(SoughtPlace::kSearch, location), StandardError::kNotSupported,
        fmt::format("Pattern search modifier: {} is not allowed in MATCH_RECOGNIZE "
                    "clause",
                    *match.search_mode == sql::PatternSearchMode::kInitial ? "INITIAL" : "SEEK"));
  }
  if (match.rows_per_match == sql::RowsPerMatch::kAllWithUnmatched) {
    ForEach(match.pattern, [&](const RowPattern& part) {
      if (!part.Is<sql::ExcludedPattern>()) return;
      faults.Report(part.location, StandardError::kInvalidRowPattern,
                    "Pattern exclusion syntax is not allowed when ALL ROWS PER MATCH WITH "
                    "UNMATCHED ROWS is specified");
    });
  }
}

namespace {

// What stands in the frame of a window without a pattern that only patterns have.
void CheckNoPattern(const sql::WindowFrame& frame, const sql::Location& place, Faults& faults) {
  const auto refuse = [&](bool is_there, const sql::Location& location, std::string message) {
    if (!is_there) return;
    faults.Report(location, StandardError::kMissingRowPattern,
                  std::move(message) + " PATTERN clause");
  };
  refuse(!frame.measures.empty(), Sought(SoughtPlace::kFrame, place),
         "Row pattern measures require");
  refuse(frame.after_match_skip.has_value(), Sought(SoughtPlace::kSkip, place),
         "AFTER MATCH SKIP clause requires");
  refuse(frame.search_mode.has_value(), Sought(SoughtPlace::kModifier, place),
         frame.search_mode == sql::PatternSearchMode::kSeek ? "SEEK modifier requires"
                                                            : "INITIAL modifier requires");
  if (!frame.subsets.empty()) {
    refuse(true, frame.subsets.front().name.location, "Union variable definitions require");
  }
  if (!frame.definitions.empty()) {
    refuse(true, frame.definitions.front().name.location,
           "Primary pattern variable definitions require");
  }
}

}  // namespace

void CheckFramePattern(const sql::WindowFrame& frame, const sql::Location& place, Faults& faults) {
  if (!frame.pattern) return CheckNoPattern(frame, place, faults);
  const sql::Location whole = Sought(SoughtPlace::kFrame, place);
  if (frame.definitions.empty()) {
    faults.Report(whole, StandardError::kMissingVariableDefinitions,
                  "Pattern recognition requires DEFINE clause");
  }
  if (frame.unit != sql::FrameUnit::kRows) {
    faults.Report(whole, StandardError::kInvalidWindowFrame,
                  "Pattern recognition requires ROWS frame type");
  }
  if (frame.start.kind != sql::FrameBoundKind::kCurrentRow || !frame.end) {
    faults.Report(whole, StandardError::kInvalidWindowFrame,
                  "Pattern recognition requires frame specified as BETWEEN CURRENT ROW AND ...");
  }
  CheckClauses(ClausesOf(frame), faults);
  ForEach(**frame.pattern, [&](const RowPattern& part) {
    if (!part.Is<sql::AnchorPattern>()) return;
    faults.Report(part.location, StandardError::kInvalidRowPattern,
                  "Anchor pattern syntax is not allowed in window");
  });
}

void CheckNestedWindows(const sql::WindowSpecification& window, Faults& faults) {
  const auto check = [&](const sql::Expression& expression) {
    const std::vector<const sql::Expression*> nested = FindSpecialCalls(expression).windows;
    if (nested.empty()) return;
    faults.Report(nested.front()->location, StandardError::kNestedWindow,
                  "Cannot nest window functions or row pattern measures inside window "
                  "specification");
  };
  for (const sql::Expression& key : window.partition_by) check(key);
  for (const sql::SortItem& item : window.order_by) check(*item.key);
  if (!window.frame) return;
  for (const auto& measure : (*window.frame)->measures) check(*measure.expression);
  for (const auto& definition : (*window.frame)->definitions) check(*definition.condition);
}

void CheckNoMatchNumber(const sql::WindowFrame& frame, Faults& faults) {
  const auto check = [&](const sql::Expression& expression) {
    for (const sql::Expression* call : Calls::Of(expression)) {
      const auto* function = call->As<sql::FunctionCall>();
      if (function == nullptr || !IsRowPatternFunction(*function)) continue;
      if (function->name.last().Canonical() != "match_number") continue;
      faults.Report(call->location, StandardError::kInvalidPatternRecognitionFunction,
                    "MATCH_NUMBER function is not supported in window");
    }
  };
  for (const auto& measure : frame.measures) check(*measure.expression);
  for (const auto& definition : frame.definitions) check(*definition.condition);
}

void CheckNoWindows(const sql::Expression& expression, Faults& faults) {
  for (const sql::Expression* call : Calls::Of(expression)) {
    const auto* function = call->As<sql::FunctionCall>();
    if (function == nullptr || !function->over) continue;
    faults.Report(call->location, StandardError::kNestedWindow,
                  "Cannot nest window functions or row pattern measures inside pattern recognition "
                  "expressions");
  }
}

namespace {

// Names with labels and CLASSIFIER in what is compared with a subquery's rows.
class LabelFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  LabelFinder(const RowPatternAnalysis& analysis, Faults& faults)
      : analysis_(analysis), faults_(faults) {}
  bool Enter(const sql::Expression& expression) override {
    const auto* call = expression.As<sql::FunctionCall>();
    const auto name = sql::ToQualifiedName(expression);
    const char* what = nullptr;
    if (call != nullptr && call->name.Canonical() == "classifier") what = "classifier function";
    if (name && name->parts.size() > 1 && analysis_.sets.contains(LabelText(name->parts.front()))) {
      what = "labeled column reference";
    }
    if (what != nullptr) {
      faults_.Report(expression.location, StandardError::kNotSupported,
                     fmt::format("IN-PREDICATE with {} is not yet supported", what));
    }
    return what == nullptr;
  }

 private:
  const RowPatternAnalysis& analysis_;
  Faults& faults_;
};

}  // namespace

void CheckPatternIn(const sql::InSubquery& in, const RowPatternAnalysis& analysis, Faults& faults) {
  LabelFinder finder(analysis, faults);
  sql::Walk(*in.value, finder);
}

bool IsNavigation(const sql::FunctionCall& call) {
  const std::string name = call.name.last().Canonical();
  return call.name.parts.size() == 1 &&
         (name == "first" || name == "last" || name == "prev" || name == "next");
}

bool IsRowPatternFunction(const sql::FunctionCall& call) {
  const std::string name = call.name.last().Canonical();
  return IsNavigation(call) ||
         (call.name.parts.size() == 1 && (name == "classifier" || name == "match_number"));
}

bool IsAggregateCall(const sql::Expression& expression) {
  if (expression.Is<sql::Listagg>()) return true;
  const auto* call = expression.As<sql::FunctionCall>();
  if (call == nullptr || call->name.parts.size() != 1) return false;
  const auto& signatures = SignaturesOf(call->name.last().Canonical());
  return !signatures.empty() && signatures.front().row->kind == FunctionKind::kAggregate;
}

void CheckRowPatternCall(const sql::FunctionCall& call, const sql::Location& location,
                         Faults& faults) {
  const std::string name = call.name.Canonical();
  const auto refuse = [&](bool is_there, const char* what) {
    if (!is_there) return;
    faults.Report(location, StandardError::kInvalidPatternRecognitionFunction,
                  fmt::format("Cannot use {} with {} pattern recognition function", what, name));
  };
  refuse(call.over.has_value(), "OVER");
  refuse(call.filter.has_value(), "FILTER");
  refuse(!call.order_by.empty(), "ORDER BY");
  refuse(call.distinct, "DISTINCT");
  if (call.processing_mode && name != "first" && name != "last") {
    faults.Report(
        location, StandardError::kInvalidProcessingMode,
        fmt::format("{} semantics is not supported with {} pattern recognition function",
                    *call.processing_mode == sql::ProcessingMode::kFinal ? "FINAL" : "RUNNING",
                    name));
  }
}

void CheckNavigation(const sql::FunctionCall& call, const sql::Location& location, Faults& faults) {
  const std::string name = call.name.Canonical();
  if (call.arguments.empty() || call.arguments.size() > 2) {
    faults.Report(location, StandardError::kInvalidFunctionArgument,
                  fmt::format("{} pattern recognition function requires 1 or 2 arguments", name));
    return;
  }
  if (call.arguments.size() == 2) {
    const auto offset = WholeNumberOf(call.arguments[1]);
    if (offset && *offset < 0) {
      faults.Report(location, StandardError::kNumericValueOutOfRange,
                    fmt::format("{} pattern recognition navigation function requires a "
                                "non-negative number as the second argument (actual: {})",
                                name, *offset));
    } else if (!offset) {
      faults.Report(location, StandardError::kInvalidFunctionArgument,
                    fmt::format("{} pattern recognition navigation function requires a "
                                "number as the second argument",
                                name));
    } else if (*offset > kMostRepeated) {
      faults.Report(location, StandardError::kNumericValueOutOfRange,
                    fmt::format("The second argument of {} pattern recognition navigation "
                                "function must not exceed {} (actual: {})",
                                name, kMostRepeated, *offset));
    }
  }
  const sql::Expression& argument = call.arguments.front();
  std::vector<const sql::Expression*> nested;
  for (const sql::Expression* inner : Calls::Of(argument)) {
    if (IsAggregateCall(*inner)) {
      faults.Report(inner->location, StandardError::kNestedAggregation,
                    fmt::format("Cannot nest {} aggregate function inside {} function",
                                NameOf(*inner), name));
    }
    const auto* function = inner->As<sql::FunctionCall>();
    if (function != nullptr && IsNavigation(*function)) nested.push_back(inner);
  }
  if (nested.empty()) return;
  const std::string first = NameOf(*nested.front());
  const bool is_logical = name == "first" || name == "last";
  if (is_logical || (nested.size() == 1 && (first == "prev" || first == "next"))) {
    faults.Report(nested.front()->location, StandardError::kInvalidNavigationNesting,
                  fmt::format("Cannot nest {} pattern navigation function inside {} pattern "
                              "navigation function",
                              first, name));
  } else if (nested.size() > 1) {
    faults.Report(nested[1]->location, StandardError::kInvalidNavigationNesting,
                  fmt::format("Cannot nest multiple pattern navigation functions inside {} "
                              "pattern navigation function",
                              name));
  } else if (nested.front() != &argument) {
    faults.Report(nested.front()->location, StandardError::kInvalidNavigationNesting,
                  "Immediate nesting is required for pattern navigation functions");
  }
}

void CheckPatternAggregate(const sql::FunctionCall& call, const sql::Location& location,
                           Faults& faults) {
  const auto refuse = [&](bool is_there, const char* what, StandardError code) {
    if (!is_there) return;
    faults.Report(location, code,
                  fmt::format("Cannot use {} with {} aggregate function in pattern recognition "
                              "context",
                              what, call.name.Canonical()));
  };
  refuse(call.over.has_value(), "OVER", StandardError::kNestedWindow);
  refuse(call.filter.has_value(), "FILTER", StandardError::kNotSupported);
  refuse(!call.order_by.empty(), "ORDER BY", StandardError::kNotSupported);
  refuse(call.distinct, "DISTINCT", StandardError::kNotSupported);
}

void CheckAggregateArguments(const sql::FunctionCall& call, Faults& faults) {
  for (const sql::Expression& argument : call.arguments) {
    for (const sql::Expression* inner : Calls::Of(argument)) {
      const auto* function = inner->As<sql::FunctionCall>();
      if (IsAggregateCall(*inner)) {
        faults.Report(inner->location, StandardError::kNestedAggregation,
                      fmt::format("Cannot nest {} aggregate function inside {} function",
                                  NameOf(*inner), call.name.Canonical()));
      } else if (function != nullptr && IsNavigation(*function)) {
        faults.Report(inner->location, StandardError::kInvalidNavigationNesting,
                      fmt::format("Cannot nest {} pattern navigation function inside {} function",
                                  NameOf(*inner), call.name.Canonical()));
      }
    }
  }
}

}  // namespace tarn::engine::embedded
