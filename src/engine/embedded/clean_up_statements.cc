// expire_snapshots and remove_orphan_files: see docs/adr/0005-retention.md.
#include <set>

#include <fmt/format.h>

#include "catalog/maintenance/file_sweep.h"
#include "engine/embedded/session.h"
#include "engine/embedded/static_result.h"
#include "iceberg/maintenance/reachable_files.h"
#include "iceberg/maintenance/snapshot_retention.h"

namespace tarn::engine::embedded {

using base::ErrorKind;

namespace {

using MetricList = std::vector<std::pair<std::string, uint64_t>>;

void AddSweep(const catalog::SweepReport& report, MetricList& metrics) {
  metrics.emplace_back("processed_manifests_count", report.processed_manifests);
  metrics.emplace_back("active_files_count", report.active_files);
  metrics.emplace_back("scanned_files_count", report.scanned_files);
  metrics.emplace_back("deleted_files_count", report.deleted_files);
  metrics.emplace_back("deleted_bytes", report.deleted_bytes);
  if (report.incomplete_snapshots > 0) {
    metrics.emplace_back("incomplete_snapshots_count", report.incomplete_snapshots);
  }
}

void RequireGarbageCollection(const iceberg::TableMetadata& metadata) {
  if (metadata.Property("gc.enabled", "true") != "false") return;
  throw base::Error(
      ErrorKind::kFailedPrecondition,
      "the table's files may belong to others as well (gc.enabled is false): " + metadata.location,
      "set the table property gc.enabled to true if they do not");
}

// Every spec that a manifest of any snapshot was written with.
std::vector<iceberg::PartitionSpecId> SpecsInUse(const iceberg::TableMetadata& metadata,
                                                 store::ObjectStore& store) {
  std::set<iceberg::PartitionSpecId> specs;
  for (const iceberg::Snapshot& snapshot : metadata.snapshots) {
    for (const auto& file : iceberg::ReadNeededManifestList(store, snapshot)) {
      specs.insert(file.partition_spec_id);
    }
  }
  return {specs.begin(), specs.end()};
}

}  // namespace

EmbeddedSession::Result EmbeddedSession::ExpireSnapshots(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("expire_snapshots", execute.procedure.location,
                                     execute.arguments,
                                     {{"retention_threshold"},
                                      {"retain_last"},
                                      {"clean_expired_metadata"},
                                      {"clean_expired_files"},
                                      {"dry_run"}},
                                     source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  const auto retention = Retention(arguments, "expire_snapshots_min_retention");
  const bool dry_run = arguments.Flag("dry_run").value_or(false);
  iceberg::RetentionOptions options;
  options.max_snapshot_age_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(retention).count();
  if (const auto last = arguments.Number("retain_last")) {
    if (*last < 1 || *last > INT32_MAX) {
      arguments.Fail("retain_last", fmt::format("retain_last must be at least 1: {}", *last));
    }
    options.min_snapshots_to_keep = static_cast<int32_t>(*last);
  }
  options.clean_metadata = arguments.Flag("clean_expired_metadata").value_or(false);
  const base::CancelToken cancel = NewCancel();

  uint64_t snapshots = 0, refs = 0;
  SetCommitMessage("expire_snapshots " + id.ToString());
  OnLake(execute.table.location, [&](LakeTransaction& lake) {
    RequireGarbageCollection(*lake.Table(id).metadata);
    const auto decide = [&](const iceberg::TableMetadata& metadata) {
      options.now_ms = base::Clock::System().NowMs();
      std::vector<iceberg::PartitionSpecId> specs;
      if (options.clean_metadata) specs = SpecsInUse(metadata, catalog_.store());
      auto expiration = iceberg::DecideExpiration(metadata, options, specs);
      snapshots = expiration.snapshots.size();
      refs = expiration.refs.size();
      return expiration;
    };
    if (dry_run) {
      decide(*lake.Table(id).metadata);
      return;
    }
    lake.AlterTable(id, [decide](const iceberg::TableMetadata& metadata) {
      const iceberg::Expiration expiration = decide(metadata);
      if (expiration.empty()) return std::vector<iceberg::TableUpdate>();
      return iceberg::ExpireSnapshots(metadata, expiration).updates;
    });
  });
  MetricList metrics = {{"expired_snapshots_count", snapshots}, {"expired_refs_count", refs}};
  if (arguments.Flag("clean_expired_files").value_or(true)) {
    const auto entry = catalog_.Snapshot(options_.ref)->Find(id);
    catalog::SweepOptions sweep_options;
    sweep_options.commit_retention = DurationProperty("commit_retention");
    sweep_options.dry_run = dry_run;
    sweep_options.cancel = cancel;
    const auto sweep = catalog_.BeginSweep(sweep_options);
    // Dropped meanwhile: nothing is known of it any more.
    AddSweep(entry ? sweep->RemoveUnretained(entry->content_id) : catalog::SweepReport(), metrics);
  }
  return Metrics(std::move(metrics), dry_run ? "" : "ALTER TABLE EXECUTE");
}

EmbeddedSession::Result EmbeddedSession::RemoveOrphanFiles(const sql::TableExecute& execute) {
  const ProcedureArguments arguments("remove_orphan_files", execute.procedure.location,
                                     execute.arguments, {{"retention_threshold"}, {"dry_run"}},
                                     source_);
  const catalog::TableIdentifier id = ResolveTable(execute.table, scope());
  const auto retention = Retention(arguments, "remove_orphan_files_min_retention");
  std::string location;
  OnLake(execute.table.location, [&](LakeTransaction& lake) {
    const auto metadata = lake.Table(id).metadata;
    RequireGarbageCollection(*metadata);
    location = metadata->location;
  });
  catalog::SweepOptions options;
  options.commit_retention = DurationProperty("commit_retention");
  options.dry_run = arguments.Flag("dry_run").value_or(false);
  options.cancel = NewCancel();
  const base::TimePoint older_than = base::Clock::System().Now() - retention;
  MetricList metrics;
  AddSweep(catalog_.BeginSweep(options)->RemoveOrphans(location, older_than), metrics);
  return Metrics(std::move(metrics), options.dry_run ? "" : "ALTER TABLE EXECUTE");
}

EmbeddedSession::Result EmbeddedSession::RemoveAllOrphanFiles(const sql::Call& call) {
  const ProcedureArguments arguments("remove_orphan_files", call.name.location, call.arguments,
                                     {{"retention_threshold"}, {"dry_run"}}, source_);
  const auto retention = Retention(arguments, "remove_orphan_files_min_retention");
  catalog::SweepOptions options;
  options.commit_retention = DurationProperty("commit_retention");
  options.dry_run = arguments.Flag("dry_run").value_or(false);
  options.cancel = NewCancel();
  const base::TimePoint older_than = base::Clock::System().Now() - retention;
  MetricList metrics;
  AddSweep(catalog_.BeginSweep(options)->RemoveOrphans(catalog_.warehouse(), older_than), metrics);
  return Metrics(std::move(metrics), options.dry_run ? "" : "CALL");
}

}  // namespace tarn::engine::embedded
