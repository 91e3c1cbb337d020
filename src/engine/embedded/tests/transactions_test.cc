#include <chrono>
#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class TransactionsTest : public LakeTest {
 protected:
  TransactionsTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t AS SELECT 1 AS a");
    Run("CREATE TABLE s.u AS SELECT 10 AS a");
  }
  size_t Commits() { return catalog_->Log("main", 0).size(); }
};

TEST_F(TransactionsTest, ManyTablesAreOneCommit) {
  const size_t before = Commits();
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES (2)");
  Run("INSERT INTO s.u VALUES (20)");
  Run("CREATE TABLE s.v AS SELECT a + 100 AS a FROM s.t");
  EXPECT_THAT(Lines("SELECT a FROM s.v ORDER BY a"), ElementsAre("101", "102")) << "own writes";
  EXPECT_THAT(Lines("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "2"));
  const auto other = engine_->NewSession({});
  EXPECT_THAT(Lines(*other, "SELECT a FROM s.t"), ElementsAre("1")) << "not yet committed";
  Run("COMMIT");
  EXPECT_EQ(Commits(), before + 1);
  EXPECT_THAT(Lines(*other, "SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "2"));
  EXPECT_THAT(Lines(*other, "SELECT count(*) FROM s.v"), ElementsAre("2"));
}

// Pitfall: a statement whose rows are not read yet is no reason to wait for them.
TEST_F(TransactionsTest, AQueryTellsItsColumnsBeforeItRuns) {
  const auto endless = session_->Execute(
      "SELECT count(*) AS n FROM UNNEST(sequence(1, 10000)) AS a(x), UNNEST(sequence(1, 10000)) AS "
      "b(y), UNNEST(sequence(1, 10000)) AS c(z) WHERE x + y + z <> 0");
  EXPECT_EQ(endless->columns().at(0).name, "n");
  std::jthread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    session_->Cancel();
  });
  EXPECT_THROW(endless->Next(), base::Error);
  canceller.join();
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
}

// The error comes with the rows: it ends the transaction as any other.
TEST_F(TransactionsTest, AResultThatFailsAbortsTheTransaction) {
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES (2)");
  const auto result = session_->Execute("SELECT 1 / (a - 1) FROM s.t");
  EXPECT_THROW(result->Next(), base::Error);
  EXPECT_THAT(ErrorOf("SELECT 1").message(), HasSubstr("Current transaction is aborted"));
  EXPECT_THAT(ErrorOf("COMMIT").message(), HasSubstr("rolled back"));
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
}

// Pitfall: what a rolled back statement wrote goes.
TEST_F(TransactionsTest, RollbackLeavesNothing) {
  const size_t files = DataFiles().size();
  const size_t before = Commits();
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES (2)");
  Run("CREATE TABLE s.v AS SELECT 5 AS a");
  EXPECT_EQ(DataFiles().size(), files + 2);
  Run("ROLLBACK");
  EXPECT_EQ(DataFiles().size(), files);
  EXPECT_EQ(Commits(), before);
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
  EXPECT_EQ(ErrorOf("SELECT * FROM s.v").kind(), ErrorKind::kNotFound);
}

// Pitfall: the snapshot is the transaction's, not the statement's.
TEST_F(TransactionsTest, ATransactionSeesOneCommit) {
  Run("START TRANSACTION");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("1"));
  const auto other = engine_->NewSession({});
  Run(*other, "INSERT INTO s.t VALUES (2)");
  Run(*other, "CREATE TABLE s.w AS SELECT 1 AS a");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("1"));
  EXPECT_EQ(ErrorOf("SELECT * FROM s.w").kind(), ErrorKind::kNotFound);
  Run("ROLLBACK");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("2"));
}

TEST_F(TransactionsTest, AppendsOfTwoSessionsBothStay) {
  const auto other = engine_->NewSession({});
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES (2)");
  Run(*other, "INSERT INTO s.t VALUES (3)");
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "2", "3"));
}

TEST_F(TransactionsTest, AChangeUnderARewriteIsAConflict) {
  const auto other = engine_->NewSession({});
  Run("START TRANSACTION");
  Run("UPDATE s.t SET a = a + 1");
  Run(*other, "INSERT INTO s.t VALUES (3)");
  const size_t files = DataFiles().size();
  EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kConflict);
  EXPECT_EQ(DataFiles().size(), files - 1) << "the rewritten file stays";
  EXPECT_THAT(Lines("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "3"));
  EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kFailedPrecondition);
}

TEST_F(TransactionsTest, InsertThenDeleteInOneTransaction) {
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES (2), (3)");
  EXPECT_EQ(Run("DELETE FROM s.t WHERE a = 3").update_count, 1u);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE a = 1").update_count, 1u);
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("2"));
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("2"));
}

