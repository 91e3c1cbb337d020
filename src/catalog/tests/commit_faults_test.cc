// What a commit leaves behind when the store or the database fails under it.
#include <gmock/gmock.h>

#include "catalog/tests/lake_fixture.h"
#include "metadb/testing/faulty_database.h"

namespace tarn::catalog {
namespace {

using base::Error;
using base::ErrorKind;
using store::testing::Call;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CommitFaultsTest : public LakeFixture {
 protected:
  CommitFaultsTest()
      : inner_(metadb::OpenDatabase(DatabasePath())), database_(*inner_), store_(*objects_) {
    catalog_ = Open(database_, store_);
    CreateShop(*catalog_, 3);
  }
  std::string Head() { return catalog_->Snapshot("main")->commit_hash(); }
  std::vector<Change> ThreeTables() {
    return {AppendSnapshot(Table(0)), AppendSnapshot(Table(1)), AppendSnapshot(Table(2))};
  }
  void Heal() {
    store_.before = store_.after = [](Call, const std::string&) {};
    database_.before_commit = database_.after_commit = [] {};
    database_.before_statement = [](std::string_view) {};
  }
  [[noreturn]] static void Fail(ErrorKind kind) { base::Throw(kind, "injected"); }
  // A new catalog, as the next process opens it, after the writer ended.
  void Reopen() {
    catalog_.reset();
    catalog_ = Open(database_, store_);
  }

  std::unique_ptr<metadb::Database> inner_;
  metadb::testing::FaultyDatabase database_;
  store::testing::FaultyStore store_;
  std::unique_ptr<Catalog> catalog_;
};

TEST_F(CommitFaultsTest, TheStoreFailingAtAnyCallLeavesNothing) {
  auto head = Head();
  auto files = FilesInStore();
  for (bool answer_lost : {false, true}) {
    for (int failing = 0;; ++failing) {
      int calls = 0;
      bool failed = false;
      auto hook = [&](Call call, const std::string&) {
        if (call == Call::kRemove || calls++ != failing) return;
        failed = true;
        Fail(ErrorKind::kResourceExhausted);
      };
      (answer_lost ? store_.after : store_.before) = hook;
      try {
        catalog_->Commit("main", ThreeTables(), {});
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
      }
      Heal();
      if (!failed) {
        EXPECT_GE(failing, 4);  // three files and their flush
        EXPECT_NE(Head(), head);
        head = Head();
        files = FilesInStore();
        break;
      }
      EXPECT_EQ(Head(), head) << "failing call " << failing;
      EXPECT_EQ(FilesInStore(), files) << "failing call " << failing;
    }
  }
}

TEST_F(CommitFaultsTest, TheDatabaseFailingAtAnyStatementLeavesNothing) {
  auto head = Head();
  auto files = FilesInStore();
  for (int failing = 0;; ++failing) {
    int statements = 0;
    bool failed = false;
    database_.before_statement = [&](std::string_view) {
      if (statements++ != failing) return;
      failed = true;
      Fail(ErrorKind::kResourceExhausted);
    };
    try {
      catalog_->Commit("main", ThreeTables(), {});
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
    }
    Heal();
    if (!failed) {
      EXPECT_GE(failing, 3);
      EXPECT_LE(failing, 8) << "a commit takes too many statements";
      EXPECT_NE(Head(), head);
      return;
    }
    EXPECT_EQ(Head(), head) << "failing statement " << failing;
    EXPECT_EQ(FilesInStore(), files) << "failing statement " << failing;
  }
}

TEST_F(CommitFaultsTest, ALostAnswerIsLookedUp) {
  database_.after_commit = [&] { Fail(ErrorKind::kCommitStateUnknown); };
  auto result = catalog_->Commit("main", ThreeTables(), {});
  Heal();
  EXPECT_EQ(result.commit_hash, Head());
  EXPECT_EQ(FilesInStore(), NamedFiles(*catalog_));
}

TEST_F(CommitFaultsTest, AfterAnUnknownOutcomeNothingIsRemovedUntilRecoveryKnows) {
  auto files = FilesInStore();
  auto head = Head();
  for (bool took_place : {true, false}) {
    auto lose = [&] {
      database_.before_statement = [](std::string_view) { Fail(ErrorKind::kUnavailable); };
      Fail(ErrorKind::kCommitStateUnknown);
    };
    (took_place ? database_.after_commit : database_.before_commit) = lose;
    EXPECT_EQ(KindOf([&] { catalog_->Commit("main", ThreeTables(), {}); }),
              ErrorKind::kCommitStateUnknown);
    Heal();
    EXPECT_EQ(FilesInStore().size(), files.size() + 3);
    EXPECT_EQ(Head() != head, took_place);
    Reopen();
    auto report = catalog_->RecoverDeadWriters();
    EXPECT_EQ(report.dead_writers, 1);
    EXPECT_EQ(report.removed_files.size(), took_place ? 0u : 3u);
    EXPECT_EQ(FilesInStore(), NamedFiles(*catalog_));
    files = FilesInStore();
    head = Head();
  }
}

TEST_F(CommitFaultsTest, WhatCannotBeRemovedNowIsRemovedByRecovery) {
  auto files = FilesInStore();
  store_.before = [&](Call call, const std::string&) {
    if (call == Call::kRemove) Fail(ErrorKind::kUnavailable);
    if (call == Call::kMakeDurable) Fail(ErrorKind::kResourceExhausted);
  };
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", ThreeTables(), {}); }),
            ErrorKind::kResourceExhausted);
  Heal();
  EXPECT_EQ(FilesInStore().size(), files.size() + 3);
  Reopen();
  EXPECT_EQ(catalog_->RecoverDeadWriters().removed_files.size(), 3u);
  EXPECT_EQ(FilesInStore(), files);
}

TEST_F(CommitFaultsTest, FilesOfACallerGoWithItsFailedCommitAndStayWithAGoodOne) {
  std::string path = LocationOf(Table(0)) + "/data/1.parquet";
  auto write = [&](WriteIntent& intent) {
    intent.WillWrite(path);
    store_.Write(path, "rows");
  };
  auto failing = catalog_->BeginWrite();
  write(*failing);
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {DropTable{{{"shop"}, "x"}}}, {}, &*failing); }),
            ErrorKind::kNotFound);
  EXPECT_FALSE(store_.Stat(path));

  auto useless = catalog_->BeginWrite();
  write(*useless);
  PutTable nothing{Table(0), PutMode::kUpdate,
                   [](const iceberg::TableMetadata*) { return TableCommit(); }};
  auto head = Head();
  EXPECT_EQ(catalog_->Commit("main", {nothing}, {}, &*useless).commit_hash, head);
  EXPECT_FALSE(store_.Stat(path)) << "no commit names it";

  auto good = catalog_->BeginWrite();
  write(*good);
  catalog_->Commit("main", {AppendSnapshot(Table(0))}, {}, &*good);
  good.reset();
  EXPECT_TRUE(store_.Stat(path));
}

