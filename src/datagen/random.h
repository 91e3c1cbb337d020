#pragma once

#include <cstdint>

namespace tarn::datagen {

// A bijection of 64 bits that leaves no visible pattern (the finaliser of SplitMix64).
constexpr uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}
constexpr uint64_t Mix(uint64_t a, uint64_t b) { return Mix(Mix(a + 0x9e3779b97f4a7c15) ^ b); }

// SplitMix64. Every slice of every file seeds its own, which is what makes the output independent
// of the number of threads. Not thread safe.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() { return Mix(state_ += 0x9e3779b97f4a7c15); }
  // 0 … n-1, for n below 2^32.
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(((Next() >> 32) * n) >> 32); }
  // 0 ≤ x < 1.
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  // True `in_thousand` times of a thousand.
  bool Chance(uint32_t in_thousand) { return Below(1000) < in_thousand; }

 private:
  uint64_t state_;
};

}  // namespace tarn::datagen
