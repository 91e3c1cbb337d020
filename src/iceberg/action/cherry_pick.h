#pragma once

#include <map>
#include <string>
#include <vector>

#include "iceberg/manifest/data_file.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/table_metadata.h"
#include "iceberg/update/table_update.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// How the changes of a snapshot that is not in main's history come to main: by moving main on to
// it, or by adding its files again. As Iceberg Java's cherry-pick, without dynamic overwrites.
struct CherryPick {
  // Moves main; empty when the files are to be added.
  std::vector<TableUpdate> fast_forward;
  std::vector<DataFile> added;
  std::map<std::string, std::string> summary;  // of the snapshot that adds them
};

// The data files that a snapshot added, from its manifests; kNotFound for an unknown snapshot.
// `cache` may be null. Errors of the store.
std::vector<DataFile> AddedDataFiles(const TableMetadata& metadata, SnapshotId snapshot_id,
                                     store::ObjectStore& store, ManifestCache* cache);

// kNotFound for an unknown snapshot; kFailedPrecondition when main has it already, by history or by
// an earlier cherry-pick, and for a snapshot that does more than add files. `cache` may be null.
// Errors of the store.
CherryPick PlanCherryPick(const TableMetadata& metadata, SnapshotId snapshot_id,
                          store::ObjectStore& store, ManifestCache* cache);

}  // namespace tarn::iceberg
