#include "iceberg/civil_time.h"

#include <fmt/format.h>

#include <limits>

namespace tarn::iceberg {
namespace {

// Reads exactly `digits` digits off the front.
std::optional<int64_t> TakeDigits(std::string_view& text, size_t digits) {
  if (text.size() < digits) return {};
  int64_t value = 0;
  for (size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return {};
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<int64_t> TakeDate(std::string_view& text) {
  const bool negative = Take(text, '-');
  if (!negative) Take(text, '+');
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits < 4 || digits > 7) return {};
  auto year = TakeDigits(text, digits);
  if (!Take(text, '-')) return {};
  auto month = TakeDigits(text, 2);
  if (!month || !Take(text, '-')) return {};
  auto day = TakeDigits(text, 2);
  if (!day) return {};
  const CivilDate date{negative ? -*year : *year, static_cast<int32_t>(*month),
                       static_cast<int32_t>(*day)};
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return {};
  const int64_t days = DaysFromCivil(date);
  const CivilDate back = CivilFromDays(days);
  if (back.month != date.month || back.day != date.day) return {};
  if (days < std::numeric_limits<int32_t>::min() || days > std::numeric_limits<int32_t>::max()) {
    return {};
  }
  return days;
}

std::optional<int64_t> TakeTime(std::string_view& text) {
  auto hours = TakeDigits(text, 2);
  if (!hours || !Take(text, ':')) return {};
  auto minutes = TakeDigits(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return {};
  int64_t seconds = 0;
  int64_t micros = 0;
  if (Take(text, ':')) {
    auto parsed = TakeDigits(text, 2);
    if (!parsed || *parsed > 59) return {};
    seconds = *parsed;
    if (Take(text, '.')) {
      int digits = 0;
      for (; digits < 9 && !text.empty() && text.front() >= '0' && text.front() <= '9'; ++digits) {
        if (digits < 6) {
          micros = micros * 10 + (text.front() - '0');
        } else if (text.front() != '0') {
          return {};  // finer than a microsecond
        }
        text.remove_prefix(1);
      }
      if (digits == 0) return {};
      for (int i = digits; i < 6; ++i) micros *= 10;
    }
  }
  return ((*hours * 60 + *minutes) * 60 + seconds) * kMicrosPerSecond + micros;
}

std::optional<int64_t> TakeZoneMicros(std::string_view& text) {
  if (Take(text, 'Z')) return 0;
  const bool negative = Take(text, '-');
  if (!negative && !Take(text, '+')) return {};
  auto hours = TakeDigits(text, 2);
  if (!hours || !Take(text, ':')) return {};
  auto minutes = TakeDigits(text, 2);
  if (!minutes || *hours > 18 || *minutes > 59) return {};
  const int64_t micros = (*hours * 60 + *minutes) * 60 * kMicrosPerSecond;
  return negative ? -micros : micros;
}

}  // namespace

// Howard Hinnant's algorithms (chrono-Compatible Low-Level Date Algorithms).
CivilDate CivilFromDays(int64_t days) {
  days += 719468;
  const int64_t era = FloorDiv(days, 146097);
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;  // month, March is 0
  const auto day = static_cast<int32_t>(day_of_year - (153 * shifted + 2) / 5 + 1);
  const auto month = static_cast<int32_t>(shifted < 10 ? shifted + 3 : shifted - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

int64_t DaysFromCivil(const CivilDate& date) {
  const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const int64_t era = FloorDiv(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t shifted = date.month > 2 ? date.month - 3 : date.month + 9;
  const int64_t day_of_year = (153 * shifted + 2) / 5 + date.day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

std::string FormatDate(int64_t days) {
  const CivilDate date = CivilFromDays(days);
  const char* sign = date.year < 0 ? "-" : "";
  return fmt::format("{}{:04}-{:02}-{:02}", sign, date.year < 0 ? -date.year : date.year,
                     date.month, date.day);
}

std::string FormatTime(int64_t micros_of_day, bool always_micros) {
  const int64_t seconds = micros_of_day / kMicrosPerSecond;
  const int64_t micros = micros_of_day % kMicrosPerSecond;
  std::string text =
      fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (always_micros || micros != 0) text += fmt::format(".{:06}", micros);
  return text;
}

std::string FormatDateTime(int64_t micros, bool always_micros) {
  return FormatDate(FloorDiv(micros, kMicrosPerDay)) + "T" +
         FormatTime(FloorMod(micros, kMicrosPerDay), always_micros);
}

std::optional<int64_t> ParseDate(std::string_view text) {
  auto days = TakeDate(text);
  return text.empty() ? days : std::nullopt;
}

std::optional<int64_t> ParseTime(std::string_view text) {
  auto micros = TakeTime(text);
  return text.empty() ? micros : std::nullopt;
}

std::optional<int64_t> ParseDateTime(std::string_view text, bool with_zone) {
  auto days = TakeDate(text);
  if (!days || (!Take(text, 'T') && !Take(text, ' '))) return {};
  auto micros = TakeTime(text);
  if (!micros) return {};
  int64_t zone = 0;
  if (with_zone) {
    auto parsed = TakeZoneMicros(text);
    if (!parsed) return {};
    zone = *parsed;
  }
  if (!text.empty()) return {};
  int64_t total = 0;
  if (__builtin_mul_overflow(*days, kMicrosPerDay, &total) ||
      __builtin_add_overflow(total, *micros - zone, &total)) {
    return {};
  }
  return total;
}

std::string FormatDateTimeNanos(int64_t nanos) {
  return FormatDateTime(FloorDiv(nanos, kNanosPerMicro), true) +
         fmt::format("{:03}", FloorMod(nanos, kNanosPerMicro));
}

std::optional<int64_t> ParseDateTimeNanos(std::string_view text, bool with_zone) {
  // What is finer than a microsecond is taken out of the text; the rest is parsed as such.
  int64_t fine = 0;
  std::string coarse(text);
  const size_t dot = text.find('.');
  if (dot != std::string_view::npos) {
    constexpr size_t kMicroDigits = 6;
    constexpr size_t kNanoDigits = 9;
    size_t digits = 0;
    while (dot + 1 + digits < text.size() && text[dot + 1 + digits] >= '0' &&
           text[dot + 1 + digits] <= '9') {
      ++digits;
    }
    if (digits > kNanoDigits) return {};
    for (size_t i = kMicroDigits; i < kNanoDigits; ++i) {
      fine = fine * 10 + (i < digits ? text[dot + 1 + i] - '0' : 0);
    }
    if (digits > kMicroDigits) coarse.erase(dot + 1 + kMicroDigits, digits - kMicroDigits);
  }
  const auto micros = ParseDateTime(coarse, with_zone);
  if (!micros) return {};
  // The first nanosecond of the range is in a microsecond that begins before it.
  const __int128 nanos = static_cast<__int128>(*micros) * kNanosPerMicro + fine;
  if (nanos < INT64_MIN || nanos > INT64_MAX) return {};
  return static_cast<int64_t>(nanos);
}

}  // namespace tarn::iceberg
