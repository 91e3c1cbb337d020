#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class TablesTest : public LakeTest {
 protected:
  TablesTest() { Run("CREATE SCHEMA s"); }
};

TEST_F(TablesTest, SelectWithoutTables) {
  EXPECT_THAT(Lines("SELECT 1, 'a', CAST(NULL AS bigint)"), ElementsAre("1|a|NULL"));
}

TEST_F(TablesTest, CreateTableAsKeepsRowsAndTellsHowMany) {
  const Rows made =
      Run("CREATE TABLE iceberg.s.t AS SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, NULL)) x(id, "
          "name)");
  EXPECT_EQ(made.update_type, "CREATE TABLE");
  EXPECT_EQ(made.update_count, 3u);
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|a", "2|b", "3|NULL"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("3"));
  EXPECT_THAT(Lines("DESCRIBE s.t"), ElementsAre("id|integer||", "name|varchar||"));
}

TEST_F(TablesTest, EveryTypeComesBackWithItsBounds) {
  Run(R"(CREATE TABLE s.t (
    a boolean, b integer, c bigint, d real, e double, f decimal(12,2), g decimal(38,10), h date,
    i time(6), j timestamp(6), k timestamp(6) with time zone, l varchar, m varbinary, n uuid,
    o array(bigint), p map(varchar, double), q row(x bigint, y varchar)))");
  Run(R"(INSERT INTO s.t VALUES (true, -5, 5000000000, REAL '1.5', 2.5e0, DECIMAL '12.50',
    DECIMAL '-1234567890123456789.0123456789', DATE '2026-01-31', TIME '10:11:12.123456',
    TIMESTAMP '2026-01-31 10:00:00.000001', TIMESTAMP '2026-01-31 10:00:00 UTC',
    'a long text beyond sixteen characters', X'00FF',
    UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59', ARRAY[1, NULL], MAP(ARRAY['k'], ARRAY[1.5e0]),
    CAST(ROW(7, 'z') AS row(x bigint, y varchar))))");
  EXPECT_THAT(
      Lines("SELECT * FROM s.t"),
      ElementsAre("true|-5|5000000000|1.5|2.5|12.50|-1234567890123456789.0123456789|2026-01-31|"
                  "10:11:12.123456|2026-01-31 10:00:00.000001|2026-01-31 10:00:00.000000 UTC|"
                  "a long text beyond sixteen characters|00 ff|"
                  "12151fd2-7586-11e9-8f9e-2a86e4085a59|[1, NULL]|{k=1.5}|{x=7, y=z}"));
  Run("INSERT INTO s.t (b, o, p) VALUES (0, ARRAY[], MAP())");
  EXPECT_THAT(Lines("SELECT o, p FROM s.t WHERE b = 0"), ElementsAre("[]|{}"));
  // Filters on each column find the row: bounds that are wrong would leave its file out.
  for (const char* filter :
       {"a = true", "b = -5", "c = 5000000000", "d = REAL '1.5'", "e = 2.5e0",
        "f = DECIMAL '12.50'", "g = DECIMAL '-1234567890123456789.0123456789'",
        "h = DATE '2026-01-31'", "i = TIME '10:11:12.123456'",
        "j = TIMESTAMP '2026-01-31 10:00:00.000001'", "k = TIMESTAMP '2026-01-31 10:00:00 UTC'",
        "l = 'a long text beyond sixteen characters'", "m = X'00FF'",
        "n = UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", "b IN (1, -5)", "l LIKE 'a long%'"}) {
    EXPECT_THAT(Lines(std::string("SELECT count(*) FROM s.t WHERE ") + filter), ElementsAre("1"))
        << filter;
  }
}

