#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sql/tree/tree.h"

namespace tarn::engine::embedded {

class FileAccess;
class StatementTypes;
struct Routine;

// Translates one Trino statement that the engine runs (query, CREATE TABLE AS, INSERT) to DuckDB's
// SQL; what DELETE, UPDATE and MERGE become is in change_sql.h. Statements about the catalog or the
// session (SHOW, USE, SET, CREATE SCHEMA, ALTER TABLE …) are handled before, from the tree; table
// properties and column comments are not in the text, the caller takes them from the tree.
//
// Throws kUnsupported for what DuckDB cannot do and kNotFound for a function that Trino does not
// have, both with "line L:C" of the construct. Pure and thread safe. The session must run with
// integer_division = true.
// `files` says which plain files read_parquet and its like may read; null: none.
// `types` are those of this very tree; null: not known, so that values of char(n) are not padded
// where they become other texts.
// `routines` are the SQL routines that it calls (routines/routine.h); null: none.
std::string ToDuckDbSql(const sql::Statement& statement, const FileAccess* files = nullptr,
                        const StatementTypes* types = nullptr,
                        const std::vector<std::unique_ptr<const Routine>>* routines = nullptr);

// The same for parts of statements, for callers that build their own.
std::string ToDuckDbSql(const sql::Query& query, const FileAccess* files = nullptr,
                        const StatementTypes* types = nullptr);
std::string ToDuckDbSql(const sql::Expression& expression, const FileAccess* files = nullptr,
                        const StatementTypes* types = nullptr);
std::string ToDuckDbSql(const sql::Relation& relation, const FileAccess* files = nullptr,
                        const StatementTypes* types = nullptr);
// A value that goes into a table, where char(n) is kept padded.
std::string StoredSql(const sql::Expression& expression, const FileAccess* files,
                      const StatementTypes* types);

// The DuckDB type that holds a Trino type, e.g. "TIMESTAMP" for timestamp(6); kUnsupported when
// none does.
std::string ToDuckDbType(const sql::DataType& type);

}  // namespace tarn::engine::embedded
