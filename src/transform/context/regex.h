#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::transform {

// Where a pattern fits in a text; points into it.
struct RegexMatch {
  size_t begin = 0;
  size_t end = 0;
  std::vector<std::optional<std::string_view>> groups;  // [0] is the whole
};

// A regular expression of Python's `re`. RE2 takes time and memory that grow with the text alone;
// look-around and back references, which it has not, are matched by std::regex, which recurses:
// then pattern and text must be short. Immutable, thread safe.
class Regex {
 public:
  enum class Anchor { kNone, kStart, kBoth };

  // kInvalidArgument for what is no pattern, kResourceExhausted for one that is too long.
  Regex(const std::string& pattern, bool ignore_case);
  ~Regex();

  // The first match from `from` on. kResourceExhausted for a text that is too long.
  std::optional<RegexMatch> Find(std::string_view text, size_t from, Anchor anchor) const;
  // All that do not overlap, empty ones too, as Python 3.7 and newer finds them.
  std::vector<RegexMatch> All(std::string_view text) const;

 private:
  struct Engines;
  std::unique_ptr<const Engines> engines_;
};

// Appends what Python's template (`\1`, `\g<1>`) makes of a match; groups without a part are
// empty. kInvalidArgument for a reference to no group.
void AppendReplacement(std::string_view replacement, const RegexMatch& match, std::string& result);

}  // namespace tarn::transform
