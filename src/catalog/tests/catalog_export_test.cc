// A catalog written as text, and read into another database.
#include "catalog/transfer/catalog_export.h"

#include <gmock/gmock.h>

#include "catalog/maintenance/garbage_collector.h"
#include "catalog/tests/maintained_lake.h"
#include "metadb/testing/postgres_cluster.h"

namespace tarn::catalog {
namespace {

using base::ErrorKind;
using ::testing::HasSubstr;

class CatalogExportTest : public MaintainedLake {
 protected:
  CatalogExportTest() {
    for (int i = 0; i < 5; ++i) Append("main", Table(i % 2));
    catalog_->CreateBranch("dev", "main");
    Append("dev", Table(0));
    catalog_->CreateTag("v1", "main~2");
    Append("main", Table(1));
    catalog_->Merge("dev", "main", {});
  }
  std::vector<std::string> Export() {
    std::vector<std::string> lines;
    ExportCatalog(*database_, [&](const std::string& line) { lines.push_back(line); });
    return lines;
  }
  static TransferReport Import(metadb::Database& database, const std::vector<std::string>& lines) {
    size_t at = 0;
    return ImportCatalog(database, [&]() -> std::optional<std::string> {
      if (at == lines.size()) return std::nullopt;
      return lines[at++];
    });
  }
  // An empty catalog in another database.
  std::unique_ptr<metadb::Database> NewDatabase(const std::string& uri) {
    auto database = metadb::OpenDatabase(uri, {.durable = false});
    Open(*database, store_);
    return database;
  }
  std::unique_ptr<metadb::Database> NewSqlite() {
    return NewDatabase((folder_ / (base::NewUuid() + ".db")).string());
  }
  void ExpectSame(metadb::Database& database) {
    const auto copy = Open(database, store_);
    const auto references = catalog_->ListReferences();
    const auto copied = copy->ListReferences();
    ASSERT_EQ(copied.size(), references.size());
    for (size_t i = 0; i < references.size(); ++i) {
      EXPECT_EQ(copied[i].name, references[i].name);
      EXPECT_EQ(copied[i].kind, references[i].kind);
      EXPECT_EQ(copied[i].head, references[i].head);
    }
    for (const auto& commit : catalog_->Log("main", 0)) {
      EXPECT_EQ(copy->Snapshot("@" + commit.hash.hex())->List({"shop"}).size(),
                catalog_->Snapshot("@" + commit.hash.hex())->List({"shop"}).size());
    }
    EXPECT_EQ(*copy->Snapshot("main")->LoadTable(Table(0)),
              *catalog_->Snapshot("main")->LoadTable(Table(0)));
    copy->Commit("dev", {SetProperty(Table(0), "a", "b")}, {});
  }
};

TEST_F(CatalogExportTest, TheCopyIsTheSameCatalog) {
  const auto lines = Export();
  const auto copy = NewSqlite();
  const TransferReport report = Import(*copy, lines);
  EXPECT_EQ(report.references, 3u);
  EXPECT_EQ(report.objects + report.references + 2, lines.size());
  ExpectSame(*copy);
  EXPECT_EQ(KindOf([&] { Import(*copy, lines); }), ErrorKind::kFailedPrecondition);
}

TEST_F(CatalogExportTest, BetweenSqliteAndPostgresql) {
  std::string reason;
  auto* cluster = metadb::testing::PostgresCluster::Get(&reason);
  if (cluster == nullptr) GTEST_SKIP() << reason;
  const auto copy = NewDatabase(cluster->NewDatabase());
  const auto lines = Export();
  Import(*copy, lines);
  std::vector<std::string> again;
  ExportCatalog(*copy, [&](const std::string& line) { again.push_back(line); });
  EXPECT_EQ(std::vector(again.begin() + 1, again.end()),
            std::vector(lines.begin() + 1, lines.end()));
  ExpectSame(*copy);
}

TEST_F(CatalogExportTest, ACompactedCatalogIsExportedAsItIs) {
  Days(10);
  Append("main", Table(0));
  CollectionOptions options;
  options.policy.otherwise = std::chrono::microseconds(std::chrono::hours(24));
  GarbageCollector({*catalog_, *database_, (folder_ / "state").string(), clock_})
      .CompactVersions(options, std::chrono::hours(24));
  const auto copy = NewSqlite();
  EXPECT_GT(Import(*copy, Export()).forgotten_trees, 0u);
  EXPECT_EQ(Open(*copy, store_)->Log("main", 0).size(), catalog_->Log("main", 0).size());
}

TEST_F(CatalogExportTest, DamagedTextIsRefusedAndLeavesTheCatalogEmpty) {
  const auto lines = Export();
  const auto copy = NewSqlite();
  const auto refused = [&](std::vector<std::string> text, const std::string& why) {
    try {
      Import(*copy, text);
      ADD_FAILURE() << "taken: " << why;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument) << error.what();
      EXPECT_THAT(error.message(), HasSubstr(why));
    }
    EXPECT_EQ(Open(*copy, store_)->ListReferences().size(), 1u);
  };
  refused({}, "the end is missing in line 1");
  refused({"{}"}, "in line 1");
  refused({R"({"tarn-catalog-export":2})"}, "a version that is not known");
  refused({lines.begin(), lines.end() - 1}, "the end is missing");
  auto text = lines;
  text.erase(text.begin() + 2);
  refused(text, "lines are missing");
  text = lines;
  text[1] = R"({"object":"bm8="})";
  refused(text, "in line 2");
  text[1] = R"({"object":"*"})";
  refused(text, "not base64");
  text[1] = lines[2];  // one twice, another not at all
  refused(text, "missing");
  text = lines;
  text.insert(text.end() - 1, R"({"reference":{"name":"a b~","kind":"branch","head":"00"}})");
  EXPECT_EQ(KindOf([&] { Import(*copy, text); }), ErrorKind::kInvalidArgument);
  text = lines;
  text.push_back(lines[1]);
  refused(text, "behind the end");
  Import(*copy, lines);
}

}  // namespace
}  // namespace tarn::catalog
