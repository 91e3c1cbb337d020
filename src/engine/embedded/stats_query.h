#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/filter_estimate.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// A query that SHOW STATS can tell of: columns of one table, of rows that conditions hold for, not
// more than a limit; through subqueries and WITH as well. Pure.
struct StatsQuery {
  // A column of the result: one of the table, all of its columns (empty name and no literal), or a
  // literal; of anything else nothing is known.
  struct Item {
    enum class Kind { kColumn, kAll, kLiteral, kOther };
    Kind kind = Kind::kOther;
    std::string column = {};
    const sql::Expression* literal = nullptr;  // lives as long as the query
  };

  sql::QualifiedName table;
  std::vector<Item> items;
  // Nothing stands for one whose columns are not the table's own.
  std::vector<std::optional<sql::Expression>> conjuncts;
  // Those on "$path", "$partition" and "$file_modified_time", as one condition.
  sql::OptionalExpression of_files;
  std::optional<double> limit;

  // Nothing for another query: joins, groups, set operations.
  static std::optional<StatsQuery> Of(const sql::Query& query);

  std::vector<ColumnEstimate> ColumnsOf(const RowsEstimate& rows) const;
};

}  // namespace tarn::engine::embedded
