#include "iceberg/name_mapping.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::iceberg {
namespace {

using ::testing::HasSubstr;

NestedField Field(FieldId id, std::string name, Type type = PrimitiveType(LongType{})) {
  NestedField field;
  field.id = id;
  field.name = std::move(name);
  field.type = std::move(type);
  return field;
}

Schema Columns(std::vector<NestedField> fields) {
  Schema schema;
  schema.fields = std::move(fields);
  return schema;
}

Schema Nested() {
  return Columns(
      {Field(1, "id"), Field(2, "place", StructType{{Field(3, "lat"), Field(4, "long")}}),
       Field(5, "tags", MakeList(6, PrimitiveType(StringType{}))),
       Field(7, "m", MakeMap(8, PrimitiveType(StringType{}), 9, StructType{{Field(10, "x")}}))});
}

// As Iceberg Java's MappingUtil.create and NameMappingParser write it.
TEST(NameMappingTest, OfASchema) {
  EXPECT_EQ(ToJson(NameMappingOf(Nested())),
            R"([{"field-id":1,"names":["id"]},)"
            R"({"field-id":2,"names":["place"],"fields":[{"field-id":3,"names":["lat"]},)"
            R"({"field-id":4,"names":["long"]}]},)"
            R"({"field-id":5,"names":["tags"],"fields":[{"field-id":6,"names":["element"]}]},)"
            R"({"field-id":7,"names":["m"],"fields":[{"field-id":8,"names":["key"]},)"
            R"({"field-id":9,"names":["value"],"fields":[{"field-id":10,"names":["x"]}]}]}])");
}

// The specification's example (Appendix C).
TEST(NameMappingTest, IsRead) {
  const NameMapping mapping = ParseNameMapping(
      R"([ { "field-id": 1, "names": ["id", "record_id"] }, { "field-id": 2, "names": ["data"] },
           { "names": ["gone"] },
           { "field-id": 3, "names": ["location"], "fields": [
               { "field-id": 4, "names": ["latitude", "lat"] },
               { "field-id": 5, "names": ["longitude", "long"] } ] } ])");
  ASSERT_EQ(mapping.size(), 4u);
  EXPECT_EQ(mapping[0].names, (std::vector<std::string>{"id", "record_id"}));
  EXPECT_EQ(mapping[2].id, std::nullopt);
  EXPECT_EQ(mapping[3].fields[1].id, 5);
  EXPECT_EQ(ParseNameMapping(ToJson(mapping)), mapping);
}

TEST(NameMappingTest, FollowsTheSchema) {
  NameMapping mapping = NameMappingOf(Columns({Field(1, "id"), Field(2, "a"), Field(3, "b")}));
  // `a` is renamed, `b` dropped, and both names are given to others.
  mapping = Updated(std::move(mapping), Columns({Field(1, "id"), Field(2, "c"), Field(4, "b")}));
  EXPECT_EQ(ToJson(mapping), R"([{"field-id":1,"names":["id"]},{"field-id":2,"names":["a","c"]},)"
                             R"({"field-id":3,"names":[]},{"field-id":4,"names":["b"]}])");
  mapping = Updated(std::move(mapping), Columns({Field(1, "id"), Field(2, "c"), Field(5, "a")}));
  EXPECT_EQ(ToJson(mapping), R"([{"field-id":1,"names":["id"]},{"field-id":2,"names":["c"]},)"
                             R"({"field-id":3,"names":[]},{"field-id":4,"names":["b"]},)"
                             R"({"field-id":5,"names":["a"]}])");
}

TEST(NameMappingTest, FollowsInsideOtherTypes) {
  Schema schema = Nested();
  NameMapping mapping = NameMappingOf(schema);
  std::get<StructType>(schema.fields[1].type).fields[0].name = "latitude";
  mapping = Updated(std::move(mapping), schema);
  EXPECT_EQ(mapping[1].fields[0].names, (std::vector<std::string>{"lat", "latitude"}));
}

TEST(NameMappingTest, WhatIsWrongIsTold) {
  const auto error = [](const std::string& json) -> std::string {
    try {
      ParseNameMapping(json);
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kDataCorruption);
      return error.message();
    }
    return "";
  };
  EXPECT_THAT(error("[{}]"), HasSubstr("names"));
  EXPECT_THAT(error(R"([{"names": [1]}])"), HasSubstr("[0].names[0]"));
  EXPECT_THAT(error("{}"), HasSubstr("schema.name-mapping.default"));
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += R"([{"names": ["a"], "fields": )";
  deep += "[]";
  for (int i = 0; i < 100; ++i) deep += "}]";
  EXPECT_NE(error(deep), "");
}

}  // namespace
}  // namespace tarn::iceberg
