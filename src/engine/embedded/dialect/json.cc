#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "engine/embedded/adapter/json_path.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/has_query.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/dialect/types.h"
#include "engine/embedded/typing/data_type.h"

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

// Types whose values are texts in SQL/JSON, JSON itself among them.
bool BecomesText(TypeKind kind) {
  static constexpr TypeKind kKinds[] = {TypeKind::kUuid, TypeKind::kIpAddress, TypeKind::kJson,
                                        TypeKind::kIntervalDayToSecond,
                                        TypeKind::kIntervalYearToMonth};
  return std::find(std::begin(kKinds), std::end(kKinds), kind) != std::end(kKinds);
}

}  // namespace

// What a name written without quotes is in a path: $X of x.
std::string JsonName(const sql::Identifier& name) {
  std::string text = name.value;
  if (name.quoted) return text;
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// Paths are literals: what is wrong with one is told with its place, before anything is run.
void CheckJsonPath(const std::string& text, const std::vector<sql::JsonPathParameter>& parameters,
                   const sql::Location& location) {
  std::string problem;
  const auto path = JsonPath::Parse(text, problem);
  if (!path) {
    if (problem == JsonPath::kNoDatetime) NotSupported(location, "datetime() in a JSON path");
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kSyntaxError,
                "{}: invalid JSON path: {}", At(location), problem);
  }
  for (const std::string& variable : path->variables()) {
    const bool passed =
        std::any_of(parameters.begin(), parameters.end(),
                    [&](const auto& parameter) { return JsonName(parameter.name) == variable; });
    if (passed) continue;
    base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kInvalidPath,
                "{}: no value passed for parameter {}. Try quoting \"{}\" in the PASSING clause to "
                "match case",
                At(location), variable, variable);
  }
}

// JSON_VALUE gives characters, numbers, booleans and times.
void CheckJsonScalar(const sql::DataType& type, const sql::Location& location) {
  const auto known = TypeOfDataType(type);
  if (!known) return;
  const bool scalar = known->kind <= TypeKind::kTimestampWithTimeZone &&
                      known->kind != TypeKind::kUnknown && known->kind != TypeKind::kVarbinary;
  if (scalar) return;
  base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kTypeMismatch,
              "{}: Invalid return type of function JSON_VALUE: {}", At(location),
              known->ToString());
}

// A document as text: bytes are read as the format says, UTF-8 without one.
std::string Emitter::JsonInputText(const sql::JsonInput& input) {
  const int bits = input.format == sql::JsonFormat::kUtf16   ? 16
                   : input.format == sql::JsonFormat::kUtf32 ? 32
                                                             : 8;
  const std::string value = Expression(*input.expression);
  const Type* type = types_ != nullptr ? types_->Of(*input.expression) : nullptr;
  const bool text = type != nullptr && type->kind == TypeKind::kVarchar;
  if (type != nullptr && type->kind == TypeKind::kUnknown) {
    return fmt::format("CAST({} AS VARCHAR)", value);
  }
  return text ? value : fmt::format("tarn_json_input({}, {})", value, bits);
}

// An object of the path's variables. NULL is JSON's null; of FORMAT JSON it is no item at all,
// which the object leaves out.
std::string Emitter::JsonPassing(const sql::JsonPathInvocation& path) {
  if (path.parameters.empty()) return "'{}'";
  std::string names, values;
  for (const auto& parameter : path.parameters) {
    const char* separator = names.empty() ? "" : ", ";
    names += separator + QuoteText(JsonName(parameter.name));
    const std::string value = fmt::format("CAST({} AS VARCHAR)", JsonText(parameter.value));
    values +=
        separator + (parameter.value.format ? value : fmt::format("ifnull({}, 'null')", value));
  }
  return fmt::format(
      "tarn_json_object(CAST([{}] AS VARCHAR[]), CAST([{}] AS VARCHAR[]), false, false)", names,
      values);
}

// "input, 'path', an object of the variables": the first arguments of tarn_json_….
std::string Emitter::JsonPathText(const sql::JsonPathInvocation& path) {
  CheckJsonPath(path.path, path.parameters, path.input.expression->location);
  return fmt::format("{}, {}, {}", JsonInputText(path.input), QuoteText(path.path),
                     JsonPassing(path));
}

