#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Tells whether any value of a column stands there twice, from 64-bit hashes of the values: far
// cheaper than grouping by the column, and mostly all that a uniqueness check needs to know. It
// never misses: equal values have equal hashes. It may be wrong the other way, with a probability
// of n²/2^65 for n different values, and always for more than `limit` of them: then it stops
// keeping them, so that memory is bounded (8 bytes a value). Not thread safe.
class DuplicateProbe {
 public:
  static constexpr size_t kLimit = size_t{16} << 20;
  explicit DuplicateProbe(size_t limit = kLimit) : limit_(limit) {}

  void Add(uint64_t hash) {
    if (given_up_) return;
    if (hashes_.size() == limit_) return GiveUp();
    hashes_.push_back(hash);
  }
  bool given_up() const { return given_up_; }
  // Adds all that the other was given.
  void Merge(const DuplicateProbe& other);
  // False only when no hash was added twice.
  bool MayRepeat() const;

 private:
  void GiveUp();

  size_t limit_;
  std::vector<uint64_t> hashes_;
  bool given_up_ = false;
};

// tarn_may_repeat(x) → BOOLEAN, for values of every type; nulls are left out.
void RegisterDuplicateProbe(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
