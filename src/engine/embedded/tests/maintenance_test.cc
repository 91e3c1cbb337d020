#include "engine/embedded/quantities.h"
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MaintenanceTest : public LakeTest {
 protected:
  MaintenanceTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint, day date) WITH (partitioning = ARRAY['day'])");
  }
  void Insert(int first, int count, const std::string& day = "2026-01-01") {
    for (int i = first; i < first + count; ++i) {
      Run(fmt::format("INSERT INTO s.t VALUES ({}, DATE '{}')", i, day));
    }
  }
  // {"metric_name": metric_value}.
  std::map<std::string, int64_t> MetricsOf(const std::string& sql) {
    std::map<std::string, int64_t> metrics;
    for (const auto& row : Run(sql).rows) {
      metrics[std::get<std::string>(row[0].data)] = std::get<int64_t>(row[1].data);
    }
    return metrics;
  }
  void AllowAnyAge() {
    Run("SET SESSION expire_snapshots_min_retention = '0s'");
    Run("SET SESSION remove_orphan_files_min_retention = '0s'");
    Run("SET SESSION commit_retention = '0s'");
  }
  std::string Sum() {
    return Lines("SELECT CAST(sum(id) AS varchar) || '/' || CAST(count(*) AS varchar) FROM s.t")
        .at(0);
  }
};

TEST(QuantitiesTest, DurationsAndSizesAsTrinoTakesThem) {
  using std::chrono::hours;
  EXPECT_EQ(ParseDuration("7d"), hours(7 * 24));
  EXPECT_EQ(ParseDuration("1.5h"), std::chrono::minutes(90));
  EXPECT_EQ(ParseDuration("0s"), hours(0));
  EXPECT_EQ(ParseDuration(" 10 m "), std::chrono::minutes(10));
  for (const char* wrong : {"", "7", "d", "-1d", "7 days", "nan d", "1e9d", "1000000d"}) {
    EXPECT_FALSE(ParseDuration(wrong)) << wrong;
  }
  EXPECT_EQ(FormatDuration(hours(7 * 24)), "7.00d");
  EXPECT_EQ(FormatDuration(std::chrono::minutes(90)), "1.50h");
  EXPECT_EQ(FormatDuration(hours(0)), "0.00s");
  EXPECT_EQ(ParseDataSize("128MB"), int64_t{128} << 20);
  EXPECT_EQ(ParseDataSize("1.5kB"), 1536);
  EXPECT_EQ(ParseDataSize("10B"), 10);
  for (const char* wrong : {"", "10", "MB", "-1MB", "1mb", "1e30PB", "9999999PB"}) {
    EXPECT_FALSE(ParseDataSize(wrong)) << wrong;
  }
}

TEST_F(MaintenanceTest, OptimizeMakesOneFileOfManyInEachPartition) {
  Insert(1, 5);
  Insert(10, 3, "2026-01-02");
  Insert(20, 1, "2026-01-03");
  const std::string before = Sum();
  auto metrics = MetricsOf("ALTER TABLE s.t EXECUTE optimize(dry_run => true)");
  EXPECT_EQ(metrics["rewritten_data_files_count"], 8);
  EXPECT_EQ(DataFiles().size(), 9u);
  metrics = MetricsOf("ALTER TABLE s.t EXECUTE optimize");
  EXPECT_EQ(metrics["rewritten_data_files_count"], 8) << "a file alone in its partition stays";
  EXPECT_EQ(metrics["added_data_files_count"], 2);
  EXPECT_EQ(Sum(), before);
  EXPECT_THAT(Lines(R"(SELECT DISTINCT "$path" FROM s.t)"), SizeIs(3));
  metrics = MetricsOf("ALTER TABLE s.t EXECUTE optimize(file_size_threshold => '128MB')");
  EXPECT_EQ(metrics["rewritten_data_files_count"], 0);
  EXPECT_EQ(metrics["added_data_files_count"], 0);
  const auto log = catalog_->Log("main", 1);
  EXPECT_EQ(log.at(0).message, "optimize s.t");
}

