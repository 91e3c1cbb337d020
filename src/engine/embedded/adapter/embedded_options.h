#pragma once

#include <cstdint>
#include <string>

namespace tarn::engine::embedded {

struct EmbeddedOptions {
  uint64_t memory_limit_bytes = 0;  // 0: 80% of what the machine or its cgroup has
  int threads = 0;                  // 0: the cores that this process may use
  std::string temp_directory;       // where operators spill; empty: a folder of the system's
};

}  // namespace tarn::engine::embedded
