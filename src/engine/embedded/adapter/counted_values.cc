#include "engine/embedded/adapter/counted_values.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::idx_t;
using duckdb::LogicalTypeId;
using duckdb::Vector;
using iceberg::ThetaSketch;

// A value of up to eight bytes in its binary single-value form (spec: Appendix D): the bytes of
// `word`, the lowest first.
struct Word {
  uint64_t word;
  size_t size;
};

template <typename T>
Word WordOf(T value) {
  if constexpr (std::is_floating_point_v<T>) {
    // As Java compares them, there is one NaN.
    if (std::isnan(value)) value = std::numeric_limits<T>::quiet_NaN();
  }
  uint64_t word = 0;
  std::memcpy(&word, &value, sizeof value);
  return {word, sizeof value};
}

// An unscaled decimal: the fewest bytes of its two's complement, the greatest first.
struct Unscaled {
  int64_t value;
};

Word WordOf(Unscaled unscaled) {
  const int bits = 65 - std::countl_zero(static_cast<uint64_t>(
                            unscaled.value < 0 ? ~unscaled.value : unscaled.value));
  const int bytes = (bits + 7) / 8;
  return {__builtin_bswap64(static_cast<uint64_t>(unscaled.value)) >> (64 - 8 * bytes),
          static_cast<size_t>(bytes)};
}

template <typename Form, typename T>
void Add(CountedValues& counted, const T& value) {
  if constexpr (std::is_same_v<T, duckdb::string_t>) {
    counted.sketch.UpdateBytes({value.GetData(), value.GetSize()});
  } else {
    if (counted.recent.Seen(WordOf(value).word)) return;
    const Word word = WordOf(Form{value});
    counted.sketch.UpdateWord(word.word, word.size);
  }
}

// The vector's values, each entry of a dictionary once.
template <typename T, typename Form = T>
void AddAll(Vector& input, CountedValues& counted, idx_t count) {
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
    if (format.validity.RowIsValid(at)) Add<Form>(counted, values[at]);
  }
}

// Values whose form takes some work: wide decimals and UUIDs.
void AddByValue(Vector& input, CountedValues& counted, idx_t count) {
  const auto type = std::get<iceberg::PrimitiveType>(ToIcebergType(input.GetType(), ""));
  for (idx_t row = 0; row < count; ++row) {
    if (const auto literal = ToLiteral(input.GetValue(row), type)) counted.sketch.Update(*literal);
  }
}

void AddDecimals(Vector& input, CountedValues& counted, idx_t count) {
  switch (input.GetType().InternalType()) {
    case duckdb::PhysicalType::INT16: return AddAll<int16_t, Unscaled>(input, counted, count);
    case duckdb::PhysicalType::INT32: return AddAll<int32_t, Unscaled>(input, counted, count);
    case duckdb::PhysicalType::INT64: return AddAll<int64_t, Unscaled>(input, counted, count);
    default: return AddByValue(input, counted, count);
  }
}

}  // namespace

void RecentWords::Start() {
  words_.resize(size_t{1} << kSlotBits);
  // 0 has a slot too, in which there must be something else.
  words_[SlotOf(0)] = 1;
}

// Once a hit is rarer than two in three, looking costs more than it saves.
void RecentWords::Judge() {
  given_up_ = asked_ < 3 * kTrial;
  if (given_up_) words_ = {};
  asked_ = missed_ = 0;
}

void CountVector(Vector& input, CountedValues& counted, idx_t count) {
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

ColumnCounts::ColumnCounts(std::vector<Column> columns) : columns_(std::move(columns)) {
  counted_.resize(columns_.size());
}

void ColumnCounts::Add(duckdb::DataChunk& chunk) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    CountVector(chunk.data[columns_[i].index], counted_[i], chunk.size());
  }
}

void ColumnCounts::MergeInto(DistinctSketches& sketches) const {
  for (size_t i = 0; i < columns_.size(); ++i) {
    sketches[columns_[i].field].Merge(counted_[i].sketch);
  }
}

}  // namespace tarn::engine::embedded
