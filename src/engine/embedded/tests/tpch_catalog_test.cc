// The catalog `tpch`: what is in it is tested in src/tpch; here, that SQL reads it. The figures are
// those of a Trino 476.
#include <chrono>
#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TpchCatalogTest : public LakeTest {};

TEST_F(TpchCatalogTest, TablesAreRead) {
  EXPECT_THAT(Lines("SELECT * FROM tpch.tiny.region ORDER BY regionkey LIMIT 2"),
              ElementsAre("0|AFRICA|lar deposits. blithely final packages cajole. regular waters "
                          "are final requests. regular accounts are according to ",
                          "1|AMERICA|hs use ironic, even requests. s"));
  EXPECT_THAT(Lines("SELECT count(*), sum(quantity), min(shipdate), count(DISTINCT orderkey), "
                    "sum(length(comment)) FROM tpch.tiny.lineitem"),
              ElementsAre("60175|1536127.0|1992-01-04|15000|1598371"));
  EXPECT_THAT(Lines("SELECT nation.name, tiny.nation.regionkey FROM tpch.tiny.nation WHERE "
                    "tpch.tiny.nation.nationkey = 7"),
              ElementsAre("GERMANY|3"));
  EXPECT_THAT(Lines("SELECT count(*) FROM tpch.\"sf0.001\".orders"), ElementsAre("1500"));
}

TEST_F(TpchCatalogTest, ALimitEndsATableOfAnySize) {
  EXPECT_THAT(Run("SELECT * FROM tpch.sf100000.lineitem LIMIT 1000").rows, SizeIs(1000));
}

TEST_F(TpchCatalogTest, RowsAreNumbered) {
  EXPECT_THAT(Lines("SELECT row_number FROM tpch.tiny.region ORDER BY 1"),
              ElementsAre("0", "1", "2", "3", "4"));
  EXPECT_THAT(Lines("SELECT n.row_number, n.name FROM tpch.tiny.nation AS n WHERE row_number = 7"),
              ElementsAre("7|GERMANY"));
  EXPECT_THAT(Lines("SELECT row_number, orderkey FROM tpch.tiny.orders ORDER BY 2 LIMIT 8"),
              ElementsAre("1|1", "2|2", "3|3", "4|4", "5|5", "6|6", "7|7", "8|32"));
  EXPECT_THAT(Lines("SELECT min(row_number), max(row_number), count(DISTINCT row_number), "
                    "typeof(max(row_number)) FROM tpch.tiny.lineitem"),
              ElementsAre("1|15000|15000|bigint"));
  EXPECT_THAT(Lines("SELECT row_number, count(*) FROM tpch.tiny.partsupp GROUP BY 1 ORDER BY 1 "
                    "LIMIT 1"),
              ElementsAre("1|4"));
  EXPECT_THAT(ErrorOf("SELECT row_number FROM (SELECT * FROM tpch.tiny.nation)").message(),
              HasSubstr("Column 'row_number' cannot be resolved"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM tpch.tiny.region"), SizeIs(3));
}

TEST_F(TpchCatalogTest, ReadingStopsWhereItIs) {
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    session_->StopReading();
  });
  // Hours of reading.
  const auto lines =
      Lines("SELECT count(orderkey) > 0, count(orderkey) < 1000000000 FROM tpch.sf100000.orders");
  stopper.join();
  EXPECT_THAT(lines, ElementsAre("true|true"));
  EXPECT_THAT(Lines("SELECT count(*) FROM tpch.tiny.nation"), ElementsAre("25"));
}

TEST_F(TpchCatalogTest, IsJoinedAndCopiedIntoTheLake) {
  Run("CREATE SCHEMA s");
  EXPECT_EQ(
      Run("CREATE TABLE iceberg.s.customers AS SELECT * FROM tpch.tiny.customer").update_count,
      1500u);
  EXPECT_THAT(Lines("SELECT n.name, count(*) FROM s.customers c JOIN tpch.tiny.nation n ON "
                    "c.nationkey = n.nationkey GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1"),
              ElementsAre("IRAN|72"));
  Run("CREATE VIEW s.regions AS SELECT name FROM tpch.tiny.region");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.regions"), ElementsAre("5"));
}

