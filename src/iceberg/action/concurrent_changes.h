#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/action/action.h"
#include "iceberg/expression/expression.h"
#include "iceberg/expression/facts.h"
#include "iceberg/manifest/manifest_entry.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// What can be said of a filter's rows in files that are known by their metadata. `metadata` must
// outlive it.
class FileFilter {
 public:
  FileFilter(const Expression& filter, const TableMetadata& metadata);

  bool MightMatch(const ManifestFile& file) const;
  // By the partition's values alone, which delete files have as well.
  bool PartitionMightMatch(const DataFile& file) const;
  // Of a data file: whether none (kFalse), all (kTrue) or perhaps some rows match.
  Truth Rows(const DataFile& file) const;

 private:
  const TableMetadata& metadata_;
  const BoundExpression bound_;
};

// What other commits did to a branch after the snapshot that a statement read. Manifests are read
// as they were in each of these snapshots, so that rows are found that a later one has moved on.
// Not thread safe.
class ConcurrentChanges {
 public:
  using EntryPtr = std::shared_ptr<const ManifestEntry>;

  // From `since` (null: an empty table) to `head` (null: an empty branch). kConflict when `head`
  // does not descend from `since`, or when a snapshot between them has expired.
  ConcurrentChanges(const ActionContext& context, const TableMetadata& metadata,
                    const Snapshot* head, std::optional<SnapshotId> since,
                    const std::string& branch);

  bool empty() const { return snapshots_.empty(); }

  // Each file of `content` that a snapshot added or removed (`status`). With `rewrites`, also what
  // snapshots did that moved rows and changed none.
  void Each(ManifestContent content, EntryStatus status, bool rewrites, const FileFilter* filter,
            const std::function<void(const EntryPtr&)>& visit) const;

  // kConflict for the first file that may have rows for `filter`.
  void CheckNoNewData(const FileFilter& filter) const;
  void CheckNoNewDeletes(const FileFilter& filter) const;
  void CheckNoRemovedData(const FileFilter& filter) const;
  // kConflict when new deletes apply to one of `data`, files of the state that was read.
  void CheckNoNewDeletesFor(const std::vector<EntryPtr>& data, bool ignore_equality) const;

 private:
  const ActionContext& context_;
  const TableMetadata& metadata_;
  std::vector<const Snapshot*> snapshots_;  // newest first
};

}  // namespace tarn::iceberg
