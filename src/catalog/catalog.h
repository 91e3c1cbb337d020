#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "catalog/change.h"
#include "catalog/identifier.h"
#include "catalog/maintenance/file_sweep.h"
#include "iceberg/table_metadata.h"
#include "iceberg/view_metadata.h"
#include "metadb/database.h"
#include "store/object_store.h"
#include "versions/repository.h"

namespace tarn::catalog {

enum class ContentKind { kTable, kView };

struct Entry {
  TableIdentifier identifier;
  ContentKind kind = ContentKind::kTable;
  std::string content_id;         // stable over renames
  std::string metadata_location;  // the metadata JSON of this commit
};

// One commit of the catalog: what a statement sees from start to end (snapshot isolation).
// Immutable and thread safe; loading reads through the catalog's cache, which outlives every
// snapshot.
class CatalogSnapshot {
 public:
  virtual ~CatalogSnapshot() = default;

  virtual const std::string& reference() const = 0;    // as asked for, e.g. "main" or "main~1"
  virtual const std::string& commit_hash() const = 0;  // lower-case hex

  // Direct children of `parent`, sorted.
  virtual std::vector<Namespace> ListNamespaces(const Namespace& parent = {}) const = 0;
  virtual bool NamespaceExists(const Namespace& ns) const = 0;
  // kNotFound when the namespace does not exist.
  virtual std::map<std::string, std::string> NamespaceProperties(const Namespace& ns) const = 0;
  // Tables and views directly in `ns`, sorted by name; kNotFound when the namespace does not exist.
  virtual std::vector<Entry> List(const Namespace& ns) const = 0;
  virtual std::optional<Entry> Find(const TableIdentifier& identifier) const = 0;
  // kNotFound (with "did you mean") when there is no table, or a view, of that name.
  virtual std::shared_ptr<const iceberg::TableMetadata> LoadTable(
      const TableIdentifier& identifier) const = 0;
  virtual std::shared_ptr<const iceberg::ViewMetadata> LoadView(
      const TableIdentifier& identifier) const = 0;
};

struct CommitInfo {
  std::string message = {};
  std::string author = {};
  // Kept in the commit, e.g. {"tarn.run-id": …}.
  std::map<std::string, std::string> properties = {};
};

struct CommitResult {
  std::string commit_hash;
  // Tables that the commit put, with their new metadata, in the order of the changes.
  std::vector<std::pair<TableIdentifier, std::shared_ptr<const iceberg::TableMetadata>>> tables;
  int attempts = 1;
};

struct MergeConflict {
  std::string key;     // "gold.daily_metrics"
  std::string reason;  // what each side did, in words
};

struct MergeOptions {
  std::string message = {};
  std::string author = {};
  std::map<std::string, std::string> properties = {};
  bool dry_run = false;
};

// A merge conflict is an expected outcome, not an error: nothing was changed when `conflicts` is
// not empty.
struct MergeResult {
  std::vector<MergeConflict> conflicts;
  std::string commit_hash;        // the head of the target afterwards
  std::string base_hash;          // the common ancestor
  std::vector<std::string> keys;  // changed in the target by this merge
  bool merged() const { return conflicts.empty(); }
};

// Declares files before they are written, so that a process that dies leaves nothing behind for
// good: what a dead writer declared and no commit names is removed by Catalog::RecoverDeadWriters.
// One per transaction. Thread safe.
class WriteIntent {
 public:
  virtual ~WriteIntent() = default;  // an intent neither committed nor abandoned is abandoned
  // Call before the first byte of an object is written.
  virtual void WillWrite(const std::string& path) = 0;
  // Removes everything declared. Called by the catalog itself when the commit failed for certain.
  virtual void Abandon() = 0;
};

// See Catalog::LockForAdoption; let go of when it is destroyed.
class AdoptionLock {
 public:
  virtual ~AdoptionLock() = default;
};

struct RecoveryReport {
  int dead_writers = 0;
  std::vector<std::string> removed_files;
};

// Namespaces, tables and views under git-like versions. Thread safe; several processes may open the
// same lake.
//
// Errors: kNotFound for an unknown reference, kConflict when a commit lost a race that it cannot
// resolve by itself, kCommitStateUnknown when the database did not tell whether the commit took
// place (then nothing is cleaned up).
class Catalog {
 public:
  virtual ~Catalog() = default;

