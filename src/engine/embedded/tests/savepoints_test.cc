// Transactions that are taken back in part, after errors too.
#include "engine/savepoints.h"
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SavepointsTest : public LakeTest {
 protected:
  SavepointsTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t AS SELECT 1 AS a");
  }
  std::shared_ptr<const Savepoint> Save() { return savepoints().Save(); }
  void RollbackTo(const std::shared_ptr<const Savepoint>& savepoint) {
    savepoints().RollbackTo(*savepoint);
  }
  std::vector<std::string> Committed(const std::string& sql) {
    return Lines(*engine_->NewSession({}), sql);
  }
  Savepoints& savepoints() { return dynamic_cast<Savepoints&>(*session_); }
};

TEST_F(SavepointsTest, WhatCameSinceIsUndoneAndTheRestCommitted) {
  const size_t files = DataFiles().size();
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES 2");
  const auto first = Save();
  Run("INSERT INTO s.t VALUES 3");
  Run("DELETE FROM s.t WHERE a = 1");
  Run("CREATE TABLE s.u AS SELECT 9 AS b");
  Run("CREATE VIEW s.v AS SELECT a FROM s.t");
  Run("CREATE SCHEMA other");
  Run("ALTER TABLE s.t ADD COLUMN c varchar");
  EXPECT_THAT(Lines("SELECT a FROM s.t ORDER BY a"), ElementsAre("2", "3"));
  RollbackTo(first);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY a"), ElementsAre("1", "2"));
  EXPECT_THAT(Lines("SHOW TABLES FROM s"), ElementsAre("t"));
  EXPECT_THAT(Lines("SHOW SCHEMAS LIKE 'other'"), IsEmpty());
  Run("INSERT INTO s.t VALUES 4");
  RollbackTo(first);  // it stays good
  Run("INSERT INTO s.t VALUES 5");
  Run("COMMIT");
  EXPECT_THAT(Committed("SELECT * FROM s.t ORDER BY a"), ElementsAre("1", "2", "5"));
  EXPECT_EQ(DataFiles().size(), files + 2);  // those that were undone are gone
}

TEST_F(SavepointsTest, ATransactionThatFailedGoesOn) {
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES 2");
  const auto savepoint = Save();
  Run("INSERT INTO s.t VALUES 3");
  for (const char* bad : {"SELECT * FROM s.nowhere", "INSERT INTO s.t SELECT 1 / (a - a) FROM s.t",
                          "CREATE TABLE s.t (a integer)"}) {
    ErrorOf(bad);
    EXPECT_EQ(ErrorOf("SELECT 1").kind(), ErrorKind::kFailedPrecondition) << bad;
    RollbackTo(savepoint);
    EXPECT_THAT(Lines("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "2")) << bad;
  }
  Run("COMMIT");
  EXPECT_THAT(Committed("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "2"));
}

TEST_F(SavepointsTest, WhatIsReadStaysOfOneCommit) {
  Run("START TRANSACTION");
  const auto savepoint = Save();
  Run(*engine_->NewSession({}), "INSERT INTO s.t VALUES 7");
  ErrorOf("SELECT nothing FROM s.t");
  RollbackTo(savepoint);
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
  Run("INSERT INTO s.t VALUES 8");
  Run("COMMIT");  // nothing but appends: both are there
  EXPECT_THAT(Committed("SELECT a FROM s.t ORDER BY a"), ElementsAre("1", "7", "8"));
}

TEST_F(SavepointsTest, AllOfItCanStillBeRolledBack) {
  const auto files = DataFiles();
  Run("START TRANSACTION");
  Run("INSERT INTO s.t VALUES 2");
  const auto savepoint = Save();
  Run("INSERT INTO s.t VALUES 3");
  RollbackTo(savepoint);
  Run("ROLLBACK");
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
  EXPECT_EQ(DataFiles(), files);
  EXPECT_EQ(catalog_->Snapshot("main")->ListNamespaces({}).size(), 1U);
}

TEST_F(SavepointsTest, NothingIsCommittedWhenAllWasUndone) {
  const std::string head = catalog_->Snapshot("main")->commit_hash();
  Run("START TRANSACTION");
  const auto savepoint = Save();
  Run("INSERT INTO s.t VALUES 2");
  RollbackTo(savepoint);
  Run("COMMIT");
  EXPECT_EQ(catalog_->Snapshot("main")->commit_hash(), head);
}

TEST_F(SavepointsTest, AreOfAnOpenTransaction) {
  EXPECT_THROW(Save(), base::Error);
  Run("START TRANSACTION");
  const auto savepoint = Save();
  ErrorOf("SELECT * FROM s.nowhere");
  EXPECT_THROW(Save(), base::Error);
  Run("ROLLBACK");
  EXPECT_THROW(RollbackTo(savepoint), base::Error);
  Run("START TRANSACTION");
  EXPECT_THROW(RollbackTo(savepoint), base::Error);
  Run("ROLLBACK");
}

}  // namespace
}  // namespace tarn::engine::embedded
