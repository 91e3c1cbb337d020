#include "engine/embedded/adapter/regexp_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "duckdb/common/re2_regex.hpp"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace duckdb_re2 {
// Exported by DuckDB's library, in none of its headers.
bool RegexSearchInternal(const char* input_data, size_t input_size, Match& match, const RE2& regex,
                         RE2::Anchor anchor, size_t start, size_t end);
}  // namespace duckdb_re2

namespace tarn::engine::embedded {
namespace {

// What a search may take of time and memory.
constexpr uint32_t kMostSteps = 10'000'000;
constexpr uint32_t kMostKilobytes = 64 * 1024;

std::string Words(int code) {
  std::array<PCRE2_UCHAR, 256> buffer{};
  pcre2_get_error_message(code, buffer.data(), buffer.size());
  return reinterpret_cast<const char*>(buffer.data());
}

PCRE2_SPTR Units(const std::string& text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

class RegexpPattern::Linear {
 public:
  // DuckDB's wrapper takes its option for letters' case the other way round.
  explicit Linear(const std::string& translated) : regex_("(?-i)" + translated) {}
  bool ok() const { return regex_.GetRegex().ok(); }
  const std::string& error() const { return regex_.GetRegex().error(); }
  std::optional<RegexpMatch> Search(const std::string& text, size_t from) const {
    duckdb_re2::Match found;
    if (!duckdb_re2::RegexSearchInternal(text.data(), text.size(), found, regex_.GetRegex(),
                                         duckdb_re2::RE2::UNANCHORED, from, text.size())) {
      return std::nullopt;
    }
    RegexpMatch match;
    const size_t begin = found.groups.at(0).position;
    for (auto& group : found.groups) {
      // One that takes no part is said to stand at the beginning.
      const bool took_part = !group.text.empty() || group.position >= begin;
      match.groups.push_back({group.position, std::move(group.text), took_part});
    }
    return match;
  }

 private:
  duckdb_re2::Regex regex_;
};

class RegexpPattern::Backtracking {
 public:
  explicit Backtracking(const std::string& text) {
    PCRE2_SIZE place = 0;
    code_.reset(pcre2_compile(Units(text), text.size(), PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C,
                              &error_, &place, nullptr));
    if (code_ == nullptr) return;
    data_.reset(pcre2_match_data_create_from_pattern(code_.get(), nullptr));
    context_.reset(pcre2_match_context_create(nullptr));
    pcre2_set_match_limit(context_.get(), kMostSteps);
    pcre2_set_heap_limit(context_.get(), kMostKilobytes);
  }
  bool ok() const { return code_ != nullptr; }
  bool misses_parenthesis() const { return error_ == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS; }
  size_t groups() const { return pcre2_get_ovector_count(data_.get()) - 1; }
  std::optional<RegexpMatch> Search(const std::string& text, size_t from) const {
    const int found = pcre2_match(code_.get(), Units(text), text.size(), from, PCRE2_NO_UTF_CHECK,
                                  data_.get(), context_.get());
    if (found == PCRE2_ERROR_NOMATCH) return std::nullopt;
    if (found < 0) {
      InvalidFunctionArgument("regexp_like",
                              "the pattern takes too much to match (" + Words(found) +
                                  "); write it without a repetition inside a repetition");
    }
    const PCRE2_SIZE* places = pcre2_get_ovector_pointer(data_.get());
    RegexpMatch match;
    for (size_t i = 0; i <= groups(); ++i) {
      const size_t begin = places[2 * i], end = places[2 * i + 1];
      const bool took_part = begin != PCRE2_UNSET;
      // Of a match whose beginning \K moved behind its end there is nothing.
      const size_t size = took_part && end > begin ? end - begin : 0;
      match.groups.push_back(
          {took_part ? begin : 0, took_part ? text.substr(begin, size) : "", took_part});
    }
    return match;
  }

 private:
  struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
  };
  int error_ = 0;
  std::unique_ptr<pcre2_code, Free> code_;
  std::unique_ptr<pcre2_match_data, Free> data_;
  std::unique_ptr<pcre2_match_context, Free> context_;
};

RegexpPattern::RegexpPattern(std::string text) : text_(std::move(text)) {
  // RE2 writes Java's (?<name>…) as (?P<name>…).
  std::string translated;
  bool in_class = false;
  for (size_t i = 0; i < text_.size(); ++i) {
    const char c = text_[i];
    translated += c;
    if (c == '\\' && i + 1 < text_.size()) {
      translated += text_[++i];
    } else if (c == '[') {
      in_class = true;
    } else if (c == ']') {
      in_class = false;
    } else if (c == '(' && !in_class) {
      const std::string_view rest = std::string_view(text_).substr(i + 1);
      if (!rest.starts_with('?')) {
        names_.emplace_back();
      } else if (rest.starts_with("?<") && rest.size() > 2 && rest[2] != '=' && rest[2] != '!') {
        names_.emplace_back(rest.substr(2, std::min(rest.find('>'), rest.size()) - 2));
        translated += "?P";
        ++i;
      }
    }
  }
  linear_ = std::make_unique<Linear>(translated);
  groups_ = names_.size();
  if (linear_->ok()) return;
  backtracking_ = std::make_unique<Backtracking>(text_);
  if (backtracking_->misses_parenthesis()) {
    InvalidFunctionArgument("regexp_like", "end pattern with unmatched parenthesis");
  }
  // Told in Trino's words where errors leave DuckDB.
  if (!backtracking_->ok()) throw duckdb::InvalidInputException(linear_->error());
  linear_.reset();
  groups_ = backtracking_->groups();
}

RegexpPattern::~RegexpPattern() = default;

std::optional<RegexpMatch> RegexpPattern::Search(const std::string& text, size_t from) const {
  return linear_ ? linear_->Search(text, from) : backtracking_->Search(text, from);
}

size_t RegexpPattern::GroupNamed(const std::string& name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  return found == names_.end() ? 0 : static_cast<size_t>(found - names_.begin()) + 1;
}

bool RegexpPattern::IsPlain(const std::string& text) {
  return duckdb_re2::Regex(text).GetRegex().ok();
}

}  // namespace tarn::engine::embedded
