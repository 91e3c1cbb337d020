#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tarn::csv {

inline constexpr size_t kMaskBytes = 64;

// Compares 64 bytes at once: bit i of a result tells of byte i. `data` must have 64 readable bytes.
class ByteMasks {
 public:
#if defined(__SSE2__)
  explicit ByteMasks(const char* data) {
    for (int i = 0; i < 4; ++i) {
      lanes_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data) + i);
    }
  }
  uint64_t Equal(char c) const {
    const __m128i wanted = _mm_set1_epi8(c);
    return Gather([&](int i) { return _mm_movemask_epi8(_mm_cmpeq_epi8(lanes_[i], wanted)); });
  }
  // Bytes that are not ASCII.
  uint64_t High() const {
    return Gather([&](int i) { return _mm_movemask_epi8(lanes_[i]); });
  }

 private:
  template <typename F>
  static uint64_t Gather(F mask) {
    return static_cast<uint64_t>(static_cast<uint16_t>(mask(0))) |
           static_cast<uint64_t>(static_cast<uint16_t>(mask(1))) << 16 |
           static_cast<uint64_t>(static_cast<uint16_t>(mask(2))) << 32 |
           static_cast<uint64_t>(static_cast<uint16_t>(mask(3))) << 48;
  }
  __m128i lanes_[4];
#else
  explicit ByteMasks(const char* data) { std::memcpy(bytes_, data, kMaskBytes); }
  uint64_t Equal(char c) const {
    uint64_t mask = 0;
    for (size_t i = 0; i < kMaskBytes; ++i) mask |= uint64_t{bytes_[i] == c} << i;
    return mask;
  }
  uint64_t High() const {
    uint64_t mask = 0;
    for (size_t i = 0; i < kMaskBytes; ++i) mask |= uint64_t{(bytes_[i] & 0x80) != 0} << i;
    return mask;
  }

 private:
  char bytes_[kMaskBytes];
#endif
};

// Bit i is the parity of the bits 0 to i: between an odd and the next even quote it is 1.
inline uint64_t PrefixParity(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

}  // namespace tarn::csv
