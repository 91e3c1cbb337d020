// What DDL refuses, as Trino 476 says it and where: its suites compare both.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

class TrinoWordsTest : public LakeTest {
 protected:
  TrinoWordsTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t (a integer, r row(x integer), l array(row(y integer)))");
    Run("CREATE VIEW v AS SELECT 1 one");
    Run("CREATE MATERIALIZED VIEW mv AS SELECT 1 one");
  }
  // The first line, without what Tarn adds to help.
  std::string Told(const std::string& sql) {
    std::string message = ErrorOf(sql).message();
    message.resize(std::min(message.find('\n'), message.size()));
    return message.substr(0, message.find(" (did you mean"));
  }
};

struct Refused {
  const char* sql;
  const char* message;
};

TEST_F(TrinoWordsTest, NamesThatAreNotThereOrThereAlready) {
  const Refused refused[] = {
      {"CREATE SCHEMA s", "line 1:1: Schema 'iceberg.s' already exists"},
      {"DROP SCHEMA nope", "line 1:1: Schema 'iceberg.nope' does not exist"},
      {"DROP SCHEMA s", "Cannot drop non-empty schema 's'"},
      {"CREATE TABLE t (a integer)", "line 1:1: Table 'iceberg.s.t' already exists"},
      {"CREATE TABLE t AS SELECT 1 a", "line 1:1: Table 'iceberg.s.t' already exists"},
      {"CREATE TABLE nope.x (a integer)", "Schema nope not found"},
      {"CREATE TABLE nope.x AS SELECT 1 a", "Schema nope not found"},
      {"CREATE VIEW nope.x AS SELECT 1 a", "Schema nope not found"},
      {"DROP TABLE nope", "line 1:1: Table 'iceberg.s.nope' does not exist"},
      {"DROP TABLE v",
       "line 1:1: Table 'iceberg.s.v' does not exist, but a view with that name exists."},
      {"DROP VIEW t",
       "line 1:1: View 'iceberg.s.t' does not exist, but a table with that name exists."},
      {"ALTER TABLE nope ADD COLUMN b integer", "line 1:1: Table 'iceberg.s.nope' does not exist"},
      {"ALTER TABLE t RENAME TO v", "line 1:1: Target view 'iceberg.s.v' already exists"},
      {"INSERT INTO \"t@5\" VALUES 1", "line 1:1: Table 'iceberg.s.\"t@5\"' does not exist"},
      {"TABLE \"t$nope\"", "line 1:1: Table 'iceberg.s.\"t$nope\"' does not exist"},
      {"ALTER TABLE nope EXECUTE optimize", "line 1:7: Table 'iceberg.s.nope' does not exist"},
      {"ALTER TABLE \"t$files\" EXECUTE optimize",
       "This connector does not support table procedures"},
      {"SHOW CREATE TABLE v", "line 1:1: Relation 'iceberg.s.v' is a view, not a table"},
      {"SHOW CREATE VIEW t", "line 1:1: Relation 'iceberg.s.t' is a table, not a view"},
      {"SHOW CREATE VIEW mv",
       "line 1:1: Relation 'iceberg.s.mv' is a materialized view, not a view"},
      {"SHOW CREATE MATERIALIZED VIEW information_schema.tables",
       "line 1:1: Relation 'iceberg.information_schema.tables' is a table, not a materialized "
       "view"},
      {"SHOW CREATE VIEW nope", "line 1:1: View 'iceberg.s.nope' does not exist"},
      {"ALTER MATERIALIZED VIEW mv RENAME TO other.mv",
       "Materialized View rename across schemas is not supported"},
  };
  for (const Refused& one : refused) EXPECT_EQ(Told(one.sql), one.message) << one.sql;
}

