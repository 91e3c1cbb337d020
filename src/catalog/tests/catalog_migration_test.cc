// The whole metadata database moved to another one, while it is used.
#include "catalog/transfer/catalog_migration.h"

#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "catalog/tests/maintained_lake.h"
#include "metadb/testing/postgres_cluster.h"
#include "metadb/write_stop.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;

const std::vector<metadb::Migration> kOthers = {
    {1, "others", {"CREATE TABLE others (id {identity}, name TEXT NOT NULL)"}}};

class CatalogMigrationTest : public MaintainedLake {
 protected:
  CatalogMigrationTest() {
    database_->Migrate("others", kOthers);
    for (int i = 0; i < 5; ++i) Append("main", Table(i % 2));
    catalog_->CreateBranch("dev", "main");
    Append("dev", Table(0));
    catalog_->CreateTag("v1", "main~2");
    catalog_->Merge("dev", "main", {});
    database_->Execute("INSERT INTO others (name) VALUES ('a'), ('b')");
  }
  std::unique_ptr<metadb::Database> NewDatabase(const std::string& uri) {
    auto database = metadb::OpenDatabase(uri, {.durable = false});
    Open(*database, store_);
    database->Migrate("others", kOthers);
    return database;
  }
  std::unique_ptr<metadb::Database> NewSqlite() {
    return NewDatabase((folder_ / (base::NewUuid() + ".db")).string());
  }
  static MigrationReport Migrate(metadb::Database& from, metadb::Database& to,
                                 const base::CancelToken& cancel = {},
                                 std::function<void(uint64_t, uint64_t)> progress = {}) {
    return MigrateCatalog(from, to,
                          {.from = "old", .to = "new", .cancel = cancel, .progress = progress});
  }
  void ExpectSame(metadb::Database& database) {
    const auto copy = Open(database, store_);
    const auto references = catalog_->ListReferences();
    const auto copied = copy->ListReferences();
    ASSERT_EQ(copied.size(), references.size());
    for (size_t i = 0; i < references.size(); ++i) {
      EXPECT_EQ(copied[i].name, references[i].name);
      EXPECT_EQ(copied[i].head, references[i].head);
    }
    EXPECT_EQ(copy->Log("main", 0).size(), catalog_->Log("main", 0).size());
    for (const auto& commit : catalog_->Log("main", 0)) {
      EXPECT_EQ(copy->Snapshot("@" + commit.hash.hex())->List({"shop"}).size(),
                catalog_->Snapshot("@" + commit.hash.hex())->List({"shop"}).size());
    }
  }
  static int64_t Others(metadb::Database& database) {
    return std::get<0>(*database.QueryOne<int64_t>("SELECT count(*) FROM others"));
  }
  void ExpectMoved(metadb::Database& old) {
    try {
      Open(old, store_)->Commit("main", {SetProperty(Table(0), "a", "b")}, {});
      ADD_FAILURE() << "the old database takes commits";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition) << error.what();
      EXPECT_THAT(error.message(), HasSubstr("the catalog was moved to new"));
    }
    EXPECT_TRUE(Open(old, store_)->Snapshot("main")->Find(Table(0))) << "it is still read";
  }
};

TEST_F(CatalogMigrationTest, TheWholeDatabaseMoves) {
  const auto target = NewSqlite();
  const MigrationReport report = Migrate(*database_, *target);
  EXPECT_EQ(report.references, 3U);
  EXPECT_EQ(report.rows, 2U);
  ExpectSame(*target);
  EXPECT_EQ(Others(*target), 2);
  ExpectMoved(*database_);
  Open(*target, store_)->Commit("main", {SetProperty(Table(0), "a", "b")}, {});
  EXPECT_EQ(KindOf([&] { Migrate(*database_, *target); }), ErrorKind::kFailedPrecondition)
      << "it was left";
}

