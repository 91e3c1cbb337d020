#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// What Trino answers is in tests/golden/trino/routine.jsonl; here is what needs a lake, is an error
// with its place, or ends otherwise.
class RoutinesTest : public LakeTest {};

TEST_F(RoutinesTest, WorkInAllStatementsWithAQuery) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.t AS WITH FUNCTION twice(x bigint) RETURNS bigint RETURN x * 2 SELECT "
      "twice(3) AS v");
  Run("INSERT INTO s.t WITH FUNCTION up(x bigint) RETURNS bigint BEGIN SET x = x + 1; RETURN x; "
      "END "
      "SELECT up(v) FROM s.t");
  EXPECT_THAT(Lines("SELECT v FROM s.t ORDER BY v"), ElementsAre("6", "7"));
  EXPECT_THAT(
      Lines("WITH FUNCTION small(x bigint) RETURNS boolean RETURN (x < 7) SELECT v FROM s.t "
            "WHERE small(v)"),
      ElementsAre("6"));
}

TEST_F(RoutinesTest, RunOverManyVectors) {
  EXPECT_THAT(
      Lines(
          "WITH FUNCTION f(x bigint) RETURNS bigint BEGIN DECLARE n bigint DEFAULT 0; WHILE x > 1 "
          "DO SET n = n + 1; IF x % 2 = 0 THEN SET x = x / 2; ELSE SET x = 3 * x + 1; END IF; END "
          "WHILE; RETURN n; END SELECT max(f(x)), sum(f(x)) FROM UNNEST(sequence(1, 10000)) AS t "
          "(x)"),
      ElementsAre("261|849666"));
}

TEST_F(RoutinesTest, ArgumentsAreComputedOnce) {
  EXPECT_THAT(Lines("WITH FUNCTION same(x double) RETURNS boolean RETURN (x = x AND x >= 0) SELECT "
                    "bool_and(same(random())) FROM UNNEST(sequence(1, 100)) AS t (n)"),
              ElementsAre("true"));
}

TEST_F(RoutinesTest, NamesOfArgumentsAndLambdasDoNotMeet) {
  EXPECT_THAT(Lines("WITH FUNCTION f(a array(bigint), v bigint) RETURNS array(bigint) RETURN "
                    "transform(a, x -> x + v) SELECT f(ARRAY[1, 2], x) FROM (VALUES 10) AS t (x)"),
              ElementsAre("[11, 12]"));
}

TEST_F(RoutinesTest, NoCatalogKeepsFunctions) {
  const std::string makes = "CREATE FUNCTION iceberg.s.f() RETURNS integer ";
  EXPECT_THAT(ErrorOf(makes + "DETERMINISTIC DETERMINISTIC RETURN 8").message(),
              HasSubstr("line 1:61: Multiple deterministic clauses specified"));
  EXPECT_EQ(ErrorOf(makes + "RETURN 'x'").message(),
            "line 1:54: Value of RETURN must evaluate to integer (actual: varchar(1))");
  const base::Error right = ErrorOf(makes + "SECURITY INVOKER RETURN 8");
  EXPECT_EQ(right.kind(), ErrorKind::kUnsupported);
  EXPECT_EQ(right.message(), "This connector does not support creating functions");
  EXPECT_EQ(ErrorOf("CREATE FUNCTION a.b.f() RETURNS integer RETURN 8").message(),
            "Catalog 'a' not found");
  EXPECT_EQ(ErrorOf("CREATE FUNCTION a.b.c.f() RETURNS integer RETURN 8").message(),
            "line 1:1: Too many dots in function name: a.b.c.f");
  const char* const unnamed =
      "line 1:1: Catalog and schema must be specified when function schema is not configured";
  EXPECT_EQ(ErrorOf("CREATE FUNCTION f() RETURNS integer RETURN 8").message(), unnamed);
  EXPECT_EQ(ErrorOf("DROP FUNCTION f(integer)").message(), unnamed);
  EXPECT_EQ(ErrorOf("DROP FUNCTION a.b.f()").message(), "line 1:1: Function not found");
  Run("DROP FUNCTION IF EXISTS a.b.f()");
}

TEST_F(RoutinesTest, ErrorsHaveTheirPlace) {
  const base::Error unknown =
      ErrorOf("WITH FUNCTION f(x bigint) RETURNS bigint RETURN y SELECT f(1)");
  EXPECT_EQ(unknown.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(unknown.message(), StartsWith("line 1:49: Column 'y' cannot be resolved"));
  EXPECT_THAT(ErrorOf("WITH FUNCTION f(x bigint) RETURNS bigint RETURN x SELECT f('a')").message(),
              HasSubstr("Unexpected parameters (varchar(1)) for function f. Expected: f(bigint)"));
  EXPECT_THAT(
      ErrorOf("WITH FUNCTION f(x bigint) RETURNS bigint BEGIN LEAVE a; RETURN 1; END SELECT f(1)")
          .message(),
      HasSubstr("Label not defined: a"));
  EXPECT_THAT(
      ErrorOf("WITH FUNCTION f(x bigint) RETURNS bigint RETURN (SELECT 1) SELECT f(1)").message(),
      HasSubstr("Queries are not allowed in functions"));
  EXPECT_THAT(ErrorOf("SELECT \"$routine\"(0, 1)").message(), HasSubstr("not registered"));
  EXPECT_THAT(ErrorOf("SELECT \"$variable\"(0)").message(), HasSubstr("not registered"));
  EXPECT_THAT(ErrorOf("WITH FUNCTION f(x bigint) RETURNS bigint RETURN x SELECT \"$routine\"('a')")
                  .message(),
              HasSubstr("not registered"));
  EXPECT_THAT(
      ErrorOf("WITH FUNCTION f(x bigint) RETURNS bigint RETURN \"$variable\"(9) SELECT f(1)")
          .message(),
      HasSubstr("not registered"));
}

TEST_F(RoutinesTest, CallsInBodiesAreBounded) {
  std::string sql = "WITH FUNCTION f0(x bigint) RETURNS bigint BEGIN RETURN x; END";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "f" + std::to_string(i - 1);
    sql += ", FUNCTION f" + std::to_string(i) + "(x bigint) RETURNS bigint BEGIN RETURN " + before +
           "(x) + " + before + "(x); END";
  }
  const base::Error error = ErrorOf(sql + " SELECT f29(1)");
  EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
  EXPECT_THAT(error.message(), HasSubstr("calls functions more than 10000 times"));
}

TEST_F(RoutinesTest, ALoopWithoutEndIsCancelled) {
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    session_->Cancel();
  });
  const base::Error error = ErrorOf(
      "WITH FUNCTION f(x bigint) RETURNS bigint BEGIN WHILE true DO SET x = x; END WHILE; "
      "RETURN x; END SELECT sum(f(x)) FROM UNNEST(sequence(1, 1000)) AS t (x)");
  canceller.join();
  EXPECT_EQ(error.kind(), ErrorKind::kCancelled);
  EXPECT_THAT(Lines("SELECT 1"), ElementsAre("1"));
}

}  // namespace
}  // namespace tarn::engine::embedded
