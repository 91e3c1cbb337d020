#include "catalog/table_merge.h"

#include <algorithm>
#include <set>

#include "base/error.h"
#include "iceberg/action/cherry_pick.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/metadata_file.h"
#include "iceberg/update/apply.h"

namespace tarn::catalog {
namespace {

using base::Error;
using iceberg::TableMetadata;

// What the source changed beside data; empty for nothing that matters.
std::string OtherChanges(const TableMetadata& base, const TableMetadata& theirs) {
  if (base.table_uuid != theirs.table_uuid) return "it made another table of that name";
  if (base.format_version != theirs.format_version) return "it changed the format version";
  if (base.schemas != theirs.schemas || base.current_schema_id != theirs.current_schema_id) {
    return "it changed the schema";
  }
  if (base.partition_specs != theirs.partition_specs ||
      base.default_spec_id != theirs.default_spec_id) {
    return "it changed the partitioning";
  }
  if (base.sort_orders != theirs.sort_orders ||
      base.default_sort_order_id != theirs.default_sort_order_id) {
    return "it changed the sort order";
  }
  if (base.properties != theirs.properties || base.location != theirs.location) {
    return "it changed the table's properties";
  }
  if (base.encryption_keys != theirs.encryption_keys) return "it changed the encryption keys";
  auto refs = [](const TableMetadata& metadata) {
    auto others = metadata.refs;
    others.erase(std::string(iceberg::kMainBranch));
    return others;
  };
  return refs(base) == refs(theirs) ? "" : "it changed branches or tags of the table";
}

// Data files fit the target's table only as long as it has their partition specs.
bool HasSpecsOf(const TableMetadata& ours, const TableMetadata& theirs) {
  return std::all_of(theirs.partition_specs.begin(), theirs.partition_specs.end(),
                     [&](const iceberg::PartitionSpec& spec) {
                       const iceberg::PartitionSpec* own = ours.FindSpec(spec.spec_id);
                       return own != nullptr && *own == spec;
                     });
}

// Snapshots that the target has already, by a transplant or by a cherry-pick of the table.
void DropKnown(const TableMetadata& ours, std::vector<iceberg::SnapshotId>& snapshots) {
  std::set<std::string> known;
  const iceberg::Snapshot* at = ours.current_snapshot();
  while (at != nullptr) {
    known.insert(std::to_string(at->snapshot_id.value()));
    auto source = at->summary.find("source-snapshot-id");
    if (source != at->summary.end()) known.insert(source->second);
    at = at->parent_snapshot_id ? ours.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
  std::erase_if(snapshots,
                [&](iceberg::SnapshotId id) { return known.contains(std::to_string(id.value())); });
}

}  // namespace

AppendedSnapshots FindAppends(const TableMetadata& base, const TableMetadata& theirs) {
  AppendedSnapshots result;
  result.obstacle = OtherChanges(base, theirs);
  const iceberg::Snapshot* at = theirs.current_snapshot();
  while (result.obstacle.empty() && at != nullptr && at->snapshot_id != base.current_snapshot_id) {
    const std::string id = std::to_string(at->snapshot_id.value());
    if (at->operation != iceberg::Operation::kAppend) {
      result.obstacle =
          fmt::format("it did more than append: {} in snapshot {}",
                      at->operation ? iceberg::ToString(*at->operation) : "unknown", id);
    }
    result.snapshots.push_back(at->snapshot_id);
    if (!at->parent_snapshot_id) {
      at = nullptr;
      break;
    }
    const iceberg::Snapshot* parent = theirs.FindSnapshot(*at->parent_snapshot_id);
    if (parent == nullptr) {
      result.obstacle = "snapshots between are expired, before " + id;
    }
    at = parent;
  }
  if (result.obstacle.empty() && at == nullptr && base.current_snapshot_id) {
    result.obstacle = "it rolled the table back";
  }
  std::reverse(result.snapshots.begin(), result.snapshots.end());
  return result;
}

std::optional<versions::Content> TableMerger::Resolve(
    const versions::ContentKey& key, const std::optional<versions::Content>& base,
    const std::optional<versions::Content>& ours, const std::optional<versions::Content>& theirs) {
  for (const std::string& path : written_[key]) environment_.store.Remove(path);
  written_[key].clear();
  obstacles_.erase(key);
  if (!base || !ours || !theirs) return std::nullopt;
  if (base->content_id != ours->content_id || base->content_id != theirs->content_id) {
    return std::nullopt;
  }
  const CatalogContent contents[] = {ParseContent(*base, key), ParseContent(*ours, key),
                                     ParseContent(*theirs, key)};
  const TableContent* tables[3];
  for (int i = 0; i < 3; ++i) {
    tables[i] = std::get_if<TableContent>(&contents[i]);
    if (tables[i] == nullptr) return std::nullopt;
  }
  try {
    return ResolveTable(key, *tables[0], *tables[1], *tables[2], *ours);
  } catch (const Error& error) {
    // A table whose metadata cannot be read is no reason to fail what other tables ask for.
    const bool passes = error.kind() == base::ErrorKind::kUnavailable ||
                        error.kind() == base::ErrorKind::kCancelled ||
                        error.kind() == base::ErrorKind::kResourceExhausted ||
                        error.kind() == base::ErrorKind::kInternal;
    if (passes) throw;
    obstacles_[key] = error.message();
    for (const std::string& path : written_[key]) environment_.store.Remove(path);
    written_[key].clear();
    return std::nullopt;
  }
}

std::optional<versions::Content> TableMerger::ResolveTable(const versions::ContentKey& key,
                                                           const TableContent& base,
                                                           const TableContent& ours,
                                                           const TableContent& theirs,
                                                           const versions::Content& current) {
  const auto base_metadata = environment_.cache.Table(base.metadata_location);
  const auto our_metadata = environment_.cache.Table(ours.metadata_location);
  const auto their_metadata = environment_.cache.Table(theirs.metadata_location);
  AppendedSnapshots appends = FindAppends(*base_metadata, *their_metadata);
  if (appends.obstacle.empty() && !HasSpecsOf(*our_metadata, *their_metadata)) {
    appends.obstacle = "the target lacks a partition spec of its files";
  }
  if (!appends.obstacle.empty()) {
    obstacles_[key] = std::move(appends.obstacle);
    return std::nullopt;
  }
  DropKnown(*our_metadata, appends.snapshots);
  if (environment_.dry_run) return versions::Content{current.content_id, SerializeContent(theirs)};

  auto will_write = [&](const std::string& path) {
    environment_.will_write(path);
    written_[key].push_back(path);
  };
  iceberg::SnapshotOptions options;
  options.summary["tarn.merged-snapshots"] = std::to_string(appends.snapshots.size());
  iceberg::AppendFiles append({environment_.store, will_write, nullptr, environment_.clock},
                              std::move(options));
  size_t files = 0;
  for (const iceberg::SnapshotId id : appends.snapshots) {
    for (iceberg::DataFile& file :
         iceberg::AddedDataFiles(*their_metadata, id, environment_.store, nullptr)) {
      file.first_row_id.reset();  // ids of the source's history
      append.Add(std::move(file));
      ++files;
    }
  }
  // The source appended nothing in the end: the target's table is the result.
  if (files == 0) return current;
  const iceberg::ActionResult result = append.Apply(*our_metadata);
  const auto next = iceberg::Apply(our_metadata.get(), result.updates,
                                   {environment_.clock.NowMs(), ours.metadata_location});
  const std::string location =
      iceberg::WriteTableMetadata(environment_.store, next, ours.metadata_location, will_write);
  environment_.make_durable();
  return versions::Content{current.content_id, SerializeContent(ContentOf(next, location))};
}

}  // namespace tarn::catalog
