#pragma once

#include <cstdint>
#include <string_view>

#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// All give references into `metadata`.

// kNotFound, with the ids there are.
const Snapshot& SnapshotById(const TableMetadata& metadata, SnapshotId id);
// The branch or tag; kNotFound with "did you mean". `main` of a table without data is kNotFound.
const Snapshot& SnapshotByRef(const TableMetadata& metadata, std::string_view ref);
// The snapshot that was current at that time (spec: Point in Time Reads), by the snapshot log.
// kNotFound, telling when history starts, for an earlier time.
const Snapshot& SnapshotAsOf(const TableMetadata& metadata, int64_t timestamp_ms);

}  // namespace tarn::iceberg
