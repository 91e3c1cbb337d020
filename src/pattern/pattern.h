#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::pattern {

// The PATTERN of row pattern recognition (ISO/IEC 9075-2:2016, 7.9). Labels are numbers. A value.
struct Pattern {
  enum class Kind {
    kLabel,        // a row of that label
    kEmpty,        // ()
    kStart,        // ^: the first row of the partition
    kEnd,          // $: behind its last row
    kExclusion,    // {- a -}
    kSequence,     // a b
    kAlternation,  // a | b: the first one that matches
    kPermutation,  // PERMUTE(a, b)
    kQuantified    // a*, a{2,3}?
  };
  Kind kind = Kind::kEmpty;
  int label = 0;                   // of kLabel
  std::vector<Pattern> parts;      // one of kExclusion and kQuantified
  int64_t at_least = 0;            // of kQuantified
  std::optional<int64_t> at_most;  // nothing: any number
  bool greedy = true;

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

// As text of words, and back. kInvalidArgument for what ToText did not write.
std::string ToText(const Pattern& pattern);
Pattern PatternOf(std::string_view text);

}  // namespace tarn::pattern
