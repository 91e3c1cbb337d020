#include "cli/terminal/text_width.h"

#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace tarn::cli {
namespace {

struct Range {
  uint32_t first;
  uint32_t last;
};

// Unicode 15 combining marks and zero-width characters that occur in practice (categories Mn, Me
// and Cf, joined where neighbours are).
constexpr std::array<Range, 20> kZeroWidth = {
    {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
     {0x06D6, 0x06DC}, {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x0E31, 0x0E31},
     {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F},
     {0x20D0, 0x20FF}, {0x2060, 0x2064}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}}};
// East Asian Wide and Fullwidth, and emoji.
constexpr std::array<Range, 13> kWide = {{{0x1100, 0x115F},
                                          {0x231A, 0x231B},
                                          {0x23E9, 0x23F3},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0xA4CF},
                                          {0xA960, 0xA97C},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};

template <size_t N>
bool Contains(const std::array<Range, N>& ranges, uint32_t code) {
  for (const Range& range : ranges) {
    if (code >= range.first && code <= range.last) return true;
  }
  return false;
}

// The next character and its length in bytes; an invalid byte stands for itself.
uint32_t Decode(std::string_view text, size_t& length) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  uint32_t first = byte(0);
  size_t want = first < 0x80       ? 1
                : first >> 5 == 6  ? 2
                : first >> 4 == 14 ? 3
                : first >> 3 == 30 ? 4
                                   : 0;
  if (want == 0 || want > text.size()) return length = 1, first;
  uint32_t code = want == 1 ? first : first & (0x7FU >> want);
  for (size_t i = 1; i < want; ++i) {
    if (byte(i) >> 6 != 2) return length = 1, first;
    code = code << 6 | (byte(i) & 0x3FU);
  }
  length = want;
  return code;
}

size_t WidthOf(uint32_t code) {
  if (code < 0x300) return 1;
  if (Contains(kZeroWidth, code)) return 0;
  return Contains(kWide, code) ? 2 : 1;
}

}  // namespace

size_t TextWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    size_t length = 1;
    width += WidthOf(Decode(text, length));
    text.remove_prefix(length);
  }
  return width;
}

std::string CutToWidth(std::string_view text, size_t width) {
  size_t used = 0, bytes = 0, fits = 0;  // fits: bytes that leave a column for the ellipsis
  while (bytes < text.size()) {
    size_t length = 1;
    size_t next = WidthOf(Decode(text.substr(bytes), length));
    if (used + next > width) {
      return width == 0 ? std::string() : std::string(text.substr(0, fits)) + "…";
    }
    used += next;
    bytes += length;
    if (used + 1 <= width) fits = bytes;
  }
  return std::string(text);
}

std::string MakePrintable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\r') {
      result += "\\r";
    } else {
      result += fmt::format("\\x{:02x}", byte);
    }
  }
  return result;
}

}  // namespace tarn::cli
