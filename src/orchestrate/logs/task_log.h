#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace tarn::orchestrate {

// Where the log of a try lies below the folder of logs, laid out as Airflow does it:
// "dag_id=D/run_id=R/task_id=T/attempt=1.log".
std::string TaskLogPath(const std::string& dag_id, const std::string& run_id,
                        const std::string& task_id, int attempt);

// The log of one try: lines "[2026-11-23T19:00:00.123456Z] LEVEL text" in a file, each written at
// once, so that a killed process leaves what it said. A full disk never fails the task: lines are
// then dropped. Thread safe.
class TaskLog {
 public:
  // Makes the folders on the way. kPermissionDenied or kResourceExhausted when the file cannot be
  // made.
  TaskLog(const std::string& file, base::Clock& clock);
  ~TaskLog();
  TaskLog(const TaskLog&) = delete;
  TaskLog& operator=(const TaskLog&) = delete;

  void Info(std::string_view text) { Write("INFO", text); }
  void Warning(std::string_view text) { Write("WARNING", text); }
  void Error(std::string_view text) { Write("ERROR", text); }
  // One line a line of `text`.
  void Write(std::string_view level, std::string_view text);
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  base::Clock& clock_;
  std::mutex mutex_;
  int fd_ = -1;
};

}  // namespace tarn::orchestrate