TEST_F(CommitFaultsTest, OfATableThatMovedMeanwhileOnlyTheLastTryStays) {
  auto other = Open(database_, *objects_);
  int interruptions = 3;
  store_.before = [&](Call call, const std::string&) {
    if (call != Call::kMakeDurable || interruptions-- <= 0) return;
    other->Commit("main", {AppendSnapshot(Table(0))}, {});
  };
  auto result = catalog_->Commit("main", ThreeTables(), {});
  EXPECT_EQ(result.attempts, 4);
  EXPECT_EQ(catalog_->Snapshot("main")->LoadTable(Table(0))->snapshots.size(), 4u);
  EXPECT_EQ(FilesInStore(), NamedFiles(*catalog_));
}

TEST_F(CommitFaultsTest, ANamespaceFilledMeanwhileIsNotDropped) {
  catalog_->Commit("main", {CreateNamespace{{"empty"}, {}}}, {});
  auto other = Open(database_, *objects_);
  bool once = true;
  // Between the look at the namespace and the move of the branch: while the metadata is flushed.
  store_.before = [&](Call call, const std::string&) {
    if (call != Call::kMakeDurable || !std::exchange(once, false)) return;
    other->Commit("main", {NewTable({{"empty"}, "t"})}, {});
  };
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {DropNamespace{{"empty"}}}, {}); }),
            ErrorKind::kFailedPrecondition);
  Heal();
  EXPECT_TRUE(catalog_->Snapshot("main")->Find({{"empty"}, "t"}));
}

TEST_F(CommitFaultsTest, AMergeLeavesNoTableWithoutItsNamespace) {
  catalog_->Commit("main", {CreateNamespace{{"gold"}, {}}}, {});
  catalog_->CreateBranch("drops", "main");
  catalog_->CreateBranch("fills", "main");
  catalog_->Commit("drops", {DropNamespace{{"gold"}}}, {});
  catalog_->Commit("fills", {NewTable({{"gold"}, "t"})}, {});
  catalog_->CreateBranch("drops2", "drops");
  EXPECT_EQ(catalog_->Merge("fills", "drops", {}).conflicts.size(), 1u);
  auto merge = catalog_->Merge("drops2", "fills", {});
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].key, "gold");
  EXPECT_THAT(merge.conflicts[0].reason, ::testing::HasSubstr("gold.t"));
}

}  // namespace
}  // namespace tarn::catalog
