#pragma once

#include <cstddef>
#include <cstdint>

namespace tarn::cel {

// Bounds of an expression, of one evaluation, and of all evaluations for one request; beyond is
// kInvalidArgument.
inline constexpr size_t kMaxTextBytes = 16 << 10;
inline constexpr int kMaxDepth = 64;
inline constexpr int64_t kMaxSteps = 200'000;
// A filter of ten steps over five million entries; some seconds of work.
inline constexpr int64_t kMaxTotalSteps = 50'000'000;
inline constexpr size_t kMaxStringBytes = 1 << 20;
inline constexpr int64_t kMaxPatternMemoryBytes = 1 << 20;

}  // namespace tarn::cel
