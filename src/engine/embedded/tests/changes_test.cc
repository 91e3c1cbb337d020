// DELETE, UPDATE and MERGE, with files written anew and with delete files.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// By table property: "" leaves the choice to the engine.
class ChangesTest : public LakeTest, public ::testing::WithParamInterface<const char*> {
 protected:
  ChangesTest() { Run("CREATE SCHEMA s"); }

  std::string With(const std::string& more = "") const {
    const std::string mode = GetParam();
    std::string properties = more;
    for (const char* kind : {"delete", "update", "merge"}) {
      if (mode.empty()) break;
      properties += (properties.empty() ? "" : ", ");
      properties += std::string("\"write.") + kind + ".mode\" = '" + mode + "'";
    }
    return properties.empty() ? "" : " WITH (" + properties + ")";
  }
  void Create(const std::string& rows = "(VALUES (1, 'a'), (2, 'b'), (3, 'c')) x(id, name)") {
    Run("CREATE TABLE s.t" + With() + " AS SELECT * FROM " + rows);
  }
  iceberg::ScanPlan Plan() {
    const auto metadata = Metadata("s", "t");
    return iceberg::PlanFiles(*metadata, *metadata->current_snapshot(), catalog_->store());
  }
  size_t DeleteFiles() { return static_cast<size_t>(Plan().counters.delete_files); }
  bool merges_on_read() const { return std::string(GetParam()) == "merge-on-read"; }
};
INSTANTIATE_TEST_SUITE_P(Modes, ChangesTest,
                         ::testing::Values("", "copy-on-write", "merge-on-read"));

TEST_P(ChangesTest, DeleteTakesRowsOut) {
  Create();
  const Rows result = Run("DELETE FROM s.t WHERE name = 'b' OR id > 2 AND length(name) = 1");
  EXPECT_EQ(result.update_type, "DELETE");
  EXPECT_EQ(result.update_count, 2u);
  EXPECT_THAT(Lines("SELECT * FROM s.t"), ElementsAre("1|a"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("1"));
  EXPECT_EQ(DeleteFiles(), merges_on_read() ? 1u : 0u);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE id = 2").update_count, 0u) << "it is gone";
  EXPECT_EQ(Run("DELETE FROM s.t WHERE length(name) = 1").update_count, 1u);
  EXPECT_THAT(Lines("SELECT * FROM s.t"), IsEmpty());
  EXPECT_THAT(Plan().tasks, IsEmpty()) << "a file without rows stays";
}

TEST_P(ChangesTest, DeletesAddUp) {
  Create("UNNEST(sequence(1, 10000)) x(id) CROSS JOIN (VALUES 'n') y(name)");
  EXPECT_EQ(Run("DELETE FROM s.t WHERE id % 10 = 3").update_count, 1000u);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE id % 10 IN (3, 4) AND id > 5000").update_count, 500u);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE id BETWEEN 1 AND 100 AND id % 2 = 0").update_count, 50u);
  EXPECT_THAT(Lines("SELECT count(*), sum(id) FROM s.t"),
              ElementsAre(Lines("SELECT count(*), sum(id) FROM UNNEST(sequence(1, 10000)) x(id) "
                                "WHERE NOT (id % 10 = 3 OR (id % 10 = 4 AND id > 5000) OR "
                                "(id <= 100 AND id % 2 = 0))")[0]));
  EXPECT_EQ(DeleteFiles() > 0, merges_on_read());
}

TEST_P(ChangesTest, UpdateChangesWhatIsSetAndNothingElse) {
  // Pitfall: values of columns that are not set were those of other rows. More than one vector.
  Run("CREATE TABLE s.t" + With() +
      " AS SELECT id, CAST(id AS varchar) AS name, id * 10 AS v, DATE '2026-01-01' AS d "
      "FROM UNNEST(sequence(1, 10000)) x(id)");
  EXPECT_EQ(Run("UPDATE s.t SET v = v + 1, name = name || '!' WHERE id % 7 = 0").update_count,
            1428u);
  EXPECT_THAT(Lines("SELECT count(*), sum(v), count(CASE WHEN name = CAST(id AS varchar) || '!' "
                    "THEN 1 END) FROM s.t WHERE v = id * 10 + 1 AND d = DATE '2026-01-01'"),
              ElementsAre(Lines("SELECT 1428, sum(id * 10 + 1), 1428 FROM "
                                "UNNEST(sequence(7, 10000, 7)) x(id)")[0]));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE v = id * 10 AND name = CAST(id AS varchar)"),
              ElementsAre("8572"));
  EXPECT_EQ(DeleteFiles() > 0, merges_on_read());
}

