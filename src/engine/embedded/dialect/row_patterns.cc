// MATCH_RECOGNIZE as a window function over the rows of its input (adapter/match_function.h).
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/embedded/adapter/match_plan.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/typing/row_pattern.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

using pattern::Pattern;
using Variable = MatchPlan::Variable;

// --- the pattern ---

Pattern Translated(const sql::RowPattern& node, const RowPatternAnalysis& analysis);

Pattern Whole(Pattern::Kind kind, const std::vector<sql::RowPattern>& parts,
              const RowPatternAnalysis& analysis) {
  Pattern whole;
  whole.kind = kind;
  for (const sql::RowPattern& part : parts) whole.parts.push_back(Translated(part, analysis));
  return whole;
}

Pattern Translated(const sql::RowPattern& node, const RowPatternAnalysis& analysis) {
  using Kind = Pattern::Kind;
  Pattern pattern;
  if (const auto* variable = node.As<sql::PatternVariable>()) {
    pattern.kind = Kind::kLabel;
    pattern.label = analysis.sets.at(LabelText(variable->name)).front();
  } else if (const auto* anchor = node.As<sql::AnchorPattern>()) {
    pattern.kind = anchor->end ? Kind::kEnd : Kind::kStart;
  } else if (const auto* excluded = node.As<sql::ExcludedPattern>()) {
    pattern.kind = Kind::kExclusion;
    pattern.parts.push_back(Translated(*excluded->pattern, analysis));
  } else if (const auto* sequence = node.As<sql::PatternConcatenation>()) {
    return Whole(Kind::kSequence, sequence->patterns, analysis);
  } else if (const auto* ways = node.As<sql::PatternAlternation>()) {
    return Whole(Kind::kAlternation, ways->patterns, analysis);
  } else if (const auto* orders = node.As<sql::PatternPermutation>()) {
    return Whole(Kind::kPermutation, orders->patterns, analysis);
  } else if (const auto* part = node.As<sql::QuantifiedPattern>()) {
    pattern.kind = Kind::kQuantified;
    pattern.parts.push_back(Translated(*part->pattern, analysis));
    pattern.greedy = !part->reluctant;
    switch (part->kind) {
      case sql::QuantifierKind::kZeroOrMore: break;
      case sql::QuantifierKind::kOneOrMore: pattern.at_least = 1; break;
      case sql::QuantifierKind::kZeroOrOne: pattern.at_most = 1; break;
      case sql::QuantifierKind::kRange:
        pattern.at_least = part->at_least.value_or(0);
        pattern.at_most = part->at_most;
        break;
    }
  }
  return pattern;
}

MatchPlan::Skip Translated(sql::SkipToPosition position) {
  switch (position) {
    case sql::SkipToPosition::kPastLast: return MatchPlan::Skip::kPastLast;
    case sql::SkipToPosition::kNext: return MatchPlan::Skip::kNext;
    case sql::SkipToPosition::kFirst: return MatchPlan::Skip::kFirst;
    case sql::SkipToPosition::kLast: return MatchPlan::Skip::kLast;
  }
  return MatchPlan::Skip::kPastLast;
}

MatchPlan::Rows Translated(std::optional<sql::RowsPerMatch> rows) {
  switch (rows.value_or(sql::RowsPerMatch::kOne)) {
    case sql::RowsPerMatch::kOne: return MatchPlan::Rows::kOne;
    case sql::RowsPerMatch::kAllShowEmpty: return MatchPlan::Rows::kAllShowEmpty;
    case sql::RowsPerMatch::kAllOmitEmpty: return MatchPlan::Rows::kAllOmitEmpty;
    case sql::RowsPerMatch::kAllWithUnmatched: return MatchPlan::Rows::kAllWithUnmatched;
  }
  return MatchPlan::Rows::kOne;
}

// The nodes of an expression that mean something of the match, in their order.
class ValueFinder : public sql::TreeVisitor {
 public:
  using sql::TreeVisitor::Enter;
  explicit ValueFinder(const RowPatternAnalysis& analysis) : analysis_(analysis) {}
  bool Enter(const sql::Query&) override { return false; }
  bool Enter(const sql::Expression& expression) override {
    const bool is_one = analysis_.aggregates.contains(&expression) ||
                        analysis_.variables.contains(&expression) ||
                        analysis_.constants.contains(&expression);
    if (is_one) found.push_back(&expression);
    return !is_one;
  }
  std::vector<const sql::Expression*> found;

