// The rows of a query as a Parquet file.
#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "base/random.h"
#include "base/standard_error.h"
#include "engine/embedded/session.h"
#include "engine/embedded/typing/typer.h"
#include "sql/parser.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

namespace fs = std::filesystem;
using base::ErrorKind;

namespace {

// The query with every column in a type that Parquet keeps exactly: DuckDB would write its 128-bit
// integers as doubles, and timestamps with a zone of their own as intervals.
// char(n) is padded.
std::string Storable(const std::string& query, const std::vector<Connection::QueryColumn>& columns,
                     const std::vector<std::optional<Type>>& typed) {
  std::string list;
  std::string names;
  std::set<std::string> seen;
  for (size_t i = 0; i < columns.size(); ++i) {
    const Connection::QueryColumn& column = columns[i];
    if (!seen.insert(column.name).second) {
      throw base::Error(ErrorKind::kInvalidArgument,
                        "two columns have the same name: '" + column.name + "'",
                        "give one another name with AS");
    }
    const bool wide = column.type.kind == TypeKind::kDecimal && column.type.precision == 38 &&
                      column.type.scale == 0;
    const bool zoned = column.type.kind == TypeKind::kTimestampWithTimeZone;
    const bool fixed =
        typed.size() == columns.size() && typed[i] && typed[i]->kind == TypeKind::kChar;
    const std::string value =
        wide    ? fmt::format("CAST(c{} AS DECIMAL(38,0))", i)
        : zoned ? fmt::format("tarn_instant(c{})", i)
        : fixed ? fmt::format("rpad(c{}, {}, ' ')", i, std::max(typed[i]->precision, 0))
                : fmt::format("c{}", i);
    list += (i == 0 ? "" : ", ") + value + " AS " + sql::QuoteIdentifier(column.name);
    names += fmt::format("{}c{}", i == 0 ? "" : ", ", i);
  }
  return fmt::format("SELECT {} FROM ({}) AS q({})", list, query, names);
}

}  // namespace

ExportResult EmbeddedSession::Export(const ExportRequest& request) {
  const sql::Statement statement = sql::ParseStatement(request.query);
  source_ = request.query;
  if (!statement.Is<sql::QueryStatement>()) {
    throw ErrorAt(ErrorKind::kInvalidArgument, statement.location,
                  "only the rows of a query can be written to a file", source_);
  }
  if (in_transaction_ && transaction_failed_) {
    throw base::Error(ErrorKind::kFailedPrecondition,
                      base::StandardError::kTransactionAlreadyAborted, "the transaction is aborted",
                      "ROLLBACK, then begin again");
  }
  std::error_code error;
  if (fs::is_directory(request.file, error)) {
    base::Throw(ErrorKind::kInvalidArgument, "a folder cannot be written as a file: {}",
                request.file);
  }
  const std::string unfinished = request.file + ".tmp-" + base::NewUuid();
  ExportResult result;
  try {
    StatementTypes typed;
    const std::string query = Translate(statement, &typed);
    const std::string storable = Storable(query, Ready().Describe(query), typed.columns());
    result.rows = Ready().Write(
        fmt::format("COPY ({}) TO {} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)",
                    storable, sql::QuoteString(unfinished)));
    result.bytes = fs::file_size(unfinished);
    fs::rename(unfinished, request.file);
  } catch (const fs::filesystem_error& failure) {
    fs::remove(unfinished, error);
    base::Throw(ErrorKind::kUnavailable, "cannot write {}: {}", request.file,
                failure.code().message());
  } catch (const base::Error& failure) {
    fs::remove(unfinished, error);
    throw Place(failure);
  }
  return result;
}

}  // namespace tarn::engine::embedded
