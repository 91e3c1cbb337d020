#include "sql/parser.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/printer.h"

namespace tarn::sql {

namespace {

using testing::HasSubstr;
using testing::StartsWith;

ParseError ErrorOf(std::string_view text, const ParseOptions& options = {}) {
  try {
    ParseStatement(text, options);
  } catch (const ParseError& error) {
    return error;
  }
  ADD_FAILURE() << "accepted: " << text;
  return ParseError(base::ErrorKind::kInternal, {}, "", "");
}

const Select& SelectOf(const Statement& statement) {
  return *statement.As<QueryStatement>()->query->body.As<Select>();
}

std::string Repeat(std::string_view text, size_t count) {
  std::string repeated;
  for (size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

}  // namespace

TEST(Parser, WithNoDataBehindUnnestIsOfTheTable) {
  const Statement statement =
      ParseStatement("CREATE TABLE t AS SELECT * FROM UNNEST(ARRAY[1]) WITH NO DATA");
  EXPECT_FALSE(statement.As<CreateTableAsSelect>()->with_data);
  EXPECT_EQ(Print(ParseStatement(Print(statement))), Print(statement));
}

TEST(ParseErrors, TellPlaceExpectationLineAndCaret) {
  const ParseError error = ErrorOf("SELECT *\nFORM t");
  EXPECT_THAT(error.message(), StartsWith("line 2:1: mismatched input 'FORM'. Expecting: "));
  EXPECT_THAT(error.message(), HasSubstr("'FROM'"));
  EXPECT_THAT(error.message(), testing::EndsWith("\nFORM t\n^"));
  EXPECT_EQ(error.hint(), "did you mean 'FROM' instead of 'FORM'?");
  EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
  EXPECT_EQ(error.location().line, 2u);
  EXPECT_EQ(error.location().column, 1u);
  EXPECT_EQ(error.location().begin, 9u);
}

TEST(ParseErrors, SuggestForAWordThatWasTakenForAnAlias) {
  const ParseError error = ErrorOf("SELECT a FORM t");
  EXPECT_THAT(error.message(), StartsWith("line 1:15: mismatched input 't'. Expecting: "));
  EXPECT_EQ(error.hint(), "did you mean 'FROM' instead of 'FORM'?");
}

TEST(ParseErrors, SuggestTheFirstWordOfAStatement) {
  const ParseError error = ErrorOf("SELCT 1");
  EXPECT_THAT(error.message(), StartsWith("line 1:1: mismatched input 'SELCT'. Expecting: "));
  EXPECT_EQ(error.hint(), "did you mean 'SELECT' instead of 'SELCT'?");
}

TEST(ParseErrors, ReservedWordAsName) {
  const ParseError error = ErrorOf("SELECT 1 AS order");
  EXPECT_EQ(error.problem(), "mismatched input 'order'. Expecting: <identifier>");
  EXPECT_EQ(error.hint(), "'order' is a reserved word; to use it as a name write \"order\"");
}

TEST(ParseErrors, CaretStandsUnderCharactersNotBytes) {
  const ParseError error = ErrorOf("SELECT 'üüü' 5 FROM");
  EXPECT_EQ(error.location().column, 14u);
  EXPECT_THAT(error.message(), HasSubstr("SELECT 'üüü' 5 FROM\n             ^"));
}

TEST(ParseErrors, QuoteOnlyAPartOfLongLines) {
  const std::string text = "SELECT " + Repeat("abcdefghi, ", 100) + ", 1 FROM t";
  EXPECT_LT(ErrorOf(text).message().size(), 700u);
}

TEST(ParseErrors, UnterminatedTokens) {
  EXPECT_THAT(ErrorOf("SELECT 'abc").problem(), StartsWith("unterminated string"));
  EXPECT_THAT(ErrorOf("SELECT \"abc").problem(), StartsWith("unterminated quoted identifier"));
  EXPECT_THAT(ErrorOf("SELECT 1 /* abc").problem(), StartsWith("unterminated comment"));
  EXPECT_EQ(ErrorOf("SELECT 1 /* abc").location().column, 10u);
}

TEST(ParseErrors, NamesThatNeedQuotes) {
  EXPECT_EQ(ErrorOf("SELECT `a`").problem(),
            "backquoted identifiers are not supported; use double quotes to quote identifiers");
  EXPECT_EQ(ErrorOf("SELECT 1a").problem(),
            "identifiers must not start with a digit; surround the identifier with double quotes");
  EXPECT_EQ(ErrorOf("SELECT \"\"").problem(), "Zero-length delimited identifier not allowed");
}

TEST(ParseErrors, Literals) {
  EXPECT_EQ(ErrorOf("SELECT 9223372036854775808").problem(),
            "Invalid numeric literal: 9223372036854775808");
  EXPECT_EQ(ErrorOf("SELECT X'0G'").problem(),
            "Binary literal can only contain hexadecimal digits");
  EXPECT_EQ(ErrorOf("SELECT X'000'").problem(),
            "Binary literal must contain an even number of digits");
  EXPECT_EQ(ErrorOf("SELECT U&'\\12'").problem(), "Incomplete escape sequence: 12");
  EXPECT_EQ(ErrorOf("SELECT U&'\\+110000'").problem(), "Invalid escaped character: 110000");
  EXPECT_THAT(ErrorOf("SELECT EXTRACT(CENTURY FROM x)").problem(),
              StartsWith("Invalid EXTRACT field CENTURY, valid fields are: YEAR, QUARTER"));
}

TEST(ParseErrors, ArgumentsOfSpecialFunctions) {
  EXPECT_EQ(ErrorOf("SELECT if(a)").problem(), "Invalid number of arguments for 'if' function");
  EXPECT_EQ(ErrorOf("SELECT coalesce(a)").problem(),
            "The 'coalesce' function must have at least two arguments");
  EXPECT_EQ(ErrorOf("SELECT nullif(a, b) OVER ()").problem(),
            "OVER clause not valid for 'nullif' function");
  EXPECT_EQ(ErrorOf("SELECT try(DISTINCT a)").problem(), "DISTINCT not valid for 'try' function");
}

TEST(ParseErrors, EmptyInput) {
  EXPECT_THAT(ErrorOf("").message(), StartsWith("line 1:1: mismatched input '<EOF>'. Expecting: "));
  EXPECT_THAT(ErrorOf(" -- nothing").problem(), HasSubstr("<query>"));
}

TEST(ParseLimits, NestingIsBounded) {
  const std::string deep = "SELECT " + Repeat("(", 10000) + "1" + Repeat(")", 10000);
  const ParseError error = ErrorOf(deep);
  EXPECT_EQ(error.kind(), base::ErrorKind::kResourceExhausted);
  EXPECT_THAT(error.problem(), HasSubstr("nested too deeply: more than 300 levels"));
  const std::string openings[] = {
      "(",      "NOT ",     "- ",          "ARRAY[",           "CASE ",    "CAST(",
      "f(",     "(SELECT ", "x -> ",       "EXISTS(SELECT ",   "a[",       "CASE WHEN ",
      "a IN (", "a IN ((",  "json_array(", "a = ALL (SELECT ", "row(row(", "trim("};
  for (const std::string& opening : openings) {
    EXPECT_THROW(ParseExpression(Repeat(opening, 20000)), ParseError) << opening;
  }
  const std::string statements[] = {"EXPLAIN ",
                                    "(",
                                    "SELECT * FROM (",
                                    "WITH a AS (",
                                    "PREPARE p FROM ",
                                    "SELECT * FROM ((",
                                    "SELECT * FROM a JOIN ",
                                    "SELECT * FROM LATERAL (",
                                    "VALUES ("};
  for (const std::string& opening : statements) {
    EXPECT_THROW(ParseStatement(Repeat(opening, 20000)), ParseError) << opening;
  }
  EXPECT_THROW(ParseType(Repeat("array(", 20000)), ParseError);
  EXPECT_THROW(ParseType("bigint" + Repeat(" array", 20000)), ParseError);
}

TEST(ParseLimits, DeepButAllowedNestingWorks) {
  const std::string deep = "SELECT " + Repeat("(", 290) + "1" + Repeat(")", 290);
  EXPECT_EQ(Print(ParseStatement(deep)), "SELECT 1");
}

TEST(ParseLimits, HeightOfChainsIsBounded) {
  EXPECT_NO_THROW(ParseExpression("a" + Repeat(" || a", 1500)));
  for (const char* link : {" || a", " + a", ".a", "[1]", " AT TIME ZONE 'x'"}) {
    EXPECT_THROW(ParseExpression("a" + Repeat(link, 50000)), ParseError) << link;
  }
  EXPECT_THROW(ParseStatement("SELECT 1" + Repeat(" UNION SELECT 1", 20000)), ParseError);
  EXPECT_THROW(ParseStatement("SELECT 1 FROM a" + Repeat(" CROSS JOIN a", 20000)), ParseError);
}

TEST(ParseLimits, WideTreesAreNotHigh) {
  EXPECT_EQ(ParseExpression("a" + Repeat(" AND a", 20000)).As<Logical>()->terms.size(), 20001u);
  EXPECT_NO_THROW(ParseExpression("a IN (1" + Repeat(", 1", 20000) + ")"));
}

TEST(ParseLimits, LengthIsBounded) {
  ParseOptions options;
  options.max_bytes = 20;
  EXPECT_EQ(ErrorOf("SELECT 1111111111111111", options).problem(),
            "SQL text is too long: 23 bytes, the limit is 20");
}

TEST(Locations, CoverTheNode) {
  const std::string text = "SELECT a,\n  f(b) + 1 AS c FROM s.t x";
  const Statement statement = ParseStatement(text);
  const Select& select = SelectOf(statement);
  const auto& column = std::get<SingleColumn>(select.items[1]);
  const Location& where = column.expression.location;
  EXPECT_EQ(where.line, 2u);
  EXPECT_EQ(where.column, 8u);  // the operator
  EXPECT_EQ(text.substr(where.begin, where.end - where.begin), "f(b) + 1");
  const Location& from = select.from[0].location;
  EXPECT_EQ(text.substr(from.begin, from.end - from.begin), "s.t x");
  EXPECT_EQ(statement.location.end, text.size());
}

TEST(Extensions, BranchOfATable) {
  const Statement statement = ParseStatement("SELECT * FROM c.s.t@\"run/7\" AS x");
  const Relation& relation = SelectOf(statement).from[0];
  const Table& table = *relation.As<AliasedRelation>()->relation->As<Table>();
  EXPECT_EQ(table.branch->value, "run/7");
  EXPECT_EQ(Print(statement), "SELECT * FROM c.s.t@\"run/7\" AS x");
  EXPECT_EQ(Print(ParseStatement("INSERT INTO t @ b VALUES 1")), "INSERT INTO t@b VALUES 1");
  EXPECT_EQ(Print(ParseStatement("delete from t@b")), "DELETE FROM t@b");
}

TEST(Extensions, SystemTime) {
  const Statement statement =
      ParseStatement("SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2026-01-01 00:00:00'");
  EXPECT_EQ(Print(statement),
            "SELECT * FROM t FOR TIMESTAMP AS OF TIMESTAMP '2026-01-01 00:00:00'");
  EXPECT_EQ(Print(ParseStatement("SELECT * FROM t FOR system_version AS OF 5 x")),
            "SELECT * FROM t FOR VERSION AS OF 5 AS x");
}

TEST(Extensions, StatementsOfNewerTrino) {
  for (const char* text :
       {"CREATE BRANCH b IN TABLE s.t", "CREATE OR REPLACE BRANCH b IN TABLE t FROM main",
        "CREATE BRANCH IF NOT EXISTS b WITH (x = 1) IN TABLE t", "DROP BRANCH b IN TABLE t",
        "DROP BRANCH IF EXISTS b IN TABLE t", "ALTER BRANCH a IN TABLE t FAST FORWARD TO b",
        "SHOW BRANCHES FROM TABLE t", "ALTER TABLE t ALTER COLUMN a SET DEFAULT 5",
        "ALTER TABLE t ALTER COLUMN a DROP DEFAULT",
        "CREATE TABLE t (a bigint DEFAULT -5 NOT NULL, b date DEFAULT DATE '2020-01-01')",
        "ALTER MATERIALIZED VIEW v SET AUTHORIZATION bob"}) {
    EXPECT_EQ(Print(ParseStatement(text)), text);
  }
  EXPECT_EQ(Print(ParseStatement("BEGIN")), "START TRANSACTION");
  EXPECT_EQ(Print(ParseStatement("begin transaction;")), "START TRANSACTION");
}

TEST(Extensions, CanBeTurnedOff) {
  ParseOptions strict;
  strict.extensions = false;
  for (const char* text : {"SELECT * FROM t@b", "SELECT * FROM t FOR SYSTEM_TIME AS OF x", "BEGIN",
                           "SHOW BRANCHES FROM TABLE t"}) {
    EXPECT_THROW(ParseStatement(text, strict), ParseError) << text;
  }
}

TEST(Names, KeepSpellingAndQuotes) {
  const Expression expression = ParseExpression("Foo.\"Bar\"\"x\"");
  const std::optional<QualifiedName> name = ToQualifiedName(expression);
  ASSERT_TRUE(name);
  EXPECT_EQ(name->parts[0].value, "Foo");
  EXPECT_FALSE(name->parts[0].quoted);
  EXPECT_EQ(name->parts[1].value, "Bar\"x");
  EXPECT_TRUE(name->parts[1].quoted);
  EXPECT_EQ(name->Canonical(), "foo.bar\"x");
  EXPECT_FALSE(ToQualifiedName(ParseExpression("f(x).y")));
}

TEST(Literals, AreDecoded) {
  EXPECT_EQ(ParseExpression("0xFF").As<LongLiteral>()->value, 255);
  EXPECT_EQ(ParseExpression("-9223372036854775808").As<LongLiteral>()->value, INT64_MIN);
  EXPECT_EQ(ParseExpression("1_0.5").As<DecimalLiteral>()->text, "10.5");
  EXPECT_EQ(ParseExpression("1.5e3").As<DoubleLiteral>()->value, 1500.0);
  EXPECT_EQ(ParseExpression("U&'\\00fc\\+01F600'").As<StringLiteral>()->value, "ü😀");
  EXPECT_EQ(ParseExpression("X'00 ff'").As<BinaryLiteral>()->bytes, std::string("\0\xff", 2));
}

TEST(Parameters, AreNumberedInOrder) {
  const Expression expression = ParseExpression("? + f(?, ?)");
  const auto& call = *expression.As<Binary>()->right->As<FunctionCall>();
  EXPECT_EQ(expression.As<Binary>()->left->As<Parameter>()->position, 0);
  EXPECT_EQ(call.arguments[1].As<Parameter>()->position, 2);
}

}  // namespace tarn::sql
