#include "iceberg/maintenance/reachable_files.h"

#include "base/error.h"
#include "store/object_store.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

[[noreturn]] void ThrowMissing(std::string_view what, const std::string& path, int64_t snapshot) {
  throw base::Error(ErrorKind::kDataCorruption,
                    fmt::format("{} that snapshot {} needs is missing: {}", what, snapshot, path),
                    "restore it, or expire the snapshot; until then nothing is cleaned up");
}

}  // namespace

std::vector<ManifestFile> ReadNeededManifestList(store::ObjectStore& store,
                                                 const Snapshot& snapshot) {
  try {
    return *ReadManifestList(store, snapshot, nullptr);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    ThrowMissing(snapshot.manifest_list.empty() ? "a manifest" : "the manifest list",
                 snapshot.manifest_list.empty() ? error.message() : snapshot.manifest_list,
                 snapshot.snapshot_id.value());
  }
}

Manifest ReadNeededManifest(store::ObjectStore& store, const ManifestFile& file) {
  try {
    return DecodeManifest(store.Read(file.manifest_path), file);
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    ThrowMissing("a manifest", file.manifest_path, file.added_snapshot_id.value());
  }
}

void ReachableFiles::AddTable(const std::string& location, const TableMetadata& metadata) {
  paths_.Insert(location);
  for (const MetadataLogEntry& entry : metadata.metadata_log) paths_.Insert(entry.metadata_file);
  for (const StatisticsFile& file : metadata.statistics) paths_.Insert(file.statistics_path);
  for (const PartitionStatisticsFile& file : metadata.partition_statistics) {
    paths_.Insert(file.statistics_path);
  }
  for (const Snapshot& snapshot : metadata.snapshots) AddSnapshot(snapshot);
}

void ReachableFiles::AddSnapshot(const Snapshot& snapshot) {
  // A list is noted once everything in it is: after a failure in between it is read again.
  if (!snapshot.manifest_list.empty() && paths_.Contains(snapshot.manifest_list)) return;
  for (const ManifestFile& file : ReadNeededManifestList(store_, snapshot)) AddManifest(file);
  if (!snapshot.manifest_list.empty()) paths_.Insert(snapshot.manifest_list);
}

void ReachableFiles::AddManifest(const ManifestFile& file) {
  if (paths_.Contains(file.manifest_path)) return;
  if (file.has_live_files()) {
    for (const ManifestEntry& entry : ReadNeededManifest(store_, file).entries) {
      if (entry.is_live()) paths_.Insert(entry.data_file.file_path);
    }
  }
  paths_.Insert(file.manifest_path);
  ++manifests_;
}

}  // namespace tarn::iceberg
