#include "engine/type.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::engine {
namespace {

TEST(TypeTest, CanonicalSpellingsReadBackAsTheySay) {
  for (const char* text : {"boolean",
                           "tinyint",
                           "smallint",
                           "integer",
                           "bigint",
                           "real",
                           "double",
                           "decimal(12,2)",
                           "varchar",
                           "varchar(20)",
                           "char(3)",
                           "varbinary",
                           "date",
                           "time(6)",
                           "time(3) with time zone",
                           "varchar(0)",
                           "ipaddress",
                           "timestamp(6)",
                           "timestamp(3) with time zone",
                           "interval year to month",
                           "interval day to second",
                           "uuid",
                           "json",
                           "unknown",
                           "HyperLogLog",
                           "P4HyperLogLog",
                           "SetDigest",
                           "tdigest",
                           "qdigest(bigint)",
                           "array(qdigest(real))",
                           "array(bigint)",
                           "map(varchar, double)",
                           "row(a bigint, b array(row(c varchar)))",
                           "row(bigint, varchar)",
                           "row(time(0) with time zone, ipaddress)",
                           "row(\"A b\" timestamp(6) with time zone)"}) {
    EXPECT_EQ(Type::Parse(text).ToString(), text);
  }
}

TEST(TypeTest, OtherSpellingsGetTheCanonicalOne) {
  EXPECT_EQ(Type::Parse("INT").ToString(), "integer");
  EXPECT_EQ(Type::Parse("DOUBLE PRECISION").ToString(), "double");
  EXPECT_EQ(Type::Parse("timestamp").ToString(), "timestamp(3)");
  EXPECT_EQ(Type::Parse("timestamp (6) without time zone").ToString(), "timestamp(6)");
  EXPECT_EQ(Type::Parse("hyperloglog").ToString(), "HyperLogLog");
  EXPECT_EQ(Type::Parse("QDIGEST( Double )").ToString(), "qdigest(double)");
  EXPECT_EQ(Type::Parse("numeric( 10 )").ToString(), "decimal(10,0)");
  EXPECT_EQ(Type::Parse("row(double precision, x interval day to second)").ToString(),
            "row(double, x interval day to second)");
}

TEST(TypeTest, WhatIsNoTypeIsRefusedWithItsText) {
  for (const char* text :
       {"", "bigin", "decimal(39,2)", "decimal(4,5)", "array", "array()", "map(bigint)", "qdigest",
        "row(", "varchar(x)", "bigint x", "timestamp(13)"}) {
    try {
      Type::Parse(text);
      FAIL() << text;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument);
      EXPECT_NE(error.message().find(text), std::string::npos);
    }
  }
}

TEST(TypeTest, NestingIsBounded) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "array(";
  EXPECT_THROW(Type::Parse(text), base::Error);
}

}  // namespace
}  // namespace tarn::engine
