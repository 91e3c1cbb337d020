// What format versions have and have not: types, defaults, row lineage, upgrades.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/manifest/manifest_writer.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;
using Names = std::vector<std::string>;

NewTable OfVersion(const std::string& version, NewTable table = TestTable::Unpartitioned()) {
  table.properties["format-version"] = version;
  return table;
}

TableMetadata Updated(const TableMetadata& metadata, const TableUpdate& update) {
  const std::vector<TableUpdate> updates = {update};
  return Apply(&metadata, updates, {});
}

TEST(Types, OfVersion3HaveNames) {
  for (const char* name : {"timestamp_ns", "timestamptz_ns", "unknown", "variant", "geometry",
                           "geometry(srid:3857)", "geography", "geography(srid:4269)",
                           "geography(OGC:CRS84, karney)", "geography(srid:4269, thomas)"}) {
    const PrimitiveType type = ParsePrimitiveType(name);
    EXPECT_EQ(ToString(type), name);
    EXPECT_EQ(FirstFormatVersion(type), 3) << name;
  }
  EXPECT_EQ(ToString(ParsePrimitiveType("geometry( OGC:CRS84 )")), "geometry");
  EXPECT_EQ(ToString(ParsePrimitiveType("geography(x,spherical)")), "geography(x)");
  EXPECT_EQ(FirstFormatVersion(BinaryType{}), 1);
  EXPECT_THAT(ErrorOf([] { ParsePrimitiveType("geography(x, flat)"); }),
              HasSubstr("InvalidArgument: the edges of a geography are spherical"));
  EXPECT_THAT(ErrorOf([] { ParsePrimitiveType("geometry()"); }),
              HasSubstr("InvalidArgument: not a coordinate reference system"));
}

