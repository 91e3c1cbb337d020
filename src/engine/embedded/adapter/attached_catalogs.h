#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/catalog_contents.h"

namespace duckdb {
class ClientContext;
}

namespace tarn::engine::embedded {

// The catalogs beside the lake (`tpch`, `tpcds`, `memory`), looked at through a connection. Within
// a transaction of `context`, which must be there. `memory` is DuckDB's own database in memory: its
// schemas `main` and the like are not shown, and a view keeps its Trino text and columns in its
// comment (memory_view_note.h).

// Sorted.
std::vector<std::string> SchemasOf(duckdb::ClientContext& context, const std::string& catalog);
// Also schemas that are not listed, as sf2 of tpch.
bool HasSchema(duckdb::ClientContext& context, const std::string& catalog,
               const std::string& schema);
// Sorted; none for no such schema. Columns only when they are asked for.
std::vector<ListedTable> TablesOf(duckdb::ClientContext& context, const std::string& catalog,
                                  const std::string& schema, bool with_columns);
std::optional<ListedTable> FindTable(duckdb::ClientContext& context, const std::string& catalog,
                                     const std::string& schema, const std::string& table);
// All listed schemas.
CatalogContents ContentsOf(duckdb::ClientContext& context, const std::string& catalog,
                           bool with_columns);

// Bytes that the tables of `memory` take, those of running statements included.
uint64_t MemoryCatalogBytes(duckdb::ClientContext& context);

}  // namespace tarn::engine::embedded
