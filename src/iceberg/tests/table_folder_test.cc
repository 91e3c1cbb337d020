#include "iceberg/table_folder.h"

#include <gtest/gtest.h>

namespace tarn::iceberg {
namespace {

TEST(TableFolder, IsItsLocationAndWhereItsMetadataGoes) {
  TableMetadata metadata;
  metadata.location = "/w/s/t";
  EXPECT_TRUE(LiesInTable(metadata, "/w/s/t/metadata/a.stats"));
  EXPECT_TRUE(LiesInTable(metadata, "file:///w/s/t/a.stats"));
  for (const char* outside : {"/w/s/t", "/w/s/t2/a.stats", "/w/s/t/../u/a.stats", "/w/s/t/..",
                              "/etc/passwd", "s3://w/s/t/a.stats", ""}) {
    EXPECT_FALSE(LiesInTable(metadata, outside)) << outside;
  }
  EXPECT_FALSE(LiesInTable(metadata, "/m/t/a.stats"));
  metadata.properties["write.metadata.path"] = "/m/t";
  EXPECT_TRUE(LiesInTable(metadata, "/m/t/a.stats"));
  metadata.location = "s3://b/t/";
  EXPECT_TRUE(LiesInTable(metadata, "s3a://b/t/metadata/a.stats"));
}

TEST(TableFolder, OfATableWithoutALocationHasNothing) {
  EXPECT_FALSE(LiesInTable(TableMetadata{}, "/a"));
}

}  // namespace
}  // namespace tarn::iceberg
