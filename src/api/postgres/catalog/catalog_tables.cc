#include "api/postgres/catalog/catalog_script.h"

namespace tarn::api::postgres {

const char* const kCatalogTables = R"sql(
CREATE TABLE pg_namespace (oid BIGINT, nspname VARCHAR, nspowner BIGINT, nspacl VARCHAR[]);
CREATE TABLE relations (oid BIGINT, relname VARCHAR, relnamespace BIGINT, relkind VARCHAR,
  relnatts BIGINT, definition VARCHAR);
CREATE TABLE attributes (attrelid BIGINT, attname VARCHAR, atttypid BIGINT, attlen BIGINT,
  attnum BIGINT, atttypmod BIGINT, attnotnull BOOLEAN, attndims BIGINT, trino_type VARCHAR);
CREATE TABLE types (oid BIGINT, typname VARCHAR, typlen BIGINT, typtype VARCHAR,
  typcategory VARCHAR, typelem BIGINT, typarray BIGINT, sql_name VARCHAR);
CREATE TABLE pg_description (objoid BIGINT, classoid BIGINT, objsubid BIGINT, description VARCHAR);
CREATE TABLE databases (oid BIGINT, datname VARCHAR);
CREATE TABLE roles (oid BIGINT, rolname VARCHAR, rolsuper BOOLEAN);

CREATE TABLE pg_shdescription (objoid BIGINT, classoid BIGINT, description VARCHAR);
CREATE TABLE pg_attrdef (oid BIGINT, adrelid BIGINT, adnum BIGINT, adbin VARCHAR);
CREATE TABLE pg_index (indexrelid BIGINT, indrelid BIGINT, indnatts BIGINT, indnkeyatts BIGINT,
  indisunique BOOLEAN, indnullsnotdistinct BOOLEAN, indisprimary BOOLEAN, indisexclusion BOOLEAN,
  indimmediate BOOLEAN, indisclustered BOOLEAN, indisvalid BOOLEAN, indcheckxmin BOOLEAN,
  indisready BOOLEAN, indislive BOOLEAN, indisreplident BOOLEAN, indkey BIGINT[],
  indcollation BIGINT[], indclass BIGINT[], indoption BIGINT[], indexprs VARCHAR,
  indpred VARCHAR);
CREATE TABLE pg_constraint (oid BIGINT, tableoid BIGINT, conname VARCHAR, connamespace BIGINT, contype VARCHAR,
  condeferrable BOOLEAN, condeferred BOOLEAN, convalidated BOOLEAN, conrelid BIGINT,
  contypid BIGINT, conindid BIGINT, conparentid BIGINT, confrelid BIGINT, confupdtype VARCHAR,
  confdeltype VARCHAR, confmatchtype VARCHAR, conislocal BOOLEAN, coninhcount BIGINT,
  connoinherit BOOLEAN, conkey BIGINT[], confkey BIGINT[], conpfeqop BIGINT[], conexclop BIGINT[],
  conbin VARCHAR);
CREATE TABLE pg_proc (oid BIGINT, proname VARCHAR, pronamespace BIGINT, proowner BIGINT,
  prolang BIGINT, procost DOUBLE, prorows DOUBLE, prokind VARCHAR, prosecdef BOOLEAN,
  proleakproof BOOLEAN, proisstrict BOOLEAN, proretset BOOLEAN, provolatile VARCHAR,
  proparallel VARCHAR, pronargs BIGINT, pronargdefaults BIGINT, prorettype BIGINT,
  proargtypes BIGINT[], proallargtypes BIGINT[], proargmodes VARCHAR[], proargnames VARCHAR[],
  prosrc VARCHAR, probin VARCHAR, proacl VARCHAR[]);
CREATE TABLE pg_am (oid BIGINT, amname VARCHAR, amhandler BIGINT, amtype VARCHAR);
INSERT INTO pg_am VALUES (2, 'heap', 3, 't');
CREATE TABLE pg_collation (oid BIGINT, collname VARCHAR, collnamespace BIGINT, collowner BIGINT,
  collprovider VARCHAR, collisdeterministic BOOLEAN, collencoding BIGINT, collcollate VARCHAR,
  collctype VARCHAR, colliculocale VARCHAR, collicurules VARCHAR, collversion VARCHAR);
INSERT INTO pg_collation VALUES
  (100, 'default', 11, 10, 'd', true, -1, NULL, NULL, NULL, NULL, NULL),
  (950, 'C', 11, 10, 'c', true, -1, 'C', 'C', NULL, NULL, NULL);
CREATE TABLE pg_inherits (inhrelid BIGINT, inhparent BIGINT, inhseqno BIGINT,
  inhdetachpending BOOLEAN);
CREATE TABLE pg_policy (oid BIGINT, polname VARCHAR, polrelid BIGINT, polcmd VARCHAR,
  polpermissive BOOLEAN, polroles BIGINT[], polqual VARCHAR, polwithcheck VARCHAR);
CREATE TABLE pg_trigger (oid BIGINT, tableoid BIGINT, tgrelid BIGINT, tgparentid BIGINT, tgname VARCHAR,
  tgfoid BIGINT, tgtype BIGINT, tgenabled VARCHAR, tgisinternal BOOLEAN, tgconstrrelid BIGINT,
  tgconstrindid BIGINT, tgconstraint BIGINT, tgdeferrable BOOLEAN, tginitdeferred BOOLEAN,
  tgnargs BIGINT, tgattr BIGINT[], tgargs VARCHAR, tgqual VARCHAR, tgoldtable VARCHAR,
  tgnewtable VARCHAR);
CREATE TABLE pg_rewrite (oid BIGINT, rulename VARCHAR, ev_class BIGINT, ev_type VARCHAR,
  ev_enabled VARCHAR, is_instead BOOLEAN, ev_qual VARCHAR, ev_action VARCHAR, tableoid BIGINT);
CREATE TABLE pg_operator (oid BIGINT, oprname VARCHAR, oprnamespace BIGINT, oprowner BIGINT,
  oprkind VARCHAR, oprleft BIGINT, oprright BIGINT, oprresult BIGINT, oprcode BIGINT);
CREATE TABLE pg_opclass (oid BIGINT, opcmethod BIGINT, opcname VARCHAR, opcnamespace BIGINT,
  opcowner BIGINT, opcfamily BIGINT, opcintype BIGINT, opcdefault BOOLEAN, opckeytype BIGINT,
  tableoid BIGINT);
CREATE TABLE pg_enum (oid BIGINT, enumtypid BIGINT, enumsortorder DOUBLE, enumlabel VARCHAR);
CREATE TABLE pg_range (rngtypid BIGINT, rngsubtype BIGINT, rngmultitypid BIGINT,
  rngcollation BIGINT, rngsubopc BIGINT, rngcanonical BIGINT, rngsubdiff BIGINT);
CREATE TABLE pg_extension (oid BIGINT, extname VARCHAR, extowner BIGINT, extnamespace BIGINT,
  extrelocatable BOOLEAN, extversion VARCHAR, extconfig BIGINT[], extcondition VARCHAR[]);
CREATE TABLE pg_tablespace (oid BIGINT, spcname VARCHAR, spcowner BIGINT, spcacl VARCHAR[],
  spcoptions VARCHAR[]);
INSERT INTO pg_tablespace VALUES (1663, 'pg_default', 10, NULL, NULL);
CREATE TABLE pg_statistic_ext (oid BIGINT, stxrelid BIGINT, stxname VARCHAR, stxnamespace BIGINT,
  stxowner BIGINT, stxstattarget BIGINT, stxkeys BIGINT[], stxkind VARCHAR[], stxexprs VARCHAR);
CREATE TABLE pg_publication (oid BIGINT, pubname VARCHAR, pubowner BIGINT, puballtables BOOLEAN,
  pubinsert BOOLEAN, pubupdate BOOLEAN, pubdelete BOOLEAN, pubtruncate BOOLEAN,
  pubviaroot BOOLEAN);
CREATE TABLE pg_publication_rel (oid BIGINT, prpubid BIGINT, prrelid BIGINT, prqual VARCHAR,
  prattrs BIGINT[]);
CREATE TABLE pg_publication_namespace (oid BIGINT, pnpubid BIGINT, pnnspid BIGINT);
CREATE TABLE pg_subscription (oid BIGINT, subname VARCHAR, subowner BIGINT, subdbid BIGINT,
  subenabled BOOLEAN, subbinary BOOLEAN, substream VARCHAR, subtwophasestate VARCHAR,
  subdisableonerr BOOLEAN, subpasswordrequired BOOLEAN, subrunasowner BOOLEAN, subconninfo VARCHAR,
  subslotname VARCHAR, subsynccommit VARCHAR, subpublications VARCHAR[], suborigin VARCHAR,
  subskiplsn VARCHAR, tableoid BIGINT);
CREATE TABLE pg_user_mappings (umid BIGINT, srvid BIGINT, srvname VARCHAR, umuser BIGINT,
  usename VARCHAR, umoptions VARCHAR[]);
CREATE TABLE pg_opfamily (oid BIGINT, opfmethod BIGINT, opfname VARCHAR, opfnamespace BIGINT,
  opfowner BIGINT, tableoid BIGINT);
CREATE TABLE pg_amop (oid BIGINT, amopfamily BIGINT, amoplefttype BIGINT, amoprighttype BIGINT,
  amopstrategy BIGINT, amoppurpose VARCHAR, amopopr BIGINT, amopmethod BIGINT,
  amopsortfamily BIGINT);
CREATE TABLE pg_amproc (oid BIGINT, amprocfamily BIGINT, amproclefttype BIGINT,
  amprocrighttype BIGINT, amprocnum BIGINT, amproc BIGINT);
CREATE TABLE pg_ts_parser (oid BIGINT, prsname VARCHAR, prsnamespace BIGINT, prsstart BIGINT,
  prstoken BIGINT, prsend BIGINT, prsheadline BIGINT, prslextype BIGINT);
CREATE TABLE pg_ts_template (oid BIGINT, tmplname VARCHAR, tmplnamespace BIGINT, tmplinit BIGINT,
  tmpllexize BIGINT);
CREATE TABLE pg_foreign_table (ftrelid BIGINT, ftserver BIGINT, ftoptions VARCHAR[]);
CREATE TABLE pg_foreign_server (oid BIGINT, srvname VARCHAR, srvowner BIGINT, srvfdw BIGINT,
  srvtype VARCHAR, srvversion VARCHAR, srvacl VARCHAR[], srvoptions VARCHAR[]);
CREATE TABLE pg_foreign_data_wrapper (oid BIGINT, fdwname VARCHAR, fdwowner BIGINT,
  fdwhandler BIGINT, fdwvalidator BIGINT, fdwacl VARCHAR[], fdwoptions VARCHAR[]);
CREATE TABLE pg_depend (classid BIGINT, objid BIGINT, objsubid BIGINT, refclassid BIGINT,
  refobjid BIGINT, refobjsubid BIGINT, deptype VARCHAR);
CREATE TABLE pg_shdepend (dbid BIGINT, classid BIGINT, objid BIGINT, objsubid BIGINT,
  refclassid BIGINT, refobjid BIGINT, deptype VARCHAR);
CREATE TABLE pg_sequence (seqrelid BIGINT, seqtypid BIGINT, seqstart BIGINT, seqincrement BIGINT,
  seqmax BIGINT, seqmin BIGINT, seqcache BIGINT, seqcycle BOOLEAN);
CREATE TABLE pg_sequences (schemaname VARCHAR, sequencename VARCHAR, sequenceowner VARCHAR,
  data_type VARCHAR, start_value BIGINT, min_value BIGINT, max_value BIGINT, increment_by BIGINT,
  cycle BOOLEAN, cache_size BIGINT, last_value BIGINT);
CREATE TABLE pg_partitioned_table (partrelid BIGINT, partstrat VARCHAR, partnatts BIGINT,
  partdefid BIGINT, partattrs BIGINT[], partclass BIGINT[], partcollation BIGINT[],
  partexprs VARCHAR);
CREATE TABLE pg_language (oid BIGINT, lanname VARCHAR, lanowner BIGINT, lanispl BOOLEAN,
  lanpltrusted BOOLEAN, lanplcallfoid BIGINT, laninline BIGINT, lanvalidator BIGINT,
  lanacl VARCHAR[], tableoid BIGINT);
INSERT INTO pg_language VALUES (14, 'sql', 10, false, true, 0, 0, 2248, NULL, 2612);
CREATE TABLE pg_auth_members (oid BIGINT, roleid BIGINT, member BIGINT, grantor BIGINT,
  admin_option BOOLEAN, inherit_option BOOLEAN, set_option BOOLEAN);
CREATE TABLE pg_db_role_setting (setdatabase BIGINT, setrole BIGINT, setconfig VARCHAR[]);
CREATE TABLE pg_default_acl (oid BIGINT, defaclrole BIGINT, defaclnamespace BIGINT,
  defaclobjtype VARCHAR, defaclacl VARCHAR[]);
CREATE TABLE pg_event_trigger (oid BIGINT, evtname VARCHAR, evtevent VARCHAR, evtowner BIGINT,
  evtfoid BIGINT, evtenabled VARCHAR, evttags VARCHAR[]);
CREATE TABLE pg_cast (oid BIGINT, castsource BIGINT, casttarget BIGINT, castfunc BIGINT,
  castcontext VARCHAR, castmethod VARCHAR);
CREATE TABLE pg_aggregate (aggfnoid BIGINT, aggkind VARCHAR, aggnumdirectargs BIGINT,
  aggtransfn BIGINT, aggfinalfn BIGINT);
CREATE TABLE pg_conversion (oid BIGINT, conname VARCHAR, connamespace BIGINT, conowner BIGINT,
  conforencoding BIGINT, contoencoding BIGINT, conproc BIGINT, condefault BOOLEAN);
CREATE TABLE pg_locks (locktype VARCHAR, database BIGINT, relation BIGINT, pid BIGINT,
  mode VARCHAR, granted BOOLEAN);
CREATE TABLE pg_stat_activity (datid BIGINT, datname VARCHAR, pid BIGINT, usesysid BIGINT,
  usename VARCHAR, application_name VARCHAR, client_addr VARCHAR, backend_start TIMESTAMPTZ,
  xact_start TIMESTAMPTZ, query_start TIMESTAMPTZ, state_change TIMESTAMPTZ, state VARCHAR,
  query VARCHAR, backend_type VARCHAR);
CREATE TABLE pg_stat_ssl (pid BIGINT, ssl BOOLEAN, version VARCHAR, cipher VARCHAR);
CREATE TABLE pg_prepared_statements (name VARCHAR, statement VARCHAR, prepare_time TIMESTAMPTZ,
  parameter_types VARCHAR[], from_sql BOOLEAN);
CREATE TABLE pg_prepared_xacts (transaction BIGINT, gid VARCHAR, prepared TIMESTAMPTZ,
  owner VARCHAR, database VARCHAR);
CREATE TABLE pg_cursors (name VARCHAR, statement VARCHAR, is_holdable BOOLEAN, is_binary BOOLEAN,
  is_scrollable BOOLEAN, creation_time TIMESTAMPTZ);
CREATE TABLE pg_timezone_names (name VARCHAR, abbrev VARCHAR, utc_offset INTERVAL,
  is_dst BOOLEAN);
INSERT INTO pg_timezone_names VALUES ('UTC', 'UTC', INTERVAL 0 SECOND, false);
CREATE TABLE pg_available_extensions (name VARCHAR, default_version VARCHAR,
  installed_version VARCHAR, comment VARCHAR);
CREATE TABLE pg_indexes (schemaname VARCHAR, tablename VARCHAR, indexname VARCHAR,
  tablespace VARCHAR, indexdef VARCHAR);
CREATE TABLE pg_matviews (schemaname VARCHAR, matviewname VARCHAR, matviewowner VARCHAR,
  tablespace VARCHAR, hasindexes BOOLEAN, ispopulated BOOLEAN, definition VARCHAR);
CREATE TABLE pg_rules (schemaname VARCHAR, tablename VARCHAR, rulename VARCHAR,
  definition VARCHAR);
CREATE TABLE pg_ts_config (oid BIGINT, cfgname VARCHAR, cfgnamespace BIGINT, cfgowner BIGINT,
  cfgparser BIGINT);
CREATE TABLE pg_ts_dict (oid BIGINT, dictname VARCHAR, dictnamespace BIGINT, dictowner BIGINT);
CREATE TABLE pg_largeobject_metadata (oid BIGINT, lomowner BIGINT, lomacl VARCHAR[]);
CREATE TABLE settings (name VARCHAR, value VARCHAR, description VARCHAR);
)sql";

