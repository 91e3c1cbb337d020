#include "iceberg/deletes/position_bitmap.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "iceberg/deletes/roaring_decoder.h"
#include "iceberg/deletes/roaring_encoder.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int kKeyShift = 32;

uint32_t KeyOfPosition(int64_t position) { return static_cast<uint32_t>(position >> kKeyShift); }
int64_t FirstOfKey(uint32_t key) { return static_cast<int64_t>(key) << kKeyShift; }

void CheckPosition(int64_t position, int64_t end) {
  if (position < 0 || position >= end) {
    base::Throw(ErrorKind::kInvalidArgument, "not a position of a row in a data file: {}",
                position);
  }
}

template <typename T>
void AppendNumber(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

void PositionBitmap::Add(int64_t position) {
  CheckPosition(position, kEnd);
  by_key_[KeyOfPosition(position)].add(static_cast<uint32_t>(position));
}

void PositionBitmap::Add(std::span<const int64_t> positions) {
  for (int64_t position : positions) Add(position);
}

void PositionBitmap::AddRange(int64_t begin, int64_t end) {
  if (begin >= end) return;
  CheckPosition(begin, kEnd);
  CheckPosition(end - 1, kEnd);
  for (uint32_t key = KeyOfPosition(begin); key <= KeyOfPosition(end - 1); ++key) {
    const int64_t first = FirstOfKey(key);
    const int64_t from = std::max(begin, first) - first;
    const int64_t to = std::min(end - first, int64_t{1} << kKeyShift);
    ::roaring_bitmap_add_range(&by_key_[key].roaring, static_cast<uint64_t>(from),
                               static_cast<uint64_t>(to));
  }
}

void PositionBitmap::Merge(const PositionBitmap& other) {
  for (const auto& [key, bitmap] : other.by_key_) by_key_[key] |= bitmap;
}

bool PositionBitmap::Contains(int64_t position) const {
  if (position < 0 || position >= kEnd) return false;
  auto bitmap = by_key_.find(KeyOfPosition(position));
  return bitmap != by_key_.end() && bitmap->second.contains(static_cast<uint32_t>(position));
}

uint64_t PositionBitmap::size() const {
  uint64_t size = 0;
  for (const auto& [key, bitmap] : by_key_) size += bitmap.cardinality();
  return size;
}

void PositionBitmap::ForEach(const std::function<void(int64_t)>& visit) const {
  for (const auto& [key, bitmap] : by_key_) {
    const int64_t first = FirstOfKey(key);
    for (uint32_t low : bitmap) visit(first + low);
  }
}

std::vector<int64_t> PositionBitmap::InRange(int64_t begin, int64_t end) const {
  std::vector<int64_t> positions;
  begin = std::max<int64_t>(begin, 0);
  end = std::min(end, kEnd);
  if (begin >= end) return positions;
  for (auto it = by_key_.lower_bound(KeyOfPosition(begin)); it != by_key_.end(); ++it) {
    const int64_t first = FirstOfKey(it->first);
    if (first >= end) break;
    ::roaring_uint32_iterator_t at;
    ::roaring_init_iterator(&it->second.roaring, &at);
    if (begin > first) {
      const auto low = static_cast<uint32_t>(begin - first);
      ::roaring_move_uint32_iterator_equalorlarger(&at, low);
    }
    for (; at.has_value; ::roaring_advance_uint32_iterator(&at)) {
      const int64_t position = first + at.current_value;
      if (position >= end) break;
      positions.push_back(position);
    }
  }
  return positions;
}

std::string PositionBitmap::Serialize() const {
  std::string out;
  const uint64_t keys = by_key_.empty() ? 0 : uint64_t{by_key_.rbegin()->first} + 1;
  AppendNumber(out, keys);
  static const Roaring kEmpty;
  auto next = by_key_.begin();
  // Keys without positions are there too, as in Iceberg Java's form.
  for (uint64_t key = 0; key < keys; ++key) {
    AppendNumber(out, static_cast<uint32_t>(key));
    const bool has_positions = next->first == key;
    AppendPortable(has_positions ? next->second : kEmpty, out);
    if (has_positions) ++next;
  }
  return out;
}

PositionBitmap PositionBitmap::Deserialize(std::string_view bytes) {
  constexpr size_t kLeastBytesOfKey = 4 + 8;  // a key and an empty bitmap
  RoaringDecoder decoder(bytes);
  const auto keys = decoder.Number<uint64_t>();
  if (keys > decoder.remaining() / kLeastBytesOfKey) {
    decoder.Fail("it has more keys than bytes for them");
  }
  PositionBitmap result;
  int64_t last = -1;
  for (uint64_t i = 0; i < keys; ++i) {
    const auto key = decoder.Number<uint32_t>();
    if (key <= last) decoder.Fail("its keys are not sorted");
    if (key > KeyOfPosition(kEnd - 1)) decoder.Fail("it has positions that no data file has");
    last = key;
    Roaring bitmap = decoder.Bitmap();
    if (!bitmap.isEmpty())
      result.by_key_.emplace_hint(result.by_key_.end(), key, std::move(bitmap));
  }
  if (decoder.remaining() != 0) decoder.Fail("bytes follow it");
  return result;
}

bool operator==(const PositionBitmap& a, const PositionBitmap& b) { return a.by_key_ == b.by_key_; }

}  // namespace tarn::iceberg
