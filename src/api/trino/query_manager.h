#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/trino/query.h"

namespace tarn::api::trino {

struct QueryManagerOptions {
  size_t threads = 16;    // that statements run on
  size_t known = 20'000;  // queries that wait, run or were over a moment ago; more are refused
  size_t known_bytes = size_t{256} << 20;  // of their texts, likewise
  size_t delivered = 1'000;                // whose last page can be fetched again, for so long:
  std::chrono::milliseconds kept{10'000};
  std::chrono::milliseconds client_timeout{300'000};       // then a query is abandoned
  std::chrono::milliseconds transaction_timeout{300'000};  // without a statement
  QueryLimits limits = {};
  SegmentStoreOptions segments = {};
};

// All queries of a server: runs them when the tracker says so, finds them by id, ends those whose
// client is gone. Thread safe; engine and tracker outlive it.
class QueryManager {
 public:
  QueryManager(engine::Engine& engine, query::QueryTracker& tracker,
               const QueryManagerOptions& options);
  // Cancels what runs and waits for it.
  ~QueryManager();

  // kResourceExhausted when too many are known already. One that its resource group does not take
  // is made all the same, and fails.
  std::shared_ptr<Query> Submit(const std::string& sql, const ClientContext& context);
  // Null for one that is not known, or no more.
  std::shared_ptr<Query> Find(const std::string& id) const;
  query::QueryTracker& tracker() const { return tracker_; }
  SegmentStore& segments() { return segments_; }
  // Steps that wait for a thread.
  size_t waiting() const;

 private:
  void Work();
  void Reap();
  // One round of the above.
  void ReapOnce();
  void Enqueue(const std::string& id);
  std::string NewId();

  engine::Engine& engine_;
  query::QueryTracker& tracker_;
  const QueryManagerOptions options_;
  Transactions transactions_;
  SegmentStore segments_;
  const std::string server_id_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;                        // of `work_`
  std::condition_variable stopping_;                       // of `stop_`, for the one that reaps
  std::map<std::string, std::shared_ptr<Query>> queries_;  // ids sort by time
  std::deque<std::shared_ptr<Query>> work_;
  size_t bytes_ = 0;  // of the texts of `queries_`
  uint64_t count_ = 0;
  bool stop_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace tarn::api::trino
