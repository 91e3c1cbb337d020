#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "iceberg/maintenance/path_set.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/table_metadata.h"

namespace tarn::store {
class ObjectStore;
}

namespace tarn::iceberg {

// Gathers every file that metadata files of tables reach: themselves, earlier metadata files in
// their logs, statistics, manifest lists, manifests, and the live data and delete files of every
// snapshot (current or not, of any branch or tag). What a manifest lists as deleted is not reached
// by it: earlier snapshots that still have the file are what keeps it.
//
// Of a snapshot whose manifest list is encrypted only the list is known: whoever removes files
// keeps all that lies in the table's folders (HasEncryptedSnapshots).
//
// A manifest or manifest list that many snapshots or tables share is read once. Memory: the hashes
// of the paths, and one manifest. Not thread safe.
//
// Errors: kDataCorruption when a manifest or manifest list that is named is missing or damaged, and
// what the store throws: then what is reachable is not known, and nothing may be removed.
class ReachableFiles {
 public:
  explicit ReachableFiles(store::ObjectStore& store) : store_(store) {}

  void AddTable(const std::string& location, const TableMetadata& metadata);
  // The same of metadata whose snapshots other programs may have expired since, and removed their
  // files: manifests and manifest lists that are missing (not: damaged) are passed over, with what
  // only they name. Gives the number of snapshots that miss some.
  size_t AddWhatIsLeft(const std::string& location, const TableMetadata& metadata);
  // A file that is kept for itself, such as a view's metadata.
  void AddFile(const std::string& path) { paths_.Insert(path); }

  bool Contains(std::string_view path) const {
    return paths_.Contains(path) || incomplete_.Contains(path);
  }
  // Every path, manifests and metadata included.
  size_t size() const { return paths_.size(); }
  uint64_t manifests() const { return manifests_; }
  size_t memory_bytes() const { return paths_.memory_bytes(); }

 private:
  void AddFilesOf(const std::string& location, const TableMetadata& metadata);
  // False when something is missing that was passed over.
  bool AddSnapshot(const Snapshot& snapshot, bool pass_over_missing);
  bool AddManifest(const ManifestFile& file, bool pass_over_missing);

  store::ObjectStore& store_;
  PathSet paths_;
  PathSet incomplete_;  // manifest lists that name missing manifests
  PathSet missing_;     // manifests and manifest lists that were passed over
  uint64_t manifests_ = 0;
};

bool HasEncryptedSnapshots(const TableMetadata& metadata);

// A manifest list or manifest that must be there, as kDataCorruption with what needs it when it is
// not.
std::vector<ManifestFile> ReadNeededManifestList(store::ObjectStore& store,
                                                 const Snapshot& snapshot);
Manifest ReadNeededManifest(store::ObjectStore& store, const ManifestFile& file);

}  // namespace tarn::iceberg
