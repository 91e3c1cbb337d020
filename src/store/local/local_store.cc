#include "store/local/local_store.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <exception>
#include <thread>
#include <utility>

#include "base/error.h"
#include "base/random.h"
#include "store/local/local_file.h"
#include "store/object_path.h"

namespace tarn::store {
namespace {

using base::ErrorKind;

constexpr std::string_view kScheme = "file";
constexpr size_t kFlushThreads = 8;
constexpr size_t kWriteBufferBytes = 256 << 10;

std::string ParentOf(const std::string& local) {
  size_t slash = local.rfind('/');
  return slash == 0 ? "/" : local.substr(0, slash);
}

// "/a/.tmp-<name>-<16 hex digits>": the object's name is kept, so that what a dead writer left can
// be told from the path that it had declared.
std::string TemporaryNameFor(const std::string& local) {
  size_t slash = local.rfind('/');
  return fmt::format("{}/{}{}-{:016x}", local.substr(0, slash), kTemporaryPrefix,
                     local.substr(slash + 1), base::RandomSource::System().Next());
}

base::TimePoint ToTimePoint(const timespec& time) {
  return base::TimePoint(std::chrono::seconds(time.tv_sec) +
                         std::chrono::microseconds(time.tv_nsec / 1000));
}

// rename that fails with EEXIST instead of replacing; link + unlink where the file system lacks it.
int RenameIfAbsent(const std::string& from, const std::string& to) {
  if (::syscall(SYS_renameat2, AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) ==
      0) {
    return 0;
  }
  if (errno != EINVAL && errno != ENOSYS) return errno;
  int error = ::link(from.c_str(), to.c_str()) == 0 ? 0 : errno;
  ::unlink(from.c_str());
  return error;
}

LocalFile OpenForReading(const std::string& local, const std::string& path, struct stat& info) {
  LocalFile file = LocalFile::Open(local, O_RDONLY);
  bool absent = !file.is_open() && (errno == ENOENT || errno == ENOTDIR);
  if (!file.is_open() && !absent) ThrowErrno(errno, "read object", path);
  if (!absent && ::fstat(file.descriptor(), &info) != 0) ThrowErrno(errno, "read object", path);
  if (absent || S_ISDIR(info.st_mode)) {
    base::Throw(ErrorKind::kNotFound, "object does not exist: '{}'", path);
  }
  return file;
}

}  // namespace

class LocalWriter : public ObjectWriter {
 public:
  LocalWriter(LocalStore& store, std::string path)
      : path_(std::move(path)),
        local_(CheckedObjectPath(path_, kScheme)),
        temporary_(TemporaryNameFor(local_)) {
    constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL;
    file_ = LocalFile::Open(temporary_, kFlags);
    if (!file_.is_open() && errno == ENOENT) {
      store.MakeParents(local_);
      file_ = LocalFile::Open(temporary_, kFlags);
    }
    if (!file_.is_open()) ThrowErrno(errno, "create object", path_);
  }
  ~LocalWriter() override { Abort(); }

  void Append(std::string_view bytes) override {
    CheckOpen();
    size_ += bytes.size();
    if (buffer_.size() + bytes.size() <= kWriteBufferBytes) {
      buffer_.append(bytes);
      return;
    }
    Flush();
    if (bytes.size() >= kWriteBufferBytes) {
      file_.WriteAll(bytes, path_);
    } else {
      buffer_.append(bytes);
    }
  }

  void Close() override {
    Finish([&] { return ::rename(temporary_.c_str(), local_.c_str()) == 0 ? 0 : errno; });
  }
  // False when an object of that name is there.
  bool CloseIfAbsent() {
    return Finish([&] { return RenameIfAbsent(temporary_, local_); }, true);
  }

  void Abort() noexcept override {
    if (!file_.is_open()) return;
    file_.Reset();
    ::unlink(temporary_.c_str());
  }
  uint64_t size() const override { return size_; }

 private:
  void CheckOpen() const {
    if (!file_.is_open()) {
      base::Throw(ErrorKind::kFailedPrecondition, "object was closed already: '{}'", path_);
    }
  }
  void Flush() {
    file_.WriteAll(buffer_, path_);
    buffer_.clear();
  }
  template <typename Rename>
  bool Finish(Rename rename, bool may_exist = false) {
    CheckOpen();
    Flush();
    int error = rename();
    if (error == 0) {
      file_.Reset();
      return true;
    }
    Abort();
    if (error == EEXIST && may_exist) return false;
    ThrowErrno(error, "create object", path_);
  }

