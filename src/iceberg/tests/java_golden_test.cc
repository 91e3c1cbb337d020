// Metadata, manifest lists, manifests and values of format versions 1 to 3 against Iceberg Java's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/literal.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/manifest/manifest_writer.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/avro_golden.h"
#include "iceberg/tests/golden.h"
#include "iceberg/transform.h"

namespace tarn::iceberg {
namespace {

constexpr const char* kTables[] = {"v1", "v2", "v3", "upgraded"};

std::optional<int64_t> Number(const Json& value) {
  return value.is_null() ? std::nullopt : std::optional(value.get<int64_t>());
}
std::optional<std::string> Text(const Json& value) {
  return value.is_null() ? std::nullopt : std::optional(value.get<std::string>());
}

TEST(JavaMetadata, IsReadAndWrittenBack) {
  for (const std::string name : kTables) {
    const std::string text = JavaText(name + "/metadata.json");
    const TableMetadata metadata = ParseTableMetadata(text);
    const auto ours = nlohmann::json::parse(SerializeTableMetadata(metadata));
    const auto theirs = nlohmann::json::parse(text);
    EXPECT_EQ(ours, theirs) << name << nlohmann::json::diff(ours, theirs).dump(1);
    EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(metadata)), metadata);
  }
}

TEST(JavaMetadata, HasEveryTypeOfVersion3) {
  const TableMetadata metadata = ParseTableMetadata(JavaText("v3/metadata.json"));
  const Schema& schema = metadata.current_schema();
  EXPECT_EQ(schema.FindField("ns")->type, Type(TimestampNsType{}));
  EXPECT_EQ(schema.FindField("nstz")->type, Type(TimestamptzNsType{}));
  EXPECT_EQ(schema.FindField("nothing")->type, Type(UnknownType{}));
  EXPECT_EQ(schema.FindField("v")->type, Type(VariantType{}));
  EXPECT_EQ(schema.FindField("plane")->type, Type(GeometryType{}));
  EXPECT_EQ(schema.FindField("plane3857")->type, Type(GeometryType{"srid:3857"}));
  EXPECT_EQ(schema.FindField("karney")->type,
            Type(GeographyType{"srid:4269", EdgeAlgorithm::kKarney}));
  EXPECT_EQ(schema.FindField("since")->initial_default, Literal::Int(34));
  EXPECT_EQ(schema.FindField("kind")->write_default, Literal::String("new"));
  EXPECT_EQ(metadata.next_row_id, 308);
}

void ExpectEntry(const ManifestEntry& entry, const Json& golden) {
  EXPECT_EQ(static_cast<int>(entry.status), golden["status"]);
  EXPECT_EQ(entry.snapshot_id->value(), golden["snapshot"]);
  EXPECT_EQ(entry.sequence_number, Number(golden["sequence"]));
  EXPECT_EQ(entry.file_sequence_number, Number(golden["file-sequence"]));
  const DataFile& file = entry.data_file;
  EXPECT_EQ(file.file_path, golden["path"].get<std::string>());
  EXPECT_EQ(static_cast<int>(file.content), golden["content"]);
  EXPECT_EQ(ToString(file.file_format), golden["format"].get<std::string>());
  EXPECT_EQ(file.record_count, golden["records"]);
  EXPECT_EQ(file.file_size_in_bytes, golden["size"]);
  EXPECT_EQ(file.first_row_id, Number(golden["first-row-id"]));
  if (golden["equality-ids"].is_array()) {
    EXPECT_EQ(file.equality_ids, golden["equality-ids"].get<std::vector<FieldId>>());
  }
  if (golden.contains("referenced")) {
    EXPECT_EQ(file.referenced_data_file, Text(golden["referenced"]));
    EXPECT_EQ(file.content_offset, Number(golden["offset"]));
    EXPECT_EQ(file.content_size_in_bytes, Number(golden["blob-size"]));
  }
  ASSERT_EQ(file.partition.size(), golden["partition"].size());
  for (size_t i = 0; i < file.partition.size(); ++i) {
    const Literal& value = *file.partition[i];
    const int64_t number = value.value().index() == 1 ? value.get<int32_t>() : value.get<int64_t>();
    EXPECT_EQ(number, golden["partition"][i]);
  }
}

void ExpectLine(const ManifestFile& file, const Json& golden) {
  EXPECT_EQ(file.manifest_path, golden["path"].get<std::string>());
  EXPECT_EQ(file.manifest_length, golden["length"]);
  EXPECT_EQ(static_cast<int>(file.content), golden["content"]);
  EXPECT_EQ(file.sequence_number, golden["sequence"]);
  EXPECT_EQ(file.min_sequence_number, golden["min-sequence"]);
  EXPECT_EQ(file.added_snapshot_id.value(), golden["snapshot"]);
  EXPECT_EQ(file.added_files_count, golden["files"][0].get<int32_t>());
  EXPECT_EQ(file.existing_files_count, golden["files"][1].get<int32_t>());
  EXPECT_EQ(file.deleted_files_count, golden["files"][2].get<int32_t>());
  EXPECT_EQ(file.existing_rows_count, golden["rows"][1].get<int64_t>());
  EXPECT_EQ(file.first_row_id, Number(golden["first-row-id"]));
}

