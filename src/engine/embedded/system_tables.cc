#include "engine/embedded/system_tables.h"

#include <algorithm>
#include <set>

#include "engine/embedded/names.h"
#include "engine/embedded/runtime_queries.h"
#include "sql/parser.h"
#include "sql/printer.h"
#include "sql/tree/walk.h"

namespace tarn::engine::embedded {
namespace {

struct SystemTable {
  std::string_view schema;
  std::string_view name;
  std::string_view query;
};

// java.sql.Types of a type's name, as io.trino.connector.system.jdbc.ColumnJdbcTable gives them.
#define TARN_JDBC_TYPE                                                                            \
  "CAST(CASE WHEN data_type LIKE 'array%' THEN 2003 "                                             \
  "WHEN data_type LIKE 'map%' OR data_type LIKE 'row%' THEN 2000 "                                \
  "WHEN data_type LIKE 'varchar%' THEN 12 WHEN data_type LIKE 'char%' THEN 1 "                    \
  "WHEN data_type LIKE 'decimal%' THEN 3 "                                                        \
  "WHEN data_type LIKE 'timestamp%time zone' THEN 2014 WHEN data_type LIKE 'timestamp%' THEN 93 " \
  "WHEN data_type LIKE 'time%time zone' THEN 2013 WHEN data_type LIKE 'time%' THEN 92 "           \
  "WHEN data_type = 'bigint' THEN -5 WHEN data_type = 'integer' THEN 4 "                          \
  "WHEN data_type = 'smallint' THEN 5 WHEN data_type = 'tinyint' THEN -6 "                        \
  "WHEN data_type = 'real' THEN 7 WHEN data_type = 'double' THEN 8 "                              \
  "WHEN data_type = 'boolean' THEN 16 WHEN data_type = 'date' THEN 91 "                           \
  "WHEN data_type = 'varbinary' THEN -3 ELSE 2000 END AS bigint)"

#define TARN_NO_TEXT "CAST(NULL AS varchar)"
#define TARN_NO_NUMBER "CAST(NULL AS bigint)"

constexpr SystemTable kTables[] = {
    {"jdbc", "attributes", "SELECT " TARN_NO_TEXT " AS type_cat WHERE false"},
    {"jdbc", "catalogs", "SELECT c AS table_cat FROM (VALUES $catalogs) AS t(c)"},
    {"jdbc", "columns",
     "SELECT table_catalog AS table_cat, table_schema AS table_schem, table_name, "
     "column_name, " TARN_JDBC_TYPE " AS data_type, data_type AS type_name, "
     "CAST(CASE WHEN data_type LIKE 'decimal(%' THEN TRY_CAST(regexp_extract(data_type, '\\d+') AS "
     "bigint) "
     "WHEN data_type LIKE '%char(%' THEN TRY_CAST(regexp_extract(data_type, '\\d+') AS bigint) "
     "WHEN data_type = 'varchar' THEN 2147483647 WHEN data_type = 'bigint' THEN 19 "
     "WHEN data_type = 'integer' THEN 10 WHEN data_type = 'smallint' THEN 5 "
     "WHEN data_type = 'tinyint' THEN 3 WHEN data_type = 'real' THEN 24 "
     "WHEN data_type = 'double' THEN 53 WHEN data_type = 'date' THEN 14 END AS bigint) AS "
     "column_size, " TARN_NO_NUMBER " AS buffer_length, "
     "CAST(CASE WHEN data_type LIKE 'decimal(%' THEN TRY_CAST(regexp_extract(data_type, "
     "',\\s*(\\d+)', 1) AS bigint) "
     "WHEN data_type IN ('bigint', 'integer', 'smallint', 'tinyint') THEN 0 END AS bigint) AS "
     "decimal_digits, "
     "CAST(CASE WHEN data_type IN ('bigint', 'integer', 'smallint', 'tinyint') OR data_type LIKE "
     "'decimal%' THEN 10 "
     "WHEN data_type IN ('real', 'double') THEN 2 END AS bigint) AS num_prec_radix, "
     "CAST(CASE is_nullable WHEN 'NO' THEN 0 ELSE 1 END AS bigint) AS nullable, " TARN_NO_TEXT
     " AS remarks, column_default AS column_def, " TARN_NO_NUMBER
     " AS sql_data_type, " TARN_NO_NUMBER " AS sql_datetime_sub, "
     "CAST(CASE WHEN data_type LIKE '%char%' THEN coalesce(TRY_CAST(regexp_extract(data_type, "
     "'\\d+') AS bigint), 2147483647) "
     "END AS bigint) AS char_octet_length, "
     "ordinal_position, is_nullable, " TARN_NO_TEXT " AS scope_catalog, " TARN_NO_TEXT
     " AS scope_schema, " TARN_NO_TEXT " AS scope_table, " TARN_NO_NUMBER " AS source_data_type, "
     "'NO' AS is_autoincrement, 'NO' AS is_generatedcolumn FROM "
     "iceberg.information_schema.columns"},
    {"jdbc", "procedure_columns", "SELECT " TARN_NO_TEXT " AS procedure_cat WHERE false"},
    {"jdbc", "procedures",
     "SELECT " TARN_NO_TEXT " AS procedure_cat, " TARN_NO_TEXT " AS procedure_schem, " TARN_NO_TEXT
     " AS procedure_name, " TARN_NO_TEXT " AS remarks, " TARN_NO_NUMBER
     " AS procedure_type, " TARN_NO_TEXT " AS specific_name WHERE false"},
    {"jdbc", "pseudo_columns", "SELECT " TARN_NO_TEXT " AS table_cat WHERE false"},
    {"jdbc", "schemas",
     "SELECT schema_name AS table_schem, catalog_name AS table_catalog FROM "
     "iceberg.information_schema.schemata"},
    {"jdbc", "super_tables", "SELECT " TARN_NO_TEXT " AS table_cat WHERE false"},
    {"jdbc", "super_types", "SELECT " TARN_NO_TEXT " AS type_cat WHERE false"},
    {"jdbc", "table_types", "SELECT t AS table_type FROM (VALUES 'TABLE', 'VIEW') AS v(t)"},
    {"jdbc", "tables",
     "SELECT table_catalog AS table_cat, table_schema AS table_schem, table_name, "
     "CASE WHEN table_schema = 'information_schema' THEN 'SYSTEM TABLE' "
     "WHEN table_type = 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS table_type, " TARN_NO_TEXT
     " AS remarks, " TARN_NO_TEXT " AS type_cat, " TARN_NO_TEXT " AS type_schem, " TARN_NO_TEXT
     " AS type_name, " TARN_NO_TEXT " AS self_referencing_col_name, " TARN_NO_TEXT
     " AS ref_generation "
     "FROM iceberg.information_schema.tables"},
    {"jdbc", "types",
     "SELECT n AS type_name, CAST(t AS bigint) AS data_type, CAST(p AS bigint) AS "
     "precision, " TARN_NO_TEXT " AS literal_prefix, " TARN_NO_TEXT
     " AS literal_suffix, " TARN_NO_TEXT " AS create_params, "
     "BIGINT '1' AS nullable, false AS case_sensitive, BIGINT '3' AS searchable, "
     "false AS unsigned_attribute, false AS fixed_prec_scale, false AS "
     "auto_increment, " TARN_NO_TEXT " AS local_type_name, " TARN_NO_NUMBER
     " AS minimum_scale, " TARN_NO_NUMBER " AS maximum_scale, " TARN_NO_NUMBER
     " AS sql_data_type, " TARN_NO_NUMBER " AS sql_datetime_sub, "
     "BIGINT '10' AS num_prec_radix FROM (VALUES ('boolean', 16, NULL), ('bigint', -5, 19), "
     "('integer', 4, 10), ('smallint', 5, 5), ('tinyint', -6, 3), ('real', 7, 24), ('double', 8, "
     "53), "
     "('decimal', 3, 38), ('varchar', 12, 2147483647), ('char', 1, 65536), ('varbinary', -3, "
     "2147483647), "
     "('date', 91, 14), ('time', 92, 15), ('timestamp', 93, 29), ('timestamp with time zone', "
     "2014, 35), "
     "('array', 2003, NULL), ('uuid', 2000, NULL), ('json', 2000, NULL)) AS v(n, t, p)"},
    {"jdbc", "udts", "SELECT " TARN_NO_TEXT " AS type_cat WHERE false"},
    {"metadata", "catalogs",
     "SELECT c AS catalog_name, c AS connector_id, c AS connector_name FROM (VALUES $catalogs) AS "
     "t(c)"},
    {"metadata", "materialized_views",
     "SELECT table_catalog AS catalog_name, table_schema AS schema_name, table_name AS "
     "name, " TARN_NO_TEXT " AS storage_catalog, " TARN_NO_TEXT " AS storage_schema, " TARN_NO_TEXT
     " AS storage_table, " TARN_NO_TEXT " AS freshness, " TARN_NO_TEXT " AS owner, " TARN_NO_TEXT
     " AS comment, " TARN_NO_TEXT
     " AS definition FROM iceberg.information_schema.tables WHERE false"},
    {"metadata", "table_comments",
     "SELECT table_catalog AS catalog_name, table_schema AS schema_name, table_name, " TARN_NO_TEXT
     " AS comment FROM iceberg.information_schema.tables"},
    {"runtime", "nodes",
     "SELECT 'tarn' AS node_id, " TARN_NO_TEXT
     " AS http_uri, '476' AS node_version, true AS coordinator, 'active' AS state"},
    {"runtime", "queries", {}},  // made when it is asked for
};

void ReplaceAll(std::string& text, std::string_view what, std::string_view by) {
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

// A table's query over all catalogs: what it reads of the lake's information_schema is read of
// each.
std::string OverCatalogs(std::string query, const OtherCatalogs& others) {
  std::string catalogs;
  for (const std::string& name : others.AllNames()) {
    catalogs += (catalogs.empty() ? "" : ", ") + sql::QuoteString(name);
  }
  ReplaceAll(query, "$catalogs", catalogs);
  for (const char* view : {"columns", "schemata", "tables"}) {
    const std::string lake = std::string("iceberg.information_schema.") + view;
    std::string all = "(SELECT * FROM " + lake;
    for (const std::string& name : others.Names()) {
      all += " UNION ALL SELECT * FROM " + name + ".information_schema." + view;
    }
    ReplaceAll(query, lake, all + ")");
  }
  return query;
}

class Replacer : public sql::TreeRewriter {
 public:
  Replacer(const NameScope& scope, const query::QueryTracker* queries)
      : scope_(scope), queries_(queries) {}
  using sql::TreeRewriter::Rewrite;
  void Rewrite(sql::Relation& relation) override {
    if (auto* alias = std::get_if<sql::AliasedRelation>(&relation.node)) {
      // A name of its own takes the place of the one given below.
      if (auto* below = std::get_if<sql::AliasedRelation>(&alias->relation->node)) {
        sql::Relation named = *below->relation;
        alias->relation = std::move(named);
      }
      return;
    }
    const auto* table = std::get_if<sql::Table>(&relation.node);
    if (table == nullptr || table->branch || table->period) return;
    const auto& parts = table->name.parts;
    const std::string catalog = parts.size() == 3 ? parts[0].Canonical() : scope_.catalog;
    if (catalog != kSystemCatalog || parts.size() > 3) return;
    const std::string schema =
        parts.size() > 1 ? parts[parts.size() - 2].Canonical() : scope_.schema;
    for (const SystemTable& known : kTables) {
      if (schema != known.schema || parts.back().Canonical() != known.name) continue;
      // Under the table's own name, so that its columns may be qualified by it.
      sql::Statement query = sql::ParseStatement(
          known.query.empty() ? RuntimeQueriesSql(queries_)
                              : OverCatalogs(std::string(known.query), scope_.others));
      const sql::Location location = relation.location;
      const sql::Identifier alias = parts.back();
      sql::Relation subquery{
          sql::TableSubquery{std::move(std::get<sql::QueryStatement>(query.node).query)}, location};
      relation = sql::Relation{sql::AliasedRelation{std::move(subquery), alias, {}}, location};
      return;
    }
  }

 private:
  const NameScope& scope_;
  const query::QueryTracker* queries_;
};

}  // namespace

void ReplaceSystemTables(sql::Statement& statement, const NameScope& scope,
                         const query::QueryTracker* queries) {
  Replacer replacer(scope, queries);
  sql::Rewrite(statement, replacer);
}

std::vector<std::string> SystemSchemas() {
  std::set<std::string> schemas;
  for (const SystemTable& table : kTables) schemas.emplace(table.schema);
  return {schemas.begin(), schemas.end()};
}

std::vector<std::string> SystemTables(std::string_view schema) {
  std::set<std::string> names;
  for (const SystemTable& table : kTables) {
    if (table.schema == schema) names.emplace(table.name);
  }
  return {names.begin(), names.end()};
}

}  // namespace tarn::engine::embedded
