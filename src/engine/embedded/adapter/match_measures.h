#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/embedded/adapter/match_aggregation.h"
#include "engine/embedded/adapter/match_binding.h"
#include "pattern/matcher.h"

namespace tarn::engine::embedded {

// A match as measures see it.
struct MeasuredMatch {
  const pattern::Match& match;
  uint32_t begin;  // its first row
  int64_t number;
  uint32_t here = 0;  // the row that a window is of
  MatchBounds bounds = {};
};

// The row of a match that a navigation leads to from the current one (the position of a row in the
// match), -1 when there is none.
int64_t FindRow(const pattern::Navigation& navigation, bool running, int64_t current,
                const std::vector<int>& labels);

// Computes the measures of rows that come out, many at once.
class MatchMeasures {
 public:
  MatchMeasures(duckdb::ClientContext& context, const BoundMatch& match, const MatchRows& rows);

  // Measures at a row of a match (its position there), or of a match without rows. Rows of one
  // match come one after the other, in their order.
  void Add(const MeasuredMatch& match, int64_t current);
  // How many were added.
  int64_t count() const { return count_; }
  // The values: full chunks, but the last one.
  std::vector<duckdb::unique_ptr<duckdb::DataChunk>> Take();

 private:
  struct Aggregate {
    std::unique_ptr<MatchAggregation> aggregation;
    int64_t number = 0;  // of the match whose rows were added
    size_t added = 0;    // so many of its first rows
    duckdb::unique_ptr<duckdb::Vector> value;
  };

  void Evaluate();
  const duckdb::Vector& AggregateOf(size_t aggregate, const MeasuredMatch& match, int64_t current);

  duckdb::ClientContext& context_;
  const BoundMatch& match_;
  const MatchRows& rows_;
  std::vector<duckdb::unique_ptr<duckdb::ExpressionExecutor>> executors_;
  std::vector<Aggregate> aggregates_;
  // Of each variable for the rows that are not evaluated yet: the rows of columns; labels, or -1;
  // numbers of matches; values of aggregates.
  std::vector<std::vector<int64_t>> places_;
  std::vector<duckdb::unique_ptr<duckdb::Vector>> values_;
  duckdb::vector<duckdb::LogicalType> types_;  // of the variables
  duckdb::idx_t waiting_ = 0;
  int64_t count_ = 0;
  std::vector<duckdb::unique_ptr<duckdb::DataChunk>> chunks_;
};

}  // namespace tarn::engine::embedded
