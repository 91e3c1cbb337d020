#pragma once

#include <memory>

#include "engine/embedded/adapter/generated_catalog.h"

namespace tarn::engine::embedded {

// The catalog `tpcds`: its rows are made while they are read, by any number of threads, each
// holding one chunk.
std::shared_ptr<const GeneratedTables> MakeTpcdsTables();

}  // namespace tarn::engine::embedded
