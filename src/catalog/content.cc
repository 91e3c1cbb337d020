#include "catalog/content.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::catalog {
namespace {

using nlohmann::json;

void Set(json& object, const char* name, const std::optional<std::string>& value) {
  if (value) object[name] = *value;
}

std::optional<std::string> OptionalText(const json& object, const char* name) {
  auto found = object.find(name);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return found->get<std::string>();
}

struct ToJson {
  json operator()(const TableContent& table) const {
    return {{"metadataLocation", table.metadata_location},
            {"snapshotId", table.snapshot_id},
            {"schemaId", table.schema_id},
            {"specId", table.spec_id},
            {"sortOrderId", table.sort_order_id}};
  }
  json operator()(const ViewContent& view) const {
    json object = {{"metadataLocation", view.metadata_location},
                   {"versionId", view.version_id},
                   {"schemaId", view.schema_id}};
    Set(object, "sqlText", view.sql_text);
    Set(object, "dialect", view.dialect);
    return object;
  }
  json operator()(const NamespaceContent& ns) const { return {{"properties", ns.properties}}; }
  json operator()(const DeltaLakeContent& table) const {
    json object = {{"metadataLocationHistory", table.metadata_location_history},
                   {"checkpointLocationHistory", table.checkpoint_location_history}};
    Set(object, "lastCheckpoint", table.last_checkpoint);
    return object;
  }
  json operator()(const UdfContent& udf) const {
    json object = json::object();
    Set(object, "metadataLocation", udf.metadata_location);
    Set(object, "versionId", udf.version_id);
    Set(object, "signatureId", udf.signature_id);
    Set(object, "sqlText", udf.sql_text);
    Set(object, "dialect", udf.dialect);
    return object;
  }
};

CatalogContent FromJson(const json& value) {
  const std::string type = value.at("type").get<std::string>();
  if (type == "ICEBERG_TABLE") {
    return TableContent{value.at("metadataLocation").get<std::string>(),
                        value.at("snapshotId").get<int64_t>(), value.at("schemaId").get<int32_t>(),
                        value.at("specId").get<int32_t>(), value.at("sortOrderId").get<int32_t>()};
  }
  if (type == "ICEBERG_VIEW") {
    return ViewContent{value.at("metadataLocation").get<std::string>(),
                       value.at("versionId").get<int64_t>(), value.at("schemaId").get<int32_t>(),
                       OptionalText(value, "sqlText"), OptionalText(value, "dialect")};
  }
  if (type == "NAMESPACE") {
    return NamespaceContent{value.at("properties").get<std::map<std::string, std::string>>()};
  }
  if (type == "DELTA_LAKE_TABLE") {
    return DeltaLakeContent{value.at("metadataLocationHistory").get<std::vector<std::string>>(),
                            value.at("checkpointLocationHistory").get<std::vector<std::string>>(),
                            OptionalText(value, "lastCheckpoint")};
  }
  if (type == "UDF") {
    return UdfContent{OptionalText(value, "metadataLocation"), OptionalText(value, "versionId"),
                      OptionalText(value, "signatureId"), OptionalText(value, "sqlText"),
                      OptionalText(value, "dialect")};
  }
  base::Throw(base::ErrorKind::kUnsupported, "content of type '{}'", type);
}

}  // namespace

TableContent ContentOf(const iceberg::TableMetadata& metadata, const std::string& location) {
  return {location, metadata.current_snapshot_id ? metadata.current_snapshot_id->value() : -1,
          metadata.current_schema_id.value(), metadata.default_spec_id.value(),
          metadata.default_sort_order_id.value()};
}

ViewContent ContentOf(const iceberg::ViewMetadata& metadata, const std::string& location) {
  return {location,
          metadata.current_version_id.value(),
          metadata.current_version().schema_id.value(),
          {},
          {}};
}

const char* ContentTypeName(const CatalogContent& content) {
  static constexpr const char* kNames[] = {"ICEBERG_TABLE", "ICEBERG_VIEW", "NAMESPACE",
                                           "DELTA_LAKE_TABLE", "UDF"};
  return kNames[content.index()];
}

std::string SerializeContent(const CatalogContent& content) {
  json object = std::visit(ToJson(), content);
  object["type"] = ContentTypeName(content);
  return object.dump();
}

CatalogContent ParseContent(const versions::Content& content, const versions::ContentKey& key) {
  try {
    return FromJson(json::parse(content.payload));
  } catch (const json::exception& error) {
    base::Throw(base::ErrorKind::kDataCorruption, "the catalog's content of {} is damaged: {}",
                key.ToString(), error.what());
  }
}

versions::ContentKey KeyOf(const TableIdentifier& identifier) {
  std::vector<std::string> elements = identifier.ns;
  elements.push_back(identifier.name);
  return versions::ContentKey(std::move(elements));
}

versions::ContentKey KeyOf(const Namespace& ns) { return versions::ContentKey(ns); }

TableIdentifier IdentifierOf(const versions::ContentKey& key) {
  TableIdentifier identifier;
  identifier.ns.assign(key.elements.begin(), key.elements.end() - 1);
  identifier.name = key.elements.back();
  return identifier;
}

}  // namespace tarn::catalog
