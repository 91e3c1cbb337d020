// SHOW CREATE and information_schema.views: the texts are what Trino 476 answers to the same
// statements.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

class ShowCreateTest : public LakeTest {
 protected:
  ShowCreateTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t (id bigint, \"name x\" varchar, a row(lower integer, \"UPPER\" integer, "
        "\"a b\" integer, \"select\" integer), b array(row(x timestamp(6), y decimal(3, 2))), m "
        "map(varchar, double), c timestamp(6) with time zone NOT NULL, d time(6))");
  }
  std::string Shown(const std::string& what) { return Lines("SHOW CREATE " + what).at(0); }
};

TEST_F(ShowCreateTest, TypesAreThoseOfCreateTable) {
  EXPECT_THAT(
      Shown("TABLE t"),
      testing::StartsWith(
          "CREATE TABLE iceberg.s.t (\n   id bigint,\n   \"name x\" varchar,\n   a ROW(lower "
          "integer, UPPER integer, \"a b\" integer, \"select\" integer),\n   b array(ROW(x "
          "timestamp(6), y decimal(3, 2))),\n   m map(varchar, double),\n   c timestamp(6) "
          "with time zone NOT NULL,\n   d time(6)\n)\nWITH (\n"));
}

TEST_F(ShowCreateTest, ViewsAreFormatted) {
  Run("CREATE VIEW v1 AS SELECT id FROM t");
  EXPECT_EQ(Shown("VIEW v1"), "CREATE VIEW iceberg.s.v1 SECURITY DEFINER AS\nSELECT id\nFROM\n  t");
  Run("CREATE VIEW v7 AS SELECT * FROM (VALUES (1, 1.50)) AS t (a, b)");
  EXPECT_EQ(Shown("VIEW v7"),
            "CREATE VIEW iceberg.s.v7 SECURITY DEFINER AS\nSELECT *\nFROM\n  (\n VALUES \n     ROW "
            "(1, DECIMAL '1.50')\n)  t (a, b)");
  Run("CREATE VIEW v5 AS TABLE t");
  EXPECT_EQ(Shown("VIEW v5"), "CREATE VIEW iceberg.s.v5 SECURITY DEFINER AS\nTABLE t");
  EXPECT_THAT(Lines("SELECT view_definition FROM information_schema.views WHERE table_schema = 's' "
                    "ORDER BY table_name"),
              ElementsAre("SELECT id\nFROM\n  t\n", "TABLE t\n",
                          "SELECT *\nFROM\n  (\n VALUES \n     ROW (1, DECIMAL '1.50')\n)  t (a, "
                          "b)\n"));
  EXPECT_THAT(Lines("SELECT * FROM v7"), ElementsAre("1|1.50"));
  EXPECT_THAT(Lines("SELECT * FROM v5"), ElementsAre());
}

TEST_F(ShowCreateTest, ViewsTellTheirSecurityAndComment) {
  Run("CREATE VIEW \"v 2\" COMMENT 'it''s é' SECURITY INVOKER AS SELECT id AS i FROM t");
  EXPECT_EQ(Shown("VIEW \"v 2\""),
            "CREATE VIEW iceberg.s.\"v 2\" COMMENT 'it''s é' SECURITY INVOKER AS\nSELECT id i\n"
            "FROM\n  t");
  Run("COMMENT ON VIEW \"v 2\" IS NULL");
  EXPECT_THAT(Shown("VIEW \"v 2\""), HasSubstr("\"v 2\" SECURITY INVOKER AS\n"));
  Run("CREATE OR REPLACE VIEW \"v 2\" AS SELECT 1 AS a");
  EXPECT_THAT(Shown("VIEW \"v 2\""), HasSubstr("\"v 2\" SECURITY DEFINER AS\nSELECT 1 a"));
  Run("CREATE OR REPLACE VIEW \"v 2\" SECURITY INVOKER AS SELECT 1 AS a");
  EXPECT_THAT(Shown("VIEW \"v 2\""), HasSubstr("\"v 2\" SECURITY INVOKER AS\n"));
}

