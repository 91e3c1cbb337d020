#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/scan/plan.h"

namespace tarn::iceberg {

// What is done about position delete files (spec: Position Delete Files) that have become many or
// useless. Pure; values.

struct DeleteRewriteOptions {
  // Files of three quarters of this size are large enough (write.delete.target-file-size-bytes).
  int64_t target_file_size_bytes = int64_t{64} << 20;
  // What is read together, and what a rewritten file may hold; files with more rows are left.
  int64_t group_rows = 16'000'000;
  // Whether the files of a partition become one; else those of a data file
  // (write.delete.granularity).
  bool by_partition = true;
  // Also files that are large, or alone: rows for data files that are gone leave them.
  bool rewrite_all = false;
};

// The deletes of a group that apply to one live data file.
struct DeletesOfFile {
  std::shared_ptr<const ManifestEntry> data;
  std::vector<std::shared_ptr<const ManifestEntry>> deletes;
};

// Delete files of one partition that are read and written anew together.
struct DeleteRewriteGroup {
  std::vector<std::shared_ptr<const ManifestEntry>> deletes;
  std::vector<DeletesOfFile> files;  // in order of path; every live file that `deletes` apply to
  int64_t rows = 0;
  int64_t bytes = 0;
  // What the new files get: the highest of `deletes`, so that they apply to the same data files.
  int64_t sequence_number = 0;
};

struct DeleteRewritePlan {
  // Apply to no data file any more: they are taken out unread.
  std::vector<std::shared_ptr<const ManifestEntry>> dangling;
  std::vector<DeleteRewriteGroup> groups;

  uint64_t files() const;  // of both
  int64_t bytes() const;
  bool empty() const { return dangling.empty() && groups.empty(); }
};

// `plan` is of the whole snapshot, without a filter; `deletes` are its live delete files
// (LiveDeleteFiles). Equality deletes, deletion vectors and files that are not Parquet are left
// alone, and so are the deletes of a data file that the table has twice.
DeleteRewritePlan PlanDeleteRewrite(
    const ScanPlan& plan, const std::vector<std::shared_ptr<const ManifestEntry>>& deletes,
    const DeleteRewriteOptions& options);

// The live delete files of a snapshot. `cache` may be null. kDataCorruption for unreadable or
// missing manifests; errors of the store.
std::vector<std::shared_ptr<const ManifestEntry>> LiveDeleteFiles(const Snapshot& snapshot,
                                                                  store::ObjectStore& store,
                                                                  ManifestCache* cache);

}  // namespace tarn::iceberg
