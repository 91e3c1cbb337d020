#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/change.h"
#include "iceberg/action/action.h"
#include "iceberg/manifest/data_file.h"

namespace tarn::engine::embedded {

// Rows that a transaction appends to a branch of a table (INSERT INTO table @ branch).
struct BranchAppend {
  std::vector<iceberg::DataFile> files;
  std::map<std::string, std::string> summary;
};
using BranchAppends = std::map<std::string, BranchAppend>;  // by branch

// Gives `build` with the appends after whatever else it does to the table; without it (empty) they
// are all that is done. Each branch gets one snapshot. Building again after a lost race writes a
// manifest list a branch. kConflict when columns or partitioning differ from `written_for`, for
// which the files were written; kNotFound when a branch was dropped meanwhile.
catalog::BuildTableCommit WithBranchAppends(
    catalog::BuildTableCommit build, BranchAppends appends, const iceberg::ActionContext& context,
    std::shared_ptr<const iceberg::TableMetadata> written_for);

}  // namespace tarn::engine::embedded
