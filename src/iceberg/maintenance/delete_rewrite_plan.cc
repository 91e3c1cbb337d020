#include "iceberg/maintenance/delete_rewrite_plan.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "iceberg/scan/delete_index.h"
#include "iceberg/scan/snapshot_files.h"

namespace tarn::iceberg {
namespace {

using EntryPtr = std::shared_ptr<const ManifestEntry>;

bool IsPositionDeletes(const DataFile& file) {
  return file.content == FileContent::kPositionDeletes && !file.is_deletion_vector();
}

// A delete file and the data files that it applies to.
struct Candidate {
  EntryPtr deletes;
  std::vector<EntryPtr> data;
  bool shares_file = false;  // with another candidate: together they are more than one is
};

class Planner {
 public:
  Planner(const DeleteRewriteOptions& options, const ScanPlan& plan) : options_(options) {
    std::unordered_set<std::string> paths;
    std::unordered_set<std::string> twice;
    for (const FileScanTask& task : plan.tasks) {
      if (!paths.insert(task.file().file_path).second) twice.insert(task.file().file_path);
    }
    for (const FileScanTask& task : plan.tasks) {
      for (const EntryPtr& entry : task.deletes) {
        if (!IsPositionDeletes(entry->data_file)) continue;
        Users& users = users_[entry->data_file.file_path];
        users.data.push_back(task.entry);
        users.unclear = users.unclear || twice.contains(task.file().file_path);
      }
    }
  }

  DeleteRewritePlan Plan(const std::vector<EntryPtr>& deletes) {
    for (const EntryPtr& entry : deletes) {
      if (!IsPositionDeletes(entry->data_file)) continue;
      const auto users = users_.find(entry->data_file.file_path);
      if (users == users_.end()) {
        plan_.dangling.push_back(entry);
      } else if (!users->second.unclear && IsCandidate(entry->data_file)) {
        AddCandidate(entry, users->second.data);
      }
    }
    for (auto& [key, candidates] : partitions_) AddGroups(candidates);
    return std::move(plan_);
  }

 private:
  struct Users {
    std::vector<EntryPtr> data;
    bool unclear = false;
  };

  bool IsCandidate(const DataFile& file) const {
    if (file.file_format != FileFormat::kParquet || file.record_count > options_.group_rows) {
      return false;
    }
    return options_.rewrite_all ||
           file.file_size_in_bytes < options_.target_file_size_bytes / 4 * 3;
  }

  void AddCandidate(const EntryPtr& deletes, const std::vector<EntryPtr>& data) {
    // By the data's partition: a delete file of one path may be of another spec.
    const DataFile& first = data.front()->data_file;
    partitions_[PartitionKey(first.spec_id, first.partition)].push_back({deletes, data});
  }

  void AddGroups(std::vector<Candidate>& candidates) {
    if (!options_.by_partition && !options_.rewrite_all) {
      std::map<std::string, std::vector<Candidate*>> by_file;
      for (Candidate& candidate : candidates) {
        for (const EntryPtr& data : candidate.data) {
          by_file[data->data_file.file_path].push_back(&candidate);
        }
      }
      for (const auto& [path, sharing] : by_file) {
        if (sharing.size() < 2) continue;
        for (Candidate* candidate : sharing) candidate->shares_file = true;
      }
      std::erase_if(candidates, [](const Candidate& candidate) { return !candidate.shares_file; });
    }
    // Those of one data file come together.
    std::stable_sort(
        candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
          return a.data.front()->data_file.file_path < b.data.front()->data_file.file_path;
        });
    std::vector<const Candidate*> group;
    int64_t rows = 0;
    for (const Candidate& candidate : candidates) {
      const int64_t more = candidate.deletes->data_file.record_count;
      if (!group.empty() && rows + more > options_.group_rows) {
        AddGroup(std::exchange(group, {}));
        rows = 0;
      }
      group.push_back(&candidate);
      rows += more;
    }
    AddGroup(group);
  }

  void AddGroup(const std::vector<const Candidate*>& candidates) {
    if (candidates.empty() || (candidates.size() == 1 && !options_.rewrite_all)) return;
    DeleteRewriteGroup group;
    std::map<std::string, DeletesOfFile> files;
    for (const Candidate* candidate : candidates) {
      const DataFile& file = candidate->deletes->data_file;
      group.deletes.push_back(candidate->deletes);
      group.rows += file.record_count;
      group.bytes += file.file_size_in_bytes;
      group.sequence_number =
          std::max(group.sequence_number, candidate->deletes->sequence_number.value_or(0));
      for (const EntryPtr& data : candidate->data) {
        DeletesOfFile& of = files[data->data_file.file_path];
        of.data = data;
        of.deletes.push_back(candidate->deletes);
      }
    }
    for (auto& [path, of] : files) group.files.push_back(std::move(of));
    plan_.groups.push_back(std::move(group));
  }

  const DeleteRewriteOptions& options_;
  std::unordered_map<std::string, Users> users_;  // by the delete file's path
  std::map<std::string, std::vector<Candidate>> partitions_;
  DeleteRewritePlan plan_;
};

}  // namespace

uint64_t DeleteRewritePlan::files() const {
  uint64_t count = dangling.size();
  for (const DeleteRewriteGroup& group : groups) count += group.deletes.size();
  return count;
}

int64_t DeleteRewritePlan::bytes() const {
  int64_t bytes = 0;
  for (const EntryPtr& entry : dangling) bytes += entry->data_file.file_size_in_bytes;
  for (const DeleteRewriteGroup& group : groups) bytes += group.bytes;
  return bytes;
}

DeleteRewritePlan PlanDeleteRewrite(const ScanPlan& plan, const std::vector<EntryPtr>& deletes,
                                    const DeleteRewriteOptions& options) {
  return Planner(options, plan).Plan(deletes);
}

std::vector<EntryPtr> LiveDeleteFiles(const Snapshot& snapshot, store::ObjectStore& store,
                                      ManifestCache* cache) {
  std::vector<EntryPtr> found;
  const auto list = ReadSnapshotManifests(store, snapshot, cache);
  for (const ManifestFile& file : *list) {
    if (file.content != ManifestContent::kDeletes || !file.has_live_files()) continue;
    const auto manifest = ReadSnapshotManifest(store, snapshot, file, cache);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live()) found.emplace_back(manifest, &entry);
    }
  }
  return found;
}

}  // namespace tarn::iceberg
