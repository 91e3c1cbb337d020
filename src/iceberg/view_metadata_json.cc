#include "iceberg/view_metadata_json.h"

#include "iceberg/json/model_json.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using json::GetInt64;
using json::GetString;
using json::Object;
using json::Value;
using json::Writer;

ViewMetadata AsViewMetadata(const Value& root) {
  const Object object = json::AsObject(root);
  ViewMetadata metadata;
  metadata.format_version = json::GetInt32(object, "format-version");
  if (metadata.format_version != 1) {
    base::Throw(ErrorKind::kUnsupported,
                "Tarn reads views of format version 1, and this one is of version {}",
                metadata.format_version);
  }
  metadata.view_uuid = GetString(object, "view-uuid");
  metadata.location = GetString(object, "location");
  metadata.schemas = json::GetVector(object, "schemas", json::AsSchema);
  metadata.current_version_id = json::Get(object, "current-version-id", json::AsId<ViewVersionId>);
  metadata.versions = json::GetVector(object, "versions", json::AsViewVersion);
  metadata.version_log = json::GetVector(object, "version-log", [](const Value& v) {
    const Object entry = json::AsObject(v);
    return ViewLogEntry{GetInt64(entry, "timestamp-ms"),
                        json::Get(entry, "version-id", json::AsId<ViewVersionId>)};
  });
  metadata.properties = json::GetOptionalStringMap(object, "properties");
  if (!metadata.FindVersion(metadata.current_version_id)) {
    throw json::PathError(fmt::format("the current version is not in the list: {}",
                                      metadata.current_version_id.value()));
  }
  return metadata;
}

}  // namespace

namespace json {

void Write(Writer& writer, const ViewVersion& version) {
  writer.BeginObject().Field("version-id", version.version_id.value());
  writer.Field("timestamp-ms", version.timestamp_ms);
  writer.Field("schema-id", version.schema_id.value());
  writer.Field("summary", version.summary);
  if (!version.default_catalog.empty()) writer.Field("default-catalog", version.default_catalog);
  writer.Key("default-namespace").BeginArray();
  for (const std::string& level : version.default_namespace) writer.String(level);
  writer.EndArray().Key("representations").BeginArray();
  for (const SqlViewRepresentation& sql : version.representations) {
    writer.BeginObject().Field("type", "sql").Field("sql", sql.sql).Field("dialect", sql.dialect);
    writer.EndObject();
  }
  writer.EndArray().EndObject();
}

ViewVersion AsViewVersion(const Value& value) {
  const Object object = AsObject(value);
  ViewVersion version;
  version.version_id = Get(object, "version-id", AsId<ViewVersionId>);
  version.schema_id = Get(object, "schema-id", AsId<SchemaId>);
  version.timestamp_ms = GetInt64(object, "timestamp-ms");
  version.summary = GetOptionalStringMap(object, "summary");
  version.default_catalog = GetOptionalString(object, "default-catalog").value_or("");
  version.default_namespace = GetVector(object, "default-namespace", AsString);
  version.representations = GetVector(object, "representations", [](const Value& v) {
    const Object representation = AsObject(v);
    const std::string type = GetString(representation, "type");
    if (type != "sql") throw PathError("a representation's type is sql, not '" + type + "'");
    return SqlViewRepresentation{GetString(representation, "sql"),
                                 GetString(representation, "dialect")};
  });
  return version;
}

}  // namespace json

ViewMetadata ParseViewMetadata(std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kDataCorruption, "view metadata", AsViewMetadata);
}

std::string SerializeViewMetadata(const ViewMetadata& metadata) {
  Writer writer;
  writer.BeginObject().Field("view-uuid", metadata.view_uuid);
  writer.Field("format-version", metadata.format_version);
  writer.Field("location", metadata.location).Key("schemas").BeginArray();
  for (const Schema& schema : metadata.schemas) json::Write(writer, schema);
  writer.EndArray().Field("current-version-id", metadata.current_version_id.value());
  writer.Key("versions").BeginArray();
  for (const ViewVersion& version : metadata.versions) json::Write(writer, version);
  writer.EndArray().Key("version-log").BeginArray();
  for (const ViewLogEntry& entry : metadata.version_log) {
    writer.BeginObject().Field("timestamp-ms", entry.timestamp_ms);
    writer.Field("version-id", entry.version_id.value()).EndObject();
  }
  writer.EndArray().Field("properties", metadata.properties).EndObject();
  return writer.Take();
}

std::string SerializeViewVersion(const ViewVersion& version) { return json::ToText(version); }

ViewVersion ParseViewVersion(std::string_view text) {
  return json::ParseDocument(text, ErrorKind::kInvalidArgument, "view version",
                             json::AsViewVersion);
}

}  // namespace tarn::iceberg
