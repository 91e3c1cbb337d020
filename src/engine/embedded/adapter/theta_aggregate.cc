#include "engine/embedded/adapter/theta_aggregate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

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
using iceberg::ThetaSketch;

// What is counted of one group, made with its first value.
struct Counted {
  ThetaSketch sketch;
  // Entries of the dictionary that was last seen which have been counted: a column chunk of a file
  // keeps one dictionary over many vectors.
  std::string dictionary;
  std::vector<bool> seen;
};

struct State {
  Counted* counted;

  Counted& Get() {
    if (counted == nullptr) counted = new Counted();
    return *counted;
  }
};

template <typename T>
std::string_view BytesOf(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

// How the values of a vector of T go into a sketch, by their binary single-value form.
template <typename T>
void Add(ThetaSketch& sketch, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    sketch.UpdateBytes(value ? std::string_view("\1", 1) : std::string_view("\0", 1));
  } else if constexpr (std::is_floating_point_v<T>) {
    // As Java compares them, there is one NaN.
    const T one = std::isnan(value) ? std::numeric_limits<T>::quiet_NaN() : value;
    sketch.UpdateBytes(BytesOf(one));
  } else if constexpr (std::is_same_v<T, duckdb::string_t>) {
    sketch.UpdateBytes({value.GetData(), value.GetSize()});
  } else {
    sketch.UpdateBytes(BytesOf(value));
  }
}

// An unscaled decimal: the fewest bytes of its two's complement, the greatest first (spec:
// Appendix D, binary single-value serialization).
struct Unscaled {
  int64_t value;
};

template <>
void Add(ThetaSketch& sketch, const Unscaled& unscaled) {
  std::array<char, sizeof(int64_t)> bytes;
  auto rest = unscaled.value;
  size_t begin = bytes.size();
  do {
    bytes[--begin] = static_cast<char>(rest);
    rest >>= 8;
  } while (begin > 0 && rest != (static_cast<signed char>(bytes[begin]) < 0 ? -1 : 0));
  sketch.UpdateBytes({bytes.data() + begin, bytes.size() - begin});
}

// The vector's values in `state`, each entry of a dictionary once.
template <typename T, typename Form = T>
void AddAll(Vector& input, Counted& counted, idx_t count) {
  const bool in_dictionary = input.GetVectorType() == duckdb::VectorType::DICTIONARY_VECTOR &&
                             duckdb::DictionaryVector::DictionarySize(input).IsValid();
  duckdb::UnifiedVectorFormat format;
  input.ToUnifiedFormat(count, format);
  const auto* values = duckdb::UnifiedVectorFormat::GetData<T>(format);
  if (input.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR)
    count = std::min<idx_t>(count, 1);
  if (in_dictionary) {
    const std::string& id = duckdb::DictionaryVector::DictionaryId(input);
    const idx_t size = duckdb::DictionaryVector::DictionarySize(input).GetIndex();
    if (id.empty() || id != counted.dictionary || size != counted.seen.size()) {
      counted.dictionary = id;
      counted.seen.assign(size, false);
    }
  }
  for (idx_t row = 0; row < count; ++row) {
    const idx_t at = format.sel->get_index(row);
    if (in_dictionary && at < counted.seen.size()) {
      if (counted.seen[at]) continue;
      counted.seen[at] = true;
    }
    if (format.validity.RowIsValid(at)) Add(counted.sketch, Form{values[at]});
  }
}

// Values whose form takes some work: wide decimals and UUIDs.
void AddByValue(Vector& input, Counted& counted, idx_t count) {
  const auto type = std::get<iceberg::PrimitiveType>(ToIcebergType(input.GetType(), ""));
  for (idx_t row = 0; row < count; ++row) {
    if (const auto literal = ToLiteral(input.GetValue(row), type)) counted.sketch.Update(*literal);
  }
}

void AddDecimals(Vector& input, Counted& counted, idx_t count) {
  switch (input.GetType().InternalType()) {
    case duckdb::PhysicalType::INT16: return AddAll<int16_t, Unscaled>(input, counted, count);
    case duckdb::PhysicalType::INT32: return AddAll<int32_t, Unscaled>(input, counted, count);
    case duckdb::PhysicalType::INT64: return AddAll<int64_t, Unscaled>(input, counted, count);
    default: return AddByValue(input, counted, count);
  }
}

// The values of `input` as one group.
void AddVector(Vector& input, Counted& counted, idx_t count) {
  switch (input.GetType().id()) {
    case LogicalTypeId::BOOLEAN: return AddAll<bool>(input, counted, count);
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::DATE: return AddAll<int32_t>(input, counted, count);
    case LogicalTypeId::BIGINT:
    case LogicalTypeId::TIME:
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_NS:
    case LogicalTypeId::TIMESTAMP_TZ: return AddAll<int64_t>(input, counted, count);
    case LogicalTypeId::FLOAT: return AddAll<float>(input, counted, count);
    case LogicalTypeId::DOUBLE: return AddAll<double>(input, counted, count);
    case LogicalTypeId::VARCHAR:
    case LogicalTypeId::BLOB: return AddAll<duckdb::string_t>(input, counted, count);
    case LogicalTypeId::DECIMAL: return Guarded([&] { AddDecimals(input, counted, count); });
    default: return Guarded([&] { AddByValue(input, counted, count); });
  }
}

// Without GROUP BY, as ANALYZE asks.
void SimpleUpdate(Vector inputs[], AggregateInputData&, idx_t, duckdb::data_ptr_t state,
                  idx_t count) {
  AddVector(inputs[0], reinterpret_cast<State*>(state)->Get(), count);
}

void Update(Vector inputs[], AggregateInputData&, idx_t, Vector& states, idx_t count) {
  duckdb::UnifiedVectorFormat format;
  states.ToUnifiedFormat(count, format);
  auto* const* all = duckdb::UnifiedVectorFormat::GetData<State*>(format);
  for (idx_t row = 0; row < count; ++row) {
    Vector one(inputs[0], row, row + 1);
    AddVector(one, all[format.sel->get_index(row)]->Get(), 1);
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