TEST_P(ChangesTest, UpdateOfOnlyTouchedFiles) {
  Create();
  Run("INSERT INTO s.t VALUES (10, 'x'), (11, 'y')");
  const auto untouched = Plan().tasks;
  ASSERT_THAT(untouched, SizeIs(2));
  Run("UPDATE s.t SET name = 'z' WHERE id = 10");
  size_t same = 0;
  for (const auto& task : Plan().tasks) {
    for (const auto& before : untouched)
      same += task.file() == before.file() && task.deletes.empty();
  }
  EXPECT_EQ(same, 1u);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"),
              ElementsAre("1|a", "2|b", "3|c", "10|z", "11|y"));
}

TEST_P(ChangesTest, MergeDoesAllItsCases) {
  Create();
  const Rows result = Run(R"(MERGE INTO s.t AS t USING (VALUES (1, 'one', true), (2, 'two', false),
      (4, 'four', false), (5, 'skip', true)) AS s(id, name, flag) ON t.id = s.id
      WHEN MATCHED AND s.flag THEN DELETE
      WHEN MATCHED THEN UPDATE SET name = s.name || '-' || t.name
      WHEN NOT MATCHED AND NOT s.flag THEN INSERT (name, id) VALUES (s.name, s.id))");
  EXPECT_EQ(result.update_type, "MERGE");
  EXPECT_EQ(result.update_count, 3u);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("2|two-b", "3|c", "4|four"));
}

TEST_P(ChangesTest, MergeOnlyInsertsOrOnlyChanges) {
  Create();
  EXPECT_EQ(Run("MERGE INTO s.t USING (VALUES (3, 'x'), (9, 'nine')) s(id, n) ON t.id = s.id "
                "WHEN NOT MATCHED THEN INSERT VALUES (s.id, n)")
                .update_count,
            1u);
  EXPECT_EQ(Run("MERGE INTO s.t USING (VALUES (3, 'x'), (7, 'seven')) s(id, n) ON t.id = s.id "
                "WHEN MATCHED THEN UPDATE SET name = n")
                .update_count,
            1u);
  EXPECT_EQ(Run("MERGE INTO s.t USING (SELECT 99 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE")
                .update_count,
            0u);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|b", "3|x", "9|nine"));
}

TEST_P(ChangesTest, MergeOfARowWithTwoIsAnError) {
  Create();
  const base::Error error = ErrorOf(
      "MERGE INTO s.t USING (VALUES (1, 'p'), (1, 'q')) s(id, n) ON t.id = s.id "
      "WHEN MATCHED THEN UPDATE SET name = n");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(),
              HasSubstr("One MERGE target table row matched more than one source"));
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|b", "3|c"));
  // A second match that no case takes is none.
  EXPECT_EQ(Run("MERGE INTO s.t USING (VALUES (1, 'p'), (1, 'q')) s(id, n) ON t.id = s.id "
                "WHEN MATCHED AND n = 'q' THEN UPDATE SET name = n")
                .update_count,
            1u);
}

TEST_P(ChangesTest, MergeFromItselfAndByAnyCondition) {
  Create();
  Run("MERGE INTO s.t AS target USING s.t AS source ON target.id = source.id + 1 "
      "WHEN MATCHED THEN UPDATE SET name = source.name "
      "WHEN NOT MATCHED THEN INSERT VALUES (source.id + 1, 'new')");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|a", "3|b", "4|new"));
  Run("MERGE INTO s.t USING (VALUES 3) s(low) ON t.id >= s.low WHEN MATCHED THEN DELETE");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|a"));
}

TEST_P(ChangesTest, MergeKeepsTheTypesOfWhatItLeaves) {
  Run("CREATE TABLE s.t (id bigint, d decimal(20,2), note varchar)" + With());
  Run("INSERT INTO s.t VALUES (1, DECIMAL '123456789012345678.91', 'x'), (2, 1, 'y')");
  Run("MERGE INTO s.t USING (VALUES 1, 2) s(id) ON t.id = s.id "
      "WHEN MATCHED AND s.id = 2 THEN UPDATE SET d = 2.5 "
      "WHEN MATCHED THEN UPDATE SET note = 'z'");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"),
              ElementsAre("1|123456789012345678.91|z", "2|2.50|y"));
}