TEST_F(TransactionsTest, AFailedStatementFailsTheTransaction) {
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES (2)");
  EXPECT_EQ(ErrorOf("DROP TABLE s.nope").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("INSERT INTO s.t VALUES (3)").kind(), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(ErrorOf("SELECT 1").kind(), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kFailedPrecondition);
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
  Run("INSERT INTO s.t VALUES (4)");
  EXPECT_THAT(Lines("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "4"));
}

TEST_F(TransactionsTest, SwapByRename) {
  Run("START TRANSACTION");
  Run("CREATE TABLE s.new AS SELECT 42 AS a");
  Run("ALTER TABLE s.t RENAME TO old");
  Run("ALTER TABLE s.new RENAME TO t");
  Run("DROP TABLE s.old");
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("42"));
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("42"));
  EXPECT_THAT(Lines("SHOW TABLES FROM s"), ElementsAre("t", "u"));
}

TEST_F(TransactionsTest, AReadOnlyTransactionMakesNoCommit) {
  const size_t before = Commits();
  Run("START TRANSACTION");
  Run("SELECT * FROM s.t");
  Run("COMMIT");
  EXPECT_EQ(Commits(), before);
}

TEST_F(TransactionsTest, ReferencesAreSeparate) {
  catalog_->CreateBranch("dev", "main");
  SessionOptions options;
  options.ref = "dev";
  const auto dev = engine_->NewSession(options);
  Run(*dev, "INSERT INTO s.t VALUES (2)");
  EXPECT_THAT(Lines(*dev, "SELECT count(*) FROM s.t"), ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("1"));
  dev->UseRef("main");
  EXPECT_THAT(Lines(*dev, "SELECT count(*) FROM s.t"), ElementsAre("1"));
}

TEST_F(TransactionsTest, OnlyABranchCanBeWritten) {
  catalog_->CreateTag("v1", "main");
  SessionOptions options;
  options.ref = "v1";
  const auto tag = engine_->NewSession(options);
  const size_t files = DataFiles().size();
  EXPECT_THAT(Lines(*tag, "SELECT a FROM s.t"), ElementsAre("1"));
  ErrorOf(*tag, "INSERT INTO s.t VALUES (2)");
  ErrorOf(*tag, "CREATE TABLE s.x AS SELECT 1 AS a");
  EXPECT_EQ(DataFiles().size(), files) << "files of a failed commit stay";
  EXPECT_THAT(Lines(*tag, "SELECT a FROM s.t"), ElementsAre("1"));
}

TEST_F(TransactionsTest, AnUnknownReferenceIsTold) {
  SessionOptions options;
  options.ref = "mian";
  const auto session = engine_->NewSession(options);
  EXPECT_EQ(ErrorOf(*session, "SELECT * FROM s.t").kind(), ErrorKind::kNotFound);
}

TEST_F(TransactionsTest, CommitsTellWhoAndWhat) {
  SessionOptions options;
  options.user = "jane";
  options.commit_properties = {{"tarn.run-id", "r1"}};
  const auto session = engine_->NewSession(options);
  Run(*session, "INSERT INTO s.t VALUES (2)");
  const auto log = catalog_->Log("main", 1);
  ASSERT_EQ(log.size(), 1u);
  EXPECT_THAT(log[0].message, HasSubstr("INSERT INTO s.t"));
  EXPECT_EQ(log[0].author, "jane");
}

TEST_F(TransactionsTest, TimeTravel) {
  const auto first = *Metadata("s", "t")->current_snapshot();
  Run("INSERT INTO s.t VALUES (2)");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t FOR VERSION AS OF " +
                    std::to_string(first.snapshot_id.value())),
              ElementsAre("1"));
  const base::Error before =
      ErrorOf("SELECT * FROM s.t FOR TIMESTAMP AS OF TIMESTAMP '2001-01-01 00:00:00'");
  EXPECT_EQ(before.kind(), ErrorKind::kNotFound);
  EXPECT_THAT(before.message(), HasSubstr("s.t"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t FOR SYSTEM_TIME AS OF TIMESTAMP "
                    "'2100-01-01 00:00:00'"),
              ElementsAre("2"));
  EXPECT_EQ(ErrorOf("SELECT * FROM s.t FOR VERSION AS OF BIGINT '1'").kind(), ErrorKind::kNotFound);
  const auto refused = [&](const std::string& pointer) {
    return ErrorOf("SELECT * FROM s.t FOR " + pointer).message();
  };
  EXPECT_EQ(refused("VERSION AS OF 1"), "Unsupported type for table version: integer");
  EXPECT_EQ(refused("VERSION AS OF DATE '2020-01-01'"), "Unsupported type for table version: date");
  EXPECT_EQ(refused("VERSION AS OF 1.5"), "Unsupported type for table version: decimal(2,1)");
  EXPECT_EQ(refused("VERSION AS OF NULL"), "Pointer value cannot be NULL");
  EXPECT_EQ(
      refused("TIMESTAMP AS OF 5"),
      "Type integer invalid. Temporal pointers must be of type Timestamp, Timestamp with Time "
      "Zone, or Date.");
  EXPECT_EQ(refused("TIMESTAMP AS OF DATE '2020-01-01'"),
            "No version history table s.t at or before 2020-01-01T00:00:00Z");
}

}  // namespace
}  // namespace tarn::engine::embedded
