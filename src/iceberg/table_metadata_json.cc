#include "iceberg/table_metadata_json.h"

#include <algorithm>

#include "iceberg/gzip.h"
#include "iceberg/json/model_json.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using json::GetInt32;
using json::GetInt64;
using json::GetOptional;
using json::GetOptionalInt32;
using json::GetOptionalInt64;
using json::GetOptionalString;
using json::GetOptionalVector;
using json::GetString;
using json::Object;
using json::Value;
using json::Writer;

constexpr std::string_view kDocument = "table metadata";

// ---- Parsing ----

void ParseSchemas(const Object& object, TableMetadata& metadata) {
  metadata.schemas = GetOptionalVector(object, "schemas", json::AsSchema);
  if (metadata.schemas.empty()) {
    if (metadata.format_version > 1) throw json::PathError("'schemas' is missing");
    metadata.schemas.push_back(json::Get(object, "schema", json::AsSchema));
    metadata.current_schema_id = metadata.schemas.front().schema_id;
    return;
  }
  metadata.current_schema_id = json::Get(object, "current-schema-id", json::AsId<SchemaId>);
}

void ParseSpecs(const Object& object, TableMetadata& metadata) {
  metadata.partition_specs = GetOptionalVector(object, "partition-specs", json::AsPartitionSpec);
  if (metadata.partition_specs.empty()) {
    if (metadata.format_version > 1) throw json::PathError("'partition-specs' is missing");
    PartitionSpec spec;
    spec.fields = json::Get(object, "partition-spec", json::AsPartitionFields);
    metadata.partition_specs.push_back(std::move(spec));
  } else {
    metadata.default_spec_id = json::Get(object, "default-spec-id", json::AsId<PartitionSpecId>);
  }
  for (PartitionSpec& spec : metadata.partition_specs) {
    FieldId next = kFirstPartitionFieldId;  // version 1 may leave ids out: they count up
    for (PartitionField& field : spec.fields) {
      if (field.field_id == 0) field.field_id = next;
      next = field.field_id + 1;
    }
  }
  if (auto last = GetOptionalInt32(object, "last-partition-id")) {
    metadata.last_partition_id = *last;
    return;
  }
  if (metadata.format_version > 1) throw json::PathError("'last-partition-id' is missing");
  for (const PartitionSpec& spec : metadata.partition_specs) {
    metadata.last_partition_id = std::max(metadata.last_partition_id, spec.HighestFieldId());
  }
}

void ParseSortOrders(const Object& object, TableMetadata& metadata) {
  metadata.sort_orders = GetOptionalVector(object, "sort-orders", json::AsSortOrder);
  if (metadata.sort_orders.empty()) {
    metadata.sort_orders.push_back(SortOrder{});
    return;
  }
  metadata.default_sort_order_id =
      json::Get(object, "default-sort-order-id", json::AsId<SortOrderId>);
}

void ParseSnapshots(const Object& object, TableMetadata& metadata) {
  if (auto snapshots = json::Find(object, "snapshots")) {
    json::AtKey("snapshots", [&] {
      json::ForEach(*snapshots,
                    [&](const Value& v) { metadata.snapshots.push_back(json::AsSnapshot(v)); });
    });
  }
  const auto current = GetOptionalInt64(object, "current-snapshot-id");
  if (current && *current != -1) metadata.current_snapshot_id = SnapshotId(*current);
  if (auto log = json::Find(object, "snapshot-log")) {
    json::AtKey("snapshot-log", [&] {
      json::ForEach(*log, [&](const Value& v) {
        const Object entry = json::AsObject(v);
        metadata.snapshot_log.push_back(
            {GetInt64(entry, "timestamp-ms"), SnapshotId(GetInt64(entry, "snapshot-id"))});
      });
    });
  }
  metadata.metadata_log = GetOptionalVector(object, "metadata-log", [](const Value& v) {
    const Object entry = json::AsObject(v);
    return MetadataLogEntry{GetInt64(entry, "timestamp-ms"), GetString(entry, "metadata-file")};
  });
}

void ParseRefs(const Object& object, TableMetadata& metadata) {
  if (auto refs = json::Find(object, "refs")) {
    json::AtKey("refs", [&] {
      for (const auto [name, value] : json::AsObject(*refs)) {
        metadata.refs.emplace(std::string(name),
                              json::AtKey(name, [&] { return json::AsSnapshotRef(value); }));
      }
    });
  }
  if (metadata.current_snapshot_id && !metadata.refs.contains(std::string(kMainBranch))) {
    metadata.refs[std::string(kMainBranch)].snapshot_id = *metadata.current_snapshot_id;
  }
}