// Java's readers compare UUIDs as signed numbers.
TEST_F(TablesTest, BoundsOfUuidsHoldHoweverTheyAreCompared) {
  Run("CREATE TABLE s.t (id integer, u uuid)");
  Run("INSERT INTO s.t VALUES (1, UUID '00000000-0000-0000-0000-000000000001'), "
      "(2, UUID '7f000000-0000-0000-0000-000000000002')");
  Run("INSERT INTO s.t VALUES (3, UUID '00000000-0000-0000-0000-000000000003'), "
      "(4, UUID 'ff000000-0000-0000-0000-000000000004')");
  EXPECT_THAT(
      Lines("SELECT lower_bounds[1], element_at(lower_bounds, 2) IS NULL FROM s.\"t$files\" "
            "ORDER BY 1"),
      ElementsAre("1|false", "3|true"));
  EXPECT_THAT(Lines("SELECT id FROM s.t WHERE u = UUID 'ff000000-0000-0000-0000-000000000004'"),
              ElementsAre("4"));
}

TEST_F(TablesTest, InsertTakesColumnsInAnyOrderAndFillsUpWithNull) {
  Run("CREATE TABLE s.t (id bigint, name varchar, price decimal(10,2))");
  EXPECT_EQ(Run("INSERT INTO s.t (price, id) VALUES (1.5, 7)").update_count, 1u);
  Run("INSERT INTO s.t VALUES (8, 'x', 2)");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("7|NULL|1.50", "8|x|2.00"));
}

TEST_F(TablesTest, NotNullNamesTheColumn) {
  Run("CREATE TABLE s.t (id bigint NOT NULL, name varchar)");
  const base::Error error = ErrorOf("INSERT INTO s.t VALUES (1, 'a'), (NULL, 'b')");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(), HasSubstr("NULL value not allowed for NOT NULL column: id"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("0"));
  EXPECT_THAT(DataFiles(), IsEmpty()) << "files of a failed statement stay";
}

TEST_F(TablesTest, CreateOrReplaceKeepsTheTableAndItsHistory) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a");
  const std::string uuid = Metadata("s", "t")->table_uuid;
  const auto first = *Metadata("s", "t")->current_snapshot_id;
  Run("CREATE OR REPLACE TABLE s.t AS SELECT 'x' AS b, 2 AS a");
  EXPECT_THAT(Lines("SELECT * FROM s.t"), ElementsAre("x|2"));
  EXPECT_EQ(Metadata("s", "t")->table_uuid, uuid);
  EXPECT_THAT(Lines("SELECT * FROM s.t FOR VERSION AS OF " + std::to_string(first.value())),
              ElementsAre("1"));
}

TEST_F(TablesTest, AnEmptyResultMakesAnEmptyTable) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a WHERE false");
  EXPECT_THAT(Lines("SELECT * FROM s.t"), IsEmpty());
  EXPECT_THAT(Lines("SELECT count(*), sum(a) FROM s.t"), ElementsAre("0|NULL"));
}

TEST_F(TablesTest, IfExistsAndIfNotExists) {
  Run("DROP TABLE IF EXISTS s.t");
  Run("CREATE TABLE IF NOT EXISTS s.t AS SELECT 1 AS a");
  Run("CREATE TABLE IF NOT EXISTS s.t AS SELECT 2 AS a");
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
  EXPECT_EQ(ErrorOf("CREATE TABLE s.t AS SELECT 3 AS a").kind(), ErrorKind::kAlreadyExists);
  Run("CREATE SCHEMA IF NOT EXISTS s");
  EXPECT_EQ(ErrorOf("CREATE SCHEMA s").kind(), ErrorKind::kAlreadyExists);
  Run("DROP TABLE s.t");
  EXPECT_EQ(ErrorOf("DROP TABLE s.t").kind(), ErrorKind::kNotFound);
}

TEST_F(TablesTest, DropSchemaOnlyWhenEmptyOrCascading) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a");
  EXPECT_EQ(ErrorOf("DROP SCHEMA s").kind(), ErrorKind::kFailedPrecondition);
  Run("DROP SCHEMA s CASCADE");
  EXPECT_EQ(ErrorOf("SELECT * FROM s.t").kind(), ErrorKind::kNotFound);
}

