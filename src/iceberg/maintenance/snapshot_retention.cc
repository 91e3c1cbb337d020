#include "iceberg/maintenance/snapshot_retention.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/error.h"
#include "iceberg/scan/snapshot_lookup.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;

constexpr int64_t kDefaultMaxSnapshotAgeMs = int64_t{5} * 24 * 60 * 60 * 1000;
constexpr int64_t kForever = std::numeric_limits<int64_t>::max();

// now - age, not below the beginning of time.
int64_t CutoffOf(int64_t now_ms, int64_t age_ms) {
  return age_ms > now_ms ? std::numeric_limits<int64_t>::min() : now_ms - age_ms;
}

struct Policy {
  int64_t max_snapshot_age_ms;
  int64_t min_snapshots_to_keep;
  int64_t max_ref_age_ms;
};

Policy PolicyOf(const TableMetadata& metadata, const RetentionOptions& options) {
  Policy policy{};
  policy.max_snapshot_age_ms = options.max_snapshot_age_ms.value_or(
      metadata.IntProperty("history.expire.max-snapshot-age-ms", kDefaultMaxSnapshotAgeMs));
  policy.min_snapshots_to_keep =
      options.min_snapshots_to_keep
          ? *options.min_snapshots_to_keep
          : metadata.IntProperty("history.expire.min-snapshots-to-keep", 1);
  policy.max_ref_age_ms = metadata.IntProperty("history.expire.max-ref-age-ms", kForever);
  if (policy.max_snapshot_age_ms < 0 || policy.max_ref_age_ms < 0) {
    base::Throw(ErrorKind::kInvalidArgument, "the age of snapshots to keep is negative: {} ms",
                std::min(policy.max_snapshot_age_ms, policy.max_ref_age_ms));
  }
  if (policy.min_snapshots_to_keep < 1) {
    throw base::Error(
        ErrorKind::kInvalidArgument,
        fmt::format("the number of snapshots to keep is {}", policy.min_snapshots_to_keep),
        "at least 1 stays on each branch");
  }
  return policy;
}

// The snapshots of a branch that stay: those young enough, and the newest few whatever their age.
void KeepOfBranch(const TableMetadata& metadata, const SnapshotRef& ref, const Policy& policy,
                  int64_t now_ms, std::set<SnapshotId>& kept) {
  const int64_t least = ref.min_snapshots_to_keep.value_or(
      static_cast<int32_t>(std::min<int64_t>(policy.min_snapshots_to_keep, INT32_MAX)));
  const int64_t cutoff =
      CutoffOf(now_ms, ref.max_snapshot_age_ms.value_or(policy.max_snapshot_age_ms));
  const Snapshot* at = metadata.FindSnapshot(ref.snapshot_id);
  // As many steps as there are snapshots: damaged parents must not lead in circles.
  for (size_t count = 0; at && count < metadata.snapshots.size(); ++count) {
    const bool stays =
        count < static_cast<size_t>(std::max<int64_t>(1, least)) || at->timestamp_ms >= cutoff;
    if (!stays) return;
    kept.insert(at->snapshot_id);
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
}

// Everything that a ref comes from.
void AncestorsOf(const TableMetadata& metadata, SnapshotId head, std::set<SnapshotId>& found) {
  const Snapshot* at = metadata.FindSnapshot(head);
  while (at && found.insert(at->snapshot_id).second) {
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
}

void DecideUnusedMetadata(const TableMetadata& metadata, const std::set<SnapshotId>& gone,
                          const std::vector<PartitionSpecId>& specs_in_use,
                          Expiration& expiration) {
  std::set<SchemaId> schemas = {metadata.current_schema_id};
  for (const Snapshot& snapshot : metadata.snapshots) {
    if (!gone.contains(snapshot.snapshot_id) && snapshot.schema_id) {
      schemas.insert(*snapshot.schema_id);
    }
  }
  for (const Schema& schema : metadata.schemas) {
    if (!schemas.contains(schema.schema_id)) expiration.schemas.push_back(schema.schema_id);
  }
  std::set<PartitionSpecId> specs(specs_in_use.begin(), specs_in_use.end());
  specs.insert(metadata.default_spec_id);
  for (const PartitionSpec& spec : metadata.partition_specs) {
    if (!specs.contains(spec.spec_id)) expiration.specs.push_back(spec.spec_id);
  }
}

}  // namespace

Expiration DecideExpiration(const TableMetadata& metadata, const RetentionOptions& options,
                            const std::vector<PartitionSpecId>& specs_in_use) {
  const Policy policy = PolicyOf(metadata, options);
  Expiration expiration;
  std::set<SnapshotId> kept;
  std::set<SnapshotId> referenced;
  for (const auto& [name, ref] : metadata.refs) {
    const Snapshot* head = metadata.FindSnapshot(ref.snapshot_id);
    const int64_t age = ref.max_ref_age_ms.value_or(policy.max_ref_age_ms);
    const bool stays =
        name == kMainBranch ||
        (head && (age == kForever || head->timestamp_ms >= CutoffOf(options.now_ms, age)));
    if (!stays) {
      expiration.refs.push_back(name);
      continue;
    }
    if (ref.type == RefType::kBranch) {
      KeepOfBranch(metadata, ref, policy, options.now_ms, kept);
      AncestorsOf(metadata, ref.snapshot_id, referenced);
    } else {
      kept.insert(ref.snapshot_id);
    }
  }
  if (metadata.current_snapshot_id) kept.insert(*metadata.current_snapshot_id);

  // Snapshots that no branch comes from (staged, rolled back) go by their age alone.
  const int64_t cutoff = CutoffOf(options.now_ms, policy.max_snapshot_age_ms);
  std::set<SnapshotId> gone;
  for (const Snapshot& snapshot : metadata.snapshots) {
    const SnapshotId id = snapshot.snapshot_id;
    if (kept.contains(id)) continue;
    if (!referenced.contains(id) && snapshot.timestamp_ms >= cutoff) continue;
    gone.insert(id);
    expiration.snapshots.push_back(id);
  }
  if (options.clean_metadata) DecideUnusedMetadata(metadata, gone, specs_in_use, expiration);
  return expiration;
}

ActionResult ExpireSnapshots(const TableMetadata& metadata, const Expiration& expiration) {
  ActionResult result;
  result.requirements.emplace_back(requirement::AssertTableUuid{metadata.table_uuid});
  for (const std::string& ref : expiration.refs) {
    result.updates.emplace_back(update::RemoveSnapshotRef{ref});
  }
  if (!expiration.snapshots.empty()) {
    result.updates.emplace_back(update::RemoveSnapshots{expiration.snapshots});
  }
  if (!expiration.specs.empty()) {
    result.updates.emplace_back(update::RemovePartitionSpecs{expiration.specs});
  }
  if (!expiration.schemas.empty()) {
    result.updates.emplace_back(update::RemoveSchemas{expiration.schemas});
  }
  return result;
}

ActionResult RollbackToSnapshot(const TableMetadata& metadata, SnapshotId id) {
  SnapshotById(metadata, id);
  ActionResult result;
  result.requirements.emplace_back(requirement::AssertTableUuid{metadata.table_uuid});
  SnapshotRef ref{.snapshot_id = id};
  const auto known = metadata.refs.find(std::string(kMainBranch));
  if (known != metadata.refs.end()) {
    ref = known->second;
    ref.snapshot_id = id;
  }
  result.updates.emplace_back(update::SetSnapshotRef{std::string(kMainBranch), ref});
  return result;
}

}  // namespace tarn::iceberg
