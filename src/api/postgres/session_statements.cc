#include <utility>

#include <fmt/format.h>

#include "api/postgres/backend.h"
#include "api/postgres/catalog/catalog_query.h"
#include "api/postgres/session.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/static_rows.h"
#include "api/postgres/types.h"
#include "base/error.h"
#include "sql/printer.h"

namespace tarn::api::postgres {
namespace {

using base::Error;
using engine::Column;
using engine::Type;
using engine::TypeKind;
using engine::Value;

const Type kText{TypeKind::kVarchar, 0, 0, {}, {}};

// "INSERT 0 3", "UPDATE 3", "CREATE TABLE"; CREATE TABLE AS counts as a query does.
std::string TagOf(const engine::ResultStream& stream) {
  const std::string& type = stream.update_type();
  const auto count = stream.update_count();
  if (!count) return type == "DELETE" ? "DELETE 0" : type;
  if (type == "INSERT") return fmt::format("INSERT 0 {}", *count);
  if (type == "CREATE TABLE") return fmt::format("SELECT {}", *count);
  return fmt::format("{} {}", type, *count);
}

// SHOW's column has the setting's name.
std::vector<Column> ShowColumns(const Command& command) {
  if (command.name != "all") return {{command.name, kText}};
  return {{"name", kText}, {"setting", kText}, {"description", kText}};
}

}  // namespace

RewriteContext Session::rewrite_context() const {
  const auto schemas = SearchPathSchemas(start_.settings.Get("search_path"));
  return {start_.database, schemas.empty() ? "public" : schemas.front(), process_id_};
}

void Session::Start(Portal& portal, bool alone) {
  const PreparedStatement& statement = *portal.statement;
  const Command& command = statement.command;
  portal.started = true;
  portal.tag = command.tag;
  const bool ends = command.kind == CommandKind::kCommit ||
                    command.kind == CommandKind::kRollback ||
                    command.kind == CommandKind::kRollbackTo;
  if (status_ == 'E' && !ends) {
    throw SqlError("25P02",
                   "current transaction is aborted, commands ignored until end of transaction "
                   "block");
  }
  switch (command.kind) {
    case CommandKind::kSql: return StartOnEngine(portal, alone);
    case CommandKind::kCatalog:
      portal.stream = RunCatalog(statement, portal.parameters);
      portal.columns = portal.stream->columns();
      return;
    case CommandKind::kCopyOut: return StartCopy(portal, alone);
    case CommandKind::kCopyIn: return StartCopyIn(portal, alone);
    case CommandKind::kBegin: return Begin();
    case CommandKind::kCommit: return Commit(command.tag.c_str(), portal);
    case CommandKind::kRollback: return Rollback(portal);
    case CommandKind::kSavepoint: return SetSavepoint(command.name);
    case CommandKind::kRelease: return ReleaseSavepoint(command.name);
    case CommandKind::kRollbackTo: return RollbackTo(command.name);
    case CommandKind::kSet: return RunSet(command);
    case CommandKind::kReset: return RunReset(command);
    case CommandKind::kShow: return RunShow(command, portal);
    case CommandKind::kDiscard: return RunDiscard(command);
    case CommandKind::kDeallocate:
      if (command.name.empty()) {
        statements_.clear();
      } else if (statements_.erase(command.name) == 0) {
        throw SqlError("26000", "prepared statement \"" + command.name + "\" does not exist");
      }
      return;
    case CommandKind::kDeclareCursor: return RunDeclare(statement, portal);
    case CommandKind::kFetch: return RunFetch(command, portal);
    case CommandKind::kCloseCursor: return RunCloseCursor(command);
    case CommandKind::kNothing: return;
    case CommandKind::kUnsupported: throw SqlError("0A000", command.message);
  }
}

void Session::EnterGate(Portal& portal) {
  StatementGate* gate = service_.options().gate;
  if (gate == nullptr) return;
  portal.ticket = gate->Enter({start_.user, std::string(portal.statement->text()), start_.ref,
                               start_.settings.Get("application_name"), start_.peer},
                              [this] { Cancel(); });
}

void Session::StartOnEngine(Portal& portal, bool alone) {
  const PreparedStatement& statement = *portal.statement;
  const RewrittenSql sql = BindSql(statement, portal.parameters);
  EnterGate(portal);
  ParkPortals();
  if (!alone && status_ == 'I') BeginImplicit();
  try {
    portal.stream = Engine().Execute(sql.sql);
    portal.on_engine = true;
    if (statement.command.has_rows) {
      portal.columns = portal.stream->columns();
      return;
    }
    // What changes something runs to its end at once. Figures of maintenance are rows that only a
    // simple query has room for.
    const bool shows = simple_ && !portal.stream->columns().empty();
    if (shows) {
      portal.columns = portal.stream->columns();
      portal.tag = portal.stream->update_type();
      return;
    }
    while (portal.stream->Next()) {
    }
  } catch (const Error& error) {
    portal.stream.reset();
    throw PlacedError(error, sql, statement.source);
  }
  portal.tag = TagOf(*portal.stream);
  portal.stream.reset();
}

void Session::StartCopy(Portal& portal, bool alone) {
  const PreparedStatement& copy = *portal.statement;
  CopyCommand command = ParseCopyOut(copy.source, copy.tokens, copy.range);
  std::vector<Token> tokens = Tokenize(command.query);
  const auto ranges = SplitStatements(tokens);
  if (ranges.size() != 1) throw SqlError("42601", "COPY takes one query");
  auto query = std::make_shared<PreparedStatement>(
      Prepare(command.query, std::move(tokens), ranges[0], {}, rewrite_context(), table_columns()));
  if (!query->command.has_rows || !query->parameter_types.empty()) {
    throw SqlError("42601", "COPY takes a query without parameters");
  }
  portal.copy = command.options;
  portal.statement = std::move(query);
  try {
    Start(portal, alone);
  } catch (const SqlError& error) {
    // The query's positions are not the statement's.
    throw SqlError(error.sqlstate(), error.message(), error.hint());
  }
  portal.tag = "COPY";
}

void Session::Tell(const std::string& setting) {
  AppendParameterStatus(notices_, setting, start_.settings.Get(setting));
}

// What a setting means for the engine.
void Session::Apply(const std::string& setting) {
  if (setting == "search_path") ApplySearchPath();
  if (setting == "ref") {
    const std::string& ref = start_.settings.Get("ref");
    if (ref == start_.ref) return;
    if (service_.options().head_of) service_.options().head_of(ref);
    Engine().UseRef(ref);
    start_.ref = ref;
  }
}

void Session::ApplySearchPath() {
  std::lock_guard lock(mutex_);
  if (!engine_) return;  // a new one begins with it
  engine_->Use("iceberg", rewrite_context().schema);
}

void Session::RunSet(const Command& command) {
  if (command.values.empty()) return RunReset(command);
  std::string value;
  for (const std::string& part : command.values) value += (value.empty() ? "" : ", ") + part;
  const std::string name = Settings::CanonicalName(command.name);
  if (name == "TimeZone" && value != "UTC" && value != "Etc/UTC" && value != "GMT") {
    AppendNotice(notices_, "NOTICE", "01000",
                 "timestamps with time zone are shown in UTC: their instants are the same");
  }
  if (name == "ref" && (status_ != 'I' || implicit_)) {
    throw SqlError("25001", "the reference cannot change inside a transaction: " + value);
  }
  const std::string before = name.empty()                               ? ""
                             : start_.settings.values().count(name) > 0 ? start_.settings.Get(name)
                                                                        : "";
  const bool reported = start_.settings.Set(command.name, value);
  try {
    Apply(name);
  } catch (...) {
    start_.settings.Set(command.name, before);
    throw;
  }
  if (reported) Tell(name);
}

void Session::RunReset(const Command& command) {
  if (command.name.empty()) {
    start_.settings.ResetAll();
    Apply("ref");
    Apply("search_path");
    Tell("application_name");
    return;
  }
  const std::string name = Settings::CanonicalName(command.name);
  const bool reported = start_.settings.Reset(command.name);
  Apply(name);
  if (reported) Tell(name);
}

void Session::RunShow(const Command& command, Portal& portal) {
  std::vector<std::vector<Value>> rows;
  if (command.name == "all") {
    for (const SettingRow& setting : Settings::Known()) {
      rows.push_back({Value{std::string(setting.name)}, Value{start_.settings.Get(setting.name)},
                      Value{std::string(setting.description)}});
    }
  } else {
    rows.push_back({Value{start_.settings.Get(command.name)}});
  }
  portal.columns = ShowColumns(command);
  portal.stream = std::make_unique<StaticRows>(portal.columns, std::move(rows));
}

void Session::RunDiscard(const Command& command) {
  const bool all = command.tag == "DISCARD ALL";
  if (all && status_ != 'I') {
    throw SqlError("25001", "DISCARD ALL cannot run inside a transaction block");
  }
  if (all) {
    statements_.clear();
    DropPortals(true);
    RunReset({});
  }
}

const std::vector<Column>& Session::ColumnsOf(PreparedStatement& statement) {
  if (!statement.columns) {
    BeginRunning();
    statement.columns = DescribeQuery(statement);
    EndRunning();
  }
  return *statement.columns;
}

// What a statement's rows look like, without making them.
std::vector<Column> Session::DescribeQuery(PreparedStatement& statement) {
  const Command& command = statement.command;
  if (statement.empty()) return {};
  if (command.kind == CommandKind::kShow) return ShowColumns(command);
  if (command.kind == CommandKind::kFetch && command.has_rows) return Cursor(command.name)->columns;
  if (!command.has_rows || status_ == 'E') return {};
  if (command.kind == CommandKind::kCatalog) {
    const std::vector<ParameterValue> nulls(statement.parameter_types.size());
    return RunCatalog(statement, nulls)->columns();
  }
  if (command.kind != CommandKind::kSql) return {};
  ParkPortals();
  const std::vector<ParameterValue> nulls(statement.parameter_types.size());
  const RewrittenSql sql = BindSql(statement, nulls);
  const bool query = command.tag.empty();
  try {
    // Nothing is read for LIMIT 0; what is no query is described by running it.
    const std::string described = query ? "SELECT * FROM (" + sql.sql + "\n) LIMIT 0" : sql.sql;
    return Engine().Execute(described)->columns();
  } catch (const Error&) {
    if (!query) throw;
  }
  try {
    return Engine().Execute(sql.sql)->columns();
  } catch (const Error& error) {
    throw PlacedError(error, sql, statement.source);
  }
}

TableColumns Session::table_columns() {
  return [this](const sql::QualifiedName& table) { return LookUpTable(table); };
}

std::vector<Column> Session::LookUpTable(const sql::QualifiedName& table) {
  if (status_ == 'E') return {};
  ParkPortals();
  try {
    if (status_ == 'I' && !implicit_) {
      return Engine().Execute("SELECT * FROM " + sql::Print(table) + " LIMIT 0")->columns();
    }
    // Inside a transaction an error would be its end: asks in a way that is never one.
    std::string schema = rewrite_context().schema;
    if (table.parts.size() > 1) schema = table.parts[table.parts.size() - 2].Canonical();
    const auto stream = Engine().Execute(
        "SELECT column_name, data_type FROM iceberg.information_schema.columns WHERE table_schema "
        "= " +
        sql::QuoteString(schema) + " AND table_name = " +
        sql::QuoteString(table.last().Canonical()) + " ORDER BY ordinal_position");
    std::vector<Column> columns;
    for (const auto& row : engine::Collect(*stream).rows) {
      columns.push_back(
          {std::get<std::string>(row[0].data), Type::Parse(std::get<std::string>(row[1].data))});
    }
    return columns;
  } catch (const Error&) {
    return {};  // the statement itself tells what is wrong with its tables
  }
}

}  // namespace tarn::api::postgres
