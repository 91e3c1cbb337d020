// rewrite_position_delete_files: many small delete files become few, and those that are about
// nothing go. Rows stay as they are.
#include <memory>

#include <fmt/format.h>

#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "iceberg/action/snapshot_actions.h"
#include "iceberg/maintenance/delete_rewrite_plan.h"
#include "iceberg/scan/plan.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

constexpr int64_t kDefaultTargetBytes = int64_t{64} << 20;

// What a rewritten group becomes.
struct RewrittenDeletes {
  std::vector<iceberg::DataFile> files;
  int64_t sequence_number = 0;
};

MakeSnapshotAction Replacement(const iceberg::DeleteRewritePlan& plan,
                               std::vector<RewrittenDeletes> rewritten) {
  return [&plan, rewritten = std::move(rewritten)](const iceberg::ActionContext& context) {
    auto rewrite = std::make_shared<iceberg::RewriteFiles>(context);
    for (const auto& entry : plan.dangling) rewrite->RemoveDeletes(entry->data_file);
    for (const auto& group : plan.groups) {
      for (const auto& entry : group.deletes) rewrite->RemoveDeletes(entry->data_file);
    }
    for (const RewrittenDeletes& group : rewritten) {
      for (const auto& file : group.files) rewrite->AddDeletes(file, group.sequence_number);
    }
    return SnapshotAction(
        [rewrite](const iceberg::TableMetadata& metadata) { return rewrite->Apply(metadata); });
  };
}

}  // namespace

// What is to be done about the position delete files of a table's current snapshot.
iceberg::DeleteRewritePlan EmbeddedSession::PlanDeletes(const sql::TableExecute& execute,
                                                        const TableView& table,
                                                        iceberg::ManifestCache& cache,
                                                        iceberg::DeleteRewriteOptions options) {
  if (!table.snapshot) return {};
  options.target_file_size_bytes =
      table.metadata->IntProperty("write.delete.target-file-size-bytes", kDefaultTargetBytes);
  const auto deletes = iceberg::LiveDeleteFiles(*table.snapshot, catalog_.store(), &cache);
  if (deletes.empty()) return {};
  iceberg::PlanOptions plan_options;
  plan_options.cache = &cache;
  auto plan = iceberg::PlanDeleteRewrite(
      iceberg::PlanFiles(*table.metadata, *table.snapshot, catalog_.store(), plan_options), deletes,
      options);
  if (table.metadata->format_version > 2 && !plan.groups.empty()) {
    throw ErrorAt(ErrorKind::kUnsupported, execute.table.location,
                  fmt::format("tables of format version {} take no new position delete files",
                              table.metadata->format_version),
                  source_, "optimize applies those that are left for good");
  }
  return plan;
}

EmbeddedSession::Result EmbeddedSession::RewritePositionDeleteFiles(
    const sql::TableExecute& execute) {
  const ProcedureArguments arguments("rewrite_position_delete_files", execute.procedure.location,
                                     execute.arguments, {{"rewrite_all"}, {"dry_run"}}, source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  const bool dry_run = arguments.Flag("dry_run").value_or(false);
  iceberg::DeleteRewriteOptions options;
  options.rewrite_all = arguments.Flag("rewrite_all").value_or(false);
  const base::CancelToken cancel = NewCancel();
  iceberg::DeleteRewritePlan plan;
  uint64_t added = 0, added_bytes = 0;
  SetCommitMessage("rewrite_position_delete_files " + id.ToString());
  Atomically([&] {
    TableView table;
    iceberg::ManifestCache* cache = nullptr;
    DeleteGranularity granularity = DeleteGranularity::kPartition;
    OnLake(execute.table.location, [&](LakeTransaction& lake) {
      table = lake.Table(id);
      cache = &lake.cache();
      granularity = DeleteGranularityOf(*table.metadata, DeleteGranularity::kPartition);
    });
    options.by_partition = granularity == DeleteGranularity::kPartition;
    plan = PlanDeletes(execute, table, *cache, options);
    if (dry_run || plan.empty()) return;
    std::vector<RewrittenDeletes> rewritten;
    for (const iceberg::DeleteRewriteGroup& group : plan.groups) {
      auto files = Ready().RewritePositionDeletes(*table.metadata, group, granularity, cancel);
      added += files.size();
      for (const auto& file : files) added_bytes += static_cast<uint64_t>(file.file_size_in_bytes);
      rewritten.push_back({std::move(files), group.sequence_number});
    }
    Ready().WithLake([&](LakeTransaction& lake) {
      lake.AddAction(id, Replacement(plan, std::move(rewritten)));
    });
  });
  // As Spark's procedure tells it; files that applied to nothing are among the rewritten.
  std::vector<std::pair<std::string, uint64_t>> metrics = {
      {"rewritten_delete_files_count", plan.files()},
      {"rewritten_bytes_count", static_cast<uint64_t>(plan.bytes())}};
  if (!dry_run) {
    metrics.emplace_back("added_delete_files_count", added);
    metrics.emplace_back("added_bytes_count", added_bytes);
  }
  return Metrics(std::move(metrics), dry_run ? "" : "ALTER TABLE EXECUTE");
}

}  // namespace tarn::engine::embedded
