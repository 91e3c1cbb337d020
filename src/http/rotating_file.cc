#include "http/rotating_file.h"

#include <atomic>
#include <chrono>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include "base/error.h"

namespace tarn::http {

struct RotatingFile::State {
  std::unique_ptr<spdlog::logger> logger;
  std::atomic<int64_t> flushed_s{0};
};

RotatingFile::RotatingFile(const std::string& path, size_t file_bytes, size_t files)
    : state_(std::make_unique<State>()) {
  try {
    state_->logger = std::make_unique<spdlog::logger>(
        "lines",
        std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, file_bytes, files - 1));
  } catch (const spdlog::spdlog_ex& error) {
    base::Throw(base::ErrorKind::kPermissionDenied, "cannot write a log ({}): {}", error.what(),
                path);
  }
  state_->logger->set_pattern("%v");
  state_->logger->set_error_handler([](const std::string&) {});
}

RotatingFile::~RotatingFile() {
  try {
    state_->logger->flush();
  } catch (const std::exception&) {
    // As for a line that cannot be written.
  }
}

void RotatingFile::Append(std::string_view line) noexcept {
  try {
    state_->logger->info("{}", line);
    const int64_t now_s = std::chrono::duration_cast<std::chrono::seconds>(
                              std::chrono::steady_clock::now().time_since_epoch())
                              .count();
    if (state_->flushed_s.exchange(now_s) != now_s) state_->logger->flush();
  } catch (const std::exception&) {
    // Dropped, see above.
  }
}

}  // namespace tarn::http
