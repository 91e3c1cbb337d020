#include <cstdlib>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class LoadTest : public LakeTest {
 protected:
  LoadTest() {
    Run("CREATE SCHEMA bronze");
    request_.table = {{"bronze"}, "events"};
    request_.reject_table = {{"bronze"}, "events_rejects"};
    request_.columns = {{"id", Type::Parse("bigint"), true, "key"},
                        {"name", Type::Parse("varchar"), false, ""},
                        {"price", Type::Parse("decimal(12,2)"), false, ""},
                        {"ts", Type::Parse("timestamp(6)"), false, ""}};
    request_.constants = {{"source_system", Type::Parse("varchar"), "'shop'"}};
  }
  LoadResult Load() { return session_->Load(request_, nullptr, {}); }
  base::Error LoadError() {
    try {
      Load();
    } catch (const base::Error& error) {
      return error;
    }
    ADD_FAILURE() << "no error";
    return {ErrorKind::kInternal, ""};
  }

  LoadRequest request_;
};

TEST_F(LoadTest, CsvBecomesATable) {
  request_.files = {
      WriteFile("a.csv", "id,name,price,ts\n1,\"a,b\",1.50,2026-01-01 10:00:00\n2,,,\n"),
      WriteFile("b.csv", "ts,price,name,id\r\n2026-01-02 10:00:00,2,c,3\r\n")};
  request_.partitioning = {"day(ts)"};
  request_.snapshot_properties = {{"tarn.files", "2"}};
  const LoadResult result = Load();
  EXPECT_EQ(result.rows, 3u);
  EXPECT_EQ(result.rejected_rows, 0u);
  EXPECT_EQ(result.data_files, 3u);
  EXPECT_GT(result.data_bytes, 0u);
  EXPECT_EQ(result.commit_hash, catalog_->Snapshot("main")->commit_hash());
  EXPECT_THAT(Lines("SELECT * FROM bronze.events ORDER BY id"),
              ElementsAre("1|a,b|1.50|2026-01-01 10:00:00.000000|shop", "2|NULL|NULL|NULL|shop",
                          "3|c|2.00|2026-01-02 10:00:00.000000|shop"));
  const auto metadata = Metadata("bronze", "events");
  EXPECT_TRUE(metadata->current_schema().fields[0].required);
  EXPECT_EQ(metadata->current_schema().fields[0].doc, "key");
  EXPECT_EQ(metadata->current_snapshot()->summary.at("tarn.files"), "2");
  EXPECT_EQ(metadata->current_snapshot()->summary.at("total-records"), "3");
}

TEST_F(LoadTest, AppendAddsAndReplaceReplaces) {
  request_.files = {WriteFile("a.csv", "id,name,price,ts\n1,a,1,2026-01-01 10:00:00\n")};
  Load();
  Load();
  EXPECT_THAT(Lines("SELECT count(*) FROM bronze.events"), ElementsAre("2"));
  request_.mode = LoadMode::kReplace;
  Load();
  EXPECT_THAT(Lines("SELECT count(*) FROM bronze.events"), ElementsAre("1"));
}

TEST_F(LoadTest, BadRowsGoToTheRejectTableInTheSameCommit) {
  request_.files = {WriteFile("a.csv",
                              "id,name,price,ts\n"
                              "1,a,1.5,2026-01-01 10:00:00\n"
                              "x,b,1.5,2026-01-01 10:00:00\n"
                              "3,c,1.5\n"
                              ",d,1.5,2026-01-01 10:00:00\n"
                              "5,e,1.5,not a time\n")};
  request_.max_reject_share = 0.9;
  const size_t commits = catalog_->Log("main", 0).size();
  const LoadResult result = Load();
  EXPECT_EQ(result.rows, 1u);
  EXPECT_EQ(result.rejected_rows, 4u);
  ASSERT_EQ(result.first_rejects.size(), 4u);
  EXPECT_EQ(result.first_rejects[0].line, 3u);
  EXPECT_EQ(result.first_rejects[0].column, "id");
  EXPECT_EQ(catalog_->Log("main", 0).size(), commits + 1);
  EXPECT_THAT(Lines("SELECT line, column_name FROM bronze.events_rejects ORDER BY line"),
              ElementsAre("3|id", "4|ts", "5|id", "6|ts"));
}

