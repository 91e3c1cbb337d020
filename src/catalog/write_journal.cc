#include "catalog/write_journal.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <filesystem>
#include <map>

#include "base/error.h"
#include "base/random.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;

constexpr std::string_view kSuffix = ".journal";

[[noreturn]] void Fail(const char* what, const std::string& path) {
  int code = errno;
  ErrorKind kind = code == ENOSPC || code == EDQUOT || code == EMFILE
                       ? ErrorKind::kResourceExhausted
                   : code == EACCES || code == EPERM || code == EROFS ? ErrorKind::kPermissionDenied
                                                                      : ErrorKind::kUnavailable;
  base::Throw(kind, "cannot {} the write journal: {}: {}", what, std::strerror(code), path);
}

std::string ReadAll(int descriptor, const std::string& path) {
  std::string text;
  char buffer[65536];
  off_t offset = 0;
  while (true) {
    ssize_t count = pread(descriptor, buffer, sizeof buffer, offset);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) Fail("read", path);
    if (count == 0) return text;
    text.append(buffer, static_cast<size_t>(count));
    offset += count;
  }
}

// Paths of the journals in `directory`, of living and dead writers.
std::vector<std::string> JournalsIn(const std::string& directory) {
  std::vector<std::string> paths;
  DIR* listing = opendir(directory.c_str());
  if (listing == nullptr) {
    if (errno == ENOENT) return paths;
    Fail("list the folder of", directory);
  }
  while (const dirent* entry = readdir(listing)) {
    const std::string name = entry->d_name;
    if (name.front() != '.' && name.ends_with(kSuffix)) paths.push_back(directory + "/" + name);
  }
  closedir(listing);
  return paths;
}

std::vector<OpenTransaction> OpenTransactionsIn(const std::string& text) {
  std::map<std::string, OpenTransaction> open;
  size_t position = 0;
  while (true) {
    size_t end = text.find('\n', position);
    if (end == std::string::npos) break;  // a line that was cut off declares nothing that was begun
    std::string line = text.substr(position, end - position);
    position = end + 1;
    size_t first = line.find(' '), second = line.find(' ', first + 1);
    if (first != 1) continue;
    std::string id = line.substr(2, second == std::string::npos ? second : second - 2);
    std::string rest = second == std::string::npos ? "" : line.substr(second + 1);
    if (line[0] == 'B') {
      open[id] = {id, base::ParseTimestamp(rest), {}};
    } else if (line[0] == 'W' && open.contains(id)) {
      open[id].files.push_back(rest);
    } else if (line[0] == 'E') {
      open.erase(id);
    }
  }
  std::vector<OpenTransaction> result;
  for (auto& [id, transaction] : open) result.push_back(std::move(transaction));
  return result;
}

}  // namespace

WriteJournal::WriteJournal(std::string directory, base::Clock& clock)
    : directory_(std::move(directory)), clock_(clock) {}

WriteJournal::~WriteJournal() {
  if (descriptor_ < 0) return;
  // With every transaction ended nothing is left to recover.
  if (open_transactions_ == 0) unlink(path_.c_str());
  close(descriptor_);
}

void WriteJournal::OpenLocked() {
  std::error_code ignored;
  std::filesystem::create_directories(directory_, ignored);
  std::string name = base::NewUuidV7(clock_.NowMs());
  // Locked under a name that recovery does not look at, then renamed: it is never seen unlocked.
  std::string hidden = directory_ + "/." + name;
  int descriptor =
      open(hidden.c_str(), O_CREAT | O_EXCL | O_RDWR | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) Fail("create", hidden);
  path_ = directory_ + "/" + name + std::string(kSuffix);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 || rename(hidden.c_str(), path_.c_str()) != 0) {
    int code = errno;
    unlink(hidden.c_str());
    close(descriptor);
    errno = code;
    Fail("lock", path_);
  }
  descriptor_ = descriptor;
}

void WriteJournal::AppendLocked(const std::string& line) {
  if (descriptor_ < 0) OpenLocked();
  ssize_t written = write(descriptor_, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) {
    if (written >= 0) errno = ENOSPC;
    Fail("append to", path_);
  }
}

