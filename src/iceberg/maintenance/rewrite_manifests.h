#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/action/action.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// Writes the manifests of `main` anew: many small ones become few of the target size
// (commit.manifest.target-size-bytes, 8 MB), entries ordered by partition so that a filter on
// partitions skips most manifests. Files, rows, row ids and sequence numbers stay as they are
// (operation "replace"). What would not get better is left: a spec's manifests that are as few as
// they can be.
//
// Memory: one manifest in the reading and one in the writing; the manifests of a spec are ordered
// by partition only while they are up to 32 MB together, and merged in their order beyond.
//
// Applied again after a lost race it begins anew and removes what it had written: never do that
// while the earlier result may have been committed. Not thread safe. Errors: of the store;
// kDataCorruption for missing or damaged manifests.
class RewriteManifests {
 public:
  explicit RewriteManifests(ActionContext context) : context_(std::move(context)) {}

  // Without updates when there is nothing to gain.
  ActionResult Apply(const TableMetadata& metadata);

  uint64_t rewritten() const { return rewritten_; }  // manifests taken out by the last Apply
  uint64_t added() const { return added_; }

 private:
  using Manifests = std::vector<ManifestFile>;

  void Rewrite(const TableMetadata& metadata, const Manifests& group, Manifests& result);
  void Write(const std::string& path, std::string_view bytes);
  ActionResult Finish(const TableMetadata& metadata, const Snapshot& parent, Manifests manifests);

  ActionContext context_;
  std::string commit_uuid_;
  SnapshotId snapshot_id_;
  uint32_t next_ = 0;
  std::vector<std::string> written_;
  uint64_t rewritten_ = 0;
  uint64_t added_ = 0;
};

}  // namespace tarn::iceberg
