#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Registers, once an instance, tarn_approx_distinct(x[, error]): how many different values there
// are, about, as Trino 476 counts them
// (https://trino.io/docs/476/functions/aggregate.html#approx_distinct): a HyperLogLog of as many
// buckets as the standard error asks for, 2.3 % unless given, over the values' own hashes
// (value_hash.h). Of booleans exact, whatever the error. 0 where there are no values;
// INVALID_FUNCTION_ARGUMENT for an error outside [0.0040625, 0.26].
void RegisterApproxDistinct(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
