#pragma once

#include <variant>

#include "sql/tree/statement_data.h"
#include "sql/tree/statement_session.h"
#include "sql/tree/statement_show.h"
#include "sql/tree/statement_table.h"

namespace tarn::sql {

using StatementNode = std::variant<
    // data
    QueryStatement, Insert, Delete, Update, Merge, Call,
    // catalogs, schemas, tables, views, functions, branches
    CreateCatalog, DropCatalog, CreateSchema, DropSchema, RenameSchema, CreateTable,
    CreateTableAsSelect, DropTable, TruncateTable, RenameTable, AddColumn, RenameColumn, DropColumn,
    SetColumnType, SetColumnDefault, DropNotNull, SetProperties, TableExecute, SetAuthorization,
    Analyze, CommentOn, CreateView, DropView, RenameView, CreateMaterializedView,
    RefreshMaterializedView, DropMaterializedView, RenameMaterializedView, CreateFunction,
    DropFunction, CreateBranch, DropBranch, FastForwardBranch,
    // description
    ShowCatalogs, ShowSchemas, ShowTables, ShowColumns, ShowFunctions, ShowSession, ShowCreate,
    ShowStats, ShowRoles, ShowRoleGrants, ShowGrants, ShowBranches, Explain, ExplainAnalyze,
    DescribeInput, DescribeOutput,
    // session, transactions, prepared statements, rights
    Use, SetSession, ResetSession, SetSessionAuthorization, ResetSessionAuthorization, SetTimeZone,
    SetPath, StartTransaction, Commit, Rollback, Prepare, Execute, ExecuteImmediate, Deallocate,
    CreateRole, DropRole, GrantRoles, RevokeRoles, SetRole, Grant, Revoke, Deny>;

// One statement. A value: copy, move and compare freely (deeply; locations do not count).
struct Statement {
  StatementNode node;
  Location location;

  TARN_SQL_SUM_NODE(Statement, StatementNode);
};

}  // namespace tarn::sql