TEST_F(MaintenanceTest, OptimizeTakesFilesByThresholdAndCondition) {
  Insert(1, 3);
  Insert(10, 3, "2026-01-02");
  EXPECT_EQ(MetricsOf("ALTER TABLE s.t EXECUTE optimize(file_size_threshold => '10B')")
                ["rewritten_data_files_count"],
            0);
  EXPECT_EQ(MetricsOf("ALTER TABLE s.t EXECUTE optimize('1GB') WHERE day = DATE '2026-01-02'")
                ["rewritten_data_files_count"],
            3);
  EXPECT_THAT(Lines(R"(SELECT DISTINCT "$path" FROM s.t)"), SizeIs(4));
  EXPECT_EQ(Sum(), "39/6");
  EXPECT_EQ(
      MetricsOf("ALTER TABLE s.t EXECUTE optimize WHERE id < 0")["rewritten_data_files_count"], 0);
}

TEST_F(MaintenanceTest, OptimizeWorksInGroupsAndRollsBackWhatIsNotCommitted) {
  Run("CREATE TABLE s.wide AS SELECT n FROM UNNEST(sequence(1, 10000)) AS x(n)");
  for (int i = 0; i < 4; ++i) Run("INSERT INTO s.wide SELECT n FROM s.wide WHERE n <= 1000");
  const auto rows = Lines("SELECT count(*), sum(n) FROM s.wide");
  Run("ALTER TABLE s.wide EXECUTE optimize");
  EXPECT_EQ(Lines("SELECT count(*), sum(n) FROM s.wide"), rows);
  const size_t files = DataFiles().size();
  EXPECT_EQ(ErrorOf("ALTER TABLE s.wide EXECUTE optimize WHERE nosuch = 1").kind(),
            ErrorKind::kNotFound);
  EXPECT_EQ(DataFiles().size(), files);
}

TEST_F(MaintenanceTest, OptimizeSortsByTheTablesOrder) {
  Run("CREATE TABLE s.sorted (id bigint)");
  catalog_->Commit(
      "main",
      {catalog::PutTable{
          {{"s"}, "sorted"},
          catalog::PutMode::kUpdate,
          [](const iceberg::TableMetadata*) {
            iceberg::SortOrder order;
            order.fields = {{iceberg::Transform::Identity(), 1, iceberg::SortDirection::kDescending,
                             iceberg::NullOrder::kLast}};
            return catalog::TableCommit{
                {}, {iceberg::update::AddSortOrder{order}, iceberg::update::SetDefaultSortOrder{}}};
          }}},
      {});
  for (int i = 0; i < 3; ++i) {
    Run("INSERT INTO s.sorted SELECT (n * 7919) % 200003 FROM UNNEST(sequence(1, 60000)) AS x(n)");
  }
  Run("INSERT INTO s.sorted VALUES (NULL)");
  Run("ALTER TABLE s.sorted EXECUTE optimize");
  EXPECT_THAT(Lines("SELECT count(*), count(id) FROM s.sorted"), ElementsAre("180001|180000"));
  const auto table = Metadata("s", "sorted");
  const auto plan = iceberg::PlanFiles(*table, *table->current_snapshot(), *store_);
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_EQ(plan.tasks[0].file().sort_order_id, table->default_sort_order_id);
  const auto ids = Lines("SELECT coalesce(id, -1) FROM s.sorted ORDER BY \"$pos\"");
  std::vector<int64_t> numbers;
  for (const auto& id : ids) numbers.push_back(std::stoll(id));
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end(), std::greater<>()));
}

TEST_F(MaintenanceTest, OptimizeOfAnEmptyTableDoesNothing) {
  EXPECT_EQ(MetricsOf("ALTER TABLE s.t EXECUTE optimize")["rewritten_data_files_count"], 0);
}

