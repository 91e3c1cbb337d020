#include <string>
#include <vector>

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

// What Trino answers is in tests/golden/trino/json_table.jsonl; here is what needs a lake, is an
// error with its place, or is bounded.
class JsonTableTest : public LakeTest {};

TEST_F(JsonTableTest, ReadsDocumentsOfATable) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.t (id bigint, j varchar)");
  Run(R"(INSERT INTO s.t VALUES (1, '[{"v": 5, "t": ["a", "b"]}, {"v": 6}]'), (2, NULL), (3, '[]'))");
  EXPECT_THAT(
      Lines("SELECT t.id, j.n, j.v, j.x FROM s.t, JSON_TABLE(t.j, 'lax $[*]' COLUMNS (n FOR "
            "ORDINALITY, v bigint PATH 'lax $.v', NESTED PATH 'lax $.t[*]' COLUMNS (x varchar PATH "
            "'lax $'))) AS j ORDER BY 1, 2, 4"),
      ElementsAre("1|1|5|a", "1|1|5|b", "1|2|6|NULL"));
  EXPECT_THAT(Lines("SELECT t.id, x FROM s.t LEFT JOIN JSON_TABLE(t.j, 'lax $[*].v' COLUMNS (x "
                    "bigint PATH 'lax $')) ON true ORDER BY 1, 2"),
              ElementsAre("1|5", "1|6", "2|NULL", "3|NULL"));
}

TEST_F(JsonTableTest, MakesATable) {
  Run("CREATE SCHEMA s");
  Run(R"(CREATE TABLE s.made AS SELECT * FROM JSON_TABLE('[{"A": 1, "B": "x"}]', 'lax $[*]' COLUMNS (a bigint, b varchar(3))))");
  EXPECT_THAT(Lines("SELECT a, b FROM s.made"), ElementsAre("1|x"));
}

TEST_F(JsonTableTest, ErrorsHaveTheirPlace) {
  const auto table = [](const std::string& rest) {
    return "SELECT * FROM JSON_TABLE('[]', 'lax $[*]' AS r COLUMNS (" + rest;
  };
  const base::Error path = ErrorOf(table("a bigint PATH 'nope'))"));
  EXPECT_EQ(path.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(path.message(), StartsWith("line 1:57: invalid JSON path"));
  EXPECT_THAT(ErrorOf(table("a bigint, a bigint))")).message(),
              HasSubstr("All column and path names in JSON_TABLE invocation must be unique"));
  EXPECT_THAT(ErrorOf(table("a bigint, NESTED PATH 'lax $' COLUMNS (b bigint)) PLAN (r OUTER x))"))
                  .message(),
              HasSubstr("All JSON paths must be named when specific plan is given"));
  EXPECT_THAT(
      ErrorOf(table("a bigint, NESTED PATH 'lax $' AS n COLUMNS (b bigint)) PLAN (r))")).message(),
      HasSubstr("Paths not included: n"));
  EXPECT_THAT(ErrorOf(table("a bigint DEFAULT 'x' ON EMPTY))")).message(),
              HasSubstr("must evaluate to a bigint (actual: varchar(1))"));
  EXPECT_THAT(ErrorOf(table("a json))")).message(),
              HasSubstr("Invalid return type of function JSON_VALUE: json"));
  EXPECT_THAT(ErrorOf("SELECT JSON_VALUE('{}', 'lax $x' PASSING 1 AS x)").message(),
              HasSubstr("no value passed for parameter x"));
}

TEST_F(JsonTableTest, RowsOfOneDocumentAreBounded) {
  std::string array = "[1";
  for (int i = 0; i < 510; ++i) array += ",1";
  array += "]";
  const std::string sql =
      "SELECT count(*) FROM JSON_TABLE('" + array +
      "', 'lax $' COLUMNS (NESTED PATH 'lax $[*]' COLUMNS (a FOR ORDINALITY), NESTED PATH "
      "'lax $[*]' COLUMNS (b FOR ORDINALITY)) PLAN DEFAULT (CROSS))";
  const base::Error error = ErrorOf(sql);
  EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
  EXPECT_THAT(error.message(), HasSubstr("more than 250000 rows"));
}

TEST_F(JsonTableTest, DeepDocumentsAreNoJson) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  EXPECT_THAT(Lines("SELECT JSON_VALUE('" + deep + "', 'lax $[0]')"), ElementsAre("NULL"));
  EXPECT_THAT(ErrorOf("SELECT JSON_QUERY('" + deep + "', 'lax $' ERROR ON ERROR)").message(),
              HasSubstr("conversion to JSON failed"));
}

}  // namespace
}  // namespace tarn::engine::embedded
