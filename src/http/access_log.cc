#include "http/access_log.h"

#include <nlohmann/json.hpp>

#include "http/rotating_file.h"

namespace tarn::http {
namespace {

std::string Bounded(const std::string& text) {
  constexpr size_t kLimit = 1024;
  return text.size() <= kLimit ? text : text.substr(0, kLimit) + "…";
}

class FileAccessLog : public ExchangeObserver {
 public:
  explicit FileAccessLog(const std::string& path) : file_(path) {}
  void Observe(const Exchange& exchange) override {
    try {
      file_.Append(AccessLogLine(exchange));
    } catch (const std::exception&) {
      // The request was answered: a line that is lost must not break it.
    }
  }

 private:
  RotatingFile file_;
};

}  // namespace

std::string AccessLogLine(const Exchange& exchange) {
  nlohmann::ordered_json line;
  line["time"] = base::FormatTimestamp(exchange.time);
  line["listener"] = exchange.listener;
  line["peer"] = exchange.peer;
  line["request_id"] = exchange.request_id;
  line["method"] = Bounded(exchange.method);
  line["path"] = Bounded(exchange.path);
  line["operation"] = exchange.operation;
  line["status"] = exchange.status;
  if (!exchange.user.empty()) line["user"] = Bounded(exchange.user);
  line["duration_ms"] = static_cast<double>(exchange.duration.count()) / 1000;
  line["request_bytes"] = exchange.request_bytes;
  line["response_bytes"] = exchange.response_bytes;
  line["user_agent"] = Bounded(exchange.user_agent);
  if (!exchange.complete) line["complete"] = false;
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::unique_ptr<ExchangeObserver> OpenAccessLog(const std::string& path) {
  return std::make_unique<FileAccessLog>(path);
}

}  // namespace tarn::http
