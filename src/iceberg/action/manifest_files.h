#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "iceberg/action/action.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/manifest/manifest_writer.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// Writes the manifests of one action and remembers them, so that applying the action again writes
// only what changed. Not thread safe.
class ManifestFiles {
 public:
  ManifestFiles(const ActionContext& context, std::string commit_uuid)
      : context_(context), commit_uuid_(std::move(commit_uuid)) {}

  // What this attempt uses is told from what an earlier one left.
  void BeginAttempt() { used_.clear(); }
  // Removes manifests of earlier attempts that this one does not use.
  void RemoveUnused();

  // The manifest of `key`, as it was written before, or filled by `fill` now.
  template <typename Fill>
  ManifestFile Get(const std::string& key, const TableMetadata& metadata, PartitionSpecId spec_id,
                   ManifestContent content, SnapshotId snapshot_id, Fill&& fill) {
    auto known = written_.find(key);
    if (known == written_.end()) {
      ManifestWriter writer = Open(metadata, spec_id, content, snapshot_id);
      fill(writer);
      known = written_.emplace(key, Write(metadata, std::move(writer))).first;
    }
    used_.insert(key);
    return known->second;
  }

  std::shared_ptr<const Manifest> Read(const ManifestFile& file) const {
    return ReadManifest(context_.store, file, context_.cache);
  }
  // Paths of the manifests that this attempt uses.
  std::vector<std::string> used_paths() const;

 private:
  ManifestWriter Open(const TableMetadata& metadata, PartitionSpecId spec_id,
                      ManifestContent content, SnapshotId snapshot_id) const;
  ManifestFile Write(const TableMetadata& metadata, ManifestWriter writer);

  const ActionContext& context_;
  const std::string commit_uuid_;
  uint32_t next_ = 0;
  std::map<std::string, ManifestFile> written_;
  std::set<std::string> used_;
};

// The table's spec; kInvalidArgument when it has none of that id.
const PartitionSpec& SpecOf(const TableMetadata& metadata, PartitionSpecId id);

// The newest schema that has every column the spec is made from: a column may be gone by now, and
// its partition values still need a type.
const Schema& SchemaForSpec(const TableMetadata& metadata, const PartitionSpec& spec);

// How many manifests may gather before they are merged, as the table's properties say.
struct MergePolicy {
  bool enabled = true;
  size_t min_count = 100;
  int64_t target_bytes = int64_t{8} << 20;

  static MergePolicy Of(const TableMetadata& metadata);
};

// Merges the newest of `manifests` (all of `content`, newest first) of a partition spec once
// `min_count` have gathered. Unlike Iceberg Java, which would merge them with everything up to the
// target size, a manifest larger than all newer ones together stays: so a commit's cost does not
// grow with what the table holds.
std::vector<ManifestFile> MergeManifests(std::vector<ManifestFile> manifests,
                                         ManifestContent content, const TableMetadata& metadata,
                                         SnapshotId snapshot_id, const MergePolicy& policy,
                                         ManifestFiles& files);

}  // namespace tarn::iceberg
