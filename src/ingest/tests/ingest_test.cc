// What Ingest decides, against a real catalog and a session that notes what it is asked to load.
#include "ingest/ingest.h"

#include <atomic>
#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/content_hash.h"
#include "base/random.h"
#include "iceberg/action/table_actions.h"
#include "ingest/ingest_all.h"
#include "ingest/ledger.h"
#include "ingest/tests/temp_folder.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::ingest {
namespace {

using base::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

iceberg::Type IcebergType(const engine::Type& type) {
  switch (type.kind) {
    case engine::TypeKind::kBigint: return iceberg::Type(iceberg::LongType());
    case engine::TypeKind::kTimestamp: return iceberg::Type(iceberg::TimestampType());
    default: return iceberg::Type(iceberg::StringType());
  }
}

// Commits an empty snapshot with the load's summary, as an engine would commit one with files.
class NotingSession : public engine::Session {
 public:
  explicit NotingSession(catalog::Catalog& catalog) : catalog_(catalog) {}

  engine::LoadResult Load(const engine::LoadRequest& request, base::Progress*,
                          const base::CancelToken&) override {
    loads.push_back(request);
    if (during_load) during_load();
    auto build = [&](const iceberg::TableMetadata* current) {
      iceberg::ActionResult result;
      if (current == nullptr || request.mode == engine::LoadMode::kReplace) {
        iceberg::NewTable table;
        for (const auto& column : request.columns) AddField(table, column.name, column.type);
        for (const auto& constant : request.constants)
          AddField(table, constant.name, constant.type);
        table.location = catalog_.NewTableLocation(request.table);
        result = current == nullptr ? iceberg::CreateTable(table)
                                    : iceberg::ReplaceTable(*current, table);
      }
      iceberg::Snapshot snapshot;
      snapshot.snapshot_id = iceberg::SnapshotId(first_id + static_cast<int64_t>(loads.size()));
      if (current != nullptr && request.mode == engine::LoadMode::kAppend) {
        snapshot.parent_snapshot_id = current->current_snapshot_id;
      }
      snapshot.sequence_number = current == nullptr ? 1 : current->last_sequence_number + 1;
      snapshot.timestamp_ms = 1'700'000'000'000 + static_cast<int64_t>(loads.size());
      snapshot.manifest_list = "memory:///none";
      snapshot.operation = iceberg::Operation::kAppend;
      snapshot.summary = request.snapshot_properties;
      snapshot.summary.merge(request.summarize(Digests(request.files)));
      result.updates.push_back(iceberg::update::AddSnapshot{snapshot});
      iceberg::update::SetSnapshotRef ref;
      ref.ref_name = "main";
      ref.ref.snapshot_id = snapshot.snapshot_id;
      result.updates.push_back(ref);
      return catalog::TableCommit{result.requirements, result.updates};
    };
    auto commit = catalog_.Commit(
        "main", {catalog::PutTable{request.table, catalog::PutMode::kCreateOrReplace, build}}, {});
    return {7, 0, {}, 1, 100, commit.commit_hash};
  }

  engine::FileSchema Inspect(const std::string&, engine::FileFormat,
                             const engine::CsvOptions&) override {
    return inspected;
  }
  std::unique_ptr<engine::ResultStream> Execute(std::string_view) override { return nullptr; }
  void Cancel() override {}
  double progress() const override { return -1; }
  const engine::SessionOptions& options() const override { return options_; }
  void Use(const std::string&, const std::string&) override {}
  void UseRef(const std::string&) override {}

  std::vector<engine::LoadRequest> loads;
  int64_t first_id = 0;  // of snapshots
  engine::FileSchema inspected;
  std::function<void()> during_load;

 private:
  static std::vector<engine::FileDigest> Digests(const std::vector<std::string>& files) {
    std::vector<engine::FileDigest> digests;
    for (const std::string& file : files) {
      digests.push_back({std::filesystem::file_size(file), base::HashFile(file)});
    }
    return digests;
  }
  static void AddField(iceberg::NewTable& table, const std::string& name,
                       const engine::Type& type) {
    auto id = static_cast<iceberg::FieldId>(table.schema.fields.size() + 1);
    table.schema.fields.push_back({id, name, false, IcebergType(type)});
  }
  catalog::Catalog& catalog_;
  engine::SessionOptions options_;
};

class IngestTest : public testing::Test {
 protected:
  IngestTest()
      : store_(store::OpenStore("memory:///ingest-" + base::NewUuid())),
        database_(metadb::OpenDatabase(folder_.File("tarn.db"))),
        catalog_(catalog::OpenCatalog(
            *database_, *store_,
            {.warehouse = "memory:///warehouse", .state_directory = folder_.path()})),
        session_(*catalog_),
        clock_(base::ParseTimestamp("2026-01-31T10:00:00.123456Z")) {
    spec_ = MakeTableSpec({{"bronze"}, "events"}, {folder_.File("events.csv")});
    spec_.columns = {{"id", engine::Type::Parse("bigint"), true, ""},
                     {"name", engine::Type::Parse("varchar(10)"), false, ""}};
    spec_.source_system = "o'shop";
  }

