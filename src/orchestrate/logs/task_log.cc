#include "orchestrate/logs/task_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"

namespace tarn::orchestrate {

std::string TaskLogPath(const std::string& dag_id, const std::string& run_id,
                        const std::string& task_id, int attempt) {
  return fmt::format("dag_id={}/run_id={}/task_id={}/attempt={}.log", dag_id, run_id, task_id,
                     attempt);
}

TaskLog::TaskLog(const std::string& file, base::Clock& clock) : file_(file), clock_(clock) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), error);
  fd_ = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (fd_ < 0) {
    auto kind = errno == ENOSPC || errno == EDQUOT ? base::ErrorKind::kResourceExhausted
                                                   : base::ErrorKind::kPermissionDenied;
    base::Throw(kind, "cannot write a log ({}): {}", std::strerror(errno), file);
  }
}

TaskLog::~TaskLog() {
  if (fd_ >= 0) close(fd_);
}

void TaskLog::Write(std::string_view level, std::string_view text) {
  std::string stamp = base::FormatTimestamp(clock_.Now());
  std::string out;
  while (true) {
    size_t end = text.find('\n');
    out += fmt::format("[{}] {} {}\n", stamp, level, text.substr(0, end));
    if (end == std::string_view::npos || end + 1 == text.size()) break;
    text.remove_prefix(end + 1);
  }
  std::lock_guard lock(mutex_);
  const char* data = out.data();
  size_t left = out.size();
  while (left > 0) {
    ssize_t written = write(fd_, data, left);
    if (written < 0) {
      if (errno == EINTR) continue;
      return;
    }
    data += written;
    left -= static_cast<size_t>(written);
  }
}

}  // namespace tarn::orchestrate
