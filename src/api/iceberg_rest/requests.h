#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/identifier.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/update/table_update_json.h"
#include "iceberg/view_metadata.h"
#include "store/s3/s3_access.h"

namespace tarn::api::iceberg_rest {

// The bodies of requests (REST catalog OpenAPI, components/schemas). Members that are not known are
// ignored. Errors: kInvalidArgument with the place of the offending value ("request: properties.a:
// expected a string, got 7"). Names are checked as catalog::CheckName does.

struct CreateNamespaceRequest {
  catalog::Namespace ns;
  std::map<std::string, std::string> properties;
};
CreateNamespaceRequest ParseCreateNamespace(std::string_view json);

struct UpdatePropertiesRequest {
  std::vector<std::string> removals;
  std::map<std::string, std::string> updates;
};
UpdatePropertiesRequest ParseUpdateProperties(std::string_view json);

struct CreateTableRequest {
  std::string name;
  iceberg::NewTable table;  // its location is empty unless asked for
  bool stage_create = false;
};
CreateTableRequest ParseCreateTable(std::string_view json);

struct RegisterRequest {
  std::string name;
  std::string metadata_location;
  bool overwrite = false;
};
RegisterRequest ParseRegister(std::string_view json);

// The name may say a branch: it is checked once that is off.
struct RenameRequest {
  catalog::TableIdentifier source;
  catalog::TableIdentifier destination;
};
RenameRequest ParseRename(std::string_view json);

struct TableChange {
  catalog::TableIdentifier identifier;
  iceberg::CommitTableRequest commit;
};
// 400 also for an update or a requirement that is not known, as the specification demands.
iceberg::CommitTableRequest ParseCommit(std::string_view json);
std::vector<TableChange> ParseCommitTransaction(std::string_view json);

struct CreateViewRequest {
  std::string name;
  std::string location;
  iceberg::Schema schema;
  iceberg::ViewVersion version;
  std::map<std::string, std::string> properties;
};
CreateViewRequest ParseCreateView(std::string_view json);

// RemoteSignRequest, and S3SignRequest of the older signer API.
store::s3::RemoteRequest ParseSignRequest(std::string_view json);

// The report as compact JSON, checked for what every report has.
std::string ParseMetricsReport(std::string_view json);

// A function's metadata file (UDF specification, format version 1) as compact JSON, checked for
// what every one has. kDataCorruption with `location` and the place of what is wrong.
std::string ParseFunctionMetadata(const std::string& json, const std::string& location);

}  // namespace tarn::api::iceberg_rest
