#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/embedded/adapter/connection.h"
#include "engine/embedded/adapter/memory_view_note.h"
#include "engine/embedded/change_sql.h"
#include "engine/embedded/file_access.h"
#include "engine/embedded/names.h"
#include "engine/embedded/procedure_arguments.h"
#include "engine/embedded/routines/routine.h"
#include "engine/embedded/typing/typer.h"
#include "engine/engine.h"
#include "engine/savepoints.h"
#include "iceberg/maintenance/compaction_plan.h"
#include "iceberg/maintenance/delete_rewrite_plan.h"
#include "sql/tree/tree.h"

namespace tarn::query {
class QueryTracker;
}

namespace tarn::engine::embedded {

class StatementTypes;
class TablePlaces;

// Trino's SQL over one connection: queries and writes are translated and run by DuckDB, statements
// about the catalog and the session are done here, from their trees. See engine::Session.
class EmbeddedSession : public Session, public Savepoints {
 public:
  // Gives the engine's instance, a new one when the last was broken.
  using InstanceSource = std::function<std::shared_ptr<Instance>()>;

  // `files` says which plain files SQL may read by path, `places` where tables may lie. What is
  // referred to outlives the session. `queries`, which may be null, are what system.runtime tells
  // of.
  EmbeddedSession(InstanceSource instances, catalog::Catalog& catalog, const FileAccess& files,
                  const TablePlaces& places, const OtherCatalogs& others,
                  query::QueryTracker* queries, const SessionOptions& options);
  ~EmbeddedSession() override;

  std::unique_ptr<ResultStream> Execute(std::string_view sql) override;
  StatementDescription Describe(std::string_view sql) override;  // describe_statements.cc
  void Cancel() override;
  void StopReading() override;
  double progress() const override;
  LoadResult Load(const LoadRequest& request, base::Progress* progress,
                  const base::CancelToken& cancel) override;
  FileSchema Inspect(const std::string& file, FileFormat format, const CsvOptions& hint) override;
  ExportResult Export(const ExportRequest& request) override;
  bool HasFunction(std::string_view name) const override;
  const SessionOptions& options() const override { return options_; }
  void Use(const std::string& catalog, const std::string& schema) override;
  void UseRef(const std::string& ref) override;
  StatementStatistics statistics() const override;
  std::shared_ptr<const Savepoint> Save() override;  // savepoints.cc
  void RollbackTo(const Savepoint& savepoint) override;

 private:
  using Result = std::unique_ptr<ResultStream>;

  // Makes the connection usable for the next statement.
  Connection& Ready();
  // Ends the open transaction for the session, whatever becomes of it below. kFailedPrecondition
  // when there is none.
  void LeaveTransaction();
  std::shared_ptr<Connection> connection() const;
  NameScope scope() const { return {options_.schema, source_, options_.catalog, others_}; }
  bool zone_is_utc() const;
  // A property of Trino's connector as the session has it, else its default.
  std::string ConnectorProperty(std::string_view name) const;
  // Whether statements that add rows count the values of columns for the table's statistics.
  bool CountsValues() const;
  // What the session says of files that statements write.
  void AddWriteSettings(TableOptions& options) const;
  // What Trino notes in a new table's properties, where `options` say nothing else.
  void AddCreationProperties(TableOptions& options) const;
  PartitionFilterRule PartitionFilterOfSession() const;
  void SetCommitMessage(const std::string& statement);
  void TellCommit(const std::string& message);
  // Throws for a table or schema that does not exist, with its place; gives the columns of the
  // others by their names, which are written in full.
  std::map<std::string, std::vector<Column>> CheckTables(const sql::Statement& statement);
  // The same for one that is not in the lake; gives its columns, none of information_schema's.
  std::vector<Column> CheckElsewhere(const sql::QualifiedName& name);
  // kUnsupported, as Trino says it, for rows that would be written to a view of the lake.
  void RequireNoView(const catalog::TableIdentifier& id, const char* message);
  // Checks the tables of a statement and calls `body` with it as it is translated: its names
  // qualified, its functions taken out, its expressions typed.
  using TypedBody = std::function<void(const sql::Statement& qualified, const Routines& routines,
                                       const StatementTypes& types)>;
  void WithTypes(const sql::Statement& statement, const TypedBody& body);
  // The same as DuckDB's SQL; `typed` becomes what is known of the columns of its result.
  std::string Translate(const sql::Statement& statement, StatementTypes* typed = nullptr);
  // Tells what Trino's analyzer finds wrong with the running statement.
  void ThrowFault(const StatementTypes& types) const;
  // DuckDB's error with the place that it means in Trino's text.
  base::Error Place(const base::Error& error) const;
  // Runs `body` in the open transaction, or in one of its own.
  void Atomically(const std::function<void()>& body);
  // Works on the lake. An error gets the place that Trino gives it: the statement's for a name that
  // is not there or there already, none for what its connector finds, else that of the name.
  void OnLake(const sql::Location& location, const std::function<void(LakeTransaction&)>& body);

