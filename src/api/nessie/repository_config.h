#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "api/nessie/json_reader.h"
#include "metadb/database.h"

namespace tarn::api::nessie {

// What clients keep with the repository for others to go by (Nessie API v2, "repository
// configuration"): one object a type. There is one type, GARBAGE_COLLECTOR, whose policies Nessie's
// collector reads; `tarn gc` has its own. Kept in the metadata database. Thread safe; several
// processes may use one database.
class RepositoryConfigs {
 public:
  explicit RepositoryConfigs(metadb::Database& database);

  std::optional<nlohmann::json> Find(const std::string& type);
  // Checks and keeps the object of its type; gives what was kept before. kInvalidArgument for a
  // type that is not known and for fields that are none; kPermissionDenied for users who are no
  // admins.
  std::optional<nlohmann::json> Update(const JsonPlace& config);

 private:
  metadb::Database& database_;
};

}  // namespace tarn::api::nessie
