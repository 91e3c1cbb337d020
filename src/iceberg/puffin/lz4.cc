// LZ4 frames (LZ4 Frame Format 1.6, LZ4 Block Format): the reading half.
#include <algorithm>
#include <cstring>
#include <optional>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/error.h"
#include "iceberg/puffin/compression.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr uint32_t kMagic = 0x184D2204;
constexpr uint32_t kStored = 0x80000000;  // a block that is not compressed
constexpr size_t kMinMatch = 4;

[[noreturn]] void Fail(std::string_view what) {
  base::Throw(ErrorKind::kDataCorruption, "not an LZ4 frame: {}", what);
}

// Takes little-endian numbers and bytes from the front.
class Input {
 public:
  explicit Input(std::string_view bytes) : rest_(bytes) {}

  std::string_view Take(size_t count) {
    if (count > rest_.size()) Fail("it ends early");
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  template <typename T>
  T Number() {
    T value;
    std::memcpy(&value, Take(sizeof(T)).data(), sizeof(T));
    return value;
  }
  bool empty() const { return rest_.empty(); }
  const char* at() const { return rest_.data(); }

 private:
  std::string_view rest_;
};

struct Header {
  bool block_checksums = false;
  bool content_checksum = false;
  bool linked_blocks = false;
  std::optional<uint64_t> content_size;
  uint64_t block_limit = 0;
};

Header ReadHeader(Input& in) {
  if (in.Number<uint32_t>() != kMagic) Fail("it has another magic number");
  const char* begin = in.at();
  const auto flags = in.Number<uint8_t>();
  const auto block = in.Number<uint8_t>();
  if (flags >> 6 != 1) Fail("it is of another version");
  if (flags & 1) base::Throw(ErrorKind::kUnsupported, "an LZ4 frame with a dictionary");
  Header header;
  header.linked_blocks = (flags & 0x20) == 0;
  header.block_checksums = (flags & 0x10) != 0;
  header.content_checksum = (flags & 0x04) != 0;
  const int size_code = block >> 4 & 7;
  if (size_code < 4) Fail("its block size is unknown");
  header.block_limit = uint64_t{1} << (8 + 2 * size_code);
  if (flags & 0x08) header.content_size = in.Number<uint64_t>();
  const auto length = static_cast<size_t>(in.at() - begin);
  const auto expected = static_cast<uint8_t>(XXH32(begin, length, 0) >> 8);
  if (in.Number<uint8_t>() != expected) Fail("its header's checksum differs");
  return header;
}

// A length of 15 goes on in the bytes that follow, as long as they are 255.
size_t LongLength(size_t nibble, Input& in) {
  size_t length = nibble;
  if (nibble != 15) return length;
  uint8_t more = 255;
  while (more == 255) {
    more = in.Number<uint8_t>();
    length += more;  // bounded by the input's length times 255
  }
  return length;
}

// Appends a block's content to `out`, which may grow to `end` bytes and whose matches may reach
// back to `begin`.
void DecodeBlock(std::string_view block, size_t begin, size_t end, std::string& out) {
  Input in(block);
  while (true) {
    const auto token = in.Number<uint8_t>();
    const size_t literals = LongLength(token >> 4, in);
    if (literals > end - out.size()) Fail("a block expands beyond its limit");
    out.append(in.Take(literals));
    if (in.empty()) return;  // the last sequence has no match
    const auto distance = in.Number<uint16_t>();
    const size_t length = LongLength(token & 15, in) + kMinMatch;
    if (distance == 0 || distance > out.size() - begin) Fail("a match reaches too far back");
    if (length > end - out.size()) Fail("a block expands beyond its limit");
    // A match may overlap what it makes: then it repeats the last `distance` bytes.
    for (size_t left = length; left > 0;) {
      const size_t piece = std::min<size_t>(left, distance);
      out.append(out, out.size() - distance, piece);
      left -= piece;
    }
  }
}

}  // namespace

std::string DecompressLz4(std::string_view frame, uint64_t limit) {
  Input in(frame);
  const Header header = ReadHeader(in);
  const auto exhausted = [&] {
    base::Throw(ErrorKind::kResourceExhausted, "an LZ4 frame expands beyond {} bytes", limit);
  };
  if (header.content_size && *header.content_size > limit) exhausted();
  std::string out;
  while (const auto size = in.Number<uint32_t>()) {
    const std::string_view block = in.Take(size & ~kStored);
    if (header.block_checksums && in.Number<uint32_t>() != XXH32(block.data(), block.size(), 0)) {
      Fail("a block's checksum differs");
    }
    const size_t begin = header.linked_blocks ? 0 : out.size();
    const size_t end = out.size() + header.block_limit;
    if (size & kStored) {
      if (block.size() > header.block_limit) Fail("a block expands beyond its limit");
      out.append(block);
    } else {
      DecodeBlock(block, begin, end, out);
    }
    if (out.size() > limit) exhausted();
  }
  if (header.content_size && *header.content_size != out.size()) Fail("its content size differs");
  if (header.content_checksum && in.Number<uint32_t>() != XXH32(out.data(), out.size(), 0)) {
    Fail("its content's checksum differs");
  }
  if (!in.empty()) Fail("bytes follow it");
  return out;
}

}  // namespace tarn::iceberg
