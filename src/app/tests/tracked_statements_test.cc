#include "app/tracked_statements.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::app {
namespace {

using base::ErrorKind;
using query::QueryState;

query::TrackerOptions OneAtATime(int queued) {
  query::TrackerOptions options;
  options.groups = query::ParseResourceGroups(
      R"({"rootGroups": [{"name": "all", "hardConcurrencyLimit": 1, "maxQueued": )" +
      std::to_string(queued) + R"(}], "selectors": [{"group": "all"}]})");
  return options;
}

TEST(TrackedStatementsTest, AreListedWithHowTheyEnded) {
  query::QueryTracker tracker;
  TrackedStatements statements(tracker);
  auto first = statements.Enter({"ann", "SELECT 1", "main", "psql", "peer"}, [] {});
  ASSERT_EQ(tracker.List().size(), 1U);
  EXPECT_EQ(tracker.List()[0].state, QueryState::kRunning);
  EXPECT_EQ(tracker.List()[0].source, "psql");
  first->Finished(7, nullptr);
  first.reset();
  const base::Error error(ErrorKind::kInvalidArgument, "Division by zero");
  statements.Enter({"ann", "SELECT 1/0", "main", "", "peer"}, [] {})->Finished(0, &error);
  statements.Enter({"bob", "SELECT 2", "main", "", "peer"}, [] {}).reset();
  const auto listed = tracker.List();
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[2].state, QueryState::kFinished);
  EXPECT_EQ(listed[2].rows, 7U);
  EXPECT_EQ(listed[1].failure->message, "Division by zero");
  EXPECT_EQ(listed[0].failure->name, "USER_CANCELED");
  EXPECT_EQ(tracker.running(), 0U);
}

TEST(TrackedStatementsTest, WaitForTheirTurnAndAreEndedByOthers) {
  query::QueryTracker tracker(OneAtATime(1));
  TrackedStatements statements(tracker);
  bool cancelled = false;
  auto first = statements.Enter({"ann", "first", "main", "", ""}, [&] { cancelled = true; });
  std::thread waiting(
      [&] { statements.Enter({"ann", "second", "main", "", ""}, [] {})->Finished(1, nullptr); });
  while (tracker.queued() == 0) std::this_thread::yield();
  try {
    statements.Enter({"ann", "third", "main", "", ""}, [] {});
    ADD_FAILURE() << "there is no place";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted) << error.message();
  }
  std::string id;
  for (const auto& info : tracker.List()) {
    if (info.sql == "first") id = info.id;
  }
  tracker.Kill(id, "enough");
  EXPECT_TRUE(cancelled);
  const base::Error stopped(ErrorKind::kCancelled, "cancelled");
  first->Finished(0, &stopped);
  first.reset();
  waiting.join();
  EXPECT_EQ(tracker.running(), 0U);
  for (const auto& info : tracker.List()) {
    EXPECT_EQ(info.state, info.sql == "second" ? QueryState::kFinished : QueryState::kFailed);
    if (info.sql == "first") EXPECT_THAT(info.failure->message, testing::HasSubstr("enough"));
  }
}

}  // namespace
}  // namespace tarn::app
