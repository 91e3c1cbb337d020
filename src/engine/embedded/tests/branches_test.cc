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

// DELETE, UPDATE and MERGE of a branch, in each way of writing.
class BranchChangesTest : public LakeTest,
                          public testing::WithParamInterface<std::pair<const char*, int>> {
 protected:
  BranchChangesTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    const auto& [mode, version] = GetParam();
    std::string with = "format_version = " + std::to_string(version);
    for (const char* kind : {"delete", "update", "merge"}) {
      with += std::string(", \"write.") + kind + ".mode\" = '" + mode + "'";
    }
    Run("CREATE TABLE t (id bigint, v varchar) WITH (" + with + ")");
    Run("INSERT INTO t SELECT id, 'a' FROM UNNEST(sequence(1, 100)) x(id)");
    Run("CREATE BRANCH dev IN TABLE t");
    SessionOptions options;
    options.schema = "s";
    other_ = engine_->NewSession(options);
  }
  std::vector<std::string> Sums(const std::string& table) {
    return Lines("SELECT count(*), sum(id), count_if(v = 'a') FROM " + table);
  }

  std::unique_ptr<Session> other_;
};

TEST_P(BranchChangesTest, RowsOfABranchChangeAndMainStays) {
  EXPECT_EQ(Run("DELETE FROM t @ dev WHERE id % 10 = 0").update_count, 10u);
  EXPECT_EQ(Run("UPDATE t @ dev SET v = 'b' WHERE t.id <= 5").update_count, 5u);
  EXPECT_EQ(Run("MERGE INTO t @ dev USING (VALUES (6, 'm'), (7, NULL), (200, 'n')) x(k, w) "
                "ON t.id = k WHEN MATCHED AND w IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET "
                "v = w WHEN NOT MATCHED THEN INSERT VALUES (k, w)")
                .update_count,
            3u);
  EXPECT_THAT(Sums("t @ dev"), ElementsAre("90|4693|83"));
  EXPECT_THAT(Sums("t"), ElementsAre("100|5050|100"));
  EXPECT_THAT(Lines("SELECT v FROM t @ dev WHERE id IN (1, 6, 200) ORDER BY id"),
              ElementsAre("b", "m", "n"));
  EXPECT_EQ(Run("DELETE FROM t @ dev WHERE id % 10 = 1").update_count, 10u)
      << "of files that have deletes";
  EXPECT_THAT(Sums("t @ dev"), ElementsAre("80|4233|74"));
  Run("ALTER BRANCH main IN TABLE t FAST FORWARD TO dev");
  EXPECT_THAT(Sums("t"), ElementsAre("80|4233|74"));
  EXPECT_EQ(Run("DELETE FROM t @ dev").update_count, 80u);
  EXPECT_THAT(Lines("SELECT count(*) FROM t @ dev"), ElementsAre("0"));
  EXPECT_THAT(Lines("SELECT count(*) FROM t"), ElementsAre("80"));
}

TEST_P(BranchChangesTest, StatementsOfOneTransactionSeeEachOther) {
  const size_t commits = catalog_->Log("main", 0).size();
  Run("START TRANSACTION");
  Run("INSERT INTO t @ dev VALUES (101, 'new')");
  Run("UPDATE t @ dev SET v = 'b' WHERE id > 98");
  Run("DELETE FROM t @ dev WHERE id IN (1, 101)");
  Run("DELETE FROM t WHERE id = 2");
  EXPECT_THAT(Sums("t @ dev"), ElementsAre("99|5049|97"));
  EXPECT_THAT(Sums("t FOR VERSION AS OF 'dev'"), ElementsAre("99|5049|97"));
  EXPECT_THAT(Sums("t"), ElementsAre("99|5048|99"));
  Run("COMMIT");
  EXPECT_THAT(Sums("t @ dev"), ElementsAre("99|5049|97"));
  EXPECT_THAT(Sums("t"), ElementsAre("99|5048|99"));
  EXPECT_EQ(catalog_->Log("main", 0).size(), commits + 1);
  Run("START TRANSACTION");
  Run("DELETE FROM t @ dev WHERE id > 0");
  Run("ROLLBACK");
  EXPECT_THAT(Sums("t @ dev"), ElementsAre("99|5049|97"));
}

TEST_P(BranchChangesTest, ReadingTheTableInAConditionReadsMain) {
  Run("DELETE FROM t WHERE id <= 50");
  EXPECT_EQ(Run("DELETE FROM t @ dev WHERE id NOT IN (SELECT id FROM t)").update_count, 50u);
  EXPECT_THAT(Lines("SELECT min(id) FROM t @ dev"), ElementsAre("51"));
}