TEST(JavaManifests, AreReadAsJavaReadsThem) {
  for (const std::string name : kTables) {
    const auto list = DecodeManifestList(JavaText(name + "/list.avro"), name);
    const Json golden = JavaJson(name + "/files.json");
    ASSERT_EQ(list.size(), golden.size()) << name;
    for (size_t i = 0; i < list.size(); ++i) {
      SCOPED_TRACE(fmt::format("{} m{}", name, i));
      ExpectLine(list[i], golden[i]);
      const Manifest manifest =
          DecodeManifest(JavaText(name + "/" + golden[i]["file"].get<std::string>()), list[i]);
      ASSERT_EQ(manifest.entries.size(), golden[i]["entries"].size());
      for (size_t j = 0; j < manifest.entries.size(); ++j) {
        ExpectEntry(manifest.entries[j], golden[i]["entries"][j]);
      }
    }
  }
}

// The fields of a record by id; the order differs in version 1.
Json ById(const Json& shape) {
  std::map<int64_t, Json> fields;
  for (const Json& field : shape["fields"]) fields[field["id"].get<int64_t>()] = field;
  Json sorted = Json::array();
  for (auto& [id, field] : fields) sorted.push_back(field);
  return sorted;
}

Json DataFileShape(const std::string& file) {
  avro::ContainerReader reader(file);
  const Json shape = Shape(Json::parse(reader.schema_json()));
  for (const Json& field : shape["fields"]) {
    if (field["id"] == 2) return field["type"];
  }
  return {};
}

// What we write again has the same fields of the same types, and decodes to the same entries.
TEST(JavaManifests, AreWrittenWithTheSameFields) {
  for (const std::string name : {"v1", "v2", "v3"}) {
    const TableMetadata metadata = ParseTableMetadata(JavaText(name + "/metadata.json"));
    const std::string list_file = JavaText(name + "/list.avro");
    auto list = DecodeManifestList(list_file, name);
    for (size_t i = 0; i < list.size(); ++i) {
      SCOPED_TRACE(fmt::format("{} m{}", name, i));
      const std::string theirs = JavaText(fmt::format("{}/m{}.avro", name, i));
      const Manifest manifest = DecodeManifest(theirs, list[i]);
      EXPECT_EQ(manifest.format_version, metadata.format_version);
      ManifestWriter writer(metadata.current_schema(), metadata.default_spec(),
                            {.format_version = metadata.format_version,
                             .content = list[i].content,
                             .snapshot_id = list[i].added_snapshot_id});
      for (const ManifestEntry& entry : manifest.entries) writer.AddEntry(entry);
      const ManifestWriter::Result ours = writer.Finish();
      EXPECT_EQ(DecodeManifest(ours.bytes, list[i]).entries, manifest.entries);
      EXPECT_EQ(ours.file.partitions, list[i].partitions);
      Json their_fields = ById(DataFileShape(theirs));
      if (metadata.format_version == 2 && list[i].content == ManifestContent::kData) {
        std::erase_if(their_fields.get_ref<Json::array_t&>(),
                      [](const Json& field) { return field["id"] == 143; });  // always null
      }
      EXPECT_EQ(ById(DataFileShape(ours.bytes)).dump(1), their_fields.dump(1));
    }
    const Snapshot& snapshot = *metadata.current_snapshot();
    const std::string ours =
        EncodeManifestList(list, {.format_version = metadata.format_version,
                                  .snapshot_id = snapshot.snapshot_id,
                                  .parent_snapshot_id = snapshot.parent_snapshot_id,
                                  .sequence_number = snapshot.sequence_number,
                                  .first_row_id = snapshot.first_row_id});
    EXPECT_EQ(DecodeManifestList(ours, name), list);
    avro::ContainerReader our_reader(ours);
    avro::ContainerReader their_reader(list_file);
    EXPECT_EQ(ById(Shape(Json::parse(our_reader.schema_json()))).dump(1),
              ById(Shape(Json::parse(their_reader.schema_json()))).dump(1));
    for (const char* key : {"first-row-id", "sequence-number", "format-version", "snapshot-id"}) {
      const auto there = their_reader.metadata().find(key);
      const auto here = our_reader.metadata().find(key);
      ASSERT_EQ(here == our_reader.metadata().end(), there == their_reader.metadata().end()) << key;
      if (here == our_reader.metadata().end()) continue;
      EXPECT_EQ(here->second, there->second) << key;
    }
  }
}

TEST(JavaValues, HaveTheSameFormsAndTransforms) {
  for (const Json& golden : JavaJson("values.json")) {
    SCOPED_TRACE(golden.dump());
    const PrimitiveType type = ParsePrimitiveType(golden["type"].get<std::string>());
    const Literal value = LiteralFromJson(type, golden["json"].dump());
    EXPECT_EQ(Hex(ToBytes(value)), golden["bytes"].get<std::string>());
    EXPECT_EQ(LiteralFromBytes(type, ToBytes(value)), value);
    const Json json = Json::parse(ToJson(value));
    if (json.is_number_float()) {
      EXPECT_EQ(json.get<double>(), golden["json"].get<double>());
    } else if (KindOf(type) != TypeKind::kTime && KindOf(type) != TypeKind::kTimestamp &&
               KindOf(type) != TypeKind::kTimestamptz) {
      EXPECT_EQ(LiteralFromJson(type, json.dump()), value);
    }
    const auto expect = [&](const char* key, const Transform& transform) {
      if (!golden.contains(key)) return;
      EXPECT_EQ(transform.Apply(value)->get<int32_t>(), golden[key]) << key;
    };
    expect("bucket16", Transform::Bucket(16));
    expect("year", Transform::Year());
    expect("month", Transform::Month());
    expect("day", Transform::Day());
    expect("hour", Transform::Hour());
  }
}

}  // namespace
}  // namespace tarn::iceberg
