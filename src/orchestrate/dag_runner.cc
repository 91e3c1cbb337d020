#include "orchestrate/dag_runner.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "orchestrate/executor/local_executor.h"

namespace tarn::orchestrate {
namespace {

using base::Error;
using base::ErrorKind;

std::string HostName() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) return "localhost";
  return name.data();
}

std::string FailedTasks(const std::vector<TaskInstance>& tasks) {
  std::vector<std::string> failed;
  for (const auto& task : tasks) {
    if (task.state == TaskState::kFailed) {
      failed.push_back(fmt::format("{}: {}", task.task_id, task.message));
    }
  }
  return fmt::format("{}", fmt::join(failed, "; "));
}

bool AllPassed(const std::vector<TaskInstance>& tasks) {
  return std::all_of(tasks.begin(), tasks.end(), [](const TaskInstance& task) {
    return task.state == TaskState::kSuccess || task.state == TaskState::kSkipped;
  });
}

}  // namespace

DagRunner::DagRunner(RunStore& store, RunPublisher& publisher, TaskRunner& runner,
                     const DagRunnerOptions& options, base::Clock& clock)
    : store_(store), publisher_(publisher), runner_(runner), options_(options), clock_(clock) {}

std::string DagRunner::RunLockFile(const orchestrate::Run& run) const {
  return fmt::format("{}/run.{}.{}.lock", options_.lock_folder, run.dag_id, run.run_id);
}

std::unique_ptr<ProcessLock> DagRunner::TakeSlot(const Dag& dag) {
  for (int i = 0; i < dag.max_active_runs; ++i) {
    auto lock =
        ProcessLock::TryTake(fmt::format("{}/dag.{}.{}.lock", options_.lock_folder, dag.id, i));
    if (lock) return lock;
  }
  std::vector<std::string> running;
  for (const auto& run : store_.Unfinished()) {
    if (run.dag_id == dag.id) {
      running.push_back(fmt::format("run {} (process {} on {})", run.number, run.pid, run.host));
    }
  }
  throw Error(ErrorKind::kFailedPrecondition,
              fmt::format("DAG {} is running already: {}", dag.id,
                          running.empty() ? "another process is just starting it"
                                          : fmt::format("{}", fmt::join(running, ", "))),
              fmt::format("wait until it ends; max_active_runs is {}", dag.max_active_runs));
}

TemplateValues DagRunner::Values(const Dag& dag, const orchestrate::Run& run) const {
  std::string ts = base::FormatTimestamp(run.logical_date);
  TemplateValues values = {{"run_id", run.run_id},   {"run_number", std::to_string(run.number)},
                           {"dag_id", dag.id},       {"ref", run.branch},
                           {"ds", ts.substr(0, 10)}, {"ts", ts},
                           {"lake", options_.lake}};
  for (const auto& [name, value] : run.params) values["params." + name] = value;
  return values;
}

std::vector<std::unique_ptr<PreparedTask>> DagRunner::Prepare(const Dag& dag,
                                                              const TemplateValues& values) {
  std::vector<std::unique_ptr<PreparedTask>> tasks;
  for (const auto& task : dag.tasks) {
    TemplateValues own = values;
    own["task_id"] = task.id;
    tasks.push_back(runner_.Prepare(task, own));
  }
  return tasks;
}

std::vector<orchestrate::Run> DagRunner::Recover() {
  std::vector<orchestrate::Run> recovered;
  const std::string host = HostName();
  for (auto& run : store_.Unfinished()) {
    if (run.host != host) continue;  // its locks are not ours to see
    auto lock = ProcessLock::TryTake(RunLockFile(run));
    if (!lock) continue;                 // alive
    auto now = store_.Find(run.number);  // another process may have recovered it meanwhile
    if (!now || (now->state != RunState::kRunning && now->state != RunState::kQueued)) continue;
    RecoveredRun found = publisher_.Recover(*now);
    if (found.found == Found::kPublished) {
      now->state = RunState::kSuccess;
      now->commit_after = found.commit;
      now->end_date = clock_.Now();
    } else {
      now->branch_kept = false;
      MarkFailed(*now, "interrupted: its process died");
    }
    for (auto& task : store_.Tasks(now->number)) {
      if (IsFinished(task.state) || task.state == TaskState::kUpForRetry) continue;
      task.state = TaskState::kFailed;
      task.message = "interrupted: the process died";
      store_.Put(task);
    }
    store_.Update(*now);
    lock->ReleaseAndRemove();
    recovered.push_back(std::move(*now));
  }
  RemoveOrphanedLocks();
  return recovered;
}

// Locks of runs that died before their row was made, or after it was finished.
void DagRunner::RemoveOrphanedLocks() {
  std::error_code failure;
  std::vector<std::string> files;
  for (std::filesystem::directory_iterator it(options_.lock_folder, failure), end;
       !failure && it != end; it.increment(failure)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with("run.") && name.ends_with(".lock")) files.push_back(it->path().string());
  }
  std::set<std::string> unfinished;
  for (const auto& run : store_.Unfinished()) unfinished.insert(RunLockFile(run));
  for (const std::string& file : files) {
    if (unfinished.contains(file)) continue;
    if (auto lock = ProcessLock::TryTake(file)) lock->ReleaseAndRemove();
  }
}

