#include "api/postgres/command.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace tarn::api::postgres {
namespace {

// Functions that only the catalog database has, wherever they are called.
constexpr std::array kCatalogFunctions = {"current_schemas",
                                          "current_setting",
                                          "set_config",
                                          "format_type",
                                          "obj_description",
                                          "col_description",
                                          "shobj_description",
                                          "has_schema_privilege",
                                          "has_table_privilege",
                                          "has_column_privilege",
                                          "has_database_privilege",
                                          "has_any_column_privilege",
                                          "has_sequence_privilege",
                                          "to_regclass",
                                          "to_regtype",
                                          "quote_ident",
                                          "inet_server_addr",
                                          "inet_server_port",
                                          "inet_client_addr",
                                          "txid_current",
                                          "has_function_privilege"};
// And those that a query without FROM may call.
constexpr std::array kSessionFunctions = {
    "version",      "current_schema",  "current_database", "current_user",
    "session_user", "current_catalog", "current_role",     "user"};
constexpr std::array kCatalogTypes = {"regclass", "regtype",      "regproc", "regprocedure",
                                      "regrole",  "regnamespace", "oid",     "xid"};

template <typename Words>
bool OneOf(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
 public:
  Reader(const std::vector<Token>& tokens, const StatementTokens& statement)
      : tokens_(tokens), statement_(statement), at_(statement.begin) {}

  Command Read() {
    const std::string first = At(0).kind == TokenKind::kName ? At(0).text : At(0).text;
    if (first == "begin") return Simple(CommandKind::kBegin, "BEGIN");
    if (first == "start" && At(1).Is("transaction")) {
      return Simple(CommandKind::kBegin, "START TRANSACTION");
    }
    if (first == "commit" || first == "end") return Simple(CommandKind::kCommit, "COMMIT");
    if (first == "abort") return Simple(CommandKind::kRollback, "ROLLBACK");
    if (first == "rollback") return Rollback();
    if (first == "savepoint") return Savepoint(CommandKind::kSavepoint, "SAVEPOINT", 1);
    if (first == "release") return Savepoint(CommandKind::kRelease, "RELEASE", 1);
    if (first == "set") return Set();
    if (first == "reset") return Reset();
    if (first == "show") return Show();
    if (first == "discard") return Simple(CommandKind::kDiscard, "DISCARD " + Upper(At(1).text));
    if (first == "deallocate") return Deallocate();
    if (first == "close") return CloseCursor();
    if (first == "unlisten") return Simple(CommandKind::kNothing, "UNLISTEN");
    if (first == "copy") return Copy();
    if (first == "listen" || first == "notify") {
      return Unsupported("nothing notifies: LISTEN and NOTIFY are not supported");
    }
    if (first == "prepare" || first == "execute") {
      return Unsupported("statements are prepared by the protocol, not by SQL");
    }
    if (first == "declare") return Declare();
    if (first == "fetch" || first == "move") return Fetch(first == "move");
    if (first == "lock" || first == "vacuum" || first == "cluster" || first == "reindex") {
      return Unsupported(Upper(first) + " is not supported");
    }
    return Sql(first);
  }

 private:
  const Token& At(size_t ahead) const { return tokens_[std::min(at_ + ahead, statement_.end)]; }
  size_t Left() const { return statement_.end - std::min(at_, statement_.end); }
  static std::string Upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
  }
  static Command Simple(CommandKind kind, std::string tag) {
    Command command;
    command.kind = kind;
    command.tag = std::move(tag);
    return command;
  }
  static Command Unsupported(std::string message) {
    Command command;
    command.kind = CommandKind::kUnsupported;
    command.message = std::move(message);
    return command;
  }

  Command Rollback() {
    const size_t to = At(1).Is("work") || At(1).Is("transaction") ? 2 : 1;
    if (Left() > to && At(to).Is("to")) {
      return Savepoint(CommandKind::kRollbackTo, "ROLLBACK", to + 1);
    }
    return Simple(CommandKind::kRollback, "ROLLBACK");
  }

  // The name from `at` on, after the word SAVEPOINT where that may be left out.
  Command Savepoint(CommandKind kind, std::string tag, size_t at) {
    if (kind != CommandKind::kSavepoint && At(at).Is("savepoint")) ++at;
    if (Left() != at + 1 || !At(at).name()) return Sql(At(0).text);
    Command command = Simple(kind, std::move(tag));
    command.name = At(at).text;
    return command;
  }

