#include "api/postgres/session.h"

#include <utility>

#include <fmt/format.h>

#include "api/postgres/backend.h"
#include "api/postgres/catalog/catalog_query.h"
#include "api/postgres/literal.h"
#include "api/postgres/sql_error.h"
#include "api/postgres/types.h"
#include "api/postgres/wire.h"
#include "base/error.h"

namespace tarn::api::postgres {

using base::Error;
using base::ErrorKind;

namespace {

constexpr std::string_view kQueryCanceled = "57014";

}  // namespace

Session::Session(Service& service, SessionStart start)
    : service_(service), start_(std::move(start)) {
  ApplySearchPath();
}

Session::~Session() {
  alarm_.reset();
  // Streams go before what they run on.
  active_.reset();
  portals_.clear();
}

void Session::Handle(const FrontendMessage& message, bool sync_follows, std::string& out) {
  if (skip_to_sync_ && !std::holds_alternative<Sync>(message)) return;
  try {
    std::visit([&](const auto& known) { On(known, sync_follows, out); }, message);
  } catch (const Error& error) {
    Fail(error, out);
  } catch (const std::exception& error) {
    Fail(Error(ErrorKind::kInternal, error.what()), out);
  }
}

void Session::Continue(std::string& out) {
  try {
    ContinueOnce(out);
  } catch (const Error& error) {
    Fail(error, out);
  } catch (const std::exception& error) {
    Fail(Error(ErrorKind::kInternal, error.what()), out);
  }
}

void Session::Fail(const Error& given, std::string& out) {
  EndRunning();
  std::optional<SqlError> cancelled;
  const bool by_client = cancelled_.exchange(false);
  const bool by_time = timed_out_.exchange(false);
  if (SqlStateOf(given) == kQueryCanceled && (by_client || by_time)) {
    cancelled.emplace(kQueryCanceled, by_client ? "canceling statement due to user request"
                                                : "canceling statement due to statement timeout");
  }
  const Error& error = cancelled ? *cancelled : given;
  if (active_ && active_->ticket) active_->ticket->Finished(active_->rows, &error);
  active_.reset();
  copy_in_.reset();
  AfterError();
  size_t position = 0;
  if (const auto* placed = dynamic_cast<const SqlError*>(&error)) position = placed->position();
  out += std::exchange(notices_, {});
  AppendError(out, error, Severity::kError, position);
  if (simple_) {
    simple_ = false;
    query_statements_.clear();
    AppendReadyForQuery(out, status_);
  } else {
    skip_to_sync_ = true;
  }
}

void Session::BeginRunning() {
  alarm_.reset();
  timed_out_ = false;
  running_ = true;
  const auto limit = start_.settings.statement_timeout();
  if (limit.count() > 0) alarm_ = service_.clock().Set(limit, [this] { Stop(timed_out_); });
}

void Session::EndRunning() {
  alarm_.reset();
  running_ = false;
}

void Session::Cancel() { Stop(cancelled_); }

void Session::Stop(std::atomic<bool>& why) {
  std::shared_ptr<engine::Session> engine;
  {
    std::lock_guard lock(mutex_);
    if (!running_) return;
    why = true;
    engine = engine_;
    catalog_cancel_.Cancel();
  }
  if (engine) engine->Cancel();
}

// --- the simple protocol

void Session::On(const Query& query, bool, std::string&) {
  simple_ = true;
  portals_.erase("");
  if (query.sql.size() > service_.options().limits.statement_bytes) {
    throw SqlError("54000",
                   fmt::format("the statement has {} bytes: more than {}", query.sql.size(),
                               service_.options().limits.statement_bytes));
  }
  if (!IsUtf8(query.sql)) throw SqlError("22021", "the statement is no UTF8");
  query_ = query.sql;
  query_tokens_ = Tokenize(query_);
  const auto statements = SplitStatements(query_tokens_);
  query_statements_.assign(statements.begin(), statements.end());
  query_is_several_ = statements.size() > 1;
}

void Session::StartNextOfQuery(std::string& out) {
  const StatementTokens range = query_statements_.front();
  query_statements_.pop_front();
  auto portal = std::make_shared<Portal>();
  active_ = portal;
  active_most_ = 0;
  BeginRunning();
  auto prepared = std::make_shared<PreparedStatement>(
      Prepare(query_, query_tokens_, range, {}, rewrite_context(), table_columns()));
  if (!prepared->parameter_types.empty()) {
    throw SqlError("42P02", "there is no parameter $1", "send the statement with its parameters");
  }
  portal->statement = std::move(prepared);
  Start(*portal, !query_is_several_);
  out += std::exchange(notices_, {});
  DescribeColumns(*portal, out);
}

void Session::EndQuery(std::string& out) {
  EndImplicit();
  simple_ = false;
  EndRunning();
  query_.clear();
  query_tokens_.clear();
  AppendReadyForQuery(out, status_);
}

// What the client is told before the rows.
void Session::DescribeColumns(Portal& portal, std::string& out) {
  if (copy_in_) {
    if (!std::exchange(copy_in_->announced, true)) {
      AppendCopyInResponse(out, copy_in_->columns.size());
    }
    return;
  }
  if (portal.copy) {
    AppendCopyOutResponse(out, portal.columns.size());
    if (portal.copy->header) {
      std::vector<std::string> names;
      for (const engine::Column& column : portal.columns) names.push_back(column.name);
      MessageWriter(out, 'd').Bytes(CopyHeader(*portal.copy, names));
    }
  } else if (!portal.columns.empty() && !portal.described) {
    AppendRowDescription(out, portal.columns, portal.formats);
  }
  portal.described = true;
}

void Session::ContinueOnce(std::string& out) {
  const size_t enough = service_.options().limits.answer_bytes;
  while (busy() && out.size() < enough) {
    if (active_) {
      if (cancelled_ || timed_out_) throw Error(ErrorKind::kCancelled, "cancelled");
      const auto progress = active_->Send(active_most_, enough, out);
      if (progress == Portal::Progress::kFull) return;
      if (progress == Portal::Progress::kSuspended) {
        AppendEmptyMessage(out, 's');
        EndRunning();
        active_.reset();
      } else {
        CompleteActive(out);
      }
    } else if (!query_statements_.empty()) {
      StartNextOfQuery(out);
    } else {
      if (query_tokens_.size() <= 1 || SplitStatements(query_tokens_).empty()) {
        AppendEmptyMessage(out, 'I');
      }
      EndQuery(out);
    }
  }
}

void Session::CompleteActive(std::string& out) {
  const std::shared_ptr<Portal> portal = std::exchange(active_, nullptr);
  EndRunning();
  if (portal->ticket) {
    portal->ticket->Finished(portal->rows, nullptr);
    portal->ticket.reset();
  }
  if (portal->cursor && portal->cursor->over() && portal->cursor->ticket) {
    portal->cursor->ticket->Finished(portal->cursor->position, nullptr);
    portal->cursor->ticket.reset();
  }
  out += std::exchange(notices_, {});
  if (portal->copy) AppendEmptyMessage(out, 'c');
  std::string tag = portal->tag;
  if (portal->statement->command.has_rows || portal->copy) {
    if (tag.empty()) tag = "SELECT";
    if (tag == "SELECT" || tag == "COPY" || tag == "FETCH") tag += fmt::format(" {}", portal->rows);
  }
  AppendCommandComplete(out, tag);
}

// --- the extended protocol

void Session::On(const Parse& parse, bool, std::string& out) {
  const Limits& limits = service_.options().limits;
  if (parse.sql.size() > limits.statement_bytes) {
    throw SqlError("54000", fmt::format("the statement has {} bytes: more than {}",
                                        parse.sql.size(), limits.statement_bytes));
  }
  if (!IsUtf8(parse.sql)) throw SqlError("22021", "the statement is no UTF8");
  if (!parse.name.empty()) {
    if (statements_.count(parse.name) > 0) {
      throw SqlError("42P05", "prepared statement \"" + parse.name + "\" already exists");
    }
    if (statements_.size() >= limits.statements) {
      throw SqlError("53000",
                     fmt::format("a connection may prepare {} statements", limits.statements),
                     "close some, or DEALLOCATE ALL");
    }
  }
  std::vector<Token> tokens = Tokenize(parse.sql);
  const auto statements = SplitStatements(tokens);
  if (statements.size() > 1) {
    throw SqlError("42601", "cannot insert multiple commands into a prepared statement");
  }
  statements_[parse.name] = std::make_shared<PreparedStatement>(
      Prepare(parse.sql, std::move(tokens), statements.empty() ? StatementTokens{} : statements[0],
              parse.parameter_types, rewrite_context(), table_columns()));
  AppendEmptyMessage(out, '1');
}

void Session::On(const Bind& bind, bool, std::string& out) {
  const auto found = statements_.find(bind.statement);
  if (found == statements_.end()) {
    throw SqlError("26000", "prepared statement \"" + bind.statement + "\" does not exist");
  }
  if (!bind.portal.empty() && portals_.count(bind.portal) > 0) {
    throw SqlError("42P03", "portal \"" + bind.portal + "\" already exists");
  }
  if (portals_.size() >= service_.options().limits.portals) {
    throw SqlError("53000", fmt::format("a connection may have {} open portals",
                                        service_.options().limits.portals));
  }
  const Prepared& statement = found->second;
  if (bind.parameters.size() != statement->parameter_types.size()) {
    throw SqlError("08P01", fmt::format("bind message supplies {} parameters, but prepared "
                                        "statement \"{}\" requires {}",
                                        bind.parameters.size(), bind.statement,
                                        statement->parameter_types.size()));
  }
  auto portal = std::make_shared<Portal>();
  portal->statement = statement;
  portal->formats = bind.result_formats;
  for (size_t i = 0; i < bind.parameters.size(); ++i) {
    ParameterValue value;
    if (bind.parameters[i]) {
      const bool binary = FormatOf(bind.parameter_formats, i) == 1;
      value.text = binary ? TextOfBinary(statement->parameter_types[i], *bind.parameters[i])
                          : *bind.parameters[i];
      if (!binary && !IsUtf8(*value.text)) {
        throw SqlError("22021", "invalid byte sequence for encoding \"UTF8\" in a parameter");
      }
    }
    portal->parameters.push_back(std::move(value));
  }
  portals_[bind.portal] = std::move(portal);
  AppendEmptyMessage(out, '2');
}

void Session::On(const Describe& describe, bool, std::string& out) {
  if (describe.what == 'S') {
    const auto found = statements_.find(describe.name);
    if (found == statements_.end()) {
      throw SqlError("26000", "prepared statement \"" + describe.name + "\" does not exist");
    }
    AppendParameterDescription(out, found->second->parameter_types);
    const auto& columns = ColumnsOf(*found->second);
    if (columns.empty()) {
      AppendEmptyMessage(out, 'n');
    } else {
      AppendRowDescription(out, columns, {});
    }
    return;
  }
  const auto found = portals_.find(describe.name);
  if (found == portals_.end()) {
    throw SqlError("34000", "portal \"" + describe.name + "\" does not exist");
  }
  Portal& portal = *found->second;
  portal.described = true;
  const auto& columns = portal.started ? portal.columns : ColumnsOf(*portal.statement);
  if (columns.empty()) {
    AppendEmptyMessage(out, 'n');
  } else {
    AppendRowDescription(out, columns, portal.formats);
  }
}

void Session::On(const Execute& execute, bool sync_follows, std::string& out) {
  const auto found = portals_.find(execute.portal);
  if (found == portals_.end()) {
    throw SqlError("34000", "portal \"" + execute.portal + "\" does not exist");
  }
  const std::shared_ptr<Portal> portal = found->second;
  if (portal->statement->empty()) {
    AppendEmptyMessage(out, 'I');
    return;
  }
  active_ = portal;
  active_most_ = execute.max_rows > 0 ? static_cast<uint64_t>(execute.max_rows) : 0;
  BeginRunning();
  portal->rows = 0;
  if (portal->started) return;  // goes on where it was suspended, or tells that it is over
  Start(*portal, sync_follows && active_most_ == 0);
  out += std::exchange(notices_, {});
  if (portal->copy || copy_in_) DescribeColumns(*portal, out);
}

void Session::On(const Close& close, bool, std::string& out) {
  if (close.what == 'S') {
    statements_.erase(close.name);
  } else {
    portals_.erase(close.name);
  }
  AppendEmptyMessage(out, '3');
}

void Session::On(const Sync&, bool, std::string& out) {
  if (copy_in_) return;  // sent ahead with the statement: ignored in between (section 55.2.6)
  skip_to_sync_ = false;
  try {
    EndImplicit();
  } catch (const Error& error) {
    AfterError();
    AppendError(out, error, Severity::kError, 0);
  }
  if (status_ == 'I') DropPortals();
  AppendReadyForQuery(out, status_);
}

template <typename Other>
void Session::On(const Other&, bool, std::string&) {
  if constexpr (std::is_same_v<Other, FunctionCall>) {
    throw SqlError("0A000", "function calls by the protocol are not supported",
                   "call it in a statement");
  } else if constexpr (std::is_same_v<Other, Password>) {
    throw SqlError("08P01", "protocol violation: a password that nobody asked for");
  }
  // Flush: everything is sent at once.
}

}  // namespace tarn::api::postgres
