#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Functions of https://trino.io/docs/476/functions/datetime.html that DuckDB has not, or has
// otherwise, named tarn_<Trino's name>: patterns of MySQL and Joda, ISO 8601, Unix time, fields
// that only some types have. Moments are shown in UTC.
void RegisterDateTimeFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
