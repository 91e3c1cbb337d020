#include "engine/embedded/adapter/civil_fields.h"

namespace tarn::engine::embedded {
namespace {

constexpr int64_t kMicrosPerDay = 86'400'000'000;

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

bool IsLeap(int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// Monday is 1.
int DayOfWeek(int64_t days) { return static_cast<int>(((days + 3) % 7 + 7) % 7) + 1; }

}  // namespace

int DaysInMonth(int64_t year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);
}

// After Howard Hinnant's days_from_civil.
int64_t DaysOfDate(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = FloorDivide(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

int64_t DaysOfWeek(int64_t week_year, int64_t week) {
  const int64_t january_4 = DaysOfDate(week_year, 1, 4);
  return january_4 - (DayOfWeek(january_4) - 1) + (week - 1) * 7;
}

CivilFields FieldsOf(int64_t micros) {
  CivilFields fields;
  const int64_t days = FloorDivide(micros, kMicrosPerDay);
  const int64_t of_day = micros - days * kMicrosPerDay;
  const int64_t shifted = days + 719468;
  const int64_t era = FloorDivide(shifted, 146097);
  const int64_t day_of_era = shifted - era * 146097;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int64_t from_march = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_index = (5 * from_march + 2) / 153;
  fields.day = static_cast<int>(from_march - (153 * month_index + 2) / 5 + 1);
  fields.month = static_cast<int>(month_index < 10 ? month_index + 3 : month_index - 9);
  fields.year = year_of_era + era * 400 + (fields.month <= 2 ? 1 : 0);
  fields.day_of_year = static_cast<int>(days - DaysOfDate(fields.year, 1, 1) + 1);
  fields.day_of_week = DayOfWeek(days);
  // The year of the week's Thursday.
  fields.week_year = fields.year;
  if (days < DaysOfWeek(fields.year, 1)) {
    fields.week_year = fields.year - 1;
  } else if (days >= DaysOfWeek(fields.year + 1, 1)) {
    fields.week_year = fields.year + 1;
  }
  fields.week = static_cast<int>((days - DaysOfWeek(fields.week_year, 1)) / 7 + 1);
  fields.micro = static_cast<int>(of_day % 1'000'000);
  const auto seconds = static_cast<int>(of_day / 1'000'000);
  fields.hour = seconds / 3600;
  fields.minute = seconds / 60 % 60;
  fields.second = seconds % 60;
  return fields;
}

}  // namespace tarn::engine::embedded
