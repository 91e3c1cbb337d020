#include "api/trino/statement_start.h"

#include <utility>
#include <variant>

#include "api/trino/parameters.h"
#include "base/error.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::api::trino {
namespace {

using base::Error;
using base::ErrorKind;
using engine::Column;
using engine::Type;
using engine::TypeKind;
using engine::Value;

// "a.b" as SQL.
std::string PropertyName(const std::string& name) {
  std::string sql;
  size_t at = 0;
  while (true) {
    const size_t dot = name.find('.', at);
    sql += sql::QuoteIdentifier(std::string_view(name).substr(at, dot - at));
    if (dot == std::string::npos) return sql;
    sql += '.';
    at = dot + 1;
  }
}

class Starter {
 public:
  Starter(const ClientContext& context, engine::Engine& engine, Transactions& transactions,
          const std::function<void(std::shared_ptr<engine::Session>)>& on_session,
          StartedStatement& started)
      : context_(context),
        engine_(engine),
        transactions_(transactions),
        on_session_(on_session),
        started_(started) {}

  void Start(const std::string& sql) { StartParsed(sql, sql::ParseStatement(sql)); }

 private:
  void StartParsed(const std::string& sql, const sql::Statement& statement) {
    std::visit([&](const auto& node) { Run(node, sql, statement); }, statement.node);
  }