TEST_F(TrinoWordsTest, Columns) {
  const Refused refused[] = {
      {"CREATE TABLE x (a nope)", "line 1:17: Unknown type 'nope' for column 'a'"},
      {"ALTER TABLE t ADD COLUMN \"A\" integer", "line 1:1: Column 'A' already exists"},
      {"ALTER TABLE t ADD COLUMN r.x integer", "line 1:1: Field 'x' already exists"},
      {"ALTER TABLE t ADD COLUMN b integer NOT NULL",
       "This connector does not support adding not null columns"},
      {"ALTER TABLE t ADD COLUMN l.c.z integer",
       "ARRAY type should be denoted by 'element' in the path; found 'c'"},
      {"ALTER TABLE t RENAME COLUMN r.x TO x", "line 1:1: Field 'x' already exists"},
      {"ALTER TABLE t ALTER COLUMN a SET DATA TYPE varchar",
       "Failed to set column type: Cannot change column type: a: int -> string"},
      {"ALTER TABLE t ALTER COLUMN r SET DATA TYPE bigint",
       "Iceberg doesn't support changing column type from non-primitive types"},
      {"ALTER TABLE t ALTER COLUMN l.element SET DATA TYPE bigint",
       "line 1:1: Field path [l, element] does not point to row field"},
  };
  for (const Refused& one : refused) EXPECT_EQ(Told(one.sql), one.message) << one.sql;
  Run("ALTER TABLE t ADD COLUMN r.\"Big\" integer");
  EXPECT_EQ(Lines("SHOW COLUMNS FROM t").at(1), "r|row(x integer, big integer)||");
}

TEST_F(TrinoWordsTest, Properties) {
  const Refused refused[] = {
      {"CREATE TABLE x (a integer) WITH (nope = 1)",
       "line 1:34: Catalog 'iceberg' table property 'nope' does not exist"},
      {"CREATE TABLE x (a integer) WITH (max_commit_retry = -1)",
       "line 1:34: Unable to set catalog 'iceberg' table property 'max_commit_retry' to [-1]: "
       "max_commit_retry must be greater than or equal to 0"},
      {"CREATE TABLE x (a integer) WITH (max_commit_retry = NULL)",
       "line 1:34: Invalid null value for catalog 'iceberg' table property 'max_commit_retry' from "
       "[null]"},
      {"CREATE TABLE x (a integer) WITH (extra_properties = MAP(ARRAY['sorted_by'], ARRAY['a']))",
       "Illegal keys in extra_properties: [sorted_by]"},
      {"CREATE TABLE x (a integer) WITH (sorted_by = ARRAY['bucket(a, 3)'])",
       "Unable to parse sort field: [bucket(a, 3)]"},
      {"CREATE TABLE x (a integer) WITH (partitioning = ARRAY['\"A\"'])",
       "Unable to parse partitioning value: Cannot find source column: A"},
      {"CREATE TABLE x (r row(a integer, \"A\" integer))",
       "Field name 'a' specified more than once"},
      {"ALTER TABLE t EXECUTE \"optimize\"", "Table procedure not registered: optimize"},
      {"ALTER TABLE t EXECUTE nothing", "Table procedure not registered: NOTHING"},
      {"CREATE TABLE x (r row(a integer)) WITH (partitioning = ARRAY['r'])",
       "Unable to parse partitioning value: Cannot partition by non-primitive source field: "
       "struct<2: a: optional int>"},
      {"CREATE TABLE x (a integer) WITH (extra_properties = MAP(ARRAY['null.property'], "
       "ARRAY[null]))",
       "line 1:34: Unable to set catalog 'iceberg' table property 'extra_properties' to "
       "[MAP(ARRAY['null.property'], ARRAY[null])]: Extra table property value cannot be null "
       "'{null.property=null}'"},
      {"ALTER TABLE t EXECUTE optimize (file_size_threshold => '33')",
       "line 1:33: Unable to set catalog 'iceberg' table procedure 'OPTIMIZE' property "
       "'file_size_threshold' to ['33']: size is not a valid data size string: 33"},
      {"ALTER TABLE t EXECUTE expire_snapshots (retention_threshold => '33mb')",
       "line 1:41: Unable to set catalog 'iceberg' table procedure 'EXPIRE_SNAPSHOTS' property "
       "'retention_threshold' to ['33mb']: Unknown time unit: mb"},
      {"ALTER TABLE t EXECUTE remove_orphan_files (retention_threshold => '33s')",
       "Retention specified (33.00s) is shorter than the minimum retention configured in the "
       "system (7.00d). Minimum retention can be changed with "
       "iceberg.remove-orphan-files.min-retention configuration property or "
       "iceberg.remove_orphan_files_min_retention session property"},
  };
  for (const Refused& one : refused) EXPECT_EQ(Told(one.sql), one.message) << one.sql;
  EXPECT_EQ(Told("CREATE OR REPLACE TABLE t (a integer) WITH (location = '/elsewhere')"),
            "The provided location '/elsewhere' does not match the existing table location '" +
                Metadata("s", "t")->location + "'");
  Run("CREATE OR REPLACE TABLE t (a integer) WITH (location = '" + Metadata("s", "t")->location +
      "/')");
  Run("CREATE TABLE x (a integer) WITH (max_commit_retry = 7)");
  EXPECT_THAT(Lines("SHOW CREATE TABLE x").at(0), testing::HasSubstr("max_commit_retry = 7"));
}

