#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// Branches and tags of one table (Iceberg's references), beside the lake's own.
class BranchesTest : public LakeTest {
 protected:
  std::unique_ptr<Session> Other(const std::string& ref) {
    SessionOptions options;
    options.ref = ref;
    options.schema = "s";
    return engine_->NewSession(options);
  }
  BranchesTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t AS SELECT * FROM (VALUES 1, 2) v(id)");
  }
};

TEST_F(BranchesTest, ABranchIsWrittenReadAndPublished) {
  Run("CREATE BRANCH dev IN TABLE t");
  EXPECT_THAT(Lines("SHOW BRANCHES IN TABLE t"), ElementsAre("dev", "main"));
  const Rows inserted = Run("INSERT INTO t @ dev VALUES (3), (4)");
  EXPECT_EQ(inserted.update_count, 2u);
  EXPECT_THAT(Lines("SELECT count(*) FROM t"), ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT id FROM t @ dev ORDER BY id"), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(Lines("SELECT count(*) FROM t FOR VERSION AS OF 'dev'"), ElementsAre("4"));
  EXPECT_THAT(Lines(R"(SELECT count(*) FROM "t$files" FOR VERSION AS OF 'dev')"), ElementsAre("2"));
  Run("ALTER BRANCH main IN TABLE t FAST FORWARD TO dev");
  EXPECT_THAT(Lines("SELECT count(*) FROM t"), ElementsAre("4"));
  Run("DROP BRANCH dev IN TABLE t");
  EXPECT_THAT(Lines("SHOW BRANCHES FROM TABLE t"), ElementsAre("main"));
}

TEST_F(BranchesTest, RetentionIsKept) {
  Run("CREATE BRANCH dev WITH (min_snapshots_to_keep = 3, max_snapshot_age_in_ms = 86400000, "
      "max_reference_age_in_ms = 604800000) IN TABLE t");
  Run("INSERT INTO t @ dev VALUES 5");
  EXPECT_THAT(Lines(R"(SELECT type, min_snapshots_to_keep, max_snapshot_age_in_ms,
                       max_reference_age_in_ms FROM "t$refs" WHERE name = 'dev')"),
              ElementsAre("BRANCH|3|86400000|604800000"));
}

TEST_F(BranchesTest, ATransactionIsOneCommitOverBranches) {
  Run("CREATE BRANCH dev IN TABLE t");
  const size_t commits = catalog_->Log("main", 0).size();
  Run("START TRANSACTION");
  Run("INSERT INTO t @ dev VALUES 7");
  Run("INSERT INTO t @ dev VALUES 8");
  Run("INSERT INTO t VALUES 9");
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("4")) << "its own rows";
  EXPECT_THAT(Lines("SELECT count(*) FROM t"), ElementsAre("3"));
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("4"));
  EXPECT_THAT(Lines("SELECT count(*) FROM t"), ElementsAre("3"));
  EXPECT_EQ(catalog_->Log("main", 0).size(), commits + 1);
  Run("START TRANSACTION");
  Run("INSERT INTO t @ dev VALUES 10");
  Run("ROLLBACK");
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("4"));
}

TEST_F(BranchesTest, TwoSessionsAppendToOneBranch) {
  Run("CREATE BRANCH dev IN TABLE t");
  auto other = Other("main");
  Run("START TRANSACTION");
  Run("INSERT INTO t @ dev VALUES 7");
  Run(*other, "INSERT INTO t @ dev VALUES 8");
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("4"));
}

TEST_F(BranchesTest, ABranchDroppedMeanwhileFailsTheCommit) {
  Run("CREATE BRANCH dev IN TABLE t");
  auto other = Other("main");
  Run("START TRANSACTION");
  Run("INSERT INTO t @ dev VALUES 7");
  Run(*other, "DROP BRANCH dev IN TABLE t");
  EXPECT_THAT(ErrorOf("COMMIT").message(), HasSubstr("Branch 'dev' does not exist"));
}

TEST_F(BranchesTest, MainChangesBesideABranch) {
  Run("CREATE BRANCH dev IN TABLE t");
  Run("START TRANSACTION");
  Run("INSERT INTO t @ dev VALUES 7");
  Run("DELETE FROM t WHERE id = 1");
  Run("UPDATE t SET id = 20 WHERE id = 2");
  EXPECT_THAT(Lines("SELECT id FROM t"), ElementsAre("20"));
  EXPECT_THAT(Lines("SELECT id FROM t @ dev ORDER BY id"), ElementsAre("1", "2", "7"));
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT id FROM t"), ElementsAre("20"));
  EXPECT_THAT(Lines("SELECT id FROM t @ dev ORDER BY id"), ElementsAre("1", "2", "7"));
}

