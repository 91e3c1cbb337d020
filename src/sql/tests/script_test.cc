// Scripts, the shell's question whether input is complete, and the token stream.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/keyword.h"
#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/token.h"

namespace tarn::sql {

namespace {

using testing::ElementsAre;

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> parts;
  for (const StatementRange& range : SplitStatements(text)) {
    parts.push_back(text.substr(range.location.begin, range.location.end - range.location.begin));
  }
  return parts;
}

}  // namespace

TEST(Scripts, SplitAtSemicolons) {
  EXPECT_THAT(Split("SELECT 1; -- one;\n SELECT ';' ;; SELECT \"a;b\""),
              ElementsAre("SELECT 1", "SELECT ';'", "SELECT \"a;b\""));
  EXPECT_THAT(Split(" ; -- nothing\n"), ElementsAre());
  EXPECT_FALSE(SplitStatements("SELECT 1").front().terminated);
  EXPECT_TRUE(SplitStatements("SELECT 1;").front().terminated);
}

TEST(Scripts, BodiesOfRoutinesStayWhole) {
  const std::string function =
      "CREATE FUNCTION f(x bigint) RETURNS bigint BEGIN DECLARE y bigint; IF x > 1 THEN SET y = "
      "CASE "
      "WHEN true THEN 1 END; END IF; CASE x WHEN 1 THEN RETURN 1; END CASE; WHILE x > 0 DO SET x = "
      "1; END WHILE; a: LOOP LEAVE a; END LOOP; REPEAT SET x = 1; UNTIL true END REPEAT; RETURN y; "
      "END";
  EXPECT_THAT(Split(function + "; SELECT 2"), ElementsAre(function, "SELECT 2"));
  EXPECT_THAT(Split("WITH " + function.substr(7) + " SELECT 1; SELECT 2"),
              ElementsAre("WITH " + function.substr(7) + " SELECT 1", "SELECT 2"));
  EXPECT_NO_THROW(ParseStatement(function));
}

TEST(Scripts, TransactionsAreNoRoutines) {
  EXPECT_THAT(Split("BEGIN; SELECT 1; COMMIT;"), ElementsAre("BEGIN", "SELECT 1", "COMMIT"));
}

TEST(Scripts, ParsedWithPlacesInTheWhole) {
  const std::string text = "SELECT 1;\n\n  SELECT a\nFROM t;";
  const std::vector<ParsedStatement> statements = ParseStatements(text);
  ASSERT_EQ(statements.size(), 2u);
  EXPECT_EQ(statements[1].location.line, 3u);
  EXPECT_EQ(statements[1].location.column, 3u);
  EXPECT_EQ(Print(statements[1].statement), "SELECT a FROM t");
  try {
    ParseStatements("SELECT 1;\nSELECT FROM t; SELECT 2");
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.location().line, 2u);
    EXPECT_EQ(error.location().column, 8u);
  }
  try {
    ParseStatements("SELECT 1 +; SELECT 2");
    FAIL();
  } catch (const ParseError& error) {
    EXPECT_EQ(error.location().column, 11u);
  }
}

TEST(Input, IsCompleteWithItsSemicolon) {
  EXPECT_EQ(CheckInput(""), InputState::kEmpty);
  EXPECT_EQ(CheckInput("  -- x\n"), InputState::kEmpty);
  EXPECT_EQ(CheckInput("SELECT 1"), InputState::kIncomplete);
  EXPECT_EQ(CheckInput("SELECT 1;"), InputState::kComplete);
  EXPECT_EQ(CheckInput("SELECT 1; -- done"), InputState::kComplete);
  EXPECT_EQ(CheckInput("SELECT 1; SELECT"), InputState::kIncomplete);
  EXPECT_EQ(CheckInput("SELECT 'a;"), InputState::kIncomplete);
  EXPECT_EQ(CheckInput("SELECT 1; /* x"), InputState::kIncomplete);
  EXPECT_EQ(CheckInput("CREATE FUNCTION f() RETURNS bigint BEGIN RETURN 1;"),
            InputState::kIncomplete);
  EXPECT_EQ(CheckInput("CREATE FUNCTION f() RETURNS bigint BEGIN RETURN 1; END;"),
            InputState::kComplete);
  EXPECT_EQ(CheckInput(";"), InputState::kComplete);
}

TEST(Tokens, KeepCommentsAndPlaces) {
  const std::string text = "SELECT x -- c\n, 'y', \"z\" @ €";
  std::vector<TokenKind> kinds;
  for (const Token& token : Tokenize(text, Comments::kKeep)) kinds.push_back(token.kind);
  EXPECT_THAT(kinds, ElementsAre(TokenKind::kKeyword, TokenKind::kIdentifier, TokenKind::kComment,
                                 TokenKind::kSymbol, TokenKind::kString, TokenKind::kSymbol,
                                 TokenKind::kQuotedIdentifier, TokenKind::kSymbol,
                                 TokenKind::kUnrecognized, TokenKind::kEnd));
  const std::vector<Token> tokens = Tokenize(text);
  EXPECT_EQ(tokens[0].keyword, Keyword::kSelect);
  EXPECT_EQ(tokens[2].location.line, 2u);
  EXPECT_EQ(tokens.back().location.begin, text.size());
}

TEST(Tokens, NumbersTakeTheLongestMatch) {
  const auto kinds = [](std::string_view text) {
    std::vector<std::string> parts;
    for (const Token& token : Tokenize(text)) parts.emplace_back(token.text);
    return parts;
  };
  EXPECT_THAT(kinds("1..2"), ElementsAre("1.", ".2", ""));
  EXPECT_THAT(kinds("1.5e"), ElementsAre("1.5", "e", ""));
  EXPECT_THAT(kinds("1e5x"), ElementsAre("1e5x", ""));
  EXPECT_THAT(kinds("0x1F.a"), ElementsAre("0x1F", ".", "a", ""));
  EXPECT_THAT(kinds("a->b"), ElementsAre("a", "->", "b", ""));
}

TEST(Keywords, AreTrinos) {
  EXPECT_EQ(FindKeyword("select"), Keyword::kSelect);
  EXPECT_EQ(FindKeyword("Current_Timestamp"), Keyword::kCurrentTimestamp);
  EXPECT_EQ(FindKeyword("branch"), Keyword::kNotKeyword);
  EXPECT_TRUE(IsReserved(Keyword::kSelect));
  EXPECT_FALSE(IsReserved(Keyword::kDate));
  EXPECT_TRUE(IsReserved(Keyword::kAuto));
  for (Keyword keyword : AllKeywords()) EXPECT_EQ(FindKeyword(KeywordText(keyword)), keyword);
}

}  // namespace tarn::sql
