// Tarn's CSV reader against DuckDB's, which reads the same text when it is compressed.
#include <filesystem>
#include <random>

#include <zlib.h>

#include "base/content_hash.h"
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CsvLoadTest : public LakeTest {
 protected:
  CsvLoadTest() { Run("CREATE SCHEMA bronze"); }

  LoadResult Load(const std::string& table, const std::string& file,
                  const std::vector<std::string>& types) {
    LoadRequest request;
    request.table = {{"bronze"}, table};
    request.reject_table = {{"bronze"}, table + "_rejects"};
    request.max_reject_share = 1;
    request.files = {file};
    request.csv = csv_;
    for (size_t i = 0; i < types.size(); ++i) {
      request.columns.push_back(
          {"c" + std::to_string(i), Type::Parse(types[i]), required_ && i == 0, ""});
    }
    return session_->Load(request, nullptr, {});
  }
  std::string Compressed(const std::string& name, const std::string& text) {
    const std::string path = (folder_ / name).string();
    gzFile file = gzopen(path.c_str(), "wb1");
    gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
    gzclose(file);
    return path;
  }
  // Loads the text with both readers; tables and rejects must be the same.
  void Compare(const std::string& text, const std::vector<std::string>& types,
               const char* reject_columns = "line, column_name, reason, raw_line") {
    const LoadResult ours = Load("ours", WriteFile("t.csv", text), types);
    const LoadResult theirs = Load("theirs", Compressed("t.csv.gz", text), types);
    EXPECT_EQ(ours.rows, theirs.rows);
    EXPECT_EQ(ours.rejected_rows, theirs.rejected_rows);
    std::string columns;
    for (size_t i = 0; i < types.size(); ++i) columns += (i > 0 ? ", c" : "c") + std::to_string(i);
    EXPECT_EQ(Lines("SELECT * FROM bronze.ours ORDER BY " + columns),
              Lines("SELECT * FROM bronze.theirs ORDER BY " + columns));
    if (ours.rejected_rows > 0 && theirs.rejected_rows > 0) {
      const std::string list = std::string("SELECT ") + reject_columns + " FROM bronze.";
      EXPECT_EQ(Lines(list + "ours_rejects ORDER BY 1, 2"),
                Lines(list + "theirs_rejects ORDER BY 1, 2"));
    }
  }
  // The values in a column of the type, with a number beside each.
  void CompareValues(const std::string& type, const std::vector<std::string>& values) {
    SCOPED_TRACE(type);
    std::string text = "c0,c1\n";
    for (size_t i = 0; i < values.size(); ++i) text += values[i] + "," + std::to_string(i) + "\n";
    Compare(text, {type, "bigint"});
    Run("DROP TABLE bronze.ours");
    Run("DROP TABLE bronze.theirs");
    for (const char* table : {"ours", "theirs"}) {
      Run(std::string("DROP TABLE IF EXISTS bronze.") + table + "_rejects");
    }
  }

  CsvOptions csv_;
  bool required_ = false;
};

TEST_F(CsvLoadTest, ValuesInEveryWriting) {
  const std::vector<std::string> numbers = {"1",
                                            "-2",
                                            "+7",
                                            "007",
                                            " 3",
                                            "3 ",
                                            "1.0",
                                            "1.4",
                                            "1.5",
                                            "1e2",
                                            "--1",
                                            "-",
                                            "",
                                            "\"5\"",
                                            "x",
                                            "2147483647",
                                            "2147483648",
                                            "9223372036854775807",
                                            "-9223372036854775808",
                                            "9223372036854775808",
                                            "1_000",
                                            "1.555",
                                            "1.554",
                                            ".5",
                                            "5.",
                                            "-.005",
                                            "12345678901",
                                            "1234567890",
                                            "9999999999.99",
                                            "\" 4\"",
                                            "123456789012345678901234567890"};
  for (const char* type :
       {"integer", "bigint", "decimal(4,1)", "decimal(9,2)", "decimal(12,2)", "decimal(38,4)"}) {
    CompareValues(type, numbers);
  }
  const std::vector<std::string> floats = {"1.5",      "-1e5",
                                           "inf",      "nan",
                                           "Infinity", "5.",
                                           "0x1p3",    "1_0",
                                           "0.1",      "3.141592653589793",
                                           "1e-320",   "abc",
                                           "",         "123456789.123456789",
                                           "-0",       "1e400"};
  CompareValues("double", floats);
  CompareValues("real", floats);
  CompareValues("boolean",
                {"true", "false", "TRUE", "t", "0", "yes", "no", " true", "\"true\"", ""});
  CompareValues("date", {"2025-01-02", "2025-1-2", "2025/01/02", "2025-02-29", " 2025-01-02",
                         "2025-01-02 00:00:00", "0001-01-01", "9999-12-31", "", "20250102"});
  CompareValues("timestamp(6)",
                {"2025-01-02 03:04:05", "2025-01-02", "2025-01-02T03:04:05",
                 "2025-01-02 03:04:05.1", "2025-01-02 03:04:05.123456", "2025-01-02 03:04:05Z",
                 "2025-01-02 03:04:05+02", "2025-01-02 3:4:5", "2025-01-02 24:00:00",
                 "2025-01-02 03:04:60", "", "2025-13-01 00:00:00", "1969-12-31 23:59:59.999999"});
  CompareValues("varchar",
                {"x", "\"a,b\"", "\"\"", "", "\"say \"\"hi\"\"\"", " x ", "\" x \"", "5\" pipe",
                 "Grüße", "\xff\xfe", "a rather long text that is not kept inline"});
}

