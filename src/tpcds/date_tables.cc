// date_dim, time_dim and dbgen_version.
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "tpcds/calendar.h"
#include "tpcds/distributions.h"
#include "tpcds/row_writer.h"
#include "tpcds/words.h"

namespace tarn::tpcds {
namespace {

class Dates : public UnitGenerator {
 public:
  Dates(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kDateDim, scale_factor, columns) {}

 private:
  static bool IsHoliday(int day_of_year) {
    return AllDistributions().calendar.Number(static_cast<size_t>(day_of_year - 1), kHoliday) != 0;
  }
  static int64_t SameDayLastYear(CivilDate date) {
    if (date.month == 2 && date.day == 29) date.day = 28;
    --date.year;
    return DayOf(date);
  }
  static int64_t SameDayLastQuarter(int64_t day, const CivilDate& date) {
    const int quarter = (date.month - 1) / 3;
    const int64_t into = day - DayOf({date.year, quarter * 3 + 1, 1});
    return into +
           (quarter > 0 ? DayOf({date.year, quarter * 3 - 2, 1}) : DayOf({date.year - 1, 10, 1}));
  }

  void MakeUnit(int64_t number) override {
    const int64_t day = number + DayOf({1900, 1, 1});
    const CivilDate date = CivilOf(day);
    const CivilDate today = CivilOf(kToday);
    const int of_week = DayOfWeek(date);
    const int of_year = DayOfYear(date);
    const int64_t week = (number + 6) / 7;
    const int64_t quarter_sequence = (date.year - 1900) * 4 + date.month / 3 + 1;
    const int64_t quarter =
        AllDistributions().calendar.Number(static_cast<size_t>(of_year - 1), kQuarter);
    const int day_before = of_year == 1 ? 365 + (IsLeapYear(date.year - 1) ? 1 : 0) : of_year - 1;
    const bool is_this_year = date.year == today.year;

    writer_.BeginRow(0);
    writer_.Key(day);
    writer_.Built(BusinessKey(day));
    writer_.Date(day);
    writer_.Number((date.year - 1900) * 12 + date.month - 1);
    writer_.Number(week);
    writer_.Number(quarter_sequence);
    writer_.Number(date.year);
    writer_.Number(of_week);
    writer_.Number(date.month);
    writer_.Number(date.day);
    writer_.Number(quarter);
    writer_.Number(date.year);  // the fiscal year is the calendar's
    writer_.Number(quarter_sequence);
    writer_.Number(week);
    writer_.Text(kWeekdays[static_cast<size_t>(of_week)]);
    writer_.Built(fmt::format("{}Q{}", date.year, quarter));
    writer_.Flag(IsHoliday(of_year));
    writer_.Flag(of_week == 5 || of_week == 6);
    writer_.Flag(IsHoliday(day_before));
    writer_.Number(day - date.day + 1);
    writer_.Number(day - date.day + DaysBefore(date));  // sic: of the last day of the month
    writer_.Number(SameDayLastYear(date));
    writer_.Number(SameDayLastQuarter(day, date));
    writer_.Flag(day == today.day);  // sic: never
    writer_.Flag(is_this_year && week == 2);
    writer_.Flag(is_this_year && date.month == today.month);
    writer_.Flag(is_this_year && quarter == 1);
    writer_.Flag(is_this_year);
  }
};

class Times : public UnitGenerator {
 public:
  Times(double scale_factor, const Columns& columns)
      : UnitGenerator(TableKind::kTimeDim, scale_factor, columns) {}

 private:
  void MakeUnit(int64_t number) override {
    const int64_t second = number - 1;
    const int64_t hour = second / 3600;
    const Distribution& hours = AllDistributions().hours;
    writer_.BeginRow(0);
    writer_.Key(second);
    writer_.Built(BusinessKey(number));
    writer_.Number(second);
    writer_.Number(hour);
    writer_.Number(second / 60 % 60);
    writer_.Number(second % 60);
    for (size_t value = 0; value < 4; ++value) {  // AM, shift, part of it, meal
      writer_.Text(hours.Text(static_cast<size_t>(hour), value));
    }
  }
};

class DbgenVersion : public UnitGenerator {
 public:
  DbgenVersion(double scale_factor, const Columns& columns, int64_t now_ms)
      : UnitGenerator(TableKind::kDbgenVersion, scale_factor, columns), now_ms_(now_ms) {}

 private:
  // Of dsdgen's command line, of one process.
  std::string Arguments() const {
    const double scale = scaling_.scale_factor();
    if (scale == 1) return "--table dbgen_version";
    const bool is_whole = scale == std::floor(scale);
    return fmt::format("--scale {}{} --table dbgen_version", scale, is_whole ? ".0" : "");
  }

  void MakeUnit(int64_t) override {
    constexpr int64_t kDayMs = 86'400'000;
    constexpr int64_t kSecondMs = 1000;
    writer_.BeginRow(0);
    writer_.Text("2.0.0");
    writer_.Date(kEpochDay + now_ms_ / kDayMs);
    writer_.Number(now_ms_ % kDayMs / kSecondMs * kSecondMs);
    writer_.Built(Arguments());
  }

  const int64_t now_ms_;
};

}  // namespace

std::unique_ptr<Generator> MakeDates(double scale_factor, const Columns& columns) {
  return std::make_unique<Dates>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeTimes(double scale_factor, const Columns& columns) {
  return std::make_unique<Times>(scale_factor, columns);
}

std::unique_ptr<Generator> MakeDbgenVersion(double scale_factor, const Columns& columns,
                                            int64_t now_ms) {
  return std::make_unique<DbgenVersion>(scale_factor, columns, now_ms);
}

}  // namespace tarn::tpcds
