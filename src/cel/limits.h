#pragma once

#include <cstddef>
#include <cstdint>

namespace tarn::cel {

// Bounds of an expression and of one evaluation; beyond is kInvalidArgument.
inline constexpr size_t kMaxTextBytes = 16 << 10;
inline constexpr int kMaxDepth = 64;
inline constexpr int64_t kMaxSteps = 200'000;
inline constexpr size_t kMaxStringBytes = 1 << 20;
inline constexpr int64_t kMaxPatternMemoryBytes = 1 << 20;

}  // namespace tarn::cel