void DagRunner::MarkFailed(orchestrate::Run& run, const std::string& error) {
  run.state = RunState::kFailed;
  run.error = error;
  run.end_date = clock_.Now();
}

RunReport DagRunner::Run(const Dag& dag, const RunRequest& request, RunMonitor& monitor,
                         const base::CancelToken& cancel) {
  RunReport report;
  orchestrate::Run& run = report.run;
  run.dag_id = dag.id;
  run.params = ResolveParams(dag, request.params);
  run.run_type = request.run_type;
  run.queued_at = clock_.Now();
  run.logical_date = request.logical_date.value_or(run.queued_at);
  run.run_id = MakeRunId(run.run_type, run.logical_date);
  run.code_hash = request.code_hash;
  run.host = HostName();
  run.pid = getpid();
  run.publish = dag.publish;
  run.publish_to = dag.publish_to;
  Prepare(dag, Values(dag, run));  // what does not fit is told before anything is changed

  auto slot = TakeSlot(dag);
  monitor.SetPhase("recovering interrupted runs");
  Recover();
  monitor.SetPhase("");
  // Before the row is there, so that nobody takes the run for a dead one.
  auto alive = ProcessLock::TryTake(RunLockFile(run));
  if (!alive) base::Throw(ErrorKind::kAlreadyExists, "run {} exists already", run.run_id);
  store_.Create(run);
  try {
    Execute(dag, request, report, monitor, cancel);
  } catch (const Error& e) {
    MarkFailed(run, e.message());
    run.branch_kept = run.publish && !run.branch.empty();
    try {
      store_.Update(run);
    } catch (const Error&) {
      // The first error is the one to tell; the next run recovers this one.
    }
    alive->ReleaseAndRemove();
    throw;
  }
  alive->ReleaseAndRemove();
  return report;
}

void DagRunner::Execute(const Dag& dag, const RunRequest& request, RunReport& report,
                        RunMonitor& monitor, const base::CancelToken& cancel) {
  orchestrate::Run& run = report.run;
  publisher_.Begin(run);
  run.state = RunState::kRunning;
  run.start_date = clock_.Now();
  store_.Update(run);
  auto tasks = Prepare(dag, Values(dag, run));
  monitor.Start(run, dag.tasks);
  const std::map<std::string, std::string> properties = {
      {"tarn.dag-id", run.dag_id},
      {"tarn.run-id", run.run_id},
      {"tarn.run-number", std::to_string(run.number)}};
  ExecutorOptions options;
  options.max_active_tasks =
      request.max_active_tasks > 0 ? request.max_active_tasks : dag.max_active_tasks;
  options.log_folder = options_.log_folder;
  report.tasks = ExecuteTasks(
      dag, run, tasks, properties, options, [&](const TaskInstance& task) { store_.Put(task); },
      monitor, cancel, clock_);
  for (const auto& task : report.tasks) {
    run.rows += task.rows;
    run.bytes += task.bytes;
  }
  Finish(request, report, monitor, cancel);
  store_.Update(run);
  monitor.SetPhase("");
}

void DagRunner::Finish(const RunRequest& request, RunReport& report, RunMonitor& monitor,
                       const base::CancelToken& cancel) {
  orchestrate::Run& run = report.run;
  run.branch_kept = run.publish;
  if (cancel.cancelled()) return MarkFailed(run, "cancelled");
  if (!AllPassed(report.tasks)) {
    return MarkFailed(run, FailedTasks(report.tasks));
  }
  if (run.publish && !request.keep_branch) {
    monitor.SetPhase("publishing to " + run.publish_to);
    report.publish = publisher_.Publish(run);
    if (!report.publish.published) {
      return MarkFailed(run, fmt::format("merge into {} conflicts: {}", run.publish_to,
                                         fmt::join(report.publish.conflicts, "; ")));
    }
    run.commit_after = report.publish.commit;
    run.branch_kept = false;
  } else if (!run.publish) {
    run.commit_after = publisher_.Head(run.publish_to);
  }
  run.state = RunState::kSuccess;
  run.end_date = clock_.Now();
}

RunReport DagRunner::Rollback(const std::string& number_or_id) {
  RunReport report;
  report.run = store_.Get(number_or_id);
  orchestrate::Run& run = report.run;
  if (!run.published() || !run.publish) {
    throw Error(ErrorKind::kFailedPrecondition,
                fmt::format("run {} was not published: nothing to take back", run.number),
                fmt::format("tarn runs show {} tells why", run.number));
  }
  if (run.rolled_back()) {
    throw Error(
        ErrorKind::kFailedPrecondition,
        fmt::format("run {} was already taken back by commit {}", run.number, run.rollback_commit));
  }
  report.publish = publisher_.Rollback(run);
  if (report.publish.published) {
    run.rollback_commit = report.publish.commit;
    store_.Update(run);
  }
  report.tasks = store_.Tasks(run.number);
  return report;
}

}  // namespace tarn::orchestrate
