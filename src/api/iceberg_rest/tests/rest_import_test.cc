// Another REST catalog taken over; Tarn's own API plays the other server.
#include "api/iceberg_rest/rest_import.h"

#include "api/iceberg_rest/tests/rest_fixture.h"
#include "base/error.h"

namespace tarn::api::iceberg_rest {
namespace {

using base::ErrorKind;

class RestImportTest : public RestTest {
 protected:
  RestImportTest()
      : copy_database_(metadb::OpenDatabase((folder_ / "copy.db").string())),
        copy_(catalog::OpenCatalog(
            *copy_database_, *store_,
            {.warehouse = "memory:///copy", .state_directory = (folder_ / "copy").string()})) {}
  std::string Fetch(const std::string& path) {
    const http::Response response =
        router_->Handle(http::MakeRequest("GET", "/iceberg" + path, "", {}));
    if (response.status == 404) base::Throw(ErrorKind::kNotFound, "{}", path);
    EXPECT_EQ(response.status, 200) << path << response.body;
    return response.body;
  }
  RestImportReport Import(const FetchPath& fetch) {
    return ImportFromRest(*copy_, fetch, {.author = "me", .source = "there"});
  }
  RestImportReport Import() {
    return Import([this](const std::string& path) { return Fetch(path); });
  }
  template <typename Body>
  static ErrorKind KindOf(Body body) {
    try {
      body();
    } catch (const base::Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << "nothing was thrown";
    return ErrorKind::kInternal;
  }

  std::unique_ptr<metadb::Database> copy_database_;
  std::unique_ptr<catalog::Catalog> copy_;
};

TEST_F(RestImportTest, NamespacesTablesAndViewsComeAsOneCommit) {
  CreateTableT();
  ASSERT_EQ(
      Post("namespaces", {{"namespace", {"s", "in.ner"}}, {"properties", {{"k", "v"}}}}).status,
      200);
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(Post("namespaces/s%1Fin.ner/tables", TableBody("t" + std::to_string(i))).status, 200);
  }
  ASSERT_EQ(Post("namespaces/s/views", ViewBody("v")).status, 200);
  const RestImportReport report = Import();
  EXPECT_EQ(report.namespaces, 2U);
  EXPECT_EQ(report.tables, 4U);
  EXPECT_EQ(report.views, 1U);
  ASSERT_EQ(copy_->Log("main", 0).size(), 1U);
  EXPECT_EQ(copy_->Log("main", 0)[0].message, "import from there");
  const auto here = copy_->Snapshot("main");
  const auto there = catalog_->Snapshot("main");
  EXPECT_EQ(here->NamespaceProperties({"s", "in.ner"}).at("k"), "v");
  const catalog::TableIdentifier t{{"s"}, "t"};
  EXPECT_EQ(here->Find(t)->metadata_location, there->Find(t)->metadata_location);
  EXPECT_EQ(*here->LoadTable(t), *there->LoadTable(t));
  const auto view = here->LoadView({{"s"}, "v"});
  EXPECT_EQ(view->view_uuid, there->LoadView({{"s"}, "v"})->view_uuid);
  EXPECT_EQ(view->location, "memory:///copy/s/v");
  EXPECT_EQ(KindOf([&] { Import(); }), ErrorKind::kAlreadyExists);
  EXPECT_EQ(copy_->Log("main", 0).size(), 1U);
}

TEST_F(RestImportTest, WhatIsOutOfReachOrNoCatalogChangesNothing) {
  CreateTableT();
  EXPECT_EQ(KindOf([&] { Import([](const std::string&) { return "<html>"; }); }),
            ErrorKind::kUnavailable);
  EXPECT_EQ(KindOf([&] {
              Import([&](const std::string& path) {
                Json answer = Json::parse(Fetch(path));
                if (answer.contains("metadata-location")) {
                  answer["metadata-location"] = "memory:///elsewhere/x.metadata.json";
                }
                return answer.dump();
              });
            }),
            ErrorKind::kNotFound);
  EXPECT_EQ(copy_->Log("main", 0).size(), 0U);
}

// Some servers know neither pages, nor views, nor namespaces in namespaces.
TEST_F(RestImportTest, SimpleServersAreFine) {
  CreateTableT();
  const RestImportReport report = Import([&](const std::string& path) -> std::string {
    if (path.find("/views") != std::string::npos) base::Throw(ErrorKind::kNotFound, "{}", path);
    if (path.find("parent=") != std::string::npos) return R"({"namespaces":[["s"]]})";
    if (path.find("/v1/config") == 0) return R"({"defaults":{},"overrides":{}})";
    return Fetch(path);
  });
  EXPECT_EQ(report.tables, 1U);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