  // a.b.c
  std::string DottedName() {
    std::string name = At(0).text;
    ++at_;
    while (At(0).Is(".") && Left() > 1) {
      name += "." + At(1).text;
      at_ += 2;
    }
    return name;
  }

  Command Set() {
    Command command = Simple(CommandKind::kSet, "SET");
    ++at_;
    if (At(0).Is("local")) {
      command.local = true;
      ++at_;
    } else if (At(0).Is("session") && At(1).Is("characteristics")) {
      return Simple(CommandKind::kNothing, "SET");
    } else if (At(0).Is("session") && At(1).Is("authorization")) {
      return At(2).Is("default") ? Simple(CommandKind::kNothing, "SET")
                                 : Unsupported("SET SESSION AUTHORIZATION is not supported");
    } else if (At(0).Is("session")) {
      ++at_;
    }
    if (At(0).Is("transaction") || At(0).Is("constraints")) {
      return Simple(CommandKind::kNothing, "SET");
    }
    if (At(0).Is("role")) {
      const bool none = At(1).Is("none") || At(1).Is("default");
      return none ? Simple(CommandKind::kNothing, "SET") : Sql("set");
    }
    if (At(0).Is("time") && At(1).Is("zone")) {
      command.name = "timezone";
      at_ += 2;
      if (At(0).Is("interval")) ++at_;
    } else if (At(0).Is("names")) {
      command.name = "client_encoding";
      ++at_;
    } else {
      // Trino's own: SET PATH, SET SESSION AUTHORIZATION, …
      if (!At(0).name()) return Sql("set");
      command.name = DottedName();
      if (!At(0).Is("to") && !At(0).Is("=")) return Sql("set");
      ++at_;
    }
    Values(command);
    return command;
  }
  void Values(Command& command) {
    std::string value;
    for (; Left() > 0; ++at_) {
      if (At(0).Is(",")) {
        command.values.push_back(std::exchange(value, {}));
      } else {
        value += At(0).text;
      }
    }
    if (!value.empty() || command.values.empty()) command.values.push_back(value);
    const bool is_default =
        command.values.size() == 1 && At(0).begin > 0 && tokens_[statement_.end - 1].Is("default");
    if (is_default) command.values.clear();
  }

  Command Reset() {
    Command command = Simple(CommandKind::kReset, "RESET");
    ++at_;
    // Trino's RESET SESSION and PostgreSQL's RESET SESSION AUTHORIZATION.
    if (At(0).Is("session") && At(1).Is("authorization")) {
      return Simple(CommandKind::kNothing, "RESET");
    }
    if (At(0).Is("session")) ++at_;
    if (At(0).Is("time") && At(1).Is("zone")) {
      command.name = "timezone";
      return command;
    }
    if (At(0).Is("role")) return Simple(CommandKind::kNothing, "RESET");
    command.name = DottedName();
    if (command.name == "all") command.name.clear();
    return command;
  }

  Command Show() {
    constexpr std::array kTrinos = {"tables",  "schemas", "catalogs",  "columns",
                                    "create",  "stats",   "functions", "branches",
                                    "current", "role",    "roles",     "grants"};
    const std::string& what = At(1).text;
    const bool trinos = OneOf(kTrinos, what) || (what == "session" && !At(2).Is("authorization"));
    if (trinos && At(1).kind == TokenKind::kName) return Sql("show");
    Command command = Simple(CommandKind::kShow, "SHOW");
    command.has_rows = true;
    ++at_;
    if (At(0).Is("time") && At(1).Is("zone")) {
      command.name = "timezone";
    } else if (At(0).Is("transaction") && At(1).Is("isolation")) {
      command.name = "transaction_isolation";
    } else if (At(0).Is("session")) {
      command.name = "session_authorization";
    } else {
      command.name = DottedName();
    }
    return command;
  }

  Command Deallocate() {
    Command command = Simple(CommandKind::kDeallocate, "DEALLOCATE");
    ++at_;
    if (At(0).Is("prepare")) ++at_;
    if (At(0).Is("all")) {
      command.tag = "DEALLOCATE ALL";
    } else {
      command.name = At(0).text;
    }
    return command;
  }

  Command CloseCursor() {
    Command command = Simple(CommandKind::kCloseCursor, "CLOSE CURSOR");
    if (At(1).Is("all")) {
      command.tag = "CLOSE CURSOR ALL";
    } else {
      command.name = At(1).text;
    }
    return command;
  }

