#pragma once

#include <atomic>
#include <cstdint>

namespace tarn::base {

// What long work tells about itself as it goes: whoever shows it (cli, ui) reads the counters when
// it likes, so that the work never waits for a terminal. A total of 0 means "not known". Thread
// safe.
struct Progress {
  std::atomic<uint64_t> rows{0};
  std::atomic<uint64_t> total_rows{0};
  std::atomic<uint64_t> bytes{0};
  std::atomic<uint64_t> total_bytes{0};
};

}  // namespace tarn::base