TEST_F(TrinoWordsTest, ViewsOfTablesThatChanged) {
  Run("CREATE TABLE p (x bigint)");
  Run("CREATE VIEW one AS SELECT * FROM p");
  Run("CREATE VIEW two AS SELECT x FROM one");
  Run("DROP TABLE p");
  const std::string gone =
      "Failed analyzing stored view 'iceberg.s.one': line 3:3: Table "
      "'iceberg.s.p' does not exist";
  EXPECT_EQ(Told("SELECT * FROM one"), "line 1:15: " + gone);
  EXPECT_EQ(Told("TABLE one"), "line 1:1: " + gone);
  EXPECT_EQ(Told("SELECT 1 FROM two"),
            "line 1:15: Failed analyzing stored view 'iceberg.s.two': line 3:3: " + gone);
  Run("CREATE TABLE p (y bigint)");
  EXPECT_EQ(
      Told("SELECT * FROM one"),
      "line 1:15: View 'iceberg.s.one' is stale or in invalid state: column [y] of type bigint "
      "projected from query view at position 0 has a different name from column [x] of type "
      "bigint stored in view definition");
  Run("CREATE OR REPLACE TABLE p (x varchar)");
  EXPECT_EQ(
      Told("SELECT * FROM one"),
      "line 1:15: View 'iceberg.s.one' is stale or in invalid state: column [x] of type "
      "varchar projected from query view at position 0 cannot be coerced to column [x] of type "
      "bigint stored in view definition");
  Run("CREATE OR REPLACE TABLE p (x integer)");
  Run("INSERT INTO p VALUES 7");
  EXPECT_THAT(Lines("SELECT x, typeof(x) FROM two"), testing::ElementsAre("7|bigint"));
  Run("CREATE OR REPLACE TABLE p (x bigint, z bigint)");
  EXPECT_THAT(Told("SELECT * FROM one"),
              testing::HasSubstr("stored view column count (1) does not match column count derived "
                                 "from the view query analysis (2)"));
  Run("CREATE OR REPLACE VIEW one AS SELECT 1 x");
  EXPECT_THAT(Lines("SELECT x FROM two"), testing::ElementsAre("1"));
  EXPECT_EQ(Told("CREATE OR REPLACE VIEW one AS SELECT * FROM two"),
            "line 1:45: Statement would create a recursive view");
}

TEST_F(TrinoWordsTest, ViewsOfTypesThatIcebergHasNot) {
  for (const char* column :
       {"TIMESTAMP '2020-01-01 00:00:00.123456789'", "TIME '01:02:03.123456789'", "TINYINT '1'",
        "CAST('a' AS char(3))", "JSON '{}'", "MAP(ARRAY['a'], ARRAY[CAST('x' AS char(2))])",
        "CAST(ROW(1, localtimestamp(9)) AS row(a tinyint, \"B\" timestamp(9)))"}) {
    Run(fmt::format("CREATE OR REPLACE VIEW kept AS SELECT {} AS c", column));
    EXPECT_EQ(Lines("SELECT count(c) FROM kept").at(0), "1") << column;
  }
}

