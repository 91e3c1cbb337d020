#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "http/observer.h"

namespace tarn::http {

// Counts exchanges by listener, operation and status, with their latency, for Prometheus (text
// exposition format 0.0.4). As many series as routes and statuses allow: nothing that a client
// sends becomes a label. Thread safe.
class Metrics : public ExchangeObserver {
 public:
  void Observe(const Exchange& exchange) override;
  // A value that is asked for when metrics are read, e.g. ("tarn_http_connections", "Open
  // connections.", …). Called without a lock of its own.
  void AddGauge(std::string name, std::string help, std::function<double()> value);
  std::string Render() const;

  // Upper bounds of the buckets of latency, in seconds.
  static constexpr std::array<double, 12> kBuckets = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   1,     5,    30};

 private:
  using Key = std::tuple<std::string, std::string, int>;  // listener, operation, status
  struct Series {
    std::array<uint64_t, kBuckets.size() + 1> buckets{};
    uint64_t count = 0;
    double seconds = 0;
    uint64_t request_bytes = 0;
    uint64_t response_bytes = 0;
  };
  struct Gauge {
    std::string name;
    std::string help;
    std::function<double()> value;
  };

  mutable std::mutex mutex_;
  std::map<Key, Series> series_;
  std::vector<Gauge> gauges_;
};

}  // namespace tarn::http
