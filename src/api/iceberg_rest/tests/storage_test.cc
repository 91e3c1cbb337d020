// A lake in S3: what clients get with a table so that they reach its files, and what they do not.
#include "store/s3/s3_access.h"

#include "api/iceberg_rest/tests/rest_fixture.h"
#include "http/client.h"
#include "store/s3/s3_store.h"
#include "store/s3/testing/fake_s3.h"

namespace tarn::api::iceberg_rest {
namespace {

using store::s3::S3AccessOptions;

const store::s3::Credentials kKeys = {"root-key", "root-secret"};

class StorageTest : public RestTest {
 protected:
  StorageTest() {
    S3AccessOptions options;
    options.s3.endpoint = objects_.endpoint();
    options.s3.region = "here-1";
    options.s3.credentials = kKeys;
    Open(options);
  }
  ~StorageTest() override { router_.reset(); }

  void Open(S3AccessOptions options) {
    router_.reset();
    service_.reset();
    catalog_.reset();
    store_ = std::make_shared<store::s3::S3Store>(options.s3);
    catalog_ = catalog::OpenCatalog(
        *database_, *store_,
        {.warehouse = "s3://bucket/lake", .state_directory = folder_.string()});
    access_ = std::make_unique<store::s3::S3Access>(options);
    ServiceOptions service;
    service.lake_name = "shop";
    service.s3 = access_.get();
    service.may_use = [this](bool write, const std::string&, const std::string& table) {
      return table.starts_with("s.") && (!write || may_write_);
    };
    service_ = std::make_unique<Service>(*catalog_, *database_, service);
    router_ = std::make_unique<http::Router>(NewRouter(*service_));
    options_ = options;
  }
  static http::Headers Wants(const std::string& what) {
    return {{"X-Iceberg-Access-Delegation", what}};
  }
  std::string Uri(const std::string& key) const { return objects_.endpoint() + "/bucket/" + key; }
  static Json Signing(const std::string& method, const std::string& uri) {
    return {{"method", method}, {"uri", uri}, {"region", "here-1"}, {"headers", Json::object()}};
  }
  // The status of a request with the headers that were given for it.
  static int Send(const std::string& method, const Json& with) {
    http::ClientRequest request{method, with["uri"].get<std::string>(), {}, {}};
    for (const auto& [name, values] : with["headers"].items()) {
      request.headers.Set(name, values[0].get<std::string>());
    }
    return http::Client().Send(request).status;
  }

