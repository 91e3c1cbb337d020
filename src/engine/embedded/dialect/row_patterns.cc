// MATCH_RECOGNIZE as a window function over the rows of its input, and measures and calls over
// windows with row patterns as another use of that function (adapter/match_function.h).
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
#include "engine/embedded/dialect/types.h"
#include "engine/embedded/typing/row_pattern.h"
#include "sql/parser.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

using pattern::Pattern;
using Variable = MatchPlan::Variable;

// Every row is asked, and knows where its partition begins and ends.
constexpr const char* kWholePartition =
    " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW";

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

// Writes one call of tarn_match: the plan, its columns, and expressions over them.
class RowPatternEmitter {
 public:
  RowPatternEmitter(Emitter& emitter, const RowPatternAnalysis& analysis)
      : emitter_(emitter), analysis_(analysis) {}

 protected:
  // The column that a name means, as text.
  virtual std::string ColumnText(const sql::Expression& name, size_t column) = 0;
  // A column that is none of the input.
  virtual std::string Added(std::string value) = 0;

  // For MATCH_RECOGNIZE and the frames of windows.
  template <class Clause>
  void PlanPattern(const sql::RowPattern& pattern, const Clause& clause) {
    plan_.pattern = Translated(pattern, analysis_);
    plan_.labels = analysis_.labels;
    if (clause.after_match_skip) {
      plan_.skip = Translated(clause.after_match_skip->position);
      if (clause.after_match_skip->variable) {
        plan_.skip_to = analysis_.sets.at(LabelText(*clause.after_match_skip->variable));
      }
    }
  }

  void AddConditions(const std::vector<sql::VariableDefinition>& definitions) {
    for (const auto& definition : definitions) {
      plan_.conditions.push_back(analysis_.sets.at(LabelText(definition.name)).front());
      expressions_.push_back(Written(*definition.condition));
    }
  }
  void AddMeasure(std::string text) {
    ++plan_.measures;
    expressions_.push_back(std::move(text));
  }

  // What stands before OVER.
  std::string CallText() {
    if (arguments_.empty()) ArgumentOf("true");
    plan_.columns = arguments_.size();
    std::vector<std::string> all = arguments_;
    all.insert(all.end(), expressions_.begin(), expressions_.end());
    for (const std::string& aggregate : aggregates_) all.push_back(QuoteText(aggregate));
    return fmt::format("tarn_match({}, {})", QuoteText(ToText(plan_)), fmt::join(all, ", "));
  }

  // The argument of the function that a column is.
  size_t ArgumentOf(const std::string& column) {
    const auto [found, added] = numbers_.emplace(column, arguments_.size());
    if (added) {
      arguments_.push_back(column);
      typed_.push_back(column);
    }
    return found->second;
  }

  std::string VariableText(Variable variable, const std::string& value) {
    auto& all = plan_.variables;
    const auto found = std::find(all.begin(), all.end(), variable);
    const auto number = static_cast<size_t>(found - all.begin());
    if (found == all.end()) all.push_back(std::move(variable));
    return fmt::format("tarn_matched({}, {})", number, value);
  }
  std::string ColumnVariable(Variable variable, const std::string& column) {
    variable.source = ArgumentOf(column);
    return VariableText(std::move(variable), column);
  }

  // An expression with what its names and calls mean.
  std::string Written(const sql::Expression& expression) {
    const RowPatternAnalysis* const around = std::exchange(emitter_.pattern_, &analysis_);
    ValueFinder values(analysis_);
    sql::Walk(expression, values);
    for (const sql::Expression* value : values.found) {
      emitter_.pattern_values_[value] = ValueText(*value);
    }
    std::string text = emitter_.Expression(expression);
    emitter_.pattern_ = around;
    return text;
  }

  // `call` is over the columns v0, v1, ….
  std::string AggregateText(std::string call, MatchPlan::Aggregate aggregate) {
    Variable variable;
    variable.kind = Variable::Kind::kAggregate;
    variable.source = aggregates_.size();
    aggregates_.push_back(std::move(call));
    plan_.aggregates.push_back(std::move(aggregate));
    plan_.variables.push_back(std::move(variable));
    std::string columns;
    for (const std::string& column : typed_) columns += ", " + column;
    return fmt::format("tarn_matched_aggregate({}, {}{})", plan_.variables.size() - 1,
                       QuoteText(aggregates_.back()), columns);
  }