TEST_F(TablesTest, AlteredColumnsReadOldFilesRight) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a, 'x' AS b, 10 AS c");
  Run("ALTER TABLE s.t RENAME COLUMN b TO name");
  Run("ALTER TABLE s.t ADD COLUMN price decimal(10,2)");
  Run("ALTER TABLE s.t DROP COLUMN c");
  Run("ALTER TABLE s.t ALTER COLUMN a SET DATA TYPE bigint");
  Run("ALTER TABLE s.t ADD COLUMN c varchar");
  Run("INSERT INTO s.t VALUES (5000000000, 'y', 1.5, 'new')");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY a"),
              ElementsAre("1|x|NULL|NULL", "5000000000|y|1.50|new"));
  EXPECT_THAT(Lines("SELECT name FROM s.t WHERE c IS NULL AND a = 1"), ElementsAre("x"));
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t DROP COLUMN nmae").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t ALTER COLUMN a SET DATA TYPE integer").message(),
            "Failed to set column type: Cannot change column type: a: long -> int");
}

TEST_F(TablesTest, RenamedTablesMoveWithTheirRows) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a");
  Run("ALTER TABLE s.t RENAME TO u");
  EXPECT_THAT(Lines("SELECT * FROM s.u"), ElementsAre("1"));
  EXPECT_EQ(ErrorOf("SELECT * FROM s.t").kind(), ErrorKind::kNotFound);
}

TEST_F(TablesTest, PartitionedTablesWriteAFileAPartitionAndReadOnlyWhatIsNeeded) {
  Run(R"(CREATE TABLE s.t WITH (partitioning = ARRAY['day(ts)', 'bucket(id, 2)', 'country']) AS
    SELECT i AS id, TIMESTAMP '2026-01-01 00:00:00' + i * INTERVAL '1' HOUR AS ts,
           IF(i % 3 = 0, 'de', IF(i % 3 = 1, 'fr', NULL)) AS country
    FROM UNNEST(sequence(0, 99)) AS x(i))");
  EXPECT_THAT(Lines("SELECT count(*), count(country), min(id), max(id) FROM s.t"),
              ElementsAre("100|67|0|99"));
  EXPECT_GT(DataFiles().size(), 10u);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE ts >= TIMESTAMP '2026-01-02 00:00:00' AND "
                    "ts < TIMESTAMP '2026-01-03 00:00:00'"),
              ElementsAre("24"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE country = 'de'"), ElementsAre("34"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE country IS NULL"), ElementsAre("33"));
  EXPECT_THAT(Lines("SELECT country FROM s.t WHERE id IN (3, 4)"),
              UnorderedElementsAre("de", "fr"));
}

TEST_F(TablesTest, NewPartitioningHoldsForNewFilesOnly) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a, DATE '2026-01-01' AS d");
  Run("ALTER TABLE s.t SET PROPERTIES partitioning = ARRAY['month(d)']");
  Run("INSERT INTO s.t VALUES (2, DATE '2026-02-01'), (3, DATE '2026-03-01')");
  EXPECT_THAT(Lines("SELECT a FROM s.t WHERE d < DATE '2026-02-15' ORDER BY a"),
              ElementsAre("1", "2"));
  EXPECT_EQ(DataFiles().size(), 3u);
}

