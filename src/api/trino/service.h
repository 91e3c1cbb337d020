#pragma once

#include <atomic>
#include <chrono>
#include <string>

#include "api/trino/query_manager.h"
#include "http/router.h"

namespace tarn::api::trino {

// The version that clients are told: the one whose protocol and SQL this is.
inline constexpr const char* kTrinoVersion = "476";

struct ServiceOptions {
  std::string environment = "tarn";
  // A request for results waits at most so long for something new, and not at all when so many wait
  // already, since each takes a thread of the server.
  std::chrono::milliseconds longest_wait{1000};
  int waiting_requests = 48;
  size_t statement_bytes = size_t{1} << 20;  // longer is QUERY_TEXT_TOO_LARGE
  QueryManagerOptions queries = {};
};

// Trino's client protocol (https://trino.io/docs/476/develop/client-protocol.html) over an engine.
// Engine and tracker outlive it. Thread safe.
class Service {
 public:
  Service(engine::Engine& engine, query::QueryTracker& tracker, ServiceOptions options);

  QueryManager& queries() { return queries_; }
  const ServiceOptions& options() const { return options_; }
  std::chrono::milliseconds uptime() const;
  // Calls `body` with how long it may wait.
  template <typename F>
  auto Waiting(std::chrono::milliseconds wanted, F&& body) {
    struct Count {
      explicit Count(std::atomic<int>& count) : count_(count), before(count_++) {}
      ~Count() { --count_; }
      std::atomic<int>& count_;
      int before;
    } const count(waiting_);
    const bool may_wait = count.before < options_.waiting_requests;
    return body(may_wait ? std::min(wanted, options_.longest_wait) : kShortWait);
  }

 private:
  static constexpr std::chrono::milliseconds kShortWait{10};

  const ServiceOptions options_;
  const SteadyClock::time_point started_ = SteadyClock::now();
  std::atomic<int> waiting_{0};
  QueryManager queries_;
};

// Routes below /v1 and /ui; `service` outlives the router.
http::Router NewRouter(Service& service);

}  // namespace tarn::api::trino
