#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "sketch/hyper_log_log.h"

namespace tarn::sketch {

// How alike two sets are: MinHash, the least hashes of a set's values with how often each was seen,
// beside a HyperLogLog, in the bytes of Trino 476's type SetDigest
// (https://trino.io/docs/476/functions/setdigest.html): a byte 1, the length and bytes of the
// HyperLogLog, the most hashes, their number, the hashes and their counts. Exact while a set has
// fewer values than hashes are kept. A value.
class SetDigest {
 public:
  static constexpr int kIndexBits = 11;
  static constexpr int32_t kMostHashes = 8192;

  SetDigest() : distinct_(kIndexBits) {}
  // kInvalidArgument for bytes that are no digest.
  static SetDigest Deserialize(std::string_view bytes);
  std::string Serialize() const;

  // A value by the hash that HyperLogLog takes.
  void AddHash(uint64_t hash);
  // kInvalidArgument where HyperLogLog::Merge says so.
  void Merge(const SetDigest& other);

  // Exact, or the HyperLogLog's.
  int64_t Cardinality() const;
  const HyperLogLog& distinct() const { return distinct_; }
  // The hashes, ascending, with how often each was seen, 32,767 at most.
  const std::map<int64_t, int16_t>& hashes() const { return hashes_; }

  // Of the smaller set, in [0, 1]; NaN when it is empty.
  static double JaccardIndex(const SetDigest& a, const SetDigest& b);
  static int64_t IntersectionCardinality(const SetDigest& a, const SetDigest& b);

 private:
  bool IsExact() const { return hashes_.size() < static_cast<size_t>(most_hashes_); }
  void DropGreatest();

  HyperLogLog distinct_;
  int32_t most_hashes_ = kMostHashes;
  std::map<int64_t, int16_t> hashes_;
};

}  // namespace tarn::sketch
