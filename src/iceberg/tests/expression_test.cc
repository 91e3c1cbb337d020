#include "iceberg/expression/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "iceberg/expression/evaluator.h"
#include "iceberg/tests/golden.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

const Schema& TestSchema() {
  static const Schema kSchema{
      SchemaId(0),
      {{.id = 1, .name = "id", .required = true, .type = LongType{}},
       {.id = 2, .name = "ts", .type = TimestampType{}},
       {.id = 3, .name = "name", .type = StringType{}},
       {.id = 4, .name = "score", .type = DoubleType{}},
       {.id = 5,
        .name = "place",
        .type = StructType{{{.id = 6, .name = "zip", .required = true, .type = IntType{}}}}},
       {.id = 7, .name = "tags", .type = MakeList(8, StringType{})},
       {.id = 9, .name = "amount", .type = DecimalType{9, 2}}},
      {}};
  return kSchema;
}

BoundExpression Bound(const Expression& expression) { return Bind(expression, TestSchema()); }
std::string Text(const Expression& expression) { return ToString(Bound(expression)); }

TEST(Bind, ConvertsLiteralsAndSimplifies) {
  EXPECT_EQ(Text(Equal("id", Literal::Int(5))), "#1 = 5");
  EXPECT_EQ(Text(Less("place.zip", Literal::Long(int64_t{1} << 40))), "#6 is not null");
  EXPECT_EQ(Text(Greater("place.zip", Literal::Long(int64_t{1} << 40))), "false");
  EXPECT_EQ(Text(IsNull("id")), "false");
  EXPECT_EQ(Text(IsNull("place.zip")), "#6 is null") << "its struct may be null";
  EXPECT_EQ(Text(Not(And(IsNull("name"), Equal("id", Literal::Int(1))))),
            "(#3 is not null or #1 != 1)");
  EXPECT_EQ(Text(In("id", {Literal::Int(3), Literal::Int(1), Literal::Int(3)})), "#1 in (1, 3)");
  EXPECT_EQ(Text(NotIn("id", {Literal::Int(3)})), "#1 != 3");
  EXPECT_EQ(Text(In("id", {})), "false");
  EXPECT_EQ(Text(IsNan("id")), "false");
  EXPECT_EQ(Text(Equal("ts", Literal::String("2017-11-16T00:00:00"))),
            "#2 = '2017-11-16T00:00:00'");
  EXPECT_EQ(Text(Or(True(), IsNull("name"))), "true");
  EXPECT_EQ(Text(Equal("amount", Literal::Decimal(125, 4, 1))), "#9 = '12.50'");
}

TEST(Bind, RefusesWhatMakesNoSense) {
  const auto error_of = [](const Expression& e) { return ErrorOf([&] { Bound(e); }); };
  EXPECT_THAT(error_of(IsNull("nmae")),
              HasSubstr("NotFound: the table has no column 'nmae' (did you mean 'name'?)"));
  EXPECT_THAT(error_of(IsNull("place")), HasSubstr("filters take no values of type struct"));
  EXPECT_THAT(error_of(IsNull("tags.element")), HasSubstr("InvalidArgument"));
  EXPECT_THAT(error_of(Equal("id", Literal::String("x"))), HasSubstr("cannot be compared"));
  EXPECT_THAT(error_of(Equal("score", Literal::Double(NAN))), HasSubstr("cannot be compared"));
  EXPECT_THAT(error_of(StartsWith("id", "x")), HasSubstr("only strings have prefixes"));
  Expression deep = IsNull("name");
  for (int i = 0; i < 300; ++i) {
    deep = i % 2 ? And(IsNull("ts"), deep) : Or(IsNull("ts"), deep);
  }
  EXPECT_THAT(error_of(deep), HasSubstr("deeper than 200"));
}

DataFile FileOf(int64_t low, int64_t high, int64_t nulls = 0) {
  DataFile file;
  file.record_count = 10;
  file.value_counts = {{1, 10}, {3, 10}, {4, 10}};
  file.null_value_counts = {{1, nulls}, {3, 10}, {4, 0}};
  file.nan_value_counts = {{4, 0}};
  file.lower_bounds = {{1, ToBytes(Literal::Long(low))}, {4, ToBytes(Literal::Double(1))}};
  file.upper_bounds = {{1, ToBytes(Literal::Long(high))}, {4, ToBytes(Literal::Double(2))}};
  return file;
}

