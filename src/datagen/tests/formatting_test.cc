#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/clock.h"
#include "datagen/distributions.h"
#include "datagen/row_writer.h"
#include "datagen/time_curve.h"

namespace tarn::datagen {
namespace {

template <typename Action>
std::string Written(const Action& action) {
  char text[RowWriter::kMaxRowBytes];
  RowWriter out(text);
  action(out);
  return std::string(text, out.size());
}

RC_GTEST_PROP(RowWriter, IntAsTheStandardLibraryDoes, (uint64_t value)) {
  // Spread over all lengths.
  value >>= *rc::gen::inRange(0, 64);
  RC_ASSERT(Written([&](RowWriter& out) { out.Int(value); }) == std::to_string(value));
}

TEST(RowWriter, IntAtThePowersOfTen) {
  for (uint64_t power = 1;; power *= 10) {
    for (uint64_t value : {power - 1, power, power + 1}) {
      EXPECT_EQ(Written([&](RowWriter& out) { out.Int(value); }), std::to_string(value));
    }
    if (power > UINT64_MAX / 10) break;
  }
  EXPECT_EQ(Written([](RowWriter& out) { out.Int(UINT64_MAX); }), "18446744073709551615");
}

TEST(RowWriter, Decimals) {
  EXPECT_EQ(Written([](RowWriter& out) { out.Hundredths(5); }), "0.05");
  EXPECT_EQ(Written([](RowWriter& out) { out.Hundredths(123456); }), "1234.56");
  EXPECT_EQ(Written([](RowWriter& out) { out.Thousandths(87); }), "0.087");
  EXPECT_EQ(Written([](RowWriter& out) { out.Thousandths(9999); }), "9.999");
}

RC_GTEST_PROP(RowWriter, TimestampAsTheClockDoes, ()) {
  int64_t seconds = *rc::gen::inRange<int64_t>(0, 253402300800);  // to the end of 9999
  std::string expected = base::FormatTimestamp(base::TimePoint(std::chrono::seconds(seconds)));
  expected = expected.substr(0, 10) + " " + expected.substr(11, 8);
  RC_ASSERT(Written([&](RowWriter& out) { out.Timestamp(seconds); }) == expected);
}

RC_GTEST_PROP(Shuffle, IsOneToOne, ()) {
  uint64_t count = *rc::gen::inRange<uint64_t>(1, 3000);
  Shuffle shuffle(count, *rc::gen::arbitrary<uint64_t>());
  std::vector<bool> seen(count);
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t image = shuffle.Forward(i);
    RC_ASSERT(image < count && !seen[image]);
    RC_ASSERT(shuffle.Backward(image) == i);
    seen[image] = true;
  }
}

TEST(PowerLaw, DrawsFollowTheShares) {
  PowerLaw law(1000, 0.9, 8);
  Random random(1);
  std::vector<double> counts(1000);
  constexpr int kDraws = 400'000;
  for (int i = 0; i < kDraws; ++i) ++counts[law.Rank(random)];
  double shares = 0;
  for (uint64_t rank : {0, 1, 10, 100, 500, 999}) {
    double expected = law.Share(rank) * kDraws;
    EXPECT_NEAR(counts[rank], expected, 6 * std::sqrt(expected) + expected * 0.02) << rank;
  }
  for (uint64_t rank = 0; rank < 1000; ++rank) shares += law.Share(rank);
  EXPECT_NEAR(shares, 1, 0.01);
}

TEST(PowerLaw, OneAndVeryMany) {
  Random random(1);
  PowerLaw one(1, 0.7, 20);
  EXPECT_EQ(one.Rank(random), 0u);
  PowerLaw many(1'000'000'000, 0.7, 20);
  for (int i = 0; i < 1000; ++i) EXPECT_LT(many.Rank(random), 1'000'000'000u);
}

TEST(NormalQuantile, KnownValues) {
  EXPECT_NEAR(NormalQuantile(0.5), 0, 1e-9);
  EXPECT_NEAR(NormalQuantile(0.975), 1.959963985, 1e-8);
  EXPECT_NEAR(NormalQuantile(0.0001), -3.719016485, 1e-7);
}

TEST(TimeCurve, CursorInvertsShares) {
  TimeCurve curve(20'000, 20'100, 1);
  TimeCurve::Cursor cursor(curve);
  Random random(2);
  for (int i = 0; i < 2000; ++i) {
    double share = random.Unit();
    int64_t time = cursor.TimeOf(share);
    ASSERT_LE(curve.ShareBefore(time), share + 1e-9);
    ASSERT_GT(curve.ShareBefore(time + 2), share - 1e-9);
  }
  EXPECT_EQ(cursor.TimeOf(0), curve.first_second());
  EXPECT_EQ(cursor.TimeOf(std::nextafter(1.0, 0.0)), curve.last_second());
  EXPECT_EQ(curve.ShareBefore(0), 0);
  EXPECT_EQ(curve.ShareBefore(curve.last_second() + 1), 1);
}

}  // namespace
}  // namespace tarn::datagen
