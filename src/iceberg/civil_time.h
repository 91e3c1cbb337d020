#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::iceberg {

// Dates in the proleptic Gregorian calendar, for all of the spec's range (std::chrono::year ends at
// 32767).
struct CivilDate {
  int64_t year = 1970;
  int32_t month = 1;  // 1..12
  int32_t day = 1;    // 1..31
};
CivilDate CivilFromDays(int64_t days_since_epoch);
int64_t DaysFromCivil(const CivilDate& date);

// Rounds towards minus infinity, unlike `/`.
constexpr int64_t FloorDiv(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}
constexpr int64_t FloorMod(int64_t a, int64_t b) {
  const int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

inline constexpr int64_t kNanosPerMicro = 1'000;
inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kMicrosPerHour = 3'600 * kMicrosPerSecond;
inline constexpr int64_t kMicrosPerDay = 24 * kMicrosPerHour;

std::string FormatDate(int64_t days);
// "14:31:08.123456"; without a fraction when that is zero and `always_micros` is false.
std::string FormatTime(int64_t micros_of_day, bool always_micros);
// "2017-11-16T14:31:08.123456".
std::string FormatDateTime(int64_t micros, bool always_micros);
// "2017-11-16T14:31:08.123456789".
std::string FormatDateTimeNanos(int64_t nanos);

// Empty for malformed text. ParseDateTime takes 'T' or a space, an optional fraction of up to six
// digits, and a zone ("Z", "+01:00") only when `with_zone`, which then is needed.
std::optional<int64_t> ParseDate(std::string_view text);
std::optional<int64_t> ParseTime(std::string_view text);
std::optional<int64_t> ParseDateTime(std::string_view text, bool with_zone);
// The same in nanoseconds, with a fraction of up to nine digits; also empty beyond their range.
std::optional<int64_t> ParseDateTimeNanos(std::string_view text, bool with_zone);

}  // namespace tarn::iceberg
