// ANALYZE and what SHOW STATS tells afterwards.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/puffin/puffin.h"
#include "iceberg/sketch/theta_sketch.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

class AnalyzeTest : public LakeTest {
 protected:
  AnalyzeTest() {
    // ANALYZE alone counts: what writing counts is in written_statistics_test.cc.
    Run("SET SESSION collect_extended_statistics_on_write = false");
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint, name varchar, d decimal(12, 2), u uuid, ts timestamp(6), "
        "x double, b boolean, part row(a bigint))");
    Run("INSERT INTO s.t SELECT id, 'n' || CAST(id % 100 AS varchar), "
        "CAST(id % 50 AS decimal(12, 2)) / 4, "
        "CAST('12151fd2-7586-11e9-8f9e-2a86e4085a5' || CAST(id % 3 AS varchar) AS uuid), "
        "TIMESTAMP '2026-01-01 00:00:00' + (id % 20) * INTERVAL '1' SECOND, NULL, id % 2 = 0, "
        "NULL FROM UNNEST(sequence(1, 3000)) t(id)");
  }
  std::vector<std::string> Distinct() {
    std::vector<std::string> lines;
    const Rows rows = Run("SHOW STATS FOR s.t");
    for (size_t i = 0; i + 1 < rows.rows.size(); ++i) {
      lines.push_back(ToText(rows.rows[i][0], rows.columns[0].type) + " " +
                      ToText(rows.rows[i][2], rows.columns[2].type));
    }
    return lines;
  }
};

TEST_F(AnalyzeTest, CountsValuesThatDiffer) {
  EXPECT_EQ(Distinct().front(), "id NULL");
  Run("ANALYZE s.t");
  EXPECT_THAT(Distinct(), ElementsAre("id 3000.0", "name 100.0", "d 50.0", "u 3.0", "ts 20.0",
                                      "x 0.0", "b 2.0", "part NULL"));
  // What it found holds for later snapshots until it is found anew.
  Run("INSERT INTO s.t (id, name) VALUES (1, 'new')");
  EXPECT_EQ(Distinct()[1], "name 100.0");
  Run("ANALYZE s.t WITH (columns = ARRAY['name'])");
  EXPECT_THAT(Distinct(), ElementsAre("id 3000.0", "name 101.0", "d 50.0", "u 3.0", "ts 20.0",
                                      "x 0.0", "b 2.0", "part NULL"));
}

TEST_F(AnalyzeTest, LeavesSketchesThatOthersCanMerge) {
  Run("ANALYZE s.t");
  const auto metadata = Metadata("s", "t");
  ASSERT_EQ(metadata->statistics.size(), 1u);
  const auto& file = metadata->statistics.front();
  EXPECT_EQ(file.snapshot_id, *metadata->current_snapshot_id);
  const auto footer = iceberg::ReadPuffinFooter(*store_, file.statistics_path);
  ASSERT_EQ(footer.blobs.size(), 7u);
  EXPECT_EQ(footer.blobs[1].fields, std::vector<iceberg::FieldId>{2});
  const auto sketch = iceberg::ThetaSketch::Deserialize(
      iceberg::ReadPuffinBlob(*store_, file.statistics_path, footer.blobs[1]));
  iceberg::ThetaSketch expected;
  for (int i = 0; i < 100; ++i) {
    expected.Update(iceberg::Literal::String("n" + std::to_string(i)));
  }
  EXPECT_EQ(sketch.Serialize(), expected.Serialize());
}

// Decimals are hashed by their fewest bytes, whatever width they are kept in.
TEST_F(AnalyzeTest, SketchesOfDecimalsAreThoseOfTheirValues) {
  Run("CREATE TABLE s.n (a decimal(4, 0), b decimal(9, 0), c decimal(18, 0), d decimal(38, 0))");
  const std::vector<int64_t> values = {0, -1, 1, 127, 128, -128, -129, 255, 256, -256, 9999, -9999};
  std::string rows;
  iceberg::ThetaSketch expected;
  for (const int64_t value : values) {
    rows += fmt::format("{}({}, {}, {}, {})", rows.empty() ? "" : ", ", value, value, value, value);
    expected.Update(iceberg::Literal::Decimal(value, 4, 0));
  }
  Run("INSERT INTO s.n VALUES " + rows);
  Run("ANALYZE s.n");
  const std::string path = Metadata("s", "n")->statistics.front().statistics_path;
  const auto footer = iceberg::ReadPuffinFooter(*store_, path);
  ASSERT_EQ(footer.blobs.size(), 4u);
  for (const auto& blob : footer.blobs) {
    const std::string bytes = iceberg::ReadPuffinBlob(*store_, path, blob);
    EXPECT_EQ(iceberg::ThetaSketch::Deserialize(bytes).Serialize(), expected.Serialize())
        << blob.fields.front();
  }
}

