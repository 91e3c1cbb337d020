#include "api/postgres/connection.h"

#include <utility>

#include "api/postgres/backend.h"
#include "api/postgres/session.h"
#include "api/postgres/sql_error.h"
#include "base/error.h"

namespace tarn::api::postgres {
namespace {

using base::Error;
using base::ErrorKind;
using net::Step;

// "iceberg", "iceberg@dev", or a reference's own name.
std::string RefOfDatabase(const std::string& database, const std::string& user,
                          const ServiceOptions& options) {
  if (database.empty() || database == "iceberg" || database == "postgres" ||
      database == options.lake_name) {
    return options.default_ref;
  }
  constexpr std::string_view kPrefix = "iceberg@";
  const bool prefixed = database.starts_with(kPrefix);
  std::string ref = prefixed ? database.substr(kPrefix.size()) : database;
  if (!options.head_of) return ref;
  try {
    options.head_of(ref);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kNotFound && error.kind() != ErrorKind::kInvalidArgument) throw;
    // What clients say that were not told a database: the user's name.
    if (!prefixed && database == user) return options.default_ref;
    throw SqlError("3D000", "database \"" + database.substr(0, 200) + "\" does not exist",
                   "the lake is the database iceberg, its branches are iceberg@BRANCH");
  }
  return ref;
}

// "-c name=value -c other=value"; a backslash keeps the character behind it.
std::vector<std::pair<std::string, std::string>> OptionsOf(const std::string& options) {
  std::vector<std::string> words;
  std::string word;
  for (size_t i = 0; i < options.size(); ++i) {
    if (options[i] == '\\' && i + 1 < options.size()) {
      word += options[++i];
    } else if (options[i] == ' ') {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
    } else {
      word += options[i];
    }
  }
  if (!word.empty()) words.push_back(word);
  std::vector<std::pair<std::string, std::string>> settings;
  for (size_t i = 0; i < words.size(); ++i) {
    std::string setting;
    if (words[i] == "-c" && i + 1 < words.size()) {
      setting = words[++i];
    } else if (words[i].starts_with("-c") || words[i].starts_with("--")) {
      setting = words[i].substr(2);
    } else {
      throw SqlError("42601", "the start-up options take -c name=value: " + words[i]);
    }
    const size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      throw SqlError("42601", "the start-up options take -c name=value: " + setting);
    }
    settings.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return settings;
}

}  // namespace

Connection::Connection(Service& service, const net::Peer& peer) : service_(service), peer_(peer) {}

Connection::~Connection() {
  if (process_id_ != 0) service_.Forget(process_id_);
  if (!session_) return;
  const auth::IdentityScope scope(session_->identity());
  session_.reset();
}

Step Connection::Read(size_t wanted) const {
  Step step;
  step.wanted = wanted;
  step.watch = phase_ != Phase::kStartup;
  if (phase_ != Phase::kSession) {
    step.patience = service_.options().limits.startup;
  } else if (session_->status() != 'I') {
    step.patience = service_.options().limits.idle_in_transaction;
  }
  return step;
}

Step Connection::Refuse(const Error& error, std::string& out) {
  phase_ = Phase::kOver;
  AppendError(out, error, Severity::kFatal, 0);
  Step step;
  step.next = Step::Next::kClose;
  step.watch = true;
  return step;
}

Step Connection::Advance(std::string_view input, size_t& taken, std::string& out) {
  try {
    if (phase_ == Phase::kSession) {
      const auth::IdentityScope scope(session_->identity());
      return Talk(input, taken, out);
    }
    size_t wanted = 0;
    const bool first = phase_ == Phase::kStartup;
    const auto frame =
        NextFrame(input, first, first ? kMaxStartupBytes : kMaxPasswordMessageBytes, wanted);
    if (!frame) return Read(wanted);
    taken = frame->bytes;
    if (first) return Startup(*frame, out);
    const FrontendMessage message = DecodeMessage(*frame);
    const auto* password = std::get_if<Password>(&message);
    if (password == nullptr) {
      throw SqlError("08P01", "protocol violation: a password is expected");
    }
    LetIn(password->secret, out);
    return Read(1);
  } catch (const Error& error) {
    return Refuse(error, out);
  }
}

Step Connection::Startup(const Frame& frame, std::string& out) {
  const StartupPacket packet = DecodeStartup(frame.body);
  Step step = Read(1);
  if (std::holds_alternative<GssRequest>(packet)) {
    out += 'N';
    return step;
  }
  if (std::holds_alternative<SslRequest>(packet)) {
    if (std::exchange(asked_for_tls_, true)) {
      throw SqlError("08P01", "protocol violation: TLS is asked for twice");
    }
    secure_ = peer_.tls_available;
    out += secure_ ? 'S' : 'N';
    if (secure_) step.next = Step::Next::kSecure;
    return step;
  }
  if (const auto* cancel = std::get_if<CancelRequest>(&packet)) {
    service_.Cancel(cancel->process_id, cancel->secret);
    phase_ = Phase::kOver;
    step.next = Step::Next::kClose;
    return step;
  }
  Accept(std::get<StartupMessage>(packet), out);
  return Read(1);
}

