#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "catalog/catalog.h"
#include "catalog/maintenance/cutoff_policy.h"
#include "catalog/maintenance/deferred_list.h"
#include "catalog/maintenance/retention_guard.h"
#include "metadb/database.h"
#include "versions/compaction.h"

namespace tarn::catalog {

struct CollectionOptions {
  LivePolicy policy = {};
  // Files that are younger stay: others may be about to use them (writers of machines that do not
  // share the lake's state directory; those that do are told apart by their journals).
  std::chrono::microseconds min_file_age = std::chrono::hours(7 * 24);
  bool dry_run = false;
  base::CancelToken cancel = {};
  std::function<void(const SweepReport&)> progress = {};
};

struct MarkReport {
  std::optional<DeferredList> list;  // none when there is no garbage, and in a dry run
  SweepReport files;                 // `deleted_files`: the garbage that was found
  uint64_t live_commits = 0;
};

// Garbage collection over all references: which commits are live is said by a policy a reference
// (LivePolicy); files that no live commit reaches are garbage, those of dropped tables and of
// failed writers as well. docs/adr/0005-retention.md has the rule, and what a clean-up never
// removes; it holds here too.
//
// Mark finds garbage and writes it down; Sweep, when the grace is over, removes what is still
// garbage by then. Nothing but the list is kept between the two, and everything is looked at again
// before it is removed, so that a process may be killed anywhere and commits go on all the time.
//
// Thread safe; what it works with outlives it. Errors: those of FileSweep and DeferredLists;
// kInvalidArgument for a negative age.
class GarbageCollector {
 public:
  struct Environment {
    Catalog& catalog;
    metadb::Database& database;
    std::string state_directory;  // the catalog's
    base::Clock& clock = base::Clock::System();
  };
  explicit GarbageCollector(Environment environment);

  // Finds the files that are garbage now. Memory: 32 bytes a live file.
  MarkReport Mark(const CollectionOptions& options);
  // Removes the files of a list that are garbage still, by the policy they were found by, and the
  // list when that is done. Started again after it was killed, it goes on.
  SweepReport Sweep(const std::string& list_id, const CollectionOptions& options);
  // Mark and Sweep at once, without a list.
  SweepReport Collect(const CollectionOptions& options);

  const DeferredLists& lists() const { return lists_; }

  // Forgets the keys of commits that are not live, see versions::CompactObjects. Files that only
  // they name are then found by Mark alone, so it comes last. Commits that no reference reaches go
  // when they are older than `unreachable_age`.
  versions::CompactionReport CompactVersions(const CollectionOptions& options,
                                             std::chrono::microseconds unreachable_age);

 private:
  struct Marked;
  Marked MarkLive(const CollectionOptions& options, base::TimePoint now);

  const Environment environment_;
  const RetentionGuard guard_;
  const DeferredLists lists_;
};

}  // namespace tarn::catalog
