#include "iceberg/action/cherry_pick.h"

#include <fmt/format.h>

#include "base/error.h"
#include "iceberg/action/ref_actions.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/scan/snapshot_lookup.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// The summary keys of Iceberg Java.
constexpr const char* kSourceSnapshotId = "source-snapshot-id";
constexpr const char* kStagedWapId = "wap.id";
constexpr const char* kPublishedWapId = "published-wap-id";

void RequireNotPicked(const TableMetadata& metadata, const Snapshot& snapshot) {
  const std::string id = std::to_string(snapshot.snapshot_id.value());
  const auto wap_id = snapshot.summary.find(kStagedWapId);
  const Snapshot* at = metadata.current_snapshot();
  while (at != nullptr) {
    if (at->snapshot_id == snapshot.snapshot_id) {
      base::Throw(ErrorKind::kFailedPrecondition, "snapshot {} is in the history of main already",
                  id);
    }
    const auto says = [&](const char* key, const std::string& value) {
      const auto it = at->summary.find(key);
      return it != at->summary.end() && it->second == value;
    };
    if (says(kSourceSnapshotId, id) ||
        (wap_id != snapshot.summary.end() && says(kPublishedWapId, wap_id->second))) {
      base::Throw(ErrorKind::kFailedPrecondition, "snapshot {} was cherry-picked already, as {}",
                  id, at->snapshot_id.value());
    }
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
}

}  // namespace

std::vector<DataFile> AddedDataFiles(const TableMetadata& metadata, SnapshotId snapshot_id,
                                     store::ObjectStore& store, ManifestCache* cache) {
  const Snapshot& snapshot = SnapshotById(metadata, snapshot_id);
  std::vector<DataFile> added;
  const auto list = ReadManifestList(store, snapshot, cache);
  for (const ManifestFile& file : *list) {
    if (file.content != ManifestContent::kData || file.added_snapshot_id != snapshot_id) continue;
    const auto manifest = ReadManifest(store, file, cache);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.status == EntryStatus::kAdded && entry.snapshot_id == snapshot_id) {
        added.push_back(entry.data_file);
      }
    }
  }
  return added;
}

CherryPick PlanCherryPick(const TableMetadata& metadata, SnapshotId snapshot_id,
                          store::ObjectStore& store, ManifestCache* cache) {
  const Snapshot& snapshot = SnapshotById(metadata, snapshot_id);
  RequireNotPicked(metadata, snapshot);
  CherryPick pick;
  const auto main = metadata.refs.find(std::string(kMainBranch));
  if (main != metadata.refs.end() && snapshot.parent_snapshot_id == main->second.snapshot_id) {
    SnapshotRef moved = main->second;
    moved.snapshot_id = snapshot_id;
    pick.fast_forward = {update::SetSnapshotRef{std::string(kMainBranch), moved}};
    return pick;
  }
  if (snapshot.operation != Operation::kAppend) {
    throw base::Error(
        ErrorKind::kFailedPrecondition,
        fmt::format("snapshot {} cannot be cherry-picked: it does not only add files ({})",
                    snapshot_id.value(),
                    snapshot.operation ? ToString(*snapshot.operation) : "unknown"),
        "cherry-pick snapshots that append, or those that come right after main's");
  }
  pick.added = AddedDataFiles(metadata, snapshot_id, store, cache);
  pick.summary[kSourceSnapshotId] = std::to_string(snapshot_id.value());
  if (const auto wap = snapshot.summary.find(kStagedWapId); wap != snapshot.summary.end()) {
    pick.summary[kPublishedWapId] = wap->second;
  }
  return pick;
}

}  // namespace tarn::iceberg
