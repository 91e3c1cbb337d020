#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// String functions of https://trino.io/docs/476/functions/string.html that DuckDB has not, or has
// otherwise: all count code points, positions begin at 1, negative ones count from the end, and
// arguments that make no sense are errors. Named tarn_<Trino's name>.
void RegisterTextFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
