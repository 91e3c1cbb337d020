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
              ::testing::HasSubstr("Cannot cast 'b' to INT"));
  EXPECT_EQ(ErrorOf("SELECT CAST(ROW(1, 2) AS row(a integer))").kind(),
            base::ErrorKind::kInvalidArgument);
}

TEST_F(NestedCastsTest, MomentsKeepTheirZones) {
  const std::string moment = "TIMESTAMP '1969-12-01 05:06:07.234567 Asia/Tokyo'";
  EXPECT_THAT(Lines("SELECT CAST(ROW(" + moment +
                    ", 0) AS row(a timestamp(6) with time zone, b bigint)).a"),
              ElementsAre("1969-12-01 05:06:07.234567 Asia/Tokyo"));
  EXPECT_THAT(
      Lines("SELECT CAST(ARRAY[" + moment +
            "] AS array(timestamp(6) with time zone))[1], "
            "CAST(MAP(ARRAY[1], ARRAY[" +
            moment +
            "]) AS map(bigint, timestamp(6) with time zone))[1], "
            "CAST(ARRAY['1969-12-01 05:06:07 UTC'] AS array(timestamp(3) with time zone))[1]"),
      ElementsAre("1969-12-01 05:06:07.234567 Asia/Tokyo|1969-12-01 05:06:07.234567 Asia/Tokyo|"
                  "1969-12-01 05:06:07.000 UTC"));
  Run("CREATE SCHEMA zones");
  Run("CREATE TABLE zones.t (r row(at timestamp(6) with time zone), l array(timestamp(6) with time "
      "zone), "
      "m map(varchar, timestamp(6) with time zone))");
  Run("INSERT INTO zones.t VALUES (ROW(" + moment + "), ARRAY[" + moment +
      "], MAP(ARRAY['k'], ARRAY[" + moment + "]))");
  Run("INSERT INTO zones.t SELECT CAST(ROW(" + moment +
      ") AS row(x timestamp(6) with time zone)), ARRAY[NULL], NULL");
  EXPECT_THAT(Lines("SELECT r.at, l[1], m['k'] FROM zones.t ORDER BY 2"),
              ElementsAre("1969-11-30 20:06:07.234567 UTC|1969-11-30 20:06:07.234567 "
                          "UTC|1969-11-30 20:06:07.234567 UTC",
                          "1969-11-30 20:06:07.234567 UTC|NULL|NULL"));
}

}  // namespace
}  // namespace tarn::engine::embedded
