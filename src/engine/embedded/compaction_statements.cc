// optimize and optimize_manifests: files and manifests written anew, rows as they are.
#include <memory>

#include <fmt/format.h>

#include "engine/embedded/dialect/dialect.h"
#include "engine/embedded/dialect/quote.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/maintenance/compaction_plan.h"
#include "iceberg/maintenance/rewrite_manifests.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

std::string TableText(const catalog::TableIdentifier& id) {
  return QuoteName(kCatalogName) + "." + QuoteName(SchemaText(id.ns)) + "." + QuoteName(id.name);
}

// ORDER BY for a sort order; empty when it cannot be told by columns. A transform that keeps the
// order of its column is ordered with it.
std::string OrderByText(const iceberg::SortOrder& order, const iceberg::Schema& schema) {
  std::string text;
  for (const iceberg::SortField& field : order.fields) {
    const std::string transform = iceberg::ToString(field.transform);
    const iceberg::NestedField* column = nullptr;
    for (const iceberg::NestedField& candidate : schema.fields) {
      if (candidate.id == field.source_id) column = &candidate;
    }
    if (!column || transform.starts_with("bucket") || transform == "void") return {};
    text +=
        fmt::format("{}{} {} NULLS {}", text.empty() ? " ORDER BY " : ", ", QuoteName(column->name),
                    field.direction == iceberg::SortDirection::kAscending ? "ASC" : "DESC",
                    field.null_order == iceberg::NullOrder::kFirst ? "FIRST" : "LAST");
  }
  return text;
}

}  // namespace

// The data files that have rows for the statement's WHERE.
std::set<std::string> EmbeddedSession::FilesWithRows(const sql::TableExecute& execute) {
  sql::Delete selection;
  selection.table = execute.table;
  selection.where = execute.where;
  sql::Statement statement{std::move(selection)};
  CheckTables(statement);
  QualifyTables(statement, options_.schema);
  const auto rows =
      Ready().QueryText(fmt::format(R"(SELECT DISTINCT "$path" FROM {} WHERE {})",
                                    TableText(ResolveTable(execute.table, scope())),
                                    ToDuckDbSql(**statement.As<sql::Delete>()->where)));
  std::set<std::string> paths;
  for (const auto& row : rows) paths.insert(row.at(0).value_or(""));
  return paths;
}

void EmbeddedSession::WriteCompacted(const catalog::TableIdentifier& id,
                                     const std::vector<iceberg::CompactionGroup>& groups) {
  Connection& connection = Ready();
  std::shared_ptr<const iceberg::TableMetadata> metadata;
  connection.WithLake([&](LakeTransaction& lake) { metadata = lake.Table(id).metadata; });
  const iceberg::SortOrder& order = metadata->default_sort_order();
  const std::string order_by = OrderByText(order, metadata->current_schema());
  const std::string table = TableText(id);
  const base::CancelToken cancel = NewCancel();
  for (const iceberg::CompactionGroup& group : groups) {
    cancel.Check();
    connection.WithLake([&](LakeTransaction& lake) {
      lake.RestrictScan(id, std::make_shared<const std::set<std::string>>(group.files));
    });
    TableOptions options;
    options.detached = true;
    options.ordered = !order_by.empty();
    const uint64_t rows =
        connection.Write(fmt::format("INSERT INTO {0} SELECT * FROM {0}{1}", table, order_by),
                         std::move(options), nullptr, cancel);
    const auto expected = static_cast<uint64_t>(group.records);
    if (rows > expected || (rows < expected && !group.has_deletes)) {
      base::Throw(ErrorKind::kDataCorruption,
                  "the files of a group have {} rows, but the manifests say {}: {}, …", rows,
                  expected, *group.files.begin());
    }
  }
  connection.WithLake([&](LakeTransaction& lake) { lake.RestrictScan(id, nullptr); });
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
    if (!table.snapshot) return;
    if (table.metadata->format_version > 2) {
      throw ErrorAt(ErrorKind::kUnsupported, execute.table.location,
                    fmt::format("tables of format version {} are not compacted yet: rows would get "
                                "new row ids",
                                table.metadata->format_version),
                    source_);
    }
    std::set<std::string> selected;
    if (execute.where) {
      selected = FilesWithRows(execute);
      // DuckDB names local files without a scheme.
      options.selects = [&](const iceberg::DataFile& file) {
        return selected.contains(file.file_path) || (file.file_path.starts_with("file://") &&
                                                     selected.contains(file.file_path.substr(7)));
      };
    }
    {
      iceberg::PlanOptions plan_options;
      plan_options.cache = cache;
      plan = iceberg::PlanCompaction(
          iceberg::PlanFiles(*table.metadata, *table.snapshot, catalog_.store(), plan_options),
          options);
    }
    if (dry_run || plan.groups.empty()) return;
    Ready().TakeDetachedFiles();
    WriteCompacted(id, plan.groups);
    std::vector<iceberg::DataFile> files = Ready().TakeDetachedFiles();
    added = files.size();
    const iceberg::SortOrder& order = table.metadata->default_sort_order();
    if (!OrderByText(order, table.metadata->current_schema()).empty()) {
      for (iceberg::DataFile& file : files) file.sort_order_id = order.order_id;
    }
    Ready().WithLake([&](LakeTransaction& lake) {
      lake.AddAction(id,
                     [&plan, files = std::move(files), snapshot = *table.snapshot](
                         const iceberg::ActionContext& context) -> SnapshotAction {
                       auto rewrite = std::make_shared<iceberg::RewriteFiles>(context);
                       for (const iceberg::CompactionGroup& group : plan.groups) {
                         for (const std::string& path : group.files) rewrite->Remove(path);
                       }
                       for (const iceberg::DataFile& file : files) rewrite->Add(file);
                       for (const auto& entry : plan.applied_deletes)
                         rewrite->RemoveDeletes(entry->data_file);
                       // Rows keep their age: equality deletes that come in between still apply to
                       // them.
                       if (snapshot.sequence_number > 0)
                         rewrite->KeepSequenceNumber(snapshot.sequence_number);
                       rewrite->ValidateFrom(snapshot.snapshot_id);
                       return [rewrite](const iceberg::TableMetadata& metadata) {
                         return rewrite->Apply(metadata);
                       };
                     });
    });
  });
  if (dry_run) {
    return Metrics({{"rewritten_data_files_count", plan.files},
                    {"rewritten_bytes", static_cast<uint64_t>(plan.bytes)},
                    {"removed_delete_files_count", plan.applied_deletes.size()}});
  }
  return Metrics({{"rewritten_data_files_count", plan.files},
                  {"removed_delete_files_count", plan.applied_deletes.size()},
                  {"added_data_files_count", added}});
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
  return Metrics({{"rewritten_manifests_count", rewritten}, {"added_manifests_count", added}});
}

}  // namespace tarn::engine::embedded
