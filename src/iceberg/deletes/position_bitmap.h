#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <roaring/roaring.hh>

namespace tarn::iceberg {

// A set of row positions in a data file: 32-bit Roaring bitmaps by the positions' upper halves, as
// deletion vectors store them. A value; const functions are thread safe.
class PositionBitmap {
 public:
  // Positions are at least 0 and below this; it bounds what a serialized bitmap of one position
  // takes, as the format stores every lower key.
  static constexpr int64_t kEnd = int64_t{1} << 48;

  // kInvalidArgument for a position out of range.
  void Add(int64_t position);
  void Add(std::span<const int64_t> positions);
  // Positions [begin, end).
  void AddRange(int64_t begin, int64_t end);
  void Merge(const PositionBitmap& other);

  bool Contains(int64_t position) const;
  bool empty() const { return size() == 0; }
  uint64_t size() const;
  // In order.
  void ForEach(const std::function<void(int64_t)>& visit) const;
  // Those in [begin, end), in order: what a reader of a row group needs.
  std::vector<int64_t> InRange(int64_t begin, int64_t end) const;

  // The 64-bit portable form (Roaring format specification, "extension for 64-bit
  // implementations"), run-length encoded where that is shorter; the bytes that Iceberg Java writes
  // for the same positions.
  std::string Serialize() const;
  // The reverse, of bytes that may be hostile: kDataCorruption for anything but a well-formed,
  // sorted bitmap that takes all of `bytes`.
  static PositionBitmap Deserialize(std::string_view bytes);

  friend bool operator==(const PositionBitmap& a, const PositionBitmap& b);

 private:
  std::map<uint32_t, Roaring> by_key_;  // none of them empty
};

}  // namespace tarn::iceberg
