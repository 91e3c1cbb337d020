#include "versions/history.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace tarn::versions {
namespace {

class CommitsOnly : public ObjectSource {
 public:
  std::shared_ptr<const Node> GetNode(const Hash&) override { return nullptr; }
  std::shared_ptr<const Commit> GetCommit(const Hash& hash) override {
    ++reads;
    return commits.at(hash);
  }
  CommitPtr Add(Commit commit) {
    commit.hash = Hash::Of(EncodeCommit(commit));
    return commits[commit.hash] = std::make_shared<const Commit>(commit);
  }
  CommitPtr Child(const std::vector<CommitPtr>& parents, int64_t time_us) {
    Commit commit = MakeChild(*this, parents, base::TimePoint(std::chrono::microseconds(time_us)));
    commit.message = std::to_string(commits.size());  // commits differ
    return Add(commit);
  }

  std::map<Hash, CommitPtr> commits;
  int reads = 0;
};

TEST(HistoryTest, WalksFirstParentsInFewSteps) {
  CommitsOnly source;
  std::vector<CommitPtr> chain{source.Add(Commit{})};
  for (int i = 1; i <= 10'000; ++i) chain.push_back(source.Child({chain.back()}, i * 10));
  for (size_t depth : {0u, 1u, 2u, 77u, 4096u, 9998u, 9999u, 10'000u}) {
    source.reads = 0;
    EXPECT_EQ(AncestorAtDepth(source, chain.back(), depth), chain[depth]);
    EXPECT_LE(source.reads, 100);
    source.reads = 0;
    auto time = base::TimePoint(std::chrono::microseconds(depth * 10 + 5));
    EXPECT_EQ(AncestorAtTime(source, chain.back(), time), chain[depth]);
    EXPECT_LE(source.reads, 100);
  }
  EXPECT_EQ(AncestorAtTime(source, chain.back(), base::TimePoint(std::chrono::microseconds(-1))),
            nullptr);
  source.reads = 0;
  EXPECT_TRUE(IsAncestor(source, chain[3], chain.back()));
  EXPECT_LE(source.reads, 100);
}

TEST(HistoryTest, TimeNeverRunsBackwardsAlongFirstParents) {
  CommitsOnly source;
  auto first = source.Child({source.Add(Commit{})}, 100);
  auto second = source.Child({first}, 50);
  EXPECT_EQ(second->time, first->time);
}

std::set<Hash> Ancestors(CommitsOnly& source, const CommitPtr& commit) {
  std::set<Hash> seen;
  std::vector<CommitPtr> open{commit};
  while (!open.empty()) {
    CommitPtr next = open.back();
    open.pop_back();
    if (!seen.insert(next->hash).second) continue;
    for (const Hash& parent : next->parents) open.push_back(source.GetCommit(parent));
  }
  return seen;
}

TEST(HistoryTest, AncestryAndMergeBasesAgreeWithBruteForce) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    CommitsOnly source;
    std::vector<CommitPtr> all{source.Add(Commit{})};
    for (int i = 0; i < 60; ++i) {
      std::vector<CommitPtr> parents{
          all[all.size() - 1 - random() % std::min<size_t>(all.size(), 6)]};
      if (random() % 3 == 0) parents.push_back(all[random() % all.size()]);
      all.push_back(source.Child(parents, i));
    }
    for (int i = 0; i < 200; ++i) {
      CommitPtr a = all[random() % all.size()];
      CommitPtr b = all[random() % all.size()];
      auto of_a = Ancestors(source, a);
      auto of_b = Ancestors(source, b);
      EXPECT_EQ(IsAncestor(source, a, b), of_b.contains(a->hash));
      CommitPtr base = MergeBase(source, a, b);
      ASSERT_TRUE(base);
      EXPECT_TRUE(of_a.contains(base->hash) && of_b.contains(base->hash));
      // No common ancestor is below it.
      for (const Hash& common : of_a) {
        if (!of_b.contains(common) || common == base->hash) continue;
        EXPECT_FALSE(Ancestors(source, source.GetCommit(common)).contains(base->hash));
      }
    }
  }
}

TEST(HistoryTest, UnrelatedHistoriesHaveNoBase) {
  CommitsOnly source;
  Commit other;
  other.message = "other";
  EXPECT_EQ(MergeBase(source, source.Add(Commit{}), source.Add(other)), nullptr);
}

}  // namespace
}  // namespace tarn::versions
