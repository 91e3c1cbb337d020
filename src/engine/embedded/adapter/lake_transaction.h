#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "catalog/catalog.h"
#include "engine/embedded/adapter/branch_table.h"
#include "engine/embedded/adapter/change_mode.h"
#include "engine/embedded/adapter/deleted_rows.h"
#include "engine/embedded/adapter/distinct_statistics.h"
#include "engine/embedded/adapter/lake_branches.h"
#include "iceberg/action/action.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/action/table_actions.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/manifest/manifest_cache.h"
#include "iceberg/scan/plan.h"
#include "iceberg/update/table_update.h"

namespace tarn::engine::embedded {

// A change of a table's metadata (ALTER TABLE), built against the table as it is when the change is
// applied: once for what the transaction sees, again for each try of the commit.
using Alteration = std::function<std::vector<iceberg::TableUpdate>(const iceberg::TableMetadata&)>;

// A snapshot action that is applied when the transaction commits, once for each try; made when the
// context is known in which it writes its metadata files.
using SnapshotAction = std::function<iceberg::ActionResult(const iceberg::TableMetadata&)>;
using MakeSnapshotAction = std::function<SnapshotAction(const iceberg::ActionContext&)>;

// A table as a transaction sees it: metadata with the transaction's own changes, and the files that
// it added to or took out of the snapshot.
struct TableView {
  std::shared_ptr<const iceberg::TableMetadata> metadata;
  std::string
      metadata_location;  // the file it was read from; empty once the transaction changed it
  // The snapshot that is read; null when the table has none (it is new or was replaced).
  const iceberg::Snapshot* snapshot = nullptr;
  std::vector<iceberg::DataFile> added;
  std::set<std::string> removed;
  DeletedRows taken_out;
  // What a statement that rewrites files is confined to; null for all.
  std::shared_ptr<const std::set<std::string>> only;
  // Those files as they were planned already; null when they were not.
  std::shared_ptr<const std::vector<iceberg::FileScanTask>> planned;

  bool has_local_changes() const {
    return !added.empty() || !removed.empty() || !taken_out.empty();
  }
};

// A data file that a statement which changes rows has opened.
struct ScannedFile {
  std::shared_ptr<const iceberg::DataFile> file;
  bool of_transaction = false;  // added by it, in no snapshot yet
  uint64_t deleted = 0;         // rows that were gone already
  std::vector<std::shared_ptr<const iceberg::ManifestEntry>> deletes;  // that apply to it
};

// What a statement changes: rows that go, by the path that DuckDB knows their file by, and files
// with rows that come.
struct RowChanges {
  std::unordered_map<std::string, Positions> deleted;
  std::vector<iceberg::DataFile> added;
};

// Rows that the transaction has taken out of one data file of a snapshot.
struct FileDeletes {
  std::shared_ptr<const iceberg::DataFile> file;
  std::shared_ptr<const Positions> positions;
  std::vector<std::shared_ptr<const iceberg::ManifestEntry>> earlier;  // deletes of other commits
};
struct WrittenDeletes {
  std::vector<iceberg::DataFile> files;
  std::vector<iceberg::DataFile> replaced;  // earlier ones that `files` hold as well
};
// Writes delete files for a table; `deletes` are in order of path.
using DeleteWriter = std::function<WrittenDeletes(const iceberg::TableMetadata& metadata,
                                                  const std::vector<FileDeletes>& deletes)>;

struct LakeEntry {
  std::string name;
  catalog::ContentKind kind = catalog::ContentKind::kTable;
};

enum class CreateMode { kCreate, kReplace };

class LakeSavepoint;

// What one transaction sees and has changed: one snapshot of the catalog, pinned at the first look,
// and on top of it the transaction's own changes, which become one catalog commit. Thread safe
// (operators of one statement work side by side); the lock is the transaction's own, and only its
// statements wait while metadata is read under it.
//
// Wherever rows are read or changed, an identifier may name a branch of a table (branch_table.h):
// what is done to it becomes a snapshot of that branch.
//
// Errors: kNotFound and kAlreadyExists as the names say, with "did you mean".
class LakeTransaction {
 public:
  LakeTransaction(catalog::Catalog& catalog, iceberg::ManifestCache& cache, std::string ref,
                  base::Clock& clock = base::Clock::System());
  ~LakeTransaction();

  const std::string& ref() const { return ref_; }
  std::shared_ptr<const catalog::CatalogSnapshot> snapshot();
  catalog::Catalog& catalog() { return catalog_; }
  iceberg::ManifestCache& cache() { return cache_; }

  std::vector<catalog::Namespace> Namespaces();
  bool NamespaceExists(const catalog::Namespace& ns);
  std::vector<LakeEntry> List(const catalog::Namespace& ns);
  std::optional<catalog::ContentKind> Find(const catalog::TableIdentifier& id);
  TableView Table(const catalog::TableIdentifier& id);
  std::shared_ptr<const iceberg::ViewMetadata> View(const catalog::TableIdentifier& id);

