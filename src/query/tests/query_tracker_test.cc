#include "query/query_tracker.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auth/identity.h"
#include "base/error.h"
#include "metadb/testing/database_param.h"

namespace tarn::query {
namespace {

using base::Error;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::SizeIs;

// A query that runs until somebody ends it.
class FakeQuery : public TrackedQuery {
 public:
  FakeQuery(QueryTracker& tracker, std::string id, std::string user)
      : tracker_(tracker), begun_(std::chrono::steady_clock::now()) {
    info_.id = std::move(id);
    info_.user = std::move(user);
    info_.sql = "SELECT 1";
    info_.created = std::chrono::system_clock::now();
  }
  QueryInfo Info() const override {
    std::lock_guard lock(mutex_);
    QueryInfo info = info_;
    info.elapsed =
        std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun_);
    return info;
  }
  void Fail(const QueryFailure& failure) override {
    {
      std::lock_guard lock(mutex_);
      if (info_.done()) return;
      info_.state = QueryState::kFailed;
      info_.failure = failure;
    }
    tracker_.Finish(Info());
  }
  void Use(const engine::StatementStatistics& statistics) {
    std::lock_guard lock(mutex_);
    info_.statistics = statistics;
  }
  void Run(bool in_transaction) {
    std::lock_guard lock(mutex_);
    info_.state = QueryState::kRunning;
    info_.in_transaction = in_transaction;
  }
  void End() {
    {
      std::lock_guard lock(mutex_);
      info_.state = QueryState::kFinished;
    }
    tracker_.Finish(Info());
  }

 private:
  QueryTracker& tracker_;
  const std::chrono::steady_clock::time_point begun_;
  mutable std::mutex mutex_;
  QueryInfo info_;
};

std::shared_ptr<FakeQuery> Begin(QueryTracker& tracker, const std::string& id,
                                 const std::string& user, const TimeLimits& limits = {}) {
  auto query = std::make_shared<FakeQuery>(tracker, id, user);
  tracker.Submit(query, {.user = user}, limits, [] {});
  return query;
}

std::vector<std::string> Ids(const std::vector<QueryInfo>& list) {
  std::vector<std::string> ids;
  for (const QueryInfo& info : list) ids.push_back(info.id);
  return ids;
}

TEST(QueryTracker, ListsWhatRunsAndWhatRan) {
  QueryTracker tracker({.kept = 2});
  const auto one = Begin(tracker, "1", "ann");
  for (const char* id : {"2", "3", "4"}) Begin(tracker, id, "bob")->End();
  EXPECT_THAT(tracker.List(), SizeIs(3));  // one that runs, and the last two
  EXPECT_EQ(tracker.running(), 1u);
  EXPECT_EQ(tracker.Find("1")->state, QueryState::kQueued);
  EXPECT_THAT(tracker.Find("1")->resource_group, ElementsAre("global", "ann"));
  EXPECT_THAT(tracker.Find("4")->resource_group, ElementsAre("global", "bob"));
  EXPECT_FALSE(tracker.Find("2"));
  one->End();
  one->End();
  EXPECT_EQ(tracker.running(), 0u);
}

TEST(QueryTracker, EverybodySeesAndEndsTheirOwn) {
  QueryTracker tracker;
  Begin(tracker, "a", "ann");
  Begin(tracker, "b", "bob");
  {
    const auth::IdentityScope scope(
        std::make_shared<const auth::Identity>(auth::Identity{"ann", {}, false, false}));
    EXPECT_THAT(Ids(tracker.List()), ElementsAre("a"));
    EXPECT_FALSE(tracker.Find("b"));
    EXPECT_THROW(tracker.Kill("b", "mine now"), Error);
    tracker.Kill("a", "");
  }
  EXPECT_EQ(tracker.Find("a")->failure->message, "Query killed. No message provided.");
  const auth::IdentityScope scope(
      std::make_shared<const auth::Identity>(auth::Identity{"root", {}, true, false}));
  tracker.Kill("b", "enough");
  EXPECT_EQ(tracker.Find("b")->failure->message, "Query killed. Message: enough");
  EXPECT_EQ(tracker.Find("b")->failure->code, 38);
}

TEST(QueryTracker, ListsOpenTransactions) {
  QueryTracker tracker;
  const auto one = Begin(tracker, "a", "ann");
  EXPECT_THAT(tracker.Transactions(), SizeIs(0));  // it waits
  one->Run(false);
  const auto two = Begin(tracker, "b", "bob");
  two->Run(true);
  tracker.SetTransactions([] {
    TransactionInfo info;
    info.id = "of-bob";
    info.user = "bob";
    return std::vector<TransactionInfo>{info};
  });
  const std::vector<TransactionInfo> all = tracker.Transactions();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].id, "of-bob");
  EXPECT_FALSE(all[0].auto_commit);
  EXPECT_EQ(all[1].user, "ann");
  EXPECT_TRUE(all[1].auto_commit);
  EXPECT_THAT(all[1].id, testing::MatchesRegex("[0-9a-f-]{36}"));
  EXPECT_EQ(tracker.Transactions()[1].id, all[1].id);
  {
    const auth::IdentityScope scope(
        std::make_shared<const auth::Identity>(auth::Identity{"ann", {}, false, false}));
    EXPECT_THAT(tracker.Transactions(), SizeIs(1));
  }
  tracker.SetTransactions({});
  one->End();
  two->End();
  EXPECT_THAT(tracker.Transactions(), SizeIs(0));
}

