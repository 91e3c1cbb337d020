#pragma once

namespace duckdb {
class DatabaseInstance;
}

namespace tarn::engine::embedded {

// Registers, once an instance, the aggregates that make sketches and merge them:
// tarn_approx_set(x), tarn_make_set_digest(x), tarn_qdigest_agg(x[, weight[, accuracy]]),
// tarn_tdigest_agg(x[, weight]), tarn_merge(sketch), tarn_merge_set_digest(digest). A row with a
// null among its arguments is left out; of no rows there is no sketch, but null.
void RegisterSketchAggregates(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