// Where every row is a row group, partitions take turns at the files that may be open at once.
TEST_F(TablesTest, MorePartitionsThanOpenFilesAreWritten) {
  Run("CREATE TABLE s.many (p bigint, id bigint) WITH (partitioning = ARRAY['p'], "
      "\"write.parquet.row-group-limit\" = '1')");
  Run("INSERT INTO s.many SELECT x % 600, x FROM UNNEST(sequence(1, 6000)) AS t(x)");
  EXPECT_THAT(Lines("SELECT count(*), count(DISTINCT p), count(DISTINCT id), sum(id) FROM s.many"),
              ElementsAre("6000|600|6000|18003000"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.many WHERE p <> id % 600"), ElementsAre("0"));
  EXPECT_THAT(Lines(R"(SELECT sum(record_count), count(DISTINCT partition.p) FROM s."many$files")"),
              ElementsAre("6000|600"));
}

TEST_F(TablesTest, FilesThatCannotMatchAreLeftOut) {
  for (int i = 0; i < 5; ++i) {
    Run("CREATE TABLE IF NOT EXISTS s.t (id bigint, name varchar)");
    Run("INSERT INTO s.t SELECT i, 'n' || CAST(i AS varchar) FROM UNNEST(sequence(" +
        std::to_string(i * 100) + ", " + std::to_string(i * 100 + 99) + ")) AS x(i)");
  }
  const auto files = [&](const std::string& filter) {
    std::string plan;
    for (const std::string& line : Lines("EXPLAIN SELECT name FROM s.t WHERE " + filter)) {
      plan += line + "\n";
    }
    return plan;
  };
  EXPECT_THAT(files("id = 250"), HasSubstr("Files to read: 1"));
  EXPECT_THAT(files("id IN (5, 401)"), HasSubstr("Files to read: 2"));
  EXPECT_THAT(files("id > 350"), HasSubstr("Files to read: 2"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE id IN (5, 401)"), ElementsAre("2"));
}

TEST_F(TablesTest, JoinsAndTopNOverManyFiles) {
  for (int i = 0; i < 5; ++i) {
    Run("CREATE TABLE IF NOT EXISTS s.t (id bigint, name varchar, pad varchar)");
    Run("INSERT INTO s.t SELECT i, 'n' || CAST(i AS varchar), 'x' FROM UNNEST(sequence(" +
        std::to_string(i * 5000) + ", " + std::to_string(i * 5000 + 4999) + ")) AS x(i)");
  }
  EXPECT_THAT(Lines("SELECT name, pad FROM s.t ORDER BY id DESC LIMIT 3"),
              ElementsAre("n24999|x", "n24998|x", "n24997|x"));
  EXPECT_THAT(Lines("SELECT t.name FROM s.t t JOIN (VALUES (7), (12000)) x(k) ON t.id = x.k "
                    "ORDER BY 1"),
              ElementsAre("n12000", "n7"));
  EXPECT_THAT(Lines("SELECT min(id), max(id), count(DISTINCT name) FROM s.t"),
              ElementsAre("0|24999|25000"));
}

// Pitfall: count(*) from metadata must not count rows that are gone.
TEST_F(TablesTest, CountKnowsDeletedRows) {
  Run("CREATE TABLE s.t AS SELECT i AS id, i % 10 AS k FROM UNNEST(sequence(1, 1000)) AS x(i)");
  EXPECT_EQ(Run("DELETE FROM s.t WHERE k = 3").update_count, 100u);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("900"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE k = 3"), ElementsAre("0"));
  EXPECT_EQ(Run("DELETE FROM s.t WHERE k = 3").update_count, 0u);
  EXPECT_EQ(Run("DELETE FROM s.t").update_count, 900u);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("0"));
}

TEST_F(TablesTest, DeleteTakesOutWholeFilesWithoutWriting) {
  Run("CREATE TABLE s.t AS SELECT 1 AS a");
  Run("INSERT INTO s.t VALUES (2)");
  const size_t before = DataFiles().size();
  EXPECT_EQ(Run("DELETE FROM s.t WHERE a = 2").update_count, 1u);
  EXPECT_EQ(DataFiles().size(), before);
  EXPECT_THAT(Lines("SELECT a FROM s.t"), ElementsAre("1"));
}

// Pitfall: columns that are not SET keep their values, over more than one vector.
TEST_F(TablesTest, DeleteOfPartitionsThatAreNotThereCountsNothing) {
  Run("CREATE TABLE s.parts (a integer, p integer) WITH (partitioning = ARRAY['p'])");
  EXPECT_EQ(Run("DELETE FROM s.parts").update_count, std::nullopt);
  Run("INSERT INTO s.parts VALUES (1, 1), (2, 2)");
  EXPECT_EQ(Run("DELETE FROM s.parts WHERE p = 7").update_count, std::nullopt);
  EXPECT_EQ(Run("DELETE FROM s.parts WHERE a = 7").update_count, 0);
  EXPECT_EQ(Run("DELETE FROM s.parts WHERE false").update_count, 0);
  EXPECT_EQ(Run("DELETE FROM s.parts WHERE p = 2").update_count, 1);
  EXPECT_EQ(Run("DELETE FROM s.parts").update_count, 1);
}

TEST_F(TablesTest, UpdateChangesOnlyWhatItSets) {
  Run("CREATE TABLE s.t AS SELECT i AS id, i * 2 AS twice, 'n' || CAST(i AS varchar) AS name "
      "FROM UNNEST(sequence(1, 9000)) AS x(i)");
  EXPECT_EQ(Run("UPDATE s.t SET name = 'x' WHERE id % 2 = 0").update_count, 4500u);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE twice = 2 * id"), ElementsAre("9000"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE name = IF(id % 2 = 0, 'x', "
                    "'n' || CAST(id AS varchar))"),
              ElementsAre("9000"));
}

TEST_F(TablesTest, NullConditionsKeepRows) {
  Run("CREATE TABLE s.t AS SELECT * FROM (VALUES (1), (NULL), (3)) x(a)");
  EXPECT_EQ(Run("DELETE FROM s.t WHERE a > 2").update_count, 1u);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("2"));
}

TEST_F(TablesTest, SessionsRunSideBySide) {
  Run("CREATE TABLE s.t (id bigint)");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      const auto session = engine_->NewSession({});
      for (int k = 0; k < 5; ++k) {
        Run(*session, "INSERT INTO s.t VALUES (" + std::to_string(i * 10 + k) + ")");
        Run(*session, "SELECT count(*) FROM s.t");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(Lines("SELECT count(*), count(DISTINCT id) FROM s.t"), ElementsAre("20|20"));
}

TEST_F(TablesTest, TableChangesTellsWhatSnapshotsDid) {
  Run("CREATE TABLE s.t AS SELECT 1 AS id, 'a' AS name");
  Run("INSERT INTO s.t VALUES (2, 'b'), (3, 'c')");
  Run("INSERT INTO s.t VALUES (4, 'd')");
  const auto metadata = Metadata("s", "t");
  std::vector<int64_t> ids;
  for (const auto& snapshot : metadata->snapshots) ids.push_back(snapshot.snapshot_id.value());
  ASSERT_EQ(ids.size(), 3u);
  const auto changes = [&](const std::string& columns, int64_t from, int64_t to) {
    return fmt::format(
        "SELECT {} FROM TABLE(iceberg.system.table_changes(schema_name => 's', table_name => 't', "
        "start_snapshot_id => {}, end_snapshot_id => {}))",
        columns, from, to);
  };
  EXPECT_THAT(
      Lines(changes("id, name, _change_type, _change_ordinal", ids[0], ids[2]) + " ORDER BY id"),
      ElementsAre("2|b|insert|0", "3|c|insert|0", "4|d|insert|1"));
  EXPECT_THAT(Lines(changes("DISTINCT _change_version_id", ids[1], ids[2])),
              ElementsAre(std::to_string(ids[2])));
  EXPECT_THAT(Lines(changes("count(*)", ids[0], ids[2]) + " WHERE _change_ordinal = 0"),
              ElementsAre("2"));
  EXPECT_THAT(Lines(changes("count(*)", ids[0], ids[2]) + " WHERE id > 3"), ElementsAre("1"));
  EXPECT_THAT(
      Lines(changes("_change_timestamp > TIMESTAMP '2020-01-01 00:00:00 UTC'", ids[1], ids[2])),
      ElementsAre("true"));
  Run("DELETE FROM s.t WHERE id = 4");
  const int64_t last = Metadata("s", "t")->current_snapshot()->snapshot_id.value();
  EXPECT_THAT(Lines(changes("id, _change_type", ids[2], last)), ElementsAre("4|delete"));

  // The columns are those of the last snapshot, whatever became of the table since.
  Run("ALTER TABLE s.t DROP COLUMN name");
  EXPECT_THAT(Lines(changes("name", ids[1], ids[2])), ElementsAre("d"));
  Run("INSERT INTO s.t VALUES 5");
  const int64_t newest = Metadata("s", "t")->current_snapshot()->snapshot_id.value();
  EXPECT_THAT(Lines(changes("id, _change_type", last, newest)), ElementsAre("5|insert"));
  EXPECT_THAT(ErrorOf(changes("name", last, newest)).message(), HasSubstr("'name' cannot be"));

  EXPECT_THAT(ErrorOf(changes("*", ids[2], ids[0])).message(), HasSubstr("is not an ancestor of"));
  EXPECT_EQ(ErrorOf(changes("*", 42, ids[0])).kind(), ErrorKind::kNotFound);
  EXPECT_THAT(ErrorOf("SELECT * FROM TABLE(system.table_changes('s', 't', 1))").message(),
              HasSubstr("Missing argument: END_SNAPSHOT_ID"));
  EXPECT_THAT(ErrorOf("SELECT * FROM TABLE(system.table_changes(nope => 1))").message(),
              HasSubstr("table_changes has no argument nope"));
  EXPECT_EQ(ErrorOf("SELECT * FROM TABLE(system.table_changes('s', 'u', 1, 2))").kind(),
            ErrorKind::kNotFound);
}

TEST_F(TablesTest, AnInsertOfNothingMakesNoSnapshot) {
  Run("CREATE TABLE s.t (a integer)");
  Run("INSERT INTO s.t VALUES 1");
  const Rows none = Run("INSERT INTO s.t SELECT a FROM s.t WHERE a > 5");
  EXPECT_EQ(none.update_count, 0u);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.\"t$snapshots\""), ElementsAre("2"))
      << "those of CREATE TABLE and of the row";
  Run("CREATE TABLE s.u AS SELECT a FROM s.t WHERE a > 5");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.u"), ElementsAre("0"));
}

