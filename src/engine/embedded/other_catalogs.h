#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// The catalogs that a session may name beside the lake's: `tpch`, `tpcds` and `memory`
// (adapter/attached_catalogs.h), and `system`, which system_tables.h has.
struct OtherCatalogs {
  bool tpch = false;
  bool memory = false;
  bool tpcds = false;
  uint64_t memory_bytes = 0;  // what the tables of `memory` may take

  // Whether it is one of tpch, tpcds and memory that is there.
  bool Has(std::string_view catalog) const;
  // Those, sorted.
  std::vector<std::string> Names() const;
  // All catalogs of a session, sorted.
  std::vector<std::string> AllNames() const;
};

// A table or view in one of them.
struct OtherTable {
  std::string catalog;
  std::string schema;
  std::string name;

  std::string ToString() const { return catalog + "." + schema + "." + name; }
  // For DuckDB.
  std::string Quoted() const;
};

// The name that a statement is about, be it a table's or a schema's; null for queries and for
// statements about other things.
struct StatementTarget {
  const sql::QualifiedName* name = nullptr;
  bool is_schema = false;
  bool is_column = false;  // the last part is a column's
};
StatementTarget TargetOf(const sql::Statement& statement);

// What a connector without an operation answers: "This connector does not support …".
[[noreturn]] void ThrowNotSupportedBy(const sql::Statement& statement);

}  // namespace tarn::engine::embedded
