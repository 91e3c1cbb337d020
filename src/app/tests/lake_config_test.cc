#include "app/lake_config.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "app/code_hash.h"
#include "app/examples.h"
#include "app/host.h"
#include "app/lake_store.h"
#include "base/error.h"

namespace tarn::app {
namespace {

namespace fs = std::filesystem;

class LakeConfigTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "config_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void Write(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(folder_ + "/" + path).parent_path());
    std::ofstream(folder_ + "/" + path) << text;
  }
  std::string MessageOf(const std::string& yaml, base::ErrorKind kind) {
    Write("tarn.yaml", yaml);
    try {
      ReadLakeConfig(folder_);
    } catch (const base::Error& e) {
      EXPECT_EQ(e.kind(), kind) << e.message();
      return e.message().substr(e.message().find("tarn.yaml"));
    }
    return "no error";
  }
  std::string folder_;
};

TEST_F(LakeConfigTest, WebHooksAreRead) {
  Write("tarn.yaml",
        "web_hooks:\n  - {name: ci, url: 'https://ci.example.org/hook', secret_file: keys,\n"
        "     references: [main], types: [merge]}\n  - {name: b, url: 'http://b'}\n");
  const LakeConfig config = ReadLakeConfig(folder_);
  ASSERT_EQ(config.hooks.size(), 2u);
  EXPECT_EQ(config.hooks[0].url, "https://ci.example.org/hook");
  EXPECT_EQ(config.hooks[0].secret_file, folder_ + "/keys");
  EXPECT_EQ(config.hooks[0].types, std::vector<std::string>{"merge"});
  EXPECT_EQ(
      MessageOf("web_hooks: [{name: a b, url: 'http://b'}]", base::ErrorKind::kInvalidArgument),
      "tarn.yaml:1:13: not a name of a web hook: 'a b'");
  EXPECT_EQ(MessageOf("web_hooks:\n - {name: a, url: 'http://b'}\n - {name: a, url: 'http://c'}",
                      base::ErrorKind::kInvalidArgument),
            "tarn.yaml:3:4: two web hooks have the name 'a'");
  EXPECT_EQ(MessageOf("web_hooks: [{name: a, url: 'ftp://b'}]", base::ErrorKind::kInvalidArgument),
            "tarn.yaml:1:13: not a URL of http or https: 'ftp://b'");
}

TEST_F(LakeConfigTest, AccessIsRead) {
  Write("tarn.yaml",
        "access:\n  oidc:\n    issuer: https://id.example.org\n    audience: tarn\n"
        "    jwks: keys.json\n    roles_prefix: tarn-\n  audit_days: 7\n");
  const LakeConfig config = ReadLakeConfig(folder_);
  EXPECT_TRUE(config.access.oidc.configured());
  EXPECT_EQ(config.access.oidc.jwks, folder_ + "/keys.json");
  EXPECT_EQ(config.access.oidc.user_claim, "sub");
  EXPECT_EQ(config.access.oidc.roles_prefix, "tarn-");
  EXPECT_EQ(config.access.audit_retention, std::chrono::hours(24 * 7));
  Write("tarn.yaml", "access:\n  oidc:\n    issuer: https://id.example.org\n");
  EXPECT_THROW(ReadLakeConfig(folder_), base::Error);
  EXPECT_NE(MessageOf("access: {oidk: 1}", base::ErrorKind::kInvalidArgument).find("oidk"),
            std::string::npos);
}

TEST_F(LakeConfigTest, DefaultsAreBesideTheFile) {
  Write("tarn.yaml", "");
  LakeConfig config = ReadLakeConfig(folder_);
  EXPECT_EQ(config.name, fs::path(folder_).filename());
  EXPECT_EQ(config.warehouse, folder_ + "/warehouse");
  EXPECT_EQ(config.metadata, folder_ + "/.tarn/tarn.db");
  EXPECT_EQ(config.dags_folder, folder_ + "/dags");
  EXPECT_EQ(config.dbt_folder, folder_);
}

TEST_F(LakeConfigTest, UrisAndAbsolutePathsStayAsTheyAre) {
  Write("tarn.yaml",
        "warehouse: /big/disk/\nmetadata: postgresql://u:secret@db/lake\nmemory_limit: 2GiB\n"
        "threads: 3\ndbt: dbt/shop\n");
  LakeConfig config = ReadLakeConfig(folder_);
  EXPECT_EQ(config.warehouse, "/big/disk");
  EXPECT_EQ(config.metadata, "postgresql://u:secret@db/lake");
  EXPECT_EQ(config.memory_limit_bytes, uint64_t{2} << 30);
  EXPECT_EQ(config.threads, 3);
  EXPECT_EQ(config.dbt_folder, folder_ + "/dbt/shop");
  EXPECT_EQ(WithoutPassword(config.metadata), "postgresql://u@db/lake");
  EXPECT_EQ(WithoutPassword("/a:b@c"), "/a:b@c");
}

