#pragma once

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/expression/expression.h"

namespace tarn::engine::embedded {

inline constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

// What is expected of a column's values. Numbers that are not known are NaN.
struct ColumnEstimate {
  std::string name;                     // in its table
  std::optional<iceberg::Literal> low;  // of a type that has an order of numbers; else nothing
  std::optional<iceberg::Literal> high;
  double distinct = kNotKnown;
  double nulls = kNotKnown;  // as a part of 1
  double bytes = kNotKnown;  // of a value that is not null
};

// What is expected of a query's rows.
struct RowsEstimate {
  double rows = kNotKnown;
  std::vector<ColumnEstimate> columns;

  // There are no more distinct values than rows that have one (Trino: StatsNormalizer).
  void Normalize();
};

// What is left of the rows where all of `conjuncts` hold, by the rules of Trino 476's
// FilterStatsCalculator: ranges by the part of them that overlaps, equalities by distinct values,
// conjuncts on several columns as three quarters independent. One that is not known (nothing, OR of
// more than values of a column, unknown counts) keeps nine of ten of the rows that the others do;
// with no other nothing is known of the rows. Pure.
RowsEstimate Filtered(const RowsEstimate& before,
                      const std::vector<std::optional<iceberg::Expression>>& conjuncts);

// As many rows as LIMIT leaves.
RowsEstimate Limited(RowsEstimate before, double limit);

}  // namespace tarn::engine::embedded