  IngestResult Run(bool force = false) {
    return Ingest(session_, *catalog_, {spec_, force}, nullptr, {}, clock_);
  }
  base::Error ErrorOf() {
    try {
      Run();
    } catch (const base::Error& e) {
      return e;
    }
    return base::Error(ErrorKind::kInternal, "no error");
  }
  std::string MessageOf() {
    std::string message = ErrorOf().message();
    size_t at;
    while ((at = message.find(folder_.path() + "/")) != std::string::npos) {
      message.erase(at, folder_.path().size() + 1);
    }
    return message;
  }

  TempFolder folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  NotingSession session_;
  base::ManualClock clock_;
  TableSpec spec_;
};

TEST_F(IngestTest, AsksTheEngineForTheWholeLoad) {
  folder_.Write("events.csv", "name,id\nx,1\n");
  spec_.partitioning = {"bucket(id, 4)"};
  spec_.max_reject_share = 0.1;
  IngestResult result = Run();
  ASSERT_EQ(session_.loads.size(), 1u);
  const engine::LoadRequest& load = session_.loads[0];
  EXPECT_EQ(load.table.ToString(), "bronze.events");
  EXPECT_EQ(load.reject_table.ToString(), "bronze.events_rejects");
  EXPECT_THAT(load.files, ElementsAre(folder_.File("events.csv")));
  ASSERT_EQ(load.columns.size(), 2u);
  EXPECT_EQ(load.columns[0].name, "name");  // in the order of the file
  EXPECT_EQ(load.columns[0].type.ToString(), "varchar");
  EXPECT_TRUE(load.columns[1].required);
  ASSERT_EQ(load.constants.size(), 2u);
  EXPECT_EQ(load.constants[0].name, "ingested_at");
  EXPECT_EQ(load.constants[0].type.ToString(), "timestamp(6)");
  EXPECT_EQ(load.constants[0].sql_literal, "TIMESTAMP '2026-01-31 10:00:00.123456'");
  EXPECT_EQ(load.constants[1].sql_literal, "'o''shop'");
  EXPECT_EQ(load.max_reject_share, 0.1);
  EXPECT_THAT(load.partitioning, ElementsAre("bucket(id, 4)"));
  const auto table = catalog_->Snapshot("main")->LoadTable(spec_.table);
  const std::vector<LedgerEntry> entries =
      ParseEntries(table->current_snapshot()->summary.at(kLoadedFilesProperty));
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].name, "events.csv");
  EXPECT_EQ(entries[0].bytes, 12u);
  EXPECT_EQ(entries[0].xxh3_128, base::HashFile(folder_.File("events.csv")));
  EXPECT_EQ(result.files[0].xxh3_128, entries[0].xxh3_128);
  EXPECT_FALSE(result.up_to_date);
  EXPECT_EQ(result.rows, 7u);
  EXPECT_FALSE(result.commit_hash.empty());
  EXPECT_FALSE(result.schema.table_exists);
  EXPECT_TRUE(catalog_->Snapshot("main")->NamespaceExists({"bronze"}));
}

TEST_F(IngestTest, AppendingTheSameBytesTwiceDoesNothing) {
  folder_.Write("events.csv", "id,name\n1,x\n");
  Run();
  IngestResult again = Run();
  EXPECT_TRUE(again.up_to_date);
  EXPECT_TRUE(again.files[0].skipped);
  EXPECT_EQ(session_.loads.size(), 1u);
  // Whatever it is called; a new file beside it is loaded alone.
  folder_.Write("copy.csv", "id,name\n1,x\n");
  folder_.Write("new.csv", "id,name\n2,y\n");
  spec_.files = {folder_.File("copy.csv"), folder_.File("new.csv")};
  IngestResult third = Run();
  EXPECT_TRUE(third.files[0].skipped);
  EXPECT_FALSE(third.files[1].skipped);
  EXPECT_THAT(session_.loads.back().files, ElementsAre(folder_.File("new.csv")));
  EXPECT_TRUE(Run().up_to_date);
  EXPECT_FALSE(Run(true).up_to_date);
}

TEST_F(IngestTest, OneLoadTakesTheSameBytesOnce) {
  folder_.Write("a.csv", "id,name\n1,x\n");
  folder_.Write("b.csv", "id,name\n1,x\n");
  spec_.files = {folder_.File("?.csv")};
  IngestResult result = Run();
  EXPECT_FALSE(result.files[0].skipped);
  EXPECT_TRUE(result.files[1].skipped);
  EXPECT_EQ(session_.loads[0].files.size(), 1u);
}

