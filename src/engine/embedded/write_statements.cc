// Statements that add rows.
#include <set>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/branch_table.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"
#include "engine/embedded/table_places.h"
#include "engine/embedded/typing/typer.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

// kNotFound or kInvalidArgument, in Trino's words and at its place, for columns of an INSERT that
// are not there or named twice.
void CheckInserted(const sql::Insert& insert, const iceberg::Schema& schema,
                   const sql::Location& statement, std::string_view source) {
  std::set<std::string> seen;
  for (const sql::Identifier& column : insert.columns) {
    const std::string name = column.Canonical();
    if (!schema.ColumnIndex(name, iceberg::CaseSensitivity::kInsensitive)) {
      std::vector<std::string> names;
      for (const auto& field : schema.fields) names.push_back(field.name);
      throw ErrorAt(ErrorKind::kNotFound, base::StandardError::kColumnNotFound, statement,
                    fmt::format("Insert column name does not exist in target table: {}{}", name,
                                base::DidYouMean(name, names)),
                    source);
    }
    if (!seen.insert(name).second) {
      throw ErrorAt(ErrorKind::kInvalidArgument, base::StandardError::kDuplicateColumnName,
                    statement, "Insert column name is specified more than once: " + name, source);
    }
  }
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::Run(const sql::Insert& insert,
                                             const sql::Statement& statement) {
  CheckTables(statement);
  const catalog::TableIdentifier id = ResolveTarget(insert.table, insert.branch);
  RequireNoView(id, "Inserting into views is not supported");
  OnLake(insert.table.location, [&](LakeTransaction& lake) {
    CheckInserted(insert, lake.Table(id).metadata->current_schema(), statement_location_, source_);
  });
  sql::Statement plain = statement;
  auto& target = *plain.As<sql::Insert>();
  target.branch.reset();
  target.table.parts.back().value = id.name;  // with the branch
  const std::string duck_sql = Translate(plain);
  TableOptions options;
  options.existing_partitions = existing_partitions_;
  AddWriteSettings(options);
  SetCommitMessage("INSERT INTO " + BranchText(id));
  return Updated("INSERT", Ready().Write(duck_sql, std::move(options)));
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::CreateTableAsSelect& create,
                                             const sql::Statement& statement) {
  const catalog::TableIdentifier id = ResolveTable(create.name, scope());
  TableOptions options = TableOptionsOf(create.properties, create.comment, source_);
  RequireObjectStoreLayout(options.properties);
  places_.Check(options);
  AddWriteSettings(options);
  AddCreationProperties(options);
  StatementTypes types;
  const std::string duck_sql = Translate(statement, &types);
  bool there = false;
  OnLake(create.name.location, [&](LakeTransaction& lake) {
    const auto kind = lake.Find(id);
    there = kind.has_value();
    if (there && create.if_not_exists) return;
    if (there && !(create.or_replace && *kind == catalog::ContentKind::kTable)) {
      base::Throw(ErrorKind::kAlreadyExists, "{} '{}' already exists",
                  *kind == catalog::ContentKind::kTable ? "Table" : "View", TrinoName(id));
    }
    if (!lake.NamespaceExists(id.ns)) {
      throw ConnectorError(ErrorKind::kNotFound, base::StandardError::kNotFound,
                           fmt::format("Schema {} not found", SchemaText(id.ns)));
    }
  });
  if (there && create.if_not_exists) return Updated("CREATE TABLE", 0);
  if (create.column_aliases.empty()) {
    const auto version = options.properties.find("format-version");
    const bool takes_unknown = version != options.properties.end() && version->second == "3";
    CheckCreatedColumns(types, takes_unknown, statement_location_, source_);
  }
  SetCommitMessage("CREATE TABLE " + id.ToString());
  return Updated("CREATE TABLE", Ready().Write(duck_sql, std::move(options)));
}

}  // namespace tarn::engine::embedded
