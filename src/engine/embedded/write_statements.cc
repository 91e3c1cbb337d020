// Statements that add rows.
#include <fmt/format.h>

#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/table_definition.h"
#include "iceberg/action/ref_actions.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

EmbeddedSession::Result EmbeddedSession::Run(const sql::Insert& insert,
                                             const sql::Statement& statement) {
  const catalog::TableIdentifier id = ResolveTable(insert.table, scope());
  sql::Statement plain = statement;  // the branch is told beside it
  plain.As<sql::Insert>()->branch.reset();
  const std::string duck_sql = Translate(plain);
  TableOptions options;
  options.existing_partitions = existing_partitions_;
  if (insert.branch && insert.branch->Canonical() != iceberg::kMainBranch) {
    options.branch = insert.branch->Canonical();
    if (existing_partitions_ != ExistingPartitions::kAppend) {
      throw ErrorAt(ErrorKind::kUnsupported, insert.branch->location,
                    "INSERT into a branch of a table only appends: set the session property "
                    "insert_existing_partitions_behavior to APPEND",
                    source_);
    }
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

}  // namespace tarn::engine::embedded