TEST_F(IngestTest, ReplacingLoadsOnlyWhenSomethingChanged) {
  spec_.mode = engine::LoadMode::kReplace;
  folder_.Write("events.csv", "id,name\n1,x\n");
  EXPECT_FALSE(Run().up_to_date);
  EXPECT_TRUE(Run().up_to_date);
  spec_.source_system = "other";
  EXPECT_FALSE(Run().up_to_date);
  EXPECT_TRUE(Run().up_to_date);
  folder_.Write("events.csv", "id,name\n1,xy\n");
  EXPECT_FALSE(Run().up_to_date);
  // Back to older bytes: the table does not hold them any more.
  folder_.Write("events.csv", "id,name\n1,x\n");
  EXPECT_FALSE(Run().up_to_date);
  EXPECT_EQ(session_.loads.size(), 4u);
}

TEST_F(IngestTest, ColumnsComeFromTheTableWhenNoneAreDeclared) {
  folder_.Write("events.csv", "id,name\n1,x\n");
  Run();
  folder_.Write("events.csv", "Name,ID\ny,2\n");
  spec_.columns.clear();
  Run();
  EXPECT_EQ(session_.loads[1].columns[0].name, "name");
  EXPECT_EQ(session_.loads[1].columns[1].type.ToString(), "bigint");
  folder_.Write("events.csv", "id,nam\n1,x\n");
  EXPECT_EQ(MessageOf(),
            "loading bronze.events: events.csv:1: the header does not fit the columns: 'name' is "
            "missing; 'nam' is not declared (did you mean 'name'?)");
}

TEST_F(IngestTest, ColumnsAreInferredForANewTable) {
  folder_.Write("events.csv", "Event_ID;name\n1;x\n");
  spec_.columns.clear();
  session_.inspected.csv.delimiter = ';';
  session_.inspected.columns = {{"Event_ID", engine::Type::Parse("bigint"), false, ""},
                                {"name", engine::Type::Parse("varchar"), false, ""}};
  Run();
  EXPECT_EQ(session_.loads[0].columns[0].name, "event_id");
  EXPECT_EQ(session_.loads[0].csv.delimiter, ';');
}

TEST_F(IngestTest, DeclaredColumnsMustFitTheTable) {
  folder_.Write("events.csv", "id,name\n1,x\n");
  Run();
  folder_.Write("events.csv", "id,name,more\n1,x,y\n");
  spec_.columns[0].type = engine::Type::Parse("varchar");
  spec_.columns.push_back({"more", engine::Type::Parse("varchar"), false, ""});
  base::Error error = ErrorOf();
  EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition);
  EXPECT_EQ(error.message(),
            "loading bronze.events: the columns do not fit the table bronze.events:\n"
            "id: varchar in the load, bigint in the table\n"
            "more: varchar in the load, absent in the table");
  spec_.mode = engine::LoadMode::kReplace;
  EXPECT_FALSE(Run().schema.fits());
}

TEST_F(IngestTest, FileErrors) {
  EXPECT_EQ(MessageOf(), "loading bronze.events: file events.csv does not exist");
  EXPECT_EQ(ErrorOf().kind(), ErrorKind::kNotFound);
  folder_.Write("events.csv", "");
  EXPECT_EQ(MessageOf(), "loading bronze.events: events.csv:1: the file is empty");
  folder_.Write("events.csv", "id,name,extra\n");
  EXPECT_EQ(MessageOf(),
            "loading bronze.events: events.csv:1: the header does not fit the columns: 'extra' is "
            "not declared");
  folder_.Write("events.csv", "id;name\n");
  EXPECT_THAT(MessageOf(), HasSubstr("'id' is missing; 'name' is missing"));
  spec_.csv.header = false;
  folder_.Write("events.csv", "1,2,3\n");
  EXPECT_EQ(MessageOf(),
            "loading bronze.events: events.csv:1: expected 2 fields, one a column, got 3");
  EXPECT_TRUE(session_.loads.empty());
  // Nothing was made on the way to the errors.
  EXPECT_FALSE(catalog_->Snapshot("main")->NamespaceExists({"bronze"}));
}

TEST_F(IngestTest, FilesOfOneLoadHaveTheSameColumnsInAnyOrderAndOneFormat) {
  folder_.Write("a.csv", "id,name\n1,x\n");
  folder_.Write("b.csv", "name,id\nx,2\n");
  spec_.files = {folder_.File("a.csv"), folder_.File("b.csv")};
  Run();
  EXPECT_EQ(session_.loads[0].columns[0].name, "id");
  folder_.Write("b.csv", "name,di\nx,2\n");
  EXPECT_EQ(MessageOf(),
            "loading bronze.events: b.csv:1: the header does not fit the columns: 'id' is missing; "
            "'di' is not declared (did you mean 'id'?)");
  folder_.Write("c.parquet", "PAR1");
  spec_.files[1] = folder_.File("c.parquet");
  EXPECT_EQ(MessageOf(),
            "loading bronze.events: files of one load must have one format: c.parquet is not as "
            "a.csv");
}

