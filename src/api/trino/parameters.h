#pragma once

#include <vector>

#include "sql/tree/tree.h"

namespace tarn::api::trino {

// How many parameters ("?") a statement has.
int CountParameters(const sql::Statement& statement);

// The statement with its parameters replaced, in the order of their positions. kInvalidArgument
// when there are more or fewer arguments than parameters, or LIMIT, OFFSET or FETCH gets something
// else than a whole number.
sql::Statement BindParameters(sql::Statement statement,
                              const std::vector<sql::Expression>& arguments);

}  // namespace tarn::api::trino
