#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/type.h"
#include "engine/value.h"

namespace tarn::engine::embedded {

// Gives the values of one column of a chunk, straight from its vector for types that need no
// conversion. The vector and the type outlive it. Thread safe for reading.
class ColumnReader {
 public:
  ColumnReader(duckdb::Vector& vector, duckdb::idx_t rows, const Type& type);
  // What ToEngineValue gives.
  Value Get(duckdb::idx_t row) const;

 private:
  template <typename T>
  const T& At(duckdb::idx_t at) const {
    return duckdb::UnifiedVectorFormat::GetData<T>(format_)[at];
  }

  duckdb::Vector& vector_;
  const Type& type_;
  const bool direct_;  // values need no conversion
  duckdb::UnifiedVectorFormat format_;
};

}  // namespace tarn::engine::embedded
