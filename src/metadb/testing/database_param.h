#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/random.h"
#include "metadb/database.h"
#include "metadb/testing/postgres_cluster.h"

namespace tarn::metadb::testing {

// A test that runs on both databases:
//   class MyTest : public DatabaseTest {};
//   INSTANTIATE_TEST_SUITE_P(Databases, MyTest, kDatabases, DatabaseTestName);
class DatabaseTest : public ::testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    folder_ =
        (std::filesystem::temp_directory_path() / ("tarn-metadb-" + base::NewUuid())).string();
    std::filesystem::create_directories(folder_);
    if (GetParam() == Dialect::kSqlite) {
      uri_ = folder_ + "/tarn.db";
      return;
    }
    std::string reason;
    auto* cluster = PostgresCluster::Get(&reason);
    if (cluster == nullptr) GTEST_SKIP() << reason;
    uri_ = cluster->NewDatabase();
  }
  void TearDown() override {
    database_.reset();
    std::filesystem::remove_all(folder_);
  }
  Database& database() {
    if (!database_) database_ = OpenDatabase(uri_);
    return *database_;
  }

  std::string folder_;  // exists
  std::string uri_;
  std::unique_ptr<Database> database_;
};

inline const auto kDatabases = ::testing::Values(Dialect::kSqlite, Dialect::kPostgresql);
inline std::string DatabaseTestName(const ::testing::TestParamInfo<Dialect>& info) {
  return info.param == Dialect::kSqlite ? "Sqlite" : "Postgresql";
}

}  // namespace tarn::metadb::testing