  void CreateNamespace(const catalog::Namespace& ns,
                       std::map<std::string, std::string> properties = {});
  // kFailedPrecondition unless empty; with `cascade` what is inside goes too.
  void DropNamespace(const catalog::Namespace& ns, bool cascade);
  // Gives the metadata with which files are to be written. With kReplace a table of that name keeps
  // its uuid and history. An empty location means the catalog's.
  std::shared_ptr<const iceberg::TableMetadata> CreateTable(const catalog::TableIdentifier& id,
                                                            iceberg::NewTable definition,
                                                            CreateMode mode);
  // With `keep_files` another catalog takes it over: see catalog::DropTable.
  void DropTable(const catalog::TableIdentifier& id, bool keep_files = false);
  void RenameTable(const catalog::TableIdentifier& from, const catalog::TableIdentifier& to);
  void AlterTable(const catalog::TableIdentifier& id, const Alteration& alteration);
  void PutView(const catalog::TableIdentifier& id, const iceberg::Schema& schema,
               iceberg::ViewVersion version, CreateMode mode, iceberg::Properties properties = {});
  void DropView(const catalog::TableIdentifier& id);
  void RenameView(const catalog::TableIdentifier& from, const catalog::TableIdentifier& to);

  // Rows for a table; an empty list still makes a snapshot. `summary` goes into it.
  void Append(const catalog::TableIdentifier& id, std::vector<iceberg::DataFile> files,
              const std::map<std::string, std::string>& summary = {});
  // Columns of which a statement that adds rows should count the values, as Trino chooses them: all
  // while the table has no row, then those that have statistics.
  std::set<iceberg::FieldId> ColumnsToCount(const catalog::TableIdentifier& id);
  // The values of rows that were added, for the statistics of the commit's snapshot.
  void AddCounts(const catalog::TableIdentifier& id, const DistinctSketches& counts);
  // Takes out every row that the transaction sees.
  void RemoveAll(const catalog::TableIdentifier& id);
  // Takes out whole files, and adds those that replace them.
  void Rewrite(const catalog::TableIdentifier& id, const std::set<std::string>& removed,
               std::vector<iceberg::DataFile> added);
  // Takes out the files of those partitions that `added` has files of (dynamic partition
  // overwrite), all when the table has no partitions. kFailedPrecondition when the table has files
  // of an earlier partitioning.
  void OverwritePartitions(const catalog::TableIdentifier& id,
                           std::vector<iceberg::DataFile> added);
  // kAlreadyExists when there are rows in a partition that `added` has files of.
  void RequireNewPartitions(const catalog::TableIdentifier& id,
                            const std::vector<iceberg::DataFile>& added);

  // A statement that changes rows begins: until ChangeRows, scans of its table tell what they read.
  void BeginChanges(const catalog::TableIdentifier& id, ChangeKind kind);
  bool tracks_changes(const catalog::TableIdentifier& id);
  void NoteRead(const iceberg::Expression& filter);
  void NoteScannedFile(const std::string& duck_path, const ScannedFile& file);
  // Takes out whole files where `filter` holds for every row, by what the metadata tells. Gives the
  // number of their rows; `done` tells whether no other file can have rows for it.
  uint64_t RemoveWhere(const catalog::TableIdentifier& id, const iceberg::Expression& filter,
                       bool& done);
  // Ends what BeginChanges began. Files that lose all rows go; of the others some are to be written
  // anew, as the table's mode says: TakeRewrites names them, and Rewrite brings what replaces them.
  void ChangeRows(const catalog::TableIdentifier& id, RowChanges changes);
  std::set<std::string> TakeRewrites(const catalog::TableIdentifier& id);
  // Confines scans of one table to some of its files, or to all again (null). With `planned`, what
  // planning the table would say of them, nothing is planned again.
  void ConfineScans(const catalog::TableIdentifier& id,
                    std::shared_ptr<const std::set<std::string>> files,
                    std::shared_ptr<const std::vector<iceberg::FileScanTask>> planned = {});
  // Writes what was deleted and is not written anew as delete files; before Commit.
  void WriteDeletes(const DeleteWriter& writer);

  // What the table's part of the commit does beside the rest. Statements of the transaction do not
  // see it.
  void AddAction(const catalog::TableIdentifier& id, MakeSnapshotAction make);
  // A change of the catalog that is none of the above, put last. Statements do not see it.
  void AddChange(catalog::Change change);

  // Declares a file before its first byte is written; it goes with the transaction.
  void WillWrite(const std::string& path);

  // The changes as they are now, to come back to: lake_savepoint.cc. No statement is running.
  std::shared_ptr<const LakeSavepoint> Save();
  // Undoes what was done since: `saved` is of this transaction. Files that were written go with the
  // commit, or with the rollback.
  void Restore(const LakeSavepoint& saved);

