// The catalog `memory`, as Trino 476's connector of that name answers.
#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class MemoryCatalogTest : public LakeTest {
 protected:
  void Fails(const std::string& sql, base::ErrorKind kind, const std::string& text) {
    const base::Error error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), kind) << sql << "\n" << error.message();
    EXPECT_THAT(error.message(), HasSubstr(text)) << sql;
  }
};

TEST_F(MemoryCatalogTest, TablesAreOneForAllSessions) {
  EXPECT_EQ(Run("CREATE TABLE memory.default.t (a bigint NOT NULL, b varchar(10) COMMENT 'hm')")
                .update_type,
            "CREATE TABLE");
  EXPECT_EQ(Run("INSERT INTO memory.default.t VALUES (1, 'a'), (2, NULL)").update_count, 2u);
  EXPECT_EQ(
      Run("CREATE TABLE memory.default.u AS SELECT a * 2 AS x FROM memory.default.t").update_count,
      2u);
  const auto other = engine_->NewSession({});
  EXPECT_THAT(Lines(*other, "SELECT a, b FROM memory.default.t ORDER BY a"),
              ElementsAre("1|a", "2|NULL"));
  EXPECT_THAT(Lines(*other, "SELECT sum(x) FROM memory.default.u"), ElementsAre("6"));
  Run(*other, "TRUNCATE TABLE memory.default.t");
  EXPECT_THAT(Lines("SELECT * FROM memory.default.t"), IsEmpty());
  Run("DROP TABLE memory.default.t");
  Fails("SELECT * FROM memory.default.t", base::ErrorKind::kNotFound,
        "line 1:15: Table 'memory.default.t' does not exist");
  Run("DROP TABLE IF EXISTS memory.default.t");
}

TEST_F(MemoryCatalogTest, NamesAreCompleted) {
  Run("USE memory.default");
  Run("CREATE TABLE t AS SELECT 1 AS a, 'x' AS b");
  Run("INSERT INTO t (b, a) SELECT 'y', 2");
  EXPECT_THAT(Lines("SELECT b FROM t ORDER BY a"), ElementsAre("x", "y"));
  Run("ALTER TABLE t RENAME TO u");
  EXPECT_THAT(Lines("SHOW TABLES"), ElementsAre("u"));
  EXPECT_THAT(Lines("SELECT count(*) FROM default.u"), ElementsAre("2"));
  EXPECT_EQ(Run("CREATE TABLE IF NOT EXISTS u AS SELECT 1 AS a").update_count, 0u);
  Run("CREATE SCHEMA iceberg.s");
  Run("CREATE TABLE iceberg.s.t AS SELECT * FROM u");
  EXPECT_THAT(Lines("SELECT count(*) FROM iceberg.s.t JOIN u ON t.a = u.a"), ElementsAre("2"));
}

