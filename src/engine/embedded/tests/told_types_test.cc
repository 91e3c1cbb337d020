// In which types results are told, and values of char(n), through the whole engine. What single
// expressions give is in tests/golden/trino/types.jsonl.
#include "engine/embedded/tests/lake_fixture.h"

namespace tarn::engine::embedded {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ToldTypesTest : public LakeTest {
 protected:
  ToldTypesTest() {
    Run("CREATE SCHEMA s");
    Run("CREATE TABLE s.t (id bigint, name varchar, price decimal(12, 2), at timestamp(6))");
    Run("INSERT INTO s.t VALUES (1, 'ann', 1.50, TIMESTAMP '2020-01-01 00:00:00')");
  }
  std::string TypesOf(const std::string& sql) {
    std::string text;
    const auto result = session_->Execute(sql);
    for (const Column& column : result->columns()) {
      text += (text.empty() ? "" : ", ") + column.type.ToString();
    }
    return text;
  }
};

TEST_F(ToldTypesTest, ColumnsOfTablesAndViewsHaveNoLengths) {
  EXPECT_EQ(
      TypesOf("SELECT *, name || 'x', upper(name), price * 2, coalesce(name, 'abc') FROM s.t"),
      "bigint, varchar, decimal(12,2), timestamp(6), varchar, varchar, decimal(22,2), varchar");
  Run("CREATE VIEW s.v AS SELECT 'abc' AS x, id FROM s.t");
  EXPECT_EQ(TypesOf("SELECT * FROM s.v"), "varchar, bigint");
  EXPECT_EQ(TypesOf("SELECT 'abc', count(*) FROM s.t"), "varchar(3), bigint");
  EXPECT_EQ(TypesOf("SELECT \"$path\", id FROM s.t"), "varchar, bigint");
  EXPECT_EQ(TypesOf("SELECT snapshot_id FROM s.\"t$snapshots\""), "bigint");
}

// Names are those of the statement, not of the tables.
TEST_F(ToldTypesTest, NamesAreToldAsTheyWereWritten) {
  const auto names = [&](const std::string& sql) {
    std::string text;
    const auto result = session_->Execute(sql);
    for (const Column& column : result->columns()) {
      text += (text.empty() ? "" : " ") + column.name;
    }
    return text;
  };
  EXPECT_EQ(names("SELECT Id, t.NAME, \"Price\", 1 AS Foo, 2 FROM s.t"), "Id NAME Price Foo _col4");
  EXPECT_EQ(names("SELECT * FROM (SELECT Id AS iD, Name FROM s.t)"), "iD Name");
  EXPECT_EQ(names("SELECT u.* FROM (VALUES (1, 2)) AS u(Ab, \"Cd\")"), "Ab Cd");
  EXPECT_EQ(names("WITH x(Ab) AS (SELECT 1) SELECT AB, * FROM x"), "AB Ab");
  EXPECT_EQ(names("SELECT ID FROM s.t UNION SELECT 2 AS b"), "ID");
  EXPECT_EQ(names("SELECT * FROM (VALUES 1) a(ab) JOIN (VALUES 1) b(AB) USING (aB)"), "aB");
  EXPECT_EQ(names("SELECT TABLE_CAT FROM system.jdbc.catalogs"), "TABLE_CAT");
  // Those of tables are in lower case.
  Run("CREATE TABLE s.u AS SELECT Id, 1 AS Foo FROM s.t");
  EXPECT_EQ(names("SELECT * FROM s.u"), "id foo");
}

TEST_F(ToldTypesTest, ValuesFitTheTypesThatTheyAreToldIn) {
  EXPECT_THAT(Lines("SELECT NULL, ARRAY[], REAL '1' / 4.0, round(2.5, NULL), "
                    "TIMESTAMP '2020-01-01 00:00:00.1234', MAP()"),
              ElementsAre("NULL|[]|0.25|NULL|2020-01-01 00:00:00.1234|{}"));
  EXPECT_THAT(Lines("SELECT CAST(ROW(1, 2) AS row(a integer, a integer))"),
              ElementsAre("{a=1, a=2}"));
}

TEST_F(ToldTypesTest, CharIsPaddedWhereItIsKeptAndShown) {
  Run("CREATE TABLE s.c AS SELECT CAST('a' AS char(3)) AS x, 1 AS y");
  EXPECT_THAT(Lines("SELECT x || '|', length(x) FROM s.c"), ElementsAre("a  ||3"));
  Run("INSERT INTO s.c SELECT CAST('b' AS char(2)), 2");
  EXPECT_THAT(Lines("SELECT x || '|' FROM s.c ORDER BY y"), ElementsAre("a  |", "b |"));
  EXPECT_THAT(Lines("SELECT CAST(x AS char(5)) FROM s.c WHERE CAST(x AS char(5)) = 'a'"),
              ElementsAre("a    "));
}

TEST_F(ToldTypesTest, AddressesAreNotKept) {
  const base::Error error = ErrorOf("CREATE TABLE s.i AS SELECT IPADDRESS '::1' AS x");
  EXPECT_EQ(error.kind(), base::ErrorKind::kUnsupported);
  EXPECT_THAT(error.message(), HasSubstr("ipaddress"));
  EXPECT_THAT(Lines("SELECT CAST(CAST(IPADDRESS '10.0.0.1' AS varchar) AS ipaddress)"),
              ElementsAre("10.0.0.1"));
}

TEST_F(ToldTypesTest, FunctionsRolesAndGrantsAreShown) {
  EXPECT_THAT(Lines("SHOW FUNCTIONS LIKE 'sha2%'"),
              ElementsAre("sha256|varbinary|varbinary|scalar|true|"));
  EXPECT_THAT(Lines("SHOW FUNCTIONS FROM iceberg.s"), IsEmpty());
  EXPECT_THAT(Lines("SHOW ROLES"), IsEmpty());
  EXPECT_THAT(Lines("SHOW CURRENT ROLES"), IsEmpty());
  EXPECT_THAT(Lines("SHOW GRANTS ON TABLE s.t"), IsEmpty());
  EXPECT_THAT(ErrorOf("SHOW GRANTS ON TABLE s.nope").message(), HasSubstr("does not exist"));
}

}  // namespace
}  // namespace tarn::engine::embedded
