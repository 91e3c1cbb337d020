#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <string_view>

#include "iceberg/sketch/murmur3.h"

// What values are to a sketch.
namespace tarn::engine::embedded {

inline uint64_t SketchHash(std::string_view bytes) { return iceberg::Murmur3x64(bytes, 0).first; }
inline uint64_t SketchHash(int64_t value) {
  return SketchHash(std::string_view(reinterpret_cast<const char*>(&value), sizeof(value)));
}

// Floating point numbers as integers of the same order, and back.
inline int64_t SortableOf(double value) {
  const auto bits = std::bit_cast<int64_t>(value);
  return bits ^ ((bits >> 63) & std::numeric_limits<int64_t>::max());
}
inline int64_t SortableOf(float value) {
  const auto bits = std::bit_cast<int32_t>(value);
  return bits ^ ((bits >> 31) & std::numeric_limits<int32_t>::max());
}
inline double DoubleOf(int64_t sortable) {
  return std::bit_cast<double>(sortable ^ ((sortable >> 63) & std::numeric_limits<int64_t>::max()));
}
inline float FloatOf(int64_t sortable) {
  const auto bits = static_cast<int32_t>(sortable);
  return std::bit_cast<float>(bits ^ ((bits >> 31) & std::numeric_limits<int32_t>::max()));
}

}  // namespace tarn::engine::embedded
