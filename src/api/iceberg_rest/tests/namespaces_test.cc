#include "api/iceberg_rest/tests/rest_fixture.h"

namespace tarn::api::iceberg_rest {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST_F(RestTest, ConfigTellsPrefixAndEndpoints) {
  const Answer config = Get("config?warehouse=shop");
  EXPECT_EQ(config.status, 200);
  EXPECT_EQ(config.body["overrides"]["prefix"], "main");
  EXPECT_THAT(config.body["endpoints"], Contains("GET /v1/{prefix}/namespaces"));
  EXPECT_THAT(config.body["endpoints"],
              Contains("HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}"));
  EXPECT_EQ(Get("config").status, 200);
  EXPECT_EQ(Get("config?warehouse=memory:///warehouse").status, 200);
}

TEST_F(RestTest, ConfigChoosesABranch) {
  catalog_->CreateBranch("feature/x", "main");
  EXPECT_EQ(Get("config?warehouse=feature%2Fx").body["overrides"]["prefix"], "feature%2Fx");
  EXPECT_EQ(Get("/iceberg/feature%2Fx/v1/config").body["overrides"]["prefix"], "feature%2Fx");
  const Answer unknown = Get("config?warehouse=nowhere");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.error_type(), "NoSuchWarehouseException");
  EXPECT_THAT(unknown.message(), HasSubstr("unknown warehouse 'nowhere'"));
  EXPECT_EQ(Get("/iceberg/nowhere/v1/config").error_type(), "NoSuchReferenceException");
}

TEST_F(RestTest, AnyClientGetsAToken) {
  const Answer token =
      Ask("POST", "oauth/tokens",
          "grant_type=client_credentials&client_id=a&client_secret=b&scope=PRINCIPAL");
  EXPECT_EQ(token.status, 200);
  EXPECT_EQ(token.body["token_type"], "bearer");
  EXPECT_FALSE(token.body["access_token"].get<std::string>().empty());
  EXPECT_EQ(token.headers.Get("Cache-Control"), "no-store");
  EXPECT_EQ(Ask("POST", "oauth/tokens", "grant_type=password").body["error"],
            "unsupported_grant_type");
  EXPECT_EQ(Ask("POST", "oauth/tokens", "").body["error"], "invalid_request");
}

