// The types of MATCH_RECOGNIZE: its columns, and what names and calls in it mean.
#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/embedded/typing/castable.h"
#include "engine/embedded/typing/row_pattern.h"
#include "engine/embedded/typing/row_pattern_checks.h"
#include "engine/embedded/typing/trino_text.h"
#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {
namespace {

using Kind = MatchPlan::Variable::Kind;

const Type kBigint{TypeKind::kBigint, 0, 0, {}, {}};
const Type kVarchar{TypeKind::kVarchar, 0, 0, {}, {}};

void AddLabels(const sql::RowPattern& pattern, RowPatternAnalysis& analysis) {
  const auto all = [&](const std::vector<sql::RowPattern>& parts) {
    for (const sql::RowPattern& part : parts) AddLabels(part, analysis);
  };
  if (const auto* variable = pattern.As<sql::PatternVariable>()) {
    const std::string label = LabelText(variable->name);
    const auto number = static_cast<int>(analysis.labels.size());
    if (analysis.sets.emplace(label, pattern::LabelSet{number}).second) {
      analysis.labels.push_back(label);
    }
  }
  if (const auto* sequence = pattern.As<sql::PatternConcatenation>()) all(sequence->patterns);
  if (const auto* ways = pattern.As<sql::PatternAlternation>()) all(ways->patterns);
  if (const auto* orders = pattern.As<sql::PatternPermutation>()) all(orders->patterns);
  if (const auto* excluded = pattern.As<sql::ExcludedPattern>()) {
    AddLabels(*excluded->pattern, analysis);
  }
  if (const auto* part = pattern.As<sql::QuantifiedPattern>()) AddLabels(*part->pattern, analysis);
}

void AddSubsets(const std::vector<sql::SubsetDefinition>& subsets, RowPatternAnalysis& analysis) {
  for (const sql::SubsetDefinition& subset : subsets) {
    pattern::LabelSet set;
    for (const sql::Identifier& member : subset.members) {
      const auto found = analysis.sets.find(LabelText(member));
      if (found != analysis.sets.end()) {
        set.insert(set.end(), found->second.begin(), found->second.end());
      }
    }
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    analysis.sets.emplace(LabelText(subset.name), std::move(set));
  }
}

// What Trino's trees call such a node.
std::string ClassOf(const sql::Expression& expression) {
  if (expression.Is<sql::LongLiteral>()) return "LongLiteral";
  if (expression.Is<sql::DecimalLiteral>()) return "DecimalLiteral";
  if (expression.Is<sql::StringLiteral>()) return "StringLiteral";
  if (expression.Is<sql::Dereference>()) return "DereferenceExpression";
  if (expression.Is<sql::FunctionCall>()) return "FunctionCall";
  return "Expression";
}

std::string InCapitals(std::string name) {
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace

// While conditions and measures are typed.
struct Typer::PatternContext {
  RowPatternAnalysis& analysis;
  std::vector<int> scopes;         // of the input
  MatchPlan::Variable navigation;  // what the calls around lead to
  bool in_aggregate = false;
  // The labels that names and CLASSIFIER have, empty for none, in the call that is typed.
  std::vector<std::string> labels;
};

// Of a column or CLASSIFIER with that label, empty for none.
void Typer::AddPatternVariable(const sql::Expression& expression, Kind kind, size_t source,
                               const std::string& label) {
  PatternContext& context = *pattern_;
  MatchPlan::Variable variable = context.navigation;
  variable.kind = kind;
  variable.source = source;
  const auto set = context.analysis.sets.find(label);
  if (set != context.analysis.sets.end()) variable.row.labels = set->second;
  variable.row.label_counts = kind == Kind::kClassifier;
  if (kind != Kind::kMatchNumber &&
      std::find(context.labels.begin(), context.labels.end(), label) == context.labels.end()) {
    context.labels.push_back(label);
  }
  auto& variables = context.in_aggregate ? context.analysis.arguments : context.analysis.variables;
  variables.insert_or_assign(&expression, std::move(variable));
}

Known Typer::UseInPattern(const Found& found, const sql::Expression& expression,
                          const std::string& name, const std::string& label, const Scope& scope) {
  Known type = Use(found, expression, name, scope);
  if (found.state != Found::State::kColumn) return type;
  const std::vector<int>& scopes = pattern_->scopes;
  if (std::find(scopes.begin(), scopes.end(), found.place.scope) != scopes.end()) {
    AddPatternVariable(expression, Kind::kColumn, found.place.index, label);
  } else {
    faults_.Report(expression.location, StandardError::kNotSupported,
                   fmt::format("Reference to column '{}' from outer scope not allowed in this "
                               "context",
                               name));
  }
  return type;
}

Known Typer::PatternName(const sql::Expression& expression, const Scope& scope) {
  if (const auto* column = expression.As<sql::ColumnReference>()) {
    const std::string name = column->name.Canonical();
    return UseInPattern(Lookup({name}, scope), expression, name, "", scope);
  }
  const auto name = sql::ToQualifiedName(expression);
  const std::string label = LabelText(name->parts.front());
  if (!pattern_->analysis.sets.contains(label)) {
    faults_.Report(expression.location, StandardError::kColumnNotFound,
                   fmt::format("Column '{}' cannot be resolved", name->Canonical()));
    return std::nullopt;
  }
  std::vector<std::string> parts;
  std::string written;
  for (size_t i = 1; i < name->parts.size(); ++i) {
    parts.push_back(name->parts[i].Canonical());
    written += (written.empty() ? "" : ".") + parts.back();
  }
  const Found found = parts.size() == 1 ? Lookup(parts, scope) : Found{};
  if (found.state == Found::State::kNothing) {
    faults_.Report(
        expression.location, StandardError::kColumnNotFound,
        fmt::format("Column {} prefixed with label {} cannot be resolved", written, label));
    return std::nullopt;
  }
  return UseInPattern(found, expression, written, label, scope);
}

Known Typer::PatternClassifier(const sql::FunctionCall& call, const sql::Expression& expression) {
  std::string label;
  if (call.arguments.size() > 1) {
    faults_.Report(expression.location, StandardError::kInvalidFunctionArgument,
                   "CLASSIFIER pattern recognition function takes no arguments or 1 argument");
  } else if (call.arguments.size() == 1) {
    const sql::Expression& argument = call.arguments.front();
    const auto* name = argument.As<sql::ColumnReference>();
    if (name == nullptr) {
      faults_.Report(argument.location, StandardError::kTypeMismatch,
                     fmt::format("CLASSIFIER function argument should be primary pattern variable "
                                 "or subset name. Actual: {}",
                                 ClassOf(argument)));
      return kVarchar;
    }
    label = LabelText(name->name);
    if (!pattern_->analysis.sets.contains(label)) {
      faults_.Report(
          argument.location, StandardError::kInvalidFunctionArgument,
          fmt::format("{} is not a primary pattern variable or subset name", name->name.value));
    }
  }
  AddPatternVariable(expression, Kind::kClassifier, 0, label);
  return kVarchar;
}

Known Typer::PatternNavigation(const sql::FunctionCall& call, const sql::Expression& expression,
                               const Scope& scope) {
  CheckNavigation(call, expression.location, faults_);
  if (call.arguments.empty()) return std::nullopt;
  const std::string name = call.name.last().Canonical();
  const bool logical = name == "first" || name == "last";
  int64_t offset = logical ? 0 : 1;
  if (call.arguments.size() == 2) {
    if (const auto* number = call.arguments[1].As<sql::LongLiteral>()) offset = number->value;
  }
  const MatchPlan::Variable around = pattern_->navigation;
  if (logical) {
    pattern_->navigation.row.last = name == "last";
    pattern_->navigation.row.offset = offset;
    pattern_->navigation.running = call.processing_mode != sql::ProcessingMode::kFinal;
  } else {
    pattern_->navigation.physical = name == "prev" ? -offset : offset;
  }
  std::vector<std::string> labels_around = std::exchange(pattern_->labels, {});
  Known type = TypeOf(call.arguments.front(), scope);
  pattern_->navigation = around;
  const std::vector<std::string> labels = std::exchange(pattern_->labels, std::move(labels_around));
  if (labels.size() > 1) {
    faults_.Report(
        expression.location, StandardError::kInvalidArguments,
        fmt::format("All labels and classifiers inside the call to '{}' must match", name));
  } else if (labels.empty() && type) {
    faults_.Report(expression.location, StandardError::kInvalidArguments,
                   fmt::format("Pattern navigation function '{}' must contain at least one column "
                               "reference or CLASSIFIER()",
                               InCapitals(name)));
  }
  for (const std::string& label : labels) {
    auto& all = pattern_->labels;
    if (std::find(all.begin(), all.end(), label) == all.end()) all.push_back(label);
  }
  pattern_->analysis.navigations.insert(&expression);
  return type;
}

Known Typer::PatternAggregate(const sql::FunctionCall& call, const sql::Expression& expression,
                              const Scope& scope) {
  CheckPatternAggregate(call, expression.location, faults_);
  MatchPlan::Aggregate aggregate;
  aggregate.running = call.processing_mode != sql::ProcessingMode::kFinal;
  std::vector<std::string> labels;
  const auto add = [&](const std::string& label) {
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
  };
  if (call.star_label) {
    const std::string label = LabelText(*call.star_label);
    if (!pattern_->analysis.sets.contains(label)) {
      faults_.Report(call.star_label->location, StandardError::kInvalidFunctionArgument,
                     fmt::format("{} is not a primary pattern variable or subset name",
                                 call.star_label->value));
    }
    if (call.name.last().Canonical() != "count") {
      faults_.Report(call.star_label->location, StandardError::kInvalidFunctionArgument,
                     "label.* syntax is only supported as the only argument of row pattern count "
                     "function");
    }
    add(label);
  }
  const bool around = std::exchange(pattern_->in_aggregate, true);
  std::vector<std::string> labels_around = std::exchange(pattern_->labels, {});
  for (const sql::Expression& argument : call.arguments) {
    pattern_->labels.clear();
    TypeOf(argument, scope);
    for (const std::string& label : pattern_->labels) add(label);
  }
  current_ = &expression;
  Known type = Node(call, scope);
  pattern_->in_aggregate = around;
  pattern_->labels = std::move(labels_around);
  CheckAggregateArguments(call, faults_);
  if (labels.size() > 1) {
    faults_.Report(expression.location, StandardError::kInvalidArguments,
                   fmt::format("All labels and classifiers inside the call to '{}' must match",
                               call.name.last().Canonical()));
  }
  if (labels.size() == 1) {
    const auto set = pattern_->analysis.sets.find(labels.front());
    if (set != pattern_->analysis.sets.end()) aggregate.labels = set->second;
  }
  aggregate.label_counts =
      std::any_of(pattern_->analysis.arguments.begin(), pattern_->analysis.arguments.end(),
                  [](const auto& argument) { return argument.second.kind == Kind::kClassifier; });
  pattern_->analysis.aggregates.insert_or_assign(&expression, std::move(aggregate));
  return type;
}

Known Typer::PatternCall(const sql::FunctionCall& call, const sql::Expression& expression,
                         const Scope& scope) {
  if (IsRowPatternFunction(call)) {
    CheckRowPatternCall(call, expression.location, faults_);
    const std::string name = call.name.last().Canonical();
    if (name == "classifier") return PatternClassifier(call, expression);
    if (name != "match_number") return PatternNavigation(call, expression, scope);
    if (!call.arguments.empty()) {
      faults_.Report(expression.location, StandardError::kInvalidFunctionArgument,
                     "MATCH_NUMBER pattern recognition function takes no arguments");
    }
    AddPatternVariable(expression, Kind::kMatchNumber, 0, "");
    return kBigint;
  }
  if (IsAggregateCall(expression) && !pattern_->in_aggregate) {
    return PatternAggregate(call, expression, scope);
  }
  if (call.processing_mode) {
    faults_.Report(
        expression.location, StandardError::kInvalidProcessingMode,
        fmt::format("{} semantics is supported only for FIRST(), LAST() and aggregation "
                    "functions. Actual: {}",
                    *call.processing_mode == sql::ProcessingMode::kFinal ? "FINAL" : "RUNNING",
                    call.name.Canonical()));
  }
  return Node(call, scope);
}

// Computed for each row of the input, and then navigated to.
Known Typer::PatternIn(const sql::InSubquery& in, const sql::Expression& expression,
                       const Scope& scope) {
  CheckPatternIn(in, pattern_->analysis, faults_);
  PatternContext* const context = std::exchange(pattern_, nullptr);
  current_ = &expression;
  Known type = Node(in, scope);
  pattern_ = context;
  AddPatternVariable(expression, Kind::kColumn, 0, "");
  context->analysis.constants.insert(&expression);
  return type;
}

// What is something else in row patterns; nothing for other nodes.
std::optional<Known> Typer::TypeInPattern(const sql::Expression& expression, const Scope& scope) {
  if (expression.Is<sql::ColumnReference>()) return PatternName(expression, scope);
  if (expression.Is<sql::Dereference>() && sql::ToQualifiedName(expression)) {
    return PatternName(expression, scope);
  }
  if (const auto* call = expression.As<sql::FunctionCall>()) {
    return PatternCall(*call, expression, scope);
  }
  if (const auto* in = expression.As<sql::InSubquery>()) return PatternIn(*in, expression, scope);
  if (expression.Is<sql::Try>()) {
    faults_.Report(expression.location, StandardError::kNotSupported,
                   "TRY expression in pattern recognition context is not yet supported");
  }
  if (expression.Is<sql::Listagg>()) {
    faults_.Report(expression.location, StandardError::kNotSupported,
                   "Cannot use ORDER BY with listagg aggregate function in pattern recognition "
                   "context");
  }
  if (expression.Is<sql::ScalarSubquery>() || expression.Is<sql::Exists>() ||
      expression.Is<sql::Parameter>()) {
    pattern_->analysis.constants.insert(&expression);
  }
  return std::nullopt;
}

// A column of PARTITION BY or ORDER BY; nothing when it is none.
std::optional<size_t> Typer::PatternColumn(const sql::Expression& expression, const Scope& scope) {
  const auto name = sql::ToQualifiedName(expression);
  if (!name) {
    faults_.Report(expression.location, StandardError::kInvalidColumnReference,
                   "Expected column reference. Actual: " + TrinoText(expression));
    return std::nullopt;
  }
  std::vector<std::string> parts;
  for (const sql::Identifier& part : name->parts) parts.push_back(part.Canonical());
  const Found found = Lookup(parts, scope);
  if (found.state == Found::State::kColumn && found.place.scope == scope.fields.scope) {
    TypeOf(expression, scope);
    return found.place.index;
  }
  if (found.state != Found::State::kNotKnown) {
    faults_.Report(
        expression.location, StandardError::kColumnNotFound,
        fmt::format("Column {} is not present in the input relation", TrinoText(expression)));
  }
  return std::nullopt;
}

void Typer::TypePatternKeys(const sql::MatchRecognize& match, const Scope& scope,
                            RowPatternAnalysis& analysis) {
  const auto check = [&](const sql::Expression& key, bool (*is_fit)(const Type&), const char* what,
                         const char* clause) {
    const Type* type = types_.Of(key);
    if (type == nullptr || is_fit(*type)) return;
    faults_.Report(key.location, StandardError::kTypeMismatch,
                   fmt::format("{} is not {}, and therefore cannot be used in {}", type->ToString(),
                               what, clause));
  };
  for (const sql::Expression& key : match.partition_by) {
    if (const auto column = PatternColumn(key, scope)) analysis.partition_by.push_back(*column);
    check(key, IsComparable, "comparable", "PARTITION BY");
  }
  for (const sql::SortItem& item : match.order_by) {
    if (const auto column = PatternColumn(*item.key, scope)) analysis.order_by.push_back(*column);
    check(*item.key, IsOrderable, "orderable", "ORDER BY");
  }
}

Fields Typer::PatternOutput(const sql::MatchRecognize& match, const Fields& input,
                            const std::vector<Known>& measures, RowPatternAnalysis& analysis) {
  Fields output;
  std::vector<bool> taken(input.list.size());
  const auto add_column = [&](size_t column) {
    const Field& field = input.list[column];
    taken[column] = true;
    analysis.output.push_back({field.name, column, 0});
    output.list.push_back({{}, field.name, field.type, {}, field.origin});
  };
  const bool one_row =
      match.rows_per_match.value_or(sql::RowsPerMatch::kOne) == sql::RowsPerMatch::kOne;
  for (const size_t column : analysis.partition_by) add_column(column);
  if (!one_row) {
    for (const size_t column : analysis.order_by) add_column(column);
  }
  for (size_t i = 0; i < measures.size(); ++i) {
    const std::string name = match.measures[i].name.Canonical();
    analysis.output.push_back({name, std::nullopt, i});
    output.list.push_back({{}, name, measures[i], {}});
  }
  if (!one_row) {
    for (size_t i = 0; i < input.list.size(); ++i) {
      if (!taken[i]) add_column(i);
    }
  }
  return output;
}

// Labels, conditions and measures.
void Typer::TypeClauses(const RowPatternClauses& clauses, const Scope& scope,
                        std::vector<int> scopes, RowPatternAnalysis& analysis) {
  AddLabels(clauses.pattern, analysis);
  AddSubsets(clauses.subsets, analysis);
  PatternContext context{analysis, std::move(scopes), {}, false, {}};
  PatternContext* const around = std::exchange(pattern_, &context);
  for (const sql::VariableDefinition& definition : clauses.definitions) {
    CheckNoWindows(*definition.condition, faults_);
    TypeCondition(*definition.condition, scope);
    const Type* type = types_.Of(*definition.condition);
    if (type == nullptr || type->kind == TypeKind::kBoolean) continue;
    faults_.Report(definition.condition->location, StandardError::kTypeMismatch,
                   fmt::format("Expression defining a label must be boolean (actual type: {})",
                               type->ToString()));
  }
  for (const sql::MeasureDefinition& measure : clauses.measures) {
    CheckNoWindows(*measure.expression, faults_);
    TypeOf(*measure.expression, scope);
  }
  pattern_ = around;
}

Fields Typer::MatchRecognizeFields(const sql::MatchRecognize& match, const sql::Location& location,
                                   const Scope* outer) {
  Fields input = RelationFields(*match.relation, outer);
  if (!input.complete) return {{}, false};
  input.scope = ++last_scope_;
  std::set<std::string> names;
  for (const Field& field : input.list) {
    if (field.name.empty() || names.insert(field.name).second) continue;
    faults_.Report(
        location, StandardError::kAmbiguousName,
        fmt::format("ambiguous column: {} in row pattern input relation", InCapitals(field.name)));
  }
  auto analysis = std::make_shared<RowPatternAnalysis>();
  analysis->columns = input.list.size();
  const Scope scope{input, outer};
  TypePatternKeys(match, scope, *analysis);
  CheckRowPattern(match, location, faults_);
  TypeClauses(ClausesOf(match), scope, {input.scope}, *analysis);
  std::vector<Known> measures;
  for (const sql::MeasureDefinition& measure : match.measures) {
    const Type* type = types_.Of(*measure.expression);
    measures.push_back(type == nullptr ? std::nullopt : Known(*type));
  }
  Fields output = PatternOutput(match, input, measures, *analysis);
  if (output.list.empty()) {
    faults_.Report(location, StandardError::kTableHasNoColumns,
                   "pattern recognition output table has no columns");
  }
  types_.row_patterns_.insert_or_assign(&match, std::move(analysis));
  return output;
}

}  // namespace tarn::engine::embedded
