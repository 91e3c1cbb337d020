#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// cardinality of a sketch; null when the argument, as bound, is none.
duckdb::unique_ptr<duckdb::Expression> BindSketchCardinality(
    duckdb::ClientContext& context,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& children);

// Registers, once an instance, what is asked of sketches: value(s)_at_quantile(s),
// quantile_at_value, jaccard_index, intersection_cardinality, hash_counts, empty_approx_set, with
// `tarn_` before their names.
void RegisterSketchFunctions(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
