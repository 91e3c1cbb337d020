#pragma once

#include <memory>
#include <vector>

#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/planner/expression/bound_aggregate_expression.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/match_plan.h"
#include "pattern/program.h"

namespace tarn::engine::embedded {

// An expression over variables of a plan, whose values are the columns of its input, in the order
// of `variables`.
struct MatchExpression {
  duckdb::unique_ptr<duckdb::Expression> expression;
  std::vector<size_t> variables;
  duckdb::vector<duckdb::LogicalType> types;  // of the variables
};

// An expression over aggregates. Their arguments are expressions over the columns of the input,
// the label and the number of the match, in this order.
struct MatchAggregate {
  duckdb::vector<duckdb::unique_ptr<duckdb::BoundAggregateExpression>> calls;
  duckdb::vector<duckdb::LogicalType> call_types;
  duckdb::unique_ptr<duckdb::Expression> result;  // over the results of the calls
};

// A call of tarn_match, bound.
struct BoundMatch {
  uint64_t identity = 0;  // another one for each
  MatchPlan plan;
  pattern::Program program;
  duckdb::vector<duckdb::LogicalType> columns;
  std::vector<MatchExpression> conditions, measures;
  std::vector<MatchAggregate> aggregates;
  duckdb::LogicalType row;  // what comes out: a struct
};

struct MatchData : public duckdb::FunctionData {
  explicit MatchData(std::shared_ptr<const BoundMatch> match_p) : match(std::move(match_p)) {}
  duckdb::unique_ptr<FunctionData> Copy() const override {
    return duckdb::make_uniq<MatchData>(match);
  }
  bool Equals(const FunctionData& other) const override {
    const auto* same = dynamic_cast<const MatchData*>(&other);
    return same != nullptr && same->match == match;
  }
  const std::shared_ptr<const BoundMatch> match;
};

// The bind function of tarn_match: leaves the columns of the input as its arguments.
duckdb::unique_ptr<duckdb::FunctionData> BindMatch(
    duckdb::ClientContext& context, duckdb::AggregateFunction& function,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& arguments);

// The bind function of tarn_matched(number, value): a variable of that value's type.
duckdb::unique_ptr<duckdb::Expression> BindMatchVariable(
    duckdb::FunctionBindExpressionInput& input);

// The bind function of tarn_matched_aggregate(number, 'aggregate', columns…): a variable of the
// type that the aggregate has over these columns.
duckdb::unique_ptr<duckdb::Expression> BindMatchAggregate(
    duckdb::FunctionBindExpressionInput& input);

}  // namespace tarn::engine::embedded