// Isolation is judged by what happens to the branch, not to main.
TEST_P(BranchChangesTest, WhatOthersDoToTheBranchConflicts) {
  Run("START TRANSACTION");
  Run("UPDATE t @ dev SET v = 'mine' WHERE id = 1");
  Run(*other_, "UPDATE t SET v = 'main' WHERE id = 1");
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT v FROM t @ dev WHERE id = 1"), ElementsAre("mine"));
  EXPECT_THAT(Lines("SELECT v FROM t WHERE id = 1"), ElementsAre("main"));

  Run("START TRANSACTION");
  Run("UPDATE t @ dev SET v = 'mine' WHERE id = 2");
  Run(*other_, "UPDATE t @ dev SET v = 'theirs' WHERE id = 2");
  EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT v FROM t @ dev WHERE id = 2"), ElementsAre("theirs"));

  Run("START TRANSACTION");
  Run("DELETE FROM t @ dev WHERE v = 'theirs'");
  Run(*other_, "INSERT INTO t @ dev VALUES (300, 'theirs')");
  EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kConflict) << "serializable";
}

TEST_P(BranchChangesTest, ABranchDroppedMeanwhileFailsTheCommit) {
  Run("START TRANSACTION");
  Run("DELETE FROM t @ dev WHERE id = 1");
  Run(*other_, "DROP BRANCH dev IN TABLE t");
  EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kNotFound);
  EXPECT_THAT(Sums("t"), ElementsAre("100|5050|100"));
}

TEST_P(BranchChangesTest, ABranchThatIsNotThereIsToldWithItsPlace) {
  for (const char* sql : {"DELETE FROM t @ nope WHERE id = 1", "UPDATE t @ nope SET id = 3",
                          "MERGE INTO t @ nope AS o USING (VALUES 1) n(id) ON o.id = n.id "
                          "WHEN MATCHED THEN DELETE"}) {
    const auto error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound) << sql;
    EXPECT_THAT(error.message(), AllOf(HasSubstr("line 1:"), HasSubstr("Branch 'nope'"))) << sql;
  }
}

INSTANTIATE_TEST_SUITE_P(Modes, BranchChangesTest,
                         testing::Values(std::pair("copy-on-write", 2),
                                         std::pair("merge-on-read", 2),
                                         std::pair("copy-on-write", 3),
                                         std::pair("merge-on-read", 3)),
                         [](const auto& mode) {
                           return std::string(mode.param.first[0] == 'c' ? "Copy" : "Merge") +
                                  std::to_string(mode.param.second);
                         });

TEST_F(BranchesTest, DeletionVectorsOfABranchAreMerged) {
  Run("CREATE TABLE v WITH (format_version = 3, \"write.delete.mode\" = 'merge-on-read', "
      "\"write.delete.isolation-level\" = 'snapshot') AS SELECT id FROM "
      "UNNEST(sequence(1, 1000)) x(id)");
  Run("CREATE BRANCH dev IN TABLE v");
  auto other = Other("main");
  Run("START TRANSACTION");
  Run("DELETE FROM v @ dev WHERE id <= 10");
  Run(*other, "DELETE FROM v @ dev WHERE id BETWEEN 5 AND 20");
  Run("COMMIT");
  EXPECT_THAT(Lines("SELECT count(*), min(id) FROM v @ dev"), ElementsAre("980|21"));
  EXPECT_THAT(Lines("SELECT count(*) FROM v"), ElementsAre("1000"));
}

TEST_F(BranchesTest, PartitionsOfABranchAreOverwritten) {
  Run("CREATE TABLE p (id bigint, k bigint) WITH (partitioning = ARRAY['k'])");
  Run("INSERT INTO p VALUES (1, 1), (2, 2)");
  Run("CREATE BRANCH dev IN TABLE p");
  Run("SET SESSION insert_existing_partitions_behavior = 'OVERWRITE'");
  Run("INSERT INTO p @ dev VALUES (3, 2)");
  EXPECT_THAT(Lines("SELECT id FROM p @ dev ORDER BY id"), ElementsAre("1", "3"));
  EXPECT_THAT(Lines("SELECT id FROM p ORDER BY id"), ElementsAre("1", "2"));
  Run("SET SESSION insert_existing_partitions_behavior = 'ERROR'");
  EXPECT_EQ(ErrorOf("INSERT INTO p @ dev VALUES (3, 2)").kind(), ErrorKind::kAlreadyExists);
  Run("INSERT INTO p @ dev VALUES (4, 4)");
  EXPECT_THAT(Lines("SELECT count(*) FROM p @ dev"), ElementsAre("3"));
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
  EXPECT_THAT(exists.message(), HasSubstr("line 1:1: Branch 'dev' already exists"));
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
  Run("CREATE BRANCH x IN TABLE empty");
  Run("INSERT INTO empty @ x VALUES 1");
  EXPECT_THAT(Lines("SELECT count(*) FROM empty"), ElementsAre("0"));
}

}  // namespace
}  // namespace tarn::engine::embedded