void CheckConsistent(const TableMetadata& metadata) {
  const auto missing = [](std::string_view what, int64_t id) {
    throw json::PathError(fmt::format("the {} is not in the list: {}", what, id));
  };
  if (!metadata.FindSchema(metadata.current_schema_id)) {
    missing("current schema", metadata.current_schema_id.value());
  }
  if (!metadata.FindSpec(metadata.default_spec_id)) {
    missing("default partition spec", metadata.default_spec_id.value());
  }
  if (!metadata.FindSortOrder(metadata.default_sort_order_id)) {
    missing("default sort order", metadata.default_sort_order_id.value());
  }
  if (metadata.current_snapshot_id && !metadata.FindSnapshot(*metadata.current_snapshot_id)) {
    missing("current snapshot", metadata.current_snapshot_id->value());
  }
  try {
    for (const Schema& schema : metadata.schemas) {
      CheckSchemaFitsVersion(schema, metadata.format_version);
    }
  } catch (const base::Error& error) {
    throw json::PathError(error);
  }
}

TableMetadata AsTableMetadata(const Value& root) {
  const Object object = json::AsObject(root);
  TableMetadata metadata;
  metadata.format_version = GetInt32(object, "format-version");
  if (metadata.format_version < 1 || metadata.format_version > kMaxFormatVersion) {
    base::Throw(ErrorKind::kUnsupported,
                "Tarn reads tables of format versions 1 to {}, and this one is of version {}",
                kMaxFormatVersion, metadata.format_version);
  }
  const bool v1 = metadata.format_version == 1;
  metadata.table_uuid =
      v1 ? GetOptionalString(object, "table-uuid").value_or("") : GetString(object, "table-uuid");
  metadata.location = GetString(object, "location");
  if (!v1) metadata.last_sequence_number = GetInt64(object, "last-sequence-number");
  metadata.last_updated_ms = GetInt64(object, "last-updated-ms");
  metadata.last_column_id = GetInt32(object, "last-column-id");
  ParseSchemas(object, metadata);
  ParseSpecs(object, metadata);
  metadata.properties = json::GetOptionalStringMap(object, "properties");
  ParseSnapshots(object, metadata);
  ParseSortOrders(object, metadata);
  ParseRefs(object, metadata);
  metadata.statistics = GetOptionalVector(object, "statistics", json::AsStatisticsFile);
  metadata.partition_statistics =
      GetOptionalVector(object, "partition-statistics", json::AsPartitionStatisticsFile);
  if (metadata.format_version >= 3) {
    metadata.next_row_id = GetInt64(object, "next-row-id");
    if (metadata.next_row_id < 0) {
      throw json::PathError(fmt::format("'next-row-id' is negative: {}", metadata.next_row_id));
    }
  }
  // As Iceberg Java: kept in every version, though only the third has a use for them.
  metadata.encryption_keys = GetOptionalVector(object, "encryption-keys", json::AsEncryptedKey);
  CheckConsistent(metadata);
  return metadata;
}

// ---- Serialization, in Iceberg Java's order ----

template <typename Items>
void WriteArray(Writer& writer, std::string_view key, const Items& items) {
  writer.Key(key).BeginArray();
  for (const auto& item : items) json::Write(writer, item);
  writer.EndArray();
}

void WriteBeforeSnapshots(Writer& writer, const TableMetadata& metadata) {
  const bool v1 = metadata.format_version == 1;
  writer.BeginObject().Field("format-version", metadata.format_version);
  if (!metadata.table_uuid.empty()) writer.Field("table-uuid", metadata.table_uuid);
  writer.Field("location", metadata.location);
  if (!v1) writer.Field("last-sequence-number", metadata.last_sequence_number);
  writer.Field("last-updated-ms", metadata.last_updated_ms);
  writer.Field("last-column-id", metadata.last_column_id);
  if (v1) {
    writer.Key("schema");
    json::Write(writer, metadata.current_schema());
  }
  writer.Field("current-schema-id", metadata.current_schema_id.value());
  WriteArray(writer, "schemas", metadata.schemas);
  if (v1) {
    writer.Key("partition-spec");
    json::WriteFields(writer, metadata.default_spec().fields);
  }
  writer.Field("default-spec-id", metadata.default_spec_id.value());
  WriteArray(writer, "partition-specs", metadata.partition_specs);
  writer.Field("last-partition-id", metadata.last_partition_id);
  writer.Field("default-sort-order-id", metadata.default_sort_order_id.value());
  WriteArray(writer, "sort-orders", metadata.sort_orders);
  writer.Field("properties", metadata.properties);
  const bool v3 = metadata.format_version >= 3;
  writer.Key("current-snapshot-id");
  if (metadata.current_snapshot_id) {
    writer.Int(metadata.current_snapshot_id->value());
  } else if (v3) {
    writer.Null();
  } else {
    writer.Int(-1);
  }
  if (v3) writer.Field("next-row-id", metadata.next_row_id);
  if (!metadata.encryption_keys.empty()) {
    WriteArray(writer, "encryption-keys", metadata.encryption_keys);
  }
  writer.Key("refs").BeginObject();
  for (const auto& [name, ref] : metadata.refs) {
    writer.Key(name);
    json::Write(writer, ref);
  }
  writer.EndObject();
  writer.Key("snapshots").BeginArray();
}

