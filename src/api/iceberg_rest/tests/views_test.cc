#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

TEST_F(RestTest, ViewsLive) {
  CreateTableT();
  const Answer created = Post("namespaces/s/views", ViewBody("v"));
  ASSERT_EQ(created.status, 200) << created.message();
  EXPECT_EQ(created.body["metadata"]["location"], "memory:///warehouse/s/v");
  EXPECT_EQ(Get("namespaces/s/views/v").body, created.body);
  EXPECT_EQ(Ask("HEAD", "namespaces/s/views/v").status, 204);
  EXPECT_EQ(Get("namespaces/s/views").body["identifiers"],
            Json::parse(R"([{"namespace":["s"],"name":"v"}])"));
  EXPECT_EQ(Get("namespaces/s/tables").body["identifiers"].size(), 1u);
  // One name space for both.
  EXPECT_EQ(Post("namespaces/s/views", ViewBody("t")).error_type(), "AlreadyExistsException");
  EXPECT_EQ(Post("namespaces/s/tables", TableBody("v")).error_type(), "AlreadyExistsException");
  EXPECT_EQ(Get("namespaces/s/tables/v").error_type(), "NoSuchTableException");
  EXPECT_EQ(Post("namespaces/x/views", ViewBody("v")).error_type(), "NoSuchNamespaceException");

  EXPECT_EQ(Post("views/rename", {{"source", {{"namespace", {"s"}}, {"name", "v"}}},
                                  {"destination", {{"namespace", {"s"}}, {"name", "w"}}}})
                .status,
            204);
  EXPECT_EQ(Get("namespaces/s/views/v").error_type(), "NoSuchViewException");
  EXPECT_EQ(Ask("DELETE", "namespaces/s/views/w").status, 204);
  EXPECT_EQ(Ask("DELETE", "namespaces/s/views/w").error_type(), "NoSuchViewException");
}

TEST_F(RestTest, ViewsAreReplaced) {
  Post("namespaces", {{"namespace", {"s"}}});
  const Answer created = Post("namespaces/s/views", ViewBody("v"));
  Json version = ViewBody("v", "SELECT 2")["view-version"];
  version["version-id"] = 2;
  version["schema-id"] = -1;
  const auto replace = [&](const Json& uuid, const Json& with) {
    return Post("namespaces/s/views/v",
                {{"requirements", {{{"type", "assert-view-uuid"}, {"uuid", uuid}}}},
                 {"updates",
                  {{{"action", "add-schema"}, {"schema", ViewBody("v")["schema"]}},
                   {{"action", "add-view-version"}, {"view-version", with}},
                   {{"action", "set-current-view-version"}, {"view-version-id", -1}}}}});
  };
  const Json uuid = created.body["metadata"]["view-uuid"];
  const Answer replaced = replace(uuid, version);
  ASSERT_EQ(replaced.status, 200) << replaced.message();
  EXPECT_EQ(replaced.body["metadata"]["current-version-id"], 2);
  EXPECT_EQ(replaced.body["metadata"]["versions"].size(), 2u);
  EXPECT_EQ(replace("another", version).status, 409);
  version["representations"][0]["dialect"] = "spark";
  EXPECT_EQ(replace(uuid, version).status, 400);  // would lose Trino's SQL
  version["representations"] = Json::array();
  EXPECT_EQ(replace(uuid, version).status, 400);
  EXPECT_EQ(Post("namespaces/s/views/v", {{"updates", {{{"action", "fly"}}}}}).status, 400);
  EXPECT_EQ(Post("namespaces/s/views/x", {{"updates", Json::array()}}).error_type(),
            "NoSuchViewException");
  const Json outside = {{"action", "set-location"}, {"location", "/etc"}};
  EXPECT_EQ(Post("namespaces/s/views/v", {{"updates", {outside}}}).status, 403);
}

TEST_F(RestTest, ViewsAreRegistered) {
  Post("namespaces", {{"namespace", {"s"}}});
  const Answer created = Post("namespaces/s/views", ViewBody("v"));
  const std::string file = created.body["metadata-location"];
  const Answer registered =
      Post("namespaces/s/register-view", {{"name", "w"}, {"metadata-location", file}});
  EXPECT_EQ(registered.body["metadata"], created.body["metadata"]);
  EXPECT_EQ(Post("namespaces/s/register-view", {{"name", "w"}, {"metadata-location", file}}).status,
            409);
  EXPECT_EQ(
      Post("namespaces/s/register-view", {{"name", "x"}, {"metadata-location", "/etc/passwd"}})
          .status,
      403);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