TEST_F(TrinoWordsTest, WhatCannotBeWritten) {
  const Refused refused[] = {
      {"INSERT INTO v VALUES 1", "line 1:1: Inserting into views is not supported"},
      {"INSERT INTO mv VALUES 1", "line 1:1: Inserting into materialized views is not supported"},
      {"DELETE FROM v", "line 1:1: Deleting from views is not supported"},
      {"UPDATE v SET one = 2", "line 1:1: Updating views is not supported"},
      {"INSERT INTO t (a, nope) VALUES (1, 2)",
       "line 1:1: Insert column name does not exist in target table: nope"},
      {"INSERT INTO t (a, a) VALUES (1, 2)",
       "line 1:1: Insert column name is specified more than once: a"},
      {"CREATE TABLE x AS SELECT 1", "line 1:1: Column name not specified at position 1"},
      {"CREATE TABLE x AS SELECT 1 a, 2 a", "line 1:1: Column name 'a' specified more than once"},
      {"CREATE TABLE x AS SELECT NULL a", "line 1:1: Column type is unknown: a"},
      {"CREATE VIEW x AS SELECT 1", "line 1:1: Column name not specified at position 1"},
      {"CREATE VIEW x AS SELECT NULL n", "line 1:1: Column type is unknown: n"},
      {"CREATE TABLE x (a bigint, A varchar)",
       "line 1:27: Column name 'A' specified more than once"},
      {"CREATE TABLE x (a json)", "Type not supported for Iceberg: json"},
      {"CREATE VIEW x AS SELECT INTERVAL '1' DAY i",
       "Type not supported for Iceberg: interval day to second"},
      {"ANALYZE t WITH (columns = ARRAY['a', 'nope'])",
       "Invalid columns specified for analysis: [nope]"},
  };
  for (const Refused& one : refused) EXPECT_EQ(Told(one.sql), one.message) << one.sql;
}

TEST_F(TrinoWordsTest, PropertiesOfNewTables) {
  const auto properties = [&](const char* table) {
    return Lines(
        fmt::format("SELECT key, value FROM \"{}$properties\" WHERE key LIKE 'write%' OR key "
                    "LIKE 'a.%' OR key = 'format' ORDER BY key",
                    table));
  };
  Run("CREATE TABLE x (a integer) WITH (extra_properties = MAP(ARRAY['a.one', 'a.TWO'], ARRAY['1', "
      "'2']))");
  EXPECT_THAT(properties("x"), testing::ElementsAre("a.one|1", "a.two|2", "format|iceberg/PARQUET",
                                                    "write.format.default|PARQUET",
                                                    "write.parquet.compression-codec|zstd"));
  EXPECT_THAT(Lines("SELECT key FROM \"x$properties\" WHERE key IN ('a.one', 'a.two') ORDER BY 1"),
              testing::ElementsAre("a.one", "a.two"));
  Run("SET SESSION iceberg.compression_codec = 'SNAPPY'");
  Run("CREATE TABLE y AS SELECT 1 a");
  EXPECT_THAT(properties("y"),
              testing::ElementsAre("format|iceberg/PARQUET", "write.format.default|PARQUET",
                                   "write.parquet.compression-codec|snappy"));
}

TEST_F(TrinoWordsTest, SessionsSayHowFilesAreWritten) {
  Run("SET SESSION iceberg.target_max_file_size = '40kB'");
  Run("CREATE TABLE x AS SELECT * FROM tpch.sf1.lineitem LIMIT 30000");
  EXPECT_THAT(Lines("SELECT count(*) > 5, max(file_size_in_bytes) < 6 * 40000 FROM \"x$files\""),
              testing::ElementsAre("true|true"));
  Run("RESET SESSION iceberg.target_max_file_size");
  Run("ALTER TABLE x EXECUTE optimize(file_size_threshold => '10MB')");
  EXPECT_THAT(Lines("SELECT count(*) FROM \"x$files\""), testing::ElementsAre("1"));
  Run("CREATE TABLE y (a integer) WITH (sorted_by = ARRAY['a'])");
  Run("SET SESSION iceberg.sorted_writing_enabled = false");
  Run("INSERT INTO y VALUES 3, 1, 2");
  EXPECT_THAT(Lines("SELECT a FROM y"), testing::ElementsAre("3", "1", "2"));
  EXPECT_THAT(Lines("SELECT sort_order_id FROM \"y$files\""), testing::ElementsAre("NULL"));
  Run("SET SESSION iceberg.sorted_writing_enabled = true");
  Run("INSERT INTO y VALUES 6, 4, 5");
  EXPECT_THAT(Lines("SELECT a FROM y WHERE a > 3"), testing::ElementsAre("4", "5", "6"));
}

