// Calls of routines in a tree.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/routines/routine.h"
#include "engine/embedded/typing/coercion.h"
#include "engine/embedded/typing/data_type.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;

bool IsCallOf(const sql::Expression& expression, std::string_view name) {
  const auto* call = expression.As<sql::FunctionCall>();
  return call != nullptr && call->name.parts.size() == 1 && call->name.last().value == name;
}

size_t NumberOf(const sql::FunctionCall& call) {
  return static_cast<size_t>(call.arguments.at(0).As<sql::LongLiteral>()->value);
}

class CallMarker : public sql::TreeRewriter {
 public:
  using TreeRewriter::Rewrite;

  explicit CallMarker(const Routines& routines) : routines_(routines) {}

  void Rewrite(sql::Expression& expression) override {
    auto* call = expression.As<sql::FunctionCall>();
    if (call == nullptr || call->name.parts.size() != 1) return;
    const auto number = Find(call->name.last().Canonical(), call->arguments.size());
    if (!number) return;
    const char* wrong = call->over ? "a window" : "an aggregate";
    if (call->over || call->filter || call->distinct || call->star || !call->order_by.empty()) {
      base::Throw(ErrorKind::kInvalidArgument, "{}: {} is not {} function", At(expression.location),
                  call->name.last().value, wrong);
    }
    const sql::Location location = expression.location;
    sql::FunctionCall marked = std::move(*call);
    marked.name = sql::MakeName({kRoutineCall});
    marked.arguments.insert(
        marked.arguments.begin(),
        sql::Expression(sql::LongLiteral{static_cast<int64_t>(*number)}, location));
    const sql::DataType& returns = routines_[*number]->returns;
    expression = sql::Expression(
        sql::Cast{sql::Expression(std::move(marked), location), returns, false}, location);
  }

 private:
  // The last one of the name that takes so many arguments, else the last one of the name.
  std::optional<size_t> Find(const std::string& name, size_t arguments) const {
    std::optional<size_t> found;
    for (size_t i = 0; i < routines_.size(); ++i) {
      if (routines_[i]->name != name) continue;
      const bool fits = routines_[i]->parameters.size() == arguments;
      if (fits || !found || routines_[*found]->parameters.size() != arguments) found = i;
    }
    return found;
  }

  const Routines& routines_;
};

