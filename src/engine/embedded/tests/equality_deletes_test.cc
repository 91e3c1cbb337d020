// Tables with equality deletes, as streaming writers leave them. The delete files are data files of
// other tables whose columns have the same ids.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;

class EqualityDeletesTest : public LakeTest {
 protected:
  EqualityDeletesTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint, name varchar, v double)");
    Insert(1, 5000);
  }
  void Insert(int from, int to) {
    Run("INSERT INTO s.t SELECT id, CASE WHEN id % 10 = 0 THEN NULL ELSE 'n' || CAST(id % 10 AS "
        "varchar) END, id FROM UNNEST(sequence(" +
        std::to_string(from) + ", " + std::to_string(to) + ")) x(id)");
  }
  std::vector<iceberg::DataFile> FilesOf(const std::string& table) {
    const auto metadata = Metadata("s", table);
    std::vector<iceberg::DataFile> files;
    for (const auto& task :
         iceberg::PlanFiles(*metadata, *metadata->current_snapshot(), catalog_->store()).tasks) {
      files.push_back(task.file());
    }
    return files;
  }
  // Deletes the rows of s.t that are equal to one of `query` in the columns `ids`; those in the
  // partition of `beside` where there is one.
  void DeleteEqual(const std::string& query, std::vector<iceberg::FieldId> ids,
                   const std::optional<iceberg::DataFile>& beside = {}) {
    // A table of its own each time: its columns have the ids 1, 2, ….
    const std::string name = "d" + std::to_string(++tables_);
    Run("CREATE TABLE s." + name + " AS " + query);
    iceberg::DataFile file = FilesOf(name).at(0);
    if (beside) {
      file.spec_id = beside->spec_id;
      file.partition = beside->partition;
    }
    file.content = iceberg::FileContent::kEqualityDeletes;
    file.equality_ids = std::move(ids);
    catalog::PutTable put;
    put.table = {{"s"}, "t"};
    put.build = [&](const iceberg::TableMetadata* current) {
      iceberg::RowDelta delta({catalog_->store(), {}, nullptr});
      delta.AddDeletes(file);
      auto result = delta.Apply(*current);
      return catalog::TableCommit{std::move(result.requirements), std::move(result.updates)};
    };
    catalog_->Commit("main", {put}, {});
  }

  int tables_ = 0;
};

TEST_F(EqualityDeletesTest, TakeOutOlderRowsOnly) {
  DeleteEqual("SELECT id FROM UNNEST(sequence(1, 5000, 2)) x(id)", {1});
  EXPECT_THAT(Lines("SELECT count(*), min(id), sum(id) FROM s.t"), ElementsAre("2500|2|6252500"));
  Insert(1, 10);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("2510")) << "newer rows stay";
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE id = 3"), ElementsAre("1"));
}

TEST_F(EqualityDeletesTest, CompareNullsAndSeveralColumns) {
  // Columns 1 and 2: (10, NULL) is there, (11, 'n1') is there, (12, 'x') is not.
  DeleteEqual(
      "SELECT id, name FROM (VALUES (BIGINT '10', CAST(NULL AS varchar)), (11, 'n1'), "
      "(12, 'x')) x(id, name)",
      {1, 2});
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("4998"));
  EXPECT_THAT(Lines("SELECT id FROM s.t WHERE id BETWEEN 9 AND 13 ORDER BY id"),
              ElementsAre("9", "12", "13"));
}

TEST_F(EqualityDeletesTest, WorkAcrossFilesEvolutionAndOtherDeletes) {
  Insert(5001, 6000);
  Run("ALTER TABLE s.t RENAME COLUMN id TO key");
  DeleteEqual("SELECT id FROM UNNEST(sequence(4991, 5010)) x(id)", {1});
  Run("ALTER TABLE s.t SET PROPERTIES \"write.delete.mode\" = 'merge-on-read'");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("5980"));
  Run("DELETE FROM s.t WHERE key % 100 = 0");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("5921"));
  DeleteEqual("SELECT CAST(NULL AS bigint) AS a, name FROM (VALUES 'n1', 'n2') x(name)", {2});
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE name IN ('n1', 'n2')"), ElementsAre("0"));
  // Rewriting applies them for good.
  Run("ALTER TABLE s.t SET PROPERTIES \"write.update.mode\" = 'copy-on-write'");
  const auto before = Lines("SELECT count(*), sum(key) FROM s.t");
  Run("UPDATE s.t SET v = 0");
  EXPECT_EQ(Lines("SELECT count(*), sum(key) FROM s.t"), before);
}

