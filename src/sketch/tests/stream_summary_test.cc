#include "sketch/stream_summary.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tarn::sketch {
namespace {

using Summary = StreamSummary<int64_t>;

std::string Shown(const Summary& summary, size_t most) {
  std::string text;
  for (const auto& [value, count] : summary.Top(most)) {
    text += std::to_string(value) + "=" + std::to_string(count) + " ";
  }
  return text;
}

TEST(StreamSummary, CountsExactlyWhileThereIsRoom) {
  Summary summary(10);
  for (const int64_t value : {1, 2, 3, 3, 2, 3}) summary.Add(value);
  EXPECT_EQ(Shown(summary, 10), "3=3 2=2 1=1 ");
  EXPECT_EQ(Shown(summary, 2), "3=3 2=2 ");
}

TEST(StreamSummary, EqualCountsAreInTheOrderInWhichTheyGotThere) {
  Summary summary(10);
  for (const int64_t value : {4, 5, 6, 5, 4}) summary.Add(value);
  EXPECT_EQ(Shown(summary, 10), "5=2 4=2 6=1 ");
}

TEST(StreamSummary, AValueWithoutRoomTakesTheOldestOfTheLeast) {
  Summary summary(2);
  for (const int64_t value : {1, 1, 2, 3}) summary.Add(value);
  EXPECT_EQ(Shown(summary, 2), "1=2 3=2 ");
}

TEST(StreamSummary, MergesWithTheCountsOfTheOther) {
  Summary one(10), other(10);
  for (const int64_t value : {1, 2, 2}) one.Add(value);
  for (const int64_t value : {1, 1, 1, 7}) other.Add(value);
  one.Merge(other);
  EXPECT_EQ(Shown(one, 10), "1=4 2=2 7=1 ");
  EXPECT_EQ(Shown(other, 10), "1=3 7=1 ");
}

TEST(StreamSummary, ACopyIsIndependent) {
  Summary summary(10);
  summary.Add(1);
  Summary copy = summary;
  copy.Add(1);
  copy.Add(2);
  EXPECT_EQ(Shown(summary, 10), "1=1 ");
  EXPECT_EQ(Shown(copy, 10), "1=2 2=1 ");
}

}  // namespace
}  // namespace tarn::sketch