TEST_F(ShowCreateTest, WhatIsShownMakesTheSameViewAgain) {
  Run("INSERT INTO t VALUES (1, 'a', ROW(1, 2, 3, 4), NULL, NULL, current_timestamp, NULL)");
  Run("CREATE VIEW v AS SELECT id || 0 AS more, x.\"name x\" || '-' || CAST(z AS varchar) AS n, "
      "count(*) "
      "OVER (ORDER BY id) c FROM (SELECT ARRAY[id] id, \"name x\" FROM t WHERE id NOT IN (2, 3) "
      "AND "
      "d IS NULL OR id > 1e3) x (id, \"name x\") LEFT JOIN (VALUES 1) y (z) ON true");
  const auto rows = Lines("SELECT * FROM v");
  const std::string text = Shown("VIEW v");
  Run("DROP VIEW v");
  Run(text);
  EXPECT_EQ(Lines("SELECT * FROM v"), rows);
  EXPECT_EQ(Shown("VIEW v"), text);
}

TEST_F(ShowCreateTest, MaterializedViewsAreFormatted) {
  Run("CREATE MATERIALIZED VIEW m GRACE PERIOD INTERVAL '1' HOUR COMMENT 'x' WITH (partitioning = "
      "ARRAY['id']) AS SELECT id, \"name x\" AS n FROM t");
  EXPECT_EQ(Shown("MATERIALIZED VIEW m"),
            "CREATE MATERIALIZED VIEW iceberg.s.m\nGRACE PERIOD INTERVAL '3600' SECOND\nCOMMENT "
            "'x'\nWITH (\n   format = 'PARQUET',\n   format_version = 2,\n   partitioning = "
            "ARRAY['id']\n) AS\nSELECT\n  id\n, \"name x\" n\nFROM\n  t");
  EXPECT_THAT(Lines("SELECT definition FROM system.metadata.materialized_views"),
              ElementsAre("SELECT\n  id\n, \"name x\" n\nFROM\n  t\n"));
}

