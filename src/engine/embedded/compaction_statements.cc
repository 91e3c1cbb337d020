// optimize and optimize_manifests: files and manifests written anew, rows as they are.
#include <memory>

#include <fmt/format.h>

#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/change_sql.h"
#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/maintenance/compaction_plan.h"
#include "iceberg/maintenance/rewrite_manifests.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

// The data files that have rows for the statement's WHERE.
std::set<std::string> EmbeddedSession::FilesWithRows(const sql::TableExecute& execute) {
  sql::Delete selection;
  selection.table = execute.table;
  selection.where = execute.where;
  sql::Statement statement{std::move(selection)};
  CheckTables(statement);
  QualifyTables(statement, scope());
  const auto rows =
      Ready().QueryText(fmt::format(R"(SELECT DISTINCT "$path" FROM {} WHERE {})",
                                    TableText(ResolveTable(execute.table, scope())),
                                    ToDuckDbSql(**statement.As<sql::Delete>()->where)));
  std::set<std::string> paths;
  for (const auto& row : rows) paths.insert(row.at(0).value_or(""));
  return paths;
}

void EmbeddedSession::WriteCompacted(const catalog::TableIdentifier& id,
                                     const iceberg::TableMetadata& metadata,
                                     const std::vector<iceberg::CompactionGroup>& groups) {
  Connection& connection = Ready();
  const bool row_lineage = metadata.format_version > 2;
  const std::string statement =
      fmt::format("CREATE OR REPLACE TABLE {} AS {}", TableText(id),
                  RewrittenRowsSql({id, metadata.current_schema(), row_lineage, source_, nullptr}));
  const base::CancelToken cancel = NewCancel();
  // Every file is read once and then gone.
  const auto no_cache = connection.PauseFileCache();
  for (const iceberg::CompactionGroup& group : groups) {
    cancel.Check();
    connection.WithLake([&](LakeTransaction& lake) {
      lake.ConfineScans(id, std::make_shared<const std::set<std::string>>(group.files),
                        std::make_shared<const std::vector<iceberg::FileScanTask>>(group.tasks));
    });
    TableOptions options;
    AddWriteSettings(options);
    options.count_values = false;
    options.rewritten_table = id;
    options.detached = true;
    options.with_row_lineage = row_lineage;
    // Sorted tables are sorted on the way, as by any INSERT.
    const uint64_t rows = connection.Write(statement, std::move(options), {}, cancel);
    const auto expected = static_cast<uint64_t>(group.records);
    if (rows > expected || (rows < expected && !group.has_deletes)) {
      base::Throw(ErrorKind::kDataCorruption,
                  "the files of a group have {} rows, but the manifests say {}: {}, …", rows,
                  expected, *group.files.begin());
    }
  }
  connection.WithLake([&](LakeTransaction& lake) { lake.ConfineScans(id, nullptr); });
}

namespace {

// What a compaction does to the table's files when it is committed; `plan` must outlive it.
MakeSnapshotAction Replacement(const iceberg::CompactionPlan& plan,
                               std::vector<iceberg::DataFile> files,
                               const iceberg::Snapshot& snapshot) {
  return [&plan, files = std::move(files), id = snapshot.snapshot_id,
          sequence_number = snapshot.sequence_number](const iceberg::ActionContext& context) {
    auto rewrite = std::make_shared<iceberg::RewriteFiles>(context);
    for (const iceberg::CompactionGroup& group : plan.groups) {
      for (const std::string& path : group.files) rewrite->Remove(path);
    }
    for (const iceberg::DataFile& file : files) rewrite->Add(file);
    for (const auto& entry : plan.applied_deletes) rewrite->RemoveDeletes(entry->data_file);
    // Rows keep their age: equality deletes that come in between still apply to them.
    if (sequence_number > 0) rewrite->KeepSequenceNumber(sequence_number);
    rewrite->ValidateFrom(id);
    return SnapshotAction(
        [rewrite](const iceberg::TableMetadata& metadata) { return rewrite->Apply(metadata); });
  };
}

}  // namespace

