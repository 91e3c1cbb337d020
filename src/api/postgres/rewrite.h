#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/postgres/lexer.h"

// PostgreSQL's ways of saying what Trino's SQL says otherwise: casts with ::, E'…' and $$…$$, $1,
// LIMIT before OFFSET, ILIKE, ~, = ANY (array), names of types, intervals, now and then a function.
// By tokens, so that everything else, and every name of an error's place, stays as it was written.
namespace tarn::api::postgres {

struct RewriteContext {
  std::string database;  // what the client calls the lake; "iceberg" in Trino's names
  std::string schema;    // of current_schema()
  int32_t process_id = 0;
};

// Where a parameter goes into the text.
struct ParameterSlot {
  size_t offset = 0;  // of its '?'
  int number = 0;     // from 1
  bool bare = false;  // LIMIT and OFFSET take digits alone
};

struct RewrittenSql {
  std::string sql;  // Trino's, with '?' for parameters
  std::vector<ParameterSlot> slots;
  std::map<int, uint32_t> parameter_types;  // what the text says of them: $1::date
  int parameters = 0;                       // the highest number
  // Where in the source a piece of `sql` comes from, ascending by `to`.
  struct Piece {
    size_t to = 0;
    size_t from = 0;
  };
  std::vector<Piece> pieces;

  // The byte of the source for one of `sql`.
  size_t SourceOffset(size_t offset) const;
};

// Other text for [begin, end) of a statement's `sql`.
struct Substitution {
  size_t begin = 0;
  size_t end = 0;
  std::string text;
};
// Without slots; `substitutions` may come in any order and do not overlap.
RewrittenSql Substitute(const RewrittenSql& statement, std::vector<Substitution> substitutions);

// The byte of a text at a line and column that count from 1, columns in characters.
size_t OffsetOf(std::string_view text, size_t line, size_t column);

// `tokens` of `source`, of which [begin, end) is the statement.
RewrittenSql RewriteForTrino(std::string_view source, const std::vector<Token>& tokens,
                             const StatementTokens& statement, const RewriteContext& context);

}  // namespace tarn::api::postgres
