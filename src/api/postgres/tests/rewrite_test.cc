#include "api/postgres/rewrite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/postgres/catalog/catalog_query.h"
#include "api/postgres/command.h"
#include "api/postgres/sql_error.h"

namespace tarn::api::postgres {
namespace {

using testing::ElementsAre;

RewrittenSql Rewritten(const std::string& sql) {
  const auto tokens = Tokenize(sql);
  const auto statements = SplitStatements(tokens);
  return RewriteForTrino(sql, tokens, statements.at(0), {"iceberg@dev", "gold", 7});
}
std::string Trino(const std::string& sql) { return Rewritten(sql).sql; }
std::string Catalog(const std::string& sql) {
  const auto tokens = Tokenize(sql);
  return RewriteForCatalog(sql, tokens, SplitStatements(tokens).at(0), {}, {});
}
Command CommandIn(const std::string& sql) {
  const auto tokens = Tokenize(sql);
  return CommandOf(tokens, SplitStatements(tokens).at(0));
}

TEST(Rewrite, TrinosOwnIsLeftAlone) {
  for (const char* sql :
       {"SELECT a, \"B\" FROM iceberg.s.t WHERE x = 'it''s' AND y <> 1.5e3 -- end",
        "SELECT transform(a, x -> x + 1) FROM t", "SELECT a[1], CAST(x AS bigint) FROM t",
        "SELECT x = ANY (SELECT 1), INTERVAL '1' DAY, DATE '2026-01-31'",
        "SELECT * FROM t OFFSET 5 LIMIT 10"}) {
    std::string wanted = sql;
    wanted = wanted.substr(0, wanted.find(" --"));
    EXPECT_EQ(Trino(sql), wanted);
  }
}

TEST(Rewrite, NamesOfColumnsAreInLowerCase) {
  EXPECT_EQ(Trino("SELECT Id, t.Kind, \"Kept\", 1 AS Foo FROM T"),
            "SELECT id, t.kind, \"Kept\", 1 AS foo FROM t");
  EXPECT_EQ(Trino("SELECT x IS NULL, CURRENT_DATE"), "SELECT x IS NULL, CURRENT_DATE");
  EXPECT_EQ(Trino("DROP TABLE Foo"), "DROP TABLE Foo");
}

TEST(Rewrite, Casts) {
  EXPECT_EQ(Trino("SELECT a::int4"), "SELECT CAST(a AS integer)");
  EXPECT_EQ(Trino("SELECT t.a::text, 1"), "SELECT CAST(t.a AS varchar), 1");
  EXPECT_EQ(Trino("SELECT (a + b)::numeric(12, 2)"), "SELECT CAST((a + b) AS decimal(12,2))");
  EXPECT_EQ(Trino("SELECT f(x)::int::text"), "SELECT CAST(CAST(f(x) AS integer) AS varchar)");
  EXPECT_EQ(Trino("SELECT '2026-01-31'::date"), "SELECT DATE '2026-01-31'");
  EXPECT_EQ(Trino("SELECT '2026-01-31T10:00:00'::timestamp"),
            "SELECT TIMESTAMP '2026-01-31 10:00:00'");
  EXPECT_EQ(Trino("SELECT a::int[]"), "SELECT CAST(a AS array(integer))");
  EXPECT_EQ(Trino("SELECT CASE WHEN a THEN 1 END::int8"),
            "SELECT CAST(CASE WHEN a THEN 1 END AS bigint)");
  EXPECT_EQ(Trino("SELECT CAST(a AS text), CAST(b AS timestamp with time zone)"),
            "SELECT CAST(a AS varchar), CAST(b AS timestamp(6) with time zone)");
  EXPECT_EQ(Trino("SELECT a[1]::text"), "SELECT CAST(a[1] AS varchar)");
}

TEST(Rewrite, Texts) {
  EXPECT_EQ(Trino(R"(SELECT E'a\'b\n\u00e9')"), "SELECT 'a''b\n\u00e9'");
  EXPECT_EQ(Trino("SELECT $$it's$$, $x$ $$ $x$"), "SELECT 'it''s', ' $$ '");
  EXPECT_EQ(Trino("SELECT 'a\\b'"), "SELECT 'a\\b'");
  EXPECT_EQ(Trino("SELECT interval '1 day'"), "SELECT INTERVAL '1' DAY");
}

TEST(Rewrite, OperatorsAndClauses) {
  EXPECT_EQ(Trino("SELECT * FROM t LIMIT 10 OFFSET 5"), "SELECT * FROM t  OFFSET 5 LIMIT 10");
  EXPECT_EQ(Trino("SELECT 1 LIMIT 10 OFFSET 5 ROWS"), "SELECT 1  OFFSET 5 ROWS LIMIT 10");
  EXPECT_EQ(Trino("SELECT 1 LIMIT 10::bigint"), "SELECT 1 LIMIT 10");
  EXPECT_EQ(Trino("SELECT 1 OFFSET 2::int ROWS"), "SELECT 1 OFFSET 2 ROWS");
  EXPECT_EQ(Trino("SELECT 1 LIMIT ALL"), "SELECT 1 LIMIT ALL");
  EXPECT_EQ(Trino("SELECT a ILIKE 'x%' FROM t"), "SELECT lower(a ) LIKE lower( 'x%') FROM t");
  EXPECT_EQ(Trino("SELECT a ~ '^x' FROM t"), "SELECT regexp_like(a ,  '^x') FROM t");
  EXPECT_EQ(Trino("SELECT a = ANY (ARRAY[1, 2])"),
            "SELECT a = ANY (SELECT element FROM UNNEST(ARRAY[1, 2]) AS elements(element))");
  EXPECT_EQ(Trino("SELECT current_database(), current_schema()"), "SELECT 'iceberg@dev', 'gold'");
  EXPECT_EQ(Trino("SELECT * FROM \"iceberg@dev\".s.t"), "SELECT * FROM iceberg.s.t");
  EXPECT_EQ(Trino("CREATE TABLE t (a int4, text text, c timestamptz, d numeric(5,1))"),
            "CREATE TABLE t (a integer, text varchar, c timestamp(6) with time zone, d "
            "decimal(5,1))");
}

TEST(Rewrite, Parameters) {
  const RewrittenSql sql = Rewritten("SELECT $2, $1::date FROM t LIMIT $3 OFFSET $4");
  EXPECT_EQ(sql.sql, "SELECT ?, CAST(? AS date) FROM t  OFFSET ? LIMIT ?");
  EXPECT_EQ(sql.parameters, 4);
  std::vector<int> numbers;
  for (const ParameterSlot& slot : sql.slots) numbers.push_back(slot.number);
  EXPECT_THAT(numbers, ElementsAre(2, 1, 4, 3));
  EXPECT_TRUE(sql.slots[2].bare);
  EXPECT_EQ(sql.parameter_types.at(1), 1082U);
  // As SQLAlchemy writes them.
  const RewrittenSql cast = Rewritten("SELECT 1 LIMIT $1::INTEGER OFFSET $2::INTEGER");
  EXPECT_EQ(cast.sql, "SELECT 1  OFFSET ? LIMIT ?");
  EXPECT_EQ(cast.parameter_types.at(1), 23U);
  EXPECT_EQ(cast.parameter_types.at(2), 23U);
  EXPECT_TRUE(cast.slots[0].bare && cast.slots[1].bare);
}

TEST(Rewrite, PlacesAreFoundAgain) {
  const std::string source = "SELECT a::int, nope FROM t";
  const RewrittenSql sql = Rewritten(source);
  EXPECT_EQ(sql.SourceOffset(sql.sql.find("nope")), source.find("nope"));
  const RewrittenSql bound =
      Substitute(Rewritten("SELECT $1, nope"), {{7, 8, "BIGINT '123456789'"}});
  EXPECT_EQ(bound.sql, "SELECT BIGINT '123456789', nope");
  EXPECT_EQ(bound.SourceOffset(bound.sql.find("nope")), 11U);
  EXPECT_EQ(OffsetOf("a\n\xc3\xa9x", 2, 2), 4U);
}

TEST(Rewrite, BadTextsAreErrorsWithTheirPlace) {
  try {
    Tokenize("SELECT 'abc");
    FAIL();
  } catch (const SqlError& error) {
    EXPECT_EQ(error.sqlstate(), "42601");
    EXPECT_EQ(error.position(), 8U);
  }
  EXPECT_THROW(Tokenize("/* /* */"), SqlError);
  EXPECT_THROW(Tokenize("E'\\u12'"), SqlError);
  EXPECT_THROW(Tokenize("$0"), SqlError);
  EXPECT_THROW(Tokenize("$99999999999"), SqlError);
}

TEST(Commands, AreToldByTheirFirstWords) {
  EXPECT_EQ(CommandIn("BEGIN ISOLATION LEVEL SERIALIZABLE").kind, CommandKind::kBegin);
  EXPECT_EQ(CommandIn("END").kind, CommandKind::kCommit);
  for (const char* text : {"ROLLBACK TO x", "rollback work to savepoint X", "ROLLBACK TO \"x\""}) {
    EXPECT_EQ(CommandIn(text).kind, CommandKind::kRollbackTo) << text;
    EXPECT_EQ(CommandIn(text).name, "x") << text;
  }
  EXPECT_EQ(CommandIn("SAVEPOINT \"X y\"").name, "X y");
  EXPECT_EQ(CommandIn("RELEASE SAVEPOINT x").kind, CommandKind::kRelease);
  EXPECT_EQ(CommandIn("RELEASE x").name, "x");
  EXPECT_EQ(CommandIn("ROLLBACK WORK").kind, CommandKind::kRollback);
  for (const char* text : {"SAVEPOINT", "SAVEPOINT a b", "RELEASE", "SAVEPOINT 'x'"}) {
    EXPECT_EQ(CommandIn(text).kind, CommandKind::kSql) << text;  // the engine tells what is wrong
  }
  EXPECT_EQ(CommandIn("SHOW TABLES FROM s").kind, CommandKind::kSql);
  EXPECT_EQ(CommandIn("SHOW transaction isolation level").name, "transaction_isolation");
  EXPECT_EQ(CommandIn("DEALLOCATE ALL").tag, "DEALLOCATE ALL");
  EXPECT_EQ(CommandIn("COPY (SELECT 1 FROM t) TO STDOUT").kind, CommandKind::kCopyOut);
  EXPECT_EQ(CommandIn("COPY t FROM STDIN").kind, CommandKind::kCopyIn);
  const Command set = CommandIn("SET search_path TO gold, \"$user\"");
  EXPECT_EQ(set.name, "search_path");
  EXPECT_THAT(set.values, ElementsAre("gold", "$user"));
  EXPECT_EQ(CommandIn("SET x.y = 5").name, "x.y");
  EXPECT_TRUE(CommandIn("SET TimeZone TO DEFAULT").values.empty());
  EXPECT_EQ(CommandIn("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY").kind,
            CommandKind::kNothing);
}

TEST(Commands, QueriesOfTheCatalogAreToldApart) {
  EXPECT_EQ(CommandIn("SELECT * FROM pg_catalog.pg_class").kind, CommandKind::kCatalog);
  EXPECT_EQ(CommandIn("SELECT * FROM information_schema.tables").kind, CommandKind::kCatalog);
  EXPECT_EQ(CommandIn("SELECT * FROM iceberg.information_schema.tables").kind, CommandKind::kSql);
  EXPECT_EQ(CommandIn("SELECT version()").kind, CommandKind::kCatalog);
  EXPECT_EQ(CommandIn("SELECT version() FROM t").kind, CommandKind::kSql);
  EXPECT_EQ(CommandIn("SELECT 1").kind, CommandKind::kSql);
  EXPECT_EQ(CommandIn("SELECT 's.t'::regclass").kind, CommandKind::kCatalog);
  EXPECT_EQ(CommandIn("SELECT 'pg_class'").kind, CommandKind::kSql);
}

TEST(CatalogQueries, AreRewritten) {
  EXPECT_EQ(Catalog("SELECT pg_catalog.format_type(a.x, 1) FROM pg_catalog.pg_class c"),
            "SELECT format_type(a.x, 1) FROM pg_class c");
  EXPECT_EQ(Catalog("SELECT c.relname OPERATOR(pg_catalog.~) '^(t)$' COLLATE pg_catalog.default"),
            "SELECT regexp_matches(c.relname ,  '^(t)$') ");
  EXPECT_EQ(Catalog("SELECT c.oid::pg_catalog.regclass, 't'::regclass, 't'::regclass::text"),
            "SELECT text_regclass(c.oid), cast_regclass('t'), text_regclass('t')::VARCHAR");
  EXPECT_EQ(Catalog("SELECT CAST('s.t' AS REGCLASS), CAST(lower(c) AS pg_catalog.regclass), "
                    "CAST(x AS text) FROM pg_class"),
            "SELECT cast_regclass('s.t' ), text_regclass(lower(c) ), CAST(x AS text) FROM "
            "pg_class");
  EXPECT_EQ(Catalog("SELECT * FROM information_schema.columns"),
            "SELECT * FROM information_schema_columns");
  EXPECT_THROW(Catalog("SELECT * FROM pg_class, read_csv('/etc/passwd')"), SqlError);
  EXPECT_THROW(Catalog("SELECT * FROM duckdb_settings(), pg_class"), SqlError);
}

TEST(CatalogQueries, ColumnsAreNamedAsPostgresNamesThem) {
  EXPECT_EQ(CatalogColumnName("relname"), "relname");
  EXPECT_EQ(CatalogColumnName("version()"), "version");
  EXPECT_EQ(CatalogColumnName("pg_get_userbyid(d.datdba)"), "pg_get_userbyid");
  EXPECT_EQ(CatalogColumnName("(1 + 1)"), "?column?");
  EXPECT_EQ(CatalogColumnName("Access privileges"), "Access privileges");
}

}  // namespace
}  // namespace tarn::api::postgres
