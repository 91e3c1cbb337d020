#include "transform/context/regex.h"

#include <algorithm>
#include <charconv>
#include <regex>

#include <re2/re2.h>

#include "base/error.h"

namespace tarn::transform {
namespace {

using base::ErrorKind;

constexpr size_t kMaxPattern = 10'000;
constexpr size_t kMaxSubject = 100'000;  // all matches may look at all of it, each
constexpr int64_t kMaxProgramBytes = 16 << 20;
// std::regex's frames on the stack are about as many as the text's bytes times the pattern's.
constexpr size_t kMaxRecursion = 20'000;
constexpr size_t kMaxStdPattern = 500;  // reading one recurses, too

// Python's anchors, which only RE2 knows besides: \Z is RE2's \z.
std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = text.find('\\', at)) != std::string::npos;) {
    if (text.compare(at, from.size(), from) == 0) {
      text.replace(at, from.size(), to);
      at += to.size();
    } else {
      at += 2;  // what is escaped is no escape itself
    }
  }
  return text;
}

std::regex CompileStd(const std::string& pattern, bool ignore_case) {
  std::string body = Replaced(Replaced(pattern, "\\A", "^"), "\\Z", "$");
  if (body.starts_with("(?i)")) {
    body.erase(0, 4);
    ignore_case = true;
  }
  try {
    auto flags = std::regex::ECMAScript;
    if (ignore_case) flags |= std::regex::icase;
    return std::regex(body, flags);
  } catch (const std::regex_error& e) {
    base::Throw(ErrorKind::kInvalidArgument, "re: cannot read the pattern ({}): {}", e.what(),
                pattern);
  }
}

// To the next character of UTF-8.
size_t Next(std::string_view text, size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// The number of a group in front of `rest`, of two digits at most as Python's are; -1 for none.
int TakeNumber(std::string_view& rest) {
  constexpr size_t kMostDigits = 2;
  int number = -1;
  const std::string_view digits = rest.substr(0, kMostDigits);
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (end.ec != std::errc() || number < 0) return -1;
  rest.remove_prefix(static_cast<size_t>(end.ptr - digits.data()));
  return number;
}

}  // namespace

struct Regex::Engines {
  std::unique_ptr<re2::RE2> re2;
  std::optional<std::regex> std_regex;
  size_t pattern_bytes = 0;
};

Regex::Regex(const std::string& pattern, bool ignore_case) {
  if (pattern.size() > kMaxPattern) {
    base::Throw(ErrorKind::kResourceExhausted, "re: pattern longer than {}", kMaxPattern);
  }
  auto engines = std::make_unique<Engines>();
  engines->pattern_bytes = pattern.size();
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!ignore_case);
  options.set_max_mem(kMaxProgramBytes);
  engines->re2 = std::make_unique<re2::RE2>(Replaced(pattern, "\\Z", "\\z"), options);
  if (!engines->re2->ok()) {
    const auto code = engines->re2->error_code();
    const bool beyond = code == re2::RE2::ErrorBadPerlOp || code == re2::RE2::ErrorBadEscape;
    if (!beyond || pattern.size() > kMaxStdPattern) {
      base::Throw(ErrorKind::kInvalidArgument, "re: cannot read the pattern ({}): {}",
                  engines->re2->error(), pattern.substr(0, 200));
    }
    engines->re2.reset();
    engines->std_regex = CompileStd(pattern, ignore_case);
  }
  engines_ = std::move(engines);
}

Regex::~Regex() = default;

std::optional<RegexMatch> Regex::Find(std::string_view text, size_t from, Anchor anchor) const {
  if (text.size() > kMaxSubject) {
    base::Throw(ErrorKind::kResourceExhausted, "re: text longer than {}", kMaxSubject);
  }
  RegexMatch match;
  if (engines_->re2) {
    const auto where = anchor == Anchor::kNone    ? re2::RE2::UNANCHORED
                       : anchor == Anchor::kStart ? re2::RE2::ANCHOR_START
                                                  : re2::RE2::ANCHOR_BOTH;
    std::vector<re2::StringPiece> groups(
        static_cast<size_t>(engines_->re2->NumberOfCapturingGroups()) + 1);
    if (!engines_->re2->Match(text, from, text.size(), where, groups.data(),
                              static_cast<int>(groups.size()))) {
      return std::nullopt;
    }
    for (const re2::StringPiece& group : groups) {
      match.groups.push_back(group.data() == nullptr
                                 ? std::nullopt
                                 : std::optional(std::string_view(group.data(), group.size())));
    }
    match.begin = static_cast<size_t>(groups[0].data() - text.data());
    match.end = match.begin + groups[0].size();
    return match;
  }
  if (text.size() * engines_->pattern_bytes > kMaxRecursion) {
    base::Throw(ErrorKind::kResourceExhausted,
                "re: a pattern with look-around or back references takes a text of {} bytes at "
                "most, not of {}",
                kMaxRecursion / engines_->pattern_bytes, text.size());
  }
  auto flags = std::regex_constants::match_default;
  if (from > 0) flags |= std::regex_constants::match_prev_avail;
  if (anchor != Anchor::kNone) flags |= std::regex_constants::match_continuous;
  std::cmatch found;
  const char* begin = text.data() + from;
  const char* end = text.data() + text.size();
  const bool fits = anchor == Anchor::kBoth
                        ? std::regex_match(begin, end, found, *engines_->std_regex, flags)
                        : std::regex_search(begin, end, found, *engines_->std_regex, flags);
  if (!fits) return std::nullopt;
  for (const auto& group : found) {
    match.groups.push_back(
        group.matched ? std::optional(std::string_view(group.first, group.second)) : std::nullopt);
  }
  match.begin = from + static_cast<size_t>(found.position(0));
  match.end = match.begin + static_cast<size_t>(found.length(0));
  return match;
}

std::vector<RegexMatch> Regex::All(std::string_view text) const {
  std::vector<RegexMatch> all;
  for (size_t from = 0; from <= text.size();) {
    auto match = Find(text, from, Anchor::kNone);
    if (!match) break;
    from = match->end > match->begin ? match->end : Next(text, match->end);
    all.push_back(*std::move(match));
  }
  return all;
}

void AppendReplacement(std::string_view replacement, const RegexMatch& match, std::string& result) {
  constexpr std::string_view kNamed = "\\g<";
  std::string_view rest = replacement;
  while (!rest.empty()) {
    const size_t mark = std::min(rest.find('\\'), rest.size());
    result += rest.substr(0, mark);
    rest.remove_prefix(mark);
    if (rest.empty()) return;
    const bool named = rest.starts_with(kNamed);
    std::string_view after = rest.substr(named ? kNamed.size() : 1);
    const int group = TakeNumber(after);
    if (group < 0 && !named) {  // an escape, which is left as it stands
      result += rest.substr(0, 2);
      rest.remove_prefix(std::min<size_t>(2, rest.size()));
      continue;
    }
    if (group < 0 || static_cast<size_t>(group) >= match.groups.size() ||
        (named && !after.starts_with('>'))) {
      base::Throw(ErrorKind::kInvalidArgument, "re: invalid group reference in the template: {}",
                  replacement.substr(0, 200));
    }
    result += match.groups[static_cast<size_t>(group)].value_or("");
    rest = named ? after.substr(1) : after;
  }
}

}  // namespace tarn::transform