  // DECLARE name … CURSOR [WITH HOLD] FOR query
  Command Declare() {
    Command command = Simple(CommandKind::kDeclareCursor, "DECLARE CURSOR");
    ++at_;
    command.name = At(0).text;
    for (++at_; Left() > 0; ++at_) {
      if (At(0).Is("scroll") && !tokens_[at_ - 1].Is("no")) {
        return Unsupported("a cursor goes forward only: declare it NO SCROLL");
      }
      if (At(0).Is("with") && At(1).Is("hold")) command.cursor.hold = true;
      if (!At(0).Is("for")) continue;
      command.query = at_ + 1;
      return command;
    }
    return Unsupported("DECLARE wants a query: DECLARE name CURSOR FOR SELECT …");
  }

  // FETCH [direction] [FROM | IN] name
  Command Fetch(bool moves) {
    Command command = Simple(CommandKind::kFetch, moves ? "MOVE" : "FETCH");
    command.has_rows = !moves;
    CursorCommand& cursor = command.cursor;
    cursor.moves = moves;
    ++at_;
    if (Left() > 1 && !At(0).Is("from") && !At(0).Is("in")) {
      const bool backward = At(0).Is("prior") || At(0).Is("backward") || At(0).Is("last") ||
                            At(0).Is("first") || At(0).Is("-") || At(1).Is("-");
      if (backward) return Unsupported("a cursor goes forward only");
      cursor.to_position = At(0).Is("absolute");
      const bool counted = At(0).Is("forward") || At(0).Is("relative") || cursor.to_position;
      if (counted || At(0).Is("next")) ++at_;
      if (At(0).Is("all")) {
        cursor.rows.reset();
        ++at_;
      } else if (At(0).kind == TokenKind::kNumber) {
        cursor.rows = Count(At(0).text);
        if (!cursor.rows) return Unsupported("no number of rows: " + At(0).text.substr(0, 40));
        ++at_;
      }
    }
    if (At(0).Is("from") || At(0).Is("in")) ++at_;
    command.name = Left() > 0 ? At(0).text : std::string();
    return command;
  }
  static std::optional<uint64_t> Count(const std::string& text) {
    uint64_t count = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), count);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
    return count;
  }

  Command Copy() {
    int depth = 0;
    for (size_t i = 1; i < Left(); ++i) {
      if (At(i).Is("(")) ++depth;
      if (At(i).Is(")")) --depth;
      if (depth > 0) continue;
      if (At(i).Is("to")) return Simple(CommandKind::kCopyOut, "COPY");
      if (At(i).Is("from")) return Simple(CommandKind::kCopyIn, "COPY");
    }
    return Sql("copy");
  }

  Command Sql(const std::string& first) {
    Command command;
    const bool query = first == "select" || first == "with" || first == "values" ||
                       first == "table" || first == "(";
    command.has_rows =
        query || first == "show" || first == "explain" || first == "describe" || first == "desc";
    if (query && IsCatalogQuery()) command.kind = CommandKind::kCatalog;
    if (first == "explain") command.tag = "EXPLAIN";
    if (first == "show" || first == "describe" || first == "desc") command.tag = "SHOW";
    return command;
  }

  bool IsCatalogQuery() const {
    bool from = false;
    bool session_function = false;
    for (size_t i = statement_.begin; i < statement_.end; ++i) {
      const Token& token = tokens_[i];
      if (token.kind != TokenKind::kName) continue;
      const Token& next = tokens_[i + 1];
      const bool qualified = i > statement_.begin && tokens_[i - 1].Is(".");
      if (token.text == "from") from = true;
      if (!qualified && (token.text == "pg_catalog" || token.text.starts_with("pg_"))) {
        // Of the statement's own text there is only the process in the engine's queries.
        if (token.text != "pg_backend_pid") return true;
        session_function = true;
      }
      if (!qualified && token.text == "information_schema" && next.Is(".")) return true;
      if (next.Is("(") && OneOf(kCatalogFunctions, token.text)) return true;
      if (i > statement_.begin && tokens_[i - 1].Is("::") && OneOf(kCatalogTypes, token.text)) {
        return true;
      }
      if (OneOf(kSessionFunctions, token.text)) session_function = true;
    }
    return session_function && !from;
  }

  const std::vector<Token>& tokens_;
  const StatementTokens statement_;
  size_t at_;
};

}  // namespace

Command CommandOf(const std::vector<Token>& tokens, const StatementTokens& statement) {
  return Reader(tokens, statement).Read();
}

}  // namespace tarn::api::postgres
