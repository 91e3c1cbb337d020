// DESCRIBE INPUT and DESCRIBE OUTPUT, by what Trino 476 answered to the same statements.
#include <fmt/format.h>

#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class DescribeTest : public LakeTest {
 protected:
  void SetUp() override {
    LakeTest::SetUp();
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (a bigint, b varchar)");
    Run("USE tpch.tiny");
  }
  std::string Input(const std::string& sql) {
    std::string text;
    for (const Type& type : session_->Describe(sql).parameters) {
      text += (text.empty() ? "" : ", ") + type.ToString();
    }
    return text;
  }
  // "name = catalog.schema.table.column type", with "!" behind an alias.
  std::vector<std::string> Output(const std::string& sql) {
    const StatementDescription told = session_->Describe(sql);
    std::vector<std::string> lines;
    for (size_t i = 0; i < told.columns.size(); ++i) {
      const Column& column = told.columns[i];
      std::string line = column.name + (told.aliased[i] ? "!" : "");
      if (const auto& from = column.origin) {
        line +=
            fmt::format(" = {}.{}.{}.{}", from->catalog, from->schema, from->table, from->column);
      }
      lines.push_back(line + " " + column.type.ToString());
    }
    return lines;
  }
};

TEST_F(DescribeTest, ParametersHaveTheTypeThatTheirPlaceWants) {
  const std::pair<const char*, const char*> kStatements[] = {
      {"SELECT 1", ""},
      {"SELECT ? FROM nation WHERE nationkey = ? AND name < ?", "unknown, bigint, varchar(25)"},
      {"SELECT * FROM nation WHERE nationkey IN (?, ?, 3)", "bigint, bigint"},
      {"SELECT * FROM nation WHERE ? IN (?, ?)", "unknown, unknown, unknown"},
      {"SELECT * FROM nation WHERE nationkey BETWEEN ? AND ?", "bigint, bigint"},
      {"SELECT * FROM nation WHERE name LIKE ? ESCAPE ?", "varchar, varchar"},
      {"SELECT * FROM nation OFFSET ? LIMIT ?", "bigint, bigint"},
      {"SELECT * FROM nation OFFSET ? ROWS FETCH FIRST ? ROWS ONLY", "bigint, bigint"},
      {"SELECT abs(?), trim(?)", "tinyint, varchar(0)"},
      {"SELECT lower(?), substr(name, ?, ?) FROM nation", "varchar(0), bigint, bigint"},
      {"SELECT date_add('day', ?, DATE '2020-01-01')", "bigint"},
      {"SELECT coalesce(?, 1), coalesce(?, 'abc')", "integer, varchar(3)"},
      {"SELECT nullif(?, 1), nullif(1, ?)", "unknown, unknown"},
      {"SELECT ? + 1, 1 + ?", "integer, integer"},
      {"SELECT CAST(? AS integer), TRY(?), TRY_CAST(? AS double)", "unknown, unknown, unknown"},
      {"SELECT CASE WHEN ? THEN ? ELSE 1 END", "boolean, integer"},
      {"SELECT CASE ? WHEN 1 THEN ? ELSE 'a' END", "integer, varchar(1)"},
      {"SELECT if(?, ?, 1)", "boolean, integer"},
      {"SELECT * FROM (VALUES (?, 1), (2, ?)) t(a, b)", "integer, integer"},
      {"SELECT nationkey FROM nation UNION ALL SELECT ?", "unknown"},
      {"SELECT ? UNION ALL SELECT 1", "unknown"},
      {"SELECT count(*) FROM nation HAVING count(*) > ?", "bigint"},
      {"SELECT * FROM nation WHERE ? AND nationkey > 1", "boolean"},
      {"SELECT * FROM nation WHERE NOT ?", "boolean"},
      {"SELECT * FROM nation WHERE nationkey IN (SELECT ?)", "unknown"},
      {"SELECT * FROM nation WHERE ? IS NULL", "unknown"},
      {"SELECT * FROM nation n JOIN region r ON n.regionkey = r.regionkey AND r.name = ?",
       "varchar(25)"},
      {"SELECT ARRAY[?, 1], ROW(?, 2), ARRAY[1, 2][?]", "integer, unknown, bigint"},
      {"SELECT transform(ARRAY[1], x -> x + ?)", "integer"},
      {"SELECT sum(nationkey) FILTER (WHERE nationkey > ?) FROM nation", "bigint"},
      {"SELECT name FROM nation ORDER BY ?", "unknown"},
      {"SELECT * FROM orders WHERE orderdate > ? AND totalprice < ?", "date, double"},
      {"SELECT greatest(?, 1, ?), json_value(?, 'lax $.a'), format('%s', ?)",
       "integer, integer, varchar, unknown"},
      {"SELECT * FROM UNNEST(sequence(1, ?))", "bigint"},
      {"SELECT * FROM nation WHERE nationkey IS DISTINCT FROM ?", "bigint"},
      {"INSERT INTO iceberg.s.t VALUES (?, ?)", "unknown, unknown"},
      {"INSERT INTO iceberg.s.t SELECT nationkey, ? FROM nation WHERE nationkey = ?",
       "unknown, bigint"},
      {"CREATE TABLE iceberg.s.u AS SELECT * FROM nation WHERE nationkey = ?", "bigint"},
      {"DELETE FROM iceberg.s.t WHERE a = ?", "bigint"},
      {"UPDATE iceberg.s.t SET b = ?, a = a + ? WHERE a = ?", "varchar, bigint, bigint"},
      {"MERGE INTO iceberg.s.t t USING (SELECT * FROM nation) n ON t.a = n.nationkey AND t.b = ? "
       "WHEN MATCHED THEN UPDATE SET b = ? WHEN NOT MATCHED THEN INSERT (a, b) VALUES (?, ?)",
       "varchar, varchar, bigint, varchar"},
      {"CALL system.runtime.kill_query(query_id => ?, message => ?)", ""},
  };
  for (const auto& [sql, types] : kStatements) EXPECT_EQ(Input(sql), types) << sql;
}

