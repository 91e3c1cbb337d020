#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "cli/terminal/terminal.h"

namespace tarn::cli {

// Lines at the bottom of a terminal that are drawn over again and again. Only used where stderr is
// a terminal. Used by one thread.
class LiveBlock {
 public:
  explicit LiveBlock(const Terminal& terminal) : terminal_(terminal) {}
  ~LiveBlock() { Clear(); }

  // Replaces what was drawn before; lines are cut to the terminal's width by whoever made them.
  void Draw(const std::vector<std::string>& lines);
  // Removes what was drawn.
  void Clear();
  // Prints lines above the block, for good.
  void PrintAbove(const std::string& text);

 private:
  std::string Up() const;
  const Terminal& terminal_;
  size_t drawn_ = 0;
};

// "█████░░░░░" of `width` columns for a share of 0..1.
std::string Bar(double share, size_t width);
// The n-th picture of a spinner.
std::string Spinner(size_t tick);

}  // namespace tarn::cli
