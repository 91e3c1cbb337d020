#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "jinja/value.h"

namespace tarn::transform {

// Python's date, datetime and timedelta as templates use them: attributes, strftime, isoformat,
// replace, arithmetic by methods of the operands. Proleptic Gregorian; UTC or without a zone.

jinja::Value MakeDate(int64_t days);                        // since 1970-01-01
jinja::Value MakeDateTime(int64_t microseconds, bool utc);  // since 1970-01-01T00:00
jinja::Value MakeTimeDelta(int64_t microseconds);

// Microseconds since the epoch of a date or datetime; nothing for another value.
std::optional<int64_t> TimeMicroseconds(const jinja::Value& value);

// strftime with C's and Python's directives (%Y %m %d %H %M %S %f %j %a %A %b %B %y %p %I %z %Z %s
// %U %W %w %u %V %G %F %T %D %e %%).
std::string StrfTime(int64_t microseconds, bool utc, std::string_view format);
// strptime with the numeric directives, %b, %B and %z; nothing when the text does not fit.
std::optional<int64_t> StrpTime(std::string_view text, std::string_view format);

// modules.datetime: date, datetime, timedelta, timezone with their constructors and class methods;
// `now` is the clock.
jinja::Value MakeDateTimeModule(int64_t now_microseconds);

// Days since 1970-01-01 of a civil date, and back.
int64_t DaysFromCivil(int64_t year, unsigned month, unsigned day);
struct Civil {
  int64_t year;
  unsigned month, day;
};
Civil CivilFromDays(int64_t days);

}  // namespace tarn::transform
