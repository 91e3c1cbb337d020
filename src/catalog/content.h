#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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
  std::optional<std::string> sql_text;  // of old clients of Nessie; Tarn does not look at them
  std::optional<std::string> dialect;
};
struct NamespaceContent {
  std::map<std::string, std::string> properties;
};
// What others keep in the catalog through Nessie's API. Tarn hands it back and does not read it.
struct DeltaLakeContent {
  std::vector<std::string> metadata_location_history;
  std::vector<std::string> checkpoint_location_history;
  std::optional<std::string> last_checkpoint;
};
struct UdfContent {
  std::optional<std::string> metadata_location;
  std::optional<std::string> version_id;
  std::optional<std::string> signature_id;
  std::optional<std::string> sql_text;
  std::optional<std::string> dialect;
};
using CatalogContent =
    std::variant<TableContent, ViewContent, NamespaceContent, DeltaLakeContent, UdfContent>;

// Nessie's name of the type, e.g. "ICEBERG_TABLE".
const char* ContentTypeName(const CatalogContent& content);

TableContent ContentOf(const iceberg::TableMetadata& metadata, const std::string& location);
ViewContent ContentOf(const iceberg::ViewMetadata& metadata, const std::string& location);

std::string SerializeContent(const CatalogContent& content);
// kDataCorruption when the payload is not what SerializeContent writes; `key` is for the message.
CatalogContent ParseContent(const versions::Content& content, const versions::ContentKey& key);

versions::ContentKey KeyOf(const TableIdentifier& identifier);
versions::ContentKey KeyOf(const Namespace& ns);
TableIdentifier IdentifierOf(const versions::ContentKey& key);

}  // namespace tarn::catalog
