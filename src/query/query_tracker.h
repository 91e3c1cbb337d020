#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "query/history.h"
#include "query/query_info.h"
#include "query/resource_groups.h"

namespace tarn::query {

// A query as whoever runs it shows it to the tracker.
class TrackedQuery {
 public:
  virtual ~TrackedQuery() = default;
  // Thread safe; resource_group is the tracker's to fill in.
  virtual QueryInfo Info() const = 0;
  // The same of what it does so far, for those who ask often.
  virtual engine::StatementStatistics Statistics() const { return Info().statistics; }
  // Ends it with that failure unless it is over. Thread safe; may call QueryTracker::Finish.
  virtual void Fail(const QueryFailure& failure) = 0;
};

// How long a query may take (session properties query_max_run_time and query_max_execution_time).
struct TimeLimits {
  std::optional<std::chrono::milliseconds> run = {};        // from its creation
  std::optional<std::chrono::milliseconds> execution = {};  // without waiting in the queue
};

struct TrackerOptions {
  ResourceGroupsConfig groups = DefaultResourceGroups();
  // What groups have shares of, in bytes; 0 while it is not known. Asked for while a query runs.
  std::function<uint64_t()> memory = {};
  size_t kept = 500;                        // queries that are over and stay listed
  size_t kept_bytes = size_t{16} << 20;     // of their texts, about
  TimeLimits limits = {};                   // of queries that bring none, and the most of all
  std::chrono::milliseconds slow_after{0};  // 0: none is slow
};

// All queries of a process, by whatever protocol they came: which may run, what runs, what ran, and
// how long. Thread safe.
class QueryTracker {
 public:
  // `history` is asked for when the first query is over, so that a process that runs none makes no
  // table for it; the history outlives the tracker.
  explicit QueryTracker(TrackerOptions options = {}, std::function<History*()> history = {});
  ~QueryTracker();

  // Whom to tell of slow queries from here on; empty: nobody. Once it returns nobody else is told.
  void SetSlowLog(std::function<void(const QueryInfo&)> slow);

  // Takes a query in; `start` is called once it may run, unless it is over by then. A query that
  // finds no place fails with QUERY_QUEUE_FULL or QUERY_REJECTED.
  void Submit(const std::shared_ptr<TrackedQuery>& query, const QueryOrigin& origin,
              const TimeLimits& limits, std::function<void()> start);
  // The query is over: its place goes to the next one. A second call does nothing.
  void Finish(const QueryInfo& info);

  // Those that whom the thread acts for may see: admins all, others their own; all where nobody is
  // known. Newest first, those that run included.
  std::vector<QueryInfo> List() const;
  std::optional<QueryInfo> Find(const std::string& id) const;
  // Who tells of transactions that clients began; empty: nobody. Once it returns nobody else is
  // asked.
  using TransactionSource = std::function<std::vector<TransactionInfo>()>;
  void SetTransactions(TransactionSource transactions);
  // Transactions that are open, by the same rule: those, and one of each other query that runs.
  std::vector<TransactionInfo> Transactions() const;
  // Ends a query. kNotFound for one that is not known or not the caller's; kFailedPrecondition for
  // one that is over.
  void End(const std::string& id, const QueryFailure& failure);
  // The same as CALL system.runtime.kill_query does it; an empty message is none.
  void Kill(const std::string& id, const std::string& message);

  size_t running() const { return groups_.running(); }
  size_t queued() const { return groups_.queued(); }

 private:
  struct Live {
    std::shared_ptr<TrackedQuery> query;
    ResourceGroups::Place place;
    TimeLimits limits;
  };

  void Watch(const std::stop_token& stop);
  void EnforceLimits();
  // Tells the groups what their queries have, and ends those whose memory others need.
  void WatchMemory();
  static bool Visible(const std::string& user);

  TrackerOptions options_;
  const std::function<History*()> history_;
  ResourceGroups groups_;
  mutable std::mutex mutex_;
  std::condition_variable_any stopping_;
  std::map<std::string, Live> live_;
  std::deque<std::shared_ptr<const QueryInfo>> over_;  // newest first
  size_t over_bytes_ = 0;
  mutable std::mutex transactions_mutex_;  // held while `transactions_` is called
  TransactionSource transactions_;
  std::mutex slow_mutex_;  // held while `slow_` is called
  std::function<void(const QueryInfo&)> slow_;
  std::jthread watcher_;
};

// "10s", "1.50m", "500ms" (io.airlift.units.Duration); nothing for what is none.
std::optional<std::chrono::milliseconds> ParseTimeLimit(const std::string& text);

}  // namespace tarn::query
