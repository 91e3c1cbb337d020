#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/scan/incremental.h"

namespace tarn::engine::embedded {

// The columns that Trino's table function table_changes adds to those of the table, in this order:
// _change_type ('insert' or 'delete'), _change_version_id (the snapshot), _change_timestamp (when
// it was made) and _change_ordinal (its place among the snapshots that were asked for, from 0).
inline constexpr size_t kChangeColumns = 4;
duckdb::vector<duckdb::MultiFileColumnDefinition> ChangeColumns();
// What the column of that number has in all rows of a file.
duckdb::Value ChangeValue(const iceberg::FileChange& change, size_t column);

// `tarn_table_changes(schema, table, start_snapshot_id, end_snapshot_id)`.
void RegisterTableChanges(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
