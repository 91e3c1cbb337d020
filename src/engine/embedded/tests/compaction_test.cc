// Compaction of what DELETE, UPDATE and MERGE leave behind, and what happens when others change the
// table meanwhile.
#include "engine/embedded/tests/lake_fixture.h"
#include "store/testing/faulty_store.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class CompactionTest : public LakeTest {
 protected:
  CompactionTest() : faulty_(*store_) {
    Run("CREATE SCHEMA s");
    Create("merge-on-read");
    // Another engine on the same lake, whose calls of the store can be listened to.
    catalog::CatalogOptions options;
    options.warehouse = (folder_ / "warehouse").string();
    options.state_directory = (folder_ / "state").string();
    listening_catalog_ = catalog::OpenCatalog(*database_, faulty_, options);
    EmbeddedOptions embedded;
    embedded.threads = 2;
    embedded.temp_directory = (folder_ / "tmp2").string();
    listening_engine_ = NewEmbeddedEngine(*listening_catalog_, embedded);
    listening_ = listening_engine_->NewSession({});
  }
  ~CompactionTest() override {
    listening_.reset();
    listening_engine_.reset();
    listening_catalog_.reset();
  }

  void Create(const std::string& mode, const std::string& more = "") {
    Run("CREATE OR REPLACE TABLE s.t (id bigint, p bigint, v varchar) WITH (partitioning = "
        "ARRAY['p'], \"write.delete.mode\" = '" +
        mode + "', \"write.update.mode\" = '" + mode + "', \"write.merge.mode\" = '" + mode + "'" +
        more + ")");
  }
  void Insert(int from, int to) {
    Run(
        fmt::format("INSERT INTO s.t SELECT id, id % 2, 'v' || CAST(id AS varchar) FROM "
                    "UNNEST(sequence({}, {})) x(id)",
                    from, to));
  }
  // For the columns id, p, name, w.
  void InsertMore(int from, int to) {
    Run(
        fmt::format("INSERT INTO s.t SELECT id, id % 2, 'n' || CAST(id AS varchar), id * 2 FROM "
                    "UNNEST(sequence({}, {})) x(id)",
                    from, to));
  }
  // Data, position deletes and equality deletes: "0|4", "1|3".
  std::vector<std::string> Contents() {
    return Lines(R"(SELECT content, count(*) FROM s."t$files" GROUP BY 1 ORDER BY 1)");
  }
  std::vector<std::string> All() { return Lines("SELECT id, p, v FROM s.t ORDER BY 1, 2, 3"); }
  static std::string Optimize() { return "ALTER TABLE s.t EXECUTE optimize"; }
  static std::string RewriteDeletes(const std::string& arguments = "") {
    return "ALTER TABLE s.t EXECUTE rewrite_position_delete_files" + arguments;
  }
  // Runs a statement while others do something just before its manifests are written.
  std::optional<ErrorKind> WithMeanwhile(const std::string& sql, const std::string& theirs) {
    bool done = false;
    faulty_.before = [&](store::testing::Call call, const std::string& path) {
      if (done || call != store::testing::Call::kWrite || !path.ends_with(".avro")) return;
      done = true;
      Run(theirs);
    };
    std::optional<ErrorKind> kind;
    try {
      Run(*listening_, sql);
    } catch (const base::Error& error) {
      kind = error.kind();
    }
    faulty_.before = [](store::testing::Call, const std::string&) {};
    EXPECT_TRUE(done) << sql;
    return kind;
  }

  store::testing::FaultyStore faulty_;
  std::unique_ptr<catalog::Catalog> listening_catalog_;
  std::unique_ptr<Engine> listening_engine_;
  std::unique_ptr<Session> listening_;
};

