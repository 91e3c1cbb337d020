#include "engine/embedded/adapter/map_functions.h"

#include <unordered_map>

#include "duckdb/common/value_operations/value_operations.hpp"
#include "engine/embedded/adapter/scalar_kernels.h"

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
                              "Duplicate keys (" + fields[0].ToString() + ") are not allowed");
    } else if (repeated == Repeated::kFirst) {
      continue;
    }
    values[place->second].push_back(fields[1]);
  }
  const bool all = repeated == Repeated::kAll;
  const LogicalType item = all ? LogicalType::LIST(value_type) : value_type;
  duckdb::vector<Value> items;
  for (auto& of_key : values) {
    items.push_back(all ? Value::LIST(value_type, std::move(of_key)) : std::move(of_key.front()));
  }
  return Value::MAP(key_type, item, std::move(keys), std::move(items));
}

template <Repeated kRepeated, bool kNullIsError>
unique_ptr<Expression> BindMapOf(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  const bool entries = type.id() == LogicalTypeId::LIST &&
                       duckdb::ListType::GetChildType(type).id() == LogicalTypeId::STRUCT &&
                       duckdb::StructType::GetChildCount(duckdb::ListType::GetChildType(type)) == 2;
  if (!entries) {
    throw duckdb::BinderException("Unexpected parameters (%s) for function map_from_entries",
                                  type.ToString());
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
  loader.RegisterFunction(BoundLater("tarn_bigint_values", 1, BindBigintValues));
}

}  // namespace tarn::engine::embedded
