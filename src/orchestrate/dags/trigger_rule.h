#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::orchestrate {

// When a task may start, told by the states of the tasks it depends on; names and meaning are
// Airflow's.
enum class TriggerRule {
  kAllSuccess,
  kAllFailed,
  kAllDone,
  kOneSuccess,
  kOneFailed,
  kOneDone,
  kNoneFailed,
  kNoneFailedMinOneSuccess,
  kNoneSkipped,
  kAllSkipped,
  kAlways,
};

std::string_view TriggerRuleName(TriggerRule rule);  // "all_success"
std::optional<TriggerRule> ParseTriggerRule(std::string_view name);
std::vector<std::string> TriggerRuleNames();

// How many of a task's upstream tasks are in which state.
struct UpstreamCounts {
  int total = 0;
  int success = 0;
  int failed = 0;
  int upstream_failed = 0;
  int skipped = 0;
  int done() const { return success + failed + upstream_failed + skipped; }
};

enum class TriggerDecision { kWait, kRun, kSkip, kUpstreamFailed };

// Pure. Decides as early as the counts allow (one_failed does not wait for the rest).
TriggerDecision Decide(TriggerRule rule, const UpstreamCounts& upstream);

}  // namespace tarn::orchestrate
