#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/change.h"
#include "iceberg/action/action.h"

namespace tarn::engine::embedded {

// What a transaction does to a branch of a table: one snapshot.
struct BranchSnapshot {
  std::string branch;
  std::function<iceberg::ActionResult(const iceberg::TableMetadata&)> action;
  // What its data files were written for; null when it has none.
  std::shared_ptr<const iceberg::TableMetadata> written_for;
  std::shared_ptr<const void> owner;  // of what `action` refers to
};

// Gives `build` with the branches' snapshots after whatever else it does to the table. kConflict
// when columns or partitioning differ from what files were written for, and as the actions
// validate; kNotFound when a branch was dropped meanwhile.
catalog::BuildTableCommit WithBranchSnapshots(catalog::BuildTableCommit build,
                                              std::vector<BranchSnapshot> snapshots,
                                              base::Clock& clock);

}  // namespace tarn::engine::embedded
