#include "iceberg/scan/snapshot_diff.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "iceberg/maintenance/path_set.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/scan/plan.h"

namespace tarn::iceberg {
namespace {

using Manifests = std::vector<ManifestFile>;

std::set<std::string> PathsOf(const Manifests& manifests, ManifestContent content) {
  std::set<std::string> paths;
  for (const ManifestFile& file : manifests) {
    if (file.content == content && file.has_live_files()) paths.insert(file.manifest_path);
  }
  return paths;
}

// A file's path together with all that tells which of its rows are left.
std::string StateOf(const std::string& path, const std::string& deletes) {
  return path + '\n' + deletes;
}

// Calls `visit` for each live data file of the manifests that are not in `except`. A file's
// sequence number says which equality deletes apply to it, where there are any.
template <typename Visit>
void VisitFiles(const Manifests& manifests, const std::set<std::string>& except, bool has_deletes,
                store::ObjectStore& store, ManifestCache* cache, Visit&& visit) {
  for (const ManifestFile& file : manifests) {
    if (file.content != ManifestContent::kData || !file.has_live_files()) continue;
    if (except.contains(file.manifest_path)) continue;
    const auto manifest = ReadManifest(store, file, cache);
    for (const ManifestEntry& entry : manifest->entries) {
      if (!entry.is_live()) continue;
      const std::string deletes =
          has_deletes ? fmt::format("{}", entry.sequence_number.value_or(0)) : std::string();
      visit(entry.data_file.file_path, StateOf(entry.data_file.file_path, deletes));
    }
  }
}

// The same when the deletes of the snapshots differ: each file with those that apply to it.
template <typename Visit>
void VisitPlanned(const TableMetadata& metadata, const Snapshot& snapshot,
                  store::ObjectStore& store, ManifestCache* cache, Visit&& visit) {
  PlanOptions options;
  options.cache = cache;
  StreamFiles(metadata, snapshot, store, options, [&](FileScanTask task) {
    std::vector<std::string> deletes;
    for (const auto& entry : task.deletes) {
      deletes.push_back(fmt::format("{} {}", entry->data_file.file_path,
                                    entry->data_file.content_offset.value_or(0)));
    }
    std::sort(deletes.begin(), deletes.end());
    visit(task.file().file_path,
          StateOf(task.file().file_path, fmt::format("{}", fmt::join(deletes, "\n"))));
    return true;
  });
}

}  // namespace

std::set<std::string> FilesOnlyIn(const TableMetadata& metadata, const Snapshot* snapshot,
                                  const TableMetadata& other_metadata, const Snapshot* other,
                                  store::ObjectStore& store, ManifestCache* cache) {
  std::set<std::string> only;
  if (snapshot == nullptr) return only;
  const auto own_list = ReadManifestList(store, *snapshot, cache);
  const auto other_list = other == nullptr ? std::make_shared<const Manifests>()
                                           : ReadManifestList(store, *other, cache);
  PathSet known;
  const auto remember = [&](const std::string&, const std::string& state) { known.Insert(state); };
  const auto compare = [&](const std::string& path, const std::string& state) {
    if (!known.Contains(state)) only.insert(path);
  };
  const auto own_deletes = PathsOf(*own_list, ManifestContent::kDeletes);
  if (own_deletes == PathsOf(*other_list, ManifestContent::kDeletes)) {
    const bool has_deletes = !own_deletes.empty();
    VisitFiles(*other_list, PathsOf(*own_list, ManifestContent::kData), has_deletes, store, cache,
               remember);
    VisitFiles(*own_list, PathsOf(*other_list, ManifestContent::kData), has_deletes, store, cache,
               compare);
    return only;
  }
  if (other != nullptr) VisitPlanned(other_metadata, *other, store, cache, remember);
  VisitPlanned(metadata, *snapshot, store, cache, compare);
  return only;
}

}  // namespace tarn::iceberg
