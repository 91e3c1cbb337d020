// Garbage collection over all references, by policies.
#include "catalog/maintenance/garbage_collector.h"

#include <atomic>
#include <fstream>
#include <random>

#include <gmock/gmock.h>

#include "catalog/tests/maintained_lake.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::chrono::hours kDay{24};

class GarbageCollectorTest : public MaintainedLake {
 protected:
  std::string State() const { return (folder_ / "state").string(); }
  GarbageCollector Collector() {
    return GarbageCollector({*catalog_, *database_, State(), clock_});
  }
  static CollectionOptions Keep(CutoffPolicy otherwise, std::vector<LivePolicy::Rule> rules = {}) {
    CollectionOptions options;
    options.policy = {std::move(rules), otherwise};
    options.min_file_age = std::chrono::hours(0);
    return options;
  }
  static CutoffPolicy Age(int days) { return std::chrono::microseconds(kDay * days); }
  void Drop(const std::string& branch, const TableIdentifier& id) {
    catalog_->Commit(branch, {DropTable{id}}, {.message = "drop"});
  }
};

TEST(CutoffPolicyTest, ReadsAndWritesPolicies) {
  EXPECT_EQ(ParseCutoffPolicy("NONE"), CutoffPolicy(AllCommits{}));
  EXPECT_EQ(ParseCutoffPolicy("10"), CutoffPolicy(size_t{10}));
  EXPECT_EQ(ParseCutoffPolicy("12h"), CutoffPolicy(std::chrono::microseconds(kDay / 2)));
  EXPECT_EQ(ParseCutoffPolicy("2026-01-31T00:00:00Z"),
            CutoffPolicy(base::ParseTimestamp("2026-01-31")));
  for (const char* text : {"NONE", "10", "1.5d", "2026-01-31T00:00:00Z"}) {
    const CutoffPolicy policy = ParseCutoffPolicy(text);
    EXPECT_EQ(ParseCutoffPolicy(ToString(policy)), policy) << text;
  }
  for (const char* text : {"", "0", "-1", "10x", "-3d", "yesterday", "99999999999999999999"}) {
    EXPECT_EQ(KindOf([&] { ParseCutoffPolicy(text); }), ErrorKind::kInvalidArgument) << text;
  }
  EXPECT_EQ(KindOf([] { ParseDuration("--grace", "3"); }), ErrorKind::kInvalidArgument);
  LivePolicy policy;
  policy.rules = {{"run/*", size_t{1}}, {"r*", size_t{2}}};
  EXPECT_EQ(policy.Of("run/a/1"), CutoffPolicy(size_t{1}));
  EXPECT_EQ(policy.Of("release"), CutoffPolicy(size_t{2}));
  EXPECT_EQ(policy.Of("main"), policy.otherwise);
}

TEST_F(GarbageCollectorTest, FilesOfDroppedTablesGoWhenNoReferenceNeedsThem) {
  const std::string file = Append("main", Table(0));
  catalog_->CreateBranch("dev", "main");
  Drop("main", Table(0));
  Days(2);
  auto collector = Collector();
  EXPECT_EQ(collector.Collect(Keep(Age(1))).deleted_files, 0u) << "dev has the table";
  catalog_->DropReference("dev");
  EXPECT_EQ(collector.Collect(Keep(Age(7))).deleted_files, 0u) << "main had it two days ago";
  Append("main", Table(1));
  Days(2);
  Append("main", Table(1));
  CollectionOptions dry = Keep(Age(1));
  dry.dry_run = true;
  const SweepReport expected = collector.Collect(dry);
  EXPECT_TRUE(store_.Stat(file));
  const SweepReport report = collector.Collect(Keep(Age(1)));
  EXPECT_EQ(report.deleted_files, expected.deleted_files);
  EXPECT_GE(report.deleted_files, 4u);  // data, manifest, list, metadata
  EXPECT_FALSE(store_.Stat(file));
  ExpectAllThere(Needed(clock_.Now() - kDay));
}

TEST_F(GarbageCollectorTest, AYoungCommitOfNoReferenceIsNotBroughtBack) {
  Append("main", Table(0));
  catalog_->CreateBranch("dev", "main");
  const std::string file = Append("dev", Table(1));
  const std::string lost = "@" + catalog_->Snapshot("dev")->commit_hash();
  catalog_->DropReference("dev");
  // Until it is swept it can be.
  catalog_->CreateBranch("back", lost);
  catalog_->DropReference("back");
  Collector().Collect(Keep(Age(7)));
  ASSERT_FALSE(store_.Stat(file));
  try {
    catalog_->CreateBranch("back", lost);
    FAIL() << "its files are gone";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition);
    EXPECT_THAT(error.message(), HasSubstr("no branch or tag had"));
  }
  EXPECT_EQ(KindOf([&] { catalog_->Revert("main", lost, {}); }), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(KindOf([&] { catalog_->Merge(lost, "main", {}); }), ErrorKind::kFailedPrecondition);
  // What a reference reaches, also over the second parent of a merge, stays whole.
  catalog_->CreateBranch("dev", "main");
  Append("dev", Table(1));
  const std::string merged = "@" + catalog_->Snapshot("dev")->commit_hash();
  Append("main", Table(0));
  catalog_->Merge("dev", "main", {});
  catalog_->DropReference("dev");
  Days(1);
  Append("main", Table(0));
  Collector().Collect(Keep(Age(7)));
  catalog_->CreateBranch("old", "main~1");
  catalog_->CreateBranch("source", merged);
  ExpectAllThere(Needed(clock_.Now() - kDay * 7));
}

