// What differs between two trees: both are walked in order of keys, and where both come to the same
// subtree at the same time it is skipped.
#include <deque>
#include <utility>
#include <variant>

#include "versions/tree.h"

namespace tarn::versions {
namespace {

using Item = std::variant<ChildEntry, LeafEntry>;

// One tree from here on: subtrees not opened yet, and entries.
class Walk {
 public:
  Walk(ObjectSource& source, const Hash& root, std::string_view low, std::string_view high)
      : source_(source), low_(low), high_(high) {
    if (root.empty()) return;
    auto node = source.GetNode(root);
    items_.push_back(ChildEntry{node->first_key(), root, node->count()});
    Trim();
  }

  bool done() const { return items_.empty(); }
  const ChildEntry* subtree() const { return std::get_if<ChildEntry>(&items_.front()); }
  const LeafEntry& entry() const { return std::get<LeafEntry>(items_.front()); }
  const std::string& key() const {
    return subtree() != nullptr ? subtree()->first_key : entry().key;
  }
  LeafEntry TakeEntry() {
    LeafEntry result = std::move(std::get<LeafEntry>(items_.front()));
    Skip();
    return result;
  }
  void Skip() {
    items_.pop_front();
    Trim();
  }
  void Open() {
    auto node = source_.GetNode(subtree()->hash);
    items_.pop_front();
    for (auto child = node->children.rbegin(); child != node->children.rend(); ++child) {
      items_.push_front(*child);
    }
    for (auto entry = node->entries.rbegin(); entry != node->entries.rend(); ++entry) {
      items_.push_front(*entry);
    }
    Trim();
  }

 private:
  static const std::string& KeyOf(const Item& item) {
    auto* child = std::get_if<ChildEntry>(&item);
    return child != nullptr ? child->first_key : std::get<LeafEntry>(item).key;
  }

  // Drops what lies outside [low, high).
  void Trim() {
    while (!items_.empty()) {
      bool behind = !high_.empty() && KeyOf(items_.front()) >= high_;
      bool entry_before =
          std::holds_alternative<LeafEntry>(items_.front()) && KeyOf(items_.front()) < low_;
      bool subtree_before = items_.size() > 1 && KeyOf(items_[1]) <= low_ &&
                            std::holds_alternative<ChildEntry>(items_.front());
      if (behind) {
        items_.clear();
      } else if (entry_before || subtree_before) {
        items_.pop_front();
      } else {
        return;
      }
    }
  }

  ObjectSource& source_;
  std::string low_;
  std::string high_;
  std::deque<Item> items_;
};

// The side with the smaller key goes first: opens its subtree, or tells its entry as its own.
template <typename Visit>
void Step(Walk& walk, Visit visit_entry) {
  if (walk.subtree() != nullptr) {
    walk.Open();
  } else {
    visit_entry(walk.TakeEntry());
  }
}

// Both stand at the same key.
template <typename Visit>
void StepBoth(Walk& a, Walk& b, const Visit& visit) {
  const ChildEntry* left = a.subtree();
  const ChildEntry* right = b.subtree();
  if (left == nullptr && right == nullptr) {
    LeafEntry before = a.TakeEntry();
    LeafEntry after = b.TakeEntry();
    if (before.content == after.content) return;
    visit({std::move(before.key), std::move(before.content), std::move(after.content)});
  } else if (left != nullptr && right != nullptr) {
    if (left->hash == right->hash) {
      a.Skip();
      b.Skip();
      return;
    }
    // The larger is opened, so that both come down to subtrees that they may share.
    bool open_left = left->count >= right->count;
    bool open_right = right->count >= left->count;
    if (open_left) a.Open();
    if (open_right) b.Open();
  } else {
    (left != nullptr ? a : b).Open();
  }
}

}  // namespace

void DiffTrees(ObjectSource& source, const Hash& from, const Hash& to, std::string_view low,
               std::string_view high, const std::function<void(TreeDiff)>& visit) {
  DiffTreesWhile(source, from, to, low, high, [&](TreeDiff diff) {
    visit(std::move(diff));
    return true;
  });
}

void DiffTreesWhile(ObjectSource& source, const Hash& from, const Hash& to, std::string_view low,
                    std::string_view high, const std::function<bool(TreeDiff)>& visit_more) {
  if (from == to) return;
  bool more = true;
  auto visit = [&](TreeDiff diff) { more = visit_more(std::move(diff)); };
  Walk a(source, from, low, high);
  Walk b(source, to, low, high);
  auto removed = [&](LeafEntry entry) {
    visit({std::move(entry.key), std::move(entry.content), std::nullopt});
  };
  auto added = [&](LeafEntry entry) {
    visit({std::move(entry.key), std::nullopt, std::move(entry.content)});
  };
  while (more && (!a.done() || !b.done())) {
    if (b.done() || (!a.done() && a.key() < b.key())) {
      Step(a, removed);
    } else if (a.done() || b.key() < a.key()) {
      Step(b, added);
    } else {
      StepBoth(a, b, visit);
    }
  }
}

}  // namespace tarn::versions
