#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

using ::testing::HasSubstr;

constexpr std::chrono::hours kNone{0};

class UnregisterTest : public RestTest {
 protected:
  uint64_t Sweep() {
    return catalog_->BeginSweep({.commit_retention = kNone})
        ->RemoveOrphans(kWarehouse, base::Clock::System().Now() + std::chrono::hours(1))
        .deleted_files;
  }
};

TEST_F(UnregisterTest, TheTableGoesAndItsFilesStay) {
  CreateTableT();
  const Json loaded = Get("main/namespaces/s/tables/t").body;
  const std::string location = loaded["metadata-location"];
  const Answer answer = Ask("POST", "main/namespaces/s/tables/t/unregister");
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.body["metadata-location"], location);
  EXPECT_EQ(answer.body["metadata"]["table-uuid"], loaded["metadata"]["table-uuid"]);
  EXPECT_EQ(Get("main/namespaces/s/tables/t").status, 404);
  EXPECT_EQ(Post("main/namespaces/s/tables/t", Append(loaded, 1)).status, 404);
  EXPECT_EQ(Ask("POST", "main/namespaces/s/tables/t/unregister").error_type(),
            "NoSuchTableException");

  // The next owner writes there as well.
  const std::string theirs = loaded["metadata"]["location"].get<std::string>() + "/data/x.parquet";
  store_->Write(theirs, "rows");
  EXPECT_EQ(Sweep(), 0U);
  EXPECT_TRUE(store_->Stat(location));

  // Back again, it is an ordinary table.
  ASSERT_EQ(Post("main/namespaces/s/register", {{"name", "again"}, {"metadata-location", location}})
                .status,
            200);
  EXPECT_EQ(Sweep(), 1U);
  EXPECT_FALSE(store_->Stat(theirs));
  EXPECT_TRUE(store_->Stat(location));
  EXPECT_EQ(Ask("DELETE", "main/namespaces/s/tables/again?purgeRequested=true").status, 204);
  EXPECT_EQ(Sweep(), 1U);
  EXPECT_FALSE(store_->Stat(location));
}

TEST_F(UnregisterTest, FoldersOutsideTheTablesOwnStayAsWell) {
  ASSERT_EQ(Post("namespaces", {{"namespace", {"s"}}}).status, 200);
  Json body = TableBody("t");
  const std::string data = std::string(kWarehouse) + "/elsewhere";
  body["properties"] = {{"write.data.path", data}};
  ASSERT_EQ(Post("namespaces/s/tables", body).status, 200);
  store_->Write(data + "/x.parquet", "rows");
  ASSERT_EQ(Ask("POST", "main/namespaces/s/tables/t/unregister").status, 200);
  EXPECT_EQ(Sweep(), 0U);
  EXPECT_TRUE(store_->Stat(data + "/x.parquet"));
}

TEST_F(UnregisterTest, ABranchThatHasTheTableKeepsIt) {
  CreateTableT();
  catalog_->CreateBranch("dev", "main");
  ASSERT_EQ(Ask("POST", "main/namespaces/s/tables/t/unregister").status, 200);
  EXPECT_EQ(Get("dev/namespaces/s/tables/t").status, 200);
  catalog_->CreateTag("old", "dev");
  EXPECT_EQ(Ask("POST", "old/namespaces/s/tables/t/unregister").status, 400)
      << "a tag cannot be written";
}

class FunctionsTest : public RestTest {
 protected:
  void PutFunction(const std::string& name, const std::string& content) {
    versions::CommitRequest request;
    request.branch = "main";
    request.operations = {versions::Put{versions::ContentKey{"s", name},
                                        versions::Content{base::NewUuid(), content}}};
    request.meta.message = "put";
    ASSERT_TRUE(catalog_->repository().CommitOperations(request).commit);
  }
  static std::string Udf(const std::string& location) {
    return Json{{"type", "UDF"}, {"metadataLocation", location}}.dump();
  }
};

