#include "ingest/ingest_all.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace tarn::ingest {
namespace {

constexpr std::chrono::milliseconds kProgressInterval{50};

bool ShareATable(const std::vector<IngestRequest>& requests) {
  std::set<std::string> tables;
  for (const IngestRequest& request : requests) {
    if (!tables.insert(request.spec.table.ToString()).second) return true;
    if (!tables.insert(request.spec.rejects.ToString()).second) return true;
  }
  return false;
}

class Loads {
 public:
  Loads(const std::function<std::unique_ptr<engine::Session>()>& new_session,
        catalog::Catalog& catalog, const std::vector<IngestRequest>& requests,
        const base::CancelToken& cancel, base::Clock& clock)
      : new_session_(new_session),
        catalog_(catalog),
        requests_(requests),
        cancel_(cancel),
        clock_(clock),
        loads_(requests.size()),
        errors_(requests.size()),
        parts_(requests.size()) {}

  std::vector<TableLoad> Run(size_t at_once, base::Progress* progress) {
    std::vector<std::thread> threads;
    for (size_t i = 0; i < at_once; ++i) threads.emplace_back([this] { Work(); });
    {
      std::unique_lock lock(mutex_);
      while (!ended_.wait_for(lock, kProgressInterval, [&] { return ended_threads_ == at_once; })) {
        Tell(progress);
      }
    }
    for (std::thread& thread : threads) thread.join();
    Tell(progress);
    for (const std::exception_ptr& error : errors_) {
      if (error) std::rethrow_exception(error);
    }
    return std::move(loads_);
  }

 private:
  void Work() {
    while (true) {
      size_t number = 0;
      std::unique_ptr<engine::Session> session;
      {
        std::lock_guard lock(mutex_);
        if (failed_ || next_ == requests_.size()) break;
        number = next_++;
        Attempt(number, [&] { session = new_session_(); });
      }
      if (session) Attempt(number, [&] { Load(*session, number); });
    }
    std::lock_guard lock(mutex_);
    ++ended_threads_;
    ended_.notify_all();
  }

  template <typename F>
  void Attempt(size_t number, F body) {
    try {
      body();
    } catch (...) {
      errors_[number] = std::current_exception();
      failed_ = true;
    }
  }

  void Load(engine::Session& session, size_t number) {
    const auto start = std::chrono::steady_clock::now();
    loads_[number].result =
        Ingest(session, catalog_, requests_[number], &parts_[number], cancel_, clock_);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    loads_[number].seconds = seconds.count();
  }

  void Tell(base::Progress* progress) {
    if (progress == nullptr) return;
    uint64_t rows = 0, bytes = 0;
    for (const base::Progress& part : parts_) {
      rows += part.rows;
      bytes += part.bytes;
    }
    progress->rows += rows - std::exchange(told_rows_, rows);
    progress->bytes += bytes - std::exchange(told_bytes_, bytes);
  }

  const std::function<std::unique_ptr<engine::Session>()>& new_session_;
  catalog::Catalog& catalog_;
  const std::vector<IngestRequest>& requests_;
  const base::CancelToken& cancel_;
  base::Clock& clock_;

  std::vector<TableLoad> loads_;
  std::vector<std::exception_ptr> errors_;
  std::vector<base::Progress> parts_;
  std::atomic<bool> failed_{false};

  std::mutex mutex_;
  std::condition_variable ended_;
  size_t next_ = 0;           // guarded by `mutex_`
  size_t ended_threads_ = 0;  // guarded by `mutex_`
  // What `progress` has been told; of the thread that tells.
  uint64_t told_rows_ = 0;
  uint64_t told_bytes_ = 0;
};

}  // namespace

std::vector<TableLoad> IngestAll(
    const std::function<std::unique_ptr<engine::Session>()>& new_session, catalog::Catalog& catalog,
    const std::vector<IngestRequest>& requests, base::Progress* progress,
    const base::CancelToken& cancel, base::Clock& clock) {
  const size_t at_once =
      ShareATable(requests) ? 1 : std::min<size_t>(kTablesAtOnce, requests.size());
  return Loads(new_session, catalog, requests, cancel, clock).Run(at_once, progress);
}

}  // namespace tarn::ingest
