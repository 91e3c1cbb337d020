#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sql/tree/query.h"
#include "sql/tree/statement_show.h"
#include "sql/tree/statement_table.h"

// Statements about the session, transactions, prepared statements and rights.
namespace tarn::sql {

// USE [catalog.]schema.
struct Use {
  std::optional<Identifier> catalog;
  Identifier schema;
  TARN_SQL_NODE(Use, catalog, schema);
};
struct SetSession {
  QualifiedName name;
  ExpressionBox value;
  TARN_SQL_NODE(SetSession, name, value);
};
struct ResetSession {
  QualifiedName name;
  TARN_SQL_NODE(ResetSession, name);
};
// SET SESSION AUTHORIZATION user: a name or a string.
struct SetSessionAuthorization {
  std::variant<Identifier, std::string> user;
  TARN_SQL_NODE(SetSessionAuthorization, user);
};
struct ResetSessionAuthorization {
  TARN_SQL_EMPTY_NODE(ResetSessionAuthorization);
};
// SET TIME ZONE LOCAL (empty), or an expression.
struct SetTimeZone {
  OptionalExpression zone;
  TARN_SQL_NODE(SetTimeZone, zone);
};
struct PathElement {
  std::optional<Identifier> catalog;
  Identifier schema;
  TARN_SQL_NODE(PathElement, catalog, schema);
};
struct SetPath {
  std::vector<PathElement> path;
  TARN_SQL_NODE(SetPath, path);
};

enum class IsolationLevel { kReadUncommitted, kReadCommitted, kRepeatableRead, kSerializable };
// START TRANSACTION [ISOLATION LEVEL …] [, READ ONLY|WRITE]; also the extension BEGIN [WORK].
struct StartTransaction {
  std::optional<IsolationLevel> isolation;
  std::optional<bool> read_only;
  TARN_SQL_NODE(StartTransaction, isolation, read_only);
};
struct Commit {
  TARN_SQL_EMPTY_NODE(Commit);
};
struct Rollback {
  TARN_SQL_EMPTY_NODE(Rollback);
};

struct Prepare {
  Identifier name;
  Box<Statement> statement;
  TARN_SQL_NODE(Prepare, name, statement);
};
struct Execute {
  Identifier name;
  std::vector<Expression> arguments;
  TARN_SQL_NODE(Execute, name, arguments);
};
// EXECUTE IMMEDIATE 'statement' [USING …].
struct ExecuteImmediate {
  std::string statement;
  std::vector<Expression> arguments;
  TARN_SQL_NODE(ExecuteImmediate, statement, arguments);
};
struct Deallocate {
  Identifier name;
  TARN_SQL_NODE(Deallocate, name);
};

enum class GrantorKind { kPrincipal, kCurrentUser, kCurrentRole };
struct Grantor {
  GrantorKind kind = GrantorKind::kPrincipal;
  std::optional<Principal> principal;
  TARN_SQL_NODE(Grantor, kind, principal);
};

struct CreateRole {
  Identifier name;
  std::optional<Grantor> admin;
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(CreateRole, name, admin, catalog);
};
struct DropRole {
  Identifier name;
  bool if_exists = false;
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(DropRole, name, if_exists, catalog);
};
struct GrantRoles {
  std::vector<Identifier> roles;
  std::vector<Principal> grantees;
  bool admin_option = false;
  std::optional<Grantor> granted_by;
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(GrantRoles, roles, grantees, admin_option, granted_by, catalog);
};
struct RevokeRoles {
  bool admin_option_for = false;
  std::vector<Identifier> roles;
  std::vector<Principal> grantees;
  std::optional<Grantor> granted_by;
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(RevokeRoles, admin_option_for, roles, grantees, granted_by, catalog);
};
enum class SetRoleKind { kRole, kAll, kNone };
struct SetRole {
  SetRoleKind kind = SetRoleKind::kRole;
  std::optional<Identifier> role;
  std::optional<Identifier> catalog;
  TARN_SQL_NODE(SetRole, kind, role, catalog);
};

// Privileges in capitals (SELECT, INSERT, …); empty: ALL PRIVILEGES.
struct Grant {
  std::vector<std::string> privileges;
  GrantObject on;
  Principal grantee;
  bool grant_option = false;
  TARN_SQL_NODE(Grant, privileges, on, grantee, grant_option);
};
struct Revoke {
  bool grant_option_for = false;
  std::vector<std::string> privileges;
  GrantObject on;
  Principal grantee;
  TARN_SQL_NODE(Revoke, grant_option_for, privileges, on, grantee);
};
struct Deny {
  std::vector<std::string> privileges;
  GrantObject on;
  Principal grantee;
  TARN_SQL_NODE(Deny, privileges, on, grantee);
};

}  // namespace tarn::sql