// Values that came lately are passed over before they are hashed, unless a column's hardly come
// again.
TEST_F(AnalyzeTest, CountsValuesThatComeAgainAndThoseThatDoNot) {
  Run("CREATE TABLE s.r AS SELECT 0 AS zero, id % 3000 AS few, CAST(id * 7919 % 7000 AS double) AS "
      "many, id % 2 = 0 AS bit, CAST(if(id % 3 > 0, id % 3 - 2) AS decimal(5, 1)) AS less FROM "
      "UNNEST(sequence(1, 60000)) x(id)");
  Run("ANALYZE s.r");
  const std::string path = Metadata("s", "r")->statistics.front().statistics_path;
  std::vector<double> found;
  for (const auto& blob : iceberg::ReadPuffinFooter(*store_, path).blobs) {
    const std::string bytes = iceberg::ReadPuffinBlob(*store_, path, blob);
    found.push_back(iceberg::ThetaSketch::Deserialize(bytes).Estimate());
  }
  EXPECT_THAT(found, ElementsAre(1, 3000, 7000, 2, 2));
}

// A dictionary's entries are counted where a row has them, each file's anew.
TEST_F(AnalyzeTest, CountsWhatDictionariesHoldInRowsThatAreLeft) {
  Run("CREATE TABLE s.w (id bigint, word varchar) WITH (\"write.delete.mode\" = "
      "'merge-on-read', format_version = 3)");
  for (const char* prefix : {"a", "b"}) {
    Run(
        fmt::format("INSERT INTO s.w SELECT id, '{}' || CAST(id % 10 AS varchar) FROM "
                    "UNNEST(sequence(1, 5000)) x(id)",
                    prefix));
  }
  Run("DELETE FROM s.w WHERE word = 'a3'");
  Run("ANALYZE s.w");
  const std::string path = Metadata("s", "w")->statistics.front().statistics_path;
  const auto footer = iceberg::ReadPuffinFooter(*store_, path);
  EXPECT_EQ(footer.blobs.at(1).properties.at("ndv"), "19");
}

// Any client may name any path as a file of statistics: only what lies in the table is opened.
TEST_F(AnalyzeTest, FilesOfStatisticsElsewhereAreNotRead) {
  const auto move_to = [&](const std::filesystem::path& target) {
    iceberg::StatisticsFile file = Metadata("s", "t")->statistics.front();
    std::filesystem::create_directories(target.parent_path());
    std::filesystem::copy_file(file.statistics_path, target);
    file.statistics_path = target.string();
    const auto build = [file](const iceberg::TableMetadata*) {
      return catalog::TableCommit{{}, {iceberg::update::SetStatistics{file}}};
    };
    catalog_->Commit("main", {catalog::PutTable{{{"s"}, "t"}, catalog::PutMode::kUpdate, build}},
                     {}, nullptr);
  };
  const std::filesystem::path outside = folder_ / "elsewhere" / "a.stats";
  Run("ANALYZE s.t");
  move_to(std::filesystem::path(Metadata("s", "t")->location) / "metadata" / "b.stats");
  Run("ANALYZE s.t WITH (columns = ARRAY['name'])");
  EXPECT_THAT(Distinct(), Contains("id 3000.0")) << "taken over from the table's own file";
  move_to(outside);
  EXPECT_THAT(Distinct(), Contains("id 3000.0")) << "the metadata has the number";
  Run("ANALYZE s.t WITH (columns = ARRAY['name'])");
  EXPECT_THAT(Distinct(), IsSupersetOf({"id NULL", "name 100.0"}));

  move_to(folder_ / "elsewhere" / "c.stats");
  Run("SET SESSION collect_extended_statistics_on_write = true");
  Run("INSERT INTO s.t (id, name) VALUES (1, 'new')");
  EXPECT_THAT(Distinct(), Contains("name 100.0")) << "nothing is counted on top of it";
  EXPECT_TRUE(std::filesystem::exists(outside));
}

