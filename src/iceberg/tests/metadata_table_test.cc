#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/metadata_table/metadata_table.h"
#include "iceberg/table_metadata_json.h"
#include "iceberg/tests/golden.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;

Json ToJsonValue(const MetadataValue& value, const Type& type);

Json ChildrenToJson(const MetadataValue::Children& children, const Type& type) {
  if (const auto* structure = std::get_if<StructType>(&type)) {
    Json object = Json::object();
    for (size_t i = 0; i < children.size(); ++i) {
      object[structure->fields[i].name] = ToJsonValue(children[i], structure->fields[i].type);
    }
    return object;
  }
  Json array = Json::array();
  if (const auto* map = std::get_if<MapType>(&type)) {
    for (size_t i = 0; i + 1 < children.size(); i += 2) {
      array.push_back({ToJsonValue(children[i], map->key->type),
                       ToJsonValue(children[i + 1], map->value->type)});
    }
    return array;
  }
  for (const MetadataValue& child : children) {
    array.push_back(ToJsonValue(child, std::get<ListType>(type).element->type));
  }
  return array;
}

Json ToJsonValue(const MetadataValue& value, const Type& type) {
  if (value.is_null()) return nullptr;
  if (const auto* literal = std::get_if<Literal>(&value.value)) {
    return Json::parse(ToJson(*literal));
  }
  return ChildrenToJson(std::get<MetadataValue::Children>(value.value), type);
}

