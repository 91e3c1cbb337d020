// SHOW STATS FOR (query). What is expected is what Trino 476 answers over a table with the same
// rows.
#include <fmt/format.h>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;

class QueryStatsTest : public LakeTest {
 protected:
  QueryStatsTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t (id bigint, k integer, d double, v varchar, ts timestamp(6), p integer) "
        "WITH (partitioning = ARRAY['p'])");
    Run("INSERT INTO t SELECT x, x % 5, x / 7e0, CAST(x % 10 AS varchar), "
        "TIMESTAMP '2020-01-01 00:00:00' + x * INTERVAL '1' HOUR, x % 3 "
        "FROM UNNEST(sequence(1, 100)) u(x)");
    Run("INSERT INTO t VALUES (NULL, NULL, NULL, NULL, NULL, 7)");
  }

  // A column's distinct values, nulls and range, rounded to four digits.
  std::string Of(const std::string& query, const std::string& column) {
    const Rows stats = Run("SHOW STATS FOR (" + query + ")");
    for (const auto& row : stats.rows) {
      const auto text = [&](size_t i) { return Text(row[i], stats.columns[i].type); };
      if (text(0) == column) return text(2) + " " + text(3) + " " + text(5) + " " + text(6);
    }
    return "no such column";
  }
  std::string CountOf(const std::string& query) {
    const Rows stats = Run("SHOW STATS FOR (" + query + ")");
    return Text(stats.rows.back()[4], stats.columns[4].type);
  }

 private:
  static std::string Text(const Value& value, const Type& type) {
    const std::string text = ToText(value, type);
    if (type.kind != TypeKind::kDouble || text == "NULL") return text;
    return fmt::format("{:.4f}", std::stod(text));
  }
};

TEST_F(QueryStatsTest, OfAllRowsTheyAreTheTables) {
  EXPECT_EQ(CountOf("SELECT * FROM t"), "101.0000");
  EXPECT_EQ(Of("SELECT * FROM t", "id"), "100.0000 0.0099 1 100");
  EXPECT_EQ(Of("SELECT * FROM t", "ts"),
            "100.0000 0.0099 2020-01-01 01:00:00.000000 2020-01-05 04:00:00.000000");
  EXPECT_EQ(Of("SELECT * FROM t", "v"), "10.0000 0.0099 NULL NULL");
  EXPECT_EQ(Of("SELECT id AS other, 5 AS c, NULL AS n FROM t", "other"), "100.0000 0.0099 1 100");
  EXPECT_EQ(Of("SELECT id AS other, 5 AS c, NULL AS n FROM t", "c"), "1.0000 0.0000 5 5");
  EXPECT_EQ(Of("SELECT id AS other, 5 AS c, NULL AS n FROM t", "n"), "0.0000 1.0000 NULL NULL");
}

TEST_F(QueryStatsTest, PartitionsThatAreLeftAreCounted) {
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE p = 1"), "34.0000");
  EXPECT_EQ(Of("SELECT * FROM t WHERE p = 1", "id"), "34.0000 0.0000 1 100");
  EXPECT_EQ(Of("SELECT * FROM t WHERE p = 1", "p"), "1.0000 0.0000 1 1");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE p = 99"), "0.0000");
  EXPECT_EQ(Of("SELECT * FROM t WHERE p = 99", "id"), "0.0000 1.0000 NULL NULL");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE \"$path\" IS NOT NULL"), "101.0000");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE \"$path\" = (SELECT \"$path\" FROM t WHERE p = 7)"),
            "1.0000");
}

TEST_F(QueryStatsTest, RangesKeepThePartThatOverlaps) {
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE id BETWEEN 10 AND 20"), "10.1010");
  EXPECT_EQ(Of("SELECT * FROM t WHERE id BETWEEN 10 AND 20", "id"), "10.1010 0.0000 10 20");
  EXPECT_EQ(Of("SELECT * FROM t WHERE id BETWEEN 10 AND 20", "p"), "3.0000 0.0000 0 2");
  EXPECT_EQ(Of("SELECT * FROM t WHERE id > 50", "id"), "50.5051 0.0000 50 100");
  EXPECT_EQ(Of("SELECT * FROM t WHERE NOT id > 50", "id"), "49.4949 0.0000 1 50");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE ts >= TIMESTAMP '2020-01-02 00:00:00'"), "76.7677");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE id = 500"), "0.0000");
  EXPECT_EQ(CountOf("SELECT * FROM (SELECT id, k FROM t) u WHERE u.id < 10"), "9.0909");
  EXPECT_EQ(CountOf("WITH q AS (SELECT * FROM t) SELECT * FROM q WHERE id < 10"), "9.0909");
}