TEST_F(MaintenanceTest, OptimizeManifestsMakesFewOrderedByPartition) {
  for (int i = 0; i < 6; ++i) Insert(i, 1, i % 2 ? "2026-01-01" : "2026-01-02");
  const std::string before = Sum();
  auto metrics = MetricsOf("ALTER TABLE s.t EXECUTE optimize_manifests");
  EXPECT_EQ(metrics["rewritten_manifests_count"], 6);
  EXPECT_EQ(metrics["added_manifests_count"], 1);
  EXPECT_EQ(Sum(), before);
  const auto table = Metadata("s", "t");
  EXPECT_EQ(table->current_snapshot()->operation, iceberg::Operation::kReplace);
  EXPECT_EQ(table->current_snapshot()->summary.at("manifests-replaced"), "6");
  EXPECT_EQ(table->current_snapshot()->summary.at("total-records"), "6");
  const auto manifests = iceberg::ReadManifestList(*store_, *table->current_snapshot(), nullptr);
  ASSERT_EQ(manifests->size(), 1u);
  const auto manifest = iceberg::ReadManifest(*store_, manifests->front(), nullptr);
  ASSERT_EQ(manifest->entries.size(), 6u);
  EXPECT_EQ(manifest->entries[0].data_file.partition, manifest->entries[2].data_file.partition);
  EXPECT_NE(manifest->entries[2].data_file.partition, manifest->entries[3].data_file.partition);
  metrics = MetricsOf("ALTER TABLE s.t EXECUTE optimize_manifests");
  EXPECT_EQ(metrics["rewritten_manifests_count"], 0);
}

TEST_F(MaintenanceTest, ExpireNeedsTheLeastRetention) {
  Insert(1, 3);
  const base::Error error =
      ErrorOf("ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '1d')");
  EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(error.message(),
              HasSubstr("Retention specified (1.00d) is shorter than the minimum retention "
                        "configured in the system (7.00d)"));
  EXPECT_THAT(error.hint(), HasSubstr("expire_snapshots_min_retention"));
  EXPECT_EQ(
      ErrorOf("ALTER TABLE s.t EXECUTE remove_orphan_files(retention_threshold => '1d')").kind(),
      ErrorKind::kInvalidArgument);
  EXPECT_EQ(MetricsOf("ALTER TABLE s.t EXECUTE expire_snapshots")["expired_snapshots_count"], 0);
}

TEST_F(MaintenanceTest, ExpireTakesOutSnapshotsAndThenTheirFiles) {
  Insert(1, 3);
  Run("ALTER TABLE s.t EXECUTE optimize");
  EXPECT_EQ(DataFiles().size(), 4u);
  AllowAnyAge();
  auto metrics = MetricsOf(
      "ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '0s', dry_run => true)");
  EXPECT_EQ(metrics["expired_snapshots_count"], 4);
  EXPECT_EQ(Metadata("s", "t")->snapshots.size(), 5u);
  Run("SET SESSION commit_retention = '7d'");
  metrics = MetricsOf("ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '0s')");
  EXPECT_EQ(metrics["expired_snapshots_count"], 4);
  EXPECT_EQ(metrics["deleted_files_count"], 0) << "main~1 still has them";
  EXPECT_THAT(Lines("SELECT count(*) FROM s.t"), ElementsAre("3"));
  Run("SET SESSION commit_retention = '0s'");
  metrics = MetricsOf("ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '0s')");
  EXPECT_EQ(metrics["expired_snapshots_count"], 0);
  EXPECT_GE(metrics["deleted_files_count"], 3);
  EXPECT_EQ(DataFiles().size(), 1u);
  EXPECT_EQ(Sum(), "6/3");
}

TEST_F(MaintenanceTest, ExpireKeepsWhatOtherBranchesOfTheLakeNeed) {
  Insert(1, 3);
  catalog_->CreateBranch("before", "main");
  Run("ALTER TABLE s.t EXECUTE optimize");
  AllowAnyAge();
  Run("ALTER TABLE s.t EXECUTE expire_snapshots(retention_threshold => '0s')");
  Run("ALTER TABLE s.t EXECUTE remove_orphan_files(retention_threshold => '0s')");
  EXPECT_EQ(DataFiles().size(), 4u);
  SessionOptions before;
  before.ref = "before";
  auto other = engine_->NewSession(before);
  EXPECT_THAT(Lines(*other, "SELECT count(*) FROM s.t"), ElementsAre("3"));
}