TEST_F(CompactionTest, AppliesPositionDeletesForGood) {
  Insert(1, 100);
  Insert(101, 200);
  Run("DELETE FROM s.t WHERE id % 3 = 0");
  Run("UPDATE s.t SET v = 'new' WHERE id BETWEEN 40 AND 60");
  Run("MERGE INTO s.t USING (VALUES 100, 300) m(k) ON t.id = m.k WHEN MATCHED THEN DELETE WHEN NOT "
      "MATCHED THEN INSERT VALUES (k, 0, 'merged')");
  const auto rows = All();
  ASSERT_THAT(Contents(), SizeIs(2)) << "there are delete files";
  Run(Optimize());
  EXPECT_EQ(All(), rows);
  EXPECT_THAT(Contents(), ElementsAre("0|2")) << "one file a partition, no deletes";
  const auto& summary = Metadata("s", "t")->current_snapshot()->summary;
  EXPECT_EQ(summary.at("total-delete-files"), "0");
  EXPECT_EQ(summary.at("total-position-deletes"), "0");
  EXPECT_EQ(summary.at("total-records"), std::to_string(rows.size()));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre(std::to_string(rows.size())));
}

TEST_F(CompactionTest, TakesDeletesOfAPartitionThatWhereSelects) {
  Insert(1, 100);
  Run("DELETE FROM s.t WHERE id IN (2, 3)");
  Run(Optimize() + " WHERE p = 0");
  EXPECT_THAT(Lines(R"(SELECT partition.p FROM s."t$files" WHERE content = 1)"), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT count(*), sum(id) FROM s.t"), ElementsAre("98|5045"));
}

TEST_F(CompactionTest, KeepsRowsOfCopyOnWriteTables) {
  Create("copy-on-write");
  Insert(1, 100);
  Insert(101, 200);
  Run("DELETE FROM s.t WHERE id % 3 = 0");
  Run("UPDATE s.t SET v = 'new' WHERE id > 190");
  const auto rows = All();
  Run(Optimize());
  EXPECT_EQ(All(), rows);
  EXPECT_THAT(Contents(), ElementsAre("0|2"));
}

TEST_F(CompactionTest, FilesThatLostEveryRowGo) {
  Insert(1, 10);
  Insert(11, 20);
  // By a condition that files cannot be judged by, so that delete files are written.
  Run("DELETE FROM s.t WHERE length(v) = 2 AND id <> 1");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("12"));
  Run(Optimize());
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("12"));
  EXPECT_THAT(Contents(), ElementsAre("0|2"));
}

TEST_F(CompactionTest, WritesSortedTablesInOrder) {
  Run("CREATE TABLE s.sorted (id bigint, v bigint) WITH (sorted_by = ARRAY['v DESC', 'id'])");
  for (int i = 0; i < 3; ++i) {
    Run("INSERT INTO s.sorted SELECT n, (n * 7919) % 1009 FROM UNNEST(sequence(1, 5000)) x(n)");
  }
  Run("DELETE FROM s.sorted WHERE id % 7 = 0");
  Run("ALTER TABLE s.sorted EXECUTE optimize");
  EXPECT_THAT(Lines(R"(SELECT sort_order_id FROM s."sorted$files")"), ElementsAre("1"));
  EXPECT_THAT(Lines("SELECT id, v FROM s.sorted"),
              ::testing::ElementsAreArray(Lines("SELECT id, v FROM s.sorted ORDER BY v DESC, id")));
}

TEST_F(CompactionTest, BringsFilesIntoThePresentColumnsAndPartitions) {
  Insert(1, 20);
  Run("ALTER TABLE s.t ADD COLUMN w bigint");
  Run("ALTER TABLE s.t RENAME COLUMN v TO name");
  InsertMore(21, 40);
  Run("ALTER TABLE s.t SET PROPERTIES partitioning = ARRAY['bucket(id, 2)']");
  InsertMore(41, 60);
  const auto rows = Lines("SELECT * FROM s.t ORDER BY id");
  Run(Optimize());
  EXPECT_EQ(Lines("SELECT * FROM s.t ORDER BY id"), rows);
  // Files of the earlier partitioning went into two; those that were alone in theirs stayed.
  EXPECT_THAT(Contents(), ElementsAre("0|4"));
  Run(Optimize());
  EXPECT_EQ(Lines("SELECT * FROM s.t ORDER BY id"), rows);
  EXPECT_THAT(Contents(), ElementsAre("0|2"));
}

// --- others meanwhile ---

