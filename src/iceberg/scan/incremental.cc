#include "iceberg/scan/incremental.h"

#include <algorithm>

#include "base/error.h"
#include "base/ordered_work.h"
#include "iceberg/scan/snapshot_files.h"
#include "iceberg/scan/snapshot_lookup.h"
#include "iceberg/scan/spec_filters.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

// Snapshots that are read at once: each is a manifest list and mostly one manifest.
constexpr size_t kParallelism = 8;

class ChangePlanner {
 public:
  ChangePlanner(const TableMetadata& metadata, store::ObjectStore& store,
                const PlanOptions& options)
      : store_(store),
        options_(options),
        specs_(metadata,
               std::make_shared<const BoundExpression>(Bind(
                   options.filter, options.schema ? *options.schema : metadata.current_schema(),
                   options.sensitivity))) {
    for (const PartitionSpec& spec : metadata.partition_specs) specs_.Add(spec.spec_id);
  }

  struct Changes {
    std::vector<ChangeTask> tasks;
    PlanCounters counters;
  };

  // What one snapshot did. Thread safe.
  Changes Of(const Snapshot& snapshot, int32_t ordinal, bool appends_only) const {
    if (options_.cancel) options_.cancel->Check();
    Changes changes;
    const auto list = ReadSnapshotManifests(store_, snapshot, options_.cache);
    bool has_deletes = false;
    bool took_out = false;
    for (const ManifestFile& file : *list) {
      const bool own = file.added_snapshot_id == snapshot.snapshot_id;
      if (file.content == ManifestContent::kDeletes) {
        has_deletes = has_deletes || file.has_live_files();
        if (own && file.has_added_files() && !appends_only) ThrowDeletes(snapshot);
        continue;
      }
      if (!own) continue;
      ++changes.counters.manifests;
      Read(snapshot, file, ordinal, changes, took_out);
    }
    // Rows that were deleted before would be told to go a second time.
    if (took_out && has_deletes && !appends_only) ThrowDeletes(snapshot);
    return changes;
  }

 private:
  [[noreturn]] static void ThrowDeletes(const Snapshot& snapshot) {
    throw base::Error(
        ErrorKind::kUnsupported,
        fmt::format("which rows delete files took out cannot be told as changes; snapshot {} has "
                    "such files",
                    snapshot.snapshot_id.value()),
        "ask for the changes of a range of snapshots without it, or write the table copy-on-write");
  }

  void Read(const Snapshot& snapshot, const ManifestFile& file, int32_t ordinal, Changes& changes,
            bool& took_out) const {
    const SpecFilters::OfSpec& of = specs_.Of(file.partition_spec_id);
    const auto manifest = ReadSnapshotPackedManifest(store_, snapshot, file, options_.cache);
    for (size_t i = 0; i < manifest->size(); ++i) {
      const PackedManifest::Entry& packed = (*manifest)[i];
      if (packed.status == EntryStatus::kExisting) continue;
      ManifestEntry entry = manifest->Unpack(packed);
      if (entry.snapshot_id != snapshot.snapshot_id) continue;
      const bool added = entry.status == EntryStatus::kAdded;
      took_out = took_out || !added;
      ++changes.counters.files;
      if (!specs_.Judge(*manifest, packed, of).residual) {
        ++changes.counters.files_skipped;
        continue;
      }
      changes.tasks.push_back({{added ? ChangeType::kInsert : ChangeType::kDelete,
                                snapshot.snapshot_id, snapshot.timestamp_ms, ordinal},
                               std::make_shared<const ManifestEntry>(std::move(entry))});
    }
  }

  store::ObjectStore& store_;
  const PlanOptions& options_;
  SpecFilters specs_;
};

PlanTotals Stream(const TableMetadata& metadata, const std::vector<const Snapshot*>& snapshots,
                  bool appends_only, store::ObjectStore& store, const PlanOptions& options,
                  const ChangeSink& sink) {
  const ChangePlanner planner(metadata, store, options);
  const size_t threads = options.parallelism > 0 ? options.parallelism : kParallelism;
  PlanTotals totals;
  base::InOrder(
      snapshots.size(), threads, threads * 2,
      [&](size_t i) { return planner.Of(*snapshots[i], static_cast<int32_t>(i), appends_only); },
      [&](ChangePlanner::Changes changes) {
        totals.counters += changes.counters;
        for (ChangeTask& task : changes.tasks) {
          totals.record_count += task.entry->data_file.record_count;
          totals.bytes += task.entry->data_file.file_size_in_bytes;
          if (!sink(std::move(task))) return false;
        }
        return true;
      });
  return totals;
}

}  // namespace

std::vector<const Snapshot*> SnapshotsBetween(const TableMetadata& metadata,
                                              std::optional<SnapshotId> after, SnapshotId until) {
  if (after) SnapshotById(metadata, *after);
  const Snapshot* at = &SnapshotById(metadata, until);
  std::vector<const Snapshot*> snapshots;
  // Damaged metadata may have snapshots that are each other's parents.
  while (at && snapshots.size() <= metadata.snapshots.size()) {
    if (after && at->snapshot_id == *after) {
      std::reverse(snapshots.begin(), snapshots.end());
      return snapshots;
    }
    snapshots.push_back(at);
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
  if (at) {
    base::Throw(ErrorKind::kDataCorruption, "the history of snapshot {} is a circle",
                until.value());
  }
  if (after) {
    throw base::Error(
        ErrorKind::kInvalidArgument,
        fmt::format("snapshot {} is not an ancestor of snapshot {}", after->value(), until.value()),
        "the first of the two is the older one, and both are of the same branch; "
        "see the table's history");
  }
  std::reverse(snapshots.begin(), snapshots.end());
  return snapshots;
}

PlanTotals StreamAppends(const TableMetadata& metadata, std::optional<SnapshotId> after,
                         SnapshotId until, store::ObjectStore& store, const PlanOptions& options,
                         const TaskSink& sink) {
  auto snapshots = SnapshotsBetween(metadata, after, until);
  std::erase_if(snapshots, [](const Snapshot* s) { return s->operation != Operation::kAppend; });
  const auto everything = std::make_shared<const BoundExpression>(
      Bind(options.filter, options.schema ? *options.schema : metadata.current_schema(),
           options.sensitivity));
  return Stream(metadata, snapshots, true, store, options, [&](ChangeTask task) {
    if (task.change.type != ChangeType::kInsert) return true;
    return sink({std::move(task.entry), {}, everything});
  });
}

PlanTotals StreamChanges(const TableMetadata& metadata, std::optional<SnapshotId> after,
                         SnapshotId until, store::ObjectStore& store, const PlanOptions& options,
                         const ChangeSink& sink) {
  auto snapshots = SnapshotsBetween(metadata, after, until);
  std::erase_if(snapshots, [](const Snapshot* s) { return s->operation == Operation::kReplace; });
  return Stream(metadata, snapshots, false, store, options, sink);
}

}  // namespace tarn::iceberg
