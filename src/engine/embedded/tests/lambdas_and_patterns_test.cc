#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "engine/embedded/tests/lake_fixture.h"

// What the statements in tests/golden/trino do not show of lambdas and regular expressions: many
// rows and long arrays at once, columns of tables inside of lambdas, and bounds.
namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class LambdasAndPatternsTest : public LakeTest {};

TEST_F(LambdasAndPatternsTest, ReduceArraysOfManyRows) {
  // More rows than a vector has, of arrays of different lengths, with columns inside.
  EXPECT_THAT(
      Lines("SELECT count(*), sum(reduce(a, 0, (s, x) -> s + x * k, s -> s)), "
            "sum(k * length * (length + 1) / 2) FROM (SELECT sequence(1, 1 + n % 7) AS a, "
            "n % 5 AS k, 1 + n % 7 AS length FROM UNNEST(sequence(1, 9000)) AS t (n)) AS u"),
      ElementsAre("9000|215985|215985"));
  EXPECT_THAT(Lines("SELECT length(reduce(transform(sequence(1, 2000), n -> 'ab'), '', (s, x) -> s "
                    "|| x, s -> s))"),
              ElementsAre("4000"));
}

TEST_F(LambdasAndPatternsTest, SortByComparisonsOfManyRows) {
  // Stable: those that compare alike stay in their order.
  EXPECT_THAT(
      Lines(
          "SELECT count(*), count_if(s = array_sort(a)), count_if(by_last = "
          "transform(array_sort(transform(a, x -> (x % 10) * 1000000 + x)), x -> x % 1000000)) "
          "FROM (SELECT a, array_sort(a, (x, y) -> IF(x < y, -1, IF(x = y, 0, 1))) AS s, "
          "array_sort(a, (x, y) -> IF(x % 10 < y % 10, -1, IF(x % 10 = y % 10, 0, 1))) AS by_last "
          "FROM (SELECT transform(sequence(1, n % 50), x -> x) AS a FROM UNNEST(sequence(1, "
          "3000)) AS t (n) WHERE n % 50 > 0) AS u) AS v"),
      ElementsAre("2940|2940|2940"));
  EXPECT_THAT(Lines("SELECT array_sort(a, (x, y) -> IF(x > y, -1, IF(x = y, 0, 1))) = "
                    "reverse(array_sort(a)) FROM (SELECT transform(sequence(1, 10000), x -> x * "
                    "7919 % 100003) AS a) AS t"),
              ElementsAre("true"));
  EXPECT_THAT(
      ErrorOf("SELECT array_sort(a, (x, y) -> x - y) FROM (VALUES ARRAY[1, 5]) AS t (a)").message(),
      HasSubstr("Lambda comparator must return either -1, 0, or 1"));
  EXPECT_EQ(ErrorOf("SELECT array_sort(1, (x, y) -> 0)").kind(), base::ErrorKind::kInvalidArgument);
}

TEST_F(LambdasAndPatternsTest, PatternsThatBacktrackAreBounded) {
  // RE2 takes no time for what PCRE2 tries in ever more ways.
  EXPECT_THAT(Lines("SELECT regexp_like(rpad('', 50, 'a') || 'b', '^(a+)+$')"),
              ElementsAre("false"));
  const std::string message =
      ErrorOf("SELECT regexp_like(rpad('', 50, 'a') || 'b', '^(?=a)(a+)+\\1$')").message();
  EXPECT_THAT(message, HasSubstr("the pattern takes too much to match"));
  EXPECT_THAT(message, HasSubstr("without a repetition inside a repetition"));
  EXPECT_THAT(Lines("SELECT try(regexp_like(rpad('', 50, 'a') || 'b', '^(?=a)(a+)+\\1$'))"),
              ElementsAre("NULL"));
  EXPECT_THAT(Lines("SELECT count_if(regexp_like(CAST(n AS varchar), '(\\d)\\1')) FROM "
                    "UNNEST(sequence(1, 5000)) AS t (n)"),
              ElementsAre("1265"));
  EXPECT_THAT(ErrorOf("SELECT regexp_like('a', '(?=a')").message(), HasSubstr("end pattern"));
}

