#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/embedded/adapter/distinct_statistics.h"
#include "engine/embedded/adapter/duck.h"
#include "iceberg/sketch/theta_sketch.h"

namespace tarn::engine::embedded {

// The distinct values that were seen of one column, by one thread.
struct CountedValues {
  iceberg::ThetaSketch sketch;
  // Entries of the dictionary that was last seen which have been counted: a column chunk of a file
  // keeps one dictionary over many vectors.
  std::string dictionary;
  std::vector<bool> seen;
};

// Counts the first `count` values of a vector, each entry of a dictionary once; NULLs are none.
void CountVector(duckdb::Vector& input, CountedValues& counted, duckdb::idx_t count);

// Counts the values of some columns of chunks. Not thread safe: one for each thread.
class ColumnCounts {
 public:
  struct Column {
    size_t index;  // in the chunks
    iceberg::FieldId field;
  };
  explicit ColumnCounts(std::vector<Column> columns);

  void Add(duckdb::DataChunk& chunk);
  // A sketch of each column, also of those that had no value.
  void MergeInto(DistinctSketches& sketches) const;

 private:
  std::vector<Column> columns_;
  std::vector<CountedValues> counted_;
};

}  // namespace tarn::engine::embedded
