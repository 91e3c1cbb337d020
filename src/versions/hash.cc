#include "versions/hash.h"

#include <openssl/sha.h>

#include "base/error.h"

namespace tarn::versions {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

Hash Hash::Of(std::string_view bytes) {
  Hash hash;
  ::SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.bytes_.data());
  return hash;
}

std::optional<Hash> Hash::FromHex(std::string_view text) {
  if (text.size() != kBytes * 2) return std::nullopt;
  Hash hash;
  for (size_t i = 0; i < kBytes; ++i) {
    int high = HexDigit(text[2 * i]);
    int low = HexDigit(text[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    hash.bytes_[i] = static_cast<uint8_t>(high * 16 + low);
  }
  return hash;
}

Hash Hash::FromBytes(std::string_view bytes) {
  if (bytes.size() != kBytes) {
    base::Throw(base::ErrorKind::kDataCorruption, "a hash must have {} bytes, not {}", kBytes,
                bytes.size());
  }
  Hash hash;
  std::memcpy(hash.bytes_.data(), bytes.data(), kBytes);
  return hash;
}

std::string Hash::hex() const {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(kBytes * 2);
  for (uint8_t byte : bytes_) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace tarn::versions
