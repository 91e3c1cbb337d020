#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/table_metadata.h"
#include "store/object_store.h"

namespace tarn::iceberg {

// A row of a partition statistics file (spec: Partition Statistics File): what lies in one
// partition of one spec.
struct PartitionCounts {
  PartitionValues partition;  // in the order of PartitionStatisticsSchema's struct
  PartitionSpecId spec_id{0};
  int64_t data_record_count = 0;
  int64_t data_file_count = 0;
  int64_t data_file_bytes = 0;
  int64_t position_delete_record_count = 0;  // those of deletion vectors as well
  int64_t position_delete_file_count = 0;    // deletion vectors do not count
  int64_t equality_delete_record_count = 0;
  int64_t equality_delete_file_count = 0;
  int64_t deletion_vector_count = 0;
  // Rows that are left, where the metadata tells: not with equality deletes, nor with position
  // delete files, which may say one thing twice.
  std::optional<int64_t> total_record_count;
  // Of the last snapshot that added a file that is there, and, where counts are brought up to date,
  // of one that took files out; none when it has expired.
  std::optional<int64_t> last_updated_at_ms;
  std::optional<SnapshotId> last_updated_snapshot_id;
};

// The columns of such a file, with the field ids of the specification. The first is the unified
// partition type: every field that any spec of the table has, in the order of their ids. The count
// of deletion vectors is there from format version 3 on.
Schema PartitionStatisticsSchema(const TableMetadata& metadata);

// The partitions that the snapshot has live files in, sorted by partition (nulls first) and spec.
// Reads every manifest, one at a time through `cache` (may be null); memory grows with the number
// of partitions. Errors of the store and of ReadManifest.
std::vector<PartitionCounts> CountPartitions(const TableMetadata& metadata,
                                             const Snapshot& snapshot, store::ObjectStore& store,
                                             ManifestCache* cache);

// The statistics of the nearest snapshot, on the way from `snapshot` back over its parents; null
// when there are none.
const PartitionStatisticsFile* NearestPartitionStatistics(const TableMetadata& metadata,
                                                          const Snapshot& snapshot);

// The same as CountPartitions from the rows of the ancestor `since`: reads only the manifests that
// the snapshots after it made, as Iceberg Java does (PartitionStatsHandler). Nothing when a
// snapshot in between has expired, or when files went that the rows do not count.
std::optional<std::vector<PartitionCounts>> UpdatePartitions(
    const TableMetadata& metadata, const Snapshot& snapshot, SnapshotId since,
    std::vector<PartitionCounts> rows, store::ObjectStore& store, ManifestCache* cache);

}  // namespace tarn::iceberg