TEST_F(DescribeTest, ColumnsTellTheirTable) {
  EXPECT_THAT(Output("SELECT nationkey, name AS n, 1 AS one, 1, nationkey + 1 FROM nation"),
              ElementsAre("nationkey = tpch.tiny.nation.nationkey bigint",
                          "n! = tpch.tiny.nation.name varchar(25)", "one! integer", "_col3 integer",
                          "_col4 bigint"));
  EXPECT_THAT(Output("SELECT * FROM (SELECT nationkey AS x, name, 1 AS o FROM nation) t"),
              ElementsAre("x = tpch.tiny.nation.nationkey bigint",
                          "name = tpch.tiny.nation.name varchar(25)", "o integer"));
  EXPECT_THAT(
      Output("WITH w(a, b) AS (SELECT nationkey, name FROM nation) SELECT a, b AS c FROM w"),
      ElementsAre("a = tpch.tiny.nation.nationkey bigint",
                  "c! = tpch.tiny.nation.name varchar(25)"));
  EXPECT_THAT(Output("SELECT nationkey FROM nation UNION SELECT regionkey FROM region"),
              ElementsAre("nationkey = tpch.tiny.nation.nationkey bigint"));
  EXPECT_THAT(Output("SELECT * FROM region JOIN (SELECT regionkey, 2 AS x FROM nation) "
                     "USING (regionkey)"),
              ElementsAre("regionkey bigint", "name = tpch.tiny.region.name varchar(25)",
                          "comment = tpch.tiny.region.comment varchar(152)", "x integer"));
  EXPECT_THAT(Output("SELECT * FROM nation JOIN region USING (regionkey)"),
              ElementsAre("regionkey bigint", "nationkey = tpch.tiny.nation.nationkey bigint",
                          "name = tpch.tiny.nation.name varchar(25)",
                          "comment = tpch.tiny.nation.comment varchar(152)",
                          "name = tpch.tiny.region.name varchar(25)",
                          "comment = tpch.tiny.region.comment varchar(152)"));
  EXPECT_THAT(Lines("SELECT * FROM (VALUES (1, 2)) a(x, k) JOIN (VALUES (2, 3)) b(k, y) USING (k) "
                    "JOIN (VALUES (3, 4)) c(y, z) USING (y)"),
              ElementsAre("3|2|1|4"));
  EXPECT_THAT(Output("SELECT r.*, n.name AS x FROM nation n JOIN region r ON true"),
              ElementsAre("regionkey = tpch.tiny.region.regionkey bigint",
                          "name = tpch.tiny.region.name varchar(25)",
                          "comment = tpch.tiny.region.comment varchar(152)",
                          "x! = tpch.tiny.nation.name varchar(25)"));
  EXPECT_THAT(Output("SELECT count(*) AS c, regionkey FROM nation GROUP BY regionkey"),
              ElementsAre("c! bigint", "regionkey = tpch.tiny.nation.regionkey bigint"));
  EXPECT_THAT(Output("SELECT max(name), (SELECT name FROM region LIMIT 1) FROM nation"),
              ElementsAre("_col0 varchar(25)", "_col1 varchar(25)"));
  EXPECT_THAT(Output("SELECT x.a FROM (SELECT CAST(row(1) AS row(a integer)) AS x FROM nation)"),
              ElementsAre("a integer"));
  EXPECT_THAT(Output("TABLE region"), ElementsAre("regionkey = tpch.tiny.region.regionkey bigint",
                                                  "name = tpch.tiny.region.name varchar(25)",
                                                  "comment = tpch.tiny.region.comment "
                                                  "varchar(152)"));
}

