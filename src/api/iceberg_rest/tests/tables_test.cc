#include <thread>

#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST_F(RestTest, TablesAreCreatedAndLoaded) {
  CreateTableT();
  const Answer loaded = Get("main/namespaces/s/tables/t");
  EXPECT_EQ(loaded.status, 200);
  EXPECT_EQ(loaded.body["metadata"]["location"], "memory:///warehouse/s/t");
  EXPECT_THAT(loaded.body["metadata-location"].get<std::string>(),
              StartsWith("memory:///warehouse/s/t/metadata/00000-"));
  EXPECT_EQ(Ask("HEAD", "namespaces/s/tables/t").status, 204);
  EXPECT_EQ(Get("namespaces/s/tables").body["identifiers"],
            Json::parse(R"([{"namespace":["s"],"name":"t"}])"));
  EXPECT_EQ(Get("namespaces/s/tables/t/credentials").body["storage-credentials"], Json::array());

  EXPECT_EQ(Post("namespaces/s/tables", TableBody("t")).error_type(), "AlreadyExistsException");
  EXPECT_EQ(Post("namespaces/x/tables", TableBody("t")).error_type(), "NoSuchNamespaceException");
  EXPECT_EQ(Get("namespaces/s/tables/x").error_type(), "NoSuchTableException");
  EXPECT_EQ(Get("namespaces/x/tables/t").error_type(), "NoSuchTableException");
  EXPECT_EQ(Get("namespaces/s/views/t").error_type(), "NoSuchViewException");
  EXPECT_EQ(Ask("HEAD", "namespaces/s/tables/x").status, 404);
  EXPECT_EQ(Get("namespaces/x/tables").error_type(), "NoSuchNamespaceException");
}

