#pragma once

#include <string_view>
#include <vector>

#include "engine/embedded/typing/typer.h"
#include "engine/engine.h"
#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

// INSERT, UPDATE and MERGE give values of a type that has one in common with the column's, and
// Trino casts what is not coerced by itself: a double to an integer, a decimal to a narrower one.
// Puts those casts of numbers into the tree, so that they round and fail as CAST does; DuckDB's own
// would round halves to even and call every overflow the same. A timestamp gets or loses its zone
// in the same way, by the session's, which may be UTC. `types` are those of the tree, and no longer
// of use when true is given: it was changed.
//
// Throws kInvalidArgument, as Trino's TYPE_MISMATCH, for an INSERT whose columns are fewer, more or
// of other types; those of UPDATE and MERGE are found where their values are translated.
bool CoerceWritten(sql::Statement& statement, const StatementTypes& types,
                   const std::vector<Column>& target, bool zone_is_utc, std::string_view source);

}  // namespace tarn::engine::embedded
