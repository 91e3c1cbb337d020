#include "sql/printer.h"

#include <string>

#include <gtest/gtest.h>

#include "sql/parser.h"

namespace tarn::sql {

namespace {

std::string Reprint(std::string_view text) { return Print(ParseExpression(text)); }

}  // namespace

TEST(Printer, KeepsOnlyTheParenthesesThatMatter) {
  EXPECT_EQ(Reprint("((a)) + ((b * c))"), "a + b * c");
  EXPECT_EQ(Reprint("(a + b) * c"), "(a + b) * c");
  EXPECT_EQ(Reprint("a - (b - c)"), "a - (b - c)");
  EXPECT_EQ(Reprint("(a - b) - c"), "a - b - c");
  EXPECT_EQ(Reprint("a || (b + c)"), "a || b + c");
  EXPECT_EQ(Reprint("NOT (a AND b) OR (c AND d)"), "NOT (a AND b) OR c AND d");
  EXPECT_EQ(Reprint("(a OR b) OR c"), "(a OR b) OR c");
  EXPECT_EQ(Reprint("(a = b) = c"), "(a = b) = c");
  EXPECT_EQ(Reprint("f((x -> x + 1))"), "f(x -> x + 1)");
}

TEST(Printer, MinusNeverBecomesACommentOrPartOfANumber) {
  EXPECT_EQ(Reprint("- (-a)"), "-(-a)");
  EXPECT_EQ(Reprint("-(1)"), "-(1)");
  EXPECT_EQ(Reprint("- - 1"), "-(-1)");
  EXPECT_EQ(Reprint("a - -1"), "a - -1");
  EXPECT_EQ(Reprint("-(1)[2]"), "-(1[2])");
}

TEST(Printer, QuotesNamesThatNeedIt) {
  EXPECT_EQ(Print(Identifier{"order", false, {}}), "\"order\"");
  EXPECT_EQ(Print(Identifier{"a b", false, {}}), "\"a b\"");
  EXPECT_EQ(Print(Identifier{"Abc", false, {}}), "Abc");
  EXPECT_EQ(Print(Identifier{"a\"b", true, {}}), "\"a\"\"b\"");
  EXPECT_EQ(Print(Identifier{"date", false, {}}), "date");
  EXPECT_EQ(QuoteString("it's"), "'it''s'");
}

TEST(Printer, DoublesReadBackExactly) {
  for (const char* text : {"1E0", "1.5E300", "-2.5E-7", "1.7976931348623157E308", "1E999"}) {
    const Expression tree = ParseExpression(text);
    EXPECT_TRUE(ParseExpression(Print(tree)) == tree) << text;
  }
}

TEST(Printer, Statements) {
  for (
      const char* text :
      {"SELECT DISTINCT a AS x, t.* FROM s.t AS t WHERE a > 1 GROUP BY a HAVING count(*) > 1 ORDER "
       "BY 1 DESC NULLS LAST OFFSET 5 ROWS LIMIT 10",
       "SELECT ALL all FROM t", "SELECT f(ALL all + 1) FROM t",
       "SELECT COALESCE(ALL all + 1, 2), NULLIF(ALL all, 1), IF(ALL all, 1), TRY(ALL all) FROM t",
       "CREATE TABLE IF NOT EXISTS s.t WITH (format = 'PARQUET') AS SELECT 1 AS a WITH NO DATA",
       "MERGE INTO t AS x USING u AS y ON x.a = y.a WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN "
       "INSERT (a) VALUES (y.a)"}) {
    EXPECT_EQ(Print(ParseStatement(text)), text);
  }
}

}  // namespace tarn::sql
