#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "orchestrate/dags/dag.h"
#include "orchestrate/executor/task_runner.h"
#include "orchestrate/run_monitor.h"
#include "orchestrate/run_publisher.h"
#include "orchestrate/runs/process_lock.h"
#include "orchestrate/runs/run_store.h"

namespace tarn::orchestrate {

struct RunRequest {
  std::map<std::string, std::string> params;
  std::string run_type = "manual";
  std::optional<base::TimePoint> logical_date;  // now by default
  std::string code_hash;
  bool keep_branch = false;  // audit only: run and test, but neither merge nor drop the branch
  int max_active_tasks = 0;  // 0: what the DAG says
};

struct RunReport {
  Run run;
  std::vector<TaskInstance> tasks;  // the last try of each, in the order of the DAG
  PublishOutcome publish;
};

struct DagRunnerOptions {
  std::string lock_folder;  // absolute; one machine's processes share it
  std::string log_folder;   // absolute
  std::string lake;         // {{ lake }}
};

// Runs DAGs: history, locks, tasks and write-audit-publish in one place. Thread safe; several
// processes may run DAGs of one lake.
class DagRunner {
 public:
  DagRunner(RunStore& store, RunPublisher& publisher, TaskRunner& runner,
            const DagRunnerOptions& options, base::Clock& clock = base::Clock::System());

  // One run from start to end. Failed tasks and merge conflicts are told by the report (state
  // kFailed, run.error), not thrown. Throws before anything was changed: kInvalidArgument (params,
  // arguments of a task), kFailedPrecondition when max_active_runs of this DAG are running; and
  // what catalog and database throw, after noting it in the history as far as that is possible.
  // Runs whose process died are recovered first.
  RunReport Run(const Dag& dag, const RunRequest& request, RunMonitor& monitor,
                const base::CancelToken& cancel);

  // Takes a published run back as one commit. kNotFound; kFailedPrecondition when it was not
  // published or is taken back already. Conflicts are an outcome.
  RunReport Rollback(const std::string& number_or_id);

  // Marks runs whose process died: published if their merge took place, otherwise failed
  // ("interrupted") with their branch dropped. Gives those that it found. Run calls it.
  std::vector<orchestrate::Run> Recover();

 private:
  std::unique_ptr<ProcessLock> TakeSlot(const Dag& dag);
  std::string RunLockFile(const orchestrate::Run& run) const;
  void RemoveOrphanedLocks();
  TemplateValues Values(const Dag& dag, const orchestrate::Run& run) const;
  std::vector<std::unique_ptr<PreparedTask>> Prepare(const Dag& dag, const TemplateValues& values);
  void Execute(const Dag& dag, const RunRequest& request, RunReport& report, RunMonitor& monitor,
               const base::CancelToken& cancel);
  void Finish(const RunRequest& request, RunReport& report, RunMonitor& monitor,
              const base::CancelToken& cancel);
  void MarkFailed(orchestrate::Run& run, const std::string& error);

  RunStore& store_;
  RunPublisher& publisher_;
  TaskRunner& runner_;
  DagRunnerOptions options_;
  base::Clock& clock_;
};

}  // namespace tarn::orchestrate