// Expressions mean what they mean in SELECT.
TEST_P(ChangesTest, ExpressionsAreTypedAsInQueries) {
  Create("(VALUES (1, 7, 1.50, 'a ', DATE '2024-01-31')) x(id, n, d, c, day)");
  Run("UPDATE s.t SET n = n / 2, c = CAST(c AS char(4)), day = day + INTERVAL "
      "'1' MONTH WHERE CAST('a' AS char(3)) = CAST(c AS char(5))");
  EXPECT_THAT(Lines("SELECT n, d, length(c), day FROM s.t"), ElementsAre("3|1.50|4|2024-02-29"));
  EXPECT_EQ(Run("DELETE FROM s.t WHERE CAST(c AS char(9)) = CAST('ab' AS char(2))").update_count,
            0u);
  Run("MERGE INTO s.t AS t USING (VALUES (1, CAST('a' AS char(2)))) AS u (id, c) ON t.id = u.id "
      "AND "
      "CAST(t.c AS char(7)) = u.c WHEN MATCHED THEN UPDATE SET c = u.c, n = t.n / 2");
  EXPECT_THAT(Lines("SELECT n, length(c) FROM s.t"), ElementsAre("1|2"));
  EXPECT_EQ(Run("DELETE FROM s.t WHERE CAST(c AS char(9)) = CAST('a' AS char(2))").update_count,
            1u);
}

TEST_P(ChangesTest, ConditionsMayHaveSubqueries) {
  Create();
  Run("CREATE TABLE s.other AS SELECT 2 AS id");
  EXPECT_EQ(Run("DELETE FROM s.t WHERE id IN (SELECT id FROM s.other)").update_count, 1u);
  EXPECT_EQ(
      Run("UPDATE s.t SET name = (SELECT max(name) FROM s.t) WHERE id = (SELECT min(id) FROM s.t)")
          .update_count,
      1u);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|c", "3|c"));
}

TEST_P(ChangesTest, PartitionsAndTheirEvolution) {
  Run("CREATE TABLE s.t (id bigint, day date, v bigint)" + With("partitioning = ARRAY['day']"));
  Run("INSERT INTO s.t SELECT id, date_add('day', id % 4, DATE '2026-01-01'), id FROM "
      "UNNEST(sequence(1, 400)) x(id)");
  Run("ALTER TABLE s.t SET PROPERTIES partitioning = ARRAY['bucket(id, 3)', 'month(day)']");
  Run("INSERT INTO s.t SELECT id, DATE '2026-02-03', id FROM UNNEST(sequence(401, 500)) x(id)");
  EXPECT_EQ(Run("UPDATE s.t SET v = -v, day = DATE '2026-03-01' WHERE id % 5 = 0").update_count,
            100u);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE id % 5 = 1").update_count, 100u);
  EXPECT_THAT(Lines("SELECT count(*), sum(v) FROM s.t"),
              ElementsAre(Lines("SELECT count(*), sum(CASE WHEN id % 5 = 0 THEN -id ELSE id END) "
                                "FROM UNNEST(sequence(1, 500)) x(id) WHERE id % 5 <> 1")[0]));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE day = DATE '2026-03-01'"), ElementsAre("100"));
}

TEST_P(ChangesTest, ManyStatementsInOneTransaction) {
  Create();
  Run("START TRANSACTION");
  Run("DELETE FROM s.t WHERE length(name) = 1 AND id = 1");
  Run("INSERT INTO s.t VALUES (4, 'd'), (5, 'e')");
  Run("UPDATE s.t SET name = name || name WHERE id IN (3, 4)");
  Run("DELETE FROM s.t WHERE id = 5 AND name LIKE 'e%'");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("2|b", "3|cc", "4|dd"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("3"));
  const auto other = engine_->NewSession({});
  EXPECT_THAT(Lines(*other, "SELECT count(*) FROM s.t"), ElementsAre("3"));
  EXPECT_THAT(Lines(*other, "SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|b", "3|c"));
  Run("COMMIT");
  EXPECT_THAT(Lines(*other, "SELECT * FROM s.t ORDER BY id"), ElementsAre("2|b", "3|cc", "4|dd"));
}