TEST_F(CsvLoadTest, RecordsThatAreNoRows) {
  Compare("c0,c1\n1,x\n2\n\n3,x,y\n4,x,\n5,\"x\"y\n6,\"ok\"\n", {"bigint", "varchar"},
          "line, reason");
}

TEST_F(CsvLoadTest, NullTexts) {
  csv_.null_text = "NA";
  Compare("c0,c1\n1,NA\n2,\"NA\"\n3,\n4,\"\"\nNA,x\n,y\n", {"bigint", "varchar"});
}

TEST_F(CsvLoadTest, OtherDialects) {
  csv_.delimiter = ';';
  csv_.quote = csv_.escape = '\'';
  Compare("c0;c1\n1;'a;b'\n2;'it''s'\n", {"bigint", "varchar"});
}

TEST_F(CsvLoadTest, RequiredColumns) {
  required_ = true;
  Compare("c0,c1\n1,x\n,y\n3,z\n", {"bigint", "varchar"}, "line, column_name, reason");
}

TEST_F(CsvLoadTest, ManyBlocksOnAllThreads) {
  std::mt19937 random(7);
  std::string text = "c0,c1,c2,c3\n";
  for (int i = 0; i < 60'000; ++i) {
    const auto n = random();
    text +=
        std::to_string(i) + "," +
        (n % 7 == 0    ? "\"name, "
         : n % 11 == 0 ? "\"na\"\"me "
                       : "name ") +
        std::to_string(n % 1000) + (n % 7 == 0 || n % 11 == 0 ? "\"," : ",") +
        (n % 500 == 0 ? "bad" : std::to_string(n % 10'000) + "." + std::to_string(n % 90 + 10)) +
        ",2026-01-" + std::to_string(n % 18 + 10) + " 10:00:" + std::to_string(n % 50 + 10) + "\n";
  }
  Compare(text, {"bigint", "varchar", "decimal(12,2)", "timestamp(6)"});
}

TEST_F(CsvLoadTest, AnOpenQuoteLosesItsLineAlone) {
  const LoadResult result =
      Load("t", WriteFile("t.csv", "c0,c1\n1,x\n2,\"open\n3,y\n"), {"bigint", "varchar"});
  EXPECT_EQ(result.rows, 2u);
  EXPECT_THAT(Lines("SELECT line, raw_line FROM bronze.t_rejects"), ElementsAre("3|2,\"open"));
}

TEST_F(CsvLoadTest, LineEndsMayBeMixed) {
  EXPECT_EQ(Load("t", WriteFile("t.csv", "c0,c1\r\n1,2\n2,3\r\n"), {"bigint", "bigint"}).rows, 2u);
  // Those of old are DuckDB's.
  EXPECT_EQ(Load("old", WriteFile("o.csv", "c0,c1\r1,2\r2,3\r"), {"bigint", "bigint"}).rows, 2u);
}

TEST_F(CsvLoadTest, WhatWasReadIsTold) {
  const std::string text = "c0\n1\n2\n";
  const std::string compressed = Compressed("b.csv.gz", text);
  LoadRequest request;
  request.table = {{"bronze"}, "t"};
  request.columns = {{"c0", Type::Parse("bigint"), false, ""}};
  std::vector<FileDigest> told;
  request.summarize = [&](const std::vector<FileDigest>& read) {
    told = read;
    return std::map<std::string, std::string>{{"note", read.at(0).xxh3_128}};
  };
  for (const std::string& file : {WriteFile("a.csv", text), compressed}) {
    request.files = {file};
    session_->Load(request, nullptr, {});
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].bytes, std::filesystem::file_size(file));
    EXPECT_EQ(told[0].xxh3_128, base::HashFile(file));
    EXPECT_EQ(Metadata("bronze", "t")->current_snapshot()->summary.at("note"), told[0].xxh3_128);
  }
}

TEST_F(CsvLoadTest, RecordsWithoutEndFailTheLoad) {
  try {
    Load("t", WriteFile("t.csv", "c0\n1\n" + std::string(size_t{20} << 20, 'x')), {"varchar"});
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalidArgument);
    EXPECT_THAT(error.message(), HasSubstr("t.csv:3: a record is longer than"));
  }
  EXPECT_TRUE(DataFiles().empty());
}

}  // namespace
}  // namespace tarn::engine::embedded
