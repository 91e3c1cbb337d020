#pragma once

#include <set>
#include <unordered_map>
#include <vector>

#include "engine/embedded/typing/fault.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// Which column a name means: the scope that has it, and its place there.
struct ColumnPlace {
  int scope = 0;
  size_t index = 0;
  friend auto operator<=>(const ColumnPlace&, const ColumnPlace&) = default;
};
using ColumnPlaces = std::unordered_map<const sql::Expression*, ColumnPlace>;

// What a SELECT is grouped by.
struct Grouping {
  int scope = 0;                             // of the columns of its FROM
  std::set<size_t> columns;                  // of that scope
  std::vector<sql::Expression> expressions;  // others, as CanonicalCopy gives them
  std::vector<const sql::Expression*> keys;  // as they are written
};

// The expression with its columns named by their places and other names in lower case: two are the
// same to Trino when their copies are equal.
sql::Expression CanonicalCopy(const sql::Expression& expression, const ColumnPlaces& places);

// Aggregates, window functions and GROUPING() in an expression, not in its subqueries.
struct SpecialCalls {
  std::vector<const sql::Expression*> aggregates, windows, groupings;
};
SpecialCalls FindSpecialCalls(const sql::Expression& expression);
// The same in the arguments and the specification of a window function.
SpecialCalls FindAggregatesOf(const sql::Expression& window);

// "<clause> cannot contain aggregations, window functions or grouping operations: […]".
void CheckScalar(const sql::Expression& expression, const char* clause, Faults& faults);

// Nested aggregates and window functions.
void CheckNesting(const sql::Expression& expression, Faults& faults);

// That an expression of a grouped SELECT has one value for each group (Trino's
// AggregationAnalyzer). Silent about names that are not in `places`.
void CheckGrouped(const sql::Expression& expression, const Grouping& grouping,
                  const ColumnPlaces& places, Faults& faults);

}  // namespace tarn::engine::embedded
