#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// Queries written to files, and plain files read by path.
class FilesTest : public LakeTest {
 protected:
  FilesTest() {
    std::filesystem::create_directories(folder_ / "landing");
    WriteFile("landing/a.csv", "id,name\n1,x\n2,y\n");
    WriteFile("landing/b.csv", "id,name\n3,z\n");
    WriteFile("landing/odd.csv", "id;name\n7;'a;b'\n");
    WriteFile("landing/c.json", "{\"id\": 5, \"tags\": [\"u\", \"v\"]}\n");
    WriteFile("secret.csv", "id\n1\n");
  }
  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  size_t FilesIn(const std::string& folder) const {
    size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / folder)) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }
};

TEST_F(FilesTest, PlainFilesAreTables) {
  EXPECT_THAT(Lines("SELECT id, name FROM TABLE(read_csv('landing/a.csv')) ORDER BY id"),
              ElementsAre("1|x", "2|y"));
  EXPECT_THAT(Lines("SELECT sum(id) FROM TABLE(read_csv(ARRAY['landing/a.csv', 'landing/b.csv']))"),
              ElementsAre("6"));
  EXPECT_THAT(Lines("SELECT count(*) FROM TABLE(read_csv(path => 'landing/?.csv')) f"),
              ElementsAre("3"));
  EXPECT_THAT(Lines("SELECT name FROM TABLE(read_csv('landing/odd.csv', delimiter => ';', "
                    "quote => '''', header => true))"),
              ElementsAre("a;b"));
  EXPECT_THAT(Lines("SELECT id, tags[2] FROM TABLE(read_json('landing/c.json'))"),
              ElementsAre("5|v"));
}

TEST_F(FilesTest, PlainFilesChangeRowsOfTables) {
  Run("CREATE SCHEMA s");
  Run("CREATE TABLE s.t AS SELECT * FROM (VALUES (BIGINT '1', 'old'), (4, 'keep')) v(id, name)");
  Run("MERGE INTO s.t AS o USING TABLE(read_csv('landing/a.csv')) n ON o.id = n.id "
      "WHEN MATCHED THEN UPDATE SET name = n.name "
      "WHEN NOT MATCHED THEN INSERT (id, name) VALUES (n.id, n.name)");
  EXPECT_THAT(Lines("SELECT * FROM s.t ORDER BY id"), ElementsAre("1|x", "2|y", "4|keep"));
  Run("DELETE FROM s.t WHERE id IN (SELECT id FROM TABLE(read_csv('landing/a.csv')))");
  Run("UPDATE s.t SET name = (SELECT max(name) FROM TABLE(read_csv('landing/b.csv')))");
  EXPECT_THAT(Lines("SELECT * FROM s.t"), ElementsAre("4|z"));
}

TEST_F(FilesTest, ARoundTripThroughParquetKeepsValues) {
  const ExportResult result = session_->Export(
      {"SELECT BIGINT '9007199254740993' AS big, DECIMAL '12.50' AS price, DATE '2026-01-02' AS "
       "day, "
       "TIMESTAMP '2026-01-02 03:04:05.123456' AS at, ARRAY['a', NULL] AS tags, "
       "CAST(NULL AS varchar) AS nothing, CAST('99999999999999999999999999999999999999' AS "
       "decimal(38,0)) AS huge FROM (VALUES 1, 2) t",
       Path("landing/out.parquet")});
  EXPECT_EQ(result.rows, 2u);
  EXPECT_EQ(result.bytes, std::filesystem::file_size(Path("landing/out.parquet")));
  EXPECT_THAT(Lines("SELECT DISTINCT * FROM TABLE(read_parquet('landing/out.parquet'))"),
              ElementsAre("9007199254740993|12.50|2026-01-02|2026-01-02 03:04:05.123456|[a, NULL]|"
                          "NULL|99999999999999999999999999999999999999"));
}

TEST_F(FilesTest, AFailedExportLeavesWhatWasThere) {
  session_->Export({"SELECT 1 AS a", Path("landing/out.parquet")});
  const size_t before = FilesIn("landing");
  EXPECT_THROW(
      session_->Export({"SELECT 1/(a - 1) FROM (VALUES 1) t(a)", Path("landing/out.parquet")}),
      base::Error);
  EXPECT_THROW(session_->Export({"SELECT 1 AS a, 2 AS a", Path("landing/out.parquet")}),
               base::Error);
  EXPECT_THROW(session_->Export({"SELECT 1 AS a", Path("nope/out.parquet")}), base::Error);
  EXPECT_THROW(session_->Export({"SELECT 1 AS a", Path("landing")}), base::Error);
  EXPECT_THROW(session_->Export({"CREATE SCHEMA x", Path("landing/out.parquet")}), base::Error);
  EXPECT_EQ(FilesIn("landing"), before);
  EXPECT_THAT(Lines("SELECT a FROM TABLE(read_parquet('landing/out.parquet'))"), ElementsAre("1"));
}

TEST_F(FilesTest, OnlyDeclaredFoldersCanBeRead) {
  for (const std::string path : {"secret.csv", "/etc/passwd", "landing/../secret.csv"}) {
    const auto error = ErrorOf("SELECT * FROM TABLE(read_csv('" + path + "'))");
    EXPECT_EQ(error.kind(), ErrorKind::kPermissionDenied) << path;
    EXPECT_THAT(error.message(), HasSubstr("line 1:")) << path;
  }
  EXPECT_EQ(ErrorOf("SELECT * FROM TABLE(read_csv('landing/nope.csv'))").kind(),
            ErrorKind::kNotFound);
  Run("CREATE SCHEMA s");
  EXPECT_EQ(ErrorOf("CREATE VIEW s.v AS SELECT * FROM TABLE(read_csv('secret.csv'))").kind(),
            ErrorKind::kPermissionDenied);
  Run("CREATE VIEW s.v AS SELECT * FROM TABLE(read_csv('landing/a.csv'))");
  EXPECT_THAT(Lines("SELECT count(*) FROM s.v"), ElementsAre("2"));
  // A name is never a file.
  EXPECT_THAT(ErrorOf("SELECT * FROM \"landing/a.csv\"").message(), HasSubstr("Schema"));
}

TEST_F(FilesTest, WrongArgumentsAreTold) {
  EXPECT_THAT(ErrorOf("SELECT * FROM TABLE(read_csv('landing/a.csv', delimeter => ','))").message(),
              AllOf(HasSubstr("no argument 'delimeter'"), HasSubstr("delimiter")));
  EXPECT_THAT(ErrorOf("SELECT * FROM TABLE(read_csv('landing/a.csv', header => 'x'))").message(),
              HasSubstr("true or false"));
  EXPECT_THAT(ErrorOf("SELECT * FROM TABLE(read_csv())").message(), HasSubstr("needs a path"));
  EXPECT_THAT(ErrorOf("SELECT * FROM TABLE(read_csv('a' || 'b'))").message(), HasSubstr("literal"));
  WriteFile("landing/bad.parquet", "not parquet");
  EXPECT_NE(ErrorOf("SELECT * FROM TABLE(read_parquet('landing/bad.parquet'))").kind(),
            ErrorKind::kInternal);
}

}  // namespace
}  // namespace tarn::engine::embedded
