#include "api/iceberg_rest/names.h"

#include <gtest/gtest.h>

#include "api/iceberg_rest/location_policy.h"
#include "api/iceberg_rest/responses.h"
#include "base/error.h"

namespace tarn::api::iceberg_rest {
namespace {

std::string Shown(const std::string& text) {
  const TableReference parsed = ParseTableName(text, "main");
  return parsed.name + " on " + parsed.reference + (parsed.pinned ? " pinned" : "");
}

TEST(NamesTest, TablesMaySayWhereTheyAre) {
  const std::string hash(64, 'a');
  EXPECT_EQ(Shown("t"), "t on main");
  EXPECT_EQ(Shown("t@dev"), "t on dev");
  EXPECT_EQ(Shown("`t@feature/x`"), "t on feature/x");
  EXPECT_EQ(Shown("t@dev#" + hash), "t on dev@" + hash + " pinned");
  EXPECT_EQ(Shown("t#" + hash), "t on main@" + hash + " pinned");
  EXPECT_EQ(Shown("t#2026-01-01T00:00:00Z"), "t on main*2026-01-01T00:00:00Z pinned");
  EXPECT_EQ(Shown("t@"), "t on main");
  EXPECT_THROW(Shown("@dev"), base::Error);
  EXPECT_THROW(Shown("``"), base::Error);
}

TEST(NamesTest, NamespacesAreSeparatedByTheUnitSeparator) {
  EXPECT_EQ(DecodeNamespace("a\x1F"
                            "b.c"),
            (catalog::Namespace{"a", "b.c"}));
  for (const char* text : {"", "\x1F", "a\x1F", "..", "a\nb"}) {
    EXPECT_THROW(DecodeNamespace(text), base::Error) << text;
  }
}

TEST(NamesTest, PrefixesNameReferences) {
  EXPECT_EQ(ReferenceOfPrefix("main"), "main");
  EXPECT_EQ(ReferenceOfPrefix("dev|warehouse"), "dev");
  EXPECT_EQ(ReferenceOfPrefix("|warehouse"), "main");
  EXPECT_EQ(ReferenceOfPrefix("feature%2Fx"), "feature/x");
}

TEST(NamesTest, PageTokensRoundTrip) {
  const PageToken token = DecodePageToken(EncodePageToken({std::string(64, 'b'), "näme.1"}));
  EXPECT_EQ(token.commit_hash, std::string(64, 'b'));
  EXPECT_EQ(token.after, "näme.1");
  EXPECT_THROW(DecodePageToken("x.y"), base::Error);
  EXPECT_THROW(DecodePageToken(std::string(64, 'z') + ".y"), base::Error);
}

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
}  // namespace tarn::api::iceberg_rest