TEST_F(EqualityDeletesTest, OptimizeAppliesThemForGood) {
  DeleteEqual("SELECT id FROM UNNEST(sequence(1, 5000, 2)) x(id)", {1});
  Insert(1, 10);
  const auto before = Lines("SELECT count(*), sum(id), count(name) FROM s.t");
  EXPECT_THAT(Lines("ALTER TABLE s.t EXECUTE optimize"),
              ElementsAre("rewritten_data_files_count|2", "removed_delete_files_count|1",
                          "added_data_files_count|1"));
  EXPECT_EQ(Lines("SELECT count(*), sum(id), count(name) FROM s.t"), before);
  EXPECT_THAT(Lines(R"(SELECT content, count(*) FROM s."t$files" GROUP BY 1)"), ElementsAre("0|1"));
  EXPECT_EQ(Metadata("s", "t")->current_snapshot()->summary.at("total-equality-deletes"), "0");
  // Rows kept their age: what deletes older rows deletes them, what came before does not.
  DeleteEqual("SELECT id FROM UNNEST(sequence(1, 3)) x(id)", {1});
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE id < 4"), ElementsAre("0"));
}

TEST_F(EqualityDeletesTest, OfADroppedColumnStillApply) {
  DeleteEqual("SELECT CAST(0 AS bigint) AS a, name FROM (VALUES 'n5') x(name)", {2});
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("4500"));
  Run("ALTER TABLE s.t DROP COLUMN name");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("4500"));
}

TEST_F(EqualityDeletesTest, ApplyToFilesWithoutFieldIds) {
  // Two such files beside one with ids; columns in another order, one of them renamed since, one
  // that is not there.
  const std::string folder = (folder_ / "plain").string();
  std::filesystem::create_directories(folder);
  session_->Export(
      {"SELECT CAST(id AS varchar) AS \"na me\", id FROM UNNEST(sequence(BIGINT '9001', "
       "9010)) x(id)",
       folder + "/a.parquet"});
  session_->Export(
      {"SELECT ROW(1, ROW(2)) AS other, id FROM UNNEST(sequence(BIGINT '9011', 9020)) "
       "x(id)",
       folder + "/b.parquet"});
  Run("ALTER TABLE s.t RENAME COLUMN name TO \"na me\"");
  Run("ALTER TABLE s.t EXECUTE add_files(location => '" + folder + "', format => 'PARQUET')");
  Run("ALTER TABLE s.t RENAME COLUMN \"na me\" TO title");
  EXPECT_THAT(Lines("SELECT count(*), count(title) FROM s.t WHERE id > 9000"),
              ElementsAre("20|10"));
  DeleteEqual("SELECT id FROM UNNEST(sequence(4991, 9012)) x(id)", {1});
  EXPECT_THAT(Lines("SELECT count(*), min(id), max(id) FROM s.t WHERE id > 4980"),
              ElementsAre("18|4981|9020"));
  DeleteEqual("SELECT BIGINT '9013' AS id, CAST(NULL AS varchar) AS title", {1, 2});
  DeleteEqual("SELECT BIGINT '4981' AS id, 'n1' AS title", {1, 2});
  EXPECT_THAT(Lines("SELECT count(*), min(id) FROM s.t WHERE id > 4980"), ElementsAre("16|4982"));
}

TEST_F(EqualityDeletesTest, CompareThePartitionOfFilesWithoutTheColumn) {
  const std::string folder = (folder_ / "warehouse" / "s" / "h").string();
  for (const std::string day : {"2026-01-01", "2026-01-02"}) {
    std::filesystem::create_directories(folder + "/day=" + day);
    session_->Export({"SELECT x AS id FROM UNNEST(sequence(1, 10)) t(x)",
                      folder + "/day=" + day + "/1.parquet"});
  }
  Run("CALL system.migrate('s', 'h')");
  Run("DROP TABLE s.t");
  Run("ALTER TABLE s.h RENAME TO s.t");
  const auto* day = Metadata("s", "t")->current_schema().FindField("day");
  ASSERT_NE(day, nullptr);
  for (const iceberg::DataFile& file : FilesOf("t")) {
    DeleteEqual("SELECT BIGINT '3' AS id, DATE '2026-01-02' AS day", {1, day->id}, file);
  }
  EXPECT_THAT(Lines("SELECT CAST(day AS varchar), count(*) FROM s.t GROUP BY 1 ORDER BY 1"),
              ElementsAre("2026-01-01|10", "2026-01-02|9"));
}

TEST_F(EqualityDeletesTest, OfAFieldThatNeverWasIsCorrupt) {
  DeleteEqual("SELECT id FROM UNNEST(sequence(1, 2)) x(id)", {99});
  EXPECT_EQ(ErrorOf("SELECT count(v) FROM s.t").kind(), ErrorKind::kDataCorruption);
}

}  // namespace
}  // namespace tarn::engine::embedded
