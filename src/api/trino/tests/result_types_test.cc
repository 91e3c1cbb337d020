#include "api/trino/result_types.h"

#include <limits>

#include <gtest/gtest.h>

namespace tarn::api::trino {
namespace {

using engine::DecimalValue;
using engine::Type;
using engine::Value;
using nlohmann::json;

std::string Json(const Value& value, const std::string& type, bool parametric = true) {
  const Type own = Type::Parse(type);
  std::string out;
  AppendValue(value, own, ClientType(own, parametric), out);
  return out;
}

TEST(ResultTypesTest, ValuesAreWrittenAsTheClientReadsThem) {
  EXPECT_EQ(Json({}, "bigint"), "null");
  EXPECT_EQ(Json({true}, "boolean"), "true");
  EXPECT_EQ(Json({std::numeric_limits<int64_t>::min()}, "bigint"), "-9223372036854775808");
  EXPECT_EQ(Json({1.5}, "double"), "1.5");
  EXPECT_EQ(Json({1e300}, "double"), "1.0E300");
  EXPECT_EQ(Json({std::numeric_limits<double>::quiet_NaN()}, "double"), "\"NaN\"");
  EXPECT_EQ(Json({-std::numeric_limits<double>::infinity()}, "real"), "\"-Infinity\"");
  EXPECT_EQ(Json({DecimalValue{-1250}}, "decimal(12,2)"), "\"-12.50\"");
  EXPECT_EQ(Json({std::string("a\"b\\\n\x01 \xC3\xA9")}, "varchar"),
            "\"a\\\"b\\\\\\n\\u0001 \xC3\xA9\"");
  EXPECT_EQ(Json({std::string("\xC3(\xFF\xED\xA0\x80")}, "varchar"),
            "\"\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(Json({std::string("\xC3\xA9")}, "char(3)"), "\"\xC3\xA9  \"");
  EXPECT_EQ(Json({std::string("\x00\xFFz", 3)}, "varbinary"), "\"AP96\"");
  EXPECT_EQ(Json({std::vector<Value>{{std::string("\x00\xFFz", 3)}, {std::string("{}")}}},
                 "map(varbinary, json)"),
            "{\"AP96\":\"{}\"}");
  EXPECT_EQ(
      Json({std::vector<Value>{{std::string("a")}, {std::string("b")}}}, "map(char(2), char(3))"),
      "{\"a \":\"b  \"}");
  EXPECT_EQ(Json({std::string("10:00:00.120000+02:00")}, "time(2) with time zone"),
            "\"10:00:00.12+02:00\"");
  EXPECT_EQ(Json({std::string("10:00:00.120000+02:00")}, "time(0) with time zone"),
            "\"10:00:00+02:00\"");
  EXPECT_EQ(Json({std::string("::1")}, "ipaddress"), "\"::1\"");
  EXPECT_EQ(Json({double{1.4e-45f}}, "real"), "1.4E-45");
  EXPECT_EQ(Json({5e-324}, "double"), "4.9E-324");
  EXPECT_EQ(Json({1e10}, "double"), "1.0E10");
  EXPECT_EQ(Json({int64_t{20484}}, "date"), "\"2026-01-31\"");
  EXPECT_EQ(Json({int64_t{36000123456}}, "time(6)"), "\"10:00:00.123456\"");
  EXPECT_EQ(Json({int64_t{1769817600123456}}, "timestamp(6)"), "\"2026-01-31 00:00:00.123456\"");
  EXPECT_EQ(Json({int64_t{1769817600123456}}, "timestamp(6) with time zone"),
            "\"2026-01-31 00:00:00.123456 UTC\"");
  EXPECT_EQ(Json({std::vector<Value>{{int64_t{1}}, {}}}, "array(bigint)"), "[1,null]");
  EXPECT_EQ(
      Json({std::vector<Value>{{int64_t{1}}, {std::string("x")}}}, "row(a bigint, b varchar)"),
      "[1,\"x\"]");
  EXPECT_EQ(Json({std::vector<Value>{{int64_t{1}}, {std::string("x")}}}, "map(bigint, varchar)"),
            "{\"1\":\"x\"}");
}

// Clients of before 2020 know milliseconds only.
TEST(ResultTypesTest, WithoutParametricDatetimeTimesHaveMilliseconds) {
  EXPECT_EQ(Json({int64_t{1769817600123456}}, "timestamp(6)", false),
            "\"2026-01-31 00:00:00.123\"");
  EXPECT_EQ(Json({int64_t{1769817600123456789}}, "timestamp(9)", false),
            "\"2026-01-31 00:00:00.123\"");
  EXPECT_EQ(Json({int64_t{-1}}, "timestamp(9)", false), "\"1969-12-31 23:59:59.999\"");
  EXPECT_EQ(Json({int64_t{1769817600123456789}}, "timestamp(9)"),
            "\"2026-01-31 00:00:00.123456789\"");
  const json column = ColumnJson("t", Type::Parse("array(timestamp(6))"), false);
  EXPECT_EQ(column["type"], "array(timestamp)");
  EXPECT_EQ(column["typeSignature"]["arguments"][0]["value"]["arguments"], json::array());
}

TEST(ResultTypesTest, SketchesAreToldByTheirNamesAndAsBase64) {
  const auto column = [](const char* type) { return ColumnJson("c", Type::Parse(type), true); };
  EXPECT_EQ(column("hyperloglog"), json::parse(R"json({"name":"c","type":"HyperLogLog",
                "typeSignature":{"rawType":"HyperLogLog","arguments":[]}})json"));
  EXPECT_EQ(column("qdigest(double)"),
            json::parse(R"json({"name":"c","type":"qdigest(double)","typeSignature":{
                "rawType":"qdigest","arguments":[{"kind":"TYPE","value":
                {"rawType":"double","arguments":[]}}]}})json"));
  const Value bytes{std::string("\x00\x01\x02", 3)};
  EXPECT_EQ(Json(bytes, "SetDigest"), "\"AAEC\"");
  EXPECT_EQ(Json({std::vector<Value>{bytes}}, "array(tdigest)"), "[\"AAEC\"]");
}

TEST(ResultTypesTest, SignaturesHaveTheirArguments) {
  const auto column = [](const char* type) { return ColumnJson("c", Type::Parse(type), true); };
  EXPECT_EQ(column("varchar"),
            json::parse(R"({"name":"c","type":"varchar","typeSignature":{"rawType":"varchar",
                "arguments":[{"kind":"LONG","value":2147483647}]}})"));
  EXPECT_EQ(column("decimal(12,2)")["typeSignature"],
            json::parse(R"({"rawType":"decimal","arguments":[{"kind":"LONG","value":12},
                {"kind":"LONG","value":2}]})"));
  EXPECT_EQ(column("timestamp(6) with time zone")["typeSignature"],
            json::parse(R"({"rawType":"timestamp with time zone",
                "arguments":[{"kind":"LONG","value":6}]})"));
  EXPECT_EQ(column("map(bigint, double)")["typeSignature"],
            json::parse(R"({"rawType":"map","arguments":[
                {"kind":"TYPE","value":{"rawType":"bigint","arguments":[]}},
                {"kind":"TYPE","value":{"rawType":"double","arguments":[]}}]})"));
  const json row = column("row(a bigint, date)");
  EXPECT_EQ(row["type"], "row(a bigint, date)");
  EXPECT_EQ(row["typeSignature"], json::parse(R"({"rawType":"row","arguments":[
      {"kind":"NAMED_TYPE","value":{"fieldName":{"name":"a"},
        "typeSignature":{"rawType":"bigint","arguments":[]}}},
      {"kind":"NAMED_TYPE","value":{
        "typeSignature":{"rawType":"date","arguments":[]}}}]})"));
}

}  // namespace
}  // namespace tarn::api::trino
