// Errors of a statement's meaning about tables of the lake; those that need none are compared with
// Trino's own in tests/golden/trino (the family `analysis`).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

class AnalysisTest : public LakeTest {
 protected:
  AnalysisTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint, name varchar, day date)");
    Run("USE iceberg.s");
  }
  // The first line of the error.
  std::string Fault(const std::string& sql) {
    const std::string message = ErrorOf(sql).message();
    return message.substr(0, message.find('\n'));
  }
};

TEST_F(AnalysisTest, ConditionsAndValuesOfChanges) {
  EXPECT_EQ(Fault("DELETE FROM t WHERE name + 1 = 2"),
            "line 1:26: Cannot apply operator: varchar + integer");
  EXPECT_EQ(Fault("UPDATE t SET name = lower(id)"),
            "line 1:21: Unexpected parameters (bigint) for function lower. Expected: "
            "lower(char(x)), lower(varchar(x))");
  EXPECT_EQ(
      Fault("MERGE INTO t USING (VALUES 'a') AS v (x) ON t.id = v.x WHEN MATCHED THEN DELETE"),
      "line 1:50: Cannot apply operator: bigint = varchar(1)");
  EXPECT_EQ(Fault("INSERT INTO t SELECT id, name, nope FROM t"),
            "line 1:32: Column 'nope' cannot be resolved");
  EXPECT_EQ(Fault("CREATE VIEW v AS SELECT CAST(id AS date) AS d FROM t"),
            "line 1:25: Cannot cast bigint to date");
}

TEST_F(AnalysisTest, ColumnsOfTables) {
  EXPECT_EQ(Fault("SELECT t.id FROM t GROUP BY name"),
            "line 1:8: 't.id' must be an aggregate expression or appear in GROUP BY clause");
  EXPECT_EQ(Fault("SELECT * FROM t GROUP BY id"), "Column 't.name' not in GROUP BY clause");
  EXPECT_EQ(Fault("SELECT id FROM t WHERE EXISTS (SELECT 1 WHERE t.day = id)"),
            "line 1:53: Cannot apply operator: date = bigint");
  EXPECT_EQ(Fault("SELECT DISTINCT id FROM t ORDER BY day"),
            "line 1:1: For SELECT DISTINCT, ORDER BY expressions must appear in select list");
  EXPECT_EQ(Fault("SELECT a.id FROM t AS a JOIN t AS b ON id = b.id"),
            "line 1:40: Column 'id' is ambiguous");
}

TEST_F(AnalysisTest, SubqueriesAboutOtherRowsOfTables) {
  const std::string refused = "Given correlated subquery is not supported";
  EXPECT_EQ(Fault("SELECT (SELECT a.id FROM t WHERE t.id = a.id) FROM t AS a"),
            "line 1:9: " + refused);
  EXPECT_EQ(Fault("SELECT * FROM t AS a WHERE 1 IN (SELECT 2 * a.id FROM t)"),
            "line 1:30: " + refused);
  EXPECT_EQ(Fault("SELECT (SELECT name FROM t WHERE id < a.id LIMIT 1) FROM t AS a"),
            "line 1:9: " + refused);
  for (const char* taken :
       {"SELECT (SELECT name FROM t WHERE t.id = a.id) FROM t AS a",
        "SELECT (SELECT max(name) FROM t WHERE t.id < a.id) FROM t AS a",
        "SELECT (SELECT name FROM t WHERE t.id = a.id ORDER BY name LIMIT 1) FROM t AS a",
        "SELECT * FROM t AS a WHERE name IN (SELECT name FROM t WHERE t.id < a.id)",
        "SELECT * FROM t AS a WHERE EXISTS (SELECT a.id FROM t WHERE t.id < a.id)"}) {
    Run(taken);
  }
}

