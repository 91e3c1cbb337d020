#pragma once

#include <vector>

#include "versions/objects.h"
#include "versions/repository.h"
#include "versions/tree.h"

namespace tarn::versions {

// What a merge does to the target: the edits, and what stands against them.
struct ThreeWayResult {
  std::vector<DiffEntry> changes;  // sorted by key
  std::vector<KeyConflict> conflicts;
};

// Takes what differs between the trees `base` and `theirs` over to `ours`, key by key, in
// proportion to what differs.
ThreeWayResult ThreeWay(ObjectSource& source, const Hash& base, const Hash& ours,
                        const Hash& theirs, const MergeRequest& request);

std::vector<TreeEdit> ToEdits(const std::vector<DiffEntry>& changes);

// "added", "changed" or "deleted", from before to after.
const char* DescribeChange(const std::optional<Content>& before,
                           const std::optional<Content>& after);

}  // namespace tarn::versions