TEST_F(CompactionTest, AppendsMeanwhileDoNotDisturb) {
  Insert(1, 10);
  Insert(11, 20);
  EXPECT_EQ(WithMeanwhile(Optimize(), "INSERT INTO s.t VALUES (100, 0, 'late')"), std::nullopt);
  EXPECT_THAT(Lines("SELECT count(*), max(id) FROM s.t"), ElementsAre("21|100"));
  EXPECT_THAT(Contents(), ElementsAre("0|3"));
}

TEST_F(CompactionTest, DeletedRowsMeanwhileAreAConflictAndStayDeleted) {
  for (const char* mode : {"merge-on-read", "copy-on-write"}) {
    Create(mode);
    Insert(1, 10);
    Insert(11, 20);
    const size_t before = DataFiles().size();
    EXPECT_EQ(WithMeanwhile(Optimize(), "DELETE FROM s.t WHERE id = 5"), ErrorKind::kConflict);
    EXPECT_EQ(DataFiles().size(), before + 1) << mode << ": what was compacted is removed again";
    EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("19")) << mode;
    Run(Optimize());
    EXPECT_THAT(Lines("SELECT count(*), sum(id) FROM s.t"), ElementsAre("19|205")) << mode;
    EXPECT_THAT(Contents(), ElementsAre("0|2")) << mode;
  }
}

TEST_F(CompactionTest, ADeleteWhoseFilesWereCompactedIsAConflict) {
  for (const char* mode : {"merge-on-read", "copy-on-write"}) {
    Create(mode);
    Insert(1, 10);
    Insert(11, 20);
    Run("START TRANSACTION");
    Run("DELETE FROM s.t WHERE id = 5");
    Run(*listening_, Optimize());
    EXPECT_EQ(ErrorOf("COMMIT").kind(), ErrorKind::kConflict) << mode;
    EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("20"));
    Run("DELETE FROM s.t WHERE id = 5");
    EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("19"));
  }
}

TEST_F(CompactionTest, TheSameCompactionTwiceAtOnceIsAConflict) {
  Insert(1, 10);
  Insert(11, 20);
  EXPECT_EQ(WithMeanwhile(Optimize(), Optimize()), ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("20"));
}

// --- delete files ---

TEST_F(CompactionTest, PositionDeleteFilesBecomeOneOfEachPartition) {
  Insert(1, 100);
  Insert(101, 200);
  for (int i = 1; i <= 5; ++i) Run(fmt::format("DELETE FROM s.t WHERE id % 40 = {}", i));
  const auto rows = All();
  const auto before = Contents();
  EXPECT_THAT(Lines(RewriteDeletes("(dry_run => true)")),
              ElementsAre(HasSubstr("rewritten_delete_files_count|10"),
                          HasSubstr("rewritten_bytes_count|")));
  EXPECT_EQ(Contents(), before);
  EXPECT_THAT(Lines(RewriteDeletes()),
              ElementsAre("rewritten_delete_files_count|10", HasSubstr("rewritten_bytes_count|"),
                          "added_delete_files_count|2", HasSubstr("added_bytes_count|")));
  EXPECT_THAT(Contents(), ElementsAre("0|4", "1|2"));
  EXPECT_EQ(All(), rows);
  EXPECT_EQ(Metadata("s", "t")->current_snapshot()->operation, iceberg::Operation::kReplace);
  EXPECT_EQ(catalog_->Log("main", 1).at(0).message, "rewrite_position_delete_files s.t");
  // Nothing more to gain, so no commit.
  const auto head = Metadata("s", "t")->current_snapshot_id;
  EXPECT_THAT(Lines(RewriteDeletes()).at(0), "rewritten_delete_files_count|0");
  EXPECT_EQ(Metadata("s", "t")->current_snapshot_id, head);
  // More deletes of the same files add up with what was packed, and compaction takes all.
  Run("DELETE FROM s.t WHERE id = 200");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre(std::to_string(rows.size() - 1)));
  Run(Optimize());
  EXPECT_THAT(Contents(), ElementsAre("0|2"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre(std::to_string(rows.size() - 1)));
}