TEST_F(LambdasAndPatternsTest, NaNIsNoKeyOfAJoin) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.numbers (i integer, x double, r real)");
  Run("INSERT INTO s.numbers VALUES (1, nan(), REAL '1'), (2, 2e0, CAST(nan() AS real)), "
      "(3, NULL, REAL '3'), (4, infinity(), REAL '4')");
  EXPECT_THAT(Lines("SELECT a.i FROM s.numbers a JOIN s.numbers b ON a.x = b.x ORDER BY 1"),
              ElementsAre("2", "4"));
  EXPECT_THAT(
      Lines("SELECT a.i, b.i FROM s.numbers a LEFT JOIN s.numbers b ON a.x = b.x AND b.i > 2 "
            "ORDER BY 1, 2"),
      ElementsAre("1|NULL", "2|NULL", "3|NULL", "4|4"));
  EXPECT_THAT(Lines("SELECT a.i, b.i FROM s.numbers a FULL JOIN s.numbers b ON a.x = b.r WHERE "
                    "a.i = 1 OR b.i = 2 ORDER BY 1, 2"),
              ElementsAre("1|NULL", "NULL|2"));
  EXPECT_THAT(Lines("SELECT i FROM s.numbers a WHERE EXISTS (SELECT 1 FROM s.numbers b WHERE b.x = "
                    "a.x) ORDER BY i"),
              ElementsAre("2", "4"));
  // Whatever the kind of join, it is one by the keys.
  for (const char* join : {"JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"}) {
    EXPECT_THAT(Lines(std::string("EXPLAIN SELECT count(*) FROM s.numbers a ") + join +
                      " s.numbers b ON a.x = b.x")
                    .at(0),
                HasSubstr("HASH_JOIN"));
  }
  EXPECT_THAT(Lines("SELECT i FROM s.numbers WHERE x > 1 ORDER BY i"), ElementsAre("2", "4"));
  EXPECT_THAT(Lines("SELECT i FROM s.numbers WHERE r >= REAL '1' ORDER BY i"),
              ElementsAre("1", "3", "4"));
  EXPECT_THAT(Lines("SELECT i FROM s.numbers WHERE NOT x > 1 ORDER BY i"), ElementsAre("1"));
  EXPECT_EQ(Run("DELETE FROM s.numbers WHERE x > 100").update_count, 1u);
}

TEST_F(LambdasAndPatternsTest, NullsInsideAreNoKeysOfAJoin) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.nested (i integer, a array(integer), r row(x integer, y double))");
  Run("INSERT INTO s.nested VALUES (1, ARRAY[1, NULL], ROW(1, 2e0)), (2, ARRAY[1, 2], ROW(1, "
      "nan())), (3, NULL, ROW(NULL, 2e0)), (4, ARRAY[], NULL)");
  EXPECT_THAT(Lines("SELECT a.i FROM s.nested a JOIN s.nested b ON a.a = b.a ORDER BY 1"),
              ElementsAre("2", "4"));
  EXPECT_THAT(Lines("SELECT a.i, b.i FROM s.nested a LEFT JOIN s.nested b ON a.r = b.r ORDER BY 1"),
              ElementsAre("1|1", "2|NULL", "3|NULL", "4|NULL"));
  EXPECT_THAT(
      Lines("EXPLAIN SELECT a.i, b.i FROM s.nested a LEFT JOIN s.nested b ON a.r = b.r").at(0),
      HasSubstr("HASH_JOIN"));
  EXPECT_THAT(Lines("SELECT i FROM s.nested WHERE (i, r.x) = (1, 1)"), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT i FROM s.nested WHERE a = ARRAY[1, 2]"), ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT i FROM s.nested WHERE NOT (a = ARRAY[1, 2]) ORDER BY i"),
              ElementsAre("4"));
}

}  // namespace
}  // namespace tarn::engine::embedded
