#include "pattern/history.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/error.h"

namespace tarn::pattern {
namespace {

// LAST of more rows back is looked for.
constexpr int64_t kMostKept = 15;
// Labels fit into these bits of a number, the position is above them.
constexpr int kLabelBits = 16;

int64_t Packed(int64_t position, int label) { return position << kLabelBits | label; }

// SplitMix64's finalizer: rows that differ give other hashes, but for one case in 2^64.
uint64_t Mix(uint64_t value) {
  value += 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
  return value ^ (value >> 31);
}

}  // namespace

bool Has(const LabelSet& set, int label) {
  return set.empty() || std::binary_search(set.begin(), set.end(), label);
}

History::History(std::vector<Navigation> navigations, std::vector<Gathering> gatherings)
    : navigations_(std::move(navigations)), gatherings_(std::move(gatherings)) {
  for (const Navigation& navigation : navigations_) {
    Slot slot{width_, 2, 0};  // FIRST: how many there were, and the one
    if (navigation.last) slot.size = static_cast<size_t>(navigation.offset) + 1;
    if (navigation.last && navigation.offset > kMostKept) {
      const Gathering rows{navigation.labels, navigation.label_counts};
      const auto found = std::find(gatherings_.begin(), gatherings_.end(), rows);
      slot.size = 0;
      slot.gathering = static_cast<size_t>(found - gatherings_.begin());
      if (found == gatherings_.end()) gatherings_.push_back(rows);
    }
    width_ += slot.size;
    slots_.push_back(slot);
  }
  Clear();
}

void History::Clear() {
  rows_.assign(1, {kNone, -1, -1, false});
  numbers_.assign(width_, -1);
  for (size_t i = 0; i < navigations_.size(); ++i) {
    if (!navigations_[i].last) numbers_[slots_[i].first] = 0;
  }
  hashes_.assign(gatherings_.size(), 0);
}

History::Row History::Add(Row before, int label, bool excluded) {
  if (rows_.size() > std::numeric_limits<Row>::max() - 1) {
    throw base::Error(base::ErrorKind::kResourceExhausted,
                      "row pattern matching keeps too many partial matches");
  }
  const auto row = static_cast<Row>(rows_.size());
  const int32_t position = rows_[before].position + 1;
  rows_.push_back({before, position, static_cast<int16_t>(label), excluded});
  numbers_.resize(numbers_.size() + width_);
  std::copy_n(numbers_.begin() + static_cast<ptrdiff_t>(before * width_), width_,
              numbers_.begin() + static_cast<ptrdiff_t>(row * width_));
  int64_t* const numbers = numbers_.data() + row * width_;
  for (size_t i = 0; i < navigations_.size(); ++i) {
    const Navigation& navigation = navigations_[i];
    if (slots_[i].size == 0 || !Has(navigation.labels, label)) continue;
    int64_t* const kept = numbers + slots_[i].first;
    const int64_t place = Packed(position, navigation.label_counts ? label : 0);
    if (navigation.last) {
      std::copy_backward(kept, kept + slots_[i].size - 1, kept + slots_[i].size);
      kept[0] = place;
    } else if (kept[0] <= navigation.offset) {
      if (kept[0] == navigation.offset) kept[1] = place;
      ++kept[0];
    }
  }
  for (size_t i = 0; i < gatherings_.size(); ++i) {
    uint64_t hash = hashes_[before * gatherings_.size() + i];
    if (Has(gatherings_[i].labels, label)) {
      const int64_t place = Packed(position, gatherings_[i].label_counts ? label : 0);
      hash = Mix(hash ^ Mix(static_cast<uint64_t>(place)));
    }
    hashes_.push_back(hash);
  }
  return row;
}

void History::DropLast() {
  rows_.pop_back();
  numbers_.resize(rows_.size() * width_);
  hashes_.resize(rows_.size() * gatherings_.size());
}

History::Place History::Find(size_t navigation, Row row) const {
  const Slot& slot = slots_[navigation];
  const Navigation& sought = navigations_[navigation];
  if (slot.size == 0) {
    int64_t left = sought.offset;
    for (; row != kNone; row = before(row)) {
      if (Has(sought.labels, label(row)) && left-- == 0) return {position(row), label(row)};
    }
    return {};
  }
  const int64_t* const kept = numbers_.data() + row * width_ + slot.first;
  const int64_t place = kept[sought.last ? sought.offset : 1];
  if (place < 0) return {};
  return {place >> kLabelBits, static_cast<int>(place & ((1 << kLabelBits) - 1))};
}

bool History::IsSame(Row a, Row b) const {
  if (a == b) return true;
  const auto equal = [&](const auto& kept, size_t width) {
    const auto begin = kept.begin();
    return std::equal(begin + static_cast<ptrdiff_t>(a * width),
                      begin + static_cast<ptrdiff_t>((a + 1) * width),
                      begin + static_cast<ptrdiff_t>(b * width));
  };
  return equal(numbers_, width_) && equal(hashes_, gatherings_.size());
}

size_t History::bytes() const {
  return rows_.capacity() * sizeof(Entry) + numbers_.capacity() * sizeof(int64_t) +
         hashes_.capacity() * sizeof(uint64_t);
}

}  // namespace tarn::pattern
