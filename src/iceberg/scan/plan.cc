#include "iceberg/scan/plan.h"

#include <algorithm>
#include <span>
#include <thread>

#include "base/error.h"
#include "base/ordered_work.h"
#include "iceberg/manifest/packed_manifest.h"
#include "iceberg/scan/delete_index.h"
#include "iceberg/scan/snapshot_files.h"
#include "iceberg/scan/spec_filters.h"

namespace tarn::iceberg {
namespace {

using EntryPtr = std::shared_ptr<const ManifestEntry>;

// Reading waits for the store more than for a core.
constexpr size_t kLeastParallelism = 4;
constexpr size_t kMostParallelism = 16;
// A thread takes as long to start as so many manifests to look at when they are cached.
constexpr size_t kCachedPerThread = 128;
constexpr size_t kManifestsPerGroup = 32;
constexpr size_t kGroupsPerThread = 8;
constexpr int64_t kBytesPerGroup = 256 << 10;

class Planner {
 public:
  Planner(const TableMetadata& metadata, const Snapshot& snapshot, store::ObjectStore& store,
          const PlanOptions& options)
      : snapshot_(snapshot),
        store_(store),
        options_(options),
        specs_(metadata,
               std::make_shared<const BoundExpression>(Bind(
                   options.filter, options.schema ? *options.schema : metadata.SchemaOf(snapshot),
                   options.sensitivity))) {}

  PlanTotals Run(const TaskSink& sink) {
    PlanTotals totals;
    const auto list = ReadSnapshotManifests(store_, snapshot_, options_.cache);
    std::vector<const ManifestFile*> data;
    std::vector<const ManifestFile*> deletes;
    for (const ManifestFile& file : *list) {
      specs_.Add(file.partition_spec_id);
      ++totals.counters.manifests;
      if (!specs_.MightMatch(file)) {
        ++totals.counters.manifests_skipped;
        if (file.content == ManifestContent::kData) {
          totals.counters.files_skipped_by_partition +=
              int64_t{file.added_files_count.value_or(0)} + file.existing_files_count.value_or(0);
        }
      } else {
        (file.content == ManifestContent::kData ? data : deletes).push_back(&file);
      }
    }
    ReadDeletes(deletes, totals.counters);
    const size_t threads = Threads(data);
    const std::vector<Group> groups = GroupsOf(data, threads);
    base::InOrder(
        groups.size(), threads, threads + 2, [&](size_t i) { return PlanGroup(groups[i]); },
        [&](Batch batch) {
          totals.counters += batch.counters;
          for (FileScanTask& task : batch.tasks) {
            totals.record_count += task.file().record_count;
            totals.bytes += task.file().file_size_in_bytes;
            if (!sink(std::move(task))) return false;
          }
          return true;
        });
    return totals;
  }

 private:
  // Manifests that one thread plans in one go, and what it found in them.
  using Group = std::span<const ManifestFile* const>;
  struct Batch {
    std::vector<FileScanTask> tasks;
    PlanCounters counters;
  };

  // Small manifests go together, as handing over costs more than looking at one; large ones alone,
  // as all that is found in a group is in memory at once.
  static std::vector<Group> GroupsOf(const std::vector<const ManifestFile*>& files,
                                     size_t threads) {
    const size_t most = std::clamp<size_t>(
        files.size() / (kGroupsPerThread * std::max<size_t>(threads, 1)), 1, kManifestsPerGroup);
    std::vector<Group> groups;
    size_t begin = 0;
    int64_t bytes = 0;
    for (size_t i = 0; i < files.size(); ++i) {
      bytes += files[i]->manifest_length;
      if (i + 1 < files.size() && i + 1 - begin < most && bytes < kBytesPerGroup) continue;
      groups.push_back(Group(files).subspan(begin, i + 1 - begin));
      begin = i + 1;
      bytes = 0;
    }
    return groups;
  }

