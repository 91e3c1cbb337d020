#include "orchestrate/run_monitor.h"

namespace tarn::orchestrate {

void RunMonitor::Start(const Run& run, const std::vector<TaskDefinition>& tasks) {
  std::lock_guard lock(mutex_);
  run_ = run;
  tasks_.clear();
  for (const auto& task : tasks) {
    Live live;
    live.status.id = task.id;
    live.status.type = task.type;
    tasks_.push_back(std::move(live));
  }
}

void RunMonitor::SetTask(size_t index, const TaskStatus& status,
                         std::shared_ptr<base::Progress> progress, std::shared_ptr<TaskNote> note) {
  std::lock_guard lock(mutex_);
  tasks_[index] = Live{status, std::move(progress), std::move(note)};
}

void RunMonitor::SetPhase(const std::string& phase) {
  std::lock_guard lock(mutex_);
  phase_ = phase;
}

std::optional<Run> RunMonitor::run() const {
  std::lock_guard lock(mutex_);
  return run_;
}

std::vector<TaskStatus> RunMonitor::Tasks() const {
  std::lock_guard lock(mutex_);
  std::vector<TaskStatus> result;
  for (const auto& live : tasks_) {
    TaskStatus status = live.status;
    if (status.state == TaskState::kRunning && live.progress) {
      status.rows = live.progress->rows;
      status.bytes = live.progress->bytes;
      status.total_rows = live.progress->total_rows;
      status.total_bytes = live.progress->total_bytes;
    }
    if (status.state == TaskState::kRunning && live.note) status.note = live.note->Get();
    result.push_back(std::move(status));
  }
  return result;
}

std::string RunMonitor::phase() const {
  std::lock_guard lock(mutex_);
  return phase_;
}

}  // namespace tarn::orchestrate
