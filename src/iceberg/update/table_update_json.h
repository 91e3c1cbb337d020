#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/update/table_requirement.h"
#include "iceberg/update/table_update.h"

namespace tarn::iceberg {

// The REST catalog's JSON of updates and requirements. Errors: kInvalidArgument with the place of
// the offending value ("updates[2].snapshot.timestamp-ms: …"), kUnsupported for an unknown action.
std::string SerializeTableUpdate(const TableUpdate& update);
TableUpdate ParseTableUpdate(std::string_view json);
std::string SerializeTableRequirement(const TableRequirement& requirement);
TableRequirement ParseTableRequirement(std::string_view json);

// The body of a commit: {"requirements": […], "updates": […]}; other members are ignored.
struct CommitTableRequest {
  std::vector<TableRequirement> requirements;
  std::vector<TableUpdate> updates;

  friend bool operator==(const CommitTableRequest&, const CommitTableRequest&) = default;
};
CommitTableRequest ParseCommitTableRequest(std::string_view json);
std::string SerializeCommitTableRequest(const CommitTableRequest& request);

}  // namespace tarn::iceberg
