#include "engine/embedded/adapter/map_functions.h"

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "base/standard_error.h"
#include "duckdb/common/value_operations/value_operations.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/planner/expression/bound_reference_expression.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/java_format.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::unique_ptr;
using duckdb::Value;

struct HashOf {
  size_t operator()(const Value& value) const { return value.Hash(); }
};
struct Same {
  bool operator()(const Value& a, const Value& b) const {
    return duckdb::ValueOperations::NotDistinctFrom(a, b);
  }
};

// A key as Java prints it: "1.0", "[1, a]".
std::string KeyText(const Value& key) {
  switch (key.type().id()) {
    case LogicalTypeId::DOUBLE: return JavaText(key.GetValue<double>());
    case LogicalTypeId::FLOAT: return JavaText(key.GetValue<float>());
    case LogicalTypeId::LIST:
    case LogicalTypeId::STRUCT: {
      std::string text;
      const auto& parts = key.type().id() == LogicalTypeId::LIST
                              ? duckdb::ListValue::GetChildren(key)
                              : duckdb::StructValue::GetChildren(key);
      for (const Value& part : parts) {
        text += (text.empty() ? "" : ", ") + (part.IsNull() ? "null" : KeyText(part));
      }
      return "[" + text + "]";
    }
    default: {
      const Type type = ToEngineType(key.type());
      return ToText(ToEngineValue(key, type), type);
    }
  }
}

enum class Repeated { kFirst, kAll, kError };

Value MapOf(const Value& entries, Repeated repeated, bool null_is_error, const char* function) {
  const LogicalType row = duckdb::ListType::GetChildType(entries.type());
  const LogicalType key_type = duckdb::StructType::GetChildType(row, 0);
  const LogicalType value_type = duckdb::StructType::GetChildType(row, 1);
  std::unordered_map<Value, size_t, HashOf, Same> places;
  duckdb::vector<Value> keys;
  std::vector<duckdb::vector<Value>> values;
  for (const Value& entry : duckdb::ListValue::GetChildren(entries)) {
    if (entry.IsNull()) {
      if (null_is_error) InvalidFunctionArgument(function, "map entry cannot be null");
      continue;
    }
    const auto& fields = duckdb::StructValue::GetChildren(entry);
    if (fields[0].IsNull()) {
      if (null_is_error) InvalidFunctionArgument(function, "map key cannot be null");
      continue;
    }
    const auto [place, inserted] = places.try_emplace(fields[0], keys.size());
    if (inserted) {
      keys.push_back(fields[0]);
      values.emplace_back();
    } else if (repeated == Repeated::kError) {
      InvalidFunctionArgument(function,
                              "Duplicate map keys (" + KeyText(fields[0]) + ") are not allowed");
    } else if (repeated == Repeated::kFirst) {
      continue;
    }
    values[place->second].push_back(fields[1]);
  }
  const bool all = repeated == Repeated::kAll;
  const bool only_nulls = keys.empty() && !duckdb::ListValue::GetChildren(entries).empty();
  const LogicalType item = all ? LogicalType::LIST(value_type) : value_type;
  duckdb::vector<Value> items;
  for (auto& of_key : values) {
    items.push_back(all ? Value::LIST(value_type, std::move(of_key)) : std::move(of_key.front()));
  }
  if (only_nulls) return Value(LogicalType::MAP(key_type, item));
  return Value::MAP(key_type, item, std::move(keys), std::move(items));
}

// Whether a null is anywhere in a value: Trino cannot tell such keys from each other.
bool IsIndeterminate(const Value& value) {
  if (value.IsNull()) return true;
  const auto any = [](const auto& parts) {
    return std::any_of(parts.begin(), parts.end(), IsIndeterminate);
  };
  if (value.type().id() == LogicalTypeId::LIST) return any(duckdb::ListValue::GetChildren(value));
  if (value.type().id() == LogicalTypeId::STRUCT) {
    return any(duckdb::StructValue::GetChildren(value));
  }
  return false;
}

// Throws what Trino says of keys and values that make no map.
void ExplainMap(const Value& keys, const Value& values) {
  if (keys.IsNull() || values.IsNull()) return;
  const auto& all = duckdb::ListValue::GetChildren(keys);
  if (all.size() != duckdb::ListValue::GetChildren(values).size()) {
    InvalidFunctionArgument("map", "Key and value arrays must be the same length");
  }
  std::unordered_map<Value, size_t, HashOf, Same> seen;
  for (const Value& key : all) {
    if (key.IsNull()) InvalidFunctionArgument("map", "map key cannot be null");
    if (IsIndeterminate(key)) {
      InvalidFunctionArgument("map", "map key cannot be indeterminate: " + KeyText(key));
    }
    if (!seen.try_emplace(key, 0).second) {
      InvalidFunctionArgument("map", "Duplicate map keys (" + KeyText(key) + ") are not allowed");
    }
  }
}

