#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace tarn::base {

using TimePoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

// The seam to time: whoever needs "now" or waits takes a Clock, so that schedules, retries and
// races run under a test's clock. Implementations are thread safe.
class Clock {
 public:
  virtual ~Clock() = default;
  // Wall time, UTC, microseconds.
  virtual TimePoint Now() = 0;
  virtual void SleepFor(std::chrono::microseconds duration) = 0;

  // Milliseconds since 1970-01-01 UTC, as Iceberg's and Nessie's metadata count.
  int64_t NowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Now().time_since_epoch()).count();
  }
  // The system's clock; lives as long as the program.
  static Clock& System();
};

// A clock that a test moves by hand; SleepFor advances it at once.
class ManualClock : public Clock {
 public:
  explicit ManualClock(TimePoint start) : now_(start) {}
  TimePoint Now() override;
  void SleepFor(std::chrono::microseconds duration) override;

 private:
  std::mutex mutex_;
  TimePoint now_;
};

// "2026-01-31T23:59:59.123456Z"; ParseTimestamp also takes a space for T, a missing fraction or
// zone (UTC), and a date alone, and gives InvalidArgument for anything else.
std::string FormatTimestamp(TimePoint time);
TimePoint ParseTimestamp(const std::string& text);

}  // namespace tarn::base
