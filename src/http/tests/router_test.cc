#include "http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace tarn::http {
namespace {

ErrorRenderer PlainErrors() {
  return {
      [](const Request&, int status, const std::string& message) {
        return TextResponse(status, message);
      },
      [](const Request&, const base::Error& error) { return TextResponse(418, error.message()); }};
}

// Answers with the operation and the parameters named.
Route Echo(std::string method, std::string pattern, std::string operation,
           std::vector<std::string> names = {}) {
  auto handler = [operation, names](const Request&, const PathParameters& path) {
    std::string text = operation;
    for (const auto& name : names) text += "|" + path.Get(name);
    return TextResponse(200, text);
  };
  return {std::move(method), std::move(pattern), std::move(operation), handler};
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() : router_(PlainErrors()) {
    router_.AddAll({
        Echo("GET", "/v1/config", "config"),
        Echo("GET", "/v1/{prefix}/namespaces", "listNamespaces", {"prefix"}),
        Echo("GET", "/v1/namespaces", "listRoot"),
        Echo("GET", "/v1/namespaces/{namespace}", "loadNamespace", {"namespace"}),
        Echo("DELETE", "/v1/namespaces/{ns}", "dropNamespace", {"ns"}),
        Echo("HEAD", "/v1/namespaces/{ns}", "namespaceExists", {"ns"}),
        Echo("GET", "/trees/{ref}/entries", "entries", {"ref"}),
        Echo("GET", "/trees/{path...}", "rest", {"path"}),
    });
  }
  std::string Get(const std::string& target, const std::string& method = "GET") {
    return router_.Handle(MakeRequest(method, target)).body;
  }
  int Status(const std::string& target, const std::string& method = "GET") {
    return router_.Handle(MakeRequest(method, target)).status;
  }
  Router router_;
};

TEST_F(RouterTest, LiteralsWinOverParametersWhichWinOverTheRest) {
  EXPECT_EQ(Get("/v1/config"), "config");
  EXPECT_EQ(Get("/v1/namespaces"), "listRoot");
  EXPECT_EQ(Get("/v1/p/namespaces"), "listNamespaces|p");
  EXPECT_EQ(Get("/v1/namespaces/namespaces"), "loadNamespace|namespaces");
  EXPECT_EQ(Get("/trees/main/entries"), "entries|main");
  EXPECT_EQ(Get("/trees/main/other"), "rest|main/other");
  EXPECT_EQ(Get("/trees/main"), "rest|main");
}

TEST_F(RouterTest, DecodesSegmentsAfterSplitting) {
  EXPECT_EQ(Get("/v1/namespaces/a%1Fb%2Fc"),
            "loadNamespace|a\x1F"
            "b/c");
  EXPECT_EQ(Get("/v1/namespaces/a+b"), "loadNamespace|a+b");
  EXPECT_EQ(Get("/trees/a%2Fb/c%20d"), "rest|a/b/c d");
  EXPECT_EQ(Get("/v1/%6Eamespaces/x"), "no such resource: /v1/%6Eamespaces/x");
}

TEST_F(RouterTest, RefusesMalformedEncoding) {
  for (const char* target :
       {"/v1/namespaces/%", "/v1/namespaces/%2", "/v1/namespaces/%zz", "/v1/namespaces/a%00"}) {
    EXPECT_EQ(Status(target), 400) << target;
  }
}

TEST_F(RouterTest, UnknownPathsAre404) {
  EXPECT_EQ(Status("/"), 404);
  EXPECT_EQ(Status("/v1"), 404);
  EXPECT_EQ(Status("/v1/namespaces/"), 404);
  EXPECT_EQ(Status("/v1//namespaces"), 404);
  EXPECT_EQ(Status("/v1/namespaces/a/b"), 404);
}

TEST_F(RouterTest, OtherMethodsAre405WithAllow) {
  const Response response = router_.Handle(MakeRequest("POST", "/v1/namespaces/a"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.Get("allow"), "DELETE, GET, HEAD");
}

TEST_F(RouterTest, HeadIsAnsweredByGetUnlessItHasARoute) {
  EXPECT_EQ(Get("/v1/namespaces/a", "HEAD"), "namespaceExists|a");
  EXPECT_EQ(Get("/v1/config", "HEAD"), "config");
}

TEST_F(RouterTest, NamesTheOperation) {
  EXPECT_EQ(router_.Handle(MakeRequest("GET", "/v1/config")).operation, "config");
  EXPECT_EQ(router_.Handle(MakeRequest("GET", "/nowhere")).operation, "");
}

TEST_F(RouterTest, ErrorsOfHandlersAreRendered) {
  router_.Add({"GET", "/throws", "throws", [](const Request&, const PathParameters&) -> Response {
                 base::Throw(base::ErrorKind::kNotFound, "no tea");
               }});
  router_.Add({"GET", "/breaks", "breaks", [](const Request&, const PathParameters&) -> Response {
                 throw std::runtime_error("broken");
               }});
  const Response thrown = router_.Handle(MakeRequest("GET", "/throws"));
  EXPECT_EQ(thrown.status, 418);
  EXPECT_EQ(thrown.body, "no tea");
  EXPECT_EQ(thrown.operation, "throws");
  EXPECT_EQ(Status("/breaks"), 500);
}

TEST_F(RouterTest, RefusesRoutesThatCannotBe) {
  EXPECT_THROW(router_.Add(Echo("GET", "/v1/namespaces/{other}", "twice")), base::Error);
  EXPECT_THROW(router_.Add(Echo("GET", "/a/{rest...}/b", "inside")), base::Error);
}

TEST(TargetTest, TakesQueriesApart) {
  const Target target = ParseTarget("/p%2Fq?a=1&b=x%26y+z&a=2&flag&=&#fragment");
  EXPECT_EQ(target.path, "/p%2Fq");
  EXPECT_EQ(target.query.Get("a"), "1");
  EXPECT_THAT(target.query.All("a"), testing::ElementsAre("1", "2"));
  EXPECT_EQ(target.query.Get("b"), "x&y z");
  EXPECT_TRUE(target.query.Has("flag"));
  EXPECT_EQ(target.query.Get("flag", "-"), "");
  EXPECT_EQ(target.query.Get("none", "-"), "-");
}

TEST(TargetTest, TakesTheAbsoluteForm) {
  EXPECT_EQ(ParseTarget("http://host:1/a/b?c=d").path, "/a/b");
  EXPECT_THROW(ParseTarget("http://host"), base::Error);
  EXPECT_THROW(ParseTarget("host:80"), base::Error);
  EXPECT_THROW(ParseTarget("*"), base::Error);
  EXPECT_THROW(ParseTarget("/a?b=%4"), base::Error);
}

TEST(TargetTest, EncodesWhatItDecodes) {
  const std::string text = "a b/\x1F%+~é";
  EXPECT_EQ(PercentDecode(PercentEncode(text)), text);
  EXPECT_EQ(PercentEncode("main|w"), "main%7Cw");
}

TEST(HeadersTest, NamesAreOfAnyCase) {
  Headers headers{{"If-None-Match", "a"}, {"x", "1"}, {"X", "2"}};
  EXPECT_EQ(headers.Get("if-none-match"), "a");
  EXPECT_THAT(headers.All("x"), testing::ElementsAre("1", "2"));
  headers.Set("X", "3");
  EXPECT_THAT(headers.All("x"), testing::ElementsAre("3"));
  headers.Remove("x");
  EXPECT_FALSE(headers.Has("X"));
}

TEST(HeadersTest, FindsTokensOfLists) {
  Headers headers{{"Accept-Encoding", "deflate, GZIP;q=0.5 , br;q=0"}};
  EXPECT_TRUE(headers.HasToken("accept-encoding", "gzip"));
  EXPECT_FALSE(headers.HasToken("accept-encoding", "br"));
  EXPECT_FALSE(headers.HasToken("accept-encoding", "zstd"));
}

}  // namespace
}  // namespace tarn::http
