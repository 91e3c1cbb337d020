#include <thread>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class SessionTest : public LakeTest {
 protected:
  SessionTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.orders (id bigint NOT NULL COMMENT 'key', price decimal(12,2), ts "
        "timestamp(6)) COMMENT 'all orders' WITH (partitioning = ARRAY['day(ts)'])");
    Run("INSERT INTO s.orders VALUES (1, 9.5, TIMESTAMP '2026-01-01 00:00:00')");
  }
};

// Over a column: constants are computed before the optimizer looks for what is the same.
TEST_F(SessionTest, FunctionsOfOneColumnAreNotTakenForOneAnother) {
  EXPECT_THAT(
      Lines(
          "SELECT hour(t), minute(t), second(t), minute(t) - hour(t), day(t), "
          "CAST(t AS date), CAST(t AS time), date_add('day', 1, t) > date_add('day', 0, t) "
          "FROM (VALUES TIMESTAMP '2026-05-04 03:02:01', TIMESTAMP '2026-05-04 03:02:01') AS x(t) "
          "GROUP BY t"),
      ElementsAre("3|2|1|-1|4|2026-05-04|03:02:01.000|true"));
  EXPECT_THAT(Lines("SELECT a / b, a % b, array_min(l), array_max(l), bitwise_left_shift(a, 2), "
                    "bitwise_right_shift(a, 2) FROM (VALUES (BIGINT '7', BIGINT '2', ARRAY[3, 1]), "
                    "(BIGINT '7', BIGINT '2', ARRAY[3, 1])) AS x(a, b, l) LIMIT 1"),
              ElementsAre("3|1|1|3|28|1"));
  EXPECT_THAT(Lines("SELECT max(i), count(*) FROM UNNEST(sequence(1, 20000)) AS x(i)"),
              ElementsAre("20000|20000"));
}

