#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "iceberg/scan/plan.h"

namespace tarn::iceberg {

struct CompactionOptions {
  // Files below this size are rewritten (Trino's file_size_threshold, 100 MB); files with deletes
  // are whatever their size.
  int64_t file_size_threshold_bytes = int64_t{100} << 20;
  // What is rewritten by one query: bounds what is read at once.
  int64_t group_bytes = int64_t{2} << 30;
  size_t group_files = 2'000;
  // Files in it are left alone when this says so; empty: all files are looked at.
  std::function<bool(const DataFile&)> selects = {};
};

// Files to be written anew together: whole partitions, or parts of one that is larger than a group.
struct CompactionGroup {
  std::set<std::string> files;
  std::vector<FileScanTask> tasks;  // of those files, for whoever reads them: planned once
  int64_t bytes = 0;
  int64_t records = 0;  // before deletes
  bool has_deletes = false;
};

struct CompactionPlan {
  std::vector<CompactionGroup> groups;
  // Delete files whose every data file is rewritten: the rewrite applies them for good.
  std::vector<std::shared_ptr<const ManifestEntry>> applied_deletes;
  uint64_t files = 0;  // in all groups
  int64_t bytes = 0;
};

// Decides which files of a whole snapshot (`plan` without a filter) are worth writing anew. Files
// of different partitions never become one. A file that is alone in its partition and has no
// deletes is left: nothing would be gained. Pure.
CompactionPlan PlanCompaction(const ScanPlan& plan, const CompactionOptions& options);

}  // namespace tarn::iceberg
