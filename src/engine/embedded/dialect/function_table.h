#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::engine::embedded {

// How a Trino function is said in DuckDB. `sql` is either a bare function name (then the call keeps
// its arguments, DISTINCT, ORDER BY, FILTER and OVER) or a template, with a "$" or "(" in it:
//   $1 … $9  an argument  $*  all, with commas  $|  all, concatenated  $&  all are not null
//   $D  DISTINCT or nothing  $O  the aggregate's ORDER BY or nothing
//   $p $q $r $b  the parameters and the body of the first lambda, which has two or three
//   $S  the second argument, in the type of that lambda's body: the first state of reduce
//   $F  FILTER and OVER, or nothing; a template of an aggregate has it after each aggregate inside
struct FunctionRule {
  std::string_view name;
  int min_arguments = 0;
  int max_arguments = 0;  // -1: any number
  std::string_view sql;
  std::string_view note = {};  // how it differs from Trino's, for docs/sql.md
};

// A family as Trino's documentation groups functions.
struct FunctionFamily {
  std::string_view title;
  std::span<const FunctionRule> rules;
};
std::span<const FunctionFamily> FunctionFamilies();

// The rule for a call, or null when Trino has no function of that name with so many arguments.
const FunctionRule* FindFunction(std::string_view name, size_t arguments);
// What decides the rule where a function is another one for some arguments: real or double values
// that are ordered, intervals, a lambda as the last one.
enum class ArgumentKind { kFloat, kInterval, kLambda };
// The rule for arguments of a kind; null when FindFunction's does.
const FunctionRule* FindFunctionOf(ArgumentKind kind, std::string_view name, size_t arguments);
bool FunctionExists(std::string_view name);
// All names, sorted: for SHOW FUNCTIONS and "did you mean".
std::vector<std::string> FunctionNames();

}  // namespace tarn::engine::embedded