 private:
  const RowPatternAnalysis& analysis_;
};

}  // namespace

// Writes one clause.
class RowPatternEmitter {
 public:
  RowPatternEmitter(Emitter& emitter, const sql::MatchRecognize& match,
                    const RowPatternAnalysis& analysis)
      : emitter_(emitter), match_(match), analysis_(analysis) {
    plan_.pattern = Translated(match.pattern, analysis);
    plan_.labels = analysis.labels;
    plan_.rows = Translated(match.rows_per_match);
    if (match.after_match_skip) {
      plan_.skip = Translated(match.after_match_skip->position);
      if (match.after_match_skip->variable) {
        plan_.skip_to = analysis.sets.at(LabelText(*match.after_match_skip->variable));
      }
    }
    for (const auto& output : analysis.output) {
      if (!output.column) continue;
      const size_t number = ArgumentOf(*output.column);
      // A key of both PARTITION BY and ORDER BY comes out twice.
      const auto& known = plan_.output;
      if (std::find(known.begin(), known.end(), number) == known.end()) {
        plan_.output.push_back(number);
      }
    }
  }

  std::string Text() {
    std::vector<std::string> expressions;
    for (const auto& definition : match_.definitions) {
      const int label = analysis_.sets.at(LabelText(definition.name)).front();
      plan_.conditions.push_back(label);
      expressions.push_back(Written(*definition.condition));
    }
    for (const auto& measure : match_.measures) {
      expressions.push_back(Written(*measure.expression));
    }
    plan_.measures = match_.measures.size();
    if (arguments_.empty()) ArgumentOf(0);
    plan_.columns = arguments_.size();
    expressions.insert(expressions.begin(), arguments_.begin(), arguments_.end());
    for (const std::string& aggregate : aggregates_) expressions.push_back(QuoteText(aggregate));

    std::string over;
    for (const size_t column : analysis_.partition_by) {
      over += fmt::format("{}c{}", over.empty() ? "PARTITION BY " : ", ", column);
    }
    for (size_t i = 0; i < analysis_.order_by.size(); ++i) {
      const sql::SortItem& item = match_.order_by[i];
      over += fmt::format("{}c{}{} NULLS {}", i == 0 ? " ORDER BY " : ", ", analysis_.order_by[i],
                          item.descending ? " DESC" : " ASC",
                          item.nulls == sql::NullOrder::kFirst ? "FIRST" : "LAST");
    }
    std::string columns;
    for (size_t i = 0; i < analysis_.output.size(); ++i) {
      const auto& output = analysis_.output[i];
      const std::string value = output.column ? fmt::format("c{}", ArgumentNumber(*output.column))
                                              : fmt::format("m{}", output.measure);
      const std::string name =
          output.column ? output.name : match_.measures[output.measure].name.value;
      columns += fmt::format("{}tarn_row.{} AS {}", i == 0 ? "" : ", ", value,
                             QuoteName(name.empty() ? fmt::format("_col{}", i) : name));
    }
    return fmt::format(
        "(SELECT {} FROM (SELECT unnest(tarn_match({}, {}) OVER ({} ROWS BETWEEN UNBOUNDED "
        "PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW)) AS tarn_row FROM {}))",
        columns, QuoteText(ToText(plan_)), fmt::join(expressions, ", "), over, Rows());
  }

 private:
  // The argument of the function that a column of the input is.
  size_t ArgumentOf(size_t column) {
    const auto [found, added] = numbers_.emplace(column, arguments_.size());
    if (added) arguments_.push_back(fmt::format("c{}", column));
    return found->second;
  }
  size_t ArgumentNumber(size_t column) const { return numbers_.at(column); }

  std::string VariableText(Variable variable, const std::string& value) {
    auto& all = plan_.variables;
    const auto found = std::find(all.begin(), all.end(), variable);
    const auto number = static_cast<size_t>(found - all.begin());
    if (found == all.end()) all.push_back(std::move(variable));
    return fmt::format("tarn_matched({}, {})", number, value);
  }