  std::string path_;
  std::string local_;
  std::string temporary_;
  std::string buffer_;
  LocalFile file_;
  uint64_t size_ = 0;
};

std::string LocalStore::Read(const std::string& path) {
  struct stat info;
  LocalFile file = OpenForReading(CheckedObjectPath(path, kScheme), path, info);
  return file.ReadAt(0, static_cast<uint64_t>(info.st_size), path);
}

std::string LocalStore::ReadRange(const std::string& path, uint64_t offset, uint64_t length) {
  struct stat info;
  LocalFile file = OpenForReading(CheckedObjectPath(path, kScheme), path, info);
  uint64_t size = static_cast<uint64_t>(info.st_size);
  if (offset >= size) return {};
  return file.ReadAt(offset, std::min(length, size - offset), path);
}

void LocalStore::Write(const std::string& path, std::string_view bytes) {
  LocalWriter writer(*this, path);
  writer.Append(bytes);
  writer.Close();
}

bool LocalStore::WriteIfAbsent(const std::string& path, std::string_view bytes) {
  LocalWriter writer(*this, path);
  writer.Append(bytes);
  return writer.CloseIfAbsent();
}

std::unique_ptr<ObjectWriter> LocalStore::OpenWriter(const std::string& path) {
  return std::make_unique<LocalWriter>(*this, path);
}

void LocalStore::Remove(const std::string& path) {
  std::string local = CheckedObjectPath(path, kScheme);
  if (::unlink(local.c_str()) == 0 || errno == ENOENT || errno == ENOTDIR) return;
  int error = errno;
  struct stat info;
  // A folder is no object: nothing to remove.
  if (::lstat(local.c_str(), &info) == 0 && S_ISDIR(info.st_mode)) return;
  ThrowErrno(error, "remove object", path);
}

std::optional<ObjectInfo> LocalStore::Stat(const std::string& path) {
  std::string local = CheckedObjectPath(path, kScheme);
  struct stat info;
  if (::stat(local.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
    ThrowErrno(errno, "look up object", path);
  }
  if (S_ISDIR(info.st_mode)) return std::nullopt;
  return ObjectInfo{path, static_cast<uint64_t>(info.st_size), ToTimePoint(info.st_mtim)};
}

void LocalStore::MakeParents(const std::string& local) {
  std::vector<std::string> missing;
  for (std::string folder = ParentOf(local);; folder = ParentOf(folder)) {
    if (::mkdir(folder.c_str(), 0755) == 0) {
      missing.push_back(folder);
      std::lock_guard lock(mutex_);
      made_folders_.insert(folder);
      break;
    }
    if (errno == EEXIST) break;
    if (errno != ENOENT) ThrowErrno(errno, "create folder", folder);
    missing.push_back(folder);
  }
  // From the outermost that was missing inwards; others may make the same at once.
  for (auto folder = missing.rbegin(); folder != missing.rend(); ++folder) {
    if (::mkdir(folder->c_str(), 0755) == 0) {
      std::lock_guard lock(mutex_);
      made_folders_.insert(*folder);
    } else if (errno != EEXIST) {
      ThrowErrno(errno, "create folder", *folder);
    }
  }
}

void LocalStore::CollectFolders(const std::string& local, std::set<std::string>& folders) {
  std::string folder = ParentOf(local);
  folders.insert(folder);
  std::lock_guard lock(mutex_);
  for (; folder != "/"; folder = ParentOf(folder)) {
    if (made_folders_.contains(folder)) folders.insert(ParentOf(folder));
  }
}

void LocalStore::MakeDurable(std::span<const std::string> paths) {
  std::set<std::string> folders;
  std::vector<std::string> targets;
  for (const std::string& path : paths) {
    targets.push_back(CheckedObjectPath(path, kScheme));
    CollectFolders(targets.back(), folders);
  }
  std::vector<std::string> synced_folders;
  {
    std::lock_guard lock(mutex_);
    for (const std::string& made : made_folders_) {
      if (folders.contains(ParentOf(made))) synced_folders.push_back(made);
    }
  }
  targets.insert(targets.end(), folders.begin(), folders.end());

  std::atomic<size_t> next{0};
  std::mutex failure_mutex;
  std::exception_ptr failure;
  auto flush = [&] {
    for (size_t i = next++; i < targets.size(); i = next++) {
      try {
        LocalFile file = LocalFile::Open(targets[i], O_RDONLY);
        if (!file.is_open()) {
          if (errno == ENOENT || errno == ENOTDIR) continue;  // removed meanwhile
          ThrowErrno(errno, "flush object", targets[i]);
        }
        // EINVAL: a file system without flushing has nothing to lose.
        if (::fsync(file.descriptor()) != 0 && errno != EINVAL) {
          ThrowErrno(errno, "flush object", targets[i]);
        }
      } catch (...) {
        std::lock_guard lock(failure_mutex);
        if (!failure) failure = std::current_exception();
      }
    }
  };
  std::vector<std::jthread> threads;
  size_t helpers = std::min(kFlushThreads, (targets.size() + 1) / 2) - (targets.empty() ? 0 : 1);
  for (size_t i = 0; i < helpers; ++i) threads.emplace_back(flush);
  flush();
  threads.clear();
  if (failure) std::rethrow_exception(failure);

  std::lock_guard lock(mutex_);
  for (const std::string& folder : synced_folders) made_folders_.erase(folder);
}

}  // namespace tarn::store
