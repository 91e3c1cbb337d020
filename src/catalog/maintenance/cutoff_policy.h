#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "versions/repository.h"

namespace tarn::catalog {

// Which of a reference's commits are live: their files are kept, and what they hold can be read.
// The head always is. As Nessie's garbage collector has it:
//   "NONE"                  all of them
//   "10"                    the newest ten, counted over first parents
//   "7d", "12h"             those that are not older
//   "2026-01-31T00:00:00Z"  those that are not older than this time
struct AllCommits {
  friend bool operator==(const AllCommits&, const AllCommits&) = default;
};
using CutoffPolicy = std::variant<AllCommits, size_t, std::chrono::microseconds, base::TimePoint>;

// kInvalidArgument for anything but the above.
CutoffPolicy ParseCutoffPolicy(const std::string& text);
std::string ToString(const CutoffPolicy& policy);

// "7d", "12h", "30m", "10s"; kInvalidArgument, naming `what`, for anything else.
std::chrono::microseconds ParseDuration(const std::string& what, const std::string& text);

// What is live on which reference: the first rule whose pattern ("run/*") fits its name decides. A
// value.
struct LivePolicy {
  struct Rule {
    std::string pattern;  // base::MatchesWildcards
    CutoffPolicy policy;
    friend bool operator==(const Rule&, const Rule&) = default;
  };
  std::vector<Rule> rules = {};
  CutoffPolicy otherwise = std::chrono::microseconds(std::chrono::hours(7 * 24));

  const CutoffPolicy& Of(const std::string& reference) const;
  friend bool operator==(const LivePolicy&, const LivePolicy&) = default;
};

// The time before which commits of the reference are not live, as of `now`; the beginning of time
// when all are.
base::TimePoint CutoffTime(const LivePolicy& policy, const versions::Reference& reference,
                           versions::Repository& repository, base::TimePoint now);

}  // namespace tarn::catalog
