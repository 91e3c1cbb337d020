#include "catalog/maintenance/retention_guard.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "base/error.h"
#include "iceberg/maintenance/path_set.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

constexpr size_t kMaxFloorBytes = 256;
constexpr size_t kMaxReferencesBytes = size_t{64} << 20;
constexpr size_t kMaxReleasedBytes = size_t{64} << 20;

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

RetentionGuard::Lock RetentionGuard::Take(int operation, const char* name) const {
  std::error_code ignored;
  std::filesystem::create_directories(state_directory_, ignored);
  const std::string path = state_directory_ + "/" + name;
  File file(path, O_CREAT | O_RDWR);
  if (file.descriptor() < 0) Fail("open", path);
  while (flock(file.descriptor(), operation) != 0) {
    if (errno != EINTR) Fail("lock", path);
  }
  return Lock(file.Release());
}

RetentionGuard::Lock RetentionGuard::Shared() const { return Take(LOCK_SH); }
RetentionGuard::Lock RetentionGuard::Exclusive() const { return Take(LOCK_EX); }

namespace {

// The text of a small file; none when there is no such file.
std::optional<std::string> ReadFile(const std::string& path, size_t limit) {
  const File file(path, O_RDONLY);
  if (file.descriptor() < 0) {
    if (errno == ENOENT) return std::nullopt;
    Fail("read", path);
  }
  std::string text;
  char buffer[4096];
  while (text.size() < limit) {
    const ssize_t count = read(file.descriptor(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) Fail("read", path);
    if (count == 0) break;
    text.append(buffer, static_cast<size_t>(count));
  }
  return text;
}

base::TimePoint ParseFloor(const std::string& text, const std::string& path) {
  try {
    return base::ParseTimestamp(text);
  } catch (const base::Error&) {
    throw base::Error(
        ErrorKind::kDataCorruption,
        fmt::format("the lake's retention state does not read: '{}' in {}", text, path),
        "write the time of the last clean-up into it, as 2026-01-31T00:00:00Z");
  }
}

}  // namespace

base::TimePoint RetentionGuard::ReadTime(const std::string& path) {
  auto text = ReadFile(path, kMaxFloorBytes);
  if (!text) return {};
  while (!text->empty() && text->back() == '\n') text->pop_back();
  return ParseFloor(*text, path);
}

base::TimePoint RetentionGuard::Floor() const { return ReadTime(state_directory_ + "/retention"); }

// The highest floor, then a line for each history: its floor, a space, the hash of its head.
RetentionFloors RetentionGuard::Floors() const {
  RetentionFloors floors;
  floors.all = floors.highest = Floor();
  floors.swept = ReadTime(state_directory_ + "/retention.swept");
  const std::string path = state_directory_ + "/retention.references";
  const std::string text = ReadFile(path, kMaxReferencesBytes).value_or("");
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    const size_t space = std::min(line.find(' '), line.size());
    const base::TimePoint floor = ParseFloor(line.substr(0, space), path);
    if (space == line.size()) {
      floors.highest = std::max(floors.highest, floor);
    } else if (const auto head = versions::Hash::FromHex(line.substr(space + 1))) {
      floors.kept.push_back({*head, floor});
    }
    begin = end + 1;
  }
  return floors;
}

void RetentionGuard::RaiseFloor(base::TimePoint floor) const {
  if (floor <= Floor()) return;
  Write(state_directory_ + "/retention", base::FormatTimestamp(floor) + "\n");
}

void RetentionGuard::PutSwept(base::TimePoint time) const {
  Write(state_directory_ + "/retention.swept", base::FormatTimestamp(time) + "\n");
}

void RetentionGuard::PutFloors(const RetentionFloors& floors) const {
  std::string text = base::FormatTimestamp(floors.highest) + "\n";
  for (const auto& kept : floors.kept) {
    text += base::FormatTimestamp(kept.floor) + " " + kept.head.hex() + "\n";
  }
  Write(state_directory_ + "/retention.references", text);
}

namespace {

std::string ReleasedFolder(const std::string& path) {
  std::string folder = iceberg::NormalizedPath(path);
  while (folder.ends_with('/')) folder.pop_back();
  const bool control =
      std::any_of(folder.begin(), folder.end(), [](unsigned char c) { return c < 0x20; });
  if (control || folder.empty()) {
    base::Throw(ErrorKind::kInvalidArgument, "not the folder of a table: '{}'", path);
  }
  return folder + "/";
}

std::string Lines(const std::set<std::string>& folders) {
  std::string text;
  for (const std::string& folder : folders) text += folder + "\n";
  return text;
}

}  // namespace

std::set<std::string> RetentionGuard::ReleasedFolders() const {
  std::set<std::string> folders;
  const std::string text =
      ReadFile(state_directory_ + "/retention.released", kMaxReleasedBytes).value_or("");
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    folders.insert(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return folders;
}

// A lock of its own: who registers a table holds the other one shared meanwhile.
std::vector<std::string> RetentionGuard::Release(const std::vector<std::string>& folders) const {
  const Lock lock = Take(LOCK_EX, "retention.released.lock");
  std::set<std::string> released = ReleasedFolders();
  std::vector<std::string> added;
  for (const std::string& path : folders) {
    const std::string folder = ReleasedFolder(path);
    if (released.insert(folder).second) added.push_back(folder);
  }
  if (added.empty()) return added;
  const std::string text = Lines(released);
  if (text.size() >= kMaxReleasedBytes) {
    throw base::Error(ErrorKind::kResourceExhausted,
                      fmt::format("too many tables were unregistered: {}", released.size()),
                      "put their warehouse into another folder, and take those that clean-ups may "
                      "have out of .tarn/retention.released");
  }
  Write(state_directory_ + "/retention.released", text);
  return added;
}

void RetentionGuard::TakeBack(const std::vector<std::string>& folders) const {
  if (folders.empty() || ReleasedFolders().empty()) return;
  const Lock lock = Take(LOCK_EX, "retention.released.lock");
  std::set<std::string> released = ReleasedFolders();
  size_t taken = 0;
  for (const std::string& path : folders) taken += released.erase(ReleasedFolder(path));
  if (taken > 0) Write(state_directory_ + "/retention.released", Lines(released));
}

void RetentionGuard::Write(const std::string& path, const std::string& text) const {
  const std::string next = path + ".next";
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
