#include "engine/embedded/adapter/json_functions.h"

#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "engine/embedded/adapter/json_casts.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BinaryExecutor;
using duckdb::DataChunk;
using duckdb::ExpressionState;
using duckdb::LogicalType;
using duckdb::string_t;
using duckdb::UnaryExecutor;
using duckdb::ValidityMask;
using duckdb::Vector;
using nlohmann::json;

constexpr int kDeepest = 1000;  // of nested arrays and objects

// nullopt for what is no JSON, or nested deeper than anything sensible.
std::optional<json> Parse(string_t text) {
  int depth = 0;
  bool too_deep = false;
  const auto watch = [&](int level, json::parse_event_t, json&) {
    depth = level;
    too_deep = too_deep || depth > kDeepest;
    return !too_deep;
  };
  const std::string_view view = View(text);
  json value = json::parse(view.begin(), view.end(), watch, false);
  if (value.is_discarded() || too_deep) return std::nullopt;
  return value;
}

// Keys in order: nlohmann's plain objects are sorted.
std::string Text(const json& value) { return CanonicalJson(nlohmann::ordered_json(value)); }

// "$.a[0][\"b c\"]": what follows the dollar, member by member.
class Path {
 public:
  // nullopt for text that is no path of Trino's.
  static std::optional<Path> Read(std::string_view text) {
    Path path;
    if (text.empty() || text[0] != '$') return std::nullopt;
    text.remove_prefix(1);
    while (!text.empty()) {
      const bool ok =
          text[0] == '.' ? path.ReadName(text) : text[0] == '[' && path.ReadBracket(text);
      if (!ok) return std::nullopt;
    }
    return path;
  }
  const json* Find(const json& root) const {
    const json* at = &root;
    for (const std::string& step : steps_) {
      if (at->is_object()) {
        const auto found = at->find(step);
        if (found == at->end()) return nullptr;
        at = &*found;
      } else if (at->is_array()) {
        if (step.empty() || step.size() > 9 ||
            step.find_first_not_of("0123456789") != std::string::npos) {
          return nullptr;
        }
        const auto index = static_cast<size_t>(std::stoul(step));
        if (index >= at->size()) return nullptr;
        at = &(*at)[index];
      } else {
        return nullptr;
      }
    }
    return at;
  }

 private:
  bool ReadName(std::string_view& text) {
    text.remove_prefix(1);
    size_t end = 0;
    while (end < text.size() && text[end] != '.' && text[end] != '[') {
      const auto c = static_cast<unsigned char>(text[end]);
      const bool word =
          std::isalnum(c) || c == '_' || c == ':' || c == '-' || c == '$' || c >= 0x80;
      if (!word) return false;
      ++end;
    }
    steps_.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    return end > 0;
  }
  bool ReadBracket(std::string_view& text) {
    text.remove_prefix(1);
    std::string step;
    if (text.starts_with('"')) {
      text.remove_prefix(1);
      while (!text.empty() && text[0] != '"') {
        if (text[0] == '\\' && text.size() > 1) text.remove_prefix(1);
        step += text[0];
        text.remove_prefix(1);
      }
      if (text.empty()) return false;
      text.remove_prefix(1);
    } else {
      while (!text.empty() &&
             (std::isalnum(static_cast<unsigned char>(text[0])) || text[0] == '_')) {
        step += text[0];
        text.remove_prefix(1);
      }
      if (step.empty()) return false;
    }
    if (!text.starts_with(']')) return false;
    text.remove_prefix(1);
    steps_.push_back(std::move(step));
    return true;
  }

  std::vector<std::string> steps_;
};

// A kernel of (json, path): `body` gets what the path finds.
template <typename Out, typename Body>
duckdb::scalar_function_t PathKernel(const char* function, Body body) {
  return [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    std::string last;
    std::optional<Path> path;
    BinaryExecutor::ExecuteWithNulls<string_t, string_t, Out>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](string_t text, string_t pattern, ValidityMask& mask, duckdb::idx_t row) -> Out {
          if (!path || View(pattern) != last) {
            path = Path::Read(View(pattern));
            last = View(pattern);
            if (!path)
              InvalidFunctionArgument(function, fmt::format("Invalid JSON path: '{}'", last));
          }
          const auto root = Parse(text);
          const json* found = root ? path->Find(*root) : nullptr;
          std::optional<Out> value;
          if (found != nullptr) value = body(*found, result);
          if (value) return *value;
          mask.SetInvalid(row);
          return Out{};
        });
  };
}

std::optional<string_t> Extract(const json& value, Vector& result) {
  return NewString(result, Text(value));
}

std::optional<string_t> ExtractScalar(const json& value, Vector& result) {
  if (value.is_string()) return NewString(result, value.get_ref<const std::string&>());
  if (value.is_null() || value.is_structured()) return std::nullopt;
  return NewString(result, value.dump());
}

