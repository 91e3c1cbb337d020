#include "engine/embedded/system_catalog.h"

#include <set>

#include "sql/printer.h"

namespace tarn::engine::embedded {
namespace {

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

// The number that a type's name has where the pattern says, as bigint.
#define TARN_NUMBER_OF(pattern) "TRY_CAST(regexp_extract(data_type, " pattern ") AS bigint)"

// Characters of a value as text: ColumnJdbcTable.columnSize.
#define TARN_WITH_DIGITS(characters) \
  characters " + coalesce(1 + nullif(" TARN_NUMBER_OF("'\\d+'") ", 0), 0) "
#define TARN_COLUMN_SIZE \
  "CASE WHEN data_type LIKE 'decimal(%' OR data_type LIKE 'char(%' THEN " TARN_NUMBER_OF(         \
      "'\\d+'") " WHEN data_type LIKE 'varchar%' THEN coalesce(" TARN_NUMBER_OF("'\\d+'")         \
      ", 2147483647) WHEN data_type LIKE 'timestamp%time zone' THEN " TARN_WITH_DIGITS(           \
          "55") "WHEN data_type LIKE 'timestamp%' THEN " TARN_WITH_DIGITS("21")                   \
      "WHEN data_type LIKE 'time%time zone' THEN " TARN_WITH_DIGITS("14")                         \
      "WHEN data_type LIKE 'time%' THEN " TARN_WITH_DIGITS("8")                                   \
      "WHEN data_type = 'varbinary' THEN 2147483647 WHEN data_type = 'bigint' THEN 19 "           \
      "WHEN data_type = 'integer' THEN 10 WHEN data_type = 'smallint' THEN 5 "                    \
      "WHEN data_type = 'tinyint' THEN 3 WHEN data_type = 'real' THEN 24 "                        \
      "WHEN data_type = 'double' THEN 53 WHEN data_type = 'date' THEN 14 END"

constexpr SystemTable kTables[] = {
    {"information_schema",
     "applicable_roles",
     "grantee varchar, grantee_type varchar, role_name varchar, is_grantable varchar",
     {}},
    {"information_schema",
     "columns",
     "table_catalog varchar, table_schema varchar, table_name varchar, column_name "
     "varchar, ordinal_position bigint, column_default varchar, is_nullable varchar, "
     "data_type varchar, comment varchar, extra_info varchar",
     {}},
    {"information_schema", "enabled_roles", "role_name varchar", {}},
    {"information_schema", "roles", "role_name varchar", {}},
    {"information_schema", "schemata", "catalog_name varchar, schema_name varchar", {}},
    {"information_schema",
     "table_privileges",
     "grantor varchar, grantor_type varchar, grantee varchar, grantee_type varchar, "
     "table_catalog varchar, table_schema varchar, table_name varchar, privilege_type "
     "varchar, is_grantable varchar, with_hierarchy varchar",
     {}},
    {"information_schema",
     "tables",
     "table_catalog varchar, table_schema varchar, table_name varchar, table_type "
     "varchar",
     {}},
    {"information_schema",
     "views",
     "table_catalog varchar, table_schema varchar, table_name varchar, view_definition "
     "varchar",
     {}},
    {"jdbc",
     "attributes",
     "type_cat varchar, type_schem varchar, type_name varchar, attr_name varchar, "
     "data_type bigint, attr_type_name varchar, attr_size bigint, decimal_digits "
     "bigint, num_prec_radix bigint, nullable bigint, remarks varchar, attr_def "
     "varchar, sql_data_type bigint, sql_datetime_sub bigint, char_octet_length bigint, "
     "ordinal_position bigint, is_nullable varchar, scope_catalog varchar, scope_schema "
     "varchar, scope_table varchar, source_data_type bigint",
     {}},
    {"jdbc", "catalogs", "table_cat varchar",
     "SELECT c AS table_cat FROM (VALUES $catalogs) AS t(c)"},
    {"jdbc", "columns",
     "table_cat varchar, table_schem varchar, table_name varchar, column_name varchar, "
     "data_type bigint, type_name varchar, column_size bigint, buffer_length bigint, "
     "decimal_digits bigint, num_prec_radix bigint, nullable bigint, remarks varchar, "
     "column_def varchar, sql_data_type bigint, sql_datetime_sub bigint, "
     "char_octet_length bigint, ordinal_position bigint, is_nullable varchar, "
     "scope_catalog varchar, scope_schema varchar, scope_table varchar, "
     "source_data_type bigint, is_autoincrement varchar, is_generatedcolumn varchar",
     "SELECT table_catalog AS table_cat, table_schema AS table_schem, table_name, "
     "column_name, " TARN_JDBC_TYPE " AS data_type, data_type AS type_name, " TARN_COLUMN_SIZE
     " AS column_size, BIGINT '0' AS buffer_length, "
     "CASE WHEN data_type LIKE 'decimal(%' THEN " TARN_NUMBER_OF(
         "',\\s*(\\d+)', 1") " WHEN data_type LIKE 'time%' THEN " TARN_NUMBER_OF("'\\d+'") " END "
                                                                                           "AS "
                                                                                           "decimal"
                                                                                           "_digits"
                                                                                           ", "
                                                                                           "CAST("
                                                                                           "CASE "
                                                                                           "WHEN "
                                                                                           "data_"
                                                                                           "type "
                                                                                           "IN "
                                                                                           "('"
                                                                                           "bigint'"
                                                                                           ", "
                                                                                           "'intege"
                                                                                           "r', "
                                                                                           "'smalli"
                                                                                           "nt', "
                                                                                           "'tinyin"
                                                                                           "t') OR "
                                                                                           "data_"
                                                                                           "type "
                                                                                           "LIKE "
                                                                                           "'decima"
                                                                                           "l%' "
                                                                                           "THEN "
                                                                                           "10 "
                                                                                           "WHEN "
                                                                                           "data_"
                                                                                           "type "
                                                                                           "IN "
                                                                                           "('real'"
                                                                                           ", "
                                                                                           "'double"
                                                                                           "') "
                                                                                           "THEN 2 "
                                                                                           "END AS "
                                                                                           "bigint)"
                                                                                           " AS "
                                                                                           "num_"
                                                                                           "prec_"
                                                                                           "radix, "
                                                                                           "CAST("
                                                                                           "CASE "
                                                                                           "is_"
                                                                                           "nullabl"
                                                                                           "e WHEN "
                                                                                           "'NO' "
                                                                                           "THEN 0 "
                                                                                           "ELSE 1 "
                                                                                           "END AS "
                                                                                           "bigint)"
                                                                                           " AS "
                                                                                           "nullabl"
                                                                                           "e, "
                                                                                           "comment"
                                                                                           " AS "
                                                                                           "remarks"
                                                                                           ", "
                                                                                           "column_"
                                                                                           "default"
                                                                                           " AS "
                                                                                           "column_"
                                                                                           "def,"
                                                                                           " " TARN_NO_NUMBER
                                                                                           " AS "
                                                                                           "sql_"
                                                                                           "data_"
                                                                                           "type,"
                                                                                           " " TARN_NO_NUMBER
                                                                                           " AS "
                                                                                           "sql_"
                                                                                           "datetim"
                                                                                           "e_sub, "
                                                                                           "CASE "
                                                                                           "WHEN "
                                                                                           "data_"
                                                                                           "type "
                                                                                           "LIKE "
                                                                                           "'varcha"
                                                                                           "r%' OR "
                                                                                           "data_"
                                                                                           "type "
                                                                                           "LIKE "
                                                                                           "'char%'"
                                                                                           " THEN "
                                                                                           "coalesc"
                                                                                           "e"
                                                                                           "(" TARN_NUMBER_OF(
                                                                                               "'\\"
                                                                                               "d+"
                                                                                               "'") ", 2147483647) "
                                                                                                    "WHEN data_type = 'varbinary' THEN 2147483647 END AS char_octet_length, "
                                                                                                    "ordinal_position, is_nullable, " TARN_NO_TEXT
                                                                                                    " AS scope_catalog, " TARN_NO_TEXT
                                                                                                    " AS scope_schema, " TARN_NO_TEXT
                                                                                                    " AS scope_table, " TARN_NO_NUMBER
                                                                                                    " AS source_data_type, " TARN_NO_TEXT
                                                                                                    " AS is_autoincrement, " TARN_NO_TEXT
                                                                                                    " AS is_generatedcolumn FROM "
                                                                                                    "iceberg.information_schema.columns"},
    {"jdbc",
     "procedure_columns",
     "procedure_cat varchar, procedure_schem varchar, procedure_name varchar, "
     "column_name varchar, column_type bigint, data_type bigint, type_name varchar, "
     "\"precision\" bigint, length bigint, scale bigint, radix bigint, nullable bigint, "
     "remarks varchar, column_def varchar, sql_data_type bigint, sql_datetime_sub "
     "bigint, char_octet_length bigint, ordinal_position bigint, is_nullable varchar, "
     "specific_name varchar",
     {}},
    {"jdbc",
     "procedures",
     "procedure_cat varchar, procedure_schem varchar, procedure_name varchar, remarks "
     "varchar, procedure_type bigint, specific_name varchar",
     {}},
    {"jdbc",
     "pseudo_columns",
     "table_cat varchar, table_schem varchar, table_name varchar, column_name varchar, "
     "data_type bigint, column_size bigint, decimal_digits bigint, num_prec_radix "
     "bigint, column_usage varchar, remarks varchar, char_octet_length bigint, "
     "is_nullable bigint",
     {}},
    {"jdbc", "schemas", "table_schem varchar, table_catalog varchar",
     "SELECT schema_name AS table_schem, catalog_name AS table_catalog FROM "
     "iceberg.information_schema.schemata"},
    {"jdbc",
     "super_tables",
     "table_cat varchar, table_schem varchar, table_name varchar, supertable_name "
     "varchar",
     {}},
    {"jdbc",
     "super_types",
     "type_cat varchar, type_schem varchar, type_name varchar, supertype_cat varchar, "
     "supertype_schem varchar, supertype_name varchar",
     {}},
    {"jdbc", "table_types", "table_type varchar",
     "SELECT t AS table_type FROM (VALUES 'TABLE', 'VIEW') AS v(t)"},
    {"jdbc", "tables",
     "table_cat varchar, table_schem varchar, table_name varchar, table_type varchar, "
     "remarks varchar, type_cat varchar, type_schem varchar, type_name varchar, "
     "self_referencing_col_name varchar, ref_generation varchar",
     "SELECT table_catalog AS table_cat, table_schema AS table_schem, table_name, "
     "CASE WHEN table_type = 'VIEW' THEN 'VIEW' ELSE 'TABLE' END AS table_type, " TARN_NO_TEXT
     " AS remarks, " TARN_NO_TEXT " AS type_cat, " TARN_NO_TEXT " AS type_schem, " TARN_NO_TEXT
     " AS type_name, " TARN_NO_TEXT " AS self_referencing_col_name, " TARN_NO_TEXT
     " AS ref_generation "
     "FROM iceberg.information_schema.tables"},
    {"jdbc", "types",
     "type_name varchar, data_type bigint, \"precision\" bigint, literal_prefix varchar, "
     "literal_suffix varchar, create_params varchar, nullable bigint, case_sensitive "
     "boolean, searchable bigint, unsigned_attribute boolean, fixed_prec_scale boolean, "
     "auto_increment boolean, local_type_name varchar, minimum_scale bigint, "
     "maximum_scale bigint, sql_data_type bigint, sql_datetime_sub bigint, "
     "num_prec_radix bigint",
     // Types with parameters are told as Trino tells them, as java objects.
     "SELECT n AS type_name, CAST(t AS bigint) AS data_type, CAST(p AS bigint) AS "
     "precision, " TARN_NO_TEXT " AS literal_prefix, " TARN_NO_TEXT
     " AS literal_suffix, " TARN_NO_TEXT " AS create_params, "
     "BIGINT '1' AS nullable, false AS case_sensitive, CAST(s AS bigint) AS searchable, "
     "CAST(NULL AS boolean) AS unsigned_attribute, false AS fixed_prec_scale, CAST(NULL AS "
     "boolean) AS auto_increment, " TARN_NO_TEXT " AS local_type_name, BIGINT '0' AS "
     "minimum_scale, BIGINT '0' AS maximum_scale, " TARN_NO_NUMBER
     " AS sql_data_type, " TARN_NO_NUMBER " AS sql_datetime_sub, "
     "CAST(r AS bigint) AS num_prec_radix FROM (VALUES "
     "('tinyint', -6, 3, 3, 10), ('bigint', -5, 19, 3, 10), ('varbinary', -3, 2147483647, 3, "
     "NULL), ('integer', 4, 10, 3, 10), ('smallint', 5, 5, 3, 10), ('real', 7, 24, 3, 2), "
     "('double', 8, 53, 3, 2), ('boolean', 16, NULL, 3, NULL), ('date', 91, 14, 3, NULL), "
     "('interval year to month', 2000, NULL, 3, NULL), ('interval day to second', 2000, NULL, "
     "3, NULL), ('SetDigest', 2000, NULL, 0, NULL), ('tdigest', 2000, NULL, 0, NULL), "
     "('qdigest', 2000, NULL, 0, NULL), ('HyperLogLog', 2000, NULL, 0, NULL), ('time with time "
     "zone', 2000, NULL, 0, NULL), ('varchar', 2000, NULL, 0, NULL), ('timestamp with time "
     "zone', 2000, NULL, 0, NULL), ('uuid', 2000, NULL, 3, NULL), ('json', 2000, NULL, 3, "
     "NULL), ('unknown', 2000, NULL, 3, NULL), ('ipaddress', 2000, NULL, 3, NULL), "
     "('timestamp', 2000, NULL, 0, NULL), ('char', 2000, NULL, 0, NULL), ('row', 2000, NULL, "
     "0, NULL), ('time', 2000, NULL, 0, NULL), ('decimal', 2000, NULL, 0, NULL), ('map', 2000, "
     "NULL, 0, NULL), ('array', 2003, NULL, 0, NULL) "
     ") AS v(n, t, p, s, r)"},
    {"jdbc",
     "udts",
     "type_cat varchar, type_schem varchar, type_name varchar, class_name varchar, "
     "data_type varchar, remarks varchar, base_type varchar",
     {}},
    {"metadata",
     "analyze_properties",
     "catalog_name varchar, property_name varchar, default_value varchar, type varchar, "
     "description varchar",
     {}},
    {"metadata", "catalogs", "catalog_name varchar, connector_id varchar, connector_name varchar",
     "SELECT c AS catalog_name, c AS connector_id, c AS connector_name FROM (VALUES $catalogs) AS "
     "t(c)"},
    {"metadata",
     "column_properties",
     "catalog_name varchar, property_name varchar, default_value varchar, type varchar, "
     "description varchar",
     {}},
    {"metadata",
     "materialized_view_properties",
     "catalog_name varchar, property_name varchar, default_value varchar, type varchar, "
     "description varchar",
     {}},
    {"metadata", "materialized_views",
     "catalog_name varchar, schema_name varchar, name varchar, storage_catalog varchar, "
     "storage_schema varchar, storage_table varchar, freshness varchar, last_fresh_time "
     "timestamp(9) with time zone, comment varchar, definition varchar",
     "SELECT *, CAST(NULL AS timestamp(9) with time zone) AS last_fresh_time FROM "
     "iceberg.information_schema.materialized_views"},
    {"metadata",
     "schema_properties",
     "catalog_name varchar, property_name varchar, default_value varchar, type varchar, "
     "description varchar",
     {}},
    {"metadata", "table_comments",
     "catalog_name varchar, schema_name varchar, table_name varchar, comment varchar",
     "SELECT * FROM iceberg.information_schema.table_comments"},
    {"metadata",
     "table_properties",
     "catalog_name varchar, property_name varchar, default_value varchar, type varchar, "
     "description varchar",
     {}},
    {"runtime", "nodes",
     "node_id varchar, http_uri varchar, node_version varchar, coordinator boolean, "
     "state varchar",
     "SELECT 'tarn' AS node_id, " TARN_NO_TEXT
     " AS http_uri, '476' AS node_version, true AS coordinator, 'active' AS state"},
    {"runtime",
     "optimizer_rule_stats",
     "rule_name varchar, invocations bigint, matches bigint, failures bigint, "
     "average_time double, time_distribution_percentiles map(double, double)",
     {}},
    {"runtime",
     "queries",
     "query_id varchar, state varchar, \"user\" varchar, source varchar, query varchar, "
     "resource_group_id array(varchar), queued_time_ms bigint, analysis_time_ms bigint, "
     "planning_time_ms bigint, created timestamp(3) with time zone, started "
     "timestamp(3) with time zone, last_heartbeat timestamp(3) with time zone, \"end\" "
     "timestamp(3) with time zone, error_type varchar, error_code varchar",
     {}},
    {"runtime",
     "tasks",
     "node_id varchar, task_id varchar, stage_id varchar, query_id varchar, state "
     "varchar, splits bigint, queued_splits bigint, running_splits bigint, "
     "completed_splits bigint, split_scheduled_time_ms bigint, split_cpu_time_ms "
     "bigint, split_blocked_time_ms bigint, raw_input_bytes bigint, raw_input_rows "
     "bigint, processed_input_bytes bigint, processed_input_rows bigint, output_bytes "
     "bigint, output_rows bigint, physical_input_bytes bigint, physical_written_bytes "
     "bigint, created timestamp(3) with time zone, start timestamp(3) with time zone, "
     "last_heartbeat timestamp(3) with time zone, \"end\" timestamp(3) with time zone",
     {}},
    {"runtime",
     "transactions",
     "transaction_id varchar, isolation_level varchar, read_only boolean, "
     "auto_commit_context boolean, create_time timestamp(3) with time zone, "
     "idle_time_secs bigint, written_catalog varchar, catalogs array(varchar)",
     {}},
};

// "(VALUES …) AS t(names)", each row the texts of its columns.
std::string Values(const std::vector<std::vector<std::string>>& rows, std::string_view names) {
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    text += text.empty() ? "(" : ", (";
    for (size_t i = 0; i < row.size(); ++i) text += (i > 0 ? ", " : "") + row[i];
    text += ")";
  }
  return "SELECT * FROM (VALUES " + text + ") AS t(" + std::string(names) + ")";
}

std::string Unquoted(const std::string& name) {
  return name.front() == '"' ? name.substr(1, name.size() - 2) : name;
}

std::string ColumnsSql() {
  std::vector<std::vector<std::string>> rows;
  for (const SystemTable& table : kTables) {
    int position = 0;
    for (const SystemColumn& column : ColumnsOf(table)) {
      rows.push_back({"'system'", sql::QuoteString(table.schema), sql::QuoteString(table.name),
                      sql::QuoteString(Unquoted(column.name)),
                      "BIGINT '" + std::to_string(++position) + "'", "CAST(NULL AS varchar)",
                      "'YES'", sql::QuoteString(column.type), "CAST(NULL AS varchar)",
                      "CAST(NULL AS varchar)"});
    }
  }
  return Values(rows, kColumnsOfInformation);
}

}  // namespace