TEST_F(LakeConfigTest, FoldersOfPlainFilesAreTheLakesAndThoseDeclared) {
  Write("tarn.yaml", "name: x\n");
  EXPECT_EQ(ReadLakeConfig(folder_).file_folders, std::vector<std::string>{folder_});
  Write("tarn.yaml", "files: [/data/landing, shared]\n");
  EXPECT_EQ(ReadLakeConfig(folder_).file_folders,
            (std::vector<std::string>{folder_, "/data/landing", folder_ + "/shared"}));
}

TEST_F(LakeConfigTest, ErrorsSayWhere) {
  using base::ErrorKind;
  EXPECT_EQ(MessageOf("warehous: x\n", ErrorKind::kInvalidArgument),
            "tarn.yaml:1:1: unknown key 'warehous' (did you mean 'warehouse'?)");
  EXPECT_EQ(MessageOf("memory_limit: lots\n", ErrorKind::kInvalidArgument),
            "tarn.yaml:1:15: memory_limit: expected a size, got 'lots'");
  // A newer format is told before its unknown keys are.
  EXPECT_EQ(MessageOf("version: 2\nnew_key: x\n", ErrorKind::kFailedPrecondition),
            "tarn.yaml:1:10: this lake has format 2, newer than the 1 that this program knows");
}