TEST_F(LoadTest, TooManyBadRowsCommitNothing) {
  request_.files = {WriteFile("a.csv", "id,name,price,ts\n1,a,1,\nx,b,1,\n")};
  request_.max_reject_share = 0.1;
  const size_t commits = catalog_->Log("main", 0).size();
  const base::Error error = LoadError();
  EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition);
  EXPECT_THAT(error.message(), HasSubstr("1 of 2 rows"));
  EXPECT_THAT(error.message(), HasSubstr("a.csv:3: column id"));
  EXPECT_EQ(catalog_->Log("main", 0).size(), commits);
  EXPECT_TRUE(DataFiles().empty());
  EXPECT_EQ(ErrorOf("SELECT * FROM bronze.events").kind(), ErrorKind::kNotFound);
}

TEST_F(LoadTest, WrongFilesAreNamed) {
  request_.files = {(folder_ / "none.csv").string()};
  EXPECT_EQ(LoadError().kind(), ErrorKind::kNotFound);
  request_.files = {WriteFile("empty.csv", "")};
  EXPECT_EQ(LoadError().kind(), ErrorKind::kInvalidArgument);
  request_.files = {WriteFile("missing.csv", "id,nmae,price,ts\n")};
  EXPECT_THAT(LoadError().message(), HasSubstr("no column 'name' (did you mean 'nmae'?)"));
  request_.files = {WriteFile("extra.csv", "id,name,price,ts,more\n")};
  EXPECT_THAT(LoadError().message(), HasSubstr("not expected, 'more'"));
}

TEST_F(LoadTest, ABomAndAHeaderAloneAreFine) {
  request_.files = {WriteFile("bom.csv", "\xEF\xBB\xBFid,name,price,ts\n1,a,1,\n"),
                    WriteFile("header.csv", "id,name,price,ts\n")};
  EXPECT_EQ(Load().rows, 1u);
}

TEST_F(LoadTest, GzJsonAndParquet) {
  const std::string plain = WriteFile("z.csv", "id,name,price,ts\n1,a,1,2026-01-01 10:00:00\n");
  ASSERT_EQ(std::system(("gzip -k " + plain).c_str()), 0);
  request_.files = {plain + ".gz"};
  EXPECT_EQ(Load().rows, 1u);
  request_.format = FileFormat::kJson;
  request_.files = {WriteFile(
      "a.json", "{\"id\": 2, \"name\": \"b\", \"price\": 2.5, \"ts\": \"2026-01-01 10:00:00\"}\n")};
  EXPECT_EQ(Load().rows, 1u);
  request_.format = FileFormat::kParquet;
  request_.files = {DataFiles().at(0)};
  EXPECT_EQ(Load().rows, 1u);
  EXPECT_THAT(Lines("SELECT count(*) FROM bronze.events"), ElementsAre("3"));
}

TEST_F(LoadTest, InspectTellsColumnsAndTypes) {
  const std::string file =
      WriteFile("a.csv", "id;name;day;at\n1;x;2026-01-31;2026-01-31 10:00:00\n2;y;2026-02-01;\n");
  const FileSchema schema = session_->Inspect(file, FileFormat::kCsv, {});
  EXPECT_EQ(schema.csv.delimiter, ';');
  EXPECT_TRUE(schema.csv.header);
  ASSERT_EQ(schema.columns.size(), 4u);
  EXPECT_EQ(schema.columns[0].type.ToString(), "bigint");
  EXPECT_EQ(schema.columns[1].type.ToString(), "varchar");
  EXPECT_EQ(schema.columns[2].type.ToString(), "date");
  EXPECT_EQ(schema.columns[3].type.ToString(), "timestamp(6)");
}

TEST_F(LoadTest, CancelledLoadsLeaveNothing) {
  request_.files = {WriteFile("a.csv", "id,name,price,ts\n1,a,1,\n")};
  const base::CancelToken cancel;
  cancel.Cancel();
  try {
    session_->Load(request_, nullptr, cancel);
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCancelled);
  }
  EXPECT_TRUE(DataFiles().empty());
}

}  // namespace
}  // namespace tarn::engine::embedded
