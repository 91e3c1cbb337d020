#include "base/clock.h"

#include <cstdio>
#include <thread>

#include "base/error.h"

namespace tarn::base {
namespace {

class SystemClock : public Clock {
 public:
  TimePoint Now() override {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
  }
  void SleepFor(std::chrono::microseconds duration) override {
    std::this_thread::sleep_for(duration);
  }
};

int Digits(const std::string& text, size_t& pos, size_t count) {
  int value = 0;
  for (size_t i = 0; i < count; ++i, ++pos) {
    if (pos >= text.size() || text[pos] < '0' || text[pos] > '9') {
      throw Error(ErrorKind::kInvalidArgument, fmt::format("not a timestamp: '{}'", text),
                  "write it as 2026-01-31, 2026-01-31 23:59:59 or 2026-01-31T23:59:59.123456Z");
    }
    value = value * 10 + (text[pos] - '0');
  }
  return value;
}

[[noreturn]] void BadTimestamp(const std::string& text) {
  throw Error(ErrorKind::kInvalidArgument, fmt::format("not a timestamp: '{}'", text),
              "write it as 2026-01-31, 2026-01-31 23:59:59 or 2026-01-31T23:59:59.123456Z");
}

}  // namespace

Clock& Clock::System() {
  static SystemClock clock;
  return clock;
}

TimePoint ManualClock::Now() {
  std::lock_guard lock(mutex_);
  return now_;
}

void ManualClock::SleepFor(std::chrono::microseconds duration) {
  std::lock_guard lock(mutex_);
  now_ += duration;
}

std::string FormatTimestamp(TimePoint time) {
  auto day = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day date{day};
  std::chrono::hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

TimePoint ParseTimestamp(const std::string& text) {
  using namespace std::chrono;
  size_t pos = 0;
  auto expect = [&](char c) {
    if (pos >= text.size() || text[pos] != c) BadTimestamp(text);
    ++pos;
  };
  int y = Digits(text, pos, 4);
  expect('-');
  int m = Digits(text, pos, 2);
  expect('-');
  int d = Digits(text, pos, 2);
  year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) BadTimestamp(text);
  TimePoint result = sys_days{date};
  if (pos == text.size()) return result;
  if (text[pos] != 'T' && text[pos] != ' ') BadTimestamp(text);
  ++pos;
  int hour = Digits(text, pos, 2), minute = 0, second = 0;
  expect(':');
  minute = Digits(text, pos, 2);
  if (pos < text.size() && text[pos] == ':') {
    ++pos;
    second = Digits(text, pos, 2);
  }
  if (hour > 23 || minute > 59 || second > 59) BadTimestamp(text);
  result += hours{hour} + minutes{minute} + seconds{second};
  if (pos < text.size() && text[pos] == '.') {
    ++pos;
    int64_t scale = 100000, digits = 0;
    for (; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos, ++digits) {
      result += microseconds{(text[pos] - '0') * scale};
      scale /= 10;
    }
    if (digits == 0 || digits > 9) BadTimestamp(text);
  }
  if (pos == text.size()) return result;
  if (text[pos] == 'Z' && pos + 1 == text.size()) return result;
  if (text.substr(pos) == " UTC") return result;
  if (text[pos] == '+' || text[pos] == '-') {
    int sign = text[pos] == '+' ? 1 : -1;
    ++pos;
    int offset_hours = Digits(text, pos, 2);
    expect(':');
    int offset_minutes = Digits(text, pos, 2);
    if (pos != text.size()) BadTimestamp(text);
    return result - sign * (hours{offset_hours} + minutes{offset_minutes});
  }
  BadTimestamp(text);
}

}  // namespace tarn::base
