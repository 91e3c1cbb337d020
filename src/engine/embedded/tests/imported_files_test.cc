// Files that other programs wrote: no field ids, columns in the names of folders.
#include "engine/embedded/tests/lake_fixture.h"
#include "iceberg/name_mapping.h"

namespace tarn::engine::embedded {
namespace {

using base::ErrorKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ImportedFilesTest : public LakeTest {
 protected:
  ImportedFilesTest() { Run("CREATE SCHEMA s"); }

  std::string Folder(const std::string& name) const {
    return (folder_ / "warehouse" / "s" / name).string();
  }
  // A Parquet file as others write it: with names alone.
  void Write(const std::string& path, const std::string& query) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    session_->Export({query, path});
  }
  std::string Mapping(const std::string& table) {
    return Metadata("s", table)->Property(iceberg::kNameMappingProperty);
  }
};

TEST_F(ImportedFilesTest, ColumnsKeepTheirNamesInFilesThatAreThere) {
  const std::string folder = (folder_ / "plain").string();
  Write(folder + "/a.parquet",
        "SELECT 1 AS id, 'x' AS label, CAST(ROW(7, 'in') AS row(n bigint, t varchar)) AS sub, "
        "ARRAY[CAST(ROW(1) AS row(p integer))] AS l, MAP(ARRAY['k'], ARRAY[CAST(ROW(2) AS row(q "
        "integer))]) AS m");
  Run("CREATE TABLE s.t (id integer, label varchar, sub row(n bigint, t varchar), l array(row(p "
      "integer)), m map(varchar, row(q integer)))");
  Run("ALTER TABLE s.t EXECUTE add_files(location => '" + folder + "', format => 'PARQUET')");
  Run("ALTER TABLE s.t RENAME COLUMN label TO name");
  Run("ALTER TABLE s.t RENAME COLUMN sub.n TO number");
  Run("ALTER TABLE s.t RENAME COLUMN l.element.p TO pp");
  Run("ALTER TABLE s.t RENAME COLUMN m.value.q TO qq");
  EXPECT_THAT(Lines("SELECT id, name, sub.number, sub.t, l[1].pp, element_at(m, 'k').qq FROM s.t"),
              ElementsAre("1|x|7|in|1|2"));
  // What a column was called at last finds nothing in files of before; the name that they have
  // goes to the column that is called so now, as in Iceberg Java.
  Run("ALTER TABLE s.t DROP COLUMN name");
  Run("ALTER TABLE s.t ADD COLUMN name varchar");
  Run("ALTER TABLE s.t ADD COLUMN label varchar");
  EXPECT_THAT(Lines("SELECT id, name, label FROM s.t"), ElementsAre("1|NULL|x"));
  EXPECT_THAT(Mapping("t"), HasSubstr(R"("names":["n","number"])"));
  Run("INSERT INTO s.t (id, name) VALUES (2, 'new')");
  EXPECT_THAT(Lines("SELECT id, name FROM s.t ORDER BY id"), ElementsAre("1|NULL", "2|new"));
  EXPECT_THAT(Lines("SELECT id FROM s.t WHERE name = 'new'"), ElementsAre("2"));
}

TEST_F(ImportedFilesTest, AFolderBecomesATableWhereItIs) {
  Write(Folder("h") + "/day=2026-01-01/region=a%2Fb/1.parquet",
        "SELECT x AS id FROM UNNEST(sequence(1, 10)) t(x)");
  Write(Folder("h") + "/day=2026-01-02/region=__HIVE_DEFAULT_PARTITION__/2.parquet",
        "SELECT x AS id, 'more' AS extra FROM UNNEST(sequence(11, 30)) t(x)");
  std::ofstream(Folder("h") + "/_SUCCESS") << "";
  Run("CALL system.migrate('s', 'h')");
  EXPECT_THAT(Lines("SHOW COLUMNS FROM s.h"),
              ElementsAre("id|bigint||", "extra|varchar||", "day|date||", "region|varchar||"));
  EXPECT_THAT(Lines("SELECT day, region, count(*), sum(id), count(extra) FROM s.h GROUP BY 1, 2 "
                    "ORDER BY 1"),
              ElementsAre("2026-01-01|a/b|10|55|0", "2026-01-02|NULL|20|410|20"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.h WHERE region = 'a/b'"), ElementsAre("10"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.h WHERE region IS NULL AND id > 20"),
              ElementsAre("10"));
  EXPECT_THAT(Lines("SELECT min(day), max(day) FROM s.h"), ElementsAre("2026-01-01|2026-01-02"));
  EXPECT_THAT(Lines("SELECT count(*) FROM s.\"h$partitions\""), ElementsAre("2"));
  // It is a table like any other from now on.
  Run("INSERT INTO s.h VALUES (100, 'own', DATE '2026-01-02', 'c')");
  Run("UPDATE s.h SET extra = 'set' WHERE day = DATE '2026-01-01' AND id <= 2");
  Run("DELETE FROM s.h WHERE day = DATE '2026-01-02' AND region IS NULL");
  EXPECT_THAT(Lines("SELECT day, region, count(*), count(extra) FROM s.h GROUP BY 1, 2 ORDER BY 1"),
              ElementsAre("2026-01-01|a/b|10|2", "2026-01-02|c|1|1"));
  Run("ALTER TABLE s.h EXECUTE optimize");
  EXPECT_THAT(Lines("SELECT day, region, count(*), sum(id) FROM s.h GROUP BY 1, 2 ORDER BY 1"),
              ElementsAre("2026-01-01|a/b|10|55", "2026-01-02|c|1|100"));
}

TEST_F(ImportedFilesTest, PartitionsThatAreNumbers) {
  for (int year : {2024, 2025}) {
    Write(fmt::format("{}/year={}/x.parquet", Folder("n"), year),
          fmt::format("SELECT {} AS v", year));
  }
  Run("CALL iceberg.system.migrate(schema_name => 's', table_name => 'n')");
  EXPECT_THAT(Lines("SELECT year, v FROM s.n WHERE year > 2024"), ElementsAre("2025|2025"));
  EXPECT_THAT(Lines("SELECT year + 1, v FROM s.n ORDER BY 1"),
              ElementsAre("2025|2024", "2026|2025"));
}

TEST_F(ImportedFilesTest, WhatCannotBeMigratedIsTold) {
  EXPECT_EQ(ErrorOf("CALL system.migrate('s', 'none')").kind(), ErrorKind::kNotFound);
  EXPECT_EQ(ErrorOf("CALL system.migrate('nope', 'x')").kind(), ErrorKind::kNotFound);
  Run("CREATE TABLE s.there (a bigint)");
  EXPECT_EQ(ErrorOf("CALL system.migrate('s', 'there')").kind(), ErrorKind::kAlreadyExists);
  Write(Folder("mixed") + "/a=1/x.parquet", "SELECT 1 AS v");
  Write(Folder("mixed") + "/b=1/x.parquet", "SELECT 1 AS v");
  EXPECT_THAT(ErrorOf("CALL system.migrate('s', 'mixed')").message(),
              HasSubstr("different partition columns"));
  Write(Folder("deep") + "/x.parquet", "SELECT 1 AS v");
  Write(Folder("deep") + "/sub/x.parquet", "SELECT 2 AS v");
  EXPECT_THAT(ErrorOf("CALL system.migrate('s', 'deep')").message(), HasSubstr("/sub/x.parquet"));
  Run("CALL system.migrate('s', 'deep', 'false')");
  EXPECT_THAT(Lines("SELECT v FROM s.deep"), ElementsAre("1"));
  Write(Folder("bad") + "/x.parquet", "SELECT 1 AS v");
  std::ofstream(Folder("bad") + "/y.parquet") << "no Parquet";
  EXPECT_THAT(ErrorOf("CALL system.migrate('s', 'bad')").message(), HasSubstr("y.parquet"));
  EXPECT_THAT(Lines("SHOW TABLES FROM s LIKE 'bad'"), IsEmpty());
}

}  // namespace
}  // namespace tarn::engine::embedded
