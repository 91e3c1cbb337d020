#include <string>

#include <fmt/format.h>

#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/dialect/emitter.h"
#include "engine/embedded/dialect/quote.h"

namespace tarn::engine::embedded {

std::string Emitter::Assignments(const std::vector<sql::Assignment>& assignments) {
  std::string text;
  for (const auto& assignment : assignments) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", NameText(assignment.column),
                        Expression(*assignment.value));
  }
  return text;
}

std::string Emitter::InsertText(const sql::Insert& insert) {
  std::string columns =
      insert.columns.empty() ? "" : fmt::format(" ({})", NameList(insert.columns));
  return fmt::format("INSERT INTO {}{} {}", NameText(insert.table), columns, Query(*insert.query));
}

std::string Emitter::MergeText(const sql::Merge& merge) {
  std::string text = fmt::format("MERGE INTO {}{} USING {} ON {}", NameText(merge.table),
                                 merge.alias ? " AS " + NameText(*merge.alias) : "",
                                 RelationText(merge.source), Expression(*merge.condition));
  for (const auto& merge_case : merge.cases) {
    const auto* insert = std::get_if<sql::MergeInsert>(&merge_case.action);
    text += insert != nullptr ? " WHEN NOT MATCHED" : " WHEN MATCHED";
    if (merge_case.condition) text += " AND " + Expression(**merge_case.condition);
    text += " THEN ";
    if (insert != nullptr) {
      text += fmt::format(
          "INSERT{} VALUES ({})",
          insert->columns.empty() ? "" : fmt::format(" ({})", NameList(insert->columns)),
          List(insert->values));
    } else if (const auto* update = std::get_if<sql::MergeUpdate>(&merge_case.action)) {
      text += "UPDATE SET " + Assignments(update->assignments);
    } else {
      text += "DELETE";
    }
  }
  return text;
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
                       columns, Query(*create->query), create->with_data ? "" : " WITH NO DATA");
  }
  const sql::Identifier* branch = nullptr;
  std::string text;
  if (const auto* insert = std::get_if<sql::Insert>(&node)) {
    if (insert->branch) branch = &*insert->branch;
    text = InsertText(*insert);
  } else if (const auto* erase = std::get_if<sql::Delete>(&node)) {
    if (erase->branch) branch = &*erase->branch;
    text = "DELETE FROM " + NameText(erase->table);
    if (erase->where) text += " WHERE " + Expression(**erase->where);
  } else if (const auto* update = std::get_if<sql::Update>(&node)) {
    if (update->branch) branch = &*update->branch;
    text =
        fmt::format("UPDATE {} SET {}", NameText(update->table), Assignments(update->assignments));
    if (update->where) text += " WHERE " + Expression(**update->where);
  } else if (const auto* merge = std::get_if<sql::Merge>(&node)) {
    if (merge->branch) branch = &*merge->branch;
    text = MergeText(*merge);
  } else {
    NotSupported(statement.location, "this statement");
  }
  if (branch != nullptr) NotSupported(branch->location, "writing to a branch of a table");
  return text;
}

std::string ToDuckDbSql(const sql::Statement& statement, const FileAccess* files) {
  return Emitter(files).Statement(statement);
}
std::string ToDuckDbSql(const sql::Query& query, const FileAccess* files) {
  return Emitter(files).Query(query);
}
std::string ToDuckDbSql(const sql::Expression& expression) {
  return Emitter().Expression(expression);
}

}  // namespace tarn::engine::embedded
