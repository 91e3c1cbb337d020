// The catalog `tpcds`: that its rows are those of a Trino 476 is tested in src/tpcds; here, that
// SQL reads them.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class TpcdsCatalogTest : public LakeTest {};

TEST_F(TpcdsCatalogTest, TablesAreRead) {
  EXPECT_THAT(Lines("SELECT * FROM tpcds.tiny.income_band ORDER BY 1 LIMIT 2"),
              ElementsAre("1|0|10000", "2|10001|20000"));
  EXPECT_THAT(Lines("SELECT count(*), count(ss_customer_sk), sum(ss_net_profit), "
                    "count(DISTINCT ss_ticket_number) FROM tpcds.tiny.store_sales"),
              ElementsAre("120527|115229|-96239860.87|10000"));
  EXPECT_THAT(Lines("SELECT count(*), sum(cr_net_loss) FROM tpcds.tiny.catalog_returns"),
              ElementsAre("8923|6658248.45"));
  EXPECT_THAT(Lines("SELECT d_date, d_day_name, d_quarter_name FROM tpcds.sf1.date_dim WHERE "
                    "d_date = DATE '2000-02-29'"),
              ElementsAre("2000-02-29|Tuesday  |2000Q1"));
  EXPECT_THAT(Lines("SELECT count(*) FROM tpcds.\"sf0.5\".web_site WHERE tpcds.\"sf0.5\".web_site."
                    "web_site_sk < 3"),
              ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT dv_version, dv_create_date BETWEEN current_date - INTERVAL '1' DAY AND "
                    "current_date FROM tpcds.tiny.dbgen_version"),
              ElementsAre("2.0.0|true"));
}

TEST_F(TpcdsCatalogTest, CharactersArePadded) {
  EXPECT_THAT(Lines("SELECT cd_gender, cd_education_status, typeof(cd_credit_rating) FROM "
                    "tpcds.tiny.customer_demographics WHERE cd_demo_sk = 1"),
              ElementsAre("M|Primary             |char(10)"));
  EXPECT_THAT(Lines("SELECT count(*) FROM tpcds.tiny.customer_demographics WHERE "
                    "cd_education_status = 'Primary' AND cd_demo_sk < 100"),
              ElementsAre("20"));
  EXPECT_THAT(Lines("SELECT count(*), count(c_login) FROM tpcds.tiny.customer"),
              ElementsAre("1000|0"));
}

TEST_F(TpcdsCatalogTest, ALimitEndsATableOfAnySize) {
  EXPECT_THAT(Run("SELECT * FROM tpcds.sf100000.catalog_returns LIMIT 1000").rows, SizeIs(1000));
}

TEST_F(TpcdsCatalogTest, IsJoinedAndCopiedIntoTheLake) {
  Run("CREATE SCHEMA s");
  EXPECT_EQ(Run("CREATE TABLE iceberg.s.stores AS SELECT * FROM tpcds.tiny.store").update_count,
            2u);
  EXPECT_THAT(Lines("SELECT count(*) FROM tpcds.tiny.store_sales JOIN s.stores ON ss_store_sk = "
                    "s_store_sk"),
              ElementsAre("115105"));
}

TEST_F(TpcdsCatalogTest, IsTheCatalogOfASession) {
  Run("USE tpcds.tiny");
  EXPECT_THAT(Lines("SELECT count(*) FROM reason"), ElementsAre("1"));
  EXPECT_THAT(Lines("SHOW TABLES"), SizeIs(25));
  EXPECT_THAT(Lines("DESCRIBE item"), Contains("i_current_price|decimal(7,2)||").Times(1));
}

