#pragma once

#include "engine/embedded/adapter/duck.h"
#include "iceberg/metadata_table/metadata_table.h"

namespace tarn::engine::embedded {

// A metadata table as DuckDB scans it: rows are made as they are asked for, by one thread, and only
// the columns that the query reads. `name` is the whole, "orders$files".
duckdb::unique_ptr<duckdb::TableCatalogEntry> MakeMetadataTable(
    duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema, const std::string& name,
    iceberg::MetadataTableKind kind, iceberg::MetadataTableSource source);

}  // namespace tarn::engine::embedded
