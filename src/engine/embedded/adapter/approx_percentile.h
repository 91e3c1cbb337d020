#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Registers, once an instance, tarn_approx_percentile(x[, weight], percentile[, accuracy]) with a
// percentile or an array of them, as Trino 476 calculates it
// (https://trino.io/docs/476/functions/aggregate.html#approx_percentile): by a t-digest of the
// values as doubles, or by a q-digest where an accuracy is given. x is bigint, real or double, and
// so is what it becomes. Null where there are no values. INVALID_FUNCTION_ARGUMENT for a percentile
// outside [0, 1], for values that are not finite or have no equal double, for weights less than 1
// (of a q-digest: not above 0) and an accuracy outside (0, 1).
void RegisterApproxPercentile(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
