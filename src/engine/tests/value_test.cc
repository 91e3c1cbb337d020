#include "engine/value.h"

#include <limits>

#include <gtest/gtest.h>

namespace tarn::engine {
namespace {

std::string Text(Value value, const char* type) { return ToText(value, Type::Parse(type)); }
std::string Json(Value value, const char* type) { return ToJson(value, Type::Parse(type)); }

TEST(ValueTest, TextIsWhatTrinosClientsShow) {
  EXPECT_EQ(Text({}, "bigint"), "NULL");
  EXPECT_EQ(Text({true}, "boolean"), "true");
  EXPECT_EQ(Text({int64_t{-5}}, "integer"), "-5");
  EXPECT_EQ(Text({DecimalValue{1250}}, "decimal(12,2)"), "12.50");
  EXPECT_EQ(Text({DecimalValue{-5}}, "decimal(12,2)"), "-0.05");
  EXPECT_EQ(Text({int64_t{0}}, "date"), "1970-01-01");
  EXPECT_EQ(Text({int64_t{-1}}, "date"), "1969-12-31");
  // Years of more than four digits have their sign, as java.time has it.
  EXPECT_EQ(Text({int64_t{2'932'896}}, "date"), "9999-12-31");
  EXPECT_EQ(Text({int64_t{2'932'897}}, "date"), "+10000-01-01");
  EXPECT_EQ(Text({int64_t{-719'529}}, "date"), "-0001-12-31");
  EXPECT_EQ(Text({int64_t{253'402'300'800'000'000}}, "timestamp(0)"), "+10000-01-01 00:00:00");
  EXPECT_EQ(Text({int64_t{1769853600000000}}, "timestamp(6)"), "2026-01-31 10:00:00.000000");
  EXPECT_EQ(Text({int64_t{-1}}, "timestamp(3)"), "1969-12-31 23:59:59.999");
  EXPECT_EQ(Text({int64_t{0}}, "timestamp(0) with time zone"), "1970-01-01 00:00:00 UTC");
  EXPECT_EQ(Text({int64_t{3661000000}}, "time(6)"), "01:01:01.000000");
  EXPECT_EQ(Text({std::string("h\x01")}, "varbinary"), "68 01");
  EXPECT_EQ(Text({int64_t{14}}, "interval year to month"), "1-2");
  EXPECT_EQ(Text({int64_t{183845678}}, "interval day to second"), "2 03:04:05.678");
}

TEST(ValueTest, TimesThatTheirMicrosecondsDoNotTellAreShown) {
  const Value paris = ShownTime(1'719'820'800'123'456, "2024-07-01 10:00:00.123456 Europe/Paris");
  EXPECT_EQ(Text(paris, "timestamp(3) with time zone"), "2024-07-01 10:00:00.123 Europe/Paris");
  EXPECT_EQ(Text(paris, "timestamp(0) with time zone"), "2024-07-01 10:00:00 Europe/Paris");
  EXPECT_EQ(Text(paris, "timestamp(9) with time zone"),
            "2024-07-01 10:00:00.123456000 Europe/Paris");
  EXPECT_EQ(MicrosOfTime(paris, Type::Parse("timestamp(6) with time zone")), 1'719'820'800'123'456);
  const Value fine = ShownTime(1, "1970-01-01 00:00:00.000001234567");
  EXPECT_EQ(Text(fine, "timestamp(12)"), "1970-01-01 00:00:00.000001234567");
  EXPECT_EQ(MicrosOfTime(fine, Type::Parse("timestamp(12)")), 1);
  EXPECT_EQ(Text(ShownTime(1, "00:00:00.0000012"), "time(7)"), "00:00:00.0000012");
  EXPECT_EQ(MicrosOfTime(Value{int64_t{-1}}, Type::Parse("timestamp(9)")), -1) << "nanoseconds";
  EXPECT_EQ(MicrosOfTime(Value{int64_t{-1}}, Type::Parse("time(6)")), -1);
  EXPECT_EQ(Text({int64_t{-1}}, "timestamp(12)"), "1969-12-31 23:59:59.999999999000");
}

TEST(ValueTest, FloatingPointIsPrintedAsJavaDoes) {
  EXPECT_EQ(Text({1.0}, "double"), "1.0");
  EXPECT_EQ(Text({0.1}, "double"), "0.1");
  EXPECT_EQ(Text({1e10}, "double"), "1.0E10");
  EXPECT_EQ(Text({1.25e-5}, "double"), "1.25E-5");
  EXPECT_EQ(Text({9999999.0}, "double"), "9999999.0");
  EXPECT_EQ(Text({-0.0}, "double"), "-0.0");
  EXPECT_EQ(Text({std::numeric_limits<double>::infinity()}, "double"), "Infinity");
  EXPECT_EQ(Text({static_cast<double>(0.1F)}, "real"), "0.1");
}

TEST(ValueTest, NestedValues) {
  const Value array{std::vector<Value>{{int64_t{1}}, {}}};
  EXPECT_EQ(Text(array, "array(bigint)"), "[1, NULL]");
  EXPECT_EQ(Json(array, "array(bigint)"), "[1,null]");
  const Value row{std::vector<Value>{{int64_t{1}}, {std::string("x\"")}}};
  EXPECT_EQ(Text(row, "row(a bigint, b varchar)"), "{a=1, b=x\"}");
  EXPECT_EQ(Json(row, "row(a bigint, b varchar)"), R"({"a":1,"b":"x\""})");
  EXPECT_EQ(Json(row, "row(bigint, varchar)"), R"([1,"x\""])");
  const Value map{std::vector<Value>{{std::string("k")}, {1.5}}};
  EXPECT_EQ(Text(map, "map(varchar, double)"), "{k=1.5}");
  EXPECT_EQ(Json(map, "map(varchar, double)"), R"({"k":1.5})");
}

TEST(ValueTest, JsonKeepsWhatNumbersCannotHold) {
  EXPECT_EQ(Json({DecimalValue{1250}}, "decimal(12,2)"), "\"12.50\"");
  EXPECT_EQ(Json({std::numeric_limits<double>::quiet_NaN()}, "double"), "\"NaN\"");
  EXPECT_EQ(Json({std::string("hi!")}, "varbinary"), "\"aGkh\"");
  EXPECT_EQ(Json({std::string("a\n\x01")}, "varchar"), "\"a\\n\\u0001\"");
  EXPECT_EQ(Json({int64_t{0}}, "date"), "\"1970-01-01\"");
}

}  // namespace
}  // namespace tarn::engine