  Result Dispatch(const sql::Statement& statement);
  Result Query(const sql::Statement& statement);

  // rows: write_statements.cc
  Result Run(const sql::Insert& insert, const sql::Statement& statement);
  Result Run(const sql::CreateTableAsSelect& create, const sql::Statement& statement);

  // changes of rows that are there: change_statements.cc
  Result Run(const sql::Delete& erase);
  Result Run(const sql::Update& update, const sql::Statement& statement);
  Result Run(const sql::Merge& merge, const sql::Statement& statement);
  Result Run(const sql::TruncateTable& truncate);
  // The table that a statement changes, or its branch (adapter/branch_table.h). kNotFound, with the
  // place, for a branch that is not there.
  catalog::TableIdentifier ResolveTarget(const sql::QualifiedName& name,
                                         const std::optional<sql::Identifier>& branch);
  std::shared_ptr<const iceberg::TableMetadata> MetadataOf(const catalog::TableIdentifier& id,
                                                           const sql::Location& location);
  template <typename Node>
  Result Change(const Node& node, const sql::Location& location, ChangeKind kind, const char* verb,
                const char* message, std::string (*rows)(const ChangedTable&, const Node&));
  std::optional<std::string> ChangedRowsSql(const sql::Statement& of);
  uint64_t ChangeRows(const ChangedTable& table, ChangeKind kind, const std::string& rows_sql);
  uint64_t DeleteWhere(const ChangedTable& table, const sql::Delete& erase);

  // tables, views and schemas: ddl_statements.cc
  Result Run(const sql::CreateSchema& create);
  Result Run(const sql::DropSchema& drop);
  Result Run(const sql::CreateTable& create);
  Result Run(const sql::DropTable& drop);
  Result Run(const sql::RenameTable& rename);
  Result Run(const sql::AddColumn& add);
  Result Run(const sql::DropColumn& drop);
  Result Run(const sql::RenameColumn& rename);
  Result Run(const sql::SetColumnType& set);
  Result Run(const sql::SetColumnDefault& set);
  Result Run(const sql::DropNotNull& drop);
  Result Run(const sql::SetProperties& set);
  Result Run(const sql::CommentOn& comment);
  Result Run(const sql::CreateView& create);
  Result Run(const sql::DropView& drop);
  Result Run(const sql::RenameView& rename);
  // branches of a table: branch_statements.cc
  Result Run(const sql::CreateBranch& create);
  Result Run(const sql::DropBranch& drop);
  Result Run(const sql::FastForwardBranch& forward);
  Result Run(const sql::ShowBranches& show);
  Result AlterRefs(const sql::QualifiedName& table, const sql::Location& ref,
                   const char* update_type, const Alteration& alteration);
  Result Alter(const sql::QualifiedName& table, bool if_exists, const char* update_type,
               const Alteration& alteration);

  // What CREATE VIEW keeps of a query.
  struct ViewDefinition {
    iceberg::Schema schema;
    iceberg::ViewVersion version;
  };
  ViewDefinition DefineView(const sql::QueryBox& text);

  // materialized_views.cc
  Result Run(const sql::CreateMaterializedView& create);
  Result Run(const sql::RefreshMaterializedView& refresh);
  Result Run(const sql::DropMaterializedView& drop);
  Result Run(const sql::RenameMaterializedView& rename);

  // descriptions: show_statements.cc
  Result Run(const sql::ShowCatalogs& show);
  Result Run(const sql::ShowSchemas& show);
  Result Run(const sql::ShowTables& show);
  Result Run(const sql::ShowColumns& show);
  Result Run(const sql::ShowCreate& show);
  Result Run(const sql::ShowSession& show);
  Result Run(const sql::ShowFunctions& show);  // show_function_statements.cc
  Result Run(const sql::ShowRoles& show);
  Result Run(const sql::ShowRoleGrants& show);
  Result Run(const sql::ShowGrants& show);
  Result Run(const sql::ShowStats& show);   // stats_statements.cc
  Result Run(const sql::Analyze& analyze);  // analyze_statements.cc

  // plans: explain_statements.cc
  Result Run(const sql::Explain& explain);
  Result Run(const sql::ExplainAnalyze& explain);
  std::optional<std::string> ExplainedSql(const sql::Statement& statement);

