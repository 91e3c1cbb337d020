#pragma once

#include <optional>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

class DuckTransaction;

// What a scan reads: a table as of one snapshot, with the transaction's own files if it is the
// current one.
struct TableSource {
  catalog::TableIdentifier id;
  std::shared_ptr<const iceberg::TableMetadata> metadata;
  const iceberg::Schema* schema = nullptr;  // the columns that the scan gives; in `metadata`
  const iceberg::Snapshot* snapshot = nullptr;
  std::vector<iceberg::DataFile> added;
  std::set<std::string> removed;
  DeletedRows taken_out;                              // by the transaction
  std::shared_ptr<const std::set<std::string>> only;  // null, or the files that are read
  std::shared_ptr<const std::vector<iceberg::FileScanTask>> planned;  // those; null: to be planned
  bool as_of = false;  // not the state that is changed
};

// A table as one transaction sees it (as of a time or version when the query says so).
class DuckTable : public duckdb::TableCatalogEntry {
 public:
  DuckTable(duckdb::Catalog& catalog, duckdb::SchemaCatalogEntry& schema,
            duckdb::CreateTableInfo& info, TableSource source)
      : TableCatalogEntry(catalog, schema, info), source_(std::move(source)) {}

  const TableSource& source() const { return source_; }

  duckdb::unique_ptr<duckdb::BaseStatistics> GetStatistics(duckdb::ClientContext& context,
                                                           duckdb::column_t column) override;
  duckdb::TableFunction GetScanFunction(
      duckdb::ClientContext& context, duckdb::unique_ptr<duckdb::FunctionData>& bind_data) override;
  duckdb::TableFunction GetScanFunction(duckdb::ClientContext& context,
                                        duckdb::unique_ptr<duckdb::FunctionData>& bind_data,
                                        const duckdb::EntryLookupInfo& lookup) override;
  duckdb::TableStorageInfo GetStorageInfo(duckdb::ClientContext& context) override;
  duckdb::virtual_column_map_t GetVirtualColumns() const override;
  duckdb::vector<duckdb::column_t> GetRowIdColumns() const override;

 private:
  const TableSource source_;
};

// The branch of the table that a FOR VERSION AS OF names; nothing when it names something else.
std::optional<std::string> BranchOf(const iceberg::TableMetadata& metadata,
                                    const duckdb::BoundAtClause& at);

// The table's state that a query asks for with FOR VERSION or FOR TIMESTAMP AS OF. kNotFound for
// one that does not exist, with what there is.
TableSource SourceAsOf(TableSource current, const duckdb::BoundAtClause& at);

duckdb::unique_ptr<DuckTable> MakeDuckTable(duckdb::Catalog& catalog,
                                            duckdb::SchemaCatalogEntry& schema, TableSource source);

}  // namespace tarn::engine::embedded
