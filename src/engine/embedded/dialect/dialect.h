#pragma once

#include <functional>
#include <string>

#include "sql/parser.h"

namespace tarn::engine::embedded {

// Translates one Trino statement that the engine runs (query, CTAS, INSERT, DELETE, UPDATE, MERGE
// …) to DuckDB's SQL. Statements about the catalog or the session (SHOW, USE, SET, CREATE SCHEMA,
// ALTER TABLE …) are handled before, from the tree. Throws kUnsupported for what DuckDB cannot do,
// with "line L:C" of the construct. Pure and thread safe.
std::string ToDuckDbSql(const sql::Statement& statement);

}  // namespace tarn::engine::embedded
