// What compaction forgets, and what it must not.
#include "versions/compaction.h"

#include <atomic>
#include <random>
#include <thread>

#include <gmock/gmock.h>

#include "base/error.h"
#include "base/random.h"
#include "metadb/testing/database_param.h"
#include "versions/repository.h"

namespace tarn::versions {
namespace {

using base::ErrorKind;

class CompactionTest : public metadb::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) Reopen();
  }
  void TearDown() override {
    repository_.reset();
    DatabaseTest::TearDown();
  }
  // Without what an earlier one has cached.
  void Reopen() { repository_ = OpenRepository(database(), {}, clock_); }

  Hash Put(const std::string& branch, const std::string& name, const std::string& payload) {
    CommitRequest request;
    request.branch = branch;
    request.operations = {versions::Put{ContentKey{{"s", name}}, {"id-" + name, payload}}};
    request.meta.message = payload;
    clock_.SleepFor(std::chrono::seconds(1));
    return repository_->CommitOperations(request).commit.value().hash;
  }
  Hash Head(const std::string& name = "main") { return repository_->GetReference(name).head; }
  CompactionReport Compact(std::vector<Hash> retained = {}, bool dry_run = false) {
    CompactionOptions options;
    options.retained = [retained] { return retained; };
    options.unreachable_before = clock_.Now() - std::chrono::hours(1);
    options.dry_run = dry_run;
    CompactionReport report = CompactObjects(database(), options);
    Reopen();
    return report;
  }
  std::string Contents(const Hash& commit) {
    std::string text;
    for (const auto& entry : repository_->ListKeys(commit)) {
      text += entry.key.ToString() + "=" + entry.content.payload + " ";
    }
    return text;
  }
  ErrorKind ErrorOf(const std::function<void()>& body) {
    try {
      body();
    } catch (const base::Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << "no error";
    return ErrorKind::kInternal;
  }

  base::ManualClock clock_{base::Clock::System().Now()};
  std::unique_ptr<Repository> repository_;
};

TEST_P(CompactionTest, OldKeysGoAndHistoryStays) {
  std::vector<Hash> commits;
  for (int i = 0; i < 50; ++i) {
    commits.push_back(Put("main", "t" + std::to_string(i % 7), std::to_string(i)));
  }
  const std::string newest = Contents(commits[49]);
  const std::string retained = Contents(commits[40]);
  const CompactionReport dry = Compact({commits[40]}, true);
  EXPECT_EQ(Contents(commits[0]).empty(), false);
  const CompactionReport report = Compact({commits[40]});
  EXPECT_EQ(report.removed_objects, dry.removed_objects);
  EXPECT_EQ(report.removed_objects, 48u);  // small trees are one node each
  EXPECT_GT(report.removed_bytes, 0u);
  EXPECT_EQ(Contents(commits[49]), newest);
  EXPECT_EQ(Contents(commits[40]), retained);
  EXPECT_EQ(ErrorOf([&] { Contents(commits[20]); }), ErrorKind::kDataCorruption);
  EXPECT_EQ(repository_->Log(Head()).size(), 50u);
  EXPECT_EQ(repository_->Resolve("main~30").hash, commits[19]);
  EXPECT_TRUE(repository_->IsAncestor(commits[3], commits[49]));
  EXPECT_EQ(Compact({commits[40]}).removed_objects, 0u);
  Put("main", "t1", "more");
}

TEST_P(CompactionTest, MergesFindWhatTheySharedAndUnreachableCommitsGoInTime) {
  Put("main", "a", "1");
  const Hash fork = Put("main", "b", "1");
  repository_->CreateReference("dev", ReferenceKind::kBranch, fork);
  for (int i = 0; i < 5; ++i) Put("main", "a", "main" + std::to_string(i));
  for (int i = 0; i < 5; ++i) Put("dev", "b", "dev" + std::to_string(i));
  repository_->CreateReference("gone", ReferenceKind::kBranch, fork);
  const Hash lost = Put("gone", "c", "lost");
  repository_->DeleteReference("gone", lost);
  Compact();
  EXPECT_EQ(Contents(lost), "s.a=1 s.b=1 s.c=lost ");  // young: it may be brought back
  MergeRequest request;
  request.into = "main";
  const MergeOutcome merged = repository_->Merge(Head("dev"), request);
  ASSERT_TRUE(merged.conflicts.empty());
  EXPECT_EQ(merged.base, fork);
  EXPECT_EQ(Contents(Head()), "s.a=main4 s.b=dev4 ");
  clock_.SleepFor(std::chrono::hours(2));
  Compact();
  EXPECT_EQ(ErrorOf([&] { repository_->GetCommit(lost); }), ErrorKind::kNotFound);
  EXPECT_EQ(Contents(Head()), "s.a=main4 s.b=dev4 ");
}

