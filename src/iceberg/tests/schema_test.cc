#include "iceberg/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/partition_spec.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/golden.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

NestedField Field(FieldId id, std::string name, Type type, bool required = false) {
  return {.id = id, .name = std::move(name), .required = required, .type = std::move(type)};
}

Schema Nested() {
  return {SchemaId(0),
          {Field(1, "id", LongType{}, true), Field(2, "tags", MakeList(3, StringType{})),
           Field(4, "props", MakeMap(5, StringType{}, 6, StructType{{Field(7, "x", IntType{})}})),
           Field(8, "a.b", DateType{})},
          {1}};
}

TEST(Schema, FindsFields) {
  const Schema schema = Nested();
  EXPECT_EQ(schema.FindField(7)->name, "x");
  EXPECT_EQ(schema.FindField("props.value.x")->id, 7);
  EXPECT_EQ(schema.FindField("tags.element")->id, 3);
  EXPECT_EQ(schema.FindField("a.b")->id, 8) << "names may have dots";
  EXPECT_EQ(schema.FindField("ID"), nullptr);
  EXPECT_EQ(schema.FindField("ID", CaseSensitivity::kInsensitive)->id, 1);
  EXPECT_EQ(schema.FullName(7), "props.value.x");
  EXPECT_EQ(schema.HighestFieldId(), 8);
  EXPECT_EQ(schema.FindField(99), nullptr);
}

TEST(Schema, ComparesDeeply) {
  Schema other = Nested();
  EXPECT_EQ(other, Nested());
  std::get<StructType>(std::get<MapType>(other.fields[2].type).value->type).fields[0].name = "y";
  EXPECT_NE(other, Nested());
}

TEST(Schema, GivesIdsLevelByLevel) {
  const Schema fresh = AssignFreshIds(Nested());
  EXPECT_EQ(fresh.FindField("id")->id, 1);
  EXPECT_EQ(fresh.FindField("a.b")->id, 4) << "columns before their children";
  EXPECT_EQ(fresh.FindField("tags.element")->id, 5);
  EXPECT_EQ(fresh.FindField("props.key")->id, 6);
  EXPECT_EQ(fresh.FindField("props.value")->id, 7);
  EXPECT_EQ(fresh.FindField("props.value.x")->id, 8);
  EXPECT_EQ(fresh.identifier_field_ids, std::vector<FieldId>{1});
}

TEST(Schema, KeepsIdsByNameWhenReplaced) {
  Schema next{SchemaId(0), {Field(1, "new", IntType{}), Field(2, "id", LongType{}, true)}, {2}};
  const Schema renumbered = AssignIdsByName(next, Nested(), 8);
  EXPECT_EQ(renumbered.FindField("id")->id, 1);
  EXPECT_EQ(renumbered.FindField("new")->id, 9);
  EXPECT_EQ(renumbered.identifier_field_ids, std::vector<FieldId>{1});
}

TEST(Schema, ChecksItself) {
  CheckSchema(Nested());
  const auto error_of = [](std::vector<NestedField> fields, std::vector<FieldId> ids = {}) {
    return ErrorOf([&] { CheckSchema({SchemaId(0), fields, ids}); });
  };
  EXPECT_THAT(error_of({Field(1, "a", IntType{}), Field(1, "b", IntType{})}),
              HasSubstr("'a' and 'b' have the same field id 1"));
  EXPECT_THAT(error_of({Field(1, "a", IntType{}), Field(2, "a", IntType{})}),
              HasSubstr("two fields have the name 'a'"));
  EXPECT_THAT(error_of({Field(1, "", IntType{})}), HasSubstr("no name"));
  EXPECT_THAT(error_of({Field(1, "a", IntType{})}, {1}), HasSubstr("must be required"));
  EXPECT_THAT(error_of({Field(1, "a", IntType{})}, {2}), HasSubstr("does not exist: 2"));
  Type deep = IntType{};
  for (int i = 0; i < 100; ++i) deep = MakeList(100 + i, deep);
  EXPECT_THAT(error_of({Field(1, "a", deep)}), HasSubstr("deeper than 64"));
}

