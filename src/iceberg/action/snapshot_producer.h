#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "iceberg/action/manifest_files.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/action/snapshot_summary.h"

namespace tarn::iceberg {

// What all snapshot actions share: they differ in what they are filled with.
class SnapshotProducer {
 public:
  SnapshotProducer(ActionContext context, SnapshotOptions options);

  void Add(DataFile file);
  void Delete(const std::string& path) { delete_paths_.insert(path); }
  void DeleteAll() { delete_all_ = true; }
  void DeleteWhere(Expression filter) { delete_where_ = std::move(filter); }
  void MustExist(std::vector<std::string> paths) { must_exist_.insert(paths.begin(), paths.end()); }
  void ValidateNoNewRows(std::optional<SnapshotId> since, Expression filter) {
    validation_ = Validation{since, std::move(filter)};
  }

  ActionResult Apply(const TableMetadata& metadata, Operation operation);
  // overwrite, or delete or append when nothing is added or nothing is taken out.
  Operation EffectiveOperation() const;

 private:
  struct Validation {
    std::optional<SnapshotId> since;
    Expression filter;
  };
  using Manifests = std::vector<ManifestFile>;

  const Snapshot* Parent(const TableMetadata& metadata) const;
  void Validate(const TableMetadata& metadata, const Snapshot* parent, const Manifests& existing);
  void CheckNoNewRows(const TableMetadata& metadata, const Snapshot* parent,
                      const Manifests& existing);
  void CheckStillThere(const Manifests& existing);
  bool deletes_anything() const { return delete_all_ || delete_where_ || !delete_paths_.empty(); }
  Manifests WithoutDeleted(const TableMetadata& metadata, const Manifests& existing,
                           SummaryBuilder& summary);
  ManifestFile Rewritten(const TableMetadata& metadata, const ManifestFile& file,
                         const Manifest& manifest, const std::set<const ManifestEntry*>& gone);
  Manifests AddedManifests(const TableMetadata& metadata, SummaryBuilder& summary);
  ActionResult Finish(const TableMetadata& metadata, const Snapshot* parent,
                      const Manifests& manifests, Operation operation,
                      const SummaryBuilder& summary);

  ActionContext context_;
  SnapshotOptions options_;
  std::vector<DataFile> added_;
  std::set<std::string> delete_paths_;
  bool delete_all_ = false;
  std::optional<Expression> delete_where_;
  std::set<std::string> must_exist_;
  std::optional<Validation> validation_;

  const std::string commit_uuid_;
  ManifestFiles files_;
  SnapshotId snapshot_id_;
  uint32_t attempt_ = 0;
  std::string last_list_;
};

}  // namespace tarn::iceberg
