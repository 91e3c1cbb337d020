#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/progress.h"
#include "orchestrate/executor/task_runner.h"
#include "orchestrate/runs/run.h"

namespace tarn::orchestrate {

// What a task is about, for whoever watches a run.
struct TaskStatus {
  std::string id;
  std::string type;
  TaskState state = TaskState::kNone;
  int attempt = 0;
  std::optional<base::TimePoint> start;  // of the present try
  std::optional<base::TimePoint> end;
  std::optional<base::TimePoint> retry_at;  // of kUpForRetry
  uint64_t rows = 0;
  uint64_t bytes = 0;
  uint64_t total_rows = 0;
  uint64_t total_bytes = 0;
  std::string note;     // while it runs
  std::string message;  // how it ended
};

// The live state of one run: the executor writes, screens read whenever they like. Thread safe.
class RunMonitor {
 public:
  struct Live {
    TaskStatus status;
    std::shared_ptr<base::Progress> progress;
    std::shared_ptr<TaskNote> note;
  };

  void Start(const Run& run, const std::vector<TaskDefinition>& tasks);
  void SetTask(size_t index, const TaskStatus& status, std::shared_ptr<base::Progress> progress,
               std::shared_ptr<TaskNote> note);
  void SetPhase(const std::string& phase);

  // The run as it began (number, branch), and every task in the order of the DAG.
  std::optional<Run> run() const;
  std::vector<TaskStatus> Tasks() const;
  // "publishing", "cleaning up", … or empty while tasks run.
  std::string phase() const;

 private:
  mutable std::mutex mutex_;
  std::optional<Run> run_;
  std::vector<Live> tasks_;
  std::string phase_;
};

}  // namespace tarn::orchestrate
