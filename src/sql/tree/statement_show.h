#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/query.h"

// Statements that describe: SHOW, DESCRIBE, EXPLAIN.
namespace tarn::sql {

// LIKE 'pattern' [ESCAPE 'c'].
struct ShowPattern {
  std::string pattern;
  std::optional<std::string> escape;
  TARN_SQL_NODE(ShowPattern, pattern, escape);
};

struct ShowCatalogs {
  std::optional<ShowPattern> like;
  TARN_SQL_NODE(ShowCatalogs, like);
};
struct ShowSchemas {
  std::optional<Identifier> catalog;
  std::optional<ShowPattern> like;
  TARN_SQL_NODE(ShowSchemas, catalog, like);
};
struct ShowTables {
  std::optional<QualifiedName> schema;
  std::optional<ShowPattern> like;
  TARN_SQL_NODE(ShowTables, schema, like);
};
// SHOW COLUMNS FROM table, DESCRIBE table, DESC table.
struct ShowColumns {
  QualifiedName table;
  std::optional<ShowPattern> like;
  TARN_SQL_NODE(ShowColumns, table, like);
};
struct ShowFunctions {
  std::optional<QualifiedName> schema;
  std::optional<ShowPattern> like;
  TARN_SQL_NODE(ShowFunctions, schema, like);
};
struct ShowSession {
  std::optional<ShowPattern> like;
  TARN_SQL_NODE(ShowSession, like);
};

enum class ShowCreateKind { kSchema, kTable, kView, kMaterializedView, kFunction };
struct ShowCreate {
  ShowCreateKind kind = ShowCreateKind::kTable;
  QualifiedName name;
  TARN_SQL_NODE(ShowCreate, kind, name);
};

// SHOW STATS FOR table, or FOR (query).
struct ShowStats {
  std::variant<QualifiedName, QueryBox> subject;
  TARN_SQL_NODE(ShowStats, subject);
};

// SHOW [CURRENT] ROLES [FROM catalog].
struct ShowRoles {
  bool current = false;
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(ShowRoles, current, catalog);
};
struct ShowRoleGrants {
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(ShowRoleGrants, catalog);
};

// What GRANT, REVOKE, DENY and SHOW GRANTS are about: [kind] name; kind in capitals.
struct GrantObject {
  std::optional<std::string> kind;
  QualifiedName name;
  TARN_SQL_NODE(GrantObject, kind, name);
};
struct ShowGrants {
  std::optional<GrantObject> on;
  TARN_SQL_NODE(ShowGrants, on);
};

// SHOW BRANCHES FROM TABLE table; an extension to 476.
struct ShowBranches {
  QualifiedName table;
  TARN_SQL_NODE(ShowBranches, table);
};

enum class ExplainFormat { kText, kGraphviz, kJson };
enum class ExplainType { kLogical, kDistributed, kValidate, kIo };

// EXPLAIN [(FORMAT …, TYPE …)] statement.
struct Explain {
  std::optional<ExplainFormat> format;
  std::optional<ExplainType> type;
  Box<Statement> statement;
  TARN_SQL_NODE(Explain, format, type, statement);
};
// EXPLAIN ANALYZE [VERBOSE] statement.
struct ExplainAnalyze {
  bool verbose = false;
  Box<Statement> statement;
  TARN_SQL_NODE(ExplainAnalyze, verbose, statement);
};

// DESCRIBE INPUT|OUTPUT prepared statement.
struct DescribeInput {
  Identifier name;
  TARN_SQL_NODE(DescribeInput, name);
};
struct DescribeOutput {
  Identifier name;
  TARN_SQL_NODE(DescribeOutput, name);
};

}  // namespace tarn::sql