TEST_F(AnalyzeTest, PartitionStatisticsAreBroughtUpToDate) {
  Run("CREATE TABLE s.q (id bigint, k varchar, d date) WITH (format_version = 3, partitioning = "
      "ARRAY['k', 'month(d)'])");
  Run("INSERT INTO s.q VALUES (1, 'a', DATE '2026-01-05'), (2, 'b', DATE '2026-02-05'), (3, NULL, "
      "NULL)");
  Run("ANALYZE s.q");
  const auto rows = [&] {
    const auto statistics = Metadata("s", "q")->partition_statistics;
    const auto current = Metadata("s", "q")->current_snapshot_id;
    for (const auto& file : statistics) {
      if (file.snapshot_id != current) continue;
      std::filesystem::create_directories(folder_ / "landing");
      std::filesystem::copy_file(file.statistics_path, folder_ / "landing" / "q.parquet",
                                 std::filesystem::copy_options::overwrite_existing);
      return Lines(
          "SELECT partition, spec_id, data_record_count, data_file_count, dv_count, "
          "total_record_count FROM TABLE(read_parquet('landing/q.parquet'))");
    }
    return std::vector<std::string>{"none"};
  };
  const std::vector<std::string> first = rows();
  EXPECT_EQ(first.size(), 3u);
  Run("INSERT INTO s.q VALUES (4, 'a', DATE '2026-01-06'), (5, 'c', DATE '2026-01-06')");
  Run("DELETE FROM s.q WHERE k = 'b'");
  Run("ALTER TABLE s.q SET PROPERTIES partitioning = ARRAY['k']");
  Run("INSERT INTO s.q VALUES (6, 'a', NULL)");
  EXPECT_EQ(rows(), std::vector<std::string>{"none"});
  Run("ANALYZE s.q");
  const std::vector<std::string> updated = rows();
  // The same as when all is counted, which is what is done without an earlier file.
  Run("ALTER TABLE s.q EXECUTE optimize_manifests");
  for (const auto& file : Metadata("s", "q")->partition_statistics) {
    std::filesystem::remove(file.statistics_path);
  }
  Run("ANALYZE s.q");
  EXPECT_EQ(rows(), updated);
  EXPECT_EQ(updated.size(), 4u) << "a by month and without, c, NULL";
}

TEST_F(AnalyzeTest, TellsWhatLiesInEachPartition) {
  Run("CREATE TABLE s.p (id bigint, k varchar) WITH (format_version = 3, partitioning = "
      "ARRAY['k'], \"write.delete.mode\" = 'merge-on-read')");
  Run("INSERT INTO s.p SELECT id, nullif('k' || CAST(id % 3 AS varchar), 'k2') FROM "
      "UNNEST(sequence(1, 3000)) x(id)");
  Run("DELETE FROM s.p WHERE id IN (3, 6)");
  Run("ALTER TABLE s.p SET PROPERTIES partitioning = ARRAY['k', 'bucket(id, 2)']");
  Run("INSERT INTO s.p VALUES (3001, 'k0')");
  Run("ANALYZE s.p");
  const auto metadata = Metadata("s", "p");
  ASSERT_EQ(metadata->partition_statistics.size(), 1u);
  const auto& file = metadata->partition_statistics.front();
  EXPECT_EQ(file.snapshot_id, *metadata->current_snapshot_id);
  EXPECT_THAT(file.statistics_path, HasSubstr("/metadata/partition-stats-"));
  EXPECT_EQ(static_cast<uint64_t>(file.file_size_in_bytes),
            std::filesystem::file_size(file.statistics_path));
  std::filesystem::create_directories(folder_ / "landing");
  std::filesystem::copy_file(file.statistics_path, folder_ / "landing" / "p.parquet");
  EXPECT_THAT(
      Lines("SELECT partition.k, partition.id_bucket_2 IS NULL, spec_id, data_record_count, "
            "data_file_count, position_delete_record_count, position_delete_file_count, "
            "total_record_count, dv_count, last_updated_snapshot_id IS NULL FROM "
            "TABLE(read_parquet('landing/p.parquet'))"),
      ElementsAre("NULL|true|0|1000|1|0|0|1000|0|false", "k0|true|0|1000|1|2|0|998|1|false",
                  "k0|false|1|1|1|0|0|1|0|false", "k1|true|0|1000|1|0|0|1000|0|false"));
  Run("ANALYZE s.p");
  EXPECT_EQ(Metadata("s", "p")->partition_statistics.size(), 1u) << "one a snapshot";
  Run("ANALYZE s.t");
  EXPECT_TRUE(Metadata("s", "t")->partition_statistics.empty()) << "it has no partitions";
}

TEST_F(AnalyzeTest, TellsWhatItCannotDo) {
  EXPECT_THAT(ErrorOf("ANALYZE s.t WITH (columns = ARRAY['nam'])").what(),
              HasSubstr("Invalid columns specified for analysis: [nam] (did you mean 'name'?)"));
  EXPECT_THAT(ErrorOf("ANALYZE s.t WITH (columns = ARRAY['part'])").what(),
              HasSubstr("Invalid columns specified for analysis: [part]"));
  EXPECT_THAT(ErrorOf("ANALYZE s.t WITH (colums = ARRAY['id'])").what(),
              HasSubstr("Analyze property 'colums' does not exist"));
  Run("START TRANSACTION");
  Run("INSERT INTO s.t (id) VALUES (1)");
  EXPECT_THAT(ErrorOf("ANALYZE s.t").what(), HasSubstr("COMMIT first"));
  Run("ROLLBACK");
  Run("CREATE TABLE s.empty (id bigint)");
  Run("ANALYZE s.empty");
  EXPECT_EQ(Metadata("s", "empty")->statistics.size(), 1u) << "of the snapshot of CREATE TABLE";
}

}  // namespace
}  // namespace tarn::engine::embedded
