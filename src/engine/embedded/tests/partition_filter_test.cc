// query_partition_filter_required: scans that must leave out partitions.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;

class PartitionFilterTest : public LakeTest {
 protected:
  PartitionFilterTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
    Run("CREATE TABLE t (id integer, a varchar, ds varchar) WITH (partitioning = "
        "ARRAY['ds', 'bucket(id, 4)'])");
    Run("INSERT INTO t VALUES (1, 'a', 'x'), (2, 'b', 'y')");
    Run("CREATE TABLE plain AS SELECT 1 id");
    Run("SET SESSION iceberg.query_partition_filter_required = true");
  }
  void ExpectRefused(const std::string& sql) {
    const auto error = ErrorOf(sql);
    EXPECT_EQ(error.kind(), base::ErrorKind::kInvalidArgument) << sql;
    EXPECT_EQ(error.message(),
              "Filter required for s.t on at least one of the partition columns: ds, id")
        << sql;
  }
};

TEST_F(PartitionFilterTest, QueriesNeedAConditionOnAColumnOfThePartitions) {
  ExpectRefused("SELECT * FROM t");
  ExpectRefused("SELECT count(*) FROM t");
  ExpectRefused("SELECT id FROM t WHERE a = 'a'");
  ExpectRefused("SELECT id FROM t WHERE ds IS NOT NULL OR true");
  ExpectRefused("SELECT x.id FROM t x JOIN t y ON x.a = y.a WHERE x.ds = 'x'");
  EXPECT_THAT(Lines("SELECT id FROM t WHERE ds = 'x'"), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT id FROM t WHERE id > 1"), ElementsAre("2"));
  EXPECT_THAT(Lines("SELECT id FROM t WHERE upper(ds) = 'X'"), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT id FROM plain"), ElementsAre("1"));
}

TEST_F(PartitionFilterTest, SoDoChangesAndOptimize) {
  ExpectRefused("UPDATE t SET a = 'new'");
  ExpectRefused("DELETE FROM t WHERE a = 'a'");
  ExpectRefused("ALTER TABLE t EXECUTE optimize");
  Run("UPDATE t SET a = 'new' WHERE ds = 'x'");
  Run("ALTER TABLE t EXECUTE optimize WHERE ds = 'x'");
  Run("DELETE FROM t WHERE ds = 'y'");
  Run("ANALYZE t");
  Run("RESET SESSION iceberg.query_partition_filter_required");
  EXPECT_THAT(Lines("SELECT a FROM t"), ElementsAre("new"));
}

TEST_F(PartitionFilterTest, SchemasMayBeNamed) {
  Run("SET SESSION query_partition_filter_required_schemas = ARRAY['other']");
  EXPECT_THAT(Lines("SELECT count(*) FROM t"), ElementsAre("2"));
  Run("SET SESSION query_partition_filter_required_schemas = ARRAY['other', 's']");
  ExpectRefused("SELECT * FROM t");
}

}  // namespace
}  // namespace tarn::engine::embedded
