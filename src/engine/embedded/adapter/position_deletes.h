#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// The rows that position delete files (spec: Position Delete Files) take out of one data file.
// kDataCorruption for files that are not position deletes.
duckdb::unique_ptr<duckdb::DeleteFilter> ReadPositionDeletes(
    duckdb::ClientContext& context, const std::vector<std::string>& delete_files,
    const std::string& data_file);

}  // namespace tarn::engine::embedded
