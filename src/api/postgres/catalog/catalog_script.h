#pragma once

namespace tarn::api::postgres {

// The tables and functions of pg_catalog and information_schema (PostgreSQL 16, chapters 53 and
// 37) that clients ask for, in the SQL of engine::PrivateDatabase. What Tarn has nothing of
// (indexes, triggers, sequences) is an empty table with the columns that are asked for. Schemas'
// names are left out: the tables of information_schema are called information_schema_tables and the
// like.
extern const char* const kCatalogTables;
// After the tables are filled.
extern const char* const kCatalogViews;
extern const char* const kCatalogFunctions;

}  // namespace tarn::api::postgres
