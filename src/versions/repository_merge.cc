// Merge, cherry-pick and revert: three ways of taking the way from one commit to another over to a
// branch.
#include <algorithm>

#include "base/error.h"
#include "versions/repository_impl.h"
#include "versions/three_way.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

// A tree with changes over it that are not made yet.
class ChangedTree : public MergedState {
 public:
  ChangedTree(ObjectSource& source, const Hash& root, const std::vector<DiffEntry>& changes)
      : source_(source), root_(root), changes_(changes) {}

  std::optional<Content> Find(const ContentKey& key) const override {
    auto change = FirstChangeFrom(key);
    if (change != changes_.end() && change->key == key) return change->to;
    return FindInTree(source_, root_, EncodeKey(key));
  }

  std::optional<ContentKey> FindBelow(const ContentKey& key) const override {
    for (auto change = FirstChangeFrom(key);
         change != changes_.end() && change->key.StartsWith(key); ++change) {
      if (change->to && change->key != key) return change->key;
    }
    std::optional<ContentKey> found;
    std::string prefix = EncodeKey(key) + '\0';
    ScanTree(source_, root_, prefix, [&](const LeafEntry& entry) {
      if (!entry.key.starts_with(prefix)) return false;
      ContentKey below = DecodeKey(entry.key);
      if (Find(below)) found = std::move(below);
      return !found;
    });
    return found;
  }

 private:
  std::vector<DiffEntry>::const_iterator FirstChangeFrom(const ContentKey& key) const {
    return std::lower_bound(
        changes_.begin(), changes_.end(), key,
        [](const DiffEntry& entry, const ContentKey& wanted) { return entry.key < wanted; });
  }

  ObjectSource& source_;
  const Hash root_;
  const std::vector<DiffEntry>& changes_;
};

}  // namespace

CommitPtr RepositoryImpl::FirstParentOf(const CommitPtr& commit) {
  if (commit->parents.empty()) {
    base::Throw(ErrorKind::kInvalidArgument, "the first commit of all changed nothing: {}",
                commit->hash.hex());
  }
  return objects_.GetCommit(commit->parents.front());
}

MergeOutcome RepositoryImpl::Merge(const Hash& from, const MergeRequest& request) {
  CommitPtr theirs = objects_.GetCommit(from);
  MergeRequest named = request;
  if (named.meta.message.empty()) {
    named.meta.message = fmt::format("Merge {} into {}", from.hex().substr(0, 12), request.into);
  }
  return RunMerge(named, [&](const CommitPtr& head) {
    MergePlan plan;
    plan.base = versions::MergeBase(objects_, theirs, head);
    if (!plan.base) {
      base::Throw(ErrorKind::kInvalidArgument, "no commit is common to '{}' and: {}", request.into,
                  from.hex());
    }
    plan.theirs = theirs;
    plan.parent = theirs;
    plan.nothing_to_do = plan.base->hash == from;
    return plan;
  });
}

MergeOutcome RepositoryImpl::Transplant(const Hash& commit, const MergeRequest& request) {
  CommitPtr picked = objects_.GetCommit(commit);
  CommitPtr parent = FirstParentOf(picked);
  MergeRequest named = request;
  if (named.meta.message.empty()) named.meta.message = picked->message;
  if (named.meta.author.empty()) named.meta.author = picked->author;
  return RunMerge(named, [&](const CommitPtr&) { return MergePlan{parent, picked, nullptr}; });
}

MergeOutcome RepositoryImpl::TransplantAll(const std::vector<Hash>& commits,
                                           const MergeRequest& request) {
  std::vector<CommitPtr> picked;
  for (const Hash& hash : commits) {
    picked.push_back(objects_.GetCommit(hash));
    FirstParentOf(picked.back());  // refuses the first commit of all
  }
  for (int attempt = 1;; ++attempt) {
    if (auto outcome = TryTransplant(picked, request)) return std::move(*outcome);
    writer_.BackOff(attempt, request.into);
  }
}