const char* const kCatalogViews = R"sql(
CREATE VIEW pg_class AS SELECT oid, relname, relnamespace, 0::BIGINT AS reltype,
  0::BIGINT AS reloftype, 10::BIGINT AS relowner,
  CASE relkind WHEN 'r' THEN 2 ELSE 0 END::BIGINT AS relam, oid AS relfilenode,
  0::BIGINT AS reltablespace, 0::BIGINT AS relpages, (-1)::REAL AS reltuples,
  0::BIGINT AS relallvisible, 0::BIGINT AS reltoastrelid, false AS relhasindex,
  false AS relisshared, 'p' AS relpersistence, relkind, relnatts, 0::BIGINT AS relchecks,
  relkind = 'v' AS relhasrules, false AS relhastriggers, false AS relhassubclass,
  false AS relrowsecurity, false AS relforcerowsecurity, true AS relispopulated,
  'n' AS relreplident, false AS relispartition, 0::BIGINT AS relrewrite, 0::BIGINT AS relfrozenxid,
  0::BIGINT AS relminmxid, NULL::VARCHAR[] AS relacl, NULL::VARCHAR[] AS reloptions,
  NULL::VARCHAR AS relpartbound, false AS relhasoids FROM relations;
CREATE VIEW pg_attribute AS SELECT attrelid, attname, atttypid, (-1)::BIGINT AS attstattarget,
  attlen, attnum, attndims, (-1)::BIGINT AS attcacheoff, atttypmod, false AS attbyval,
  'i' AS attalign, 'p' AS attstorage, '' AS attcompression, attnotnull, false AS atthasdef,
  false AS atthasmissing, '' AS attidentity, '' AS attgenerated, false AS attisdropped,
  true AS attislocal, 0::BIGINT AS attinhcount,
  CASE WHEN atttypid IN (25, 1042, 1043) THEN 100 ELSE 0 END::BIGINT AS attcollation,
  NULL::VARCHAR[] AS attacl, NULL::VARCHAR[] AS attoptions, NULL::VARCHAR[] AS attfdwoptions,
  NULL::VARCHAR AS attmissingval FROM attributes;
