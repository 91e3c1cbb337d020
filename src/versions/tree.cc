#include "versions/tree.h"

#include <algorithm>

namespace tarn::versions {
namespace {

// A node is rewritten whole with each edit below it: narrow leaves (contents are hundreds of bytes)
// keep that small, wide inner nodes keep the tree flat.
constexpr size_t kMaxEntries = 24;
constexpr size_t kMaxChildren = 48;

size_t MaxWidth(const Node& node) { return node.leaf() ? kMaxEntries : kMaxChildren; }

// A node of the new tree: stored already, or still in memory so that it can be joined with its
// neighbour before it gets a hash.
struct Piece {
  ChildEntry stored;
  std::optional<Node> node;
};

class Editor {
 public:
  explicit Editor(NewObjects& objects) : objects_(objects) {}

  Hash Run(const Hash& root, std::span<const TreeEdit> edits) {
    std::vector<Piece> pieces;
    if (root.empty()) {
      Node leaf;
      for (const TreeEdit& edit : edits) {
        if (edit.content) leaf.entries.push_back({edit.key, *edit.content});
      }
      pieces = Split(std::move(leaf));
    } else {
      pieces = EditNode(*objects_.GetNode(root), edits);
    }
    while (pieces.size() > 1) {
      Node parent;
      for (Piece& piece : pieces) parent.children.push_back(Store(std::move(piece)));
      pieces = Split(std::move(parent));
    }
    if (pieces.empty()) return Hash();
    return Flatten(std::move(pieces.front()));
  }

 private:
  std::vector<Piece> EditNode(const Node& node, std::span<const TreeEdit> edits) {
    return node.leaf() ? EditLeaf(node, edits) : EditInner(node, edits);
  }

  std::vector<Piece> EditLeaf(const Node& node, std::span<const TreeEdit> edits) {
    Node result;
    size_t next = 0;
    for (const LeafEntry& entry : node.entries) {
      while (next < edits.size() && edits[next].key < entry.key) Put(result, edits[next++]);
      if (next < edits.size() && edits[next].key == entry.key) {
        Put(result, edits[next++]);
      } else {
        result.entries.push_back(entry);
      }
    }
    while (next < edits.size()) Put(result, edits[next++]);
    return Split(std::move(result));
  }

  static void Put(Node& leaf, const TreeEdit& edit) {
    if (edit.content) leaf.entries.push_back({edit.key, *edit.content});
  }

  std::vector<Piece> EditInner(const Node& node, std::span<const TreeEdit> edits) {
    std::vector<Piece> pieces;
    for (size_t i = 0; i < node.children.size(); ++i) {
      auto end = edits.end();
      if (i + 1 < node.children.size()) {
        end = std::lower_bound(
            edits.begin(), edits.end(), node.children[i + 1].first_key,
            [](const TreeEdit& edit, const std::string& key) { return edit.key < key; });
      }
      std::span<const TreeEdit> mine(edits.begin(), end);
      edits = edits.subspan(mine.size());
      if (mine.empty()) {
        pieces.push_back({node.children[i], std::nullopt});
        continue;
      }
      for (Piece& piece : EditNode(*objects_.GetNode(node.children[i].hash), mine)) {
        pieces.push_back(std::move(piece));
      }
    }
    JoinNarrow(pieces);
    Node result;
    for (Piece& piece : pieces) result.children.push_back(Store(std::move(piece)));
    return Split(std::move(result));
  }

  // Joins edited nodes that became too narrow with a neighbour; all are of one level.
  void JoinNarrow(std::vector<Piece>& pieces) {
    for (size_t i = 0; i < pieces.size() && pieces.size() > 1;) {
      if (!pieces[i].node || pieces[i].node->width() >= MaxWidth(*pieces[i].node) / 3) {
        ++i;
        continue;
      }
      size_t left = i + 1 < pieces.size() ? i : i - 1;
      Node joined = TakeNode(pieces[left]);
      Node right = TakeNode(pieces[left + 1]);
      std::move(right.entries.begin(), right.entries.end(), std::back_inserter(joined.entries));
      std::move(right.children.begin(), right.children.end(), std::back_inserter(joined.children));
      std::vector<Piece> parts = Split(std::move(joined));
      auto at = pieces.erase(pieces.begin() + static_cast<ptrdiff_t>(left),
                             pieces.begin() + static_cast<ptrdiff_t>(left) + 2);
      size_t count = parts.size();
      pieces.insert(at, std::make_move_iterator(parts.begin()),
                    std::make_move_iterator(parts.end()));
      // One part may be narrow still and joins on; of two each is half full at least.
      i = count == 1 ? left : left + count;
    }
  }