// All rows of a metadata table as objects.
std::vector<Json> Rows(MetadataTableKind kind, const MetadataTableSource& source,
                       MetadataReadOptions options = {}) {
  const auto columns = MetadataTableColumns(kind, *source.metadata);
  const auto reader = ReadMetadataTable(kind, source, std::move(options));
  std::vector<Json> rows;
  while (const auto row = reader->Next()) {
    EXPECT_EQ(row->size(), columns.size()) << ToString(kind);
    Json object = Json::object();
    for (size_t i = 0; i < columns.size(); ++i) {
      object[columns[i].name] = ToJsonValue((*row)[i], columns[i].type);
      if (columns[i].is_json && !(*row)[i].is_null()) {
        object[columns[i].name] = Json::parse(object[columns[i].name].get<std::string>());
      }
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

// The table that PyIceberg wrote, its manifests in a cache.
struct GoldenSource {
  GoldenSource() {
    source.metadata = std::make_shared<const TableMetadata>(
        ParseTableMetadata(GoldenText("metadata_tables/metadata.json")));
    source.snapshot = source.metadata->current_snapshot();
    source.store = &store;
    source.cache = &cache;
    auto list = std::make_shared<std::vector<ManifestFile>>(
        DecodeManifestList(GoldenText("metadata_tables/list.avro"), "list"));
    for (size_t i = 0; i < list->size(); ++i) {
      cache.Put((*list)[i].manifest_path,
                std::make_shared<const Manifest>(DecodeManifest(
                    GoldenText(fmt::format("metadata_tables/m{}.avro", i)), (*list)[i])));
    }
    cache.Put(source.snapshot->manifest_list, list);
  }
  store::MemoryStore store;
  ManifestCache cache{size_t{64} << 20};
  MetadataTableSource source;
  const Json inspect = GoldenJson("metadata_tables/inspect.json");
};

// The columns `names` of our rows and of PyIceberg's.
void ExpectSame(const std::vector<Json>& ours, const Json& theirs,
                const std::vector<std::string>& names) {
  ASSERT_EQ(ours.size(), theirs.size());
  for (size_t i = 0; i < ours.size(); ++i) {
    for (const std::string& name : names) {
      EXPECT_EQ(ours[i][name].dump(), theirs[i][name].dump()) << name << " of row " << i;
    }
  }
}

std::string TypeName(const MetadataColumn& column) {
  if (column.is_json) return "json";
  switch (KindOf(column.type)) {
    case TypeKind::kInt: return "integer";
    case TypeKind::kLong: return "bigint";
    case TypeKind::kString: return "varchar";
    case TypeKind::kBoolean: return "boolean";
    case TypeKind::kBinary: return "varbinary";
    case TypeKind::kTimestamptz: return "timestamp(3) with time zone";
    case TypeKind::kStruct: return "row";
    case TypeKind::kList: return "array";
    case TypeKind::kMap: return "map";
    default: return "?";
  }
}

TEST(MetadataTable, ColumnsAreTrinos) {
  const TestTable table;
  const Json golden = GoldenJson("trino_columns.json");
  for (const auto& [name, expected] : golden.items()) {
    const auto kind = ParseMetadataTableKind(name);
    ASSERT_TRUE(kind) << name;
    Json columns = Json::array();
    for (const MetadataColumn& column : MetadataTableColumns(*kind, table.metadata)) {
      columns.push_back({column.name, TypeName(column)});
    }
    // The table is not partitioned: Trino leaves the column out then.
    Json theirs = Json::array();
    for (const Json& column : expected) {
      if (column[0] != "partition") theirs.push_back(column);
    }
    EXPECT_EQ(columns.dump(), theirs.dump()) << name;
  }
}

TEST(MetadataTable, NamesAreSplitAtTheLastDollar) {
  EXPECT_EQ(SplitMetadataTableName("t$files")->table, "t");
  EXPECT_EQ(SplitMetadataTableName("a$b$refs")->table, "a$b");
  EXPECT_EQ(SplitMetadataTableName("a$b$refs")->suffix, "refs");
  EXPECT_FALSE(SplitMetadataTableName("t"));
  EXPECT_FALSE(SplitMetadataTableName("$files"));
  EXPECT_FALSE(ParseMetadataTableKind("Files"));
  for (const std::string& name : MetadataTableNames()) {
    EXPECT_EQ(ToString(*ParseMetadataTableKind(name)), name);
  }
}

TEST(MetadataTable, FilesAndEntriesAreAsPyIcebergTellsThem) {
  const GoldenSource golden;
  const std::vector<std::string> same = {
      "content",      "file_path",    "file_format",       "partition",        "record_count",
      "column_sizes", "value_counts", "null_value_counts", "nan_value_counts", "file_size_in_bytes",
      "key_metadata", "equality_ids", "split_offsets",     "sort_order_id"};
  const auto files = Rows(MetadataTableKind::kFiles, golden.source);
  ExpectSame(files, golden.inspect["files"], same);
  ExpectSame(files, golden.inspect["files"], {"spec_id"});
  const auto entries = Rows(MetadataTableKind::kEntries, golden.source);
  ExpectSame(entries, golden.inspect["entries"],
             {"status", "snapshot_id", "sequence_number", "file_sequence_number"});
  for (size_t i = 0; i < entries.size(); ++i) {
    ExpectSame({entries[i]["data_file"]}, Json::array({golden.inspect["entries"][i]["data_file"]}),
               same);
  }
}

TEST(MetadataTable, MetricsAreReadable) {
  const GoldenSource golden;
  const auto files = Rows(MetadataTableKind::kFiles, golden.source);
  for (size_t i = 0; i < files.size(); ++i) {
    const Json& ours = files[i]["readable_metrics"];
    const Json& theirs = golden.inspect["files"][i]["readable_metrics"];
    // PyIceberg writes times its own way, and leaves nested columns out.
    for (const std::string name : {"id", "name", "score", "born"}) {
      EXPECT_EQ(ours[name].dump(), theirs[name].dump()) << name;
    }
    std::vector<std::string> names;
    for (const auto& [name, metrics] : ours.items()) names.push_back(name);
    EXPECT_THAT(names,
                ElementsAre("born", "id", "name", "place.floor", "score", "tags.element", "ts"));
    EXPECT_EQ(ours["tags.element"]["column_size"], 45);
    EXPECT_EQ(ours["place.floor"]["lower_bound"], ours["id"]["lower_bound"]);
  }
  EXPECT_EQ(files[0]["readable_metrics"]["ts"]["upper_bound"], "1969-12-31T00:00:01.000005");
  EXPECT_EQ(files[0]["lower_bounds"].dump(),
            R"([[1,"20"],[2,"1969-12-31T00:00:01"],[3,"ice"],[4,"-1.5"],[9,"20"]])");
}

TEST(MetadataTable, ManifestsAndPartitionsAreAsPyIcebergTellsThem) {
  const GoldenSource golden;
  auto theirs = golden.inspect["manifests"];
  auto ours = Rows(MetadataTableKind::kManifests, golden.source);
  for (size_t i = 0; i < ours.size(); ++i) {
    // The manifest list was written in another folder.
    const std::string path = ours[i]["path"];
    EXPECT_TRUE(theirs[i]["path"].get<std::string>().ends_with(path.substr(path.rfind('/'))));
  }
  // Trino shows a bound that is not there as "null".
  for (Json& row : theirs) {
    for (Json& summary : row["partition_summaries"]) {
      for (const char* bound : {"lower_bound", "upper_bound"}) {
        if (summary[bound].is_null()) summary[bound] = "null";
      }
    }
  }
  ExpectSame(ours, theirs,
             {"length", "partition_spec_id", "added_snapshot_id", "added_data_files_count",
              "existing_data_files_count", "deleted_data_files_count", "partition_summaries"});

  auto partitions = Rows(MetadataTableKind::kPartitions, golden.source);
  const auto by_files = [](const Json& a, const Json& b) {
    return a["file_count"].get<int>() < b["file_count"].get<int>();
  };
  std::sort(partitions.begin(), partitions.end(), by_files);
  Json sorted = golden.inspect["partitions"];
  std::sort(sorted.begin(), sorted.end(), by_files);
  ExpectSame(partitions, sorted, {"partition", "record_count", "file_count"});
  EXPECT_EQ(partitions[1]["total_size"], sorted[1]["total_data_file_size_in_bytes"]);
  const Json& data = partitions[1]["data"];
  EXPECT_EQ(data["id"].dump(), R"({"min":1,"max":9,"null_count":0,"nan_count":null})");
  EXPECT_EQ(data["name"].dump(), R"({"min":"ice","max":"icf","null_count":2,"nan_count":null})");
  EXPECT_EQ(data["score"].dump(), R"({"min":-1.5,"max":2.25,"null_count":0,"nan_count":4})");
  EXPECT_EQ(data["born"].dump(), R"({"min":null,"max":null,"null_count":12,"nan_count":null})");
}

TEST(MetadataTable, SnapshotsRefsAndLogAreAsPyIcebergTellsThem) {
  GoldenSource golden;
  ExpectSame(Rows(MetadataTableKind::kSnapshots, golden.source), golden.inspect["snapshots"],
             {"snapshot_id", "parent_id", "operation", "manifest_list"});
  const auto by_name = [](const Json& a, const Json& b) { return a["name"] < b["name"]; };
  Json refs = golden.inspect["refs"];
  std::sort(refs.begin(), refs.end(), by_name);
  ExpectSame(Rows(MetadataTableKind::kRefs, golden.source), refs,
             {"name", "type", "snapshot_id", "max_reference_age_in_ms", "min_snapshots_to_keep",
              "max_snapshot_age_in_ms"});
  golden.source.metadata_location = golden.inspect["metadata_log_entries"].back()["file"];
  ExpectSame(Rows(MetadataTableKind::kMetadataLogEntries, golden.source),
             golden.inspect["metadata_log_entries"],
             {"file", "latest_snapshot_id", "latest_schema_id", "latest_sequence_number"});
}

// A table of our own with three snapshots.
struct OwnSource : TestTable {
  OwnSource() : TestTable(ByDay()) {
    Append({File("a", 1, 5, 1), File("b", 6, 9, 2)});
    Append({File("c", 10, 12, 2)});
    OverwriteFiles overwrite(context());
    overwrite.Delete("memory:///t/data/a");
    overwrite.Add(File("d", 1, 2, 1));
    Commit(overwrite.Apply(metadata));
    Refresh();
  }
  void Refresh() {
    source.metadata = std::make_shared<const TableMetadata>(metadata);
    source.snapshot = source.metadata->current_snapshot();
    source.store = &store;
    source.cache = &cache;
  }
  std::multiset<std::string> Paths(MetadataTableKind kind) const {
    std::multiset<std::string> names;
    for (const Json& row : Rows(kind, source)) {
      const Json& file = row.contains("data_file") ? row["data_file"] : row;
      const std::string path = file["file_path"];
      const std::string status =
          row.contains("status") ? std::to_string(row["status"].get<int>()) : "";
      names.insert(path.substr(path.rfind('/') + 1) + status);
    }
    return names;
  }
  MetadataTableSource source;
};

TEST(MetadataTable, AllTablesReachEverySnapshot) {
  const OwnSource table;
  EXPECT_EQ(table.Paths(MetadataTableKind::kFiles), (std::multiset<std::string>{"b", "c", "d"}));
  // 0 existing, 1 added, 2 deleted.
  EXPECT_EQ(table.Paths(MetadataTableKind::kEntries),
            (std::multiset<std::string>{"a2", "b0", "c1", "d1"}));
  EXPECT_EQ(table.Paths(MetadataTableKind::kAllEntries),
            (std::multiset<std::string>{"a1", "a2", "b0", "b1", "c1", "d1"}));
  std::map<int64_t, int> lists;
  for (const Json& row : Rows(MetadataTableKind::kAllManifests, table.source)) {
    ++lists[row["reference_snapshot_id"].get<int64_t>()];
    EXPECT_EQ(row["added_delete_files_count"], 0);
  }
  EXPECT_EQ(lists.size(), 3u);
  EXPECT_EQ(Rows(MetadataTableKind::kManifests, table.source).size(), 3u);
}

TEST(MetadataTable, AnOlderSnapshotIsToldAsItWas) {
  OwnSource table;
  table.source.snapshot = &table.source.metadata->snapshots[0];
  EXPECT_EQ(table.Paths(MetadataTableKind::kFiles), (std::multiset<std::string>{"a", "b"}));
  EXPECT_EQ(Rows(MetadataTableKind::kPartitions, table.source).size(), 2u);
  table.source.snapshot = nullptr;
  for (const auto kind : {MetadataTableKind::kFiles, MetadataTableKind::kEntries,
                          MetadataTableKind::kManifests, MetadataTableKind::kPartitions}) {
    EXPECT_TRUE(Rows(kind, table.source).empty()) << ToString(kind);
  }
}

TEST(MetadataTable, AnOpenTransactionsFilesAreSeen) {
  OwnSource table;
  table.source.removed = {"memory:///t/data/b"};
  table.source.added = {table.File("new", 20, 21, 5)};
  EXPECT_EQ(table.Paths(MetadataTableKind::kFiles), (std::multiset<std::string>{"c", "d", "new"}));
  EXPECT_EQ(table.Paths(MetadataTableKind::kEntries),
            (std::multiset<std::string>{"a2", "b2", "c1", "d1", "new1"}));
  EXPECT_EQ(Rows(MetadataTableKind::kPartitions, table.source).size(), 3u);
}

TEST(MetadataTable, HistoryTellsWhatLedHere) {
  OwnSource table;
  // Back to the first snapshot: the others are no ancestors any more.
  const SnapshotId first = table.metadata.snapshots[0].snapshot_id;
  ActionResult back;
  back.updates = {update::SetSnapshotRef{"main", {.snapshot_id = first}}};
  table.Commit(back);
  table.Refresh();
  std::vector<bool> ancestors;
  for (const Json& row : Rows(MetadataTableKind::kHistory, table.source)) {
    ancestors.push_back(row["is_current_ancestor"].get<bool>());
  }
  EXPECT_EQ(ancestors, (std::vector<bool>{true, false, false}));
}

TEST(MetadataTable, PropertiesTellTheTablesOwnFirst) {
  OwnSource table;
  table.metadata.properties = {{"owner", "me"}, {"location", "hidden"}};
  table.Refresh();
  std::vector<std::string> lines;
  for (const Json& row : Rows(MetadataTableKind::kProperties, table.source)) {
    lines.push_back(row["key"].get<std::string>() + "=" + row["value"].get<std::string>());
  }
  EXPECT_THAT(lines, ElementsAre("format=iceberg/parquet", "provider=iceberg",
                                 HasSubstr("current-snapshot-id="), "location=memory:///t",
                                 "format-version=2", "owner=me"));
}

TEST(MetadataTable, OnlyWhatIsAskedForIsMade) {
  OwnSource table;
  table.source.added = {table.File("bad", 1, 2)};
  table.source.added[0].lower_bounds.Set(1, "odd");  // no 8 bytes
  EXPECT_THAT(ErrorOf([&] { Rows(MetadataTableKind::kFiles, table.source); }),
              testing::AllOf(HasSubstr("DataCorruption"), HasSubstr("memory:///t/data/bad")));
  std::vector<bool> columns(MetadataTableColumns(MetadataTableKind::kFiles, table.metadata).size());
  columns[1] = true;
  const auto rows = Rows(MetadataTableKind::kFiles, table.source, {.columns = columns});
  EXPECT_EQ(rows.size(), 4u);
  EXPECT_TRUE(rows[0]["lower_bounds"].is_null());
}

TEST(MetadataTable, ReadingStopsWhenAsked) {
  const OwnSource table;
  MetadataReadOptions options;
  options.check_cancelled = [] { throw base::Error(base::ErrorKind::kCancelled, "stop"); };
  EXPECT_THAT(ErrorOf([&] { Rows(MetadataTableKind::kAllEntries, table.source, options); }),
              HasSubstr("Cancelled"));
}

TEST(MetadataTable, TimesBeyondTheRangeOfMicrosecondsDoNotOverflow) {
  OwnSource table;
  table.source.metadata_location = "x";
  auto metadata = *table.source.metadata;
  metadata.last_updated_ms = INT64_MAX / 2;
  table.source.metadata = std::make_shared<const TableMetadata>(metadata);
  EXPECT_EQ(Rows(MetadataTableKind::kMetadataLogEntries, table.source).back()["file"], "x");
}

}  // namespace
}  // namespace tarn::iceberg
