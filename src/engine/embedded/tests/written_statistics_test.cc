// How many values differ, counted while rows are written.
#include <fmt/format.h>

#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/sketch/theta_sketch.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class WrittenStatisticsTest : public LakeTest {
 protected:
  WrittenStatisticsTest() {
    Run("CREATE SCHEMA s");
    Run("USE s");
  }
  // The distinct values of each column, as SHOW STATS tells them.
  std::vector<std::string> Distinct(const std::string& table) {
    std::vector<std::string> values;
    const Rows rows = Run("SHOW STATS FOR " + table);
    for (size_t i = 0; i + 1 < rows.rows.size(); ++i) {
      values.push_back(ToText(rows.rows[i][2], rows.columns[2].type));
    }
    return values;
  }
};

TEST_F(WrittenStatisticsTest, CreateTableAsCountsEveryColumnWithAnOrder) {
  Run("CREATE TABLE t AS SELECT id, 'n' || CAST(id % 100 AS varchar) name, "
      "CAST(id % 50 AS decimal(12, 2)) d, CAST(id % 7 AS decimal(30, 3)) wide, "
      "CAST('12151fd2-7586-11e9-8f9e-2a86e4085a5' || CAST(id % 3 AS varchar) AS uuid) u, "
      "TIMESTAMP '2026-01-01 00:00:00' + (id % 20) * INTERVAL '1' SECOND ts, "
      "CAST(NULL AS double) x, id % 2 = 0 b, ARRAY[id] list FROM UNNEST(sequence(1, 3000)) v(id)");
  EXPECT_THAT(Distinct("t"),
              ElementsAre("3000.0", "100.0", "50.0", "7.0", "3.0", "20.0", "0.0", "2.0", "NULL"));
}

TEST_F(WrittenStatisticsTest, InsertsAddToWhatIsKnown) {
  Run("CREATE TABLE t (a bigint, b varchar) WITH (partitioning = ARRAY['a'])");
  Run("INSERT INTO t VALUES (1, 'x'), (2, 'y'), (2, 'z')");
  EXPECT_THAT(Distinct("t"), ElementsAre("2.0", "3.0"));
  Run("INSERT INTO t VALUES (3, 'x'), (2, NULL)");
  EXPECT_THAT(Distinct("t"), ElementsAre("3.0", "3.0"));
  Run("START TRANSACTION");
  Run("INSERT INTO t VALUES (4, 'v')");
  Run("INSERT INTO t VALUES (5, 'w')");
  Run("COMMIT");
  EXPECT_THAT(Distinct("t"), ElementsAre("5.0", "5.0"));
  // The sketch is the one that ANALYZE would have made.
  const auto sketch = [&] {
    const auto metadata = Metadata("s", "t");
    for (const auto& file : metadata->statistics) {
      if (file.snapshot_id != *metadata->current_snapshot_id) continue;
      const auto footer = iceberg::ReadPuffinFooter(*store_, file.statistics_path);
      return iceberg::ReadPuffinBlob(*store_, file.statistics_path, footer.blobs.at(0));
    }
    return std::string();
  };
  const std::string written = sketch();
  EXPECT_FALSE(written.empty());
  Run("ANALYZE t");
  EXPECT_EQ(written, sketch());
  // Rows that go leave what is known, and no more values differ than there are rows, as in Trino.
  Run("DELETE FROM t WHERE a > 1");
  EXPECT_THAT(Distinct("t"), ElementsAre("1.0", "1.0"));
}

TEST_F(WrittenStatisticsTest, OnlyWhatIsKnownWholeIsAddedTo) {
  Run("CREATE TABLE t AS SELECT 1 a, 'x' b");
  Run("ALTER TABLE t EXECUTE drop_extended_stats");
  Run("INSERT INTO t VALUES (2, 'y')");
  EXPECT_THAT(Distinct("t"), ElementsAre("NULL", "NULL")) << "the first row was not counted";
  Run("ANALYZE t WITH (columns = ARRAY['a'])");
  Run("INSERT INTO t VALUES (3, 'z')");
  EXPECT_THAT(Distinct("t"), ElementsAre("3.0", "NULL"));
  Run("ALTER TABLE t ADD COLUMN c integer");
  Run("INSERT INTO t VALUES (4, 'z', 5)");
  EXPECT_THAT(Distinct("t"), ElementsAre("4.0", "NULL", "NULL"));
}

TEST_F(WrittenStatisticsTest, ATableThatIsReplacedBeginsAnew) {
  Run("CREATE TABLE t AS SELECT * FROM (VALUES 1, 2, 3) v(a)");
  Run("CREATE OR REPLACE TABLE t AS SELECT * FROM (VALUES 8, 9) v(a)");
  EXPECT_THAT(Distinct("t"), ElementsAre("2.0"));
}

TEST_F(WrittenStatisticsTest, OfVeryWideTablesTheFirstColumnsAreCounted) {
  std::string sql = "CREATE TABLE t AS SELECT 1 c0";
  for (int i = 1; i < 258; ++i) sql += fmt::format(", {} c{}", i, i);
  Run(sql);
  const auto distinct = Distinct("t");
  EXPECT_EQ(distinct.at(255), "1.0");
  EXPECT_EQ(distinct.at(256), "NULL");
}

TEST_F(WrittenStatisticsTest, SessionsMayLeaveIt) {
  for (const char* property :
       {"collect_extended_statistics_on_write", "iceberg.extended_statistics_enabled"}) {
    Run(std::string("SET SESSION ") + property + " = false");
    Run("CREATE OR REPLACE TABLE t AS SELECT 1 a");
    Run("INSERT INTO t VALUES 2");
    EXPECT_THAT(Metadata("s", "t")->statistics, SizeIs(0)) << property;
    Run(std::string("RESET SESSION ") + property);
  }
}

}  // namespace
}  // namespace tarn::engine::embedded
