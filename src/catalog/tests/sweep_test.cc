// Clean-ups remove what nothing reaches, and nothing else.
#include <atomic>
#include <fstream>

#include <gmock/gmock.h>

#include "catalog/maintenance/retention_guard.h"
#include "catalog/tests/maintained_lake.h"

namespace tarn::catalog {
namespace {

using base::Error;
using base::ErrorKind;
using store::testing::Call;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::chrono::hours kWeek{7 * 24};
constexpr std::chrono::hours kNone{0};

class SweepTest : public MaintainedLake {};

TEST_F(SweepTest, FilesOfExpiredSnapshotsStayUntilNoRetainedCommitReachesThem) {
  const std::string first = Append("main", Table(0));
  Overwrite("main", Table(0));
  Expire("main", Table(0));
  const std::string id = ContentId(Table(0));
  Days(1);
  EXPECT_EQ(catalog_->BeginSweep({})->RemoveUnretained(id).deleted_files, 0u);
  EXPECT_EQ(Orphans(kWeek, kNone).deleted_files, 0u) << "main*yesterday has them";
  EXPECT_TRUE(store_.Stat(first));

  Days(8);
  Append("main", Table(1));  // any commit: main's head alone is no proof
  const auto expected = Needed(clock_.Now() - kWeek);
  const auto dry = catalog_->BeginSweep({.dry_run = true})->RemoveUnretained(id);
  EXPECT_GT(dry.deleted_files, 0u);
  EXPECT_TRUE(store_.Stat(first));
  const auto report = catalog_->BeginSweep({})->RemoveUnretained(id);
  EXPECT_EQ(report.deleted_files, dry.deleted_files);
  EXPECT_EQ(report.deleted_bytes, dry.deleted_bytes);
  EXPECT_EQ(report.first_files, dry.first_files);
  EXPECT_FALSE(store_.Stat(first));
  ExpectAllThere(expected);
  EXPECT_EQ(catalog_->BeginSweep({})->RemoveUnretained(id).deleted_files, 0u);
}

TEST_F(SweepTest, BranchesTagsAndMergesKeepTheirFiles) {
  const std::string on_tag = Append("main", Table(0));
  catalog_->CreateTag("audit", "main");
  Overwrite("main", Table(0));
  catalog_->CreateBranch("work", "main");
  const std::string on_branch = Append("work", Table(0));
  catalog_->CreateBranch("merged", "main");
  const std::string on_merged = Append("merged", Table(1));
  EXPECT_TRUE(catalog_->Merge("merged", "main", {}).merged());
  catalog_->DropReference("merged");
  Overwrite("main", Table(0));
  Expire("main", Table(0));
  Days(30);
  Orphans(kNone, kNone);
  for (const auto& path : {on_tag, on_branch, on_merged}) EXPECT_TRUE(store_.Stat(path)) << path;
  ExpectAllThere(Needed(clock_.Now()));
  catalog_->DropReference("audit");
  catalog_->DropReference("work");
  Orphans(kNone, kNone);
  EXPECT_FALSE(store_.Stat(on_tag));
  EXPECT_FALSE(store_.Stat(on_branch));
  EXPECT_TRUE(store_.Stat(on_merged));
  EXPECT_EQ(FilesInStore(), Needed(clock_.Now()));
}

TEST_F(SweepTest, DroppedTablesAndStrayFilesGoWithTheWarehouse) {
  Append("main", Table(0));
  store_.Write(LocationOf(Table(1)) + "/data/stray.parquet", "x");
  catalog_->Commit("main", {DropTable{Table(0)}}, {});
  EXPECT_EQ(Orphans(kNone, kWeek).deleted_files, 0u) << "too young";
  Days(8);
  const auto report = Orphans(kWeek, kWeek);
  EXPECT_GT(report.scanned_files, report.deleted_files);
  EXPECT_EQ(report.deleted_files, report.first_files.size());
  EXPECT_EQ(FilesInStore(), Needed(clock_.Now() - kWeek));
  EXPECT_TRUE(catalog_->Snapshot("main")->Find(Table(1)));
}

TEST_F(SweepTest, WhatALivingWriterDeclaredStaysHoweverOld) {
  auto intent = catalog_->BeginWrite();
  const auto file = WriteDataFile(*intent, LocationOf(Table(0)));
  Days(100);
  auto other = Reopened();
  EXPECT_EQ(other->BeginSweep({.commit_retention = kNone})
                ->RemoveOrphans(warehouse_, clock_.Now())
                .deleted_files,
            0u);
  EXPECT_TRUE(store_.Stat(file.file_path));
  intent->Abandon();
  EXPECT_FALSE(store_.Stat(file.file_path));
}

TEST_F(SweepTest, WhatIsCommittedWhileASweepRunsStays) {
  auto sweep = catalog_->BeginSweep({.commit_retention = kNone});
  const std::string appended = Append("main", Table(0));
  catalog_->CreateBranch("work", "main");
  const std::string on_branch = Append("work", Table(1));
  sweep->RemoveOrphans(warehouse_, clock_.Now() + std::chrono::hours(1));
  EXPECT_TRUE(store_.Stat(appended));
  EXPECT_TRUE(store_.Stat(on_branch));
  ExpectAllThere(Needed(clock_.Now()));
}

TEST_F(SweepTest, AfterACleanUpOldCommitsAreNotBroughtBack) {
  Append("main", Table(0));
  const std::string old = catalog_->Snapshot("main")->commit_hash();
  Days(1);
  Overwrite("main", Table(0));
  Expire("main", Table(0));
  catalog_->CreateBranch("before", "@" + old);
  catalog_->DropReference("before");
  Days(30);
  const std::string last = catalog_->Snapshot("main")->commit_hash();
  Append("main", Table(1));
  Orphans(kWeek, kWeek);
  for (const auto& attempt : std::vector<std::function<void()>>{
           [&] { catalog_->CreateBranch("back", "@" + old); },
           [&] { catalog_->CreateTag("back", "@" + old); },
           [&] { catalog_->Merge("@" + old, "main", {}); },
           [&] { catalog_->Revert("main", "@" + last, {}); },
       }) {
    EXPECT_EQ(KindOf(attempt), ErrorKind::kFailedPrecondition);
  }
  // The state as of the cutoff is whole.
  catalog_->CreateBranch("back", "@" + last);
  ExpectAllThere(Needed(clock_.Now() - kWeek));
}

TEST_F(SweepTest, ALongerRetentionDoesNotAskForWhatAnEarlierCleanUpTook) {
  Append("main", Table(0));
  Days(1);
  Overwrite("main", Table(0));
  Expire("main", Table(0));
  Days(1);
  EXPECT_GT(Orphans(kNone, kNone).deleted_files, 0u);
  Append("main", Table(0));
  EXPECT_EQ(Orphans(kWeek, kNone).deleted_files, 0u);
  EXPECT_EQ(FilesInStore(), Needed(clock_.Now() - std::chrono::hours(1)));
}

TEST_F(SweepTest, OnlyTheLakesOwnFoldersAreCleanedUp) {
  Days(30);
  auto sweep = catalog_->BeginSweep({});
  const auto kind = [&](const std::string& location) {
    return KindOf([&] { sweep->RemoveOrphans(location, clock_.Now()); });
  };
  EXPECT_EQ(kind("/"), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(kind(folder_.string()), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(kind(warehouse_ + "2"), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(KindOf([&] { catalog_->BeginSweep({.commit_retention = std::chrono::hours(-1)}); }),
            ErrorKind::kInvalidArgument);
  auto inside = OpenCatalog(
      *database_, store_,
      {.warehouse = folder_.string(), .state_directory = (folder_ / "state").string()}, clock_);
  EXPECT_EQ(KindOf([&] { inside->BeginSweep({})->RemoveOrphans(folder_.string(), clock_.Now()); }),
            ErrorKind::kFailedPrecondition);
}

TEST_F(SweepTest, TablesWithoutGarbageCollectionAreLeftAlone) {
  const std::string stray = LocationOf(Table(0)) + "/data/stray.parquet";
  store_.Write(stray, "x");
  catalog_->Commit("main", {SetProperty(Table(0), "gc.enabled", "false")}, {});
  Days(30);
  Orphans(kNone, kNone);
  EXPECT_TRUE(store_.Stat(stray));
  catalog_->Commit("main", {SetProperty(Table(0), "gc.enabled", "true")}, {});
  Days(1);
  Orphans(kNone, kNone);
  EXPECT_FALSE(store_.Stat(stray));
}

// Which files an encrypted snapshot has is not known: all in the table's folders stay, and
// clean-ups of other tables go on.
TEST_F(SweepTest, TablesWithEncryptedSnapshotsAreLeftAlone) {
  Append("main", Table(0));
  const std::string of_it = LocationOf(Table(0)) + "/data/encrypted.parquet";
  const std::string elsewhere = LocationOf(Table(1)) + "/data/stray.parquet";
  store_.Write(of_it, "x");
  store_.Write(elsewhere, "x");
  iceberg::Snapshot snapshot = *catalog_->Snapshot("main")->LoadTable(Table(0))->current_snapshot();
  snapshot.parent_snapshot_id = snapshot.snapshot_id;
  snapshot.snapshot_id = iceberg::SnapshotId(99);
  ++snapshot.sequence_number;
  snapshot.key_id = "k";
  snapshot.manifest_list = LocationOf(Table(0)) + "/metadata/snap-99.avro";
  store_.Write(snapshot.manifest_list, "encrypted");
  catalog_->Commit("main",
                   {PutTable{Table(0), PutMode::kUpdate,
                             [&](const iceberg::TableMetadata*) {
                               return TableCommit{
                                   {},
                                   {iceberg::update::AddEncryptionKey{{"k", "AAEC"}},
                                    iceberg::update::AddSnapshot{snapshot},
                                    iceberg::update::SetSnapshotRef{
                                        "main", {.snapshot_id = snapshot.snapshot_id}}}};
                             }}},
                   {.message = "encrypted"});
  Days(30);
  Orphans(kNone, kNone);
  EXPECT_TRUE(store_.Stat(of_it));
  EXPECT_TRUE(store_.Stat(snapshot.manifest_list));
  EXPECT_FALSE(store_.Stat(elsewhere));
}

TEST_F(SweepTest, NothingIsRemovedWhenWhatIsReachableIsNotKnown) {
  Append("main", Table(0));
  const auto table = catalog_->Snapshot("main")->LoadTable(Table(0));
  store_.Write(LocationOf(Table(1)) + "/data/stray.parquet", "x");
  Days(30);
  objects_->Remove(table->current_snapshot()->manifest_list);
  const auto files = FilesInStore();
  EXPECT_EQ(KindOf([&] { Orphans(kNone, kNone); }), ErrorKind::kDataCorruption);
  EXPECT_EQ(FilesInStore(), files);
}

TEST_F(SweepTest, SnapshotsThatOthersExpiredKeepNobodyFromCleaningUp) {
  const std::string first = Append("main", Table(0));
  const auto gone = *catalog_->Snapshot("main")->LoadTable(Table(0))->current_snapshot();
  Overwrite("main", Table(0));
  const std::string second = Append("main", Table(0));
  const auto lists = catalog_->Snapshot("main")->LoadTable(Table(0))->snapshots;
  Expire("main", Table(0));
  // As engines do that know this table alone: of what they expire the files go at once.
  objects_->Remove(gone.manifest_list);
  objects_->Remove(first);
  const std::string stray = LocationOf(Table(1)) + "/data/stray.parquet";
  store_.Write(stray, "x");
  const SweepReport report = Orphans(std::chrono::hours(24), kNone);
  EXPECT_FALSE(store_.Stat(stray));
  EXPECT_TRUE(store_.Stat(second));
  EXPECT_GT(report.incomplete_snapshots, 0u);
  for (const auto& snapshot : lists) {
    EXPECT_EQ(store_.Stat(snapshot.manifest_list).has_value(),
              snapshot.snapshot_id != gone.snapshot_id)
        << "earlier commits have it";
  }
}

TEST_F(SweepTest, AMissingMetadataFileOfAnEarlierCommitIsPassedOver) {
  Append("main", Table(0));
  const auto content = [&] {
    return catalog_->Snapshot("main")->Find(Table(0))->metadata_location;
  };
  const std::string earlier = content();
  Append("main", Table(0));
  objects_->Remove(earlier);
  const std::string stray = LocationOf(Table(1)) + "/data/stray.parquet";
  store_.Write(stray, "x");
  Orphans(std::chrono::hours(24), kNone);
  EXPECT_FALSE(store_.Stat(stray));
  objects_->Remove(content());
  EXPECT_EQ(KindOf([&] { Orphans(std::chrono::hours(24), kNone); }), ErrorKind::kDataCorruption)
      << "the head of main names it";
}

TEST_F(SweepTest, ADamagedFloorIsTold) {
  std::filesystem::create_directories(folder_ / "state");
  std::ofstream(folder_ / "state" / "retention") << "yesterday\n";
  EXPECT_EQ(KindOf([&] { catalog_->BeginSweep({}); }), ErrorKind::kDataCorruption);
}

TEST_F(SweepTest, TheFloorOnlyRises) {
  const RetentionGuard guard((folder_ / "other").string());
  EXPECT_EQ(guard.Floor(), base::TimePoint());
  const auto lock = guard.Exclusive();
  guard.RaiseFloor(clock_.Now());
  guard.RaiseFloor(clock_.Now() - kWeek);
  EXPECT_EQ(guard.Floor(), clock_.Now());
}

// The store fails, or the process dies, at any call of a clean-up.
TEST_F(SweepTest, FailingAnywhereLosesNothingAndARepeatFinishes) {
  for (const bool unretained : {false, true}) {
    for (int i = 0; i < 3; ++i) {
      Append("main", Table(0));
      Overwrite("main", Table(0));
    }
    Expire("main", Table(0));
    store_.Write(LocationOf(Table(1)) + "/data/stray.parquet", "x");
    Days(30);
    Append("main", Table(1));
    const auto needed = Needed(clock_.Now() - kWeek);
    const auto sweep = [&](Catalog& catalog) {
      auto begun = catalog.BeginSweep({});
      if (unretained) {
        begun->RemoveUnretained(ContentId(Table(0)));
      } else {
        begun->RemoveOrphans(warehouse_, clock_.Now() - kWeek);
      }
    };
    for (int failing = 0;; ++failing) {
      // Objects are removed by several threads.
      std::atomic<int> calls{0};
      std::atomic<bool> failed{false};
      const auto hook = [&](Call, const std::string&) {
        if (calls++ != failing) return;
        failed = true;
        base::Throw(ErrorKind::kUnavailable, "injected");
      };
      (failing % 2 ? store_.before : store_.after) = hook;
      try {
        sweep(*catalog_);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
      }
      Heal();
      ExpectAllThere(needed);
      if (!failed) {
        EXPECT_GE(failing, 5);
        break;
      }
      // Most of the removals are done by now: the next round starts where this one was stopped.
    }
    Orphans(kWeek, kNone);
    EXPECT_EQ(FilesInStore(), needed);
  }
}

TEST_F(SweepTest, ACancelledSweepStops) {
  Days(30);
  base::CancelToken cancel;
  cancel.Cancel();
  EXPECT_EQ(KindOf([&] { catalog_->BeginSweep({.cancel = cancel}); }), ErrorKind::kCancelled);
}

}  // namespace
}  // namespace tarn::catalog
