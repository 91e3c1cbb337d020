#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "versions/hash.h"

namespace tarn::versions {

// Builds the bytes of a stored object: numbers as little-endian base-128, texts with their length
// before them.
class WireWriter {
 public:
  void Byte(char value) { bytes_ += value; }
  void Number(uint64_t value);
  void Text(std::string_view text);
  void Raw(const Hash& hash) { bytes_.append(hash.bytes()); }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads them back; kDataCorruption when they end early or are not well formed. Views point into the
// bytes read.
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}
  char Byte();
  uint64_t Number();
  // A number of things to follow, each of at least one byte.
  size_t Count();
  std::string_view Text();
  Hash Raw();
  void ExpectEnd() const;

 private:
  std::string_view Bytes(uint64_t count);
  std::string_view rest_;
};

}  // namespace tarn::versions
