#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::tpch {

// The 300 MiB of pseudo-English of which every comment is a piece (specification 3.0.1, clause
// 4.2.2.14). It is made as it is needed, a segment at a time, from the places that are known of
// each segment's beginning: the comments of a few rows take a few segments. Memory: what was made,
// at most 300 MiB, until the pool is destroyed. Thread safe.
class TextPool {
 public:
  static constexpr int kBytes = 300 << 20;
  static constexpr int kSegmentBytes = 256 << 10;
  static constexpr size_t kSegments = kBytes / kSegmentBytes;

  // Where a segment begins: the random number before the sentence that has its first byte, and how
  // many bytes of that sentence are before the segment.
  struct Checkpoint {
    uint32_t seed = 0;
    uint16_t before = 0;
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
  };

  TextPool();

  // The bytes from `offset`, which are in the pool, as long as that lives.
  std::string_view Text(int offset, int length) {
    const auto first = static_cast<size_t>(offset / kSegmentBytes);
    const auto last = static_cast<size_t>((offset + length - 1) / kSegmentBytes);
    for (size_t segment = first; segment <= last; ++segment) {
      if (!made_[segment].load(std::memory_order_acquire)) Make(segment);
    }
    return {bytes_.get() + offset, static_cast<size_t>(length)};
  }
  // How much of it was made.
  size_t segments_made() const;

  // All checkpoints, from making the whole text once: what kCheckpoints must be.
  static std::vector<Checkpoint> ComputeCheckpoints();

 private:
  void Make(size_t segment);

  static constexpr size_t kLocks = 16;  // as many segments are made at once
  std::unique_ptr<char[]> bytes_;       // not touched, so not there, until it is written
  std::array<std::atomic<bool>, kSegments> made_{};
  std::array<std::mutex, kLocks> locks_;
};

// In text_pool_checkpoints.cc, which the module's test writes when it is wrong.
extern const std::array<TextPool::Checkpoint, TextPool::kSegments> kCheckpoints;

}  // namespace tarn::tpch
