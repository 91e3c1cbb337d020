// Statements that write rows.
#include <fmt/format.h>

#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"
#include "iceberg/action/ref_actions.h"
#include "sql/printer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

std::string Quote(const std::string& name) { return sql::QuoteIdentifier(name); }

std::string TableText(const catalog::TableIdentifier& id) {
  return fmt::format("{}.{}.{}", kCatalogName, Quote(SchemaText(id.ns)), Quote(id.name));
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::Insert& insert,
                                             const sql::Statement& statement) {
  const catalog::TableIdentifier id = ResolveTable(insert.table, scope());
  sql::Statement plain = statement;  // the branch is told beside it
  plain.As<sql::Insert>()->branch.reset();
  const std::string duck_sql = Translate(plain);
  TableOptions options;
  if (insert.branch && insert.branch->Canonical() != iceberg::kMainBranch) {
    options.branch = insert.branch->Canonical();
  }
  OnLake(insert.branch ? insert.branch->location : insert.table.location,
         [&](LakeTransaction& lake) {
           const TableView table = lake.Table(id);
           if (insert.branch && !options.branch.empty()) {
             iceberg::RequireBranch(*table.metadata, options.branch);
           }
         });
  SetCommitMessage("INSERT INTO " + id.ToString() +
                   (options.branch.empty() ? "" : " @ " + options.branch));
  return Updated("INSERT", Ready().Write(duck_sql, std::move(options)));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateTableAsSelect& create,
                                             const sql::Statement& statement) {
  const catalog::TableIdentifier id = ResolveTable(create.name, scope());
  TableOptions options = TableOptionsOf(create.properties, create.comment, source_);
  const std::string duck_sql = Translate(statement);
  bool there = false;
  OnLake(create.name.location, [&](LakeTransaction& lake) {
    const auto kind = lake.Find(id);
    there = kind.has_value();
    if (there && create.if_not_exists) return;
    if (there && !(create.or_replace && *kind == catalog::ContentKind::kTable)) {
      base::Throw(ErrorKind::kAlreadyExists, "{} '{}' already exists",
                  *kind == catalog::ContentKind::kTable ? "Table" : "View", id.ToString());
    }
    if (!lake.NamespaceExists(id.ns)) {
      base::Throw(ErrorKind::kNotFound, "Schema '{}' does not exist", SchemaText(id.ns));
    }
  });
  if (there && create.if_not_exists) return Updated("CREATE TABLE", 0);
  SetCommitMessage("CREATE TABLE " + id.ToString());
  return Updated("CREATE TABLE", Ready().Write(duck_sql, std::move(options)));
}

// Writes the files anew that have rows for `condition`: `keep` says which of their rows stay, the
// select list what they become. Gives the number of rows that the condition holds for.
uint64_t EmbeddedSession::RewriteRows(const catalog::TableIdentifier& id,
                                      const std::string& condition, const std::string& select_list,
                                      const std::string& keep) {
  const std::string table = TableText(id);
  uint64_t changed = 0;
  Atomically([&] {
    TableOptions options;
    options.replaced_files.emplace();
    std::string paths;
    const auto rows = Ready().QueryText(
        fmt::format(R"(SELECT "$path", count(*) FROM {} WHERE {} GROUP BY 1)", table, condition));
    for (const auto& row : rows) {
      options.replaced_files->push_back(row[0].value_or(""));
      changed += std::stoull(row[1].value_or("0"));
      paths += (paths.empty() ? "" : ", ") + sql::QuoteString(options.replaced_files->back());
    }
    if (changed == 0) return;
    Ready().Write(fmt::format(R"(INSERT INTO {} SELECT {} FROM {} WHERE "$path" IN ({}){})", table,
                              select_list, table, paths, keep),
                  std::move(options));
  });
  return changed;
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Delete& erase) {
  const catalog::TableIdentifier id = ResolveTable(erase.table, scope());
  if (erase.branch) {
    throw ErrorAt(ErrorKind::kUnsupported, erase.branch->location,
                  "branches of one table are not supported: use the lake's", source_);
  }
  OnLake(erase.table.location, [&](LakeTransaction& lake) { lake.Table(id); });
  SetCommitMessage("DELETE FROM " + id.ToString());
  if (!erase.where) {
    uint64_t rows = 0;
    Atomically([&] {
      const auto counted = Ready().QueryText("SELECT count(*) FROM " + TableText(id));
      rows = std::stoull(counted.at(0).at(0).value_or("0"));
      if (rows > 0) Ready().WithLake([&](LakeTransaction& lake) { lake.RemoveAll(id); });
    });
    return Updated("DELETE", rows);
  }
  sql::Statement statement{erase};
  CheckTables(statement);
  QualifyTables(statement, options_.schema);
  const std::string condition = "(" + ToDuckDbSql(**statement.As<sql::Delete>()->where) + ")";
  return Updated("DELETE", RewriteRows(id, condition, "*", " AND " + condition + " IS NOT TRUE"));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Update& update) {
  const catalog::TableIdentifier id = ResolveTable(update.table, scope());
  if (update.branch) {
    throw ErrorAt(ErrorKind::kUnsupported, update.branch->location,
                  "branches of one table are not supported: use the lake's", source_);
  }
  std::vector<std::string> columns;
  OnLake(update.table.location, [&](LakeTransaction& lake) {
    for (const auto& field : lake.Table(id).metadata->current_schema().fields) {
      columns.push_back(field.name);
    }
  });
  sql::Statement statement{update};
  CheckTables(statement);
  QualifyTables(statement, options_.schema);
  const auto& qualified = *statement.As<sql::Update>();
  SetCommitMessage("UPDATE " + id.ToString());
  const std::string condition =
      qualified.where ? "(" + ToDuckDbSql(**qualified.where) + ")" : std::string("true");
  std::map<std::string, std::string> values;
  for (const sql::Assignment& assignment : qualified.assignments) {
    const std::string column = assignment.column.Canonical();
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
      throw ErrorAt(ErrorKind::kNotFound, assignment.column.location,
                    fmt::format("Column '{}' cannot be resolved", column), source_);
    }
    if (!values.emplace(column, ToDuckDbSql(*assignment.value)).second) {
      throw ErrorAt(ErrorKind::kInvalidArgument, assignment.column.location,
                    fmt::format("Column '{}' is assigned more than once", column), source_);
    }
  }
  std::string select_list;
  for (const std::string& column : columns) {
    if (!select_list.empty()) select_list += ", ";
    const auto value = values.find(column);
    select_list += value == values.end() ? Quote(column)
                                         : fmt::format("CASE WHEN {} THEN {} ELSE {} END",
                                                       condition, value->second, Quote(column));
  }
  return Updated("UPDATE", RewriteRows(id, condition, select_list, ""));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::TruncateTable& truncate) {
  const catalog::TableIdentifier id = ResolveTable(truncate.name, scope());
  SetCommitMessage("TRUNCATE TABLE " + id.ToString());
  OnLake(truncate.name.location, [&](LakeTransaction& lake) { lake.RemoveAll(id); });
  return Updated("TRUNCATE TABLE");
}

}  // namespace tarn::engine::embedded
