#include "engine/embedded/adapter/json_casts.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/java_format.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/types.h"
#include "engine/embedded/adapter/value_text.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using nlohmann::ordered_json;

std::string Quoted(const std::string& text) {
  return ordered_json(text).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string NestedJson(const Value& value, const Type& type) {
  const auto& children = std::get<std::vector<Value>>(value.data);
  std::vector<std::string> parts;
  if (type.kind == TypeKind::kMap) {
    std::vector<std::pair<std::string, std::string>> entries;
    for (size_t i = 0; i + 1 < children.size(); i += 2) {
      entries.emplace_back(ToText(children[i], type.children[0]),
                           JsonTextOf(children[i + 1], type.children[1]));
    }
    std::sort(entries.begin(), entries.end());
    for (const auto& [key, text] : entries) parts.push_back(Quoted(key) + ":" + text);
  } else {
    const bool row = type.kind == TypeKind::kRow;
    for (size_t i = 0; i < children.size(); ++i) {
      std::string text = JsonTextOf(children[i], type.children[row ? i : 0]);
      if (row) text = Quoted(type.field_names[i]) + ":" + text;
      parts.push_back(std::move(text));
    }
  }
  std::string out = type.kind == TypeKind::kArray ? "[" : "{";
  for (size_t i = 0; i < parts.size(); ++i) out += (i > 0 ? "," : "") + parts[i];
  return out + (type.kind == TypeKind::kArray ? "]" : "}");
}

// ---- from JSON. Each gives nullopt for what cannot be cast, and sets `problem` where Trino has
// more to say of it than what and whereto; SQL's null for JSON's.

using Converted = std::optional<duckdb::Value>;

Converted Convert(const ordered_json& json, const LogicalType& type, std::string& problem);

// What a value begins with, as Trino quotes it.
std::string TokenOf(const ordered_json& json) {
  if (json.is_object()) return "{";
  if (json.is_array()) return "[";
  return json.is_string() ? json.get<std::string>() : json.dump();
}

// Trino's names for types that a text is read as.
std::string_view ReadName(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return "BOOLEAN";
    case LogicalTypeId::TINYINT: return "TINYINT";
    case LogicalTypeId::SMALLINT: return "SMALLINT";
    case LogicalTypeId::INTEGER: return "INT";
    case LogicalTypeId::BIGINT: return "BIGINT";
    case LogicalTypeId::FLOAT: return "REAL";
    default: return "DOUBLE";
  }
}

// nullopt, for a text that is read as a number or a boolean and is none.
std::nullopt_t NotRead(const ordered_json& json, const LogicalType& type, std::string& problem) {
  if (json.is_string()) {
    problem =
        fmt::format("Cannot cast '{}' to {}", json.get_ref<const std::string&>(), ReadName(type));
  }
  return std::nullopt;
}

std::optional<std::string> TextOf(const ordered_json& json) {
  switch (json.type()) {
    case ordered_json::value_t::string: return json.get<std::string>();
    case ordered_json::value_t::boolean: return json.get<bool>() ? "true" : "false";
    case ordered_json::value_t::number_float: return ScientificText(json.get<double>());
    case ordered_json::value_t::number_integer:
    case ordered_json::value_t::number_unsigned: return json.dump();
    default: return std::nullopt;
  }
}

std::optional<double> NumberOf(const ordered_json& json) {
  if (json.is_boolean()) return json.get<bool>() ? 1 : 0;
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return ParseDouble(json.get_ref<const std::string&>());
  return std::nullopt;
}

std::optional<int64_t> IntegerOf(const ordered_json& json) {
  if (json.is_number_unsigned() && json.get<uint64_t>() > INT64_MAX) return std::nullopt;
  if (json.is_number_integer()) return json.get<int64_t>();
  if (json.is_string()) return ParseInteger(json.get_ref<const std::string&>());
  const auto number = NumberOf(json);
  if (!number || !(std::abs(*number) < 9.2e18)) return std::nullopt;
  return static_cast<int64_t>(std::round(*number));
}

Converted ConvertInteger(const ordered_json& json, const LogicalType& type, std::string& problem) {
  const auto integer = IntegerOf(json);
  duckdb::Value wide = duckdb::Value::BIGINT(integer.value_or(0));
  if (integer && wide.DefaultTryCastAs(type)) return wide;
  if (json.is_number_float()) {
    const bool bigint = type.id() == LogicalTypeId::BIGINT;
    const std::string name = ToEngineType(type).ToString();
    const std::string number = JavaText(json.get<double>());
    problem = bigint ? fmt::format("Unable to cast {} to {}", number, name)
                     : fmt::format("Out of range for {}: {}", name, number);
  }
  return NotRead(json, type, problem);
}

Converted ConvertBoolean(const ordered_json& json, std::string& problem) {
  if (json.is_boolean()) return duckdb::Value::BOOLEAN(json.get<bool>());
  if (json.is_number()) return duckdb::Value::BOOLEAN(json.get<double>() != 0);
  if (!json.is_string()) return std::nullopt;
  const auto parsed = ParseBoolean(json.get_ref<const std::string&>());
  if (!parsed) return NotRead(json, LogicalType::BOOLEAN, problem);
  return duckdb::Value::BOOLEAN(*parsed);
}

