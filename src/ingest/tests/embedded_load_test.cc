// Files to tables and back, through the embedded engine.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "datagen/generator.h"
#include "engine/embedded/embedded_engine.h"
#include "ingest/ingest.h"
#include "ingest/tests/temp_folder.h"
#include "metadb/database.h"
#include "store/object_store.h"

namespace tarn::ingest {
namespace {

using base::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class EmbeddedLoad : public testing::Test {
 protected:
  EmbeddedLoad()
      : store_(store::OpenStore(folder_.File("warehouse"))),
        database_(metadb::OpenDatabase(folder_.File("tarn.db"), {.durable = false})),
        catalog_(catalog::OpenCatalog(
            *database_, *store_,
            {.warehouse = folder_.File("warehouse"), .state_directory = folder_.path()})),
        engine_(engine::embedded::NewEmbeddedEngine(
            *catalog_,
            {.memory_limit_bytes = 0, .threads = 2, .temp_directory = folder_.File("tmp")})),
        session_(engine_->NewSession({})) {
    spec_ = MakeTableSpec({{"bronze"}, "t"}, {folder_.File("t.csv")});
    spec_.columns = {{"id", engine::Type::Parse("bigint"), false, ""},
                     {"amount", engine::Type::Parse("decimal(12,2)"), false, ""},
                     {"at", engine::Type::Parse("timestamp(6)"), false, ""},
                     {"name", engine::Type::Parse("varchar"), false, ""}};
  }

  // Every row, columns by '|'.
  std::vector<std::string> Lines(const std::string& sql) { return Lines(*session_, sql); }
  static std::vector<std::string> Lines(engine::Session& session, const std::string& sql) {
    engine::Rows result = engine::Collect(*session.Execute(sql));
    std::vector<std::string> lines;
    for (const auto& row : result.rows) {
      std::string line;
      for (size_t i = 0; i < row.size(); ++i) {
        line += (i > 0 ? "|" : "") + engine::ToText(row[i], result.columns[i].type);
      }
      lines.push_back(line);
    }
    return lines;
  }
  IngestResult Load(const std::string& text) {
    folder_.Write("t.csv", text);
    return Ingest(*session_, *catalog_, {spec_, false});
  }
  base::Error ErrorOf(const std::string& text) {
    try {
      Load(text);
    } catch (const base::Error& e) {
      return e;
    }
    return base::Error(ErrorKind::kInternal, "no error");
  }
  bool TableExists() { return catalog_->Snapshot("main")->Find(spec_.table).has_value(); }

  static constexpr const char* kHeader = "id,amount,at,name\n";
  static constexpr const char* kGood = "1,2.50,2025-01-31 10:00:00,\"a, b\"\n";

  TempFolder folder_;
  std::shared_ptr<store::ObjectStore> store_;
  std::unique_ptr<metadb::Database> database_;
  std::unique_ptr<catalog::Catalog> catalog_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<engine::Session> session_;
  TableSpec spec_;
};

TEST_F(EmbeddedLoad, TypedRowsWithTheTwoMetadataColumns) {
  spec_.source_system = "o'shop";
  IngestResult result = Load(std::string(kHeader) + kGood + "2,,,\n");
  EXPECT_EQ(result.rows, 2u);
  EXPECT_EQ(result.rejected_rows, 0u);
  EXPECT_GT(result.data_bytes, 0u);
  EXPECT_THAT(Lines("SELECT id, amount, at, name, source_system, ingested_at > TIMESTAMP "
                    "'2020-01-01 00:00:00' FROM bronze.t ORDER BY id"),
              ElementsAre("1|2.50|2025-01-31 10:00:00.000000|a, b|o'shop|true",
                          "2|NULL|NULL|NULL|o'shop|true"));
}

TEST_F(EmbeddedLoad, LineEndsMarksAndCompressionDoNotMatter) {
  Load("\xef\xbb\xbfid,amount,at,name\r\n1,2.50,2025-01-31 10:00:00,x\r\n");
  EXPECT_THAT(Lines("SELECT id, name FROM bronze.t"), ElementsAre("1|x"));
  spec_.files = {folder_.File("z.csv.gz")};
  gzFile out = gzopen(spec_.files[0].c_str(), "wb");
  gzputs(out, "name,at,id,amount\ny,2025-02-01 00:00:00,2,1\n");  // in another order as well
  gzclose(out);
  Ingest(*session_, *catalog_, {spec_, false});
  EXPECT_THAT(Lines("SELECT id, amount, name FROM bronze.t ORDER BY id"),
              ElementsAre("1|2.50|x", "2|1.00|y"));
}

TEST_F(EmbeddedLoad, ColumnsAndDialectAreInferredForANewTable) {
  spec_.columns.clear();
  Load("ID;amount;day\n1;2.5;2025-01-31\n2;3.5;2025-02-01\n");
  EXPECT_THAT(Lines("SELECT id, day FROM bronze.t ORDER BY id"),
              ElementsAre("1|2025-01-31", "2|2025-02-01"));
}

TEST_F(EmbeddedLoad, AHeaderAloneMakesAnEmptyTable) {
  EXPECT_EQ(Load(kHeader).rows, 0u);
  EXPECT_THAT(Lines("SELECT count(*) FROM bronze.t"), ElementsAre("0"));
}

TEST_F(EmbeddedLoad, TheSameFileTwiceDoesNotDoubleRows) {
  std::string text = std::string(kHeader) + kGood;
  Load(text);
  EXPECT_TRUE(Load(text).up_to_date);
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t")[0], "1");
  Load(text + "2,1,,\n");
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t")[0], "3");  // another file, appended
  spec_.mode = engine::LoadMode::kReplace;
  EXPECT_FALSE(Load(text).up_to_date);
  EXPECT_TRUE(Load(text).up_to_date);
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t")[0], "1");
  // What somebody changed by hand is replaced again.
  Lines("DELETE FROM bronze.t");
  EXPECT_FALSE(Load(text).up_to_date);
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t")[0], "1");
}

TEST_F(EmbeddedLoad, TheLedgerIsPartOfTheBranch) {
  std::string text = std::string(kHeader) + kGood;
  Load(std::string(kHeader) + "7,,,\n");
  catalog_->CreateBranch("audit", "main");
  engine::SessionOptions options;
  options.ref = "audit";
  auto audit = engine_->NewSession(options);
  folder_.Write("t.csv", text);
  EXPECT_FALSE(Ingest(*audit, *catalog_, {spec_, false}).up_to_date);
  EXPECT_TRUE(Ingest(*audit, *catalog_, {spec_, false}).up_to_date);
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t")[0], "1");
  EXPECT_EQ(Lines(*audit, "SELECT count(*) FROM bronze.t")[0], "2");
  EXPECT_FALSE(Load(text).up_to_date);  // main has not seen it
}

// One bad line among good ones: what the error says, and that nothing was made.
TEST_F(EmbeddedLoad, EveryKindOfBadLineIsNamed) {
  struct Case {
    const char* line;
    const char* column;
  };
  for (const Case& bad :
       {Case{"x,1,2025-01-01 00:00:00,bad number\n", "column id"},
        Case{"2,12;5,2025-01-01 00:00:00,bad decimal\n", "column amount"},
        Case{"2,1,2025-13-45,bad time\n", "column at"}, Case{"2,1,2025-01-01 00:00:00\n", ""},
        Case{"2,1,2025-01-01 00:00:00,too,many\n", ""},
        Case{"2,1,2025-01-01 00:00:00,\xff\xfe bytes\n", ""},
        Case{"2,1,2025-01-01 00:00:00,\"open\" quote\n", ""}}) {
    SCOPED_TRACE(bad.line);
    base::Error error = ErrorOf(std::string(kHeader) + kGood + bad.line + kGood);
    EXPECT_EQ(error.kind(), ErrorKind::kFailedPrecondition) << error.message();
    EXPECT_THAT(error.message(), HasSubstr(folder_.File("t.csv") + ":3"));
    EXPECT_THAT(error.message(), HasSubstr(bad.column));
    EXPECT_FALSE(TableExists());
  }
}

TEST_F(EmbeddedLoad, ToleratedBadLinesAreKeptInTheRejectTable) {
  spec_.max_reject_share = 0.5;
  IngestResult result =
      Load(std::string(kHeader) + kGood + "x,1,2025-01-01 00:00:00,bad\n" + kGood);
  EXPECT_EQ(result.rows, 2u);
  EXPECT_EQ(result.rejected_rows, 1u);
  ASSERT_EQ(result.first_rejects.size(), 1u);
  EXPECT_EQ(result.first_rejects[0].line, 3u);
  EXPECT_THAT(Lines("SELECT file, line, column_name, raw_line FROM bronze.t_rejects"),
              ElementsAre(folder_.File("t.csv") + "|3|id|x,1,2025-01-01 00:00:00,bad"));
  EXPECT_EQ(ErrorOf(std::string(kHeader) + "x,,,\ny,,,\n" + kGood).kind(),
            ErrorKind::kFailedPrecondition);
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t")[0], "2");
  EXPECT_EQ(Lines("SELECT count(*) FROM bronze.t_rejects")[0], "1");
}

// The generator's defects of the kind that does not parse are exactly what is rejected.
TEST_F(EmbeddedLoad, PlantedDefectsAreRejectedOneByOne) {
  datagen::GenerateOptions options;
  options.folder = folder_.File("data");
  datagen::Scale(options, 0.005);
  options.defects = 0.05;
  datagen::Generate(options);
  TableSpec defects = MakeTableSpec({{"audit"}, "defects"}, {folder_.File("data/defects.csv")});
  Ingest(*session_, *catalog_, {defects, false});
  for (datagen::FileKind kind : datagen::kAllFiles) {
    std::filesystem::path file = datagen::FileName(kind);
    SCOPED_TRACE(file);
    TableSpec spec = ReadTableSpec(std::string(TARN_SOURCE_DIR) + "/examples/ecommerce/ingest/" +
                                   file.stem().string() + ".yaml");
    spec.files = {(std::filesystem::path(folder_.File("data")) / file).string()};
    spec.max_reject_share = 0.05;
    IngestResult result = Ingest(*session_, *catalog_, {spec, false});
    EXPECT_EQ(result.rows + result.rejected_rows, options.rows[static_cast<size_t>(kind)]);
    EXPECT_THAT(Lines("SELECT line FROM bronze." + file.stem().string() +
                      "_rejects EXCEPT SELECT line "
                      "FROM audit.defects WHERE kind = 'bad_type' AND file = '" +
                      file.string() + "'"),
                IsEmpty());
    EXPECT_THAT(Lines("SELECT line FROM audit.defects WHERE kind = 'bad_type' AND file = '" +
                      file.string() + "' EXCEPT SELECT line FROM bronze." + file.stem().string() +
                      "_rejects"),
                IsEmpty());
    EXPECT_TRUE(Ingest(*session_, *catalog_, {spec, false}).up_to_date);
  }
}

TEST_F(EmbeddedLoad, PartitionsByAHiddenTransform) {
  spec_.partitioning = {"month(at)"};
  Load(std::string(kHeader) + "1,,2025-01-31 10:00:00,\n2,,2025-02-01 10:00:00,\n3,,,\n");
  EXPECT_THAT(Lines("SELECT id FROM bronze.t WHERE at >= TIMESTAMP '2025-02-01 00:00:00'"),
              ElementsAre("2"));
  EXPECT_EQ(catalog_->Snapshot("main")->LoadTable(spec_.table)->default_spec().fields.size(), 1u);
}

TEST_F(EmbeddedLoad, ParquetAndJson) {
  folder_.Write("t.json", "{\"id\": 1, \"name\": \"x\"}\n{\"id\": 2, \"name\": \"y\"}\n");
  spec_.columns = {{"id", engine::Type::Parse("bigint"), false, ""},
                   {"name", engine::Type::Parse("varchar"), false, ""}};
  spec_.files = {folder_.File("t.json")};
  EXPECT_EQ(Ingest(*session_, *catalog_, {spec_, false}).rows, 2u);
  EXPECT_THAT(Lines("SELECT id, name FROM bronze.t ORDER BY id"), ElementsAre("1|x", "2|y"));
  // A file of the warehouse is a Parquet file as good as any; it has the metadata columns though.
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder_.File("warehouse"))) {
    if (entry.path().extension() == ".parquet") spec_.files = {entry.path().string()};
  }
  try {
    Ingest(*session_, *catalog_, {spec_, false});
    FAIL();
  } catch (const base::Error& e) {
    EXPECT_EQ(e.kind(), ErrorKind::kInvalidArgument);
    EXPECT_THAT(e.message(), HasSubstr("'ingested_at' is not declared"));
  }
}

}  // namespace
}  // namespace tarn::ingest
