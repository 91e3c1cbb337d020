#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "metadb/database.h"
#include "query/query_info.h"

namespace tarn::query {

struct HistoryOptions {
  std::chrono::hours retention{24 * 30};
  size_t queued = 10'000;                // queries that wait to be written; more are left out
  std::chrono::milliseconds pause{500};  // between two writes: many queries become one transaction
};

struct HistoryFilter {
  std::string user = {};  // exactly; empty: all
  std::optional<QueryState> state = {};
  std::optional<std::chrono::milliseconds> at_least = {};  // took so long
  std::optional<int64_t> since_ms = {};                    // created
  size_t limit = 100;                                      // 10,000 at most
};

// Queries that are over, in the metadata database, where other processes read them. Written by a
// thread of its own, so that no query waits for it; what is not written within `pause` is lost with
// the process. Thread safe, and safe beside other processes; the database outlives it.
class History {
 public:
  static constexpr size_t kMaxSqlBytes = 10'000;  // longer texts are cut

  explicit History(metadb::Database& database, HistoryOptions options = {},
                   base::Clock& clock = base::Clock::System());
  // Writes what is left.
  ~History();

  void Append(const QueryInfo& info);
  // Waits until what was appended is written, or given up.
  void Flush();
  // Queries that could not be written: the queue was full or the database gone.
  uint64_t lost() const { return lost_; }

  // Newest first. Errors: as metadb::Executor's.
  std::vector<QueryInfo> List(const HistoryFilter& filter);
  std::optional<QueryInfo> Find(const std::string& id);
  // Removes what is older than the retention; the number of queries.
  int64_t Prune();

 private:
  void Work(const std::stop_token& stop);
  void Write(const std::deque<QueryInfo>& batch);

  metadb::Database& database_;
  const HistoryOptions options_;
  base::Clock& clock_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<QueryInfo> queue_;
  bool writing_ = false;
  bool hurry_ = false;  // somebody flushes
  uint64_t pruned_at_ = 0;
  uint64_t written_ = 0;
  std::atomic<uint64_t> lost_{0};
  std::jthread writer_;
};

}  // namespace tarn::query
