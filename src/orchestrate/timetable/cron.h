#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace tarn::orchestrate {

// A cron expression of five fields: minute, hour, day of month, month, day of week. An immutable
// value; thread safe.
//
// Fields take *, numbers, names (JAN, SUN; any case), ranges (1-5, also over the end: FRI-MON),
// steps (*/15, 10-50/20, 5/15 = from 5 on), lists, 7 for Sunday, L in day of month (the last day),
// and in day of week 5L (the last Friday) and 5#2 (the second Friday). As in Vixie cron a day
// matches either day field when both are restricted, and both when one starts with *. The presets
// are @hourly, @daily, @midnight, @weekly, @monthly, @yearly, @annually.
class Cron {
 public:
  // kInvalidArgument names the field, its position (counted from 1) and what it takes.
  static Cron Parse(std::string_view text);

  // The first time strictly after `after` at which the expression matches local time in `zone` (an
  // IANA name); nullopt when no day ever matches (30 February).
  //
  // Daylight saving, as Vixie cron does it: an expression with fixed hours fires once a local time:
  // at the end of the gap when the local time is skipped, at the first of two when it comes twice.
  // One for every hour follows the time that truly passes.
  std::optional<base::TimePoint> Next(base::TimePoint after, const std::string& zone) const;

  // As given, a preset spelled out.
  const std::string& text() const { return text_; }

 private:
  struct NthWeekday {
    int weekday;  // 0 is Sunday
    int nth;      // 1..5, or -1 for the last of the month
  };

  friend class CronParser;
  bool MatchesDay(int year, unsigned month, unsigned day) const;

  std::string text_;
  uint64_t minutes_ = 0;  // bit i: minute i
  uint32_t hours_ = 0;
  uint32_t days_ = 0;  // bits 1..31
  uint32_t months_ = 0;
  uint32_t weekdays_ = 0;  // bits 0..6
  bool last_day_ = false;
  std::vector<NthWeekday> nth_weekdays_;
  bool day_star_ = false;
  bool weekday_star_ = false;
  bool every_hour_ = false;
};

// Throws kInvalidArgument (with "did you mean") unless `zone` is a time zone of the system's
// database.
void CheckTimeZone(const std::string& zone);

}  // namespace tarn::orchestrate
