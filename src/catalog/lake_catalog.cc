#include <algorithm>
#include <chrono>

#include "base/error.h"
#include "base/random.h"
#include "catalog/catalog.h"
#include "catalog/commit_builder.h"
#include "catalog/content.h"
#include "catalog/lake_snapshot.h"
#include "catalog/maintenance/lake_sweep.h"
#include "catalog/maintenance/retention_guard.h"
#include "catalog/maintenance/whole_commits.h"
#include "catalog/metadata_cache.h"
#include "catalog/recovery.h"
#include "catalog/table_merge.h"
#include "catalog/write_journal.h"

namespace tarn::catalog {
namespace {

using base::Error;
using base::ErrorKind;

std::string DefaultMessage(const std::vector<Change>& changes) {
  static constexpr const char* kVerbs[] = {
      "put table",   "drop table",       "rename table",   "put view",         "drop view",
      "rename view", "create namespace", "drop namespace", "update namespace", "register table"};
  if (changes.size() == 1) return kVerbs[changes.front().index()];
  return fmt::format("{} changes", changes.size());
}

versions::CommitMeta MetaOf(const CommitInfo& info) {
  return {info.message, info.author, {}, info.properties};
}

// Two branches may both have created a namespace: what is in it decides, not the namespace itself.
std::optional<versions::Content> ResolveNamespaces(const versions::ContentKey& key,
                                                   const std::optional<versions::Content>& base,
                                                   const std::optional<versions::Content>& ours,
                                                   const std::optional<versions::Content>& theirs) {
  if (!ours || !theirs) return std::nullopt;
  auto left = ParseContent(*ours, key), right = ParseContent(*theirs, key);
  const auto* a = std::get_if<NamespaceContent>(&left);
  const auto* b = std::get_if<NamespaceContent>(&right);
  if (a == nullptr || b == nullptr || (base && a->properties != b->properties)) return std::nullopt;
  NamespaceContent merged = *a;
  for (const auto& [name, value] : b->properties) {
    auto [found, added] = merged.properties.emplace(name, value);
    if (!added && found->second != value) return std::nullopt;
  }
  return versions::Content{ours->content_id, SerializeContent(merged)};
}

bool IsNamespace(const std::optional<versions::Content>& content, const versions::ContentKey& key) {
  return content && std::holds_alternative<NamespaceContent>(ParseContent(*content, key));
}

// A merge must not leave anything in a namespace that is not there: neither put it where the target
// dropped the namespace, nor drop a namespace that the target filled.
std::vector<versions::KeyConflict> CheckNamespaces(
    const versions::MergedState& state, const std::vector<versions::DiffEntry>& changed) {
  std::vector<versions::KeyConflict> conflicts;
  for (const auto& entry : changed) {
    if (!entry.to && IsNamespace(entry.from, entry.key)) {
      if (auto below = state.FindBelow(entry.key)) {
        conflicts.push_back({entry.key,
                             fmt::format("dropped in the source while the target holds {} in it",
                                         below->ToString()),
                             entry.from, entry.from, entry.to});
      }
    }
    if (!entry.to || entry.key.elements.size() < 2) continue;
    auto parent = entry.key.elements;
    parent.pop_back();
    if (state.Find(versions::ContentKey(parent))) continue;
    conflicts.push_back({entry.key,
                         fmt::format("its namespace {} was dropped in the target",
                                     versions::ContentKey(parent).ToString()),
                         entry.from, entry.from, entry.to});
  }
  return conflicts;
}

// What stays released is only never cleaned up; the commit is as it is.
void TakeBackQuietly(const RetentionGuard& guard, const std::vector<std::string>& folders) {
  try {
    guard.TakeBack(folders);
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): see above
  }
}

// Holds all inner nodes of some millions of keys, and the leaves that are in use.
constexpr size_t kNodeCacheBytes = size_t{32} << 20;

class LakeCatalog : public Catalog {
 public:
  LakeCatalog(metadb::Database& database, store::ObjectStore& store, CatalogOptions options,
              base::Clock& clock)
      : options_(std::move(options)),
        store_(store),
        clock_(clock),
        repository_(versions::OpenRepository(
            database, {.default_branch = options_.default_branch, .cache_bytes = kNodeCacheBytes},
            clock)),
        cache_(store, options_.metadata_cache_bytes),
        writers_(options_.state_directory + "/writers"),
        journal_(writers_, clock),
        guard_(options_.state_directory) {}

