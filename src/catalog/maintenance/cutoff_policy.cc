#include "catalog/maintenance/cutoff_policy.h"

#include <charconv>
#include <cstdlib>

#include "base/error.h"
#include "base/wildcards.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

// Microseconds of a duration such as "7d"; negative for anything else.
double Microseconds(const std::string& text) {
  char* rest = nullptr;
  const double number = std::strtod(text.c_str(), &rest);
  const std::string unit = rest;
  const double scale = unit == "d"   ? 8.64e10
                       : unit == "h" ? 3.6e9
                       : unit == "m" ? 6e7
                       : unit == "s" ? 1e6
                                     : -1;
  constexpr double kLongest = 3e15;  // about a century
  const bool is_duration = rest != text.c_str() && scale > 0 && number >= 0;
  return is_duration && number * scale <= kLongest ? number * scale : -1;
}

struct Printer {
  std::string operator()(const AllCommits&) const { return "NONE"; }
  std::string operator()(size_t commits) const { return std::to_string(commits); }
  std::string operator()(std::chrono::microseconds age) const {
    return fmt::format("{}s", static_cast<double>(age.count()) / 1e6);
  }
  std::string operator()(base::TimePoint time) const { return base::FormatTimestamp(time); }
};

}  // namespace

std::chrono::microseconds ParseDuration(const std::string& what, const std::string& text) {
  const double us = Microseconds(text);
  if (us < 0) {
    throw base::Error(ErrorKind::kInvalidArgument,
                      fmt::format("{}: not a duration: '{}'", what, text),
                      "write a number and a unit: 7d, 12h, 30m, 10s");
  }
  return std::chrono::microseconds(static_cast<int64_t>(us));
}

CutoffPolicy ParseCutoffPolicy(const std::string& text) {
  if (text == "NONE" || text == "none") return AllCommits{};
  size_t commits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), commits);
  if (error == std::errc() && end == text.data() + text.size() && commits > 0) return commits;
  if (const double us = Microseconds(text); us >= 0) {
    return std::chrono::microseconds(static_cast<int64_t>(us));
  }
  try {
    return base::ParseTimestamp(text);
  } catch (const base::Error&) {
    throw base::Error(ErrorKind::kInvalidArgument,
                      fmt::format("not a cut-off of commits: '{}'", text),
                      "write NONE (keep all), a number of commits, an age (7d, 12h), or a time "
                      "(2026-01-31T00:00:00Z)");
  }
}

std::string ToString(const CutoffPolicy& policy) { return std::visit(Printer(), policy); }

const CutoffPolicy& LivePolicy::Of(const std::string& reference) const {
  for (const Rule& rule : rules) {
    if (base::MatchesWildcards(reference, rule.pattern)) return rule.policy;
  }
  return otherwise;
}

base::TimePoint CutoffTime(const LivePolicy& policy, const versions::Reference& reference,
                           versions::Repository& repository, base::TimePoint now) {
  const CutoffPolicy& own = policy.Of(reference.name);
  if (const auto* age = std::get_if<std::chrono::microseconds>(&own)) return now - *age;
  if (const auto* time = std::get_if<base::TimePoint>(&own)) return std::min(*time, now);
  if (const auto* commits = std::get_if<size_t>(&own)) {
    // The newest before the cut-off stays as well, and is the last of them. Times never go back
    // along first parents.
    if (*commits == 1) {
      return repository.GetCommit(reference.head).time + std::chrono::microseconds(1);
    }
    const auto newest = repository.Log(reference.head, *commits - 1);
    return newest.size() < *commits - 1 ? base::TimePoint() : newest.back().time;
  }
  return {};
}

}  // namespace tarn::catalog
