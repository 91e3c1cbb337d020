#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace tarn::csv {

// Texts → values, for the usual ways to write them and nothing else: what is written in another way
// (" 1", "1e3", "2026-1-2", "yes", a value that does not fit) gives false, and whoever wants to be
// lenient asks somebody who is. Every function leaves `value` alone when it gives false. The text
// must have 16 readable bytes before and behind it, as a Block has.

namespace detail {

inline uint64_t Load8(const char* data) {
  uint64_t bytes;
  std::memcpy(&bytes, data, sizeof bytes);
  return bytes;
}

inline bool AreDigits(uint64_t bytes) {
  return (((bytes & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030) |
          (((bytes + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030)) == 0;
}

// Eight digits, the first in the lowest byte.
inline uint64_t EightDigits(uint64_t bytes) {
  bytes = (bytes & 0x0F0F0F0F0F0F0F0F) * 2561 >> 8;
  bytes = (bytes & 0x00FF00FF00FF00FF) * 6553601 >> 16;
  return (bytes & 0x0000FFFF0000FFFF) * 42949672960001 >> 32;
}

// The last `length` (1 to 8) bytes before `end`, with zeros before them.
inline uint64_t LastDigits(const char* end, size_t length) {
  const size_t shift = 8 * (8 - length);
  const uint64_t bytes = Load8(end - 8) >> shift << shift;
  return shift == 0 ? bytes : bytes | (0x3030303030303030 >> (64 - shift));
}

}  // namespace detail

namespace detail {

inline bool UpToEightDigits(const char* end, size_t length, uint64_t& value) {
  const uint64_t bytes = LastDigits(end, length);
  if (!AreDigits(bytes)) return false;
  value = EightDigits(bytes);
  return true;
}

}  // namespace detail

// 1 to 18 digits.
inline bool ParseDigits(const char* begin, size_t length, uint64_t& value) {
  constexpr uint64_t kTenToEight = 100'000'000;
  if (length - 1 < 8) return detail::UpToEightDigits(begin + length, length, value);
  if (length == 0 || length > 18) return false;
  uint64_t high = 0, low = 0;
  if (!detail::UpToEightDigits(begin + length, 8, low) || !ParseDigits(begin, length - 8, high)) {
    return false;
  }
  value = high * kTenToEight + low;
  return true;
}

// "-" and 1 to 18 digits.
inline bool ParseInteger(std::string_view text, int64_t& value) {
  const bool negative = !text.empty() && text.front() == '-';
  uint64_t digits = 0;
  if (!ParseDigits(text.data() + negative, text.size() - negative, digits)) return false;
  value = negative ? -static_cast<int64_t>(digits) : static_cast<int64_t>(digits);
  return true;
}

// "true" and "false".
inline bool ParseBoolean(std::string_view text, bool& value) {
  if (text == "true") {
    value = true;
  } else if (text == "false") {
    value = false;
  } else {
    return false;
  }
  return true;
}

// "12", "12.3" or "-12.30" as a number of 10^-scale; at most `precision` digits (18 at most) with
// those that the scale adds, and no more behind the point than the scale has.
bool ParseDecimal(std::string_view text, int precision, int scale, int64_t& value);

// Any number written in decimal that fits, rounded to the nearest; neither infinity nor NaN.
bool ParseDouble(std::string_view text, double& value);
bool ParseFloat(std::string_view text, float& value);

// "2026-01-31" as days since 1970-01-01; years 0001 to 9999.
bool ParseDate(std::string_view text, int32_t& days);

// Texts that are alike most often share their date: it is looked at once.
class TimestampParser {
 public:
  // "2026-01-31 23:59:59", with 'T' instead of the space, with up to six digits behind a point: as
  // microseconds since 1970-01-01 00:00:00.
  bool Parse(std::string_view text, int64_t& micros);

 private:
  char date_[10] = {};
  int64_t midnight_ = 0;
};

}  // namespace tarn::csv
