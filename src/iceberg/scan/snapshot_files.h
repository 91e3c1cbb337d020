#pragma once

#include <memory>
#include <vector>

#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/manifest/packed_manifest.h"
#include "iceberg/snapshot.h"

namespace tarn::iceberg {

// Reads what a snapshot names. As ReadManifestList, ReadManifest and ReadPackedManifest, but a file
// that is gone is kDataCorruption, and tells which snapshot needs it. Thread safe.
std::shared_ptr<const std::vector<ManifestFile>> ReadSnapshotManifests(store::ObjectStore& store,
                                                                       const Snapshot& snapshot,
                                                                       ManifestCache* cache);
std::shared_ptr<const Manifest> ReadSnapshotManifest(store::ObjectStore& store,
                                                     const Snapshot& snapshot,
                                                     const ManifestFile& file,
                                                     ManifestCache* cache);
std::shared_ptr<const PackedManifest> ReadSnapshotPackedManifest(store::ObjectStore& store,
                                                                 const Snapshot& snapshot,
                                                                 const ManifestFile& file,
                                                                 ManifestCache* cache);

}  // namespace tarn::iceberg