TEST_F(RestTest, AnUnchangedTableIsNotSentAgain) {
  CreateTableT();
  const Answer loaded = Get("namespaces/s/tables/t");
  const std::string tag = loaded.headers.Get("ETag");
  const Answer again = Ask("GET", "namespaces/s/tables/t", "", {{"If-None-Match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.is_null());
  // Another view of it is something else.
  EXPECT_EQ(Ask("GET", "namespaces/s/tables/t?snapshots=refs", "", {{"If-None-Match", tag}}).status,
            200);
  ASSERT_EQ(Post("namespaces/s/tables/t", Append(loaded.body, 7)).status, 200);
  EXPECT_EQ(Ask("GET", "namespaces/s/tables/t", "", {{"If-None-Match", tag}}).status, 200);
}

TEST_F(RestTest, CommitsCheckTheirRequirements) {
  CreateTableT();
  const Json before = Get("namespaces/s/tables/t").body;
  const Answer committed = Post("namespaces/s/tables/t", Append(before, 7));
  ASSERT_EQ(committed.status, 200) << committed.message();
  EXPECT_EQ(committed.body["metadata"]["current-snapshot-id"], 7);
  EXPECT_EQ(committed.headers.Get("ETag"), Get("namespaces/s/tables/t").headers.Get("ETag"));

  const Answer late = Post("namespaces/s/tables/t", Append(before, 8));
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.error_type(), "CommitFailedException");
  EXPECT_EQ(Post("namespaces/s/tables/x", Append(before, 8)).error_type(), "NoSuchTableException");

  ASSERT_EQ(Post("namespaces/s/tables/t", Append(committed.body, 9)).status, 200);
  EXPECT_EQ(Get("namespaces/s/tables/t").body["metadata"]["snapshots"].size(), 2u);
  EXPECT_EQ(Get("namespaces/s/tables/t?snapshots=refs").body["metadata"]["snapshots"].size(), 1u);
  EXPECT_EQ(Get("namespaces/s/tables/t?snapshots=some").status, 400);
}

TEST_F(RestTest, UnknownUpdatesAndRequirementsAreRefused) {
  CreateTableT();
  EXPECT_EQ(Post("namespaces/s/tables/t",
                 {{"requirements", Json::array()}, {"updates", {{{"action", "fly"}}}}})
                .status,
            400);
  EXPECT_EQ(Post("namespaces/s/tables/t",
                 {{"requirements", {{{"type", "assert-sun"}}}}, {"updates", Json::array()}})
                .status,
            400);
  const Answer wrong =
      Post("namespaces/s/tables/t", {{"requirements", Json::array()},
                                     {"updates", {{{"action", "set-location"}, {"location", 5}}}}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.message(), HasSubstr("updates[0].location"));
}

TEST_F(RestTest, EncryptionKeysAreKeptUntilTheyAreRemoved) {
  CreateTableT();
  const auto update = [&](const Json& updates) {
    return Post("namespaces/s/tables/t", {{"requirements", Json::array()}, {"updates", updates}});
  };
  const auto keys = [&] {
    return Get("namespaces/s/tables/t").body["metadata"].value("encryption-keys", Json::array());
  };
  const Json key = {{"key-id", "k1"},
                    {"encrypted-key-metadata", "AAEC/w=="},
                    {"encrypted-by-id", "master"},
                    {"properties", {{"p", "v"}}}};
  const Json other = {{"key-id", "k2"}, {"encrypted-key-metadata", "AAED"}};
  Json again = key;
  again["encrypted-key-metadata"] = "BBBB";
  ASSERT_EQ(update({{{"action", "upgrade-format-version"}, {"format-version", 3}},
                    {{"action", "add-encryption-key"}, {"encryption-key", key}},
                    {{"action", "add-encryption-key"}, {"encryption-key", other}},
                    {{"action", "add-encryption-key"}, {"encryption-key", again}}})
                .status,
            200);
  EXPECT_EQ(keys(), Json({key, other})) << "the first of an id stays";

  Json append = Append(Get("namespaces/s/tables/t").body, 7);
  Json& snapshot = append["updates"][0]["snapshot"];
  snapshot["first-row-id"] = 0;
  snapshot["added-rows"] = 1;
  snapshot["key-id"] = "k2";
  const Answer appended = Post("namespaces/s/tables/t", append);
  ASSERT_EQ(appended.status, 200) << appended.message();
  EXPECT_EQ(appended.body["metadata"]["snapshots"][0]["key-id"], "k2");
  EXPECT_EQ(keys(), Json({key, other}));
  const Answer planned = Post("namespaces/s/tables/t/plan", Json::object());
  EXPECT_EQ(planned.status, 406);
  EXPECT_THAT(planned.message(), HasSubstr("encrypted by the key 'k2'"));

  ASSERT_EQ(update({{{"action", "remove-encryption-key"}, {"key-id", "k1"}},
                    {{"action", "remove-encryption-key"}, {"key-id", "none"}}})
                .status,
            200);
  EXPECT_EQ(keys(), Json::array({other}));
  const Answer wrong =
      update({{{"action", "add-encryption-key"},
               {"encryption-key", {{"key-id", "k3"}, {"encrypted-key-metadata", "not base64"}}}}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.message(),
              HasSubstr("updates[0].encryption-key: 'encrypted-key-metadata' is not base64"));
}

TEST_F(RestTest, StagedTablesAreCreatedByTheirCommit) {
  Post("namespaces", {{"namespace", {"s"}}});
  Json body = TableBody("t");
  body["stage-create"] = true;
  const Answer staged = Post("namespaces/s/tables", body);
  ASSERT_EQ(staged.status, 200);
  EXPECT_FALSE(staged.body.contains("metadata-location"));
  EXPECT_EQ(Ask("HEAD", "namespaces/s/tables/t").status, 404);

  const Json& metadata = staged.body["metadata"];
  Json commit = Append(staged.body, 7);
  const Json append = commit["updates"];
  commit["requirements"] = {{{"type", "assert-create"}}};
  commit["updates"] = {
      {{"action", "assign-uuid"}, {"uuid", metadata["table-uuid"]}},
      {{"action", "upgrade-format-version"}, {"format-version", 2}},
      {{"action", "add-schema"}, {"schema", metadata["schemas"][0]}, {"last-column-id", 2}},
      {{"action", "set-current-schema"}, {"schema-id", -1}},
      {{"action", "add-spec"}, {"spec", metadata["partition-specs"][0]}},
      {{"action", "set-default-spec"}, {"spec-id", -1}},
      {{"action", "add-sort-order"}, {"sort-order", metadata["sort-orders"][0]}},
      {{"action", "set-default-sort-order"}, {"sort-order-id", -1}},
      {{"action", "set-location"}, {"location", metadata["location"]}}};
  for (const Json& update : append) commit["updates"].push_back(update);
  const Answer created = Post("namespaces/s/tables/t", commit);
  ASSERT_EQ(created.status, 200) << created.message();
  EXPECT_EQ(created.body["metadata"]["table-uuid"], metadata["table-uuid"]);
  EXPECT_EQ(created.body["metadata"]["current-snapshot-id"], 7);
  EXPECT_EQ(Post("namespaces/s/tables/t", commit).status, 409);
  EXPECT_EQ(Post("namespaces/s/tables", body).error_type(), "AlreadyExistsException");
}

TEST_F(RestTest, ANewTableMayNameItsCurrentSchemaLast) {
  Post("namespaces", {{"namespace", {"s"}}});
  const Answer created = Post(
      "namespaces/s/tables/t",
      {{"requirements", {{{"type", "assert-create"}}}},
       {"updates",
        {{{"action", "upgrade-format-version"}, {"format-version", 2}},
         {{"action", "add-schema"}, {"schema", TableBody("t")["schema"]}, {"last-column-id", 2}},
         {{"action", "add-spec"}, {"spec", {{"spec-id", 0}, {"fields", Json::array()}}}},
         {{"action", "set-default-spec"}, {"spec-id", 0}},
         {{"action", "add-sort-order"},
          {"sort-order", {{"order-id", 0}, {"fields", Json::array()}}}},
         {{"action", "set-default-sort-order"}, {"sort-order-id", 0}},
         {{"action", "set-current-schema"}, {"schema-id", 0}}}}});
  ASSERT_EQ(created.status, 200) << created.message();
  // Uuid and location were left to the server.
  EXPECT_EQ(created.body["metadata"]["location"], "memory:///warehouse/s/t");
  EXPECT_FALSE(created.body["metadata"]["table-uuid"].get<std::string>().empty());
}

TEST_F(RestTest, NothingOutsideTheWarehouse) {
  CreateTableT();
  Json body = TableBody("u");
  for (const char* location : {"memory:///elsewhere/u", "memory:///warehouse2/u", "/etc/u",
                               "memory:///warehouse", "s3://bucket/u"}) {
    body["location"] = location;
    const Answer refused = Post("namespaces/s/tables", body);
    EXPECT_EQ(refused.status, 403) << location;
    EXPECT_EQ(refused.error_type(), "ForbiddenException");
  }
  for (const char* location : {"memory:///warehouse/../etc", "nonsense"}) {
    body["location"] = location;
    EXPECT_EQ(Post("namespaces/s/tables", body).status, 400) << location;
  }
  body["location"] = "memory:///warehouse/own/place/";
  EXPECT_EQ(Post("namespaces/s/tables", body).body["metadata"]["location"],
            "memory:///warehouse/own/place");

  body = TableBody("v");
  body["properties"] = {{"write.data.path", "/etc"}};
  EXPECT_EQ(Post("namespaces/s/tables", body).status, 403);
  const auto update = [&](const Json& one) {
    return Post("namespaces/s/tables/t", {{"requirements", Json::array()}, {"updates", {one}}})
        .status;
  };
  EXPECT_EQ(update({{"action", "set-location"}, {"location", "/etc"}}), 403);
  EXPECT_EQ(update({{"action", "set-properties"}, {"updates", {{"write.metadata.path", "/etc"}}}}),
            403);
  Json append = Append(Get("namespaces/s/tables/t").body, 7);
  append["updates"][0]["snapshot"]["manifest-list"] = "/etc/passwd";
  EXPECT_EQ(Post("namespaces/s/tables/t", append).status, 403);
  EXPECT_EQ(
      Post("namespaces/s/register", {{"name", "w"}, {"metadata-location", "/etc/passwd"}}).status,
      403);
}

TEST_F(RestTest, TablesAreRenamedDroppedAndRegistered) {
  CreateTableT();
  Post("namespaces", {{"namespace", {"z"}}});
  const auto rename = [&](const Json& from, const Json& to) {
    return Post("tables/rename", {{"source", from}, {"destination", to}});
  };
  const Json t = {{"namespace", {"s"}}, {"name", "t"}};
  const Json u = {{"namespace", {"z"}}, {"name", "u"}};
  EXPECT_EQ(rename(u, t).error_type(), "NoSuchTableException");
  EXPECT_EQ(rename(t, {{"namespace", {"x"}}, {"name", "u"}}).error_type(),
            "NoSuchNamespaceException");
  EXPECT_EQ(rename(t, t).status, 204);  // nothing to do
  EXPECT_EQ(rename(t, u).status, 204);
  EXPECT_EQ(Get("namespaces/s/tables/t").status, 404);
  const std::string file = Get("namespaces/z/tables/u").body["metadata-location"];

  EXPECT_EQ(Ask("DELETE", "namespaces/z/tables/u?purgeRequested=maybe").status, 400);
  EXPECT_EQ(Ask("DELETE", "namespaces/z/tables/u?purgeRequested=True").status, 204);
  EXPECT_EQ(Ask("DELETE", "namespaces/z/tables/u").error_type(), "NoSuchTableException");

  const Json registration = {{"name", "again"}, {"metadata-location", file}};
  EXPECT_EQ(Post("namespaces/s/register", registration).body["metadata-location"], file);
  EXPECT_EQ(Post("namespaces/s/register", registration).error_type(), "AlreadyExistsException");
  EXPECT_EQ(Post("namespaces/s/register",
                 {{"name", "again"}, {"metadata-location", file}, {"overwrite", true}})
                .status,
            200);
  EXPECT_EQ(Post("namespaces/s/register",
                 {{"name", "w"}, {"metadata-location", "memory:///warehouse/none.metadata.json"}})
                .status,
            400);
}

TEST_F(RestTest, ATransactionIsAllOrNothing) {
  CreateTableT();
  ASSERT_EQ(Post("namespaces/s/tables", TableBody("u")).status, 200);
  Json t = Append(Get("namespaces/s/tables/t").body, 7);
  Json u = Append(Get("namespaces/s/tables/u").body, 8);
  t["identifier"] = {{"namespace", {"s"}}, {"name", "t"}};
  u["identifier"] = {{"namespace", {"s"}}, {"name", "u"}};
  const size_t commits = catalog_->Log("main", 0).size();
  ASSERT_EQ(Post("transactions/commit", {{"table-changes", {t, u}}}).status, 204);
  EXPECT_EQ(catalog_->Log("main", 0).size(), commits + 1);
  EXPECT_EQ(Get("namespaces/s/tables/u").body["metadata"]["current-snapshot-id"], 8);

  // t fits, u was changed meanwhile.
  Json next = Append(Get("namespaces/s/tables/t").body, 9);
  next["identifier"] = t["identifier"];
  const Answer lost = Post("transactions/commit", {{"table-changes", {next, u}}});
  EXPECT_EQ(lost.status, 409);
  EXPECT_EQ(Get("namespaces/s/tables/t").body["metadata"]["current-snapshot-id"], 7);
  EXPECT_EQ(Post("transactions/commit", {{"table-changes", Json::array()}}).status, 400);
  next["updates"][0]["snapshot"]["timestamp-ms"] = "soon";
  EXPECT_THAT(Post("transactions/commit", {{"table-changes", {next}}}).message(),
              HasSubstr("table-changes[0]"));
}

TEST_F(RestTest, BranchesAreReachedByPrefixPathAndName) {
  CreateTableT();
  catalog_->CreateBranch("dev", "main");
  const Json before = Get("namespaces/s/tables/t").body;
  ASSERT_EQ(Post("dev%7Cshop/namespaces/s/tables/t", Append(before, 7)).status, 200);
  const auto current = [&](const std::string& target) {
    return Get(target).body["metadata"].value("current-snapshot-id", Json());
  };
  EXPECT_NE(current("main/namespaces/s/tables/t"), 7);
  EXPECT_EQ(current("dev/namespaces/s/tables/t"), 7);
  EXPECT_EQ(current("/iceberg/dev/v1/namespaces/s/tables/t"), 7);
  EXPECT_EQ(current("/iceberg/main/v1/dev/namespaces/s/tables/t"), 7);
  EXPECT_EQ(current("namespaces/s/tables/t%40dev"), 7);
  EXPECT_EQ(current("namespaces/s/tables/%60t%40dev%60"), 7);
  const std::string hash = catalog_->Snapshot("dev~1")->commit_hash();
  EXPECT_NE(current("namespaces/s/tables/t%40dev%23" + hash), 7);
  EXPECT_EQ(Post("namespaces/s/tables/t%40dev%23" + hash, Append(before, 8)).status, 400);
  EXPECT_EQ(Get("namespaces/s/tables/t%40none").error_type(), "NoSuchReferenceException");
  EXPECT_EQ(Get("none/namespaces").error_type(), "NoSuchReferenceException");
  ASSERT_EQ(Ask("DELETE", "namespaces/s/tables/t%40dev").status, 204);
  EXPECT_EQ(Ask("HEAD", "dev/namespaces/s/tables/t").status, 404);
  EXPECT_EQ(Ask("HEAD", "main/namespaces/s/tables/t").status, 204);
}

TEST_F(RestTest, ARepeatedRequestIsDoneOnce) {
  Post("namespaces", {{"namespace", {"s"}}});
  const http::Headers key{{"Idempotency-Key", "0190a1b2-0000-7000-8000-000000000001"}};
  const Answer first = Post("namespaces/s/tables", TableBody("t"), key);
  const Answer second = Post("namespaces/s/tables", TableBody("t"), key);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(Post("namespaces/s/tables", TableBody("u"), key).status, 422);
  EXPECT_EQ(Post("namespaces/s/tables", TableBody("u"), {{"Idempotency-Key", "x"}}).status, 400);
  // What the client did wrong stays wrong.
  const http::Headers other{{"Idempotency-Key", "0190a1b2-0000-7000-8000-000000000002"}};
  EXPECT_EQ(Post("namespaces/none/tables", TableBody("t"), other).status, 404);
  Post("namespaces", {{"namespace", {"none"}}});
  EXPECT_EQ(Post("namespaces/none/tables", TableBody("t"), other).status, 404);
}

// Each operation, by a server that died between its commit and its answer, and where the answer was
// too long to be stored: the next one answers as if it were the first.
TEST_F(RestTest, WhatWasDoneAndNotToldIsToldByTheNextServer) {
  CreateTableT();
  const Json loaded = Get("namespaces/s/tables/t").body;
  const std::string metadata = loaded["metadata-location"];
  struct Step {
    std::string method, path;
    Json body;
  };
  const Json rename = {{"source", {{"namespace", {"s"}}, {"name", "t"}}},
                       {"destination", {{"namespace", {"s"}}, {"name", "w"}}}};
  Json rename_view = rename;
  rename_view["source"]["name"] = "v";
  rename_view["destination"]["name"] = "x";
  Json version = ViewBody("v", "SELECT 2")["view-version"];
  version["version-id"] = 2;
  const Json replace = {{"updates",
                         {{{"action", "add-view-version"}, {"view-version", version}},
                          {{"action", "set-current-view-version"}, {"view-version-id", -1}}}}};
  const Json transaction = {
      {"table-changes",
       {{{"identifier", {{"namespace", {"s"}}, {"name", "u"}}},
         {"requirements", Json::array()},
         {"updates", {{{"action", "set-properties"}, {"updates", {{"k", "v"}}}}}}}}}};
  const std::vector<Step> steps = {
      {"POST", "namespaces", {{"namespace", {"n"}}, {"properties", {{"a", "1"}, {"b", "2"}}}}},
      {"POST", "namespaces/n/properties", {{"removals", {"a", "z"}}, {"updates", {{"c", "3"}}}}},
      {"DELETE", "namespaces/n", {}},
      {"POST", "namespaces/s/tables/t", Append(loaded, 7)},
      {"POST", "namespaces/s/tables", TableBody("u")},
      {"POST", "transactions/commit", transaction},
      {"POST", "namespaces/s/register", {{"name", "r"}, {"metadata-location", metadata}}},
      {"POST", "namespaces/s/tables/r/unregister", {}},
      {"POST", "tables/rename", rename},
      {"DELETE", "namespaces/s/tables/w", {}},
      {"POST", "namespaces/s/views", ViewBody("v")},
      {"POST", "namespaces/s/views/v", replace},
      {"POST", "views/rename", rename_view},
      {"DELETE", "namespaces/s/views/x", {}}};
  int number = 10;
  for (const Step& step : steps) {
    const http::Headers key{
        {"Idempotency-Key", fmt::format("0190a1b2-0000-7000-8000-0000000000{}", number++)}};
    const std::string body = step.body.is_null() ? "" : step.body.dump();
    const Answer first = Ask(step.method, step.path, body, key);
    ASSERT_LT(first.status, 300) << step.path << first.message();
    const std::string head = catalog_->Snapshot("main")->commit_hash();
    for (const char* fate :
         {"status = NULL, headers = NULL, body = NULL, lease = 0", "headers = NULL, body = NULL"}) {
      database_->Execute(fmt::format("UPDATE rest_idempotency SET {}", fate));
      const Answer again = Ask(step.method, step.path, body, key);
      EXPECT_EQ(again.status, first.status) << step.path << again.message();
      EXPECT_EQ(again.body, first.body) << step.path;
      EXPECT_EQ(again.headers.Get("ETag"), first.headers.Get("ETag")) << step.path;
    }
    EXPECT_EQ(catalog_->Snapshot("main")->commit_hash(), head) << step.path << " was done again";
  }
}

TEST_F(RestTest, AKeyIsOfItsRequestInAnyServer) {
  Post("namespaces", {{"namespace", {"s"}}});
  const http::Headers key{{"Idempotency-Key", "0190A1B2-0000-7000-8000-00000000000F"}};
  const Answer first = Post("namespaces/s/tables", TableBody("t"), key);
  ASSERT_EQ(first.status, 200);
  const auto other = std::make_unique<Service>(*catalog_, *database_, service_->options);
  router_ = std::make_unique<http::Router>(NewRouter(*other));
  const http::Headers lower{{"Idempotency-Key", "0190a1b2-0000-7000-8000-00000000000f"}};
  EXPECT_EQ(Post("namespaces/s/tables", TableBody("t"), lower).body, first.body);
  EXPECT_EQ(Post("namespaces/s/tables", TableBody("u"), lower).status, 422);
  EXPECT_EQ(Get("config").body["idempotency-key-lifetime"], "PT30M");
  router_.reset();
}

TEST_F(RestTest, ReportsAreKept) {
  CreateTableT();
  const Json report = {{"report-type", "scan-report"}, {"table-name", "s.t"}, {"snapshot-id", 1}};
  EXPECT_EQ(Post("namespaces/s/tables/t/metrics", report).status, 204);
  ASSERT_EQ(reports_.size(), 1u);
  EXPECT_EQ(Json::parse(reports_[0])["report"], report);
  EXPECT_EQ(Post("namespaces/s/tables/t/metrics", {{"report-type", 1}}).status, 400);
  EXPECT_EQ(Post("namespaces/s/tables/x/metrics", report).status, 404);
}

TEST_F(RestTest, ConcurrentCommitsLoseCleanlyAndRetry) {
  CreateTableT();
  constexpr int kWriters = 8;
  std::vector<std::thread> threads;
  std::atomic<int> strange = 0;
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      while (true) {
        const Json loaded = Get("namespaces/s/tables/t").body;
        const int status = Post("namespaces/s/tables/t", Append(loaded, 100 + writer)).status;
        if (status == 200) return;
        if (status != 409) {
          ++strange;
          return;
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(strange, 0);
  EXPECT_EQ(Get("namespaces/s/tables/t").body["metadata"]["snapshots"].size(), 8u);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
