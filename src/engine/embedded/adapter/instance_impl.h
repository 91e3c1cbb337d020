#pragma once

#include <mutex>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/instance.h"
#include "engine/embedded/adapter/memory_governor.h"

namespace tarn::engine::embedded {

inline constexpr const char* kLakeName = "iceberg";

struct Instance::Impl {
  duckdb::shared_ptr<LakeExtensionInfo> info;
  MemoryGovernor memory;  // outlives the database, where something of an account may be left
  duckdb::unique_ptr<duckdb::DuckDB> database;
  bool measure_statements = false;
  MemoryLimits statement_limits = {};
  std::mutex mutex;
  int file_cache_pauses = 0;  // guarded by `mutex`
};

}  // namespace tarn::engine::embedded