TEST_P(ChangesTest, ARolledBackChangeLeavesNothing) {
  Create();
  const auto files = DataFiles();
  Run("START TRANSACTION");
  Run("UPDATE s.t SET name = 'x' WHERE id = 1");
  Run("ROLLBACK");
  EXPECT_EQ(DataFiles(), files);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|b", "3|c"));
}

TEST_P(ChangesTest, NotNullHoldsForWhatIsWritten) {
  Run("CREATE TABLE s.t (id bigint NOT NULL, name varchar)" + With());
  Run("INSERT INTO s.t VALUES (1, 'a'), (2, 'b')");
  EXPECT_THAT(ErrorOf("UPDATE s.t SET id = NULL WHERE id = 1").message(),
              HasSubstr("NULL value not allowed for NOT NULL column: id"));
  EXPECT_THAT(ErrorOf("MERGE INTO s.t USING (VALUES 9) s(k) ON id = k WHEN NOT MATCHED THEN "
                      "INSERT (name) VALUES ('x')")
                  .message(),
              HasSubstr("NULL value not allowed"));
  EXPECT_EQ(Run("DELETE FROM s.t WHERE length(name) = 1 AND id = 1").update_count, 1u);
}

class ChangeErrorsTest : public LakeTest {
 protected:
  ChangeErrorsTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t AS SELECT 1 AS id, 'a' AS name");
  }
  iceberg::ScanPlan Plan() {
    const auto metadata = Metadata("s", "t");
    return iceberg::PlanFiles(*metadata, *metadata->current_snapshot(), catalog_->store());
  }
};

TEST_F(ChangeErrorsTest, TellTheColumn) {
  EXPECT_THAT(ErrorOf("UPDATE s.t SET nmae = 'x'").message(),
              HasSubstr("line 1:16: The UPDATE SET target column nmae doesn't exist (did you mean "
                        "'name'?)"));
  EXPECT_THAT(ErrorOf("UPDATE s.t SET name = 'x', name = 'y'").message(),
              HasSubstr("Column 'name' is assigned more than once"));
  EXPECT_THAT(ErrorOf("MERGE INTO s.t USING (VALUES 1) s(k) ON id = k WHEN NOT MATCHED THEN "
                      "INSERT (id, id) VALUES (1, 2)")
                  .message(),
              HasSubstr("line 1:1: Merge column name is specified more than once: id"));
  EXPECT_THAT(ErrorOf("MERGE INTO s.t USING (VALUES 1) s(k) ON id = k WHEN NOT MATCHED THEN "
                      "INSERT VALUES (1)")
                  .message(),
              HasSubstr("MERGE inserts 1 values into 2 columns"));
  EXPECT_EQ(ErrorOf("DELETE FROM s.nope WHERE id = 1").kind(), ErrorKind::kNotFound);
  const base::Error absent =
      ErrorOf("MERGE INTO s.t USING (VALUES 1) s(k) ON id = k WHEN MATCHED THEN UPDATE SET x = 1");
  EXPECT_EQ(absent.kind(), ErrorKind::kNotFound);
  EXPECT_THAT(absent.message(),
              HasSubstr("line 1:1: Merge column name does not exist in target table: x"));
  EXPECT_EQ(ErrorOf("MERGE INTO s.t USING s.nope n ON id = n.k WHEN MATCHED THEN DELETE").kind(),
            ErrorKind::kNotFound);
}

