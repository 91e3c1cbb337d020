#include "orchestrate/executor/local_executor.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <thread>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::orchestrate {
namespace {

using base::ErrorKind;
using base::TimePoint;

// How long the coordinator sleeps at most before it looks at timeouts and cancellation again.
constexpr auto kPoll = std::chrono::milliseconds(25);

struct Ended {
  size_t index;
  TaskOutcome outcome;
  bool cancelled = false;
};

struct Slot {
  TaskInstance instance;
  std::optional<TimePoint> deadline;
  std::optional<TimePoint> retry_at;
  bool timed_out = false;
  base::CancelToken cancel;
  std::shared_ptr<base::Progress> progress;
  std::shared_ptr<TaskNote> note;
  std::thread thread;
};

class Execution {
 public:
  Execution(const Dag& dag, const Run& run, std::vector<std::unique_ptr<PreparedTask>>& tasks,
            const std::map<std::string, std::string>& commit_properties,
            const ExecutorOptions& options, const std::function<void(const TaskInstance&)>& record,
            RunMonitor& monitor, const base::CancelToken& cancel, base::Clock& clock)
      : dag_(dag),
        run_(run),
        tasks_(tasks),
        commit_properties_(commit_properties),
        options_(options),
        record_(record),
        monitor_(monitor),
        cancel_(cancel),
        clock_(clock),
        slots_(dag.tasks.size()) {
    std::map<std::string, size_t> index;
    for (size_t i = 0; i < dag.tasks.size(); ++i) index[dag.tasks[i].id] = i;
    for (size_t i = 0; i < dag.tasks.size(); ++i) {
      TaskInstance& instance = slots_[i].instance;
      instance.run_number = run.number;
      instance.task_id = dag.tasks[i].id;
      instance.type = dag.tasks[i].type;
      instance.position = static_cast<int>(i);
      instance.attempt = 0;
      auto& upstream = upstream_.emplace_back();
      for (const auto& id : dag.tasks[i].depends_on) upstream.push_back(index.at(id));
    }
  }

  ~Execution() {
    for (auto& slot : slots_) slot.cancel.Cancel();
    for (auto& slot : slots_) {
      if (slot.thread.joinable()) slot.thread.join();
    }
  }

  std::vector<TaskInstance> Run() {
    while (true) {
      if (cancel_.cancelled()) StopAll();
      Advance();
      if (running_ == 0 && waiting_ == 0) break;
      Wait();
    }
    std::vector<TaskInstance> result;
    for (auto& slot : slots_) result.push_back(std::move(slot.instance));
    return result;
  }

 private:
  UpstreamCounts Count(size_t index) const {
    UpstreamCounts counts;
    for (size_t up : upstream_[index]) {
      ++counts.total;
      switch (slots_[up].instance.state) {
        case TaskState::kSuccess: ++counts.success; break;
        case TaskState::kFailed: ++counts.failed; break;
        case TaskState::kUpstreamFailed: ++counts.upstream_failed; break;
        case TaskState::kSkipped: ++counts.skipped; break;
        default: break;
      }
    }
    return counts;
  }

  // Starts and decides whatever can be; repeats, because a decision may allow further ones.
  void Advance() {
    bool changed = true;
    while (changed) {
      changed = false;
      waiting_ = 0;
      for (size_t i = 0; i < slots_.size(); ++i) {
        TaskState state = slots_[i].instance.state;
        if (state == TaskState::kNone) changed |= DecideTask(i);
        if (state == TaskState::kUpForRetry && clock_.Now() >= *slots_[i].retry_at && HasRoom()) {
          Launch(i);
        }
        state = slots_[i].instance.state;
        if (!IsFinished(state) && state != TaskState::kRunning) ++waiting_;
      }
    }
  }

  bool HasRoom() const { return running_ < options_.max_active_tasks; }

  bool DecideTask(size_t i) {
    if (stopping_) return Finish(i, TaskState::kSkipped, "not started: the run was cancelled");
    switch (Decide(dag_.tasks[i].trigger_rule, Count(i))) {
      case TriggerDecision::kWait: return false;
      case TriggerDecision::kSkip:
        return Finish(i, TaskState::kSkipped,
                      fmt::format("skipped by {}", TriggerRuleName(dag_.tasks[i].trigger_rule)));
      case TriggerDecision::kUpstreamFailed:
        return Finish(i, TaskState::kUpstreamFailed, "a task before it failed");
      case TriggerDecision::kRun:
        if (HasRoom()) Launch(i);
        return false;
    }
    return false;
  }

