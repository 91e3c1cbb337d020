#include "catalog/location_policy.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace tarn::catalog {
namespace {

TEST(LocationPolicyTest, KnowsTheWarehouseInEverySpelling) {
  const LocationPolicy policy("/data/shop/warehouse", {"file:///extra/", "s3://bucket/tables"});
  for (const char* inside :
       {"/data/shop/warehouse/s/t", "file:///data/shop/warehouse/s", "file:/data/shop/warehouse/s",
        "/data/shop/warehouse/s/", "/extra/x", "s3://bucket/tables/t"}) {
    EXPECT_NO_THROW(policy.Check(inside, "it")) << inside;
  }
  for (const char* outside :
       {"/data/shop/warehouse", "/data/shop/warehouse2/t", "/data/shop", "/",
        "/data/shop/warehouse/../secrets", "/data/shop/warehouse//t", "file://host/data/shop",
        "s3://bucket/tables2/t", "s3://bucket/tables/../x", "relative/t", "", "hdfs:///x"}) {
    EXPECT_THROW(policy.Check(outside, "it"), base::Error) << outside;
  }
  for (const char* folder : {"/data/shop/warehouse", "file:/data/shop/warehouse/", "/extra/x"}) {
    EXPECT_NO_THROW(policy.CheckFolder(folder, "it")) << folder;
  }
  for (const char* folder : {"/data/shop/warehouse2", "/data/shop", "/data/shop/warehouse/.."}) {
    EXPECT_THROW(policy.CheckFolder(folder, "it"), base::Error) << folder;
  }
}

TEST(LocationPolicyTest, FilesOfStatisticsMayLieAnywhere) {
  const LocationPolicy policy("/data/shop/warehouse", {});
  const auto statistics_at = [](const std::string& path) {
    iceberg::update::SetStatistics set;
    set.statistics.statistics_path = path;
    iceberg::update::SetPartitionStatistics of_partitions;
    of_partitions.partition_statistics.statistics_path = path;
    return std::vector<iceberg::TableUpdate>{set, of_partitions};
  };
  EXPECT_NO_THROW(policy.Check(statistics_at("s3://bucket/warehouse/stats.puffin")));
  EXPECT_NO_THROW(policy.Check(statistics_at("/elsewhere/stats.puffin")));
  for (const char* none : {"/data/shop/warehouse/../x", "s3://bucket/../x", "relative", ""}) {
    EXPECT_THROW(policy.Check(statistics_at(none)), base::Error) << none;
  }
}

}  // namespace
}  // namespace tarn::catalog
