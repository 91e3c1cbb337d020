#pragma once

#include <memory>

#include "engine/embedded/adapter/duck.h"
#include "tpch/tables.h"
#include "tpch/text_pool.h"

namespace tarn::engine::embedded {

// The catalog `tpch` as DuckDB wants it: read-only, without state but the text of which comments
// are pieces, which is made as it is read and kept as long as the instance. Beside the schemas of
// scale factors it has `information_schema`, and "memory information_schema" for the catalog
// `memory`, whose own would be DuckDB's.
struct TpchExtensionInfo : duckdb::StorageExtensionInfo {
  std::shared_ptr<tpch::TextPool> pool = std::make_shared<tpch::TextPool>();
};

duckdb::shared_ptr<duckdb::StorageExtension> MakeTpchExtension();

// A table as one transaction sees it. See tpch_scan.h.
duckdb::unique_ptr<duckdb::TableCatalogEntry> MakeTpchTable(duckdb::Catalog& catalog,
                                                            duckdb::SchemaCatalogEntry& schema,
                                                            const tpch::Table& table,
                                                            double scale_factor,
                                                            std::shared_ptr<tpch::TextPool> pool);

}  // namespace tarn::engine::embedded