TEST_F(FunctionsTest, AreListedAndLoaded) {
  CreateTableT();
  const std::string location = std::string(kWarehouse) + "/f.json";
  const Json metadata = {{"function-uuid", "0f0e7c9a-0000-4000-8000-000000000001"},
                         {"format-version", 1},
                         {"definitions", Json::array()},
                         {"definition-log", Json::array()},
                         {"doc", "adds"}};
  store_->Write(location, metadata.dump());
  PutFunction("f", Udf(location));
  PutFunction("g", Json{{"type", "UDF"}, {"sqlText", "SELECT 1"}, {"dialect", "x"}}.dump());
  const Answer list = Get("main/namespaces/s/functions");
  ASSERT_EQ(list.status, 200);
  EXPECT_EQ(list.body["identifiers"], Json::parse(R"([["s","f"],["s","g"]])"));
  const Answer page = Get("main/namespaces/s/functions?pageSize=1");
  EXPECT_EQ(page.body["identifiers"], Json::parse(R"([["s","f"]])"));
  EXPECT_EQ(Get("main/namespaces/s/functions?pageSize=1&pageToken=" +
                page.body["next-page-token"].get<std::string>())
                .body["identifiers"],
            Json::parse(R"([["s","g"]])"));
  const Answer loaded = Get("main/namespaces/s/functions/f");
  ASSERT_EQ(loaded.status, 200) << loaded.body;
  EXPECT_EQ(loaded.body["metadata-location"], location);
  EXPECT_EQ(loaded.body["metadata"], metadata);
  EXPECT_EQ(Get("main/namespaces/s/tables").body["identifiers"].size(), 1U);
}

TEST_F(FunctionsTest, WhatIsNoneIsToldSo) {
  CreateTableT();
  EXPECT_EQ(Get("main/namespaces/nope/functions").error_type(), "NoSuchNamespaceException");
  EXPECT_EQ(Get("main/namespaces/nope/functions/f").error_type(), "NoSuchNamespaceException");
  EXPECT_EQ(Get("main/namespaces/s/functions/f").error_type(), "NoSuchFunctionException");
  EXPECT_EQ(Get("main/namespaces/s/functions/t").error_type(), "NoSuchFunctionException");
  PutFunction("g", Json{{"type", "UDF"}, {"sqlText", "SELECT 1"}}.dump());
  EXPECT_EQ(Get("main/namespaces/s/functions/g").error_type(), "NoSuchFunctionException");
  PutFunction("gone", Udf(std::string(kWarehouse) + "/gone.json"));
  EXPECT_EQ(Get("main/namespaces/s/functions/gone").status, 404);
  PutFunction("outside", Udf("/etc/passwd"));
  EXPECT_EQ(Get("main/namespaces/s/functions/outside").status, 403);
  store_->Write(std::string(kWarehouse) + "/secret.json", R"({"password":"x"})");
  PutFunction("other", Udf(std::string(kWarehouse) + "/secret.json"));
  const Answer other = Get("main/namespaces/s/functions/other");
  EXPECT_EQ(other.status, 500) << "a file that is no function is not shown";
  EXPECT_THAT(other.message(), HasSubstr("function-uuid"));
}

TEST_F(RestTest, TheOpenApiDocumentHasEveryOperation) {
  const http::Response response =
      router_->Handle(http::MakeRequest("GET", "/iceberg/openapi.yaml"));
  ASSERT_EQ(response.status, 200);
  const Json document = Json::parse(response.body);
  for (const std::string& endpoint : Endpoints()) {
    const size_t space = endpoint.find(' ');
    std::string method = endpoint.substr(0, space);
    for (char& c : method) c = static_cast<char>(std::tolower(c));
    const Json& paths = document["paths"];
    const std::string path = "/iceberg" + endpoint.substr(space + 1);
    ASSERT_TRUE(paths.contains(path) && paths[path].contains(method)) << endpoint;
    EXPECT_TRUE(paths[path][method]["responses"].contains("200") ||
                paths[path][method]["responses"].contains("204"));
  }
  EXPECT_TRUE(document["paths"].contains("/iceberg/v1/config"));
}