TEST_F(QueryStatsTest, EqualitiesGoByDistinctValues) {
  EXPECT_EQ(Of("SELECT * FROM t WHERE id = 50", "id"), "1.0000 0.0000 50 50");
  EXPECT_EQ(Of("SELECT * FROM t WHERE id = 50", "k"), "1.0000 0.0000 0 4");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE v = '3'"), "10.0000");
  EXPECT_EQ(Of("SELECT * FROM t WHERE v = '3'", "v"), "1.0000 0.0000 NULL NULL");
  EXPECT_EQ(Of("SELECT * FROM t WHERE k IN (1, 2)", "k"), "1.2500 0.0000 1 2");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE k IN (1, 2)"), "25.0000");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE k IN (0, 3)"), "40.0000");
  EXPECT_EQ(Of("SELECT * FROM t WHERE k <> 3", "k"), "4.0000 0.0000 0 4");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE id = 3 OR id = 4"), "1.0101");
}

TEST_F(QueryStatsTest, MomentsOfAnyZone) {
  Run("CREATE TABLE m (at timestamp(6) with time zone)");
  Run("INSERT INTO m VALUES TIMESTAMP '2021-10-31 00:30:00.005000 UTC', TIMESTAMP '2021-10-31 "
      "00:30:00.006000 UTC', TIMESTAMP '2021-10-31 00:30:00.007000 UTC'");
  const std::string query =
      "SELECT * FROM m WHERE at = TIMESTAMP '2021-10-30 17:30:00.005000 America/Los_Angeles'";
  EXPECT_EQ(CountOf(query), "1.0000");
  EXPECT_EQ(Of(query, "at"),
            "1.0000 0.0000 2021-10-31 00:30:00.005 UTC 2021-10-31 00:30:00.005 UTC");
  EXPECT_EQ(Run("DELETE FROM m WHERE at < TIMESTAMP '2021-10-30 17:30:00.006000 "
                "America/Los_Angeles'")
                .update_count,
            1);
  EXPECT_THAT(Lines("SELECT count(*) FROM m"), testing::ElementsAre("2"));
}

TEST_F(QueryStatsTest, NullsAndConjunctsAreTrinos) {
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE id IS NOT NULL"), "100.0000");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE id IS NULL"), "0.5000");
  EXPECT_EQ(Of("SELECT * FROM t WHERE id IS NULL", "k"), "0.3750 0.2500 NULL NULL");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE id > 50 AND k = 3"), "11.9820");
  EXPECT_EQ(Of("SELECT * FROM t WHERE id > 50 AND k = 3", "k"), "1.0000 0.0000 3 3");
  EXPECT_EQ(CountOf("SELECT * FROM t LIMIT 10"), "10.0000");
  EXPECT_EQ(Of("SELECT * FROM t LIMIT 10", "id"), "9.9505 0.0050 1 100");
}

TEST_F(QueryStatsTest, OfOtherQueriesNothingIsKnown) {
  EXPECT_EQ(CountOf("SELECT a.id FROM t a JOIN t b ON a.id = b.id"), "NULL");
  EXPECT_EQ(Of("SELECT k, count(*) AS c FROM t GROUP BY k", "c"), "NULL NULL NULL NULL");
  EXPECT_EQ(CountOf("VALUES 1, 2"), "NULL");
  EXPECT_EQ(CountOf("SELECT * FROM t WHERE upper(v) = '3'"), "NULL");
  EXPECT_EQ(Of("SELECT * FROM t WHERE upper(v) = '3'", "id"), "100.0000 0.0099 1 100");
  EXPECT_EQ(ErrorOf("SHOW STATS FOR (SELECT * FROM nope)").kind(), ErrorKind::kNotFound);
  EXPECT_THAT(ErrorOf("SHOW STATS FOR (SELECT nope FROM t)").message(),
              HasSubstr("Column 'nope' cannot be resolved"));
}

}  // namespace
}  // namespace tarn::engine::embedded
