#include "orchestrate/runs/process_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace tarn::orchestrate {

namespace {

int OpenLockFile(const std::string& file) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(file).parent_path(), ignored);
  const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) {
    auto kind = errno == ENOSPC || errno == EDQUOT ? base::ErrorKind::kResourceExhausted
                                                   : base::ErrorKind::kPermissionDenied;
    base::Throw(kind, "cannot make a lock ({}): {}", std::strerror(errno), file);
  }
  return fd;
}

// Whether the name still means the open file: somebody may have removed it before it was locked.
bool IsStillNamed(int fd, const std::string& file) {
  struct stat open_file{};
  struct stat named_file{};
  return fstat(fd, &open_file) == 0 && stat(file.c_str(), &named_file) == 0 &&
         open_file.st_dev == named_file.st_dev && open_file.st_ino == named_file.st_ino;
}

}  // namespace

std::unique_ptr<ProcessLock> ProcessLock::TryTake(const std::string& file) {
  while (true) {
    const int fd = OpenLockFile(file);
    int result;
    do {
      result = flock(fd, LOCK_EX | LOCK_NB);
    } while (result != 0 && errno == EINTR);
    if (result != 0) {
      close(fd);
      return nullptr;
    }
    if (IsStillNamed(fd, file)) return std::unique_ptr<ProcessLock>(new ProcessLock(file, fd));
    close(fd);
  }
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