void WriteAfterSnapshots(Writer& writer, const TableMetadata& metadata) {
  writer.EndArray();
  WriteArray(writer, "statistics", metadata.statistics);
  WriteArray(writer, "partition-statistics", metadata.partition_statistics);
  writer.Key("snapshot-log").BeginArray();
}

void WriteAfterSnapshotLog(Writer& writer, const TableMetadata& metadata) {
  writer.EndArray().Key("metadata-log").BeginArray();
  for (const MetadataLogEntry& entry : metadata.metadata_log) {
    writer.BeginObject().Field("timestamp-ms", entry.timestamp_ms);
    writer.Field("metadata-file", entry.metadata_file).EndObject();
  }
  writer.EndArray().EndObject();
}

void WriteItem(Writer& writer, const SnapshotList::Entry& entry) { json::Write(writer, *entry); }
void WriteItem(Writer& writer, const SnapshotLogEntry& entry) { json::Write(writer, entry); }

// The elements of a chunk, each but the array's first after a comma.
template <typename T>
std::string RenderItems(const std::vector<T>& items, bool first) {
  Writer writer;
  for (const T& item : items) WriteItem(writer, item);
  return first || items.empty() ? writer.Take() : "," + writer.Take();
}

// Hands a log's chunks, and what follows them as text, to `sink`.
template <typename T, typename Sink>
void EmitLog(const ChunkedLog<T>& log, Sink& sink) {
  bool first = true;
  for (const auto& chunk : log.full_chunks()) {
    sink.OnChunk(*chunk, first);
    first = false;
  }
  sink.OnText(RenderItems(log.tail(), first));
}

template <typename Sink>
void Emit(const TableMetadata& metadata, Sink& sink) {
  Writer writer;
  WriteBeforeSnapshots(writer, metadata);
  sink.OnText(writer.TakePart());
  EmitLog(metadata.snapshots.log(), sink);
  WriteAfterSnapshots(writer, metadata);
  sink.OnText(writer.TakePart());
  EmitLog(metadata.snapshot_log, sink);
  WriteAfterSnapshotLog(writer, metadata);
  sink.OnText(writer.TakePart());
}

struct PlainSink {
  const std::function<void(std::string_view)>& write;

  void OnText(const std::string& text) { write(text); }
  template <typename Chunk>
  void OnChunk(const Chunk& chunk, bool first) {
    write(chunk.Rendered([&](const auto& items) { return RenderItems(items, first); }));
  }
};

struct GzipSink {
  GzipStitcher stitcher;
  std::string pending;  // small texts are compressed together

  void OnText(const std::string& text) { pending += text; }
  template <typename Chunk>
  void OnChunk(const Chunk& chunk, bool first) {
    Flush();
    // The text is not kept: this form is for long histories.
    stitcher.Append(
        chunk.Compressed([&] { return CompressPiece(RenderItems(chunk.items(), first)); }));
  }
  void Flush() {
    if (!pending.empty()) stitcher.AppendText(pending);
    pending.clear();
  }
};

template <typename Parse>
auto ParsePart(std::string_view text, std::string_view what, Parse&& parse) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, what, parse);
}

}  // namespace

TableMetadata ParseTableMetadata(std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kDataCorruption, kDocument, AsTableMetadata);
}

void SerializeTableMetadata(const TableMetadata& metadata,
                            const std::function<void(std::string_view)>& sink) {
  PlainSink plain{sink};
  Emit(metadata, plain);
}

std::string SerializeTableMetadata(const TableMetadata& metadata) {
  std::string text;
  // About what a snapshot and its log entry take; growing would copy everything again.
  constexpr size_t kBytesPerSnapshot = 900;
  text.reserve(4096 + metadata.snapshots.size() * kBytesPerSnapshot);
  SerializeTableMetadata(metadata, [&](std::string_view part) { text += part; });
  return text;
}

std::string SerializeTableMetadataGzip(const TableMetadata& metadata) {
  GzipSink sink;
  Emit(metadata, sink);
  sink.Flush();
  return sink.stitcher.Finish();
}

std::string SerializeSchema(const Schema& schema) { return json::ToText(schema); }
std::string SerializePartitionSpec(const PartitionSpec& spec) { return json::ToText(spec); }
std::string SerializeSortOrder(const SortOrder& order) { return json::ToText(order); }
std::string SerializeSnapshot(const Snapshot& snapshot) { return json::ToText(snapshot); }
std::string SerializeType(const Type& type) { return json::ToText(type); }

Schema ParseSchema(std::string_view text) { return ParsePart(text, "schema", json::AsSchema); }
PartitionSpec ParsePartitionSpec(std::string_view text) {
  return ParsePart(text, "partition spec", json::AsPartitionSpec);
}
SortOrder ParseSortOrder(std::string_view text) {
  return ParsePart(text, "sort order", json::AsSortOrder);
}
Snapshot ParseSnapshot(std::string_view text) {
  return ParsePart(text, "snapshot", json::AsSnapshot);
}

}  // namespace tarn::iceberg
