#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// DuckDB 1.5.5 looks a value up in a Bloom filter of a Parquet file by a hash that is not always
// that of the values that equal it: binary values by their escaped text, +0 not by the hash of -0,
// and NaN by one of its many forms. Row groups with such rows are left out, and the rows lost.

// Writes equalities with such values as `>= value AND <= value`, which Bloom filters say nothing
// of. What the filters mean stays the same.
void AvoidBloomFilters(duckdb::TableFilterSet& filters);

}  // namespace tarn::engine::embedded
