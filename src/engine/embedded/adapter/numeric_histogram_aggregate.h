#pragma once

namespace duckdb {
class DatabaseInstance;
}  // namespace duckdb

namespace tarn::engine::embedded {

// tarn_numeric_histogram(buckets, value [, weight]): a map from each bucket's value to its weight,
// of doubles, or of reals where the value is no double (sketch/numeric_histogram.h).
void RegisterNumericHistogram(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
