#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/error.h"

// Sketches as bytes: numbers with the least byte first.
namespace tarn::sketch {

static_assert(std::endian::native == std::endian::little);

// Reads what may be anything: kInvalidArgument where the bytes end too early.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  size_t left() const { return bytes_.size() - at_; }

  template <typename T>
  T Take() {
    T value;
    std::memcpy(&value, TakeBytes(sizeof(T)).data(), sizeof(T));
    return value;
  }
  std::string_view TakeBytes(size_t count) {
    if (count > left()) {
      base::Throw(base::ErrorKind::kInvalidArgument,
                  "Range [{}, {} + {}) out of bounds for length {}", at_, at_, count,
                  bytes_.size());
    }
    const std::string_view taken = bytes_.substr(at_, count);
    at_ += count;
    return taken;
  }

 private:
  std::string_view bytes_;
  size_t at_ = 0;
};

template <typename T>
void PutBytes(std::string& out, T value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

}  // namespace tarn::sketch
