#include "engine/embedded/adapter/run_time_words.h"

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

TEST(RunTimeWordsTest, OverflowsNameTheTypeAndTheOperands) {
  EXPECT_EQ(RunTimeWords("Overflow in addition of INT32 (2147483647 + 1)!"),
            "integer addition overflow: 2147483647 + 1");
  EXPECT_EQ(RunTimeWords("Overflow in multiplication of INT16 (32767 * 2)!"),
            "smallint multiplication overflow: 32767 * 2");
  EXPECT_EQ(RunTimeWords("Overflow in subtraction of INT64 (-9 - 9)!"),
            "bigint subtraction overflow: -9 - 9");
  EXPECT_EQ(RunTimeWords("Overflow in addition of DECIMAL(38) (9 + 1);"), "Decimal overflow");
  EXPECT_EQ(RunTimeWords("Overflow on abs(-128)"), "Value -128 is out of range for abs(tinyint)");
}

TEST(RunTimeWordsTest, CastsNameTheTypeThatIsTooSmall) {
  EXPECT_EQ(RunTimeWords("Type INT64 with value 300 can't be cast because the value is out of "
                         "range for the destination type INT8"),
            "Out of range for tinyint: 300");
  EXPECT_EQ(RunTimeWords("Type INT64 with value 300 can't be cast because the value is out of "
                         "range for the destination type UINT8"),
            std::nullopt);
}

TEST(RunTimeWordsTest, PatternsAreWrongInJonisWords) {
  EXPECT_EQ(RunTimeWords("missing ): (a"),
            "Invalid argument of regexp_like: end pattern with unmatched parenthesis");
  EXPECT_EQ(RunTimeWords("invalid character class range: b-a"),
            "Invalid argument of regexp_like: empty range in char class");
  EXPECT_EQ(RunTimeWords("invalid character class range: \\p{Nope}"),
            "Invalid argument of regexp_like: invalid character property name <Nope>");
  EXPECT_EQ(RunTimeWords("invalid character class range: [:nope:]"),
            "Invalid argument of regexp_like: invalid POSIX bracket type");
}

TEST(RunTimeWordsTest, OtherMessagesStay) {
  EXPECT_EQ(RunTimeWords("Division by zero"), std::nullopt);
  EXPECT_EQ(RunTimeWords(""), std::nullopt);
  EXPECT_EQ(RunTimeWords("Overflow in"), std::nullopt);
}

}  // namespace
}  // namespace tarn::engine::embedded
