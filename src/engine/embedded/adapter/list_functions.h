#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Array functions of https://trino.io/docs/476/functions/array.html that DuckDB has not, or has
// otherwise about nulls, order and errors. Named tarn_<Trino's name>; those that take a lambda get
// what list_transform made of it. Row by row: meant for arrays of moderate length.
void RegisterListFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
