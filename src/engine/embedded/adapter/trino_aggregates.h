#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Registers, once an instance, the aggregates whose result type differs between Trino and DuckDB
// (https://trino.io/docs/476/functions/aggregate.html):
//   tarn_avg  of decimal(p,s) is a decimal(p,s), exact and rounded half up; of anything else what
//             DuckDB's avg gives
void RegisterTrinoAggregates(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
