#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/maintenance/commit_walk.h"
#include "catalog/maintenance/file_sweep.h"
#include "catalog/maintenance/retention_guard.h"
#include "iceberg/maintenance/reachable_files.h"
#include "store/object_store.h"
#include "versions/repository.h"

namespace tarn::catalog {

// FileSweep over the version store: mark, then sweep. What it works with outlives it.
class LakeSweep : public FileSweep {
 public:
  struct Environment {
    versions::Repository& repository;
    store::ObjectStore& store;
    const RetentionGuard& guard;
    base::Clock& clock;
    std::string warehouse;
    std::string state_directory;
    std::string writers_directory;
  };

  // How far back a reference's commits are retained, by a policy of its own.
  using CutoffOf = CommitWalk::CutoffOf;

  // Marks. With `cutoff_of`, it decides instead of options.commit_retention; in both cases nothing
  // is retained that earlier clean-ups gave up.
  LakeSweep(Environment environment, SweepOptions options, CutoffOf cutoff_of = {});

  SweepReport RemoveOrphans(const std::string& location, base::TimePoint older_than) override;
  SweepReport RemoveUnretained(const std::string& content_id) override;

  struct Candidate {
    std::string path;
    uint64_t bytes = 0;
  };
  // The files that RemoveOrphans would remove; the report counts them. Nothing is removed.
  SweepReport FindOrphans(const std::string& location, base::TimePoint older_than,
                          const std::function<void(const Candidate&)>& found);
  // Removes those of the files that FindOrphans found earlier, and that nothing reaches now. `next`
  // gives the empty path at the end. Files that are gone, or newer than `found_at`, are passed
  // over.
  SweepReport RemoveFound(base::TimePoint found_at, const std::function<std::string()>& next);

  const CommitWalk& walk() const { return *walk_; }

 private:
  void Mark();
  bool MarkTable(const TableContent& table, const versions::Commit& commit);
  base::TimePoint CutoffFor(const versions::Reference& reference) const;
  void RaiseFloors() const;
  SweepReport NewReport() const;
  // Whether files of the commit may have been given up by an earlier clean-up.
  bool MayBeIncomplete(const versions::Commit& commit) const;
  // Whether the head of a branch or tag names the metadata file.
  bool HeadNames(const std::string& location);
  void CheckLocation(const std::string& location) const;
  bool Protected(const std::string& path) const;
  void AddCandidate(Candidate candidate, SweepReport& report);
  // Checks the batch once more against what writers and references say now, and removes the rest.
  void Flush(SweepReport& report);
  void RemoveUnretainedMetadata(const std::string& location, SweepReport& report);

  const Environment environment_;
  const SweepOptions options_;
  const CutoffOf cutoff_of_;
  const base::TimePoint cutoff_;  // without one
  const RetentionFloors floors_;  // before this clean-up
  iceberg::ReachableFiles reachable_;
  std::optional<CommitWalk> walk_;
  std::optional<iceberg::PathSet> head_locations_;  // of this walk, once someone asked
  uint64_t incomplete_snapshots_ = 0;
  bool floor_raised_ = false;
  std::vector<Candidate> batch_;
  bool in_order_ = false;            // whether the batch is removed in its order
  iceberg::PathSet dealt_with_;      // by RemoveUnretained: counted and removed once
  std::set<std::string> protected_;  // folders of tables with gc.enabled = false
  std::set<std::string> released_;   // folders of tables that were unregistered
};

}  // namespace tarn::catalog
