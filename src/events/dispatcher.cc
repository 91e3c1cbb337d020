#include "events/dispatcher.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>

#include "auth/identity.h"
#include "base/error.h"
#include "base/random.h"

namespace tarn::events {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;
using std::chrono::milliseconds;

constexpr size_t kBatch = 100;
constexpr uint64_t kMaxCursorBytes = uint64_t{256} << 20;

// How far a hook has been told, under a lock that dies with the process.
class HookState {
 public:
  HookState(const std::string& folder, const std::string& name)
      : path_(folder + "/" + name + ".json"), lock_path_(folder + "/" + name + ".lock") {}
  ~HookState() {
    if (lock_ >= 0) ::close(lock_);
  }
  HookState(const HookState&) = delete;
  HookState& operator=(const HookState&) = delete;

  // False while another process has it.
  bool Lock() {
    if (lock_ >= 0) return true;
    const int file = ::open(lock_path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (file < 0) Fail("open", lock_path_);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      ::close(file);
      return false;
    }
    lock_ = file;
    return true;
  }

  std::optional<Cursor> Load() const {
    std::error_code missing;
    const uint64_t bytes = fs::file_size(path_, missing);
    if (missing) return std::nullopt;
    if (bytes > kMaxCursorBytes) {
      base::Throw(ErrorKind::kDataCorruption, "a file of {} bytes cannot be right: {}", bytes,
                  path_);
    }
    std::ifstream file(path_);
    std::stringstream text;
    text << file.rdbuf();
    return Cursor::Parse(text.str());
  }

  // Whole or not at all. Without a flush: what a power failure takes is told again.
  void Save(const Cursor& cursor) const {
    const std::string next = path_ + ".next";
    std::ofstream file(next, std::ios::trunc);
    file << cursor.ToText();
    file.close();
    if (!file || ::rename(next.c_str(), path_.c_str()) != 0) Fail("write", path_);
  }

 private:
  [[noreturn]] static void Fail(const char* what, const std::string& path) {
    base::Throw(ErrorKind::kUnavailable, "cannot {} ({}): {}", what, std::strerror(errno), path);
  }

  const std::string path_;
  const std::string lock_path_;
  int lock_ = -1;
};

}  // namespace

class Dispatcher::Worker {
 public:
  Worker(versions::Repository& repository, Hook hook, const DispatcherOptions& options,
         const Deliver& deliver, base::Clock& clock)
      : hook_(std::move(hook)),
        options_(options),
        deliver_(deliver),
        clock_(clock),
        feed_(repository, clock),
        state_(options.folder, hook_.name),
        thread_([this] { Run(); }) {}
  ~Worker() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    stop_.notify_all();
    thread_.join();
  }

  HookCounts counts() const { return {delivered_, failed_}; }

 private:
  void Run() {
    const auth::IdentityScope scope(auth::SystemIdentity());
    milliseconds retry = options_.first_retry;
    milliseconds wait{0};
    while (!Stopped(wait)) {
      try {
        wait = Step() ? milliseconds(0) : options_.poll;
        retry = options_.first_retry;
      } catch (const std::exception& error) {
        ++failed_;
        wait = retry;
        retry = std::min(2 * retry, options_.longest_retry);
        if (options_.log) {
          options_.log(fmt::format("web hook {}: {} (tried again in {} ms)", hook_.name,
                                   error.what(), wait.count()));
        }
        // Not all at once when a receiver comes back.
        wait += milliseconds(base::RandomSource::System().Next() %
                             static_cast<uint64_t>(wait.count() / 4 + 1));
      }
    }
  }

  // Tells some events; false when there are none.
  bool Step() {
    if (!state_.Lock()) return false;
    if (!cursor_) {
      cursor_ = state_.Load();
      if (!cursor_) {
        cursor_ = feed_.Now();
        state_.Save(*cursor_);
      }
    }
    const std::vector<Event> events = feed_.Next(*cursor_, kBatch);
    if (events.empty()) return false;
    for (const Event& event : events) {
      if (Stopped(milliseconds(0))) return false;
      if (hook_.Wants(event)) {
        deliver_(MakeDelivery(hook_, event, options_.source, clock_.Now()));
        ++delivered_;
      }
      ChangeFeed::Advance(*cursor_, event);
      state_.Save(*cursor_);
    }
    return true;
  }

  // Waits so long, or until it is to stop.
  bool Stopped(milliseconds wait) {
    std::unique_lock lock(mutex_);
    return stop_.wait_for(lock, wait, [this] { return stopping_; });
  }

  const Hook hook_;
  const DispatcherOptions options_;
  const Deliver deliver_;
  base::Clock& clock_;
  ChangeFeed feed_;
  HookState state_;
  std::optional<Cursor> cursor_;
  std::atomic<uint64_t> delivered_ = 0;
  std::atomic<uint64_t> failed_ = 0;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

Dispatcher::Dispatcher(versions::Repository& repository, std::vector<Hook> hooks,
                       DispatcherOptions options, Deliver deliver, base::Clock& clock) {
  std::set<std::string> names;
  for (const Hook& hook : hooks) {
    CheckHook(hook);
    if (!names.insert(hook.name).second) {
      base::Throw(ErrorKind::kInvalidArgument, "two web hooks have the name '{}'", hook.name);
    }
  }
  std::error_code error;
  fs::create_directories(options.folder, error);
  if (error) {
    base::Throw(ErrorKind::kPermissionDenied, "cannot make the folder of web hooks ({}): {}",
                error.message(), options.folder);
  }
  for (Hook& hook : hooks) {
    workers_.push_back(
        std::make_unique<Worker>(repository, std::move(hook), options, deliver, clock));
  }
}

Dispatcher::~Dispatcher() = default;

std::vector<HookCounts> Dispatcher::counts() const {
  std::vector<HookCounts> counts;
  for (const auto& worker : workers_) counts.push_back(worker->counts());
  return counts;
}

}  // namespace tarn::events
