#pragma once

#include <memory>

#include "engine/embedded/adapter/generated_catalog.h"

namespace tarn::engine::embedded {

// The catalog `tpch`: its rows are made while they are read, by any number of threads, each holding
// one chunk; columns that are not read are not made. It keeps the text of which comments are
// pieces, which is made as it is read.
std::shared_ptr<const GeneratedTables> MakeTpchTables();

// The function that its tables are read by, for plans that are copied.
void RegisterTpchScan(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
