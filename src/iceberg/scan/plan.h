#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/cancel.h"
#include "iceberg/expression/expression.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// A file to read: shared with the cache, nothing is copied.
struct FileScanTask {
  std::shared_ptr<const ManifestEntry> entry;
  // Position and equality deletes that apply, oldest first, a deletion vector last: there is one at
  // most, and no position deletes beside it. Equality deletes say by which columns
  // (`equality_ids`).
  std::vector<std::shared_ptr<const ManifestEntry>> deletes;
  // What of the filter is left to test on the file's rows; True when every row matches. The same
  // object for files that share it.
  std::shared_ptr<const BoundExpression> residual;

  const DataFile& file() const { return entry->data_file; }
};

struct PlanOptions {
  Expression filter;  // default: True
  CaseSensitivity sensitivity = CaseSensitivity::kSensitive;
  // What names in the filter mean; null: the snapshot's schema.
  const Schema* schema = nullptr;
  ManifestCache* cache = nullptr;
  const base::CancelToken* cancel = nullptr;
};

struct ScanPlan {
  std::vector<FileScanTask> tasks;
  // What planning looked at, for EXPLAIN and tests.
  struct Counters {
    int64_t manifests = 0;
    int64_t manifests_skipped = 0;
    int64_t files = 0;  // live data files in the manifests that were read
    int64_t files_skipped = 0;
    int64_t delete_files = 0;
  } counters;
  int64_t record_count = 0;  // of all tasks, before deletes and filter
  int64_t bytes = 0;
};

// The files of a snapshot that may have rows for the filter (spec: Scan Planning): manifests are
// skipped by their partition summaries, files by partition values and column metrics; deletes are
// matched by sequence number, partition, path and bounds. Thread safe.
// Errors: of the store; of Bind; kDataCorruption for unreadable manifests; kCancelled.
ScanPlan PlanFiles(const TableMetadata& metadata, const Snapshot& snapshot,
                   store::ObjectStore& store, const PlanOptions& options = {});

}  // namespace tarn::iceberg
