#include "iceberg/maintenance/compaction_plan.h"

#include <map>
#include <unordered_map>

#include "iceberg/scan/delete_index.h"

namespace tarn::iceberg {
namespace {

// Puts whole partitions into groups while they fit.
class Grouping {
 public:
  Grouping(const CompactionOptions& options, CompactionPlan& plan)
      : options_(options), plan_(plan) {}

  void AddPartition(const std::vector<const FileScanTask*>& tasks) {
    int64_t bytes = 0;
    for (const FileScanTask* task : tasks) bytes += task->file().file_size_in_bytes;
    const bool fits = current_.bytes + bytes <= options_.group_bytes &&
                      current_.files.size() + tasks.size() <= options_.group_files;
    if (!fits) Flush();
    for (const FileScanTask* task : tasks) {
      const DataFile& file = task->file();
      const bool full = current_.files.size() >= options_.group_files ||
                        (!current_.files.empty() &&
                         current_.bytes + file.file_size_in_bytes > options_.group_bytes);
      if (full) Flush();
      current_.files.insert(file.file_path);
      current_.tasks.push_back(*task);
      current_.bytes += file.file_size_in_bytes;
      current_.records += file.record_count;
      current_.has_deletes = current_.has_deletes || !task->deletes.empty();
    }
  }
  void Flush() {
    if (current_.files.empty()) return;
    plan_.files += current_.files.size();
    plan_.bytes += current_.bytes;
    plan_.groups.push_back(std::exchange(current_, {}));
  }

 private:
  const CompactionOptions& options_;
  CompactionPlan& plan_;
  CompactionGroup current_;
};

}  // namespace

CompactionPlan PlanCompaction(const ScanPlan& plan, const CompactionOptions& options) {
  std::map<std::string, std::vector<const FileScanTask*>> partitions;
  for (const FileScanTask& task : plan.tasks) {
    const DataFile& file = task.file();
    const bool small = file.file_size_in_bytes < options.file_size_threshold_bytes;
    if (!small && task.deletes.empty()) continue;
    if (options.selects && !options.selects(file)) continue;
    partitions[PartitionKey(file.spec_id, file.partition)].push_back(&task);
  }
  CompactionPlan result;
  Grouping grouping(options, result);
  std::set<std::string> rewritten;
  for (const auto& [key, tasks] : partitions) {
    if (tasks.size() == 1 && tasks.front()->deletes.empty()) continue;
    grouping.AddPartition(tasks);
    for (const FileScanTask* task : tasks) {
      if (!task->deletes.empty()) rewritten.insert(task->file().file_path);
    }
  }
  grouping.Flush();

  struct Uses {
    std::shared_ptr<const ManifestEntry> entry;
    bool all_rewritten = true;
  };
  std::unordered_map<const ManifestEntry*, Uses> deletes;
  for (const FileScanTask& task : plan.tasks) {
    for (const auto& entry : task.deletes) {
      Uses& uses = deletes[entry.get()];
      uses.entry = entry;
      uses.all_rewritten = uses.all_rewritten && rewritten.contains(task.file().file_path);
    }
  }
  for (auto& [pointer, uses] : deletes) {
    if (uses.all_rewritten) result.applied_deletes.push_back(std::move(uses.entry));
  }
  return result;
}

}  // namespace tarn::iceberg