// A branch that is made at a retained commit later may have what it shares with another branch far
// back.
TEST_P(CompactionTest, BranchesMadeLaterFindWhatTheySharedWithOthers) {
  Put("main", "a", "1");
  const Hash fork = Put("main", "b", "1");
  repository_->CreateReference("side", ReferenceKind::kBranch, fork);
  const Hash old = Put("side", "b", "side");
  const Hash retained = Put("side", "c", "side");
  MergeRequest back;
  back.into = "side";
  Put("main", "a", "2");
  const Hash later_fork = Head();
  // What side and main share from here on is newer than the fork.
  ASSERT_TRUE(repository_->Merge(later_fork, back).commit);
  for (int i = 0; i < 3; ++i) {
    Put("main", "a", "main" + std::to_string(i));
    Put("side", "b", "side" + std::to_string(i));
  }
  Compact({retained});
  EXPECT_EQ(ErrorOf([&] { Contents(old); }), ErrorKind::kDataCorruption);
  EXPECT_EQ(Contents(fork), "s.a=1 s.b=1 ");
  repository_->CreateReference("made", ReferenceKind::kBranch, retained);
  MergeRequest request;
  request.into = "main";
  const MergeOutcome merged = repository_->Merge(retained, request);
  EXPECT_EQ(merged.base, fork);
  ASSERT_TRUE(merged.conflicts.empty());
  EXPECT_EQ(Contents(Head()), "s.a=main2 s.b=side s.c=side ");
}

// Every object that a commit needs and finds there already must stay, or come back with it.
TEST_P(CompactionTest, CommitsGoOnMeanwhile) {
  for (int i = 0; i < 80; ++i) Put("main", "t" + std::to_string(i % 40), std::to_string(i));
  std::atomic<bool> stop = false;
  std::atomic<int> commits = 0;
  std::vector<std::thread> writers;
  for (int w = 0; w < 3; ++w) {
    writers.emplace_back([&, w] {
      // The same few states again and again: their trees are garbage one moment and live the next.
      const auto own = OpenRepository(database(), {}, clock_);
      for (int i = 0; !stop; ++i) {
        CommitRequest request;
        request.branch = "main";
        request.operations = {versions::Put{ContentKey{{"s", "w" + std::to_string(w)}},
                                            {"id" + std::to_string(w), std::to_string(i % 3)}}};
        own->CommitOperations(request);
        ++commits;
      }
    });
  }
  CompactionOptions options;
  options.retained = [] { return std::vector<Hash>(); };
  options.unreachable_before = clock_.Now() + std::chrono::hours(1);
  uint64_t removed = 0;
  for (int round = 0; round < 3; ++round) {
    removed += CompactObjects(database(), options).removed_objects;
    const auto fresh = OpenRepository(database(), {}, clock_);
    EXPECT_GE(fresh->ListKeys(fresh->GetReference("main").head).size(), 40u);
  }
  stop = true;
  for (auto& writer : writers) writer.join();
  EXPECT_GT(removed, 80u);
  EXPECT_GT(commits, 0);
  Reopen();
  EXPECT_GE(repository_->ListKeys(Head()).size(), 40u);
  Put("main", "last", "1");
}

TEST_P(CompactionTest, RandomHistoriesKeepWhatTheyMust) {
  const auto seed = static_cast<uint32_t>(base::RandomSource::System().Next());
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  std::vector<std::string> branches = {"main"};
  std::map<std::string, std::string> contents;  // of every commit, by hash
  std::vector<Hash> all;
  for (int step = 0; step < 150; ++step) {
    const std::string branch = branches[random() % branches.size()];
    switch (random() % 8) {
      case 0: {
        const std::string name = "b" + std::to_string(step);
        repository_->CreateReference(name, ReferenceKind::kBranch, Head(branch));
        branches.push_back(name);
        break;
      }
      case 1: {
        MergeRequest request;
        request.into = branch;
        request.behavior = MergeBehavior::kForce;
        repository_->Merge(Head(branches[random() % branches.size()]), request);
        break;
      }
      case 2: {
        std::vector<Hash> retained;
        for (const Hash& hash : all) {
          if (random() % 2) retained.push_back(hash);
        }
        std::map<std::string, std::string> dry;  // what merges would do
        const auto merge_all = [&](std::map<std::string, std::string>& results) {
          for (const auto& from : branches) {
            MergeRequest request;
            request.into = branch;
            request.dry_run = true;
            const MergeOutcome outcome = repository_->Merge(Head(from), request);
            std::string text = std::to_string(outcome.conflicts.size());
            for (const auto& change : outcome.changes) text += " " + change.key.ToString();
            results[from] = text;
          }
        };
        merge_all(dry);
        // A commit of which a former round has forgotten the keys is retained no more.
        std::erase_if(retained, [&](const Hash& hash) { return !contents.contains(hash.hex()); });
        Compact(retained);
        std::map<std::string, std::string> after;
        merge_all(after);
        EXPECT_EQ(after, dry);
        for (const Hash& hash : retained) EXPECT_EQ(Contents(hash), contents[hash.hex()]);
        std::map<std::string, std::string> left;
        for (const Hash& hash : retained) left[hash.hex()] = contents[hash.hex()];
        for (const auto& name : branches) left[Head(name).hex()] = Contents(Head(name));
        contents = left;
        break;
      }
      default: Put(branch, "t" + std::to_string(random() % 9), std::to_string(random() % 4));
    }
    const Hash head = Head(branch);
    all.push_back(head);
    contents[head.hex()] = Contents(head);
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, CompactionTest, metadb::testing::kDatabases,
                         metadb::testing::DatabaseTestName);

}  // namespace
}  // namespace tarn::versions
