#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "orchestrate/dags/dag.h"
#include "orchestrate/executor/task_runner.h"
#include "orchestrate/run_monitor.h"
#include "orchestrate/runs/run.h"

namespace tarn::orchestrate {

struct ExecutorOptions {
  int max_active_tasks = 16;
  std::string log_folder;  // absolute
};

// Runs the tasks of one run on threads of this process: a task starts as soon as its trigger rule
// allows and one of max_active_tasks threads is free, waits between tries as its policy says, and
// is asked to stop when its timeout is over or `cancel` is set. Every change of state is given to
// `record` (from the calling thread) before it is shown. Returns the final state of every task, in
// the order of the DAG; failures are states, not errors.
//
// What `record` throws stops the run: running tasks are cancelled and awaited, then it is rethrown.
std::vector<TaskInstance> ExecuteTasks(const Dag& dag, const Run& run,
                                       std::vector<std::unique_ptr<PreparedTask>>& tasks,
                                       const std::map<std::string, std::string>& commit_properties,
                                       const ExecutorOptions& options,
                                       const std::function<void(const TaskInstance&)>& record,
                                       RunMonitor& monitor, const base::CancelToken& cancel,
                                       base::Clock& clock);

// Whether another try may end differently after an error of this kind.
bool IsTransient(base::ErrorKind kind);

}  // namespace tarn::orchestrate
