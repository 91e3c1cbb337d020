#include "iceberg/maintenance/reachable_files.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

// None when the store has no such file.
template <typename Read>
auto IfThere(const Read& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const base::Error& error) {
    if (error.kind() != ErrorKind::kNotFound) throw;
    return std::nullopt;
  }
}

auto FindManifestList(store::ObjectStore& store, const Snapshot& snapshot) {
  return IfThere([&] { return *ReadManifestList(store, snapshot, nullptr); });
}

auto FindManifest(store::ObjectStore& store, const ManifestFile& file) {
  return IfThere([&] { return DecodeManifest(store.Read(file.manifest_path), file); });
}

}  // namespace

std::vector<ManifestFile> ReadNeededManifestList(store::ObjectStore& store,
                                                 const Snapshot& snapshot) {
  if (auto list = FindManifestList(store, snapshot)) return *std::move(list);
  const bool has_list = !snapshot.manifest_list.empty();
  ThrowMissing(
      has_list ? "the manifest list" : "a manifest",
      has_list ? snapshot.manifest_list : fmt::format("{}", fmt::join(snapshot.manifests, ", ")),
      snapshot.snapshot_id.value());
}

Manifest ReadNeededManifest(store::ObjectStore& store, const ManifestFile& file) {
  if (auto manifest = FindManifest(store, file)) return *std::move(manifest);
  ThrowMissing("a manifest", file.manifest_path, file.added_snapshot_id.value());
}

bool HasEncryptedSnapshots(const TableMetadata& metadata) {
  return std::any_of(metadata.snapshots.begin(), metadata.snapshots.end(),
                     [](const Snapshot& snapshot) { return snapshot.key_id.has_value(); });
}

void ReachableFiles::AddFilesOf(const std::string& location, const TableMetadata& metadata) {
  paths_.Insert(location);
  for (const MetadataLogEntry& entry : metadata.metadata_log) paths_.Insert(entry.metadata_file);
  for (const StatisticsFile& file : metadata.statistics) paths_.Insert(file.statistics_path);
  for (const PartitionStatisticsFile& file : metadata.partition_statistics) {
    paths_.Insert(file.statistics_path);
  }
}

void ReachableFiles::AddTable(const std::string& location, const TableMetadata& metadata) {
  AddFilesOf(location, metadata);
  for (const Snapshot& snapshot : metadata.snapshots) AddSnapshot(snapshot, false);
}

size_t ReachableFiles::AddWhatIsLeft(const std::string& location, const TableMetadata& metadata) {
  AddFilesOf(location, metadata);
  size_t incomplete = 0;
  for (const Snapshot& snapshot : metadata.snapshots) {
    if (!AddSnapshot(snapshot, true)) ++incomplete;
  }
  return incomplete;
}

bool ReachableFiles::AddSnapshot(const Snapshot& snapshot, bool pass_over_missing) {
  const std::string& path = snapshot.manifest_list;
  // A list is noted once everything in it is: after a failure in between it is read again.
  if (!path.empty() && paths_.Contains(path)) return true;
  if (snapshot.key_id) {
    paths_.Insert(path);
    return true;
  }
  std::vector<ManifestFile> manifests;
  if (pass_over_missing) {
    if (!path.empty() && missing_.Contains(path)) return false;
    auto found = FindManifestList(store_, snapshot);
    if (!found) {
      if (!path.empty()) missing_.Insert(path);
      return false;
    }
    manifests = *std::move(found);
  } else {
    manifests = ReadNeededManifestList(store_, snapshot);
  }
  bool whole = true;
  for (const ManifestFile& file : manifests) whole &= AddManifest(file, pass_over_missing);
  // What is left of an incomplete one stays, but whoever must not miss anything reads it again.
  if (!path.empty()) (whole ? paths_ : incomplete_).Insert(path);
  return whole;
}

bool ReachableFiles::AddManifest(const ManifestFile& file, bool pass_over_missing) {
  if (paths_.Contains(file.manifest_path)) return true;
  if (file.has_live_files()) {
    if (pass_over_missing && missing_.Contains(file.manifest_path)) return false;
    std::optional<Manifest> manifest;
    if (pass_over_missing) {
      manifest = FindManifest(store_, file);
      if (!manifest) {
        missing_.Insert(file.manifest_path);
        return false;
      }
    } else {
      manifest = ReadNeededManifest(store_, file);
    }
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live()) paths_.Insert(entry.data_file.file_path);
    }
  }
  paths_.Insert(file.manifest_path);
  ++manifests_;
  return true;
}

}  // namespace tarn::iceberg