// What is worth writing anew of a snapshot, of the files that the statement's WHERE takes.
iceberg::CompactionPlan EmbeddedSession::PlanOptimize(const sql::TableExecute& execute,
                                                      const TableView& table,
                                                      iceberg::ManifestCache& cache,
                                                      iceberg::CompactionOptions options) {
  std::set<std::string> selected;
  if (execute.where) {
    selected = FilesWithRows(execute);
    // DuckDB names local files without a scheme.
    options.selects = [&](const iceberg::DataFile& file) {
      return selected.contains(file.file_path) ||
             (file.file_path.starts_with("file://") && selected.contains(file.file_path.substr(7)));
    };
  }
  iceberg::PlanOptions plan_options;
  plan_options.cache = &cache;
  return iceberg::PlanCompaction(
      iceberg::PlanFiles(*table.metadata, *table.snapshot, catalog_.store(), plan_options),
      options);
}

EmbeddedSession::Result EmbeddedSession::Optimize(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("optimize", execute.procedure.location, execute.arguments,
                                     {{"file_size_threshold"}, {"dry_run"}}, source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  iceberg::CompactionOptions options;
  if (const auto threshold = arguments.DataSize("file_size_threshold")) {
    options.file_size_threshold_bytes = *threshold;
  }
  const bool dry_run = arguments.Flag("dry_run").value_or(false);
  iceberg::CompactionPlan plan;
  uint64_t added = 0;
  SetCommitMessage("optimize " + id.ToString());
  Atomically([&] {
    TableView table;
    iceberg::ManifestCache* cache = nullptr;
    OnLake(execute.table.location, [&](LakeTransaction& lake) {
      table = lake.Table(id);
      cache = &lake.cache();
    });
    const std::string schema = SchemaText(id.ns);
    if (!execute.where && PartitionFilterOfSession().AppliesTo(schema)) {
      RequirePartitionFilter(*table.metadata, schema, id.name, {});
    }
    if (!table.snapshot) return;
    plan = PlanOptimize(execute, table, *cache, options);
    if (dry_run || plan.groups.empty()) return;
    Ready().TakeDetachedFiles();
    WriteCompacted(id, *table.metadata, plan.groups);
    std::vector<iceberg::DataFile> files = Ready().TakeDetachedFiles();
    added = files.size();
    Ready().WithLake([&](LakeTransaction& lake) {
      lake.AddAction(id, Replacement(plan, std::move(files), *table.snapshot));
    });
  });
  std::vector<std::pair<std::string, uint64_t>> metrics = {
      {"rewritten_data_files_count", plan.files},
      {"removed_delete_files_count", plan.applied_deletes.size()}};
  if (dry_run) {
    metrics.emplace_back("rewritten_bytes", static_cast<uint64_t>(plan.bytes));
  } else {
    metrics.emplace_back("added_data_files_count", added);
  }
  return Metrics(std::move(metrics), dry_run ? "" : "ALTER TABLE EXECUTE");
}

EmbeddedSession::Result EmbeddedSession::OptimizeManifests(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("optimize_manifests", execute.procedure.location,
                                     execute.arguments, {}, source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  uint64_t rewritten = 0, added = 0;
  SetCommitMessage("optimize_manifests " + id.ToString());
  OnLake(execute.table.location, [&](LakeTransaction& lake) {
    lake.Table(id);
    lake.AddAction(id, [&](const iceberg::ActionContext& context) -> SnapshotAction {
      auto rewrite = std::make_shared<iceberg::RewriteManifests>(context);
      return [rewrite, &rewritten, &added](const iceberg::TableMetadata& metadata) {
        iceberg::ActionResult result = rewrite->Apply(metadata);
        rewritten = rewrite->rewritten();
        added = rewrite->added();
        return result;
      };
    });
  });
  return Metrics({{"rewritten_manifests_count", rewritten}, {"added_manifests_count", added}},
                 "ALTER TABLE EXECUTE");
}

}  // namespace tarn::engine::embedded
