#pragma once

#include <map>
#include <string>
#include <variant>

#include "catalog/identifier.h"
#include "iceberg/table_metadata.h"
#include "iceberg/view_metadata.h"
#include "versions/commit.h"
#include "versions/content_key.h"

namespace tarn::catalog {

// What stands under a key of the version store, as JSON with Nessie's names of types and members,
// so that the same store serves Nessie's API.
struct TableContent {
  std::string metadata_location;
  int64_t snapshot_id = -1;  // -1: no data
  int32_t schema_id = 0;
  int32_t spec_id = 0;
  int32_t sort_order_id = 0;
};
struct ViewContent {
  std::string metadata_location;
  int64_t version_id = 1;
  int32_t schema_id = 0;
};
struct NamespaceContent {
  std::map<std::string, std::string> properties;
};
using CatalogContent = std::variant<TableContent, ViewContent, NamespaceContent>;

TableContent ContentOf(const iceberg::TableMetadata& metadata, const std::string& location);
ViewContent ContentOf(const iceberg::ViewMetadata& metadata, const std::string& location);

std::string SerializeContent(const CatalogContent& content);
// kDataCorruption when the payload is not what SerializeContent writes; `key` is for the message.
CatalogContent ParseContent(const versions::Content& content, const versions::ContentKey& key);

versions::ContentKey KeyOf(const TableIdentifier& identifier);
versions::ContentKey KeyOf(const Namespace& ns);
TableIdentifier IdentifierOf(const versions::ContentKey& key);

}  // namespace tarn::catalog
