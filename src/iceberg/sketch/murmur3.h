#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace tarn::iceberg {

// MurmurHash3_x64_128 with a 64-bit seed: what DataSketches hashes by. (Bucket transforms hash by
// the 32-bit one, see transform.h.)
std::pair<uint64_t, uint64_t> Murmur3x64(std::string_view bytes, uint64_t seed);

namespace murmur3 {

constexpr uint64_t kC1 = 0x87c37b91114253d5;
constexpr uint64_t kC2 = 0x4cf5ad432745937f;

constexpr uint64_t Rotate(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }
constexpr uint64_t Mix1(uint64_t k) { return Rotate(k * kC1, 31) * kC2; }
constexpr uint64_t Mix2(uint64_t k) { return Rotate(k * kC2, 33) * kC1; }

constexpr uint64_t Finish(uint64_t h) {
  h = (h ^ h >> 33) * 0xff51afd7ed558ccd;
  h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53;
  return h ^ h >> 33;
}

constexpr std::pair<uint64_t, uint64_t> Finished(uint64_t h1, uint64_t h2, uint64_t size) {
  h1 ^= size;
  h2 ^= size;
  h1 += h2;
  h2 += h1;
  h1 = Finish(h1);
  h2 = Finish(h2);
  return {h1 + h2, h1 + 2 * h2};
}

}  // namespace murmur3

// The same of 1 to 8 bytes: `word` has them in its lowest bytes, the first the lowest; what is
// above is 0.
constexpr std::pair<uint64_t, uint64_t> Murmur3x64(uint64_t word, uint64_t size, uint64_t seed) {
  return murmur3::Finished(seed ^ murmur3::Mix1(word), seed, size);
}

}  // namespace tarn::iceberg
