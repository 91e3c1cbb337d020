#include "api/postgres/catalog/catalog_script.h"

namespace tarn::api::postgres {

// What clients build of sequences and collations, of which there are none, is null.
// Casts to the types of object names are calls of cast_regclass and the like (catalog_query.h).
// Variables: `database`, `user`, `schema` (of current_schema), `path` (schemas of the search path,
// joined by commas; empty: everything is visible), `pid`.
const char* const kCatalogFunctions = R"sql(
CREATE TYPE name AS VARCHAR;
CREATE TYPE regclass AS VARCHAR;
CREATE TYPE regtype AS VARCHAR;
CREATE TYPE regproc AS VARCHAR;
CREATE TYPE regnamespace AS VARCHAR;
CREATE TYPE regrole AS VARCHAR;
CREATE MACRO json_build_object(a, b) AS NULL::VARCHAR, (a, b, c, d) AS NULL::VARCHAR,
  (a, b, c, d, e, f) AS NULL::VARCHAR, (a, b, c, d, e, f, g, h) AS NULL::VARCHAR,
  (a, b, c, d, e, f, g, h, i, j) AS NULL::VARCHAR,
  (a, b, c, d, e, f, g, h, i, j, k, l) AS NULL::VARCHAR,
  (a, b, c, d, e, f, g, h, i, j, k, l, m, n) AS NULL::VARCHAR;
CREATE MACRO current_database() AS getvariable('database');
CREATE MACRO current_catalog() AS getvariable('database');
CREATE MACRO current_schema() AS getvariable('schema');
CREATE MACRO current_schemas(implicit) AS CASE WHEN implicit
  THEN list_concat(['pg_catalog'], string_split(getvariable('schemas'), ','))
  ELSE string_split(getvariable('schemas'), ',') END;
CREATE MACRO current_user() AS getvariable('user');
CREATE MACRO session_user() AS getvariable('user');
CREATE MACRO user() AS getvariable('user');
CREATE MACRO current_role() AS getvariable('user');
CREATE MACRO version() AS getvariable('version');
CREATE MACRO pg_backend_pid() AS getvariable('pid')::BIGINT;
CREATE MACRO current_setting(a) AS (SELECT max(value) FROM settings WHERE lower(name) = lower(a)),
  (a, missing_ok) AS (SELECT max(value) FROM settings WHERE lower(name) = lower(a));
CREATE MACRO set_config(a, b, c) AS b;
CREATE MACRO format_type(type_oid, modifier) AS (SELECT max(CASE
  WHEN t.typelem <> 0 THEN (SELECT max(e.sql_name) FROM types e WHERE e.oid = t.typelem) ||
    CASE WHEN t.typelem = 1700 AND modifier >= 4 THEN '(' || ((modifier - 4) >> 16)::VARCHAR || ','
      || ((modifier - 4) & 65535)::VARCHAR || ')' ELSE '' END || '[]'
  WHEN t.oid = 1700 AND modifier >= 4 THEN 'numeric(' || ((modifier - 4) >> 16)::VARCHAR || ',' ||
    ((modifier - 4) & 65535)::VARCHAR || ')'
  WHEN t.oid IN (1042, 1043) AND modifier >= 4
    THEN t.sql_name || '(' || (modifier - 4)::VARCHAR || ')'
  ELSE t.sql_name END) FROM types t WHERE t.oid = type_oid);
CREATE MACRO pg_table_is_visible(a) AS (SELECT coalesce(bool_or(n.nspname = 'pg_catalog'
  OR getvariable('path') = '' OR list_contains(string_split(getvariable('path'), ','), n.nspname)),
  false) FROM relations c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = a);
CREATE MACRO pg_type_is_visible(a) AS true;
CREATE MACRO pg_function_is_visible(a) AS true;
CREATE MACRO pg_operator_is_visible(a) AS true;
CREATE MACRO pg_collation_is_visible(a) AS true;
CREATE MACRO pg_opclass_is_visible(a) AS true;
CREATE MACRO pg_opfamily_is_visible(a) AS true;
CREATE MACRO pg_ts_parser_is_visible(a) AS true;
CREATE MACRO pg_ts_template_is_visible(a) AS true;
CREATE MACRO pg_ts_dict_is_visible(a) AS true;
CREATE MACRO getdatabaseencoding() AS 'UTF8';
CREATE MACRO pg_statistics_obj_is_visible(a) AS true;
CREATE MACRO pg_ts_config_is_visible(a) AS true;
CREATE MACRO pg_get_userbyid(a) AS coalesce((SELECT max(rolname) FROM roles WHERE oid = a),
  'unknown (OID=' || a::VARCHAR || ')');
CREATE MACRO pg_get_expr(a, b) AS NULL::VARCHAR, (a, b, c) AS NULL::VARCHAR;
CREATE MACRO pg_get_indexdef(a) AS NULL::VARCHAR, (a, b, c) AS NULL::VARCHAR;
CREATE MACRO pg_get_constraintdef(a) AS NULL::VARCHAR, (a, b) AS NULL::VARCHAR;
CREATE MACRO pg_get_triggerdef(a) AS NULL::VARCHAR, (a, b) AS NULL::VARCHAR;
CREATE MACRO pg_get_ruledef(a) AS NULL::VARCHAR, (a, b) AS NULL::VARCHAR;
CREATE MACRO pg_get_functiondef(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_arguments(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_identity_arguments(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_result(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_function_sqlbody(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_statisticsobjdef_columns(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_partkeydef(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_partition_constraintdef(a) AS NULL::VARCHAR;
CREATE MACRO pg_get_serial_sequence(a, b) AS NULL::VARCHAR;
CREATE MACRO pg_get_viewdef(a) AS (SELECT max(definition) FROM relations WHERE oid = a),
  (a, b) AS (SELECT max(definition) FROM relations WHERE oid = a);
CREATE MACRO pg_relation_is_publishable(a) AS false;
CREATE MACRO pg_relation_size(a) AS NULL::BIGINT, (a, b) AS NULL::BIGINT;
CREATE MACRO pg_table_size(a) AS NULL::BIGINT;
CREATE MACRO pg_total_relation_size(a) AS NULL::BIGINT;
CREATE MACRO pg_indexes_size(a) AS NULL::BIGINT;
CREATE MACRO pg_database_size(a) AS NULL::BIGINT;
CREATE MACRO pg_tablespace_location(a) AS '';
CREATE MACRO pg_size_pretty(a) AS a::VARCHAR;
CREATE MACRO pg_encoding_to_char(a) AS CASE a WHEN 6 THEN 'UTF8' ELSE '' END;
CREATE MACRO pg_char_to_encoding(a) AS CASE upper(a) WHEN 'UTF8' THEN 6 ELSE -1 END;
CREATE MACRO pg_is_in_recovery() AS false;
CREATE MACRO pg_is_wal_replay_paused() AS false;
CREATE MACRO pg_postmaster_start_time() AS now();
CREATE MACRO pg_my_temp_schema() AS 0::BIGINT;
CREATE MACRO pg_is_other_temp_schema(a) AS false;
CREATE MACRO pg_index_column_has_property(a, b, c) AS NULL::BOOLEAN;
CREATE MACRO pg_advisory_unlock_all() AS NULL::VARCHAR;
CREATE MACRO pg_try_advisory_lock(a) AS true;
CREATE MACRO pg_advisory_lock(a) AS NULL::VARCHAR;
CREATE MACRO pg_advisory_unlock(a) AS true;
CREATE MACRO pg_cancel_backend(a) AS false;
CREATE MACRO pg_terminate_backend(a) AS false;
CREATE MACRO pg_stat_get_numscans(a) AS NULL::BIGINT;
CREATE MACRO pg_column_is_updatable(a, b, c) AS true;
CREATE MACRO pg_relation_is_updatable(a, b) AS 28;
CREATE MACRO pg_has_role(a, b) AS true, (a, b, c) AS true;
CREATE MACRO obj_description(a) AS (SELECT max(description) FROM pg_description
    WHERE objoid = a AND objsubid = 0),
  (a, b) AS (SELECT max(description) FROM pg_description WHERE objoid = a AND objsubid = 0);
CREATE MACRO col_description(a, b) AS (SELECT max(description) FROM pg_description
  WHERE objoid = a AND objsubid = b);
CREATE MACRO shobj_description(a, b) AS NULL::VARCHAR;
CREATE MACRO has_database_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO has_schema_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO has_table_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO has_any_column_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO has_column_privilege(a, b, c) AS true, (a, b, c, d) AS true;
CREATE MACRO has_sequence_privilege(a, b) AS false, (a, b, c) AS false;
CREATE MACRO has_function_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO has_type_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO has_tablespace_privilege(a, b) AS true, (a, b, c) AS true;
CREATE MACRO quote_ident(a) AS CASE WHEN regexp_full_match(a, '[a-z_][a-z0-9_]*') THEN a
  ELSE '"' || replace(a, '"', '""') || '"' END;
CREATE MACRO quote_literal(a) AS '''' || replace(a, '''', '''''') || '''';
CREATE MACRO inet_server_addr() AS NULL::VARCHAR;
CREATE MACRO inet_server_port() AS NULL::BIGINT;
CREATE MACRO inet_client_addr() AS NULL::VARCHAR;
CREATE MACRO inet_client_port() AS NULL::BIGINT;
CREATE MACRO txid_current() AS 1::BIGINT;
CREATE MACRO age(a) AS 0::BIGINT;
CREATE MACRO array_upper(a, b) AS CASE WHEN len(a) > 0 THEN len(a) END;
CREATE MACRO array_lower(a, b) AS CASE WHEN len(a) > 0 THEN 1 END;
CREATE MACRO array_remove(a, b) AS list_filter(a, lambda x: x IS DISTINCT FROM b);
CREATE MACRO array_position(a, b) AS CASE WHEN list_position(a, b) > 0
  THEN list_position(a, b) END;
CREATE MACRO _pg_expandarray(a) AS unnest(list_transform(a, lambda x, i: {'x': x, 'n': i}));
CREATE MACRO aclexplode(a) AS NULL;
CREATE MACRO acldefault(a, b) AS NULL::VARCHAR[];
CREATE MACRO pg_options_to_table(a) AS TABLE SELECT NULL::VARCHAR AS option_name,
  NULL::VARCHAR AS option_value WHERE false;
CREATE MACRO pg_show_all_settings() AS TABLE SELECT * FROM pg_settings;
CREATE MACRO pg_get_publication_tables(a) AS TABLE SELECT 0::BIGINT AS relid WHERE false;
CREATE MACRO pg_partition_ancestors(a) AS TABLE SELECT 0::BIGINT AS relid WHERE false;
CREATE MACRO pg_get_keywords() AS TABLE SELECT keyword_name AS word,
  CASE keyword_category WHEN 'reserved' THEN 'R' WHEN 'unreserved' THEN 'U'
  WHEN 'column_name' THEN 'C' ELSE 'T' END AS catcode, keyword_category AS catdesc
  FROM duckdb_keywords();
CREATE MACRO relation_of_name(a) AS (SELECT max(c.oid) FROM relations c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE (n.nspname || '.' || c.relname = replace(a, '"', '')
    OR (c.relname = replace(a, '"', '') AND pg_table_is_visible(c.oid))));
CREATE MACRO to_regclass(a) AS relation_of_name(a);
CREATE MACRO to_regtype(a) AS (SELECT max(oid) FROM types WHERE typname = a OR sql_name = a);
CREATE MACRO cast_regclass(a) AS coalesce(TRY_CAST(a::VARCHAR AS BIGINT),
  relation_of_name(a::VARCHAR), CASE replace(a::VARCHAR, 'pg_catalog.', '')
  WHEN 'pg_class' THEN 1259 WHEN 'pg_type' THEN 1247 WHEN 'pg_proc' THEN 1255
  WHEN 'pg_namespace' THEN 2615 WHEN 'pg_attribute' THEN 1249 WHEN 'pg_constraint' THEN 2606
  WHEN 'pg_database' THEN 1262 WHEN 'pg_authid' THEN 1260 WHEN 'pg_trigger' THEN 2620
  WHEN 'pg_rewrite' THEN 2618 WHEN 'pg_am' THEN 2601 WHEN 'pg_extension' THEN 3079
  WHEN 'pg_statistic_ext' THEN 3381 WHEN 'pg_tablespace' THEN 1213 END);
CREATE MACRO text_regclass(a) AS coalesce((SELECT max(CASE WHEN pg_table_is_visible(c.oid)
  THEN c.relname ELSE n.nspname || '.' || c.relname END) FROM relations c
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = TRY_CAST(a AS BIGINT)),
  a::VARCHAR);
CREATE MACRO cast_regtype(a) AS coalesce(TRY_CAST(a::VARCHAR AS BIGINT),
  (SELECT max(oid) FROM types WHERE typname = a::VARCHAR OR sql_name = a::VARCHAR));
CREATE MACRO text_regtype(a) AS coalesce(format_type(TRY_CAST(a AS BIGINT), NULL), a::VARCHAR);
CREATE MACRO cast_regnamespace(a) AS coalesce(TRY_CAST(a::VARCHAR AS BIGINT),
  (SELECT max(oid) FROM pg_namespace WHERE nspname = a::VARCHAR));
CREATE MACRO text_regnamespace(a) AS coalesce((SELECT max(nspname) FROM pg_namespace
  WHERE oid = TRY_CAST(a AS BIGINT)), a::VARCHAR);
CREATE MACRO text_regrole(a) AS pg_get_userbyid(TRY_CAST(a AS BIGINT));
CREATE MACRO cast_regproc(a) AS replace(a::VARCHAR, 'pg_catalog.', '');
CREATE MACRO text_regproc(a) AS a::VARCHAR;
)sql";

}  // namespace tarn::api::postgres
