#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"

namespace tarn::catalog {

// How long commits keep their files when nobody says otherwise: time travel of the catalog
// (`main*2026-01-31T00:00:00Z`, `tarn run --rollback`) works at least this far back.
inline constexpr std::chrono::hours kDefaultCommitRetention{7 * 24};

struct SweepReport {
  uint64_t processed_manifests = 0;  // read to know what is reachable
  uint64_t active_files = 0;         // reachable, metadata included
  uint64_t scanned_files = 0;        // looked at, to be removed or not
  uint64_t deleted_files = 0;        // in a dry run: that would be
  uint64_t deleted_bytes = 0;
  // Of earlier commits: others expired them, and removed manifests of theirs.
  uint64_t incomplete_snapshots = 0;
  std::vector<std::string> first_files = {};  // the first of them, kSweepFirstFiles at most

  SweepReport& operator+=(const SweepReport& other);
};
inline constexpr size_t kSweepFirstFiles = 1000;

struct SweepOptions {
  // 0: only what the heads of branches and tags name is kept.
  std::chrono::microseconds commit_retention = kDefaultCommitRetention;
  bool dry_run = false;
  base::CancelToken cancel = {};
  // Told after every batch of files; empty is fine.
  std::function<void(const SweepReport&)> progress = {};
};

// Removes files that nothing needs. Made by Catalog::BeginSweep, which gathers everything that the
// retained commits of all branches and tags reach (all snapshots of all tables); used by one
// thread, for any number of tables, then dropped.
//
// Never removed is: what a retained commit reaches, also one that is made while the sweep runs;
// what a living or dead writer has declared in its journal; what is younger than asked for; what
// lies in the folder of a table with the property gc.enabled = false or of one that was
// unregistered (DropTable::keep_files), or outside the warehouse. A sweep may be killed anywhere,
// and started again: it removes only what nothing reaches, in any order. Two sweeps may run at
// once. Memory: about 32 bytes for each reachable file.
//
// Errors: of the store; kDataCorruption when what is reachable cannot be known (then nothing is
// removed); kCancelled.
class FileSweep {
 public:
  virtual ~FileSweep() = default;

  // Files below `location` (a table's, or the whole warehouse) that are older than `older_than`,
  // and what writers that never closed left there. kFailedPrecondition for a location outside the
  // warehouse (others may use the files there) or one that holds the lake's own state.
  virtual SweepReport RemoveOrphans(const std::string& location, base::TimePoint older_than) = 0;
  // Files that only commits reach that are no longer retained: of one table, by its content id.
  virtual SweepReport RemoveUnretained(const std::string& content_id) = 0;
};

}  // namespace tarn::catalog
