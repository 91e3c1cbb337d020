#include "engine/embedded/adapter/partition_transforms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;

iceberg::Schema TestSchema() {
  iceberg::Schema schema;
  const auto add = [&](const char* name, iceberg::PrimitiveType type) {
    iceberg::NestedField field;
    field.id = static_cast<iceberg::FieldId>(schema.fields.size() + 1);
    field.name = name;
    field.type = type;
    schema.fields.push_back(field);
  };
  add("id", iceberg::LongType{});
  add("ts", iceberg::TimestampType{});
  add("country", iceberg::StringType{});
  return schema;
}

ErrorKind KindOf(const std::string& text) {
  try {
    ParsePartitioning({text}, TestSchema());
  } catch (const base::Error& error) {
    return error.kind();
  }
  return ErrorKind::kInternal;
}

TEST(PartitionTransformsTest, TrinosPropertyThereAndBack) {
  const std::vector<std::string> text = {"country", "day(ts)", "bucket(id, 16)",
                                         "truncate(country, 2)"};
  const auto spec = ParsePartitioning(text, TestSchema());
  EXPECT_EQ(FormatPartitioning(spec, TestSchema()), text);
  EXPECT_EQ(spec.fields[1].name, "ts_day");
  EXPECT_EQ(spec.fields[0].field_id, 1000);
}

TEST(PartitionTransformsTest, SpacesCaseAndQuotesDoNotMatter) {
  const auto spec = ParsePartitioning({" Month( \"ts\" ) ", "BUCKET(ID,4)"}, TestSchema());
  EXPECT_THAT(FormatPartitioning(spec, TestSchema()), ElementsAre("month(ts)", "bucket(id, 4)"));
}

TEST(PartitionTransformsTest, WrongOnesAreRefused) {
  EXPECT_EQ(KindOf("day(tss)"), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf("weekly(ts)"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("day(country)"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("bucket(id)"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("bucket(id, 0)"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("bucket(id, x)"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf("day(ts"), ErrorKind::kInvalidArgument);
}

}  // namespace
}  // namespace tarn::engine::embedded