CREATE VIEW pg_type AS SELECT oid, typname, 11::BIGINT AS typnamespace, 10::BIGINT AS typowner,
  typlen, typlen > 0 AND typlen <= 8 AS typbyval, typtype, typcategory,
  oid IN (16, 25, 701, 1184) AS typispreferred, true AS typisdefined, ',' AS typdelim,
  0::BIGINT AS typrelid, 0::BIGINT AS typsubscript, typelem, typarray,
  CASE WHEN typelem <> 0 THEN 'array_in' ELSE typname || 'in' END AS typinput,
  CASE WHEN typelem <> 0 THEN 'array_out' ELSE typname || 'out' END AS typoutput,
  CASE WHEN typelem <> 0 THEN 'array_recv' ELSE typname || 'recv' END AS typreceive,
  CASE WHEN typelem <> 0 THEN 'array_send' ELSE typname || 'send' END AS typsend,
  0::BIGINT AS typmodin, 0::BIGINT AS typmodout, 0::BIGINT AS typanalyze, 'i' AS typalign,
  'p' AS typstorage, false AS typnotnull, 0::BIGINT AS typbasetype, (-1)::BIGINT AS typtypmod,
  0::BIGINT AS typndims, CASE WHEN typcategory = 'S' THEN 100 ELSE 0 END::BIGINT AS typcollation,
  NULL::VARCHAR AS typdefaultbin, NULL::VARCHAR AS typdefault, NULL::VARCHAR[] AS typacl,
  sql_name FROM types;
