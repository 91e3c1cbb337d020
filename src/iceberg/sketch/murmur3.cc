#include "iceberg/sketch/murmur3.h"

#include <cstring>

namespace tarn::iceberg {
namespace {

constexpr uint64_t kC1 = 0x87c37b91114253d5;
constexpr uint64_t kC2 = 0x4cf5ad432745937f;

uint64_t Rotate(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }
uint64_t Mix1(uint64_t k) { return Rotate(k * kC1, 31) * kC2; }
uint64_t Mix2(uint64_t k) { return Rotate(k * kC2, 33) * kC1; }

uint64_t Finish(uint64_t h) {
  h = (h ^ h >> 33) * 0xff51afd7ed558ccd;
  h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53;
  return h ^ h >> 33;
}

// Up to eight bytes, little-endian.
uint64_t Word(std::string_view bytes) {
  uint64_t word = 0;
  // Copies of a size known beforehand are single instructions: most values have one of these.
  if (bytes.size() == 8) {
    std::memcpy(&word, bytes.data(), 8);
  } else if (bytes.size() == 4) {
    std::memcpy(&word, bytes.data(), 4);
  } else {
    std::memcpy(&word, bytes.data(), bytes.size());
  }
  return word;
}

}  // namespace

std::pair<uint64_t, uint64_t> Murmur3x64(std::string_view bytes, uint64_t seed) {
  uint64_t h1 = seed;
  uint64_t h2 = seed;
  std::string_view rest = bytes;
  for (; rest.size() >= 16; rest.remove_prefix(16)) {
    h1 ^= Mix1(Word(rest.substr(0, 8)));
    h1 = (Rotate(h1, 27) + h2) * 5 + 0x52dce729;
    h2 ^= Mix2(Word(rest.substr(8, 8)));
    h2 = (Rotate(h2, 31) + h1) * 5 + 0x38495ab5;
  }
  if (rest.size() > 8) h2 ^= Mix2(Word(rest.substr(8)));
  if (!rest.empty()) h1 ^= Mix1(Word(rest.substr(0, 8)));
  h1 ^= bytes.size();
  h2 ^= bytes.size();
  h1 += h2;
  h2 += h1;
  h1 = Finish(h1);
  h2 = Finish(h2);
  h1 += h2;
  h2 += h1;
  return {h1, h2};
}

}  // namespace tarn::iceberg
