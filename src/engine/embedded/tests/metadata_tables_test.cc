#include <algorithm>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

class MetadataTablesTest : public LakeTest {
 protected:
  std::unique_ptr<Session> Other(const std::string& ref) {
    SessionOptions options;
    options.ref = ref;
    options.schema = "s";
    return engine_->NewSession(options);
  }
  MetadataTablesTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t (id bigint, day date, note varchar) WITH (partitioning = ARRAY['day'])");
    Run("INSERT INTO t VALUES (1, DATE '2026-01-01', 'a'), (2, DATE '2026-01-02', 'b')");
    Run("INSERT INTO t VALUES (3, DATE '2026-01-02', NULL)");
  }
  std::string Snapshot(size_t index) {
    return std::to_string(Metadata("s", "t")->snapshots[index].snapshot_id.value());
  }
};

TEST_F(MetadataTablesTest, DescribeTellsTrinosColumns) {
  EXPECT_THAT(Lines(R"(DESCRIBE "t$snapshots")"),
              ElementsAre("committed_at|timestamp(3) with time zone||", "snapshot_id|bigint||",
                          "parent_id|bigint||", "operation|varchar||", "manifest_list|varchar||",
                          "summary|map(varchar, varchar)||"));
  const auto files = Lines(R"(SHOW COLUMNS FROM "t$files")");
  EXPECT_EQ(files[4], "partition|row(day date)||");
  EXPECT_EQ(files.back(), "readable_metrics|json||");
  EXPECT_THAT(
      Lines(R"(DESCRIBE s."t$partitions")"),
      ElementsAre("partition|row(day date)||", "record_count|bigint||", "file_count|bigint||",
                  "total_size|bigint||",
                  "data|row(id row(min bigint, max bigint, null_count bigint, nan_count bigint), "
                  "note row(min varchar, max varchar, null_count bigint, nan_count bigint))||"));
}

