#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include <roaring/roaring.hh>

namespace tarn::iceberg {

// Reads 32-bit Roaring bitmaps in their portable form (Roaring format specification) from bytes
// that may be hostile. CRoaring's own reader checks lengths, but not that what it reads is sorted
// and counted rightly, and works on it as if it were; this one builds bitmaps from values it has
// checked. kDataCorruption for anything malformed.
class RoaringDecoder {
 public:
  explicit RoaringDecoder(std::string_view bytes) : rest_(bytes) {}

  size_t remaining() const { return rest_.size(); }
  // Little-endian.
  template <typename T>
  T Number() {
    T value;
    std::memcpy(&value, Take(sizeof(T)).data(), sizeof(T));
    return value;
  }
  Roaring Bitmap();
  [[noreturn]] void Fail(std::string_view what) const;

 private:
  std::string_view Take(size_t count);
  void Array(uint32_t base, uint32_t cardinality, Roaring& bitmap);
  void Bits(uint32_t base, uint32_t cardinality, Roaring& bitmap);
  void Runs(uint32_t base, uint32_t cardinality, Roaring& bitmap);

  std::string_view rest_;
};

}  // namespace tarn::iceberg
