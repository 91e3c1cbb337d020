// The tables of the catalog `system` that drivers and tools read.
#include "engine/embedded/system_tables.h"

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

class SystemTablesTest : public LakeTest {
 protected:
  SystemTablesTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint NOT NULL, price decimal(12, 2), name varchar, at "
        "timestamp(6), "
        "tags array(varchar))");
    Run("CREATE VIEW s.v AS SELECT id FROM s.t");
  }
  std::vector<std::string> LinesOf(const std::string& sql) {
    const Rows rows = Run(sql);
    std::vector<std::string> lines;
    for (const auto& row : rows.rows) {
      std::string line;
      for (size_t i = 0; i < row.size(); ++i) {
        line += (i > 0 ? " " : "") + ToText(row[i], rows.columns[i].type);
      }
      lines.push_back(line);
    }
    return lines;
  }
};

TEST_F(SystemTablesTest, TablesAndColumnsAsDriversReadThem) {
  EXPECT_THAT(
      LinesOf("SELECT TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE FROM system.jdbc.tables "
              "WHERE TABLE_CAT = 'iceberg' AND TABLE_SCHEM LIKE 's' ORDER BY 3"),
      ElementsAre("iceberg s t TABLE", "iceberg s v VIEW"));
  EXPECT_THAT(
      LinesOf("SELECT c.COLUMN_NAME, DATA_TYPE, TYPE_NAME, COLUMN_SIZE, DECIMAL_DIGITS, NULLABLE, "
              "IS_NULLABLE FROM system.jdbc.columns c WHERE TABLE_NAME = 't' ORDER BY "
              "ORDINAL_POSITION"),
      ElementsAre("id -5 bigint 19 NULL 0 NO", "price 3 decimal(12,2) 12 2 1 YES",
                  "name 12 varchar 2147483647 NULL 1 YES", "at 93 timestamp(6) 28 6 1 YES",
                  "tags 2003 array(varchar) NULL NULL 1 YES"));
  EXPECT_THAT(
      LinesOf(
          "SELECT table_schem FROM system.jdbc.schemas WHERE table_catalog = 'iceberg' ORDER BY 1"),
      ElementsAre("information_schema", "s"));
}

TEST_F(SystemTablesTest, EveryTableCanBeRead) {
  for (const std::string& schema : SystemSchemas()) {
    for (const std::string& table : SystemTables(schema)) {
      EXPECT_NO_THROW(Run("SELECT * FROM system." + schema + "." + table))
          << schema << "." << table;
    }
  }
}

TEST_F(SystemTablesTest, TellsComments) {
  Run("CREATE SCHEMA iceberg.c");
  Run("CREATE TABLE iceberg.c.t (a bigint) COMMENT 'of a table'");
  Run("CREATE TABLE iceberg.c.u (a bigint)");
  Run("CREATE VIEW iceberg.c.v COMMENT 'of a view' AS SELECT a FROM iceberg.c.t");
  EXPECT_THAT(LinesOf("SELECT table_name, comment FROM system.metadata.table_comments WHERE "
                      "catalog_name = 'iceberg' AND schema_name = 'c' ORDER BY 1"),
              ElementsAre("t of a table", "u NULL", "v of a view"));
  EXPECT_THAT(LinesOf("SELECT DISTINCT comment FROM system.metadata.table_comments WHERE "
                      "schema_name = 'information_schema'"),
              ElementsAre("NULL"));
}

TEST_F(SystemTablesTest, TellsOfItself) {
  EXPECT_THAT(
      LinesOf("SELECT table_name FROM system.information_schema.tables WHERE table_schema = "
              "'runtime' ORDER BY 1"),
      ElementsAre("nodes", "optimizer_rule_stats", "queries", "tasks", "transactions"));
  EXPECT_THAT(LinesOf("SELECT column_name, data_type FROM system.information_schema.columns WHERE "
                      "table_name = 'nodes' ORDER BY ordinal_position"),
              ElementsAre("node_id varchar", "http_uri varchar", "node_version varchar",
                          "coordinator boolean", "state varchar"));
  EXPECT_THAT(
      LinesOf("SELECT count(*) FROM system.jdbc.columns WHERE table_cat = 'system' AND table_schem "
              "= 'runtime' AND table_name = 'queries'"),
      ElementsAre("15"));
  EXPECT_THAT(LinesOf("SELECT comment FROM system.information_schema.columns LIMIT 1"),
              ElementsAre("NULL"));
}

TEST_F(SystemTablesTest, AreShownAndQualified) {
  EXPECT_THAT(LinesOf("SHOW SCHEMAS FROM system"),
              ElementsAre("information_schema", "jdbc", "metadata", "runtime"));
  EXPECT_THAT(LinesOf("SHOW TABLES FROM system.jdbc"),
              IsSupersetOf({"tables", "columns", "types"}));
  EXPECT_THAT(
      LinesOf("SELECT tables.table_name FROM system.jdbc.tables WHERE table_schem = 'none'"),
      IsEmpty());
  EXPECT_THAT(ErrorOf("SELECT * FROM system.jdbc.nope").message(), HasSubstr("line 1:15: "));
  EXPECT_THAT(LinesOf("SELECT count(*) FROM SYSTEM.Runtime.NODES n"), ElementsAre("1"));
  EXPECT_THAT(LinesOf("TABLE system.runtime.nodes"), ::testing::SizeIs(1));
  EXPECT_THAT(LinesOf("SELECT system.runtime.nodes.state FROM system.runtime.nodes WHERE "
                      "nodes.coordinator"),
              ElementsAre("active"));
  Run("USE system.runtime");
  EXPECT_THAT(LinesOf("SELECT \"runtime\".\"nodes\".\"state\" FROM \"runtime\".\"nodes\""),
              ElementsAre("active"));
}

}  // namespace
}  // namespace tarn::engine::embedded