  std::shared_ptr<const CatalogSnapshot> Snapshot(const std::string& reference) override {
    return std::make_shared<LakeSnapshot>(*repository_, cache_, reference,
                                          repository_->Resolve(reference).hash);
  }

  CommitResult Commit(const std::string& branch, const std::vector<Change>& changes,
                      const CommitInfo& info, WriteIntent* intent) override {
    std::unique_ptr<WriteIntent> own;
    if (intent == nullptr) {
      own = BeginWrite();
      intent = own.get();
    }
    auto& journaled = dynamic_cast<JournaledIntent&>(*intent);
    try {
      return CommitWithRetries(branch, changes, info, journaled);
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kCommitStateUnknown) {
        journaled.Leave();
      } else {
        AbandonQuietly(journaled);
      }
      throw;
    } catch (...) {
      AbandonQuietly(journaled);
      throw;
    }
  }

  std::unique_ptr<WriteIntent> BeginWrite() override {
    return std::make_unique<JournaledIntent>(journal_, store_);
  }

  void CreateBranch(const std::string& name, const std::string& from) override {
    CreateReference(name, versions::ReferenceKind::kBranch, from);
  }
  void CreateTag(const std::string& name, const std::string& from) override {
    CreateReference(name, versions::ReferenceKind::kTag, from);
  }
  void DropReference(const std::string& name,
                     const std::optional<std::string>& expected_hash) override {
    if (name == options_.default_branch) {
      base::Throw(ErrorKind::kFailedPrecondition, "the default branch cannot be dropped: {}", name);
    }
    std::optional<versions::Hash> expected;
    if (expected_hash) {
      expected = versions::Hash::FromHex(*expected_hash);
      if (!expected) base::Throw(ErrorKind::kInvalidArgument, "not a hash: '{}'", *expected_hash);
    }
    repository_->DeleteReference(name, expected);
  }
  std::vector<versions::Reference> ListReferences() override {
    return repository_->ListReferences();
  }
  std::vector<versions::Commit> Log(const std::string& reference, size_t limit) override {
    return repository_->Log(repository_->Resolve(reference).hash, limit);
  }
  std::vector<versions::DiffEntry> Diff(const std::string& from, const std::string& to) override {
    return repository_->Diff(repository_->Resolve(from).hash, repository_->Resolve(to).hash);
  }

  MergeResult Merge(const std::string& from, const std::string& into,
                    const MergeOptions& options) override {
    return ResultOf(
        MergeKeys(repository_->Resolve(from).hash, RequestOf(into, options, "Merge " + from)));
  }

