#include "avro/container.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "avro/value.h"
#include "base/error.h"

namespace tarn::avro {
namespace {

using base::Error;
using base::ErrorKind;
using testing::HasSubstr;

constexpr const char* kSchema = R"({"type":"record","name":"r","fields":[
  {"name":"flag","type":"boolean"},{"name":"small","type":"int"},{"name":"large","type":"long"},
  {"name":"f","type":"float"},{"name":"d","type":"double"},{"name":"text","type":"string"},
  {"name":"raw","type":{"type":"fixed","name":"f3","size":3}},
  {"name":"maybe","type":["null","bytes"]},
  {"name":"list","type":{"type":"array","items":"long"}},
  {"name":"map","type":{"type":"map","values":"string"}},
  {"name":"color","type":{"type":"enum","name":"c","symbols":["R","G"]}}]})";

Value RandomRecord() {
  const auto text = *rc::gen::arbitrary<std::string>();
  Record record;
  record.fields.push_back({*rc::gen::arbitrary<bool>()});
  record.fields.push_back({*rc::gen::arbitrary<int32_t>()});
  record.fields.push_back({*rc::gen::arbitrary<int64_t>()});
  record.fields.push_back({static_cast<float>(*rc::gen::inRange(-1000, 1000))});
  record.fields.push_back({static_cast<double>(*rc::gen::inRange(-1000, 1000))});
  record.fields.push_back({text});
  record.fields.push_back({std::string("\x00\xff\x01", 3)});
  record.fields.push_back(*rc::gen::arbitrary<bool>() ? Value{UnionValue{0, {Value{}}}}
                                                      : Value{UnionValue{1, {Value{text}}}});
  ArrayValue list;
  for (int64_t item : *rc::gen::arbitrary<std::vector<int64_t>>()) list.items.push_back({item});
  record.fields.push_back({std::move(list)});
  record.fields.push_back({MapValue{{{"k", Value{text}}}}});
  record.fields.push_back({*rc::gen::inRange<int32_t>(0, 2)});
  return {std::move(record)};
}

std::vector<Value> ReadAll(std::string_view file) {
  ContainerReader reader(file);
  const SchemaPtr schema = ParseSchema(reader.schema_json());
  std::vector<Value> values;
  while (auto block = reader.NextBlock()) {
    Decoder decoder(block->data);
    for (int64_t i = 0; i < block->objects; ++i) values.push_back(Decode(*schema, decoder));
    EXPECT_EQ(decoder.remaining(), 0u);
  }
  return values;
}

std::string File(const std::vector<Value>& values, Codec codec) {
  const SchemaPtr schema = ParseSchema(kSchema);
  ContainerWriter writer(kSchema, {{"key", "value"}}, codec);
  for (const Value& value : values) {
    Encoder encoder;
    Encode(*schema, value, encoder);
    writer.Append(encoder.bytes());
  }
  return writer.Finish();
}

TEST(AvroContainer, RoundTripsUnderEveryCodec) {
  for (Codec codec : {Codec::kNull, Codec::kDeflate, Codec::kZstandard}) {
    EXPECT_TRUE(rc::check([&] {
      std::vector<Value> values;
      const int count = *rc::gen::inRange(0, 20);
      for (int i = 0; i < count; ++i) values.push_back(RandomRecord());
      RC_ASSERT(ReadAll(File(values, codec)) == values);
    }));
  }
}

