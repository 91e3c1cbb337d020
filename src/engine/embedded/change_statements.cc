// Statements that change rows which are there: DELETE, UPDATE, MERGE and TRUNCATE.
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/embedded/adapter/branch_table.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/change_sql.h"
#include "engine/embedded/delete_filter.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "engine/embedded/typing/typer.h"
#include "engine/embedded/write_coercion.h"
#include "iceberg/action/ref_actions.h"

namespace tarn::engine::embedded {

catalog::TableIdentifier EmbeddedSession::ResolveTarget(
    const sql::QualifiedName& name, const std::optional<sql::Identifier>& branch) {
  const catalog::TableIdentifier id = ResolveTable(name, scope());
  if (!branch || branch->Canonical() == iceberg::kMainBranch) return id;
  const auto metadata = MetadataOf(id, name.location);
  OnLake(branch->location,
         [&](LakeTransaction&) { iceberg::RequireBranch(*metadata, branch->Canonical()); });
  return BranchTable(id, branch->Canonical());
}

std::shared_ptr<const iceberg::TableMetadata> EmbeddedSession::MetadataOf(
    const catalog::TableIdentifier& id, const sql::Location& location) {
  std::shared_ptr<const iceberg::TableMetadata> metadata;
  OnLake(location, [&](LakeTransaction& lake) { metadata = lake.Table(id).metadata; });
  return metadata;
}

namespace {

ChangedTable Changed(const catalog::TableIdentifier& id, const iceberg::TableMetadata& metadata,
                     std::string_view source, const FileAccess& files, const StatementTypes& types,
                     const sql::Location& location) {
  return {id,      metadata.current_schema(), metadata.format_version > 2, source, &files, &types,
          location};
}

const sql::QualifiedName& TargetOf(const sql::Statement& statement) {
  if (const auto* erase = statement.As<sql::Delete>()) return erase->table;
  if (const auto* update = statement.As<sql::Update>()) return update->table;
  return statement.As<sql::Merge>()->table;
}

// `columns` are those of the tables that are read. What is written is coerced to its columns.
StatementTypes Typed(sql::Statement& statement, const iceberg::Schema& target,
                     const std::map<std::string, std::vector<Column>>& columns, bool zone_is_utc,
                     std::string_view source) {
  std::vector<Column> own;
  for (const iceberg::NestedField& field : target.fields) {
    own.push_back({field.name, FromIcebergType(field.type)});
  }
  const std::string name_of_target = TargetOf(statement).Canonical();
  const TableColumns columns_of = [&](const sql::QualifiedName& name) {
    if (name.Canonical() == name_of_target) return &std::as_const(own);
    const auto found = columns.find(name.Canonical());
    return found == columns.end() ? nullptr : &found->second;
  };
  StatementTypes types = TypeStatement(statement, columns_of);
  if (CoerceWritten(statement, types, own, zone_is_utc, source)) {
    types = TypeStatement(statement, columns_of);
  }
  types.set_zone_is_utc(zone_is_utc);
  return types;
}

}  // namespace

// The query that finds the rows which a DELETE, UPDATE or MERGE changes; nothing for another
// statement.
std::optional<std::string> EmbeddedSession::ChangedRowsSql(const sql::Statement& of) {
  sql::Statement statement = of;
  const auto* erase = statement.As<sql::Delete>();
  const auto* update = statement.As<sql::Update>();
  const auto* merge = statement.As<sql::Merge>();
  if (erase == nullptr && update == nullptr && merge == nullptr) return std::nullopt;
  const sql::QualifiedName& name = erase ? erase->table : update ? update->table : merge->table;
  const auto columns = CheckTables(statement);
  const catalog::TableIdentifier id = ResolveTarget(name, erase    ? erase->branch
                                                          : update ? update->branch
                                                                   : merge->branch);
  const auto metadata = MetadataOf(id, name.location);
  QualifyTables(statement, scope());
  const StatementTypes types =
      Typed(statement, metadata->current_schema(), columns, zone_is_utc(), source_);
  ThrowFault(types);
  const ChangedTable table = Changed(id, *metadata, source_, files_, types, of.location);
  if (erase) return DeletedRowsSql(table, *erase);
  return update ? UpdatedRowsSql(table, *update) : MergedRowsSql(table, *merge);
}

// Runs a query that gives changed rows (see RowChange), then writes files anew as the table's mode
// says. Call in a transaction. Gives the number of changed rows.
uint64_t EmbeddedSession::ChangeRows(const ChangedTable& table, ChangeKind kind,
                                     const std::string& rows_sql) {
  const catalog::TableIdentifier& id = table.id;
  Ready().WithLake([&](LakeTransaction& lake) { lake.BeginChanges(id, kind); });
  TableOptions options;
  AddWriteSettings(options);
  options.count_values = false;  // rows go as well, which no count can tell
  options.changed_table = id;
  options.with_row_lineage = table.row_lineage;
  const uint64_t changed = Ready().Write(
      fmt::format("CREATE OR REPLACE TABLE {} AS {}", TableText(id), rows_sql), std::move(options));
  std::set<std::string> rewrites;
  Ready().WithLake([&](LakeTransaction& lake) { rewrites = lake.TakeRewrites(id); });
  if (rewrites.empty()) return changed;

  const auto files = std::make_shared<const std::set<std::string>>(rewrites);
  Ready().WithLake([&](LakeTransaction& lake) { lake.ConfineScans(id, files); });
  TableOptions rewriting;
  rewriting.rewritten_table = id;
  rewriting.replaced_files = std::move(rewrites);
  rewriting.with_row_lineage = table.row_lineage;
  Ready().Write(
      fmt::format("CREATE OR REPLACE TABLE {} AS {}", TableText(id), RewrittenRowsSql(table)),
      std::move(rewriting));
  Ready().WithLake([&](LakeTransaction& lake) { lake.ConfineScans(id, nullptr); });
  return changed;
}

// DELETE of the rows that a condition holds for: whole files by their metadata where that tells
// enough, rows of the others. Call in a transaction.
uint64_t EmbeddedSession::DeleteWhere(const ChangedTable& table, const sql::Delete& erase) {
  uint64_t rows = 0;
  bool done = false;
  // The scan tells whether a condition is one that the session wants.
  const bool scan = PartitionFilterOfSession().AppliesTo(SchemaText(table.id.ns));
  const auto filter = scan ? std::nullopt : ExactFilter(**erase.where, table.schema);
  if (filter) {
    Ready().WithLake(
        [&](LakeTransaction& lake) { rows += lake.RemoveWhere(table.id, *filter, done); });
  }
  if (!done) rows += ChangeRows(table, ChangeKind::kDelete, DeletedRowsSql(table, erase));
  return rows;
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Delete& erase) {
  sql::Statement statement{erase};
  const auto columns = CheckTables(statement);
  const catalog::TableIdentifier id = ResolveTarget(erase.table, erase.branch);
  RequireNoView(id, "Deleting from views is not supported");
  QualifyTables(statement, scope());
  SetCommitMessage("DELETE FROM " + BranchText(id));
  uint64_t rows = 0;
  bool whole_files = !erase.where;
  Atomically([&] {
    const auto metadata = MetadataOf(id, erase.table.location);
    if (erase.where) {
      whole_files = IsOfPartitions(**statement.As<sql::Delete>()->where, *metadata);
      const StatementTypes types =
          Typed(statement, metadata->current_schema(), columns, zone_is_utc(), source_);
      ThrowFault(types);
      rows = DeleteWhere(Changed(id, *metadata, source_, files_, types, {}),
                         *statement.As<sql::Delete>());
      return;
    }
    const auto counted = Ready().QueryText("SELECT count(*) FROM " + TableText(id));
    rows = std::stoull(counted.at(0).at(0).value_or("0"));
    if (rows > 0) Ready().WithLake([&](LakeTransaction& lake) { lake.RemoveAll(id); });
  });
  // Trino counts what files had that its metadata tells to go; without one it tells nothing.
  if (whole_files && rows == 0) return Updated("DELETE");
  return Updated("DELETE", rows);
}

// UPDATE and MERGE: `rows` gives the query of what `statement` changes.
template <typename Node>
EmbeddedSession::Result EmbeddedSession::Change(
    const Node& node, const sql::Location& location, ChangeKind kind, const char* verb,
    const char* message, std::string (*rows)(const ChangedTable&, const Node&)) {
  sql::Statement statement{node, location};
  const auto columns = CheckTables(statement);
  const catalog::TableIdentifier id = ResolveTarget(node.table, node.branch);
  RequireNoView(id, kind == ChangeKind::kMerge ? "Merging into views is not supported"
                                               : "Updating views is not supported");
  QualifyTables(statement, scope());
  SetCommitMessage(message + BranchText(id));
  uint64_t changed = 0;
  Atomically([&] {
    const auto metadata = MetadataOf(id, node.table.location);
    const StatementTypes types =
        Typed(statement, metadata->current_schema(), columns, zone_is_utc(), source_);
    ThrowFault(types);
    const ChangedTable table = Changed(id, *metadata, source_, files_, types, location);
    changed = ChangeRows(table, kind, rows(table, *statement.As<Node>()));
  });
  return Updated(verb, changed);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Update& update,
                                             const sql::Statement& statement) {
  return Change(update, statement.location, ChangeKind::kUpdate, "UPDATE", "UPDATE ",
                UpdatedRowsSql);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::Merge& merge,
                                             const sql::Statement& statement) {
  return Change(merge, statement.location, ChangeKind::kMerge, "MERGE", "MERGE INTO ",
                MergedRowsSql);
}

EmbeddedSession::Result EmbeddedSession::Run(const sql::TruncateTable& truncate) {
  const catalog::TableIdentifier id = ResolveTable(truncate.name, scope());
  SetCommitMessage("TRUNCATE TABLE " + id.ToString());
  OnLake(truncate.name.location, [&](LakeTransaction& lake) { lake.RemoveAll(id); });
  return Updated("TRUNCATE TABLE");
}

}  // namespace tarn::engine::embedded