  template <typename Node>
  void Run(const Node&, const std::string& sql, const sql::Statement& statement) {
    if (const int count = CountParameters(statement); count > 0) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "line 1:1: Incorrect number of parameters: expected {} but found 0", count);
    }
    OnEngine(sql);
  }

  void Run(const sql::Execute& execute, const std::string&, const sql::Statement&) {
    RunBound(sql::ParseStatement(Prepared(execute.name)), execute.arguments);
  }
  void Run(const sql::ExecuteImmediate& execute, const std::string&, const sql::Statement&) {
    sql::Statement statement = sql::ParseStatement(execute.statement);
    if (execute.arguments.empty() && CountParameters(statement) == 0) {
      // As it was written, so that errors name places in it.
      return StartInner(execute.statement, statement);
    }
    RunBound(std::move(statement), execute.arguments);
  }
  void RunBound(sql::Statement statement, const std::vector<sql::Expression>& arguments) {
    const sql::Statement bound = BindParameters(std::move(statement), arguments);
    StartInner(sql::Print(bound), bound);
  }
  void StartInner(const std::string& sql, const sql::Statement& statement) {
    const bool nested = std::holds_alternative<sql::Execute>(statement.node) ||
                        std::holds_alternative<sql::ExecuteImmediate>(statement.node) ||
                        std::holds_alternative<sql::Prepare>(statement.node) ||
                        std::holds_alternative<sql::Deallocate>(statement.node);
    if (nested) {
      throw Error(ErrorKind::kUnsupported, "Invalid statement type for prepared statement: " + sql);
    }
    StartParsed(sql, statement);
  }

  void Run(const sql::Prepare& prepare, const std::string&, const sql::Statement&) {
    started_.changes.added_prepare.emplace_back(prepare.name.Canonical(),
                                                sql::Print(*prepare.statement));
    started_.update_type = "PREPARE";
  }
  void Run(const sql::Deallocate& deallocate, const std::string&, const sql::Statement&) {
    Prepared(deallocate.name);
    started_.changes.deallocated_prepare.push_back(deallocate.name.Canonical());
    started_.update_type = "DEALLOCATE";
  }

  void Run(const sql::DescribeInput& describe, const std::string&, const sql::Statement&) {
    const int count = CountParameters(sql::ParseStatement(Prepared(describe.name)));
    started_.columns = {{"Position", Type{TypeKind::kInteger, 0, 0, {}, {}}},
                        {"Type", Type{TypeKind::kVarchar, 0, 0, {}, {}}}};
    for (int i = 0; i < count; ++i) {
      started_.rows.push_back({Value{int64_t{i}}, Value{std::string("unknown")}});
    }
  }
  void Run(const sql::DescribeOutput& describe, const std::string&, const sql::Statement&) {
    const Type text{TypeKind::kVarchar, 0, 0, {}, {}};
    const Type number{TypeKind::kBigint, 0, 0, {}, {}};
    const Type size{TypeKind::kInteger, 0, 0, {}, {}};
    const Type flag{TypeKind::kBoolean, 0, 0, {}, {}};
    sql::Statement statement = sql::ParseStatement(Prepared(describe.name));
    const std::vector<bool> aliased = AliasedColumns(statement);
    std::vector<Column> columns;
    if (ChangesRows(statement)) {
      columns = {{"rows", number}};
    } else if (HasRows(statement)) {
      const std::vector<sql::Expression> nulls(static_cast<size_t>(CountParameters(statement)),
                                               sql::Expression(sql::NullLiteral{}));
      OnEngine(sql::Print(BindParameters(std::move(statement), nulls)));
      columns = started_.stream->columns();
      started_.stream.reset();
    }
    started_.columns = {{"Column Name", text}, {"Catalog", text}, {"Schema", text},
                        {"Table", text},       {"Type", text},    {"Type Size", size},
                        {"Aliased", flag}};
    for (size_t i = 0; i < columns.size(); ++i) {
      const Column& column = columns[i];
      const bool is_aliased = aliased.size() == columns.size() && aliased[i];
      started_.rows.push_back({Value{column.name}, Value{std::string()}, Value{std::string()},
                               Value{std::string()}, Value{column.type.ToString()},
                               Value{SizeOf(column.type)}, Value{is_aliased}});
    }
  }

  static bool ChangesRows(const sql::Statement& statement) {
    return statement.Is<sql::Insert>() || statement.Is<sql::CreateTableAsSelect>() ||
           statement.Is<sql::Delete>() || statement.Is<sql::Update>() || statement.Is<sql::Merge>();
  }
  static bool HasRows(const sql::Statement& statement) {
    return statement.Is<sql::QueryStatement>() || statement.Is<sql::ShowCatalogs>() ||
           statement.Is<sql::ShowSchemas>() || statement.Is<sql::ShowTables>() ||
           statement.Is<sql::ShowColumns>() || statement.Is<sql::ShowFunctions>() ||
           statement.Is<sql::ShowSession>() || statement.Is<sql::ShowCreate>() ||
           statement.Is<sql::ShowStats>() || statement.Is<sql::ShowRoles>() ||
           statement.Is<sql::ShowRoleGrants>() || statement.Is<sql::ShowGrants>() ||
           statement.Is<sql::Explain>();
  }
  // Which columns of a query have an alias; empty when "*" makes their places unknown.
  static std::vector<bool> AliasedColumns(const sql::Statement& statement) {
    const auto* query = statement.As<sql::QueryStatement>();
    const auto* select = query == nullptr ? nullptr : query->query->body.As<sql::Select>();
    if (select == nullptr) return {};
    std::vector<bool> aliased;
    for (const sql::SelectItem& item : select->items) {
      const auto* column = std::get_if<sql::SingleColumn>(&item);
      if (column == nullptr) return {};
      aliased.push_back(column->alias.has_value());
    }
    return aliased;
  }

  void Run(const sql::Use& use, const std::string& sql, const sql::Statement&) {
    OnEngine(sql);
    Drain();
    if (use.catalog) started_.changes.set_catalog = use.catalog->Canonical();
    started_.changes.set_schema = use.schema.Canonical();
    started_.update_type = "USE";
  }
  void Run(const sql::SetSession& set, const std::string& sql, const sql::Statement&) {
    OnEngine(sql);
    Drain();
    const auto* text = (*set.value).As<sql::StringLiteral>();
    started_.changes.set_session.emplace_back(
        set.name.Canonical(), text != nullptr ? text->value : sql::Print(*set.value));
    started_.update_type = "SET SESSION";
  }
  void Run(const sql::ResetSession& reset, const std::string& sql, const sql::Statement&) {
    OnEngine(sql);
    Drain();
    started_.changes.clear_session.push_back(reset.name.Canonical());
    started_.update_type = "RESET SESSION";
  }

  void Run(const sql::SetTimeZone& set, const std::string& sql, const sql::Statement&) {
    OnEngine(sql);
    Drain();
    constexpr const char* kProperty = "time_zone_id";
    if (set.zone) {
      started_.changes.set_session.emplace_back(kProperty, CurrentTimeZone());
    } else {
      started_.changes.clear_session.emplace_back(kProperty);
    }
    started_.update_type = "SET TIME ZONE";
  }
  // As the engine writes it, whatever the statement said: INTERVAL '2' HOUR is +02:00.
  std::string CurrentTimeZone() {
    OnEngine("SELECT current_timezone()");
    std::string zone;
    while (const auto batch = started_.stream->Next()) {
      if (batch->rows() > 0) zone = std::get<std::string>(batch->Get(0, 0).data);
    }
    started_.stream.reset();
    return zone;
  }

  // Roles of the catalog `system`, of which there are none: rights are by user (docs/access.md).
  void Run(const sql::SetRole& set, const std::string&, const sql::Statement& statement) {
    if (set.kind == sql::SetRoleKind::kRole) {
      base::Throw(ErrorKind::kNotFound, "line {}:{}: Role '{}' does not exist",
                  statement.location.line, statement.location.column, set.role->Canonical());
    }
    started_.changes.set_role = set.kind == sql::SetRoleKind::kAll ? "ALL" : "NONE";
    started_.update_type = "SET ROLE";
  }

  void Run(const sql::StartTransaction&, const std::string& sql, const sql::Statement&) {
    if (!context_.transaction_id.empty()) {
      throw Error(ErrorKind::kUnsupported, "Nested transactions not supported");
    }
    OnEngine(sql);
    Drain();
    started_.changes.started_transaction = transactions_.Keep(started_.session, context_.user);
    started_.update_type = "START TRANSACTION";
  }
  void Run(const sql::Commit&, const std::string& sql, const sql::Statement&) {
    EndTransaction(sql, "COMMIT");
  }
  void Run(const sql::Rollback&, const std::string& sql, const sql::Statement&) {
    EndTransaction(sql, "ROLLBACK");
  }
  // Over, whether it worked or not; after a COMMIT that failed the client may say ROLLBACK still.
  void EndTransaction(const std::string& sql, const char* what) {
    if (context_.transaction_id.empty()) {
      throw Error(ErrorKind::kFailedPrecondition, "No transaction in progress");
    }
    started_.changes.clear_transaction = true;
    const bool rollback = std::string_view(what) == "ROLLBACK";
    if (!rollback || !transactions_.IsAborted(context_.transaction_id, context_.user)) {
      OpenSession();
      started_.transaction.clear();
      try {
        OnEngine(sql);
        Drain();
      } catch (...) {
        transactions_.Abort(context_.transaction_id);
        throw;
      }
    }
    transactions_.Forget(context_.transaction_id);
    started_.update_type = what;
  }

  const std::string& Prepared(const sql::Identifier& name) const {
    const auto found = context_.prepared_statements.find(name.Canonical());
    if (found != context_.prepared_statements.end()) return found->second;
    const auto exact = context_.prepared_statements.find(name.value);
    if (exact != context_.prepared_statements.end()) return exact->second;
    throw Error(ErrorKind::kNotFound, "Prepared statement not found: " + name.value);
  }

  static int64_t SizeOf(const Type& type) {
    switch (type.kind) {
      case TypeKind::kUnknown:
      case TypeKind::kBoolean:
      case TypeKind::kTinyint: return 1;
      case TypeKind::kSmallint: return 2;
      case TypeKind::kInteger:
      case TypeKind::kReal:
      case TypeKind::kDate: return 4;
      case TypeKind::kBigint:
      case TypeKind::kDouble:
      case TypeKind::kTime:
      case TypeKind::kTimestamp:
      case TypeKind::kTimestampWithTimeZone: return 8;
      case TypeKind::kDecimal: return type.precision <= 18 ? 8 : 16;
      default: return 0;
    }
  }

  void OnEngine(const std::string& sql) {
    OpenSession();
    started_.stream = started_.session->Execute(sql);
  }
  void OpenSession() {
    if (started_.session) return;
    if (!context_.transaction_id.empty()) {
      started_.session = transactions_.Take(context_.transaction_id, context_.user);
      started_.transaction = context_.transaction_id;
      on_session_(started_.session);
      return;
    }
    engine::SessionOptions options;
    options.catalog = context_.catalog;
    options.schema = context_.schema;
    options.user = context_.user;
    started_.session = engine_.NewSession(options);
    on_session_(started_.session);
    if (!context_.time_zone.empty() && context_.time_zone != "UTC") {
      auto set = started_.session->Execute("SET TIME ZONE " + sql::QuoteString(context_.time_zone));
      while (set->Next()) {
      }
    }
    for (const auto& [name, value] : context_.session_properties) {
      auto set = started_.session->Execute("SET SESSION " + PropertyName(name) + " = " +
                                           sql::QuoteString(value));
      while (set->Next()) {
      }
    }
  }
  void Drain() {
    while (started_.stream->Next()) {
    }
    started_.stream.reset();
  }

  const ClientContext& context_;
  engine::Engine& engine_;
  Transactions& transactions_;
  const std::function<void(std::shared_ptr<engine::Session>)>& on_session_;
  StartedStatement& started_;
};

}  // namespace

void StartStatement(const std::string& sql, const ClientContext& context, engine::Engine& engine,
                    Transactions& transactions,
                    const std::function<void(std::shared_ptr<engine::Session>)>& on_session,
                    StartedStatement& started) {
  Starter(context, engine, transactions, on_session, started).Start(sql);
}

}  // namespace tarn::api::trino
