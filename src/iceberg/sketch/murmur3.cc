#include "iceberg/sketch/murmur3.h"

#include <cstring>

namespace tarn::iceberg {
namespace {

uint64_t Load(const char* bytes) {
  uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

// Fewer than eight bytes, little-endian.
uint64_t Word(const char* bytes, size_t size) {
  uint64_t word = 0;
  std::memcpy(&word, bytes, size);
  return word;
}

}  // namespace

std::pair<uint64_t, uint64_t> Murmur3x64(std::string_view bytes, uint64_t seed) {
  using namespace murmur3;
  uint64_t h1 = seed;
  uint64_t h2 = seed;
  const char* at = bytes.data();
  size_t rest = bytes.size();
  for (; rest >= 16; rest -= 16, at += 16) {
    h1 ^= Mix1(Load(at));
    h1 = (Rotate(h1, 27) + h2) * 5 + 0x52dce729;
    h2 ^= Mix2(Load(at + 8));
    h2 = (Rotate(h2, 31) + h1) * 5 + 0x38495ab5;
  }
  if (rest > 8) {
    // The last eight bytes of all without those that were read: a load is faster than a copy of a
    // size that is not known beforehand.
    h2 ^= Mix2(Load(at + rest - 8) >> (8 * (16 - rest)));
    h1 ^= Mix1(Load(at));
  } else if (rest == 8) {
    h1 ^= Mix1(Load(at));
  } else if (rest > 0) {
    h1 ^= Mix1(bytes.size() > 8 ? Load(at + rest - 8) >> (8 * (8 - rest)) : Word(at, rest));
  }
  return Finished(h1, h2, bytes.size());
}

}  // namespace tarn::iceberg