  store::s3::testing::FakeS3 objects_{kKeys};
  std::unique_ptr<store::s3::S3Access> access_;
  S3AccessOptions options_;
  bool may_write_ = true;
};

TEST_F(StorageTest, TablesLieInS3AndTellWhereThatIs) {
  CreateTableT();
  const Answer loaded = Get("main/namespaces/s/tables/t");
  ASSERT_EQ(loaded.status, 200) << loaded.body;
  EXPECT_EQ(loaded.body["metadata"]["location"], "s3://bucket/lake/s/t");
  EXPECT_EQ(loaded.body["config"]["s3.endpoint"], objects_.endpoint());
  EXPECT_EQ(loaded.body["config"]["s3.path-style-access"], "true");
  EXPECT_FALSE(loaded.body["config"].contains("s3.access-key-id"));
  EXPECT_FALSE(loaded.body.contains("storage-credentials"));
  EXPECT_EQ(Get("main/namespaces/s/tables/t/credentials").body["storage-credentials"],
            Json::array());
}

TEST_F(StorageTest, RequestsAreSignedForTheTablesObjectsAlone) {
  CreateTableT();
  const Answer loaded =
      Ask("GET", "main/namespaces/s/tables/t", "", Wants("vended-credentials,remote-signing"));
  EXPECT_EQ(loaded.body["config"]["s3.remote-signing-enabled"], "true");
  const std::string endpoint = loaded.body["config"]["s3.signer.endpoint"];
  EXPECT_EQ(loaded.body["remote-signing-config"], Json({{"properties", Json::object()}}));
  EXPECT_EQ(endpoint, "v1/main/namespaces/s/tables/t/sign");
  EXPECT_EQ(loaded.body.dump().find("root-"), std::string::npos) << "the lake's own keys";
  const std::string inside = Uri("lake/s/t/data/x.parquet");
  for (const std::string& path : {"/iceberg/" + endpoint, std::string("/iceberg/v1/aws/s3/sign"),
                                  std::string("/iceberg/main/v1/aws/s3/sign")}) {
    const Answer put = Post(path, Signing("PUT", inside));
    ASSERT_EQ(put.status, 200) << path << put.body;
    EXPECT_EQ(put.headers.Get("Cache-Control"), "no-cache");
    EXPECT_EQ(put.body["uri"], inside);
    EXPECT_EQ(Send("PUT", put.body), 200);
    const Answer get = Post(path, Signing("GET", inside));
    EXPECT_EQ(get.headers.Get("Cache-Control"), "private");
    EXPECT_EQ(Send("GET", get.body), 200);
    EXPECT_EQ(Send("DELETE", get.body), 403) << "it was signed for something else";
    for (const char* key : {"lake/s/t2/x", "lake/s/x", "lake/x", "other", "lake/s/t/../u"}) {
      EXPECT_EQ(Post(path, Signing("GET", Uri(key))).status, 403) << path << key;
    }
    EXPECT_EQ(Post(path, Signing("GET", "http://elsewhere/bucket/lake/s/t/x")).status, 403);
    EXPECT_EQ(Post(path, Signing("GET", "ftp://x")).status, 400);
  }
  may_write_ = false;
  EXPECT_EQ(Post("/iceberg/" + endpoint, Signing("PUT", inside)).status, 403);
  EXPECT_EQ(Post("/iceberg/" + endpoint, Signing("GET", inside)).status, 200);
  may_write_ = true;
  catalog_->CreateTag("old", "main");
  EXPECT_EQ(Post("old/namespaces/s/tables/t/sign", Signing("PUT", inside)).status, 403);
  EXPECT_EQ(Post("old/namespaces/s/tables/t/sign", Signing("GET", inside)).status, 200);
  EXPECT_EQ(Post("main/namespaces/s/tables/none/sign", Signing("GET", inside)).status, 404);
  Json wrong = Signing("GET", inside);
  wrong["provider"] = "gcs";
  EXPECT_EQ(Post("/iceberg/" + endpoint, wrong).status, 400);
  wrong = Signing("GET", inside);
  wrong["headers"] = {{"a", "not a list"}};
  EXPECT_EQ(Post("/iceberg/" + endpoint, wrong).status, 400);
}

TEST_F(StorageTest, TemporaryKeysAreVendedForTheTablesFolders) {
  std::string form;
  http::Server sts{http::ServerOptions{}};
  const uint16_t port = sts.Listen("sts", "127.0.0.1", 0, [&](const http::Request& request) {
    form = http::PercentDecode(request.body);
    return http::TextResponse(200,
                              "<R><AccessKeyId>temp</AccessKeyId><SecretAccessKey>s"
                              "</SecretAccessKey><SessionToken>t</SessionToken>"
                              "<Expiration>2126-01-01T00:00:00Z</Expiration></R>",
                              "text/xml");
  });
  sts.Start();
  S3AccessOptions options = options_;
  options.sts_endpoint = "http://127.0.0.1:" + std::to_string(port);
  Open(options);
  CreateTableT();
  const auto load = [&](const std::string& ref) {
    return Ask("GET", ref + "/namespaces/s/tables/t", "", Wants("vended-credentials"));
  };
  const Answer loaded = load("main");
  const Json& config = loaded.body["config"];
  EXPECT_EQ(config["s3.access-key-id"], "temp");
  EXPECT_EQ(config["s3.session-token"], "t");
  EXPECT_EQ(config["client.refresh-credentials-endpoint"],
            "v1/main/namespaces/s/tables/t/credentials");
  ASSERT_EQ(loaded.body["storage-credentials"].size(), 1U);
  EXPECT_EQ(loaded.body["storage-credentials"][0]["prefix"], "s3://bucket/lake/s/t/");
  EXPECT_NE(form.find("s3:PutObject"), std::string::npos);
  EXPECT_NE(form.find("arn:aws:s3:::bucket/lake/s/t/*"), std::string::npos);
  EXPECT_EQ(loaded.headers.Get("Cache-Control"), "no-store");
  EXPECT_EQ(loaded.body.dump().find("root-"), std::string::npos);
  // Never "not modified": the keys that came with it may be over.
  http::Headers headers = Wants("vended-credentials");
  headers.Set("If-None-Match", loaded.headers.Get("ETag"));
  EXPECT_EQ(Ask("GET", "main/namespaces/s/tables/t", "", headers).status, 200);
  EXPECT_EQ(Get("main/namespaces/s/tables/t/credentials").body["storage-credentials"],
            loaded.body["storage-credentials"]);
  // So does a plan of a scan, for the files that it names.
  const std::string plans = "main/namespaces/s/tables/t/plan";
  const Answer planned = Ask("POST", plans, "{}", Wants("vended-credentials"));
  EXPECT_EQ(planned.body["storage-credentials"], loaded.body["storage-credentials"]);
  EXPECT_EQ(planned.headers.Get("Cache-Control"), "no-store");
  const std::string plan = plans + "/" + planned.body["plan-id"].get<std::string>();
  EXPECT_EQ(Ask("GET", plan, "", Wants("vended-credentials")).body["storage-credentials"],
            loaded.body["storage-credentials"]);
  EXPECT_FALSE(Ask("GET", plan).body.contains("storage-credentials"));
  EXPECT_FALSE(Ask("POST", plans, "{}").body.contains("storage-credentials"));
  // Keys are not stored with the answer to a request that may come again.
  http::Headers keyed = Wants("vended-credentials");
  keyed.Set("Idempotency-Key", "0190a1b2-0000-7000-8000-00000000000e");
  const Answer made = Ask("POST", "namespaces/s/tables", TableBody("k").dump(), keyed);
  const Answer again = Ask("POST", "namespaces/s/tables", TableBody("k").dump(), keyed);
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(again.body, made.body);
  EXPECT_EQ(std::get<0>(*database_->QueryOne<int64_t>(
                "SELECT count(*) FROM rest_idempotency WHERE body IS NOT NULL")),
            0);
  catalog_->CreateTag("old", "main");
  form.clear();
  EXPECT_EQ(load("old").status, 200);
  EXPECT_NE(form.find("s3:GetObject"), std::string::npos);
  EXPECT_EQ(form.find("s3:PutObject"), std::string::npos) << "a tag is only read";
  // Also for a table in the making.
  Json staged = TableBody("staged");
  staged["stage-create"] = true;
  EXPECT_EQ(Ask("POST", "namespaces/s/tables", staged.dump(), Wants("vended-credentials"))
                .body["storage-credentials"][0]["prefix"],
            "s3://bucket/lake/s/staged/");
}

// Where a table says that its files are is not enough to reach them: its writers say that.
TEST_F(StorageTest, FoldersOfTablesThatMayNotBeReadAreNotGivenOut) {
  CreateTableT();
  ASSERT_EQ(Post("namespaces", {{"namespace", {"secret"}}}).status, 200);
  ASSERT_EQ(Post("namespaces/secret/tables", TableBody("x")).status, 200);
  Json thief = TableBody("thief");
  thief["location"] = "s3://bucket/lake/secret/x";
  ASSERT_EQ(Post("namespaces/s/tables", thief).status, 200);
  Json pointed = TableBody("pointed");
  pointed["properties"] = {{"write.data.path", "s3://bucket/lake/secret/x/data"}};
  ASSERT_EQ(Post("namespaces/s/tables", pointed).status, 200);
  const Json get = Signing("GET", Uri("lake/secret/x/metadata/a"));
  for (const char* name : {"thief", "pointed"}) {
    const std::string table = std::string("main/namespaces/s/tables/") + name;
    EXPECT_EQ(Post(table + "/sign", get).status, 403) << name;
    EXPECT_EQ(Post(table + "/sign", Signing("GET", Uri("lake/secret/x/data/a"))).status, 403);
  }
  EXPECT_EQ(Post("main/namespaces/s/tables/pointed/sign",
                 Signing("GET", Uri("lake/s/pointed/metadata/a")))
                .status,
            200);
  // A renamed table stays where it was: its old name is one that may be read.
  ASSERT_EQ(Post("tables/rename", {{"source", {{"namespace", {"s"}}, {"name", "t"}}},
                                   {"destination", {{"namespace", {"s"}}, {"name", "u"}}}})
                .status,
            204);
  EXPECT_EQ(Post("main/namespaces/s/tables/u/sign", Signing("PUT", Uri("lake/s/t/data/a"))).status,
            200);
}

TEST_F(RestTest, WithoutS3ThereIsNothingToSign) {
  CreateTableT();
  EXPECT_EQ(
      Post("main/namespaces/s/tables/t/sign",
           {{"method", "GET"}, {"uri", "http://x/y"}, {"region", "r"}, {"headers", Json::object()}})
          .status,
      400);
  const Answer loaded = Ask("GET", "main/namespaces/s/tables/t", "",
                            {{"X-Iceberg-Access-Delegation", "vended-credentials"}});
  EXPECT_EQ(loaded.body["config"], Json::object());
}

}  // namespace
}  // namespace tarn::api::iceberg_rest
