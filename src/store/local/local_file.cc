#include "store/local/local_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/error.h"

namespace tarn::store {
namespace {

using base::ErrorKind;

ErrorKind KindOf(int error) {
  switch (error) {
    case ENOENT: return ErrorKind::kNotFound;
    case EACCES:
    case EPERM:
    case EROFS: return ErrorKind::kPermissionDenied;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EMFILE:
    case ENFILE:
    case ENOMEM:
    case EMLINK: return ErrorKind::kResourceExhausted;
    case ENOTDIR:
    case EISDIR:
    case ENOTEMPTY:
    case EEXIST:
    case ELOOP:
    case ENAMETOOLONG: return ErrorKind::kInvalidArgument;
    default: return ErrorKind::kUnavailable;
  }
}

const char* HintOf(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT: return "free space on the disk, then run it again";
    case EACCES:
    case EPERM: return "check the owner and the mode of the folder";
    case EROFS: return "the file system is mounted read-only";
    case EMFILE:
    case ENFILE: return "raise the limit of open files (ulimit -n)";
    default: return "";
  }
}

}  // namespace

void ThrowErrno(int error, const char* action, const std::string& path) {
  throw base::Error(
      KindOf(error),
      fmt::format("cannot {}: {}: '{}'", action, std::generic_category().message(error), path),
      HintOf(error));
}

LocalFile& LocalFile::operator=(LocalFile&& other) noexcept {
  if (this != &other) {
    Reset();
    std::swap(descriptor_, other.descriptor_);
  }
  return *this;
}

LocalFile LocalFile::Open(const std::string& path, int flags, mode_t mode) {
  int descriptor;
  do {
    descriptor = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (descriptor < 0 && errno == EINTR);
  return LocalFile(descriptor);
}

void LocalFile::Reset() noexcept {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

void LocalFile::WriteAll(std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      ThrowErrno(errno, "write object", path);
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
}

std::string LocalFile::ReadAt(uint64_t offset, uint64_t length, const std::string& path) {
  std::string result(length, '\0');
  size_t filled = 0;
  while (filled < length) {
    ssize_t got = ::pread(descriptor_, result.data() + filled, length - filled,
                          static_cast<off_t>(offset + filled));
    if (got < 0) {
      if (errno == EINTR) continue;
      ThrowErrno(errno, "read object", path);
    }
    if (got == 0) break;
    filled += static_cast<size_t>(got);
  }
  result.resize(filled);
  return result;
}

}  // namespace tarn::store
