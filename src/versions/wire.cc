#include "versions/wire.h"

#include "base/error.h"

namespace tarn::versions {
namespace {

[[noreturn]] void ThrowMalformed(const char* what) {
  base::Throw(base::ErrorKind::kDataCorruption, "a stored version object is malformed: {}", what);
}

}  // namespace

void WireWriter::Number(uint64_t value) {
  while (value >= 0x80) {
    bytes_ += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  bytes_ += static_cast<char>(value);
}

void WireWriter::Text(std::string_view text) {
  Number(text.size());
  bytes_.append(text);
}

std::string_view WireReader::Bytes(uint64_t count) {
  if (count > rest_.size()) ThrowMalformed("it ends early");
  std::string_view result = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return result;
}

char WireReader::Byte() { return Bytes(1)[0]; }

uint64_t WireReader::Number() {
  uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    unsigned char byte = static_cast<unsigned char>(Byte());
    if (shift == 63 && byte > 1) break;
    value |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  ThrowMalformed("a number is over 64 bits");
}

size_t WireReader::Count() {
  uint64_t count = Number();
  if (count > rest_.size()) ThrowMalformed("it ends early");
  return count;
}

std::string_view WireReader::Text() { return Bytes(Number()); }

Hash WireReader::Raw() { return Hash::FromBytes(Bytes(Hash::kBytes)); }

void WireReader::ExpectEnd() const {
  if (!rest_.empty()) ThrowMalformed("bytes follow its end");
}

}  // namespace tarn::versions
