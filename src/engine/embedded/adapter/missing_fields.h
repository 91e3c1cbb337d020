#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/schema.h"

// Fields of a table that a data file does not have, because they are younger.
namespace tarn::engine::embedded {

// Makes those of a file's columns missing, at any depth, of which the table has no value left: all
// that was inside was dropped, and what is inside now came later. They are NULL then, as in Trino;
// DuckDB would give a row of nulls for every row, for one that was NULL as well. Columns are told
// apart by their field ids.
void HideReplacedFields(const std::vector<iceberg::NestedField>& fields,
                        duckdb::vector<duckdb::MultiFileColumnDefinition>& columns);

// Gives values of their own to nested fields that a file does not have, inside the lists and maps
// of a column with `count` rows. DuckDB 1.5.5 keeps one value for all of them, with room for the
// nulls of 2,048 rows, and writes behind it when the lists have more elements than that.
void SpreadMissingFields(duckdb::Vector& column, duckdb::idx_t count);

}  // namespace tarn::engine::embedded
