#include "sketch/set_digest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/standard_error.h"
#include "sketch/bytes.h"

namespace tarn::sketch {
namespace {

constexpr uint8_t kVersion = 1;

// Trino lets its library of sketches say it.
[[noreturn]] void Invalid(std::string_view problem) {
  base::Throw(base::ErrorKind::kInvalidArgument, base::StandardError::kGenericInternalError, "{}",
              problem);
}

int16_t Sum(int a, int b) {
  return static_cast<int16_t>(std::clamp<int>(a + b, std::numeric_limits<int16_t>::min(),
                                              std::numeric_limits<int16_t>::max()));
}

}  // namespace

SetDigest SetDigest::Deserialize(std::string_view bytes) {
  ByteReader reader(bytes);
  if (reader.Take<uint8_t>() != kVersion) Invalid("Unexpected version");
  SetDigest digest;
  const auto distinct_bytes = reader.Take<int32_t>();
  if (distinct_bytes < 0) base::Throw(base::ErrorKind::kInvalidArgument, "{}", distinct_bytes);
  digest.distinct_ =
      HyperLogLog::Deserialize(reader.TakeBytes(static_cast<size_t>(distinct_bytes)));
  digest.most_hashes_ = reader.Take<int32_t>();
  const auto count = reader.Take<int32_t>();
  if (count < 0 || digest.most_hashes_ < 0 ||
      reader.left() / (sizeof(int64_t) + sizeof(int16_t)) < static_cast<size_t>(count)) {
    Invalid("there are fewer hashes than the digest tells");
  }
  ByteReader counts(reader);
  counts.TakeBytes(static_cast<size_t>(count) * sizeof(int64_t));
  for (int32_t i = 0; i < count; ++i) {
    const auto hash = reader.Take<int64_t>();
    digest.hashes_[hash] = counts.Take<int16_t>();
  }
  return digest;
}

std::string SetDigest::Serialize() const {
  std::string out;
  PutBytes(out, kVersion);
  const std::string distinct = distinct_.Serialize();
  PutBytes(out, static_cast<int32_t>(distinct.size()));
  out += distinct;
  PutBytes(out, most_hashes_);
  PutBytes(out, static_cast<int32_t>(hashes_.size()));
  for (const auto& [hash, count] : hashes_) PutBytes(out, hash);
  for (const auto& [hash, count] : hashes_) PutBytes(out, count);
  return out;
}

void SetDigest::AddHash(uint64_t hash) {
  int16_t& count = hashes_[static_cast<int64_t>(hash)];
  count = Sum(count, 1);
  distinct_.AddHash(hash);
  DropGreatest();
}

void SetDigest::DropGreatest() {
  while (hashes_.size() > static_cast<size_t>(most_hashes_)) hashes_.erase(--hashes_.end());
}

void SetDigest::Merge(const SetDigest& other) {
  distinct_.Merge(other.distinct_);
  for (const auto& [hash, count] : other.hashes_) {
    int16_t& sum = hashes_[hash];
    sum = Sum(sum, count);
  }
  DropGreatest();
}

int64_t SetDigest::Cardinality() const {
  return IsExact() ? static_cast<int64_t>(hashes_.size()) : distinct_.Cardinality();
}

double SetDigest::JaccardIndex(const SetDigest& a, const SetDigest& b) {
  const size_t smaller = std::min(a.hashes_.size(), b.hashes_.size());
  // The least of the hashes of both, as many as the smaller set has.
  size_t seen = 0;
  double common = 0;
  auto at_a = a.hashes_.begin();
  auto at_b = b.hashes_.begin();
  while (seen < smaller && at_a != a.hashes_.end() && at_b != b.hashes_.end()) {
    ++seen;
    const int64_t hash_a = at_a->first, hash_b = at_b->first;
    if (hash_a <= hash_b) ++at_a;
    if (hash_b <= hash_a) ++at_b;
    if (hash_a == hash_b) ++common;
  }
  return common / static_cast<double>(smaller);
}

int64_t SetDigest::IntersectionCardinality(const SetDigest& a, const SetDigest& b) {
  if (a.IsExact() && b.IsExact()) {
    return std::count_if(a.hashes_.begin(), a.hashes_.end(),
                         [&](const auto& entry) { return b.hashes_.contains(entry.first); });
  }
  const int64_t smaller = std::min(a.Cardinality(), b.Cardinality());
  const double jaccard = JaccardIndex(a, b);
  if (std::isnan(jaccard)) return 0;
  SetDigest both = a;
  both.Merge(b);
  const double shared = std::floor(jaccard * static_cast<double>(both.Cardinality()) + 0.5);
  // An estimate of a part may be more than that of the whole, which is the better one.
  return shared < static_cast<double>(smaller) ? static_cast<int64_t>(shared) : smaller;
}

}  // namespace tarn::sketch
