#pragma once

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// Comparisons of arrays, maps and rows as Trino has them, where DuckDB takes nulls inside for
// values: tarn_nested_eq and tarn_nested_ne (a, b) are null where a null inside leaves it open;
// tarn_nested_lt, _le, _gt and _ge have no answer for nulls (NOT_SUPPORTED). NaN equals nothing.
// tarn_determinate(value): the value, or null when something inside of it equals nothing.
void RegisterNestedComparison(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