// The operations of Iceberg's open-api/rest-catalog-open-api.yaml (apache/iceberg 7f879b11, August
// 2026), but for the configuration and tokens.
constexpr const char* kSpecified[] = {
    "GET /v1/{prefix}/namespaces",
    "POST /v1/{prefix}/namespaces",
    "GET /v1/{prefix}/namespaces/{namespace}",
    "HEAD /v1/{prefix}/namespaces/{namespace}",
    "DELETE /v1/{prefix}/namespaces/{namespace}",
    "POST /v1/{prefix}/namespaces/{namespace}/properties",
    "GET /v1/{prefix}/namespaces/{namespace}/tables",
    "POST /v1/{prefix}/namespaces/{namespace}/tables",
    "GET /v1/{prefix}/namespaces/{namespace}/functions",
    "GET /v1/{prefix}/namespaces/{namespace}/functions/{function}",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}/plan",
    "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}/plan/{plan-id}",
    "DELETE /v1/{prefix}/namespaces/{namespace}/tables/{table}/plan/{plan-id}",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}/tasks",
    "POST /v1/{prefix}/namespaces/{namespace}/register",
    "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "DELETE /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}/unregister",
    "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}/credentials",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}/sign",
    "POST /v1/{prefix}/tables/rename",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}/metrics",
    "POST /v1/{prefix}/transactions/commit",
    "GET /v1/{prefix}/namespaces/{namespace}/views",
    "POST /v1/{prefix}/namespaces/{namespace}/views",
    "GET /v1/{prefix}/namespaces/{namespace}/views/{view}",
    "POST /v1/{prefix}/namespaces/{namespace}/views/{view}",
    "DELETE /v1/{prefix}/namespaces/{namespace}/views/{view}",
    "HEAD /v1/{prefix}/namespaces/{namespace}/views/{view}",
    "POST /v1/{prefix}/views/rename",
    "POST /v1/{prefix}/namespaces/{namespace}/register-view",
};

TEST_F(RestTest, WhatTheConfigurationListsIsServedAndSpecified) {
  const std::vector<std::string> listed = Get("config").body["endpoints"];
  EXPECT_THAT(listed, testing::UnorderedElementsAreArray(kSpecified));
  std::vector<std::string> served;
  for (const http::Route& route : router_->routes()) {
    constexpr std::string_view kBelow = "/iceberg/v1/{prefix}/";
    if (!route.pattern.starts_with(kBelow)) continue;
    served.push_back(route.method + " " + route.pattern.substr(std::strlen("/iceberg")));
  }
  EXPECT_THAT(served, testing::UnorderedElementsAreArray(listed));
  // And each gets to its handler: what is wrong is told about what was asked for, not the address.
  for (const std::string& endpoint : listed) {
    const size_t space = endpoint.find(' ');
    std::string path = "/iceberg" + endpoint.substr(space + 1);
    for (const auto& [name, value] : std::map<std::string, std::string>{{"{prefix}", "main"},
                                                                        {"{namespace}", "no"},
                                                                        {"{table}", "t"},
                                                                        {"{view}", "v"},
                                                                        {"{function}", "f"},
                                                                        {"{plan-id}", "p"}}) {
      if (const size_t at = path.find(name); at != std::string::npos) {
        path.replace(at, name.size(), value);
      }
    }
    const Answer answer = Ask(endpoint.substr(0, space), path);
    EXPECT_THAT(answer.error_type(),
                testing::AnyOf("", "BadRequestException", testing::StartsWith("NoSuch")))
        << endpoint;
    EXPECT_NE(answer.status, 405) << endpoint;
  }
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
