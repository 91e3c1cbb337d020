#pragma once

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// Aggregates of numbers that DuckDB refuses to give for NaN and infinity, or has not; of no or too
// few values they are null, as in Trino:
//   tarn_var_samp, tarn_var_pop, tarn_stddev_samp, tarn_stddev_pop, tarn_skewness (of a
//   population), tarn_kurtosis (of a sample) tarn_geometric_mean   NaN of values below zero
//   tarn_interval_sum, tarn_interval_avg   of intervals: those of months, or of days and less
void RegisterMomentAggregates(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
