#include "sql/clause_place.h"

#include <gtest/gtest.h>

namespace tarn::sql {
namespace {

using enum Keyword;

// "line:column" of a keyword in the part of the text from `begin` on.
std::string PlaceOf(std::string_view source, Keyword keyword, uint32_t begin = 0,
                    bool first = false) {
  const auto tokens = TokensWithin(source, {1, 1, begin, static_cast<uint32_t>(source.size())});
  const auto at = FindKeyword(tokens, {keyword}, first);
  if (!at) return "none";
  const Location& location = tokens[*at].location;
  return std::to_string(location.line) + ":" + std::to_string(location.column);
}

TEST(ClausePlaceTest, KeywordsOutsideOfParenthesesAreFound) {
  const std::string_view source = "SELECT (SELECT 1 LIMIT 2)\nFROM t -- LIMIT\nLIMIT 3";
  EXPECT_EQ(PlaceOf(source, kLimit), "3:1");
  EXPECT_EQ(PlaceOf(source, kOffset), "none");
  EXPECT_EQ(PlaceOf(source, kSelect), "1:1");
  EXPECT_EQ(PlaceOf("a OVER b OVER", kOver), "1:10");
  EXPECT_EQ(PlaceOf("a OVER b OVER", kOver, 0, /*first=*/true), "1:3");
  EXPECT_EQ(PlaceOf("a OVER b OVER", kOver, 5, /*first=*/true), "1:10");
  EXPECT_EQ(PlaceOf("\"limit\" 'limit'", kLimit), "none");
}

}  // namespace
}  // namespace tarn::sql
