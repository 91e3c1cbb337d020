#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "sql/tree/query.h"

// Statements that read and change rows. `branch` is the extension `table @ branch`.
namespace tarn::sql {

// A query as a statement.
struct QueryStatement {
  QueryBox query;
  TARN_SQL_NODE(QueryStatement, query);
};

struct Insert {
  QualifiedName table;
  std::optional<Identifier> branch;
  std::vector<Identifier> columns;  // empty: all
  QueryBox query;
  TARN_SQL_NODE(Insert, table, branch, columns, query);
};

struct Delete {
  QualifiedName table;
  std::optional<Identifier> branch;
  OptionalExpression where;
  TARN_SQL_NODE(Delete, table, branch, where);
};

// column = value.
struct Assignment {
  Identifier column;
  ExpressionBox value;
  TARN_SQL_NODE(Assignment, column, value);
};

struct Update {
  QualifiedName table;
  std::optional<Identifier> branch;
  std::vector<Assignment> assignments;
  OptionalExpression where;
  TARN_SQL_NODE(Update, table, branch, assignments, where);
};

// WHEN MATCHED … THEN UPDATE SET ….
struct MergeUpdate {
  std::vector<Assignment> assignments;
  TARN_SQL_NODE(MergeUpdate, assignments);
};
// WHEN MATCHED … THEN DELETE.
struct MergeDelete {
  TARN_SQL_EMPTY_NODE(MergeDelete);
};
// WHEN NOT MATCHED … THEN INSERT [(columns)] VALUES (values).
struct MergeInsert {
  std::vector<Identifier> columns;
  std::vector<Expression> values;
  TARN_SQL_NODE(MergeInsert, columns, values);
};

struct MergeCase {
  OptionalExpression condition;
  std::variant<MergeUpdate, MergeDelete, MergeInsert> action;
  Location location;
  TARN_SQL_NODE(MergeCase, condition, action);
};

// MERGE INTO table [AS alias] USING source ON condition cases.
struct Merge {
  QualifiedName table;
  std::optional<Identifier> branch;
  std::optional<Identifier> alias;
  Relation source;
  ExpressionBox condition;
  std::vector<MergeCase> cases;
  TARN_SQL_NODE(Merge, table, branch, alias, source, condition, cases);
};

// CALL name(arguments).
struct Call {
  QualifiedName name;
  std::vector<CallArgument> arguments;
  TARN_SQL_NODE(Call, name, arguments);
};

}  // namespace tarn::sql