TEST_F(MetadataTablesTest, EveryTableCanBeReadWhole) {
  for (const auto& [name, rows] : std::map<std::string, size_t>{{"history", 3},
                                                                {"snapshots", 3},
                                                                {"refs", 1},
                                                                {"files", 3},
                                                                {"entries", 3},
                                                                {"all_entries", 3},
                                                                {"manifests", 2},
                                                                {"all_manifests", 3},
                                                                {"partitions", 2},
                                                                {"metadata_log_entries", 3}}) {
    EXPECT_THAT(Lines(R"(SELECT * FROM "t$)" + name + '"'), SizeIs(rows)) << name;
    EXPECT_THAT(Lines(R"(SELECT count(*) FROM "t$)" + name + '"'),
                ElementsAre(std::to_string(rows)));
  }
  EXPECT_THAT(Lines(R"(SELECT value FROM "t$properties" WHERE key = 'provider')"),
              ElementsAre("iceberg"));
}

TEST_F(MetadataTablesTest, RowsJoinAggregateAndFilter) {
  EXPECT_THAT(Lines(R"(SELECT partition.day, sum(record_count), count(*) FROM "t$files"
                       GROUP BY 1 ORDER BY 1)"),
              ElementsAre("2026-01-01|1|1", "2026-01-02|2|2"));
  EXPECT_THAT(Lines(R"(SELECT s.operation, count(*) FROM "t$snapshots" s
                       JOIN "t$history" h ON h.snapshot_id = s.snapshot_id
                       WHERE s.committed_at > TIMESTAMP '2020-01-01 00:00:00 UTC' GROUP BY 1)"),
              ElementsAre("append|3"));
  EXPECT_THAT(Lines(R"(SELECT data.id.min, data.id.max, data.note.null_count
                       FROM "t$partitions" WHERE partition.day = DATE '2026-01-02')"),
              ElementsAre("2|3|1"));
  EXPECT_THAT(Lines(R"(SELECT json_extract_scalar(readable_metrics, '$.id.lower_bound')
                       FROM "t$files" ORDER BY 1)"),
              ElementsAre("1", "2", "3"));
  EXPECT_THAT(Lines(R"(SELECT lower_bounds[1], null_value_counts[3] FROM "t$files"
                       WHERE element_at(lower_bounds, 3) IS NULL)"),
              ElementsAre("3|1"));
  EXPECT_THAT(
      Lines(
          R"(SELECT element_at(summary, 'added-records') FROM "t$snapshots" ORDER BY committed_at)"),
      ElementsAre("NULL", "2", "1"));
}

TEST_F(MetadataTablesTest, AnOlderVersionIsToldAsItWas) {
  const std::string first = Snapshot(1);  // the one of CREATE TABLE has no rows
  EXPECT_THAT(Lines(R"(SELECT * FROM "t$files" FOR VERSION AS OF )" + first), SizeIs(2));
  EXPECT_THAT(Lines(R"(SELECT record_count FROM "t$partitions" FOR VERSION AS OF )" + first),
              ElementsAre("1", "1"));
  EXPECT_THAT(ErrorOf(R"(SELECT * FROM "t$files" FOR VERSION AS OF BIGINT '5')").message(),
              HasSubstr("Iceberg snapshot ID does not exists: 5"));
}

TEST_F(MetadataTablesTest, TheSessionsRefIsHonoured) {
  catalog_->CreateBranch("dev", "main");
  auto dev = Other("dev");
  Run(*dev, "INSERT INTO t VALUES (4, DATE '2026-01-03', 'd')");
  EXPECT_THAT(Lines(*dev, R"(SELECT * FROM "t$snapshots")"), SizeIs(4));
  EXPECT_THAT(Lines(R"(SELECT * FROM "t$snapshots")"), SizeIs(3));
}

TEST_F(MetadataTablesTest, AnOpenTransactionSeesItsOwnFiles) {
  Run("START TRANSACTION");
  Run("INSERT INTO t VALUES (9, DATE '2026-02-01', 'z')");
  EXPECT_THAT(Lines(R"(SELECT * FROM "t$files")"), SizeIs(4));
  EXPECT_THAT(Lines(R"(SELECT count(*) FROM "t$entries" WHERE snapshot_id IS NULL)"),
              ElementsAre("1"));
  EXPECT_THAT(Lines(R"(SELECT * FROM "t$partitions")"), SizeIs(3));
  Run("ROLLBACK");
  EXPECT_THAT(Lines(R"(SELECT * FROM "t$files")"), SizeIs(3));
}

TEST_F(MetadataTablesTest, ViewsAndCtasOverMetadataWork) {
  Run(R"(CREATE VIEW sizes AS SELECT record_count FROM "t$files")");
  EXPECT_THAT(Lines("SELECT sum(record_count) FROM sizes"), ElementsAre("3"));
  Run(R"(CREATE TABLE kept AS SELECT file_path, partition, lower_bounds FROM "t$files")");
  EXPECT_THAT(Lines("SELECT count(*) FROM kept"), ElementsAre("3"));
}

TEST_F(MetadataTablesTest, WrongNamesAreTold) {
  EXPECT_THAT(ErrorOf(R"(SELECT * FROM "t$file")").message(),
              AllOf(HasSubstr("does not exist"), HasSubstr("t$files")));
  EXPECT_THAT(ErrorOf(R"(SELECT * FROM "nope$files")").message(), HasSubstr("does not exist"));
  EXPECT_THAT(ErrorOf(R"(SELECT nope FROM "t$files")").message(), HasSubstr("nope"));
  EXPECT_EQ(ErrorOf(R"(INSERT INTO "t$files" SELECT * FROM "t$files")").kind(),
            base::ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf(R"(DROP TABLE "t$files")").kind(), base::ErrorKind::kNotFound);
  EXPECT_THAT(Lines("SHOW TABLES"), ElementsAre("t"));
}

TEST_F(MetadataTablesTest, HiddenColumnsAreThereWhenNamed) {
  EXPECT_THAT(Lines("SELECT * FROM t WHERE id = 1"), ElementsAre("1|2026-01-01|a"));
  EXPECT_THAT(Lines("DESCRIBE t"), SizeIs(3));
  const auto paths = Lines(R"(SELECT file_path FROM "t$files" ORDER BY 1)");
  EXPECT_EQ(Lines(R"(SELECT DISTINCT "$path" FROM t ORDER BY 1)"), paths);
  EXPECT_THAT(Lines(R"(SELECT id, "$partition", "$pos" FROM t ORDER BY id)"),
              ElementsAre("1|day=2026-01-01|0", "2|day=2026-01-02|0", "3|day=2026-01-02|0"));
  EXPECT_THAT(Lines(R"(SELECT count(*) FROM t WHERE "$file_modified_time" >
                       TIMESTAMP '2020-01-01 00:00:00 UTC')"),
              ElementsAre("3"));
  EXPECT_THAT(Lines(R"(SELECT t."$path" = f.file_path, count(*) FROM t
                       JOIN "t$files" f ON t."$path" = f.file_path GROUP BY 1)"),
              ElementsAre("true|3"));
}

TEST_F(MetadataTablesTest, FiltersOnHiddenColumnsLeaveOutFiles) {
  const std::string path = Lines(R"(SELECT "$path" FROM t WHERE id = 3)").at(0);
  for (const auto& file : DataFiles()) {
    if (file != path) std::filesystem::remove(file);  // what is read after all would fail
  }
  EXPECT_THAT(Lines(R"(SELECT id FROM t WHERE "$path" = ')" + path + "'"), ElementsAre("3"));
  EXPECT_THAT(Lines(R"(SELECT id FROM t WHERE "$path" IN ('x', ')" + path + "')"),
              ElementsAre("3"));
  EXPECT_THAT(Lines(R"(SELECT id FROM t WHERE "$path" LIKE '%)" + path.substr(path.rfind('/') + 1) +
                    "' AND id > 0"),
              ElementsAre("3"));
  EXPECT_THAT(Lines(R"(SELECT count(*) FROM t WHERE "$path" = 'nope')"), ElementsAre("0"));
  EXPECT_THAT(Lines(R"(SELECT count(*) FROM t WHERE "$partition" = 'day=1999-01-01')"),
              ElementsAre("0"));
}

TEST_F(MetadataTablesTest, WhatIsProvenOfFilesThatAPathLeavesHoldsOfThemAlone) {
  const std::string path = Lines(R"(SELECT "$path" FROM t WHERE id = 1)").at(0);
  const std::string here = R"("$path" = ')" + path + "'";
  EXPECT_THAT(Lines("SELECT id FROM t WHERE id < 2 AND " + here), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT count(*) FROM t WHERE id < 2 AND " + here), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT id FROM (SELECT * FROM t WHERE id >= 1 AND " + here +
                    ") WHERE day >= DATE '2026-01-01' AND id < 5"),
              ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT count(*) FROM t WHERE id > 1 AND " + here), ElementsAre("0"));
}

TEST_F(MetadataTablesTest, RowsGoByTheirFileAndPlace) {
  const std::string path = Lines(R"(SELECT "$path" FROM t WHERE id = 2)").at(0);
  Run(R"(DELETE FROM t WHERE "$path" = ')" + path + R"(' AND "$pos" = 0)");
  EXPECT_THAT(Lines("SELECT id FROM t ORDER BY id"), ElementsAre("1", "3"));
  Run(R"(UPDATE t SET id = 30 WHERE "$partition" = 'day=2026-01-02')");
  EXPECT_THAT(Lines("SELECT id FROM t ORDER BY id"), ElementsAre("1", "30"));
}

TEST_F(MetadataTablesTest, ExplainTellsWhatIsPruned) {
  const auto plan = [&](const std::string& sql) {
    std::string text;
    for (const std::string& line : Lines(sql)) text += line + "\n";
    return text;
  };
  EXPECT_THAT(plan("EXPLAIN SELECT * FROM t WHERE day = DATE '2026-01-01'"),
              AllOf(HasSubstr("Files in table: 3"), HasSubstr("Partition pruned: 2"),
                    HasSubstr("Files to read: 1")));
  EXPECT_THAT(plan("EXPLAIN SELECT * FROM t WHERE id = 3"),
              AllOf(HasSubstr("Statistics pruned: 2"), HasSubstr("Files to read: 1")));
  EXPECT_THAT(plan("EXPLAIN ANALYZE SELECT * FROM t WHERE id = 3"), HasSubstr("1 row"));
}

TEST_F(MetadataTablesTest, ExplainTellsHowRowsAreChanged) {
  const auto plan = [&](const std::string& sql) {
    std::string text;
    for (const std::string& line : Lines(sql)) text += line + "\n";
    return text;
  };
  EXPECT_THAT(plan("EXPLAIN DELETE FROM t WHERE day = DATE '2026-01-01' AND id % 2 = 0"),
              HasSubstr("Partition pruned: 2"));
  EXPECT_THAT(Lines("EXPLAIN (TYPE IO) UPDATE t SET id = 9 WHERE id = 3").at(0),
              HasSubstr("\"outputTable\""));
  EXPECT_THAT(plan("EXPLAIN MERGE INTO t USING (SELECT 3 k) s ON id = k WHEN MATCHED THEN DELETE"),
              HasSubstr("JOIN"));
  EXPECT_EQ(ErrorOf("EXPLAIN ANALYZE DELETE FROM t WHERE id = 3").kind(),
            base::ErrorKind::kUnsupported);
}

TEST_F(MetadataTablesTest, ExplainHasTrinosForms) {
  EXPECT_THAT(Lines("EXPLAIN (TYPE VALIDATE) SELECT id FROM t"), ElementsAre("true"));
  EXPECT_THAT(ErrorOf("EXPLAIN (TYPE VALIDATE) SELECT nope FROM t").message(), HasSubstr("nope"));
  const std::string io =
      Lines("EXPLAIN (TYPE IO, FORMAT JSON) INSERT INTO t SELECT * FROM t WHERE id = 3").at(0);
  EXPECT_THAT(io, AllOf(HasSubstr(R"("schema": "s")"), HasSubstr(R"("table": "t")"),
                        HasSubstr(R"("outputTable")"), HasSubstr(R"("toRead": 1)"),
                        HasSubstr(R"("prunedByStatistics": 2)")));
  EXPECT_THAT(Lines("EXPLAIN (FORMAT JSON) SELECT id FROM t").at(0),
              AllOf(HasSubstr("children"), HasSubstr("Files to read")));
  EXPECT_THAT(Lines("EXPLAIN (TYPE LOGICAL, FORMAT GRAPHVIZ) SELECT id FROM t").at(0),
              HasSubstr("digraph"));
  // What is done without a plan is told as it is, or as what it makes.
  EXPECT_THAT(Lines("EXPLAIN DROP TABLE s.nope"), ElementsAre("DROP TABLE s.nope"));
  EXPECT_THAT(Lines("EXPLAIN CREATE TABLE s.new_one (a integer)"),
              ElementsAre("CREATE TABLE s.new_one"));
  EXPECT_EQ(Lines("EXPLAIN EXPLAIN SELECT 1"), Lines("EXPLAIN SELECT 1"));
  EXPECT_THAT(Lines("EXPLAIN CREATE VIEW s.v AS SELECT 1 AS a"), ElementsAre("CREATE VIEW s.v"));
  EXPECT_EQ(ErrorOf("EXPLAIN ANALYZE DROP TABLE s.nope").message(),
            "EXPLAIN ANALYZE doesn't support statement type: DropTable");
}

TEST_F(MetadataTablesTest, StatsAreThoseOfTheManifests) {
  const auto rows = Run("SHOW STATS FOR t").rows;
  ASSERT_THAT(rows, SizeIs(4));
  EXPECT_THAT(Lines("SHOW STATS FOR t").at(0), HasSubstr("id|NULL|3.0|0"));
  EXPECT_THAT(Lines("SHOW STATS FOR t").at(0), testing::EndsWith("|NULL|1|3"));
  EXPECT_THAT(Lines("SHOW STATS FOR t").at(1), testing::EndsWith("2026-01-01|2026-01-02"));
  EXPECT_THAT(Lines("SHOW STATS FOR t").at(3), HasSubstr("NULL|NULL|NULL|NULL|3"));
  Run("CREATE TABLE empty (id bigint)");
  EXPECT_THAT(Lines("SHOW STATS FOR empty"), SizeIs(2));
  EXPECT_EQ(ErrorOf("SHOW STATS FOR nope").kind(), base::ErrorKind::kNotFound);
}

}  // namespace
}  // namespace tarn::engine::embedded
