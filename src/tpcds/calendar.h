#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace tarn::tpcds {

// Days as dsdgen counts them: by Julian day numbers, which are the keys of date_dim.

constexpr int64_t kEpochDay = 2440588;  // 1970-01-01

struct CivilDate {
  int year;
  int month;  // 1 to 12
  int day;    // of the month, 1 to 31
};

constexpr CivilDate CivilOf(int64_t day) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(day - kEpochDay)}}};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

constexpr int64_t DayOf(const CivilDate& date) {
  const std::chrono::year_month_day of{std::chrono::year{date.year},
                                       std::chrono::month{static_cast<unsigned>(date.month)},
                                       std::chrono::day{static_cast<unsigned>(date.day)}};
  return std::chrono::sys_days{of}.time_since_epoch().count() + kEpochDay;
}

// For dsdgen 1900 and 2100 are leap years, too.
constexpr bool IsLeapYear(int year) { return year % 4 == 0; }

// Days of the year before a month.
constexpr int DaysBefore(const CivilDate& date) {
  constexpr std::array kDays = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  const int days = kDays[static_cast<size_t>(date.month - 1)];
  return date.month > 2 && IsLeapYear(date.year) ? days + 1 : days;
}
constexpr int DayOfYear(const CivilDate& date) { return DaysBefore(date) + date.day; }

constexpr int64_t kFirstDay = DayOf({1998, 1, 1});       // of the data
constexpr int64_t kLastDay = DayOf({2003, 12, 31});      // of the data
constexpr int64_t kLastSaleDay = DayOf({2002, 12, 31});  // but of returns
constexpr int64_t kToday = DayOf({2003, 1, 8});

// 0 is Sunday.
constexpr int DayOfWeek(const CivilDate& date) {
  constexpr std::array kOfCentury = {3, 2, 0, 5};  // from the 16th: the day of known days
  constexpr std::array kKnown = {3, 0, 0, 4, 9, 6, 11, 8, 5, 10, 7, 12};  // in each month
  int known = kKnown[static_cast<size_t>(date.month - 1)];
  if (date.month <= 2 && IsLeapYear(date.year)) known = date.month == 1 ? 4 : 1;
  const int of_century = date.year % 100;
  const int of_year = kOfCentury[static_cast<size_t>((date.year / 100 - 15) % 4)] +
                      of_century / 12 + of_century % 12 + of_century % 12 / 4;
  return ((date.day - known) % 7 + 7 + of_year) % 7;
}

inline constexpr std::array<std::string_view, 7> kWeekdays = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

}  // namespace tarn::tpcds
