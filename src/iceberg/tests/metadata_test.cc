#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "iceberg/action/table_actions.h"
#include "iceberg/gzip.h"
#include "iceberg/location.h"
#include "iceberg/scan/snapshot_lookup.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/golden.h"
#include "iceberg/update/apply.h"
#include "iceberg/update/table_update_json.h"
#include "iceberg/view_metadata_json.h"

namespace tarn::iceberg {
namespace {

using testing::HasSubstr;

Schema TwoColumns() {
  return {SchemaId(0),
          {{.id = 1, .name = "id", .required = true, .type = LongType{}},
           {.id = 2, .name = "ts", .type = TimestampType{}}},
          {}};
}

TableMetadata NewMetadata(Properties properties = {}) {
  const ActionResult created =
      CreateTable({.schema = TwoColumns(),
                   .spec = {PartitionSpecId(0), {{2, 0, "ts_day", Transform::Day()}}},
                   .sort_order = {},
                   .location = "memory:///t/",
                   .properties = std::move(properties)});
  return Apply(nullptr, created.updates, {.now_ms = 1000});
}

Snapshot NewSnapshot(int64_t id, int64_t sequence, int64_t time) {
  Snapshot snapshot;
  snapshot.snapshot_id = SnapshotId(id);
  snapshot.sequence_number = sequence;
  snapshot.timestamp_ms = time;
  snapshot.manifest_list = "memory:///t/metadata/snap-" + std::to_string(id) + ".avro";
  snapshot.operation = Operation::kAppend;
  snapshot.summary = {{"added-records", "1"}, {"note", "ä\"\n"}};
  snapshot.schema_id = SchemaId(0);
  return snapshot;
}

std::vector<TableUpdate> Appended(const Snapshot& snapshot) {
  return {update::AddSnapshot{snapshot},
          update::SetSnapshotRef{"main", {.snapshot_id = snapshot.snapshot_id}}};
}

TableMetadata WithSnapshots(TableMetadata metadata, int64_t count) {
  for (int64_t i = 1; i <= count; ++i) {
    const auto updates = Appended(NewSnapshot(i, i, 1000 + i));
    metadata = Apply(&metadata, updates,
                     {.now_ms = 1000 + i,
                      .base_metadata_location = "memory:///t/metadata/" + std::to_string(i)});
  }
  return metadata;
}

TEST(TableMetadataJson, ReadsAndKeepsPyIcebergsTables) {
  for (const std::string name : {"partitioned", "unpartitioned"}) {
    const std::string text = GoldenText(name + "/metadata.json");
    const TableMetadata metadata = ParseTableMetadata(text);
    EXPECT_EQ(metadata.format_version, 2);
    ASSERT_TRUE(metadata.current_snapshot());
    // What we write has the same members with the same values.
    auto ours = nlohmann::json::parse(SerializeTableMetadata(metadata));
    auto theirs = nlohmann::json::parse(text);
    for (auto& schema : theirs["schemas"]) {  // empty there, absent here
      if (schema["identifier-field-ids"].empty()) schema.erase("identifier-field-ids");
    }
    EXPECT_EQ(ours, theirs) << nlohmann::json::diff(ours, theirs).dump(1);
    EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(metadata)), metadata);
  }
}

TEST(TableMetadataJson, ReadsVersion1) {
  const TableMetadata metadata = ParseTableMetadata(R"({"format-version":1,"location":"s3://b/t",
    "last-updated-ms":5,"last-column-id":1,
    "schema":{"type":"struct","fields":[{"id":1,"name":"x","required":true,"type":"long"}]},
    "partition-spec":[{"source-id":1,"transform":"bucket[4]","name":"x_b"}],
    "properties":{},"current-snapshot-id":7,
    "snapshots":[{"snapshot-id":7,"timestamp-ms":4,"manifests":["s3://b/m.avro"]}]})");
  EXPECT_EQ(metadata.current_schema().fields[0].name, "x");
  EXPECT_EQ(metadata.default_spec().fields[0].field_id, 1000);
  EXPECT_EQ(metadata.last_partition_id, 1000);
  EXPECT_TRUE(metadata.default_sort_order().is_unsorted());
  EXPECT_EQ(metadata.refs.at("main").snapshot_id, SnapshotId(7));
  EXPECT_EQ(metadata.current_snapshot()->manifests, std::vector<std::string>{"s3://b/m.avro"});
  EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(metadata)), metadata);
}

