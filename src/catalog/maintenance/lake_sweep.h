#pragma once

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

  // Marks.
  LakeSweep(Environment environment, SweepOptions options);

  SweepReport RemoveOrphans(const std::string& location, base::TimePoint older_than) override;
  SweepReport RemoveUnretained(const std::string& content_id) override;

 private:
  struct Candidate {
    std::string path;
    uint64_t bytes = 0;
  };

  void Mark();
  void CheckLocation(const std::string& location) const;
  bool Protected(const std::string& path) const;
  void AddCandidate(Candidate candidate, SweepReport& report);
  // Checks the batch once more against what writers and references say now, and removes the rest.
  void Flush(SweepReport& report);
  void RemoveUnretainedMetadata(const std::string& location, SweepReport& report);

  const Environment environment_;
  const SweepOptions options_;
  base::TimePoint cutoff_;
  iceberg::ReachableFiles reachable_;
  std::optional<CommitWalk> walk_;
  bool floor_raised_ = false;
  std::vector<Candidate> batch_;
  iceberg::PathSet dealt_with_;      // by RemoveUnretained: counted and removed once
  std::set<std::string> protected_;  // folders of tables with gc.enabled = false
};

}  // namespace tarn::catalog
