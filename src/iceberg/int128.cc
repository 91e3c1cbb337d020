#include "iceberg/int128.h"

#include <algorithm>

namespace tarn::iceberg {

Int128 PowerOfTen(int32_t n) {
  Int128 power = 1;
  for (int32_t i = 0; i < n; ++i) power *= 10;
  return power;
}

std::string FormatDecimal(Int128 unscaled, int32_t scale) {
  const bool negative = unscaled < 0;
  auto rest = static_cast<unsigned __int128>(unscaled);
  if (negative) rest = -rest;
  std::string digits;  // least significant first
  do {
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  while (digits.size() <= static_cast<size_t>(scale)) digits += '0';
  if (scale > 0) digits.insert(static_cast<size_t>(scale), ".");
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::optional<Int128> ParseDecimalText(std::string_view text, int32_t scale) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Int128 value = 0;
  const Int128 limit = PowerOfTen(38);
  int32_t fraction = 0;
  bool point = false;
  bool digits = false;
  for (char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return {};
    digits = true;
    if (point && ++fraction > scale) {
      if (c != '0') return {};
      --fraction;
      continue;
    }
    value = value * 10 + (c - '0');
    if (value >= limit) return {};
  }
  if (!digits) return {};
  for (; fraction < scale; ++fraction) {
    value *= 10;
    if (value >= limit) return {};
  }
  return negative ? -value : value;
}

std::string MinimalBytes(Int128 value) {
  std::string bytes(16, '\0');
  auto rest = static_cast<unsigned __int128>(value);
  for (int i = 15; i >= 0; --i) {
    bytes[static_cast<size_t>(i)] = static_cast<char>(rest & 0xff);
    rest >>= 8;
  }
  size_t skip = 0;
  const char fill = value < 0 ? '\xff' : '\0';
  while (skip < 15 && bytes[skip] == fill && ((bytes[skip + 1] ^ fill) & 0x80) == 0) ++skip;
  return bytes.substr(skip);
}

std::optional<Int128> Int128FromBytes(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > 16) return {};
  unsigned __int128 value = (bytes.front() & 0x80) ? ~static_cast<unsigned __int128>(0) : 0;
  for (char c : bytes) value = (value << 8) | static_cast<unsigned char>(c);
  return static_cast<Int128>(value);
}

int32_t DecimalFixedBytes(int32_t precision) {
  const Int128 largest = PowerOfTen(precision) - 1;
  return static_cast<int32_t>(MinimalBytes(largest).size());
}

}  // namespace tarn::iceberg
