#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "engine/embedded/typing/binder.h"
#include "engine/embedded/typing/typer_impl.h"

namespace tarn::engine::embedded {
namespace {

const Type kVarchar{TypeKind::kVarchar, 0, 0, {}, {}};

}  // namespace

Known Typer::TypeOfLambda(const sql::Lambda& lambda, const std::vector<Type>& parameters,
                          const Scope& scope) {
  Fields fields;
  for (size_t i = 0; i < lambda.parameters.size(); ++i) {
    const Known type = i < parameters.size() ? Known(parameters[i]) : std::nullopt;
    fields.list.push_back({{}, lambda.parameters[i].Canonical(), type, {}});
  }
  return TypeOf(*lambda.body, {fields, &scope});
}

Known Typer::TypeOfCall(std::string_view name, const std::vector<const sql::Expression*>& arguments,
                        const Scope& scope) {
  std::vector<CallArgument> given;
  bool known = true;
  for (const sql::Expression* argument : arguments) {
    CallArgument& added = given.emplace_back();
    if (const auto* lambda = argument->As<sql::Lambda>()) {
      added.is_lambda = true;
      added.lambda_parameters = lambda->parameters.size();
      continue;
    }
    Known type = TypeOf(*argument, scope);
    known = known && type;
    if (known) added.type = std::move(*type);
  }
  if (!known) return std::nullopt;
  const auto bound = BindCall(name, given, [&](size_t at, const std::vector<Type>& parameters) {
    return TypeOfLambda(*arguments[at]->As<sql::Lambda>(), parameters, scope);
  });
  if (!bound) return std::nullopt;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (!given[i].is_lambda) Coerce({arguments[i]}, bound->parameters[i]);
  }
  return bound->returns;
}

void Typer::TypeWindowOf(const std::optional<sql::Box<sql::Window>>& over, const Scope& scope) {
  if (!over) return;
  const sql::Window& window = **over;
  if (const auto* specification = std::get_if<sql::WindowSpecification>(&window)) {
    TypeWindow(*specification, scope);
  }
}

Known Typer::Node(const sql::FunctionCall& node, const Scope& scope) {
  std::vector<const sql::Expression*> arguments;
  for (const sql::Expression& argument : node.arguments) arguments.push_back(&argument);
  TypeOrderBy(node.order_by, scope);
  if (node.filter) TypeCondition(**node.filter, scope);
  TypeWindowOf(node.over, scope);
  const std::string name = node.name.last().Canonical();
  if (name == "format") {  // which SHOW FUNCTIONS does not list
    for (const sql::Expression* argument : arguments) TypeOf(*argument, scope);
    return kVarchar;
  }
  return TypeOfCall(name, arguments, scope);
}

Known Typer::Node(const sql::Listagg& node, const Scope& scope) {
  TypeOf(*node.operand, scope);
  TypeOrderBy(node.order_by, scope);
  if (node.filter) TypeCondition(**node.filter, scope);
  TypeWindowOf(node.over, scope);
  return kVarchar;
}

Known Typer::Node(const sql::WindowMeasure&, const Scope&) { return std::nullopt; }

}  // namespace tarn::engine::embedded
