#include "engine/embedded/adapter/value_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace tarn::engine::embedded {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlank(char c) { return static_cast<unsigned char>(c) <= ' '; }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) == b;
         });
}

// Takes 1 to `most` digits off; -1 when there are none.
int64_t TakeDigits(std::string_view& text, size_t most) {
  size_t digits = 0;
  int64_t value = 0;
  while (digits < most && digits < text.size() && IsDigit(text[digits])) {
    value = value * 10 + (text[digits++] - '0');
  }
  text.remove_prefix(digits);
  return digits == 0 ? -1 : value;
}

bool Take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool IsLeap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Howard Hinnant's days_from_civil.
int64_t DaysOf(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

// Takes "[+-]yyyy-M-d" off: days since the epoch. Trino wants four digits of a year in timestamps,
// one in dates, and takes more in both.
std::optional<int64_t> TakeDate(std::string_view& text, size_t fewest_digits = 4) {
  const bool negative = Take(text, '-');
  if (!negative) Take(text, '+');
  const std::string_view before = text;
  // DuckDB's dates end before the year 5,881,580.
  const int64_t year = TakeDigits(text, 7);
  if (before.size() - text.size() < fewest_digits || year > 5'877'641 || !Take(text, '-')) {
    return std::nullopt;
  }
  const int64_t month = TakeDigits(text, 2);
  if (month < 1 || month > 12 || !Take(text, '-')) return std::nullopt;
  const int64_t day = TakeDigits(text, 2);
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int64_t signed_year = negative ? -year : year;
  const int64_t last = kDays[month - 1] + (month == 2 && IsLeap(signed_year) ? 1 : 0);
  if (day < 1 || day > last) return std::nullopt;
  return DaysOf(signed_year, month, day);
}

template <typename Float>
std::string Scientific(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  if (value == 0) return std::signbit(value) ? "-0E0" : "0E0";
  char buffer[64];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer - 1, value, std::chars_format::scientific);
  *end.ptr = '\0';  // to_chars ends no text, which atoi reads on from
  const std::string_view text(buffer, static_cast<size_t>(end.ptr - buffer));
  const size_t e = text.find('e');
  std::string mantissa(text.substr(0, e));
  if (mantissa.find('.') == std::string::npos) mantissa += ".0";
  return fmt::format("{}E{}", mantissa, std::atoi(buffer + e + 1));
}

}  // namespace

