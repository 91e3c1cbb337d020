#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/embedded/adapter/distinct_statistics.h"
#include "engine/embedded/adapter/duck.h"
#include "iceberg/sketch/theta_sketch.h"

namespace tarn::engine::embedded {

// Words that were seen lately, of those that share a slot the last: a column of few values is
// hashed but once for each. Gives up on columns whose values hardly come again.
class RecentWords {
 public:
  // Whether `word` was seen, which may be denied of one that was; remembers it.
  bool Seen(uint64_t word) {
    if (given_up_) return false;
    if (words_.empty()) Start();
    uint64_t& slot = words_[SlotOf(word)];
    ++asked_;
    if (slot == word) return true;
    slot = word;
    if (++missed_ == kTrial) Judge();
    return false;
  }

 private:
  static constexpr int kSlotBits = 11;      // 16 KB a column
  static constexpr uint32_t kTrial = 8192;  // misses

  static size_t SlotOf(uint64_t word) { return word * 0x9e3779b97f4a7c15 >> (64 - kSlotBits); }
  void Start();
  void Judge();

  std::vector<uint64_t> words_;
  uint32_t asked_ = 0;
  uint32_t missed_ = 0;
  bool given_up_ = false;
};

// The distinct values that were seen of one column, by one thread.
struct CountedValues {
  iceberg::ThetaSketch sketch;
  // Entries of the dictionary that was last seen which have been counted: a column chunk of a file
  // keeps one dictionary over many vectors.
  std::string dictionary;
  std::vector<bool> seen;
  RecentWords recent;
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