TEST(Types, ArePromotedAsTheVersionAllows) {
  EXPECT_FALSE(IsPromotion(DateType{}, TimestampType{}, 2));
  EXPECT_TRUE(IsPromotion(DateType{}, TimestampType{}, 3));
  EXPECT_TRUE(IsPromotion(DateType{}, TimestampNsType{}, 3));
  EXPECT_FALSE(IsPromotion(DateType{}, TimestamptzType{}, 3));
  EXPECT_TRUE(IsPromotion(UnknownType{}, StringType{}, 3));
  EXPECT_FALSE(IsPromotion(StringType{}, UnknownType{}, 3));
  const std::string days("\x01\0\0\0", 4);  // a bound from before the promotion
  EXPECT_EQ(LiteralFromBytes(TimestampType{}, days), Literal::Timestamp(86'400'000'000));
  EXPECT_EQ(LiteralFromBytes(TimestampNsType{}, days), Literal::TimestampNs(86'400'000'000'000));
  EXPECT_THAT(ErrorOf([] { LiteralFromBytes(TimestampNsType{}, "\xff\xff\xff\x7f"); }),
              HasSubstr("DataCorruption: a date is beyond the range of the type timestamp_ns"));
  EXPECT_THAT(ErrorOf([&] { LiteralFromBytes(TimestamptzType{}, days); }),
              HasSubstr("DataCorruption"));
}

TEST(Types, OfNanosecondsConvert) {
  const auto to = [](const Literal& value, const PrimitiveType& type) {
    return ConvertTo(value, type).literal;
  };
  EXPECT_EQ(to(Literal::Timestamp(5), TimestampNsType{}), Literal::TimestampNs(5000));
  EXPECT_EQ(to(Literal::TimestampNs(5000), TimestampType{}), Literal::Timestamp(5));
  EXPECT_EQ(to(Literal::TimestampNs(5001), TimestampType{}), std::nullopt);
  EXPECT_EQ(to(Literal::Timestamptz(-5), TimestamptzNsType{}), Literal::TimestamptzNs(-5000));
  EXPECT_EQ(to(Literal::Timestamptz(-5), TimestampNsType{}), std::nullopt);
  EXPECT_EQ(to(Literal::Date(1), TimestampNsType{}), Literal::TimestampNs(86'400'000'000'000));
  EXPECT_EQ(to(Literal::TimestampNs(86'400'000'000'000), DateType{}), Literal::Date(1));
  EXPECT_TRUE(ConvertTo(Literal::Timestamp(INT64_MAX), TimestampNsType{}).out_of_range > 0);
  EXPECT_EQ(to(Literal::String("1969-12-31T23:59:59.999999999"), TimestampNsType{}),
            Literal::TimestampNs(-1));
  for (int64_t nanos : {INT64_MIN, int64_t{-1}, int64_t{0}, INT64_MAX}) {
    const Literal value = Literal::TimestamptzNs(nanos);
    EXPECT_EQ(LiteralFromJson(TimestamptzNsType{}, ToJson(value)), value);
  }
  EXPECT_THAT(
      ErrorOf([] { LiteralFromJson(TimestampNsType{}, "\"2262-04-11T23:47:16.854775808\""); }),
      HasSubstr("InvalidArgument"));
  EXPECT_THAT(
      ErrorOf([] { LiteralFromJson(TimestampNsType{}, "\"2020-01-01T00:00:00.0000000001\""); }),
      HasSubstr("InvalidArgument"));
  EXPECT_THAT(ErrorOf([] { ToJson(Literal(GeometryType{}, "x")); }), HasSubstr("Unsupported"));
  EXPECT_THAT(ErrorOf([] { LiteralFromBytes(UnknownType{}, "x"); }), HasSubstr("DataCorruption"));
}

TEST(Types, WithoutAnOrderPruneNothing) {
  NewTable definition = OfVersion("3");
  definition.schema.fields.push_back({.id = 3, .name = "g", .type = GeometryType{}});
  TestTable table(definition);
  DataFile file = table.File("a", 1, 10);
  file.lower_bounds.Set(3, std::string(16, '\1'));
  file.upper_bounds.Set(3, std::string(16, '\2'));
  table.Append({file});
  EXPECT_EQ(table.Names(Equal("g", Literal(GeometryType{}, std::string("\xff")))), Names{"a"});
  for (const Transform& transform :
       {Transform::Identity(), Transform::Bucket(4), Transform::Truncate(4)}) {
    EXPECT_FALSE(transform.CanApplyTo(GeometryType{}));
    EXPECT_FALSE(transform.CanApplyTo(VariantType{}));
  }
  EXPECT_TRUE(Transform::Void().CanApplyTo(GeographyType{}));
  EXPECT_TRUE(Transform::Hour().CanApplyTo(TimestampNsType{}));
  EXPECT_TRUE(Transform::Bucket(4).CanApplyTo(TimestamptzNsType{}));
}

TEST(Types, NeedTheirVersion) {
  NewTable definition = TestTable::Unpartitioned();
  definition.schema.fields.push_back({.id = 3, .name = "v", .type = VariantType{}});
  EXPECT_THAT(ErrorOf([&] { TestTable table(definition); }),
              HasSubstr("InvalidArgument: tables of format version 2 have no type variant: 'v'"));
  TestTable table(OfVersion("3", definition));
  EXPECT_EQ(table.metadata.format_version, 3);
  auto json = nlohmann::json::parse(SerializeTableMetadata(table.metadata));
  EXPECT_EQ(ParseTableMetadata(json.dump()), table.metadata);
  json["format-version"] = 2;
  EXPECT_THAT(ErrorOf([&] { ParseTableMetadata(json.dump()); }),
              HasSubstr("DataCorruption: table metadata: tables of format version 2 have no type"));
}

TEST(Defaults, HaveRules) {
  NewTable definition = TestTable::Unpartitioned();
  definition.schema.fields.push_back(
      {.id = 3, .name = "d", .type = IntType{}, .initial_default = Literal::Int(1)});
  EXPECT_THAT(ErrorOf([&] { TestTable table(definition); }),
              HasSubstr("tables of format version 2 have no initial default values: 'd'"));
  TestTable table(OfVersion("3", definition));
  EXPECT_EQ(table.metadata.current_schema().FindField("d")->initial_default, Literal::Int(1));
  const auto error_of = [](NestedField field) {
    return ErrorOf([&] { CheckSchema(Schema{SchemaId(0), {std::move(field)}, {}}); });
  };
  EXPECT_THAT(error_of({.id = 1,
                        .name = "g",
                        .type = GeometryType{},
                        .write_default = Literal(GeometryType{}, std::string("x"))}),
              HasSubstr("InvalidArgument: 'g' of type geometry can have no default but null"));
  EXPECT_THAT(error_of({.id = 1, .name = "u", .required = true, .type = UnknownType{}}),
              HasSubstr("InvalidArgument: 'u' of type unknown has only nulls"));
  EXPECT_THAT(
      ErrorOf([] {
        CheckSchema(
            {SchemaId(0), {{.id = 1, .name = "v", .required = true, .type = VariantType{}}}, {1}});
      }),
      HasSubstr("an identifier field must be"));
}

TEST(Version, IsChosenByAProperty) {
  EXPECT_EQ(TestTable().metadata.format_version, 2);
  for (const char* version : {"1", "2", "3"}) {
    const TestTable table(OfVersion(version));
    EXPECT_EQ(std::to_string(table.metadata.format_version), version);
    EXPECT_FALSE(table.metadata.properties.contains("format-version"));
  }
  EXPECT_THAT(ErrorOf([] { TestTable table(OfVersion("4")); }),
              HasSubstr("Unsupported: Tarn creates tables of format versions 1 to 3, not '4'"));
}

TEST(Version1, IsWrittenAndRead) {
  TestTable table(OfVersion("1", TestTable::ByDay()));
  table.Append({table.File("a", 1, 10, 1), table.File("b", 11, 20, 2)});
  table.Append({table.File("c", 21, 30, 3)});
  OverwriteFiles overwrite(table.context());
  overwrite.Delete(table.PathOf("a"));
  overwrite.Add(table.File("a2", 1, 9, 1));
  table.Commit(overwrite.Apply(table.metadata));
  EXPECT_EQ(table.Names(), (Names{"a2", "b", "c"}));
  EXPECT_EQ(table.metadata.last_sequence_number, 0);
  const TableMetadata read = ParseTableMetadata(SerializeTableMetadata(table.metadata));
  EXPECT_EQ(read, table.metadata);
}

TEST(Upgrade, GoesUpOnly) {
  TestTable table(OfVersion("1"));
  table.Append({table.File("a", 1, 10)});
  table.metadata = Updated(table.metadata, update::UpgradeFormatVersion{2});
  table.Append({table.File("b", 11, 20)});
  EXPECT_EQ(table.Names(), (Names{"a", "b"}));
  for (const FileScanTask& task : table.Plan().tasks) {
    EXPECT_EQ(task.entry->sequence_number, task.file().file_path.ends_with("/a") ? 0 : 1);
  }
  table.metadata = Updated(table.metadata, update::SetProperties{{{"format-version", "3"}}});
  EXPECT_EQ(table.metadata.format_version, 3);
  EXPECT_EQ(table.metadata.next_row_id, 0);
  EXPECT_THAT(ErrorOf([&] { Updated(table.metadata, update::UpgradeFormatVersion{2}); }),
              HasSubstr("InvalidArgument: upgrade-format-version: a table of format version 3"));
  for (int32_t version : {0, 4}) {
    EXPECT_THAT(ErrorOf([&] { Updated(table.metadata, update::UpgradeFormatVersion{version}); }),
                HasSubstr("Unsupported: upgrade-format-version: Tarn writes format versions 1 to"));
  }
  EXPECT_THAT(
      ErrorOf([&] { Updated(table.metadata, update::SetProperties{{{"format-version", "two"}}}); }),
      HasSubstr("Unsupported"));
}

// Row ids by file name.
std::map<std::string, std::optional<int64_t>> RowIds(TestTable& table,
                                                     const Snapshot* snapshot = nullptr) {
  std::map<std::string, std::optional<int64_t>> ids;
  for (const FileScanTask& task : table.Plan(True(), snapshot).tasks) {
    ids[task.file().file_path.substr(17)] = task.file().first_row_id;
  }
  return ids;
}
using Ids = std::map<std::string, std::optional<int64_t>>;

TEST(RowLineage, CountsAndStays) {
  TestTable table(OfVersion("3"));
  table.Append({table.File("a", 1, 100), table.File("b", 101, 150)});
  EXPECT_EQ(RowIds(table), (Ids{{"a", 0}, {"b", 100}}));
  EXPECT_EQ(table.metadata.current_snapshot()->first_row_id, 0);
  EXPECT_EQ(table.metadata.current_snapshot()->added_rows, 150);
  table.Append({table.File("c", 151, 160)});
  EXPECT_EQ(table.metadata.next_row_id, 160);
  OverwriteFiles overwrite(table.context());
  overwrite.Delete(table.PathOf("a"));
  DataFile again = table.File("a2", 1, 90);
  again.first_row_id = 7;  // of nobody
  overwrite.Add(again);
  table.Commit(overwrite.Apply(table.metadata));
  const Ids now = RowIds(table);
  EXPECT_EQ(now.at("b"), 100) << "a file in a manifest that is rewritten keeps its ids";
  EXPECT_EQ(now.at("c"), 150);
  EXPECT_EQ(now.at("a2"), 160);
  const Snapshot& head = *table.metadata.current_snapshot();
  EXPECT_EQ(head.first_row_id, 160);
  EXPECT_EQ(table.metadata.next_row_id, 160 + *head.added_rows);
  EXPECT_GE(*head.added_rows, 90);
  const TableMetadata read = ParseTableMetadata(SerializeTableMetadata(table.metadata));
  EXPECT_EQ(read, table.metadata);
}

TEST(RowLineage, SurvivesMergedManifests) {
  NewTable definition = OfVersion("3");
  definition.properties["commit.manifest.min-count-to-merge"] = "4";
  TestTable table(definition);
  Ids expected;
  for (int i = 0; i < 20; ++i) {
    const std::string name = fmt::format("{:02}", i);
    expected[name] = table.metadata.next_row_id;
    table.Append({table.File(name, i * 10, i * 10 + 9)});
    EXPECT_EQ(RowIds(table).at(name).value_or(-1) >= *expected[name], true);
    expected[name] = RowIds(table).at(name);
  }
  EXPECT_EQ(RowIds(table), expected) << "ids once given never change";
  std::set<int64_t> firsts;
  for (const auto& [name, id] : expected) firsts.insert(*id / 10);
  EXPECT_EQ(firsts.size(), 20u) << "no two files share ids";
}

TEST(RowLineage, IsGivenToOlderFilesByTheFirstCommitAfterAnUpgrade) {
  TestTable table;
  table.Append({table.File("a", 1, 100), table.File("b", 101, 150)});
  table.metadata = Updated(table.metadata, update::UpgradeFormatVersion{3});
  EXPECT_EQ(RowIds(table), (Ids{{"a", std::nullopt}, {"b", std::nullopt}}));
  table.Append({table.File("c", 151, 160)});
  EXPECT_EQ(RowIds(table), (Ids{{"a", 10}, {"b", 110}, {"c", 0}})) << "as Iceberg Java";
  EXPECT_EQ(table.metadata.next_row_id, 160);
  EXPECT_EQ(RowIds(table, &table.metadata.snapshots[0]),
            (Ids{{"a", std::nullopt}, {"b", std::nullopt}}))
      << "older snapshots have none, whatever is cached";
}

TEST(RowLineage, IsGivenAgainAfterALostRace) {
  TestTable table(OfVersion("3"));
  AppendFiles late(table.context());
  late.Add(table.File("late", 1, 10));
  late.Apply(table.metadata);
  table.Append({table.File("quick", 11, 15)});
  table.Commit(late.Apply(table.metadata));
  EXPECT_EQ(RowIds(table), (Ids{{"late", 5}, {"quick", 0}}));
}

TEST(RowLineage, IsCheckedByTheApplier) {
  TestTable table(OfVersion("3"));
  table.Append({table.File("a", 1, 100)});
  Snapshot snapshot = *table.metadata.current_snapshot();
  snapshot.snapshot_id = SnapshotId(7);
  snapshot.sequence_number = 2;
  const auto error_of = [&](std::optional<int64_t> first, std::optional<int64_t> added) {
    snapshot.first_row_id = first;
    snapshot.added_rows = added;
    return ErrorOf([&] { Updated(table.metadata, update::AddSnapshot{snapshot}); });
  };
  EXPECT_EQ(error_of(100, 5), "no error");
  EXPECT_THAT(error_of({}, 5), HasSubstr("InvalidArgument: add-snapshot: a snapshot of format "
                                         "version 3 needs first-row-id and added-rows: 7"));
  EXPECT_THAT(error_of(99, 5),
              HasSubstr("Conflict: add-snapshot: the snapshot's first row id 99 is "
                        "below the table's next 100"));
  EXPECT_THAT(error_of(100, INT64_MAX), HasSubstr("InvalidArgument"));
  EXPECT_THAT(error_of(100, -1), HasSubstr("InvalidArgument"));
}

TEST(Metadata3, KeepsKeysAndRefusesNonsense) {
  TestTable table(OfVersion("3"));
  table.Append({table.File("a", 1, 100)});
  TableMetadata metadata = table.metadata;
  metadata.encryption_keys = {{.key_id = "k1",
                               .encrypted_key_metadata = "AAEC",
                               .encrypted_by_id = "k0",
                               .properties = {{"p", "v"}}}};
  EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(metadata)), metadata);
  auto json = nlohmann::json::parse(SerializeTableMetadata(metadata));
  EXPECT_EQ(json["encryption-keys"][0]["encrypted-by-id"], "k0");
  EXPECT_EQ(json["encryption-keys"][0]["encrypted-key-metadata"], "AAEC");
  json["next-row-id"] = -1;
  EXPECT_THAT(ErrorOf([&] { ParseTableMetadata(json.dump()); }),
              HasSubstr("'next-row-id' is negative"));
  json.erase("next-row-id");
  EXPECT_THAT(ErrorOf([&] { ParseTableMetadata(json.dump()); }),
              HasSubstr("'next-row-id' is missing"));
  EXPECT_EQ(TestTable(OfVersion("3")).metadata.current_snapshot_id, std::nullopt);
  EXPECT_TRUE(nlohmann::json::parse(SerializeTableMetadata(TestTable(OfVersion("3")).metadata))
                  .at("current-snapshot-id")
                  .is_null());
}

