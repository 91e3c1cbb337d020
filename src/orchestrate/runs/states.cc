#include "orchestrate/runs/states.h"

#include <array>
#include <utility>

namespace tarn::orchestrate {
namespace {

constexpr std::array<std::pair<RunState, std::string_view>, 4> kRunStates = {{
    {RunState::kQueued, "queued"},
    {RunState::kRunning, "running"},
    {RunState::kSuccess, "success"},
    {RunState::kFailed, "failed"},
}};

constexpr std::array<std::pair<TaskState, std::string_view>, 8> kTaskStates = {{
    {TaskState::kNone, "none"},
    {TaskState::kQueued, "queued"},
    {TaskState::kRunning, "running"},
    {TaskState::kSuccess, "success"},
    {TaskState::kFailed, "failed"},
    {TaskState::kUpForRetry, "up_for_retry"},
    {TaskState::kUpstreamFailed, "upstream_failed"},
    {TaskState::kSkipped, "skipped"},
}};

template <typename Table, typename State>
std::string_view NameIn(const Table& table, State state) {
  for (auto [value, name] : table) {
    if (value == state) return name;
  }
  return "";
}

}  // namespace

std::string_view StateName(RunState state) { return NameIn(kRunStates, state); }
std::string_view StateName(TaskState state) { return NameIn(kTaskStates, state); }

std::optional<RunState> ParseRunState(std::string_view name) {
  for (auto [value, known] : kRunStates) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::optional<TaskState> ParseTaskState(std::string_view name) {
  for (auto [value, known] : kTaskStates) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace tarn::orchestrate