TEST_F(RestTest, NamespacesLiveAndNest) {
  EXPECT_EQ(Post("main/namespaces", {{"namespace", {"a"}}, {"properties", {{"k", "v"}}}}).status,
            200);
  EXPECT_EQ(Post("namespaces", {{"namespace", {"a", "b"}}}).status, 200);
  EXPECT_EQ(Get("namespaces").body["namespaces"], Json::parse(R"([["a"]])"));
  EXPECT_EQ(Get("namespaces?parent=a").body["namespaces"], Json::parse(R"([["a","b"]])"));
  EXPECT_EQ(Get("namespaces/a").body["properties"],
            Json::parse(R"({"k":"v","location":"memory:///warehouse/a"})"));
  EXPECT_EQ(Get("namespaces/a%1Fb").body["properties"]["location"], "memory:///warehouse/a/b");
  Post("namespaces",
       {{"namespace", {"c"}}, {"properties", {{"location", "memory:///warehouse/x"}}}});
  EXPECT_EQ(Get("namespaces/c").body["properties"]["location"], "memory:///warehouse/x");
  Ask("DELETE", "namespaces/c");
  EXPECT_EQ(Ask("HEAD", "namespaces/a%1Fb").status, 204);
  EXPECT_EQ(Ask("HEAD", "namespaces/x").status, 404);

  EXPECT_EQ(Post("namespaces", {{"namespace", {"a"}}}).error_type(), "AlreadyExistsException");
  EXPECT_EQ(Post("namespaces", {{"namespace", {"x", "y"}}}).error_type(),
            "NoSuchNamespaceException");
  EXPECT_EQ(Get("namespaces?parent=x").error_type(), "NoSuchNamespaceException");
  const Answer full = Ask("DELETE", "namespaces/a");
  EXPECT_EQ(full.status, 409);
  EXPECT_EQ(full.error_type(), "NamespaceNotEmptyException");
  EXPECT_EQ(Ask("DELETE", "namespaces/a%1Fb").status, 204);
  EXPECT_EQ(Ask("DELETE", "namespaces/a").status, 204);
  EXPECT_EQ(Ask("DELETE", "namespaces/a").error_type(), "NoSuchNamespaceException");
}

TEST_F(RestTest, PropertiesAreSetAndRemoved) {
  Post("namespaces", {{"namespace", {"a"}}, {"properties", {{"k", "v"}, {"l", "w"}}}});
  const Answer changed = Post("namespaces/a/properties",
                              {{"removals", {"k", "none"}}, {"updates", {{"l", "x"}, {"m", "y"}}}});
  EXPECT_EQ(changed.body["updated"], Json::parse(R"(["l", "m"])"));
  EXPECT_EQ(changed.body["removed"], Json::parse(R"(["k"])"));
  EXPECT_EQ(changed.body["missing"], Json::parse(R"(["none"])"));
  EXPECT_EQ(Get("namespaces/a").body["properties"],
            Json::parse(R"({"l":"x","location":"memory:///warehouse/a","m":"y"})"));
  EXPECT_EQ(
      Post("namespaces/a/properties", {{"removals", {"l"}}, {"updates", {{"l", "x"}}}}).status,
      422);
  EXPECT_EQ(Post("namespaces/x/properties", {{"removals", {"l"}}}).status, 404);
}

TEST_F(RestTest, ListingsComeInPagesOfOneState) {
  for (const char* name : {"a", "b", "c", "d", "e"}) Post("namespaces", {{"namespace", {name}}});
  const Answer first = Get("namespaces?pageSize=2&pageToken=");
  EXPECT_EQ(first.body["namespaces"], Json::parse(R"([["a"],["b"]])"));
  const std::string token = first.body["next-page-token"];
  EXPECT_EQ(Ask("DELETE", "namespaces/c").status, 204);
  const Answer second = Get("namespaces?pageSize=2&pageToken=" + http::PercentEncode(token));
  EXPECT_EQ(second.body["namespaces"], Json::parse(R"([["c"],["d"]])"));
  const Answer last = Get("namespaces?pageSize=2&pageToken=" +
                          http::PercentEncode(second.body["next-page-token"].get<std::string>()));
  EXPECT_EQ(last.body["namespaces"], Json::parse(R"([["e"]])"));
  EXPECT_FALSE(last.body.contains("next-page-token"));
  EXPECT_EQ(Get("namespaces").body["namespaces"].size(), 4u);
  EXPECT_EQ(Get("namespaces?pageSize=0").status, 400);
  EXPECT_EQ(Get("namespaces?pageSize=x").status, 400);
  EXPECT_EQ(Get("namespaces?pageToken=x").status, 400);
}

// It would skip what the other listing has before it.
TEST_F(RestTest, ATokenOfAnotherListingIsRefused) {
  for (const char* name : {"a", "b", "c"}) Post("namespaces", {{"namespace", {name}}});
  Post("namespaces", {{"namespace", {"a", "a"}}});
  catalog_->CreateBranch("dev", "main");
  const std::string token = Get("namespaces?pageSize=1").body["next-page-token"];
  const std::string query = "?pageSize=1&pageToken=" + http::PercentEncode(token);
  EXPECT_EQ(Get("namespaces" + query).body["namespaces"], Json::parse(R"([["b"]])"));
  EXPECT_EQ(Get("main/namespaces" + query).body["namespaces"], Json::parse(R"([["b"]])"));
  for (const char* other :
       {"dev/namespaces", "namespaces/a/tables", "namespaces/a/views", "namespaces/a/functions"}) {
    const Answer refused = Get(other + query);
    EXPECT_EQ(refused.status, 400) << other;
    EXPECT_EQ(refused.error_type(), "BadRequestException");
    EXPECT_THAT(refused.message(), HasSubstr("of another listing"));
  }
  EXPECT_EQ(Get("namespaces" + query + "&parent=a").status, 400);
}

TEST_F(RestTest, BadInputIsToldWithItsPlace) {
  const Answer wrong_type = Post("namespaces", {{"namespace", {"a"}}, {"properties", {{"k", 7}}}});
  EXPECT_EQ(wrong_type.status, 400);
  EXPECT_EQ(wrong_type.error_type(), "BadRequestException");
  EXPECT_THAT(wrong_type.message(), HasSubstr("properties.k"));
  EXPECT_EQ(Ask("POST", "namespaces", "{").status, 400);
  EXPECT_EQ(Ask("POST", "namespaces", "").status, 400);
  EXPECT_EQ(Post("namespaces", {{"namespace", Json::array()}}).status, 400);
  EXPECT_EQ(Post("namespaces", {{"namespace", {".."}}}).status, 400);
  EXPECT_EQ(Post("namespaces", {{"namespace", {"a\\b"}}}).status, 400);
  EXPECT_EQ(Get("namespaces/a%2F..%2Fb").status, 404) << "a name like another";
  EXPECT_EQ(Ask("PUT", "namespaces").status, 405);
  EXPECT_EQ(Get("nothing/of/the/kind").status, 404);
  EXPECT_EQ(Get("%7Etilde/namespaces").status, 400);
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