std::optional<MergeOutcome> RepositoryImpl::TryTransplant(const std::vector<CommitPtr>& commits,
                                                          const MergeRequest& request) {
  const Reference reference = GetTarget(request);
  NewObjects objects(objects_);
  CommitPtr head = objects.GetCommit(reference.head);
  CommitPtr tip = head;
  MergeOutcome outcome;
  outcome.target = outcome.head = head->hash;
  if (!commits.empty()) outcome.base = FirstParentOf(commits.front())->hash;
  for (const CommitPtr& picked : commits) {
    ThreeWayResult merged =
        ThreeWay(objects, FirstParentOf(picked)->root, tip->root, picked->root, request);
    if (request.validate && merged.conflicts.empty()) {
      merged.conflicts =
          request.validate(ChangedTree(objects, tip->root, merged.changes), merged.changes);
    }
    for (KeyConflict& conflict : merged.conflicts) outcome.conflicts.push_back(std::move(conflict));
    if (merged.changes.empty()) continue;
    Commit commit = MakeChild(objects, {tip}, clock_.Now());
    CommitMeta meta{picked->message, picked->author, picked->committer, picked->properties};
    if (!request.meta.message.empty()) meta.message = request.meta.message;
    if (!request.meta.author.empty()) meta.author = request.meta.author;
    if (!request.meta.properties.empty()) meta.properties = request.meta.properties;
    SetMeta(commit, meta);
    commit.root = EditTree(objects, tip->root, ToEdits(merged.changes));
    objects.Add(commit);
    tip = objects.GetCommit(commit.hash);
    for (DiffEntry& change : merged.changes) outcome.changes.push_back(std::move(change));
  }
  if (!outcome.conflicts.empty() || request.dry_run || tip == head) return outcome;
  if (!writer_.TryMove(request.into, head->hash, tip->hash, objects)) return std::nullopt;
  outcome.head = tip->hash;
  outcome.commit = *tip;
  return outcome;
}

MergeOutcome RepositoryImpl::Revert(const Hash& commit, const MergeRequest& request) {
  CommitPtr undone = objects_.GetCommit(commit);
  CommitPtr parent = FirstParentOf(undone);
  MergeRequest named = request;
  if (named.meta.message.empty())
    named.meta.message = fmt::format("Revert \"{}\"", undone->message);
  return RunMerge(named, [&](const CommitPtr&) { return MergePlan{undone, parent, nullptr}; });
}

Reference RepositoryImpl::GetTarget(const MergeRequest& request) {
  Reference reference = writer_.GetBranch(request.into);
  if (request.expected_head && *request.expected_head != reference.head) {
    base::Throw(ErrorKind::kConflict, "'{}' is at {}, not at: {}", request.into,
                reference.head.hex(), request.expected_head->hex());
  }
  return reference;
}

MergeOutcome RepositoryImpl::RunMerge(const MergeRequest& request, const MakePlan& make_plan) {
  for (int attempt = 1;; ++attempt) {
    if (auto outcome = TryMerge(request, make_plan)) return std::move(*outcome);
    writer_.BackOff(attempt, request.into);
  }
}

std::optional<MergeOutcome> RepositoryImpl::TryMerge(const MergeRequest& request,
                                                     const MakePlan& make_plan) {
  const Reference reference = GetTarget(request);
  CommitPtr head = objects_.GetCommit(reference.head);
  MergePlan plan = make_plan(head);
  MergeOutcome outcome;
  outcome.base = plan.base->hash;
  outcome.target = outcome.head = head->hash;
  if (plan.nothing_to_do) return outcome;

  ThreeWayResult merged =
      ThreeWay(objects_, plan.base->root, head->root, plan.theirs->root, request);
  if (request.validate && merged.conflicts.empty()) {
    merged.conflicts =
        request.validate(ChangedTree(objects_, head->root, merged.changes), merged.changes);
  }
  outcome.changes = std::move(merged.changes);
  outcome.conflicts = std::move(merged.conflicts);
  bool nothing_changes = outcome.changes.empty() && (!plan.parent || request.skip_empty);
  if (!outcome.conflicts.empty() || request.dry_run || nothing_changes) return outcome;

  NewObjects objects(objects_);
  std::vector<CommitPtr> parents{head};
  if (plan.parent) parents.push_back(plan.parent);
  Commit commit = MakeChild(objects, parents, clock_.Now());
  SetMeta(commit, request.meta);
  commit.root = EditTree(objects, head->root, ToEdits(outcome.changes));
  objects.Add(commit);
  if (!writer_.TryMove(request.into, head->hash, commit.hash, objects)) return std::nullopt;
  outcome.head = commit.hash;
  outcome.commit = std::move(commit);
  return outcome;
}

}  // namespace tarn::versions