TEST_F(DescribeTest, ParametersStandForNulls) {
  EXPECT_THAT(Output("SELECT ?, CAST(? AS varchar(3)) FROM nation LIMIT ?"),
              ElementsAre("_col0 unknown", "_col1 varchar(3)"));
  EXPECT_THAT(
      Output("SELECT name FROM nation WHERE nationkey = ? OFFSET ? FETCH FIRST ? ROWS ONLY"),
      ElementsAre("name = tpch.tiny.nation.name varchar(25)"));
}

TEST_F(DescribeTest, OtherStatementsHaveWhatTheyTell) {
  for (const char* sql : {"INSERT INTO iceberg.s.t (a) VALUES (1)", "DELETE FROM iceberg.s.t",
                          "UPDATE iceberg.s.t SET a = ?",
                          "CREATE TABLE iceberg.s.u AS SELECT 1 AS x", "ANALYZE iceberg.s.t"}) {
    EXPECT_THAT(Output(sql), ElementsAre("rows bigint")) << sql;
  }
  EXPECT_THAT(Output("SHOW CATALOGS"), ElementsAre("Catalog varchar"));
  EXPECT_THAT(Output("EXPLAIN ANALYZE DELETE FROM iceberg.s.t"), ElementsAre("Query Plan varchar"));
  EXPECT_THAT(Output("DROP TABLE iceberg.s.t"), IsEmpty());
  // Nothing of it was done.
  EXPECT_THAT(Lines("SHOW TABLES FROM iceberg.s"), ElementsAre("t"));
}

TEST_F(DescribeTest, WhatIsShownIsOfInformationSchema) {
  EXPECT_THAT(Output("SHOW SCHEMAS"),
              ElementsAre("Schema! = tpch.information_schema.schemata.Schema varchar"));
  EXPECT_THAT(Output("SHOW TABLES FROM iceberg.s"),
              ElementsAre("Table! = iceberg.information_schema.tables.Table varchar"));
  EXPECT_THAT(Output("SHOW COLUMNS FROM iceberg.s.t"),
              ElementsAre("Column! = iceberg.information_schema.columns.Column varchar",
                          "Type! = iceberg.information_schema.columns.Type varchar",
                          "Extra! varchar", "Comment! varchar"));
  EXPECT_THAT(Output("SHOW ROLES"), ElementsAre("Role! varchar"));
}

TEST_F(DescribeTest, ErrorsAreThoseOfTheStatement) {
  const auto error = [&](const std::string& sql) {
    try {
      session_->Describe(sql);
    } catch (const base::Error& thrown) {
      return thrown.message();
    }
    return std::string("none");
  };
  EXPECT_THAT(error("SELECT nothing FROM nation WHERE nationkey = ?"),
              HasSubstr("line 1:8: Column 'nothing' cannot be resolved"));
  EXPECT_THAT(error("SELECT * FROM nowhere WHERE a = ?"),
              HasSubstr("line 1:15: Table 'tpch.tiny.nowhere' does not exist"));
}

}  // namespace
}  // namespace tarn::engine::embedded
