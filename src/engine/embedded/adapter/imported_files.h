#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/embedded/adapter/duck.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/table_metadata.h"

namespace tarn::engine::embedded {

// Data files that other programs wrote before they became a table's: without field ids, and without
// the columns that Hive keeps in the names of folders (spec: Column Projection).

// Whether a file's columns carry ids.
bool HaveFieldIds(const duckdb::vector<duckdb::MultiFileColumnDefinition>& columns);

// Gives the columns of a file without ids those that the table's name mapping finds by their names,
// else those of the columns that are called so now. Columns that nothing is known of get ids that
// no field has. kDataCorruption when the mapping cannot be read.
void AssignFieldIds(const iceberg::TableMetadata& metadata, const iceberg::Schema& schema,
                    duckdb::vector<duckdb::MultiFileColumnDefinition>& columns);

// The value that every row of `file` has in column `field` by its partition, where the file has no
// such column: an identity of the column is known. Nothing when it is none.
std::optional<duckdb::Value> PartitionValueOf(
    const iceberg::TableMetadata& metadata, const iceberg::DataFile& file,
    const iceberg::NestedField& field,
    const duckdb::vector<duckdb::MultiFileColumnDefinition>& columns);

// Of the Parquet files at `paths`, as DuckDB is told them, those whose columns carry no ids: their
// columns outside of others, by path. Throws what reading their footers throws.
std::map<std::string, duckdb::vector<duckdb::MultiFileColumnDefinition>> FilesWithoutIds(
    duckdb::Connection& connection, const std::vector<std::string>& paths);

}  // namespace tarn::engine::embedded
