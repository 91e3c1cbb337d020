#include "engine/embedded/adapter/theta_aggregate.h"

#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/counted_values.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::AggregateInputData;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::Vector;

struct State {
  CountedValues* counted;

  CountedValues& Get() {
    if (counted == nullptr) counted = new CountedValues();
    return *counted;
  }
};

// Without GROUP BY, as ANALYZE asks.
void SimpleUpdate(Vector inputs[], AggregateInputData&, idx_t, duckdb::data_ptr_t state,
                  idx_t count) {
  CountVector(inputs[0], reinterpret_cast<State*>(state)->Get(), count);
}

void Update(Vector inputs[], AggregateInputData&, idx_t, Vector& states, idx_t count) {
  duckdb::UnifiedVectorFormat format;
  states.ToUnifiedFormat(count, format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
  for (idx_t row = 0; row < count; ++row) {
    Vector one(inputs[0], row, row + 1);
    CountVector(one, all[format.sel->get_index(row)]->Get(), 1);
  }
}

void Combine(Vector& sources, Vector& targets, AggregateInputData&, idx_t count) {
  auto* const* from = duckdb::FlatVector::GetData<State*>(sources);
  auto* const* to = duckdb::FlatVector::GetData<State*>(targets);
  for (idx_t i = 0; i < count; ++i) {
    if (from[i]->counted != nullptr) to[i]->Get().sketch.Merge(from[i]->counted->sketch);
  }
}

void Finalize(Vector& states, AggregateInputData&, Vector& result, idx_t count, idx_t offset) {
  duckdb::UnifiedVectorFormat format;
  states.ToUnifiedFormat(count, format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
  for (idx_t i = 0; i < count; ++i) {
    const State& state = *all[format.sel->get_index(i)];
    if (state.counted == nullptr) {
      duckdb::FlatVector::SetNull(result, i + offset, true);
    } else {
      duckdb::FlatVector::GetData<duckdb::string_t>(result)[i + offset] =
          duckdb::StringVector::AddStringOrBlob(result, state.counted->sketch.Serialize());
    }
  }
  if (states.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR) {
    result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  }
}

void Destroy(Vector& states, AggregateInputData&, idx_t count) {
  auto* const* all = duckdb::FlatVector::GetData<State*>(states);
  for (idx_t i = 0; i < count; ++i) delete all[i]->counted;
}

}  // namespace

void RegisterThetaAggregate(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  AggregateFunction theta(
      "tarn_theta", {LogicalType::ANY}, LogicalType::BLOB,
      [](const AggregateFunction&) -> idx_t { return sizeof(State); },
      [](const AggregateFunction&, duckdb::data_ptr_t state) {
        reinterpret_cast<State*>(state)->counted = nullptr;
      },
      Update, Combine, Finalize, duckdb::FunctionNullHandling::DEFAULT_NULL_HANDLING, SimpleUpdate,
      nullptr, Destroy);
  theta.SetOrderDependent(duckdb::AggregateOrderDependent::NOT_ORDER_DEPENDENT);
  theta.SetDistinctDependent(duckdb::AggregateDistinctDependent::NOT_DISTINCT_DEPENDENT);
  loader.RegisterFunction(theta);
}

}  // namespace tarn::engine::embedded
