// What statements tell of themselves, and system.runtime.
#include "engine/embedded/runtime_queries.h"

#include "engine/embedded/tests/lake_fixture.h"
#include "query/query_tracker.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RuntimeTest : public LakeTest {
 protected:
  RuntimeTest() {
    EmbeddedOptions options;
    options.threads = 2;
    tracked_engine_ = NewEmbeddedEngine(*catalog_, options, &tracker_);
    tracked_ = tracked_engine_->NewSession({});
  }

  query::QueryTracker tracker_;
  std::unique_ptr<Engine> tracked_engine_;
  std::unique_ptr<Session> tracked_;
};

TEST_F(RuntimeTest, StatementsTellWhatTheyDid) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.t (a bigint, b bigint) WITH (partitioning = ARRAY['a'])");
  Run("INSERT INTO s.t VALUES (1, 10), (2, 20), (2, 30)");
  const StatementStatistics insert = session_->statistics();
  EXPECT_EQ(insert.ref, "main");
  EXPECT_EQ(insert.made_commit, catalog_->Snapshot("main")->commit_hash());
  Run("SELECT b FROM s.t WHERE a = 2 AND b > 5");
  const StatementStatistics select = session_->statistics();
  EXPECT_EQ(select.commit, insert.made_commit);
  EXPECT_EQ(select.made_commit, "");
  EXPECT_EQ(select.files_read, 1u);
  EXPECT_EQ(select.files_pruned, 1u);
  EXPECT_EQ(select.input_rows, 2u);
  EXPECT_GT(select.input_bytes, 0u);
  Run("SELECT 1");
  EXPECT_EQ(session_->statistics().files_read, 0u);
}

class FakeQuery : public query::TrackedQuery {
 public:
  explicit FakeQuery(query::QueryTracker& tracker) : tracker_(tracker) {
    info_.id = "20260131_101500_00042_abcde";
    info_.user = "it's ann";
    // A text of any characters is listed.
    info_.sql = "SELECT 'a''b" + std::string(2, '\0') + "'\n" + std::string(20'000, 'x');
    info_.created = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'500));
  }
  query::QueryInfo Info() const override { return info_; }
  void Fail(const query::QueryFailure& failure) override {
    info_.state = query::QueryState::kFailed;
    info_.failure = failure;
    info_.elapsed = std::chrono::milliseconds(250);
    tracker_.Finish(info_);
  }

 private:
  query::QueryTracker& tracker_;
  query::QueryInfo info_;
};

TEST_F(RuntimeTest, QueriesAreSeenAndEnded) {
  EXPECT_THAT(Lines(*tracked_, "SELECT * FROM system.runtime.queries"), IsEmpty());
  EXPECT_THAT(Lines("SELECT query_id FROM system.runtime.queries"), IsEmpty());  // no tracker
  tracker_.Submit(std::make_shared<FakeQuery>(tracker_), {.user = "ann"}, {}, [] {});
  EXPECT_THAT(Lines(*tracked_,
                    "SELECT query_id, state, \"user\", source, length(query), "
                    "resource_group_id, created, started, error_code FROM system.runtime.queries"),
              ElementsAre("20260131_101500_00042_abcde|QUEUED|it's ann|NULL|10001|[global, ann]|"
                          "1970-01-01 00:00:01.500 UTC|NULL|NULL"));
  EXPECT_THAT(ErrorOf(*tracked_, "CALL system.runtime.kill_query('none', 'x')").message(),
              HasSubstr("Target query not found: none"));
  EXPECT_THAT(ErrorOf("CALL system.runtime.kill_query(query_id => 'none')").message(),
              HasSubstr("Target query not found: none"));
  Run(*tracked_,
      "CALL system.runtime.kill_query(query_id => '20260131_101500_00042_abcde', "
      "message => 'enough')");
  EXPECT_THAT(Lines(*tracked_,
                    "SELECT state, \"end\", error_type, error_code FROM "
                    "system.runtime.queries"),
              ElementsAre("FAILED|1970-01-01 00:00:01.750 UTC|USER_ERROR|ADMINISTRATIVELY_KILLED"));
  EXPECT_THAT(
      ErrorOf(*tracked_, "CALL system.runtime.kill_query('20260131_101500_00042_abcde', 'x')")
          .message(),
      HasSubstr("Target query is not running"));
  EXPECT_THAT(ErrorOf(*tracked_, "SET SESSION query_max_run_time = 'soon'").message(),
              HasSubstr("duration is not a valid data duration string: soon"));
}

TEST_F(RuntimeTest, TextMayHaveNulCharacters) {
  const std::string nul(1, '\0');
  EXPECT_THAT(Lines("SELECT length('a" + nul + "b" + nul + "'), strpos('a" + nul +
                    "', chr(0)), 'x" + nul + "' = 'x', to_hex(to_utf8('" + nul + "'))"),
              ElementsAre("4|2|false|00"));
  EXPECT_THAT(ErrorOf("SELECT 1 AS \"a" + nul + "\"").message(), HasSubstr("NUL character"));
}

TEST_F(RuntimeTest, TransactionsAreSeen) {
  const std::string sql =
      "SELECT transaction_id, isolation_level, read_only, auto_commit_context, create_time, "
      "idle_time_secs, written_catalog, cardinality(catalogs) FROM system.runtime.transactions";
  EXPECT_THAT(Lines(sql), IsEmpty());  // no tracker
  EXPECT_THAT(Lines(*tracked_, sql), IsEmpty());
  tracker_.SetTransactions([] {
    query::TransactionInfo info;
    info.id = "5b6b1f60-0000-4000-8000-000000000001";
    info.isolation = "SERIALIZABLE";
    info.read_only = true;
    info.created = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'500));
    info.idle = std::chrono::seconds(7);
    return std::vector<query::TransactionInfo>{info};
  });
  EXPECT_THAT(Lines(*tracked_, sql),
              ElementsAre("5b6b1f60-0000-4000-8000-000000000001|SERIALIZABLE|true|false|"
                          "1970-01-01 00:00:01.500 UTC|7|NULL|0"));
}

}  // namespace
}  // namespace tarn::engine::embedded
