#include "api/trino/statement_start.h"

#include <array>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "base/standard_error.h"
#include "sql/grouped_parameters.h"
#include "sql/parameters.h"
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

// A session property's value as clients keep it, and as Trino tells them: an array as JSON.
std::string PropertyText(const sql::Expression& value) {
  if (const auto* text = value.As<sql::StringLiteral>()) return text->value;
  if (const auto* flag = value.As<sql::BooleanLiteral>()) return flag->value ? "true" : "false";
  const auto* array = value.As<sql::ArrayConstructor>();
  if (array == nullptr) return sql::Print(value);
  nlohmann::json elements = nlohmann::json::array();
  for (const sql::Expression& element : array->elements) {
    elements.push_back(PropertyText(element));
  }
  return elements.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

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
    if (const int count = sql::CountParameters(statement); count > 0) {
      base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidParameterUsage,
                  "line 1:1: Incorrect number of parameters: expected {} but found 0", count);
    }
    OnEngine(sql);
  }

  void Run(const sql::Execute& execute, const std::string&, const sql::Statement&) {
    const std::string text = Prepared(execute.name);
    RunBound(sql::ParseStatement(text), execute.arguments, text);
  }
  void Run(const sql::ExecuteImmediate& execute, const std::string&, const sql::Statement&) {
    sql::Statement statement = sql::ParseStatement(execute.statement);
    if (execute.arguments.empty() && sql::CountParameters(statement) == 0) {
      // As it was written, so that errors name places in it.
      return StartInner(execute.statement, statement);
    }
    RunBound(statement, execute.arguments, execute.statement);
  }
  void RunBound(const sql::Statement& statement, const std::vector<sql::Expression>& arguments,
                std::string_view source) {
    const sql::Statement bound = sql::BindParameters(statement, arguments, source);
    sql::CheckGroupedParameters(statement, arguments);
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

  // EXPLAIN [ANALYZE] EXECUTE explains the prepared statement with its arguments.
  void Run(const sql::Explain& explain, const std::string& sql, const sql::Statement&) {
    RunExplain(explain, sql);
  }
  void Run(const sql::ExplainAnalyze& explain, const std::string& sql, const sql::Statement&) {
    RunExplain(explain, sql);
  }
  template <typename Explain>
  void RunExplain(const Explain& explain, const std::string& sql) {
    const auto* execute = explain.statement->template As<sql::Execute>();
    if (execute == nullptr) {
      const int count = CountParameters(*explain.statement);
      if (count > 0) {
        base::Throw(ErrorKind::kInvalidArgument, base::StandardError::kInvalidParameterUsage,
                    "line 1:1: Incorrect number of parameters: expected {} but found 0", count);
      }
      return OnEngine(sql);
    }
    Explain bound = explain;
    *bound.statement =
        BindParameters(sql::ParseStatement(Prepared(execute->name)), execute->arguments);
    OnEngine(sql::Print(sql::Statement(std::move(bound), {})));
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
    const std::string& prepared = Prepared(describe.name);
    OpenSession();
    const std::vector<Type> parameters = started_.session->Describe(prepared).parameters;
    // Trino has rows of literals, or none of a typed null.
    const TypeKind position = parameters.empty() ? TypeKind::kBigint : TypeKind::kInteger;
    started_.columns = {{"Position", Type{position, 0, 0, {}, {}}},
                        {"Type", Type{TypeKind::kVarchar, 0, 0, {}, {}}}};
    for (size_t i = 0; i < parameters.size(); ++i) {
      started_.rows.push_back({Value{static_cast<int64_t>(i)}, Value{TypeText(parameters[i])}});
    }
  }
  // A type's name; times of milliseconds without their digits for a session that asks for that.
  std::string TypeText(const Type& type) const {
    std::string text = type.ToString();
    const auto omit = context_.session_properties.find("omit_datetime_type_precision");
    if (omit == context_.session_properties.end() || omit->second != "true") return text;
    const bool is_time = type.kind == TypeKind::kTime || type.kind == TypeKind::kTimeWithTimeZone ||
                         type.kind == TypeKind::kTimestamp ||
                         type.kind == TypeKind::kTimestampWithTimeZone;
    const size_t digits = text.find("(3)");
    if (is_time && digits != std::string::npos) text.erase(digits, 3);
    return text;
  }
  void Run(const sql::DescribeOutput& describe, const std::string&, const sql::Statement&) {
    const Type text{TypeKind::kVarchar, 0, 0, {}, {}};
    const Type size{TypeKind::kInteger, 0, 0, {}, {}};
    const Type flag{TypeKind::kBoolean, 0, 0, {}, {}};
    const std::string& prepared = Prepared(describe.name);
    OpenSession();
    const engine::StatementDescription told = started_.session->Describe(prepared);
    started_.columns = {{"Column Name", text}, {"Catalog", text}, {"Schema", text},
                        {"Table", text},       {"Type", text},    {"Type Size", size},
                        {"Aliased", flag}};
    static const engine::ColumnOrigin kNone;
    for (size_t i = 0; i < told.columns.size(); ++i) {
      const Column& column = told.columns[i];
      const engine::ColumnOrigin& origin = column.origin ? *column.origin : kNone;
      started_.rows.push_back({Value{column.name}, Value{origin.catalog}, Value{origin.schema},
                               Value{origin.table}, Value{TypeText(column.type)},
                               Value{SizeOf(column.type)}, Value{bool{told.aliased[i]}}});
    }
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
    started_.changes.set_session.emplace_back(set.name.Canonical(), ValueText(*set.value));
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
  // A property's value as clients keep it.
  std::string ValueText(const sql::Expression& value) {
    const bool literal = value.Is<sql::StringLiteral>() || value.Is<sql::BooleanLiteral>() ||
                         value.Is<sql::LongLiteral>() || value.Is<sql::ArrayConstructor>();
    return literal ? PropertyText(value) : TextOnEngine("SELECT " + sql::Print(value));
  }
  // The one value of a query.
  std::string TextOnEngine(const std::string& sql) {
    OnEngine(sql);
    std::string text;
    while (const auto batch = started_.stream->Next()) {
      if (batch->rows() > 0) {
        text = engine::ToText(batch->Get(0, 0), started_.stream->columns().front().type);
      }
    }
    started_.stream.reset();
    return text;
  }
  // As the engine writes it, whatever the statement said: INTERVAL '2' HOUR is +02:00.
  std::string CurrentTimeZone() { return TextOnEngine("SELECT current_timezone()"); }

  // Roles of the catalog `system`, of which there are none: rights are by user (docs/access.md).
  void Run(const sql::SetRole& set, const std::string& sql, const sql::Statement& statement) {
    if (set.catalog) OnEngine(sql);  // where no catalog has roles
    if (set.kind == sql::SetRoleKind::kRole) {
      base::Throw(ErrorKind::kNotFound, base::StandardError::kRoleNotFound,
                  "line {}:{}: Role '{}' does not exist", statement.location.line,
                  statement.location.column, set.role->Canonical());
    }
    started_.changes.set_role = set.kind == sql::SetRoleKind::kAll ? "ALL" : "NONE";
    started_.update_type = "SET ROLE";
  }

  // Nobody acts for another user here: rights are those of whoever logged in.
  void Run(const sql::SetSessionAuthorization& set, const std::string&, const sql::Statement&) {
    RequireCapability("SESSION_AUTHORIZATION", "SET SESSION AUTHORIZATION");
    RequireNoTransaction("SET SESSION AUTHORIZATION");
    const auto* name = std::get_if<sql::Identifier>(&set.user);
    const std::string user = name != nullptr ? name->value : std::get<std::string>(set.user);
    if (user != context_.user) {
      base::Throw(ErrorKind::kPermissionDenied, "Access Denied: User {} cannot impersonate user {}",
                  context_.user, user);
    }
    started_.changes.set_authorization_user = user;
    started_.update_type = "SET SESSION AUTHORIZATION";
  }
  void Run(const sql::ResetSessionAuthorization&, const std::string&, const sql::Statement&) {
    RequireCapability("SESSION_AUTHORIZATION", "RESET SESSION AUTHORIZATION");
    RequireNoTransaction("RESET SESSION AUTHORIZATION");
    started_.changes.reset_authorization_user = true;
    started_.update_type = "RESET SESSION AUTHORIZATION";
  }
  void Run(const sql::SetPath& set, const std::string& sql, const sql::Statement&) {
    RequireCapability("PATH", "SET PATH");
    OnEngine(sql);
    Drain();
    started_.changes.set_path = PathText(set);
    started_.update_type = "SET PATH";
  }
  static std::string PathText(const sql::SetPath& set) {
    std::string path;
    for (const sql::PathElement& element : set.path) {
      if (!path.empty()) path += ", ";
      if (element.catalog) path += sql::Print(*element.catalog) + '.';
      path += sql::Print(element.schema);
    }
    return path;
  }
  void RequireCapability(const char* capability, const char* statement) const {
    if (context_.capabilities.contains(capability)) return;
    base::Throw(ErrorKind::kUnsupported, "{} not supported by client", statement);
  }
  void RequireNoTransaction(const char* statement) const {
    if (context_.transaction_id.empty()) return;
    base::Throw(ErrorKind::kFailedPrecondition,
                "{} not allowed in the context of an active transaction", statement);
  }

  void Run(const sql::StartTransaction& start, const std::string& sql, const sql::Statement&) {
    if (!context_.knows_transactions) {
      throw Error(ErrorKind::kFailedPrecondition, base::StandardError::kIncompatibleClient,
                  "Client does not support transactions");
    }
    if (!context_.transaction_id.empty()) {
      throw Error(ErrorKind::kUnsupported, "Nested transactions not supported");
    }
    OnEngine(sql);
    Drain();
    constexpr std::array kIsolations = {"READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ",
                                        "SERIALIZABLE"};
    const auto isolation = start.isolation.value_or(sql::IsolationLevel::kReadUncommitted);
    started_.changes.started_transaction = transactions_.Keep(
        started_.session, context_.user,
        {kIsolations.at(static_cast<size_t>(isolation)), start.read_only.value_or(false)});
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
      throw Error(ErrorKind::kFailedPrecondition, base::StandardError::kNotInTransaction,
                  "No transaction in progress");
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

  // Bytes of a value of fixed size as Trino keeps it, 0 of others.
  static int64_t SizeOf(const Type& type) {
    constexpr int kShortDigits = 6;       // of a timestamp that fits into 64 bits
    constexpr int kShortZonedDigits = 3;  // … with its zone
    constexpr int kShortTimeDigits = 9;   // of a time with time zone
    constexpr int kShortDecimal = 18;
    switch (type.kind) {
      case TypeKind::kUnknown:
      case TypeKind::kBoolean:
      case TypeKind::kTinyint: return 1;
      case TypeKind::kSmallint: return 2;
      case TypeKind::kInteger:
      case TypeKind::kReal:
      case TypeKind::kIntervalYearToMonth:
      case TypeKind::kDate: return 4;
      case TypeKind::kBigint:
      case TypeKind::kDouble:
      case TypeKind::kIntervalDayToSecond:
      case TypeKind::kTime: return 8;
      case TypeKind::kTimestamp: return type.precision <= kShortDigits ? 8 : 12;
      case TypeKind::kTimestampWithTimeZone: return type.precision <= kShortZonedDigits ? 8 : 12;
      case TypeKind::kTimeWithTimeZone: return type.precision <= kShortTimeDigits ? 8 : 12;
      case TypeKind::kUuid:
      case TypeKind::kIpAddress: return 16;
      case TypeKind::kDecimal: return type.precision <= kShortDecimal ? 8 : 16;
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
    if (!context_.path.empty()) {
      auto set = started_.session->Execute("SET PATH " + context_.path);
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
