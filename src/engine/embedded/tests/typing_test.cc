#include "engine/embedded/typing/typer.h"

#include <gtest/gtest.h>

#include "engine/embedded/adapter/told_type.h"
#include "engine/embedded/show_pattern.h"
#include "engine/embedded/typing/binder.h"
#include "engine/embedded/typing/coercion.h"
#include "sql/parser.h"

namespace tarn::engine::embedded {
namespace {

Type T(const char* text) { return Type::Parse(text); }

// "varchar(3), ?": the types of a query's columns, "?" for what is not known.
std::string TypesOf(const std::string& sql) {
  static const std::vector<Column> kOrders = {{"id", T("bigint")},
                                              {"name", T("varchar")},
                                              {"price", T("decimal(12,2)")},
                                              {"At", T("timestamp(6)")},
                                              {"item", T("row(n integer, tags array(varchar))")}};
  const sql::Statement statement = sql::ParseStatement(sql);
  const StatementTypes types = TypeStatement(statement, [](const sql::QualifiedName& name) {
    return name.last().Canonical() == "orders" ? &kOrders : nullptr;
  });
  std::string text;
  for (const auto& type : types.columns()) {
    text += (text.empty() ? "" : ", ") + (type ? type->ToString() : "?");
  }
  return text;
}

TEST(Typer, LiteralsHaveTheirLengthsAndDigits) {
  EXPECT_EQ(TypesOf("SELECT 1, 3000000000, 1.50, 1e0, 'abc', '', U&'\\00e9', NULL, true, X'00'"),
            "integer, bigint, decimal(3,2), double, varchar(3), varchar(0), varchar(1), unknown, "
            "boolean, varbinary");
  EXPECT_EQ(TypesOf("SELECT TIMESTAMP '2020-01-01 00:00:00.12', TIME '10:00+01:00', CHAR 'ab', "
                    "TIMESTAMP '2020-01-01 00:00:00 UTC', INTERVAL '1' MONTH, DECIMAL '-0.5'"),
            "timestamp(2), time(0) with time zone, char(2), timestamp(0) with time zone, "
            "interval year to month, decimal(1,1)");
}

TEST(Typer, BranchesAreCoercedToWhatHoldsAllOfThem) {
  EXPECT_EQ(TypesOf("SELECT coalesce('a', 'bcd'), if(true, 1, 2.5), CASE WHEN true THEN 'a' END, "
                    "nullif('a', 'bcd'), greatest('a', CAST('b' AS char(3)))"),
            "varchar(3), decimal(11,1), varchar(1), varchar(1), char(3)");
  EXPECT_EQ(TypesOf("SELECT 'a' UNION ALL SELECT 'bcd' UNION ALL SELECT NULL"), "varchar(3)");
  EXPECT_EQ(TypesOf("VALUES (1, 'a'), (2.5, NULL)"), "decimal(11,1), varchar(1)");
  EXPECT_EQ(TypesOf("SELECT 'a' UNION ALL SELECT name FROM orders"), "varchar");
  EXPECT_EQ(TypesOf("SELECT 1 UNION ALL SELECT 'a'"), "?") << "which is an error";
}

TEST(Typer, FunctionsAreChosenAsTrinoChoosesThem) {
  EXPECT_EQ(TypesOf("SELECT abs(NULL), abs(-1.5), length('a'), upper('abc'), 'a' || 'b', "
                    "replace('abc', 'b', 'xx'), round(1.25, 1), sum(1.5), avg(1), corr(1, 2)"),
            "tinyint, decimal(2,1), bigint, varchar(3), varchar, varchar(11), decimal(4,2), "
            "decimal(38,1), double, real");
  EXPECT_EQ(TypesOf("SELECT concat(CAST('a' AS char(3)), 'b'), ARRAY[1] || 2.5, element_at(MAP("
                    "ARRAY['a'], ARRAY[1]), 'a'), map_entries(MAP(ARRAY['a'], ARRAY[1]))"),
            "char(4), array(decimal(11,1)), integer, array(row(varchar(1), integer))");
  EXPECT_EQ(TypesOf("SELECT no_such_function(1), length(1), strpos(CAST('a' AS char(3)), 'a')"),
            "?, ?, ?");
}

TEST(Typer, LambdasAreTypedByTheirArguments) {
  EXPECT_EQ(TypesOf("SELECT transform(ARRAY['a'], x -> length(x)), "
                    "reduce(ARRAY[1], BIGINT '0', (s, x) -> s + x, s -> CAST(s AS varchar)), "
                    "zip_with(ARRAY[1], ARRAY['ab'], (x, y) -> y), "
                    "transform(ARRAY[ARRAY[1]], x -> transform(x, y -> y + 0.5))"),
            "array(bigint), varchar, array(varchar(2)), array(array(decimal(12,1)))");
}

TEST(Typer, NamesAreFoundInTheirScopes) {
  EXPECT_EQ(TypesOf("SELECT o.id, NAME, orders.price FROM orders o"), "bigint, varchar, ?");
  EXPECT_EQ(TypesOf("SELECT iceberg.s.orders.id, orders.at FROM iceberg.s.orders"),
            "bigint, timestamp(6)");
  EXPECT_EQ(TypesOf("SELECT item.n, o.item.tags[1], item.nope FROM orders o"),
            "integer, varchar, ?");
  EXPECT_EQ(TypesOf("SELECT id FROM orders a, orders b"), "?") << "ambiguous";
  EXPECT_EQ(TypesOf("SELECT (SELECT max(o.price)) FROM orders o"), "decimal(12,2)");
  EXPECT_EQ(TypesOf("WITH t(a) AS (SELECT 'abc') SELECT a, t.a || 'x', b.a FROM t, t b"),
            "?, varchar, varchar(3)");
  EXPECT_EQ(TypesOf("SELECT * FROM (SELECT 'a' x) a JOIN (SELECT 'bcd' x, 1 y) b USING (x)"),
            "varchar(3), integer");
  EXPECT_EQ(TypesOf("SELECT u.x FROM orders o CROSS JOIN UNNEST(o.item.tags) AS u (x)"), "varchar");
  EXPECT_EQ(TypesOf("SELECT a.* FROM orders a, unknown_table b"), "") << "their number";
  EXPECT_EQ(TypesOf("SELECT price FROM orders, unknown_table"), "decimal(12,2)");
}

TEST(Typer, RecursionHasTheTypesOfItsFirstSide) {
  EXPECT_EQ(TypesOf("WITH RECURSIVE t(n, s) AS (SELECT 1, 'ab' UNION ALL SELECT n + 1, s FROM t) "
                    "SELECT n, s FROM t"),
            "integer, varchar(2)");
}

TEST(Typer, MuchOfEverythingIsTypedOrGivenUpInTime) {
  std::string sum = "SELECT 1";
  for (int i = 0; i < 900; ++i) sum += " + 1";
  EXPECT_EQ(TypesOf(sum), "integer");
  std::string list = "SELECT 1 IN (1";
  for (int i = 0; i < 20'000; ++i) list += ", 2";
  EXPECT_EQ(TypesOf(list + ")"), "boolean");
  list = "SELECT ARRAY[1";
  for (int i = 0; i < 250'000; ++i) list += ",2";
  EXPECT_EQ(TypesOf(list + "]"), "") << "more than anybody writes";
}

TEST(Coercion, IsTrinos) {
  const auto common = [](const char* a, const char* b) {
    const auto type = CommonSuperType(T(a), T(b));
    return type ? type->ToString() : "none";
  };
  EXPECT_EQ(common("varchar(3)", "varchar(5)"), "varchar(5)");
  EXPECT_EQ(common("varchar(3)", "varchar"), "varchar");
  EXPECT_EQ(common("varchar(3)", "char(5)"), "char(5)");
  EXPECT_EQ(common("varchar", "char(5)"), "char(65536)");
  EXPECT_EQ(common("decimal(5,2)", "integer"), "decimal(12,2)");
  EXPECT_EQ(common("decimal(38,10)", "decimal(38,2)"), "decimal(38,10)");
  EXPECT_EQ(common("bigint", "real"), "real");
  EXPECT_EQ(common("date", "timestamp(3)"), "timestamp(3)");
  EXPECT_EQ(common("timestamp(3)", "timestamp(6) with time zone"), "timestamp(6) with time zone");
  EXPECT_EQ(common("array(integer)", "array(unknown)"), "array(integer)");
  EXPECT_EQ(common("row(a integer)", "row(b double)"), "row(double)");
  EXPECT_EQ(common("integer", "varchar"), "none");
  EXPECT_EQ(common("integer", "array(integer)"), "none");
  EXPECT_TRUE(CanCoerce(T("integer"), T("bigint")));
  EXPECT_FALSE(CanCoerce(T("bigint"), T("integer")));
  EXPECT_TRUE(CanCoerce(T("varchar(3)"), T("varchar(5)")));
  EXPECT_FALSE(CanCoerce(T("varchar"), T("varchar(5)")));
}

TEST(ToldType, KeepsWhatDuckDbComputedWhereValuesWouldBeLost) {
  const auto told = [](const char* typed, const char* computed) {
    return ToldType(T(typed), T(computed)).ToString();
  };
  EXPECT_EQ(told("varchar(3)", "varchar"), "varchar(3)");
  EXPECT_EQ(told("char(3)", "varchar"), "char(3)");
  EXPECT_EQ(told("timestamp(3)", "timestamp(6)"), "timestamp(3)");
  EXPECT_EQ(told("timestamp(3)", "timestamp(9)"), "timestamp(9)");
  EXPECT_EQ(told("decimal(21,4)", "decimal(18,4)"), "decimal(21,4)");
  EXPECT_EQ(told("decimal(21,2)", "decimal(18,4)"), "decimal(18,4)");
  EXPECT_EQ(told("real", "double"), "real");
  EXPECT_EQ(told("varchar(3)", "bigint"), "bigint");
  EXPECT_EQ(told("unknown", "integer"), "unknown");
  EXPECT_EQ(told("unknown", "varchar"), "varchar");
  EXPECT_EQ(told("array(varchar(2))", "array(varchar)"), "array(varchar(2))");
  EXPECT_EQ(told("row(a varchar(2), a integer)", "row(a varchar, a_1 integer)"),
            "row(a varchar(2), a integer)");
  EXPECT_EQ(told("row(integer)", "row(a integer, b integer)"), "row(a integer, b integer)");
}

TEST(Signatures, AreAllReadable) {
  for (const auto rows : {FunctionSignatureRows(), OperatorSignatureRows()}) {
    for (const SignatureRow& row : rows) EXPECT_FALSE(SignaturesOf(row.name).empty()) << row.name;
  }
}

TEST(ShowPattern, IsLike) {
  EXPECT_TRUE(MatchesLike("orders", "ord%", '\0'));
  EXPECT_TRUE(MatchesLike("orders", "%r_", '\0'));
  EXPECT_TRUE(MatchesLike("", "%", '\0'));
  EXPECT_FALSE(MatchesLike("orders", "order", '\0'));
  EXPECT_TRUE(MatchesLike("a_b", "a\\_b", '\\'));
  EXPECT_FALSE(MatchesLike("axb", "a\\_b", '\\'));
  EXPECT_TRUE(MatchesLike("aXbXc", "a%X%c", '\0'));
  EXPECT_FALSE(MatchesLike(std::string(2000, 'a'), "%a%a%a%a%a%a%a%a%a%a%a%a%a%ab", '\0'))
      << "in time";
}

}  // namespace
}  // namespace tarn::engine::embedded
