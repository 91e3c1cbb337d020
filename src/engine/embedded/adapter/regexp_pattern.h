#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::engine::embedded {

// Where a group of a match is in the text; `found` is false for one that takes no part.
struct RegexpGroup {
  size_t position = 0;
  std::string text;
  bool found = false;
};
struct RegexpMatch {
  std::vector<RegexpGroup> groups;  // the whole match is the first
};

// A pattern as Trino takes it, in the syntax of Java. RE2 executes what it can, in time linear in
// the text; PCRE2 what looks around, refers back or never gives back, with its steps and its memory
// bounded. One thread at a time.
class RegexpPattern {
 public:
  // DuckDB's InvalidInputException with RE2's words for a text that is no pattern.
  explicit RegexpPattern(std::string text);
  ~RegexpPattern();
  RegexpPattern(const RegexpPattern&) = delete;
  RegexpPattern& operator=(const RegexpPattern&) = delete;

  // The first match at or behind an offset. INVALID_FUNCTION_ARGUMENT when it takes too many steps.
  std::optional<RegexpMatch> Search(const std::string& text, size_t from) const;

  const std::string& text() const { return text_; }
  size_t groups() const { return groups_; }
  // The number of a named group; 0 when there is none.
  size_t GroupNamed(const std::string& name) const;

  // Whether DuckDB's own functions understand a pattern as it is written.
  static bool IsPlain(const std::string& text);

 private:
  class Linear;
  class Backtracking;

  const std::string text_;
  std::vector<std::string> names_;  // names_[i]: of group i + 1, or empty
  size_t groups_ = 0;
  std::unique_ptr<Linear> linear_;
  std::unique_ptr<Backtracking> backtracking_;
};

}  // namespace tarn::engine::embedded
