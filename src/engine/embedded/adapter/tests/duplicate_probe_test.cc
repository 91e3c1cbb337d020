#include "engine/embedded/adapter/duplicate_probe.h"

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

// Spread over all bits, without a collision.
uint64_t Hash(uint64_t i) { return i * 0x9E3779B97F4A7C15; }

TEST(DuplicateProbeTest, DifferentHashesDoNotRepeat) {
  DuplicateProbe probe;
  EXPECT_FALSE(probe.MayRepeat());
  for (uint64_t i = 0; i < 100'000; ++i) probe.Add(Hash(i));  // 0 among them
  EXPECT_FALSE(probe.MayRepeat());
}

TEST(DuplicateProbeTest, FindsAnyThatIsAddedTwice) {
  for (uint64_t again : {0, 1, 4095, 4096, 49'999}) {
    DuplicateProbe probe;
    for (uint64_t i = 0; i < 50'000; ++i) probe.Add(Hash(i));
    probe.Add(Hash(again));
    EXPECT_TRUE(probe.MayRepeat()) << again;
  }
}

TEST(DuplicateProbeTest, FindsWhatTwoWereGiven) {
  DuplicateProbe one, other, third;
  for (uint64_t i = 0; i < 10'000; ++i) {
    one.Add(Hash(2 * i));
    other.Add(Hash(2 * i + 1));
  }
  third.Add(Hash(19'999));
  one.Merge(other);
  EXPECT_FALSE(one.MayRepeat());
  one.Merge(third);
  EXPECT_TRUE(one.MayRepeat());
}

TEST(DuplicateProbeTest, BeyondTheLimitItCannotTell) {
  DuplicateProbe probe(100);
  for (uint64_t i = 0; i < 100; ++i) probe.Add(Hash(i));
  EXPECT_FALSE(probe.MayRepeat());
  DuplicateProbe other(100), merged(100);
  other.Add(Hash(100));
  merged.Merge(probe);
  merged.Merge(other);
  EXPECT_TRUE(merged.MayRepeat());
  probe.Add(Hash(100));
  EXPECT_TRUE(probe.MayRepeat());
  other.Merge(probe);
  EXPECT_TRUE(other.MayRepeat());
}

}  // namespace
}  // namespace tarn::engine::embedded
