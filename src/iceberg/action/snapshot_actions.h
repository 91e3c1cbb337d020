#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/action/action.h"
#include "iceberg/expression/expression.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/snapshot.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// Actions that make a snapshot. Each is filled, then applied to the table's metadata; after a lost
// race it is applied again to the newer metadata, which costs a manifest list: manifests of new
// files are written once, kept ones are only named. Applying again removes what only the earlier
// result needed: never do it while that may have been committed. Not thread safe.
//
// Apply throws kConflict when what happened in between does not fit (each class says when),
// kInvalidArgument for files of a partition spec that the table does not have, and what the store
// throws. An action that is dropped leaves its files to whoever was told by will_write.

struct SnapshotOptions {
  std::string branch = std::string(kMainBranch);
  // Added to the snapshot's summary; they cannot replace what the action writes there itself.
  std::map<std::string, std::string> summary;
};

class SnapshotProducer;

// INSERT: adds data files; fits on anything. Manifests are merged as Iceberg's table properties say
// (commit.manifest-merge.enabled, commit.manifest.min-count-to-merge 100,
// commit.manifest.target-size-bytes 8 MB), so that a table of many small commits stays fast.
class AppendFiles {
 public:
  explicit AppendFiles(ActionContext context, SnapshotOptions options = {});
  ~AppendFiles();
  AppendFiles(AppendFiles&&) noexcept;

  // `file.spec_id` names a spec of the table; `file.partition` has its values.
  void Add(DataFile file);
  ActionResult Apply(const TableMetadata& metadata);

 private:
  std::unique_ptr<SnapshotProducer> producer_;
};

// INSERT OVERWRITE, rewriting UPDATE and DELETE: takes out data files and adds others in one
// snapshot.
class OverwriteFiles {
 public:
  explicit OverwriteFiles(ActionContext context, SnapshotOptions options = {});
  ~OverwriteFiles();
  OverwriteFiles(OverwriteFiles&&) noexcept;

  void Add(DataFile file);
  // A file that must be there: kConflict when somebody else took it out.
  void Delete(const std::string& file_path);
  // Everything that is there when the action is applied, deletes included.
  void DeleteAll();
  // Every file whose rows all match; kFailedPrecondition for a file with both matching and other
  // rows (it must be rewritten).
  void DeleteWhere(Expression filter);
  // kConflict when another commit after `since` (null: since the table was empty) added data files,
  // or delete files, that may have rows for `filter`: what a statement that read under that
  // snapshot needs to be serializable.
  void ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter = True());
  ActionResult Apply(const TableMetadata& metadata);

 private:
  std::unique_ptr<SnapshotProducer> producer_;
};

// DELETE of whole files. The snapshot's operation is "delete".
class DeleteFiles {
 public:
  explicit DeleteFiles(ActionContext context, SnapshotOptions options = {});
  ~DeleteFiles();
  DeleteFiles(DeleteFiles&&) noexcept;

  void Delete(const std::string& file_path);
  void DeleteAll();
  void DeleteWhere(Expression filter);
  void ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter = True());
  ActionResult Apply(const TableMetadata& metadata);

 private:
  std::unique_ptr<SnapshotProducer> producer_;
};

// DELETE, UPDATE and MERGE by delete files: adds position or equality deletes and, for changed
// rows, data files. Delete files must not refer to data files of the same action.
class RowDelta {
 public:
  explicit RowDelta(ActionContext context, SnapshotOptions options = {});
  ~RowDelta();
  RowDelta(RowDelta&&) noexcept;

  void AddRows(DataFile file);
  // kInvalidArgument when `file.content` is data.
  void AddDeletes(DataFile file);
  // kConflict when one of these was taken out meanwhile.
  void ValidateDataFilesExist(std::vector<std::string> file_paths);
  void ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter = True());
  ActionResult Apply(const TableMetadata& metadata);

 private:
  std::unique_ptr<SnapshotProducer> producer_;
};

}  // namespace tarn::iceberg