  // catalogs beside the lake: elsewhere_statements.cc, memory_statements.cc
  // The catalog that a statement is about, when it is one of those.
  std::optional<std::string> OtherCatalogOf(const sql::Statement& statement) const;
  Result RunElsewhere(const std::string& catalog, const sql::Statement& statement);
  Result ShowElsewhere(const std::string& catalog, const sql::ShowSchemas& show);
  Result ShowElsewhere(const std::string& catalog, const sql::ShowTables& show);
  Result ShowElsewhere(const std::string& catalog, const sql::ShowColumns& show);
  Result ShowElsewhere(const std::string& catalog, const sql::ShowCreate& show);
  Result ShowElsewhere(const std::string& catalog, const sql::ShowStats& show);
  [[noreturn]] void ThrowNoSchema(const std::string& catalog, const std::string& schema) const;
  // kNotFound, at the place, for a schema or table that is not there.
  ListedTable FindElsewhere(const sql::QualifiedName& name, const sql::Location& location);
  Result RunInMemory(const sql::Statement& statement);
  uint64_t WriteMemory(const std::vector<std::string>& statements);
  Result InMemory(const sql::CreateSchema& create);
  Result InMemory(const sql::DropSchema& drop);
  Result InMemory(const sql::RenameSchema& rename);
  Result InMemory(const sql::CreateTable& create, const sql::Statement& statement);
  Result InMemory(const sql::CreateTableAsSelect& create, const sql::Statement& statement);
  Result InMemory(const sql::Insert& insert, const sql::Statement& statement);
  Result InMemory(const sql::DropTable& drop);
  Result InMemory(const sql::TruncateTable& truncate);
  Result InMemory(const sql::RenameTable& rename);
  Result InMemory(const sql::AddColumn& add);
  Result InMemory(const sql::RenameColumn& rename);
  Result InMemory(const sql::DropColumn& drop, const sql::Statement& statement);
  Result InMemory(const sql::DropNotNull& drop);
  Result InMemory(const sql::SetProperties& set);
  Result InMemory(const sql::SetAuthorization& set);
  Result InMemory(const sql::CommentOn& comment);
  Result InMemory(const sql::CreateView& create);
  Result InMemory(const sql::DropView& drop);
  Result InMemory(const sql::RenameView& rename);
  // The columns that LIKE names, of any catalog.
  std::vector<ListedColumn> ColumnsLike(const sql::QualifiedName& name);
  static bool IsReservedSchema(const std::string& schema);
  OtherTable NewInMemory(const sql::QualifiedName& name);
  bool IsInMemory(const OtherTable& table, bool if_not_exists, const char* what);
  // `instead` is the statement for a view, or for a table, with {} for its name; `code` is what
  // Trino's error has that tells of it.
  OtherTable TableInMemory(const sql::QualifiedName& name, const char* instead,
                           base::StandardError code);
  OtherTable ViewInMemory(const sql::QualifiedName& name, const char* instead,
                          base::StandardError code);
  OtherTable RenamedInMemory(const OtherTable& from, const sql::QualifiedName& to, bool is_view);
  bool MissingInMemory(const sql::QualifiedName& name);
  // The statements that give a table or view another name, be it in another schema.
  std::vector<std::string> MoveInMemory(const ListedTable& from, const OtherTable& to);
  MemoryViewNote DefineViewInMemory(const sql::CreateView& create, const OtherTable& view);
  ListedColumn ColumnInMemory(const sql::QualifiedName& table, const std::string& column);

