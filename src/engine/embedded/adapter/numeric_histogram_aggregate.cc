#include "engine/embedded/adapter/numeric_histogram_aggregate.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/owned_state.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/types.h"
#include "sketch/numeric_histogram.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using sketch::NumericHistogram;

constexpr const char* kName = "tarn_numeric_histogram";
// More buckets than anybody looks at: what bounds a group's memory.
constexpr int64_t kMostBuckets = 1'000'000;

template <typename T, bool kWeighted>
void AddValue(std::unique_ptr<NumericHistogram>& state, const Rows& rows) {
  if (state == nullptr) {
    const auto buckets = rows.Get<int64_t>(0);
    if (buckets < 2 || buckets > kMostBuckets) {
      InvalidFunctionArgument("numeric_histogram",
                              buckets < 2
                                  ? "numeric_histogram bucket count must be greater than one"
                                  : "numeric_histogram bucket count must be at most 1000000");
    }
    state = std::make_unique<NumericHistogram>(static_cast<size_t>(buckets));
  }
  state->Add(static_cast<double>(rows.Get<T>(1)), kWeighted ? rows.Get<double>(2) : 1);
}

template <typename T>
void Finish(NumericHistogram* state, duckdb::Vector& result, duckdb::idx_t row) {
  if (state == nullptr) return duckdb::FlatVector::SetNull(result, row, true);
  const auto buckets = state->Buckets();
  const duckdb::idx_t begin = duckdb::ListVector::GetListSize(result);
  duckdb::ListVector::Reserve(result, begin + buckets.size());
  auto* values = duckdb::FlatVector::GetData<T>(duckdb::MapVector::GetKeys(result));
  auto* weights = duckdb::FlatVector::GetData<T>(duckdb::MapVector::GetValues(result));
  for (size_t i = 0; i < buckets.size(); ++i) {
    values[begin + i] = static_cast<T>(buckets[i].first);
    weights[begin + i] = static_cast<T>(buckets[i].second);
  }
  duckdb::ListVector::SetListSize(result, begin + buckets.size());
  duckdb::FlatVector::GetData<duckdb::list_entry_t>(result)[row] = {begin, buckets.size()};
}

template <typename T>
AggregateFunction FunctionOf(const LogicalType& type, bool weighted) {
  const LogicalType result = LogicalType::MAP(type, type);
  if (weighted) {
    return OwnedStateAggregate<NumericHistogram, AddValue<T, true>, Finish<T>>::Of(
        kName, {LogicalType::BIGINT, type, LogicalType::DOUBLE}, result);
  }
  return OwnedStateAggregate<NumericHistogram, AddValue<T, false>, Finish<T>>::Of(
      kName, {LogicalType::BIGINT, type}, result);
}

duckdb::unique_ptr<duckdb::FunctionData> BindHistogram(duckdb::ClientContext&,
                                                       AggregateFunction& function,
                                                       BoundExpressions& arguments) {
  std::string types;
  bool fits = true;
  for (const auto& argument : arguments) {
    const LogicalType& type = argument->return_type;
    fits = fits && (type.IsNumeric() || type.id() == LogicalTypeId::SQLNULL);
    types += (types.empty() ? "" : ", ") + ToEngineType(type).ToString();
  }
  if (!fits) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kFunctionNotFound,
        "Unexpected parameters (%s) for function numeric_histogram", types);
  }
  const bool weighted = arguments.size() > 2;
  function = arguments[1]->return_type.id() == LogicalTypeId::DOUBLE
                 ? FunctionOf<double>(LogicalType::DOUBLE, weighted)
                 : FunctionOf<float>(LogicalType::FLOAT, weighted);
  return nullptr;
}

}  // namespace

void RegisterNumericHistogram(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  duckdb::AggregateFunctionSet set(kName);
  for (const bool weighted : {false, true}) {
    auto function = FunctionOf<float>(LogicalType::FLOAT, weighted);
    function.arguments.assign(function.arguments.size(), LogicalType::ANY);
    function.SetBindCallback(BindHistogram);
    set.AddFunction(function);
  }
  loader.RegisterFunction(set);
}

}  // namespace tarn::engine::embedded
