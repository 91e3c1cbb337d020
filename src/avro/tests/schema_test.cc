#include "avro/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::avro {
namespace {

using base::Error;
using base::ErrorKind;
using testing::HasSubstr;

constexpr const char* kManifestLike = R"({"type":"record","name":"entry","fields":[
  {"name":"status","type":"int","field-id":0},
  {"name":"id","type":["null","long"],"default":null,"field-id":1},
  {"name":"file","type":{"type":"record","name":"r2","fields":[
    {"name":"amount","type":["null",{"type":"fixed","name":"decimal_9_2","size":4,"logicalType":"decimal",
      "precision":9,"scale":2}],"default":null,"field-id":1000},
    {"name":"again","type":"decimal_9_2","field-id":1001},
    {"name":"when","type":{"type":"long","logicalType":"timestamp-micros","adjust-to-utc":true},"field-id":1002},
    {"name":"offsets","type":{"type":"array","items":"long","element-id":133},"field-id":132}]},"field-id":2}]})";

std::string ErrorOf(const std::string& schema) {
  try {
    ParseSchema(schema);
  } catch (const Error& error) {
    return std::string(base::ErrorKindName(error.kind())) + ": " + error.message();
  }
  return "no error";
}

TEST(AvroSchema, KeepsWhatIcebergNeeds) {
  const SchemaPtr schema = ParseSchema(kManifestLike);
  ASSERT_EQ(schema->fields.size(), 3u);
  EXPECT_EQ(schema->fields[1].attributes.FindInt("field-id"), 1);
  EXPECT_EQ(schema->fields[1].default_json, "null");
  const Schema& file = *schema->fields[2].type;
  const auto amount = AsNullable(*file.fields[0].type);
  ASSERT_TRUE(amount);
  EXPECT_EQ(amount->null_index, 0);
  EXPECT_EQ(amount->type->attributes.FindString("logicalType"), "decimal");
  EXPECT_EQ(amount->type->attributes.FindInt("scale"), 2);
  EXPECT_EQ(file.fields[1].type, amount->type) << "a name stands for the type it was given to";
  EXPECT_TRUE(file.fields[2].type->attributes.IsTrue("adjust-to-utc"));
  EXPECT_EQ(file.fields[3].type->attributes.FindInt("element-id"), 133);
}

TEST(AvroSchema, PrintsWhatItParses) {
  for (const std::string& text :
       {std::string(kManifestLike), std::string(R"("string")"), std::string(R"(["null","int"])"),
        std::string(R"({"type":"enum","name":"a.b.Color","symbols":["R","G"],"doc":"x"})"),
        std::string(R"({"type":"map","values":{"type":"array","items":"bytes"}})"),
        std::string(R"({"type":"record","name":"Outer","namespace":"n","fields":[
          {"name":"f","type":{"type":"fixed","name":"F","size":2}},{"name":"g","type":"F"}]})")}) {
    const SchemaPtr schema = ParseSchema(text);
    const std::string printed = SerializeSchema(*schema);
    EXPECT_EQ(*ParseSchema(printed), *schema) << printed;
    EXPECT_EQ(SerializeSchema(*ParseSchema(printed)), printed);
  }
}

TEST(AvroSchema, TellsWhereASchemaIsWrong) {
  EXPECT_THAT(ErrorOf("{"), HasSubstr("InvalidArgument: Avro schema is not valid JSON"));
  EXPECT_THAT(ErrorOf(R"("strin")"), HasSubstr("not a type: strin"));
  EXPECT_THAT(ErrorOf(R"({"type":"record","name":"r","fields":[{"name":"a","type":"x"}]})"),
              HasSubstr("at .a: not a type: x"));
  EXPECT_THAT(ErrorOf(R"({"type":"record","name":"r","fields":[{"name":"a","type":"r"}]})"),
              HasSubstr("Unsupported: Avro types that contain themselves: r"));
  EXPECT_THAT(ErrorOf(R"(["int",["null"]])"), HasSubstr("a union inside a union"));
  EXPECT_THAT(ErrorOf(R"({"type":"fixed","name":"f","size":-1})"), HasSubstr("'size'"));
  EXPECT_THAT(ErrorOf(R"({"type":"record","name":"r","fields":[{"name":"a","type":"int"},
                          {"name":"a","type":"int"}]})"),
              HasSubstr("two fields have this name"));
}

TEST(AvroSchema, RefusesBottomlessSchemas) {
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += R"({"type":"array","items":)";
  deep += "\"int\"" + std::string(200, '}');
  EXPECT_THAT(ErrorOf(deep), HasSubstr("deeper than"));
  EXPECT_THAT(ErrorOf(std::string(1'000'000, '[')), HasSubstr("deeper than"));
}

}  // namespace
}  // namespace tarn::avro