TEST_F(TrinoWordsTest, RowsAreWrittenByThePlaceOfTheirFields) {
  Run("INSERT INTO t SELECT 1, CAST(ROW(7) AS row(other integer)), ARRAY[ROW(8)]");
  EXPECT_EQ(Lines("SELECT r.x, l[1].y FROM t").at(0), "7|8");
}

TEST_F(TrinoWordsTest, FieldsThatCannotBeDropped) {
  Run("CREATE TABLE n (id integer, c array(array(row(a integer, b integer))), m map(varchar, "
      "row(x integer, y integer)), r row(p integer))");
  const Refused refused[] = {
      {"ALTER TABLE n DROP COLUMN c.element.element",
       "line 1:1: Field path [element, element] does not point to row field"},
      {"ALTER TABLE n DROP COLUMN c.element",
       "line 1:1: Field path [element] does not point to row field"},
      {"ALTER TABLE n DROP COLUMN c.a",
       "ARRAY type should be denoted by 'element' in the path; found 'a'"},
      {"ALTER TABLE n DROP COLUMN c.element.element.z",
       "line 1:1: Cannot resolve field 'z' within row(a integer, b integer) type when dropping "
       "[element, element, z] in array(array(row(a integer, b integer)))"},
      {"ALTER TABLE n DROP COLUMN m.key",
       "line 1:1: Cannot resolve field 'key' within map(varchar, row(x integer, y integer)) type "
       "when dropping [key] in map(varchar, row(x integer, y integer))"},
      {"ALTER TABLE n DROP COLUMN r.p.z",
       "line 1:1: Cannot resolve field 'z' within integer type when dropping [p, z] in row(p "
       "integer)"},
      {"ALTER TABLE n DROP COLUMN id.z",
       "line 1:1: Cannot resolve field 'z' within integer type when dropping [z] in integer"},
      {"ALTER TABLE n DROP COLUMN nope.z", "line 1:1: Column 'nope' does not exist"},
  };
  for (const Refused& one : refused) EXPECT_EQ(Told(one.sql), one.message) << one.sql;
}

TEST_F(TrinoWordsTest, PartitionsAreNotInsideOfListsAndMaps) {
  const std::string create =
      "CREATE TABLE p (l array(row(a varchar)), m map(integer, row(b "
      "varchar)), i array(integer)) WITH (partitioning = ARRAY['";
  const std::pair<const char*, const char*> refused[] = {
      {"\"l.a\"", "Partitioning field [l.element.a] cannot be contained in a array"},
      {"\"l.element.a\"", "Partitioning field [l.element.a] cannot be contained in a array"},
      {"\"i.element\"", "Partitioning field [i.element] cannot be contained in a array"},
      {"\"m.b\"", "Partitioning field [m.value.b] cannot be contained in a map"},
      {"bucket(\"m.value.b\", 3)",
       "Partitioning field [m.value.b_bucket] cannot be contained in a map"},
      {"year(\"m.key\")",
       "Unable to parse partitioning value: Invalid source type int for transform: year"},
  };
  for (const auto& [field, message] : refused) {
    EXPECT_EQ(Told(create + field + "'])"), message) << field;
  }
}

