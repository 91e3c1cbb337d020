#include "versions/tree.h"

#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::versions {
namespace {

// Objects in memory that count what is read.
class MemoryObjects : public ObjectSource {
 public:
  std::shared_ptr<const Node> GetNode(const Hash& hash) override {
    ++reads;
    return std::make_shared<const Node>(DecodeNode(nodes.at(hash)));
  }
  std::shared_ptr<const Commit> GetCommit(const Hash&) override { return nullptr; }
  void Keep(const NewObjects& objects) {
    for (const auto& [hash, object] : objects.objects()) nodes[hash] = object.bytes;
  }

  std::map<Hash, std::string> nodes;
  int reads = 0;
};

using Model = std::map<std::string, Content>;

class TreeTest : public ::testing::Test {
 protected:
  Hash Edit(const Hash& root, const std::vector<TreeEdit>& edits) {
    NewObjects objects(stored_);
    Hash result = EditTree(objects, root, edits);
    new_nodes_ = objects.objects().size();
    stored_.Keep(objects);
    return result;
  }
  Model Scan(const Hash& root) {
    Model model;
    std::string last;
    ScanTree(stored_, root, "", [&](const LeafEntry& entry) {
      EXPECT_LT(last, entry.key);
      last = entry.key;
      model[entry.key] = entry.content;
      return true;
    });
    return model;
  }
  // The rules of the tree: levels even, nodes neither empty nor too wide, counts and keys true.
  int CheckNode(const Hash& hash, bool root) {
    auto node = stored_.GetNode(hash);
    EXPECT_LE(node->width(), node->leaf() ? 24u : 48u);
    if (!root) {
      EXPECT_GE(node->width(), 1u);
    }
    if (node->leaf()) return 1;
    if (root) {
      EXPECT_GE(node->width(), 2u);
    }
    std::set<int> depths;
    for (const ChildEntry& child : node->children) {
      auto below = stored_.GetNode(child.hash);
      EXPECT_EQ(below->first_key(), child.first_key);
      EXPECT_EQ(below->count(), child.count);
      depths.insert(CheckNode(child.hash, false));
    }
    EXPECT_EQ(depths.size(), 1u);
    return *depths.begin() + 1;
  }

  MemoryObjects stored_;
  size_t new_nodes_ = 0;
};

std::string Key(int number) {
  return fmt::format("ns{}", number % 7) + '\0' + std::to_string(number);
}

std::vector<TreeEdit> RandomEdits(std::mt19937& random, int keys, int count, double deletes) {
  std::map<std::string, std::optional<Content>> edits;
  for (int i = 0; i < count; ++i) {
    std::string key = Key(static_cast<int>(random() % static_cast<unsigned>(keys)));
    if (static_cast<double>(random() % 1000) < deletes * 1000) {
      edits[key] = std::nullopt;
    } else {
      edits[key] = Content{"id" + key, std::to_string(random() % 50)};
    }
  }
  std::vector<TreeEdit> result;
  for (auto& [key, content] : edits) result.push_back({key, content});
  return result;
}

void ApplyToModel(Model& model, const std::vector<TreeEdit>& edits) {
  for (const TreeEdit& edit : edits) {
    if (edit.content) {
      model[edit.key] = *edit.content;
    } else {
      model.erase(edit.key);
    }
  }
}

std::vector<std::string> ModelDiff(const Model& from, const Model& to, const std::string& low,
                                   const std::string& high) {
  std::vector<std::string> keys;
  std::set<std::string> all;
  for (auto& [key, content] : from) all.insert(key);
  for (auto& [key, content] : to) all.insert(key);
  for (auto& key : all) {
    bool same = from.contains(key) && to.contains(key) && from.at(key) == to.at(key);
    if (!same && key >= low && (high.empty() || key < high)) keys.push_back(key);
  }
  return keys;
}

TEST_F(TreeTest, BehavesAsAMapUnderRandomEdits) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    int keys = 1 << (random() % 12);
    double deletes = static_cast<double>(random() % 10) / 10;
    Hash root;
    Model model;
    Hash older_root;
    Model older;
    for (int round = 0; round < 30; ++round) {
      if (random() % 4 == 0) {
        older_root = root;
        older = model;
      }
      auto edits = RandomEdits(random, keys, 1 + static_cast<int>(random() % 100), deletes);
      root = Edit(root, edits);
      ApplyToModel(model, edits);
    }
    ASSERT_EQ(Scan(root), model);
    ASSERT_EQ(Scan(older_root), older);  // the old tree is as it was
    EXPECT_EQ(root.empty(), model.empty());
    if (!root.empty()) CheckNode(root, true);
    for (int i = 0; i < keys; i += 3) {
      auto found = FindInTree(stored_, root, Key(i));
      auto expected = model.find(Key(i));
      EXPECT_EQ(found.has_value(), expected != model.end());
      if (found) {
        EXPECT_EQ(*found, expected->second);
      }
    }
    for (auto [low, high] : {std::pair<std::string, std::string>("", ""),
                             {"ns3", ""},
                             {"ns2", "ns4"},
                             {"ns9", "nsx"}}) {
      std::vector<std::string> keys_seen;
      DiffTrees(stored_, older_root, root, low, high, [&](TreeDiff diff) {
        keys_seen.push_back(diff.key);
        EXPECT_EQ(diff.from.has_value(), older.contains(diff.key));
        EXPECT_EQ(diff.to.has_value(), model.contains(diff.key));
        if (diff.from) {
          EXPECT_EQ(*diff.from, older[diff.key]);
        }
        if (diff.to) {
          EXPECT_EQ(*diff.to, model[diff.key]);
        }
      });
      EXPECT_EQ(keys_seen, ModelDiff(older, model, low, high));
    }
  }
}