TEST(QueryTracker, WatchesMemory) {
  QueryTracker tracker({.groups = ParseResourceGroups(R"({
    "rootGroups": [{"name": "all", "softMemoryLimit": "10%", "hardConcurrencyLimit": 9,
                    "maxQueued": 9}],
    "selectors": [{"group": "all"}]})"),
                        .memory = [] { return 1'000; }});
  const auto eventually = [](const std::function<bool()>& holds) {
    for (int i = 0; i < 500; ++i) {
      if (holds()) return true;
      std::this_thread::sleep_for(milliseconds(10));
    }
    return false;
  };
  const auto big = Begin(tracker, "big", "ann");
  engine::StatementStatistics did;
  did.memory_bytes = 60;
  did.revocable_memory_bytes = 41;
  big->Use(did);
  int runs = 0;
  EXPECT_TRUE(eventually([&] {  // from the next look on, nothing begins
    const std::string id = std::to_string(runs);
    const auto begun = std::make_shared<bool>(false);
    const auto query = std::make_shared<FakeQuery>(tracker, id, "ann");
    tracker.Submit(query, {.user = "ann"}, {}, [begun] { *begun = true; });
    if (!*begun) return true;
    query->End();
    ++runs;
    return false;
  }));
  EXPECT_EQ(tracker.queued(), 1u);
  did.revocable_memory_bytes = 0;
  big->Use(did);
  EXPECT_TRUE(eventually([&] { return tracker.queued() == 0; }));
  // One that the engine wants to end.
  did.out_of_memory = true;
  big->Use(did);
  EXPECT_TRUE(eventually([&] { return big->Info().done(); }));
  EXPECT_EQ(big->Info().failure->name, "CLUSTER_OUT_OF_MEMORY");
  EXPECT_EQ(big->Info().failure->code, 131076);
}

TEST(QueryTracker, EndsWhatTakesTooLong) {
  QueryTracker tracker({.limits = {.run = milliseconds(3'600'000)}});
  const auto query = Begin(tracker, "1", "ann", {.execution = milliseconds(1)});
  for (int i = 0; i < 500 && !query->Info().done(); ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  EXPECT_EQ(tracker.Find("1")->failure->name, "EXCEEDED_TIME_LIMIT");
  EXPECT_EQ(tracker.Find("1")->failure->message,
            "Query exceeded the maximum execution time limit of 1.00ms");
}

TEST(QueryTracker, TellsOfSlowOnes) {
  QueryTracker tracker({.slow_after = milliseconds(1)});
  std::vector<std::string> slow;
  tracker.SetSlowLog([&](const QueryInfo& info) { slow.push_back(info.id); });
  const auto query = Begin(tracker, "1", "ann");
  std::this_thread::sleep_for(milliseconds(5));
  query->End();
  EXPECT_THAT(slow, ElementsAre("1"));
}

TEST(QueryTracker, TimeLimitsAreDurations) {
  EXPECT_EQ(ParseTimeLimit("10s"), milliseconds(10'000));
  EXPECT_EQ(ParseTimeLimit("1.50m"), milliseconds(90'000));
  EXPECT_EQ(ParseTimeLimit("2 h"), milliseconds(7'200'000));
  for (const char* none : {"", "s", "10", "-1s", "10y", "nan s", "1e30d"}) {
    EXPECT_FALSE(ParseTimeLimit(none)) << none;
  }
}

class HistoryTest : public metadb::testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(Databases, HistoryTest, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

QueryInfo Over(const std::string& id, const std::string& user, milliseconds elapsed) {
  QueryInfo info;
  info.id = id;
  info.user = user;
  info.sql = "SELECT 'é'";
  info.state = QueryState::kFinished;
  info.created = std::chrono::system_clock::time_point(milliseconds(1'700'000'000'000));
  info.elapsed = elapsed;
  info.resource_group = {"global", user};
  info.rows = 7;
  info.statistics = {.ref = "main",
                     .commit = "abc",
                     .made_commit = "",
                     .input_rows = 1,
                     .input_bytes = 2,
                     .files_read = 3,
                     .files_pruned = 4,
                     .cpu_ms = 5,
                     .peak_memory_bytes = 6,
                     .peak_spilled_bytes = 7};
  return info;
}

const HistoryOptions kForever = {.retention = std::chrono::hours(24 * 36'500)};

TEST_P(HistoryTest, KeepsWhatIsOver) {
  QueryInfo failed = Over("2", "bob", milliseconds(5'000));
  failed.state = QueryState::kFailed;
  failed.failure = {131075, "EXCEEDED_TIME_LIMIT", "INSUFFICIENT_RESOURCES", "too long"};
  failed.sql = std::string(20'000, 'x') + '\0';
  {
    History history(database(), kForever);
    history.Append(Over("1", "ann", milliseconds(10)));
    history.Append(failed);
    history.Append(failed);  // told twice
    history.Append(Over("3", "ann", milliseconds(20)));
    history.Flush();
    EXPECT_EQ(history.lost(), 0u);
  }
  History history(database(), kForever);
  EXPECT_THAT(Ids(history.List({})), ElementsAre("3", "2", "1"));
  EXPECT_THAT(Ids(history.List({.user = "ann"})), ElementsAre("3", "1"));
  EXPECT_THAT(Ids(history.List({.state = QueryState::kFailed})), ElementsAre("2"));
  EXPECT_THAT(Ids(history.List({.at_least = milliseconds(20)})), ElementsAre("3", "2"));
  EXPECT_THAT(history.List({.since_ms = 1'700'000'000'001}), SizeIs(0));
  EXPECT_THAT(history.List({.limit = 1}), SizeIs(1));
  const QueryInfo one = *history.Find("1");
  EXPECT_EQ(one.sql, "SELECT 'é'");
  EXPECT_EQ(one.statistics, Over("1", "ann", milliseconds(10)).statistics);
  EXPECT_THAT(one.resource_group, ElementsAre("global.ann"));
  EXPECT_FALSE(one.failure);
  EXPECT_EQ(history.Find("2")->failure->message, "too long");
  EXPECT_LT(history.Find("2")->sql.size(), 10'010u);
  EXPECT_FALSE(history.Find("4"));
}

TEST_P(HistoryTest, ForgetsWhatIsOld) {
  History history(database(), {.retention = std::chrono::hours(24)});
  history.Append(Over("1", "ann", milliseconds(10)));
  history.Flush();
  history.Prune();
  EXPECT_THAT(history.List({}), SizeIs(0));
}

TEST_P(HistoryTest, TheTrackerWritesIt) {
  History history(database());
  QueryTracker tracker({}, [&] { return &history; });
  auto query = std::make_shared<FakeQuery>(tracker, "1", "ann");
  tracker.Submit(query, {.user = "ann"}, {}, [] {});
  query->End();
  history.Flush();
  EXPECT_EQ(history.Find("1")->user, "ann");
}

}  // namespace
}  // namespace tarn::query
