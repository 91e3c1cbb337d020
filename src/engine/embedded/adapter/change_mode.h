#pragma once

#include <cstdint>
#include <string>

#include "iceberg/table_metadata.h"

namespace tarn::engine::embedded {

// The statements that change rows which are there.
enum class ChangeKind { kDelete, kUpdate, kMerge };

// How deleted rows leave a data file (table properties write.delete.mode, write.update.mode,
// write.merge.mode). By size, which is the default: a file is written anew when that is cheap or
// when little of it is left, else its deleted rows are listed in a delete file.
enum class ChangeMode { kBySize, kCopyOnWrite, kMergeOnRead };
// Only format version 2 has position delete files: others always copy on write. kInvalidArgument
// for an unknown mode.
ChangeMode ChangeModeOf(const iceberg::TableMetadata& metadata, ChangeKind kind);

// Whether a file that keeps some of its rows is written anew without the deleted ones.
struct ChangedFile {
  int64_t bytes = 0;
  uint64_t rows = 0;
  uint64_t deleted = 0;  // rows that are gone, those of earlier deletes included
};
bool RewritesFile(ChangeMode mode, const ChangedFile& file);

// Whether a delete file is about one data file or about all of a partition (table property
// write.delete.granularity, "file" or "partition"). kInvalidArgument for another value.
enum class DeleteGranularity { kFile, kPartition };
DeleteGranularity DeleteGranularityOf(const iceberg::TableMetadata& metadata,
                                      DeleteGranularity unless_set = DeleteGranularity::kFile);

// What a commit does when others changed the table since it was read (table properties
// write.delete.isolation-level, …; default serializable). Serializable: no rows that the statement
// would have read may have come. Snapshot: they may; the rows that it changes must be as they were.
enum class Isolation { kSnapshot, kSerializable };
// kInvalidArgument for an unknown level.
Isolation IsolationOf(const iceberg::TableMetadata& metadata, ChangeKind kind);

}  // namespace tarn::engine::embedded
