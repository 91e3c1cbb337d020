#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// The unscaled value of a decimal as the vectors of its precision hold it.
template <typename T>
T Unscaled(__int128 value) {
  return static_cast<T>(value);
}
template <>
inline duckdb::hugeint_t Unscaled(__int128 value) {
  duckdb::hugeint_t result;
  result.lower = static_cast<uint64_t>(value);
  result.upper = static_cast<int64_t>(value >> 64);
  return result;
}

}  // namespace tarn::engine::embedded
