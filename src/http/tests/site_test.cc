#include "http/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "http/access_log.h"
#include "http/loopback.h"

namespace tarn::http {
namespace {

using testing::HasSubstr;

Router Named(const std::string& prefix, const std::string& name) {
  Router router({[name](const Request&, int status, const std::string&) {
                   return TextResponse(status, name);
                 },
                 [](const Request&, const base::Error&) { return TextResponse(500, "error"); }});
  router.Add({"GET", prefix + "/x", "x",
              [name](const Request&, const PathParameters&) { return TextResponse(200, name); }});
  return router;
}

TEST(SiteTest, TheLongestPrefixWins) {
  Site site({});
  site.Mount("/a", Named("/a", "outer"));
  site.Mount("/a/b", Named("/a/b", "inner"));
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/a/x")).body, "outer");
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/a/b/x")).body, "inner");
  const Response error = site.Handle(MakeRequest("GET", "/a/c"));
  EXPECT_EQ(error.status, 404);
  EXPECT_EQ(error.body, "outer");
  EXPECT_THAT(site.Handle(MakeRequest("GET", "/ab/x")).body, HasSubstr("no such resource: /ab/x"));
}

TEST(SiteTest, TellsHealthAndMetrics) {
  Metrics metrics;
  bool healthy = true;
  Site site({.metrics = &metrics, .check_health = [&] {
               if (!healthy) base::Throw(base::ErrorKind::kUnavailable, "no database");
             }});
  site.Mount("", Named("", "all"));
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/health")).status, 200);
  healthy = false;
  const Response down = site.Handle(MakeRequest("GET", "/health"));
  EXPECT_EQ(down.status, 503);
  EXPECT_THAT(down.body, HasSubstr("no database"));

  Exchange exchange;
  exchange.listener = "catalog";
  exchange.operation = "loadTable";
  exchange.status = 200;
  exchange.duration = std::chrono::milliseconds(3);
  metrics.Observe(exchange);
  metrics.AddGauge("tarn_x", "Something.", [] { return 7; });
  const std::string text = site.Handle(MakeRequest("GET", "/metrics")).body;
  EXPECT_THAT(text,
              HasSubstr("tarn_http_requests_total{listener=\"catalog\",operation=\"loadTable\","
                        "status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("le=\"0.0025\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("le=\"0.005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("tarn_x 7\n"));
}

TEST(SiteTest, RefusesWebPagesFromElsewhere) {
  Site site({});
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/health", "", {{"Host", "localhost:1"}})).status, 200);
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/health", "", {{"Host", "evil.example"}})).status, 403);
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/health", "",
                                    {{"Host", "localhost"}, {"Origin", "https://evil.example"}}))
                .status,
            403);
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/health", "",
                                    {{"Host", "localhost"}, {"Origin", "http://localhost:5173"}}))
                .status,
            200);
}

TEST(LoopbackTest, KnowsThisMachine) {
  for (const char* host : {"localhost", "LOCALHOST:80", "a.localhost", "127.0.0.1", "127.9.8.7:1",
                           "[::1]", "[::1]:80", "::1"}) {
    EXPECT_TRUE(IsLoopbackHost(host)) << host;
  }
  for (const char* host :
       {"", "0.0.0.0", "::", "10.0.0.1", "127.0.0.1.evil.example", "127.0.0", "127.0.0.256",
        "localhost.evil.example", "[::1", "[::1]x", "xlocalhost"}) {
    EXPECT_FALSE(IsLoopbackHost(host)) << host;
  }
}

TEST(AccessLogTest, WritesALineOfJson) {
  Exchange exchange;
  exchange.listener = "catalog";
  exchange.method = "GET";
  exchange.path = "/a\"\n\xFF";
  exchange.operation = "loadTable";
  exchange.status = 200;
  exchange.duration = std::chrono::microseconds(1500);
  const std::string line = AccessLogLine(exchange);
  EXPECT_THAT(line, HasSubstr("\"operation\":\"loadTable\",\"status\":200,\"duration_ms\":1.5"));
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

TEST(SiteTest, WhoIsNotLetInIsToldAsTheApiTellsErrors) {
  Site::Options options;
  options.admit = [](const Request& request) -> Admission {
    if (!request.headers.Has("Authorization")) {
      base::Throw(base::ErrorKind::kUnauthenticated, "who?");
    }
    return {"ann", nullptr};
  };
  Site site(options);
  Router router(
      {[](const Request&, int status, const std::string&) { return TextResponse(status, ""); },
       [](const Request&, const base::Error& error) {
         return TextResponse(401, "api: " + error.message());
       }});
  router.Add({"GET", "/a/x", "x",
              [](const Request&, const PathParameters&) { return TextResponse(200, "in"); }});
  site.Mount("/a", std::move(router));
  const Response refused = site.Handle(MakeRequest("GET", "/a/x"));
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, "api: who?");
  EXPECT_EQ(refused.headers.All("WWW-Authenticate").size(), 2U);
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/nowhere")).status, 401);
  EXPECT_EQ(site.Handle(MakeRequest("GET", "/health")).status, 200);
  const Response in = site.Handle(MakeRequest("GET", "/a/x", "", {{"Authorization", "x"}}));
  EXPECT_EQ(in.body, "in");
  EXPECT_EQ(in.user, "ann");
}

}  // namespace
}  // namespace tarn::http