TEST(Metrics, TellWhatRowsMatch) {
  const DataFile file = FileOf(10, 20);
  const auto truth = [&](const Expression& e) { return EvaluateMetrics(Bound(e), file); };
  const auto id = [](auto make, int64_t value) { return make("id", Literal::Long(value)); };
  EXPECT_EQ(truth(id(Equal, 9)), Truth::kFalse);
  EXPECT_EQ(truth(id(Equal, 10)), Truth::kUnknown);
  EXPECT_EQ(truth(id(Less, 10)), Truth::kFalse);
  EXPECT_EQ(truth(id(Less, 21)), Truth::kTrue);
  EXPECT_EQ(truth(id(LessOrEqual, 10)), Truth::kUnknown);
  EXPECT_EQ(truth(id(Greater, 20)), Truth::kFalse);
  EXPECT_EQ(truth(id(GreaterOrEqual, 10)), Truth::kTrue);
  EXPECT_EQ(truth(id(NotEqual, 9)), Truth::kTrue);
  EXPECT_EQ(truth(In("id", {Literal::Long(5), Literal::Long(100'001)})), Truth::kFalse)
      << "between two literals lies the whole file";
  EXPECT_EQ(truth(In("id", {Literal::Long(5), Literal::Long(15)})), Truth::kUnknown);
  EXPECT_EQ(truth(NotIn("id", {Literal::Long(5), Literal::Long(25)})), Truth::kTrue);
  EXPECT_EQ(truth(IsNull("name")), Truth::kTrue);
  EXPECT_EQ(truth(Equal("name", Literal::String("x"))), Truth::kFalse) << "all are null";
  EXPECT_EQ(truth(NotEqual("name", Literal::String("x"))), Truth::kFalse) << "null is not other";
  EXPECT_EQ(truth(Greater("ts", Literal::Timestamp(0))), Truth::kUnknown) << "no metrics";
  EXPECT_EQ(truth(And(id(Equal, 9), IsNull("ts"))), Truth::kFalse);
  EXPECT_EQ(truth(Or(id(Less, 21), IsNull("ts"))), Truth::kTrue);
  EXPECT_EQ(truth(IsNan("score")), Truth::kFalse);
  EXPECT_EQ(truth(Greater("score", Literal::Double(2))), Truth::kFalse);
  DataFile with_nan = file;
  with_nan.nan_value_counts = {};
  EXPECT_EQ(EvaluateMetrics(Bound(Greater("score", Literal::Double(2))), with_nan), Truth::kUnknown)
      << "NaN is greater in some engines";
  EXPECT_EQ(EvaluateMetrics(Bound(Less("score", Literal::Double(1))), with_nan), Truth::kFalse);
}

TEST(Metrics, NullsKeepRowsFromMatching) {
  DataFile file = FileOf(10, 10);
  file.lower_bounds = {{2, ToBytes(Literal::Timestamp(5))}};
  file.upper_bounds = {{2, ToBytes(Literal::Timestamp(5))}};
  file.value_counts = {{2, 10}};
  const auto bound = Bound(Equal("ts", Literal::Timestamp(5)));
  EXPECT_EQ(EvaluateMetrics(bound, file), Truth::kUnknown) << "nulls are not counted";
  file.null_value_counts = {{2, 0}};
  EXPECT_EQ(EvaluateMetrics(bound, file), Truth::kTrue);
  file.null_value_counts = {{2, 1}};
  EXPECT_EQ(EvaluateMetrics(bound, file), Truth::kUnknown);
  file.lower_bounds = {{2, "broken"}};
  EXPECT_EQ(EvaluateMetrics(bound, file), Truth::kUnknown);
}

TEST(Metrics, KnowPrefixes) {
  DataFile file;
  file.record_count = 2;
  file.value_counts = {{3, 2}};
  file.null_value_counts = {{3, 0}};
  file.lower_bounds = {{3, "abc"}};
  file.upper_bounds = {{3, "abz"}};
  const auto truth = [&](const Expression& e) { return EvaluateMetrics(Bound(e), file); };
  EXPECT_EQ(truth(StartsWith("name", "ab")), Truth::kTrue);
  EXPECT_EQ(truth(StartsWith("name", "abd")), Truth::kUnknown);
  EXPECT_EQ(truth(StartsWith("name", "b")), Truth::kFalse);
  EXPECT_EQ(truth(NotStartsWith("name", "ab")), Truth::kFalse);
  EXPECT_EQ(truth(NotStartsWith("name", "aa")), Truth::kTrue);
}

std::string Projected(const Expression& e, FieldId source, Transform transform, bool strict) {
  const PartitionSpec spec{PartitionSpecId(0), {{source, 1000, "p", transform}}};
  return ToString(strict ? ProjectStrict(Bound(e), spec) : ProjectInclusive(Bound(e), spec));
}

TEST(Projection, GoesThroughTransforms) {
  const Literal noon = Literal::String("2017-11-16T12:00:00");
  const Literal midnight = Literal::String("2017-11-16T00:00:00");
  const auto day = [](const Expression& e, bool strict = false) {
    return Projected(e, 2, Transform::Day(), strict);
  };
  EXPECT_EQ(day(Equal("ts", noon)), "#1000 = '2017-11-16'");
  EXPECT_EQ(day(Less("ts", midnight)), "#1000 <= '2017-11-15'");
  EXPECT_EQ(day(Less("ts", noon)), "#1000 <= '2017-11-16'");
  EXPECT_EQ(day(GreaterOrEqual("ts", noon)), "#1000 >= '2017-11-16'");
  EXPECT_EQ(day(NotEqual("ts", noon)), "true");
  EXPECT_EQ(day(IsNull("ts")), "#1000 is null");
  EXPECT_EQ(day(Less("ts", noon), true), "#1000 < '2017-11-16'");
  EXPECT_EQ(day(Equal("ts", noon), true), "false");
  EXPECT_EQ(day(NotEqual("ts", noon), true), "#1000 != '2017-11-16'");
  EXPECT_EQ(Projected(Equal("id", Literal::Int(34)), 1, Transform::Bucket(16), false), "#1000 = 3");
  EXPECT_EQ(Projected(Less("id", Literal::Int(34)), 1, Transform::Bucket(16), false), "true");
  EXPECT_EQ(Projected(Less("id", Literal::Int(34)), 1, Transform::Truncate(10), false),
            "#1000 <= 30");
  EXPECT_EQ(Projected(StartsWith("name", "abcdef"), 3, Transform::Truncate(3), false),
            "#1000 = 'abc'");
  EXPECT_EQ(Projected(StartsWith("name", "ab"), 3, Transform::Truncate(3), true),
            "#1000 starts with 'ab'");
  EXPECT_EQ(Projected(Equal("id", Literal::Int(1)), 1, ParseTransform("sparkle"), false), "true");
  EXPECT_EQ(Projected(Equal("id", Literal::Int(1)), 1, Transform::Void(), true), "false");
}

Expression RandomPredicate(const std::string& column, const Literal& value) {
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return Equal(column, value);
    case 1: return NotEqual(column, value);
    case 2: return Less(column, value);
    case 3: return LessOrEqual(column, value);
    case 4: return Greater(column, value);
    case 5: return GreaterOrEqual(column, value);
    case 6: return IsNull(column);
    default: return In(column, {value, value});
  }
}

// Whatever the transform: where the inclusive projection is false no row matches, where the strict
// one is true every row does, and the residual decides as the filter does.
TEST(Projection, NeverLies) {
  EXPECT_TRUE(rc::check([] {
    const bool text = *rc::gen::arbitrary<bool>();
    const auto random = [&]() -> std::optional<Literal> {
      if (*rc::gen::inRange(0, 10) == 0) return {};
      if (text) {
        return Literal::String(*rc::gen::container<std::string>(rc::gen::element('a', 'b', 'c')));
      }
      return Literal::Timestamp(*rc::gen::inRange<int64_t>(-100, 100) * 1'800'000'000);
    };
    const Transform transform =
        text ? *rc::gen::element(Transform::Identity(), Transform::Bucket(3),
                                 Transform::Truncate(1), Transform::Truncate(2), Transform::Void())
             : *rc::gen::element(Transform::Identity(), Transform::Bucket(3), Transform::Year(),
                                 Transform::Month(), Transform::Day(), Transform::Hour());
    const auto literal = random();
    RC_PRE(literal.has_value());
    const std::string column = text ? "name" : "ts";
    Expression expression = RandomPredicate(column, *literal);
    if (text && *rc::gen::arbitrary<bool>()) {
      expression = *rc::gen::arbitrary<bool>() ? StartsWith(column, literal->get<std::string>())
                                               : NotStartsWith(column, literal->get<std::string>());
    }
    const BoundExpression filter = Bound(expression);
    const auto value = random();
    const Truth row =
        EvaluateAll(filter, [&](const BoundPredicate&) { return ColumnFacts::OfValue(value); });
    RC_ASSERT(row != Truth::kUnknown);

    const PartitionSpec spec{PartitionSpecId(0), {{text ? 3 : 2, 1000, "p", transform}}};
    const PartitionValues partition = {transform.Apply(value)};
    if (EvaluatePartition(ProjectInclusive(filter, spec), spec, partition) == Truth::kFalse) {
      RC_ASSERT(row == Truth::kFalse);
    }
    if (EvaluatePartition(ProjectStrict(filter, spec), spec, partition) == Truth::kTrue) {
      RC_ASSERT(row == Truth::kTrue);
    }
    const BoundExpression residual = ResidualFor(filter, spec, partition);
    RC_ASSERT(EvaluateAll(residual, [&](const BoundPredicate&) {
                return ColumnFacts::OfValue(value);
              }) == row);
  }));
}

TEST(Projection, SkipsManifestsBySummaries) {
  const PartitionSpec spec{PartitionSpecId(0), {{2, 1000, "p", Transform::Day()}}};
  ManifestFile manifest;
  PartitionFieldSummary summary;
  summary.lower_bound = ToBytes(Literal::Date(10));
  summary.upper_bound = ToBytes(Literal::Date(20));
  manifest.partitions = {summary};
  const auto might = [&](const Expression& e) {
    return ManifestMightMatch(ProjectInclusive(Bound(e), spec), spec, manifest);
  };
  const auto at = [](int64_t day) { return Literal::Timestamp(day * 86'400'000'000); };
  EXPECT_FALSE(might(Less("ts", at(10))));
  EXPECT_TRUE(might(LessOrEqual("ts", at(10))));
  EXPECT_FALSE(might(Greater("ts", at(21))));
  EXPECT_FALSE(might(IsNull("ts")));
  EXPECT_TRUE(might(Equal("id", Literal::Int(1)))) << "not partitioned by it";
  manifest.partitions.clear();
  EXPECT_TRUE(might(Less("ts", at(10)))) << "no summaries, nothing known";
}

}  // namespace
}  // namespace tarn::iceberg