TEST_F(CompactionTest, DeletesOfFilesThatAreGoneGo) {
  Insert(1, 100);
  Insert(101, 200);
  Run("DELETE FROM s.t WHERE id IN (1, 2, 3, 4, 101, 102, 103, 104)");
  Run(RewriteDeletes());
  ASSERT_THAT(Contents(), ElementsAre("0|4", "1|2"));
  const auto positions = [&] {
    return Lines(R"(SELECT sum(record_count) FROM s."t$files" WHERE content = 1)");
  };
  EXPECT_THAT(positions(), ElementsAre("8"));
  Run("DELETE FROM s.t WHERE id <= 100");  // its files go as a whole or by delete files
  Run(Optimize() + " WHERE id <= 100");
  const auto rows = All();
  Run(RewriteDeletes("(rewrite_all => true)"));
  EXPECT_EQ(All(), rows);
  EXPECT_THAT(positions(), ElementsAre("4")) << "those of the files that are left";
}

TEST_F(CompactionTest, PositionDeletesByFileStayByFile) {
  Create("merge-on-read", ", \"write.delete.granularity\" = 'file'");
  Insert(1, 100);
  Insert(101, 200);
  for (int i = 1; i <= 3; ++i) Run(fmt::format("DELETE FROM s.t WHERE id % 40 = {}", 2 * i));
  const auto rows = All();
  EXPECT_THAT(Lines(RewriteDeletes()).at(2), "added_delete_files_count|2");
  EXPECT_THAT(Contents(), ElementsAre("0|4", "1|2"));
  EXPECT_EQ(All(), rows);
}

TEST_F(CompactionTest, DeletesMeanwhileStayBesideRewrittenDeleteFiles) {
  Insert(1, 100);
  for (int i = 1; i <= 3; ++i) Run(fmt::format("DELETE FROM s.t WHERE id = {}", i));
  EXPECT_EQ(WithMeanwhile(RewriteDeletes(), "DELETE FROM s.t WHERE id = 50"), std::nullopt);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("96"));
  for (int i = 4; i <= 6; ++i) Run(fmt::format("DELETE FROM s.t WHERE id = {}", i));
  EXPECT_EQ(WithMeanwhile(RewriteDeletes(), Optimize()), ErrorKind::kConflict);
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("93"));
}

TEST_F(CompactionTest, TablesWithoutDeleteFilesAreLeftAlone) {
  EXPECT_THAT(Lines(RewriteDeletes()).at(0), "rewritten_delete_files_count|0");
  Insert(1, 10);
  EXPECT_THAT(Lines(RewriteDeletes()).at(0), "rewritten_delete_files_count|0");
  EXPECT_EQ(ErrorOf(RewriteDeletes("(rewrite_all => 'yes')")).kind(), ErrorKind::kInvalidArgument);
  EXPECT_EQ(ErrorOf(RewriteDeletes() + " WHERE p = 0").kind(), ErrorKind::kInvalidArgument);
  Run("ALTER TABLE s.t SET PROPERTIES \"write.delete.granularity\" = 'row'");
  EXPECT_THAT(ErrorOf(RewriteDeletes()).message(), HasSubstr("write.delete.granularity"));
}

// --- format version 3 ---

TEST_F(CompactionTest, RowsOfVersion3KeepTheirIds) {
  Run("CREATE TABLE s.three (id bigint) WITH (format_version = 3)");
  for (int i = 0; i < 4; ++i) Run(fmt::format("INSERT INTO s.three VALUES ({}), ({})", i, i + 10));
  Run("DELETE FROM s.three WHERE id = 12");
  const auto rows = [&] {
    return Lines(
        "SELECT id, \"$row_id\", \"$last_updated_sequence_number\" FROM s.three ORDER BY id");
  };
  const auto before = rows();
  ASSERT_EQ(before.size(), 7u);
  Run("ALTER TABLE s.three EXECUTE optimize");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.\"three$files\""), ElementsAre("1"));
  EXPECT_EQ(rows(), before);
  const int64_t next = Metadata("s", "three")->next_row_id;
  Run("ALTER TABLE s.three EXECUTE optimize_manifests");
  EXPECT_THAT(Lines("SELECT count(*), sum(id) FROM s.three"), ElementsAre("7|40"));
  EXPECT_GE(Metadata("s", "three")->next_row_id, next);
  Run("INSERT INTO s.three VALUES (100)");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.three"), ElementsAre("8"));
}

}  // namespace
}  // namespace tarn::engine::embedded