// DuckDB's map of two lists, with Trino's words for those that make none.
unique_ptr<Expression> BindMap(FunctionBindExpressionInput& input) {
  BoundExpressions lists;
  duckdb::vector<LogicalType> types;
  for (size_t i = 0; i < input.children.size(); ++i) {
    types.push_back(input.children[i]->return_type);
    lists.push_back(duckdb::make_uniq<duckdb::BoundReferenceExpression>(types.back(), i));
  }
  std::shared_ptr<Expression> map = Call(input.context, "map", std::move(lists));
  const LogicalType result = map->return_type;
  auto kernel = [map](duckdb::DataChunk& arguments, duckdb::ExpressionState& state,
                      duckdb::Vector& out) {
    try {
      duckdb::ExpressionExecutor executor(state.GetContext(), *map);
      executor.ExecuteExpression(arguments, out);
    } catch (const std::exception&) {
      for (duckdb::idx_t row = 0; row < arguments.size(); ++row) {
        ExplainMap(arguments.data[0].GetValue(row), arguments.data[1].GetValue(row));
      }
      throw;
    }
  };
  return CallOwn(input.context, std::move(input.children), "map", types, result, kernel,
                 "of the types");
}

template <Repeated kRepeated, bool kNullIsError>
unique_ptr<Expression> BindMapOf(FunctionBindExpressionInput& input) {
  LogicalType type = input.children[0]->return_type;
  if (type == LogicalType::LIST(LogicalType::SQLNULL)) {
    type = LogicalType::LIST(
        LogicalType::STRUCT({{"k", LogicalType::INTEGER}, {"v", LogicalType::INTEGER}}));
  }
  const bool entries = type.id() == LogicalTypeId::LIST &&
                       duckdb::ListType::GetChildType(type).id() == LogicalTypeId::STRUCT &&
                       duckdb::StructType::GetChildCount(duckdb::ListType::GetChildType(type)) == 2;
  if (!entries) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kFunctionNotFound,
        "Unexpected parameters (%s) for function map_from_entries", type.ToString());
  }
  const LogicalType row = duckdb::ListType::GetChildType(type);
  LogicalType item = duckdb::StructType::GetChildType(row, 1);
  if (kRepeated == Repeated::kAll) item = LogicalType::LIST(item);
  return CallOwn(input.context, std::move(input.children), "map_from_entries", {type},
                 LogicalType::MAP(duckdb::StructType::GetChildType(row, 0), item),
                 RowKernel([](const std::vector<Value>& values) {
                   return MapOf(values[0], kRepeated, kNullIsError, "map_from_entries");
                 }));
}

// The entries of two maps: their keys, the first map's before the other's, with the value that each
// map has of it.
Value Zipped(const LogicalType& entry, const std::vector<Value>& maps) {
  std::unordered_map<Value, size_t, HashOf, Same> places;
  std::vector<duckdb::vector<Value>> rows;
  for (size_t side = 0; side < 2; ++side) {
    for (const Value& item : duckdb::MapValue::GetChildren(maps[side])) {
      const auto& fields = duckdb::StructValue::GetChildren(item);
      const auto [place, inserted] = places.try_emplace(fields[0], rows.size());
      if (inserted) {
        rows.push_back({fields[0], Value(duckdb::StructType::GetChildType(entry, 1)),
                        Value(duckdb::StructType::GetChildType(entry, 2))});
      }
      rows[place->second][1 + side] = fields[1];
    }
  }
  duckdb::vector<Value> entries;
  for (auto& row : rows) entries.push_back(Value::STRUCT(entry, std::move(row)));
  return Value::LIST(entry, std::move(entries));
}

unique_ptr<Expression> BindMapZip(FunctionBindExpressionInput& input) {
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  LogicalType key;
  const bool maps = left.id() == LogicalTypeId::MAP && right.id() == LogicalTypeId::MAP;
  if (!maps || !LogicalType::TryGetMaxLogicalType(input.context, duckdb::MapType::KeyType(left),
                                                  duckdb::MapType::KeyType(right), key)) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kFunctionNotFound,
        "Unexpected parameters (%s, %s) for function map_zip_with", left.ToString(),
        right.ToString());
  }
  const LogicalType a = duckdb::MapType::ValueType(left), b = duckdb::MapType::ValueType(right);
  const LogicalType entry = LogicalType::STRUCT({{"k", key}, {"a", a}, {"b", b}});
  return CallOwn(
      input.context, std::move(input.children), "map_zip",
      {LogicalType::MAP(key, a), LogicalType::MAP(key, b)}, LogicalType::LIST(entry),
      RowKernel([entry](const std::vector<Value>& values) { return Zipped(entry, values); }),
      "of the types");
}

unique_ptr<Expression> BindBigintValues(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  const LogicalType wanted = LogicalType::MAP(duckdb::MapType::KeyType(type), LogicalType::BIGINT);
  return CastTo(input.context, std::move(input.children[0]), wanted);
}

}  // namespace

void RegisterMapFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_map_agg", 1, BindMapOf<Repeated::kFirst, false>));
  loader.RegisterFunction(BoundLater("tarn_multimap_agg", 1, BindMapOf<Repeated::kAll, false>));
  loader.RegisterFunction(
      BoundLater("tarn_map_from_entries", 1, BindMapOf<Repeated::kError, true>));
  loader.RegisterFunction(
      BoundLater("tarn_multimap_from_entries", 1, BindMapOf<Repeated::kAll, true>));
  loader.RegisterFunction(BoundLater("tarn_map", 2, BindMap, NullResult::Bound()));
  loader.RegisterFunction(BoundLater("tarn_map_zip", 2, BindMapZip));
  loader.RegisterFunction(BoundLater("tarn_bigint_values", 1, BindBigintValues));
}

}  // namespace tarn::engine::embedded
