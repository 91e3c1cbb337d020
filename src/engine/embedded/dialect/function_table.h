#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tarn::engine::embedded {

// How a Trino function is said in DuckDB. `sql` is either a bare function name (then the call keeps
// its arguments, DISTINCT, ORDER BY, FILTER and OVER) or a template, with a "$" or "(" in it:
//   $1 … $9  an argument     $*  all of them, with commas     $|  all of them, with || between
//   $D  DISTINCT or nothing  $O  the aggregate's ORDER BY or nothing
//   $F  FILTER and OVER, or nothing; a template of an aggregate has it after each aggregate inside
struct FunctionRule {
  std::string_view name;
  int min_arguments = 0;
  int max_arguments = 0;  // -1: any number
  std::string_view sql;
};

// The rule for a call, or null when Trino has no function of that name with so many arguments.
const FunctionRule* FindFunction(std::string_view name, size_t arguments);
bool FunctionExists(std::string_view name);
// All names, sorted: for SHOW FUNCTIONS and "did you mean".
std::vector<std::string> FunctionNames();

}  // namespace tarn::engine::embedded