Converted ConvertDecimal(const ordered_json& json, const LogicalType& type, std::string& problem) {
  std::string text;
  if (json.is_boolean()) {
    text = json.get<bool>() ? "1" : "0";
  } else if (json.is_number()) {
    text = json.dump();
  } else if (json.is_string()) {
    text = json.get<std::string>();
  }
  const int precision = duckdb::DecimalType::GetWidth(type);
  const int scale = duckdb::DecimalType::GetScale(type);
  const auto unscaled = ParseDecimal(text, precision, scale);
  if (!unscaled) {
    if (ParseDouble(text)) {
      problem = fmt::format("Cannot cast input json to DECIMAL({},{})", precision, scale);
    }
    return std::nullopt;
  }
  duckdb::hugeint_t huge;
  huge.lower = static_cast<uint64_t>(*unscaled);
  huge.upper = static_cast<int64_t>(*unscaled >> 64);
  return duckdb::Value::DECIMAL(huge, 38, static_cast<uint8_t>(scale)).DefaultCastAs(type);
}

Converted ConvertArray(const ordered_json& json, const LogicalType& type, std::string& problem) {
  if (!json.is_array()) {
    problem = "Expected a json array, but got " + TokenOf(json);
    return std::nullopt;
  }
  const LogicalType& element = duckdb::ListType::GetChildType(type);
  duckdb::vector<duckdb::Value> values;
  for (const ordered_json& item : json) {
    auto converted = Convert(item, element, problem);
    if (!converted) return std::nullopt;
    values.push_back(std::move(*converted));
  }
  return duckdb::Value::LIST(element, std::move(values));
}

Converted ConvertMap(const ordered_json& json, const LogicalType& type, std::string& problem) {
  if (!json.is_object()) {
    problem = "Expected a json object, but got " + TokenOf(json);
    return std::nullopt;
  }
  duckdb::vector<duckdb::Value> keys, values;
  for (const auto& [name, item] : json.items()) {
    auto key = Convert(ordered_json(name), duckdb::MapType::KeyType(type), problem);
    if (!key) return std::nullopt;
    auto value = Convert(item, duckdb::MapType::ValueType(type), problem);
    if (!value) return std::nullopt;
    keys.push_back(std::move(*key));
    values.push_back(std::move(*value));
  }
  return duckdb::Value::MAP(duckdb::MapType::KeyType(type), duckdb::MapType::ValueType(type),
                            std::move(keys), std::move(values));
}

Converted ConvertRow(const ordered_json& json, const LogicalType& type, std::string& problem) {
  const auto& fields = duckdb::StructType::GetChildTypes(type);
  if (!json.is_structured()) {
    problem = "Expected a json array or object, but got " + TokenOf(json);
    return std::nullopt;
  }
  duckdb::child_list_t<duckdb::Value> values;
  for (size_t i = 0; i < fields.size(); ++i) {
    static const ordered_json kNull;
    const ordered_json* item = &kNull;
    if (json.is_array()) {
      if (i == json.size()) {
        problem = fmt::format("Unexpected token when cast to {}: ]",
                              ToEngineType(fields[i].second).ToString());
        return std::nullopt;
      }
      item = &json[i];
    } else if (const auto found = json.find(fields[i].first); found != json.end()) {
      item = &*found;
    }
    auto converted = Convert(*item, fields[i].second, problem);
    if (!converted) return std::nullopt;
    values.emplace_back(fields[i].first, std::move(*converted));
  }
  if (json.is_array() && json.size() > fields.size()) {
    problem = "Expected json array ending, but got " + TokenOf(json[fields.size()]);
    return std::nullopt;
  }
  return duckdb::Value::STRUCT(std::move(values));
}

Converted Convert(const ordered_json& json, const LogicalType& type, std::string& problem) {
  if (type.IsJSONType()) {
    duckdb::Value text(CanonicalJson(json));
    text.Reinterpret(type);
    return text;
  }
  if (json.is_null()) return duckdb::Value(type);
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return ConvertBoolean(json, problem);
    case LogicalTypeId::TINYINT:
    case LogicalTypeId::SMALLINT:
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::BIGINT: return ConvertInteger(json, type, problem);
    case LogicalTypeId::FLOAT: {
      const auto number = NumberOf(json);
      if (!number) return NotRead(json, type, problem);
      return duckdb::Value::FLOAT(static_cast<float>(*number));
    }
    case LogicalTypeId::DOUBLE: {
      const auto number = NumberOf(json);
      if (!number) return NotRead(json, type, problem);
      return duckdb::Value::DOUBLE(*number);
    }
    case LogicalTypeId::DECIMAL: return ConvertDecimal(json, type, problem);
    case LogicalTypeId::VARCHAR: {
      const auto text = TextOf(json);
      if (!text) return std::nullopt;
      return duckdb::Value(*text);
    }
    case LogicalTypeId::LIST: return ConvertArray(json, type, problem);
    case LogicalTypeId::MAP: return ConvertMap(json, type, problem);
    case LogicalTypeId::STRUCT: return ConvertRow(json, type, problem);
    default: {
      const auto text = TextOf(json);
      if (!text) return std::nullopt;
      duckdb::Value value(*text);
      if (!value.DefaultTryCastAs(type)) return std::nullopt;
      return value;
    }
  }
}

}  // namespace