TEST_F(SessionTest, ShowStatements) {
  EXPECT_THAT(Lines("SHOW CATALOGS"), ElementsAre("iceberg", "memory", "system", "tpcds", "tpch"));
  EXPECT_THAT(Lines("SHOW SCHEMAS IN iceberg"), ElementsAre("information_schema", "s"));
  EXPECT_THAT(Lines("SHOW SCHEMAS LIKE 's%'"), ElementsAre("s"));
  EXPECT_THAT(Lines("SHOW TABLES FROM s"), ElementsAre("orders"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.orders"),
              ElementsAre("id|bigint||key", "price|decimal(12,2)||", "ts|timestamp(6)||"));
  EXPECT_THAT(Lines("SHOW SESSION"), Contains("ref|main|main|varchar|Branch, tag or commit that "
                                              "this session works on"));
}

TEST_F(SessionTest, ShowCreateTableCanBeRunAgain) {
  const std::string text = Lines("SHOW CREATE TABLE s.orders").at(0);
  EXPECT_THAT(text, HasSubstr("id bigint NOT NULL COMMENT 'key'"));
  EXPECT_THAT(text, HasSubstr("COMMENT 'all orders'"));
  EXPECT_THAT(text, HasSubstr("partitioning = ARRAY['day(ts)']"));
  Run("DROP TABLE s.orders");
  Run(text);
  EXPECT_EQ(Lines("SHOW CREATE TABLE s.orders").at(0), text);
}

TEST_F(SessionTest, InformationSchema) {
  EXPECT_THAT(Lines("SELECT table_name, table_type FROM iceberg.information_schema.tables WHERE "
                    "table_schema = 's'"),
              ElementsAre("orders|BASE TABLE"));
  EXPECT_THAT(Lines("SELECT column_name, ordinal_position, is_nullable, data_type FROM "
                    "information_schema.columns WHERE table_name = 'orders' ORDER BY 2"),
              ElementsAre("id|1|NO|bigint", "price|2|YES|decimal(12,2)", "ts|3|YES|timestamp(6)"));
  EXPECT_THAT(Lines("SELECT schema_name FROM information_schema.schemata ORDER BY 1"),
              ElementsAre("information_schema", "s"));
  EXPECT_THAT(Lines("SELECT * FROM information_schema.views"), ElementsAre());
}

TEST_F(SessionTest, UseGivesUnqualifiedNamesAMeaning) {
  const base::Error error = ErrorOf("SELECT * FROM orders");
  EXPECT_THAT(error.message(), HasSubstr("Schema must be specified"));
  Run("USE iceberg.s");
  EXPECT_THAT(Lines("SELECT id FROM orders"), ElementsAre("1"));
  EXPECT_EQ(session_->options().schema, "s");
  EXPECT_EQ(ErrorOf("USE nope").kind(), ErrorKind::kNotFound);
}

TEST_F(SessionTest, ErrorsTellThePlaceAndWhatWasMeant) {
  const base::Error table = ErrorOf("SELECT *\nFROM s.ordres");
  EXPECT_EQ(table.kind(), ErrorKind::kNotFound);
  EXPECT_THAT(table.message(),
              StartsWith("line 2:6: Table 'iceberg.s.ordres' does not exist (did you mean "
                         "'orders'?)\nFROM s.ordres\n     ^"));
  const base::Error column = ErrorOf("SELECT id, prise FROM s.orders");
  EXPECT_EQ(column.kind(), ErrorKind::kNotFound);
  EXPECT_THAT(column.message(),
              StartsWith("line 1:12: Column 'prise' cannot be resolved (did you mean 'price'?)"));
  EXPECT_THAT(ErrorOf("SELECT * FROM other.s.orders").message(),
              StartsWith("line 1:15: Catalog 'other' not found"));
  EXPECT_THAT(ErrorOf("SELECT * FROM shop.orders").message(),
              StartsWith("line 1:15: Schema 'shop' does not exist"));
  EXPECT_THAT(ErrorOf("SELEC 1").message(), StartsWith("line 1:1:"));
  EXPECT_EQ(ErrorOf("SELECT CAST('x' AS bigint)").kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(
      ErrorOf("CREATE TABLE s.x (a bigint) WITH (formt = 'PARQUET')").message(),
      HasSubstr(
          "Catalog 'iceberg' table property 'formt' does not exist (did you mean 'format'?)"));
  EXPECT_THAT(
      ErrorOf("CREATE TABLE s.x (a bigint) WITH (partitioning = ARRAY['day(a)'])").message(),
      HasSubstr("Invalid source type long for transform: day"));
}

TEST_F(SessionTest, FilesAreNoTables) {
  const std::string file = WriteFile("data.csv", "a,b\n1,2\n");
  EXPECT_EQ(ErrorOf("SELECT * FROM \"" + file + "\"").kind(), ErrorKind::kInvalidArgument);
  EXPECT_EQ(ErrorOf("SELECT * FROM s.\"" + file + "\"").kind(), ErrorKind::kNotFound);
}

TEST_F(SessionTest, ViewsAreTrinosAndNest) {
  Run("USE s");
  Run("CREATE VIEW dear AS SELECT id, id * 2 AS twice FROM orders WHERE price > 1");
  Run("CREATE VIEW iceberg.s.dearest AS SELECT max(twice) AS top FROM s.dear");
  Run("CREATE SCHEMA other");
  Run("USE other");
  EXPECT_THAT(Lines("SELECT top FROM s.dearest"), ElementsAre("2"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.dear"), ElementsAre("id|bigint||", "twice|bigint||"));
  EXPECT_THAT(Lines("SELECT table_type FROM information_schema.tables WHERE table_name = 'dear'"),
              ElementsAre("VIEW"));
  EXPECT_EQ(ErrorOf("CREATE VIEW s.dear AS SELECT 1 AS a").kind(), ErrorKind::kAlreadyExists);
  Run("CREATE OR REPLACE VIEW s.dear AS SELECT BIGINT '7' AS twice");
  EXPECT_THAT(Lines("SELECT top FROM s.dearest"), ElementsAre("7"));
  EXPECT_EQ(ErrorOf("INSERT INTO s.dear VALUES (1)").kind(), ErrorKind::kUnsupported);
  Run("ALTER VIEW s.dear RENAME TO s.cheap");
  EXPECT_THAT(Lines("SELECT twice FROM s.cheap"), ElementsAre("7"));
  Run("DROP VIEW s.cheap");
  EXPECT_EQ(ErrorOf("SELECT * FROM s.cheap").kind(), ErrorKind::kNotFound);
}

TEST_F(SessionTest, ExplainRunsNothing) {
  EXPECT_FALSE(Lines("EXPLAIN SELECT * FROM s.orders").empty());
  EXPECT_FALSE(Lines("EXPLAIN CREATE TABLE s.x AS SELECT * FROM s.orders").empty());
  EXPECT_EQ(ErrorOf("SELECT * FROM s.x").kind(), ErrorKind::kNotFound);
  EXPECT_FALSE(Lines("EXPLAIN ANALYZE SELECT * FROM s.orders").empty());
}

TEST_F(SessionTest, WhatIsNotSupportedSaysSo) {
  for (const char* verb : {"CREATE", "DROP"}) {
    const bool creates = std::string(verb) == "CREATE";
    const base::Error error =
        ErrorOf(verb + std::string(creates ? " CATALOG c USING memory" : " CATALOG tpch"));
    EXPECT_EQ(error.kind(), ErrorKind::kUnsupported);
    EXPECT_EQ(error.message(),
              verb + std::string(" CATALOG is not supported by the static catalog store"));
  }
}

TEST_F(SessionTest, ThereAreNoRoles) {
  const base::Error create = ErrorOf("CREATE ROLE test");
  EXPECT_EQ(create.kind(), base::ErrorKind::kUnsupported);
  EXPECT_EQ(create.message(), "System roles are not enabled");
  for (const char* sql : {"DROP ROLE test", "GRANT test TO USER a", "REVOKE test FROM USER a"}) {
    EXPECT_EQ(ErrorOf(sql).message(), "line 1:1: Role 'test' does not exist") << sql;
  }
  Run("DROP ROLE IF EXISTS test");
}

TEST_F(SessionTest, NoCatalogHasRoles) {
  for (const char* sql :
       {"CREATE ROLE test IN iceberg", "DROP ROLE test IN iceberg",
        "GRANT test TO USER a IN iceberg", "REVOKE test FROM USER a IN iceberg"}) {
    const base::Error error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnsupported) << sql;
    EXPECT_EQ(error.message(), "This connector does not support roles") << sql;
  }
  for (const char* sql : {"SHOW ROLES FROM iceberg", "SHOW ROLE GRANTS FROM iceberg"}) {
    const base::Error error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), base::ErrorKind::kUnsupported) << sql;
    EXPECT_EQ(error.message(), "line 1:1: Catalog 'iceberg' does not support role management")
        << sql;
  }
  const base::Error error = ErrorOf("SHOW CURRENT ROLES FROM nope");
  EXPECT_EQ(error.kind(), base::ErrorKind::kNotFound);
  EXPECT_EQ(error.message(), "line 1:1: Catalog 'nope' not found");
}

TEST_F(SessionTest, UseTellsOfSchemasAsTrino) {
  EXPECT_EQ(ErrorOf("USE iceberg.nope").message(), "Schema does not exist: iceberg.nope");
  EXPECT_EQ(ErrorOf("USE nope").message(), "Schema does not exist: iceberg.nope");
  EXPECT_EQ(ErrorOf("USE nope").kind(), base::ErrorKind::kNotFound);
}

TEST_F(SessionTest, ResultsStreamInBatches) {
  const auto stream = session_->Execute("SELECT i FROM UNNEST(sequence(1, 100000)) AS x(i)");
  size_t batches = 0;
  size_t rows = 0;
  while (auto batch = stream->Next()) {
    ++batches;
    rows += batch->rows();
  }
  EXPECT_GT(batches, 1u);
  EXPECT_EQ(rows, 100000u);
}

TEST_F(SessionTest, AStreamMayBeDroppedHalfRead) {
  {
    const auto stream = session_->Execute("SELECT i FROM UNNEST(sequence(1, 1000000)) AS x(i)");
    stream->Next();
  }
  EXPECT_THAT(Lines("SELECT count(*) FROM s.orders"), ElementsAre("1"));
}

TEST_F(SessionTest, CancelStopsAStatement) {
  Run("CREATE TABLE s.n AS SELECT i FROM UNNEST(sequence(1, 20000)) AS x(i)");
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    session_->Cancel();
  });
  const base::Error error =
      ErrorOf("SELECT count(*) FROM s.n a, s.n b, s.n c WHERE a.i + b.i + c.i = 7");
  canceller.join();
  EXPECT_EQ(error.kind(), ErrorKind::kCancelled);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.orders"), ElementsAre("1"));
}

