#include <gmock/gmock.h>

#include "base/error.h"
#include "iceberg/maintenance/compaction_plan.h"
#include "iceberg/maintenance/path_set.h"
#include "iceberg/maintenance/reachable_files.h"
#include "iceberg/maintenance/rewrite_manifests.h"
#include "iceberg/maintenance/snapshot_retention.h"
#include "iceberg/tests/table_fixture.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int64_t kDayMs = int64_t{24} * 60 * 60 * 1000;

template <typename Body>
base::Error ErrorOf(Body body) {
  try {
    body();
  } catch (const base::Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {ErrorKind::kInternal, ""};
}

TEST(PathSetTest, SpellingsOfOneObjectAreOnePath) {
  EXPECT_EQ(NormalizedPath("file:///a/b"), "/a/b");
  EXPECT_EQ(NormalizedPath("file:/a/b"), "/a/b");
  EXPECT_EQ(NormalizedPath("/a//b"), "/a/b");
  EXPECT_EQ(NormalizedPath("s3a://b/k"), "s3://b/k");
  EXPECT_EQ(NormalizedPath("s3n://b//k"), "s3://b/k");
  EXPECT_EQ(NormalizedPath("memory:///t/x"), "memory:///t/x");
  EXPECT_EQ(NormalizedPath(""), "");
}

TEST(PathSetTest, RemembersAMillionPathsInLittleMemory) {
  PathSet set;
  const auto path = [](int i) { return fmt::format("/lake/s/t/data/day=1/{:08}.parquet", i); };
  for (int i = 0; i < 1'000'000; ++i) ASSERT_TRUE(set.Insert(path(i)));
  EXPECT_FALSE(set.Insert("file://" + path(7)));
  EXPECT_EQ(set.size(), 1'000'000u);
  for (int i = 0; i < 1'000'000; i += 997) {
    ASSERT_TRUE(set.Contains(path(i)));
    ASSERT_FALSE(set.Contains(path(i) + "x"));
  }
  EXPECT_LE(set.memory_bytes(), size_t{40} << 20);
}

class RetentionTest : public ::testing::Test {
 protected:
  // A snapshot of each day.
  void Days(int count) {
    for (int i = 0; i < count; ++i) {
      table_.Append({table_.File(fmt::format("{}.parquet", files_), files_, files_)});
      ++files_;
      ids_.push_back(*table_.metadata.current_snapshot_id);
      table_.clock.SleepFor(std::chrono::hours(24));
    }
  }
  Expiration Decide(RetentionOptions options = {}) {
    options.now_ms = table_.clock.NowMs();
    return DecideExpiration(table_.metadata, options);
  }
  void Expire(const RetentionOptions& options) {
    table_.Commit(ExpireSnapshots(table_.metadata, Decide(options)));
  }
  void SetRef(const std::string& name, SnapshotRef ref) {
    table_.metadata =
        Apply(&table_.metadata, std::vector<TableUpdate>{update::SetSnapshotRef{name, ref}},
              {.now_ms = table_.clock.NowMs()});
  }

  TestTable table_;
  std::vector<SnapshotId> ids_;
  int files_ = 0;
};

TEST_F(RetentionTest, KeepsFiveDaysAndTheCurrentSnapshot) {
  Days(8);
  EXPECT_THAT(Decide().snapshots, ElementsAre(ids_[0], ids_[1], ids_[2], ids_[3]));
  table_.clock.SleepFor(std::chrono::hours(24 * 365));
  EXPECT_THAT(Decide().snapshots, SizeIs(7)) << "the current snapshot stays, however old";
  Expire({});
  EXPECT_THAT(table_.Names(), SizeIs(8)) << "no row is lost";
  EXPECT_TRUE(Decide().empty());
}

TEST_F(RetentionTest, TheTablesPropertiesCount) {
  Days(8);
  table_.metadata.properties["history.expire.max-snapshot-age-ms"] = std::to_string(2 * kDayMs);
  EXPECT_THAT(Decide().snapshots, SizeIs(7));
  table_.metadata.properties["history.expire.min-snapshots-to-keep"] = "4";
  EXPECT_THAT(Decide().snapshots, SizeIs(4));
  EXPECT_THAT(Decide({.min_snapshots_to_keep = 1}).snapshots, SizeIs(7));
  EXPECT_THAT(Decide({.max_snapshot_age_ms = 0, .min_snapshots_to_keep = 2}).snapshots, SizeIs(6));
}

TEST_F(RetentionTest, BranchesAndTagsKeepWhatTheySay) {
  Days(8);
  SetRef("audit", {.snapshot_id = ids_[1], .type = RefType::kTag});
  SetRef("old", {.snapshot_id = ids_[2], .min_snapshots_to_keep = 2});
  EXPECT_THAT(Decide({.max_snapshot_age_ms = kDayMs}).snapshots,
              ElementsAre(ids_[0], ids_[3], ids_[4], ids_[5], ids_[6]));
  SetRef("old", {.snapshot_id = ids_[2], .max_ref_age_ms = 2 * kDayMs});
  const Expiration expiration = Decide({.max_snapshot_age_ms = kDayMs});
  EXPECT_THAT(expiration.refs, ElementsAre("old"));
  Expire({.max_snapshot_age_ms = kDayMs});
  EXPECT_FALSE(table_.metadata.refs.contains("old"));
  EXPECT_TRUE(table_.metadata.refs.contains("audit"));
  EXPECT_NE(table_.metadata.FindSnapshot(ids_[1]), nullptr);
}

TEST_F(RetentionTest, AStagedSnapshotGoesByItsAge) {
  Days(3);
  // Rolled back: ids_[2] belongs to no branch any more, but is young.
  table_.Commit(RollbackToSnapshot(table_.metadata, ids_[1]));
  EXPECT_EQ(table_.metadata.current_snapshot_id, ids_[1]);
  EXPECT_THAT(Decide().snapshots, IsEmpty());
  table_.clock.SleepFor(std::chrono::hours(24 * 30));
  EXPECT_THAT(Decide().snapshots, ElementsAre(ids_[0], ids_[2]));
}

TEST_F(RetentionTest, CleanMetadataTakesOutWhatNoSnapshotUses) {
  table_.metadata = Apply(
      &table_.metadata,
      std::vector<TableUpdate>{update::AddPartitionSpec{{{}, {{2, 0, "d", Transform::Identity()}}}},
                               update::SetDefaultSpec{}},
      {.now_ms = table_.clock.NowMs()});
  const Expiration expiration = Decide({.clean_metadata = true});
  EXPECT_THAT(expiration.specs, ElementsAre(PartitionSpecId(0)));
  EXPECT_THAT(
      DecideExpiration(table_.metadata, {.clean_metadata = true}, {PartitionSpecId(0)}).specs,
      IsEmpty());
}

TEST_F(RetentionTest, WrongPoliciesAreTold) {
  Days(1);
  EXPECT_THAT(ErrorOf([&] { Decide({.min_snapshots_to_keep = 0}); }).message(), HasSubstr("is 0"));
  EXPECT_THAT(ErrorOf([&] { Decide({.max_snapshot_age_ms = -1}); }).message(), HasSubstr("-1"));
  table_.metadata.properties["history.expire.min-snapshots-to-keep"] = "many";
  EXPECT_THAT(ErrorOf([&] { Decide(); }).message(), HasSubstr("many"));
  EXPECT_EQ(ErrorOf([&] { RollbackToSnapshot(table_.metadata, SnapshotId(1)); }).kind(),
            ErrorKind::kNotFound);
}

TEST_F(RetentionTest, ADamagedParentDoesNotLeadInCircles) {
  Days(2);
  TableMetadata damaged = table_.metadata;
  damaged.snapshots = SnapshotList();
  for (Snapshot snapshot : table_.metadata.snapshots) {
    snapshot.parent_snapshot_id = snapshot.snapshot_id;
    damaged.snapshots.push_back(snapshot);
  }
  EXPECT_THAT(DecideExpiration(damaged, {.now_ms = table_.clock.NowMs()}).snapshots, IsEmpty());
}

TEST(CompactionPlanTest, TakesSmallFilesByPartitionAndFilesWithDeletes) {
  TestTable table(TestTable::ByDay());
  DataFile large = table.File("large", 1, 10, 1);
  large.file_size_in_bytes = int64_t{1} << 30;
  table.Append({table.File("a", 1, 10, 1), table.File("b", 11, 20, 1), large,
                table.File("alone", 1, 10, 2), table.File("deleted", 1, 10, 3)});
  DataFile deletes = table.File("deletes", 1, 1, 3);
  deletes.content = FileContent::kPositionDeletes;
  deletes.lower_bounds = deletes.upper_bounds = {};
  RowDelta delta(table.context());
  delta.AddDeletes(deletes);
  table.Commit(delta.Apply(table.metadata));

  const auto names = [](const CompactionPlan& plan) {
    std::set<std::string> all;
    for (const auto& group : plan.groups) {
      for (const auto& path : group.files) all.insert(path.substr(path.rfind('/') + 1));
    }
    return all;
  };
  CompactionPlan plan = PlanCompaction(table.Plan(), {});
  EXPECT_THAT(names(plan), ElementsAre("a", "b", "deleted"));
  EXPECT_EQ(plan.groups.size(), 1u);
  EXPECT_TRUE(plan.groups[0].has_deletes);
  EXPECT_THAT(plan.applied_deletes, SizeIs(1));
  EXPECT_EQ(plan.files, 3u);
  // Files that are larger than a group on their own still go.
  plan = PlanCompaction(table.Plan(), {.group_bytes = 1});
  EXPECT_EQ(plan.groups.size(), 3u);
  plan = PlanCompaction(table.Plan(), {.group_files = 1});
  EXPECT_EQ(plan.groups.size(), 3u);
  plan = PlanCompaction(table.Plan(), {.selects = [](const DataFile& file) {
                          return !file.file_path.ends_with("deleted");
                        }});
  EXPECT_THAT(names(plan), ElementsAre("a", "b"));
  EXPECT_THAT(plan.applied_deletes, IsEmpty()) << "the deletes still apply to a file that stays";
  ASSERT_THAT(plan.groups, SizeIs(1));
  EXPECT_EQ(plan.groups[0].tasks.size(), plan.groups[0].files.size()) << "planned once";
}

TEST(RewriteManifestsTest, RowIdsOfVersion3Stay) {
  NewTable definition = TestTable::ByDay();
  definition.properties["format-version"] = "3";
  TestTable table(definition);
  for (int i = 0; i < 5; ++i) {
    table.Append({table.File(fmt::format("{}", i), i * 10, i * 10 + 9, 5 - i)});
  }
  const auto ids = [&] {
    std::map<std::string, std::optional<int64_t>> found;
    for (const FileScanTask& task : table.Plan().tasks) {
      found[task.file().file_path] = task.file().first_row_id;
    }
    return found;
  };
  const auto before = ids();
  RewriteManifests rewrite(table.context());
  table.Commit(rewrite.Apply(table.metadata));
  EXPECT_EQ(rewrite.rewritten(), 5u);
  EXPECT_EQ(table.Manifests().size(), 1u);
  EXPECT_EQ(ids(), before);
  table.Append({table.File("new", 1, 10, 1)});
  const auto after = ids();
  std::set<int64_t> firsts;
  for (const auto& [path, id] : after) firsts.insert(id.value_or(-1) / 10);
  EXPECT_EQ(firsts.size(), 6u) << "no two files share ids";
  EXPECT_FALSE(firsts.contains(-1));
}

TEST_F(RetentionTest, ReachableIsWhatAnySnapshotNeeds) {
  Days(3);
  DeleteFiles erase(table_.context());
  erase.Delete("memory:///t/data/0.parquet");
  table_.Commit(erase.Apply(table_.metadata));
  ReachableFiles all(table_.store);
  all.AddTable("memory:///t/metadata/4.json", table_.metadata);
  EXPECT_TRUE(all.Contains("memory:///t/data/0.parquet")) << "earlier snapshots have it";
  EXPECT_TRUE(all.Contains("memory:///t/metadata/4.json"));
  for (const Snapshot& snapshot : table_.metadata.snapshots) {
    EXPECT_TRUE(all.Contains(snapshot.manifest_list));
  }
  Expire({.max_snapshot_age_ms = 0});
  ReachableFiles after(table_.store);
  after.AddTable("memory:///t/metadata/5.json", table_.metadata);
  EXPECT_FALSE(after.Contains("memory:///t/data/0.parquet"));
  EXPECT_TRUE(after.Contains("memory:///t/data/1.parquet"));

  table_.store.Remove(table_.Manifests().front().manifest_path);
  ReachableFiles damaged(table_.store);
  EXPECT_EQ(ErrorOf([&] { damaged.AddTable("m", table_.metadata); }).kind(),
            ErrorKind::kDataCorruption);
}

}  // namespace
}  // namespace tarn::iceberg
