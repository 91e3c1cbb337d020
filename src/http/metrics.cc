#include "http/metrics.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace tarn::http {

void Metrics::Observe(const Exchange& exchange) {
  const double seconds = static_cast<double>(exchange.duration.count()) / 1e6;
  const size_t bucket = static_cast<size_t>(
      std::lower_bound(kBuckets.begin(), kBuckets.end(), seconds) - kBuckets.begin());
  std::lock_guard lock(mutex_);
  Series& series = series_[{exchange.listener, exchange.operation, exchange.status}];
  ++series.buckets[bucket];
  ++series.count;
  series.seconds += seconds;
  series.request_bytes += exchange.request_bytes;
  series.response_bytes += exchange.response_bytes;
}

void Metrics::AddGauge(std::string name, std::string help, std::function<double()> value) {
  std::lock_guard lock(mutex_);
  gauges_.push_back({std::move(name), std::move(help), std::move(value)});
}

std::string Metrics::Render() const {
  std::map<Key, Series> series;
  std::vector<Gauge> gauges;
  {
    std::lock_guard lock(mutex_);
    series = series_;
    gauges = gauges_;
  }
  const auto labels = [](const Key& key) {
    return fmt::format(R"(listener="{}",operation="{}",status="{}")", std::get<0>(key),
                       std::get<1>(key), std::get<2>(key));
  };
  std::string text =
      "# HELP tarn_http_requests_total Requests answered.\n"
      "# TYPE tarn_http_requests_total counter\n";
  for (const auto& [key, one] : series) {
    text += fmt::format("tarn_http_requests_total{{{}}} {}\n", labels(key), one.count);
  }
  text +=
      "# HELP tarn_http_request_duration_seconds From the request's header to the last byte of "
      "the answer.\n"
      "# TYPE tarn_http_request_duration_seconds histogram\n";
  for (const auto& [key, one] : series) {
    uint64_t below = 0;
    for (size_t i = 0; i < kBuckets.size(); ++i) {
      below += one.buckets[i];
      text += fmt::format("tarn_http_request_duration_seconds_bucket{{{},le=\"{}\"}} {}\n",
                          labels(key), kBuckets[i], below);
    }
    text += fmt::format(
        "tarn_http_request_duration_seconds_bucket{{{0},le=\"+Inf\"}} {1}\n"
        "tarn_http_request_duration_seconds_sum{{{0}}} {2}\n"
        "tarn_http_request_duration_seconds_count{{{0}}} {1}\n",
        labels(key), one.count, one.seconds);
  }
  text +=
      "# HELP tarn_http_request_bytes_total Bytes of request bodies.\n"
      "# TYPE tarn_http_request_bytes_total counter\n";
  for (const auto& [key, one] : series) {
    text += fmt::format("tarn_http_request_bytes_total{{{}}} {}\n", labels(key), one.request_bytes);
  }
  text +=
      "# HELP tarn_http_response_bytes_total Bytes of response bodies.\n"
      "# TYPE tarn_http_response_bytes_total counter\n";
  for (const auto& [key, one] : series) {
    text +=
        fmt::format("tarn_http_response_bytes_total{{{}}} {}\n", labels(key), one.response_bytes);
  }
  for (const Gauge& gauge : gauges) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help,
                        gauge.value());
  }
  return text;
}

}  // namespace tarn::http
