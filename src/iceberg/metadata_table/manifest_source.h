#pragma once

#include <memory>
#include <set>
#include <string>

#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/metadata_table/metadata_table.h"

namespace tarn::iceberg {

// The manifests of a snapshot, or of all snapshots, one after another: one manifest list is in
// memory at a time. Not thread safe.
class ManifestSource {
 public:
  enum class Scope {
    kSnapshot,      // the manifests of the source's snapshot
    kAllSnapshots,  // those of every snapshot in turn, repeated as often as they are named
    kAllDistinct,   // the same, each once
  };

  // `source` outlives it.
  ManifestSource(const MetadataTableSource& source, const MetadataReadOptions& options, Scope scope)
      : source_(source), options_(options), scope_(scope) {}

  // Null at the end; the pointer lives until the next call.
  const ManifestFile* Next();
  // The snapshot whose list named the last manifest.
  const Snapshot& snapshot() const { return *snapshot_; }
  std::shared_ptr<const Manifest> Read(const ManifestFile& file) const;

 private:
  const Snapshot* NextSnapshot();
  // Tables of all snapshots would push everything else out of the cache.
  ManifestCache* cache() const { return scope_ == Scope::kSnapshot ? source_.cache : nullptr; }

  const MetadataTableSource& source_;
  const MetadataReadOptions& options_;
  const Scope scope_;
  size_t next_snapshot_ = 0;
  const Snapshot* snapshot_ = nullptr;
  std::shared_ptr<const std::vector<ManifestFile>> list_;
  size_t next_ = 0;
  std::set<std::string> seen_;
};

}  // namespace tarn::iceberg