  Node TakeNode(Piece& piece) {
    return piece.node ? std::move(*piece.node) : *objects_.GetNode(piece.stored.hash);
  }

  // Nodes of even width, none too wide; nothing for nothing.
  static std::vector<Piece> Split(Node node) {
    std::vector<Piece> pieces;
    size_t width = std::max(node.entries.size(), node.children.size());
    if (width == 0) return pieces;
    size_t parts = (width + MaxWidth(node) - 1) / MaxWidth(node);
    for (size_t part = 0; part < parts; ++part) {
      auto begin = static_cast<ptrdiff_t>(width * part / parts);
      auto end = static_cast<ptrdiff_t>(width * (part + 1) / parts);
      Node slice;
      if (node.children.empty()) {
        slice.entries.assign(std::make_move_iterator(node.entries.begin() + begin),
                             std::make_move_iterator(node.entries.begin() + end));
      } else {
        slice.children.assign(std::make_move_iterator(node.children.begin() + begin),
                              std::make_move_iterator(node.children.begin() + end));
      }
      pieces.push_back({{}, std::move(slice)});
    }
    return pieces;
  }

  ChildEntry Store(Piece piece) {
    if (!piece.node) return std::move(piece.stored);
    ChildEntry entry{piece.node->first_key(), {}, piece.node->count()};
    entry.hash = objects_.Add(std::move(*piece.node));
    return entry;
  }

  // A root with one child is that child.
  Hash Flatten(Piece piece) {
    if (piece.node && piece.node->children.size() == 1) piece = {piece.node->children.front(), {}};
    if (piece.node) return objects_.Add(std::move(*piece.node));
    Hash hash = piece.stored.hash;
    for (auto node = objects_.GetNode(hash); node->children.size() == 1;
         node = objects_.GetNode(hash)) {
      hash = node->children.front().hash;
    }
    return hash;
  }

  NewObjects& objects_;
};

bool ScanNode(ObjectSource& source, const Hash& hash, std::string_view from,
              const std::function<bool(const LeafEntry&)>& visit) {
  auto node = source.GetNode(hash);
  if (node->leaf()) {
    auto first = std::lower_bound(
        node->entries.begin(), node->entries.end(), from,
        [](const LeafEntry& entry, std::string_view key) { return entry.key < key; });
    for (auto entry = first; entry != node->entries.end(); ++entry) {
      if (!visit(*entry)) return false;
    }
    return true;
  }
  for (size_t i = node->ChildFor(from); i < node->children.size(); ++i) {
    if (!ScanNode(source, node->children[i].hash, from, visit)) return false;
  }
  return true;
}

}  // namespace

std::optional<Content> FindInTree(ObjectSource& source, const Hash& root, std::string_view key) {
  if (root.empty()) return std::nullopt;
  auto node = source.GetNode(root);
  while (!node->leaf()) node = source.GetNode(node->children[node->ChildFor(key)].hash);
  auto found = std::lower_bound(
      node->entries.begin(), node->entries.end(), key,
      [](const LeafEntry& entry, std::string_view wanted) { return entry.key < wanted; });
  if (found == node->entries.end() || found->key != key) return std::nullopt;
  return found->content;
}

void ScanTree(ObjectSource& source, const Hash& root, std::string_view from,
              const std::function<bool(const LeafEntry&)>& visit) {
  if (!root.empty()) ScanNode(source, root, from, visit);
}

Hash EditTree(NewObjects& objects, const Hash& root, std::span<const TreeEdit> edits) {
  return edits.empty() ? root : Editor(objects).Run(root, edits);
}

}  // namespace tarn::versions
