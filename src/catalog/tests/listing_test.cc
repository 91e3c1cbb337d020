#include "catalog/listing.h"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/random.h"
#include "catalog/tests/lake_fixture.h"

namespace tarn::catalog {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ListingTest : public ::testing::Test {
 protected:
  ListingTest()
      : folder_(std::filesystem::temp_directory_path() / ("tarn-listing-" + base::NewUuid())),
        store_(store::OpenStore("memory:///warehouse")) {
    std::filesystem::create_directories(folder_);
    database_ = metadb::OpenDatabase((folder_ / "tarn.db").string());
    catalog_ =
        OpenCatalog(*database_, *store_,
                    {.warehouse = "memory:///warehouse", .state_directory = folder_.string()});
  }
  ~ListingTest() override {
    catalog_.reset();
    database_.reset();
    std::filesystem::remove_all(folder_);
  }

  // Tables a to e, views a2 and c2, and namespaces with a table each, in between by name.
  void Fill() {
    std::vector<Change> changes = {CreateNamespace{{"s"}, {}}};
    for (const std::string name : {"a", "b", "c", "d", "e"}) {
      const TableIdentifier table{{"s"}, name};
      changes.push_back(NewTableAt(table, catalog_->NewTableLocation(table), PutMode::kCreate));
      changes.push_back(CreateNamespace{{"s", name + "1"}, {}});
      const TableIdentifier below{{"s", name + "1"}, "t"};
      changes.push_back(NewTableAt(below, catalog_->NewTableLocation(below), PutMode::kCreate));
    }
    for (const std::string name : {"a2", "c2"}) {
      changes.push_back(
          PutView{{{"s"}, name}, PutMode::kCreate, [name](const iceberg::ViewMetadata*) {
                    return iceberg::NewViewMetadata(base::NewUuid(),
                                                    "memory:///warehouse/s/" + name, {}, {}, {}, 1);
                  }});
    }
    catalog_->Commit("main", changes, {});
  }
  std::vector<std::string> Names(ContentKind kind, const std::string& after, size_t limit) {
    std::vector<std::string> names;
    for (const auto& entry : ListPage(*catalog_->Snapshot("main"), {"s"}, kind, after, limit)) {
      names.push_back(entry.identifier.name);
    }
    return names;
  }

  std::filesystem::path folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<Catalog> catalog_;
};

TEST_F(ListingTest, PagesAreOfOneKindAndOneLevel) {
  Fill();
  EXPECT_THAT(Names(ContentKind::kTable, "", 2), ElementsAre("a", "b"));
  EXPECT_THAT(Names(ContentKind::kTable, "b", 2), ElementsAre("c", "d"));
  EXPECT_THAT(Names(ContentKind::kTable, "d", 2), ElementsAre("e"));
  EXPECT_THAT(Names(ContentKind::kTable, "e", 2), IsEmpty());
  EXPECT_THAT(Names(ContentKind::kTable, "bb", 1), ElementsAre("c"));  // need not be there
  EXPECT_THAT(Names(ContentKind::kTable, "", 100), ElementsAre("a", "b", "c", "d", "e"));
  EXPECT_THAT(Names(ContentKind::kTable, "", 0), IsEmpty());
  EXPECT_THAT(Names(ContentKind::kView, "", 1), ElementsAre("a2"));
  EXPECT_THAT(Names(ContentKind::kView, "a2", 5), ElementsAre("c2"));
}

TEST_F(ListingTest, NamespacesComeInPages) {
  Fill();
  const auto snapshot = catalog_->Snapshot("main");
  EXPECT_THAT(ListNamespacesPage(*snapshot, {}, "", 5), ElementsAre(Namespace{"s"}));
  EXPECT_THAT(ListNamespacesPage(*snapshot, {"s"}, "a1", 2),
              ElementsAre(Namespace{"s", "b1"}, Namespace{"s", "c1"}));
  EXPECT_THROW(ListNamespacesPage(*snapshot, {"none"}, "", 2), base::Error);
  EXPECT_THROW(ListPage(*snapshot, {"none"}, ContentKind::kTable, "", 2), base::Error);
}

}  // namespace
}  // namespace tarn::catalog
