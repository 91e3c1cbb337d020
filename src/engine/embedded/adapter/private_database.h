#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "engine/private_database.h"

namespace tarn::engine::embedded {

struct PrivateDatabaseOptions {
  uint64_t memory_limit_bytes = uint64_t{256} << 20;
  std::chrono::milliseconds time_limit{30'000};  // of a query
};

// A DuckDB of its own, in memory: without access to anything outside, without extensions, its
// configuration locked.
std::unique_ptr<PrivateDatabase> NewPrivateDatabase(const PrivateDatabaseOptions& options = {});

}  // namespace tarn::engine::embedded
