#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/cancel.h"
#include "base/progress.h"
#include "orchestrate/dags/dag.h"
#include "orchestrate/executor/template.h"
#include "orchestrate/logs/task_log.h"

namespace tarn::orchestrate {

// Says what a task is doing ("7 of 11: silver.silver_payment_analysis"). Thread safe.
class TaskNote {
 public:
  void Set(std::string text) {
    std::lock_guard lock(mutex_);
    text_ = std::move(text);
  }
  std::string Get() const {
    std::lock_guard lock(mutex_);
    return text_;
  }

 private:
  mutable std::mutex mutex_;
  std::string text_;
};

// What one try of a task gets. Lives as long as the try.
struct TaskContext {
  std::string dag_id;
  std::string task_id;
  std::string run_id;
  int64_t run_number = 0;
  int attempt = 1;
  std::string ref;  // the branch that the task reads and writes
  // Put into every commit that the task makes.
  std::map<std::string, std::string> commit_properties;
  TaskLog& log;
  base::Progress& progress;
  TaskNote& note;
  base::CancelToken cancel;  // set by a timeout, or when the run is cancelled
};

enum class OutcomeState { kSuccess, kSkipped, kFailed };

// How a try ended. A check that found something wrong is kFailed: an expected outcome, not an
// error.
struct TaskOutcome {
  OutcomeState state = OutcomeState::kSuccess;
  bool retriable = false;  // of kFailed: the same try may pass later
  std::string message;     // one line for people: "11 models, 35 tests", "2 of 35 tests failed"
  std::string hint;        // of kFailed: what to do next
  uint64_t rows = 0;
  uint64_t bytes = 0;
  std::map<std::string, std::string> details;  // kept in the run's history
};

// A task with its arguments checked and rendered. Run is called once a try, from a thread of the
// executor, at most one try at a time. It throws base::Error for what went wrong and kCancelled
// soon after context.cancel was set.
class PreparedTask {
 public:
  virtual ~PreparedTask() = default;
  virtual TaskOutcome Run(TaskContext& context) = 0;
};

// The seam to everything that tasks do. Prepare is called from one thread.
class TaskRunner {
 public:
  virtual ~TaskRunner() = default;
  // kInvalidArgument, with FILE:LINE:COLUMN, for an unknown type or arguments that do not fit.
  // Touches nothing.
  virtual std::unique_ptr<PreparedTask> Prepare(const TaskDefinition& task,
                                                const TemplateValues& values) = 0;
};

}  // namespace tarn::orchestrate
