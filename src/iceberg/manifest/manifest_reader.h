#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/table_metadata.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// What the file says of itself, and its entries. Entries carry what they inherit from the manifest
// list (snapshot id, sequence numbers, spec id, first row id).
struct Manifest {
  int32_t format_version = 2;
  PartitionSpecId spec_id{0};
  ManifestContent content = ManifestContent::kData;
  std::vector<ManifestEntry> entries;

  size_t memory_bytes() const;  // an estimate, for caches
};

// Decodes a manifest (spec: Manifests), versions 1 to 3, whichever the file is. `file` is its line
// in the manifest list. kDataCorruption, naming the manifest, for bytes that are no manifest;
// kUnsupported for a later version.
Manifest DecodeManifest(std::string_view bytes, const ManifestFile& file);

// Decodes a manifest list (spec: Manifest Lists).
std::vector<ManifestFile> DecodeManifestList(std::string_view bytes, const std::string& path);

class ManifestCache;

// Reads through `cache` (may be null). Errors of the store pass through.
std::shared_ptr<const Manifest> ReadManifest(store::ObjectStore& store, const ManifestFile& file,
                                             ManifestCache* cache);
// All manifests of a snapshot; version 1's in-line list included.
std::shared_ptr<const std::vector<ManifestFile>> ReadManifestList(store::ObjectStore& store,
                                                                  const Snapshot& snapshot,
                                                                  ManifestCache* cache);

}  // namespace tarn::iceberg
