#pragma once

#include <cstdint>
#include <functional>
#include <unordered_set>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "metadb/database.h"
#include "versions/hash.h"

namespace tarn::versions {

struct CompactionOptions {
  // Commits whose keys stay, beside the heads: what a retention keeps. Asked for again when
  // references move while the compaction runs.
  std::function<std::vector<Hash>()> retained;
  // Commits that no reference reaches are removed when they are older.
  base::TimePoint unreachable_before;
  bool dry_run = false;
  base::CancelToken cancel = {};
  // Runs a short step of the removal while nobody makes references, merges or reverts; empty: as it
  // is.
  std::function<void(const std::function<void()>& step)> guard = {};
};

struct CompactionReport {
  uint64_t objects = 0;          // looked at: commits and nodes of their trees
  uint64_t removed_objects = 0;  // in a dry run: that would be
  uint64_t removed_bytes = 0;    // of their stored form
  uint64_t kept_trees = 0;       // commits whose keys can be read afterwards
};

// Makes the store of versions smaller. Every commit that a reference reaches stays, with its
// message, so that history, merge bases and ancestry are told as before; the keys of a commit (its
// tree) stay when it is retained, a head, or the merge base of two of these. Reading keys of
// another commit gives kDataCorruption afterwards.
//
// Runs beside readers, and beside writers of any process: it deletes in transactions of some
// hundred objects, each after a look at what references name by then. May be killed anywhere: what
// is left is found again. Memory: 32 bytes and some for each live object.
//
// Errors: those of metadb, kCancelled, kDataCorruption when a commit that references reach, or what
// a head holds, is missing or damaged (then nothing more is removed).
CompactionReport CompactObjects(metadb::Database& database, const CompactionOptions& options);

}  // namespace tarn::versions