std::string UnsignedDateText(const Value& date) {
  std::string text = ToText(date, {TypeKind::kDate, 0, 0, {}, {}});
  if (text.starts_with('+')) text.erase(0, 1);
  return text;
}

std::string JsonTextOf(const Value& value, const Type& type) {
  if (value.is_null()) return "null";
  switch (type.kind) {
    case TypeKind::kBoolean:
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint:
    case TypeKind::kDecimal: return ToText(value, type);
    case TypeKind::kJson: return std::get<std::string>(value.data);
    case TypeKind::kReal:
    case TypeKind::kDouble: {
      const std::string text = ToText(value, type);
      return std::isfinite(std::get<double>(value.data)) ? text : Quoted(text);
    }
    case TypeKind::kArray:
    case TypeKind::kMap:
    case TypeKind::kRow: return NestedJson(value, type);
    case TypeKind::kDate: return Quoted(UnsignedDateText(value));
    default: return Quoted(ToText(value, type));
  }
}

std::optional<duckdb::Value> FromJsonValue(const ordered_json& json, const LogicalType& target) {
  std::string problem;
  return Convert(json, target, problem);
}

std::string CanonicalJson(const ordered_json& json) {
  static const Type kDouble{TypeKind::kDouble, 0, 0, {}, {}};
  if (json.is_number_float()) {
    const double number = json.get<double>();
    return std::isfinite(number) ? ToText(Value{number}, kDouble) : "null";
  }
  if (!json.is_structured()) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  }
  std::string out;
  for (const auto& [key, item] : json.items()) {
    if (!out.empty()) out += ',';
    if (json.is_object()) out += Quoted(key) + ':';
    out += CanonicalJson(item);
  }
  return json.is_object() ? "{" + out + "}" : "[" + out + "]";
}

duckdb::scalar_function_t ToJsonText(const LogicalType& source) {
  const Type type = ToEngineType(source);
  return [type](duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
    for (duckdb::idx_t row = 0; row < arguments.size(); ++row) {
      const duckdb::Value value = arguments.data[0].GetValue(row);
      if (value.IsNull()) {
        duckdb::FlatVector::SetNull(result, row, true);
      } else {
        duckdb::FlatVector::GetData<string_t>(result)[row] =
            NewString(result, JsonTextOf(ToEngineValue(value, type), type));
      }
    }
    if (arguments.AllConstant()) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  };
}

// Trino's words: of an array, a map or a row with the document in a line of its own.
[[noreturn]] static void CannotCast(const std::string& text, const LogicalType& target,
                                    const ordered_json& json, const std::string& problem) {
  const std::string type = ToEngineType(target).ToString();
  if (target.IsNested()) {
    const std::string why = problem.empty() ? "Unexpected token" : problem;
    throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                      fmt::format("Cannot cast to {}. {}\n{}", type, why,
                                  json.is_discarded() ? text : CanonicalJson(json)));
  }
  if (problem.starts_with("Out of range")) {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   problem);
  }
  if (!problem.empty()) {
    throw DuckErrorOf(base::StandardError::kInvalidCastArgument, problem);
  }
  const bool decimal = target.id() == LogicalTypeId::DECIMAL;
  const std::string name =
      decimal ? fmt::format("DECIMAL({},{})", duckdb::DecimalType::GetWidth(target),
                            duckdb::DecimalType::GetScale(target))
              : type;
  throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                    fmt::format("Cannot cast '{}' to {}", text, name));
}

duckdb::scalar_function_t FromJson(const LogicalType& target, bool safe) {
  return [target, safe](duckdb::DataChunk& arguments, duckdb::ExpressionState&,
                        duckdb::Vector& result) {
    for (duckdb::idx_t row = 0; row < arguments.size(); ++row) {
      const duckdb::Value value = arguments.data[0].GetValue(row);
      if (value.IsNull()) {
        result.SetValue(row, duckdb::Value(target));
        continue;
      }
      const std::string& text = duckdb::StringValue::Get(value);
      const ordered_json json = ordered_json::parse(text, nullptr, false);
      std::string problem;
      auto converted = json.is_discarded() ? std::nullopt : Convert(json, target, problem);
      if (!converted && !safe) CannotCast(text, target, json, problem);
      result.SetValue(row, converted ? *converted : duckdb::Value(target));
    }
    if (arguments.AllConstant()) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  };
}

}  // namespace tarn::engine::embedded
