#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/action/action.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// What to keep. What is not given is as the table says (spec: Snapshot Retention Policy):
// history.expire.max-snapshot-age-ms (5 days), history.expire.min-snapshots-to-keep (1),
// history.expire.max-ref-age-ms (forever), and what branches and tags say for themselves.
struct RetentionOptions {
  int64_t now_ms = 0;
  // Snapshots that are not older than this stay, instead of the table's own age.
  std::optional<int64_t> max_snapshot_age_ms = {};
  // The least number of snapshots that stay on each branch, instead of the table's own number.
  std::optional<int32_t> min_snapshots_to_keep = {};
  // Also takes out schemas and partition specs that no remaining snapshot was written with.
  bool clean_metadata = false;
};

// What a retention policy takes out of a table.
struct Expiration {
  std::vector<SnapshotId> snapshots;  // oldest first
  std::vector<std::string> refs;      // branches and tags older than their max-ref-age-ms
  std::vector<SchemaId> schemas;
  std::vector<PartitionSpecId> specs;

  bool empty() const {
    return snapshots.empty() && refs.empty() && schemas.empty() && specs.empty();
  }
};

// Decides, touching nothing. `main`'s head, the head of every ref that stays, and what is young
// enough always stay. kInvalidArgument for negative ages, fewer than one snapshot, and properties
// that are no numbers. Specs in use are told by `specs_in_use` when `clean_metadata` is asked for.
Expiration DecideExpiration(const TableMetadata& metadata, const RetentionOptions& options,
                            const std::vector<PartitionSpecId>& specs_in_use = {});

// The updates that make it so. No file is touched by it: files that no metadata reaches any more
// are removed when no retained commit of the catalog needs them.
ActionResult ExpireSnapshots(const TableMetadata& metadata, const Expiration& expiration);

// Makes `main` point to a snapshot that the table has, as Trino's rollback_to_snapshot does: also
// forward again. kNotFound, with the newest ids, for one that it does not have.
ActionResult RollbackToSnapshot(const TableMetadata& metadata, SnapshotId id);

}  // namespace tarn::iceberg