std::string TypesText(const std::vector<sql::DataType>& types) {
  std::vector<std::string> names;
  for (const auto& type : types) {
    const auto known = TypeOfDataType(type);
    names.push_back(known ? known->ToString() : "unknown");
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// Whether a value may be written several times, or not at all, without a difference.
bool IsPlain(const sql::Expression& expression) {
  if (const auto* cast = expression.As<sql::Cast>()) {
    return IsCallOf(*cast->operand, kRoutineVariable);
  }
  return expression.Is<sql::ColumnReference>() || sql::ToQualifiedName(expression).has_value() ||
         expression.Is<sql::LongLiteral>() || expression.Is<sql::StringLiteral>() ||
         expression.Is<sql::NullLiteral>() || expression.Is<sql::BooleanLiteral>() ||
         expression.Is<sql::DoubleLiteral>() || expression.Is<sql::DecimalLiteral>();
}

// Puts arguments in the place of variables.
class ArgumentPlacer : public sql::TreeRewriter {
 public:
  using TreeRewriter::Enter;
  using TreeRewriter::Rewrite;

  explicit ArgumentPlacer(const std::vector<sql::Expression>& arguments) : arguments_(arguments) {}

  // What was put in is not looked at again; it may have variables of the caller.
  bool Enter(sql::Expression& expression) override {
    if (!IsCallOf(expression, kRoutineVariable)) return true;
    expression = sql::Expression(arguments_.at(NumberOf(*expression.As<sql::FunctionCall>())));
    return false;
  }

 private:
  const std::vector<sql::Expression>& arguments_;
};

class CallFinisher : public sql::TreeRewriter {
 public:
  using TreeRewriter::Enter;
  using TreeRewriter::Rewrite;

  CallFinisher(const Routines& routines, const StatementTypes& types)
      : routines_(routines), types_(types) {}

  bool Enter(sql::Expression& expression) override {
    auto* cast = expression.As<sql::Cast>();
    if (cast == nullptr || !IsCallOf(*cast->operand, kRoutineCall)) return true;
    auto& call = *cast->operand->As<sql::FunctionCall>();
    const size_t number = Resolve(call, expression.location);
    call.arguments.front() =
        sql::Expression(sql::LongLiteral{static_cast<int64_t>(number)}, expression.location);
    cast->type = routines_[number]->returns;
    return true;
  }
  void Rewrite(sql::Expression& expression) override {
    const auto* cast = expression.As<sql::Cast>();
    if (cast == nullptr || !IsCallOf(*cast->operand, kRoutineCall)) return;
    const auto& call = *cast->operand->As<sql::FunctionCall>();
    const Routine& routine = *routines_.at(NumberOf(call));
    std::vector<sql::Expression> arguments(call.arguments.begin() + 1, call.arguments.end());
    bool plain = true;
    for (const auto& argument : arguments) plain = plain && IsPlain(argument);
    if (plain && routine.IsExpression()) {
      sql::Expression body =
          std::get<sql::SingleColumn>(routine.select().items.at(routine.program.body.expression))
              .expression;
      ArgumentPlacer placer(arguments);
      sql::Rewrite(body, placer);
      expression = std::move(body);
      return;
    }
    auto& kept = *expression.As<sql::Cast>()->operand->As<sql::FunctionCall>();
    for (size_t i = 0; i < routine.parameters.size(); ++i) {
      const sql::Location location = arguments[i].location;
      kept.arguments[i + 1] = sql::Expression(
          sql::Cast{std::move(arguments[i]), routine.parameters[i], false}, location);
    }
  }

 private:
  // Whether a routine takes the arguments, as they are or with coercions.
  bool Takes(const Routine& routine, const sql::FunctionCall& call, bool coerce) const {
    if (call.arguments.size() != routine.parameters.size() + 1) return false;
    for (size_t i = 1; i < call.arguments.size(); ++i) {
      const Type* type = types_.Of(call.arguments[i]);
      const auto wanted = TypeOfDataType(routine.parameters[i - 1]);
      if (type == nullptr || !wanted) continue;
      if (coerce ? !CanCoerce(*type, *wanted) : !SameType(*type, *wanted)) return false;
    }
    return true;
  }
  // Among the routines of the name the one that takes the arguments.
  size_t Resolve(const sql::FunctionCall& call, const sql::Location& location) const {
    const std::string& name = routines_.at(NumberOf(call))->name;
    for (const bool coerce : {false, true}) {
      for (size_t i = 0; i < routines_.size(); ++i) {
        if (routines_[i]->name == name && Takes(*routines_[i], call, coerce)) return i;
      }
    }
    std::vector<std::string> given, expected;
    for (size_t i = 1; i < call.arguments.size(); ++i) {
      const Type* type = types_.Of(call.arguments[i]);
      given.push_back(type != nullptr ? type->ToString() : "unknown");
    }
    for (const auto& routine : routines_) {
      if (routine->name != name) continue;
      expected.push_back(fmt::format("{}({})", name, TypesText(routine->parameters)));
    }
    base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kFunctionNotFound,
                "{}: Unexpected parameters ({}) for function {}. Expected: {}", At(location),
                fmt::join(given, ", "), name, fmt::join(expected, ", "));
  }

  const Routines& routines_;
  const StatementTypes& types_;
};

sql::Query* RootQuery(sql::Statement& statement) {
  if (auto* query = std::get_if<sql::QueryStatement>(&statement.node)) return &*query->query;
  if (auto* create = std::get_if<sql::CreateTableAsSelect>(&statement.node)) return &*create->query;
  if (auto* insert = std::get_if<sql::Insert>(&statement.node)) return &*insert->query;
  return nullptr;
}

}  // namespace

void MarkCalls(sql::Query& query, const Routines& routines) {
  if (routines.empty()) return;
  CallMarker marker(routines);
  sql::Rewrite(query, marker);
}

void FinishCalls(sql::Query& query, const Routines& routines, const StatementTypes& types) {
  if (routines.empty()) return;
  CallFinisher finisher(routines, types);
  sql::Rewrite(query, finisher);
}

Routines TakeRoutines(sql::Statement& statement, const TableColumns& tables) {
  Routines routines;
  sql::Query* query = RootQuery(statement);
  if (query == nullptr || query->functions.empty()) return routines;
  for (const auto& function : std::exchange(query->functions, {})) {
    routines.push_back(AnalyzeRoutine(function, routines));
  }
  MarkCalls(*query, routines);
  FinishCalls(*query, routines, TypeStatement(statement, tables));
  return routines;
}

}  // namespace tarn::engine::embedded