TEST_F(TreeTest, DeletingEverythingGivesTheEmptyTree) {
  std::vector<TreeEdit> puts;
  std::vector<TreeEdit> deletes;
  for (int i = 0; i < 5000; ++i) puts.push_back({fmt::format("{:05}", i), Content{"i", "p"}});
  for (auto& put : puts) deletes.push_back({put.key, std::nullopt});
  Hash root = Edit(Hash(), puts);
  EXPECT_EQ(CheckNode(root, true), 3);
  EXPECT_TRUE(Edit(root, deletes).empty());
  // One by one, from the middle.
  while (deletes.size() > 4950) {
    root = Edit(root, {deletes[deletes.size() / 2]});
    deletes.erase(deletes.begin() + static_cast<long>(deletes.size() / 2));
  }
  EXPECT_EQ(stored_.GetNode(root)->count(), 4950u);
  CheckNode(root, true);
}

TEST_F(TreeTest, AnEditAndADiffTouchOnlyTheWayToTheKey) {
  std::vector<TreeEdit> puts;
  for (int i = 0; i < 100'000; ++i) puts.push_back({fmt::format("{:06}", i), Content{"i", "p"}});
  Hash root = Edit(Hash(), puts);
  EXPECT_EQ(CheckNode(root, true), 4);
  Hash changed = root;
  for (int i = 0; i < 100; ++i) {
    changed = Edit(changed, {{fmt::format("{:06}x", i * 997), Content{"new", "p"}}});
    EXPECT_LE(new_nodes_, 8u);
  }
  stored_.reads = 0;
  int differences = 0;
  DiffTrees(stored_, root, changed, "", "", [&](TreeDiff) { ++differences; });
  EXPECT_EQ(differences, 100);
  EXPECT_LE(stored_.reads, 900);
  stored_.reads = 0;
  DiffTrees(stored_, root, root, "", "", [&](TreeDiff) { ++differences; });
  EXPECT_EQ(stored_.reads, 0);
}

TEST(NodeCodecTest, RoundTripsAndRejectsEveryTruncation) {
  Node leaf;
  leaf.entries = {{"a", {"id", std::string(300, 'p')}}, {std::string("a\0b", 3), {"", ""}}};
  Node inner;
  inner.children = {{"a", Hash::Of("x"), 1}, {"b", Hash::Of("y"), uint64_t{1} << 60}};
  Commit commit;
  commit.parents = {Hash::Of("p"), Hash::Of("q")};
  commit.root = Hash::Of("r");
  commit.message = "m";
  commit.properties = {{"k", "v"}};
  commit.time = base::TimePoint(std::chrono::microseconds(123456789));
  commit.depth = 7;
  commit.generation = 9;
  for (const std::string& bytes : {EncodeNode(leaf), EncodeNode(inner), EncodeCommit(commit)}) {
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_THROW(DecodeNode(bytes.substr(0, size)), base::Error);
      EXPECT_THROW(DecodeCommit(bytes.substr(0, size)), base::Error);
    }
    EXPECT_THROW(DecodeNode(bytes + "x"), base::Error);
    // Any bytes decode or throw base::Error.
    std::mt19937 random(7);
    for (int i = 0; i < 3000; ++i) {
      std::string mutated = bytes;
      mutated[random() % mutated.size()] = static_cast<char>(random());
      try {
        DecodeNode(mutated);
      } catch (const base::Error&) {
      }
      try {
        DecodeCommit(mutated);
      } catch (const base::Error&) {
      }
    }
  }
  EXPECT_EQ(EncodeNode(DecodeNode(EncodeNode(leaf))), EncodeNode(leaf));
  EXPECT_EQ(EncodeNode(DecodeNode(EncodeNode(inner))), EncodeNode(inner));
  EXPECT_EQ(EncodeCommit(DecodeCommit(EncodeCommit(commit))), EncodeCommit(commit));
}

}  // namespace
}  // namespace tarn::versions
