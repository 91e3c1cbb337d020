#pragma once

#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/embedded/adapter/deleted_rows.h"
#include "engine/embedded/adapter/duck.h"
#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/table_metadata.h"

namespace tarn::engine::embedded {

// A data file and the equality delete files that apply to it (spec: Scan Planning: of the same
// partition or of an unpartitioned spec, and of a higher sequence number).
struct EqualityDeleted {
  const iceberg::DataFile* data = nullptr;  // outlives the scan's file list
  std::vector<std::shared_ptr<const iceberg::ManifestEntry>> deletes;
};

// Turns equality deletes (spec: Equality Delete Files) into positions: a hash join of the data
// files' columns with the delete files', done once for a group of data files that share their
// deletes, in memory that DuckDB bounds and spills. One per scan. Thread safe: who needs a file
// that another thread works on waits for it.
class EqualityDeletes {
 public:
  // What FilesFrom gives from a file on, that file first: the group is made of those.
  using FilesFrom = std::function<EqualityDeleted(size_t index)>;

  // The rows of file `index` of `count` that equality deletes take out. kUnsupported for deletes
  // by nested fields and for files that are not Parquet, kDataCorruption for unknown field ids.
  std::shared_ptr<const Positions> Find(duckdb::DatabaseInstance& database,
                                        const iceberg::TableMetadata& metadata,
                                        const FilesFrom& files, size_t index, size_t count);

 private:
  using Result = std::shared_ptr<const Positions>;

  std::mutex mutex_;
  std::map<std::string, std::shared_future<Result>> results_;  // by data file
};

}  // namespace tarn::engine::embedded
