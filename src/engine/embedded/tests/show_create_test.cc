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

}  // namespace
}  // namespace tarn::engine::embedded