std::string WriteJournal::Begin() {
  std::string id = base::NewUuidV7(clock_.NowMs());
  std::lock_guard lock(mutex_);
  AppendLocked(fmt::format("B {} {}\n", id, base::FormatTimestamp(clock_.Now())));
  ++open_transactions_;
  return id;
}

void WriteJournal::Declare(const std::string& transaction, const std::string& path) {
  if (path.find('\n') != std::string::npos) {
    base::Throw(ErrorKind::kInvalidArgument, "a path may not hold a line break: '{}'", path);
  }
  std::lock_guard lock(mutex_);
  AppendLocked(fmt::format("W {} {}\n", transaction, path));
}

void WriteJournal::End(const std::string& transaction) {
  std::lock_guard lock(mutex_);
  AppendLocked(fmt::format("E {}\n", transaction));
  if (--open_transactions_ == 0 && ftruncate(descriptor_, 0) != 0) Fail("truncate", path_);
}

std::vector<std::unique_ptr<DeadJournal>> DeadJournal::Find(const std::string& directory) {
  std::vector<std::unique_ptr<DeadJournal>> dead;
  for (const std::string& path : JournalsIn(directory)) {
    int descriptor = open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) continue;  // its writer ended meanwhile
    struct stat opened{}, named{};
    bool mine = flock(descriptor, LOCK_EX | LOCK_NB) == 0 && fstat(descriptor, &opened) == 0 &&
                stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino;
    if (!mine) {
      close(descriptor);
      continue;
    }
    dead.push_back(std::unique_ptr<DeadJournal>(new DeadJournal(path, descriptor)));
  }
  return dead;
}

DeadJournal::~DeadJournal() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::vector<OpenTransaction> DeadJournal::OpenTransactions() const {
  return OpenTransactionsIn(ReadAll(descriptor_, path_));
}

void VisitDeclaredFiles(const std::string& directory,
                        const std::function<void(const std::string&)>& visit) {
  for (const std::string& path : JournalsIn(directory)) {
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
      if (errno == ENOENT) continue;  // its writer ended meanwhile
      Fail("open", path);
    }
    std::string text;
    try {
      text = ReadAll(descriptor, path);
    } catch (...) {
      close(descriptor);
      throw;
    }
    close(descriptor);
    for (const OpenTransaction& transaction : OpenTransactionsIn(text)) {
      for (const std::string& file : transaction.files) visit(file);
    }
  }
}

void DeadJournal::Discard() { unlink(path_.c_str()); }

JournaledIntent::~JournaledIntent() {
  try {
    Abandon();
  } catch (const std::exception&) {
    // The record stays open: recovery removes what could not be removed now.
  }
}

void JournaledIntent::WillWrite(const std::string& path) {
  journal_.Declare(id_, path);
  std::lock_guard lock(mutex_);
  files_.push_back(path);
}

std::vector<std::string> JournaledIntent::files() const {
  std::lock_guard lock(mutex_);
  return files_;
}

bool JournaledIntent::Finish() {
  std::lock_guard lock(mutex_);
  return !std::exchange(finished_, true);
}

std::vector<std::string> JournaledIntent::TakeUnflushed() {
  std::lock_guard lock(mutex_);
  std::vector<std::string> result(files_.begin() + static_cast<ptrdiff_t>(flushed_), files_.end());
  flushed_ = files_.size();
  return result;
}

void JournaledIntent::Abandon() {
  if (!Finish()) return;
  std::exception_ptr failure;
  for (const auto& path : files()) {
    try {
      store_.Remove(path);
    } catch (const std::exception&) {
      failure = std::current_exception();  // on with the others
    }
  }
  if (failure) std::rethrow_exception(failure);
  journal_.End(id_);
}

void JournaledIntent::Keep() noexcept {
  if (!Finish()) return;
  try {
    journal_.End(id_);
  } catch (const std::exception&) {
    // The record stays open; recovery sees that the transaction was committed.
  }
}

void JournaledIntent::Leave() { Finish(); }

}  // namespace tarn::catalog
