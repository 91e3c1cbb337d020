#include "base/ordered_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "base/error.h"

namespace tarn::base {
namespace {

std::vector<size_t> Taken(size_t count, size_t threads, size_t window, size_t enough = SIZE_MAX) {
  std::vector<size_t> taken;
  InOrder(
      count, threads, window,
      [](size_t i) {
        if (i % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
        return i * i;
      },
      [&](size_t result) {
        taken.push_back(result);
        return taken.size() < enough;
      });
  return taken;
}

TEST(InOrder, GivesResultsInOrderWhateverTheThreads) {
  std::vector<size_t> squares;
  for (size_t i = 0; i < 200; ++i) squares.push_back(i * i);
  for (size_t threads : {1, 2, 8, 500}) {
    EXPECT_EQ(Taken(200, threads, 3), squares) << threads;
    EXPECT_EQ(Taken(0, threads, 3), std::vector<size_t>()) << threads;
  }
}

TEST(InOrder, StopsWhenThereIsEnough) {
  for (size_t threads : {1, 4}) {
    std::atomic<size_t> begun = 0;
    size_t taken = 0;
    InOrder(
        1000, threads, 4, [&](size_t) { return ++begun; }, [&](size_t) { return ++taken < 10; });
    EXPECT_EQ(taken, 10u);
    EXPECT_LE(begun, 10u + 8u);
  }
}

TEST(InOrder, WorkRunsAheadByTheWindowAtMost) {
  std::atomic<size_t> begun = 0;
  size_t taken = 0;
  InOrder(
      300, 4, 6, [&](size_t) { return ++begun; },
      [&](size_t) {
        ++taken;
        EXPECT_LE(begun, taken + 6);
        return true;
      });
  EXPECT_EQ(begun, 300u);
}

TEST(InOrder, ThrowsTheFirstError) {
  for (size_t threads : {1, 3}) {
    size_t taken = 0;
    try {
      InOrder(
          100, threads, 5,
          [](size_t i) {
            if (i >= 20) Throw(ErrorKind::kDataCorruption, "item {}", i);
            return i;
          },
          [&](size_t) {
            ++taken;
            return true;
          });
      FAIL();
    } catch (const Error& error) {
      EXPECT_EQ(error.message(), "item 20");
    }
    EXPECT_EQ(taken, 20u);
  }
}

TEST(InOrder, AnErrorOfTheTakerEndsTheThreads) {
  EXPECT_THROW(InOrder(
                   100, 3, 5, [](size_t i) { return i; },
                   [](size_t i) {
                     if (i == 5) Throw(ErrorKind::kCancelled, "enough");
                     return true;
                   }),
               Error);
}

}  // namespace
}  // namespace tarn::base
