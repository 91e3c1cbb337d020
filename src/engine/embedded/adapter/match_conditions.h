#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/match_aggregation.h"
#include "engine/embedded/adapter/match_binding.h"
#include "pattern/matcher.h"

namespace tarn::engine::embedded {

// The conditions of DEFINE over the rows of a partition. Those that are about the row that is tried
// and others at fixed distances from it are evaluated for many rows at once; the rest for each.
class MatchConditions : public pattern::Conditions {
 public:
  MatchConditions(duckdb::ClientContext& context, const BoundMatch& match, const MatchRows& rows);

  // A history that keeps what the conditions look at.
  pattern::History NewHistory() const;
  std::vector<bool> Conditional() const;

  // Before each run of the matcher: the row that it begins at, and where it may look.
  void Begin(uint32_t row, int64_t match_number, MatchBounds bounds);
  bool Hold(const pattern::History& history, pattern::History::Row row) override;
  void Poll(size_t bytes) override;

 private:
  struct Condition {
    const MatchExpression* expression = nullptr;
    duckdb::unique_ptr<duckdb::ExpressionExecutor> executor;
    bool at_once = false;
    int64_t least = 0, most = 0;      // at once: how far it looks from the row that is tried
    std::vector<int8_t> known;        // at once: the truth at each row, -1 not known
    std::vector<size_t> navigations;  // of its variables, in the history
  };
  struct Aggregate {
    std::unique_ptr<MatchAggregation> aggregation;
    pattern::History::Row added = pattern::History::kNone;  // up to which rows were added
  };

  bool IsAtOnce(const MatchExpression& expression, int label) const;
  bool HoldsAt(Condition& condition, uint32_t row);
  void EvaluateAt(const Condition& condition, const MatchBounds& bounds, uint32_t first,
                  uint32_t count, int8_t* truths) const;
  duckdb::Vector ValueOf(const MatchPlan::Variable& variable, const duckdb::LogicalType& type,
                         size_t navigation, const pattern::History& history,
                         pattern::History::Row row);
  duckdb::Vector AggregateOf(size_t aggregate, const pattern::History& history,
                             pattern::History::Row row);

  duckdb::ClientContext& context_;
  const BoundMatch& match_;
  const MatchRows& rows_;
  std::vector<std::unique_ptr<Condition>> conditions_;  // by label, null for none
  std::vector<Aggregate> aggregates_;
  std::vector<pattern::Navigation> navigations_;
  std::vector<pattern::Gathering> gatherings_;
  int64_t begin_ = 0;
  MatchBounds bounds_;
  int64_t match_number_ = 0;
  // Memory that is counted for the matcher: as much is allocated, but never touched.
  std::vector<duckdb::AllocatedData> charged_;
  size_t charged_bytes_ = 0;
};

}  // namespace tarn::engine::embedded
