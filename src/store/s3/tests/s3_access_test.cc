#include "store/s3/s3_access.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "http/server.h"
#include "http/target.h"
#include "store/s3/testing/fake_s3.h"

namespace tarn::store::s3 {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const Credentials kKeys = {"key", "secret"};
const S3Scope kOrders = {{"s3://bucket/lake/orders"}, true};

class S3AccessTest : public ::testing::Test {
 protected:
  S3AccessOptions Options() const {
    S3AccessOptions options;
    options.s3.endpoint = service_.endpoint();
    options.s3.region = "here-1";
    options.s3.credentials = kKeys;
    return options;
  }
  std::string Uri(const std::string& rest) const { return service_.endpoint() + rest; }
  // The status of a request that was signed for a scope and sent; 0 when it was not signed.
  int Send(const std::string& method, const std::string& uri, const S3Scope& scope = kOrders,
           std::map<std::string, std::vector<std::string>> headers = {},
           const std::string& body = "") {
    try {
      const auto with = access_.SignFor({method, uri, "here-1", headers, body}, scope);
      http::ClientRequest request{method, uri, {}, body};
      for (const auto& [name, values] : with) request.headers.Set(name, values.front());
      return http::Client().Send(request).status;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kPermissionDenied) << error.what();
      return 0;
    }
  }

  testing::FakeS3 service_{kKeys};
  S3Access access_{Options()};
};

TEST_F(S3AccessTest, RequestsWithinTheFoldersAreSigned) {
  EXPECT_EQ(Send("PUT", Uri("/bucket/lake/orders/data/a%20b%2B.parquet"), kOrders,
                 {{"Content-Type", {"x/y"}}, {"x-amz-content-sha256", {kUnsignedPayload}}}, "rows"),
            200);
  EXPECT_EQ(Send("GET", Uri("/bucket/lake/orders/data/a%20b%2B.parquet")), 200);
  EXPECT_EQ(Send("GET", Uri("/bucket/lake/orders/data/a%20b%2B.parquet"), kOrders,
                 {{"Range", {"bytes=0-1"}}}),
            206);
  EXPECT_EQ(Send("HEAD", Uri("/bucket/lake/orders/data/none")), 404);
  EXPECT_EQ(Send("POST", Uri("/bucket/lake/orders/data/b?uploads")), 200);
  EXPECT_EQ(Send("GET", Uri("/bucket?list-type=2&prefix=lake%2Forders%2Fdata")), 200);
  EXPECT_EQ(Send("DELETE", Uri("/bucket/lake/orders/data/a%20b%2B.parquet")), 204);
}

TEST_F(S3AccessTest, WhatLeadsOutIsNot) {
  for (const char* path :
       {"/bucket/lake/orders2/x", "/bucket/lake/orders", "/bucket/lake/orders/../secret",
        "/bucket/lake/orders/%2E%2E/secret", "/bucket2/lake/orders/x", "/bucket", "/",
        "/bucket?list-type=2", "/bucket?list-type=2&prefix=lake/orders",
        "/bucket?list-type=2&prefix=", "/bucket?acl", "/bucket/lake/orders/x?acl",
        "/bucket/lake/orders/x?tagging", "/bucket?location",
        "/bucket?list-type=2&prefix=lake/orders/&prefix="}) {
    EXPECT_EQ(Send("GET", Uri(path)), 0) << path;
  }
  EXPECT_EQ(Send("GET", "http://127.0.0.1:1/bucket/lake/orders/x"), 0);
  EXPECT_EQ(Send("GET", "http://evil.example/bucket/lake/orders/x"), 0);
  const std::string inside = Uri("/bucket/lake/orders/x");
  EXPECT_EQ(Send("PUT", inside, kOrders, {{"X-Amz-Acl", {"public-read"}}}), 0);
  EXPECT_EQ(Send("PUT", inside, kOrders, {{"x-amz-grant-read", {"all"}}}), 0);
  EXPECT_EQ(Send("PUT", inside, kOrders, {{"x-amz-object-lock-mode", {"COMPLIANCE"}}}), 0);
  EXPECT_EQ(Send("PUT", inside, kOrders, {{"x-amz-copy-source", {"/bucket/lake/orders2/x"}}}), 0);
  EXPECT_EQ(Send("PATCH", inside), 0);
  const S3Scope read = {kOrders.folders, false};
  for (const char* method : {"PUT", "POST", "DELETE"}) EXPECT_EQ(Send(method, inside, read), 0);
  EXPECT_EQ(Send("GET", inside, read), 404);
}

TEST_F(S3AccessTest, DeletionsOfManyAreLookedAt) {
  const auto body = [](const std::string& keys) { return "<Delete>" + keys + "</Delete>"; };
  const std::string good = "<Object><Key>lake/orders/a</Key></Object>";
  const std::string bad = "<Object><Key>lake/orders2/a</Key></Object>";
  // The fake does not delete many; that it is asked is enough.
  EXPECT_NE(Send("POST", Uri("/bucket?delete"), kOrders, {}, body(good + good)), 0);
  EXPECT_EQ(Send("POST", Uri("/bucket?delete"), kOrders, {}, body(good + bad)), 0);
  EXPECT_EQ(Send("POST", Uri("/bucket?delete"), kOrders, {}, body(good + "<Key>b</Key>")), 0);
  EXPECT_EQ(Send("POST", Uri("/bucket?delete"), kOrders), 0);
}

