#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "versions/objects.h"

namespace tarn::versions {

// Ways through the graph of commits. All read through `source`. Along first parents every way takes
// O(log n) steps, by each commit's `jump` (Myers, "An applicative random-access stack", 1983).

using CommitPtr = std::shared_ptr<const Commit>;

// A commit on top of `parents` (the first is never null); fills depth, generation, jump, parents,
// and a time that is not before the first parent's.
Commit MakeChild(ObjectSource& source, const std::vector<CommitPtr>& parents, base::TimePoint now);

// The first-parent ancestor `depth` first parents above the empty commit; `from.depth` >= depth.
CommitPtr AncestorAtDepth(ObjectSource& source, CommitPtr from, uint64_t depth);
// The newest of `from` and its first-parent ancestors that is not newer than `time`; null when all
// are newer.
CommitPtr AncestorAtTime(ObjectSource& source, CommitPtr from, base::TimePoint time);

// The nearest common ancestor over first parents; the empty commit at the latest.
CommitPtr FirstParentBase(ObjectSource& source, CommitPtr a, CommitPtr b);

// Whether `ancestor` is `descendant` or in its history, over any parents.
bool IsAncestor(ObjectSource& source, const CommitPtr& ancestor, const CommitPtr& descendant);
// The common ancestor that is farthest from the empty commit; null when there is none. With `stop`,
// ways end before commits for which it is true.
CommitPtr MergeBase(ObjectSource& source, const CommitPtr& a, const CommitPtr& b,
                    const std::function<bool(const Hash&)>& stop = {});

}  // namespace tarn::versions