TEST_F(CatalogMigrationTest, ToPostgresqlAndBackWhileOthersCommit) {
  std::string reason;
  auto* cluster = metadb::testing::PostgresCluster::Get(&reason);
  if (cluster == nullptr) GTEST_SKIP() << reason;
  const auto middle = NewDatabase(cluster->NewDatabase());
  std::vector<metadb::Database*> way = {&*database_, &*middle, &*database_};
  size_t acknowledged = 0;
  for (size_t step = 0; step + 1 < way.size(); ++step) {
    std::atomic<size_t> commits = 0;
    std::atomic<bool> moved = false;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 3; ++writer) {
      writers.emplace_back([&, writer] {
        const auto catalog = Open(*way[step], store_);
        for (int i = 0; !moved; ++i) {
          const std::string name =
              std::to_string(step) + "_" + std::to_string(writer) + "_" + std::to_string(i);
          try {
            catalog->Commit("main", {CreateNamespace{{name}, {}}}, {});
            ++commits;
          } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition) << error.what();
            moved = true;
          }
        }
      });
    }
    while (commits < 10) std::this_thread::yield();
    Migrate(*way[step], *way[step + 1]);
    for (auto& writer : writers) writer.join();
    acknowledged += commits;
    ExpectMoved(*way[step]);
  }
  const auto catalog = Open(*database_, store_);
  EXPECT_EQ(catalog->Snapshot("main")->ListNamespaces().size(), acknowledged + 1)
      << "no acknowledged commit is lost, and none is there that was not acknowledged";
  database_->Execute("INSERT INTO others (name) VALUES ('c')");
  EXPECT_EQ(Others(*database_), 3);
}

TEST_F(CatalogMigrationTest, OneThatWasBrokenOffGoesOn) {
  const auto target = NewSqlite();
  const base::CancelToken cancel;
  EXPECT_EQ(KindOf([&] {
              Migrate(*database_, *target, cancel, [&](uint64_t, uint64_t) { cancel.Cancel(); });
            }),
            ErrorKind::kCancelled);
  EXPECT_EQ(
      KindOf([&] { Open(*target, store_)->Commit("main", {CreateNamespace{{"x"}, {}}}, {}); }),
      ErrorKind::kFailedPrecondition)
      << "nobody may use what is not whole";
  Append("main", Table(1));  // the old one is in use
  const MigrationReport report = Migrate(*database_, *target);
  EXPECT_GT(report.found_objects, 5U);
  ExpectSame(*target);
}

TEST_F(CatalogMigrationTest, AfterTheOldOneWasStoppedItEndsWhatIsLeft) {
  const auto target = NewSqlite();
  Migrate(*database_, *target);
  // As if it had been killed before the new one was opened.
  target->InTransaction(metadb::Isolation::kReadCommitted, [&](metadb::Transaction& transaction) {
    metadb::StopWrites(transaction, "the migration from old into this database is not finished",
                       {"version_objects"});
  });
  Migrate(*database_, *target);
  ExpectSame(*target);
  EXPECT_EQ(metadb::WriteStop(*target), std::nullopt);
}

TEST_F(CatalogMigrationTest, ADatabaseInUseOrOfOtherTablesIsRefused) {
  const auto used = NewSqlite();
  Open(*used, store_)->Commit("main", {CreateNamespace{{"x"}, {}}}, {});
  EXPECT_EQ(KindOf([&] { Migrate(*database_, *used); }), ErrorKind::kFailedPrecondition);
  const auto other = NewSqlite();
  other->Migrate("more", {{1, "more", {"CREATE TABLE more (id BIGINT PRIMARY KEY)"}}});
  EXPECT_EQ(KindOf([&] { Migrate(*database_, *other); }), ErrorKind::kFailedPrecondition);
  Append("main", Table(0));
}

TEST_F(CatalogMigrationTest, DamagedObjectsAreNotTakenAlong) {
  const auto target = NewSqlite();
  database_->Execute("UPDATE version_objects SET data = ? WHERE hash = ?", metadb::Blob{"x"},
                     metadb::Blob{std::string(catalog_->ListReferences()[0].head.bytes())});
  EXPECT_EQ(KindOf([&] { Migrate(*database_, *target); }), ErrorKind::kDataCorruption);
}

}  // namespace
}  // namespace tarn::catalog
