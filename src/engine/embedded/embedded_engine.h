#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "catalog/catalog.h"
#include "engine/engine.h"

namespace tarn::engine::embedded {

struct EmbeddedOptions {
  uint64_t memory_limit_bytes = 0;  // 0: 80% of what the machine or its cgroup has
  int threads = 0;                  // 0: the cores that this process may use
  std::string temp_directory;       // where operators spill; empty: "<state>/tmp"
};

// DuckDB inside this process with the lake attached as the catalog `iceberg`. `catalog` must
// outlive the engine. Throws kFailedPrecondition when the DuckDB library is not the release that
// Tarn was built for.
std::unique_ptr<Engine> NewEmbeddedEngine(catalog::Catalog& catalog,
                                          const EmbeddedOptions& options);

}  // namespace tarn::engine::embedded
