#pragma once

#include <string>

#include "base/random.h"
#include "iceberg/action/action.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// What a new or replaced table looks like. Source ids in `spec` and `sort_order` are the ids that
// `schema` comes with; the action gives fresh ones to everything.
struct NewTable {
  Schema schema;
  PartitionSpec spec = {};
  SortOrder sort_order = {};
  std::string location = {};
  Properties properties = {};  // "format-version" (1, 2 or 3; default 2) is taken out of them
};

// The updates that build a table from nothing, under assert-create. kInvalidArgument as
// CheckSchema, CheckPartitionSpec, CheckSortOrder.
ActionResult CreateTable(const NewTable& table,
                         base::RandomSource& random = base::RandomSource::System());

// CREATE OR REPLACE: new schema, partitioning, order and properties for a table that keeps its
// uuid, snapshots and logs. Columns of the same name keep their ids. `main` is removed, so that the
// table is empty until a snapshot is appended by the same commit. An empty location keeps the old
// one.
ActionResult ReplaceTable(const TableMetadata& base, const NewTable& table);

// Appends `more` to `result` (the action that follows on the metadata that `result` makes).
void AppendTo(ActionResult& result, ActionResult more);

}  // namespace tarn::iceberg