TEST_F(MemoryCatalogTest, TablesAreAltered) {
  Run("CREATE TABLE memory.default.t (a bigint NOT NULL, c timestamp(3))");
  Run("INSERT INTO memory.default.t VALUES (1, TIMESTAMP '2020-01-01 00:00:00')");
  Run("ALTER TABLE memory.default.t ADD COLUMN d integer COMMENT 'dd'");
  Fails("ALTER TABLE memory.default.t ADD COLUMN d integer", base::ErrorKind::kAlreadyExists,
        "Column 'd' already exists");
  Fails("ALTER TABLE memory.default.t ADD COLUMN e integer NOT NULL", base::ErrorKind::kUnsupported,
        "Unable to add NOT NULL column 'e'");
  Run("ALTER TABLE memory.default.t RENAME COLUMN d TO f");
  Fails("INSERT INTO memory.default.t (f) VALUES (1)", base::ErrorKind::kInvalidArgument,
        "NULL value not allowed for NOT NULL column: a");
  Run("ALTER TABLE memory.default.t ALTER COLUMN a DROP NOT NULL");
  Run("INSERT INTO memory.default.t (f) VALUES (1)");
  Run("COMMENT ON TABLE memory.default.t IS 'tc'");
  Run("COMMENT ON COLUMN memory.default.t.a IS 'cc'");
  EXPECT_THAT(Lines("SHOW CREATE TABLE memory.default.t"),
              ElementsAre("CREATE TABLE memory.default.t (\n   a bigint COMMENT 'cc',\n   c "
                          "timestamp(3),\n   f integer COMMENT 'dd'\n)\nCOMMENT 'tc'"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM memory.default.t"),
              ElementsAre("a|bigint||cc", "c|timestamp(3)||", "f|integer||dd"));
  // One without letters is a comment as well.
  Run("COMMENT ON COLUMN memory.default.t.a IS ''");
  Run("COMMENT ON COLUMN memory.default.t.f IS NULL");
  Run("COMMENT ON TABLE memory.default.t IS ''");
  EXPECT_THAT(Lines("SHOW CREATE TABLE memory.default.t"),
              ElementsAre("CREATE TABLE memory.default.t (\n   a bigint COMMENT '',\n   c "
                          "timestamp(3),\n   f integer\n)\nCOMMENT ''"));
  EXPECT_THAT(Lines("SHOW STATS FOR memory.default.t"),
              ::testing::Contains("NULL|NULL|NULL|NULL|2.0|NULL|NULL"));
}

TEST_F(MemoryCatalogTest, HasSchemas) {
  Run("CREATE SCHEMA memory.s");
  Fails("CREATE SCHEMA memory.s", base::ErrorKind::kAlreadyExists,
        "Schema 'memory.s' already exists");
  Run("CREATE SCHEMA IF NOT EXISTS memory.s");
  Run("CREATE TABLE memory.s.t (a bigint)");
  EXPECT_THAT(Lines("SHOW SCHEMAS FROM memory"), ElementsAre("default", "information_schema", "s"));
  Fails("DROP SCHEMA memory.s", base::ErrorKind::kFailedPrecondition,
        "Cannot drop non-empty schema 's'");
  Run("DROP SCHEMA memory.s CASCADE");
  Fails("DROP SCHEMA memory.s", base::ErrorKind::kNotFound, "Schema 'memory.s' does not exist");
  Fails("CREATE TABLE memory.s.t (a bigint)", base::ErrorKind::kNotFound, "Schema s not found");
  EXPECT_THAT(Lines("SHOW CREATE SCHEMA memory.default"),
              ElementsAre("CREATE SCHEMA memory.default"));
  // What the engine keeps there for itself is nobody's.
  for (const char* schema : {"main", "pg_catalog"}) {
    Fails(std::string("SELECT * FROM memory.") + schema + ".pg_tables", base::ErrorKind::kNotFound,
          "does not exist");
    Fails(std::string("CREATE SCHEMA memory.") + schema, base::ErrorKind::kAlreadyExists, schema);
  }
  Fails("CREATE TABLE memory.main.t (a bigint)", base::ErrorKind::kNotFound, "not found");
}

TEST_F(MemoryCatalogTest, HasViews) {
  Run("USE memory.default");
  Run("CREATE TABLE t AS SELECT 1 AS a");
  Run("CREATE VIEW v AS SELECT a + 1 AS b FROM t");
  Fails("CREATE VIEW v AS SELECT 1 AS a", base::ErrorKind::kAlreadyExists, "View already exists");
  Run("CREATE OR REPLACE VIEW v AS SELECT a + 2 AS b FROM t");
  EXPECT_THAT(Lines("SELECT b FROM v"), ElementsAre("3"));
  EXPECT_THAT(Lines("SHOW CREATE VIEW v"),
              ElementsAre("CREATE VIEW memory.default.v SECURITY DEFINER AS\nSELECT (a + 2) b\n"
                          "FROM\n  t"));
  EXPECT_THAT(Lines("SELECT view_definition FROM memory.information_schema.views"),
              ElementsAre("SELECT (a + 2) b\nFROM\n  t\n"));
  EXPECT_THAT(Lines("SELECT table_name, table_type FROM memory.information_schema.tables WHERE "
                    "table_schema = 'default' ORDER BY 1"),
              ElementsAre("t|BASE TABLE", "v|VIEW"));
  EXPECT_THAT(Lines("SELECT table_name FROM information_schema.views"), ElementsAre("v"));
  EXPECT_THAT(Lines("SELECT column_name, data_type FROM information_schema.columns WHERE "
                    "table_name = 'v'"),
              ElementsAre("b|integer"));
  Fails("DROP TABLE v", base::ErrorKind::kInvalidArgument, "DROP VIEW memory.default.v");
  Fails("DROP VIEW t", base::ErrorKind::kInvalidArgument, "DROP TABLE memory.default.t");
  Run("ALTER VIEW v RENAME TO w");
  Run("DROP VIEW w");
  Run("DROP VIEW IF EXISTS w");
}

TEST_F(MemoryCatalogTest, ViewsHaveComments) {
  Run("USE memory.default");
  Run("CREATE TABLE base (a bigint COMMENT 'ca', b varchar(3))");
  Run("CREATE VIEW w COMMENT 'it''s' SECURITY INVOKER AS SELECT a, b AS bb, 'x' AS c FROM base");
  const auto shown = [&](const std::string& name) {
    return Lines("SHOW CREATE VIEW " + name).at(0);
  };
  EXPECT_THAT(shown("w"), ::testing::StartsWith("CREATE VIEW memory.default.w COMMENT 'it''s' "
                                                "SECURITY INVOKER AS\nSELECT"));
  EXPECT_EQ(Run("COMMENT ON VIEW w IS 'vc'").update_type, "COMMENT");
  Run("COMMENT ON COLUMN w.a IS 'of a view'");
  EXPECT_THAT(Lines("SHOW COLUMNS FROM w"),
              ElementsAre("a|bigint||of a view", "bb|varchar(3)||", "c|varchar(1)||"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM base"), ElementsAre("a|bigint||ca", "b|varchar(3)||"));
  Run("ALTER VIEW w RENAME TO v");
  EXPECT_THAT(shown("v"), HasSubstr("COMMENT 'vc' SECURITY INVOKER"));
  EXPECT_THAT(Lines("SELECT column_name, comment FROM information_schema.columns WHERE table_name "
                    "= 'v' ORDER BY ordinal_position"),
              ElementsAre("a|of a view", "bb|NULL", "c|NULL"));
  Run("COMMENT ON VIEW v IS NULL");
  Run("COMMENT ON COLUMN v.a IS NULL");
  EXPECT_THAT(shown("v"), ::testing::Not(HasSubstr("COMMENT")));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM v"), ::testing::Contains("a|bigint||"));
  // A new one begins without.
  Run("COMMENT ON VIEW v IS 'old'");
  Run("CREATE OR REPLACE VIEW v AS SELECT 2 AS y");
  EXPECT_THAT(shown("v"), ::testing::StartsWith("CREATE VIEW memory.default.v SECURITY DEFINER"));
  EXPECT_THAT(Lines("SELECT * FROM v"), ElementsAre("2"));

  const auto missing = base::ErrorKind::kNotFound;
  const auto wrong = base::ErrorKind::kInvalidArgument;
  Fails("COMMENT ON COLUMN v.nothing IS 'x'", missing, "Column does not exist: nothing");
  Fails("COMMENT ON VIEW nothing IS 'x'", missing, "View 'memory.default.nothing' does not exist");
  Fails("COMMENT ON VIEW base IS 'x'", wrong,
        "line 1:1: View 'memory.default.base' does not exist, but a table with that name exists. "
        "Did you mean COMMENT ON TABLE memory.default.base IS ...?");
  Fails("COMMENT ON TABLE v IS 'x'", wrong,
        "line 1:1: Table 'memory.default.v' does not exist, but a view with that name exists. Did "
        "you mean COMMENT ON VIEW memory.default.v IS ...?");
}

TEST_F(MemoryCatalogTest, RefusesViewsThatCannotBe) {
  Run("USE memory.default");
  Run("CREATE TABLE base (a bigint)");
  Run("CREATE VIEW v AS SELECT a FROM base");
  const auto wrong = base::ErrorKind::kInvalidArgument;
  Fails("CREATE VIEW w AS SELECT 1", wrong, "line 1:1: Column name not specified at position 1");
  Fails("CREATE VIEW w AS SELECT 1 AS x, 2 AS x", wrong,
        "line 1:1: Column name 'x' specified more than once");
  Fails("CREATE VIEW w WITH (a = 1) AS SELECT 2 AS y", wrong,
        "Catalog 'memory' view property 'a' does not exist");
  Fails("CREATE OR REPLACE VIEW v AS SELECT * FROM v", wrong,
        "line 1:43: Statement would create a recursive view");
  Fails("CREATE OR REPLACE VIEW base AS SELECT 1 AS x", base::ErrorKind::kAlreadyExists,
        "line 1:1: Table already exists: 'memory.default.base'");
  Fails("CREATE OR REPLACE VIEW v AS SELECT 2 AS y FROM nothing", base::ErrorKind::kNotFound,
        "line 1:48: Table 'memory.default.nothing' does not exist");
  EXPECT_THAT(Lines("SHOW TABLES"), ElementsAre("base", "v"));
}

TEST_F(MemoryCatalogTest, NamesChangeAcrossSchemas) {
  Run("CREATE SCHEMA memory.s2");
  Run("USE memory.default");
  Run("CREATE TABLE t (a bigint NOT NULL COMMENT 'ca', b varchar(3), c char(2)) COMMENT 'tc'");
  Run("INSERT INTO t VALUES (1, 'x', 'y')");
  Run("CREATE VIEW v COMMENT 'vc' AS SELECT a FROM t");
  const std::string definition = Lines("SHOW CREATE TABLE t").at(0);
  EXPECT_EQ(Run("ALTER TABLE t RENAME TO s2.t").update_type, "RENAME TABLE");
  EXPECT_THAT(Lines("SELECT a, b, c FROM s2.t"), ElementsAre("1|x|y "));
  EXPECT_THAT(Lines("SHOW TABLES"), ElementsAre("v"));
  Run("ALTER TABLE s2.t RENAME TO memory.default.t");
  EXPECT_THAT(Lines("SHOW CREATE TABLE t"), ElementsAre(definition));
  Fails("INSERT INTO t (b) VALUES ('z')", base::ErrorKind::kInvalidArgument,
        "NULL value not allowed for NOT NULL column: a");
  EXPECT_EQ(Run("ALTER VIEW v RENAME TO s2.w").update_type, "RENAME VIEW");
  EXPECT_THAT(Lines("SELECT * FROM s2.w"), ElementsAre("1"));
  EXPECT_THAT(Lines("SHOW CREATE VIEW s2.w").at(0), HasSubstr("memory.s2.w COMMENT 'vc'"));
  EXPECT_EQ(Run("ALTER SCHEMA memory.s2 RENAME TO s3").update_type, "RENAME SCHEMA");
  EXPECT_THAT(Lines("SHOW TABLES FROM memory.s3"), ElementsAre("w"));
  EXPECT_THAT(Lines("SHOW SCHEMAS LIKE 's%'"), ElementsAre("s3"));

  const auto there = base::ErrorKind::kAlreadyExists;
  const auto refused = base::ErrorKind::kUnsupported;
  Run("CREATE TABLE u (a bigint)");
  Run("CREATE VIEW x AS SELECT 1 AS a");
  Run("CREATE VIEW y AS SELECT 1 AS a");
  Fails("ALTER TABLE t RENAME TO u", there,
        "line 1:1: Target table 'memory.default.u' already exists");
  Fails("ALTER TABLE t RENAME TO x", there,
        "Target table 'memory.default.x' does not exist, but a view with that name exists.");
  Fails("ALTER VIEW x RENAME TO y", there, "Target view 'memory.default.y' already exists");
  Fails("ALTER VIEW x RENAME TO u", there,
        "Target view 'memory.default.u' does not exist, but a table with that name exists.");
  Fails("ALTER TABLE t RENAME TO nowhere.t", base::ErrorKind::kNotFound,
        "Schema nowhere not found");
  Fails("ALTER VIEW x RENAME TO tpch.tiny.x", refused, "View rename across catalogs");
  Fails("ALTER TABLE x RENAME TO z", base::ErrorKind::kInvalidArgument,
        "Did you mean ALTER VIEW memory.default.x RENAME TO ...?");
  Fails("ALTER VIEW t RENAME TO z", base::ErrorKind::kInvalidArgument,
        "Did you mean ALTER TABLE memory.default.t RENAME TO ...?");
  Fails("ALTER SCHEMA memory.s3 RENAME TO default", there,
        "Target schema 'memory.default' already exists");
  Fails("ALTER SCHEMA memory.nowhere RENAME TO a", base::ErrorKind::kNotFound,
        "Schema 'memory.nowhere' does not exist");
  Run("ALTER TABLE IF EXISTS nothing RENAME TO z");
}

TEST_F(MemoryCatalogTest, ChangesOfColumnsLookFirst) {
  Run("USE memory.default");
  Run("CREATE TABLE t (a bigint, c integer)");
  Run("CREATE VIEW v AS SELECT a FROM t");
  const auto missing = base::ErrorKind::kNotFound;
  const auto refused = base::ErrorKind::kUnsupported;
  Fails("ALTER TABLE t RENAME COLUMN c TO a", base::ErrorKind::kAlreadyExists,
        "line 1:1: Column 'a' already exists");
  Fails("ALTER TABLE t RENAME COLUMN x TO y", missing, "line 1:1: Column 'x' does not exist");
  Run("ALTER TABLE t RENAME COLUMN IF EXISTS x TO y");
  Fails("ALTER TABLE t DROP COLUMN c", refused, "This connector does not support dropping columns");
  Fails("ALTER TABLE t DROP COLUMN x", missing, "line 1:1: Column 'x' does not exist");
  Run("ALTER TABLE t DROP COLUMN IF EXISTS x");
  for (const char* change : {"RENAME COLUMN a TO b", "DROP COLUMN a", "ADD COLUMN a bigint"}) {
    Run(std::string("ALTER TABLE IF EXISTS nothing ") + change);
    Fails(std::string("ALTER TABLE nothing ") + change, missing,
          "line 1:1: Table 'memory.default.nothing' does not exist");
    Fails(std::string("ALTER TABLE v ") + change, base::ErrorKind::kInvalidArgument,
          "Table 'memory.default.v' does not exist, but a view with that name exists.");
  }
  Fails("ALTER TABLE t ALTER COLUMN a DROP NOT NULL", refused,
        "line 1:1: Column is already nullable");
  Fails("ALTER TABLE t SET PROPERTIES x = 1", base::ErrorKind::kInvalidArgument,
        "line 1:30: Catalog 'memory' table property 'x' does not exist");
  Fails("ALTER TABLE t SET AUTHORIZATION bob", refused,
        "Catalog does not support permission management: memory");
  Fails("TRUNCATE TABLE v", refused, "line 1:1: Cannot truncate a view");
  Fails("INSERT INTO v VALUES 1", refused, "line 1:1: Inserting into views is not supported");
}

TEST_F(MemoryCatalogTest, DoesNotDoWhatTrinosDoesNot) {
  Run("CREATE TABLE memory.default.t (a bigint)");
  const auto refused = base::ErrorKind::kUnsupported;
  Fails("CREATE OR REPLACE TABLE memory.default.t (a bigint)", refused, "replacing tables");
  Fails("DELETE FROM memory.default.t WHERE a = 1", refused, "modifying table rows");
  Fails("UPDATE memory.default.t SET a = 1", refused, "modifying table rows");
  Fails("ALTER TABLE memory.default.t DROP COLUMN a", refused, "dropping columns");
  Fails("ALTER TABLE memory.default.t ALTER COLUMN a SET DATA TYPE integer", refused,
        "setting column types");
  Fails("ALTER TABLE memory.default.t RENAME TO tpch.tiny.u", refused, "across catalogs");
  Fails("CREATE TABLE memory.default.p (a bigint) WITH (format = 'x')",
        base::ErrorKind::kInvalidArgument, "table property 'format' does not exist");
  Fails("CREATE TABLE memory.default.t (a bigint)", base::ErrorKind::kAlreadyExists,
        "Table 'memory.default.t' already exists");
}

TEST_F(MemoryCatalogTest, WritesAreTransactionsOfTheirOwn) {
  Run("CREATE TABLE memory.default.t AS SELECT 1 AS a");
  Run("START TRANSACTION");
  EXPECT_THAT(Lines("SELECT a FROM memory.default.t"), ElementsAre("1"));
  Fails("INSERT INTO memory.default.t VALUES 2", base::ErrorKind::kFailedPrecondition,
        "Catalog only supports writes using autocommit: memory");
  Run("ROLLBACK");
  EXPECT_EQ(ErrorOf("INSERT INTO memory.default.t SELECT 1 / 0").kind(),
            base::ErrorKind::kInvalidArgument);
  EXPECT_THAT(Lines("SELECT count(*) FROM memory.default.t"), ElementsAre("1"));
}

TEST_F(MemoryCatalogTest, IsBounded) {
  session_.reset();
  EmbeddedOptions options;
  options.threads = 2;
  options.memory_catalog_bytes = uint64_t{8} << 20;
  engine_ = NewEmbeddedEngine(*catalog_, options);
  session_ = engine_->NewSession({});
  for (int round = 0; round < 2; ++round) {  // what failed took nothing
    Fails("CREATE TABLE memory.default.big AS SELECT * FROM tpch.\"sf0.1\".orders",
          base::ErrorKind::kResourceExhausted,
          "Memory limit [8388608] for memory connector exceeded");
    EXPECT_THAT(Lines("SHOW TABLES FROM memory.default"), IsEmpty());
    Run("CREATE TABLE memory.default.small AS SELECT * FROM tpch.tiny.orders");
    Run("DROP TABLE memory.default.small");
  }
  Run("CREATE TABLE memory.default.t AS SELECT * FROM tpch.tiny.nation");
  Fails(
      "INSERT INTO memory.default.t SELECT nationkey, name, 1, comment FROM "
      "tpch.\"sf0.5\".customer",
      base::ErrorKind::kResourceExhausted, "exceeded");
  EXPECT_THAT(Lines("SELECT count(*) FROM memory.default.t"), ElementsAre("25"));
}

TEST_F(MemoryCatalogTest, SessionsWriteSideBySide) {
  Run("CREATE TABLE memory.default.t (a bigint)");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, i] {
      const auto session = engine_->NewSession({});
      for (int k = 0; k < 20; ++k) {
        Run(*session, "INSERT INTO memory.default.t VALUES " + std::to_string(i * 100 + k));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(Lines("SELECT count(*), count(DISTINCT a) FROM memory.default.t"),
              ElementsAre("80|80"));
}

// dbt's documentation is made of these.
TEST_F(MemoryCatalogTest, CommentsAreToldOfAllCatalogs) {
  Run("CREATE TABLE memory.default.noted (a bigint) COMMENT 'of a table'");
  EXPECT_THAT(Lines("SELECT table_name, comment FROM system.metadata.table_comments WHERE "
                    "catalog_name = 'memory' AND schema_name = 'default' AND table_name = 'noted'"),
              ElementsAre("noted|of a table"));
  EXPECT_THAT(Lines("SELECT comment FROM system.metadata.table_comments WHERE catalog_name = "
                    "'system' AND schema_name = 'runtime' AND table_name = 'nodes'"),
              ElementsAre("NULL"));
}

}  // namespace
}  // namespace tarn::engine::embedded
