#pragma once

#include <cstdint>

#include "base/error.h"

namespace tarn::cel {

// The steps that evaluating may take: about as much work as looking at a value each, so that what
// copies or compares much spends as much. Not thread safe.
class Budget {
 public:
  explicit Budget(int64_t steps) : left_(steps) {}

  // kInvalidArgument when there are no more.
  void Spend(int64_t steps) {
    left_ -= steps;
    if (left_ >= 0) return;
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      "filter: evaluating it takes too many steps", "make the filter simpler");
  }
  int64_t left() const { return left_; }
  bool exhausted() const { return left_ < 0; }

 private:
  int64_t left_;
};

}  // namespace tarn::cel
