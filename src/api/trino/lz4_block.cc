#include "api/trino/lz4_block.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace tarn::api::trino {
namespace {

constexpr size_t kMinMatch = 4;
constexpr size_t kMaxDistance = 65'535;
// The last five bytes are literals, and the last match begins twelve bytes before the end at the
// latest ("End of block conditions").
constexpr size_t kLastLiterals = 5;
constexpr size_t kMatchMargin = 12;
constexpr int kHashBits = 14;
constexpr size_t kLongestNibble = 15;
constexpr int kSkipShift = 6;  // after so many misses (2^6) the search goes faster

uint32_t Word(const char* at) {
  uint32_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

uint32_t HashOf(uint32_t word) { return (word * 2'654'435'761U) >> (32 - kHashBits); }

// What does not fit into its four bits of the token.
void AppendLength(size_t length, std::string& out) {
  constexpr size_t kByte = 255;
  while (length >= kByte) {
    out += static_cast<char>(kByte);
    length -= kByte;
  }
  out += static_cast<char>(length);
}

// A sequence: literals, then a match unless `match` is 0.
void AppendSequence(std::string_view literals, size_t distance, size_t match, std::string& out) {
  const size_t extra = match > 0 ? match - kMinMatch : 0;
  const size_t high = std::min(literals.size(), kLongestNibble);
  const size_t low = std::min(extra, kLongestNibble);
  out += static_cast<char>(high << 4 | low);
  if (high == kLongestNibble) AppendLength(literals.size() - kLongestNibble, out);
  out += literals;
  if (match == 0) return;
  out += static_cast<char>(distance & 0xFF);
  out += static_cast<char>(distance >> 8);
  if (low == kLongestNibble) AppendLength(extra - kLongestNibble, out);
}

}  // namespace

std::string Lz4Block(std::string_view text) {
  std::string out;
  out.reserve(text.size() / 2 + 64);
  std::array<uint32_t, size_t{1} << kHashBits> seen{};  // position + 1 of the last with that hash
  const char* const base = text.data();
  size_t anchor = 0;  // where literals begin
  size_t at = 0;
  size_t misses = 0;
  const size_t limit = text.size() > kMatchMargin ? text.size() - kMatchMargin : 0;
  while (at < limit) {
    const uint32_t word = Word(base + at);
    uint32_t& slot = seen[HashOf(word)];
    const size_t candidate = slot;
    slot = static_cast<uint32_t>(at + 1);
    if (candidate == 0 || at + 1 - candidate > kMaxDistance || Word(base + candidate - 1) != word) {
      at += 1 + (misses++ >> kSkipShift);
      continue;
    }
    misses = 0;
    const size_t from = candidate - 1;
    size_t length = kMinMatch;
    const size_t longest = text.size() - kLastLiterals - at;
    while (length < longest && base[from + length] == base[at + length]) ++length;
    AppendSequence(text.substr(anchor, at - anchor), at - from, length, out);
    at += length;
    anchor = at;
  }
  AppendSequence(text.substr(anchor), 0, 0, out);
  return out;
}

}  // namespace tarn::api::trino