TEST_F(TpcdsCatalogTest, IsDescribed) {
  EXPECT_THAT(Lines("SHOW SCHEMAS FROM tpcds"), SizeIs(11));
  EXPECT_THAT(Lines("SHOW TABLES FROM tpcds.tiny LIKE 'web%'"),
              ElementsAre("web_page", "web_returns", "web_sales", "web_site"));
  EXPECT_THAT(Lines("SHOW CREATE TABLE tpcds.tiny.dbgen_version"),
              ElementsAre("CREATE TABLE tpcds.tiny.dbgen_version (\n   dv_version varchar(16),\n   "
                          "dv_create_date date,\n   dv_create_time time(3),\n   dv_cmdline_args "
                          "varchar(200)\n)"));
  EXPECT_THAT(Lines("SHOW STATS FOR tpcds.tiny.ship_mode"),
              Contains("NULL|NULL|NULL|NULL|20.0|NULL|NULL"));
  EXPECT_THAT(Lines("SELECT column_name, data_type, is_nullable FROM "
                    "tpcds.information_schema.columns WHERE table_schema = 'tiny' AND table_name = "
                    "'reason' ORDER BY ordinal_position"),
              ElementsAre("r_reason_sk|bigint|YES", "r_reason_id|char(16)|YES",
                          "r_reason_desc|char(100)|YES"));
  EXPECT_THAT(Lines("SELECT count(*) FROM system.jdbc.columns WHERE table_cat = 'tpcds' AND "
                    "table_schem = 'tiny'"),
              ElementsAre("429"));
}

TEST_F(TpcdsCatalogTest, NamesThatAreNotThereHaveTheirPlace) {
  EXPECT_THAT(ErrorOf("SELECT * FROM tpcds.nope.item").message(),
              HasSubstr("line 1:15: Schema 'nope' does not exist"));
  EXPECT_THAT(ErrorOf("SELECT * FROM tpcds.tiny.items").message(),
              HasSubstr("line 1:15: Table 'tpcds.tiny.items' does not exist"));
  EXPECT_EQ(ErrorOf("SHOW TABLES FROM tpcds.sf0").kind(), base::ErrorKind::kNotFound);
}

// Query 95: a plan that DuckDB's optimizer copies, scans and all.
TEST_F(TpcdsCatalogTest, PlansOverTablesAreCopied) {
  EXPECT_THAT(
      Lines("WITH ws_wh AS (SELECT ws1.ws_order_number, ws1.ws_warehouse_sk wh1, "
            "ws2.ws_warehouse_sk wh2 FROM tpcds.tiny.web_sales ws1, tpcds.tiny.web_sales ws2 "
            "WHERE ws1.ws_order_number = ws2.ws_order_number AND ws1.ws_warehouse_sk <> "
            "ws2.ws_warehouse_sk) SELECT count(DISTINCT ws_order_number) AS \"order count\" , "
            "sum(ws_ext_ship_cost) AS \"total shipping cost\" , sum(ws_net_profit) AS \"total "
            "net profit\" FROM tpcds.tiny.web_sales ws1 , tpcds.tiny.date_dim , "
            "tpcds.tiny.customer_address , tpcds.tiny.web_site WHERE d_date BETWEEN "
            "DATE '1999-02-01' AND cast('1999-04-02' AS date) AND ws1.ws_ship_date_sk = d_date_sk "
            "AND ws1.ws_ship_addr_sk = ca_address_sk AND ca_state = 'IL' AND "
            "ws1.ws_web_site_sk = web_site_sk AND web_company_name = 'pri' AND "
            "ws1.ws_order_number IN (SELECT ws_order_number FROM ws_wh) AND "
            "ws1.ws_order_number IN (SELECT wr_order_number FROM tpcds.tiny.web_returns, "
            "ws_wh WHERE wr_order_number = ws_wh.ws_order_number) ORDER BY count(DISTINCT "
            "ws_order_number) LIMIT 100"),
      ElementsAre("0|NULL|NULL"));
}

TEST_F(TpcdsCatalogTest, NothingIsWritten) {
  for (const auto& [sql, operation] : std::vector<std::pair<std::string, std::string>>{
           {"CREATE TABLE tpcds.tiny.x (a bigint)", "creating tables"},
           {"INSERT INTO tpcds.tiny.reason VALUES (1, 'a', 'b')", "inserts"},
           {"DELETE FROM tpcds.tiny.reason", "modifying table rows"},
           {"DROP TABLE tpcds.tiny.reason", "dropping tables"}}) {
    const base::Error error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnsupported) << sql;
    EXPECT_EQ(error.message(), "This connector does not support " + operation) << sql;
  }
}

}  // namespace
}  // namespace tarn::engine::embedded
