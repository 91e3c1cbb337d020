// Statements that change one table at the same time.
#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;

class IsolationTest : public LakeTest {
 protected:
  IsolationTest() {
    Run("CREATE SCHEMA s");
    other_ = engine_->NewSession({});
  }
  void Create(const std::string& level) {
    Run("CREATE TABLE s.t (id bigint, p bigint, v bigint) WITH (partitioning = ARRAY['p'], "
        "\"write.delete.mode\" = 'merge-on-read', \"write.update.mode\" = 'merge-on-read', "
        "\"write.merge.mode\" = 'merge-on-read', \"write.delete.isolation-level\" = '" +
        level + "', \"write.update.isolation-level\" = '" + level +
        "', \"write.merge.isolation-level\" = '" + level + "')");
    Run("INSERT INTO s.t SELECT id, id % 2, 0 FROM UNNEST(sequence(1, 10)) x(id)");
  }
  // Runs `mine` in a transaction that begins before `theirs` and commits after it.
  std::optional<ErrorKind> Race(const std::string& mine, const std::string& theirs) {
    Run("START TRANSACTION");
    Run(mine);
    Run(*other_, theirs);
    try {
      Run("COMMIT");
    } catch (const base::Error& error) {
      return error.kind();
    }
    return std::nullopt;
  }

  std::unique_ptr<Session> other_;
};

TEST_F(IsolationTest, SerializableRefusesRowsThatWouldHaveBeenRead) {
  Create("serializable");
  EXPECT_EQ(Race("UPDATE s.t SET v = v + 1 WHERE p = 0 AND v % 2 = 0",
                 "INSERT INTO s.t VALUES (100, 0, 0)"),
            ErrorKind::kConflict);
  EXPECT_EQ(Race("UPDATE s.t SET v = v + 1 WHERE p = 0 AND v % 2 = 0",
                 "INSERT INTO s.t VALUES (101, 1, 0)"),
            std::nullopt)
      << "another partition was not read";
  EXPECT_EQ(Race("DELETE FROM s.t WHERE id = 3", "INSERT INTO s.t VALUES (103, 1, 5)"),
            std::nullopt)
      << "its ids tell that it was not meant";
}

TEST_F(IsolationTest, SnapshotTakesNewRowsButNoChangedOnes) {
  Create("snapshot");
  EXPECT_EQ(Race("UPDATE s.t SET v = v + 1 WHERE p = 0 AND v % 2 = 0",
                 "INSERT INTO s.t VALUES (100, 0, 0)"),
            std::nullopt);
  EXPECT_THAT(Lines("SELECT v FROM s.t WHERE id = 100"), ElementsAre("0"));
  EXPECT_EQ(Race("UPDATE s.t SET v = 7 WHERE id = 4", "UPDATE s.t SET v = 8 WHERE id = 4"),
            ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT v FROM s.t WHERE id = 4"), ElementsAre("8"));
}

TEST_F(IsolationTest, ARewrittenFileUnderADeleteIsAConflict) {
  Create("snapshot");
  Run(*other_, "ALTER TABLE s.t SET PROPERTIES \"write.update.mode\" = 'copy-on-write'");
  EXPECT_EQ(Race("DELETE FROM s.t WHERE id = 2 AND v < 5", "UPDATE s.t SET v = 9 WHERE id = 4"),
            ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("10"));
}

TEST_F(IsolationTest, MergeRefusesRowsThatItWouldHaveMatched) {
  Create("serializable");
  EXPECT_EQ(Race("MERGE INTO s.t USING (VALUES 50) s(k) ON t.id = s.k WHEN NOT MATCHED THEN "
                 "INSERT VALUES (k, 0, 1)",
                 "INSERT INTO s.t VALUES (50, 0, 2)"),
            ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT v FROM s.t WHERE id = 50"), ElementsAre("2"));
}

TEST_F(IsolationTest, TruncateAndOverwriteRefuseNewRows) {
  Create("serializable");
  EXPECT_EQ(Race("TRUNCATE TABLE s.t", "INSERT INTO s.t VALUES (100, 0, 0)"), ErrorKind::kConflict);
  Run("SET SESSION insert_existing_partitions_behavior = 'OVERWRITE'");
  EXPECT_EQ(Race("INSERT INTO s.t VALUES (1, 0, 0)", "INSERT INTO s.t VALUES (100, 0, 0)"),
            ErrorKind::kConflict);
}

}  // namespace
}  // namespace tarn::engine::embedded
