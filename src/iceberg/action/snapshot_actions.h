#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
// kInvalidArgument for files of a partition spec that the table does not have, kFailedPrecondition
// for delete files that the table's format version does not take (1: none; 2: no deletion vectors;
// 3: no new position delete files), and what the store throws. An action that is dropped leaves its
// files to whoever was told by will_write.
//
// Delete files that can apply to nothing any more (of a data file that is taken out, or older than
// every data file) are taken out with it.

struct SnapshotOptions {
  std::string branch = std::string(kMainBranch);
  // Added to the snapshot's summary; they cannot replace what the action writes there itself.
  std::map<std::string, std::string> summary;
};

// How much of what others commit meanwhile a statement must not miss. Serializable: no rows of what
// it read may have been added. Snapshot: only rows that it changes itself must not have been
// changed by others.
enum class IsolationLevel { kSerializable, kSnapshot };
std::string_view ToString(IsolationLevel level);
// "serializable" or "snapshot", as in the properties write.{delete,update,merge}.isolation-level;
// kInvalidArgument for anything else.
IsolationLevel ParseIsolationLevel(std::string_view text);

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
  // or delete files, or took data files out, that may have rows for `filter`: what a statement that
  // read under that snapshot needs to be serializable.
  void ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter = True());
  // For a statement that rewrites files: kConflict when another commit after `since` deleted rows
  // of files that this one takes out; with kSerializable also when it added data files that may
  // have rows for `filter`.
  void Validate(IsolationLevel level, std::optional<SnapshotId> since, Expression filter = True());
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

// DELETE, UPDATE and MERGE by delete files: adds position deletes, deletion vectors or equality
// deletes and, for changed rows, data files. Position deletes must not refer to data files of the
// same action.
class RowDelta {
 public:
  explicit RowDelta(ActionContext context, SnapshotOptions options = {});
  ~RowDelta();
  RowDelta(RowDelta&&) noexcept;

  void AddRows(DataFile file);
  // kInvalidArgument when `file.content` is data.
  void AddDeletes(DataFile file);
  // A data file whose rows are all gone; kConflict when somebody else took it out.
  void RemoveRows(const std::string& file_path);
  // A delete file that one of this action replaces (the older deletion vector of a data file,
  // merged into the new one); kConflict when somebody else took it out.
  void RemoveDeletes(const DataFile& file);
  // kConflict when one of these was taken out meanwhile.
  void ValidateDataFilesExist(std::vector<std::string> file_paths);
  void ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter = True());
  // For a statement that read the rows of `filter` under `since`. kConflict when another commit
  // took out a data file that this one's deletes refer to, or (when this action adds rows: UPDATE
  // and MERGE) deleted rows that may match; with kSerializable also when it added rows that may
  // match.
  void Validate(IsolationLevel level, std::optional<SnapshotId> since, Expression filter = True());
  // Beside all of these: kConflict when another commit gave a data file a deletion vector that this
  // action gives one too, and does not remove.
  ActionResult Apply(const TableMetadata& metadata);

 private:
  std::unique_ptr<SnapshotProducer> producer_;
};

// Compaction: replaces data and delete files by others with the same rows. The snapshot's operation
// is "replace", which readers of changes pass over. kInvalidArgument from Apply when nothing is
// replaced, or data (deletes) are added and none are removed.
class RewriteFiles {
 public:
  explicit RewriteFiles(ActionContext context, SnapshotOptions options = {});
  ~RewriteFiles();
  RewriteFiles(RewriteFiles&&) noexcept;

  // The new data files.
  void Add(DataFile file);
  // New delete files. `sequence_number`: the highest of those that they replace, so that they go on
  // applying to the same data files and to no later ones.
  void AddDeletes(DataFile file, std::optional<int64_t> sequence_number = {});
  // kConflict when somebody else took it out.
  void Remove(const std::string& file_path);
  void RemoveDeletes(const DataFile& file);
  // The new data files are as old as the snapshot with this sequence number, which they were made
  // from: equality deletes that others commit meanwhile apply to them, and do not conflict.
  void KeepSequenceNumber(int64_t sequence_number);
  // The snapshot whose files are rewritten. kConflict when another commit after it deleted rows of
  // a file that is replaced.
  void ValidateFrom(SnapshotId since);
  ActionResult Apply(const TableMetadata& metadata);

 private:
  std::unique_ptr<SnapshotProducer> producer_;
  std::vector<DataFile> added_;
  std::optional<int64_t> sequence_number_;
  std::optional<SnapshotId> since_;
  bool filled_ = false;
};

}  // namespace tarn::iceberg
