#include "iceberg/literal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "iceberg/civil_time.h"
#include "iceberg/int128.h"
#include "iceberg/tests/golden.h"
#include "iceberg/transform.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

TEST(Literal, SerializesAsPyIcebergDoes) {
  const auto rows = GoldenJson("values.json");
  ASSERT_GT(rows.size(), 40u);
  for (const auto& row : rows) {
    const PrimitiveType type = ParsePrimitiveType(row["type"].get<std::string>());
    const std::string json = row["json"].dump();
    SCOPED_TRACE(row.dump());
    const Literal literal = LiteralFromJson(type, json);
    EXPECT_EQ(Hex(ToBytes(literal)), row["bytes"].get<std::string>());
    EXPECT_EQ(LiteralFromBytes(type, ToBytes(literal)), literal);
    EXPECT_EQ(LiteralFromJson(type, ToJson(literal)), literal);
    if (row["json"].is_string() || row["json"].is_number_integer()) {
      const auto ours = nlohmann::json::parse(ToJson(literal));
      const auto kind = KindOf(type);
      // PyIceberg leaves a zero fraction out; both are ISO 8601.
      const bool timed =
          kind == TypeKind::kTime || kind == TypeKind::kTimestamp || kind == TypeKind::kTimestamptz;
      if (!timed) {
        EXPECT_EQ(ours, row["json"]);
      }
    }
  }
}

TEST(Transform, AgreesWithPyIceberg) {
  const auto rows = GoldenJson("transforms.json");
  ASSERT_GT(rows.size(), 300u);
  for (const auto& row : rows) {
    SCOPED_TRACE(row.dump());
    const PrimitiveType type = ParsePrimitiveType(row["type"].get<std::string>());
    const Transform transform = ParseTransform(row["transform"].get<std::string>());
    EXPECT_EQ(ToString(transform), row["transform"].get<std::string>());
    const Literal value = LiteralFromJson(type, row["value"].dump());
    const auto result = transform.Apply(value);
    if (row["result"].is_null()) {
      EXPECT_FALSE(result);
      EXPECT_EQ(transform.ToHumanString(result), "null");
      continue;
    }
    const PrimitiveType result_type = ParsePrimitiveType(row["result_type"].get<std::string>());
    EXPECT_EQ(transform.ResultType(type), result_type);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->type(), result_type);
    EXPECT_EQ(Hex(ToBytes(*result)), row["result"].get<std::string>());
    const std::string human = row["human"];
    // Python says True, and writes floats as doubles.
    const bool differs = KindOf(type) == TypeKind::kBoolean ||
                         (KindOf(type) == TypeKind::kFloat && human.size() > 8);
    if (!differs) {
      EXPECT_EQ(transform.ToHumanString(result), human);
    }
  }
}

TEST(Transform, HashesAsTheSpecificationShows) {  // Appendix B
  EXPECT_EQ(BucketHash(Literal::Int(34)), 2017239379);
  EXPECT_EQ(BucketHash(Literal::Long(34)), 2017239379);
  EXPECT_EQ(BucketHash(Literal::Decimal(1420, 9, 2)), -500754589);
  EXPECT_EQ(BucketHash(Literal::String("iceberg")), 1210000089);
  EXPECT_EQ(BucketHash(Literal::Fixed(std::string("\0\1\2\3", 4))), -188683207);
}

TEST(Transform, ReadsAndRefuses) {
  EXPECT_EQ(ParseTransform("sparkle[3]").kind, TransformKind::kUnknown);
  EXPECT_EQ(ToString(ParseTransform("sparkle[3]")), "sparkle[3]");
  EXPECT_THAT(ErrorOf([] { ParseTransform("bucket[0]"); }), HasSubstr("positive number"));
  EXPECT_THAT(ErrorOf([] { ParseTransform("truncate[x]"); }), HasSubstr("truncate[x]"));
  EXPECT_THAT(ErrorOf([] { Transform::Hour().ResultType(DateType{}); }),
              HasSubstr("InvalidArgument: the transform hour does not take values of type date"));
  EXPECT_THAT(ErrorOf([] { ParseTransform("sparkle").Apply(Literal::Int(1)); }),
              HasSubstr("Unsupported"));
}

TEST(Transform, TruncatesAtTheEdges) {
  const auto min = std::numeric_limits<int32_t>::min();
  EXPECT_EQ(Transform::Truncate(10).Apply(Literal::Int(min))->get<int32_t>(), 2147483646)
      << "wraps around as Java does";
  EXPECT_EQ(Transform::Truncate(2).Apply(Literal::String("äöü"))->get<std::string>(), "äö");
}