std::optional<int64_t> ParseInteger(std::string_view text) {
  text = Trimmed(text);
  if (text.size() > 1 && text[0] == '+' && IsDigit(text[1])) text.remove_prefix(1);
  int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> ParseDouble(std::string_view text) {
  text = Trimmed(text);
  std::string_view number = text;
  if (!number.empty() && (number[0] == '+' || number[0] == '-')) number.remove_prefix(1);
  const bool negative = !text.empty() && text[0] == '-';
  if (number == "NaN") return std::nan("");
  if (number == "Infinity") return negative ? -HUGE_VAL : HUGE_VAL;
  if (number.empty() || !(IsDigit(number[0]) || number[0] == '.')) return std::nullopt;
  // A suffix that Java takes.
  if (const char last = number.back(); last == 'd' || last == 'D' || last == 'f' || last == 'F') {
    number.remove_suffix(1);
  }
  double value = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
  if (read.ptr != number.data() + number.size()) return std::nullopt;
  if (read.ec == std::errc::result_out_of_range) {
    value = std::strtod(std::string(number).c_str(), nullptr);  // infinity, or nearly zero
  } else if (read.ec != std::errc()) {
    return std::nullopt;
  }
  return negative ? -value : value;
}

std::optional<bool> ParseBoolean(std::string_view text) {
  if (EqualsIgnoringCase(text, "true") || EqualsIgnoringCase(text, "t") || text == "1") return true;
  if (EqualsIgnoringCase(text, "false") || EqualsIgnoringCase(text, "f") || text == "0")
    return false;
  return std::nullopt;
}

std::optional<__int128> ParseDecimal(std::string_view text, int precision, int scale) {
  const bool negative = Take(text, '-');
  if (!negative) Take(text, '+');
  // The digits, and how many of them stand behind the point.
  std::string digits;
  int64_t behind = 0;
  bool point = false, any = false;
  while (!text.empty() && (IsDigit(text[0]) || (text[0] == '.' && !point))) {
    if (text[0] == '.') {
      point = true;
    } else {
      any = true;
      if (point) ++behind;
      if (!digits.empty() || text[0] != '0') digits += text[0];
    }
    text.remove_prefix(1);
  }
  if (!any) return std::nullopt;
  if (!text.empty()) {
    if (text[0] != 'e' && text[0] != 'E') return std::nullopt;
    text.remove_prefix(1);
    if (text.size() > 1 && text[0] == '+') text.remove_prefix(1);
    int exponent = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    behind -= exponent;
  }
  if (digits.empty()) return 0;
  const int64_t shift = scale - behind;  // digits to add, or to round off
  if (static_cast<int64_t>(digits.size()) + shift > precision) return std::nullopt;
  bool up = false;
  if (shift >= 0) {
    digits.append(static_cast<size_t>(shift), '0');
  } else {
    const int64_t keep = static_cast<int64_t>(digits.size()) + shift;
    up = keep >= 0 && digits[static_cast<size_t>(keep)] >= '5';
    digits.resize(static_cast<size_t>(std::max<int64_t>(keep, 0)));
  }
  __int128 value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  if (up) ++value;
  __int128 limit = 1;
  for (int i = 0; i < precision; ++i) limit *= 10;
  if (value >= limit) return std::nullopt;
  return negative ? -value : value;
}

std::optional<int32_t> ParseDate(std::string_view text) {
  text = Trimmed(text);
  const auto days = TakeDate(text, 1);
  if (!days || !text.empty()) return std::nullopt;
  return static_cast<int32_t>(*days);
}

namespace {

struct TimeOfDay {
  int64_t seconds = 0;
  int64_t picos = 0;
};

// Takes "HH:mm[:ss[.f]]" off.
std::optional<TimeOfDay> TakeTime(std::string_view& text) {
  TimeOfDay time;
  const int64_t hour = TakeDigits(text, 2);
  if (hour < 0 || hour > 23 || !Take(text, ':')) return std::nullopt;
  const int64_t minute = TakeDigits(text, 2);
  if (minute < 0 || minute > 59) return std::nullopt;
  time.seconds = hour * 3600 + minute * 60;
  if (!Take(text, ':')) return time;
  const int64_t second = TakeDigits(text, 2);
  if (second < 0 || second > 59) return std::nullopt;
  time.seconds += second;
  if (!Take(text, '.')) return time;
  const std::string_view before = text;
  const int64_t fraction = TakeDigits(text, 12);
  if (fraction < 0) return std::nullopt;
  time.picos = fraction;
  for (size_t i = before.size() - text.size(); i < 12; ++i) time.picos *= 10;
  return time;
}

}  // namespace

std::optional<int64_t> ParseTime(std::string_view text) {
  const auto time = TakeTime(text);
  if (!time || !text.empty()) return std::nullopt;
  constexpr int64_t kPicosPerMicro = 1'000'000;
  const int64_t micros =
      time->seconds * 1'000'000 + (time->picos + kPicosPerMicro / 2) / kPicosPerMicro;
  return micros % 86'400'000'000;
}

std::optional<int64_t> ParseTimePicos(std::string_view text) {
  const auto time = TakeTime(text);
  if (!time || !text.empty()) return std::nullopt;
  constexpr int64_t kPicosPerSecond = 1'000'000'000'000;
  return time->seconds * kPicosPerSecond + time->picos;
}

std::optional<ParsedTimestamp> ParseTimestamp(std::string_view text) {
  text = Trimmed(text);
  const auto days = TakeDate(text);
  if (!days) return std::nullopt;
  ParsedTimestamp parsed;
  parsed.seconds = *days * 86'400;
  if (text.empty()) return parsed;
  if (!Take(text, ' ')) return std::nullopt;
  if (!text.empty() && IsDigit(text[0])) {
    const auto time = TakeTime(text);
    if (!time) return std::nullopt;
    parsed.seconds += time->seconds;
    parsed.picos = time->picos;
  }
  parsed.zone = Trimmed(text);
  if (!parsed.zone.empty() && IsDigit(parsed.zone[0])) return std::nullopt;
  return parsed;
}

std::optional<int64_t> MicrosOf(const ParsedTimestamp& timestamp) {
  constexpr int64_t kMicrosPerSecond = 1'000'000, kPicosPerMicro = 1'000'000;
  int64_t micros = 0;
  if (__builtin_mul_overflow(timestamp.seconds, kMicrosPerSecond, &micros)) return std::nullopt;
  const int64_t fraction = (timestamp.picos + kPicosPerMicro / 2) / kPicosPerMicro;
  if (__builtin_add_overflow(micros, fraction, &micros)) return std::nullopt;
  return micros;
}

std::string ScientificText(double value) { return Scientific(value); }
std::string ScientificText(float value) { return Scientific(value); }

}  // namespace tarn::engine::embedded