TEST_F(TrinoWordsTest, TypesThatAColumnOnlyGetsAtItsCreation) {
  Run("CREATE TABLE ty (i integer, v varchar, t time(6), ts timestamp(6), tz timestamp(6) with "
      "time zone, r row(x integer))");
  const Refused refused[] = {
      {"ALTER TABLE ty ALTER COLUMN i SET DATA TYPE tinyint",
       "Type not supported for Iceberg: tinyint"},
      {"ALTER TABLE ty ALTER COLUMN v SET DATA TYPE char(3)",
       "Type not supported for Iceberg: char(3)"},
      {"ALTER TABLE ty ALTER COLUMN r.x SET DATA TYPE smallint",
       "Type not supported for Iceberg: smallint"},
      {"ALTER TABLE ty ALTER COLUMN t SET DATA TYPE time(3)",
       "Time precision (3) not supported for Iceberg. Use \"time(6)\" instead."},
      {"ALTER TABLE ty ALTER COLUMN ts SET DATA TYPE timestamp(3)",
       "Timestamp precision (3) not supported for Iceberg. Use \"timestamp(6)\" instead."},
      {"ALTER TABLE ty ALTER COLUMN ts SET DATA TYPE timestamp(9)",
       "Timestamp precision (9) not supported for Iceberg. Use \"timestamp(6)\" instead."},
      {"ALTER TABLE ty ALTER COLUMN tz SET DATA TYPE timestamp(3) with time zone",
       "Timestamp precision (3) not supported for Iceberg. Use \"timestamp(6) with time zone\" "
       "instead."},
      {"ALTER TABLE ty ALTER COLUMN v SET DATA TYPE nope",
       "line 1:45: Unknown type 'nope' for column 'v'"},
  };
  for (const Refused& one : refused) EXPECT_EQ(Told(one.sql), one.message) << one.sql;
  Run("ALTER TABLE ty ALTER COLUMN v SET DATA TYPE varchar(30)");
  Run("ALTER TABLE ty ADD COLUMN small tinyint");
}

TEST_F(TrinoWordsTest, FieldsOfOneFullName) {
  EXPECT_EQ(Told("CREATE TABLE d (\"a.cow\" bigint, a row(cow bigint))"),
            "Invalid schema: multiple fields for name a.cow: 1 and 3");
  EXPECT_EQ(Told("CREATE TABLE d AS SELECT 1 \"a.cow\", CAST(ROW(1) AS row(cow integer)) a"),
            "Invalid schema: multiple fields for name a.cow: 1 and 3");
  Run("CREATE TABLE d (\"a.cow\" bigint, b row(cow bigint))");
  EXPECT_EQ(Told("ALTER TABLE d RENAME COLUMN b TO a"),
            "Failed to rename column: Invalid schema: multiple fields for name a.cow: 1 and 3");
  EXPECT_EQ(Told("ALTER TABLE d ADD COLUMN a row(cow bigint)"),
            "Failed to add column: Invalid schema: multiple fields for name a.cow: 1 and 5");
  EXPECT_EQ(Told("ALTER TABLE d ADD COLUMN \"b.cow\" bigint"),
            "Failed to add column: Cannot add column, name already exists: b.cow");
}

TEST_F(TrinoWordsTest, FilesWithoutCompressionAreToldAsIcebergDoes) {
  Run("SET SESSION iceberg.compression_codec = 'NONE'");
  Run("CREATE TABLE z AS SELECT 1 a");
  EXPECT_THAT(Lines("SELECT value FROM \"z$properties\" WHERE key LIKE '%compression-codec'"),
              testing::ElementsAre("uncompressed"));
}

TEST_F(TrinoWordsTest, PlacesOfData) {
  EXPECT_EQ(Told("CREATE TABLE o (a integer) WITH (data_location = 's3://x/y')"),
            "Data location can only be set when object store layout is enabled");
  EXPECT_EQ(Told("ALTER TABLE t SET PROPERTIES data_location = 's3://x/y'"),
            "Data location can only be set when object store layout is enabled");
  EXPECT_EQ(Told("ALTER TABLE t SET PROPERTIES data_location = DEFAULT"),
            "The data_location property cannot be empty");
  EXPECT_EQ(Told("CREATE TABLE o (a integer) WITH (extra_properties = MAP(ARRAY['sorted_by', "
                 "'comment'], ARRAY['x', 'y']))"),
            "Illegal keys in extra_properties: [comment, sorted_by]");
}

}  // namespace
}  // namespace tarn::engine::embedded
