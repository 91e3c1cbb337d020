#include "csv/values.h"

#include <charconv>

namespace tarn::csv {
namespace {

constexpr int64_t kPowersOfTen[] = {1,
                                    10,
                                    100,
                                    1'000,
                                    10'000,
                                    100'000,
                                    1'000'000,
                                    10'000'000,
                                    100'000'000,
                                    1'000'000'000,
                                    10'000'000'000,
                                    100'000'000'000,
                                    1'000'000'000'000,
                                    10'000'000'000'000,
                                    100'000'000'000'000,
                                    1'000'000'000'000'000,
                                    10'000'000'000'000'000,
                                    100'000'000'000'000'000,
                                    1'000'000'000'000'000'000};
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

// "-12.345" apart; false when it is something else.
struct Parts {
  bool negative = false;
  uint64_t whole = 0;
  size_t whole_digits = 0;
  uint64_t fraction = 0;
  size_t fraction_digits = 0;
};
bool Split(std::string_view text, Parts& parts) {
  parts.negative = !text.empty() && text.front() == '-';
  if (parts.negative) text.remove_prefix(1);
  const size_t point = text.find('.');
  parts.whole_digits = std::min(point, text.size());
  if (!ParseDigits(text.data(), parts.whole_digits, parts.whole)) return false;
  if (point == std::string_view::npos) return true;
  parts.fraction_digits = text.size() - point - 1;
  return ParseDigits(text.data() + point + 1, parts.fraction_digits, parts.fraction);
}

template <typename T>
bool FromChars(std::string_view text, T& value) {
  // Digits, a point and an exponent alone: the names of infinity and NaN are not meant.
  for (const char c : text) {
    if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
      return false;
    }
  }
  T parsed = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (failure != std::errc() || end != text.data() + text.size()) return false;
  value = parsed;
  return true;
}

// Two digits, or more than 99.
uint32_t TwoDigits(const char* at) {
  const uint32_t tens = static_cast<unsigned char>(at[0]) - uint32_t{'0'};
  const uint32_t ones = static_cast<unsigned char>(at[1]) - uint32_t{'0'};
  return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

// Days since 1970-01-01 in the proleptic Gregorian calendar: years are counted from March, so that
// the leap day is their last, in eras of 400 years, which all have the same days.
int32_t DaysOf(uint32_t year, uint32_t month, uint32_t day) {
  constexpr int32_t kDaysPerEra = 146'097;
  constexpr int32_t kEpoch = 719'468;  // days from 0000-03-01
  const int32_t y = static_cast<int32_t>(year) - (month <= 2 ? 1 : 0);
  const int32_t era = (y >= 0 ? y : y - 399) / 400;
  const int32_t year_of_era = y - era * 400;
  const int32_t month_from_march = static_cast<int32_t>(month + 9) % 12;
  const int32_t day_of_year = (153 * month_from_march + 2) / 5 + static_cast<int32_t>(day) - 1;
  const int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kEpoch;
}

uint32_t DaysIn(uint32_t year, uint32_t month) {
  static constexpr uint8_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

bool ParseDecimal(std::string_view text, int precision, int scale, int64_t& value) {
  Parts parts;
  if (!Split(text, parts)) return false;
  const auto digits = static_cast<size_t>(scale);
  if (parts.fraction_digits > digits) return false;
  if (parts.whole_digits + digits > static_cast<size_t>(std::min(precision, 18))) return false;
  const int64_t result =
      static_cast<int64_t>(parts.whole) * kPowersOfTen[digits] +
      static_cast<int64_t>(parts.fraction) * kPowersOfTen[digits - parts.fraction_digits];
  value = parts.negative ? -result : result;
  return true;
}

bool ParseDouble(std::string_view text, double& value) {
  Parts parts;
  if (Split(text, parts) && parts.whole_digits + parts.fraction_digits <= 15) {
    // Both are exact in a double, so that their quotient is rounded once.
    const int64_t power = kPowersOfTen[parts.fraction_digits];
    const auto digits =
        static_cast<int64_t>(parts.whole) * power + static_cast<int64_t>(parts.fraction);
    const double result = static_cast<double>(digits) / static_cast<double>(power);
    value = parts.negative ? -result : result;
    return true;
  }
  return FromChars(text, value);
}

bool ParseFloat(std::string_view text, float& value) { return FromChars(text, value); }

bool ParseDate(std::string_view text, int32_t& days) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const uint32_t century = TwoDigits(text.data());
  const uint32_t year_of_century = TwoDigits(text.data() + 2);
  const uint32_t month = TwoDigits(text.data() + 5);
  const uint32_t day = TwoDigits(text.data() + 8);
  if (century > 99 || year_of_century > 99 || month < 1 || month > 12 || day < 1) return false;
  const uint32_t year = century * 100 + year_of_century;
  if (year < 1 || day > DaysIn(year, month)) return false;
  days = DaysOf(year, month, day);
  return true;
}

bool TimestampParser::Parse(std::string_view text, int64_t& micros) {
  if (text.size() < 19 || text.size() == 20 || text.size() > 26) return false;
  const char* at = text.data();
  if ((at[10] != ' ' && at[10] != 'T') || at[13] != ':' || at[16] != ':') return false;
  if (std::memcmp(at, date_, sizeof date_) != 0) {
    int32_t days = 0;
    if (!ParseDate(text.substr(0, sizeof date_), days)) return false;
    std::memcpy(date_, at, sizeof date_);
    midnight_ = days * kMicrosPerDay;
  }
  const uint32_t hour = TwoDigits(at + 11);
  const uint32_t minute = TwoDigits(at + 14);
  const uint32_t second = TwoDigits(at + 17);
  if (hour > 23 || minute > 59 || second > 59) return false;
  uint64_t fraction = 0;
  if (text.size() > 19) {
    const size_t digits = text.size() - 20;
    if (at[19] != '.' || !ParseDigits(at + 20, digits, fraction)) return false;
    fraction *= static_cast<uint64_t>(kPowersOfTen[6 - digits]);
  }
  const int64_t seconds = (int64_t{hour} * 60 + minute) * 60 + second;
  micros = midnight_ + seconds * kMicrosPerSecond + static_cast<int64_t>(fraction);
  return true;
}

}  // namespace tarn::csv
