// What INSERT, UPDATE and MERGE make of numbers of another type, as Trino 476 answered.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class WrittenValuesTest : public LakeTest {
 protected:
  void SetUp() override {
    LakeTest::SetUp();
    Run("CREATE SCHEMA s");
    Run("USE iceberg.s");
    Run("CREATE TABLE n (i integer, b bigint, d decimal(4,2), v varchar, r real, t boolean)");
  }
  void Fails(const std::string& sql, const std::string& text) {
    const base::Error error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument) << sql << "\n" << error.message();
    EXPECT_THAT(error.message(), HasSubstr(text)) << sql;
  }
};

TEST_F(WrittenValuesTest, DoublesRoundHalvesAwayFromZero) {
  Run("INSERT INTO n (i) VALUES (2.5E0), (3.5E0), (-2.5E0), (-0.5E0), (0.49999999999999994E0)");
  EXPECT_THAT(Lines("SELECT i FROM n ORDER BY i"), ElementsAre("-3", "-1", "0", "3", "4"));
  Run("UPDATE n SET i = 4.5E0, b = CAST(6.5 AS real), d = 0.125E0 WHERE i = 0");
  EXPECT_THAT(Lines("SELECT i, b, d FROM n WHERE d IS NOT NULL"), ElementsAre("5|7|0.13"));
  Run("MERGE INTO n USING (VALUES (5, 8.5E0), (70, 0.5E0)) AS s(k, x) ON n.i = s.k "
      "WHEN MATCHED THEN UPDATE SET b = x WHEN NOT MATCHED THEN INSERT (i, b) VALUES (k, x)");
  EXPECT_THAT(Lines("SELECT i, b FROM n WHERE b IS NOT NULL ORDER BY i"),
              ElementsAre("5|9", "70|1"));
  Run("CREATE TABLE c AS SELECT 2.5E0 AS a, CAST(2.5E0 AS integer) AS b");
  EXPECT_THAT(Lines("SELECT * FROM c"), ElementsAre("2.5|3"));
  EXPECT_THAT(Lines("SHOW COLUMNS FROM c"), ElementsAre("a|double||", "b|integer||"));
  Run("CREATE TABLE memory.default.m (i integer, d decimal(4,2))");
  Run("INSERT INTO memory.default.m SELECT x, x FROM (VALUES 2.5E0, -0.125E0) t(x)");
  EXPECT_THAT(Lines("SELECT * FROM memory.default.m ORDER BY 1"), ElementsAre("0|-0.13", "3|2.50"));
}

TEST_F(WrittenValuesTest, NanosecondsRoundToTheMicrosecondsOfTheTable) {
  Run("CREATE TABLE fine AS SELECT TIMESTAMP '1970-01-01 00:00:00.1234565' AS at, 1 AS i");
  Run("INSERT INTO fine VALUES (TIMESTAMP '1970-01-01 00:00:00.1234564', 2), "
      "(TIMESTAMP '1969-12-31 23:59:59.9999995', 3), "
      "(TIMESTAMP '1969-12-31 23:59:59.9999994', 4), (NULL, 5)");
  Run("INSERT INTO fine VALUES (TIMESTAMP '1970-01-01 00:00:00.999999999999', 6)");
  Run("UPDATE fine SET at = TIMESTAMP '1970-01-01 00:00:01.0000015' WHERE i = 5");
  EXPECT_THAT(Lines("SELECT at FROM fine ORDER BY i"),
              ElementsAre("1970-01-01 00:00:00.123457", "1970-01-01 00:00:00.123456",
                          "1970-01-01 00:00:00.000000", "1969-12-31 23:59:59.999999",
                          "1970-01-01 00:00:01.000002", "1970-01-01 00:00:01.000000"));
}

// As the decimal that a double is shown as rounds, halves included.
TEST_F(WrittenValuesTest, DoublesBecomeTheDecimalsTheyAreShownAs) {
  EXPECT_THAT(
      Lines("SELECT count(*), count_if(CAST(k / 1000e0 AS decimal(18, 2)) <> "
            "CAST(k * 0.001 AS decimal(18, 2))), count_if(CAST(k / 1000e0 AS decimal(38, 2)) "
            "<> CAST(k * 0.001 AS decimal(18, 2))) FROM UNNEST(sequence(-30005, 60005, 5)) "
            "AS t(k)"),
      ElementsAre("18003|0|0"));
  EXPECT_THAT(Lines("SELECT CAST(1.005e0 AS decimal(5, 2)), CAST(-9.995e0 AS decimal(5, 2)), "
                    "CAST(1e-30 AS decimal(38, 30)), CAST(123456789012.345e0 AS decimal(18, 2)), "
                    "CAST(99999999999999.99e0 AS decimal(16, 2)), CAST(0.49999999999e0 AS "
                    "decimal(3, 0)), TRY_CAST(9.995e0 AS decimal(3, 2))"),
              ElementsAre("1.01|-10.00|0.000000000000000000000000000001|123456789012.35|"
                          "99999999999999.98|0|NULL"));
}