TEST_F(TablesTest, CommentsAreInTheSystemCatalog) {
  Run("CREATE TABLE s.t (a integer) COMMENT 'of a table'");
  Run("CREATE VIEW s.v COMMENT 'of a view' AS SELECT 1 x");
  Run("CREATE TABLE s.u (a integer)");
  EXPECT_THAT(Lines("SELECT table_name, comment FROM system.metadata.table_comments WHERE "
                    "catalog_name = 'iceberg' AND schema_name = 's' ORDER BY 1"),
              ElementsAre("t|of a table", "u|NULL", "v|of a view"));
}

// Iceberg Java's builder of specs, and its changes of a spec, give fields these names.
TEST_F(TablesTest, PartitionFieldsAreNamedAsIcebergJavaNamesThem) {
  Run("CREATE TABLE s.t (a integer, b varchar, r row(f integer), ts timestamp(6), ts_day date) "
      "WITH (partitioning = "
      "ARRAY['bucket(a, 4)', 'truncate(b, 2)', '\"r.f\"', 'day(ts)'])");
  Run("INSERT INTO s.t VALUES (1, 'abc', ROW(3), TIMESTAMP '2026-01-01 00:00:00', DATE "
      "'2026-01-01')");
  EXPECT_THAT(Lines("SELECT partition FROM s.\"t$partitions\""),
              ElementsAre("{a_bucket_2=0, b_trunc_2=ab, r.f=3, ts_day_2=2026-01-01}"));
  Run("ALTER TABLE s.t SET PROPERTIES partitioning = ARRAY['bucket(a, 8)']");
  Run("INSERT INTO s.t (a) VALUES 2");
  EXPECT_THAT(Lines("SELECT count(partition.a_bucket_8) FROM s.\"t$partitions\""),
              ElementsAre("1"));
}

