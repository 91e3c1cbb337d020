#include "catalog/catalog.h"

#include <filesystem>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "catalog/tests/lake_fixture.h"
#include "store/testing/faulty_store.h"

namespace tarn::catalog {
namespace {

using base::Error;
using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kWarehouse = "memory:///warehouse";

class CatalogTest : public ::testing::Test {
 protected:
  CatalogTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-catalog-" + base::NewUuid())),
        objects_(store::OpenStore(kWarehouse)),
        store_(*objects_) {
    std::filesystem::create_directories(folder_);
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string());
    catalog_ = Open();
  }
  ~CatalogTest() override {
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  std::unique_ptr<Catalog> Open() {
    return OpenCatalog(*database_, store_,
                       {.warehouse = kWarehouse, .state_directory = folder_.string()});
  }

  PutTable NewTable(const TableIdentifier& id, PutMode mode = PutMode::kCreate) {
    return NewTableAt(id, catalog_->NewTableLocation(id), mode);
  }
  void CreateShop() {
    catalog_->Commit("main", {CreateNamespace{{"shop"}, {}}, NewTable(kOrders), NewTable(kItems)},
                     {.message = "shop"});
  }
  size_t Objects() { return objects_->List(std::string(kWarehouse) + "/").size(); }

  const TableIdentifier kOrders{{"shop"}, "orders"};
  const TableIdentifier kItems{{"shop"}, "items"};
  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> objects_;
  store::testing::FaultyStore store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<Catalog> catalog_;
};

TEST_F(CatalogTest, OneCommitMakesNamespaceAndTables) {
  CreateShop();
  auto snapshot = catalog_->Snapshot("main");
  EXPECT_THAT(snapshot->ListNamespaces(), ElementsAre(Namespace{"shop"}));
  ASSERT_EQ(snapshot->List({"shop"}).size(), 2u);
  EXPECT_EQ(snapshot->List({"shop"})[0].identifier, kItems);
  EXPECT_EQ(snapshot->LoadTable(kOrders)->location, std::string(kWarehouse) + "/shop/orders");
  EXPECT_EQ(catalog_->Log("main", 0).size(), 1u);
}

TEST_F(CatalogTest, UnknownNamesSuggestNearOnes) {
  CreateShop();
  auto snapshot = catalog_->Snapshot("main");
  try {
    snapshot->LoadTable({{"shop"}, "ordres"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
    EXPECT_THAT(error.message(), HasSubstr("shop.ordres does not exist on main"));
    EXPECT_THAT(error.message(), HasSubstr("did you mean 'orders'"));
  }
  EXPECT_EQ(KindOf([&] { snapshot->List({"shpo"}); }), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf([&] { catalog_->Snapshot("mian"); }), ErrorKind::kNotFound);
}

TEST_F(CatalogTest, ASnapshotDoesNotSeeLaterCommits) {
  CreateShop();
  auto before = catalog_->Snapshot("main");
  catalog_->Commit("main", {DropTable{kOrders}}, {});
  EXPECT_TRUE(before->Find(kOrders));
  EXPECT_FALSE(catalog_->Snapshot("main")->Find(kOrders));
  EXPECT_TRUE(catalog_->Snapshot("main~1")->Find(kOrders));
}

TEST_F(CatalogTest, AFailingChangeUndoesTheWholeCommit) {
  CreateShop();
  size_t objects = Objects();
  auto head = catalog_->Snapshot("main")->commit_hash();
  EXPECT_EQ(KindOf([&] {
              catalog_->Commit("main", {SetProperty(kOrders, "a", "1"), NewTable(kItems)}, {});
            }),
            ErrorKind::kAlreadyExists);
  EXPECT_EQ(catalog_->Snapshot("main")->commit_hash(), head);
  EXPECT_EQ(Objects(), objects) << "metadata of the failed commit stayed behind";
}

TEST_F(CatalogTest, AStoreThatFailsAnywhereLeavesNothing) {
  CreateShop();
  size_t objects = Objects();
  auto head = catalog_->Snapshot("main")->commit_hash();
  for (int failing = 0;; ++failing) {
    int calls = 0;
    bool failed = false;
    store_.before = [&](store::testing::Call call, const std::string& path) {
      if (call == store::testing::Call::kRemove || calls++ != failing) return;
      failed = true;
      base::Throw(ErrorKind::kResourceExhausted, "disk full: {}", path);
    };
    try {
      catalog_->Commit("main", {SetProperty(kOrders, "a", "1"), SetProperty(kItems, "a", "1")}, {});
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kResourceExhausted);
    }
    store_.before = [](store::testing::Call, const std::string&) {};
    if (!failed) {
      EXPECT_GE(failing, 2) << "nothing was written";
      EXPECT_NE(catalog_->Snapshot("main")->commit_hash(), head);
      return;
    }
    EXPECT_EQ(catalog_->Snapshot("main")->commit_hash(), head) << "failing call " << failing;
    EXPECT_EQ(Objects(), objects) << "failing call " << failing;
  }
}

TEST_F(CatalogTest, ConcurrentCommitsToOneTableAllHold) {
  CreateShop();
  constexpr int kThreads = 4, kCommits = 5;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kCommits; ++i) {
        catalog_->Commit("main", {SetProperty(kOrders, fmt::format("p{}.{}", thread, i), "x")}, {});
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(catalog_->Snapshot("main")->LoadTable(kOrders)->properties.size(),
            size_t{kThreads * kCommits});
  EXPECT_EQ(catalog_->Log("main", 0).size(), size_t{1 + kThreads * kCommits});
}

TEST_F(CatalogTest, ARequirementThatDoesNotHoldIsAConflict) {
  CreateShop();
  PutTable change{kOrders, PutMode::kUpdate, [](const iceberg::TableMetadata*) {
                    return TableCommit{{iceberg::requirement::AssertTableUuid{"other"}},
                                       {iceberg::update::SetProperties{{{"a", "b"}}}}};
                  }};
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {change}, {}); }), ErrorKind::kConflict);
}

