#pragma once

#include <cstdint>
#include <vector>

#include "duckdb/common/types/value_map.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "duckdb/storage/arena_allocator.hpp"
#include "engine/embedded/adapter/match_binding.h"

namespace tarn::engine::embedded {

// The rows of one partition.
struct MatchRows {
  // One row more than the partition has, of nulls: what is navigated to where nothing is.
  duckdb::vector<duckdb::Vector> columns;
  duckdb::idx_t count = 0;
};

// The rows that may be navigated to.
struct MatchBounds {
  int64_t begin = 0, end = 0;
  bool Has(int64_t row) const { return row >= begin && row < end; }
};

// Rows matched, and their labels.
struct MatchedRows {
  std::vector<uint32_t> rows;
  std::vector<int> labels;
};

// An aggregate of a plan over rows that are added one after the other. Not thread safe.
class MatchAggregation {
 public:
  MatchAggregation(duckdb::ClientContext& context, const MatchPlan& plan,
                   const MatchAggregate& aggregate);
  ~MatchAggregation();
  MatchAggregation(const MatchAggregation&) = delete;
  MatchAggregation& operator=(const MatchAggregation&) = delete;

  // Forgets all rows.
  void Clear();
  void Add(const MatchRows& rows, const MatchedRows& added, int64_t match_number);
  // What the aggregate is of the rows added and these: one value, in a vector of its own.
  duckdb::Vector Value(const MatchRows& rows, const MatchedRows& further, int64_t match_number);

 private:
  // States of all calls, beside each other.
  using States = std::vector<std::vector<duckdb::data_t>>;
  States NewStates() const;
  void Destroy(States& states, duckdb::ArenaAllocator& arena) const;
  void Update(States& states, duckdb::ArenaAllocator& arena, const MatchRows& rows,
              const MatchedRows& added, int64_t match_number);
  // Which of these rows have values that were not there yet.
  duckdb::SelectionVector NewValues(size_t call, duckdb::vector<duckdb::Vector>& arguments,
                                    duckdb::idx_t& count);
  duckdb::Vector Finalized(States& states, duckdb::ArenaAllocator& arena);

  duckdb::ClientContext& context_;
  const MatchPlan& plan_;
  const MatchAggregate& aggregate_;
  duckdb::ArenaAllocator arena_, copies_;
  States states_;
  // Of each call with DISTINCT: the values that states_ has. Such a call is asked about whole
  // matches.
  std::vector<duckdb::value_set_t> seen_;
  std::vector<std::vector<duckdb::unique_ptr<duckdb::ExpressionExecutor>>> arguments_;
  duckdb::ExpressionExecutor result_;
};

}  // namespace tarn::engine::embedded
