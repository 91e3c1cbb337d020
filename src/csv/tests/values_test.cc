#include "csv/values.h"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace tarn::csv {
namespace {

// A text with the room around it that parsers need.
class Padded {
 public:
  explicit Padded(std::string_view text) : bytes_(64, '7') {
    bytes_ += text;
    bytes_.append(64, '7');
    size_ = text.size();
  }
  operator std::string_view() const { return {bytes_.data() + 64, size_}; }

 private:
  std::string bytes_;
  size_t size_;
};

constexpr int64_t kNothing = -77;
int64_t Integer(std::string_view text) {
  int64_t value = kNothing;
  return ParseInteger(Padded(text), value) ? value : kNothing;
}
int64_t Decimal(std::string_view text, int precision, int scale) {
  int64_t value = kNothing;
  return ParseDecimal(Padded(text), precision, scale, value) ? value : kNothing;
}
int32_t Date(std::string_view text) {
  int32_t value = kNothing;
  return ParseDate(Padded(text), value) ? value : static_cast<int32_t>(kNothing);
}
int64_t Timestamp(std::string_view text) {
  TimestampParser parser;
  int64_t value = kNothing;
  return parser.Parse(Padded(text), value) ? value : kNothing;
}

TEST(Values, IntegersOfEveryLength) {
  std::string digits;
  int64_t expected = 0;
  for (int length = 1; length <= 18; ++length) {
    digits += static_cast<char>('0' + length % 10);
    expected = expected * 10 + length % 10;
    EXPECT_EQ(Integer(digits), expected);
    EXPECT_EQ(Integer("-" + digits), -expected);
    // A character that is no digit at each place.
    for (int at = 0; at < length; ++at) {
      for (const char c : {'/', ':', ' ', '.', '-', '\x80', '\xff'}) {
        if (c == '-' && at == 0) continue;
        std::string wrong = digits;
        wrong[static_cast<size_t>(at)] = c;
        EXPECT_EQ(Integer(wrong), kNothing) << wrong;
      }
    }
  }
  EXPECT_EQ(Integer("000000000000000042"), 42);
  for (const char* wrong :
       {"", "-", "--1", "+1", " 1", "1 ", "1e3", "0x1", "1234567890123456789"}) {
    EXPECT_EQ(Integer(wrong), kNothing) << wrong;
  }
}

TEST(Values, DecimalsFitTheirType) {
  EXPECT_EQ(Decimal("12.3", 12, 2), 1230);
  EXPECT_EQ(Decimal("-0.05", 12, 2), -5);
  EXPECT_EQ(Decimal("7", 12, 2), 700);
  EXPECT_EQ(Decimal("9999999999.99", 12, 2), 999'999'999'999);
  EXPECT_EQ(Decimal("999999999999999999", 18, 0), 999'999'999'999'999'999);
  EXPECT_EQ(Decimal("123", 38, 4), 1'230'000);
  for (const char* other :
       {"", "-", ".5", "5.", "1.234", "10000000000", "1e2", "1,5", "+1", "1.2.3", "1.-2", " 1"}) {
    EXPECT_EQ(Decimal(other, 12, 2), kNothing) << other;
  }
}

TEST(Values, DoublesAreRoundedToTheNearest) {
  for (const char* text :
       {"0", "-0.0", "0.1", "0.126", "123456789.123456", "-42", "3.141592653589793", "1e308",
        "5e-324", "2.2250738585072014e-308", "9007199254740993"}) {
    double value = 0;
    ASSERT_TRUE(ParseDouble(Padded(text), value)) << text;
    EXPECT_EQ(value, std::strtod(text, nullptr)) << text;
    EXPECT_EQ(std::signbit(value), text[0] == '-');
  }
  double value = 5;
  for (const char* other : {"", "-", "inf", "nan", "1e400", " 1", "1_0", "0x1p3", "1.5abc", "+1"}) {
    EXPECT_FALSE(ParseDouble(Padded(other), value)) << other;
  }
  EXPECT_EQ(value, 5);
  float single = 0;
  ASSERT_TRUE(ParseFloat(Padded("0.1"), single));
  EXPECT_EQ(single, 0.1F);
}

TEST(Values, DatesOfTheCalendar) {
  EXPECT_EQ(Date("1970-01-01"), 0);
  EXPECT_EQ(Date("1969-12-31"), -1);
  EXPECT_EQ(Date("2000-02-29"), 11'016);
  EXPECT_EQ(Date("2026-01-31"), 20'484);
  EXPECT_EQ(Date("0001-01-01"), -719'162);
  EXPECT_EQ(Date("9999-12-31"), 2'932'896);
  for (const char* other : {"1900-02-29", "2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00",
                            "2025-04-31", "2025-1-01", "2025/01/01", "0000-01-01", "2025-01-01 "}) {
    EXPECT_EQ(Date(other), kNothing) << other;
  }
}

TEST(Values, TimestampsToTheMicrosecond) {
  EXPECT_EQ(Timestamp("1970-01-01 00:00:01"), 1'000'000);
  EXPECT_EQ(Timestamp("1969-12-31T23:59:59"), -1'000'000);
  EXPECT_EQ(Timestamp("1970-01-02 00:00:00.5"), 86'400'500'000);
  EXPECT_EQ(Timestamp("1970-01-01 00:00:00.000001"), 1);
  for (const char* other :
       {"1970-01-01", "1970-01-01 00:00", "1970-01-01 24:00:00", "1970-01-01 00:60:00",
        "1970-01-01 00:00:60", "1970-01-01 00:00:00.", "1970-01-01 00:00:00.0000001",
        "1970-01-01 00:00:00Z", "1970-02-30 00:00:00", "1970-01-01_00:00:00"}) {
    EXPECT_EQ(Timestamp(other), kNothing) << other;
  }
  // The date of the text before is not taken for another.
  TimestampParser parser;
  int64_t value = 0;
  ASSERT_TRUE(parser.Parse(Padded("1970-01-03 00:00:00"), value));
  ASSERT_FALSE(parser.Parse(Padded("1970-01-32 00:00:00"), value));
  ASSERT_TRUE(parser.Parse(Padded("1970-01-02 00:00:00"), value));
  EXPECT_EQ(value, 86'400'000'000);
}

}  // namespace
}  // namespace tarn::csv