TEST_F(CatalogTest, ReplacingKeepsUuidAndRenamingKeepsContentId) {
  CreateShop();
  auto snapshot = catalog_->Snapshot("main");
  auto uuid = snapshot->LoadTable(kOrders)->table_uuid;
  auto content_id = snapshot->Find(kOrders)->content_id;
  TableIdentifier renamed{{"shop"}, "purchases"};
  catalog_->Commit("main", {NewTable(kOrders, PutMode::kCreateOrReplace)}, {});
  catalog_->Commit("main", {RenameTable{kOrders, renamed}}, {});
  snapshot = catalog_->Snapshot("main");
  EXPECT_FALSE(snapshot->Find(kOrders));
  EXPECT_EQ(snapshot->Find(renamed)->content_id, content_id);
  EXPECT_EQ(snapshot->LoadTable(renamed)->table_uuid, uuid);
}

TEST_F(CatalogTest, NamespacesMustBeEmptyToGoAndThereToBeFilled) {
  CreateShop();
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {DropNamespace{{"shop"}}}, {}); }),
            ErrorKind::kFailedPrecondition);
  EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {NewTable({{"none"}, "t"})}, {}); }),
            ErrorKind::kNotFound);
  catalog_->Commit("main", {DropTable{kOrders}, DropTable{kItems}, DropNamespace{{"shop"}}}, {});
  EXPECT_TRUE(catalog_->Snapshot("main")->ListNamespaces().empty());
}

TEST_F(CatalogTest, BranchesMergeAsOneCommitAndRevertAsOne) {
  CreateShop();
  catalog_->CreateBranch("run/1", "main");
  catalog_->Commit("run/1", {SetProperty(kOrders, "a", "1")}, {});
  catalog_->Commit("run/1", {SetProperty(kItems, "a", "1")}, {});
  EXPECT_TRUE(catalog_->Snapshot("main")->LoadTable(kOrders)->properties.empty());
  auto merge = catalog_->Merge("run/1", "main", {.message = "publish"});
  ASSERT_TRUE(merge.merged());
  EXPECT_THAT(merge.keys, ElementsAre("shop.items", "shop.orders"));
  EXPECT_EQ(catalog_->Snapshot("main")->LoadTable(kItems)->Property("a"), "1");
  EXPECT_EQ(catalog_->Log("main", 0).size(), 2u);
  ASSERT_TRUE(catalog_->Revert("main", merge.commit_hash, {}).merged());
  EXPECT_TRUE(catalog_->Snapshot("main")->LoadTable(kOrders)->properties.empty());
  EXPECT_EQ(catalog_->Log("main", 0).size(), 3u);
}