TEST_F(TpchCatalogTest, IsTheCatalogOfASession) {
  Run("USE tpch.tiny");
  EXPECT_EQ(session_->options().catalog, "tpch");
  EXPECT_THAT(Lines("SELECT count(*) FROM nation"), ElementsAre("25"));
  EXPECT_THAT(Lines("SELECT count(*) FROM sf1.nation"), ElementsAre("25"));
  EXPECT_THAT(Lines("WITH nation AS (SELECT 1 AS x) SELECT x FROM nation"), ElementsAre("1"));
  EXPECT_THAT(Lines("SHOW TABLES"), ElementsAre("customer", "lineitem", "nation", "orders", "part",
                                                "partsupp", "region", "supplier"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM nation LIKE 'n%'"),
              ElementsAre("nationkey|bigint||", "name|varchar(25)||"));
  const auto direct = engine_->NewSession({.ref = "main",
                                           .catalog = "tpch",
                                           .schema = "sf1",
                                           .user = "",
                                           .commit_message = "",
                                           .commit_properties = {}});
  EXPECT_THAT(Lines(*direct, "SELECT count(*) FROM region"), ElementsAre("5"));
  Run("USE iceberg.information_schema");
  EXPECT_EQ(ErrorOf("SELECT * FROM tiny.nation").kind(), base::ErrorKind::kNotFound);
}

TEST_F(TpchCatalogTest, IsDescribed) {
  EXPECT_THAT(Lines("SHOW CATALOGS"), ElementsAre("iceberg", "memory", "system", "tpcds", "tpch"));
  EXPECT_THAT(Lines("SHOW SCHEMAS FROM tpch LIKE 'sf1'"), ElementsAre("sf1"));
  EXPECT_THAT(Lines("SHOW SCHEMAS FROM tpch"), SizeIs(10));
  EXPECT_THAT(Lines("SHOW CREATE TABLE tpch.tiny.region"),
              ElementsAre("CREATE TABLE tpch.tiny.region (\n   regionkey bigint NOT NULL,\n   name "
                          "varchar(25) NOT NULL,\n   comment varchar(152) NOT NULL\n)"));
  EXPECT_THAT(Lines("SHOW STATS FOR tpch.tiny.region"),
              Contains("NULL|NULL|NULL|NULL|5.0|NULL|NULL"));
  EXPECT_THAT(Lines("SELECT table_name FROM tpch.information_schema.tables WHERE table_schema = "
                    "'sf300' AND table_name LIKE 'p%' ORDER BY 1"),
              ElementsAre("part", "partsupp"));
  EXPECT_THAT(Lines("SELECT column_name, data_type, is_nullable FROM "
                    "tpch.information_schema.columns WHERE table_schema = 'tiny' AND table_name = "
                    "'region' ORDER BY ordinal_position"),
              ElementsAre("regionkey|bigint|NO", "name|varchar(25)|NO", "comment|varchar(152)|NO"));
  EXPECT_THAT(Lines("SELECT catalog_name FROM system.metadata.catalogs ORDER BY 1"),
              ElementsAre("iceberg", "memory", "system", "tpcds", "tpch"));
  EXPECT_THAT(Lines("SELECT count(*) FROM system.jdbc.columns WHERE table_cat = 'tpch' AND "
                    "table_schem = 'tiny'"),
              ElementsAre("61"));
}

TEST_F(TpchCatalogTest, NamesThatAreNotThereHaveTheirPlace) {
  EXPECT_THAT(ErrorOf("SELECT * FROM tpch.nope.nation").message(),
              HasSubstr("line 1:15: Schema 'nope' does not exist"));
  EXPECT_THAT(ErrorOf("SELECT * FROM tpch.tiny.nations").message(),
              HasSubstr("line 1:15: Table 'tpch.tiny.nations' does not exist"));
  EXPECT_THAT(ErrorOf("SELECT * FROM tpchs.tiny.nation").message(),
              HasSubstr("Catalog 'tpchs' not found"));
  EXPECT_EQ(ErrorOf("USE tpchs.tiny").message(), "Catalog 'tpchs' not found");
  EXPECT_EQ(ErrorOf("USE tpch.nope").message(), "Schema does not exist: tpch.nope");
  EXPECT_EQ(ErrorOf("SHOW TABLES FROM tpch.nope").kind(), base::ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("SELECT * FROM tpch.main.nation").kind(), base::ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("SELECT * FROM tpch.\"sf0.00001\".lineitem").kind(),
            base::ErrorKind::kInvalidArgument);
}

TEST_F(TpchCatalogTest, NothingIsWritten) {
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"CREATE TABLE tpch.tiny.x (a bigint)", "creating tables"},
      {"CREATE TABLE tpch.tiny.x AS SELECT 1 a", "creating tables with data"},
      {"INSERT INTO tpch.tiny.nation VALUES (1, 'a', 1, 'c')", "inserts"},
      {"DELETE FROM tpch.tiny.nation", "modifying table rows"},
      {"UPDATE tpch.tiny.nation SET name = 'x'", "modifying table rows"},
      {"TRUNCATE TABLE tpch.tiny.nation", "truncating tables"},
      {"DROP TABLE tpch.tiny.nation", "dropping tables"},
      {"CREATE SCHEMA tpch.x", "creating schemas"},
      {"ALTER TABLE tpch.tiny.nation RENAME TO tpch.tiny.n", "renaming tables"},
      {"ALTER TABLE tpch.tiny.nation ADD COLUMN x bigint", "adding columns"},
      {"ALTER TABLE tpch.tiny.nation DROP COLUMN name", "dropping columns"},
      {"COMMENT ON TABLE tpch.tiny.nation IS 'x'", "setting table comments"},
      {"CREATE VIEW tpch.tiny.v AS SELECT 1 a", "creating views"}};
  for (const auto& [sql, operation] : refused) {
    const base::Error error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnsupported) << sql;
    EXPECT_EQ(error.message(), "This connector does not support " + operation) << sql;
  }
  EXPECT_THAT(ErrorOf("DROP SCHEMA tpch.tiny").message(),
              HasSubstr("Cannot drop non-empty schema 'tiny'"));
  EXPECT_NO_THROW(Run("DROP TABLE IF EXISTS tpch.tiny.nope"));
  EXPECT_EQ(ErrorOf("DROP TABLE tpch.tiny.nope").kind(), base::ErrorKind::kNotFound);
  // What is only for the lake's tables says so.
  Run("CREATE SCHEMA s");
  EXPECT_THAT(ErrorOf("CREATE TABLE s.t (LIKE tpch.tiny.nation)").message(), HasSubstr("iceberg"));
}

TEST_F(TpchCatalogTest, IsNotThereWhenItIsSwitchedOff) {
  session_.reset();
  EmbeddedOptions options;
  options.tpch_catalog = false;
  options.tpcds_catalog = false;
  options.memory_catalog = false;
  engine_ = NewEmbeddedEngine(*catalog_, options);
  session_ = engine_->NewSession({});
  EXPECT_THAT(Lines("SHOW CATALOGS"), ElementsAre("iceberg", "system"));
  EXPECT_EQ(ErrorOf("SELECT * FROM tpch.tiny.nation").kind(), base::ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("CREATE TABLE memory.default.t (a bigint)").kind(), base::ErrorKind::kNotFound);
  EXPECT_THAT(Lines("SELECT table_cat FROM system.jdbc.catalogs ORDER BY 1"),
              ElementsAre("iceberg", "system"));
  EXPECT_THAT(
      Lines(
          "SELECT table_name FROM system.jdbc.tables WHERE table_cat NOT IN ('iceberg', 'system')"),
      IsEmpty());
}

}  // namespace
}  // namespace tarn::engine::embedded