  versions::MergeOutcome MergeKeys(const versions::Hash& from,
                                   versions::MergeRequest request) override {
    const auto lock = guard_.Shared();
    RequireRetained(from);
    JournaledIntent intent(journal_, store_);
    request.meta.properties[kTransactionProperty] = intent.id();
    TableMerger merger({cache_, store_, clock_, [&](const auto& path) { intent.WillWrite(path); },
                        [&] { store_.MakeDurable(intent.TakeUnflushed()); }, request.dry_run});
    request.resolve = [&merger, first = std::move(request.resolve)](
                          const auto& key, const auto& base, const auto& ours, const auto& theirs) {
      std::optional<versions::Content> resolved;
      if (first) resolved = first(key, base, ours, theirs);
      return resolved ? resolved : merger.Resolve(key, base, ours, theirs);
    };
    try {
      versions::MergeOutcome outcome = repository_->Merge(from, request);
      if (outcome.commit) {
        intent.Keep();
      } else {
        AbandonQuietly(intent);
      }
      for (versions::KeyConflict& conflict : outcome.conflicts) {
        auto obstacle = merger.obstacles().find(conflict.key);
        if (obstacle == merger.obstacles().end()) continue;
        conflict.reason += "; the source's part cannot be appended: " + obstacle->second;
      }
      return outcome;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::kCommitStateUnknown) {
        intent.Leave();
      } else {
        AbandonQuietly(intent);
      }
      throw;
    }
  }

  MergeResult Revert(const std::string& branch, const std::string& commit,
                     const MergeOptions& options) override {
    const auto lock = guard_.Shared();
    auto hash = repository_->Resolve(commit).hash;
    // What comes back is the state before it.
    const versions::Commit reverted = repository_->GetCommit(hash);
    const RetentionFloors floors = guard_.Floors();
    const bool whole =
        !MayHaveBeenSwept(*repository_, floors, reverted) &&
        (reverted.time >= floors.highest ||
         (!floors.kept.empty() && !reverted.parents.empty() &&
          IsWhole(*repository_, floors, repository_->GetCommit(reverted.parents[0]))));
    if (!whole) ThrowNotRetained(hash);
    auto outcome = repository_->Revert(hash, RequestOf(branch, options, "Revert " + commit));
    return ResultOf(outcome);
  }

  std::string NewTableLocation(const TableIdentifier& table) const override {
    CheckIdentifier(table);
    std::string location = options_.warehouse;
    for (const auto& level : table.ns) location = store::JoinPath(location, PathSegment(level));
    return store::JoinPath(location, PathSegment(table.name));
  }
  store::ObjectStore& store() override { return store_; }

  RecoveryReport RecoverDeadWriters() override {
    return RecoverWriters(writers_, *repository_, store_, clock_);
  }

  std::unique_ptr<FileSweep> BeginSweep(const SweepOptions& options) override {
    return std::make_unique<LakeSweep>(
        LakeSweep::Environment{*repository_, store_, guard_, clock_, options_.warehouse,
                               options_.state_directory, writers_},
        options);
  }
  const std::string& warehouse() const override { return options_.warehouse; }
  versions::Repository& repository() override { return *repository_; }
  // Whether every file of the commit is still there for certain, see CommitWalk.
  void RequireRetained(const versions::Hash& hash) override {
    if (!IsWhole(*repository_, guard_.Floors(), repository_->GetCommit(hash))) {
      ThrowNotRetained(hash);
    }
  }
  std::unique_ptr<AdoptionLock> LockForAdoption() override {
    return std::make_unique<SharedLock>(guard_.Shared());
  }

 private:
  // Folders that are released before the commit that unregisters their tables, and taken back when
  // it did not come about for certain.
  class Leaving {
   public:
    Leaving(const RetentionGuard& guard, const std::vector<std::string>& folders) : guard_(guard) {
      if (!folders.empty()) released_ = guard.Release(folders);
    }
    template <typename Commit>
    versions::CommitOutcome Through(Commit commit) const {
      try {
        versions::CommitOutcome outcome = commit();
        if (!outcome.commit) TakeBackQuietly(guard_, released_);
        return outcome;
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::kCommitStateUnknown) TakeBackQuietly(guard_, released_);
        throw;
      }
    }

   private:
    const RetentionGuard& guard_;
    std::vector<std::string> released_;
  };

  class SharedLock : public AdoptionLock {
   public:
    explicit SharedLock(RetentionGuard::Lock lock) : lock_(std::move(lock)) {}

   private:
    RetentionGuard::Lock lock_;
  };

  void CreateReference(const std::string& name, versions::ReferenceKind kind,
                       const std::string& from) {
    // Until the new reference is there for clean-ups to see.
    const auto lock = guard_.Shared();
    const versions::Hash hash = repository_->Resolve(from).hash;
    RequireRetained(hash);
    repository_->CreateReference(name, kind, hash);
  }

  [[noreturn]] void ThrowNotRetained(const versions::Hash& hash) const {
    const RetentionFloors floors = guard_.Floors();
    if (MayHaveBeenSwept(*repository_, floors, repository_->GetCommit(hash))) {
      throw Error(
          ErrorKind::kFailedPrecondition,
          fmt::format("a clean-up has removed files of commits that no branch or tag had at "
                      "{}: commit {} cannot be brought back",
                      base::FormatTimestamp(floors.swept), hash.hex()),
          "tag commits that must outlive their branch");
    }
    throw Error(
        ErrorKind::kFailedPrecondition,
        fmt::format("clean-ups have removed files of commits before {}: commit {} cannot be "
                    "brought back",
                    base::FormatTimestamp(floors.highest), hash.hex()),
        "tag commits that must outlive the lake's retention");
  }

  // One try against the branch's head; none when somebody else changed the same keys meanwhile.
  std::optional<CommitResult> TryCommit(const std::string& branch,
                                        const std::vector<Change>& changes, const CommitInfo& info,
                                        JournaledIntent& intent, std::string* lost_to) {
    auto head = repository_->GetReference(branch);
    if (head.kind != versions::ReferenceKind::kBranch) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("'{}' is a tag: it cannot be written", branch), "write to a branch");
    }
    CommitBuilder builder(
        {*repository_, cache_, store_, clock_, [&](const auto& path) { intent.WillWrite(path); }},
        head);
    for (const auto& change : changes) builder.Add(change);

    CommitResult result;
    result.tables = builder.tables();
    versions::CommitRequest request;
    request.operations = builder.operations();
    if (request.operations.empty()) {
      // Nothing came of it, so nothing names what was written.
      result.commit_hash = head.head.hex();
      intent.Abandon();
      return result;
    }
    store_.MakeDurable(intent.TakeUnflushed());
    Leaving leaving(guard_, builder.leaving_folders());
    request.branch = branch;
    request.expected_head = head.head;
    request.exact_head = builder.needs_exact_head();
    request.meta = MetaOf(info);
    if (request.meta.message.empty()) request.meta.message = DefaultMessage(changes);
    request.meta.properties[kTransactionProperty] = intent.id();
    auto outcome = leaving.Through([&] { return repository_->CommitOperations(request); });
    if (!outcome.commit) {
      *lost_to = fmt::format("{}: {}", outcome.conflicts.front().key.ToString(),
                             outcome.conflicts.front().reason);
      for (const auto& path : builder.written_files()) store_.Remove(path);
      return std::nullopt;
    }
    // From here on the files belong to the catalog: whatever fails, they stay.
    intent.Keep();
    builder.FillCache();
    TakeBackQuietly(guard_, builder.coming_folders());
    result.commit_hash = outcome.commit->hash.hex();
    return result;
  }

  CommitResult CommitWithRetries(const std::string& branch, const std::vector<Change>& changes,
                                 const CommitInfo& info, JournaledIntent& intent) {
    std::string lost_to;
    for (int attempt = 1; attempt <= options_.max_commit_attempts; ++attempt) {
      if (auto result = TryCommit(branch, changes, info, intent, &lost_to)) {
        result->attempts = attempt;
        return *result;
      }
      // At random, so that those who collided do not collide again.
      uint64_t bound_us = uint64_t{500} << std::min(attempt, 8);
      clock_.SleepFor(std::chrono::microseconds(base::RandomSource::System().Next() % bound_us));
    }
    throw Error(ErrorKind::kConflict,
                fmt::format("a commit to {} lost against others {} times, last over {}", branch,
                            options_.max_commit_attempts, lost_to),
                "run the statement again");
  }

  static void AbandonQuietly(JournaledIntent& intent) noexcept {
    try {
      intent.Abandon();
    } catch (const std::exception&) {
      // What could not be removed is still in the journal: recovery removes it.
    }
  }

  versions::MergeRequest RequestOf(const std::string& into, const MergeOptions& options,
                                   const std::string& message) {
    versions::MergeRequest request;
    request.into = into;
    request.dry_run = options.dry_run;
    request.resolve = ResolveNamespaces;
    request.validate = CheckNamespaces;
    request.meta = {options.message.empty() ? message : options.message,
                    options.author,
                    {},
                    options.properties};
    return request;
  }

  static MergeResult ResultOf(const versions::MergeOutcome& outcome) {
    MergeResult result;
    for (const auto& conflict : outcome.conflicts) {
      result.conflicts.push_back({conflict.key.ToString(), conflict.reason});
    }
    result.commit_hash = outcome.head.hex();
    result.base_hash = outcome.base.hex();
    for (const auto& change : outcome.changes) result.keys.push_back(change.key.ToString());
    return result;
  }

  const CatalogOptions options_;
  store::ObjectStore& store_;
  base::Clock& clock_;
  std::unique_ptr<versions::Repository> repository_;
  MetadataCache cache_;
  const std::string writers_;
  WriteJournal journal_;
  const RetentionGuard guard_;
};

}  // namespace

std::unique_ptr<Catalog> OpenCatalog(metadb::Database& database, store::ObjectStore& store,
                                     const CatalogOptions& options, base::Clock& clock) {
  return std::make_unique<LakeCatalog>(database, store, options, clock);
}

}  // namespace tarn::catalog