TEST(Schema, SelectsFieldsWithTheirParents) {
  const Schema selected = SelectFields(Nested(), {7, 8});
  ASSERT_EQ(selected.fields.size(), 2u);
  EXPECT_EQ(selected.FindField("props.value.x")->id, 7);
  EXPECT_TRUE(selected.identifier_field_ids.empty());
}

TEST(Schema, RoundTripsThroughJson) {
  Schema schema = Nested();
  schema.fields[0].doc = "the \"key\"";
  EXPECT_EQ(ParseSchema(SerializeSchema(schema)), schema);
  EXPECT_EQ(
      SerializeType(MakeList(3, DecimalType{9, 2}, true)),
      R"x({"type":"list","element-id":3,"element":"decimal(9, 2)","element-required":true})x");
  EXPECT_THAT(ErrorOf([] { ParseSchema(R"({"fields":[{"id":1,"name":"a","type":"int"}]})"); }),
              HasSubstr("InvalidArgument: schema: fields[0]: 'required' is missing"));
  EXPECT_THAT(ErrorOf([] {
                ParseSchema(R"({"fields":[{"id":1,"name":"a","required":true,"type":"itn"}]})");
              }),
              HasSubstr("schema: fields[0].type: not an Iceberg type: itn (did you mean 'int'?)"));
}

TEST(PartitionSpec, MakesPaths) {
  const PartitionSpec spec{PartitionSpecId(0),
                           {{1, 1000, "day of", Transform::Day()}, {2, 1001, "s", {}}}};
  EXPECT_EQ(spec.PartitionPath({Literal::Date(17486), Literal::String("a/b=c ä")}),
            "day+of=2017-11-16/s=a%2Fb%3Dc+%C3%A4");
  EXPECT_EQ(spec.PartitionPath({{}, {}}), "day+of=null/s=null");
  const std::string path = spec.PartitionPath({{}, Literal::String(std::string(500, 'x'))});
  EXPECT_LT(path.size(), 255u) << "file systems take no longer names";
  EXPECT_NE(path, spec.PartitionPath({{}, Literal::String(std::string(501, 'x'))}));
  EXPECT_THAT(ErrorOf([&] { spec.PartitionPath({}); }), HasSubstr("has 2 fields"));
}

TEST(PartitionSpec, ChecksItself) {
  const auto error_of = [](std::vector<PartitionField> fields) {
    return ErrorOf([&] { CheckPartitionSpec({PartitionSpecId(0), fields}, Nested()); });
  };
  EXPECT_EQ(error_of({{1, 1000, "id", {}}}), "no error");
  EXPECT_THAT(error_of({{99, 1000, "x", {}}}), HasSubstr("the schema does not have: 99"));
  EXPECT_THAT(error_of({{2, 1000, "x", {}}}), HasSubstr("does not take the column 'tags'"));
  EXPECT_THAT(error_of({{1, 1000, "id", Transform::Bucket(3)}}),
              HasSubstr("cannot have the name of a column: 'id'"));
  EXPECT_THAT(error_of({{1, 1000, "x", Transform::Day()}}), HasSubstr("does not take"));
  EXPECT_THAT(error_of({{1, 1000, "x", {}}, {1, 1001, "y", {}}}), HasSubstr("twice"));
}

TEST(Types, Promotes) {
  EXPECT_TRUE(IsPromotion(IntType{}, LongType{}));
  EXPECT_TRUE(IsPromotion(DecimalType{5, 2}, DecimalType{9, 2}));
  EXPECT_FALSE(IsPromotion(DecimalType{5, 2}, DecimalType{9, 3}));
  EXPECT_FALSE(IsPromotion(LongType{}, IntType{}));
}

}  // namespace
}  // namespace tarn::iceberg