TEST_F(GarbageCollectorTest, EachReferenceHasItsOwnCutoff) {
  const std::string first = Append("main", Table(0));
  catalog_->CreateBranch("run/1", "main");
  const std::string of_run = Append("run/1", Table(1));
  Overwrite("run/1", Table(1));
  Expire("run/1", Table(1));
  Overwrite("main", Table(0));
  Expire("main", Table(0));
  Days(3);
  Append("run/1", Table(1));
  Append("main", Table(0));
  auto collector = Collector();
  collector.Collect(Keep(AllCommits{}, {{"run/*", Age(1)}}));
  EXPECT_TRUE(store_.Stat(first));
  EXPECT_FALSE(store_.Stat(of_run));
  // Commits of main from before then are whole still, and can be branched from.
  catalog_->CreateBranch("old", "main~3");
  catalog_->DropReference("old");
  // Of the run, its own cannot.
  EXPECT_EQ(KindOf([&] { catalog_->CreateBranch("old", "run/1~3"); }),
            ErrorKind::kFailedPrecondition);
  // A clean-up that knows no policies still keeps what main retains.
  EXPECT_EQ(Orphans(std::chrono::hours(24 * 7), std::chrono::hours(0)).deleted_files, 0u);
  EXPECT_TRUE(store_.Stat(first));
  // And one that asks for more than there is ends where it is.
  EXPECT_EQ(collector.Collect(Keep(AllCommits{})).deleted_files, 0u);
  // By number: the newest two commits of main.
  catalog_->DropReference("run/1");
  collector.Collect(Keep(size_t{2}));
  EXPECT_FALSE(store_.Stat(first));
  ExpectAllThere(Needed(clock_.Now()));
}

TEST_F(GarbageCollectorTest, DeferredFilesAreLookedAtAgainBeforeTheyGo) {
  const std::string back = Append("main", Table(0));
  const std::string hash = catalog_->Snapshot("main")->commit_hash();
  const std::string gone = Append("main", Table(1));
  Drop("main", Table(0));
  Drop("main", Table(1));
  Days(1);
  auto collector = Collector();
  const MarkReport marked = collector.Mark(Keep(Age(0)));
  ASSERT_TRUE(marked.list);
  EXPECT_EQ(marked.list->files, marked.files.deleted_files);
  EXPECT_TRUE(store_.Stat(gone));
  ASSERT_EQ(collector.lists().List().size(), 1u);
  EXPECT_EQ(collector.lists().List()[0].bytes, marked.list->bytes);
  // Before they are removed, somebody takes one of the tables back.
  catalog_->CreateBranch("back", hash);
  const SweepReport swept = collector.Sweep(marked.list->id, Keep(Age(0)));
  EXPECT_GT(swept.deleted_files, 0u);
  EXPECT_TRUE(store_.Stat(back));
  EXPECT_FALSE(store_.Stat(gone));
  EXPECT_THAT(collector.lists().List(), IsEmpty());
  EXPECT_EQ(KindOf([&] { collector.Sweep(marked.list->id, Keep(Age(0))); }), ErrorKind::kNotFound);
}

TEST_F(GarbageCollectorTest, ASweepThatWasKilledGoesOn) {
  for (int i = 0; i < 5; ++i) Append("main", Table(0));
  Drop("main", Table(0));
  Days(1);
  const MarkReport marked = Collector().Mark(Keep(Age(0)));
  std::atomic<int> removals = 0;
  store_.before = [&](store::testing::Call call, const std::string&) {
    // Those under way beside it do not come to their end either.
    if (call == store::testing::Call::kRemove && ++removals >= 5) {
      throw base::Error(ErrorKind::kUnavailable, "killed");
    }
  };
  EXPECT_EQ(KindOf([&] { Collector().Sweep(marked.list->id, Keep(Age(0))); }),
            ErrorKind::kUnavailable);
  Heal();
  const SweepReport rest = Collector().Sweep(marked.list->id, Keep(Age(0)));
  EXPECT_EQ(rest.deleted_files, marked.list->files - 4);
  EXPECT_THAT(Collector().lists().List(), IsEmpty());
  ExpectAllThere(Needed(clock_.Now()));
}

