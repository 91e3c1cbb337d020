#pragma once

#include <cstdint>

namespace tarn::engine::embedded {

// The fields of a moment in UTC, in the proleptic Gregorian calendar; weeks are ISO 8601's.
struct CivilFields {
  int64_t year = 1970;
  int month = 1, day = 1;
  int day_of_year = 1;
  int day_of_week = 4;  // Monday is 1
  int64_t week_year = 1970;
  int week = 1;
  int hour = 0, minute = 0, second = 0;
  int micro = 0;
};

CivilFields FieldsOf(int64_t micros);

// Days since 1970-01-01. The month is from 1 to 12; a day beyond its month counts on.
int64_t DaysOfDate(int64_t year, int64_t month, int64_t day);
int DaysInMonth(int64_t year, int month);
// The Monday of an ISO week.
int64_t DaysOfWeek(int64_t week_year, int64_t week);

}  // namespace tarn::engine::embedded
