#include "auth/rule.h"

#include <algorithm>

#include "base/error.h"
#include "base/wildcards.h"

namespace tarn::auth {
namespace {

bool FitsResource(std::string_view pattern, std::string_view resource) {
  if (base::MatchesWildcards(resource, pattern)) return true;
  constexpr std::string_view kBelow = ".*";
  return pattern.size() > kBelow.size() && pattern.ends_with(kBelow) &&
         base::MatchesWildcards(resource, pattern.substr(0, pattern.size() - kBelow.size()));
}

// What a rule that names `action` says about reading and writing, too.
bool Names(const Rule& rule, Action action) {
  if (rule.actions.Has(action)) return true;
  if (rule.effect == Effect::kAllow) {
    return action == Action::kRead && rule.actions.Has(Action::kWrite);
  }
  return action == Action::kWrite && rule.actions.Has(Action::kRead);
}

}  // namespace

bool Applies(const Rule& rule, Action action, std::string_view ref, std::string_view resource) {
  return Names(rule, action) && base::MatchesWildcards(ref, rule.ref) &&
         (!IsContentAction(action) || FitsResource(rule.resource, resource));
}

bool ReachesBelow(const Rule& rule, std::string_view ns) {
  const std::string below = std::string(ns) + ".";
  const size_t wildcard = std::min(rule.resource.find_first_of("*?"), rule.resource.size());
  const std::string_view fixed = std::string_view(rule.resource).substr(0, wildcard);
  if (fixed.size() >= below.size()) return fixed.starts_with(below);
  return wildcard != rule.resource.size() && std::string_view(below).starts_with(fixed);
}

bool Decide(const std::vector<Rule>& rules, Action action, std::string_view ref,
            std::string_view resource) {
  bool allowed = false;
  for (const Rule& rule : rules) {
    if (!Applies(rule, action, ref, resource)) continue;
    if (rule.effect == Effect::kDeny) return false;
    allowed = true;
  }
  return allowed;
}

void CheckPattern(const std::string& pattern, const char* what) {
  constexpr size_t kLimit = 500;
  const bool fits = !pattern.empty() && pattern.size() <= kLimit &&
                    std::none_of(pattern.begin(), pattern.end(), [](char c) {
                      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
                    });
  if (!fits) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "{} must be 1 to {} characters without control characters: '{}'", what, kLimit,
                pattern.substr(0, kLimit));
  }
}

}  // namespace tarn::auth
