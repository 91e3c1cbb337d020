#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "iceberg/scan/plan.h"

namespace tarn::iceberg {

// What changed between two snapshots, file by file, without reading the rest of the table. All
// thread safe; errors as PlanFiles', and kInvalidArgument when `after` is not an ancestor of
// `until`, kNotFound for a snapshot that the table does not have.

// The snapshots from `after` (exclusive; nothing: from the beginning of history) to `until`
// (inclusive), oldest first. References into `metadata`.
std::vector<const Snapshot*> SnapshotsBetween(const TableMetadata& metadata,
                                              std::optional<SnapshotId> after, SnapshotId until);

// The files that appends added (incremental append scan): what other operations did is left out.
// Files come in the order of their snapshots.
PlanTotals StreamAppends(const TableMetadata& metadata, std::optional<SnapshotId> after,
                         SnapshotId until, store::ObjectStore& store, const PlanOptions& options,
                         const TaskSink& sink);

enum class ChangeType { kInsert, kDelete };

// What happened to all rows of a data file.
struct FileChange {
  ChangeType type = ChangeType::kInsert;
  SnapshotId snapshot_id;
  int64_t timestamp_ms = 0;
  int32_t ordinal = 0;  // of the snapshot among those that changed rows, from 0
};

struct ChangeTask {
  FileChange change;
  std::shared_ptr<const ManifestEntry> entry;
};
using ChangeSink = std::function<bool(ChangeTask task)>;

// Rows that were added and taken out (changelog scan), in the order of snapshots. Snapshots that
// only moved rows (replace) are left out. kUnsupported, naming the snapshot, for one that took out
// rows with delete files: which rows those were, no metadata tells.
PlanTotals StreamChanges(const TableMetadata& metadata, std::optional<SnapshotId> after,
                         SnapshotId until, store::ObjectStore& store, const PlanOptions& options,
                         const ChangeSink& sink);

}  // namespace tarn::iceberg
