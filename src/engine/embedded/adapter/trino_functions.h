#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Registers, once an instance, the functions that the dialect names where Trino's meaning of an
// operator differs from DuckDB's and depends on the operands' types, which a translation of text
// cannot see:
//   tarn_divide, tarn_modulus  integers stay integers, decimals exact (Trino's result precision and
//   scale, half up), division by
//                              zero of either is an error, doubles follow IEEE 754
//   tarn_sum                   sum over integers is a bigint, not a hugeint
//   tarn_add, tarn_subtract, tarn_multiply, tarn_negate  decimals have Trino's precision and scale;
//                              no arithmetic with text; times and intervals: time_arithmetic.h
void RegisterTrinoFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
