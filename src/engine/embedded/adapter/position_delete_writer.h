#pragma once

#include <vector>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/lake_transaction.h"

namespace tarn::engine::embedded {

// Writes position delete files (spec: Position Delete Files): Parquet with file_path and pos,
// sorted by both. One for each data file, or one for the data files of a partition; at most
// kMaxDeleteFileRows rows in one. Each path is declared to `lake` before its first byte. Errors of
// the file system.
inline constexpr uint64_t kMaxDeleteFileRows = 16'000'000;
std::vector<iceberg::DataFile> WritePositionDeletes(duckdb::DatabaseInstance& database,
                                                    LakeTransaction& lake,
                                                    const iceberg::TableMetadata& metadata,
                                                    const std::vector<FileDeletes>& deletes,
                                                    DeleteGranularity granularity);

}  // namespace tarn::engine::embedded
