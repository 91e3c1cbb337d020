#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/postgres/command.h"
#include "api/postgres/inference.h"
#include "api/postgres/lexer.h"
#include "api/postgres/rewrite.h"
#include "api/postgres/sql_error.h"
#include "engine/engine.h"

namespace tarn::api::postgres {

// A value that a client sent for a parameter, as text.
struct ParameterValue {
  std::optional<std::string> text;  // nothing for null
};

// What is known of a statement before it runs. Does not change once it is made, but for `columns`.
struct PreparedStatement {
  std::string source;
  std::vector<Token> tokens;
  StatementTokens range;
  Command command;
  RewrittenSql sql;                       // of kSql
  std::vector<UntypedText> texts;         // within `sql`
  std::vector<uint32_t> parameter_types;  // OIDs, none of them 0
  std::vector<engine::Type> parameter_engine_types;
  std::optional<std::vector<engine::Column>> columns;  // once it was described
  std::shared_ptr<PreparedStatement> query;            // of kDeclareCursor, with the parameters

  bool empty() const { return range.begin == range.end; }
  // The statement's own text.
  std::string_view text() const;
};

// Makes one of the statement in `range`; `types` are the client's, 0 for those that it does not
// know. Errors of syntax with their position.
PreparedStatement Prepare(std::string source, std::vector<Token> tokens, StatementTokens range,
                          const std::vector<uint32_t>& types, const RewriteContext& context,
                          const TableColumns& columns);

// Its SQL with values for the parameters. 22P02 and the like for a value that is none of its type.
RewrittenSql BindSql(const PreparedStatement& statement,
                     const std::vector<ParameterValue>& parameters);

// An error of the engine's in `sql` with its position in the client's text.
SqlError PlacedError(const base::Error& error, const RewrittenSql& sql, std::string_view source);

}  // namespace tarn::api::postgres
