// Tables of format version 3: deletion vectors, and rows that keep who they are.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class RowLineageTest : public LakeTest {
 protected:
  RowLineageTest() {
    Run("CREATE SCHEMA s");
    other_ = engine_->NewSession({});
  }
  void Create(const std::string& mode, const std::string& version = "3") {
    Run("CREATE TABLE s.t (id bigint, v bigint) WITH (format_version = " + version +
        ", \"write.delete.mode\" = '" + mode + "', \"write.update.mode\" = '" + mode +
        "', \"write.merge.mode\" = '" + mode + "', \"write.delete.isolation-level\" = 'snapshot')");
  }
  // Delete files of the current snapshot by data file: "PUFFIN 2" for two rows.
  std::vector<std::string> Deletes() {
    return Lines(
        "SELECT file_format || ' ' || CAST(record_count AS varchar) FROM s.\"t$files\" "
        "WHERE content = 1");
  }
  std::vector<std::string> Lineage() {
    return Lines(
        "SELECT id, v, \"$row_id\", \"$last_updated_sequence_number\" FROM s.t "
        "ORDER BY id");
  }

  std::unique_ptr<Session> other_;
};

TEST_F(RowLineageTest, EveryKindOfChangeKeepsWhoRowsAre) {
  for (const char* mode : {"copy-on-write", "merge-on-read"}) {
    SCOPED_TRACE(mode);
    Create(mode);
    Run("INSERT INTO s.t VALUES (1, 10), (2, 20), (3, 30), (4, 40)");
    Run("INSERT INTO s.t VALUES (5, 50)");
    EXPECT_THAT(Lineage(), ElementsAre("1|10|0|2", "2|20|1|2", "3|30|2|2", "4|40|3|2", "5|50|4|3"));
    Run("DELETE FROM s.t WHERE id = 2");
    Run("UPDATE s.t SET v = 31 WHERE id = 3");
    Run("MERGE INTO s.t USING (VALUES (4, 44), (9, 99)) x(k, w) ON id = k "
        "WHEN MATCHED THEN UPDATE SET v = w WHEN NOT MATCHED THEN INSERT VALUES (k, w)");
    auto rows = Lineage();
    const std::string inserted = rows.back();
    rows.pop_back();
    EXPECT_THAT(rows, ElementsAre("1|10|0|2", "3|31|2|5", "4|44|3|6", "5|50|4|3"));
    EXPECT_THAT(Lines("SELECT count(DISTINCT \"$row_id\") FROM s.t"), ElementsAre("5"));
    // A new row keeps the id that its commit gave it.
    Run("UPDATE s.t SET v = 98 WHERE id = 9");
    const auto row_id = [](const std::string& row) {
      const size_t first = row.find('|', row.find('|') + 1) + 1;
      return row.substr(first, row.find('|', first) - first);
    };
    EXPECT_EQ(row_id(Lineage().back()), row_id(inserted));
    Run("DROP TABLE s.t");
  }
}

TEST_F(RowLineageTest, FiltersFindRowsByTheirIds) {
  Create("merge-on-read");
  Run("INSERT INTO s.t SELECT id, 0 FROM UNNEST(sequence(1, 5000)) x(id)");
  Run("UPDATE s.t SET v = 1 WHERE id = 4000");
  EXPECT_THAT(Lines("SELECT id, v FROM s.t WHERE \"$row_id\" IN (17, 3999)"),
              UnorderedElementsAre("18|0", "4000|1"));
  EXPECT_THAT(Lines("SELECT id FROM s.t WHERE \"$last_updated_sequence_number\" = 3"),
              ElementsAre("4000"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE \"$row_id\" = \"$pos\""), ElementsAre("4999"));
}

TEST_F(RowLineageTest, NanosecondsAreKept) {
  Run("CREATE TABLE s.n (id bigint, ts timestamp(9), d date) WITH (format_version = 3, "
      "partitioning = ARRAY['day(ts)'])");
  Run("INSERT INTO s.n VALUES (1, TIMESTAMP '2026-01-01 10:00:00.123456789', DATE '2026-01-01'), "
      "(2, TIMESTAMP '1969-12-31 23:59:59.999999999', DATE '1969-12-31')");
  EXPECT_THAT(Lines("SELECT ts FROM s.n ORDER BY ts"),
              ElementsAre("1969-12-31 23:59:59.999999999", "2026-01-01 10:00:00.123456789"));
  EXPECT_THAT(Lines("SELECT id FROM s.n WHERE ts = TIMESTAMP '2026-01-01 10:00:00.123456789'"),
              ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT \"$partition\" FROM s.n WHERE ts < TIMESTAMP '1970-01-01'"),
              ElementsAre("ts_day=1969-12-31"));
  Run("UPDATE s.n SET id = 3 WHERE id = 1");
  EXPECT_THAT(Lines("SELECT id, max(ts) FROM s.n GROUP BY id ORDER BY id DESC LIMIT 1"),
              ElementsAre("3|2026-01-01 10:00:00.123456789"));
  Run("ALTER TABLE s.n ALTER COLUMN d SET DATA TYPE timestamp(6)");
  EXPECT_THAT(Lines("SELECT d FROM s.n WHERE d < TIMESTAMP '1970-01-01'"),
              ElementsAre("1969-12-31 00:00:00.000000"));
  Run("CREATE TABLE s.two AS SELECT ts FROM s.n");
  EXPECT_THAT(Lines("SELECT max(ts) FROM s.two"), ElementsAre("2026-01-01 10:00:00.123457"))
      << "version 2 has microseconds";
}

