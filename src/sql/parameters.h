#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::sql {

// How many parameters ("?") a statement has.
int CountParameters(const Statement& statement);
// The positions of those that stand for the number of LIMIT, OFFSET or FETCH.
std::set<int> RowCountParameters(const Statement& statement);

// The statement with its parameters replaced, in the order of their positions. kInvalidArgument
// when there are more or fewer arguments than parameters, or LIMIT, OFFSET or FETCH gets something
// else than a whole number. `source` is the statement's text, for the place of such an error.
Statement BindParameters(Statement statement, const std::vector<Expression>& arguments,
                         std::string_view source = {});

}  // namespace tarn::sql