TEST_F(AnalysisTest, OuterJoinsOnSubqueriesOfTables) {
  Run("INSERT INTO t VALUES (1, 'a', NULL), (2, 'b', NULL), (3, 'c', NULL)");
  EXPECT_THAT(Lines("SELECT a.id, b.id FROM t AS a FULL JOIN t AS b ON a.id = b.id AND a.id IN "
                    "(SELECT id FROM t WHERE name < 'c') AND b.id > (SELECT min(id) FROM t) "
                    "ORDER BY 1, 2"),
              testing::ElementsAre("1|NULL", "2|2", "3|NULL", "NULL|1", "NULL|3"));
  // What stands for the subqueries is no column of the join.
  EXPECT_THAT(Lines("SELECT * FROM (SELECT id FROM t) AS a RIGHT JOIN (SELECT id FROM t) AS b ON "
                    "a.id + b.id > (SELECT 5) ORDER BY 2, 1"),
              testing::ElementsAre("NULL|1", "NULL|2", "3|3"));
}

TEST_F(AnalysisTest, SketchesAreNotCompared) {
  EXPECT_EQ(Fault("SELECT d = d FROM (SELECT approx_set(id) AS d FROM t)"),
            "line 1:10: Cannot apply operator: HyperLogLog = HyperLogLog");
  EXPECT_EQ(Fault("SELECT 1 FROM (SELECT qdigest_agg(id) AS d FROM t) GROUP BY d"),
            "line 1:61: qdigest(bigint) is not comparable, and therefore cannot be used in "
            "GROUP BY");
  EXPECT_EQ(Fault("SELECT 1 FROM (SELECT tdigest_agg(id) AS d FROM t) ORDER BY d"),
            "line 1:1: Type tdigest is not orderable, and therefore cannot be used in ORDER BY: d");
  EXPECT_EQ(Fault("SELECT count(DISTINCT d) FROM (SELECT make_set_digest(id) AS d FROM t)"),
            "line 1:8: DISTINCT can only be applied to comparable types (actual: SetDigest)");
  EXPECT_EQ(Fault("SELECT map_agg(d, 1) FROM (SELECT tdigest_agg(id) AS d FROM t)"),
            "line 1:8: Unexpected parameters (tdigest, integer) for function map_agg. Expected: "
            "map_agg(k, v) K:comparable, V");
  EXPECT_THAT(Lines("SELECT map_agg(1, d) IS NULL FROM (SELECT tdigest_agg(id) AS d FROM t)"),
              ::testing::ElementsAre("false"));
  EXPECT_THAT(Fault("CREATE TABLE u AS SELECT approx_set(id) AS d FROM t"),
              ::testing::HasSubstr("HyperLogLog"));
}

TEST_F(AnalysisTest, WhatIsNotCertainIsLeftToTheEngine) {
  EXPECT_THAT(Lines("SELECT \"$path\" FROM t"), ::testing::ElementsAre());
  EXPECT_THAT(Lines("SELECT T.ID + 1, count(*) FROM t GROUP BY id + 1"), ::testing::ElementsAre());
  EXPECT_THAT(Lines("SELECT LOWER(name) FROM t GROUP BY lower(NAME)"), ::testing::ElementsAre());
  EXPECT_THAT(Lines("SELECT DISTINCT t.id FROM t ORDER BY id"), ::testing::ElementsAre());
}

TEST_F(AnalysisTest, Catalogs) {
  EXPECT_EQ(Fault("SHOW TABLES FROM nope.x"), "line 1:1: Catalog 'nope' not found");
  EXPECT_EQ(Fault("SHOW SCHEMAS FROM nope"), "line 1:1: Catalog 'nope' not found");
  EXPECT_EQ(Fault("SHOW SCHEMAS LIKE 't$_%' ESCAPE ''"),
            "Escape string must be a single character");
}

TEST_F(AnalysisTest, EqualSubqueriesAreOneGroupingExpression) {
  const std::string key = "x IN (SELECT y FROM (VALUES 1, 2) u(y) WHERE y % 2 = 0)";
  const std::string from = ", count(*) FROM (VALUES 1, 2, 3) t(x) GROUP BY " + key;
  EXPECT_THAT(Lines("SELECT " + key + from + " ORDER BY 1"),
              ::testing::ElementsAre("false|2", "true|1"));
  EXPECT_THAT(ErrorOf("SELECT x IN (SELECT y FROM (VALUES 1) u(y))" + from).message(),
              ::testing::HasSubstr("must be an aggregate expression or appear in GROUP BY clause"));
}

}  // namespace
}  // namespace tarn::engine::embedded