CREATE VIEW pg_database AS SELECT oid, datname, 10::BIGINT AS datdba, 6::BIGINT AS encoding,
  'c' AS datlocprovider, false AS datistemplate, true AS datallowconn,
  (-1)::BIGINT AS datconnlimit, 0::BIGINT AS datfrozenxid, 0::BIGINT AS datminmxid,
  1663::BIGINT AS dattablespace, 'C' AS datcollate, 'C' AS datctype,
  NULL::VARCHAR AS daticulocale, NULL::VARCHAR AS daticurules, NULL::VARCHAR AS datcollversion,
  NULL::VARCHAR[] AS datacl FROM databases;
CREATE VIEW pg_roles AS SELECT oid, rolname, rolsuper, true AS rolinherit,
  rolsuper AS rolcreaterole, rolsuper AS rolcreatedb, true AS rolcanlogin,
  false AS rolreplication, (-1)::BIGINT AS rolconnlimit, '********' AS rolpassword,
  NULL::TIMESTAMPTZ AS rolvaliduntil, false AS rolbypassrls, NULL::VARCHAR[] AS rolconfig
  FROM roles;
CREATE VIEW pg_authid AS SELECT * FROM pg_roles;
CREATE VIEW pg_user AS SELECT rolname AS usename, oid AS usesysid, rolcreatedb AS usecreatedb,
  rolsuper AS usesuper, false AS userepl, false AS usebypassrls, '********' AS passwd,
  NULL::TIMESTAMPTZ AS valuntil, NULL::VARCHAR[] AS useconfig FROM pg_roles;
