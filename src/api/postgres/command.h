#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/postgres/lexer.h"

namespace tarn::api::postgres {

enum class CommandKind {
  kSql,      // Trino's SQL, in PostgreSQL's accent
  kCatalog,  // a query of pg_catalog and of what PostgreSQL alone has
  kBegin,
  kCommit,
  kRollback,
  kSavepoint,   // `name`
  kRelease,     // `name`
  kRollbackTo,  // `name`
  kSet,         // `name`, `values`; an empty list means the default
  kReset,       // `name`; empty: all
  kShow,        // `name`; "all" for all
  kDiscard,
  kDeallocate,     // `name`; empty: all
  kDeclareCursor,  // `name`, its query from the token `query` on
  kFetch,          // `name`, `cursor`
  kCloseCursor,    // `name`; empty: all
  kCopyOut,
  kCopyIn,
  kNothing,     // what is accepted and changes nothing: `tag` tells it
  kUnsupported  // `message`
};

// What FETCH and MOVE ask of a cursor.
struct CursorCommand {
  bool moves = false;                // MOVE: rows are passed over
  bool hold = false;                 // DECLARE … WITH HOLD
  std::optional<uint64_t> rows = 1;  // nothing: all that are left
  bool to_position = false;          // ABSOLUTE: `rows` counts from the first row
};

// What a statement is, told by its first words, and for queries by what they name.
struct Command {
  CommandKind kind = CommandKind::kSql;
  std::string name;
  std::vector<std::string> values;
  std::string tag;        // of CommandComplete; empty: told by the engine
  std::string message;    // kUnsupported
  bool has_rows = false;  // kSql, kCatalog: a query, or another statement with a result
  bool local = false;     // SET LOCAL
  size_t query = 0;       // kDeclareCursor
  CursorCommand cursor;
};

Command CommandOf(const std::vector<Token>& tokens, const StatementTokens& statement);

}  // namespace tarn::api::postgres
