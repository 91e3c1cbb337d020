#include <algorithm>

#include "metadb/driver.h"
#include "metadb/soci_headers.h"
#include "metadb/sql_text.h"
#include "metadb/write_stop.h"

namespace tarn::metadb {
namespace {

using base::Error;
using base::ErrorKind;

PGconn* NativeHandle(soci::session& session) {
  return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
}

void IgnoreNotice(void*, const char*) {}

std::string OneLine(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// PostgreSQL 15 manual, appendix A: error codes.
ErrorKind KindOf(const std::string& sqlstate) {
  if (sqlstate == "23505") return ErrorKind::kAlreadyExists;
  if (sqlstate == "55P03") return ErrorKind::kUnavailable;  // lock_not_available
  if (sqlstate == "57014") return ErrorKind::kCancelled;    // query_canceled
  if (sqlstate == "42501" || sqlstate == "25006") return ErrorKind::kPermissionDenied;
  std::string group = sqlstate.substr(0, 2);
  if (group == "40") return ErrorKind::kConflict;  // serialization failure, deadlock
  if (group == "22" || group == "23") return ErrorKind::kInvalidArgument;
  if (group == "53" || group == "54") return ErrorKind::kResourceExhausted;
  if (group == "08" || group == "57") return ErrorKind::kUnavailable;
  if (group == "58") return ErrorKind::kUnavailable;
  if (group == "XX") return ErrorKind::kDataCorruption;
  return ErrorKind::kInternal;
}

// The URI as one whose every part is an option ("postgresql:///?host=…"): SOCI reads its text as
// key=value pairs and spoils others.
std::string AsOptions(const std::string& uri) {
  char* problem = nullptr;
  PQconninfoOption* options = PQconninfoParse(uri.c_str(), &problem);
  if (problem != nullptr) PQfreemem(problem);  // quotes the URI with its password: not shown
  if (options == nullptr) {
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("not a PostgreSQL URI: '{}'", RedactUri(uri)),
                "write postgresql://user:password@host:port/database");
  }
  std::string result = "postgresql:///";
  char separator = '?';
  for (PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    result += fmt::format("{}{}=", separator, option->keyword);
    for (unsigned char c : std::string_view(option->val)) result += fmt::format("%{:02X}", c);
    separator = '&';
  }
  PQconninfoFree(options);
  return result;
}

class PostgresDriver : public Driver {
 public:
  PostgresDriver(const std::string& uri, const DatabaseOptions& options)
      : uri_(AsOptions(uri)), description_(RedactUri(uri)), options_(options) {}

  Dialect dialect() const override { return Dialect::kPostgresql; }
  const std::string& description() const override { return description_; }
  bool Alive(soci::session& session) override {
    return PQstatus(NativeHandle(session)) == CONNECTION_OK;
  }

  std::unique_ptr<soci::session> Connect() override {
    std::unique_ptr<soci::session> session;
    try {
      session = std::make_unique<soci::session>(soci::postgresql, uri_);
    } catch (const soci::soci_error& failure) {
      throw ConnectError(failure.what());
    }
    PQsetNoticeProcessor(NativeHandle(*session), IgnoreNotice, nullptr);
    try {
      *session << fmt::format("SET lock_timeout = {}", options_.busy_timeout.count());
      *session << "SET client_encoding = 'UTF8'";
      return session;
    } catch (const soci::soci_error& failure) {
      throw Translate(failure, *session, "open");
    }
  }

  Error Translate(const std::exception& failure, soci::session& session,
                  std::string_view sql) override {
    if (auto stopped = AsWriteStop(failure.what())) return *std::move(stopped);
    std::string state;
    if (auto* error = dynamic_cast<const soci::postgresql_soci_error*>(&failure)) {
      state = error->sqlstate();
    }
    bool known = state.size() == 5 && state[0] != ' ' && state[0] != '\0';
    // Without a state of the server the failure is libpq's own: the connection is gone, even where
    // PQstatus has not noticed yet.
    ErrorKind kind = known ? KindOf(state) : ErrorKind::kUnavailable;
    if (!Alive(session)) kind = ErrorKind::kUnavailable;
    std::string message = fmt::format("metadata database: {}", OneLine(failure.what()));
    if (kind == ErrorKind::kInternal || kind == ErrorKind::kInvalidArgument) {
      message += fmt::format(" in: {}", sql);
    }
    return Error(kind, fmt::format("{}: '{}'", message, description_),
                 kind == ErrorKind::kUnavailable ? "check that the database server runs" : "");
  }

  const char* BeginStatement(Isolation isolation) const override {
    switch (isolation) {
      case Isolation::kReadOnly: return "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
      case Isolation::kReadCommitted: return "BEGIN ISOLATION LEVEL READ COMMITTED";
      case Isolation::kSerializable: return "BEGIN ISOLATION LEVEL SERIALIZABLE";
    }
    return "BEGIN";
  }

  bool CommitOutcomeUnknown(const Error& error, soci::session& session) override {
    return !Alive(session) || error.kind() == ErrorKind::kUnavailable;
  }

 private:
  Error ConnectError(const std::string& what) const {
    auto says = [&](const char* text) { return what.find(text) != std::string::npos; };
    ErrorKind kind = ErrorKind::kUnavailable;
    const char* hint = "check that the database server runs and that the address is right";
    if (says("authentication failed") || says("no password supplied") || says("no pg_hba.conf")) {
      kind = ErrorKind::kUnauthenticated;
      hint = "check user and password, and the server's pg_hba.conf";
    } else if (says("role \"") && says("does not exist")) {
      kind = ErrorKind::kUnauthenticated;
      hint = "make the user on the server first";
    } else if (says("database \"") && says("does not exist")) {
      kind = ErrorKind::kNotFound;
      hint = "make the database first (createdb)";
    }
    return Error(kind,
                 fmt::format("cannot connect to the metadata database: {}: '{}'", OneLine(what),
                             description_),
                 hint);
  }

  std::string uri_;
  std::string description_;
  DatabaseOptions options_;
};

}  // namespace

std::unique_ptr<Driver> MakePostgresDriver(const std::string& uri, const DatabaseOptions& options) {
  return std::make_unique<PostgresDriver>(uri, options);
}

}  // namespace tarn::metadb
