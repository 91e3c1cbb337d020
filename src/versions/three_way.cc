#include "versions/three_way.h"

#include <fmt/format.h>

namespace tarn::versions {

const char* DescribeChange(const std::optional<Content>& before,
                           const std::optional<Content>& after) {
  if (!before) return "added";
  return after ? "changed" : "deleted";
}

std::vector<TreeEdit> ToEdits(const std::vector<DiffEntry>& changes) {
  std::vector<TreeEdit> edits;
  edits.reserve(changes.size());
  for (const DiffEntry& change : changes) edits.push_back({EncodeKey(change.key), change.to});
  return edits;
}

ThreeWayResult ThreeWay(ObjectSource& source, const Hash& base, const Hash& ours,
                        const Hash& theirs, const MergeRequest& request) {
  ThreeWayResult result;
  DiffTrees(source, base, theirs, {}, {}, [&](TreeDiff diff) {
    auto current = FindInTree(source, ours, diff.key);
    ContentKey key = DecodeKey(diff.key);
    auto resolution = request.key_resolutions.find(key);
    if (resolution != request.key_resolutions.end() && resolution->second.expected) {
      if (current == resolution->second.expected) {
        auto to = resolution->second.resolved ? resolution->second.resolved : std::move(diff.to);
        result.changes.push_back({std::move(key), std::move(current), std::move(to)});
      } else {
        result.conflicts.push_back({std::move(key), "the target is not as it was expected to be",
                                    resolution->second.expected, std::move(current),
                                    std::move(diff.to)});
      }
      return;
    }
    auto chosen = request.key_behaviors.find(key);
    if (current == diff.to) return;
    MergeBehavior behavior =
        chosen == request.key_behaviors.end() ? request.behavior : chosen->second;
    if (behavior == MergeBehavior::kDrop) return;
    if (behavior == MergeBehavior::kForce || current == diff.from) {
      result.changes.push_back({std::move(key), std::move(current), std::move(diff.to)});
      return;
    }
    if (request.resolve) {
      if (auto resolved = request.resolve(key, diff.from, current, diff.to)) {
        result.changes.push_back({std::move(key), std::move(current), std::move(resolved)});
        return;
      }
    }
    std::string reason =
        fmt::format("{} in the target and {} in the source", DescribeChange(diff.from, current),
                    DescribeChange(diff.from, diff.to));
    result.conflicts.push_back({std::move(key), std::move(reason), std::move(diff.from),
                                std::move(current), std::move(diff.to)});
  });
  return result;
}

}  // namespace tarn::versions