TEST(Literal, OrdersValues) {
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> order = {-nan, -INFINITY, -1, -0.0, 0.0, 1, INFINITY, nan};
  for (size_t i = 0; i + 1 < order.size(); ++i) {
    EXPECT_TRUE(Compare(Literal::Double(order[i]), Literal::Double(order[i + 1])) < 0) << i;
  }
  EXPECT_TRUE(Compare(Literal::String("a"), Literal::String("\xff")) < 0) << "unsigned bytes";
  EXPECT_EQ(Literal::Double(nan), Literal::Double(nan));
  EXPECT_NE(Literal::Int(1), Literal::Date(1));
}

TEST(Literal, ReadsValuesFromBeforeAPromotion) {
  EXPECT_EQ(LiteralFromBytes(LongType{}, ToBytes(Literal::Int(-5))), Literal::Long(-5));
  EXPECT_EQ(LiteralFromBytes(DoubleType{}, ToBytes(Literal::Float(1.5f))), Literal::Double(1.5));
  EXPECT_THAT(ErrorOf([] { LiteralFromBytes(IntType{}, "abc"); }),
              HasSubstr("DataCorruption: 3 bytes cannot be a value of type int"));
}

TEST(Literal, Converts) {
  const auto to = [](const Literal& literal, PrimitiveType type) {
    return ConvertTo(literal, type).literal;
  };
  EXPECT_EQ(to(Literal::Int(3), LongType{}), Literal::Long(3));
  EXPECT_EQ(to(Literal::Int(3), DecimalType{9, 2}), Literal::Decimal(300, 9, 2));
  EXPECT_EQ(to(Literal::Decimal(1250, 9, 2), DecimalType{9, 1}), Literal::Decimal(125, 9, 1));
  EXPECT_FALSE(to(Literal::Decimal(1255, 9, 2), DecimalType{9, 1})) << "would lose a digit";
  EXPECT_EQ(to(Literal::Date(1), TimestampType{}), Literal::Timestamp(kMicrosPerDay));
  EXPECT_EQ(to(Literal::String("2017-11-16"), DateType{}), Literal::Date(17486));
  EXPECT_FALSE(to(Literal::String("yesterday"), DateType{}));
  EXPECT_TRUE(ConvertTo(Literal::Long(int64_t{1} << 40), IntType{}).out_of_range > 0);
  EXPECT_TRUE(ConvertTo(Literal::Int(-100), DecimalType{2, 1}).out_of_range < 0);
}

TEST(Literal, RefusesWrongJson) {
  EXPECT_THAT(ErrorOf([] { LiteralFromJson(DateType{}, "\"2017-02-30\""); }),
              HasSubstr("expected a value of type date, got \"2017-02-30\""));
  EXPECT_THAT(ErrorOf([] { LiteralFromJson(IntType{}, "3000000000"); }), HasSubstr("32 bits"));
  EXPECT_THAT(ErrorOf([] { LiteralFromJson(DecimalType{3, 1}, "\"x\""); }), HasSubstr("decimal"));
}

TEST(Int128, RoundTrips) {
  EXPECT_TRUE(rc::check([](int64_t high, uint64_t low, int shift) {
    const Int128 value = ((static_cast<Int128>(high) << 64) | low) >> (std::abs(shift) % 127);
    RC_ASSERT(Int128FromBytes(MinimalBytes(value)) == value);
    const Int128 limited = value % PowerOfTen(38);
    const int32_t scale = std::abs(shift) % 39;
    RC_ASSERT(ParseDecimalText(FormatDecimal(limited, scale), scale) == limited);
  }));
  EXPECT_EQ(MinimalBytes(-1), "\xff");
  EXPECT_EQ(MinimalBytes(128), std::string("\0\x80", 2));
  EXPECT_EQ(DecimalFixedBytes(9), 4);
  EXPECT_EQ(DecimalFixedBytes(38), 16);
}

TEST(CivilTime, RoundTrips) {
  EXPECT_TRUE(rc::check([](int32_t days) {
    RC_ASSERT(DaysFromCivil(CivilFromDays(days)) == days);
    RC_ASSERT(ParseDate(FormatDate(days)) == days);
  }));
  EXPECT_TRUE(rc::check([](int64_t seed) {
    const int64_t micros = seed % (int64_t{1} << 55);
    RC_ASSERT(ParseDateTime(FormatDateTime(micros, true), false) == micros);
  }));
  EXPECT_EQ(ParseDateTime("2020-01-01T00:00:00+01:00", true),
            ParseDateTime("2019-12-31T23:00:00Z", true));
  EXPECT_FALSE(ParseDateTime("2020-01-01T00:00:00", true)) << "a zone is needed";
  EXPECT_FALSE(ParseDateTime("2020-01-01T25:00:00", false));
}

}  // namespace
}  // namespace tarn::iceberg