  bool Finish(size_t i, TaskState state, const std::string& message) {
    slots_[i].instance.state = state;
    slots_[i].instance.message = message;
    Publish(i);
    return true;
  }

  void Publish(size_t i) {
    Slot& slot = slots_[i];
    record_(slot.instance);
    TaskStatus status;
    status.id = slot.instance.task_id;
    status.type = slot.instance.type;
    status.state = slot.instance.state;
    status.attempt = slot.instance.attempt;
    status.start = slot.instance.start_date;
    status.end = slot.instance.end_date;
    status.retry_at = slot.retry_at;
    status.rows = slot.instance.rows;
    status.bytes = slot.instance.bytes;
    status.message = slot.instance.message;
    monitor_.SetTask(i, status, slot.progress, slot.note);
  }

  void Launch(size_t i) {
    Slot& slot = slots_[i];
    if (slot.thread.joinable()) slot.thread.join();
    TaskInstance& instance = slot.instance;
    ++instance.attempt;
    instance.state = TaskState::kRunning;
    instance.start_date = clock_.Now();
    instance.end_date.reset();
    instance.message.clear();
    instance.rows = instance.bytes = 0;
    instance.details.clear();
    instance.log_file = TaskLogPath(run_.dag_id, run_.run_id, instance.task_id, instance.attempt);
    slot.retry_at.reset();
    slot.timed_out = false;
    slot.cancel = base::CancelToken();
    slot.progress = std::make_shared<base::Progress>();
    slot.note = std::make_shared<TaskNote>();
    if (auto timeout = dag_.tasks[i].execution_timeout) {
      slot.deadline = *instance.start_date + *timeout;
    } else {
      slot.deadline.reset();
    }
    Publish(i);
    ++running_;
    slot.thread = std::thread([this, i] { RunTry(i); });
  }

  // On the task's own thread.
  void RunTry(size_t i) {
    Slot& slot = slots_[i];
    Ended ended{i, {}, false};
    try {
      TaskLog log(options_.log_folder + "/" + slot.instance.log_file, clock_);
      log.Info(fmt::format("task {} of run {} ({}), try {} of {}, on {}", slot.instance.task_id,
                           run_.number, run_.run_id, slot.instance.attempt,
                           dag_.tasks[i].retry.retries + 1, run_.branch));
      ended = Try(i, log);
    } catch (const base::Error& e) {  // no log could be written
      ended.outcome = Failure(e);
    } catch (const std::exception& e) {
      ended.outcome = Failure(base::Error(ErrorKind::kInternal, e.what()));
    }
    std::lock_guard lock(mutex_);
    ended_.push_back(std::move(ended));
    wake_.notify_one();
  }

  static TaskOutcome Failure(const base::Error& e) {
    TaskOutcome outcome;
    outcome.state = OutcomeState::kFailed;
    outcome.retriable = IsTransient(e.kind());
    outcome.message = e.message();
    outcome.hint = e.hint();
    outcome.details["error_kind"] = std::string(base::ErrorKindName(e.kind()));
    return outcome;
  }

  Ended Try(size_t i, TaskLog& log) {
    Slot& slot = slots_[i];
    Ended ended{i, {}, false};
    TaskContext context{
        run_.dag_id, slot.instance.task_id, run_.run_id, run_.number,    slot.instance.attempt,
        run_.branch, commit_properties_,    log,         *slot.progress, *slot.note,
        slot.cancel};
    try {
      ended.outcome = tasks_[i]->Run(context);
    } catch (const base::Error& e) {
      ended.cancelled = e.kind() == ErrorKind::kCancelled;
      ended.outcome = Failure(e);
    } catch (const std::bad_alloc&) {
      ended.outcome = Failure(base::Error(ErrorKind::kResourceExhausted, "out of memory",
                                          "lower memory_limit or max_active_tasks"));
    } catch (const std::exception& e) {
      ended.outcome = Failure(base::Error(ErrorKind::kInternal, e.what()));
    }
    const TaskOutcome& outcome = ended.outcome;
    if (outcome.state == OutcomeState::kFailed) {
      log.Error(outcome.message.empty() ? "failed" : outcome.message);
      if (!outcome.hint.empty()) log.Error("hint: " + outcome.hint);
    } else {
      log.Info(fmt::format("{}{}{}; {} rows, {} bytes",
                           outcome.state == OutcomeState::kSkipped ? "skipped" : "success",
                           outcome.message.empty() ? "" : ": ", outcome.message, outcome.rows,
                           outcome.bytes));
    }
    return ended;
  }

