#include "engine/embedded/adapter/java_format.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace tarn::engine::embedded {
namespace {

FormatArgument Long(int64_t value) { return {Value{value}, Type{TypeKind::kBigint, 0, 0, {}, {}}}; }
FormatArgument Double(double value) {
  return {Value{value}, Type{TypeKind::kDouble, 0, 0, {}, {}}};
}
FormatArgument Text(std::string value) {
  return {Value{std::move(value)}, Type{TypeKind::kVarchar, 0, 0, {}, {}}};
}
FormatArgument Decimal(int64_t unscaled, int scale) {
  return {Value{DecimalValue{unscaled}}, Type{TypeKind::kDecimal, 18, scale, {}, {}}};
}

std::string ProblemOf(std::string_view format, const std::vector<FormatArgument>& arguments) {
  try {
    return "no problem: " + JavaFormat(format, arguments);
  } catch (const FormatProblem& problem) {
    return problem.what();
  }
}

// Expected values are those of java.util.Formatter; more of them, by Trino, in
// tests/golden/trino/suite.jsonl.
TEST(JavaFormat, RoundsDecimalDigitsHalfUp) {
  EXPECT_EQ(JavaFormat("%.2f %.1f %.0f", {Double(1.005), Double(0.25), Double(2.5)}), "1.01 0.3 3");
  EXPECT_EQ(JavaFormat("%.2f", {Decimal(5, 3)}), "0.01");
  EXPECT_EQ(JavaFormat("%.1f", {Double(9.95)}), "10.0");
}

TEST(JavaFormat, PutsFlagsAroundNumbers) {
  EXPECT_EQ(
      JavaFormat("%,d %(d %+d %05d %-4d|", {Long(1234567), Long(-7), Long(7), Long(-42), Long(3)}),
      "1,234,567 (7) +7 -0042 3   |");
  EXPECT_EQ(JavaFormat("%,.2f", {Double(-1234567.891)}), "-1,234,567.89");
  EXPECT_EQ(JavaFormat("%x %o", {Long(-1), Long(8)}), "ffffffffffffffff 10");
  EXPECT_EQ(JavaFormat("%d", {Long(std::numeric_limits<int64_t>::min())}), "-9223372036854775808");
}

TEST(JavaFormat, WritesExponents) {
  EXPECT_EQ(JavaFormat("%e %.0e %.2e", {Double(12345.678), Double(15), Double(9.999)}),
            "1.234568e+04 2e+01 1.00e+01");
  EXPECT_EQ(JavaFormat("%g %g", {Double(0.0001), Double(123456789)}), "0.000100000 1.23457e+08");
}

TEST(JavaFormat, CountsCodePointsAndCutsAtThem) {
  EXPECT_EQ(JavaFormat("%3s|%-3s|%.1s", {Text("é"), Text("é"), Text("éa")}), "  é|é  |é");
}

TEST(JavaFormat, TakesArgumentsByPlace) {
  EXPECT_EQ(JavaFormat("%2$s %1$s %s %<s", {Text("a"), Text("b")}), "b a a a");
}

TEST(JavaFormat, TellsWhatDoesNotFit) {
  EXPECT_EQ(ProblemOf("%d", {Text("x")}), "IllegalFormatConversion: d != java.lang.String");
  EXPECT_EQ(ProblemOf("%q", {Long(1)}), "UnknownFormatConversion: Conversion = 'q'");
  EXPECT_EQ(ProblemOf("%s %s", {Long(1)}), "MissingFormatArgument: Format specifier '%s'");
  EXPECT_EQ(ProblemOf("%-d", {Long(1)}), "MissingFormatWidth: %-d");
  EXPECT_EQ(ProblemOf("%", {Long(1)}), "UnknownFormatConversion: Conversion = '%'");
  EXPECT_EQ(ProblemOf("%99999999999s", {Long(1)}).substr(0, 18), "IllegalFormatWidth");
  EXPECT_EQ(ProblemOf("%<s", {Long(1)}), "MissingFormatArgument: Format specifier '%<s'");
}

TEST(JavaText, IsJavas) {
  EXPECT_EQ(JavaText(1.0), "1.0");
  EXPECT_EQ(JavaText(1e7), "1.0E7");
  EXPECT_EQ(JavaText(0.001), "0.001");
  EXPECT_EQ(JavaText(0.0001), "1.0E-4");
  EXPECT_EQ(JavaText(-0.0), "-0.0");
  EXPECT_EQ(JavaText(123456.789), "123456.789");
  EXPECT_EQ(JavaText(0.1F), "0.1");
}

}  // namespace
}  // namespace tarn::engine::embedded
