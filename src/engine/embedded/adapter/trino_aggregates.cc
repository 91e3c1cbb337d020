#include "engine/embedded/adapter/trino_aggregates.h"

#include "base/standard_error.h"
#include "duckdb/catalog/catalog_entry/aggregate_function_catalog_entry.hpp"
#include "duckdb/common/types/hugeint.hpp"
#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::hugeint_t;
using duckdb::LogicalType;

using Int128 = __int128;

template <typename T>
Int128 Widen(T value) {
  return value;
}
template <>
Int128 Widen(hugeint_t value) {
  return (static_cast<Int128>(value.upper) << 64) | static_cast<Int128>(value.lower);
}
template <typename T>
T Narrow(Int128 value) {
  return static_cast<T>(value);
}
template <>
hugeint_t Narrow(Int128 value) {
  hugeint_t result;
  result.lower = static_cast<uint64_t>(value);
  result.upper = static_cast<int64_t>(value >> 64);
  return result;
}

// DuckDB aligns states to eight bytes: no __int128 in here.
struct AverageState {
  hugeint_t sum;
  int64_t count;
};

// Sums are exact in 128 bits; more than that is an error, as Trino's "Decimal overflow".
struct DecimalAverage {
  template <class STATE>
  static void Initialize(STATE& state) {
    state.sum = hugeint_t(0);
    state.count = 0;
  }
  template <class INPUT, class STATE, class OP>
  static void Operation(STATE& state, const INPUT& input, duckdb::AggregateUnaryInput&) {
    Add(state, Widen(input), 1);
  }
  template <class INPUT, class STATE, class OP>
  static void ConstantOperation(STATE& state, const INPUT& input, duckdb::AggregateUnaryInput&,
                                duckdb::idx_t count) {
    Int128 product = 0;
    if (__builtin_mul_overflow(Widen(input), static_cast<Int128>(count), &product)) Overflow();
    Add(state, product, static_cast<int64_t>(count));
  }
  template <class STATE, class OP>
  static void Combine(const STATE& source, STATE& target, duckdb::AggregateInputData&) {
    Add(target, Widen(source.sum), source.count);
  }
  template <class RESULT, class STATE>
  static void Finalize(STATE& state, RESULT& target, duckdb::AggregateFinalizeData& data) {
    if (state.count == 0) {
      data.ReturnNull();
      return;
    }
    const Int128 sum = Widen(state.sum);
    Int128 quotient = sum / state.count;
    const Int128 remainder = sum % state.count;
    const Int128 magnitude = remainder < 0 ? -remainder : remainder;
    if (magnitude >= state.count - magnitude) quotient += sum < 0 ? -1 : 1;
    target = Narrow<RESULT>(quotient);  // between the smallest and the greatest of the inputs
  }
  static bool IgnoreNull() { return true; }

 private:
  [[noreturn]] static void Overflow() {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "Decimal overflow");
  }
  template <class STATE>
  static void Add(STATE& state, Int128 sum, int64_t count) {
    Int128 total = 0;
    if (__builtin_add_overflow(Widen(state.sum), sum, &total)) Overflow();
    state.sum = Narrow<hugeint_t>(total);
    state.count += count;
  }
};

template <typename T>
AggregateFunction OfDecimal(const LogicalType& type) {
  return AggregateFunction::UnaryAggregate<AverageState, T, T, DecimalAverage>(type, type);
}

AggregateFunction DecimalAverageOf(const LogicalType& type) {
  switch (type.InternalType()) {
    case duckdb::PhysicalType::INT16: return OfDecimal<int16_t>(type);
    case duckdb::PhysicalType::INT32: return OfDecimal<int32_t>(type);
    case duckdb::PhysicalType::INT64: return OfDecimal<int64_t>(type);
    default: return OfDecimal<hugeint_t>(type);
  }
}

duckdb::unique_ptr<duckdb::FunctionData> BindAverage(
    duckdb::ClientContext& context, AggregateFunction& function,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& arguments) {
  const LogicalType type = arguments.at(0)->return_type;
  if (type.id() == duckdb::LogicalTypeId::DECIMAL) {
    function = DecimalAverageOf(type);
    return nullptr;
  }
  auto& average =
      duckdb::Catalog::GetSystemCatalog(context).GetEntry<duckdb::AggregateFunctionCatalogEntry>(
          context, DEFAULT_SCHEMA, "avg");
  function = average.functions.GetFunctionByArguments(context, {type});
  const auto bind = function.GetBindCallback();
  return bind != nullptr ? bind(context, function, arguments) : nullptr;
}

}  // namespace

void RegisterTrinoAggregates(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  AggregateFunction average = OfDecimal<hugeint_t>(LogicalType::ANY);
  average.name = "tarn_avg";
  average.SetBindCallback(BindAverage);
  loader.RegisterFunction(average);
}

}  // namespace tarn::engine::embedded
