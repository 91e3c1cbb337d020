#pragma once

#include <vector>

#include "sql/tree/tree.h"

namespace tarn::sql {

// That a grouped SELECT with parameters is grouped by what it selects before these have values: two
// parameters are not the same to Trino, whatever their values (`SELECT a + ? … GROUP BY a + ?`).
// kInvalidArgument (EXPRESSION_NOT_AGGREGATE) for the first expression that is grouped with the
// values alone. `arguments` are as many as the statement has parameters.
void CheckGroupedParameters(const Statement& statement, const std::vector<Expression>& arguments);

}  // namespace tarn::sql