TEST_F(LakeConfigTest, Queries) {
  Write("tarn.yaml",
        "queries: {resource_groups: etc/groups.json, slow_after: 1.5s, history_days: 2, "
        "max_run_time: 1h}\n");
  const QueryConfig queries = ReadLakeConfig(folder_).queries;
  EXPECT_EQ(queries.resource_groups, folder_ + "/etc/groups.json");
  EXPECT_EQ(queries.slow_after, std::chrono::milliseconds(1'500));
  EXPECT_EQ(queries.history, std::chrono::hours(48));
  EXPECT_EQ(queries.limits.run, std::chrono::hours(1));
  EXPECT_FALSE(queries.limits.execution);
  EXPECT_EQ(queries.memory, engine::embedded::MemoryLimits());
  Write("tarn.yaml", "queries: {query_max_memory: 1GB, query_max_memory_per_node: 512MB}\n");
  const auto memory = ReadLakeConfig(folder_).queries.memory;
  EXPECT_EQ(memory.query, uint64_t{1} << 30);
  EXPECT_EQ(memory.query_per_node, uint64_t{1} << 29);
  EXPECT_EQ(memory.query_total, uint64_t{1} << 31);  // twice the first, as in Trino
  Write("tarn.yaml", "queries: {query_max_total_memory: 3MB}\n");
  EXPECT_EQ(ReadLakeConfig(folder_).queries.memory.query_total, uint64_t{3} << 20);
  EXPECT_EQ(MessageOf("queries: {query_max_memory: 1gb}\n", base::ErrorKind::kInvalidArgument),
            "tarn.yaml:1:29: expected a data size, got '1gb'");
  EXPECT_EQ(MessageOf("queries: {slow_after: soon}\n", base::ErrorKind::kInvalidArgument),
            "tarn.yaml:1:23: expected a duration, got 'soon'");
  EXPECT_EQ(MessageOf("queries: {slow: 1s}\n", base::ErrorKind::kInvalidArgument),
            "tarn.yaml:1:11: unknown key 'slow'");
}

TEST_F(LakeConfigTest, Catalogs) {
  Write("tarn.yaml", "name: x\n");
  EXPECT_TRUE(ReadLakeConfig(folder_).catalogs.tpch);
  EXPECT_TRUE(ReadLakeConfig(folder_).catalogs.tpcds);
  EXPECT_FALSE(ReadLakeConfig(folder_).catalogs.memory.has_value());
  EXPECT_EQ(ReadLakeConfig(folder_).catalogs.memory_bytes, uint64_t{128} << 20);
  Write("tarn.yaml", "catalogs: {tpch: false, tpcds: false, memory: true, memory_limit: 1GiB}\n");
  const CatalogConfig catalogs = ReadLakeConfig(folder_).catalogs;
  EXPECT_FALSE(catalogs.tpch);
  EXPECT_FALSE(catalogs.tpcds);
  EXPECT_EQ(catalogs.memory, true);
  EXPECT_EQ(catalogs.memory_bytes, uint64_t{1} << 30);
  EXPECT_NE(MessageOf("catalogs: {memory_limit: much}\n", base::ErrorKind::kInvalidArgument)
                .find("memory_limit: expected a size, got 'much'"),
            std::string::npos);
  EXPECT_NE(MessageOf("catalogs: {tpcc: true}\n", base::ErrorKind::kInvalidArgument).find("tpcc"),
            std::string::npos);
}

TEST_F(LakeConfigTest, AWarehouseInS3) {
  Write("tarn.yaml",
        "warehouse: s3://bucket/lake\ns3: {region: eu-central-1, credentials_file: keys, "
        "path_style: false, credential_minutes: 30}\n");
  const LakeConfig config = ReadLakeConfig(folder_);
  EXPECT_TRUE(IsInS3(config));
  EXPECT_EQ(config.warehouse, "s3://bucket/lake");
  const auto kind_of = [&] {
    try {
      S3OptionsOf(config);
    } catch (const base::Error& error) {
      EXPECT_EQ(error.message().find("hidden"), std::string::npos);
      return error.kind();
    }
    return base::ErrorKind::kInternal;
  };
  EXPECT_EQ(kind_of(), base::ErrorKind::kNotFound);
  Write("keys", "[other]\naws_access_key_id = no\naws_secret_access_key = hidden\n");
  EXPECT_EQ(kind_of(), base::ErrorKind::kInvalidArgument);
  Write("keys",
        "# mine\n[default]\naws_access_key_id = id\naws_secret_access_key=a=b\n[other]\n"
        "aws_access_key_id = no\n");
  const auto options = S3OptionsOf(config);
  EXPECT_EQ(options.s3.endpoint, "https://s3.eu-central-1.amazonaws.com");
  EXPECT_EQ(options.s3.credentials.access_key, "id");
  EXPECT_EQ(options.s3.credentials.secret_key, "a=b");
  EXPECT_FALSE(options.s3.path_style);
  EXPECT_EQ(options.lifetime, std::chrono::minutes(30));
  LakeConfig local;
  local.warehouse = "/data";
  EXPECT_FALSE(IsInS3(local));
  EXPECT_EQ(MessageOf("s3: {endpoint: 'minio:9000'}\n", base::ErrorKind::kInvalidArgument),
            "tarn.yaml:1:16: endpoint: expected a URL of http or https, got 'minio:9000'");
  EXPECT_EQ(
      MessageOf("s3: {credential_minutes: 5}\n", base::ErrorKind::kInvalidArgument).substr(0, 14),
      "tarn.yaml:1:26");
}

TEST_F(LakeConfigTest, ByteSizes) {
  EXPECT_EQ(ParseByteSize("4GB"), 4'000'000'000U);
  EXPECT_EQ(ParseByteSize("1.5 MiB"), 1'572'864U);
  EXPECT_EQ(ParseByteSize("100"), 100U);
  for (const char* bad : {"", "GB", "-1GB", "4XB", "nan", "0", "1e30GB"}) {
    EXPECT_EQ(ParseByteSize(bad), 0U) << bad;
  }
}

TEST_F(LakeConfigTest, CodeHashFollowsCodeAndNothingElse) {
  Write("models/a.sql", "select 1");
  Write("dbt_project.yml", "name: x");
  std::string before = HashCode("dag", folder_);
  EXPECT_EQ(before.size(), 64U);
  Write("target/run.sql", "made");
  Write("warehouse/t/data.csv", "made");
  Write(".tarn/x.yml", "made");
  Write("notes.md", "words");
  EXPECT_EQ(HashCode("dag", folder_), before);
  EXPECT_NE(HashCode("other dag", folder_), before);
  Write("models/a.sql", "select 2");
  EXPECT_NE(HashCode("dag", folder_), before);
}

TEST_F(LakeConfigTest, InitNeverReplacesAFile) {
  LocalHost host;
  ASSERT_FALSE(host.Examples().empty());
  Write("dbt_project.yml", "mine");
  try {
    host.InitLake(folder_, "", "ecommerce");
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), base::ErrorKind::kAlreadyExists);
  }
  EXPECT_FALSE(fs::exists(folder_ + "/tarn.yaml"));  // no half-made lake
  std::string text;
  std::getline(std::ifstream(folder_ + "/dbt_project.yml"), text);
  EXPECT_EQ(text, "mine");
}

}  // namespace
}  // namespace tarn::app
