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
  size_t threads = 16;                                // statements that run at once
  size_t queued = 1000;                               // that wait for a thread; more are refused
  size_t history = 100;                               // queries that are over and stay listed
  std::chrono::milliseconds client_timeout{300'000};  // then a query is abandoned
  std::chrono::milliseconds transaction_timeout{300'000};  // without a statement
  QueryLimits limits = {};
};

// All queries of a server: runs them, finds them by id, ends those whose client is gone. Thread
// safe.
class QueryManager {
 public:
  QueryManager(engine::Engine& engine, const QueryManagerOptions& options);
  // Cancels what runs and waits for it.
  ~QueryManager();

  // kResourceExhausted when too many wait already.
  std::shared_ptr<Query> Submit(const std::string& sql, const ClientContext& context);
  // Null for one that is not known, or no more.
  std::shared_ptr<Query> Find(const std::string& id) const;
  // Newest first.
  std::vector<QuerySummary> List() const;
  size_t waiting() const;

 private:
  void Work();
  void Reap();
  // One round of the above.
  void ReapOnce();
  void Enqueue(const std::string& id);
  std::string NewId();

  engine::Engine& engine_;
  const QueryManagerOptions options_;
  Transactions transactions_;
  const std::string server_id_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;                        // of `work_`
  std::condition_variable stopping_;                       // of `stop_`, for the one that reaps
  std::map<std::string, std::shared_ptr<Query>> queries_;  // ids sort by time
  std::deque<std::shared_ptr<Query>> work_;
  size_t new_waiting_ = 0;  // of `work_`, those that have not begun
  uint64_t count_ = 0;
  bool stop_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace tarn::api::trino