std::span<const SystemTable> SystemCatalogTables() { return kTables; }

std::vector<SystemColumn> ColumnsOf(const SystemTable& table) {
  std::vector<SystemColumn> columns;
  size_t begin = 0, depth = 0;
  for (size_t i = 0; i <= table.columns.size(); ++i) {
    const char c = i < table.columns.size() ? table.columns[i] : ',';
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c != ',' || depth > 0) continue;
    const std::string_view column = table.columns.substr(begin, i - begin);
    const size_t space = column.find(' ');
    columns.push_back(
        {std::string(column.substr(0, space)), std::string(column.substr(space + 1))});
    begin = i + 2;
  }
  return columns;
}

std::string SystemInformationSchemaSql(std::string_view view) {
  if (view == "columns") return ColumnsSql();
  std::vector<std::vector<std::string>> rows;
  if (view == "tables") {
    for (const SystemTable& table : kTables) {
      rows.push_back({"'system'", sql::QuoteString(table.schema), sql::QuoteString(table.name),
                      "'BASE TABLE'"});
    }
    return Values(rows, "table_catalog, table_schema, table_name, table_type");
  }
  if (view == "table_comments") {
    for (const SystemTable& table : kTables) {
      rows.push_back({"'system'", sql::QuoteString(table.schema), sql::QuoteString(table.name),
                      "CAST(NULL AS varchar)"});
    }
    return Values(rows, "catalog_name, schema_name, table_name, comment");
  }
  if (view != "schemata") return {};
  std::set<std::string_view> schemas;
  for (const SystemTable& table : kTables) schemas.insert(table.schema);
  for (const std::string_view schema : schemas) {
    rows.push_back({"'system'", sql::QuoteString(schema)});
  }
  return Values(rows, "catalog_name, schema_name");
}

}  // namespace tarn::engine::embedded
