#include "engine/embedded/adapter/listagg_function.h"

#include <string>
#include <vector>

#include "base/standard_error.h"
#include "duckdb/common/exception.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::Value;

constexpr size_t kMostBytes = 1048576;

Value Listagg(const std::vector<Value>& arguments) {
  const auto& values = duckdb::ListValue::GetChildren(arguments[0]);
  const std::string& separator = duckdb::StringValue::Get(arguments[1]);
  const bool truncates = arguments[2].GetValue<bool>();
  std::string text;
  size_t taken = 0, left_out = 0;
  for (const Value& value : values) {
    if (value.IsNull()) continue;
    const std::string& entry = duckdb::StringValue::Get(value);
    const size_t between = taken == 0 ? 0 : separator.size();
    if (left_out > 0 || text.size() + between + entry.size() > kMostBytes) {
      if (!truncates) {
        throw DuckErrorOf(
            base::StandardError::kExceededFunctionMemoryLimit,
            "Concatenated string has the length in bytes larger than the maximum output length %d",
            static_cast<int>(kMostBytes));
      }
      ++left_out;
      continue;
    }
    if (taken++ > 0) text += separator;
    text += entry;
  }
  if (taken + left_out == 0) return Value(LogicalType::VARCHAR);
  if (left_out > 0) {
    if (taken > 0) text += separator;
    text += duckdb::StringValue::Get(arguments[3]);
    if (arguments[4].GetValue<bool>()) text += "(" + std::to_string(left_out) + ")";
  }
  return Value(text);
}

}  // namespace

void RegisterListaggFunction(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR, flag = LogicalType::BOOLEAN;
  RegisterScalar(loader, "tarn_listagg", {LogicalType::LIST(text), text, flag, text, flag}, text,
                 RowKernel(Listagg));
}

}  // namespace tarn::engine::embedded