TEST(TableMetadataJson, NamesThePlaceOfAnError) {
  const auto error_of = [](auto change) {
    auto json = nlohmann::json::parse(GoldenText("unpartitioned/metadata.json"));
    change(json);
    return ErrorOf([&] { ParseTableMetadata(json.dump()); });
  };
  EXPECT_THAT(error_of([](auto& j) { j["snapshots"][3]["manifest-list"] = 7; }),
              HasSubstr("DataCorruption: table metadata: snapshots[3].manifest-list: expected a "
                        "string, got 7"));
  EXPECT_THAT(error_of([](auto& j) { j["snapshots"][0]["summary"]["operation"] = "undo"; }),
              HasSubstr("snapshots[0]: an operation is append"));
  EXPECT_THAT(error_of([](auto& j) { j.erase("last-column-id"); }),
              HasSubstr("'last-column-id' is missing"));
  EXPECT_THAT(error_of([](auto& j) { j["current-schema-id"] = 9; }),
              HasSubstr("the current schema is not in the list: 9"));
  EXPECT_THAT(error_of([](auto& j) { j["format-version"] = 4; }),
              HasSubstr("Unsupported: Tarn reads tables of format versions 1 to 3"));
  EXPECT_THAT(error_of([](auto& j) { j["current-snapshot-id"] = 9; }),
              HasSubstr("the current snapshot is not in the list: 9"));
  EXPECT_THAT(ErrorOf([] { ParseTableMetadata("{\n \"a\": tru }"); }),
              HasSubstr("table metadata is not valid JSON: line 2, column"));
  EXPECT_THAT(ErrorOf([] { ParseTableMetadata(""); }), HasSubstr("the text is empty"));
  EXPECT_THAT(ErrorOf([] { ParseTableMetadata(std::string(1000, '[') + std::string(1000, ']')); }),
              HasSubstr("nested deeper"));
}

TEST(TableMetadataJson, LongHistoriesAreWrittenWholeInBothForms) {
  const TableMetadata metadata = WithSnapshots(NewMetadata(), 200);
  const std::string text = SerializeTableMetadata(metadata);
  EXPECT_EQ(ParseTableMetadata(text), metadata);
  const std::string gzip = SerializeTableMetadataGzip(metadata);
  EXPECT_LT(gzip.size(), text.size() / 3);
  EXPECT_EQ(Gunzip(gzip, text.size()), text);
  // A copy that goes its own way does not disturb the other.
  TableMetadata copy = metadata;
  copy.snapshots.Filter([](const Snapshot& s) { return s.snapshot_id.value() != 70; });
  EXPECT_EQ(copy.snapshots.size(), 199u);
  EXPECT_EQ(ParseTableMetadata(SerializeTableMetadata(copy)), copy);
  EXPECT_EQ(Gunzip(SerializeTableMetadataGzip(copy), text.size()), SerializeTableMetadata(copy));
  EXPECT_EQ(SerializeTableMetadata(metadata), text);
}