CREATE VIEW pg_group AS SELECT rolname AS groname, oid AS grosysid, []::BIGINT[] AS grolist
  FROM pg_roles WHERE false;
CREATE VIEW pg_settings AS SELECT name, value AS setting, NULL::VARCHAR AS unit,
  'Tarn' AS category, description AS short_desc, NULL::VARCHAR AS extra_desc, 'user' AS context,
  'string' AS vartype, 'default' AS source, NULL::VARCHAR AS min_val, NULL::VARCHAR AS max_val,
  NULL::VARCHAR[] AS enumvals, value AS boot_val, value AS reset_val, false AS pending_restart
  FROM settings;
CREATE VIEW pg_tables AS SELECT n.nspname AS schemaname, c.relname AS tablename,
  pg_get_userbyid(10) AS tableowner, NULL::VARCHAR AS tablespace, false AS hasindexes,
  false AS hasrules, false AS hastriggers, false AS rowsecurity
  FROM relations c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r';
CREATE VIEW pg_views AS SELECT n.nspname AS schemaname, c.relname AS viewname,
  pg_get_userbyid(10) AS viewowner, c.definition
  FROM relations c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v';
CREATE VIEW pg_stat_user_tables AS SELECT c.oid AS relid, n.nspname AS schemaname, c.relname,
  NULL::BIGINT AS seq_scan, NULL::BIGINT AS n_live_tup, NULL::BIGINT AS n_dead_tup
  FROM relations c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r';
