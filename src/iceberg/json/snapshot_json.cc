#include "iceberg/json/model_json.h"

namespace tarn::iceberg::json {

void Write(Writer& writer, const Snapshot& snapshot) {
  writer.BeginObject();
  if (snapshot.sequence_number != 0) writer.Field("sequence-number", snapshot.sequence_number);
  writer.Field("snapshot-id", snapshot.snapshot_id.value());
  if (snapshot.parent_snapshot_id) {
    writer.Field("parent-snapshot-id", snapshot.parent_snapshot_id->value());
  }
  writer.Field("timestamp-ms", snapshot.timestamp_ms);
  if (snapshot.operation || !snapshot.summary.empty()) {
    writer.Key("summary").BeginObject();
    if (snapshot.operation) writer.Field("operation", ToString(*snapshot.operation));
    for (const auto& [key, value] : snapshot.summary) writer.Field(key, value);
    writer.EndObject();
  }
  if (snapshot.manifest_list.empty()) {
    writer.Key("manifests").BeginArray();
    for (const std::string& path : snapshot.manifests) writer.String(path);
    writer.EndArray();
  } else {
    writer.Field("manifest-list", snapshot.manifest_list);
  }
  if (snapshot.schema_id) writer.Field("schema-id", snapshot.schema_id->value());
  if (snapshot.first_row_id) writer.Field("first-row-id", *snapshot.first_row_id);
  if (snapshot.added_rows) writer.Field("added-rows", *snapshot.added_rows);
  if (snapshot.key_id) writer.Field("key-id", *snapshot.key_id);
  writer.EndObject();
}

void Write(Writer& writer, const SnapshotLogEntry& entry) {
  writer.BeginObject().Field("timestamp-ms", entry.timestamp_ms);
  writer.Field("snapshot-id", entry.snapshot_id.value()).EndObject();
}

void WriteMembers(Writer& writer, const SnapshotRef& ref) {
  writer.Field("snapshot-id", ref.snapshot_id.value());
  writer.Field("type", ref.type == RefType::kBranch ? "branch" : "tag");
  if (ref.min_snapshots_to_keep) writer.Field("min-snapshots-to-keep", *ref.min_snapshots_to_keep);
  if (ref.max_snapshot_age_ms) writer.Field("max-snapshot-age-ms", *ref.max_snapshot_age_ms);
  if (ref.max_ref_age_ms) writer.Field("max-ref-age-ms", *ref.max_ref_age_ms);
}

void Write(Writer& writer, const SnapshotRef& ref) {
  writer.BeginObject();
  WriteMembers(writer, ref);
  writer.EndObject();
}

void Write(Writer& writer, const StatisticsFile& file) {
  writer.BeginObject().Field("snapshot-id", file.snapshot_id.value());
  writer.Field("statistics-path", file.statistics_path);
  writer.Field("file-size-in-bytes", file.file_size_in_bytes);
  writer.Field("file-footer-size-in-bytes", file.file_footer_size_in_bytes);
  writer.Key("blob-metadata").BeginArray();
  for (const BlobMetadata& blob : file.blob_metadata) {
    writer.BeginObject().Field("type", blob.type);
    writer.Field("snapshot-id", blob.snapshot_id.value());
    writer.Field("sequence-number", blob.sequence_number).Key("fields").BeginArray();
    for (FieldId id : blob.fields) writer.Int(id);
    writer.EndArray();
    if (!blob.properties.empty()) writer.Field("properties", blob.properties);
    writer.EndObject();
  }
  writer.EndArray().EndObject();
}

void Write(Writer& writer, const EncryptedKey& key) {
  writer.BeginObject().Field("key-id", key.key_id);
  writer.Field("encrypted-key-metadata", key.encrypted_key_metadata);
  if (key.encrypted_by_id) writer.Field("encrypted-by-id", *key.encrypted_by_id);
  if (!key.properties.empty()) writer.Field("properties", key.properties);
  writer.EndObject();
}

void Write(Writer& writer, const PartitionStatisticsFile& file) {
  writer.BeginObject().Field("snapshot-id", file.snapshot_id.value());
  writer.Field("statistics-path", file.statistics_path);
  writer.Field("file-size-in-bytes", file.file_size_in_bytes).EndObject();
}

namespace {

std::optional<int64_t> AsRowCount(const Object& object, std::string_view key) {
  const auto count = GetOptionalInt64(object, key);
  if (count && *count < 0) throw PathError(fmt::format("'{}' is negative: {}", key, *count));
  return count;
}

}  // namespace

Snapshot AsSnapshot(const Value& value) {
  const Object object = AsObject(value);
  Snapshot snapshot;
  snapshot.snapshot_id = Get(object, "snapshot-id", AsId<SnapshotId>);
  snapshot.parent_snapshot_id = GetOptional(object, "parent-snapshot-id", AsId<SnapshotId>);
  snapshot.sequence_number = GetOptionalInt64(object, "sequence-number").value_or(0);
  snapshot.timestamp_ms = GetInt64(object, "timestamp-ms");
  snapshot.manifest_list = GetOptionalString(object, "manifest-list").value_or("");
  if (snapshot.manifest_list.empty()) {
    if (!Find(object, "manifests")) throw PathError("'manifest-list' is missing");
    snapshot.manifests = GetVector(object, "manifests", AsString);
  }
  snapshot.summary = GetOptionalStringMap(object, "summary");
  auto operation = snapshot.summary.find("operation");
  if (operation != snapshot.summary.end()) {
    snapshot.operation = ParseOperation(operation->second);
    snapshot.summary.erase(operation);
  }
  snapshot.schema_id = GetOptional(object, "schema-id", AsId<SchemaId>);
  snapshot.first_row_id = AsRowCount(object, "first-row-id");
  snapshot.added_rows = AsRowCount(object, "added-rows");
  snapshot.key_id = GetOptionalString(object, "key-id");
  return snapshot;
}

SnapshotRef AsSnapshotRef(const Value& value) { return RefMembers(AsObject(value)); }

SnapshotRef RefMembers(const Object& object) {
  SnapshotRef ref;
  ref.snapshot_id = Get(object, "snapshot-id", AsId<SnapshotId>);
  ref.type = Get(object, "type", [](const Value& v) {
    const std::string_view text = AsStringView(v);
    if (text != "branch" && text != "tag") FailExpected("\"branch\" or \"tag\"", v);
    return text == "branch" ? RefType::kBranch : RefType::kTag;
  });
  ref.min_snapshots_to_keep = GetOptionalInt32(object, "min-snapshots-to-keep");
  ref.max_snapshot_age_ms = GetOptionalInt64(object, "max-snapshot-age-ms");
  ref.max_ref_age_ms = GetOptionalInt64(object, "max-ref-age-ms");
  return ref;
}

StatisticsFile AsStatisticsFile(const Value& value) {
  const Object object = AsObject(value);
  StatisticsFile file;
  file.snapshot_id = Get(object, "snapshot-id", AsId<SnapshotId>);
  file.statistics_path = GetString(object, "statistics-path");
  file.file_size_in_bytes = GetInt64(object, "file-size-in-bytes");
  file.file_footer_size_in_bytes = GetInt64(object, "file-footer-size-in-bytes");
  file.blob_metadata = GetVector(object, "blob-metadata", [](const Value& element) {
    const Object blob = AsObject(element);
    return BlobMetadata{.type = GetString(blob, "type"),
                        .snapshot_id = Get(blob, "snapshot-id", AsId<SnapshotId>),
                        .sequence_number = GetInt64(blob, "sequence-number"),
                        .fields = GetVector(blob, "fields", AsInt32),
                        .properties = GetOptionalStringMap(blob, "properties")};
  });
  return file;
}

EncryptedKey AsEncryptedKey(const Value& value) {
  const Object object = AsObject(value);
  return {.key_id = GetString(object, "key-id"),
          .encrypted_key_metadata = GetString(object, "encrypted-key-metadata"),
          .encrypted_by_id = GetOptionalString(object, "encrypted-by-id"),
          .properties = GetOptionalStringMap(object, "properties")};
}

PartitionStatisticsFile AsPartitionStatisticsFile(const Value& value) {
  const Object object = AsObject(value);
  return {.snapshot_id = Get(object, "snapshot-id", AsId<SnapshotId>),
          .statistics_path = GetString(object, "statistics-path"),
          .file_size_in_bytes = GetInt64(object, "file-size-in-bytes")};
}

}  // namespace tarn::iceberg::json
