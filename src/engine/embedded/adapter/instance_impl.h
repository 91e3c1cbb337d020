#pragma once

#include <mutex>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/duck_catalog.h"
#include "engine/embedded/adapter/instance.h"

namespace tarn::engine::embedded {

inline constexpr const char* kLakeName = "iceberg";

struct Instance::Impl {
  duckdb::shared_ptr<LakeExtensionInfo> info;
  duckdb::unique_ptr<duckdb::DuckDB> database;
  bool measure_statements = false;
  std::mutex mutex;
  int file_cache_pauses = 0;  // guarded by `mutex`
};

}  // namespace tarn::engine::embedded
