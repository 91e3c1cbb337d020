#include "sql/grouped_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/standard_error.h"
#include "sql/parser.h"

namespace tarn::sql {
namespace {

// What a Trino 476 says of EXECUTE with these values; empty: nothing.
std::string ErrorOf(const std::string& sql, const std::vector<std::string>& values) {
  std::vector<Expression> arguments;
  for (const std::string& value : values) arguments.push_back(ParseExpression(value));
  try {
    CheckGroupedParameters(ParseStatement(sql), arguments);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code(), base::StandardError::kExpressionNotAggregate);
    return error.message();
  }
  return {};
}

const std::string kFrom = " FROM (VALUES 1, 2, 3, 2) t(a) ";

TEST(GroupedParametersTest, TwoParametersAreNotTheSame) {
  const std::string expected =
      "line 1:10: '(a + ?)' must be an aggregate expression or appear in GROUP BY clause";
  const std::string sql = "SELECT a + ?, count(1)" + kFrom + "GROUP BY a + ?";
  EXPECT_EQ(ErrorOf(sql, {"1", "1"}), expected);
  EXPECT_EQ(ErrorOf(sql, {"1", "2"}), expected);
  EXPECT_EQ(ErrorOf("SELECT a + 1" + kFrom + "GROUP BY a + ? HAVING a + ? > 2", {"1", "1"}),
            "line 1:10: '(a + 1)' must be an aggregate expression or appear in GROUP BY clause");
  EXPECT_EQ(ErrorOf("SELECT count(*)" + kFrom + "GROUP BY a + ? ORDER BY a + ?", {"1", "1"}),
            "line 1:73: '(a + ?)' must be an aggregate expression or appear in GROUP BY clause");
}

TEST(GroupedParametersTest, ValuesColumnsAndAggregatesAreGrouped) {
  EXPECT_EQ(ErrorOf("SELECT a + 1, count(1), ?" + kFrom + "GROUP BY a + 1, ?", {"1", "2"}), "");
  EXPECT_EQ(ErrorOf("SELECT ?, count(1)" + kFrom + "GROUP BY ?", {"1", "1"}), "");
  EXPECT_EQ(ErrorOf("SELECT a + ?, count(1)" + kFrom + "GROUP BY 1", {"1"}), "");
  EXPECT_EQ(ErrorOf("SELECT a + ?, count(1)" + kFrom + "GROUP BY a + ?, A", {"1", "1"}), "");
  EXPECT_EQ(ErrorOf("SELECT sum(a + ?)" + kFrom + "GROUP BY a + ?", {"1", "1"}), "");
  EXPECT_EQ(ErrorOf("SELECT a + 1" + kFrom + "GROUP BY a + 1", {}), "");
}

}  // namespace
}  // namespace tarn::sql