// A text of SQL/JSON as the varchar(n) or char(n) that RETURNING asks for.
std::string Emitter::JsonReturned(std::string text, const std::optional<sql::JsonOutput>& output,
                                  const sql::Location& location) {
  if (!output) return text;
  const TranslatedType type = TranslateType(output->type);
  if (type.duckdb != "VARCHAR") {
    NotSupported(location, "a function of SQL/JSON RETURNING another type than varchar");
  }
  if (!type.length) return text;
  return fmt::format("tarn_cast_{}({}, {})", type.pad ? "char" : "varchar", text, *type.length);
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

std::string Emitter::Emit(const sql::JsonValue& node, const sql::Location& location) {
  if (node.returning) CheckJsonScalar(*node.returning, location);
  const TranslatedType returned =
      node.returning ? TranslateType(*node.returning) : TranslatedType{"VARCHAR", {}, false, {}};
  const std::string& type = returned.duckdb;
  const std::string call =
      fmt::format("tarn_json_value({}, {}, {}, CAST(NULL AS {}))", JsonPathText(*node.path),
                  Number(node.on_empty), Number(node.on_error), type);
  std::string defaults;
  bool has_subquery = false;
  const auto add = [&](const std::optional<sql::JsonValueBehavior>& behavior, int outcome) {
    if (!behavior || !behavior->default_value) return;
    has_subquery |= HasQuery(**behavior->default_value);
    defaults += fmt::format(" WHEN {} THEN tarn_cast({}, CAST(NULL AS {}))", outcome,
                            Expression(**behavior->default_value), type);
  };
  add(node.on_empty, 1);
  add(node.on_error, 2);
  std::string value;
  if (defaults.empty()) {
    value = fmt::format("struct_extract({}, 'value')", call);
  } else if (has_subquery) {  // which no lambda may have
    value = fmt::format("CASE struct_extract({}, 'outcome'){} ELSE struct_extract({}, 'value') END",
                        call, defaults, call);
  } else {
    value = fmt::format(
        "list_transform([{}], lambda tarn_j: CASE tarn_j.outcome{} ELSE tarn_j.value END)[1]", call,
        defaults);
  }
  if (!returned.length) return value;
  return fmt::format("tarn_cast_{}({}, {})", returned.pad ? "char" : "varchar", value,
                     *returned.length);
}

std::string Emitter::Emit(const sql::JsonQuery& node, const sql::Location& location) {
  return JsonReturned(
      fmt::format("tarn_json_query({}, {}, {}, {}, {})", JsonPathText(*node.path),
                  Number(node.on_empty), Number(node.on_error), static_cast<int>(node.wrapper),
                  node.quotes == sql::JsonQuotes::kOmit ? "true" : "false"),
      node.returning, location);
}

std::string Emitter::JsonText(const sql::JsonInput& input) {
  // What makes JSON is read as JSON, FORMAT JSON being implied.
  const bool is_json = input.expression->Is<sql::JsonQuery>() ||
                       input.expression->Is<sql::JsonObject>() ||
                       input.expression->Is<sql::JsonArray>();
  if (input.format || is_json) return fmt::format("tarn_json_parse({})", JsonInputText(input));
  const std::string value = Expression(*input.expression);
  const Type* type = types_ != nullptr ? types_->Of(*input.expression) : nullptr;
  if (type == nullptr || !BecomesText(type->kind)) {
    return fmt::format("tarn_cast({}, CAST(NULL AS JSON))", value);
  }
  return fmt::format("tarn_cast(tarn_cast({}, CAST(NULL AS VARCHAR)), CAST(NULL AS JSON))", value);
}

std::string Emitter::Emit(const sql::JsonObject& node, const sql::Location& location) {
  std::string keys, values;
  for (const auto& member : node.members) {
    const char* separator = keys.empty() ? "" : ", ";
    keys += separator + Expression(*member.key);
    values += fmt::format("{}CAST({} AS VARCHAR)", separator, JsonText(member.value));
  }
  return JsonReturned(
      fmt::format("tarn_json_object(CAST([{}] AS VARCHAR[]), CAST([{}] AS VARCHAR[]), {}, {})",
                  keys, values, node.null_on_null, node.unique_keys),
      node.returning, location);
}

std::string Emitter::Emit(const sql::JsonArray& node, const sql::Location& location) {
  std::string elements;
  for (const auto& element : node.elements) {
    elements +=
        fmt::format("{}CAST({} AS VARCHAR)", elements.empty() ? "" : ", ", JsonText(element));
  }
  return JsonReturned(
      fmt::format("tarn_json_array(CAST([{}] AS VARCHAR[]), {})", elements, node.null_on_null),
      node.returning, location);
}

}  // namespace tarn::engine::embedded