// Within expressions, too, ORDER BY means an alias of the select list first; not in `t.a`, and not
// where a lambda has such a parameter.
TEST_F(TablesTest, SchemasMayHaveTheNamesOfCatalogs) {
  for (const std::string schema : {"tpch", "memory", "system", "temp", "main", "iceberg"}) {
    SCOPED_TRACE(schema);
    const std::string t = schema + ".t";
    Run("CREATE SCHEMA " + schema);
    Run("CREATE TABLE " + t + " AS SELECT 1 AS x");
    Run("INSERT INTO " + t + " (x) VALUES (2)");
    Run("UPDATE " + t + " SET x = 3 WHERE x = 1");
    Run("MERGE INTO " + t + " USING (VALUES 2) s (y) ON x = y WHEN MATCHED THEN UPDATE SET x = 4");
    Run("INSERT INTO " + t + " SELECT x + 10 FROM " + t);
    Run("CREATE VIEW " + schema + ".v AS SELECT max(x) AS x FROM " + t);
    Run("ALTER TABLE " + t + " EXECUTE optimize");
    EXPECT_THAT(Lines("SELECT * FROM " + t + " ORDER BY x"), ElementsAre("3", "4", "13", "14"));
    EXPECT_THAT(Lines("SELECT x FROM " + schema + ".v"), ElementsAre("14"));
    EXPECT_THAT(Lines("TABLE " + t + " LIMIT 0"), IsEmpty());
    EXPECT_THAT(Lines("SELECT count(*) FROM " + schema + ".\"t$files\""), ElementsAre("1"));
    Run("DELETE FROM " + t + " WHERE x > 3");
    EXPECT_THAT(Lines("SELECT " + t + ".x FROM " + t), ElementsAre("3"));
    Run("DROP SCHEMA " + schema + " CASCADE");
  }
}

