#include "iceberg/sketch/theta_sketch.h"

#include <algorithm>
#include <cstring>
#include <iterator>

#include "base/error.h"
#include "iceberg/sketch/murmur3.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr uint64_t kOne = INT64_MAX;  // theta of a sketch that has every hash
constexpr size_t kNominal = 4096;     // lg_k 12
constexpr size_t kTableSize = 2 * kNominal;
constexpr size_t kMostRetained = kTableSize / 16 * 15;

// The first eight bytes of a serialized sketch.
constexpr uint8_t kSerialVersion = 3;
constexpr uint8_t kCompactFamily = 3;
constexpr uint8_t kFlagBigEndian = 1;
constexpr uint8_t kFlagReadOnly = 2;
constexpr uint8_t kFlagEmpty = 4;
constexpr uint8_t kFlagCompact = 8;
constexpr uint8_t kFlagOrdered = 16;
constexpr uint8_t kFlagSingleItem = 32;
constexpr size_t kWord = 8;

// Tells sketches of different seeds apart.
constexpr auto kSeedHash =
    static_cast<uint16_t>(Murmur3x64(kThetaSeed, sizeof kThetaSeed, 0).first);

template <typename T>
void Append(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <typename T>
T NumberAt(std::string_view bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

[[noreturn]] void Fail(std::string_view what) {
  base::Throw(ErrorKind::kDataCorruption, "not a compact theta sketch: {}", what);
}

// What the preamble says.
struct Preamble {
  uint64_t theta = kOne;
  size_t count = 0;
  size_t bytes = kWord;
  bool empty = false;
};

Preamble ReadPreamble(std::string_view bytes) {
  if (bytes.size() < kWord) Fail("it is too short");
  const auto byte = [&](size_t at) { return static_cast<uint8_t>(bytes[at]); };
  const size_t words = byte(0) & 0x3F;
  const uint8_t flags = byte(5);
  if (byte(2) != kCompactFamily) Fail("it is of another family");
  if (byte(1) != kSerialVersion) {
    base::Throw(ErrorKind::kUnsupported, "a theta sketch of serial version {}, not {}", byte(1),
                kSerialVersion);
  }
  if ((flags & kFlagBigEndian) || !(flags & kFlagCompact)) Fail("its flags are of another kind");
  Preamble preamble;
  preamble.empty = (flags & kFlagEmpty) != 0;
  if (preamble.empty) return preamble;
  if (NumberAt<uint16_t>(bytes, 6) != kSeedHash) {
    base::Throw(ErrorKind::kUnsupported, "a theta sketch of another seed than {}", kThetaSeed);
  }
  if (words < 1 || words > 3 || bytes.size() < words * kWord) Fail("its preamble is cut off");
  preamble.bytes = words * kWord;
  preamble.count = words == 1 ? 1 : NumberAt<uint32_t>(bytes, kWord);
  if (words == 3) preamble.theta = NumberAt<uint64_t>(bytes, 2 * kWord);
  if (preamble.theta == 0 || preamble.theta > kOne) Fail("its theta is out of range");
  return preamble;
}

}  // namespace

ThetaSketch::ThetaSketch() : theta_(kOne) {}

void ThetaSketch::UpdateBytes(std::string_view bytes) {
  if (bytes.empty()) return;
  empty_ = false;
  Insert(Murmur3x64(bytes, kThetaSeed).first >> 1);
}

void ThetaSketch::Insert(uint64_t hash) {
  if (hash == 0 || hash >= theta_) return;
  if (table_.empty()) table_.resize(kTableSize);
  size_t at = hash & (kTableSize - 1);
  while (table_[at] != 0) {
    if (table_[at] == hash) return;
    at = (at + 1) & (kTableSize - 1);
  }
  table_[at] = hash;
  if (++count_ > kMostRetained) Shrink();
}

// Keeps the smallest hashes: theta is the first that goes.
void ThetaSketch::Shrink() {
  std::vector<uint64_t> hashes = Hashes();
  theta_ = hashes[kNominal];
  table_.assign(kTableSize, 0);
  count_ = 0;
  for (size_t i = 0; i < kNominal; ++i) Insert(hashes[i]);
}

void ThetaSketch::Merge(const ThetaSketch& other) {
  if (other.empty_) return;
  empty_ = false;
  if (other.theta_ < theta_) {
    const std::vector<uint64_t> hashes = Hashes();
    theta_ = other.theta_;
    table_.assign(kTableSize, 0);
    count_ = 0;
    for (uint64_t hash : hashes) Insert(hash);  // those below theta
  }
  for (uint64_t hash : other.Hashes()) Insert(hash);
}

double ThetaSketch::Estimate() const {
  return static_cast<double>(count_) * (static_cast<double>(kOne) / static_cast<double>(theta_));
}

std::vector<uint64_t> ThetaSketch::Hashes() const {
  std::vector<uint64_t> hashes;
  hashes.reserve(count_);
  std::copy_if(table_.begin(), table_.end(), std::back_inserter(hashes),
               [](uint64_t hash) { return hash != 0; });
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

std::string ThetaSketch::Serialize() const {
  const bool exact = theta_ == kOne;
  const bool single = exact && count_ == 1;
  const uint8_t words = !exact ? 3 : (empty_ || single ? 1 : 2);
  uint8_t flags = kFlagReadOnly | kFlagCompact | kFlagOrdered;
  if (empty_) flags |= kFlagEmpty;
  if (single) flags |= kFlagSingleItem;
  std::string out;
  Append(out, words);
  Append(out, kSerialVersion);
  Append(out, kCompactFamily);
  Append(out, uint16_t{0});  // sizes of a hash table that a compact sketch does not have
  Append(out, flags);
  Append(out, empty_ ? uint16_t{0} : kSeedHash);
  if (words > 1) {
    Append(out, static_cast<uint32_t>(count_));
    Append(out, 1.0F);  // the sampling probability
  }
  if (words > 2) Append(out, theta_);
  for (uint64_t hash : Hashes()) Append(out, hash);
  return out;
}

ThetaSketch ThetaSketch::Deserialize(std::string_view bytes) {
  const Preamble preamble = ReadPreamble(bytes);
  ThetaSketch sketch;
  if (preamble.empty) return sketch;
  if ((bytes.size() - preamble.bytes) / kWord < preamble.count) Fail("it ends early");
  sketch.empty_ = false;
  sketch.theta_ = preamble.theta;
  for (size_t i = 0; i < preamble.count; ++i) {
    const auto hash = NumberAt<uint64_t>(bytes, preamble.bytes + i * kWord);
    if (hash == 0 || hash >= preamble.theta) Fail("a hash is out of range");
    sketch.Insert(hash);  // a sketch of more entries than ours shrinks
  }
  return sketch;
}

}  // namespace tarn::iceberg
