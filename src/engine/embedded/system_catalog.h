#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::engine::embedded {

// All columns of information_schema.columns, of which "*" leaves out the last two.
inline constexpr const char* kColumnsOfInformation =
    "table_catalog, table_schema, table_name, column_name, ordinal_position, column_default, "
    "is_nullable, data_type, comment, extra_info";

// What Trino's catalog `system` has (https://trino.io/docs/476/connector/system.html), with the
// columns of Trino 476.

struct SystemTable {
  std::string_view schema;
  std::string_view name;
  // "table_cat varchar, data_type bigint": names as SQL has them.
  std::string_view columns;
  // In Trino's SQL, with columns of these names, whose types are mended; empty: no rows, or made
  // where it is asked for. $catalogs is the list of catalogs as rows;
  // iceberg.information_schema.x stands for that view of every catalog.
  std::string_view query;
};

// Sorted by schema and name.
std::span<const SystemTable> SystemCatalogTables();

struct SystemColumn {
  std::string name;  // as SQL has it, quoted where it must be
  std::string type;
};
std::vector<SystemColumn> ColumnsOf(const SystemTable& table);

// One of system.information_schema's views over these tables, as a query in Trino's SQL; empty for
// one that has no rows here.
std::string SystemInformationSchemaSql(std::string_view view);

}  // namespace tarn::engine::embedded