  void Wait() {
    std::unique_lock lock(mutex_);
    if (ended_.empty()) {
      if (running_ > 0) {
        wake_.wait_for(lock, kPoll, [&] { return !ended_.empty(); });
      } else if (auto next = NextRetry()) {
        lock.unlock();
        // In slices, so that a cancelled run does not sit out a long delay.
        Duration left = *next - clock_.Now();
        if (left > Duration::zero()) clock_.SleepFor(std::min<Duration>(left, kPoll * 4));
        lock.lock();
      }
    }
    std::deque<Ended> ended;
    ended.swap(ended_);
    lock.unlock();
    for (auto& one : ended) Conclude(one);
    CheckDeadlines();
  }

  std::optional<TimePoint> NextRetry() const {
    std::optional<TimePoint> next;
    for (const auto& slot : slots_) {
      if (slot.instance.state != TaskState::kUpForRetry) continue;
      if (!next || *slot.retry_at < *next) next = slot.retry_at;
    }
    return next;
  }

  void CheckDeadlines() {
    TimePoint now = clock_.Now();
    for (auto& slot : slots_) {
      if (slot.instance.state != TaskState::kRunning || !slot.deadline) continue;
      if (now >= *slot.deadline && !slot.timed_out) {
        slot.timed_out = true;
        slot.cancel.Cancel();
      }
    }
  }

  void Conclude(Ended& ended) {
    size_t i = ended.index;
    Slot& slot = slots_[i];
    slot.thread.join();
    --running_;
    TaskInstance& instance = slot.instance;
    const RetryPolicy& policy = dag_.tasks[i].retry;
    TaskOutcome& outcome = ended.outcome;
    instance.end_date = clock_.Now();
    instance.rows = outcome.rows;
    instance.bytes = outcome.bytes;
    instance.message = outcome.message;
    instance.details = std::move(outcome.details);
    if (!outcome.hint.empty()) instance.details["hint"] = outcome.hint;
    if (outcome.state != OutcomeState::kFailed) {
      instance.state =
          outcome.state == OutcomeState::kSkipped ? TaskState::kSkipped : TaskState::kSuccess;
      Publish(i);
      return;
    }
    bool retriable = outcome.retriable || policy.on == RetryOn::kAny;
    if (ended.cancelled && slot.timed_out) {
      retriable = true;
      instance.message = "timed out after " + FormatDuration(*dag_.tasks[i].execution_timeout);
      instance.details["hint"] = "raise execution_timeout, or see in the log what took so long";
    } else if (ended.cancelled && stopping_) {
      retriable = false;
      instance.message = "cancelled";
    }
    if (retriable && !stopping_ && instance.attempt <= policy.retries) {
      slot.retry_at = *instance.end_date + policy.DelayBefore(instance.attempt + 1);
      instance.state = TaskState::kUpForRetry;
    } else {
      instance.state = TaskState::kFailed;
    }
    Publish(i);
  }

  void StopAll() {
    if (stopping_) return;
    stopping_ = true;
    for (size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].instance.state == TaskState::kRunning) slots_[i].cancel.Cancel();
      if (slots_[i].instance.state == TaskState::kUpForRetry) {
        Finish(i, TaskState::kFailed, "not retried: the run was cancelled");
      }
    }
  }

  const Dag& dag_;
  const orchestrate::Run& run_;
  std::vector<std::unique_ptr<PreparedTask>>& tasks_;
  const std::map<std::string, std::string>& commit_properties_;
  const ExecutorOptions& options_;
  const std::function<void(const TaskInstance&)>& record_;
  RunMonitor& monitor_;
  const base::CancelToken& cancel_;
  base::Clock& clock_;

  std::mutex mutex_;  // guards ended_
  std::condition_variable wake_;
  std::deque<Ended> ended_;

  std::vector<std::vector<size_t>> upstream_;
  int running_ = 0;
  int waiting_ = 0;
  bool stopping_ = false;
  std::vector<Slot> slots_;  // last: threads end before what they use
};

}  // namespace

bool IsTransient(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kConflict:
    case ErrorKind::kUnavailable:
    case ErrorKind::kResourceExhausted:
    case ErrorKind::kInternal: return true;
    default: return false;
  }
}

std::vector<TaskInstance> ExecuteTasks(const Dag& dag, const Run& run,
                                       std::vector<std::unique_ptr<PreparedTask>>& tasks,
                                       const std::map<std::string, std::string>& commit_properties,
                                       const ExecutorOptions& options,
                                       const std::function<void(const TaskInstance&)>& record,
                                       RunMonitor& monitor, const base::CancelToken& cancel,
                                       base::Clock& clock) {
  return Execution(dag, run, tasks, commit_properties, options, record, monitor, cancel, clock)
      .Run();
}

}  // namespace tarn::orchestrate
