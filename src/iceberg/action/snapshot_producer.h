#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "iceberg/action/concurrent_changes.h"
#include "iceberg/action/manifest_files.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/action/snapshot_summary.h"

namespace tarn::iceberg {

// What a statement read, and what others must not have done since.
struct Validation {
  std::optional<SnapshotId> since;
  Expression filter = True();
  bool no_new_data = false;     // data files with rows for the filter
  bool no_new_deletes = false;  // delete files, or removed data files, with rows for the filter
  bool no_new_deletes_if_rows_are_added = false;
  // Deletes of rows in data files that this action takes out.
  bool no_deletes_of_replaced = false;
  bool ignore_equality_deletes = false;  // of these: they apply to the new files as well
};

// What all snapshot actions share: they differ in what they are filled with.
class SnapshotProducer {
 public:
  SnapshotProducer(ActionContext context, SnapshotOptions options);

  // See ManifestWriter::AddFile for the number.
  void Add(DataFile file, std::optional<int64_t> sequence_number = {});
  void Delete(const std::string& path) { delete_paths_.insert(path); }
  void RemoveDeletes(const DataFile& file) { delete_keys_.insert(KeyOf(file)); }
  void DeleteAll() { delete_all_ = true; }
  void DeleteWhere(Expression filter) { delete_where_ = std::move(filter); }
  void MustExist(std::vector<std::string> paths) { must_exist_.insert(paths.begin(), paths.end()); }
  void Validate(Validation validation) { validation_ = std::move(validation); }

  // The id that the snapshot gets, for one that somebody knows by it already; otherwise a new one.
  void UseSnapshotId(SnapshotId id);

  ActionResult Apply(const TableMetadata& metadata, Operation operation);
  // overwrite, or delete or append when nothing is added or nothing is taken out.
  Operation EffectiveOperation() const;
  bool adds(ManifestContent content) const;
  bool takes_out_data() const { return delete_all_ || delete_where_ || !delete_paths_.empty(); }
  bool takes_out_deletes() const { return delete_all_ || !delete_keys_.empty(); }

 private:
  using Manifests = std::vector<ManifestFile>;
  using EntryPtr = std::shared_ptr<const ManifestEntry>;
  struct Added {
    DataFile file;
    std::optional<int64_t> sequence_number;
  };
  // What an attempt takes out.
  struct Removed {
    std::set<std::string> missing_paths = {};  // not met so far
    std::set<FileKey> missing_keys = {};
    std::unordered_set<std::string> data_paths = {};
    std::vector<EntryPtr> data = {};  // only when it is validated
    // Deletes older than every data file that stays apply to nothing.
    int64_t oldest_data = 0;
  };

  const Snapshot* Parent(const TableMetadata& metadata) const;
  void CheckAdded(const TableMetadata& metadata) const;
  void CheckAddedDeletes(const TableMetadata& metadata, const DataFile& file) const;
  // What others did since the statement read; null when it read the head, or nothing is validated.
  std::unique_ptr<ConcurrentChanges> ChangesSince(const TableMetadata& metadata,
                                                  const Snapshot* parent) const;
  void CheckConflicts(const TableMetadata& metadata, const ConcurrentChanges* changes,
                      const Manifests& existing);
  void CheckStillThere(const ConcurrentChanges* changes, const Manifests& existing);
  void CheckOneVectorEach(const ConcurrentChanges* changes, const Manifests& existing);

  Manifests AddedManifests(const TableMetadata& metadata, SummaryBuilder& summary);
  Manifests WithoutRemovedData(const TableMetadata& metadata, const Manifests& existing,
                               Removed& removed, SummaryBuilder& summary);
  Manifests WithoutRemovedDeletes(const TableMetadata& metadata, const Manifests& existing,
                                  Removed& removed, SummaryBuilder& summary);
  template <typename Goes>
  ManifestFile Filtered(const TableMetadata& metadata, const ManifestFile& file,
                        SummaryBuilder& summary, Goes&& goes);
  Manifests Merged(const TableMetadata& metadata, ManifestContent content, Manifests manifests);
  ActionResult Finish(const TableMetadata& metadata, const Snapshot* parent, Manifests manifests,
                      Operation operation, const SummaryBuilder& summary);

  ActionContext context_;
  SnapshotOptions options_;
  std::vector<Added> added_;
  std::set<std::string> delete_paths_;
  std::set<FileKey> delete_keys_;
  bool delete_all_ = false;
  std::optional<Expression> delete_where_;
  std::set<std::string> must_exist_;
  std::optional<Validation> validation_;

  const std::string commit_uuid_;
  ManifestFiles files_;
  SnapshotId snapshot_id_;
  bool given_id_ = false;
  uint32_t attempt_ = 0;
  std::string last_list_;
};

}  // namespace tarn::iceberg
