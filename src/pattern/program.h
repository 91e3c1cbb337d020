#pragma once

#include <cstddef>
#include <vector>

#include "pattern/pattern.h"

namespace tarn::pattern {

struct Instruction {
  enum class Kind {
    kLabel,  // takes a row that may have `label`
    kStart,  // goes on at the first row of the partition only
    kEnd,    // goes on behind the last row only
    kSplit,  // goes on at `target`, and with less preference at `other`
    kJump,   // goes on at `target`
    kDone
  };
  Kind kind = Kind::kDone;
  int label = 0;
  bool excluded = false;  // of a row within {- -}
  size_t target = 0;
  size_t other = 0;
};

// Ends with one kDone.
using Program = std::vector<Instruction>;

// Quantifiers are written out: {n,m} is as long as m times its part, PERMUTE(n parts) as n! orders.
// kResourceExhausted for a program of more than a million instructions.
Program Compile(const Pattern& pattern);

}  // namespace tarn::pattern