TEST_F(MaintenanceTest, OrphansGoWithTheirTableOrWithTheWarehouse) {
  Insert(1, 1);
  Run("CREATE TABLE s.gone AS SELECT 1 AS x");
  Run("DROP TABLE s.gone");
  const std::string stray = Metadata("s", "t")->location + "/data/stray.parquet";
  store_->Write(stray, "x");
  EXPECT_EQ(MetricsOf("ALTER TABLE s.t EXECUTE remove_orphan_files")["deleted_files_count"], 0);
  AllowAnyAge();
  auto metrics = MetricsOf(
      "ALTER TABLE s.t EXECUTE remove_orphan_files(retention_threshold => '0s', dry_run => true)");
  EXPECT_GE(metrics["deleted_files_count"], 1);
  EXPECT_TRUE(store_->Stat(stray));
  Run("ALTER TABLE s.t EXECUTE remove_orphan_files(retention_threshold => '0s')");
  EXPECT_FALSE(store_->Stat(stray));
  metrics = MetricsOf("CALL iceberg.system.remove_orphan_files(retention_threshold => '0s')");
  EXPECT_GE(metrics["deleted_files_count"], 1);
  EXPECT_THAT(DataFiles(), SizeIs(1));
  EXPECT_EQ(Sum(), "1/1");
}

TEST_F(MaintenanceTest, RollbackGoesToAnySnapshotOfTheTable) {
  Insert(1, 1);
  const auto first = Metadata("s", "t")->current_snapshot_id->value();
  Insert(2, 1);
  const auto second = Metadata("s", "t")->current_snapshot_id->value();
  Run(fmt::format("ALTER TABLE s.t EXECUTE rollback_to_snapshot(snapshot_id => {})", first));
  EXPECT_EQ(Sum(), "1/1");
  Run(fmt::format("CALL system.rollback_to_snapshot('s', 't', {})", second));
  EXPECT_EQ(Sum(), "3/2");
  Run("CREATE BRANCH dev IN TABLE s.t");
  Run("INSERT INTO s.t @ dev SELECT * FROM s.t LIMIT 1");
  const auto rows = [&] { return Lines("SELECT count(*) FROM s.t").front(); };
  const std::string before = rows();
  const std::string pick =
      fmt::format("ALTER TABLE s.t EXECUTE cherrypick_snapshot(snapshot_id => {})",
                  Metadata("s", "t")->refs.at("dev").snapshot_id.value());
  Run(pick);
  EXPECT_EQ(std::stoi(rows()), std::stoi(before) + 1);
  EXPECT_EQ(ErrorOf(pick).kind(), ErrorKind::kFailedPrecondition) << "only once";
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t EXECUTE cherrypick_snapshot(7)").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("ALTER TABLE s.t EXECUTE rollback_to_snapshot(1)").kind(),
            ErrorKind::kNotFound);
  EXPECT_THAT(ErrorOf("ALTER TABLE s.t EXECUTE rollback_to_snapshot").message(),
              HasSubstr("Required procedure argument 'snapshot_id' is missing"));
}

