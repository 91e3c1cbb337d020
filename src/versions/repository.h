#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "metadb/database.h"
#include "versions/commit.h"
#include "versions/content_key.h"
#include "versions/hash.h"

namespace tarn::versions {

enum class ReferenceKind { kBranch, kTag };

struct Reference {
  std::string name;
  ReferenceKind kind = ReferenceKind::kBranch;
  Hash head;
};

// What a reference expression names: "main", "main~2", "main^2", "main*2026-01-01T00:00:00Z",
// "main@<hash>", "@<hash>", "<hash>" (or 8 of its digits at least), a tag; suffixes chain.
struct ResolvedReference {
  std::optional<Reference> reference;  // none for a detached hash
  Hash hash;                           // the commit meant
};

struct Put {
  ContentKey key;
  Content content;
};
struct Delete {
  ContentKey key;
};
// The commit only holds if this key is at the head as it was at the expected head.
struct Unchanged {
  ContentKey key;
};
using Operation = std::variant<Put, Delete, Unchanged>;

struct CommitRequest {
  std::string branch;
  // The head that the operations were worked out on. Without it they are applied to whatever is
  // there.
  std::optional<Hash> expected_head;
  // Conflict whenever the branch moved at all, also elsewhere than the operations' keys.
  bool exact_head = false;
  std::vector<Operation> operations;  // at most one for a key
  CommitMeta meta;
};

// A key on which both sides did something different.
struct KeyConflict {
  ContentKey key;
  std::string reason;  // what each side did, in words
  std::optional<Content> base;
  std::optional<Content> ours;    // at the head of the branch
  std::optional<Content> theirs;  // what was asked for
};

// Conflicts are an outcome, not an error; nothing was changed when there are any.
struct CommitOutcome {
  std::optional<Commit> commit;  // set when there are no conflicts
  std::vector<KeyConflict> conflicts;
  int attempts = 1;
};

struct DiffEntry {
  ContentKey key;
  std::optional<Content> from;
  std::optional<Content> to;
};

enum class MergeBehavior {
  kNormal,  // a key that both sides changed differently is a conflict
  kForce,   // the source wins
  kDrop,    // the key stays as it is in the target
};

// What the caller says about one key of a merge beforehand.
struct KeyResolution {
  std::optional<Content> expected;  // how the target must be; anything else is a conflict
  std::optional<Content> resolved;  // what is put instead of the source's content
};

// Decides a key that both sides changed: the content to put, or none for "conflict".
using ContentResolver = std::function<std::optional<Content>(
    const ContentKey& key, const std::optional<Content>& base, const std::optional<Content>& ours,
    const std::optional<Content>& theirs)>;

// The state that a merge would make, before it is committed.
class MergedState {
 public:
  virtual ~MergedState() = default;
  virtual std::optional<Content> Find(const ContentKey& key) const = 0;
  // Any key below this one.
  virtual std::optional<ContentKey> FindBelow(const ContentKey& key) const = 0;
};

// Looks at the merged state: what it returns makes conflicts. `changed` are the keys that the merge
// changes in the target, sorted.
using MergeValidator = std::function<std::vector<KeyConflict>(
    const MergedState& state, const std::vector<DiffEntry>& changed)>;

struct MergeRequest {
  std::string into;  // a branch
  std::optional<Hash> expected_head;
  MergeBehavior behavior = MergeBehavior::kNormal;
  std::map<ContentKey, MergeBehavior> key_behaviors;
  std::map<ContentKey, KeyResolution> key_resolutions;  // comes before the behavior
  ContentResolver resolve;
  MergeValidator validate;
  bool dry_run = false;
  bool skip_empty = false;  // make no commit when nothing changes in the target
  CommitMeta meta;
};

struct MergeOutcome {
  Hash base;                       // the common ancestor (Merge), the parent (Transplant, Revert)
  Hash target;                     // the head of the target before
  Hash head;                       // of the target afterwards
  std::optional<Commit> commit;    // none when nothing was to do, on conflict and in a dry run
  std::vector<DiffEntry> changes;  // in the target
  std::vector<KeyConflict> conflicts;  // nothing was changed when there are any
};

struct Page {
  std::optional<ContentKey> after;  // continue behind this key
  size_t limit = 0;                 // 0 is all
};

// Which part of a diff to look at; both ends belong to it.
struct KeyRange {
  ContentKey prefix;  // this key and everything below it
  std::optional<ContentKey> from;
  std::optional<ContentKey> to;
};

struct KeyEntry {
  ContentKey key;
  Content content;
};

// Git for key → value. Commits and the nodes of their B-trees of keys are immutable objects named
// by their SHA-256, in the metadata database; branches and tags are rows moved by compare-and-swap.
// Looking up a key and committing cost O(log n) in the number of keys and nothing in the length of
// the history; a branch is O(1); diff and merge go in proportion to what differs.
//
// Thread safe, and safe with other processes on the same database. Immutable objects are cached.
//
// Errors: kNotFound (reference or commit), kInvalidArgument (malformed name, key or expression),
// kCommitStateUnknown (the database did not tell whether a commit took place), and those of
// metadb::Executor.
class Repository {
 public:
  virtual ~Repository() = default;

