#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/cancel.h"
#include "iceberg/expression/expression.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// A file to read. A value: it holds on to nothing but itself and shared delete files.
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
  // How many manifests are read at once at most; 0: what suits the machine. Few or cached manifests
  // take fewer.
  size_t parallelism = 0;
};

// What planning looked at, for EXPLAIN and tests.
struct PlanCounters {
  int64_t manifests = 0;
  int64_t manifests_skipped = 0;
  int64_t files = 0;  // live data files in the manifests that were read
  int64_t files_skipped = 0;
  // Of all live data files of the snapshot, those that went with their manifest or by their own
  // partition, and those that went by column metrics.
  int64_t files_skipped_by_partition = 0;
  int64_t files_skipped_by_metrics = 0;
  int64_t delete_files = 0;

  void operator+=(const PlanCounters& other);
  friend bool operator==(const PlanCounters&, const PlanCounters&) = default;
};

struct PlanTotals {
  PlanCounters counters;
  int64_t record_count = 0;  // of all tasks, before deletes and filter
  int64_t bytes = 0;
};

struct ScanPlan {
  using Counters = PlanCounters;

  std::vector<FileScanTask> tasks;
  Counters counters;
  int64_t record_count = 0;
  int64_t bytes = 0;
};

// The files of a snapshot that may have rows for the filter (spec: Scan Planning): manifests are
// skipped by their partition summaries, files by partition values and column metrics; deletes are
// matched by sequence number, partition, path and bounds. Thread safe.
// Errors: of the store; of Bind; kDataCorruption for unreadable or missing manifests, naming the
// snapshot that needs them; kCancelled.
ScanPlan PlanFiles(const TableMetadata& metadata, const Snapshot& snapshot,
                   store::ObjectStore& store, const PlanOptions& options = {});

// Likewise as a stream, in the same order: memory does not grow with the number of data files (it
// does with that of delete files). `sink` gives false to have enough; the totals are then of what
// was handed out. It is called on the calling thread.
using TaskSink = std::function<bool(FileScanTask task)>;
PlanTotals StreamFiles(const TableMetadata& metadata, const Snapshot& snapshot,
                       store::ObjectStore& store, const PlanOptions& options, const TaskSink& sink);

}  // namespace tarn::iceberg
