#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/identifier.h"
#include "iceberg/schema.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// The queries, in DuckDB's SQL, that give what DELETE, UPDATE and MERGE change: rows as RowChange
// describes them. Pure. Trees come with qualified table names; errors carry the place in `source`.

class FileAccess;
class StatementTypes;

// The table that is changed, or its branch (adapter/branch_table.h).
struct ChangedTable {
  catalog::TableIdentifier id;
  const iceberg::Schema& schema;
  bool row_lineage = false;               // rows end with what WithRowLineage adds
  std::string_view source;                // the statement's text
  const FileAccess* files = nullptr;      // plain files that it may read; null: none
  const StatementTypes* types = nullptr;  // of the statement's tree; null: not known
  sql::Location location = {};            // the statement's
};

// "iceberg"."schema"."table".
std::string TableText(const catalog::TableIdentifier& id);

std::string DeletedRowsSql(const ChangedTable& table, const sql::Delete& erase);
// kNotFound for an unknown column, kInvalidArgument for one that is assigned twice, or a value that
// is not of its type.
std::string UpdatedRowsSql(const ChangedTable& table, const sql::Update& update);
// The first case whose condition holds is taken for each pair of rows. Errors as UpdatedRowsSql;
// kInvalidArgument also when INSERT gives more or fewer values than columns.
std::string MergedRowsSql(const ChangedTable& table, const sql::Merge& merge);
// Every row that is left, for files that are written anew.
std::string RewrittenRowsSql(const ChangedTable& table);

}  // namespace tarn::engine::embedded
