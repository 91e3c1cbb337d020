#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/print/printer_impl.h"

namespace tarn::sql {

// One overload for each alternative of StatementNode.
struct StatementEmitter {
  PrinterImpl& p;

  void operator()(const QueryStatement& s) const;
  void operator()(const Insert& s) const;
  void operator()(const Delete& s) const;
  void operator()(const Update& s) const;
  void operator()(const Merge& s) const;
  void operator()(const Call& s) const;

  void operator()(const CreateCatalog& s) const;
  void operator()(const DropCatalog& s) const;
  void operator()(const CreateSchema& s) const;
  void operator()(const DropSchema& s) const;
  void operator()(const RenameSchema& s) const;
  void operator()(const CreateTable& s) const;
  void operator()(const CreateTableAsSelect& s) const;
  void operator()(const DropTable& s) const;
  void operator()(const TruncateTable& s) const;
  void operator()(const RenameTable& s) const;
  void operator()(const AddColumn& s) const;
  void operator()(const RenameColumn& s) const;
  void operator()(const DropColumn& s) const;
  void operator()(const SetColumnType& s) const;
  void operator()(const SetColumnDefault& s) const;
  void operator()(const DropNotNull& s) const;
  void operator()(const SetProperties& s) const;
  void operator()(const TableExecute& s) const;
  void operator()(const SetAuthorization& s) const;
  void operator()(const Analyze& s) const;
  void operator()(const CommentOn& s) const;
  void operator()(const CreateView& s) const;
  void operator()(const DropView& s) const;
  void operator()(const RenameView& s) const;
  void operator()(const CreateMaterializedView& s) const;
  void operator()(const RefreshMaterializedView& s) const;
  void operator()(const DropMaterializedView& s) const;
  void operator()(const RenameMaterializedView& s) const;
  void operator()(const CreateFunction& s) const;
  void operator()(const DropFunction& s) const;
  void operator()(const CreateBranch& s) const;
  void operator()(const DropBranch& s) const;
  void operator()(const FastForwardBranch& s) const;

  void operator()(const ShowCatalogs& s) const;
  void operator()(const ShowSchemas& s) const;
  void operator()(const ShowTables& s) const;
  void operator()(const ShowColumns& s) const;
  void operator()(const ShowFunctions& s) const;
  void operator()(const ShowSession& s) const;
  void operator()(const ShowCreate& s) const;
  void operator()(const ShowStats& s) const;
  void operator()(const ShowRoles& s) const;
  void operator()(const ShowRoleGrants& s) const;
  void operator()(const ShowGrants& s) const;
  void operator()(const ShowBranches& s) const;
  void operator()(const Explain& s) const;
  void operator()(const ExplainAnalyze& s) const;
  void operator()(const DescribeInput& s) const;
  void operator()(const DescribeOutput& s) const;

  void operator()(const Use& s) const;
  void operator()(const SetSession& s) const;
  void operator()(const ResetSession& s) const;
  void operator()(const SetSessionAuthorization& s) const;
  void operator()(const ResetSessionAuthorization& s) const;
  void operator()(const SetTimeZone& s) const;
  void operator()(const SetPath& s) const;
  void operator()(const StartTransaction& s) const;
  void operator()(const Commit& s) const;
  void operator()(const Rollback& s) const;
  void operator()(const Prepare& s) const;
  void operator()(const Execute& s) const;
  void operator()(const ExecuteImmediate& s) const;
  void operator()(const Deallocate& s) const;
  void operator()(const CreateRole& s) const;
  void operator()(const DropRole& s) const;
  void operator()(const GrantRoles& s) const;
  void operator()(const RevokeRoles& s) const;
  void operator()(const SetRole& s) const;
  void operator()(const Grant& s) const;
  void operator()(const Revoke& s) const;
  void operator()(const Deny& s) const;

 private:
  void Like(const std::optional<ShowPattern>& pattern) const;
  void TableAndBranch(const QualifiedName& table, const std::optional<Identifier>& branch) const;
  // "VERB [IF EXISTS ]name".
  void Named(std::string_view verb, bool if_exists, const QualifiedName& name) const;
  void Behavior(DropBehavior behavior) const;
  void Column(std::string_view verb, bool if_exists, const QualifiedName& column) const;
  void PrivilegesOn(const std::vector<std::string>& privileges, const GrantObject& on) const;

 public:
  explicit StatementEmitter(PrinterImpl& printer) : p(printer) {}
};

}  // namespace tarn::sql