TEST(Metadata3, AnEncryptedSnapshotIsKeptAndNotRead) {
  TestTable table(OfVersion("3"));
  table.Append({table.File("a", 1, 100)});
  Snapshot snapshot = *table.metadata.current_snapshot();
  snapshot.snapshot_id = SnapshotId(99);
  snapshot.key_id = "k1";
  table.metadata.snapshots.push_back(snapshot);
  EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(table.metadata)), table.metadata);
  EXPECT_THAT(ErrorOf([&] { ReadManifestList(table.store, snapshot, nullptr); }),
              HasSubstr("Unsupported: the manifest list of snapshot 99 is encrypted by the key "
                        "'k1', and Tarn does not read encrypted tables"));
}

TEST(Metadata, KeepsKeysInEveryVersion) {
  TestTable table(OfVersion("2"));
  table.metadata.encryption_keys = {{.key_id = "k1", .encrypted_key_metadata = "AAEC"}};
  EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(table.metadata)), table.metadata);
}

TEST(Manifest3, PartitionsByNothing) {
  NewTable definition = OfVersion("3");
  definition.schema.fields.push_back({.id = 3, .name = "u", .type = UnknownType{}});
  definition.schema.fields.push_back({.id = 4, .name = "ns", .type = TimestampNsType{}});
  definition.spec.fields = {{3, 0, "u", Transform::Identity()},
                            {4, 0, "ns", Transform::Identity()}};
  TestTable table(definition);
  DataFile file = table.File("a", 1, 10);
  file.partition = {std::nullopt, Literal::TimestampNs(123'456'789)};
  table.Append({file});
  const ScanPlan plan = table.Plan();
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(plan.tasks[0].file().partition, file.partition);
  EXPECT_EQ(table.Names(Equal("ns", Literal::TimestampNs(5))), Names{});
}

TEST(Manifest3, RowCountsThatOverflowAreDamage) {
  std::vector<ManifestFile> files(2);
  for (ManifestFile& file : files) file.added_rows_count = INT64_MAX - 5;
  EXPECT_THAT(ErrorOf([&] { AssignRowIds(files, 3); }), HasSubstr("DataCorruption"));
  files = std::vector<ManifestFile>(2);
  files[0].content = ManifestContent::kDeletes;
  files[1].added_rows_count = 5;
  EXPECT_EQ(AssignRowIds(files, 3), 8);
  EXPECT_FALSE(files[0].first_row_id);
  EXPECT_EQ(files[1].first_row_id, 3);
  EXPECT_EQ(AssignRowIds(files, 8), 8) << "given once";
}

}  // namespace
}  // namespace tarn::iceberg