// Else a client could show one body, and send another with the signature.
TEST_F(S3AccessTest, DeletionsAreSignedWithTheirBody) {
  const std::string uri = Uri("/bucket?delete");
  const std::string good = "<Delete><Object><Key>lake/orders/a</Key></Object></Delete>";
  const std::string bad = "<Delete><Object><Key>lake/secret/a</Key></Object></Delete>";
  for (const std::map<std::string, std::vector<std::string>>& headers :
       {std::map<std::string, std::vector<std::string>>{},
        {{"X-Amz-Content-Sha256", {kUnsignedPayload}}},
        {{"x-amz-content-sha256", {Sha256Hex(bad)}}}}) {
    const auto with = access_.SignFor({"POST", uri, "here-1", headers, good}, kOrders);
    EXPECT_THAT(with.at("x-amz-content-sha256"), ElementsAre(Sha256Hex(good)));
    const auto status = [&](const std::string& body) {
      http::ClientRequest request{"POST", uri, {}, body};
      for (const auto& [name, values] : with) request.headers.Set(name, values.front());
      return http::Client().Send(request).status;
    };
    EXPECT_NE(status(good), 403);
    EXPECT_EQ(status(bad), 403);
  }
}

TEST_F(S3AccessTest, PoliciesAreForTheFoldersAlone) {
  const std::string policy = SessionPolicy(kOrders).value();
  EXPECT_THAT(policy, HasSubstr(R"("Resource":["arn:aws:s3:::bucket/lake/orders/*"])"));
  EXPECT_THAT(policy, HasSubstr(R"("s3:prefix":["lake/orders/*"])"));
  EXPECT_THAT(policy, HasSubstr("s3:PutObject"));
  EXPECT_THAT(SessionPolicy({kOrders.folders, false}).value(), Not(HasSubstr("PutObject")));
  EXPECT_EQ(SessionPolicy({{"s3://bucket/a*"}, false}), std::nullopt);
  EXPECT_EQ(SessionPolicy({{"s3://bucket/${aws:username}"}, false}), std::nullopt);
}

TEST_F(S3AccessTest, TemporaryKeysComeFromTheTokenServiceAndAreKept) {
  int asked = 0;
  std::string form;
  std::string answer =
      "<R><Credentials><AccessKeyId>temp</AccessKeyId><SecretAccessKey>s&amp;</SecretAccessKey>"
      "<SessionToken>t</SessionToken><Expiration>2026-01-01T01:00:00Z</Expiration></Credentials>"
      "</R>";
  http::Server server{http::ServerOptions{}};
  const uint16_t port = server.Listen("sts", "127.0.0.1", 0, [&](const http::Request& request) {
    ++asked;
    form = request.body;
    return http::TextResponse(answer.empty() ? 403 : 200, answer, "text/xml");
  });
  server.Start();
  EXPECT_FALSE(access_.Vend(kOrders).has_value()) << "there is no token service";
  S3AccessOptions options = Options();
  options.sts_endpoint = "http://127.0.0.1:" + std::to_string(port);
  base::ManualClock clock(base::ParseTimestamp("2026-01-01T00:00:00Z"));
  S3Access access(options, clock);
  const auto keys = access.Vend(kOrders).value();
  EXPECT_EQ(keys.credentials.access_key, "temp");
  EXPECT_EQ(keys.credentials.secret_key, "s&");
  EXPECT_EQ(keys.expires, base::ParseTimestamp("2026-01-01T01:00:00Z"));
  EXPECT_THAT(http::PercentDecode(form), HasSubstr("Policy=" + *SessionPolicy(kOrders)));
  EXPECT_THAT(form, Not(HasSubstr("RoleArn"))) << "whoever asks, when there is no role";
  clock.SleepFor(std::chrono::minutes(29));
  access.Vend(kOrders);
  EXPECT_EQ(asked, 1);
  access.Vend({kOrders.folders, false});
  EXPECT_EQ(asked, 2) << "of other rights are other keys";
  options.role_arn = "arn:aws:iam::1:role/lake";
  S3Access(options, clock).Vend(kOrders);
  EXPECT_THAT(form, HasSubstr("&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Flake&"));
  asked = 2;
  clock.SleepFor(std::chrono::minutes(2));
  access.Vend(kOrders);
  EXPECT_EQ(asked, 3);
  answer = "";
  clock.SleepFor(std::chrono::hours(2));
  try {
    access.Vend(kOrders);
    ADD_FAILURE();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kPermissionDenied);
    EXPECT_THAT(error.message(), Not(HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace tarn::store::s3