TEST_F(ChangeErrorsTest, ConditionsAreBooleans) {
  const struct {
    const char* sql;
    const char* words;
  } cases[] = {
      {"DELETE FROM s.t WHERE id",
       "line 1:23: WHERE clause must evaluate to a boolean: actual type integer"},
      {"DELETE FROM s.t WHERE sum(id) = 1",
       "WHERE clause cannot contain aggregations, window functions or grouping operations: "
       "[sum(id)]"},
      {"UPDATE s.t SET id = 1 WHERE id",
       "line 1:29: WHERE clause must evaluate to a boolean: actual type integer"},
      {"UPDATE s.t SET id = 1 WHERE sum(id) > 1", "WHERE clause cannot contain aggregations"},
      {"UPDATE s.t SET id = sum(id)", "UPDATE SET clause cannot contain aggregations"},
      {"MERGE INTO s.t USING (VALUES 1) u(k) ON id WHEN MATCHED THEN DELETE",
       "line 1:41: The MERGE predicate must evaluate to a boolean: actual type integer"},
      {"MERGE INTO s.t USING (VALUES 1) u(k) ON id = k WHEN MATCHED AND 1 THEN DELETE",
       "line 1:65: WHERE clause predicate must evaluate to a boolean: actual type integer"},
  };
  for (const auto& c : cases) {
    const base::Error error = ErrorOf(c.sql);
    EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument) << c.sql;
    EXPECT_THAT(error.message(), HasSubstr(c.words)) << c.sql;
  }
  EXPECT_EQ(Run("SELECT * FROM s.t").rows.size(), 1u);
}

TEST_F(ChangeErrorsTest, TellTypesThatDoNotFit) {
  Run("CREATE SCHEMA q");
  Run("CREATE TABLE q.t (id bigint, name varchar, d date)");
  const base::Error text = ErrorOf("UPDATE q.t SET id = 'x', name = 'y'");
  EXPECT_EQ(text.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(text.message(),
              HasSubstr("UPDATE table column types don't match SET expressions: Table: [bigint, "
                        "varchar], Expressions: [varchar(1), varchar(1)]"));
  EXPECT_THAT(ErrorOf("UPDATE q.t SET d = id").message(), HasSubstr("Expressions: [bigint]"));
  EXPECT_THAT(ErrorOf("MERGE INTO q.t USING (VALUES 1) AS u (x) ON id = x WHEN MATCHED THEN UPDATE "
                      "SET id = id + 1 WHEN NOT MATCHED THEN INSERT (id, name) VALUES (x, x)")
                  .message(),
              HasSubstr("for MERGE case 1, SET expressions: Table: [bigint, varchar], "
                        "Expressions: [integer, integer]"));
  EXPECT_EQ(Run("UPDATE q.t SET id = SMALLINT '1', d = NULL").update_count, 0u);
  Run("CREATE TABLE q.clock AS SELECT TIMESTAMP '2024-01-01 00:00:00.000000' AS at");
  Run("UPDATE q.clock SET at = TIMESTAMP '2024-07-01 10:00:00 Asia/Tokyo'");
  EXPECT_THAT(Lines("SELECT at FROM q.clock"), ElementsAre("2024-07-01 10:00:00.000000"));
}

TEST_F(ChangeErrorsTest, UnknownModesAreTold) {
  Run("ALTER TABLE s.t SET PROPERTIES \"write.delete.mode\" = 'sometimes'");
  Run("INSERT INTO s.t VALUES (2, 'b')");
  const base::Error error = ErrorOf("DELETE FROM s.t WHERE length(name) = 1 AND id = 1");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(), HasSubstr("'write.delete.mode' is 'sometimes'"));
  Run("ALTER TABLE s.t SET PROPERTIES \"write.delete.mode\" = 'copy-on-write', "
      "\"write.delete.isolation-level\" = 'none'");
  EXPECT_THAT(ErrorOf("DELETE FROM s.t WHERE length(name) = 1 AND id = 1").message(),
              HasSubstr("isolation-level' is 'none'"));
}

// Whole files and partitions go by their metadata: nothing is read or written.
TEST_F(ChangeErrorsTest, DeleteOfWholePartitionsReadsNothing) {
  Run("CREATE OR REPLACE TABLE s.t (id bigint, day date) WITH (partitioning = ARRAY['day'])");
  Run("INSERT INTO s.t SELECT id, date_add('day', id % 3, DATE '2026-01-01') FROM "
      "UNNEST(sequence(1, 300)) x(id)");
  for (const auto& file : DataFiles()) std::filesystem::remove(file);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE day = DATE '2026-01-02'").update_count, 100u);
  EXPECT_EQ(Run("DELETE FROM s.t WHERE day > DATE '2026-01-02' AND id > 0").update_count, 100u);
  EXPECT_THAT(Plan().tasks, SizeIs(1));
  EXPECT_EQ(Metadata("s", "t")->current_snapshot()->operation, iceberg::Operation::kDelete);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("100"));
  EXPECT_EQ(Run("TRUNCATE TABLE s.t").update_type, "TRUNCATE TABLE");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("0"));
}