TEST_F(RowLineageTest, EarlierVersionsHaveNoSuchColumns) {
  Create("merge-on-read", "2");
  EXPECT_THAT(ErrorOf("SELECT \"$row_id\" FROM s.t").what(), ::testing::HasSubstr("$row_id"));
}

TEST_F(RowLineageTest, ADataFileHasOneVector) {
  Create("merge-on-read");
  Run("INSERT INTO s.t SELECT id, id FROM UNNEST(sequence(1, 1000)) x(id)");
  Run("DELETE FROM s.t WHERE id % 10 = 3");
  Run("DELETE FROM s.t WHERE id % 10 = 4");
  EXPECT_THAT(Deletes(), ElementsAre("PUFFIN 200"));
  EXPECT_THAT(Lines("SELECT count(*), sum(id) FROM s.t"), ElementsAre("800|400800"));
  Run("DELETE FROM s.t WHERE id > 0");
  EXPECT_THAT(Deletes(), ElementsAre()) << "the vector goes with its data file";
}

TEST_F(RowLineageTest, PositionDeletesOfAnUpgradedTableGoIntoTheVector) {
  Create("merge-on-read", "2");
  Run("INSERT INTO s.t SELECT id, id FROM UNNEST(sequence(1, 1000)) x(id)");
  Run("DELETE FROM s.t WHERE id % 10 = 3");
  EXPECT_THAT(Deletes(), ElementsAre("PARQUET 100"));
  Run("ALTER TABLE s.t SET PROPERTIES format_version = 3");
  EXPECT_THAT(Lines("SELECT count(*), count(\"$row_id\") FROM s.t"), ElementsAre("900|0"))
      << "rows have ids from the first commit on";
  Run("DELETE FROM s.t WHERE id % 10 = 4");
  EXPECT_THAT(Deletes(), ElementsAre("PUFFIN 200"));
  EXPECT_THAT(Lines("SELECT count(*), sum(id), min(\"$row_id\"), max(\"$row_id\") FROM s.t"),
              ElementsAre("800|400800|0|999"));
}

TEST_F(RowLineageTest, VectorsOfCommitsAtTheSameTimeAreMerged) {
  Create("merge-on-read");
  Run("INSERT INTO s.t SELECT id, id FROM UNNEST(sequence(1, 1000)) x(id)");
  for (int round = 0; round < 2; ++round) {  // without an earlier vector, and with one
    Run("START TRANSACTION");
    Run("DELETE FROM s.t WHERE id % 10 = " + std::to_string(2 * round));
    Run(*other_, "DELETE FROM s.t WHERE id % 10 = " + std::to_string(2 * round + 1));
    Run("COMMIT");
    EXPECT_THAT(Deletes(), ElementsAre("PUFFIN " + std::to_string(200 * (round + 1))));
  }
  EXPECT_THAT(Lines("SELECT count(*), min(id % 10) FROM s.t"), ElementsAre("600|4"));
  // One Puffin file is left of each try that was superseded: none.
  size_t puffins = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "warehouse")) {
    puffins += entry.path().extension() == ".puffin" ? 1 : 0;
  }
  EXPECT_EQ(puffins, 4u);
}

TEST_F(RowLineageTest, AnUpdateDoesNotMissWhatOthersDeleted) {
  Create("merge-on-read");
  Run("INSERT INTO s.t SELECT id, id FROM UNNEST(sequence(1, 100)) x(id)");
  Run("START TRANSACTION");
  Run("UPDATE s.t SET v = -1 WHERE id = 7");
  Run(*other_, "DELETE FROM s.t WHERE id = 7");
  EXPECT_EQ(ErrorOf("COMMIT").kind(), base::ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t WHERE v = -1"), ElementsAre("0"));
}

}  // namespace
}  // namespace tarn::engine::embedded