 private:
  static std::string NullText(const Type& type) {
    const TranslatedType translated = TranslateType(sql::ParseType(type.ToString()));
    return fmt::format("CAST(NULL AS {})", translated.duckdb);
  }

  std::string ValueText(const sql::Expression& value) {
    if (analysis_.constants.contains(&value)) return ConstantText(value);
    const auto aggregate = analysis_.aggregates.find(&value);
    if (aggregate != analysis_.aggregates.end()) return Aggregated(value, aggregate->second);
    const Variable& variable = analysis_.variables.at(&value);
    switch (variable.kind) {
      case Variable::Kind::kClassifier: return VariableText(variable, "''");
      case Variable::Kind::kMatchNumber: return VariableText(variable, "CAST(NULL AS BIGINT)");
      default: return ColumnVariable(variable, ColumnText(value, variable.source));
    }
  }

  std::string ConstantText(const sql::Expression& value) {
    emitter_.pattern_values_.erase(&value);  // of the window's last call
    const std::string column = Added(emitter_.Expression(value));
    Variable variable;
    variable.kind = Variable::Kind::kConstant;
    // One that depends on the row is navigated to.
    const auto of_row = analysis_.variables.find(&value);
    if (of_row != analysis_.variables.end()) variable = of_row->second;
    variable.source = ArgumentOf(column);
    // A subquery is computed in its column alone.
    const Type* type = emitter_.types_->Of(value);
    if (type != nullptr) typed_[variable.source] = NullText(*type);
    return VariableText(variable, typed_[variable.source]);
  }

  std::string Aggregated(const sql::Expression& value, const MatchPlan::Aggregate& aggregate) {
    const auto& call = *value.As<sql::FunctionCall>();
    for (const auto& [argument, variable] : analysis_.arguments) {
      std::string text = "tarn_label";
      if (variable.kind == Variable::Kind::kMatchNumber) text = "tarn_match_number";
      if (variable.kind == Variable::Kind::kColumn) {
        text = fmt::format("v{}", ArgumentOf(ColumnText(*argument, variable.source)));
      }
      emitter_.pattern_values_[argument] = std::move(text);
    }
    return AggregateText(call.star_label ? "count(*)" : emitter_.Emit(call, value.location),
                         aggregate);
  }

 protected:
  ~RowPatternEmitter() = default;

  Emitter& emitter_;
  const RowPatternAnalysis& analysis_;
  MatchPlan plan_;

 private:
  std::vector<std::string> arguments_;     // columns
  std::vector<std::string> typed_;         // values of their types
  std::map<std::string, size_t> numbers_;  // theirs among the arguments
  std::vector<std::string> expressions_;   // conditions and measures
  std::vector<std::string> aggregates_;
};

// MATCH_RECOGNIZE: the rows of the input have names of their own, c0, c1, ….
class MatchRecognizeEmitter final : public RowPatternEmitter {
 public:
  MatchRecognizeEmitter(Emitter& emitter, const sql::MatchRecognize& match,
                        const RowPatternAnalysis& analysis)
      : RowPatternEmitter(emitter, analysis), match_(match) {
    PlanPattern(match.pattern, match);
    plan_.rows = Translated(match.rows_per_match);
    for (const auto& output : analysis.output) {
      if (!output.column) continue;
      const size_t number = ArgumentOf(fmt::format("c{}", *output.column));
      // A key of both PARTITION BY and ORDER BY comes out twice.
      const auto& known = plan_.output;
      if (std::find(known.begin(), known.end(), number) == known.end()) {
        plan_.output.push_back(number);
      }
    }
  }

