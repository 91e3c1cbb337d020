#include "engine/embedded/adapter/routine_program.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

using nlohmann::json;
using Statement = RoutineStatement;

json ToJson(const Statement& statement);

json ToJson(const std::vector<Statement>& statements) {
  json list = json::array();
  for (const Statement& statement : statements) list.push_back(ToJson(statement));
  return list;
}

json ToJson(const Statement& statement) {
  json node = {{"kind", static_cast<int>(statement.kind)},
               {"expression", statement.expression},
               {"variable", statement.variable}};
  if (statement.label) node["label"] = *statement.label;
  for (const auto& declaration : statement.declarations) {
    json declared = {{"variable", declaration.variable}};
    if (declaration.value) declared["value"] = *declaration.value;
    node["declarations"].push_back(std::move(declared));
  }
  for (const auto& branch : statement.branches) {
    node["branches"].push_back(
        {{"condition", branch.condition}, {"statements", ToJson(branch.statements)}});
  }
  if (!statement.statements.empty()) node["statements"] = ToJson(statement.statements);
  return node;
}

Statement FromJson(const json& node);

std::vector<Statement> ListFromJson(const json& list) {
  std::vector<Statement> statements;
  for (const json& node : list) statements.push_back(FromJson(node));
  return statements;
}

Statement FromJson(const json& node) {
  Statement statement;
  statement.kind = static_cast<Statement::Kind>(node.at("kind").get<int>());
  statement.expression = node.at("expression");
  statement.variable = node.at("variable");
  if (node.contains("label")) statement.label = node["label"].get<size_t>();
  if (node.contains("declarations")) {
    for (const json& declared : node["declarations"]) {
      Statement::Declaration declaration{declared.at("variable"), std::nullopt};
      if (declared.contains("value")) declaration.value = declared["value"].get<size_t>();
      statement.declarations.push_back(declaration);
    }
  }
  if (node.contains("branches")) {
    for (const json& branch : node["branches"]) {
      statement.branches.push_back({branch.at("condition"), ListFromJson(branch.at("statements"))});
    }
  }
  if (node.contains("statements")) statement.statements = ListFromJson(node["statements"]);
  return statement;
}

}  // namespace

std::string ToText(const RoutineProgram& program) {
  const json text = {{"name", program.name},
                     {"arguments", program.arguments},
                     {"null_on_null", program.null_on_null},
                     {"deterministic", program.deterministic},
                     {"loops", program.loops},
                     {"body", ToJson(program.body)}};
  return text.dump();
}

RoutineProgram ParseRoutineProgram(std::string_view text) {
  try {
    const json parsed = json::parse(text);
    return {parsed.at("name"),          parsed.at("arguments"), parsed.at("null_on_null"),
            parsed.at("deterministic"), parsed.at("loops"),     FromJson(parsed.at("body"))};
  } catch (const json::exception& error) {
    base::Throw(base::ErrorKind::kInternal, "not the program of a routine: {}", error.what());
  }
}

}  // namespace tarn::engine::embedded
