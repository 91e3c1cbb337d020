#pragma once

#include <optional>
#include <string>

#include "engine/embedded/adapter/catalog_contents.h"
#include "engine/embedded/adapter/lake_transaction.h"

namespace tarn::engine::embedded {

inline constexpr const char* kInformationSchemaName = "information_schema";
// Where the catalog `memory` has its own: in `tpch`, because DuckDB's is in its place.
inline constexpr const char* kMemoryInformationSchema = "memory information_schema";

// Sorted.
inline constexpr const char* kInformationSchemaViews[] = {
    "applicable_roles", "columns",          "enabled_roles", "roles",
    "schemata",         "table_privileges", "tables",        "views"};

// One of them with the columns that Trino lists; nothing for another name.
std::optional<ListedTable> InformationSchemaTable(const std::string& view);

// Two more, which are not listed: what system.metadata.materialized_views and table_comments are
// made of.
inline constexpr const char* kMaterializedViewsView = "materialized_views";
inline constexpr const char* kTableCommentsView = "table_comments";

// The query (DuckDB's SQL) behind one of them in iceberg.information_schema, with what the
// transaction sees as its rows and Trino's columns; empty for another name.
std::string InformationSchemaQuery(LakeTransaction& lake, const std::string& view);
// The same of any catalog. Only `columns` needs the tables' columns.
std::string InformationSchemaQuery(const CatalogContents& contents, const std::string& view);

}  // namespace tarn::engine::embedded
