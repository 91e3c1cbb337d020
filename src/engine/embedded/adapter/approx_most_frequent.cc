#include "engine/embedded/adapter/approx_most_frequent.h"

#include <limits>
#include <memory>
#include <string>
#include <type_traits>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/owned_state.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/types.h"
#include "sketch/stream_summary.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;

constexpr const char* kName = "tarn_approx_most_frequent";

template <typename T>
struct Frequent {
  sketch::StreamSummary<T> summary;
  size_t buckets;

  void Merge(const Frequent& other) { summary.Merge(other.summary); }
};

[[noreturn]] void Invalid(const std::string& problem) {
  InvalidFunctionArgument("approx_most_frequent", problem);
}

size_t Size(int64_t given) {
  if (given > std::numeric_limits<int32_t>::max()) Invalid("integer overflow");
  return static_cast<size_t>(given);
}

template <typename T>
void AddValue(std::unique_ptr<Frequent<T>>& state, const Rows& rows) {
  if (state == nullptr) {
    const int64_t buckets = rows.Get<int64_t>(0), capacity = rows.Get<int64_t>(2);
    if (buckets < 2) Invalid("approx_most_frequent bucket count must be greater than one");
    if (capacity < 1) Invalid("approx_most_frequent capacity must be positive");
    state = std::make_unique<Frequent<T>>(
        Frequent<T>{sketch::StreamSummary<T>(Size(capacity)), Size(buckets)});
  }
  if constexpr (std::is_same_v<T, int64_t>) {
    state->summary.Add(rows.Get<int64_t>(1));
  } else {
    state->summary.Add(std::string(View(rows.Get<duckdb::string_t>(1))));
  }
}

template <typename T>
void Finish(Frequent<T>* state, duckdb::Vector& result, duckdb::idx_t row) {
  if (state == nullptr) return duckdb::FlatVector::SetNull(result, row, true);
  const auto top = state->summary.Top(state->buckets);
  const duckdb::idx_t begin = duckdb::ListVector::GetListSize(result);
  duckdb::ListVector::Reserve(result, begin + top.size());
  duckdb::Vector& values = duckdb::MapVector::GetKeys(result);
  auto* counts = duckdb::FlatVector::GetData<int64_t>(duckdb::MapVector::GetValues(result));
  for (size_t i = 0; i < top.size(); ++i) {
    if constexpr (std::is_same_v<T, int64_t>) {
      duckdb::FlatVector::GetData<int64_t>(values)[begin + i] = top[i].value;
    } else {
      duckdb::FlatVector::GetData<duckdb::string_t>(values)[begin + i] =
          NewString(values, top[i].value);
    }
    counts[begin + i] = top[i].count;
  }
  duckdb::ListVector::SetListSize(result, begin + top.size());
  duckdb::FlatVector::GetData<duckdb::list_entry_t>(result)[row] = {begin, top.size()};
}

template <typename T>
AggregateFunction FunctionOf(const LogicalType& type) {
  return OwnedStateAggregate<Frequent<T>, AddValue<T>, Finish<T>>::Of(
      kName, {LogicalType::BIGINT, type, LogicalType::BIGINT},
      LogicalType::MAP(type, LogicalType::BIGINT));
}

duckdb::unique_ptr<duckdb::FunctionData> BindMostFrequent(duckdb::ClientContext&,
                                                          AggregateFunction& function,
                                                          BoundExpressions& arguments) {
  const LogicalType& type = arguments[1]->return_type;
  const auto whole = [](const LogicalType& given) {
    return given.IsIntegral() || given.id() == LogicalTypeId::SQLNULL;
  };
  const bool text = type.id() == LogicalTypeId::VARCHAR && !type.IsJSONType();
  if (!whole(arguments[0]->return_type) || !whole(arguments[2]->return_type) ||
      !(whole(type) || text)) {
    std::string types;
    for (const auto& argument : arguments) {
      types += (types.empty() ? "" : ", ") + ToEngineType(argument->return_type).ToString();
    }
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kFunctionNotFound,
        "Unexpected parameters (%s) for function approx_most_frequent", types);
  }
  function = text ? FunctionOf<std::string>(LogicalType::VARCHAR)
                  : FunctionOf<int64_t>(LogicalType::BIGINT);
  return nullptr;
}

}  // namespace

void RegisterApproxMostFrequent(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  auto function = FunctionOf<int64_t>(LogicalType::BIGINT);
  function.arguments = {LogicalType::ANY, LogicalType::ANY, LogicalType::ANY};
  function.SetBindCallback(BindMostFrequent);
  loader.RegisterFunction(function);
}

}  // namespace tarn::engine::embedded
