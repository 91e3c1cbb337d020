#include "engine/embedded/adapter/sql_json_functions.h"

#include <fmt/format.h>

#include "engine/embedded/adapter/json_casts.h"
#include "engine/embedded/adapter/json_path.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::Value;
using nlohmann::ordered_json;

enum Behavior { kNull = 0, kError = 1, kDefault = 2, kOther = 3 };

// Paths are literals.
const JsonPath& Compiled(const Value& value) {
  thread_local std::string last;
  thread_local std::optional<JsonPath> path;
  const std::string& text = duckdb::StringValue::Get(value);
  if (!path || last != text) {
    std::string problem;
    path = JsonPath::Parse(text, problem);
    last = text;
    if (!path) throw duckdb::InvalidInputException(problem);
  }
  return *path;
}

[[noreturn]] void InputError() {
  throw duckdb::InvalidInputException("conversion to JSON failed: the input is no JSON");
}

// What the path finds; nullopt after an error that the statement does not want told.
std::optional<JsonPath::Items> Find(const std::vector<Value>& values, int on_error) {
  const auto input = ordered_json::parse(duckdb::StringValue::Get(values[0]), nullptr, false);
  if (input.is_discarded()) {
    if (on_error == kError) InputError();
    return std::nullopt;
  }
  const auto passing = ordered_json::parse(duckdb::StringValue::Get(values[2]), nullptr, false);
  auto found = Compiled(values[1]).Evaluate(input, passing);
  if (!found && on_error == kError) {
    throw duckdb::InvalidInputException("path evaluation failed");
  }
  return found;
}

Value Exists(const std::vector<Value>& values) {
  const int on_error = values[3].GetValue<int32_t>();
  const auto found = Find(values, on_error);
  if (found) return Value::BOOLEAN(!found->empty());
  if (on_error == kOther) return Value(LogicalType::BOOLEAN);
  return Value::BOOLEAN(on_error == kDefault);
}

Value Outcome(int outcome, Value value) {
  duckdb::child_list_t<Value> fields;
  fields.emplace_back("outcome", Value::INTEGER(outcome));
  fields.emplace_back("value", std::move(value));
  return Value::STRUCT(std::move(fields));
}

Value ValueOf(const std::vector<Value>& values, const LogicalType& type) {
  const int on_empty = values[3].GetValue<int32_t>(), on_error = values[4].GetValue<int32_t>();
  const auto failed = [&](const char* problem) {
    if (on_error == kError) {
      throw duckdb::InvalidInputException(
          fmt::format("cannot extract SQL scalar from JSON: {}", problem));
    }
    return Outcome(on_error == kDefault ? 2 : 0, Value(type));
  };
  const auto found = Find(values, on_error);
  if (!found) return failed("the path failed");
  if (found->empty()) {
    if (on_empty == kError) {
      throw duckdb::InvalidInputException(
          "cannot extract SQL scalar from JSON: JSON path found no items");
    }
    return Outcome(on_empty == kDefault ? 1 : 0, Value(type));
  }
  if (found->size() > 1) return failed("JSON path found multiple items");
  if (found->front().is_structured()) return failed("JSON path found an item that is no scalar");
  auto converted = FromJsonValue(found->front(), type);
  return converted ? Outcome(0, std::move(*converted)) : failed("the item is not of the type");
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
  const int wrapper = values[5].GetValue<int32_t>();  // 0 none, 1 conditional, 2 always
  const auto other = [](int behavior, const char* problem) {
    if (behavior == kError) {
      throw duckdb::InvalidInputException(fmt::format("conversion from JSON failed: {}", problem));
    }
    if (behavior == kDefault) return Value("[]");
    return behavior == kOther ? Value("{}") : Value(LogicalType::VARCHAR);
  };
  auto found = Find(values, on_error);
  if (!found) return other(on_error, "the path failed");
  if (found->empty()) return other(on_empty, "JSON path found no items");
  const bool one_array = found->size() == 1 && found->front().is_structured();
  if (wrapper == 2 || (wrapper == 1 && !one_array)) {
    return Value(CanonicalJson(ordered_json(*found)));
  }
  if (found->size() > 1) return other(on_error, "JSON path found multiple items");
  const ordered_json& item = found->front();
  if (values[6].GetValue<bool>() && item.is_string()) return Value(item.get<std::string>());
  return Value(CanonicalJson(item));
}

}  // namespace

void RegisterSqlJsonFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, number = LogicalType::INTEGER;
  RegisterScalar(loader, "tarn_json_exists", {text, text, text, number}, LogicalType::BOOLEAN,
                 RowKernel(Exists));
  duckdb::ScalarFunction value = BoundLater("tarn_json_value", 6, BindValue);
  value.SetNullHandling(duckdb::FunctionNullHandling::SPECIAL_HANDLING);  // the type's null
  loader.RegisterFunction(value);
  RegisterScalar(loader, "tarn_json_query",
                 {text, text, text, number, number, number, LogicalType::BOOLEAN}, text,
                 RowKernel(Query));
}

}  // namespace tarn::engine::embedded
