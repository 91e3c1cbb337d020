#pragma once

#include <optional>
#include <string_view>

namespace tarn::orchestrate {

// Named as Airflow names them.
enum class RunState { kQueued, kRunning, kSuccess, kFailed };
enum class TaskState {
  kNone,  // waits for the tasks before it
  kQueued,
  kRunning,
  kSuccess,
  kFailed,
  kUpForRetry,
  kUpstreamFailed,
  kSkipped,
};

std::string_view StateName(RunState state);
std::string_view StateName(TaskState state);
std::optional<RunState> ParseRunState(std::string_view name);
std::optional<TaskState> ParseTaskState(std::string_view name);

inline bool IsFinished(TaskState state) {
  return state == TaskState::kSuccess || state == TaskState::kFailed ||
         state == TaskState::kUpstreamFailed || state == TaskState::kSkipped;
}

}  // namespace tarn::orchestrate
