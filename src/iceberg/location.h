#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "iceberg/partition_spec.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// Where data files go, and that each goes into a folder of its own hash, so that an object store
// spreads them.
inline constexpr const char* kDataPath = "write.data.path";
inline constexpr const char* kObjectStoreLayout = "write.object-storage.enabled";

// Where a table's files go. Names carry UUIDs: two writers, or two branches, never meet. All give
// full paths below the table's location, or below `write.data.path`, `write.metadata.path`.

// "<location>/data/<partition path>/<sequence>-<uuid>.parquet"; `sequence` numbers the files of one
// write. With write.object-storage.enabled, as Trino has it,
// "<data folder>/<hash>/<schema>/<table>/<partition path>/…": six letters of the hash of what
// follows them, and the last two parts of the table's location unless the folder is inside it.
std::string NewDataFilePath(const TableMetadata& metadata, const PartitionSpec& spec,
                            const PartitionValues& partition, uint32_t sequence,
                            std::string_view extension = "parquet",
                            base::RandomSource& random = base::RandomSource::System());
// The folder that a table's data files go to, without a slash at the end.
std::string DataFolder(const TableMetadata& metadata);
std::string MetadataFolder(const TableMetadata& metadata);

// "<location>/metadata/<commit uuid>-m<sequence>.avro".
std::string ManifestPath(const TableMetadata& metadata, std::string_view commit_uuid,
                         uint32_t sequence);
// "<location>/metadata/snap-<snapshot id>-<attempt>-<commit uuid>.avro".
std::string ManifestListPath(const TableMetadata& metadata, SnapshotId snapshot_id,
                             uint32_t attempt, std::string_view commit_uuid);
// "<location>/metadata/00001-<uuid>.metadata.json": the version after `previous_location`, 0 when
// that is empty or tells no version. With `gzip`, "….gz.metadata.json".
std::string NewMetadataPath(const TableMetadata& metadata, std::string_view previous_location,
                            bool gzip = false,
                            base::RandomSource& random = base::RandomSource::System());

// "<location>/metadata/<snapshot id>-<uuid>.stats": a Puffin file of statistics.
std::string NewStatisticsPath(const TableMetadata& metadata, SnapshotId snapshot_id,
                              base::RandomSource& random = base::RandomSource::System());

// "<location>/metadata/partition-stats-<snapshot id>-<uuid>.parquet", as Iceberg Java names them.
std::string NewPartitionStatisticsPath(const TableMetadata& metadata, SnapshotId snapshot_id,
                                       base::RandomSource& random = base::RandomSource::System());

// A positive snapshot id that the table does not have.
SnapshotId NewSnapshotId(const TableMetadata& metadata,
                         base::RandomSource& random = base::RandomSource::System());

}  // namespace tarn::iceberg