TEST_F(GarbageCollectorTest, ListsThatWereNotFinishedOrAreDamaged) {
  Append("main", Table(0));
  Drop("main", Table(0));
  Days(1);
  auto collector = Collector();
  std::filesystem::create_directories(State() + "/gc");
  std::ofstream(State() + "/gc/dead.unfinished") << "{";
  const MarkReport marked = collector.Mark(Keep(Age(0)));
  EXPECT_FALSE(std::filesystem::exists(State() + "/gc/dead.unfinished"));
  std::ofstream(State() + "/gc/bad.jsonl") << "no JSON\n";
  EXPECT_EQ(KindOf([&] { collector.lists().Open("bad"); }), ErrorKind::kDataCorruption);
  std::ofstream(State() + "/gc/" + marked.list->id + ".jsonl", std::ios::app) << "[]\n";
  EXPECT_EQ(KindOf([&] { collector.Sweep(marked.list->id, Keep(Age(0))); }),
            ErrorKind::kDataCorruption);
  EXPECT_EQ(KindOf([&] { collector.lists().Open("../../x"); }), ErrorKind::kInvalidArgument);
  // A list that names what it must not.
  std::ofstream(State() + "/gc/evil.jsonl")
      << R"({"marked-at":"2100-01-01T00:00:00Z","rules":[],"default-cutoff":"0s"})" << "\n"
      << R"({"path":")" << DatabasePath() << R"(","bytes":1})" << "\n";
  EXPECT_EQ(collector.Sweep("evil", Keep(Age(0))).deleted_files, 0u);
  EXPECT_TRUE(std::filesystem::exists(DatabasePath()));
}

TEST_F(GarbageCollectorTest, CompactedVersionsLeaveAWorkingLake) {
  for (int i = 0; i < 20; ++i) Append("main", Table(i % 2));
  catalog_->CreateBranch("dev", "main");
  Append("dev", Table(0));
  Days(10);
  Append("main", Table(0));
  Days(1);
  const std::string old = catalog_->Snapshot("main~15")->commit_hash();
  auto collector = Collector();
  collector.Collect(Keep(Age(7)));
  CollectionOptions options = Keep(Age(7));
  const auto report = collector.CompactVersions(options, kDay);
  EXPECT_GT(report.removed_objects, 0u);
  EXPECT_EQ(collector.CompactVersions(options, kDay).removed_objects, 0u);
  catalog_ = Reopened();
  EXPECT_EQ(catalog_->Log("main", 0).size(), 22u);
  EXPECT_EQ(KindOf([&] { catalog_->CreateBranch("old", old); }), ErrorKind::kFailedPrecondition);
  EXPECT_TRUE(catalog_->Merge("dev", "main", {}).merged());
  // Longer retentions than what there is, with and without policies.
  GarbageCollector again({*catalog_, *database_, State(), clock_});
  catalog_->CreateBranch("new", "main");
  EXPECT_EQ(again.Collect(Keep(AllCommits{})).deleted_files, 0u);
  EXPECT_EQ(Orphans(std::chrono::hours(24 * 1000), std::chrono::hours(0)).deleted_files, 0u);
  catalog_->BeginSweep({})->RemoveUnretained(ContentId(Table(0)));
  ExpectAllThere(Needed(clock_.Now()));
}

// Random histories under random policies: what a live commit needs is never removed.
TEST_F(GarbageCollectorTest, NothingLiveIsEverRemoved) {
  const uint64_t seed = base::RandomSource::System().Next();
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  const auto below = [&](size_t bound) { return random() % bound; };
  std::vector<std::string> branches = {"main"};
  std::vector<std::string> lists;
  uint64_t removed = 0;
  for (int step = 0; step < 150; ++step) {
    const std::string branch = branches[below(branches.size())];
    const TableIdentifier table = Table(static_cast<int>(below(2)));
    try {
      switch (below(9)) {
        case 0:
        case 1: Append(branch, table); break;
        case 2: Overwrite(branch, table); break;
        case 3: Expire(branch, table); break;
        case 4:
          branches.push_back("b" + std::to_string(step));
          catalog_->CreateBranch(branches.back(), branch);
          break;
        case 5:
          if (branches.size() > 3) {
            catalog_->DropReference(branches[1]);
            branches.erase(branches.begin() + 1);
          }
          break;
        case 6: Days(static_cast<int>(below(3))); break;
        default: {
          LivePolicy policy;
          policy.otherwise = Age(static_cast<int>(below(5)));
          if (below(2)) policy.rules.push_back({"main", AllCommits{}});
          CollectionOptions options = Keep(policy.otherwise, policy.rules);
          if (below(3) == 0) {
            if (auto marked = Collector().Mark(options).list) lists.push_back(marked->id);
          } else if (!lists.empty() && below(2)) {
            removed += Collector().Sweep(lists.back(), options).deleted_files;
            lists.pop_back();
          } else {
            removed += Collector().Collect(options).deleted_files;
          }
          if (below(3) == 0) Collector().CompactVersions(options, kDay * below(3));
          // The heads at least.
          ExpectAllThere(Needed(clock_.Now() + kDay));
        }
      }
    } catch (const base::Error& error) {
      ASSERT_TRUE(error.kind() == ErrorKind::kFailedPrecondition ||
                  error.kind() == ErrorKind::kNotFound)
          << error.what() << " in step " << step;
    }
    if (HasFailure()) FAIL() << "step " << step;
  }
  EXPECT_GT(removed, 0u);
}

}  // namespace
}  // namespace tarn::catalog
