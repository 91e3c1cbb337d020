// Estimates whose groups are put together from parts, by several threads or from table files.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

class ApproxTest : public LakeTest {
 protected:
  ApproxTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (n bigint, k bigint)");
    for (const char* part : {"1, 40000", "30000, 70000", "60000, 100000"}) {
      Run("INSERT INTO s.t SELECT n, n % 3 FROM UNNEST(sequence(" + std::string(part) +
          ")) AS t (n)");
    }
  }
  static constexpr const char* kWhole = " FROM UNNEST(sequence(1, 100000)) AS t (n)";
};

TEST_F(ApproxTest, DistinctValuesOfPartsAreThoseOfTheWhole) {
  EXPECT_EQ(Lines("SELECT approx_distinct(n), approx_distinct(n, 0.01) FROM s.t"),
            Lines(std::string("SELECT approx_distinct(n), approx_distinct(n, 0.01)") + kWhole));
  EXPECT_EQ(Lines("SELECT k, approx_distinct(CAST(n AS varchar)) FROM s.t GROUP BY k ORDER BY k"),
            Lines(std::string("SELECT n % 3, approx_distinct(CAST(n AS varchar))") + kWhole +
                  " GROUP BY n % 3 ORDER BY 1"));
}

// The figures are those of Trino 476's own tests (AbstractTestAggregations), in their time zone.
TEST_F(ApproxTest, EveryTypeIsHashedAsTrinoDoes) {
  struct Counted {
    const char* expression;
    int64_t count;
  };
  Run("SET TIME ZONE 'Pacific/Apia'");
  for (const auto& [expression, count] : {
           Counted{"orderdate", 2443},
           Counted{"CAST(orderdate AS TIMESTAMP)", 2379},
           Counted{"CAST(orderdate AS TIMESTAMP(9))", 2393},
           Counted{"CAST(orderdate AS TIMESTAMP WITH TIME ZONE)", 2347},
           Counted{"CAST(orderdate AS TIMESTAMP(9) WITH TIME ZONE)", 2322},
           Counted{"CAST(from_unixtime(custkey) AS TIME)", 1005},
           Counted{"CAST(from_unixtime(custkey) AS TIME(9))", 1005},
           Counted{"CAST(custkey AS DECIMAL(18, 0))", 990},
           Counted{"CAST(custkey AS DECIMAL(25, 20))", 988},
           Counted{"CAST(custkey AS REAL)", 1006},
           Counted{"custkey", 990},
           Counted{"CAST(custkey AS SMALLINT)", 990},
           Counted{"CAST((custkey % 128) AS TINYINT)", 128},
           Counted{"CAST(custkey AS DOUBLE)", 1014},
           Counted{"CAST(custkey AS VARCHAR)", 1036},
           Counted{"CAST(CAST(custkey AS VARCHAR) AS CHAR(20))", 1036},
           Counted{"to_utf8(CAST(custkey AS VARCHAR))", 1036},
       }) {
    const auto rows =
        Run("SELECT approx_distinct(" + std::string(expression) + ") FROM tpch.tiny.orders").rows;
    EXPECT_EQ(std::get<int64_t>(rows.at(0).at(0).data), count) << expression;
  }
}

TEST_F(ApproxTest, PercentilesOfPartsAreNearThoseOfTheWhole) {
  const auto rows = Run("SELECT approx_percentile(n, 0.25), approx_percentile(n, 1, 0.75, 0.01), "
                        "cardinality(approx_percentile(n, ARRAY[0.1, 0.2])) FROM s.t")
                        .rows;
  EXPECT_NEAR(static_cast<double>(std::get<int64_t>(rows.at(0).at(0).data)), 30000, 2500);
  EXPECT_NEAR(static_cast<double>(std::get<int64_t>(rows.at(0).at(1).data)), 70000, 2500);
  EXPECT_EQ(std::get<int64_t>(rows.at(0).at(2).data), 2);
}

TEST_F(ApproxTest, CountsOfPartsAddUp) {
  EXPECT_EQ(Lines("SELECT map_entries(approx_most_frequent(3, k * 10, 100))[1][2] >= 40000, "
                  "cardinality(approx_most_frequent(3, k, 100)) FROM s.t"),
            Lines("SELECT true, 3"));
}

TEST_F(ApproxTest, MovingWindowsKeepTheirParts) {
  // A window's frames share parts: none may be used up.
  EXPECT_EQ(
      Lines("SELECT count(*) FROM (SELECT n, approx_distinct(n) OVER (ORDER BY n ROWS BETWEEN "
            "99 PRECEDING AND CURRENT ROW) AS c FROM UNNEST(sequence(1, 5000)) AS t (n)) AS u "
            "WHERE c <> least(n, 100)"),
      Lines("SELECT 0"));
}

}  // namespace
}  // namespace tarn::engine::embedded
