#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/embedded/adapter/catalog_contents.h"
#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// The tables of a catalog whose rows are made while they are read, the same in every schema but for
// their size. Immutable; any thread may ask.
class GeneratedTables {
 public:
  virtual ~GeneratedTables() = default;

  virtual std::string Catalog() const = 0;
  // Those that are listed.
  virtual std::vector<std::string> Schemas() const = 0;
  // Also schemas that are not listed, as sf2.
  virtual bool HasSchema(std::string_view schema) const = 0;
  // Sorted.
  virtual std::vector<std::string> Tables() const = 0;
  // Empty when there is no such table.
  virtual std::vector<ListedColumn> Columns(std::string_view table) const = 0;
  // A table as one transaction sees it, in a schema that is there; null when there is none.
  virtual duckdb::unique_ptr<duckdb::TableCatalogEntry> MakeTable(
      duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema,
      const std::string& table) const = 0;
};

// Such a catalog as DuckDB wants it: read-only, without state of its own. Beside the schemas of the
// tables it has `information_schema`, and "memory information_schema" for the catalog `memory`,
// whose own would be DuckDB's.
duckdb::shared_ptr<duckdb::StorageExtension> MakeGeneratedExtension(
    std::shared_ptr<const GeneratedTables> tables);

// Lets the optimizer copy plans over a scan, which it does by way of bytes: the table is found
// again by its name. The function must be registered under its own name and tell its table.
void CopyByName(duckdb::TableFunction& function);

// Null when the attached catalog is no such one.
const GeneratedTables* GeneratedTablesOf(duckdb::ClientContext& context,
                                         const std::string& catalog);

}  // namespace tarn::engine::embedded
