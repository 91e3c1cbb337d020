#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/literal.h"
#include "iceberg/sketch/murmur3.h"

namespace tarn::iceberg {

inline constexpr uint64_t kThetaSeed = 9001;  // DataSketches' default

// Counts distinct values in bounded memory (a theta sketch with 4096 nominal entries: 128 KB, a
// relative error of 1.6% at one standard deviation), as the blob `apache-datasketches-theta-v1`
// stores it. It keeps the smallest of the values' hashes; the same values, in the same order, give
// the same sketch as Apache DataSketches' does. Not thread safe; threads fill one each and merge.
class ThetaSketch {
 public:
  ThetaSketch();

  // Null values are not counted. Values are hashed by their binary single-value form, as Iceberg
  // Java does.
  void Update(const Literal& value) { UpdateBytes(ToBytes(value)); }
  // The same, of a value that is in that form. Empty values are not counted: DataSketches cannot.
  void UpdateBytes(std::string_view bytes);
  // The same of 1 to 8 bytes: `word` has them in its lowest bytes, the first the lowest; what is
  // above is 0.
  void UpdateWord(uint64_t word, size_t size) {
    empty_ = false;
    const uint64_t hash = Murmur3x64(word, size, kThetaSeed).first >> 1;
    if (hash < theta_) Insert(hash);
  }
  // Distinct values of either.
  void Merge(const ThetaSketch& other);

  // Exact below some thousand values.
  double Estimate() const;
  bool empty() const { return empty_; }
  size_t retained() const { return count_; }

  // Compact and ordered (DataSketches' serial version 3): at most 61 KB.
  std::string Serialize() const;
  // The reverse, of bytes that may be hostile; ordered or not. kDataCorruption for what is no
  // compact theta sketch, kUnsupported for another serial version or seed.
  static ThetaSketch Deserialize(std::string_view bytes);

 private:
  void Insert(uint64_t hash);
  void Shrink();
  std::vector<uint64_t> Hashes() const;  // sorted

  bool empty_ = true;
  uint64_t theta_;  // hashes are below it; 2^63 - 1 is 1.0
  size_t count_ = 0;
  std::vector<uint64_t> table_;  // open addressing, 0 is free
};

}  // namespace tarn::iceberg
