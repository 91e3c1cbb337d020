#include "orchestrate/runs/process_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace tarn::orchestrate {

std::unique_ptr<ProcessLock> ProcessLock::TryTake(const std::string& file) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), ignored);
  int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) {
    auto kind = errno == ENOSPC || errno == EDQUOT ? base::ErrorKind::kResourceExhausted
                                                   : base::ErrorKind::kPermissionDenied;
    base::Throw(kind, "cannot make a lock ({}): {}", std::strerror(errno), file);
  }
  int result;
  do {
    result = flock(fd, LOCK_EX | LOCK_NB);
  } while (result != 0 && errno == EINTR);
  if (result != 0) {
    close(fd);
    return nullptr;
  }
  return std::unique_ptr<ProcessLock>(new ProcessLock(file, fd));
}

ProcessLock::~ProcessLock() {
  if (fd_ >= 0) close(fd_);
}

void ProcessLock::ReleaseAndRemove() {
  if (fd_ < 0) return;
  unlink(file_.c_str());
  close(fd_);
  fd_ = -1;
}

}  // namespace tarn::orchestrate