// Milliseconds unless more digits are asked for; the clock has microseconds.
TEST_F(SessionTest, TheTimeOfTheStatementInItsDigits) {
  const auto fine = [&](const std::string& value) {
    for (int tries = 0; tries < 20; ++tries) {
      const auto lines = Lines("SELECT CAST(" + value + " AS varchar)");
      if (lines.at(0).substr(lines.at(0).find('.') + 4, 3) != "000") return true;
    }
    return false;
  };
  EXPECT_TRUE(fine("current_timestamp(6)"));
  EXPECT_TRUE(fine("localtimestamp(6)"));
  EXPECT_TRUE(fine("localtime(6)"));
  EXPECT_TRUE(fine("current_time(6)"));
  EXPECT_THAT(Lines("SELECT current_timestamp(6) - now() < INTERVAL '0.001' SECOND, "
                    "CAST(current_timestamp(3) AS varchar) = CAST(now() AS varchar), "
                    "length(CAST(localtimestamp AS varchar)), typeof(localtimestamp(6)), "
                    "typeof(current_timestamp(0))"),
              ElementsAre("true|true|23|timestamp(6)|timestamp(0) with time zone"));
  // Beyond that they are zeros.
  EXPECT_THAT(Lines("SELECT length(CAST(current_timestamp(12) AS varchar)), "
                    "length(CAST(localtime(9) AS varchar)), typeof(localtimestamp(7)), "
                    "typeof(current_time(10))"),
              ElementsAre("36|18|timestamp(7)|time(10) with time zone"));
}

}  // namespace
}  // namespace tarn::engine::embedded
