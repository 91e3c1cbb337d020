#include "engine/embedded/dialect/dialect.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "engine/embedded/dialect/function_table.h"
#include "sql/parser.h"

namespace tarn::engine::embedded {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::HasSubstr;

std::string Expr(const std::string& text) { return ToDuckDbSql(sql::ParseExpression(text)); }
std::string Stmt(const std::string& text) { return ToDuckDbSql(sql::ParseStatement(text)); }

struct Case {
  const char* trino;
  const char* duckdb;
};

TEST(DialectExpressions, AreWrittenWithTrinosMeaning) {
  const Case cases[] = {
      {"a + b * 2", "tarn_add(\"a\", tarn_multiply(\"b\", 2))"},
      {"Orders.Total", "\"orders\".\"total\""},
      {"7 / 2", "tarn_divide(7, 2)"},
      {"a % 3", "tarn_modulus(\"a\", 3)"},
      {"DATE '2024-01-31' + INTERVAL '1' MONTH",
       "tarn_add(CAST('2024-01-31' AS DATE), CAST(to_months(CAST(1 AS INTEGER)) AS "
       "interval_year_to_month))"},
      {"ts - INTERVAL '90' DAY", "tarn_subtract(\"ts\", (INTERVAL '90' DAY))"},
      {"INTERVAL '1-2' YEAR TO MONTH",
       "CAST(to_months(CAST(14 AS INTEGER)) AS interval_year_to_month)"},
      {"1.50", "CAST('1.50' AS DECIMAL(3,2))"},
      {"0.05", "CAST('0.05' AS DECIMAL(2,2))"},
      {"1e3", "(1.00000000000000000e+03)"},
      {"'it''s'", "'it''s'"},
      {"X'0AFF'", "from_hex('0AFF')"},
      {"TIMESTAMP '2024-01-01 10:00:00'", "tarn_plain_timestamp_literal('2024-01-01 10:00:00', 0)"},
      {"at = TIMESTAMP '2024-01-01 10:00:00 UTC'",
       "(\"at\" = tarn_instant(tarn_timestamp_literal('2024-01-01 10:00:00 UTC')))"},
      {"at AT TIME ZONE 'Asia/Tokyo'", "tarn_at_timezone(\"at\", 'Asia/Tokyo')"},
      {"INTERVAL '-1' DAY", "(-(INTERVAL '1' DAY))"},
      {"CAST(a AS timestamp)", "tarn_cast_time(\"a\", CAST(NULL AS TIMESTAMP), 3)"},
      {"greatest(a, b)",
       "CASE WHEN \"a\" IS NOT NULL AND \"b\" IS NOT NULL THEN greatest(\"a\", \"b\") END"},
      {"TIMESTAMP '2024-01-01 10:00:00.1234567'",
       "CAST('2024-01-01 10:00:00.1234567' AS TIMESTAMP_NS)"},
      {"TIMESTAMP '2024-01-01 10:00:00.1234567 UTC'",
       "tarn_cast('2024-01-01 10:00:00.1234567 UTC', CAST(NULL AS timestamptz_p7))"},
      {"TIMESTAMP '1677-09-21 00:12:43.145224194'",
       "CAST(make_timestamp_ns(-9223372036854775806) AS TIMESTAMP_NS)"},
      {"TIMESTAMP '1677-09-21 02:12:43.145224194+02:00'",
       "tarn_cast('1677-09-21 02:12:43.145224194+02:00', CAST(NULL AS timestamptz_p9))"},
      {"CAST(a AS timestamp(9) with time zone)",
       "tarn_cast_time(\"a\", CAST(NULL AS timestamptz_p9), 9)"},
      {"TIMESTAMP '2024-01-01 10:00:00 UTC'", "tarn_timestamp_literal('2024-01-01 10:00:00 UTC')"},
      {"CAST(a AS varchar(3))", "tarn_cast_varchar(\"a\", 3)"},
      {"TRY_CAST(a AS bigint)", "tarn_try_cast(\"a\", CAST(NULL AS BIGINT))"},
      {"CAST(a AS row(x bigint, y array(varchar)))",
       "tarn_cast(\"a\", CAST(NULL AS STRUCT(\"x\" BIGINT, \"y\" VARCHAR[])))"},
      {"if(a > 1, 'x')", "CASE WHEN (\"a\" > 1) THEN 'x' END"},
      {"EXTRACT(DOW FROM d)", "isodow(tarn_local(\"d\"))"},
      {"date_diff('hour', a, b)", "tarn_date_diff('hour', \"a\", \"b\")"},
      {"sum(x) FILTER (WHERE y > 0)",
       "tarn_sum(sum(\"x\") FILTER (WHERE (\"y\" > 0)), any_value(\"x\") FILTER (WHERE (\"y\" > "
       "0)))"},
      {"sum(x) OVER (PARTITION BY k)",
       "tarn_sum(sum(\"x\") OVER ( PARTITION BY \"k\"), any_value(\"x\") OVER ( PARTITION BY "
       "\"k\"))"},
      {"count(*)", "count(*)"},
      {"count(DISTINCT a)", "count(DISTINCT \"a\")"},
      {"array_agg(x ORDER BY y DESC)", "list(\"x\" ORDER BY \"y\" DESC NULLS LAST)"},
      {"transform(a, x -> x + 1)", "list_transform(\"a\", lambda \"x\": tarn_add(\"x\", 1))"},
      {"a IS NOT DISTINCT FROM b", "(\"a\" IS NOT DISTINCT FROM \"b\")"},
      {"date_format(ts, '%Y-%m-%d %H:%i')", "tarn_date_format(\"ts\", '%Y-%m-%d %H:%i')"},
      {"MAP()", "map()"},
      {"nan()", "CAST('nan' AS DOUBLE)"},
      {"infinity()", "CAST('infinity' AS DOUBLE)"},
      {"concat('a', b, 'c')", "tarn_concat(tarn_concat('a', \"b\"), 'c')"},
  };
  for (const auto& test : cases) EXPECT_EQ(Expr(test.trino), test.duckdb) << test.trino;
}

TEST(DialectQueries, AreWrittenWhole) {
  const Case cases[] = {
      {"SELECT 1", "SELECT 1 AS \"_col0\""},
      {"SELECT a, count(*) FROM s.t GROUP BY a",
       "SELECT \"a\", count(*) AS \"_col1\" FROM \"s\".\"t\" GROUP BY \"a\""},
      {"SELECT a AS Total FROM t ORDER BY a DESC FETCH FIRST 3 ROWS ONLY",
       "SELECT \"a\" AS \"Total\" FROM \"t\" ORDER BY \"a\" DESC NULLS LAST LIMIT 3"},
      {"SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2025-12-30 10:00:00'",
       "SELECT * FROM \"t\" AT (TIMESTAMP => tarn_instant(tarn_plain_timestamp_literal('2025-12-30 "
       "10:00:00', 0)))"},
      {"SELECT * FROM t FOR VERSION AS OF 12", "SELECT * FROM \"t\" AT (VERSION => 12)"},
      {"WITH x (a) AS (VALUES 1, 2) SELECT * FROM x",
       "WITH \"x\" (\"a\") AS (VALUES (1), (2)) SELECT * FROM \"x\""},
      {"SELECT * FROM a LEFT JOIN b USING (k)",
       "SELECT \"k\", * EXCLUDE (\"k\") FROM \"a\" LEFT JOIN \"b\" USING (\"k\")"},
      {"SELECT 1 UNION ALL SELECT 2", "(SELECT 1 AS \"_col0\") UNION ALL (SELECT 2)"},
      {"SELECT * FROM t TABLESAMPLE BERNOULLI (10)",
       "SELECT * FROM \"t\" TABLESAMPLE bernoulli(10%)"},
      {"SELECT k, count(*) FROM t GROUP BY ROLLUP (k)",
       "SELECT \"k\", count(*) AS \"_col1\" FROM \"t\" GROUP BY ROLLUP (\"k\")"},
  };
  for (const auto& test : cases) EXPECT_EQ(Stmt(test.trino), test.duckdb) << test.trino;
}

TEST(DialectStatements, AreWrittenWhole) {
  const Case cases[] = {
      {"CREATE OR REPLACE TABLE s.t WITH (partitioning = ARRAY['a']) AS SELECT 1 AS A",
       "CREATE OR REPLACE TABLE \"s\".\"t\" AS SELECT 1 AS \"a\""},
      {"INSERT INTO s.t (a, b) VALUES (1, 2)",
       "INSERT INTO \"s\".\"t\" (\"a\", \"b\") VALUES (1, 2)"},
  };
  for (const auto& test : cases) EXPECT_EQ(Stmt(test.trino), test.duckdb) << test.trino;
}

TEST(DialectErrors, TellThePlaceAndWhatIsNear) {
  try {
    Stmt("SELECT a,\n  cuont(b) FROM t");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
    EXPECT_THAT(error.message(), HasSubstr("line 2:3: Function 'cuont' not registered"));
    EXPECT_THAT(error.message(), HasSubstr("did you mean 'count'"));
  }
  for (const char* text : {"SELECT list_transform(a) FROM t", "SELECT strftime(a, 'x') FROM t"}) {
    EXPECT_THROW(Stmt(text), Error) << "a DuckDB function slipped through: " << text;
  }
  try {
    Expr("CAST(a AS color)");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnsupported);
  }
}

TEST(DialectFunctions, NamesAreSortedAndUnique) {
  auto names = FunctionNames();
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
  EXPECT_GT(names.size(), 150u);
}

}  // namespace
}  // namespace tarn::engine::embedded