void Connection::Accept(const StartupMessage& startup, std::string& out) {
  startup_ = startup;
  std::vector<std::string> unknown;
  for (const auto& [name, value] : startup.parameters) {
    if (!IsUtf8(name) || !IsUtf8(value)) throw SqlError("22021", "a start-up parameter is no UTF8");
    if (name.starts_with("_pq_.")) unknown.push_back(name);
  }
  if (startup.minor > 0 || !unknown.empty()) AppendNegotiateProtocolVersion(out, unknown);
  if (startup_.parameters["user"].empty()) {
    throw SqlError("28000", "no user name was given in the start-up packet");
  }
  if (const std::string& replication = startup_.parameters["replication"];
      !replication.empty() && replication != "false" && replication != "off" &&
      replication != "0") {
    throw SqlError("0A000", "replication is not supported");
  }
  if (!service_.options().authenticate) return LetIn("", out);
  if (!secure_ && !peer_.loopback && !service_.options().passwords_in_the_clear) {
    throw SqlError("28000", "passwords are taken over TLS only", "connect with sslmode=require");
  }
  AppendCleartextPasswordRequest(out);
  phase_ = Phase::kPassword;
}

void Connection::LetIn(const std::string& password, std::string& out) {
  const ServiceOptions& options = service_.options();
  SessionStart start;
  start.user = startup_.parameters["user"];
  if (options.authenticate) {
    try {
      start.identity = options.authenticate(start.user, password, peer_.address);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kUnauthenticated) throw;
      throw SqlError(
          "28P01", "password authentication failed for user \"" + start.user.substr(0, 200) + "\"",
          "the password may be the user's, or one of their API tokens");
    }
  }
  const auth::IdentityScope scope(start.identity);
  start.database = startup_.parameters["database"];
  if (start.database.empty()) start.database = "iceberg";
  start.ref = RefOfDatabase(start.database, start.user, options);
  start.peer = peer_.address;
  auto settings = OptionsOf(startup_.parameters["options"]);
  for (const auto& [name, value] : startup_.parameters) {
    const bool own = name == "user" || name == "database" || name == "options" ||
                     name == "replication" || name.starts_with("_pq_.");
    if (!own) settings.emplace_back(name, value);
  }
  start.settings.Set("ref", start.ref);
  for (const auto& [name, value] : settings) {
    if (Settings::CanonicalName(name) == "ref") {
      if (options.head_of) options.head_of(value);
      start.ref = value;
    }
    start.settings.Set(name, value);
  }
  start.settings.KeepAsDefaults();
  auto session = std::make_shared<Session>(service_, std::move(start));
  {
    std::lock_guard lock(mutex_);
    session_ = std::move(session);
  }
  Greet(out);
}

void Connection::Greet(std::string& out) {
  phase_ = Phase::kSession;
  const Service::Key key = service_.Register(session_);
  process_id_ = key.process_id;
  session_->set_process_id(process_id_);
  AppendAuthenticationOk(out);
  for (const SettingRow& setting : Settings::Known()) {
    if (!setting.reported) continue;
    const std::string& value = std::string_view(setting.name) == "session_authorization"
                                   ? startup_.parameters["user"]
                                   : session_->settings().Get(setting.name);
    AppendParameterStatus(out, setting.name, value);
  }
  AppendBackendKeyData(out, process_id_, key.secret);
  AppendReadyForQuery(out, session_->status());
}

Step Connection::Talk(std::string_view input, size_t& taken, std::string& out) {
  const Limits& limits = service_.options().limits;
  Step step;
  step.watch = true;
  while (true) {
    if (session_->busy()) session_->Continue(out);
    if (session_->busy() || out.size() >= limits.answer_bytes) {
      step.next = Step::Next::kWrite;
      return step;
    }
    size_t wanted = 0;
    const auto frame = NextFrame(input.substr(taken), false, limits.message_bytes, wanted);
    if (!frame) return Read(wanted);
    taken += frame->bytes;
    const FrontendMessage message = DecodeMessage(*frame);
    if (std::holds_alternative<Terminate>(message)) {
      phase_ = Phase::kOver;
      step.next = Step::Next::kClose;
      return step;
    }
    const bool sync_follows = taken < input.size() && input[taken] == 'S';
    session_->Handle(message, sync_follows, out);
  }
}

std::string Connection::LastWords(net::Ending ending) {
  std::string out;
  const auto say = [&](const char* sqlstate, const char* message) {
    AppendError(out, SqlError(sqlstate, message), Severity::kFatal, 0);
    return out;
  };
  switch (ending) {
    case net::Ending::kTimeout:
      if (phase_ != Phase::kSession) {
        return say("57014", "canceling authentication due to timeout");
      }
      return say("25P03", "terminating connection due to idle-in-transaction timeout");
    case net::Ending::kNoRoom: return say("53200", "the server has no room for the message");
    case net::Ending::kBusy: return say("53300", "the server is busy: too many statements wait");
    case net::Ending::kStopping:
      return say("57P01", "terminating connection due to administrator command");
  }
  return out;
}

void Connection::Abandon() {
  std::shared_ptr<Session> session;
  {
    std::lock_guard lock(mutex_);
    session = session_;
  }
  if (session) session->Cancel();
}

}  // namespace tarn::api::postgres
