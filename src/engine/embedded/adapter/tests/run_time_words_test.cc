#include "engine/embedded/adapter/run_time_words.h"

#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "base/standard_error.h"

namespace tarn::engine::embedded {
namespace {

using base::StandardError;

std::optional<std::string> WordsOf(std::string_view message) {
  const auto error = RunTimeWords(message);
  return error ? std::optional(error->message()) : std::nullopt;
}

TEST(RunTimeWordsTest, OverflowsNameTheTypeAndTheOperands) {
  EXPECT_EQ(WordsOf("Overflow in addition of INT32 (2147483647 + 1)!"),
            "integer addition overflow: 2147483647 + 1");
  EXPECT_EQ(WordsOf("Overflow in multiplication of INT16 (32767 * 2)!"),
            "smallint multiplication overflow: 32767 * 2");
  EXPECT_EQ(WordsOf("Overflow in subtraction of INT64 (-9 - 9)!"),
            "bigint subtraction overflow: -9 - 9");
  EXPECT_EQ(WordsOf("Overflow in addition of DECIMAL(38) (9 + 1);"), "Decimal overflow");
  EXPECT_EQ(WordsOf("Overflow on abs(-128)"), "Value -128 is out of range for abs(tinyint)");
}

TEST(RunTimeWordsTest, CastsNameTheTypeThatIsTooSmall) {
  EXPECT_EQ(WordsOf("Type INT64 with value 300 can't be cast because the value is out of "
                    "range for the destination type INT8"),
            "Out of range for tinyint: 300");
  EXPECT_EQ(WordsOf("Type INT64 with value 300 can't be cast because the value is out of "
                    "range for the destination type UINT8"),
            std::nullopt);
}

TEST(RunTimeWordsTest, PatternsAreWrongInJonisWords) {
  EXPECT_EQ(WordsOf("missing ): (a"),
            "Invalid argument of regexp_like: end pattern with unmatched parenthesis");
  EXPECT_EQ(WordsOf("invalid character class range: b-a"),
            "Invalid argument of regexp_like: empty range in char class");
  EXPECT_EQ(WordsOf("invalid character class range: \\p{Nope}"),
            "Invalid argument of regexp_like: invalid character property name <Nope>");
  EXPECT_EQ(WordsOf("invalid character class range: [:nope:]"),
            "Invalid argument of regexp_like: invalid POSIX bracket type");
}

TEST(RunTimeWordsTest, CarryTrinosCode) {
  EXPECT_EQ(RunTimeWords("Overflow on abs(-128)")->code(), StandardError::kNumericValueOutOfRange);
  EXPECT_EQ(RunTimeWords("missing ): (a")->code(), StandardError::kInvalidFunctionArgument);
  EXPECT_EQ(RunTimeWords("time field value out of range: \"x\", expected y")->code(),
            StandardError::kInvalidCastArgument);
}

TEST(RunTimeWordsTest, OtherMessagesStay) {
  EXPECT_EQ(WordsOf("Division by zero"), std::nullopt);
  EXPECT_EQ(WordsOf(""), std::nullopt);
  EXPECT_EQ(WordsOf("Overflow in"), std::nullopt);
}

}  // namespace
}  // namespace tarn::engine::embedded
