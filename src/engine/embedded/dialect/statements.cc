#include <string>

#include <fmt/format.h>

#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {

std::string Emitter::InsertText(const sql::Insert& insert) {
  std::string columns =
      insert.columns.empty() ? "" : fmt::format(" ({})", NameList(insert.columns));
  return fmt::format("INSERT INTO {}{} {}", NameText(insert.table), columns,
                     StoredQuery(*insert.query));
}

std::string Emitter::Statement(const sql::Statement& statement) {
  const auto& node = statement.node;
  if (const auto* query = std::get_if<sql::QueryStatement>(&node)) return Query(*query->query);
  if (const auto* create = std::get_if<sql::CreateTableAsSelect>(&node)) {
    lower_case_labels_ = true;
    std::string columns = create->column_aliases.empty()
                              ? ""
                              : fmt::format(" ({})", NameList(create->column_aliases));
    return fmt::format("CREATE {}TABLE {}{}{} AS {}{}", create->or_replace ? "OR REPLACE " : "",
                       create->if_not_exists ? "IF NOT EXISTS " : "", NameText(create->name),
                       columns, StoredQuery(*create->query),
                       create->with_data ? "" : " WITH NO DATA");
  }
  const sql::Identifier* branch = nullptr;
  std::string text;
  if (const auto* insert = std::get_if<sql::Insert>(&node)) {
    if (insert->branch) branch = &*insert->branch;
    text = InsertText(*insert);
  } else {
    NotSupported(statement.location, "this statement");
  }
  if (branch != nullptr) NotSupported(branch->location, "writing to a branch of a table");
  return text;
}

std::string ToDuckDbSql(const sql::Statement& statement, const FileAccess* files,
                        const StatementTypes* types, const Routines* routines) {
  return Emitter(files, types, routines).Statement(statement);
}
std::string ToDuckDbSql(const sql::Query& query, const FileAccess* files,
                        const StatementTypes* types) {
  return Emitter(files, types).Query(query);
}
std::string ToDuckDbSql(const sql::Expression& expression, const FileAccess* files,
                        const StatementTypes* types) {
  return Emitter(files, types).Expression(expression);
}
std::string ToDuckDbSql(const sql::Relation& relation, const FileAccess* files,
                        const StatementTypes* types) {
  return Emitter(files, types).Relation(relation);
}
std::string StoredSql(const sql::Expression& expression, const FileAccess* files,
                      const StatementTypes* types) {
  return Emitter(files, types).Stored(expression);
}

}  // namespace tarn::engine::embedded