  std::string Text() {
    AddConditions(match_.definitions);
    for (const auto& measure : match_.measures) AddMeasure(Written(*measure.expression));
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
    const std::string call = CallText();
    std::string columns;
    for (size_t i = 0; i < analysis_.output.size(); ++i) {
      const auto& output = analysis_.output[i];
      const std::string value =
          output.column ? fmt::format("c{}", ArgumentOf(fmt::format("c{}", *output.column)))
                        : fmt::format("m{}", output.measure);
      const std::string name =
          output.column ? output.name : match_.measures[output.measure].name.value;
      columns += fmt::format("{}tarn_row.{} AS {}", i == 0 ? "" : ", ", value,
                             QuoteName(name.empty() ? fmt::format("_col{}", i) : name));
    }
    return fmt::format("(SELECT {} FROM (SELECT unnest({} OVER ({}{})) AS tarn_row FROM {}))",
                       columns, call, over, kWholePartition, Rows());
  }

 private:
  std::string ColumnText(const sql::Expression&, size_t column) override {
    return fmt::format("c{}", column);
  }
  // Beside those of the input.
  std::string Added(std::string value) override {
    constants_.push_back(std::move(value));
    return fmt::format("c{}", analysis_.columns + constants_.size() - 1);
  }

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

  const sql::MatchRecognize& match_;
  std::vector<std::string> constants_;
};

// One measure of a window, or one call over it.
class WindowPatternEmitter final : public RowPatternEmitter {
 public:
  WindowPatternEmitter(Emitter& emitter, const StatementTypes::WindowPattern& pattern)
      : RowPatternEmitter(emitter, *pattern.analysis), window_(pattern), frame_(*pattern.frame) {
    using End = MatchPlan::Frame::End;
    PlanPattern(**frame_.pattern, frame_);
    plan_.rows = MatchPlan::Rows::kWindow;
    plan_.frame.seeks = frame_.search_mode == sql::PatternSearchMode::kSeek;
    const sql::FrameBound& end = *frame_.end;
    if (end.kind == sql::FrameBoundKind::kCurrentRow) plan_.frame.end = End::kCurrentRow;
    if (!end.offset) return;
    plan_.frame.end = End::kOffset;
    plan_.frame.offset =
        ArgumentOf(fmt::format("CAST({} AS BIGINT)", emitter_.Expression(**end.offset)));
  }

  std::string Measure(const sql::Expression& expression) {
    AddConditions(frame_.definitions);
    AddMeasure(Written(expression));
    return Text();
  }

  std::string List(const sql::Listagg& list) {
    AddConditions(frame_.definitions);
    plan_.frame.is_call = true;
    AddMeasure(AggregateText(
        fmt::format("list({}{})", list.distinct ? "DISTINCT " : "", ArgumentText(*list.operand)),
        {{}, false, false}));
    return Text();
  }

  std::string Call(const sql::FunctionCall& call, const sql::Location& location) {
    AddConditions(frame_.definitions);
    plan_.frame.is_call = true;
    const std::string name = call.name.last().Canonical();
    const bool is_nth = name == "nth_value" && call.arguments.size() == 2;
    AddMeasure(is_nth                  ? NthValue(call)
               : name == "first_value" ? EndValue(call, "list_first", /*last=*/false)
               : name == "last_value"  ? EndValue(call, "list_last", /*last=*/true)
                                       : Aggregate(call, location));
    return Text();
  }

 private:
  // What a name of a column means to the SELECT, its label aside.
  std::string ColumnText(const sql::Expression& name, size_t) override {
    const auto parts = sql::ToQualifiedName(name);
    const RowPatternAnalysis* const around = std::exchange(emitter_.pattern_, nullptr);
    std::string text =
        emitter_.Expression(sql::Expression(sql::ColumnReference{parts->last()}, name.location));
    emitter_.pattern_ = around;
    return text;
  }
  std::string Added(std::string value) override { return value; }

  std::string ArgumentText(const sql::Expression& argument) {
    return fmt::format("v{}", ArgumentOf(emitter_.Expression(argument)));
  }

  // Values of the frame that count, as a list.
  std::string ListText(const sql::FunctionCall& call) {
    const std::string list = AggregateText(
        fmt::format("list({})", ArgumentText(call.arguments.front())), {{}, false, false});
    if (call.null_treatment != sql::NullTreatment::kIgnore) return list;
    return fmt::format("list_filter({}, lambda x: x IS NOT NULL)", list);
  }

