#include "catalog/content.h"

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace tarn::catalog {
namespace {

using nlohmann::json;

struct ToJson {
  json operator()(const TableContent& table) const {
    return {{"type", "ICEBERG_TABLE"},         {"metadataLocation", table.metadata_location},
            {"snapshotId", table.snapshot_id}, {"schemaId", table.schema_id},
            {"specId", table.spec_id},         {"sortOrderId", table.sort_order_id}};
  }
  json operator()(const ViewContent& view) const {
    return {{"type", "ICEBERG_VIEW"},
            {"metadataLocation", view.metadata_location},
            {"versionId", view.version_id},
            {"schemaId", view.schema_id}};
  }
  json operator()(const NamespaceContent& ns) const {
    return {{"type", "NAMESPACE"}, {"properties", ns.properties}};
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
                       value.at("versionId").get<int64_t>(), value.at("schemaId").get<int32_t>()};
  }
  if (type == "NAMESPACE") {
    return NamespaceContent{value.at("properties").get<std::map<std::string, std::string>>()};
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
  return {location, metadata.current_version_id.value(),
          metadata.current_version().schema_id.value()};
}

std::string SerializeContent(const CatalogContent& content) {
  return std::visit(ToJson(), content).dump();
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