TEST_F(ChangeErrorsTest, DeleteFilesNameTheirRows) {
  Run("CREATE OR REPLACE TABLE s.t WITH (\"write.delete.mode\" = 'merge-on-read', partitioning = "
      "ARRAY['p']) AS SELECT id, id % 2 AS p FROM UNNEST(sequence(1, 10)) x(id)");
  Run("INSERT INTO s.t SELECT id, id % 2 FROM UNNEST(sequence(11, 20)) x(id)");
  Run("DELETE FROM s.t WHERE id % 5 = 0");
  const auto plan = Plan();
  ASSERT_THAT(plan.tasks, SizeIs(4));
  for (const auto& task : plan.tasks) {
    ASSERT_THAT(task.deletes, SizeIs(1));
    const iceberg::DataFile& deletes = task.deletes[0]->data_file;
    EXPECT_EQ(deletes.content, iceberg::FileContent::kPositionDeletes);
    EXPECT_EQ(deletes.referenced_data_file, task.file().file_path);
    EXPECT_EQ(deletes.record_count, 1);
    EXPECT_EQ(deletes.partition, task.file().partition);
    EXPECT_EQ(*deletes.lower_bounds.Find(2147483546), task.file().file_path);
    EXPECT_EQ(*deletes.upper_bounds.Find(2147483546), task.file().file_path);
    EXPECT_GT(deletes.file_size_in_bytes, 0);
  }
  Run("ALTER TABLE s.t SET PROPERTIES \"write.delete.granularity\" = 'partition'");
  Run("DELETE FROM s.t WHERE id % 5 = 1");
  EXPECT_EQ(Plan().counters.delete_files, 6) << "one for each partition";
  EXPECT_THAT(Lines("SELECT id FROM s.t ORDER BY id"),
              ElementsAre("2", "3", "4", "7", "8", "9", "12", "13", "14", "17", "18", "19"));
}

TEST_F(ChangeErrorsTest, InsertOverwritesPartitionsWhenTheSessionSaysSo) {
  Run("CREATE OR REPLACE TABLE s.t (id bigint, day date) WITH (partitioning = ARRAY['day'])");
  Run("INSERT INTO s.t VALUES (1, DATE '2026-01-01'), (2, DATE '2026-01-02')");
  Run("SET SESSION insert_existing_partitions_behavior = 'OVERWRITE'");
  EXPECT_EQ(
      Run("INSERT INTO s.t VALUES (3, DATE '2026-01-02'), (4, DATE '2026-01-03')").update_count,
      2u);
  EXPECT_THAT(Lines("SELECT id FROM s.t ORDER BY id"), ElementsAre("1", "3", "4"));
  Run("SET SESSION iceberg.insert_existing_partitions_behavior = 'error'");
  EXPECT_EQ(ErrorOf("INSERT INTO s.t VALUES (5, DATE '2026-01-03')").kind(),
            ErrorKind::kAlreadyExists);
  Run("INSERT INTO s.t VALUES (5, DATE '2026-01-04')");
  Run("RESET SESSION insert_existing_partitions_behavior");
  Run("INSERT INTO s.t VALUES (6, DATE '2026-01-04')");
  EXPECT_THAT(Lines("SELECT id FROM s.t ORDER BY id"), ElementsAre("1", "3", "4", "5", "6"));
  EXPECT_EQ(ErrorOf("SET SESSION insert_existing_partitions_behavior = 'never'").kind(),
            ErrorKind::kInvalidArgument);
  Run("ALTER TABLE s.t SET PROPERTIES partitioning = ARRAY['month(day)']");
  Run("SET SESSION insert_existing_partitions_behavior = 'OVERWRITE'");
  EXPECT_EQ(ErrorOf("INSERT INTO s.t VALUES (7, DATE '2026-02-01')").kind(),
            ErrorKind::kFailedPrecondition);
}

TEST_F(ChangeErrorsTest, InsertOverwritesAWholeTableWithoutPartitions) {
  Run("SET SESSION insert_existing_partitions_behavior = 'OVERWRITE'");
  Run("INSERT INTO s.t VALUES (8, 'h')");
  EXPECT_THAT(Lines("SELECT * FROM s.t"), ElementsAre("8|h"));
}

}  // namespace
}  // namespace tarn::engine::embedded