  // ALTER TABLE … EXECUTE and CALL: procedure_statements.cc, clean_up_statements.cc,
  // compaction_statements.cc, delete_rewrite_statements.cc
  Result Run(const sql::TableExecute& execute);
  void RequireExecutable(const sql::TableExecute& execute);
  Result Run(const sql::Call& call);
  Result ExpireSnapshots(const sql::TableExecute& execute);
  Result RemoveOrphanFiles(const sql::TableExecute& execute);
  Result RemoveAllOrphanFiles(const sql::Call& call);
  Result RollbackToSnapshot(const sql::TableExecute& execute);
  Result CherrypickSnapshot(const sql::TableExecute& execute);
  Result CallRollbackToSnapshot(const sql::Call& call);
  Result KillQuery(const sql::Call& call);
  Result AddFiles(const sql::TableExecute& execute);  // add_files_statements.cc
  Result DropExtendedStats(const sql::TableExecute& execute);
  Result Optimize(const sql::TableExecute& execute);
  iceberg::CompactionPlan PlanOptimize(const sql::TableExecute& execute, const TableView& table,
                                       iceberg::ManifestCache& cache,
                                       iceberg::CompactionOptions options);
  Result OptimizeManifests(const sql::TableExecute& execute);
  Result RewritePositionDeleteFiles(const sql::TableExecute& execute);
  iceberg::DeleteRewritePlan PlanDeletes(const sql::TableExecute& execute, const TableView& table,
                                         iceberg::ManifestCache& cache,
                                         iceberg::DeleteRewriteOptions options);
  Result RegisterTable(const sql::Call& call);
  Result UnregisterTable(const sql::Call& call);
  Result Migrate(const sql::Call& call);
  Result Rollback(const catalog::TableIdentifier& id, const sql::Location& location,
                  int64_t snapshot_id, const char* update_type);
  void WriteCompacted(const catalog::TableIdentifier& id, const iceberg::TableMetadata& metadata,
                      const std::vector<iceberg::CompactionGroup>& groups);
  std::set<std::string> FilesWithRows(const sql::TableExecute& execute);
  // kFailedPrecondition inside BEGIN … COMMIT: what procedures do cannot be taken back.
  void RequireNoTransaction(const sql::Location& location, const char* what);
  // A duration that is not below the least that the session property allows.
  std::chrono::microseconds Retention(const ProcedureArguments& arguments,
                                      const std::string& least_property) const;
  std::chrono::microseconds DurationProperty(const std::string& name) const;
  // What the session allows a statement.
  MemoryLimits MemoryLimitsOfSession() const;
  // A new token that Cancel sets while this statement runs.
  base::CancelToken NewCancel();

  // session_properties.cc
  struct Constant {
    Type type;
    Value value;
  };
  // The value of an expression without columns. Errors as those of a query.
  Constant Evaluate(const sql::Expression& expression);
  std::string NameOfProperty(const sql::QualifiedName& name, const sql::Location& location) const;
  std::string ValueOfProperty(const std::string& name, const sql::Expression& expression);
  [[noreturn]] void ThrowNoProperty(const std::string& name, const sql::Location& location) const;
  void SetPartitionsBehavior(const std::string& value, const sql::Location& location);
  static void SetZone(Connection& connection, const std::string& zone);
  // The zone that SET TIME ZONE names: text, an offset of hours and minutes, or LOCAL.
  std::string ZoneOf(const sql::SetTimeZone& set);
  Result Run(const sql::SetSession& set);
  Result Run(const sql::ResetSession& reset);
  Result Run(const sql::SetTimeZone& set);
  Result Run(const sql::SetPath& set);

  // grant_statements.cc
  bool HasObject(const sql::GrantObject& object, const std::string& catalog,
                 const std::string& schema);
  [[noreturn]] void RefuseGrant(const sql::GrantObject& object,
                                const std::vector<std::string>& privileges, const char* verb);
  Result Run(const sql::Grant& grant);
  Result Run(const sql::Revoke& revoke);
  Result Run(const sql::Deny& deny);

  // session and transactions: session.cc
  Result Run(const sql::Use& use);
  Result Run(const sql::StartTransaction& start);
  Result Run(const sql::Commit& commit);
  Result Run(const sql::Rollback& rollback);

  const InstanceSource instances_;
  catalog::Catalog& catalog_;
  const FileAccess& files_;
  const TablePlaces& places_;
  const OtherCatalogs others_;
  SessionOptions options_;
  std::map<std::string, std::string> properties_;
  std::string path_;  // what SET PATH set, as CURRENT_PATH tells it; no name is looked up by it
  sql::Location statement_location_;  // of the statement that runs
  bool tells_catalog_ = true;         // to CURRENT_CATALOG; not while the client has chosen none
  ExistingPartitions existing_partitions_ = ExistingPartitions::kAppend;
  std::string_view source_;  // the text of the running statement
  std::string transaction_message_;
  bool in_transaction_ = false;
  uint64_t transactions_ = 0;        // that were begun
  bool transaction_failed_ = false;  // a statement failed: only COMMIT and ROLLBACK may follow

  mutable std::mutex connection_mutex_;  // Cancel comes from other threads
  base::CancelToken cancel_;
  std::atomic<bool> only_adds_{false};  // the statement: what it reads may be cut short
  std::shared_ptr<Connection> connection_;
  query::QueryTracker* const queries_;  // null: there are none to tell of
};

// What SET TIME ZONE sets.
inline constexpr const char* kTimeZoneProperty = "time_zone_id";

// Names that a pattern of SHOW takes, each as a row; all without a pattern.
std::vector<std::vector<std::optional<std::string>>> MatchingRows(
    const std::vector<std::string>& names, const std::optional<sql::ShowPattern>& like);

// Rows of SHOW STATS under its columns.
std::unique_ptr<ResultStream> StatsRows(std::vector<std::vector<Value>> rows);

}  // namespace tarn::engine::embedded
