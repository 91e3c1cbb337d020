#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Registers, once an instance, tarn_approx_most_frequent(buckets, x, capacity): a map of the
// values that are most frequent, with how often they are there, about, as Trino 476 counts them
// (https://trino.io/docs/476/functions/aggregate.html#approx_most_frequent). x is bigint or
// varchar. Null where there are no values. INVALID_FUNCTION_ARGUMENT for fewer than two buckets and
// for a capacity that is not positive; both are those of a group's first row.
void RegisterApproxMostFrequent(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