CREATE VIEW pg_stat_all_tables AS SELECT * FROM pg_stat_user_tables;

CREATE VIEW information_schema_schemata AS SELECT getvariable('database') AS catalog_name,
  nspname AS schema_name, pg_get_userbyid(10) AS schema_owner, NULL::VARCHAR AS sql_path
  FROM pg_namespace;
CREATE VIEW information_schema_tables AS SELECT getvariable('database') AS table_catalog,
  n.nspname AS table_schema, c.relname AS table_name,
  CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'BASE TABLE' END AS table_type,
  NULL::VARCHAR AS self_referencing_column_name, NULL::VARCHAR AS reference_generation,
  NULL::VARCHAR AS user_defined_type_catalog, NULL::VARCHAR AS user_defined_type_schema,
  NULL::VARCHAR AS user_defined_type_name,
  CASE c.relkind WHEN 'v' THEN 'NO' ELSE 'YES' END AS is_insertable_into, 'NO' AS is_typed,
  NULL::VARCHAR AS commit_action
  FROM relations c JOIN pg_namespace n ON n.oid = c.relnamespace;
CREATE VIEW information_schema_columns AS SELECT getvariable('database') AS table_catalog,
  n.nspname AS table_schema, c.relname AS table_name, a.attname AS column_name,
  a.attnum AS ordinal_position, NULL::VARCHAR AS column_default,
  CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS is_nullable,
  CASE WHEN t.typelem <> 0 THEN 'ARRAY' ELSE t.sql_name END AS data_type,
  CASE WHEN a.atttypid IN (1042, 1043) AND a.atttypmod >= 4 THEN a.atttypmod - 4 END
    AS character_maximum_length,
  CASE WHEN t.typcategory = 'S' THEN 1073741824 END AS character_octet_length,
  CASE a.atttypid WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53
    WHEN 1700 THEN (a.atttypmod - 4) >> 16 END AS numeric_precision,
  CASE WHEN a.atttypid IN (20, 21, 23, 700, 701) THEN 2 WHEN a.atttypid = 1700 THEN 10 END
    AS numeric_precision_radix,
  CASE WHEN a.atttypid IN (20, 21, 23) THEN 0 WHEN a.atttypid = 1700 THEN (a.atttypmod - 4) & 65535
    END AS numeric_scale,
  CASE WHEN a.atttypid IN (1083, 1114, 1184) THEN 6 WHEN a.atttypid = 1082 THEN 0 END
    AS datetime_precision,
  NULL::VARCHAR AS interval_type, NULL::VARCHAR AS character_set_name,
  NULL::VARCHAR AS collation_name, NULL::VARCHAR AS domain_name,
  getvariable('database') AS udt_catalog, 'pg_catalog' AS udt_schema, t.typname AS udt_name,
  a.attnum::VARCHAR AS dtd_identifier, 'NO' AS is_self_referencing, 'NO' AS is_identity,
  NULL::VARCHAR AS identity_generation, 'NEVER' AS is_generated,
  NULL::VARCHAR AS generation_expression,
  CASE c.relkind WHEN 'v' THEN 'NO' ELSE 'YES' END AS is_updatable
  FROM attributes a JOIN relations c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace JOIN types t ON t.oid = a.atttypid;