TEST_F(CatalogTest, ChangesOfOneTableOnBothSidesAreConflicts) {
  CreateShop();
  catalog_->CreateBranch("dev", "main");
  catalog_->Commit("dev", {SetProperty(kOrders, "a", "1")}, {});
  catalog_->Commit("main", {SetProperty(kOrders, "a", "2")}, {});
  auto head = catalog_->Snapshot("main")->commit_hash();
  auto merge = catalog_->Merge("dev", "main", {});
  ASSERT_EQ(merge.conflicts.size(), 1u);
  EXPECT_EQ(merge.conflicts[0].key, "shop.orders");
  EXPECT_EQ(catalog_->Snapshot("main")->commit_hash(), head);
}

TEST_F(CatalogTest, BothSidesMayCreateTheSameNamespace) {
  CreateShop();
  catalog_->CreateBranch("dev", "main");
  catalog_->Commit("dev", {CreateNamespace{{"gold"}, {}}, NewTable({{"gold"}, "a"})}, {});
  catalog_->Commit("main", {CreateNamespace{{"gold"}, {}}, NewTable({{"gold"}, "b"})}, {});
  ASSERT_TRUE(catalog_->Merge("dev", "main", {}).merged());
  EXPECT_EQ(catalog_->Snapshot("main")->List({"gold"}).size(), 2u);
}

TEST_F(CatalogTest, TagsAndTheDefaultBranchAreProtected) {
  CreateShop();
  catalog_->CreateTag("v1", "main");
  EXPECT_EQ(KindOf([&] { catalog_->Commit("v1", {SetProperty(kOrders, "a", "1")}, {}); }),
            ErrorKind::kInvalidArgument);
  EXPECT_EQ(KindOf([&] { catalog_->DropReference("main"); }), ErrorKind::kFailedPrecondition);
}

TEST_F(CatalogTest, NamesThatAreNoNamesAreRefused) {
  CreateShop();
  for (const char* name : {"", ".", "..", "a\\b", "a\nb", ".tmp-x"}) {
    EXPECT_EQ(KindOf([&] { catalog_->Commit("main", {CreateNamespace{{name}, {}}}, {}); }),
              ErrorKind::kInvalidArgument)
        << name;
  }
}

// Other catalogs take a slash in a name too; it is never one in a path.
TEST_F(CatalogTest, NamesWithASlashAreOneSegmentOfALocation) {
  const std::string shop = std::string(kWarehouse) + "/shop/";
  EXPECT_EQ(catalog_->NewTableLocation({{"shop"}, "orders"}), shop + "orders");
  const std::string location = catalog_->NewTableLocation({{"shop"}, "../a/b"});
  EXPECT_THAT(location, testing::MatchesRegex(shop + "\\.\\._a_b-[0-9a-f]{32}"));
  EXPECT_NE(location, catalog_->NewTableLocation({{"shop"}, "../a_b"}));
  EXPECT_THAT(catalog_->NewTableLocation({{"a/b", "c"}, "t"}),
              testing::MatchesRegex(std::string(kWarehouse) + "/a_b-[0-9a-f]{32}/c/t"));
}

TEST_F(CatalogTest, AnAbandonedIntentRemovesItsFiles) {
  auto intent = catalog_->BeginWrite();
  std::string path = std::string(kWarehouse) + "/data.parquet";
  intent->WillWrite(path);
  objects_->Write(path, "x");
  intent.reset();
  EXPECT_EQ(Objects(), 0u);
}

}  // namespace
}  // namespace tarn::catalog
