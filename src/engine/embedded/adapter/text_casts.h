#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/time_zones.h"

namespace tarn::engine::embedded {

// CAST and TRY_CAST of text: it is read strictly, as Trino does. Without `safe` an error tells the
// text in Trino's words, with it the result is NULL.

// Nothing for a type that DuckDB's own cast is right for, or that there is another one for.
duckdb::scalar_function_t TextCast(const duckdb::LogicalType& target, bool safe);
// To timestamps that keep their zone; those without one are in that of the session.
duckdb::scalar_function_t TextToZoned(bool safe, ZoneKey session);

}  // namespace tarn::engine::embedded
