#include "engine/embedded/adapter/zoned_timestamp.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "engine/embedded/adapter/time_zones.h"

namespace tarn::engine::embedded {
namespace {

constexpr int64_t kSecond = 1'000'000;

TEST(zoned_timestamp, ValuesComeBackAndCompareByTheMomentAlone) {
  std::mt19937_64 random(20240310);
  std::vector<ZonedMoment> moments;
  for (const int64_t edge : {std::numeric_limits<int64_t>::min(),
                             std::numeric_limits<int64_t>::max(), int64_t{0}, int64_t{-1}}) {
    moments.push_back({edge, kUtcZone, 6});
  }
  for (int i = 0; i < 2000; ++i) {
    // Close to each other, so that many are equal or differ by one.
    const int64_t day = static_cast<int64_t>(random() % 400'000) - 200'000;
    const int64_t micros = day * 86'400 * kSecond + static_cast<int64_t>(random() % 3) - 1;
    moments.push_back(
        {micros, static_cast<ZoneKey>(random() % 2300), static_cast<int>(random() % 7)});
    moments.push_back({micros, static_cast<ZoneKey>(random() % 2300), 6});
  }
  for (const ZonedMoment& moment : moments) {
    const ZonedMoment again = DecodeZoned(EncodeZoned(moment));
    EXPECT_EQ(again.micros, moment.micros);
    EXPECT_EQ(again.zone, moment.zone);
    EXPECT_EQ(again.digits, moment.digits);
  }
  for (size_t i = 1; i < moments.size(); ++i) {
    const auto a = EncodeZoned(moments[i - 1]), b = EncodeZoned(moments[i]);
    EXPECT_EQ(duckdb::Interval::Equals(a, b), moments[i - 1].micros == moments[i].micros);
    EXPECT_EQ(duckdb::Interval::GreaterThan(a, b), moments[i - 1].micros > moments[i].micros);
    EXPECT_EQ(duckdb::Hash(a) == duckdb::Hash(b), moments[i - 1].micros == moments[i].micros);
  }
}

TEST(zoned_timestamp, TextGoesByTheClockOfTheZone) {
  const auto text = [](std::string_view written, ZoneKey session = kUtcZone) -> std::string {
    const auto moment = ParseZoned(written, session);
    return moment ? ZonedText(*moment) : "none";
  };
  EXPECT_EQ(text("2024-07-01 01:30:00 America/New_York"), "2024-07-01 01:30:00 America/New_York");
  EXPECT_EQ(text("2024-07-01 01:30:00.250 europe/paris"), "2024-07-01 01:30:00.250 Europe/Paris");
  EXPECT_EQ(text("2024-07-01 01:30 +05:30"), "2024-07-01 01:30:00 +05:30");
  EXPECT_EQ(text("2024-07-01 -08"), "2024-07-01 00:00:00 -08:00");
  EXPECT_EQ(text("2024-07-01", *FindZone("Asia/Tokyo")), "2024-07-01 00:00:00 Asia/Tokyo");
  EXPECT_EQ(text("2024-03-31 02:30:00 Europe/Berlin"), "none") << "an hour that is left out";
  EXPECT_EQ(text("2024-01-01 10:00:00 Mars/Base"), "none");
}

TEST(time_zones, NamesAndOffsets) {
  const auto name = [](std::string_view text) -> std::string {
    const auto zone = FindZone(text);
    return zone ? ZoneName(*zone) : "none";
  };
  EXPECT_EQ(name("z"), "UTC");
  EXPECT_EQ(name("GMT"), "UTC");
  EXPECT_EQ(name("Etc/UTC"), "UTC");
  EXPECT_EQ(name("+00:00"), "UTC");
  EXPECT_EQ(name("UTC+5"), "+05:00");
  EXPECT_EQ(name("-0830"), "-08:30");
  EXPECT_EQ(name("+14:00"), "+14:00");
  EXPECT_EQ(name("+14:01"), "none");
  EXPECT_EQ(name("+05:60"), "none");
  EXPECT_EQ(name(""), "none");
  EXPECT_EQ(name(std::string(1000, 'A')), "none");
  for (int64_t minutes = -14 * 60; minutes <= 14 * 60; ++minutes) {
    EXPECT_EQ(ZoneOffsets(*OffsetZone(minutes)).OffsetAt(0), minutes * 60);
  }
}

TEST(time_zones, ClocksChange) {
  ZoneOffsets berlin(*FindZone("Europe/Berlin"));
  const auto at = [](const char* text) { return ParseZoned(text, kUtcZone)->micros; };
  EXPECT_EQ(berlin.OffsetAt(at("2024-03-31 00:59:59")), 3600);
  EXPECT_EQ(berlin.OffsetAt(at("2024-03-31 01:00:00")), 7200);
  EXPECT_FALSE(berlin.ToUtc(at("2024-03-31 02:30:00")).has_value());
  EXPECT_EQ(berlin.ToUtcLeniently(at("2024-03-31 02:30:00")), at("2024-03-31 01:30:00"));
  // The hour that comes twice is the first.
  EXPECT_EQ(berlin.ToUtc(at("2024-10-27 02:30:00")), at("2024-10-27 00:30:00"));
  // Beyond what compiled databases list, and before there were any changes.
  EXPECT_EQ(berlin.OffsetAt(at("2124-07-01 12:00:00")), 7200);
  EXPECT_EQ(berlin.OffsetAt(at("2124-01-01 12:00:00")), 3600);
  EXPECT_EQ(berlin.OffsetAt(at("1800-01-01 12:00:00")), 3208);  // local mean time
}

}  // namespace
}  // namespace tarn::engine::embedded
