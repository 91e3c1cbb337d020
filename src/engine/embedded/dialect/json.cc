#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"

namespace tarn::engine::embedded {
namespace {

int Number(const std::optional<sql::JsonValueBehavior>& behavior) {
  if (!behavior || behavior->kind == sql::JsonValueBehaviorKind::kNull) return 0;
  return behavior->kind == sql::JsonValueBehaviorKind::kError ? 1 : 2;
}

int Number(const std::optional<sql::JsonQueryBehavior>& behavior) {
  switch (behavior.value_or(sql::JsonQueryBehavior::kNull)) {
    case sql::JsonQueryBehavior::kError: return 1;
    case sql::JsonQueryBehavior::kNull: return 0;
    case sql::JsonQueryBehavior::kEmptyArray: return 2;
    case sql::JsonQueryBehavior::kEmptyObject: return 3;
  }
  return 0;
}

}  // namespace

// "input, 'path', an object of the variables": the first arguments of tarn_json_….
std::string Emitter::JsonPathText(const sql::JsonPathInvocation& path) {
  std::string passing;
  for (const auto& parameter : path.parameters) {
    passing +=
        fmt::format("{}{}, tarn_cast({}, CAST(NULL AS JSON))", passing.empty() ? "" : ", ",
                    QuoteText(parameter.name.value), Expression(*parameter.value.expression));
  }
  return fmt::format("{}, {}, CAST(json_object({}) AS VARCHAR)", Expression(*path.input.expression),
                     QuoteText(path.path), passing);
}

std::string Emitter::Emit(const sql::JsonExists& node, const sql::Location&) {
  int on_error = 0;
  switch (node.on_error.value_or(sql::JsonExistsOnError::kFalse)) {
    case sql::JsonExistsOnError::kTrue: on_error = 2; break;
    case sql::JsonExistsOnError::kFalse: on_error = 0; break;
    case sql::JsonExistsOnError::kUnknown: on_error = 3; break;
    case sql::JsonExistsOnError::kError: on_error = 1; break;
  }
  return fmt::format("tarn_json_exists({}, {})", JsonPathText(*node.path), on_error);
}

std::string Emitter::Emit(const sql::JsonValue& node, const sql::Location&) {
  const std::string type = node.returning ? TranslateType(*node.returning).duckdb : "VARCHAR";
  const std::string call =
      fmt::format("tarn_json_value({}, {}, {}, CAST(NULL AS {}))", JsonPathText(*node.path),
                  Number(node.on_empty), Number(node.on_error), type);
  std::string defaults;
  const auto add = [&](const std::optional<sql::JsonValueBehavior>& behavior, int outcome) {
    if (!behavior || !behavior->default_value) return;
    defaults += fmt::format(" WHEN {} THEN tarn_cast({}, CAST(NULL AS {}))", outcome,
                            Expression(**behavior->default_value), type);
  };
  add(node.on_empty, 1);
  add(node.on_error, 2);
  if (defaults.empty()) return fmt::format("struct_extract({}, 'value')", call);
  return fmt::format(
      "list_transform([{}], lambda tarn_j: CASE tarn_j.outcome{} ELSE tarn_j.value END)[1]", call,
      defaults);
}

std::string Emitter::Emit(const sql::JsonQuery& node, const sql::Location& location) {
  if (node.returning && TranslateType(node.returning->type).duckdb != "VARCHAR") {
    NotSupported(location, "JSON_QUERY … RETURNING another type than varchar");
  }
  return fmt::format("tarn_json_query({}, {}, {}, {}, {})", JsonPathText(*node.path),
                     Number(node.on_empty), Number(node.on_error), static_cast<int>(node.wrapper),
                     node.quotes == sql::JsonQuotes::kOmit ? "true" : "false");
}

std::string Emitter::JsonText(const sql::JsonInput& input) {
  const std::string value = Expression(*input.expression);
  if (input.format) return fmt::format("tarn_json_parse({})", value);
  return fmt::format("tarn_cast({}, CAST(NULL AS JSON))", value);
}

std::string Emitter::Emit(const sql::JsonObject& node, const sql::Location& location) {
  if (!node.null_on_null || node.unique_keys || node.returning) {
    NotSupported(location, "JSON_OBJECT with ABSENT ON NULL, UNIQUE KEYS or RETURNING");
  }
  std::string members;
  for (const auto& member : node.members) {
    members += fmt::format("{}{}, {}", members.empty() ? "" : ", ", Expression(*member.key),
                           JsonText(member.value));
  }
  return fmt::format("CAST(json_object({}) AS VARCHAR)", members);
}

std::string Emitter::Emit(const sql::JsonArray& node, const sql::Location& location) {
  if (node.returning) NotSupported(location, "JSON_ARRAY … RETURNING");
  std::string elements;
  for (const auto& element : node.elements) {
    elements += (elements.empty() ? "" : ", ") + JsonText(element);
  }
  const std::string list = fmt::format("CAST([{}] AS JSON[])", elements);
  const std::string kept =
      node.null_on_null ? list
                        : fmt::format("list_filter({}, lambda tarn_e: tarn_e IS NOT NULL)", list);
  return fmt::format("CAST(to_json({}) AS VARCHAR)", kept);
}

}  // namespace tarn::engine::embedded
