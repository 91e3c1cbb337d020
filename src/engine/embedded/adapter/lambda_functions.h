#pragma once

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// Functions of an array and a lambda of two parameters that DuckDB has not. Lambdas are evaluated
// for many rows at a time; they may use columns and the parameters of lambdas around them.
//   tarn_array_sort_by(array, lambda (x, y): …)   sorted by a comparison, which says -1, 0 or 1
//   tarn_reduce(array, lambda (state, x): …, state)   the last state, of the type of the first one
// INVALID_FUNCTION_ARGUMENT: a comparison says anything else.
void RegisterLambdaFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
