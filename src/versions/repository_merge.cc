// Merge, cherry-pick and revert: three ways of taking the way from one commit to another over to a
// branch.
#include <algorithm>

#include "base/error.h"
#include "versions/repository_impl.h"
#include "versions/three_way.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

void FindInvalid(ObjectSource& source, const Hash& ours, const MergeRequest& request,
                 ThreeWayResult& merged) {
  if (!request.validate || !merged.conflicts.empty()) return;
  auto lookup = [&](const ContentKey& key) -> std::optional<Content> {
    auto change = std::lower_bound(
        merged.changes.begin(), merged.changes.end(), key,
        [](const DiffEntry& entry, const ContentKey& wanted) { return entry.key < wanted; });
    if (change != merged.changes.end() && change->key == key) return change->to;
    return FindInTree(source, ours, EncodeKey(key));
  };
  merged.conflicts = request.validate(lookup, merged.changes);
}

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

MergeOutcome RepositoryImpl::Revert(const Hash& commit, const MergeRequest& request) {
  CommitPtr undone = objects_.GetCommit(commit);
  CommitPtr parent = FirstParentOf(undone);
  MergeRequest named = request;
  if (named.meta.message.empty())
    named.meta.message = fmt::format("Revert \"{}\"", undone->message);
  return RunMerge(named, [&](const CommitPtr&) { return MergePlan{undone, parent, nullptr}; });
}

MergeOutcome RepositoryImpl::RunMerge(const MergeRequest& request, const MakePlan& make_plan) {
  for (int attempt = 1;; ++attempt) {
    if (auto outcome = TryMerge(request, make_plan)) return std::move(*outcome);
    writer_.BackOff(attempt, request.into);
  }
}

std::optional<MergeOutcome> RepositoryImpl::TryMerge(const MergeRequest& request,
                                                     const MakePlan& make_plan) {
  Reference reference = writer_.GetBranch(request.into);
  if (request.expected_head && *request.expected_head != reference.head) {
    base::Throw(ErrorKind::kConflict, "'{}' is at {}, not at: {}", request.into,
                reference.head.hex(), request.expected_head->hex());
  }
  CommitPtr head = objects_.GetCommit(reference.head);
  MergePlan plan = make_plan(head);
  MergeOutcome outcome;
  outcome.base = plan.base->hash;
  outcome.head = head->hash;
  if (plan.nothing_to_do) return outcome;

  ThreeWayResult merged =
      ThreeWay(objects_, plan.base->root, head->root, plan.theirs->root, request);
  FindInvalid(objects_, head->root, request, merged);
  outcome.changes = std::move(merged.changes);
  outcome.conflicts = std::move(merged.conflicts);
  bool nothing_changes = outcome.changes.empty() && !plan.parent;
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
