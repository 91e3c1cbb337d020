#pragma once

#include <optional>
#include <string>

#include "engine/embedded/adapter/delete_cache.h"
#include "engine/embedded/adapter/duck.h"
#include "iceberg/manifest/manifest_entry.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

// Field ids of a position delete file's columns (spec: Reserved Field IDs).
inline constexpr iceberg::FieldId kDeleteFilePathId = 2147483546;
inline constexpr iceberg::FieldId kDeletePositionId = 2147483545;

// What DuckDB opens: a bare path for local files.
std::string PathForDuck(const std::string& path);

// Adds the rows that a position delete file (spec: Position Delete Files) or a deletion vector
// takes out of one data file. Thread safe. kDataCorruption for a file that is not of position
// deletes, kUnsupported for one that is not Parquet.
void AddPositionDeletes(duckdb::DatabaseInstance& database, store::ObjectStore& store,
                        DeleteCache& cache, const iceberg::DataFile& delete_file,
                        const std::string& data_file, Positions& positions);

// All that a position delete file takes out, by data file; not cached. Errors as above.
FilePositions LoadPositionDeletes(duckdb::DatabaseInstance& database,
                                  const iceberg::DataFile& delete_file);

// Leaves rows out of the scan of a data file. Thread safe.
duckdb::unique_ptr<duckdb::DeleteFilter> MakeDeleteFilter(const Positions& positions);

}  // namespace tarn::engine::embedded
