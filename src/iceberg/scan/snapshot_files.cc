#include "iceberg/scan/snapshot_files.h"

#include "base/error.h"

namespace tarn::iceberg {
namespace {

template <typename Read>
auto Needed(const Snapshot& snapshot, const char* what, Read&& read) {
  try {
    return read();
  } catch (const base::Error& error) {
    if (error.kind() != base::ErrorKind::kNotFound) throw;
    throw base::Error(
        base::ErrorKind::kDataCorruption,
        fmt::format("snapshot {} needs a {} that is gone: {}", snapshot.snapshot_id.value(), what,
                    error.message()),
        "restore the file, or roll the table back to a snapshot that does not need it");
  }
}

}  // namespace

std::shared_ptr<const std::vector<ManifestFile>> ReadSnapshotManifests(store::ObjectStore& store,
                                                                       const Snapshot& snapshot,
                                                                       ManifestCache* cache) {
  return Needed(snapshot, "manifest list",
                [&] { return ReadManifestList(store, snapshot, cache); });
}

std::shared_ptr<const Manifest> ReadSnapshotManifest(store::ObjectStore& store,
                                                     const Snapshot& snapshot,
                                                     const ManifestFile& file,
                                                     ManifestCache* cache) {
  return Needed(snapshot, "manifest", [&] { return ReadManifest(store, file, cache); });
}

std::shared_ptr<const PackedManifest> ReadSnapshotPackedManifest(store::ObjectStore& store,
                                                                 const Snapshot& snapshot,
                                                                 const ManifestFile& file,
                                                                 ManifestCache* cache) {
  return Needed(snapshot, "manifest", [&] { return ReadPackedManifest(store, file, cache); });
}

}  // namespace tarn::iceberg
