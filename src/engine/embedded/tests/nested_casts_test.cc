#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;

class NestedCastsTest : public LakeTest {};

// More elements than a vector has rows, and lists of which a filter leaves few.
TEST_F(NestedCastsTest, LongArraysAndFilteredOnes) {
  EXPECT_THAT(Lines("SELECT cardinality(a), a[1], a[5000] FROM (SELECT CAST(sequence(1, 5000) AS "
                    "array(varchar)) a)"),
              ElementsAre("5000|1|5000"));
  EXPECT_THAT(
      Lines("SELECT CAST(x AS array(integer)) FROM (SELECT i, array_agg(IF(i = 7, "
            "CAST(i AS varchar), 'no number')) x FROM UNNEST(sequence(1, 4000)) t(i) GROUP BY i) "
            "WHERE i = 7"),
      ElementsAre("[7]"));
}

TEST_F(NestedCastsTest, NullsStayAndFieldsGoByPlace) {
  EXPECT_THAT(Lines("SELECT CAST(r AS row(x varchar, y bigint)) FROM (SELECT i, IF(i % 2 = 0, "
                    "CAST(ROW(i, 5) AS row(y bigint, x integer))) r FROM UNNEST(sequence(1, 4)) "
                    "t(i)) ORDER BY i"),
              ElementsAre("NULL", "{x=2, y=5}", "NULL", "{x=4, y=5}"));
}

TEST_F(NestedCastsTest, TryGivesNullForTheWhole) {
  EXPECT_THAT(
      Lines("SELECT TRY_CAST(x AS array(integer)) FROM (VALUES ARRAY['1', '2'], ARRAY['1', 'b'], "
            "NULL) t(x)"),
      ElementsAre("[1, 2]", "NULL", "NULL"));
  EXPECT_THAT(Lines("SELECT TRY_CAST(ROW('1', 'b') AS row(a integer, b integer))"),
              ElementsAre("NULL"));
  EXPECT_THAT(ErrorOf("SELECT CAST(ARRAY['b'] AS array(integer))").message(),
              ::testing::HasSubstr("Cannot cast 'b' to integer"));
  EXPECT_EQ(ErrorOf("SELECT CAST(ROW(1, 2) AS row(a integer))").kind(),
            base::ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace tarn::engine::embedded
