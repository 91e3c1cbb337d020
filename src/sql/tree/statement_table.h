#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/query.h"

// Statements that define catalogs, schemas, tables, views and branches.
namespace tarn::sql {

enum class PrincipalKind { kUnspecified, kUser, kRole };

struct Principal {
  PrincipalKind kind = PrincipalKind::kUnspecified;
  Identifier name;
  TARN_SQL_NODE(Principal, kind, name);
};

enum class DropBehavior { kDefault, kCascade, kRestrict };

struct CreateCatalog {
  Identifier name;
  bool if_not_exists = false;
  Identifier connector;
  std::optional<std::string> comment;
  std::optional<Principal> authorization;
  std::vector<Property> properties;
  TARN_SQL_NODE(CreateCatalog, name, if_not_exists, connector, comment, authorization, properties);
};
struct DropCatalog {
  Identifier name;
  bool if_exists = false;
  DropBehavior behavior = DropBehavior::kDefault;
  TARN_SQL_NODE(DropCatalog, name, if_exists, behavior);
};

struct CreateSchema {
  QualifiedName name;
  bool if_not_exists = false;
  std::optional<Principal> authorization;
  std::vector<Property> properties;
  TARN_SQL_NODE(CreateSchema, name, if_not_exists, authorization, properties);
};
struct DropSchema {
  QualifiedName name;
  bool if_exists = false;
  DropBehavior behavior = DropBehavior::kDefault;
  TARN_SQL_NODE(DropSchema, name, if_exists, behavior);
};
struct RenameSchema {
  QualifiedName name;
  Identifier target;
  TARN_SQL_NODE(RenameSchema, name, target);
};

// name type [DEFAULT literal] [NOT NULL] [COMMENT 'text'] [WITH (…)].
struct ColumnDefinition {
  QualifiedName name;  // several parts name a field of a row, in ALTER TABLE ADD COLUMN
  DataType type;
  OptionalExpression default_value;  // an extension: newer Trino has it
  bool not_null = false;
  std::optional<std::string> comment;
  std::vector<Property> properties;
  Location location;
  TARN_SQL_NODE(ColumnDefinition, name, type, default_value, not_null, comment, properties);
};

// LIKE name [INCLUDING|EXCLUDING PROPERTIES].
struct LikeClause {
  QualifiedName name;
  std::optional<bool> including_properties;
  TARN_SQL_NODE(LikeClause, name, including_properties);
};

using TableElement = std::variant<ColumnDefinition, LikeClause>;

struct CreateTable {
  QualifiedName name;
  bool or_replace = false;
  bool if_not_exists = false;
  std::vector<TableElement> elements;
  std::optional<std::string> comment;
  std::vector<Property> properties;
  TARN_SQL_NODE(CreateTable, name, or_replace, if_not_exists, elements, comment, properties);
};

struct CreateTableAsSelect {
  QualifiedName name;
  bool or_replace = false;
  bool if_not_exists = false;
  std::vector<Identifier> column_aliases;
  std::optional<std::string> comment;
  std::vector<Property> properties;
  QueryBox query;
  bool with_data = true;
  TARN_SQL_NODE(CreateTableAsSelect, name, or_replace, if_not_exists, column_aliases, comment,
                properties, query, with_data);
};

struct DropTable {
  QualifiedName name;
  bool if_exists = false;
  TARN_SQL_NODE(DropTable, name, if_exists);
};
struct TruncateTable {
  QualifiedName name;
  TARN_SQL_NODE(TruncateTable, name);
};
struct RenameTable {
  QualifiedName name;
  bool if_exists = false;
  QualifiedName target;
  TARN_SQL_NODE(RenameTable, name, if_exists, target);
};

enum class ColumnPositionKind { kFirst, kLast, kAfter };
struct ColumnPosition {
  ColumnPositionKind kind = ColumnPositionKind::kLast;
  std::optional<Identifier> after;
  TARN_SQL_NODE(ColumnPosition, kind, after);
};

struct AddColumn {
  QualifiedName table;
  bool table_if_exists = false;
  bool column_if_not_exists = false;
  ColumnDefinition column;
  std::optional<ColumnPosition> position;
  TARN_SQL_NODE(AddColumn, table, table_if_exists, column_if_not_exists, column, position);
};
struct RenameColumn {
  QualifiedName table;
  bool table_if_exists = false;
  bool column_if_exists = false;
  QualifiedName column;
  Identifier target;
  TARN_SQL_NODE(RenameColumn, table, table_if_exists, column_if_exists, column, target);
};
struct DropColumn {
  QualifiedName table;
  bool table_if_exists = false;
  bool column_if_exists = false;
  QualifiedName column;
  TARN_SQL_NODE(DropColumn, table, table_if_exists, column_if_exists, column);
};
struct SetColumnType {
  QualifiedName table;
  bool table_if_exists = false;
  QualifiedName column;
  DataType type;
  TARN_SQL_NODE(SetColumnType, table, table_if_exists, column, type);
};
// ALTER COLUMN column SET DEFAULT literal, or DROP DEFAULT (empty); an extension: newer Trino has
// it.
struct SetColumnDefault {
  QualifiedName table;
  bool table_if_exists = false;
  QualifiedName column;
  OptionalExpression default_value;
  TARN_SQL_NODE(SetColumnDefault, table, table_if_exists, column, default_value);
};
struct DropNotNull {
  QualifiedName table;
  bool table_if_exists = false;
  Identifier column;
  TARN_SQL_NODE(DropNotNull, table, table_if_exists, column);
};

enum class PropertiesTarget { kTable, kMaterializedView };
// ALTER TABLE|MATERIALIZED VIEW name SET PROPERTIES ….
struct SetProperties {
  PropertiesTarget target = PropertiesTarget::kTable;
  QualifiedName name;
  std::vector<Property> properties;
  TARN_SQL_NODE(SetProperties, target, name, properties);
};

// ALTER TABLE table EXECUTE procedure [(arguments)] [WHERE …].
struct TableExecute {
  QualifiedName table;
  Identifier procedure;
  std::vector<CallArgument> arguments;
  OptionalExpression where;
  TARN_SQL_NODE(TableExecute, table, procedure, arguments, where);
};

// ALTER kind name SET AUTHORIZATION principal; kind as written, in capitals (TABLE, VIEW, …).
struct SetAuthorization {
  std::string kind;
  QualifiedName name;
  Principal principal;
  TARN_SQL_NODE(SetAuthorization, kind, name, principal);
};

// ANALYZE table [WITH (…)].
struct Analyze {
  QualifiedName table;
  std::vector<Property> properties;
  TARN_SQL_NODE(Analyze, table, properties);
};

enum class CommentTarget { kTable, kView, kColumn };
// COMMENT ON target name IS 'text'|NULL.
struct CommentOn {
  CommentTarget target = CommentTarget::kTable;
  QualifiedName name;
  std::optional<std::string> comment;
  TARN_SQL_NODE(CommentOn, target, name, comment);
};

enum class ViewSecurity { kDefault, kDefiner, kInvoker };
struct CreateView {
  QualifiedName name;
  bool or_replace = false;
  std::optional<std::string> comment;
  ViewSecurity security = ViewSecurity::kDefault;
  std::vector<Property> properties;
  QueryBox query;
  TARN_SQL_NODE(CreateView, name, or_replace, comment, security, properties, query);
};
struct DropView {
  QualifiedName name;
  bool if_exists = false;
  TARN_SQL_NODE(DropView, name, if_exists);
};
struct RenameView {
  QualifiedName name;
  QualifiedName target;
  TARN_SQL_NODE(RenameView, name, target);
};

struct CreateMaterializedView {
  QualifiedName name;
  bool or_replace = false;
  bool if_not_exists = false;
  std::optional<IntervalLiteral> grace_period;
  std::optional<std::string> comment;
  std::vector<Property> properties;
  QueryBox query;
  TARN_SQL_NODE(CreateMaterializedView, name, or_replace, if_not_exists, grace_period, comment,
                properties, query);
};
struct RefreshMaterializedView {
  QualifiedName name;
  TARN_SQL_NODE(RefreshMaterializedView, name);
};
struct DropMaterializedView {
  QualifiedName name;
  bool if_exists = false;
  TARN_SQL_NODE(DropMaterializedView, name, if_exists);
};
struct RenameMaterializedView {
  QualifiedName name;
  bool if_exists = false;
  QualifiedName target;
  TARN_SQL_NODE(RenameMaterializedView, name, if_exists, target);
};

struct CreateFunction {
  bool or_replace = false;
  FunctionSpecification function;
  TARN_SQL_NODE(CreateFunction, or_replace, function);
};
struct DropFunction {
  QualifiedName name;
  bool if_exists = false;
  std::vector<ParameterDeclaration> parameters;
  TARN_SQL_NODE(DropFunction, name, if_exists, parameters);
};

// Branches of a table; an extension to 476: newer Trino has these statements.
// CREATE [OR REPLACE] BRANCH [IF NOT EXISTS] name [WITH (…)] IN TABLE table [FROM source].
struct CreateBranch {
  Identifier name;
  bool or_replace = false;
  bool if_not_exists = false;
  std::vector<Property> properties;
  QualifiedName table;
  std::optional<Identifier> source;
  TARN_SQL_NODE(CreateBranch, name, or_replace, if_not_exists, properties, table, source);
};
struct DropBranch {
  Identifier name;
  bool if_exists = false;
  QualifiedName table;
  TARN_SQL_NODE(DropBranch, name, if_exists, table);
};
// ALTER BRANCH source IN TABLE table FAST FORWARD TO target.
struct FastForwardBranch {
  Identifier source;
  QualifiedName table;
  Identifier target;
  TARN_SQL_NODE(FastForwardBranch, source, table, target);
};

}  // namespace tarn::sql
