#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/table_metadata.h"
#include "iceberg/update/table_update.h"

namespace tarn::iceberg {

// Branches and tags of one table (spec: Snapshot References). Pure: each gives the changes of
// `metadata`, none when there is nothing to do. Names are 1 to 255 bytes without control
// characters, else kInvalidArgument.

enum class IfRefExists { kFail, kKeep, kReplace };

// What CREATE BRANCH and CREATE TAG say. The snapshot is that of `source`, a branch or tag (empty:
// main), unless `snapshot_id` names one.
struct NewRef {
  std::string name = {};
  RefType type = RefType::kBranch;
  std::string source = {};
  std::optional<SnapshotId> snapshot_id = {};
  // The first two are for branches only, else kInvalidArgument; all are positive.
  std::optional<int32_t> min_snapshots_to_keep = {};
  std::optional<int64_t> max_snapshot_age_ms = {};
  std::optional<int64_t> max_ref_age_ms = {};
};

// kAlreadyExists, also with kReplace for a reference of the other type; kNotFound for the source;
// kFailedPrecondition for a table without snapshots; kInvalidArgument when `main` would be
// replaced.
std::vector<TableUpdate> CreateRef(const TableMetadata& metadata, const NewRef& ref,
                                   IfRefExists if_exists);
// kNotFound unless `if_exists`; kInvalidArgument for `main`.
std::vector<TableUpdate> DropRef(const TableMetadata& metadata, const std::string& name,
                                 RefType type, bool if_exists);
// Moves a branch to where another branch or tag is; its retention stays. kFailedPrecondition unless
// the branch's snapshot is an ancestor of the other's (also when expired snapshots hide that).
std::vector<TableUpdate> FastForward(const TableMetadata& metadata, const std::string& branch,
                                     const std::string& to);

// kNotFound (with "did you mean") when the table has no such branch; a tag is none.
const SnapshotRef& RequireBranch(const TableMetadata& metadata, const std::string& name);
// Whether `ancestor` is `snapshot` or was before it.
bool IsAncestor(const TableMetadata& metadata, SnapshotId ancestor, SnapshotId snapshot);

}  // namespace tarn::iceberg
