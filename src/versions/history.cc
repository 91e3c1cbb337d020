#include "versions/history.h"

#include <algorithm>
#include <map>
#include <queue>
#include <unordered_set>

namespace tarn::versions {
namespace {

// The empty commit jumps to itself.
CommitPtr Jump(ObjectSource& source, const CommitPtr& commit) {
  return commit->jump.empty() ? commit : source.GetCommit(commit->jump);
}

}  // namespace

Commit MakeChild(ObjectSource& source, const std::vector<CommitPtr>& parents, base::TimePoint now) {
  const CommitPtr& first = parents.front();
  Commit commit;
  for (const CommitPtr& parent : parents) {
    commit.parents.push_back(parent->hash);
    commit.generation = std::max(commit.generation, parent->generation + 1);
  }
  commit.time = std::max(now, first->time);
  commit.depth = first->depth + 1;
  CommitPtr jump = Jump(source, first);
  CommitPtr farther = Jump(source, jump);
  bool equal_jumps = first->depth - jump->depth == jump->depth - farther->depth;
  commit.jump = equal_jumps ? farther->hash : first->hash;
  return commit;
}

CommitPtr AncestorAtDepth(ObjectSource& source, CommitPtr from, uint64_t depth) {
  while (from->depth > depth) {
    CommitPtr jump = Jump(source, from);
    from = jump->depth >= depth ? jump : source.GetCommit(from->parents.front());
  }
  return from;
}

CommitPtr AncestorAtTime(ObjectSource& source, CommitPtr from, base::TimePoint time) {
  while (from->time > time) {
    if (from->parents.empty()) return nullptr;
    CommitPtr jump = Jump(source, from);
    from = jump->time > time ? jump : source.GetCommit(from->parents.front());
  }
  return from;
}

CommitPtr FirstParentBase(ObjectSource& source, CommitPtr a, CommitPtr b) {
  if (a->depth > b->depth) a = AncestorAtDepth(source, std::move(a), b->depth);
  if (b->depth > a->depth) b = AncestorAtDepth(source, std::move(b), a->depth);
  // Commits of one depth jump to one depth.
  while (a->hash != b->hash) {
    CommitPtr far_a = Jump(source, a), far_b = Jump(source, b);
    bool jump = far_a->hash != far_b->hash;
    a = jump ? far_a : source.GetCommit(a->parents.front());
    b = jump ? far_b : source.GetCommit(b->parents.front());
  }
  return a;
}

bool IsAncestor(ObjectSource& source, const CommitPtr& ancestor, const CommitPtr& descendant) {
  if (ancestor->depth <= descendant->depth &&
      AncestorAtDepth(source, descendant, ancestor->depth)->hash == ancestor->hash) {
    return true;
  }
  std::vector<CommitPtr> open{descendant};
  std::unordered_set<Hash> seen{descendant->hash};
  while (!open.empty()) {
    CommitPtr commit = open.back();
    open.pop_back();
    if (commit->hash == ancestor->hash) return true;
    if (commit->generation <= ancestor->generation) continue;
    for (const Hash& parent : commit->parents) {
      if (seen.insert(parent).second) open.push_back(source.GetCommit(parent));
    }
  }
  return false;
}

CommitPtr MergeBase(ObjectSource& source, const CommitPtr& a, const CommitPtr& b,
                    const std::function<bool(const Hash&)>& stop) {
  // From the newest generation on: when a commit comes up, all that lead to it came up before, so
  // the first that both sides lead to has the largest generation.
  enum : int { kFromA = 1, kFromB = 2, kBoth = 3 };
  std::map<std::pair<uint64_t, Hash>, std::pair<CommitPtr, int>> open;
  auto add = [&](const CommitPtr& commit, int side) {
    auto& entry = open[{commit->generation, commit->hash}];
    entry.first = commit;
    entry.second |= side;
  };
  add(a, kFromA);
  add(b, kFromB);
  while (!open.empty()) {
    auto [commit, sides] = open.rbegin()->second;
    open.erase(std::prev(open.end()));
    if (sides == kBoth) return commit;
    for (const Hash& parent : commit->parents) {
      if (!stop || !stop(parent)) add(source.GetCommit(parent), sides);
    }
  }
  return nullptr;
}

}  // namespace tarn::versions
