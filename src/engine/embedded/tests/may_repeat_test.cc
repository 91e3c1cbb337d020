// may_repeat(x): false only when no value stands twice.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

class MayRepeatTest : public LakeTest {
 protected:
  bool Of(const std::string& from, const std::string& expression = "x") {
    return std::get<bool>(
        Run("SELECT may_repeat(" + expression + ") FROM " + from).rows.at(0).at(0).data);
  }
};

TEST_F(MayRepeatTest, TellsApartEqualAndDifferentValuesOfEveryType) {
  for (const char* pair :
       {"1, 2", "'a', 'b'",
        "'a long string that is no inline one 1', 'a long string that is no inline one 2'",
        "1.50, 1.51", "1e0, 2e0", "true, false", "DATE '2026-01-01', DATE '2026-01-02'",
        "TIMESTAMP '2026-01-01 00:00:00.000001', TIMESTAMP '2026-01-01 00:00:00.000002'",
        "X'00', X'0000'", "ARRAY[1, 2], ARRAY[1]", "ROW(1, 'a'), ROW(1, 'b')",
        "UUID '12151fd2-7586-11e9-8f9e-2a86e4085a50', UUID "
        "'12151fd2-7586-11e9-8f9e-2a86e4085a51'"}) {
    // UNNEST of rows would give their fields.
    const std::string values = "(SELECT a[i] FROM (SELECT ARRAY[" + std::string(pair) +
                               "] a) CROSS JOIN (VALUES 1, 2) n(i)) t(x)";
    const std::string twice =
        "(SELECT x FROM " + values + " UNION ALL SELECT x FROM " + values + ") t";
    EXPECT_FALSE(Of(values)) << pair;
    EXPECT_TRUE(Of(twice)) << pair;
  }
}

TEST_F(MayRepeatTest, NullsAreNoValues) {
  EXPECT_FALSE(Of("(VALUES (1), (NULL), (NULL)) t(x)"));
  EXPECT_FALSE(Of("(VALUES (CAST(NULL AS varchar)), (NULL)) t(x)"));
  EXPECT_FALSE(Of("(SELECT 1 AS x WHERE false) t"));
}

// What GROUP BY puts into one group.
TEST_F(MayRepeatTest, EqualFloatsAreOneValue) {
  EXPECT_TRUE(Of("(VALUES (0e0), (-0e0)) t(x)"));
  EXPECT_TRUE(Of("(VALUES (nan()), (nan())) t(x)"));
}

TEST_F(MayRepeatTest, FindsOneAmongMany) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.t AS SELECT x FROM UNNEST(sequence(1, 300000)) t(x)");
  EXPECT_FALSE(Of("s.t"));
  EXPECT_FALSE(Of("s.t", "'id-' || CAST(x AS varchar)"));
  EXPECT_TRUE(Of("s.t", "CASE WHEN x = 299999 THEN 2 ELSE x END"));
  EXPECT_FALSE(Of("(SELECT x % 1000 AS g, x / 1000 AS x FROM s.t) t", "ROW(g, x)"));
}

TEST_F(MayRepeatTest, WorksInGroupsAndWithFilters) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.t AS SELECT x % 3 AS g, CASE WHEN x % 3 = 1 THEN 7 ELSE x END AS v "
      "FROM UNNEST(sequence(1, 9)) t(x)");
  const Rows rows = Run(
      "SELECT g, may_repeat(v), may_repeat(v) FILTER (WHERE v > 7) FROM s.t GROUP BY g ORDER BY g");
  ASSERT_EQ(rows.rows.size(), 3u);
  for (size_t g = 0; g < 3; ++g) {
    EXPECT_EQ(std::get<bool>(rows.rows[g][1].data), g == 1);
    EXPECT_FALSE(std::get<bool>(rows.rows[g][2].data));
  }
}

}  // namespace
}  // namespace tarn::engine::embedded