  bool has_changes();
  // All changes as one commit on `ref`; nothing is done, and nothing returned, without changes.
  std::optional<catalog::CommitResult> Commit(const catalog::CommitInfo& info);
  // Drops all changes and removes the files that were declared. Idempotent.
  void Rollback() noexcept;

 private:
  friend class LakeSavepoint;
  struct PendingTable;
  struct PendingView;
  struct RunningChange;

  std::shared_ptr<const catalog::CatalogSnapshot> SnapshotLocked();
  std::optional<catalog::ContentKind> FindLocked(const catalog::TableIdentifier& id);
  bool NamespaceExistsLocked(const catalog::Namespace& ns);
  std::vector<LakeEntry> ListLocked(const catalog::Namespace& ns);
  PendingTable& PendingLocked(const catalog::TableIdentifier& id);
  std::shared_ptr<const iceberg::TableMetadata> MetadataLocked(const catalog::TableIdentifier& id);
  // Whether a branch's table exists and has it.
  bool HasBranchLocked(const TableBranch& branch);
  void RefreshBranchLocked(PendingTable& pending, const TableBranch& branch);
  static void TakeOutFiles(PendingTable& pending, const std::set<std::string>& paths);
  std::vector<iceberg::FileScanTask> PlanLocked(const PendingTable& pending,
                                                const iceberg::Expression& filter);
  std::set<std::string> FilesOfPartitionsLocked(const PendingTable& pending,
                                                const std::vector<iceberg::DataFile>& of);
  void RequireNamespaceLocked(const catalog::Namespace& ns);
  // `target` begins the message when the name is that of a rename.
  void RequireAbsentLocked(const catalog::TableIdentifier& id, std::string_view target = {});
  void RequireKindLocked(const catalog::TableIdentifier& id, catalog::ContentKind kind);
  void ForgetLocked(const catalog::TableIdentifier& id);
  catalog::WriteIntent& IntentLocked();
  void RemoveUndone() noexcept;
  // What actions of the commit work with.
  iceberg::ActionContext ContextLocked();
  std::vector<catalog::Change> ChangesLocked();
  static iceberg::SnapshotOptions OptionsOf(const PendingTable& table);
  // Makes the table's snapshot at each try of a commit; empty when there is none to make.
  static SnapshotAction SnapshotActionOf(const PendingTable& table,
                                         const iceberg::ActionContext& context);
  static SnapshotAction CountActionOf(const PendingTable& table,
                                      const iceberg::ActionContext& context);
  // For rows that are changed. Deletion vectors that others commit meanwhile to the same data files
  // are merged in. `table` must outlive the action.
  static SnapshotAction DeltaOf(const PendingTable& table, const iceberg::ActionContext& context);
  static std::unique_ptr<iceberg::RowDelta> MakeDelta(const PendingTable& table,
                                                      const WrittenDeletes& deletes,
                                                      const iceberg::ActionContext& context);
  std::vector<BranchSnapshot> BranchSnapshotsLocked(const catalog::TableIdentifier& table);
  catalog::PutTable PutOf(const catalog::TableIdentifier& id,
                          std::shared_ptr<const PendingTable> table);

  catalog::Catalog& catalog_;
  iceberg::ManifestCache& cache_;
  const std::string ref_;
  base::Clock& clock_;

  std::mutex mutex_;
  std::shared_ptr<const catalog::CatalogSnapshot> snapshot_;
  std::unique_ptr<catalog::WriteIntent> intent_;
  std::map<catalog::Namespace, std::map<std::string, std::string>> created_namespaces_;
  std::set<catalog::Namespace> dropped_namespaces_;
  std::set<catalog::TableIdentifier> unregistered_;  // by the name that the snapshot has
  std::map<catalog::TableIdentifier, std::shared_ptr<PendingTable>> tables_;
  std::unique_ptr<RunningChange> running_;
  std::optional<catalog::TableIdentifier> confined_;
  std::shared_ptr<const std::set<std::string>> confined_to_;
  std::shared_ptr<const std::vector<iceberg::FileScanTask>> confined_plan_;
  std::map<catalog::TableIdentifier, std::shared_ptr<PendingView>> views_;
  // Names of the snapshot that are no longer visible: dropped, or renamed (then with the new name).
  std::map<catalog::TableIdentifier, std::optional<catalog::TableIdentifier>> hidden_;
  std::map<catalog::TableIdentifier, catalog::ContentKind> hidden_kinds_;
  std::vector<catalog::Change> extra_changes_;
  bool keeps_track_ = false;           // of the files, from the first savepoint on
  std::vector<std::string> declared_;  // since then
  std::vector<std::string> undone_;    // of those, what no change needs any more
};

}  // namespace tarn::engine::embedded
