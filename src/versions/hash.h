#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::versions {

// The SHA-256 of a stored object, and so its name. All zeros is "none".
class Hash {
 public:
  static constexpr size_t kBytes = 32;

  constexpr Hash() = default;
  // The hash of `bytes`.
  static Hash Of(std::string_view bytes);
  // From 64 hexadecimal digits; none when `text` is something else.
  static std::optional<Hash> FromHex(std::string_view text);
  // From exactly kBytes raw bytes; kDataCorruption for another length.
  static Hash FromBytes(std::string_view bytes);

  std::string hex() const;  // lower-case
  std::string_view bytes() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }
  bool empty() const { return *this == Hash(); }
  // For hash tables: the bytes are already random.
  size_t prefix() const {
    size_t value;
    std::memcpy(&value, bytes_.data(), sizeof(value));
    return value;
  }

  friend auto operator<=>(const Hash&, const Hash&) = default;

 private:
  std::array<uint8_t, kBytes> bytes_{};
};

}  // namespace tarn::versions

template <>
struct std::hash<tarn::versions::Hash> {
  size_t operator()(const tarn::versions::Hash& hash) const { return hash.prefix(); }
};
