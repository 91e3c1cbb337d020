#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "versions/objects.h"

namespace tarn::versions {

// A persistent copy-on-write B-tree of encoded keys, named by the hash of its root node; the empty
// tree is the empty hash. Functions read through `source` and are as thread safe as that.

std::optional<Content> FindInTree(ObjectSource& source, const Hash& root, std::string_view key);

// Calls `visit` for each entry with key >= `from`, in order, until it returns false.
void ScanTree(ObjectSource& source, const Hash& root, std::string_view from,
              const std::function<bool(const LeafEntry&)>& visit);

struct TreeEdit {
  std::string key;
  std::optional<Content> content;  // none: delete
};
// The root of the tree after `edits`, which are sorted by key, each key once. Only the nodes on the
// way to edited keys are made anew.
Hash EditTree(NewObjects& objects, const Hash& root, std::span<const TreeEdit> edits);

struct TreeDiff {
  std::string key;
  std::optional<Content> from;
  std::optional<Content> to;
};
// What differs, in order of keys: only keys in [low, high) (high empty: no end). Subtrees that both
// share are not read.
void DiffTrees(ObjectSource& source, const Hash& from, const Hash& to, std::string_view low,
               std::string_view high, const std::function<void(TreeDiff)>& visit);
// The same until `visit` returns false.
void DiffTreesWhile(ObjectSource& source, const Hash& from, const Hash& to, std::string_view low,
                    std::string_view high, const std::function<bool(TreeDiff)>& visit);

}  // namespace tarn::versions
