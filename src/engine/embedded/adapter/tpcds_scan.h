#pragma once

#include <memory>

#include "engine/embedded/adapter/generated_catalog.h"

namespace tarn::engine::embedded {

// The catalog `tpcds`: its rows are made while they are read, by any number of threads, each
// holding one chunk.
std::shared_ptr<const GeneratedTables> MakeTpcdsTables();

// The function that its tables are read by, for plans that are copied.
void RegisterTpcdsScan(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
