#include "pattern/program.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::pattern {
namespace {

using Kind = Instruction::Kind;

constexpr size_t kMostInstructions = 1'000'000;

class Compiler {
 public:
  Program Take(const Pattern& pattern) {
    Write(pattern);
    Add({Kind::kDone});
    return std::move(program_);
  }

 private:
  size_t here() const { return program_.size(); }
  size_t Add(Instruction instruction) {
    if (program_.size() >= kMostInstructions) {
      base::Throw(base::ErrorKind::kResourceExhausted,
                  "the row pattern is too large: written out it has more than {} steps",
                  kMostInstructions);
    }
    program_.push_back(instruction);
    return program_.size() - 1;
  }
  // Both ways of a split, the preferred one first where it is greedy.
  void SetSplit(size_t at, size_t in, size_t out, bool greedy) {
    program_[at].target = greedy ? in : out;
    program_[at].other = greedy ? out : in;
  }

  void Write(const Pattern& pattern) {
    switch (pattern.kind) {
      case Pattern::Kind::kLabel: Add({Kind::kLabel, pattern.label, exclusions_ > 0}); break;
      case Pattern::Kind::kEmpty: break;
      case Pattern::Kind::kStart: Add({Kind::kStart}); break;
      case Pattern::Kind::kEnd: Add({Kind::kEnd}); break;
      case Pattern::Kind::kExclusion:
        ++exclusions_;
        Write(pattern.parts.front());
        --exclusions_;
        break;
      case Pattern::Kind::kSequence:
        for (const Pattern& part : pattern.parts) Write(part);
        break;
      case Pattern::Kind::kAlternation: {
        std::vector<std::vector<const Pattern*>> ways;
        for (const Pattern& part : pattern.parts) ways.push_back({&part});
        WriteAlternation(ways);
        break;
      }
      case Pattern::Kind::kPermutation: WritePermutation(pattern); break;
      case Pattern::Kind::kQuantified: WriteQuantified(pattern); break;
    }
  }

  void WriteAlternation(const std::vector<std::vector<const Pattern*>>& ways) {
    std::vector<size_t> jumps;
    for (size_t i = 0; i < ways.size(); ++i) {
      const bool last = i + 1 == ways.size();
      const size_t split = last ? 0 : Add({Kind::kSplit});
      const size_t begin = here();
      for (const Pattern* part : ways[i]) Write(*part);
      if (last) break;
      jumps.push_back(Add({Kind::kJump}));
      SetSplit(split, begin, here(), true);
    }
    for (const size_t jump : jumps) program_[jump].target = here();
  }

  // In the order of the places: (a, b, c) before (a, c, b).
  void WritePermutation(const Pattern& pattern) {
    std::vector<size_t> order(pattern.parts.size());
    std::iota(order.begin(), order.end(), 0);
    std::vector<std::vector<const Pattern*>> ways;
    do {
      std::vector<const Pattern*>& way = ways.emplace_back();
      for (const size_t i : order) way.push_back(&pattern.parts[i]);
      if (ways.size() * order.size() > kMostInstructions) {
        base::Throw(base::ErrorKind::kResourceExhausted,
                    "the row pattern is too large: PERMUTE of {} parts", order.size());
      }
    } while (std::next_permutation(order.begin(), order.end()));
    WriteAlternation(ways);
  }

  void WriteQuantified(const Pattern& pattern) {
    const Pattern& part = pattern.parts.front();
    if (!pattern.at_most) return WriteLoop(pattern, part);
    for (int64_t i = 0; i < pattern.at_least; ++i) WriteRepeated(part);
    std::vector<size_t> splits;
    for (int64_t i = pattern.at_least; i < *pattern.at_most; ++i) {
      splits.push_back(Add({Kind::kSplit}));
      WriteRepeated(part);
    }
    for (const size_t split : splits) SetSplit(split, split + 1, here(), pattern.greedy);
  }
  // A part that writes nothing would be repeated in vain, and for long.
  void WriteRepeated(const Pattern& part) {
    Write(part);
    if (++repeated_ > kMostInstructions) {
      base::Throw(base::ErrorKind::kResourceExhausted,
                  "the row pattern is too large: written out it has more than {} steps",
                  kMostInstructions);
    }
  }
  // The decision to go on is behind the part: one that took no row is not begun again.
  void WriteLoop(const Pattern& pattern, const Pattern& part) {
    std::optional<size_t> first;
    if (pattern.at_least == 0) first = Add({Kind::kSplit});
    size_t begin = here();
    for (int64_t i = 0; i < std::max<int64_t>(pattern.at_least, 1); ++i) {
      begin = here();
      WriteRepeated(part);
    }
    const size_t split = Add({Kind::kSplit});
    SetSplit(split, begin, here(), pattern.greedy);
    if (first) SetSplit(*first, *first + 1, here(), pattern.greedy);
  }

  Program program_;
  int exclusions_ = 0;
  size_t repeated_ = 0;
};

}  // namespace

Program Compile(const Pattern& pattern) { return Compiler().Take(pattern); }

}  // namespace tarn::pattern