TEST(Gzip, RefusesDamageAndBombs) {
  GzipStitcher stitcher;
  stitcher.AppendText(std::string(100'000, 'x'));
  const std::string whole = stitcher.Finish();
  EXPECT_EQ(Gunzip(whole, 100'000).size(), 100'000u);
  EXPECT_THAT(ErrorOf([&] { Gunzip(whole, 99'999); }), HasSubstr("ResourceExhausted"));
  EXPECT_THAT(ErrorOf([&] { Gunzip(whole.substr(0, whole.size() - 3), 1 << 20); }),
              HasSubstr("DataCorruption"));
  EXPECT_EQ(Gunzip(whole + whole, 1 << 20).size(), 200'000u) << "members follow each other";
}

TEST(Apply, CreatesATable) {
  const TableMetadata metadata = NewMetadata({{"format-version", "2"}, {"a", "b"}});
  EXPECT_EQ(metadata.table_uuid.size(), 36u);
  EXPECT_EQ(metadata.location, "memory:///t");
  EXPECT_EQ(metadata.last_column_id, 2);
  EXPECT_EQ(metadata.default_spec().fields[0].field_id, 1000);
  EXPECT_EQ(metadata.last_partition_id, 1000);
  EXPECT_EQ(metadata.properties, (Properties{{"a", "b"}}));
  EXPECT_EQ(metadata.last_updated_ms, 1000);
  EXPECT_FALSE(metadata.current_snapshot());
}

TEST(Apply, KeepsLogs) {
  TableMetadata metadata = NewMetadata({{"write.metadata.previous-versions-max", "3"}});
  metadata = WithSnapshots(std::move(metadata), 5);
  EXPECT_EQ(metadata.snapshots.size(), 5u);
  EXPECT_EQ(metadata.snapshot_log.size(), 5u);
  EXPECT_EQ(metadata.last_sequence_number, 5);
  EXPECT_EQ(metadata.last_updated_ms, 1005);
  ASSERT_EQ(metadata.metadata_log.size(), 3u);
  EXPECT_EQ(metadata.metadata_log.back(), (MetadataLogEntry{1004, "memory:///t/metadata/5"}));
}

TEST(Apply, LeavesSnapshotsNobodySawOutOfTheLog) {
  const TableMetadata base = NewMetadata();
  std::vector<TableUpdate> updates = Appended(NewSnapshot(1, 1, 2000));
  for (auto& update : Appended(NewSnapshot(2, 2, 2001))) updates.push_back(update);
  const TableMetadata metadata = Apply(&base, updates, {.now_ms = 2002});
  EXPECT_EQ(metadata.snapshots.size(), 2u);
  ASSERT_EQ(metadata.snapshot_log.size(), 1u);
  EXPECT_EQ(metadata.snapshot_log[0].snapshot_id, SnapshotId(2));
}

TEST(Apply, ReplacesATableKeepingItsHistory) {
  const TableMetadata base = WithSnapshots(NewMetadata({{"old", "1"}}), 3);
  NewTable next{.schema = {SchemaId(0),
                           {{.id = 1, .name = "name", .type = StringType{}},
                            {.id = 2, .name = "id", .required = true, .type = LongType{}}},
                           {}},
                .spec = {PartitionSpecId(0), {{2, 0, "id_b", Transform::Bucket(4)}}},
                .sort_order = {},
                .location = "",
                .properties = {{"new", "2"}}};
  const TableMetadata replaced = Apply(&base, ReplaceTable(base, next).updates, {.now_ms = 9000});
  EXPECT_EQ(replaced.table_uuid, base.table_uuid);
  EXPECT_EQ(replaced.location, base.location);
  EXPECT_EQ(replaced.current_schema().FindField("id")->id, 1) << "the name keeps its id";
  EXPECT_EQ(replaced.current_schema().FindField("name")->id, 3);
  EXPECT_EQ(replaced.default_spec().fields[0].source_id, 1);
  EXPECT_EQ(replaced.default_spec().fields[0].field_id, 1001);
  EXPECT_EQ(replaced.properties, (Properties{{"new", "2"}}));
  EXPECT_FALSE(replaced.current_snapshot());
  EXPECT_EQ(replaced.snapshots.size(), 3u);
  EXPECT_EQ(SnapshotAsOf(replaced, 1002).snapshot_id, SnapshotId(2));
  // The same again changes no schema, spec or order.
  const TableMetadata again =
      Apply(&replaced, ReplaceTable(replaced, next).updates, {.now_ms = 9001});
  EXPECT_EQ(again.schemas, replaced.schemas);
  EXPECT_EQ(again.partition_specs, replaced.partition_specs);
}

TEST(Apply, RefusesWhatDoesNotFit) {
  const TableMetadata base = WithSnapshots(NewMetadata(), 3);
  const auto error_of = [&](TableUpdate update) {
    return ErrorOf([&] { Apply(&base, std::vector{std::move(update)}, {}); });
  };
  EXPECT_THAT(error_of(update::AssignUuid{"x"}), HasSubstr("assign-uuid: a table keeps its uuid"));
  EXPECT_THAT(error_of(update::UpgradeFormatVersion{1}), HasSubstr("cannot go back"));
  EXPECT_THAT(error_of(update::UpgradeFormatVersion{4}), HasSubstr("Unsupported"));
  EXPECT_THAT(error_of(update::SetCurrentSchema{SchemaId(8)}), HasSubstr("has no schema 8"));
  EXPECT_THAT(error_of(update::SetCurrentSchema{}), HasSubstr("none was added"));
  EXPECT_THAT(error_of(update::AddSnapshot{NewSnapshot(2, 9, 9)}), HasSubstr("exists already: 2"));
  Snapshot late = NewSnapshot(9, 3, 9);
  late.parent_snapshot_id = SnapshotId(2);
  EXPECT_THAT(error_of(update::AddSnapshot{late}),
              HasSubstr("Conflict: add-snapshot: the snapshot's sequence number 3"));
  EXPECT_THAT(error_of(update::SetSnapshotRef{"b", {.snapshot_id = SnapshotId(77)}}),
              HasSubstr("has no snapshot 77"));
  EXPECT_THAT(error_of(update::SetSnapshotRef{
                  "main", {.snapshot_id = SnapshotId(1), .type = RefType::kTag}}),
              HasSubstr("'main' is always a branch"));
  EXPECT_THAT(error_of(update::RemoveSnapshots{{SnapshotId(3)}}), HasSubstr("current snapshot"));
  EXPECT_THAT(error_of(update::RemoveSchemas{{SchemaId(0)}}), HasSubstr("current schema stays"));
  EXPECT_THAT(ErrorOf([] { Apply(nullptr, {}, {}); }), HasSubstr("the table has no uuid"));
}

TEST(Apply, RemovesSnapshotsWithWhatNamesThem) {
  TableMetadata base = WithSnapshots(NewMetadata(), 5);
  const std::vector<TableUpdate> tag = {
      update::SetSnapshotRef{"old", {.snapshot_id = SnapshotId(2), .type = RefType::kTag}},
      update::SetStatistics{{.snapshot_id = SnapshotId(2), .statistics_path = "p"}}};
  base = Apply(&base, tag, {.now_ms = 3000});
  EXPECT_EQ(base.statistics.size(), 1u);
  const std::vector<TableUpdate> removal = {
      update::RemoveSnapshots{{SnapshotId(1), SnapshotId(2)}}};
  const TableMetadata after = Apply(&base, removal, {.now_ms = 3001});
  EXPECT_EQ(after.snapshots.size(), 3u);
  EXPECT_FALSE(after.refs.contains("old"));
  EXPECT_TRUE(after.statistics.empty());
  EXPECT_EQ(after.snapshot_log.size(), 3u);
  EXPECT_EQ(base.snapshots.size(), 5u) << "the base stays as it is";
  EXPECT_THAT(ErrorOf([&] { SnapshotAsOf(after, 1001); }),
              HasSubstr("NotFound: the table's history starts at"));
}

TEST(Apply, AddsAndRemovesEncryptionKeys) {
  const TableMetadata base = NewMetadata();
  const EncryptedKey first{"k1", "AAEC", "k0", {{"p", "v"}}};
  const EncryptedKey second{"k2", "AAED"};
  const auto after = [](const TableMetadata& from, const std::vector<TableUpdate>& updates) {
    return Apply(&from, updates, {.now_ms = 3000});
  };
  const TableMetadata with =
      after(base, {update::AddEncryptionKey{first}, update::AddEncryptionKey{second},
                   update::AddEncryptionKey{{"k1", "BBBB"}}});  // the table has a key of that id
  EXPECT_EQ(with.encryption_keys, (std::vector{first, second}));
  EXPECT_EQ(after(with, {update::SetProperties{{{"a", "b"}}}}).encryption_keys,
            with.encryption_keys);
  const TableMetadata without =
      after(with, {update::RemoveEncryptionKey{"k1"}, update::RemoveEncryptionKey{"none"}});
  EXPECT_EQ(without.encryption_keys, std::vector{second});
}

TEST(SnapshotLookup, FindsByIdRefAndTime) {
  const TableMetadata metadata = WithSnapshots(NewMetadata(), 4);
  EXPECT_EQ(SnapshotById(metadata, SnapshotId(3)).snapshot_id, SnapshotId(3));
  EXPECT_EQ(SnapshotByRef(metadata, "main").snapshot_id, SnapshotId(4));
  EXPECT_EQ(SnapshotAsOf(metadata, 1003).snapshot_id, SnapshotId(3));
  EXPECT_EQ(SnapshotAsOf(metadata, 999'999).snapshot_id, SnapshotId(4));
  EXPECT_THAT(ErrorOf([&] { SnapshotAsOf(metadata, 1000); }),
              HasSubstr("starts at 1970-01-01T00:00:01.001000Z, after the time asked for: "
                        "1970-01-01T00:00:01.000000Z"));
  EXPECT_THAT(ErrorOf([&] { SnapshotById(metadata, SnapshotId(9)); }), HasSubstr("no snapshot 9"));
  EXPECT_THAT(ErrorOf([&] { SnapshotByRef(metadata, "mian"); }),
              HasSubstr("no branch or tag 'mian' (did you mean 'main'?)"));
  EXPECT_THAT(ErrorOf([] { SnapshotByRef(NewMetadata(), "main"); }), HasSubstr("no snapshot yet"));
}

TEST(Requirements, AreChecked) {
  const TableMetadata metadata = WithSnapshots(NewMetadata(), 2);
  const auto error_of = [&](TableRequirement r, const TableMetadata* m) {
    return ErrorOf([&] { Check(std::vector{std::move(r)}, m); });
  };
  EXPECT_EQ(error_of(requirement::AssertCreate{}, nullptr), "no error");
  EXPECT_THAT(error_of(requirement::AssertCreate{}, &metadata), HasSubstr("Conflict"));
  EXPECT_EQ(error_of(requirement::AssertTableUuid{metadata.table_uuid}, &metadata), "no error");
  EXPECT_THAT(error_of(requirement::AssertTableUuid{"x"}, &metadata),
              HasSubstr("UUID does not match"));
  EXPECT_THAT(error_of(requirement::AssertTableUuid{"x"}, nullptr), HasSubstr("not exist"));
  EXPECT_EQ(error_of(requirement::AssertRefSnapshotId{"main", SnapshotId(2)}, &metadata),
            "no error");
  EXPECT_THAT(error_of(requirement::AssertRefSnapshotId{"main", SnapshotId(1)}, &metadata),
              HasSubstr("branch or tag 'main' changed: expected snapshot 1, found 2"));
  EXPECT_EQ(error_of(requirement::AssertRefSnapshotId{"x", {}}, &metadata), "no error");
  EXPECT_THAT(error_of(requirement::AssertCurrentSchemaId{SchemaId(4)}, &metadata),
              HasSubstr("expected 4, found 0"));
  EXPECT_THAT(error_of(requirement::AssertLastAssignedFieldId{9}, &metadata), HasSubstr("found 2"));
  EXPECT_THAT(error_of(requirement::AssertDefaultSpecId{PartitionSpecId(3)}, &metadata),
              HasSubstr("found 0"));
}

TEST(TableUpdateJson, RoundTripsEveryUpdateAndRequirement) {
  const CommitTableRequest request{
      {requirement::AssertCreate{}, requirement::AssertTableUuid{"u"},
       requirement::AssertRefSnapshotId{"main", SnapshotId(1)},
       requirement::AssertRefSnapshotId{"main", {}}, requirement::AssertLastAssignedFieldId{3},
       requirement::AssertCurrentSchemaId{SchemaId(1)},
       requirement::AssertLastAssignedPartitionId{1000},
       requirement::AssertDefaultSpecId{PartitionSpecId(0)},
       requirement::AssertDefaultSortOrderId{SortOrderId(0)}},
      {update::AssignUuid{"u"},
       update::UpgradeFormatVersion{2},
       update::AddSchema{TwoColumns(), 2},
       update::SetCurrentSchema{},
       update::AddPartitionSpec{{PartitionSpecId(0), {{2, 1000, "d", Transform::Day()}}}},
       update::SetDefaultSpec{},
       update::AddSortOrder{{SortOrderId(1), {{Transform::Identity(), 1}}}},
       update::SetDefaultSortOrder{},
       update::AddSnapshot{NewSnapshot(1, 1, 1)},
       update::SetSnapshotRef{"main", {.snapshot_id = SnapshotId(1), .max_ref_age_ms = 7}},
       update::RemoveSnapshots{{SnapshotId(1)}},
       update::RemoveSnapshotRef{"x"},
       update::SetLocation{"l"},
       update::SetProperties{{{"a", "b"}}},
       update::RemoveProperties{{"a"}},
       update::SetStatistics{{SnapshotId(1), "p", 2, 1, {{"t", SnapshotId(1), 1, {1}, {}}}}},
       update::RemoveStatistics{SnapshotId(1)},
       update::SetPartitionStatistics{{SnapshotId(1), "p", 2}},
       update::RemovePartitionStatistics{SnapshotId(1)},
       update::RemovePartitionSpecs{{PartitionSpecId(1)}},
       update::RemoveSchemas{{SchemaId(1)}},
       update::AddEncryptionKey{{"k", "AAEC", "k0", {{"p", "v"}}}},
       update::RemoveEncryptionKey{"k"}}};
  ASSERT_EQ(request.updates.size(), std::variant_size_v<TableUpdate>);
  EXPECT_EQ(ParseCommitTableRequest(SerializeCommitTableRequest(request)), request);
  for (const TableUpdate& update : request.updates) {
    EXPECT_EQ(ParseTableUpdate(SerializeTableUpdate(update)), update);
  }
  EXPECT_THAT(
      ErrorOf([] {
        ParseCommitTableRequest(R"({"requirements":[],"updates":[{"action":"set-location"}]})");
      }),
      HasSubstr("InvalidArgument: commit request: updates[0]: 'location' is missing"));
  EXPECT_THAT(ErrorOf([] { ParseTableUpdate(R"({"action":"paint"})"); }),
              HasSubstr("Unsupported: Tarn does not know the update 'paint'"));
  EXPECT_THAT(
      ErrorOf([] {
        ParseTableUpdate(R"({"action":"add-encryption-key","encryption-key":)"
                         R"({"key-id":"k","encrypted-key-metadata":"not base64"}})");
      }),
      HasSubstr("InvalidArgument: table update: encryption-key: 'encrypted-key-metadata' is not "
                "base64: 'not base64'"));
}

TEST(Locations, AreNamedAsOthersNameThem) {
  TableMetadata metadata = NewMetadata();
  EXPECT_THAT(NewMetadataPath(metadata, ""),
              testing::MatchesRegex("memory:///t/metadata/00000-[0-9a-f-]+.metadata.json"));
  EXPECT_THAT(NewMetadataPath(metadata, "s3://x/00041-0.metadata.json", true),
              HasSubstr("/00042-"));
  EXPECT_THAT(NewMetadataPath(metadata, "s3://x/v3.metadata.json"), HasSubstr("/00000-"));
  EXPECT_THAT(NewDataFilePath(metadata, metadata.default_spec(), {Literal::Date(0)}, 7),
              testing::StartsWith("memory:///t/data/ts_day=1970-01-01/00007-"));
  metadata.properties["write.data.path"] = "memory:///elsewhere/";
  EXPECT_EQ(DataFolder(metadata), "memory:///elsewhere");
  EXPECT_EQ(ManifestListPath(metadata, SnapshotId(5), 1, "u"),
            "memory:///t/metadata/snap-5-1-u.avro");
  EXPECT_GT(NewSnapshotId(metadata).value(), 0);
}

TEST(ViewMetadata, RoundTripsAndIsReplaced) {
  ViewVersion version;
  version.representations = {{"SELECT 1 AS id", "trino"}};
  version.default_namespace = {"gold"};
  version.summary = {{"engine-name", "tarn"}};
  Schema schema{SchemaId(7), {{.id = 1, .name = "id", .type = IntType{}}}, {}};
  const ViewMetadata view = NewViewMetadata("u", "memory:///v", schema, version, {}, 10);
  EXPECT_EQ(ParseViewMetadata(SerializeViewMetadata(view)), view);
  EXPECT_EQ(view.current_schema().schema_id, SchemaId(0));
  EXPECT_EQ(view.current_version().FindDialect("TRINO")->sql, "SELECT 1 AS id");
  EXPECT_EQ(ReplaceView(view, schema, version, 11), view) << "the same again is no new version";
  ViewVersion other = version;
  other.representations = {{"SELECT 2", "spark"}};
  EXPECT_THAT(ErrorOf([&] { ReplaceView(view, schema, other, 12); }),
              testing::HasSubstr("FailedPrecondition: replacing the view would lose its SQL"));
  ViewMetadata loose = view;
  loose.properties["replace.drop-dialect.allowed"] = "true";
  EXPECT_NE(ReplaceView(loose, schema, other, 12), loose);

  ViewMetadata next = view;
  for (int i = 0; i < 15; ++i) {
    version.representations[0].sql = "SELECT " + std::to_string(i + 2) + " AS id";
    next = ReplaceView(next, schema, version, 20 + i);
  }
  EXPECT_EQ(next.current_version_id, ViewVersionId(16));
  EXPECT_EQ(next.versions.size(), 10u);
  EXPECT_EQ(next.version_log.size(), 10u);
  EXPECT_EQ(next.schemas.size(), 1u);
  EXPECT_EQ(ParseViewMetadata(SerializeViewMetadata(next)), next);
  EXPECT_THAT(ErrorOf([] { ParseViewMetadata(R"({"format-version":2})"); }),
              HasSubstr("Unsupported"));
}

}  // namespace
}  // namespace tarn::iceberg
