#include "iceberg/action/ref_actions.h"

#include <set>

#include "base/error.h"
#include "base/suggest.h"
#include "iceberg/scan/snapshot_lookup.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr size_t kMaxNameBytes = 255;

const char* NameOf(RefType type) { return type == RefType::kBranch ? "branch" : "tag"; }

void CheckName(const std::string& name) {
  bool control = false;
  for (const char c : name) control = control || static_cast<unsigned char>(c) < 0x20;
  if (name.empty() || name.size() > kMaxNameBytes || control) {
    base::Throw(ErrorKind::kInvalidArgument,
                "the name of a branch or tag has 1 to {} bytes without control characters: '{}'",
                kMaxNameBytes, name.substr(0, kMaxNameBytes));
  }
}

template <typename T>
void CheckPositive(const std::optional<T>& value, const char* what) {
  if (value && *value <= 0) {
    base::Throw(ErrorKind::kInvalidArgument, "{} must be positive: {}", what, *value);
  }
}

void CheckRetention(const NewRef& ref) {
  CheckPositive(ref.min_snapshots_to_keep, "min_snapshots_to_keep");
  CheckPositive(ref.max_snapshot_age_ms, "max_snapshot_age_in_ms");
  CheckPositive(ref.max_ref_age_ms, "max_reference_age_in_ms");
  if (ref.type == RefType::kTag && (ref.min_snapshots_to_keep || ref.max_snapshot_age_ms)) {
    base::Throw(ErrorKind::kInvalidArgument,
                "a tag is one snapshot: it keeps only max_reference_age_in_ms: '{}'", ref.name);
  }
}

SnapshotId SourceOf(const TableMetadata& metadata, const NewRef& ref) {
  if (ref.snapshot_id) return SnapshotById(metadata, *ref.snapshot_id).snapshot_id;
  const std::string source = ref.source.empty() ? std::string(kMainBranch) : ref.source;
  if (source == kMainBranch && metadata.current_snapshot() == nullptr) {
    throw base::Error(
        ErrorKind::kFailedPrecondition,
        "the table has no snapshot yet that a branch or tag could name: " + metadata.location,
        "insert rows first");
  }
  return SnapshotByRef(metadata, source).snapshot_id;
}

// kNotFound unless the table has a reference of that name and type.
const SnapshotRef& Require(const TableMetadata& metadata, const std::string& name, RefType type) {
  const auto it = metadata.refs.find(name);
  if (it != metadata.refs.end() && it->second.type == type) return it->second;
  std::vector<std::string> names;
  for (const auto& [other, ref] : metadata.refs) {
    if (ref.type == type) names.push_back(other);
  }
  const char* what = type == RefType::kBranch ? "Branch" : "Tag";
  if (it != metadata.refs.end()) {
    base::Throw(ErrorKind::kNotFound, "{} '{}' does not exist: it is a {}", what, name,
                NameOf(it->second.type));
  }
  base::Throw(ErrorKind::kNotFound, "{} '{}' does not exist{}", what, name,
              base::DidYouMean(name, names));
}

}  // namespace

const SnapshotRef& RequireBranch(const TableMetadata& metadata, const std::string& name) {
  return Require(metadata, name, RefType::kBranch);
}

std::vector<TableUpdate> CreateRef(const TableMetadata& metadata, const NewRef& ref,
                                   IfRefExists if_exists) {
  CheckName(ref.name);
  CheckRetention(ref);
  const auto existing = metadata.refs.find(ref.name);
  if (existing != metadata.refs.end()) {
    const bool same_type = existing->second.type == ref.type;
    if (same_type && if_exists == IfRefExists::kKeep) return {};
    if (!same_type || if_exists != IfRefExists::kReplace) {
      base::Throw(ErrorKind::kAlreadyExists, "{} '{}' already exists",
                  existing->second.type == RefType::kBranch ? "Branch" : "Tag", ref.name);
    }
  }
  if (ref.name == kMainBranch && existing != metadata.refs.end()) {
    throw base::Error(ErrorKind::kInvalidArgument, "the branch 'main' cannot be replaced",
                      "ALTER BRANCH main … FAST FORWARD TO moves it");
  }
  SnapshotRef made;
  made.type = ref.type;
  made.snapshot_id = SourceOf(metadata, ref);
  made.min_snapshots_to_keep = ref.min_snapshots_to_keep;
  made.max_snapshot_age_ms = ref.max_snapshot_age_ms;
  made.max_ref_age_ms = ref.max_ref_age_ms;
  return {update::SetSnapshotRef{ref.name, made}};
}

std::vector<TableUpdate> DropRef(const TableMetadata& metadata, const std::string& name,
                                 RefType type, bool if_exists) {
  if (if_exists && !metadata.refs.contains(name)) return {};
  Require(metadata, name, type);
  if (name == kMainBranch) {
    throw base::Error(ErrorKind::kInvalidArgument, "Cannot drop 'main' branch",
                      "TRUNCATE TABLE takes the rows out, DROP TABLE the table");
  }
  return {update::RemoveSnapshotRef{name}};
}

bool IsAncestor(const TableMetadata& metadata, SnapshotId ancestor, SnapshotId snapshot) {
  std::set<SnapshotId> seen;  // a damaged table may come back to itself
  std::optional<SnapshotId> id = snapshot;
  while (id && seen.insert(*id).second) {
    if (*id == ancestor) return true;
    const Snapshot* at = metadata.FindSnapshot(*id);
    if (at == nullptr) return false;
    id = at->parent_snapshot_id;
  }
  return false;
}

std::vector<TableUpdate> FastForward(const TableMetadata& metadata, const std::string& branch,
                                     const std::string& to) {
  SnapshotRef moved = RequireBranch(metadata, branch);
  const SnapshotId target = SnapshotByRef(metadata, to).snapshot_id;
  if (moved.snapshot_id == target) return {};
  if (!IsAncestor(metadata, moved.snapshot_id, target)) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      "Branch '" + branch + "' is not an ancestor of '" + to + "'",
                      "a branch can only move on along the history of the other");
  }
  moved.snapshot_id = target;
  return {update::SetSnapshotRef{branch, moved}};
}

}  // namespace tarn::iceberg