TEST_F(ShowCreateTest, ViewsCannotHaveAllThatQueriesHave) {
  const auto functions = ErrorOf(
      "CREATE VIEW v AS WITH FUNCTION f(x bigint) RETURNS bigint RETURN x + 1 SELECT f(1) y");
  EXPECT_EQ(functions.kind(), ErrorKind::kUnsupported);
  EXPECT_THAT(functions.message(), HasSubstr("line 1:23: Views cannot contain inline functions"));
  const auto properties = ErrorOf("CREATE VIEW v WITH (a = 1) AS SELECT 1 x");
  EXPECT_EQ(properties.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(properties.message(),
              HasSubstr("line 1:21: Catalog 'iceberg' view property 'a' does not exist"));
}

TEST_F(ShowCreateTest, SchemasTellTheirOwnerAndPlace) {
  const std::string place = "WITH (\n   location = '" + (folder_ / "warehouse").string();
  EXPECT_EQ(Shown("SCHEMA s"), "CREATE SCHEMA iceberg.s\n" + place + "/s'\n)");
  Run("CREATE SCHEMA bobs AUTHORIZATION bob");
  EXPECT_EQ(Shown("SCHEMA bobs"),
            "CREATE SCHEMA iceberg.bobs\nAUTHORIZATION USER bob\n" + place + "/bobs'\n)");
  SessionOptions options;
  options.user = "ann";
  auto ann = engine_->NewSession(options);
  Run(*ann, "CREATE SCHEMA anns");
  EXPECT_THAT(Shown("SCHEMA anns"), HasSubstr("\nAUTHORIZATION USER ann\n"));
  EXPECT_EQ(Shown("SCHEMA information_schema"), "CREATE SCHEMA iceberg.information_schema");
}

TEST_F(ShowCreateTest, TablesOfInformationSchemaHaveNoProperties) {
  EXPECT_EQ(Shown("TABLE information_schema.schemata"),
            "CREATE TABLE iceberg.information_schema.schemata (\n   catalog_name varchar,\n   "
            "schema_name varchar\n)");
  EXPECT_THAT(Shown("TABLE information_schema.columns"),
              HasSubstr("\n   ordinal_position bigint,\n"));
  EXPECT_EQ(ErrorOf("SHOW CREATE TABLE information_schema.nope").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("SHOW CREATE VIEW information_schema.schemata").kind(),
            ErrorKind::kUnsupported);
}

TEST_F(ShowCreateTest, CommentsWithoutLettersAreComments) {
  Run("CREATE TABLE e (a integer) COMMENT ''");
  Run("CREATE VIEW ev COMMENT '' AS SELECT 1 a");
  EXPECT_THAT(Shown("TABLE e"), HasSubstr("\n)\nCOMMENT ''\nWITH ("));
  const std::string comments =
      "SELECT table_name, comment FROM system.metadata.table_comments "
      "WHERE schema_name = 's' ORDER BY table_name";
  EXPECT_THAT(Lines(comments), ElementsAre("e|", "ev|", "t|NULL"));
  Run("COMMENT ON TABLE e IS NULL");
  Run("COMMENT ON VIEW ev IS NULL");
  Run("COMMENT ON TABLE t IS ''");
  EXPECT_THAT(Lines(comments), ElementsAre("e|NULL", "ev|NULL", "t|"));
}

TEST_F(ShowCreateTest, CommentsOfColumnsWithoutLettersAreComments) {
  Run("CREATE TABLE e (a integer COMMENT '', b integer)");
  Run("ALTER TABLE e ADD COLUMN c integer COMMENT ''");
  Run("CREATE VIEW ev AS SELECT 1 a, 2 b");
  Run("COMMENT ON COLUMN ev.a IS ''");
  EXPECT_THAT(Shown("TABLE e"),
              HasSubstr("(\n   a integer COMMENT '',\n   b integer,\n   c integer COMMENT ''\n)"));
  const std::string comments =
      "SELECT table_name, column_name, comment FROM information_schema.columns "
      "WHERE table_name IN ('e', 'ev') ORDER BY 1, 2";
  EXPECT_THAT(Lines(comments), ElementsAre("e|a|", "e|b|NULL", "e|c|", "ev|a|", "ev|b|NULL"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM e LIKE 'b'"), ElementsAre("b|integer||"));
  Run("COMMENT ON COLUMN e.a IS NULL");
  Run("COMMENT ON COLUMN e.b IS ''");
  Run("COMMENT ON COLUMN ev.a IS NULL");
  EXPECT_THAT(Lines(comments), ElementsAre("e|a|NULL", "e|b|", "e|c|", "ev|a|NULL", "ev|b|NULL"));
}

TEST_F(ShowCreateTest, TheLayoutForObjectStores) {
  const std::string place = (folder_ / "warehouse" / "elsewhere").string();
  Run("CREATE TABLE o (a integer, p integer) WITH (object_store_layout_enabled = true, "
      "data_location = '" +
      place + "', partitioning = ARRAY['p'], max_commit_retry = 2)");
  EXPECT_THAT(Shown("TABLE o"),
              testing::ContainsRegex("WITH .\n   data_location = '" + place +
                                     "',\n   format = 'PARQUET',\n   format_version = 2,\n   "
                                     "location = '[^']*',\n   max_commit_retry = 2,\n   "
                                     "object_store_layout_enabled = true,\n   partitioning"));
  Run("INSERT INTO o VALUES (1, 2)");
  EXPECT_THAT(Lines("SELECT file_path FROM \"o$files\""),
              ElementsAre(testing::ContainsRegex("^" + place + "/[-_A-Za-z0-9]{6}/s/o/p=2/")));
  EXPECT_THAT(Lines("SELECT * FROM o"), ElementsAre("1|2"));
  // Within the table's own folder its name need not be told again.
  Run("ALTER TABLE t SET PROPERTIES object_store_layout_enabled = true");
  Run("INSERT INTO t (id, c) VALUES (1, current_timestamp)");
  EXPECT_THAT(Lines("SELECT file_path FROM \"t$files\""),
              ElementsAre(testing::ContainsRegex("/s/t/data/[-_A-Za-z0-9]{6}/[0-9]{5}-")));
  Run("ALTER TABLE t SET PROPERTIES object_store_layout_enabled = DEFAULT");
  Run("ALTER TABLE o SET PROPERTIES max_commit_retry = DEFAULT");
  EXPECT_EQ(Shown("TABLE t").find("object_store"), std::string::npos);
  EXPECT_EQ(Shown("TABLE o").find("max_commit_retry"), std::string::npos);
}

}  // namespace
}  // namespace tarn::engine::embedded