  std::string EndValue(const sql::FunctionCall& call, const char* of_list, bool last) {
    if (call.null_treatment == sql::NullTreatment::kIgnore) {
      return fmt::format("{}({})", of_list, ListText(call));
    }
    Variable variable;
    variable.row.last = last;
    variable.running = false;
    return ColumnVariable(variable, emitter_.Expression(call.arguments.front()));
  }

  std::string NthValue(const sql::FunctionCall& call) {
    Variable here;
    here.kind = Variable::Kind::kHere;
    const std::string place = ColumnVariable(
        here, fmt::format("CAST({} AS BIGINT)", emitter_.Expression(call.arguments[1])));
    return fmt::format("list_extract({}, CASE WHEN tarn_check({} >= 1, '{}', '{}') THEN {} END)",
                       ListText(call), place, "nth_value", "Offset must be at least 1", place);
  }

  // What depends on rows becomes a column: aggregates are bound over columns alone.
  std::string Aggregate(const sql::FunctionCall& call, const sql::Location& location) {
    for (const sql::Expression& argument : call.arguments) {
      if (argument.Is<sql::Lambda>() || IsLiteral(argument)) continue;
      emitter_.pattern_values_[&argument] = ArgumentText(argument);
    }
    const auto* around = std::exchange(emitter_.without_over_, &call);
    std::string text = emitter_.Emit(call, location);
    emitter_.without_over_ = around;
    for (const sql::Expression& argument : call.arguments) {
      emitter_.pattern_values_.erase(&argument);
    }
    return AggregateText(std::move(text), {{}, false, false});
  }

  static bool IsLiteral(const sql::Expression& expression) {
    return expression.Is<sql::LongLiteral>() || expression.Is<sql::DecimalLiteral>() ||
           expression.Is<sql::DoubleLiteral>() || expression.Is<sql::StringLiteral>() ||
           expression.Is<sql::ArrayConstructor>();
  }

  std::string Text() {
    std::string over;
    if (window_.partition_by) over = "PARTITION BY " + emitter_.List(*window_.partition_by);
    if (window_.order_by) over += emitter_.OrderBy(*window_.order_by);
    return fmt::format("{} OVER ({}{})", CallText(), over, kWholePartition);
  }

  const StatementTypes::WindowPattern& window_;
  const sql::WindowFrame& frame_;
};

std::string Emitter::Emit(const sql::WindowMeasure& measure, const sql::Location& location) {
  const auto* pattern = types_ != nullptr ? types_->PatternOf(*measure.over) : nullptr;
  if (pattern == nullptr || pattern->analysis == nullptr) {
    NotSupported(location, "row pattern recognition of columns that are not known");
  }
  for (const sql::MeasureDefinition& definition : pattern->frame->measures) {
    if (LabelText(definition.name) != LabelText(measure.name)) continue;
    return WindowPatternEmitter(*this, *pattern).Measure(*definition.expression);
  }
  NotSupported(location, "a measure that its window does not have");
}

std::string Emitter::OverPattern(const sql::FunctionCall& call,
                                 const StatementTypes::WindowPattern& pattern,
                                 const sql::Location& location) {
  if (pattern.analysis == nullptr) {
    NotSupported(location, "row pattern recognition of columns that are not known");
  }
  return WindowPatternEmitter(*this, pattern).Call(call, location);
}

std::string Emitter::OverPattern(const sql::Listagg& list,
                                 const StatementTypes::WindowPattern& pattern,
                                 const sql::Location& location) {
  if (pattern.analysis == nullptr) {
    NotSupported(location, "row pattern recognition of columns that are not known");
  }
  return WindowPatternEmitter(*this, pattern).List(list);
}

std::string Emitter::Emit(const sql::MatchRecognize& match, const sql::Location& location) {
  const RowPatternAnalysis* analysis = types_ != nullptr ? types_->PatternOf(match) : nullptr;
  if (analysis == nullptr) {
    NotSupported(location, "MATCH_RECOGNIZE of columns that are not known");
  }
  return MatchRecognizeEmitter(*this, match, *analysis).Text();
}

}  // namespace tarn::engine::embedded
