#include "orchestrate/dags/trigger_rule.h"

#include <array>

namespace tarn::orchestrate {
namespace {

constexpr std::array<std::pair<TriggerRule, std::string_view>, 11> kNames = {{
    {TriggerRule::kAllSuccess, "all_success"},
    {TriggerRule::kAllFailed, "all_failed"},
    {TriggerRule::kAllDone, "all_done"},
    {TriggerRule::kOneSuccess, "one_success"},
    {TriggerRule::kOneFailed, "one_failed"},
    {TriggerRule::kOneDone, "one_done"},
    {TriggerRule::kNoneFailed, "none_failed"},
    {TriggerRule::kNoneFailedMinOneSuccess, "none_failed_min_one_success"},
    {TriggerRule::kNoneSkipped, "none_skipped"},
    {TriggerRule::kAllSkipped, "all_skipped"},
    {TriggerRule::kAlways, "always"},
}};

}  // namespace

std::string_view TriggerRuleName(TriggerRule rule) {
  for (auto [value, name] : kNames) {
    if (value == rule) return name;
  }
  return "all_success";
}

std::optional<TriggerRule> ParseTriggerRule(std::string_view name) {
  for (auto [value, known] : kNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string> TriggerRuleNames() {
  std::vector<std::string> names;
  for (auto [value, name] : kNames) names.emplace_back(name);
  return names;
}

TriggerDecision Decide(TriggerRule rule, const UpstreamCounts& up) {
  using enum TriggerDecision;
  const bool all_done = up.done() == up.total;
  const int failures = up.failed + up.upstream_failed;
  if (up.total == 0) return kRun;
  switch (rule) {
    case TriggerRule::kAlways: return kRun;
    case TriggerRule::kAllSuccess:
      if (failures > 0) return kUpstreamFailed;
      if (up.skipped > 0) return kSkip;
      return all_done ? kRun : kWait;
    case TriggerRule::kAllFailed:
      if (up.success > 0 || up.skipped > 0) return kSkip;
      return all_done ? kRun : kWait;
    case TriggerRule::kAllDone: return all_done ? kRun : kWait;
    case TriggerRule::kOneSuccess:
      if (up.success > 0) return kRun;
      if (!all_done) return kWait;
      return up.skipped == up.total ? kSkip : kUpstreamFailed;
    case TriggerRule::kOneFailed:
      if (failures > 0) return kRun;
      return all_done ? kSkip : kWait;
    case TriggerRule::kOneDone:
      if (up.success > 0 || up.failed > 0) return kRun;
      return all_done ? kSkip : kWait;
    case TriggerRule::kNoneFailed:
      if (failures > 0) return kUpstreamFailed;
      return all_done ? kRun : kWait;
    case TriggerRule::kNoneFailedMinOneSuccess:
      if (failures > 0) return kUpstreamFailed;
      if (!all_done) return kWait;
      return up.success > 0 ? kRun : kSkip;
    case TriggerRule::kNoneSkipped:
      if (up.skipped > 0) return kSkip;
      return all_done ? kRun : kWait;
    case TriggerRule::kAllSkipped:
      if (up.success > 0 || failures > 0) return kSkip;
      return all_done ? kRun : kWait;
  }
  return kWait;
}

}  // namespace tarn::orchestrate
