#include "engine/embedded/adapter/sql_json_functions.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/embedded/adapter/code_points.h"
#include "engine/embedded/adapter/json_casts.h"
#include "engine/embedded/adapter/json_document.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sql_json_results.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::Value;
using nlohmann::ordered_json;

// The document of a call with its path's variables; what a path finds refers to them.
struct Invocation {
  std::optional<ordered_json> document;
  std::optional<ordered_json> variables;
  std::optional<JsonPath::Found> found;

  // Found nothing at all after an error that the statement does not want told.
  Invocation(const std::vector<Value>& values, int on_error)
      : document(ParseJsonDocument(duckdb::StringValue::Get(values[0]))),
        variables(ParseJsonDocument(duckdb::StringValue::Get(values[2]))) {
    if (!document || !variables) {
      if (on_error == kJsonError) ThrowNoJsonInput();
      return;
    }
    found = FindItems(CompiledPath(duckdb::StringValue::Get(values[1])), *document, *variables,
                      on_error == kJsonError);
  }
};

Value Exists(const std::vector<Value>& values) {
  const int on_error = values[3].GetValue<int32_t>();
  const Invocation call(values, on_error);
  if (call.found) return Value::BOOLEAN(!call.found->items.empty());
  if (on_error == kJsonOther) return Value(LogicalType::BOOLEAN);
  return Value::BOOLEAN(on_error == kJsonDefault);
}

Value ValueOf(const std::vector<Value>& values, const LogicalType& type) {
  const int on_empty = values[3].GetValue<int32_t>(), on_error = values[4].GetValue<int32_t>();
  const Invocation call(values, on_error);
  JsonScalar scalar = JsonScalarOf(call.found, type, on_empty, on_error);
  duckdb::child_list_t<Value> fields;
  fields.emplace_back("outcome", Value::INTEGER(static_cast<int>(scalar.kind)));
  fields.emplace_back("value", std::move(scalar.value));
  return Value::STRUCT(std::move(fields));
}

duckdb::unique_ptr<Expression> BindValue(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[5]->return_type;
  input.children.pop_back();
  const LogicalType row = LogicalType::STRUCT({{"outcome", LogicalType::INTEGER}, {"value", type}});
  return CallOwn(
      input.context, std::move(input.children), "json_value",
      {LogicalType::VARCHAR, LogicalType::VARCHAR, LogicalType::VARCHAR, LogicalType::INTEGER,
       LogicalType::INTEGER},
      row, RowKernel([type](const std::vector<Value>& values) { return ValueOf(values, type); }));
}

Value Query(const std::vector<Value>& values) {
  const int on_empty = values[3].GetValue<int32_t>(), on_error = values[4].GetValue<int32_t>();
  const Invocation call(values, on_error);
  return JsonQueryOf(call.found, on_empty, on_error, values[5].GetValue<int32_t>(),
                     values[6].GetValue<bool>());
}

Value Object(const std::vector<Value>& values) {
  const auto& keys = duckdb::ListValue::GetChildren(values[0]);
  const auto& members = duckdb::ListValue::GetChildren(values[1]);
  const bool null_on_null = values[2].GetValue<bool>(), unique = values[3].GetValue<bool>();
  ordered_json object = ordered_json::object();
  std::set<std::string> seen;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].IsNull()) {
      InvalidFunctionArgument("JSON_OBJECT", "null value passed for JSON object key");
    }
    const std::string& key = duckdb::StringValue::Get(keys[i]);
    if (members[i].IsNull() && !null_on_null) continue;
    if (!seen.insert(key).second) {
      if (unique) {
        InvalidFunctionArgument("JSON_OBJECT", "duplicate key passed to JSON_OBJECT function");
      }
      throw duckdb::NotImplementedException(
          "cannot construct a JSON object with duplicate key: \"%s\"", key);
    }
    std::optional<ordered_json> member = ordered_json();
    if (!members[i].IsNull()) member = ParseJsonDocument(duckdb::StringValue::Get(members[i]));
    if (!member) ThrowNoJsonInput();
    object[key] = std::move(*member);
  }
  return Value(CanonicalJson(object));
}

Value Array(const std::vector<Value>& values) {
  const bool null_on_null = values[1].GetValue<bool>();
  std::string array = "[";
  for (const Value& element : duckdb::ListValue::GetChildren(values[0])) {
    if (element.IsNull() && !null_on_null) continue;
    if (array.size() > 1) array += ',';
    if (element.IsNull()) {
      array += "null";
      continue;
    }
    const auto document = ParseJsonDocument(duckdb::StringValue::Get(element));
    if (!document) ThrowNoJsonInput();
    array += CanonicalJson(*document);
  }
  return Value(array + "]");
}

// Units of 16 or 32 bits, little endian, as UTF-8; what is no character becomes U+FFFD.
std::string Decoded(std::string_view bytes, size_t width) {
  constexpr uint32_t kReplacement = 0xFFFD;
  std::vector<uint32_t> units;
  for (size_t at = 0; at + width <= bytes.size(); at += width) {
    uint32_t unit = 0;
    for (size_t i = 0; i < width; ++i) {
      unit |= static_cast<uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    }
    units.push_back(unit);
  }
  std::string text;
  for (size_t i = 0; i < units.size(); ++i) {
    char32_t point = units[i];
    const bool high = point >= 0xD800 && point < 0xDC00;
    if (width == 2 && high && i + 1 < units.size() && units[i + 1] >= 0xDC00 &&
        units[i + 1] < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00);
    } else if ((point >= 0xD800 && point < 0xE000) || point > 0x10FFFF) {
      point = kReplacement;
    }
    AppendCodePoint(point, text);
  }
  return text;
}

duckdb::unique_ptr<Expression> BindInput(FunctionBindExpressionInput& input) {
  if (input.children[0]->return_type.id() != duckdb::LogicalTypeId::BLOB) {
    return CastTo(input.context, std::move(input.children[0]), LogicalType::VARCHAR);
  }
  return CallOwn(input.context, std::move(input.children), "json_input",
                 {LogicalType::BLOB, LogicalType::INTEGER}, LogicalType::VARCHAR,
                 RowKernel([](const std::vector<Value>& values) {
                   const std::string& bytes = duckdb::StringValue::Get(values[0]);
                   const int bits = values[1].GetValue<int32_t>();
                   if (bits != 8) return Value(Decoded(bytes, static_cast<size_t>(bits) / 8));
                   if (!Value::StringIsValid(bytes)) ThrowNoJsonInput();
                   return Value(bytes);
                 }));
}

}  // namespace

void RegisterSqlJsonFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, number = LogicalType::INTEGER;
  const LogicalType texts = LogicalType::LIST(text), flag = LogicalType::BOOLEAN;
  RegisterScalar(loader, "tarn_json_exists", {text, text, text, number}, flag, RowKernel(Exists));
  duckdb::ScalarFunction value = BoundLater("tarn_json_value", 6, BindValue);
  value.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);  // the type's null
  loader.RegisterFunction(value);
  RegisterScalar(loader, "tarn_json_query", {text, text, text, number, number, number, flag}, text,
                 RowKernel(Query));
  RegisterScalar(loader, "tarn_json_object", {texts, texts, flag, flag}, text, RowKernel(Object));
  RegisterScalar(loader, "tarn_json_array", {texts, flag}, text, RowKernel(Array));
  loader.RegisterFunction(BoundLater("tarn_json_input", 2, BindInput, NullResult::Of(text)));
}

}  // namespace tarn::engine::embedded
