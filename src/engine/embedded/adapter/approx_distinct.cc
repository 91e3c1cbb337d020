#include "engine/embedded/adapter/approx_distinct.h"

#include <bit>
#include <cmath>
#include <memory>
#include <string>

#include "engine/embedded/adapter/owned_state.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/value_hash.h"
#include "sketch/hyper_log_log.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::LogicalType;
using sketch::HyperLogLog;

constexpr double kLeastError = 0.0040625, kGreatestError = 0.26;
constexpr int kDefaultIndexBits = 11;  // of a standard error of 0.023

// The standard error of b buckets is 1.04 / √b; their number is a power of two.
int IndexBitsOf(double error) {
  if (!(error >= kLeastError && error <= kGreatestError)) {
    InvalidFunctionArgument("approx_distinct", "Max standard error must be in [0.0040625, 0.26]: " +
                                                   duckdb::Value::DOUBLE(error).ToString());
  }
  constexpr double kSquareOfFactor = 1.0816;
  const auto buckets = static_cast<uint32_t>(std::ceil(kSquareOfFactor / (error * error)));
  return std::bit_width(buckets - 1);
}

template <bool kWithError>
void AddHash(std::unique_ptr<HyperLogLog>& state, const Rows& rows) {
  if (state == nullptr) {
    int bits = kDefaultIndexBits;
    if constexpr (kWithError) bits = IndexBitsOf(rows.Get<double>(1));
    state = std::make_unique<HyperLogLog>(bits);
  }
  state->AddHash(std::bit_cast<uint64_t>(rows.Get<int64_t>(0)));
}

void FinishCount(HyperLogLog* state, duckdb::Vector& result, duckdb::idx_t row) {
  duckdb::FlatVector::GetData<int64_t>(result)[row] = state == nullptr ? 0 : state->Cardinality();
}

template <bool kWithError>
using Counting = OwnedStateAggregate<HyperLogLog, AddHash<kWithError>, FinishCount>;

duckdb::unique_ptr<duckdb::FunctionData> BindApproxDistinct(duckdb::ClientContext& context,
                                                            AggregateFunction& function,
                                                            BoundExpressions& arguments) {
  const LogicalType type = arguments[0]->return_type;
  const bool with_error = arguments.size() > 1 && type.id() != duckdb::LogicalTypeId::BOOLEAN;
  arguments[0] = type.id() == duckdb::LogicalTypeId::SQLNULL
                     ? CastTo(context, std::move(arguments[0]), LogicalType::BIGINT)
                     : ValueHashOf(context, std::move(arguments[0]));
  duckdb::vector<LogicalType> types = {LogicalType::BIGINT};
  if (arguments.size() > 1) types.push_back(LogicalType::DOUBLE);
  function = with_error ? Counting<true>::Of(function.name, types, LogicalType::BIGINT)
                        : Counting<false>::Of(function.name, types, LogicalType::BIGINT);
  return nullptr;
}

}  // namespace

void RegisterApproxDistinct(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  duckdb::AggregateFunctionSet set("tarn_approx_distinct");
  for (const size_t count : {1, 2}) {
    auto function = Counting<false>::Of(
        set.name, duckdb::vector<LogicalType>(count, LogicalType::ANY), LogicalType::BIGINT);
    function.SetBindCallback(BindApproxDistinct);
    set.AddFunction(function);
  }
  loader.RegisterFunction(set);
}

}  // namespace tarn::engine::embedded
