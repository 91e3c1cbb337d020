#include "catalog/maintenance/retention_guard.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/error.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

constexpr size_t kMaxFloorBytes = 256;

[[noreturn]] void Fail(const char* what, const std::string& path) {
  const int code = errno;
  const ErrorKind kind =
      code == ENOSPC || code == EDQUOT || code == EMFILE ? ErrorKind::kResourceExhausted
      : code == EACCES || code == EPERM || code == EROFS ? ErrorKind::kPermissionDenied
                                                         : ErrorKind::kUnavailable;
  base::Throw(kind, "cannot {} the lake's retention state: {}: {}", what, std::strerror(code),
              path);
}

// A descriptor that is closed however its function is left.
class File {
 public:
  File(const std::string& path, int flags)
      : descriptor_(open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor() const { return descriptor_; }
  int Release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_;
};

}  // namespace

RetentionGuard::Lock::~Lock() {
  if (descriptor_ >= 0) close(descriptor_);
}

RetentionGuard::Lock RetentionGuard::Take(int operation) const {
  std::error_code ignored;
  std::filesystem::create_directories(state_directory_, ignored);
  const std::string path = state_directory_ + "/retention.lock";
  File file(path, O_CREAT | O_RDWR);
  if (file.descriptor() < 0) Fail("open", path);
  while (flock(file.descriptor(), operation) != 0) {
    if (errno != EINTR) Fail("lock", path);
  }
  return Lock(file.Release());
}

RetentionGuard::Lock RetentionGuard::Shared() const { return Take(LOCK_SH); }
RetentionGuard::Lock RetentionGuard::Exclusive() const { return Take(LOCK_EX); }

base::TimePoint RetentionGuard::Floor() const {
  const std::string path = state_directory_ + "/retention";
  const File file(path, O_RDONLY);
  if (file.descriptor() < 0) {
    if (errno == ENOENT) return {};
    Fail("read", path);
  }
  char buffer[kMaxFloorBytes];
  ssize_t count = -1;
  do {
    count = read(file.descriptor(), buffer, sizeof buffer);
  } while (count < 0 && errno == EINTR);
  if (count < 0) Fail("read", path);
  std::string text(buffer, static_cast<size_t>(count));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  try {
    return base::ParseTimestamp(text);
  } catch (const base::Error&) {
    throw base::Error(
        ErrorKind::kDataCorruption,
        fmt::format("the lake's retention state does not read: '{}' in {}", text, path),
        "write the time of the last clean-up into it, as 2026-01-31T00:00:00Z");
  }
}

void RetentionGuard::RaiseFloor(base::TimePoint floor) const {
  if (floor <= Floor()) return;
  const std::string path = state_directory_ + "/retention";
  const std::string next = path + ".next";
  const std::string text = base::FormatTimestamp(floor) + "\n";
  {
    const File file(next, O_CREAT | O_TRUNC | O_WRONLY);
    if (file.descriptor() < 0) Fail("write", next);
    const ssize_t written = write(file.descriptor(), text.data(), text.size());
    if (written != static_cast<ssize_t>(text.size())) {
      if (written >= 0) errno = ENOSPC;
      Fail("write", next);
    }
    if (fsync(file.descriptor()) != 0) Fail("flush", next);
  }
  if (rename(next.c_str(), path.c_str()) != 0) Fail("write", path);
  const File folder(state_directory_, O_RDONLY | O_DIRECTORY);
  if (folder.descriptor() < 0 || fsync(folder.descriptor()) != 0) Fail("flush", state_directory_);
}

}  // namespace tarn::catalog
