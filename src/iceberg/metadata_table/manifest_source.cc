#include "iceberg/metadata_table/manifest_source.h"

namespace tarn::iceberg {

const Snapshot* ManifestSource::NextSnapshot() {
  if (scope_ == Scope::kSnapshot) return next_snapshot_++ == 0 ? source_.snapshot : nullptr;
  const SnapshotList& all = source_.metadata->snapshots;
  return next_snapshot_ < all.size() ? &all[next_snapshot_++] : nullptr;
}

const ManifestFile* ManifestSource::Next() {
  while (true) {
    if (list_ && next_ < list_->size()) {
      const ManifestFile& file = (*list_)[next_++];
      if (scope_ == Scope::kAllDistinct && !seen_.insert(file.manifest_path).second) continue;
      return &file;
    }
    if (options_.check_cancelled) options_.check_cancelled();
    snapshot_ = NextSnapshot();
    if (!snapshot_) return nullptr;
    list_ = ReadManifestList(*source_.store, *snapshot_, cache());
    next_ = 0;
  }
}

std::shared_ptr<const Manifest> ManifestSource::Read(const ManifestFile& file) const {
  if (options_.check_cancelled) options_.check_cancelled();
  return ReadManifest(*source_.store, file, cache());
}

}  // namespace tarn::iceberg