TEST_F(IngestTest, ColumnsOfTheLoadItselfCannotComeFromTheFile) {
  folder_.Write("events.csv", "id,name,ingested_at\n");
  spec_.columns.push_back({"ingested_at", engine::Type::Parse("timestamp(6)"), false, ""});
  EXPECT_EQ(MessageOf(),
            "loading bronze.events: events.csv: every load adds the column 'ingested_at', so the "
            "file cannot have one");
}

TEST_F(IngestTest, AFileThatChangesDuringTheLoadIsAConflict) {
  folder_.Write("events.csv", "id,name\n1,x\n");
  session_.during_load = [&] { folder_.Write("events.csv", "id,name\n1,x\n2,y\n"); };
  base::Error error = ErrorOf();
  EXPECT_EQ(error.kind(), ErrorKind::kConflict);
  EXPECT_THAT(error.message(), HasSubstr("events.csv changed while it was loaded"));
}

class IngestAllTest : public IngestTest {
 protected:
  IngestRequest Request(const std::string& table, const std::string& text = "id,name\n1,x\n") {
    IngestRequest request;
    request.spec = MakeTableSpec({{"bronze"}, table}, {folder_.File(table + ".csv")});
    request.spec.columns = spec_.columns;
    if (!text.empty()) folder_.Write(table + ".csv", text);
    return request;
  }
  std::vector<TableLoad> RunAll(const std::vector<IngestRequest>& requests,
                                base::Progress* progress = nullptr) {
    return IngestAll(
        [&] {
          auto session = std::make_unique<NotingSession>(*catalog_);
          session->during_load = [&] {
            at_most_ = std::max(at_most_.load(), ++running_);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            --running_;
          };
          session->first_id = static_cast<int64_t>(++sessions_ * 1000);
          return session;
        },
        *catalog_, requests, progress, {}, clock_);
  }

  std::atomic<size_t> running_{0}, at_most_{0};
  size_t sessions_ = 0;
};

TEST_F(IngestAllTest, ResultsComeInTheOrderOfTheRequests) {
  std::vector<IngestRequest> requests;
  for (int i = 0; i < 6; ++i) requests.push_back(Request("t" + std::to_string(i)));
  const std::vector<TableLoad> loads = RunAll(requests);
  ASSERT_EQ(loads.size(), 6u);
  for (size_t i = 0; i < loads.size(); ++i) {
    EXPECT_EQ(loads[i].result.table.name, "t" + std::to_string(i));
    EXPECT_GE(loads[i].seconds, 0.02);
    EXPECT_TRUE(catalog_->Snapshot("main")->Find(loads[i].result.table).has_value());
  }
  EXPECT_EQ(sessions_, 6u);
  EXPECT_LE(at_most_, kTablesAtOnce);
}

TEST_F(IngestAllTest, RequestsOfOneTableFollowEachOther) {
  IngestRequest first = Request("t"), second = Request("u");
  second.spec.table = first.spec.table;
  folder_.Write("u.csv", "id,name\n2,y\n");
  RunAll({first, second, first});
  EXPECT_EQ(at_most_, 1u);
  second = Request("u");
  second.spec.rejects = first.spec.rejects;
  RunAll({first, second});
  EXPECT_EQ(at_most_, 1u);
}

TEST_F(IngestAllTest, TheFirstErrorIsThrownAndNoOtherLoadBegins) {
  std::vector<IngestRequest> requests = {Request("t0"), Request("t1", "")};
  for (int i = 2; i < 20; ++i) requests.push_back(Request("t" + std::to_string(i)));
  try {
    RunAll(requests);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
    EXPECT_THAT(error.message(), HasSubstr("loading bronze.t1"));
  }
  // What ran beside it was committed.
  EXPECT_TRUE(catalog_->Snapshot("main")->Find({{"bronze"}, "t0"}).has_value());
  EXPECT_FALSE(catalog_->Snapshot("main")->Find({{"bronze"}, "t19"}).has_value());
}

TEST_F(IngestAllTest, NothingIsNothing) { EXPECT_TRUE(RunAll({}).empty()); }

TEST_F(IngestTest, CancelStopsBeforeTheLoad) {
  folder_.Write("events.csv", "id,name\n1,x\n");
  base::CancelToken cancel;
  cancel.Cancel();
  try {
    Ingest(session_, *catalog_, {spec_, false}, nullptr, cancel, clock_);
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kCancelled);
  }
  EXPECT_TRUE(session_.loads.empty());
}

}  // namespace
}  // namespace tarn::ingest
