#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "avro/schema.h"

namespace tarn::avro {

// Avro's binary encoding (Avro specification: Binary Encoding), appended to a string.
class Encoder {
 public:
  void Bool(bool value) { out_ += value ? '\1' : '\0'; }
  void Int(int32_t value) { Long(value); }
  void Long(int64_t value) {
    auto bits = (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
    while (bits >= 0x80) {
      out_ += static_cast<char>(bits | 0x80);
      bits >>= 7;
    }
    out_ += static_cast<char>(bits);
  }
  void Float(float value) { Raw(&value, sizeof value); }
  void Double(double value) { Raw(&value, sizeof value); }
  void Bytes(std::string_view value) {
    Long(static_cast<int64_t>(value.size()));
    out_ += value;
  }
  void Fixed(std::string_view value) { out_ += value; }
  void UnionBranch(int64_t index) { Long(index); }

  const std::string& bytes() const { return out_; }
  size_t size() const { return out_.size(); }
  void clear() { out_.clear(); }

 private:
  void Raw(const void* data, size_t size) {
    static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);
    out_.append(static_cast<const char*>(data), size);
  }
  std::string out_;
};

// Reads binary data that may be hostile: every read is checked, and throws kDataCorruption with the
// position. Views it gives point into the data.
class Decoder {
 public:
  explicit Decoder(std::string_view data)
      : begin_(data.data()), at_(data.data()), end_(data.data() + data.size()) {}

  bool Bool() {
    const char c = *Take(1);
    if (c != 0 && c != 1) Fail("a boolean that is neither 0 nor 1");
    return c == 1;
  }
  int32_t Int() {
    const int64_t value = Long();
    if (value < INT32_MIN || value > INT32_MAX) Fail("an int beyond 32 bits");
    return static_cast<int32_t>(value);
  }
  int64_t Long() {
    if (at_ < end_ && static_cast<unsigned char>(*at_) < 0x80) {  // most numbers are small
      const auto bits = static_cast<uint64_t>(static_cast<unsigned char>(*at_++));
      return static_cast<int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
    }
    return LongSlow();
  }
  float Float() {
    float value;
    std::memcpy(&value, Take(sizeof value), sizeof value);
    return value;
  }
  double Double() {
    double value;
    std::memcpy(&value, Take(sizeof value), sizeof value);
    return value;
  }
  std::string_view Bytes() {
    const int64_t size = Long();
    if (size < 0) Fail("a negative length");
    return {Take(static_cast<uint64_t>(size)), static_cast<size_t>(size)};
  }
  std::string_view Fixed(int64_t size) {
    return {Take(static_cast<uint64_t>(size)), static_cast<size_t>(size)};
  }
  // The branch of a union of `branches`.
  size_t UnionBranch(size_t branches) {
    const int64_t index = Long();
    if (index < 0 || static_cast<uint64_t>(index) >= branches) Fail("an unknown union branch");
    return static_cast<size_t>(index);
  }
  // The number of items in the next block of an array or map; 0 ends it. `min_item_bytes` is what
  // an item takes at least: a count that cannot fit the data is refused, items of no bytes are
  // limited to kMaxEmptyItems.
  size_t BlockCount(size_t min_item_bytes);
  // Passes over a value.
  void Skip(const Schema& schema) { SkipAt(schema, 0); }

  size_t position() const { return static_cast<size_t>(at_ - begin_); }
  size_t remaining() const { return static_cast<size_t>(end_ - at_); }
  [[noreturn]] void Fail(std::string_view what) const;

  static constexpr size_t kMaxEmptyItems = 65'536;

 private:
  const char* Take(uint64_t size) {
    if (size > remaining()) Fail("the data ends within a value");
    const char* taken = at_;
    at_ += size;
    return taken;
  }
  int64_t LongSlow();
  void SkipAt(const Schema& schema, int depth);

  const char* begin_;
  const char* at_;
  const char* end_;
};

// The least bytes a value takes.
size_t MinBytes(const Schema& schema);

}  // namespace tarn::avro
