#pragma once

#include <vector>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// GROUP BY DISTINCT as the grouping sets that it means: every element's sets crossed, each set once
// (its columns in any order, once or twice, a column named by its place in `select` or by itself).
// At most 2,048 sets before the doubles go, as in Trino: throws InvalidArgument beyond.
std::vector<std::vector<sql::Expression>> DistinctGroupingSets(const sql::Select& select);

// How many sets GROUP BY gives; throws InvalidArgument when they are more than 2,048.
size_t CountGroupingSets(const sql::GroupBy& group_by, const sql::Location& location);

}  // namespace tarn::engine::embedded
