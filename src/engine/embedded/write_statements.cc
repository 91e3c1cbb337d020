// Statements that add rows.
#include <fmt/format.h>

#include "engine/embedded/adapter/branch_table.h"
#include "engine/embedded/adapter/trino_name.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

EmbeddedSession::Result EmbeddedSession::Run(const sql::Insert& insert,
                                             const sql::Statement& statement) {
  CheckTables(statement);
  const catalog::TableIdentifier id = ResolveTarget(insert.table, insert.branch);
  OnLake(insert.table.location, [&](LakeTransaction& lake) { lake.Table(id); });
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
  AddWriteSettings(options);
  AddCreationProperties(options);
  const std::string duck_sql = Translate(statement);
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
      base::Throw(ErrorKind::kNotFound, "Schema {} not found", SchemaText(id.ns));
    }
  });
  if (there && create.if_not_exists) return Updated("CREATE TABLE", 0);
  SetCommitMessage("CREATE TABLE " + id.ToString());
  return Updated("CREATE TABLE", Ready().Write(duck_sql, std::move(options)));
}

}  // namespace tarn::engine::embedded