CREATE VIEW information_schema_views AS SELECT getvariable('database') AS table_catalog,
  n.nspname AS table_schema, c.relname AS table_name, c.definition AS view_definition,
  'NONE' AS check_option, 'NO' AS is_updatable, 'NO' AS is_insertable_into
  FROM relations c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v';
CREATE TABLE information_schema_table_constraints (constraint_catalog VARCHAR,
  constraint_schema VARCHAR, constraint_name VARCHAR, table_catalog VARCHAR, table_schema VARCHAR,
  table_name VARCHAR, constraint_type VARCHAR, is_deferrable VARCHAR, initially_deferred VARCHAR,
  enforced VARCHAR);
CREATE TABLE information_schema_key_column_usage (constraint_catalog VARCHAR,
  constraint_schema VARCHAR, constraint_name VARCHAR, table_catalog VARCHAR, table_schema VARCHAR,
  table_name VARCHAR, column_name VARCHAR, ordinal_position BIGINT,
  position_in_unique_constraint BIGINT);
CREATE TABLE information_schema_constraint_column_usage (table_catalog VARCHAR,
  table_schema VARCHAR, table_name VARCHAR, column_name VARCHAR, constraint_catalog VARCHAR,
  constraint_schema VARCHAR, constraint_name VARCHAR);
CREATE TABLE information_schema_referential_constraints (constraint_catalog VARCHAR,
  constraint_schema VARCHAR, constraint_name VARCHAR, unique_constraint_catalog VARCHAR,
  unique_constraint_schema VARCHAR, unique_constraint_name VARCHAR, match_option VARCHAR,
  update_rule VARCHAR, delete_rule VARCHAR);
CREATE TABLE information_schema_table_privileges (grantor VARCHAR, grantee VARCHAR,
  table_catalog VARCHAR, table_schema VARCHAR, table_name VARCHAR, privilege_type VARCHAR,
  is_grantable VARCHAR, with_hierarchy VARCHAR);
CREATE TABLE information_schema_routines (specific_catalog VARCHAR, specific_schema VARCHAR,
  specific_name VARCHAR, routine_catalog VARCHAR, routine_schema VARCHAR, routine_name VARCHAR,
  routine_type VARCHAR, data_type VARCHAR);
CREATE TABLE information_schema_sequences (sequence_catalog VARCHAR, sequence_schema VARCHAR,
  sequence_name VARCHAR, data_type VARCHAR);
CREATE TABLE information_schema_triggers (trigger_catalog VARCHAR, trigger_schema VARCHAR,
  trigger_name VARCHAR, event_object_schema VARCHAR, event_object_table VARCHAR);
)sql";

}  // namespace tarn::api::postgres
