#include "api/postgres/values.h"

#include <gtest/gtest.h>

#include "api/postgres/literal.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/types.h"
#include "api/postgres/wire.h"

namespace tarn::api::postgres {
namespace {

using engine::DecimalValue;
using engine::Type;
using engine::TypeKind;
using engine::Value;
using namespace std::string_literals;

std::string Text(const Value& value, const std::string& type) {
  std::string out;
  AppendText(value, Type::Parse(type), out);
  return out;
}
std::string Binary(const Value& value, const std::string& type) {
  std::string out;
  AppendBinary(value, Type::Parse(type), out);
  return out;
}
std::string Literal(const std::string& type, const std::string& text) {
  return LiteralOf(Type::Parse(type), text);
}
template <typename F>
std::string StateOf(F&& body) {
  try {
    body();
  } catch (const SqlError& error) {
    return error.sqlstate();
  }
  return "";
}

TEST(Values, UuidsComeInAnyOfPostgresForms) {
  const std::string canonical = "UUID 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'";
  for (const char* text :
       {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
        "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}", "a0eebc999c0b4ef8bb6d6bb9bd380a11"}) {
    EXPECT_EQ(Literal("uuid", text), canonical) << text;
  }
  EXPECT_EQ(Literal("uuid", "a0eebc99"), "UUID 'a0eebc99'") << "refused where literals are read";
}

// As PostgreSQL 16 prints them.
TEST(Values, Text) {
  EXPECT_EQ(Text(Value{true}, "boolean"), "t");
  EXPECT_EQ(Text(Value{int64_t{-5}}, "bigint"), "-5");
  EXPECT_EQ(Text(Value{1.0}, "double"), "1");
  EXPECT_EQ(Text(Value{0.1}, "double"), "0.1");
  EXPECT_EQ(Text(Value{1e14}, "double"), "100000000000000");
  EXPECT_EQ(Text(Value{1e15}, "double"), "1e+15");
  EXPECT_EQ(Text(Value{1e-5}, "double"), "1e-05");
  EXPECT_EQ(Text(Value{1e6}, "real"), "1e+06");
  EXPECT_EQ(Text(Value{DecimalValue{-1250}}, "decimal(12,2)"), "-12.50");
  EXPECT_EQ(Text(Value{"\x01\xff"s}, "varbinary"), "\\x01ff");
  EXPECT_EQ(Text(Value{"\x01\xff"s}, "hyperloglog"), "\\x01ff");
  EXPECT_EQ(Binary(Value{"\x01\xff"s}, "qdigest(bigint)"), "\x01\xff"s);
  EXPECT_EQ(TypeOf(Type::Parse("tdigest")).oid, oid::kBytea);
  EXPECT_EQ(Text(Value{int64_t{20484}}, "date"), "2026-01-31");
  EXPECT_EQ(Text(Value{int64_t{-719528 - 365}}, "date"), "0002-01-01 BC");
  EXPECT_EQ(Text(Value{int64_t{1769853600120000}}, "timestamp(6)"), "2026-01-31 10:00:00.12");
  EXPECT_EQ(Text(Value{int64_t{1769853600000000}}, "timestamp(6) with time zone"),
            "2026-01-31 10:00:00+00");
  EXPECT_EQ(Text(Value{int64_t{1769853600000000999}}, "timestamp(9)"), "2026-01-31 10:00:00");
  EXPECT_EQ(Text(engine::ShownTime(1769853600000000, "2026-01-31 11:00:00.000000 Europe/Paris"),
                 "timestamp(6) with time zone"),
            "2026-01-31 10:00:00+00");
  EXPECT_EQ(Text(engine::ShownTime(1, "00:00:00.0000012"), "time(7)"), "00:00:00.000001");
  EXPECT_EQ(Text(Value{int64_t{93600000}}, "interval day to second"), "1 day 02:00:00");
  EXPECT_EQ(Text(Value{int64_t{14}}, "interval year to month"), "1 year 2 mons");
}

TEST(Values, ArraysAndNestedValues) {
  const std::vector<Value> texts = {Value{"a b"s},   Value{},    Value{"NULL"s},
                                    Value{"q\"\\"s}, Value{""s}, Value{"x"s}};
  EXPECT_EQ(Text(Value{texts}, "array(varchar)"), R"({"a b",NULL,"NULL","q\"\\","",x})");
  EXPECT_EQ(TypeOf(Type::Parse("array(bigint)")).oid, 1016U);
  EXPECT_EQ(TypeOf(Type::Parse("array(array(bigint))")).oid, oid::kJson);
  EXPECT_EQ(TypeOf(Type::Parse("map(varchar,bigint)")).oid, oid::kJson);
  EXPECT_EQ(Text(Value{std::vector<Value>{Value{"k"s}, Value{int64_t{1}}}}, "map(varchar,bigint)"),
            "{\"k\":1}");
}

TEST(Values, Binary) {
  EXPECT_EQ(Binary(Value{int64_t{1}}, "integer"), "\0\0\0\1"s);
  EXPECT_EQ(Binary(Value{1.0}, "double"), "\x3f\xf0\0\0\0\0\0\0"s);
  EXPECT_EQ(Binary(Value{int64_t{kEpochDays + 1}}, "date"), "\0\0\0\1"s);
  EXPECT_EQ(Binary(engine::ShownTime(kEpochMicros + 1, "2000-01-01 01:00:00.000001 Europe/Paris"),
                   "timestamp(6) with time zone"),
            "\0\0\0\0\0\0\0\1"s);
  EXPECT_EQ(Binary(Value{"12151fd2-7586-11e9-8f9e-2a86e4085a59"s}, "uuid"),
            "\x12\x15\x1f\xd2\x75\x86\x11\xe9\x8f\x9e\x2a\x86\xe4\x08\x5a\x59"s);
  EXPECT_EQ(Binary(Value{std::vector<Value>{Value{int64_t{7}}, Value{}}}, "array(integer)"),
            "\0\0\0\1\0\0\0\1\0\0\0\x17\0\0\0\2\0\0\0\1\0\0\0\4\0\0\0\7\xff\xff\xff\xff"s);
}

// Every decimal goes to the wire and back.
TEST(Values, NumericRoundTrip) {
  const struct {
    int64_t unscaled;
    int scale;
    const char* text;
  } cases[] = {{0, 0, "0"},
               {0, 2, "0.00"},
               {1, 0, "1"},
               {-1250, 2, "-12.50"},
               {10000, 0, "10000"},
               {123456789, 4, "12345.6789"},
               {1, 10, "0.0000000001"},
               {100000000, 2, "1000000.00"},
               {99999999, 5, "999.99999"}};
  for (const auto& c : cases) {
    const std::string bytes =
        Binary(Value{DecimalValue{c.unscaled}}, "decimal(38," + std::to_string(c.scale) + ")");
    EXPECT_EQ(TextOfBinary(oid::kNumeric, bytes), c.text);
  }
}

TEST(Literals, AreTyped) {
  EXPECT_EQ(Literal("bigint", " -5 "), "BIGINT '-5'");
  EXPECT_EQ(Literal("double", "1e3"), "DOUBLE '1e3'");
  EXPECT_EQ(Literal("double", "NaN"), "nan()");
  EXPECT_EQ(Literal("decimal(38,10)", "1.50"), "DECIMAL '1.50'");
  EXPECT_EQ(Literal("varchar", "it's"), "'it''s'");
  EXPECT_EQ(Literal("varbinary", "\\x00FF"), "X'00FF'");
  EXPECT_EQ(Literal("varbinary", "a\\001"), "X'6101'");
  EXPECT_EQ(Literal("date", "2026-01-31"), "DATE '2026-01-31'");
  EXPECT_EQ(Literal("timestamp(6)", "2026-01-31T10:00:00.5+02"),
            "TIMESTAMP '2026-01-31 10:00:00.5'");
  EXPECT_EQ(Literal("timestamp(6) with time zone", "2026-01-31 10:00:00.5+02"),
            "TIMESTAMP '2026-01-31 10:00:00.5 +02:00'");
  EXPECT_EQ(Literal("array(bigint)", "{1,NULL}"), "ARRAY[BIGINT '1', CAST(NULL AS bigint)]");
  EXPECT_EQ(Literal("array(varchar)", R"({"a,b",c})"), "ARRAY['a,b', 'c']");
  EXPECT_EQ(Literal("array(bigint)", "{}"), "CAST(ARRAY[] AS array(bigint))");
  EXPECT_EQ(IntervalLiteral("1 day 2 hours"), "(INTERVAL '1' DAY + INTERVAL '2' HOUR)");
}

TEST(Literals, WhatIsNoneOfTheTypeIsRefused) {
  EXPECT_EQ(StateOf([] { Literal("bigint", "1; DROP TABLE t"); }), "22P02");
  EXPECT_EQ(StateOf([] { Literal("double", "1'"); }), "22P02");
  EXPECT_EQ(StateOf([] { Literal("boolean", "maybe"); }), "22P02");
  EXPECT_EQ(StateOf([] { Literal("date", "31.1.2026"); }), "22007");
  EXPECT_EQ(StateOf([] { Literal("timestamp(6)", "2026-01-31 '"); }), "22007");
  EXPECT_EQ(StateOf([] { Literal("varbinary", "\\xzz"); }), "22P02");
  EXPECT_EQ(StateOf([] { Literal("array(bigint)", "{{1}}"); }), "0A000");
  EXPECT_EQ(StateOf([] { Literal("array(bigint)", "{1"); }), "22P02");
  EXPECT_EQ(StateOf([] { IntervalLiteral("1 fortnight"); }), "22007");
  EXPECT_EQ(StateOf([] { TextOfBinary(oid::kInt4, "abc"); }), "22P03");
  EXPECT_EQ(StateOf([] { TextOfBinary(oid::kText, "\xff"); }), "22021");
  EXPECT_EQ(StateOf([] { TextOfBinary(999999, "x"); }), "0A000");
  // A count of elements that are not there.
  EXPECT_EQ(
      StateOf([] { TextOfBinary(1007, "\0\0\0\1\0\0\0\0\0\0\0\x17\x7f\xff\xff\xff\0\0\0\1"s); }),
      "22P03");
}

}  // namespace
}  // namespace tarn::api::postgres