TEST_F(TablesTest, OrderByExpressionsOfAliases) {
  const std::string t = " FROM (VALUES (1, 30), (2, 20), (3, 10)) t(a, b) ";
  EXPECT_THAT(Lines("SELECT -a AS a" + t + "ORDER BY a * 1"), ElementsAre("-3", "-2", "-1"));
  EXPECT_THAT(Lines("SELECT -a AS t" + t + "ORDER BY t.a * 1"), ElementsAre("-1", "-2", "-3"));
  EXPECT_THAT(Lines("SELECT -a AS b" + t + "ORDER BY reduce(ARRAY[a], 0, (b, e) -> b + e, b -> b)"),
              ElementsAre("-1", "-2", "-3"));
  EXPECT_THAT(Lines("SELECT a AS b, b AS a" + t + "ORDER BY a + 0"),
              ElementsAre("3|10", "2|20", "1|30"));
}

TEST_F(TablesTest, NamesOfWithQueriesEndWithTheirQuery) {
  Run("CREATE TABLE s.t AS SELECT 1 a");
  Run("USE s");
  EXPECT_THAT(Lines("WITH t AS (SELECT a + 1 a FROM t) SELECT a FROM t"), ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT (WITH t AS (SELECT 5 a) SELECT a FROM t) + a FROM t"),
              ElementsAre("6"));
  EXPECT_THAT(Lines("TABLE t"), ElementsAre("1"));
}

}  // namespace
}  // namespace tarn::engine::embedded
