#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "cli/terminal/live_block.h"
#include "cli/terminal/terminal.h"
#include "orchestrate/run_monitor.h"

namespace tarn::cli {

// Shows a run while it lives, on stderr: on a terminal a block with a line a task (state, rows,
// rate, time, time left), else a plain line whenever a task changes and every few seconds.
class RunScreen {
 public:
  RunScreen(const Terminal& terminal, const orchestrate::RunMonitor& monitor);
  ~RunScreen() { Stop(); }
  RunScreen(const RunScreen&) = delete;
  RunScreen& operator=(const RunScreen&) = delete;

  // Removes the block; before anything else is printed.
  void Stop();

 private:
  void Loop();
  void DrawBlock(LiveBlock& block, size_t tick);
  void PrintChanges();
  std::string TaskLine(const orchestrate::TaskStatus& task, size_t name_width, size_t tick) const;
  std::string PlainLine(const orchestrate::TaskStatus& task) const;
  double SecondsSince(base::TimePoint time) const;

  const Terminal& terminal_;
  const orchestrate::RunMonitor& monitor_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  bool announced_ = false;
  std::map<std::string, std::string> shown_;  // task → "state/attempt" last printed
  std::chrono::steady_clock::time_point last_plain_ = start_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

// A picture and a style for a state, the same everywhere.
std::string StatePicture(orchestrate::TaskState state);
Style StateStyle(orchestrate::TaskState state);

}  // namespace tarn::cli