TEST_F(WrittenValuesTest, WhatDoesNotFitFailsAsACast) {
  Run("INSERT INTO n (i, d) VALUES (1, 99.99)");
  for (const char* value : {"1234", "123.45", "CAST(1234 AS bigint)", "99.99 * 100"}) {
    Fails(std::string("INSERT INTO n (d) VALUES (") + value + ")", "DECIMAL(4, 2)");
    Fails(std::string("UPDATE n SET d = ") + value, "DECIMAL(4, 2)");
  }
  for (const char* change : {"INSERT INTO n (d) VALUES (99.995E0)", "UPDATE n SET d = 99.995E0"}) {
    Fails(change, "Cannot cast DOUBLE '99.995' to DECIMAL(4, 2)");
  }
  Fails("INSERT INTO n (d) SELECT d * 100 FROM n", "DECIMAL(4, 2)");
  for (const char* value : {"3000000000", "1E10", "infinity()"}) {
    Fails(std::string("INSERT INTO n (i) VALUES (") + value + ")", "ut of range");
    Fails(std::string("UPDATE n SET i = ") + value, "ut of range");
  }
  EXPECT_THAT(Lines("SELECT i, d FROM n"), ElementsAre("1|99.99"));
}

TEST_F(WrittenValuesTest, TimestampsGetTheSessionsZoneAndLoseTheirOwn) {
  Run("CREATE TABLE z (a timestamp(6) with time zone, b timestamp(6), c date)");
  Run("SET TIME ZONE 'America/New_York'");
  Run("INSERT INTO z (a, b) VALUES (TIMESTAMP '2020-01-01 00:00:00', "
      "TIMESTAMP '2020-01-01 10:00:00 Asia/Kolkata')");
  Run("UPDATE z SET c = TIMESTAMP '2020-01-02 01:00:00 Asia/Kolkata'");
  Run("SET TIME ZONE 'UTC'");
  Run("INSERT INTO z (a) VALUES (TIMESTAMP '2020-01-03 00:00:00')");
  EXPECT_THAT(Lines("SELECT * FROM z ORDER BY a"),
              ElementsAre("2020-01-01 05:00:00.000000 UTC|2020-01-01 10:00:00.000000|2020-01-02",
                          "2020-01-03 00:00:00.000000 UTC|NULL|NULL"));
}

TEST_F(WrittenValuesTest, OtherTypesAreRefusedAtTheStatement) {
  Fails("INSERT INTO n (i) VALUES ('abc')",
        "line 1:1: Insert query has mismatched column types: Table: [integer], Query: "
        "[varchar(3)]");
  Fails("INSERT INTO n VALUES (1, 2)", "Query: [integer, integer]");
  Fails("INSERT INTO n (v) VALUES (1)", "Table: [varchar], Query: [integer]");
  Fails("UPDATE n SET i = 'abc'",
        "line 1:1: UPDATE table column types don't match SET expressions: Table: [integer], "
        "Expressions: [varchar(3)]");
  Fails("  UPDATE n SET v = 1, i = 2.5",
        "line 1:3: UPDATE table column types don't match SET "
        "expressions: Table: [varchar, integer], Expressions: "
        "[integer, decimal(2,1)]");
}

TEST_F(WrittenValuesTest, AllOfAStarIsShownButWhatIsHidden) {
  EXPECT_EQ(Run("SELECT * FROM information_schema.columns").columns.size(), 8u);
  EXPECT_EQ(Run("SELECT c.*, c.comment FROM information_schema.columns c").columns.size(), 9u);
  EXPECT_EQ(Run("SELECT * FROM memory.information_schema.columns").columns.size(), 8u);
  EXPECT_EQ(Run("SELECT comment, extra_info FROM information_schema.columns").columns.size(), 2u);
  EXPECT_EQ(
      Run("SELECT * FROM (SELECT * FROM iceberg.information_schema.columns) t").columns.size(), 8u);
}

TEST_F(WrittenValuesTest, LocalTimesAreTheSessionsWhenComparedWithZonedOnes) {
  const std::string local = "TIMESTAMP '2020-01-01 00:00:00'";
  const std::string there = "TIMESTAMP '2020-01-01 00:00:00 America/New_York'";
  const std::string one =
      "SELECT count(*) FROM (VALUES " + local + ") a(x) JOIN (VALUES " + there + ") b(y) ON x = y";
  EXPECT_THAT(Lines("SELECT " + local + " = " + there), ElementsAre("false"));
  EXPECT_THAT(Lines(one), ElementsAre("0"));
  Run("SET TIME ZONE 'America/New_York'");
  EXPECT_THAT(
      Lines("SELECT " + local + " = " + there + ", " + local + " IN (" + there + "), " + local +
            " BETWEEN " + there + " AND " + there + ", " + local + " IS DISTINCT FROM " + there),
      ElementsAre("true|true|true|false"));
  EXPECT_THAT(Lines(one), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT " + local +
                    " < TIMESTAMP '2020-01-01 00:00:00 UTC', DATE '2020-01-01' "
                    "= " +
                    there),
              ElementsAre("false|true"));
  EXPECT_THAT(Lines("SELECT coalesce(" + local + ", " + there + "), if(true, " + local + ", " +
                    "TIMESTAMP '2020-01-01 00:00:00 UTC')"),
              ElementsAre("2020-01-01 00:00:00 America/New_York|2020-01-01 00:00:00 "
                          "America/New_York"));
  EXPECT_THAT(Lines("SELECT date_diff('hour', " + local + ", TIMESTAMP '2020-01-01 00:00:00 UTC')"),
              ElementsAre("-5"));
  EXPECT_THAT(Lines("SELECT CASE " + local + " WHEN " + there + " THEN 1 ELSE 2 END"),
              ElementsAre("1"));
}

}  // namespace
}  // namespace tarn::engine::embedded