TEST_F(MaintenanceTest, TablesAreRegisteredAndUnregistered) {
  Insert(1, 2);
  const std::string location = Metadata("s", "t")->location;
  EXPECT_EQ(ErrorOf(fmt::format("CALL system.register_table('s', 't', '{}')", location)).kind(),
            ErrorKind::kAlreadyExists);
  Run("CALL system.unregister_table(schema_name => 's', table_name => 't')");
  EXPECT_EQ(ErrorOf("SELECT * FROM s.t").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(DataFiles().size(), 2u);
  Run(
      fmt::format("CALL iceberg.system.register_table(schema_name => 's', table_name => 'u', "
                  "table_location => '{}/')",
                  location));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.u"), ElementsAre("2"));
  Run("INSERT INTO s.u VALUES (9, DATE '2026-01-01')");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.u"), ElementsAre("3"));

  const auto kind = [&](const std::string& arguments) {
    return ErrorOf("CALL system.register_table(" + arguments + ")").kind();
  };
  EXPECT_EQ(kind("'nosuch', 'x', '" + location + "'"), ErrorKind::kNotFound);
  EXPECT_EQ(kind("'s', 'x', '" + location + "/elsewhere'"), ErrorKind::kNotFound);
  EXPECT_EQ(kind("'s', 'x', '" + location + "', 'nosuch.metadata.json'"), ErrorKind::kNotFound);
  EXPECT_EQ(kind("'s', 'x', '" + location + "', 'a/b'"), ErrorKind::kInvalidArgument);
  EXPECT_EQ(kind("'s', 'x', ''"), ErrorKind::kInvalidArgument);
  // A table that lost a manifest list is not taken over.
  Run("CREATE TABLE s.lost AS SELECT 1 AS x");
  const auto lost = Metadata("s", "lost");
  store_->Remove(lost->current_snapshot()->manifest_list);
  EXPECT_EQ(kind("'s', 'x', '" + lost->location + "'"), ErrorKind::kDataCorruption);
}

TEST_F(MaintenanceTest, FilesAreAddedByTheirFooters) {
  Run("CREATE TABLE s.source AS SELECT n AS id, 'row ' || CAST(n AS varchar) AS name, DATE "
      "'2026-01-01' AS day FROM UNNEST(sequence(1, 100)) AS x(n)");
  const std::string folder = (folder_ / "plain").string();
  std::filesystem::create_directories(folder);
  const auto source = Lines(R"(SELECT DISTINCT "$path" FROM s.source)").at(0);
  std::filesystem::copy_file(source, folder + "/a.parquet");
  Run("CREATE TABLE s.added (id bigint, name varchar, day date)");
  const std::string add =
      "ALTER TABLE s.added EXECUTE add_files(location => '" + folder + "', format => 'PARQUET'";
  EXPECT_EQ(MetricsOf(add + ")")["added_data_files_count"], 1);
  EXPECT_THAT(Lines("SELECT count(*), sum(id), min(name), max(day) FROM s.added"),
              ElementsAre("100|5050|row 1|2026-01-01"));
  EXPECT_THAT(Lines("SELECT name FROM s.added WHERE id = 42"), ElementsAre("row 42"));
  EXPECT_THAT(Lines("SELECT split_offsets FROM s.\"added$files\""), ElementsAre("[4]"));
  EXPECT_THAT(Lines("SELECT name FROM s.added WHERE id = 420"), IsEmpty());
  EXPECT_EQ(ErrorOf(add + ")").kind(), ErrorKind::kInvalidArgument) << "added already";
  EXPECT_EQ(MetricsOf(add + ", duplicate_file => 'SKIP')")["added_data_files_count"], 0);
  EXPECT_EQ(MetricsOf(add + ", duplicate_file => 'ADD')")["added_data_files_count"], 1);
  // Files outside the warehouse stay, whatever is cleaned up.
  AllowAnyAge();
  Run("DELETE FROM s.added");
  Run("ALTER TABLE s.added EXECUTE expire_snapshots(retention_threshold => '0s')");
  Run("CALL system.remove_orphan_files(retention_threshold => '0s')");
  EXPECT_TRUE(std::filesystem::exists(folder + "/a.parquet"));

  Run("CREATE TABLE s.wrong (id date, name varchar)");
  const auto kind = [&](const std::string& call) { return ErrorOf(call).kind(); };
  const std::string tail = "(location => '" + folder + "', format => 'PARQUET')";
  EXPECT_EQ(kind("ALTER TABLE s.wrong EXECUTE add_files" + tail), ErrorKind::kInvalidArgument);
  EXPECT_EQ(kind("ALTER TABLE s.t EXECUTE add_files" + tail), ErrorKind::kUnsupported);
  Run("CREATE TABLE s.needs (other bigint NOT NULL)");
  EXPECT_EQ(kind("ALTER TABLE s.needs EXECUTE add_files" + tail), ErrorKind::kInvalidArgument);
  EXPECT_EQ(kind("ALTER TABLE s.added EXECUTE add_files(location => '" + folder +
                 "/nosuch', format => 'PARQUET')"),
            ErrorKind::kNotFound);
  EXPECT_EQ(kind("ALTER TABLE s.added EXECUTE add_files('" + folder + "', 'ORC')"),
            ErrorKind::kUnsupported);
  EXPECT_EQ(kind("ALTER TABLE s.added EXECUTE add_files('" + folder + "', 'CSV')"),
            ErrorKind::kInvalidArgument);
  std::filesystem::create_directories(folder + "/deep");
  std::filesystem::copy_file(source, folder + "/deep/b.parquet");
  EXPECT_EQ(kind(add + ")"), ErrorKind::kInvalidArgument) << "nested directories";
  WriteFile("plain/deep/c.parquet", "no parquet");
  EXPECT_EQ(kind(add + ", recursive_directory => 'TRUE')"), ErrorKind::kInvalidArgument);
}

TEST_F(MaintenanceTest, WrongCallsAreTold) {
  const auto error = [&](const std::string& call) {
    return ErrorOf("ALTER TABLE s.t EXECUTE " + call);
  };
  EXPECT_THAT(error("optimise").message(), HasSubstr("did you mean 'optimize'"));
  EXPECT_THAT(error("optimize(treshold => '1MB')").message(),
              HasSubstr("does not have an argument 'treshold'"));
  EXPECT_THAT(
      error("optimize(file_size_threshold => '1 elephant')").message(),
      HasSubstr("property 'file_size_threshold' to ['1 elephant']: Unknown unit: elephant"));
  EXPECT_THAT(error("optimize('1MB', true, 3)").message(), HasSubstr("Too many arguments"));
  EXPECT_THAT(error("optimize(file_size_threshold => 5)").message(), HasSubstr("must be a text"));
  EXPECT_THAT(error("optimize(dry_run => 'yes')").message(), HasSubstr("true or false"));
  EXPECT_THAT(error("optimize(dry_run => true, dry_run => true)").message(),
              HasSubstr("Duplicate"));
  EXPECT_THAT(error("optimize('1MB', dry_run => true)").message(), HasSubstr("cannot be mixed"));
  EXPECT_THAT(error("expire_snapshots('week')").message(),
              HasSubstr("duration is not a valid data duration string: week"));
  EXPECT_THAT(error("expire_snapshots(retain_last => 0)").message(), HasSubstr("at least 1"));
  EXPECT_THAT(error("expire_snapshots(retain_last => 'x')").message(), HasSubstr("whole number"));
  EXPECT_THAT(error("expire_snapshots('7d') WHERE id = 1").message(),
              HasSubstr("WHERE not supported"));
  EXPECT_THAT(ErrorOf("ALTER TABLE s.nosuch EXECUTE optimize").message(),
              HasSubstr("does not exist"));
  EXPECT_THAT(ErrorOf("CALL system.registertable('s')").message(),
              HasSubstr("did you mean 'register_table'"));
  EXPECT_EQ(ErrorOf("CALL other.system.register_table('s')").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("CALL system.migrate('s', 't')").kind(), ErrorKind::kAlreadyExists);
  EXPECT_EQ(ErrorOf("SET SESSION commit_retention = 'long'").kind(), ErrorKind::kInvalidArgument);
  EXPECT_THAT(Lines("SHOW SESSION LIKE 'commit_ret%'"), SizeIs(1));
  Run("BEGIN");
  EXPECT_EQ(error("optimize").kind(), ErrorKind::kFailedPrecondition);
  Run("ROLLBACK");
  Run("ALTER TABLE s.t SET PROPERTIES extra_properties = MAP(ARRAY['gc.enabled'], ARRAY['false'])");
  EXPECT_EQ(error("expire_snapshots").kind(), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(error("remove_orphan_files").kind(), ErrorKind::kFailedPrecondition);
}

}  // namespace
}  // namespace tarn::engine::embedded
