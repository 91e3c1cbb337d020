#include "datagen/output_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

namespace tarn::datagen {
namespace {

using base::ErrorKind;

}  // namespace

void ThrowErrno(int code, std::string_view action, const std::string& path) {
  ErrorKind kind = ErrorKind::kUnavailable;
  std::string hint;
  switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      kind = ErrorKind::kResourceExhausted;
      hint = "free space on the disk, or choose another folder or fewer rows";
      break;
    case EACCES:
    case EPERM:
    case EROFS:
      kind = ErrorKind::kPermissionDenied;
      hint = "choose a folder that you may write";
      break;
    case ENOTDIR:
    case EISDIR:
    case ENAMETOOLONG:
    case EEXIST:
      kind = ErrorKind::kInvalidArgument;
      hint = "choose a folder; part of this path is something else";
      break;
    case ENOENT: kind = ErrorKind::kNotFound; break;
    default: break;
  }
  throw base::Error(kind, fmt::format("cannot {} {}: {}", action, path, std::strerror(code)), hint);
}

OutputFile::OutputFile(const std::string& folder, const std::string& name)
    : folder_(folder),
      name_(name),
      temporary_((std::filesystem::path(folder) / ("." + name + ".tmp")).string()) {
  fd_ = ::open(temporary_.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
  if (fd_ < 0) ThrowErrno(errno, "create", temporary_);
}

OutputFile::~OutputFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!published_) ::unlink(temporary_.c_str());
}

uint64_t OutputFile::Claim(std::string_view piece) {
  hash_.Update(piece);
  uint64_t offset = bytes_;
  bytes_ += piece.size();
  return offset;
}

void OutputFile::WriteAt(uint64_t offset, std::string_view piece) {
  while (!piece.empty()) {
    ssize_t n = ::pwrite(fd_, piece.data(), piece.size(), static_cast<off_t>(offset));
    if (n < 0) {
      if (errno == EINTR) continue;
      ThrowErrno(errno, "write", (std::filesystem::path(folder_) / name_).string());
    }
    piece.remove_prefix(static_cast<size_t>(n));
    offset += static_cast<uint64_t>(n);
  }
}

void OutputFile::Publish() {
  std::string path = (std::filesystem::path(folder_) / name_).string();
  int fd = fd_;
  fd_ = -1;
  // Some file systems tell only here that the disk is full.
  if (::close(fd) != 0) ThrowErrno(errno, "write", path);
  if (::rename(temporary_.c_str(), path.c_str()) != 0) ThrowErrno(errno, "create", path);
  published_ = true;
}

FolderLock::FolderLock(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) ThrowErrno(error.value(), "create folder", folder);
  fd_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd_ < 0) ThrowErrno(errno, "open folder", folder);
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    int code = errno;
    ::close(fd_);
    if (code != EWOULDBLOCK) ThrowErrno(code, "lock folder", folder);
    throw base::Error(ErrorKind::kConflict,
                      fmt::format("another process is generating into {}", folder),
                      "wait until it is done, or choose another folder");
  }
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace tarn::datagen
