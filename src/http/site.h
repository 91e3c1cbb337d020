#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "http/metrics.h"
#include "http/router.h"

namespace tarn::http {

// Somebody who was let in; `hold` lives while the request is handled.
struct Admission {
  std::string user;
  std::shared_ptr<const void> hold;
};

// What one port answers: routers under path prefixes, and beside them
//   GET /health   200 {"status":"UP"}, or 503 {"status":"DOWN","reason":…}
//   GET /metrics  for Prometheus
// Made once, then const and thread safe.
class Site {
 public:
  struct Options {
    const Metrics* metrics = nullptr;         // outlives the site; null: no /metrics
    std::function<void()> check_health = {};  // throws when the service cannot work
    bool loopback_only = true;                // see ForeignRequest
    // Who may come in; empty: everybody. Asked for every request but /health, on the thread that
    // handles it. What it throws is answered as the API of the request writes errors; 401 with the
    // challenges of kUnauthenticated.
    std::function<Admission(const Request&)> admit = {};
  };

  explicit Site(Options options);
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  // Requests whose path is `prefix` or lies below it go to the router, with their whole path. The
  // longest prefix wins; "" takes everything. What no router takes is a 404 in plain JSON.
  void Mount(std::string prefix, Router router);
  const std::vector<std::pair<std::string, Router>>& mounts() const { return mounts_; }

  Response Handle(const Request& request) const;

 private:
  const Router& RouterOf(const Request& request) const;

  Options options_;
  Router own_;
  std::vector<std::pair<std::string, Router>> mounts_;  // longest prefix first
};

}  // namespace tarn::http