TEST_F(BranchesTest, RowsOfAPublishedBranchChangeInTheSameTransaction) {
  Run("CREATE BRANCH dev IN TABLE t");
  Run("INSERT INTO t @ dev VALUES 3, 4");
  Run("START TRANSACTION");
  Run("ALTER BRANCH main IN TABLE t FAST FORWARD TO dev");
  Run("DELETE FROM t WHERE id IN (1, 3)");
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT id FROM t ORDER BY id"), ElementsAre("2", "4"));
  Run("INSERT INTO t @ dev VALUES 5");
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("5"));
}

TEST_F(BranchesTest, OnlyInsertWritesToABranchAndItAppends) {
  Run("CREATE BRANCH dev IN TABLE t");
  for (const char* sql : {"DELETE FROM t @ dev WHERE id = 1", "UPDATE t @ dev SET id = 3",
                          "MERGE INTO t @ dev AS o USING (VALUES 1) n(id) ON o.id = n.id "
                          "WHEN MATCHED THEN DELETE"}) {
    const auto error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), ErrorKind::kUnsupported) << sql;
    EXPECT_THAT(error.message(), HasSubstr("only INSERT writes to a branch of a table")) << sql;
  }
  for (const char* behavior : {"OVERWRITE", "ERROR"}) {
    Run(std::string("SET SESSION insert_existing_partitions_behavior = '") + behavior + "'");
    const auto error = ErrorOf("INSERT INTO t @ dev VALUES 3");
    EXPECT_EQ(error.kind(), ErrorKind::kUnsupported);
    EXPECT_THAT(error.message(), HasSubstr("only appends"));
  }
  Run("RESET SESSION insert_existing_partitions_behavior");
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("2"));
}

TEST_F(BranchesTest, ABranchHasTheTablesColumnsATagItsOwn) {
  Run("CREATE BRANCH dev IN TABLE t");
  Run("ALTER TABLE t ADD COLUMN note varchar");
  EXPECT_THAT(Lines("SELECT * FROM t @ dev WHERE id = 1"), ElementsAre("1|NULL"));
  Run("INSERT INTO t @ dev VALUES (3, 'x')");
  EXPECT_THAT(Lines("SELECT note FROM t @ dev WHERE id = 3"), ElementsAre("x"));
}

TEST_F(BranchesTest, WhatCannotBeIsRefusedWithItsPlace) {
  Run("CREATE BRANCH dev IN TABLE t");
  const auto exists = ErrorOf("CREATE BRANCH dev IN TABLE t");
  EXPECT_EQ(exists.kind(), ErrorKind::kAlreadyExists);
  EXPECT_THAT(exists.message(), HasSubstr("line 1:15: Branch 'dev' already exists"));
  Run("CREATE BRANCH IF NOT EXISTS dev IN TABLE t");
  Run("CREATE OR REPLACE BRANCH dev IN TABLE t");
  EXPECT_THAT(ErrorOf("CREATE BRANCH x IN TABLE nope").message(), HasSubstr("does not exist"));
  EXPECT_THAT(ErrorOf("CREATE BRANCH x IN TABLE t FROM nope").message(), HasSubstr("nope"));
  EXPECT_THAT(ErrorOf("CREATE BRANCH x WITH (min_snapshot_to_keep = 1) IN TABLE t").message(),
              AllOf(HasSubstr("does not exist"), HasSubstr("min_snapshots_to_keep")));
  EXPECT_THAT(ErrorOf("CREATE BRANCH x WITH (min_snapshots_to_keep = 0) IN TABLE t").message(),
              HasSubstr("whole number"));
  EXPECT_THAT(ErrorOf("DROP BRANCH main IN TABLE t").message(),
              HasSubstr("Cannot drop 'main' branch"));
  EXPECT_EQ(ErrorOf("DROP BRANCH nope IN TABLE t").kind(), ErrorKind::kNotFound);
  Run("DROP BRANCH IF EXISTS nope IN TABLE t");
  EXPECT_THAT(ErrorOf("INSERT INTO t @ nope VALUES 1").message(),
              HasSubstr("Branch 'nope' does not exist"));
  Run("INSERT INTO t VALUES 3");
  Run("INSERT INTO t @ dev VALUES 4");
  EXPECT_EQ(ErrorOf("ALTER BRANCH main IN TABLE t FAST FORWARD TO dev").kind(),
            ErrorKind::kFailedPrecondition);
  Run("CREATE TABLE empty (id bigint)");
  EXPECT_EQ(ErrorOf("CREATE BRANCH x IN TABLE empty").kind(), ErrorKind::kFailedPrecondition);
}

}  // namespace
}  // namespace tarn::engine::embedded