std::optional<int64_t> Size(const json& value, Vector&) {
  return value.is_structured() ? static_cast<int64_t>(value.size()) : 0;
}

void JsonParse(DataChunk& arguments, ExpressionState&, Vector& result) {
  UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t text) {
        const auto value = Parse(text);
        if (!value) {
          InvalidFunctionArgument("json_parse", fmt::format("Cannot convert value to JSON: '{}'",
                                                            View(text).substr(0, 200)));
        }
        return NewString(result, Text(*value));
      });
}

void ArrayLength(DataChunk& arguments, ExpressionState&, Vector& result) {
  UnaryExecutor::ExecuteWithNulls<string_t, int64_t>(
      arguments.data[0], result, arguments.size(),
      [](string_t text, ValidityMask& mask, duckdb::idx_t row) -> int64_t {
        const auto value = Parse(text);
        if (value && value->is_array()) return static_cast<int64_t>(value->size());
        mask.SetInvalid(row);
        return 0;
      });
}

void IsScalar(DataChunk& arguments, ExpressionState&, Vector& result) {
  UnaryExecutor::ExecuteWithNulls<string_t, bool>(
      arguments.data[0], result, arguments.size(),
      [](string_t text, ValidityMask& mask, duckdb::idx_t row) {
        const auto value = Parse(text);
        if (value) return !value->is_structured();
        InvalidFunctionArgument("is_json_scalar",
                                fmt::format("Invalid JSON value: {}", View(text).substr(0, 200)));
        mask.SetInvalid(row);
        return false;
      });
}

bool Equal(const json& item, const duckdb::Value& wanted) {
  switch (wanted.type().id()) {
    case duckdb::LogicalTypeId::BOOLEAN:
      return item.is_boolean() && item.get<bool>() == wanted.GetValue<bool>();
    case duckdb::LogicalTypeId::VARCHAR:
      return item.is_string() && item.get<std::string>() == wanted.GetValue<std::string>();
    case duckdb::LogicalTypeId::DOUBLE:
    case duckdb::LogicalTypeId::DECIMAL:
      return item.is_number() && item.get<double>() == wanted.GetValue<double>();
    default: return item.is_number_integer() && item.get<int64_t>() == wanted.GetValue<int64_t>();
  }
}

duckdb::Value ArrayContains(const std::vector<duckdb::Value>& values) {
  const std::string& text = duckdb::StringValue::Get(values[0]);
  const auto array = Parse(string_t(text.data(), static_cast<uint32_t>(text.size())));
  if (!array || !array->is_array()) return duckdb::Value(LogicalType::BOOLEAN);
  for (const json& item : *array) {
    if (Equal(item, values[1])) return duckdb::Value::BOOLEAN(true);
  }
  return duckdb::Value::BOOLEAN(false);
}

void ArrayGet(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::ExecuteWithNulls<string_t, int64_t, string_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](string_t text, int64_t index, ValidityMask& mask, duckdb::idx_t row) {
        const auto array = Parse(text);
        if (array && array->is_array()) {
          const auto size = static_cast<int64_t>(array->size());
          if (index < 0) index += size;
          if (index >= 0 && index < size) {
            const json& item = (*array)[static_cast<size_t>(index)];
            if (item.is_string()) return NewString(result, item.get_ref<const std::string&>());
            if (!item.is_null()) return NewString(result, Text(item));
          }
        }
        mask.SetInvalid(row);
        return string_t();
      });
}

}  // namespace

void RegisterJsonFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, kJson = LogicalType::JSON();
  const LogicalType number = LogicalType::BIGINT;
  RegisterScalar(loader, "tarn_json_parse", {text}, kJson, JsonParse);
  RegisterScalar(loader, "tarn_json_extract", {text, text}, kJson,
                 PathKernel<string_t>("json_extract", Extract));
  RegisterScalar(loader, "tarn_json_extract_scalar", {text, text}, text,
                 PathKernel<string_t>("json_extract_scalar", ExtractScalar));
  RegisterScalar(loader, "tarn_json_size", {text, text}, number,
                 PathKernel<int64_t>("json_size", Size));
  RegisterScalar(loader, "tarn_json_array_length", {text}, number, ArrayLength);
  RegisterScalar(loader, "tarn_json_array_get", {text, number}, kJson, ArrayGet);
  RegisterScalar(loader, "tarn_json_array_contains", {text, LogicalType::ANY}, LogicalType::BOOLEAN,
                 RowKernel(ArrayContains));
  RegisterScalar(loader, "tarn_is_json_scalar", {text}, LogicalType::BOOLEAN, IsScalar);
}

}  // namespace tarn::engine::embedded
