// Calls of SQL routines that are interpreted: a routine's body goes along with each call.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"

namespace tarn::engine::embedded {
namespace {

// Functions that call functions several times could write more than anybody can run.
constexpr size_t kMostCalls = 10'000;

}  // namespace

// The text of a routine's variable, when the expression is one; null for others.
const std::string* Emitter::VariableText(const sql::Expression& expression) const {
  const auto* call = expression.As<sql::FunctionCall>();
  if (variables_ == nullptr || call == nullptr || call->name.parts.size() != 1 ||
      call->name.last().value != kRoutineVariable) {
    return nullptr;
  }
  const auto* number = call->arguments.at(0).As<sql::LongLiteral>();
  return number == nullptr ? nullptr : &variables_->at(static_cast<size_t>(number->value));
}

std::string Emitter::RoutineCall(const sql::FunctionCall& call, const sql::Location& location) {
  const auto* number = call.arguments.at(0).As<sql::LongLiteral>();
  const Routine& routine = *routines_->at(static_cast<size_t>(number->value));
  if (++routine_calls_ > kMostCalls) {
    base::Throw(base::ErrorKind::kResourceExhausted,
                "{}: the statement calls functions more than {} times, those in their bodies "
                "counted: {}",
                At(location), kMostCalls, routine.name);
  }
  std::string fields;
  std::vector<std::string> variables;
  for (size_t i = 0; i < routine.variables.size(); ++i) {
    const std::string type = TranslateType(routine.variables[i]).duckdb;
    fields += fmt::format("{}v{} {}", i == 0 ? "" : ", ", i, type);
    variables.push_back(fmt::format("tarn_variable({}, CAST(NULL AS {}))", i, type));
  }
  if (fields.empty()) fields = "v0 BOOLEAN";
  std::string text = fmt::format("tarn_routine({}, CAST(NULL AS STRUCT({})), CAST(NULL AS {})",
                                 QuoteText(ToText(routine.program)), fields,
                                 TranslateType(routine.returns).duckdb);
  for (size_t i = 1; i < call.arguments.size(); ++i) text += ", " + Expression(call.arguments[i]);
  Emitter body(nullptr, &routine.types, routines_);
  body.variables_ = &variables;
  body.routine_calls_ = routine_calls_;
  for (const auto& item : routine.select().items) {
    text += ", " + body.Expression(std::get<sql::SingleColumn>(item).expression);
  }
  routine_calls_ = body.routine_calls_;
  return text + ")";
}

}  // namespace tarn::engine::embedded
