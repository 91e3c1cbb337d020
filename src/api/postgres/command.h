#pragma once

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
  kSet,    // `name`, `values`; an empty list means the default
  kReset,  // `name`; empty: all
  kShow,   // `name`; "all" for all
  kDiscard,
  kDeallocate,  // `name`; empty: all
  kCloseCursors,
  kCopyOut,
  kCopyIn,
  kNothing,     // what is accepted and changes nothing: `tag` tells it
  kUnsupported  // `message`
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
};

Command CommandOf(const std::vector<Token>& tokens, const StatementTokens& statement);

}  // namespace tarn::api::postgres
