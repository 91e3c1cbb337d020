#include "engine/embedded/adapter/fine_time_text.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

constexpr TypeKind kKinds[] = {TypeKind::kTime, TypeKind::kTimeWithTimeZone, TypeKind::kTimestamp,
                               TypeKind::kTimestampWithTimeZone};

std::string RoundedText(std::string_view text, TypeKind kind, int digits) {
  const FineTime type{kind, digits};
  const auto moment = ParseFine(text, type, kUtcZone);
  return moment ? FineText(*moment, type) : "none";
}

TEST(fine_time_text, NamesComeBack) {
  for (const TypeKind kind : kKinds) {
    for (int digits = LeastFineDigits(kind); digits <= kMostDigits; ++digits) {
      const FineTime type{kind, digits};
      EXPECT_EQ(FineTimeOfName(FineTimeName(type)), type);
    }
  }
  for (const char* other :
       {"timestamp_p9", "timestamptz_p13", "time_p", "time_p07", "uuid", "timetz_p6"}) {
    EXPECT_FALSE(FineTimeOfName(other)) << other;
  }
}

TEST(fine_time_text, RoundsHalfUpAndRoundAtMidnight) {
  EXPECT_EQ(RoundedText("23:59:59.999999999999", TypeKind::kTime, 12), "23:59:59.999999999999");
  EXPECT_EQ(RoundedText("23:59:59.999999999999", TypeKind::kTime, 9), "00:00:00.000000000");
  EXPECT_EQ(RoundedText("12:34:56.12345675", TypeKind::kTime, 7), "12:34:56.1234568");
  EXPECT_EQ(RoundedText("23:59:59.9999999999-08:00", TypeKind::kTimeWithTimeZone, 7),
            "00:00:00.0000000-08:00");
  EXPECT_EQ(RoundedText("1969-12-31 23:59:59.9999999999995", TypeKind::kTimestamp, 12), "none");
  EXPECT_EQ(RoundedText("1969-12-31 23:59:59.999999999999", TypeKind::kTimestamp, 11),
            "1970-01-01 00:00:00.00000000000");
  EXPECT_EQ(
      RoundedText("0001-01-01 01:23:45.1234567 US/Eastern", TypeKind::kTimestampWithTimeZone, 8),
      "0001-01-01 01:23:45.12345670 US/Eastern");
}

TEST(fine_time_text, WhatIsNoValueIsNone) {
  EXPECT_EQ(RoundedText("2024-03-10 02:30:00.1234567 America/New_York",
                        TypeKind::kTimestampWithTimeZone, 7),
            "none")
      << "an hour that the clock leaves out";
  EXPECT_EQ(
      RoundedText("2024-03-10 02:30:00.1234567 Nowhere/City", TypeKind::kTimestampWithTimeZone, 7),
      "none");
  EXPECT_EQ(RoundedText("2024-03-10 02:30:00.1234567 UTC", TypeKind::kTimestamp, 12), "none");
  EXPECT_EQ(RoundedText("10:00:00.1234567+01:00", TypeKind::kTime, 7), "none");
  EXPECT_EQ(RoundedText("24:00:00.1234567", TypeKind::kTime, 7), "none");
  EXPECT_EQ(RoundedText("2024-02-30 10:00:00", TypeKind::kTimestamp, 12), "none");
  EXPECT_EQ(RoundedText("999999-01-01 10:00:00", TypeKind::kTimestamp, 12), "none")
      << "beyond microseconds";
}

TEST(fine_time_text, ConvertsBetweenKinds) {
  const ZoneKey tokyo = *FindZone("Asia/Tokyo");
  const auto convert = [&](std::string_view text, TypeKind from, TypeKind to) {
    const FineTime target{to, kMostDigits};
    return FineText(ConvertFine(*ParseFine(text, {from, kMostDigits}, tokyo), from, target, tokyo),
                    target);
  };
  const char* zoned = "2024-07-01 23:30:00.000000000001 Europe/Paris";
  const TypeKind zoned_kind = TypeKind::kTimestampWithTimeZone;
  EXPECT_EQ(convert(zoned, zoned_kind, TypeKind::kTimestamp), "2024-07-01 23:30:00.000000000001");
  EXPECT_EQ(convert(zoned, zoned_kind, TypeKind::kTime), "23:30:00.000000000001");
  EXPECT_EQ(convert(zoned, zoned_kind, TypeKind::kTimeWithTimeZone), "23:30:00.000000000001+02:00");
  EXPECT_EQ(convert("2024-07-01 01:30:00", TypeKind::kTimestamp, zoned_kind),
            "2024-07-01 01:30:00.000000000000 Asia/Tokyo");
  EXPECT_EQ(convert("01:30:00.1", TypeKind::kTime, TypeKind::kTimeWithTimeZone),
            "01:30:00.100000000000+09:00");
  EXPECT_EQ(convert("01:30:00.1", TypeKind::kTime, TypeKind::kTimestamp),
            "1970-01-01 01:30:00.100000000000");
}

TEST(fine_time_text, TextsOfRandomValuesComeBack) {
  std::mt19937_64 random(476);
  const ZoneKey zones[] = {kUtcZone, *FindZone("Europe/Paris"), *FindZone("-08:00"),
                           *FindZone("+05:30")};
  for (int i = 0; i < 4000; ++i) {
    const FineTime type{kKinds[random() % 4], kMostDigits};
    const bool of_day = type.kind == TypeKind::kTime || type.kind == TypeKind::kTimeWithTimeZone;
    const bool zoned =
        type.kind == TypeKind::kTimeWithTimeZone || type.kind == TypeKind::kTimestampWithTimeZone;
    const int64_t second = of_day
                               ? static_cast<int64_t>(random() % 86'400)
                               : static_cast<int64_t>(random() % 80'000'000'000) - 40'000'000'000;
    FineMoment moment{static_cast<__int128>(second) * 1'000'000'000'000 +
                          static_cast<int64_t>(random() % 1'000'000'000'000),
                      kUtcZone};
    if (zoned)
      moment.zone =
          zones[type.kind == TypeKind::kTimeWithTimeZone ? random() % 2 + 2 : random() % 4];
    const std::string text = FineText(moment, type);
    const auto again = ParseFine(text, type, kUtcZone);
    ASSERT_TRUE(again) << text;
    EXPECT_EQ(FineText(*again, type), text);
    // An hour that comes twice comes back as its first time.
    if (again->picos != moment.picos) EXPECT_LT(again->picos, moment.picos) << text;
  }
}

}  // namespace
}  // namespace tarn::engine::embedded