  // Looking at cached manifests is quicker than starting threads for it.
  size_t Threads(const std::vector<const ManifestFile*>& files) const {
    size_t most = options_.parallelism;
    if (most == 0) {
      // The system is asked by opening a file.
      static const size_t cores = std::clamp<size_t>(std::thread::hardware_concurrency(),
                                                     kLeastParallelism, kMostParallelism);
      most = cores;
    }
    size_t cached = 0;
    if (options_.cache) {
      for (const ManifestFile* file : files) {
        cached += options_.cache->HasPacked(CacheKey(*file)) ? 1 : 0;
      }
    }
    return std::min(most, files.size() - cached + cached / kCachedPerThread);
  }

  void CheckCancelled() const {
    if (options_.cancel) options_.cancel->Check();
  }

  void ReadDeletes(const std::vector<const ManifestFile*>& files, PlanCounters& counters) {
    const size_t threads = std::min(files.size(), kLeastParallelism);
    base::InOrder(
        files.size(), threads, threads,
        [&](size_t i) {
          CheckCancelled();
          return ReadSnapshotManifest(store_, snapshot_, *files[i], options_.cache);
        },
        [&](const std::shared_ptr<const Manifest>& manifest) {
          const bool global = specs_.Of(manifest->spec_id).spec->is_unpartitioned();
          for (const ManifestEntry& entry : manifest->entries) {
            if (!entry.is_live()) continue;
            ++counters.delete_files;
            deletes_.Add(EntryPtr(manifest, &entry), global);
          }
          return true;
        });
  }

  // Thread safe.
  Batch PlanGroup(Group group) const {
    Batch batch;
    for (const ManifestFile* file : group) PlanManifest(*file, batch);
    return batch;
  }

  void PlanManifest(const ManifestFile& file, Batch& batch) const {
    CheckCancelled();
    const SpecFilters::OfSpec& of = specs_.Of(file.partition_spec_id);
    const auto manifest = ReadSnapshotPackedManifest(store_, snapshot_, file, options_.cache);
    for (size_t i = 0; i < manifest->size(); ++i) {
      const PackedManifest::Entry& entry = (*manifest)[i];
      if (!entry.is_live()) continue;
      ++batch.counters.files;
      SpecFilters::Verdict verdict = specs_.Judge(*manifest, entry, of);
      if (!verdict.residual) {
        ++batch.counters.files_skipped;
        ++(verdict.by_partition ? batch.counters.files_skipped_by_partition
                                : batch.counters.files_skipped_by_metrics);
        continue;
      }
      FileScanTask task;
      task.entry = std::make_shared<const ManifestEntry>(manifest->Unpack(entry));
      task.residual = std::move(verdict.residual);
      if (!deletes_.empty()) task.deletes = deletes_.Find(*task.entry);
      batch.tasks.push_back(std::move(task));
    }
  }

  const Snapshot& snapshot_;
  store::ObjectStore& store_;
  const PlanOptions& options_;
  SpecFilters specs_;
  DeleteIndex deletes_;
};

}  // namespace

void PlanCounters::operator+=(const PlanCounters& other) {
  manifests += other.manifests;
  manifests_skipped += other.manifests_skipped;
  files += other.files;
  files_skipped += other.files_skipped;
  files_skipped_by_partition += other.files_skipped_by_partition;
  files_skipped_by_metrics += other.files_skipped_by_metrics;
  delete_files += other.delete_files;
}

PlanTotals StreamFiles(const TableMetadata& metadata, const Snapshot& snapshot,
                       store::ObjectStore& store, const PlanOptions& options,
                       const TaskSink& sink) {
  return Planner(metadata, snapshot, store, options).Run(sink);
}

ScanPlan PlanFiles(const TableMetadata& metadata, const Snapshot& snapshot,
                   store::ObjectStore& store, const PlanOptions& options) {
  ScanPlan plan;
  const PlanTotals totals = StreamFiles(metadata, snapshot, store, options, [&](FileScanTask task) {
    plan.tasks.push_back(std::move(task));
    return true;
  });
  plan.counters = totals.counters;
  plan.record_count = totals.record_count;
  plan.bytes = totals.bytes;
  return plan;
}

}  // namespace tarn::iceberg
