#pragma once

#include <string>
#include <vector>

namespace tarn::sql_tests {

// Whether a statement of the corpus gives on the embedded engine what Trino gave.
struct Outcome {
  std::string family;
  std::string sql;
  bool same = false;
};

// docs/sql.md: Trino's functions by family, from the engine's function table, with how many of the
// corpus's statements agree, and the functions of `functions_path` (SHOW FUNCTIONS of Trino) that
// the table has not. Deterministic.
std::string FunctionPage(const std::string& functions_path, const std::vector<Outcome>& outcomes);

}  // namespace tarn::sql_tests
