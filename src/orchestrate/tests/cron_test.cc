#include "orchestrate/timetable/cron.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "orchestrate/timetable/schedule.h"

namespace tarn::orchestrate {
namespace {

std::vector<std::string> Fires(const std::string& cron, const std::string& zone,
                               const std::string& after, int count) {
  std::vector<std::string> times;
  Cron parsed = Cron::Parse(cron);
  base::TimePoint time = base::ParseTimestamp(after);
  for (int i = 0; i < count; ++i) {
    auto next = parsed.Next(time, zone);
    if (!next) {
      times.push_back("never");
      break;
    }
    times.push_back(base::FormatTimestamp(*next).substr(0, 16));
    time = *next;
  }
  return times;
}

using Times = std::vector<std::string>;

TEST(Cron, FixedTimeOfDay) {
  EXPECT_EQ(Fires("0 2 * * *", "UTC", "2026-01-31 01:59:59.999999", 3),
            (Times{"2026-01-31T02:00", "2026-02-01T02:00", "2026-02-02T02:00"}));
  EXPECT_EQ(Fires("0 2 * * *", "UTC", "2026-01-31 02:00:00", 1), Times{"2026-02-01T02:00"});
}

TEST(Cron, StepsListsRangesAndNames) {
  EXPECT_EQ(Fires("*/20 9-10 * * *", "UTC", "2026-03-01 09:30:00", 5),
            (Times{"2026-03-01T09:40", "2026-03-01T10:00", "2026-03-01T10:20", "2026-03-01T10:40",
                   "2026-03-02T09:00"}));
  EXPECT_EQ(
      Fires("5/25 0 1 jan,JUL *", "UTC", "2026-01-01", 4),
      (Times{"2026-01-01T00:05", "2026-01-01T00:30", "2026-01-01T00:55", "2026-07-01T00:05"}));
  // Friday over the end of the week to Monday; 7 is Sunday.
  EXPECT_EQ(
      Fires("0 0 * * FRI-MON", "UTC", "2026-11-23", 4),
      (Times{"2026-11-27T00:00", "2026-11-28T00:00", "2026-11-29T00:00", "2026-11-30T00:00"}));
  EXPECT_EQ(Fires("0 0 * * 7", "UTC", "2026-11-23", 1), Times{"2026-11-29T00:00"});
  EXPECT_EQ(
      Fires("0 0 * * 5-7", "UTC", "2026-11-23", 4),
      (Times{"2026-11-27T00:00", "2026-11-28T00:00", "2026-11-29T00:00", "2026-12-04T00:00"}));
}

TEST(Cron, DayFieldsAreAlternativesUnlessOneIsStar) {
  // The 13th or a Friday.
  EXPECT_EQ(Fires("0 0 13 * FRI", "UTC", "2026-11-06", 3),
            (Times{"2026-11-13T00:00", "2026-11-20T00:00", "2026-11-27T00:00"}));
  EXPECT_EQ(Fires("0 0 15 * *", "UTC", "2026-11-06", 2),
            (Times{"2026-11-15T00:00", "2026-12-15T00:00"}));
}

TEST(Cron, LastDayLastFridaySecondFriday) {
  EXPECT_EQ(Fires("0 0 L * *", "UTC", "2028-01-31", 3),
            (Times{"2028-02-29T00:00", "2028-03-31T00:00", "2028-04-30T00:00"}));
  EXPECT_EQ(Fires("0 0 * * 5L", "UTC", "2026-11-01", 2),
            (Times{"2026-11-27T00:00", "2026-12-25T00:00"}));
  EXPECT_EQ(Fires("0 0 * * fri#2", "UTC", "2026-11-01", 2),
            (Times{"2026-11-13T00:00", "2026-12-11T00:00"}));
}

TEST(Cron, LeapDaysAndNever) {
  EXPECT_EQ(Fires("0 0 29 2 *", "UTC", "2096-03-01", 1), Times{"2104-02-29T00:00"});
  EXPECT_EQ(Fires("0 0 30 2 *", "UTC", "2026-01-01", 1), Times{"never"});
}

// Berlin: 02:00 -> 03:00 on 2026-03-29, 03:00 -> 02:00 on 2026-10-25.
TEST(Cron, FixedHourInASkippedHourFiresWhenTheGapEnds) {
  EXPECT_EQ(Fires("30 2 * * *", "Europe/Berlin", "2026-03-28 00:00:00", 3),
            (Times{"2026-03-28T01:30", "2026-03-29T01:00", "2026-03-30T00:30"}));
}

TEST(Cron, FixedHourThatComesTwiceFiresOnce) {
  EXPECT_EQ(Fires("30 2 * * *", "Europe/Berlin", "2026-10-24 12:00:00", 2),
            (Times{"2026-10-25T00:30", "2026-10-26T01:30"}));
}

TEST(Cron, EveryHourFollowsTheTimeThatPasses) {
  EXPECT_EQ(
      Fires("30 * * * *", "Europe/Berlin", "2026-10-24 23:45:00", 4),
      (Times{"2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T02:30", "2026-10-25T03:30"}));
  EXPECT_EQ(Fires("30 * * * *", "Europe/Berlin", "2026-03-28 23:45:00", 3),
            (Times{"2026-03-29T00:30", "2026-03-29T01:30", "2026-03-29T02:30"}));
}

TEST(Cron, PresetsAreSpelledOut) {
  EXPECT_EQ(Cron::Parse("@daily").text(), "0 0 * * *");
  EXPECT_EQ(Cron::Parse(" @weekly ").text(), "0 0 * * 0");
}

std::string MessageOf(const std::string& cron) {
  try {
    Cron::Parse(cron);
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kInvalidArgument);
    return e.message();
  }
  return "no error";
}

TEST(Cron, ErrorsNameTheField) {
  EXPECT_EQ(MessageOf("61 * * * *"),
            "cron field 1 (minute) at column 1 does not take '61': '61 * * * *'");
  EXPECT_EQ(MessageOf("0 2 * * MOON"),
            "cron field 5 (day of week) at column 9 does not take 'MOON': '0 2 * * MOON'");
  EXPECT_EQ(MessageOf("0 2 * *"), "a cron expression has 5 fields, got 4: '0 2 * *'");
  EXPECT_EQ(MessageOf("@dayly"), "unknown schedule '@dayly' (did you mean '@daily'?)");
  for (const char* bad : {"", "*/0 * * * *", "1,,2 * * * *", "1- * * * *", "* * 0 * *",
                          "* * * 13 *", "* * * * 1#6", "a * * * *", "1/ * * * *", "-1 * * * *"}) {
    EXPECT_NE(MessageOf(bad), "no error") << bad;
  }
}

TEST(Schedule, IntervalsCountFromTheStart) {
  ScheduleBounds bounds;
  bounds.start = base::ParseTimestamp("2026-01-01 00:30:00");
  bounds.end = base::ParseTimestamp("2026-01-01 13:00:00");
  Schedule every = IntervalSchedule{std::chrono::hours(6)};
  auto next = [&](const char* after) {
    auto time = NextFire(every, bounds, base::ParseTimestamp(after));
    return time ? base::FormatTimestamp(*time).substr(0, 16) : "never";
  };
  EXPECT_EQ(next("2025-06-01"), "2026-01-01T00:30");
  EXPECT_EQ(next("2026-01-01 00:30:00"), "2026-01-01T06:30");
  EXPECT_EQ(next("2026-01-01 07:00:00"), "2026-01-01T12:30");
  EXPECT_EQ(next("2026-01-01 12:30:00"), "never");
}

TEST(Schedule, UnknownZoneIsSuggested) {
  try {
    CheckTimeZone("Europe/Berln");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.message(), "unknown time zone 'Europe/Berln' (did you mean 'Europe/Berlin'?)");
  }
}

}  // namespace
}  // namespace tarn::orchestrate