TEST(AvroContainer, KeepsMetadataAndSplitsLargeFilesIntoBlocks) {
  const std::string schema = R"("bytes")";
  ContainerWriter writer(schema, {{"a", "1"}}, Codec::kDeflate);
  const std::string object(10'000, 'x');
  Encoder encoder;
  encoder.Bytes(object);
  for (int i = 0; i < 50; ++i) writer.Append(encoder.bytes());
  EXPECT_EQ(writer.object_count(), 50u);
  const std::string file = writer.Finish();
  ContainerReader reader(file);
  EXPECT_EQ(reader.metadata().find("a")->second, "1");
  EXPECT_EQ(reader.codec(), Codec::kDeflate);
  int blocks = 0;
  int64_t objects = 0;
  while (auto block = reader.NextBlock()) {
    ++blocks;
    objects += block->objects;
  }
  EXPECT_GT(blocks, 3);
  EXPECT_EQ(objects, 50);
}

TEST(AvroContainer, SkipsWhatItIsNotAskedFor) {
  EXPECT_TRUE(rc::check([] {
    const SchemaPtr schema = ParseSchema(kSchema);
    Encoder encoder;
    Encode(*schema, RandomRecord(), encoder);
    Decoder decoder(encoder.bytes());
    decoder.Skip(*schema);
    RC_ASSERT(decoder.remaining() == 0u);
  }));
}

// Damage of any kind gives an error or other values, never anything worse (ASan watches).
TEST(AvroContainer, SurvivesDamage) {
  const std::string whole = File({}, Codec::kNull);
  EXPECT_TRUE(rc::check([&] {
    const Codec codec = *rc::gen::element(Codec::kNull, Codec::kDeflate, Codec::kZstandard);
    std::string file = File({RandomRecord(), RandomRecord()}, codec);
    const auto changes = *rc::gen::inRange(1, 5);
    for (int i = 0; i < changes; ++i) {
      file[*rc::gen::inRange<size_t>(0, file.size())] = *rc::gen::arbitrary<char>();
    }
    file.resize(*rc::gen::inRange<size_t>(0, file.size() + 1));
    try {
      ReadAll(file);
    } catch (const Error& error) {
      RC_ASSERT(error.kind() != ErrorKind::kInternal);
    }
  }));
}

TEST(AvroContainer, NamesWhatItCannotRead) {
  const auto error_of = [](const std::string& file) {
    try {
      ReadAll(file);
    } catch (const Error& error) {
      return std::string(base::ErrorKindName(error.kind())) + ": " + error.message();
    }
    return std::string("no error");
  };
  EXPECT_THAT(error_of("PAR1"), HasSubstr("DataCorruption: not an Avro file"));
  Encoder header;
  header.Fixed(std::string_view("Obj\1", 4));
  header.Long(2);
  header.Bytes("avro.schema");
  header.Bytes(R"("int")");
  header.Bytes("avro.codec");
  header.Bytes("bzip2");
  header.Long(0);
  header.Fixed(std::string(16, 's'));
  EXPECT_THAT(error_of(header.bytes()), HasSubstr("Unsupported: Tarn does not read Avro files"));
}

TEST(AvroDecoder, BoundsEveryCount) {
  const auto fails = [](const std::string& bytes, const char* schema) {
    try {
      Decoder decoder(bytes);
      Decode(*ParseSchema(schema), decoder);
    } catch (const Error& error) {
      return error.kind() == ErrorKind::kDataCorruption;
    }
    return false;
  };
  Encoder many;
  many.Long(int64_t{1} << 60);
  EXPECT_TRUE(fails(many.bytes(), R"({"type":"array","items":"null"})")) << "a bomb of nulls";
  EXPECT_TRUE(fails(many.bytes(), R"({"type":"array","items":"long"})"));
  EXPECT_TRUE(fails(many.bytes(), R"("string")"));
  Encoder negative;
  negative.Long(-1);
  EXPECT_TRUE(fails(negative.bytes(), R"("bytes")"));
  EXPECT_TRUE(fails(std::string(11, '\xff'), R"("long")")) << "more than 64 bits";
  EXPECT_TRUE(fails("\x02", R"("boolean")"));
  EXPECT_TRUE(fails("\x08", R"(["null","int"])"));
}

TEST(AvroBinary, EncodesAsTheSpecificationShows) {
  Encoder encoder;
  for (int64_t value : {0, -1, 1, -2, 2, -64, 64}) encoder.Long(value);
  encoder.Bytes("foo");
  EXPECT_EQ(encoder.bytes(), std::string("\x00\x01\x02\x03\x04\x7f\x80\x01\x06"
                                         "foo",
                                         12));
}

}  // namespace
}  // namespace tarn::avro
