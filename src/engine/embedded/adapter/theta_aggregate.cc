#include "engine/embedded/adapter/theta_aggregate.h"

#include <cmath>
#include <limits>

#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/sketch/theta_sketch.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::AggregateInputData;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::Vector;
using iceberg::Literal;
using iceberg::ThetaSketch;

struct State {
  ThetaSketch* sketch;  // made with the first value
};

template <typename T>
std::string_view BytesOf(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

// One value of a floating point column: as Java compares them, there is one NaN.
template <typename T>
void AddFloat(ThetaSketch& sketch, T value) {
  if (std::isnan(value)) value = std::numeric_limits<T>::quiet_NaN();
  sketch.UpdateBytes(BytesOf(value));
}

// Calls `add` with the sketch and the position of each value that is not null.
template <typename Add>
void EachValue(const duckdb::UnifiedVectorFormat& format, Vector& states, idx_t count, Add&& add) {
  duckdb::UnifiedVectorFormat state_format;
  states.ToUnifiedFormat(count, state_format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(state_format);
  for (idx_t row = 0; row < count; ++row) {
    const idx_t at = format.sel->get_index(row);
    if (!format.validity.RowIsValid(at)) continue;
    State& state = *all[state_format.sel->get_index(row)];
    if (state.sketch == nullptr) state.sketch = new ThetaSketch();
    add(*state.sketch, at);
  }
}

template <typename T, typename Add>
void Each(Vector& input, Vector& states, idx_t count, Add&& add) {
  duckdb::UnifiedVectorFormat format;
  input.ToUnifiedFormat(count, format);
  const auto* values = duckdb::UnifiedVectorFormat::GetData<T>(format);
  EachValue(format, states, count, [&](ThetaSketch& sketch, idx_t at) { add(sketch, values[at]); });
}

// Values whose form takes some work: decimals and UUIDs.
void UpdateByValue(Vector& input, Vector& states, idx_t count) {
  const auto type = std::get<iceberg::PrimitiveType>(ToIcebergType(input.GetType(), ""));
  duckdb::UnifiedVectorFormat format;
  input.Flatten(count);
  input.ToUnifiedFormat(count, format);
  EachValue(format, states, count, [&](ThetaSketch& sketch, idx_t at) {
    if (const auto literal = ToLiteral(input.GetValue(at), type)) sketch.Update(*literal);
  });
}

void Update(Vector inputs[], AggregateInputData&, idx_t, Vector& states, idx_t count) {
  Vector& input = inputs[0];
  const auto bytes = [](ThetaSketch& sketch, const auto& value) {
    sketch.UpdateBytes(BytesOf(value));
  };
  switch (input.GetType().id()) {
    case LogicalTypeId::BOOLEAN:
      return Each<bool>(input, states, count, [](ThetaSketch& sketch, bool value) {
        sketch.UpdateBytes(value ? std::string_view("\1", 1) : std::string_view("\0", 1));
      });
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::DATE: return Each<int32_t>(input, states, count, bytes);
    case LogicalTypeId::BIGINT:
    case LogicalTypeId::TIME:
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_NS:
    case LogicalTypeId::TIMESTAMP_TZ: return Each<int64_t>(input, states, count, bytes);
    case LogicalTypeId::FLOAT: return Each<float>(input, states, count, AddFloat<float>);
    case LogicalTypeId::DOUBLE: return Each<double>(input, states, count, AddFloat<double>);
    case LogicalTypeId::VARCHAR:
    case LogicalTypeId::BLOB:
      return Each<duckdb::string_t>(input, states, count,
                                    [](ThetaSketch& sketch, const duckdb::string_t& value) {
                                      sketch.UpdateBytes({value.GetData(), value.GetSize()});
                                    });
    default: return Guarded([&] { UpdateByValue(input, states, count); });
  }
}

void Combine(Vector& sources, Vector& targets, AggregateInputData&, idx_t count) {
  auto* const* from = duckdb::FlatVector::GetData<State*>(sources);
  auto* const* to = duckdb::FlatVector::GetData<State*>(targets);
  for (idx_t i = 0; i < count; ++i) {
    if (from[i]->sketch == nullptr) continue;
    if (to[i]->sketch == nullptr) {
      to[i]->sketch = new ThetaSketch(*from[i]->sketch);
    } else {
      to[i]->sketch->Merge(*from[i]->sketch);
    }
  }
}

void Finalize(Vector& states, AggregateInputData&, Vector& result, idx_t count, idx_t offset) {
  duckdb::UnifiedVectorFormat format;
  states.ToUnifiedFormat(count, format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
  for (idx_t i = 0; i < count; ++i) {
    const State& state = *all[format.sel->get_index(i)];
    if (state.sketch == nullptr) {
      duckdb::FlatVector::SetNull(result, i + offset, true);
    } else {
      duckdb::FlatVector::GetData<duckdb::string_t>(result)[i + offset] =
          duckdb::StringVector::AddStringOrBlob(result, state.sketch->Serialize());
    }
  }
  if (states.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR) {
    result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  }
}

void Destroy(Vector& states, AggregateInputData&, idx_t count) {
  auto* const* all = duckdb::FlatVector::GetData<State*>(states);
  for (idx_t i = 0; i < count; ++i) delete all[i]->sketch;
}

}  // namespace

void RegisterThetaAggregate(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  AggregateFunction theta(
      "tarn_theta", {LogicalType::ANY}, LogicalType::BLOB,
      [](const AggregateFunction&) -> idx_t { return sizeof(State); },
      [](const AggregateFunction&, duckdb::data_ptr_t state) {
        reinterpret_cast<State*>(state)->sketch = nullptr;
      },
      Update, Combine, Finalize, nullptr, nullptr, Destroy);
  theta.SetOrderDependent(duckdb::AggregateOrderDependent::NOT_ORDER_DEPENDENT);
  theta.SetDistinctDependent(duckdb::AggregateDistinctDependent::NOT_DISTINCT_DEPENDENT);
  loader.RegisterFunction(theta);
}

}  // namespace tarn::engine::embedded