  // "main", "main~2", "main@<hash>", "main*2026-01-01T00:00:00Z", "@<hash>", a tag.
  virtual std::shared_ptr<const CatalogSnapshot> Snapshot(const std::string& reference) = 0;

  // All or nothing over any number of changes. Metadata is written before the branch moves. On a
  // lost race it re-reads, builds again and retries with back-off; `intent` may be null when the
  // caller wrote no files of its own. After success the intent is done.
  virtual CommitResult Commit(const std::string& branch, const std::vector<Change>& changes,
                              const CommitInfo& info, WriteIntent* intent = nullptr) = 0;
  virtual std::unique_ptr<WriteIntent> BeginWrite() = 0;

  // `from` is any reference. kAlreadyExists, kNotFound, kInvalidArgument (name);
  // kFailedPrecondition when clean-ups may have removed files of the commit: it is older than what
  // they retain. The same holds for what is merged from or reverted.
  virtual void CreateBranch(const std::string& name, const std::string& from) = 0;
  virtual void CreateTag(const std::string& name, const std::string& from) = 0;
  // With `expected_hash`, kConflict unless the reference points there.
  virtual void DropReference(const std::string& name,
                             const std::optional<std::string>& expected_hash = {}) = 0;
  virtual std::vector<versions::Reference> ListReferences() = 0;
  // Newest first; `limit` 0 is all.
  virtual std::vector<versions::Commit> Log(const std::string& reference, size_t limit) = 0;
  virtual std::vector<versions::DiffEntry> Diff(const std::string& from, const std::string& to) = 0;
  // Three-way by key with the common ancestor; one commit on `into` with parents [into, from]. A
  // table that both sides changed is merged when all that `from` did to it is append rows: they are
  // appended to the table of `into`. See TableMerger.
  virtual MergeResult Merge(const std::string& from, const std::string& into,
                            const MergeOptions& options) = 0;
  // The same for those who speak of keys and contents: `request` may decide keys by itself
  // (`resolve`) and check the result (`validate`); tables that both sides changed and `resolve`
  // leaves open are merged if they can be.
  virtual versions::MergeOutcome MergeKeys(const versions::Hash& from,
                                           versions::MergeRequest request) = 0;
  // One commit on `branch` that takes back exactly what `commit` changed against its first parent.
  virtual MergeResult Revert(const std::string& branch, const std::string& commit,
                             const MergeOptions& options) = 0;

  // Where a new table's files go: "<warehouse>/<ns>/<name>". File names below it carry UUIDs, so
  // that two branches never write the same object.
  virtual std::string NewTableLocation(const TableIdentifier& table) const = 0;
  virtual store::ObjectStore& store() = 0;

  // Removes what writers that no longer live declared and never committed. Safe beside living
  // writers; idempotent.
  virtual RecoveryReport RecoverDeadWriters() = 0;

  // Gathers what the retained commits of all branches and tags reach, so that what nothing reaches
  // can be removed. See FileSweep for errors.
  virtual std::unique_ptr<FileSweep> BeginSweep(const SweepOptions& options) = 0;
  // Where every table is that is made without a location of its own.
  virtual const std::string& warehouse() const = 0;
  // The store of versions that the catalog lies in, for APIs that speak of keys and contents. Who
  // makes references or commits from old commits there holds LockForAdoption() meanwhile and asks
  // RequireRetained first.
  virtual versions::Repository& repository() = 0;
  // kFailedPrecondition when clean-ups may have removed files of the commit. Call under
  // LockForAdoption().
  virtual void RequireRetained(const versions::Hash& commit) = 0;
  // Held while files that no commit names yet are looked at and then committed (a table registered,
  // files added): a sweep removes nothing meanwhile. Short: a sweep waits for it.
  virtual std::unique_ptr<AdoptionLock> LockForAdoption() = 0;
};

struct CatalogOptions {
  std::string warehouse;        // absolute path or URI
  std::string state_directory;  // where writers keep their journals and locks: "<lake>/.tarn"
  std::string default_branch = "main";
  size_t metadata_cache_bytes = size_t{256} << 20;
  int max_commit_attempts = 100;
};

// Opens, and at the first opening creates, the catalog. `database` and `store` must outlive it.
std::unique_ptr<Catalog> OpenCatalog(metadb::Database& database, store::ObjectStore& store,
                                     const CatalogOptions& options,
                                     base::Clock& clock = base::Clock::System());

}  // namespace tarn::catalog