  // --- references
  virtual std::vector<Reference> ListReferences() = 0;  // sorted by name
  // Where a branch or tag pointed before, newest first, up to kRecentHeads: also where it was
  // assigned away from. Of commits made together only the last is among them.
  virtual std::vector<Hash> RecentHeads(const std::string& name) = 0;
  virtual std::optional<Reference> FindReference(const std::string& name) = 0;
  // The head of a branch or tag.
  virtual Reference GetReference(const std::string& name) = 0;
  virtual ResolvedReference Resolve(const std::string& expression) = 0;
  // kAlreadyExists; kNotFound when `head` is no commit.
  virtual Reference CreateReference(const std::string& name, ReferenceKind kind,
                                    const Hash& head) = 0;
  // kConflict unless it points to `expected`.
  virtual void DeleteReference(const std::string& name, const std::optional<Hash>& expected) = 0;
  virtual Reference AssignReference(const std::string& name, const std::optional<Hash>& expected,
                                    const Hash& head) = 0;

  // --- reading a commit
  virtual Commit GetCommit(const Hash& hash) = 0;
  virtual std::optional<Content> GetContent(const Hash& commit, const ContentKey& key) = 0;
  // In the order of `keys`; none where there is nothing.
  virtual std::vector<std::optional<Content>> GetContents(const Hash& commit,
                                                          const std::vector<ContentKey>& keys) = 0;
  // Everything below `prefix` (not the prefix itself), sorted.
  virtual std::vector<KeyEntry> ListKeys(const Hash& commit, const ContentKey& prefix = {},
                                         const Page& page = {}) = 0;
  // Only keys directly below `prefix`; skips over what lies deeper without reading it.
  virtual std::vector<KeyEntry> ListChildren(const Hash& commit, const ContentKey& prefix = {},
                                             const Page& page = {}) = 0;

  // --- history
  // `from` and its first parents, newest first, without the empty commit that every history starts
  // with. `limit` 0 is all; `filter` counts only what it accepts.
  virtual std::vector<Commit> Log(const Hash& from, size_t limit = 0,
                                  const std::function<bool(const Commit&)>& filter = {}) = 0;
  // Calls `visit` for what differs, in order of keys, until it returns false.
  virtual void VisitDiff(const Hash& from, const Hash& to, const KeyRange& range,
                         const std::function<bool(DiffEntry)>& visit) = 0;
  // Sorted by key.
  virtual std::vector<DiffEntry> Diff(const Hash& from, const Hash& to,
                                      const ContentKey& prefix = {}) = 0;
  // The nearest commit that both come from; none only for histories of different repositories.
  virtual std::optional<Hash> MergeBase(const Hash& a, const Hash& b) = 0;
  virtual bool IsAncestor(const Hash& ancestor, const Hash& descendant) = 0;
  // The nearest commit that both come from over first parents alone: what "ahead" and "behind"
  // count from. Takes O(log n).
  virtual Hash FirstParentBase(const Hash& a, const Hash& b) = 0;
  // The empty commit that every history starts with, and when the repository was made.
  virtual Hash FirstCommit() const = 0;
  virtual base::TimePoint CreationTime() = 0;

  // --- writing. A branch that moved in between is no conflict by itself: operations are applied
  // again on the new head unless they touch the same keys.
  virtual CommitOutcome CommitOperations(const CommitRequest& request) = 0;
  // Three-way by key with the common ancestor; one commit with parents [into, from]. Nothing to do
  // when `from` is in the target's history already.
  virtual MergeOutcome Merge(const Hash& from, const MergeRequest& request) = 0;
  // Applies what `commit` changed against its first parent, as one commit.
  virtual MergeOutcome Transplant(const Hash& commit, const MergeRequest& request) = 0;
  // Applies what each of `commits` changed against its first parent, oldest first, as a commit
  // each, all or nothing. Commits that change nothing in the target are left out. A message, an
  // author or properties of the request replace those of the commits.
  virtual MergeOutcome TransplantAll(const std::vector<Hash>& commits,
                                     const MergeRequest& request) = 0;
  // Takes back what `commit` changed against its first parent, as one commit.
  virtual MergeOutcome Revert(const Hash& commit, const MergeRequest& request) = 0;
};

inline constexpr size_t kRecentHeads = 20;

struct RepositoryOptions {
  std::string default_branch = "main";
  size_t cache_bytes = size_t{64} << 20;
  int max_commit_attempts = 1000;
};

// Opens the repository in a database, and makes its tables and the empty default branch at the
// first time. `database` and `clock` must outlive it.
std::unique_ptr<Repository> OpenRepository(metadb::Database& database,
                                           const RepositoryOptions& options = {},
                                           base::Clock& clock = base::Clock::System());

}  // namespace tarn::versions
