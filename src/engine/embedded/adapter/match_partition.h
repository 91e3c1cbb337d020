#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/embedded/adapter/match_aggregation.h"
#include "engine/embedded/adapter/match_binding.h"

namespace tarn::engine::embedded {

// The matches of one partition's rows, and what comes out of them.
class MatchedPartition {
 public:
  // Finds them all. Throws what conditions and measures throw, and kInvalidArgument when AFTER
  // MATCH SKIP has nowhere to go; ends when the statement is interrupted. `bytes`: what the rows
  // take.
  MatchedPartition(duckdb::ClientContext& context, const BoundMatch& match, MatchRows rows,
                   size_t bytes);

  // Appends the rows that come out of the match that begins at a row, or of that row being
  // unmatched, to a vector of lists, as its element `at`.
  void Append(uint32_t row, duckdb::Vector& lists, duckdb::idx_t at) const;

  // Puts the value that a row of a window has at `at`.
  void Give(uint32_t row, duckdb::Vector& values, duckdb::idx_t at) const;

  const MatchRows& rows() const { return rows_; }

 private:
  friend class PartitionMatcher;
  // A row that comes out: the row of the input, and where its measures are (-1: nulls).
  struct Output {
    uint32_t row;
    int64_t measures;
  };

  const BoundMatch& match_;
  MatchRows rows_;
  std::vector<uint32_t> first_;  // of the outputs of each row of the input, and behind the last
  std::vector<Output> outputs_;
  std::vector<duckdb::unique_ptr<duckdb::DataChunk>> measures_;  // full chunks, but the last one
  std::vector<duckdb::AllocatedData> charged_;                   // memory that is counted for this
};

}  // namespace tarn::engine::embedded
