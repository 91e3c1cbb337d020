#include "sketch/numeric_histogram.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::sketch {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

// What Trino 476 says of values beside each other is in tests/golden/trino; it adds up parts of a
// table in an order of its own, of which only this much can be said.
TEST(NumericHistogram, PartsAddUp) {
  NumericHistogram whole(7);
  for (int part = 0; part < 20; ++part) {
    NumericHistogram histogram(7);
    for (int i = 0; i < 500; ++i) histogram.Add((part * 500 + i) * 7919 % 1009, 0.5);
    whole.Merge(histogram);
  }
  const auto buckets = whole.Buckets();
  ASSERT_EQ(buckets.size(), 7u);
  double weight = 0, sum = 0;
  for (size_t i = 0; i < buckets.size(); ++i) {
    weight += buckets[i].second;
    sum += buckets[i].first * buckets[i].second;
    if (i > 0) EXPECT_LT(buckets[i - 1].first, buckets[i].first);
  }
  double expected = 0;
  for (int i = 0; i < 10'000; ++i) expected += i * 7919 % 1009 * 0.5;
  EXPECT_DOUBLE_EQ(weight, 5000);
  EXPECT_NEAR(sum, expected, expected * 1e-12);
}

TEST(NumericHistogram, EqualValuesAreOneBucket) {
  NumericHistogram histogram(2);
  for (int i = 0; i < 1000; ++i) histogram.Add(i % 2, 1);
  EXPECT_THAT(histogram.Buckets(), ElementsAre(Pair(0, 500), Pair(1, 500)));
}

TEST(NumericHistogram, TakesWhatIsNoNumber) {
  NumericHistogram histogram(3);
  const double values[] = {std::nan(""),
                           1,
                           std::numeric_limits<double>::infinity(),
                           2,
                           -std::numeric_limits<double>::infinity(),
                           -0.0,
                           0.0};
  for (int round = 0; round < 50; ++round) {
    for (const double value : values) histogram.Add(value, 1);
  }
  EXPECT_LE(histogram.Buckets().size(), 3u);
}

TEST(NumericHistogram, OfOneBucketThereIsNone) { EXPECT_THROW(NumericHistogram(1), base::Error); }

}  // namespace
}  // namespace tarn::sketch
