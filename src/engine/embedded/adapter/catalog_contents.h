#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/memory_view_note.h"
#include "engine/type.h"

namespace tarn::engine::embedded {

// What is in a catalog, as SHOW and information_schema tell it. Values; nothing of DuckDB here.

inline constexpr const char* kTpchCatalog = "tpch";
// The column that its tables have beside those that are listed.
inline constexpr const char* kTpchRowNumber = "row_number";
inline constexpr const char* kTpcdsCatalog = "tpcds";
inline constexpr const char* kMemoryCatalog = "memory";

struct ListedColumn {
  std::string name;
  Type type;
  bool required = false;
  std::optional<std::string> comment = {};
};

struct ListedTable {
  std::string schema;
  std::string name;
  bool is_view = false;
  std::optional<std::string> comment = {};
  std::string view_text = {};  // in Trino's SQL
  std::vector<ListedColumn> columns = {};
  std::optional<MemoryViewNote> note = {};  // of a view in `memory`
  // Of a materialized view; empty for others.
  std::string storage_table = {};
  std::string freshness = {};  // "FRESH", "STALE", "UNKNOWN"
};

struct CatalogContents {
  std::string catalog;
  std::vector<std::string> schemas;  // without information_schema
  std::vector<ListedTable> tables;
};

}  // namespace tarn::engine::embedded
