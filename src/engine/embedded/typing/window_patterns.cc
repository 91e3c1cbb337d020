// Row patterns of windows: what names and calls in them mean, and what is wrong with them.
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/embedded/typing/row_pattern_checks.h"
#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {

void Typer::TypeWindowPattern(const sql::WindowSpecification& window, const sql::Location& place,
                              const Scope& scope) {
  if (!window.frame) return;
  const sql::WindowFrame& frame = **window.frame;
  CheckFramePattern(frame, place, faults_);
  if (!frame.pattern) return;
  auto analysis = std::make_shared<RowPatternAnalysis>();
  TypeClauses(ClausesOf(frame), scope, {scope.fields.scope, source_scope_}, *analysis);
  CheckNoMatchNumber(frame, faults_);
  const Scope* source = &scope;
  while (source->fields.scope != source_scope_ && source->outer != nullptr) source = source->outer;
  if (!source->fields.complete) analysis = nullptr;
  types_.frame_patterns_.insert_or_assign(&frame, std::move(analysis));
}

Known Typer::WindowMeasureType(const sql::WindowMeasure& measure, const sql::Location& location) {
  const StatementTypes::WindowPattern* pattern = types_.PatternOf(*measure.over);
  const sql::MeasureDefinition* found = nullptr;
  if (pattern != nullptr) {
    for (const sql::MeasureDefinition& definition : pattern->frame->measures) {
      if (LabelText(definition.name) != LabelText(measure.name)) continue;
      if (found != nullptr) {
        faults_.Report(location, StandardError::kAmbiguousName,
                       fmt::format("Measure {} is defined more than once", measure.name.value));
      }
      found = &definition;
    }
  }
  if (found == nullptr) {
    faults_.Report(
        location, StandardError::kInvalidWindowMeasure,
        fmt::format("Measure {} is not defined in the corresponding window", measure.name.value));
    return std::nullopt;
  }
  const Type* type = types_.Of(*found->expression);
  return type == nullptr ? std::nullopt : Known(*type);
}

// That what a grouped SELECT calls over a window with a pattern has one value a group in it.
void Typer::CheckGroupedPattern(const sql::Expression& call, const Grouping& grouping) {
  const auto* function = call.As<sql::FunctionCall>();
  const auto* measure = call.As<sql::WindowMeasure>();
  if (function == nullptr && measure == nullptr) return;
  const auto* pattern = types_.PatternOf(measure != nullptr ? *measure->over : **function->over);
  if (pattern == nullptr) return;
  for (const sql::MeasureDefinition& definition : pattern->frame->measures) {
    CheckGrouped(*definition.expression, grouping, places_, faults_);
  }
  for (const sql::VariableDefinition& definition : pattern->frame->definitions) {
    CheckGrouped(*definition.condition, grouping, places_, faults_);
  }
}

}  // namespace tarn::engine::embedded