  // An expression with what its names and calls mean.
  std::string Written(const sql::Expression& expression) {
    ValueFinder values(analysis_);
    sql::Walk(expression, values);
    for (const sql::Expression* value : values.found) {
      emitter_.pattern_values_[value] = ValueText(*value);
    }
    return emitter_.Expression(expression);
  }

  std::string ValueText(const sql::Expression& value) {
    if (analysis_.constants.contains(&value)) return ConstantText(value);
    const auto aggregate = analysis_.aggregates.find(&value);
    if (aggregate != analysis_.aggregates.end()) return AggregateText(value, aggregate->second);
    Variable variable = analysis_.variables.at(&value);
    switch (variable.kind) {
      case Variable::Kind::kClassifier: return VariableText(variable, "''");
      case Variable::Kind::kMatchNumber: return VariableText(variable, "CAST(NULL AS BIGINT)");
      default: {
        const std::string column = fmt::format("c{}", variable.source);
        variable.source = ArgumentOf(variable.source);
        return VariableText(variable, column);
      }
    }
  }

  // A column beside those of the input.
  std::string ConstantText(const sql::Expression& value) {
    const size_t column = analysis_.columns + constants_.size();
    constants_.push_back(emitter_.Expression(value));
    Variable variable;
    variable.kind = Variable::Kind::kConstant;
    // One that depends on the row is navigated to.
    const auto of_row = analysis_.variables.find(&value);
    if (of_row != analysis_.variables.end()) variable = of_row->second;
    variable.source = ArgumentOf(column);
    return VariableText(variable, fmt::format("c{}", column));
  }

  std::string AggregateText(const sql::Expression& value, const MatchPlan::Aggregate& aggregate) {
    const auto& call = *value.As<sql::FunctionCall>();
    for (const auto& [argument, variable] : analysis_.arguments) {
      std::string text = "tarn_label";
      if (variable.kind == Variable::Kind::kMatchNumber) text = "tarn_match_number";
      if (variable.kind == Variable::Kind::kColumn) {
        text = fmt::format("v{}", ArgumentOf(variable.source));
      }
      emitter_.pattern_values_[argument] = std::move(text);
    }
    Variable variable;
    variable.kind = Variable::Kind::kAggregate;
    variable.source = aggregates_.size();
    aggregates_.push_back(call.star_label ? "count(*)" : emitter_.Emit(call, value.location));
    plan_.aggregates.push_back(aggregate);
    plan_.variables.push_back(std::move(variable));
    std::string columns;
    for (const std::string& column : arguments_) columns += ", " + column;
    return fmt::format("tarn_matched_aggregate({}, {}{})", plan_.variables.size() - 1,
                       QuoteText(aggregates_.back()), columns);
  }

  // The rows of the input with names of their own: c0, c1, ….
  std::string Rows() {
    std::vector<std::string> outer_hidden = std::exchange(emitter_.hidden_columns_, {});
    const std::string from = emitter_.RelationText(*match_.relation);
    std::string columns = StarText(&*match_.relation, emitter_.hidden_columns_);
    emitter_.hidden_columns_ = std::move(outer_hidden);
    std::string names;
    for (size_t i = 0; i < analysis_.columns + constants_.size(); ++i) {
      names += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
    }
    for (const std::string& constant : constants_) columns += ", " + constant;
    return fmt::format("(SELECT {} FROM {}) AS tarn_rows({})", columns, from, names);
  }

  Emitter& emitter_;
  const sql::MatchRecognize& match_;
  const RowPatternAnalysis& analysis_;
  MatchPlan plan_;
  std::vector<std::string> arguments_;  // columns of the input
  std::map<size_t, size_t> numbers_;    // theirs among the arguments, by the input's
  std::vector<std::string> aggregates_, constants_;
};

std::string Emitter::Emit(const sql::MatchRecognize& match, const sql::Location& location) {
  const RowPatternAnalysis* analysis = types_ != nullptr ? types_->PatternOf(match) : nullptr;
  if (analysis == nullptr) {
    NotSupported(location, "MATCH_RECOGNIZE of columns that are not known");
  }
  const RowPatternAnalysis* const around = std::exchange(pattern_, analysis);
  std::string text = RowPatternEmitter(*this, match, *analysis).Text();
  pattern_ = around;
  return text;
}

}  // namespace tarn::engine::embedded
