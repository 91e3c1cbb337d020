#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Gives values of their own to nested fields that a file does not have, inside the lists and maps
// of a column with `count` rows. DuckDB 1.5.5 keeps one value for all of them, with room for the
// nulls of 2,048 rows, and writes behind it when the lists have more elements than that.
void SpreadMissingFields(duckdb::Vector& column, duckdb::idx_t count);

}  // namespace tarn::engine::embedded
