#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Functions of https://trino.io/docs/476/functions/math.html and bitwise.html that DuckDB has not,
// or has otherwise, named tarn_<Trino's name>: numbers keep their type, decimals are rounded half
// away from zero with Trino's precision, functions of doubles give NaN instead of errors, shifts
// are those of the argument's width.
void RegisterMathFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
