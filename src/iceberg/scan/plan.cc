#include "iceberg/scan/plan.h"

#include <map>
#include <unordered_map>

#include "base/error.h"
#include "iceberg/expression/evaluator.h"
#include "iceberg/scan/delete_index.h"

namespace tarn::iceberg {
namespace {

using base::ErrorKind;
using EntryPtr = std::shared_ptr<const ManifestEntry>;

// Whether a filter names a column that a spec partitions by: only then do residuals differ.
bool Names(const BoundExpression& filter, const PartitionSpec& spec) {
  if (const auto* leaf = std::get_if<BoundPredicate>(&filter.node)) {
    for (const PartitionField& field : spec.fields) {
      if (field.source_id == leaf->field_id) return true;
    }
    return false;
  }
  const auto any = [&](const auto& operands) {
    for (const BoundExpression& operand : operands) {
      if (Names(operand, spec)) return true;
    }
    return false;
  };
  if (const auto* all = std::get_if<AndOf<BoundPredicate>>(&filter.node)) return any(all->operands);
  if (const auto* some = std::get_if<OrOf<BoundPredicate>>(&filter.node)) {
    return any(some->operands);
  }
  return false;
}

class Planner {
 public:
  Planner(const TableMetadata& metadata, const Snapshot& snapshot, store::ObjectStore& store,
          const PlanOptions& options)
      : metadata_(metadata), snapshot_(snapshot), store_(store), options_(options) {
    const Schema& schema = options.schema ? *options.schema : metadata.SchemaOf(snapshot);
    filter_ =
        std::make_shared<const BoundExpression>(Bind(options.filter, schema, options.sensitivity));
  }

  ScanPlan Run() {
    const auto manifests = ReadManifestList(store_, snapshot_, options_.cache);
    ReadDeletes(*manifests);
    for (const ManifestFile& file : *manifests) {
      if (file.content == ManifestContent::kData) PlanManifest(file);
    }
    return std::move(plan_);
  }

 private:
  // What depends on the partition spec of a manifest.
  struct SpecFilter {
    const PartitionSpec* spec = nullptr;
    BoundExpression projected;  // inclusive
    bool residual_varies = false;
    std::unordered_map<std::string, std::shared_ptr<const BoundExpression>> residuals;
  };

  SpecFilter& FilterOf(PartitionSpecId id) {
    auto [it, added] = filters_.try_emplace(id);
    SpecFilter& filter = it->second;
    if (added) {
      filter.spec = metadata_.FindSpec(id);
      if (!filter.spec) {
        base::Throw(ErrorKind::kDataCorruption,
                    "a manifest of {} names a partition spec that the table does not have: {}",
                    metadata_.location, id.value());
      }
      filter.projected = ProjectInclusive(*filter_, *filter.spec);
      filter.residual_varies = Names(*filter_, *filter.spec);
    }
    return filter;
  }

  // Null when no file of the manifest can matter.
  std::shared_ptr<const Manifest> Open(const ManifestFile& file, SpecFilter& filter) {
    if (options_.cancel) options_.cancel->Check();
    ++plan_.counters.manifests;
    if (!file.has_live_files() || !ManifestMightMatch(filter.projected, *filter.spec, file)) {
      ++plan_.counters.manifests_skipped;
      if (file.content == ManifestContent::kData) {
        plan_.counters.files_skipped_by_partition +=
            int64_t{file.added_files_count.value_or(0)} + file.existing_files_count.value_or(0);
      }
      return nullptr;
    }
    return ReadManifest(store_, file, options_.cache);
  }

  void ReadDeletes(const std::vector<ManifestFile>& manifests) {
    for (const ManifestFile& file : manifests) {
      if (file.content != ManifestContent::kDeletes) continue;
      SpecFilter& filter = FilterOf(file.partition_spec_id);
      const auto manifest = Open(file, filter);
      if (!manifest) continue;
      for (const ManifestEntry& entry : manifest->entries) {
        if (!entry.is_live()) continue;
        ++plan_.counters.delete_files;
        deletes_.Add(EntryPtr(manifest, &entry), filter.spec->is_unpartitioned());
      }
    }
  }

  void PlanManifest(const ManifestFile& file) {
    SpecFilter& filter = FilterOf(file.partition_spec_id);
    const auto manifest = Open(file, filter);
    if (!manifest) return;
    for (const ManifestEntry& entry : manifest->entries) {
      if (!entry.is_live()) continue;
      ++plan_.counters.files;
      PlanFile(filter, EntryPtr(manifest, &entry));
    }
  }

  void PlanFile(SpecFilter& filter, EntryPtr entry) {
    const DataFile& file = entry->data_file;
    const bool possible =
        EvaluatePartition(filter.projected, *filter.spec, file.partition) != Truth::kFalse;
    const Truth by_metrics =
        !possible ? Truth::kFalse
                  : (filter_->is_true() ? Truth::kTrue : EvaluateMetrics(*filter_, file));
    if (by_metrics == Truth::kFalse) {
      ++plan_.counters.files_skipped;
      ++(possible ? plan_.counters.files_skipped_by_metrics
                  : plan_.counters.files_skipped_by_partition);
      return;
    }
    auto residual = by_metrics == Truth::kTrue ? true_ : Residual(filter, file);
    if (residual->is_false()) {
      ++plan_.counters.files_skipped;
      ++plan_.counters.files_skipped_by_partition;
      return;
    }
    plan_.record_count += file.record_count;
    plan_.bytes += file.file_size_in_bytes;
    FileScanTask task{std::move(entry), {}, std::move(residual)};
    if (!deletes_.empty()) task.deletes = deletes_.Find(*task.entry);
    plan_.tasks.push_back(std::move(task));
  }

  std::shared_ptr<const BoundExpression> Residual(SpecFilter& filter, const DataFile& file) {
    if (!filter.residual_varies) return filter_;
    auto& residual = filter.residuals[PartitionKey(file.spec_id, file.partition)];
    if (!residual) {
      residual = std::make_shared<const BoundExpression>(
          ResidualFor(*filter_, *filter.spec, file.partition));
    }
    return residual;
  }

  const TableMetadata& metadata_;
  const Snapshot& snapshot_;
  store::ObjectStore& store_;
  const PlanOptions& options_;
  std::shared_ptr<const BoundExpression> filter_;
  const std::shared_ptr<const BoundExpression> true_ =
      std::make_shared<const BoundExpression>(BoundExpression{AlwaysTrue{}});
  std::map<PartitionSpecId, SpecFilter> filters_;
  DeleteIndex deletes_;
  ScanPlan plan_;
};

}  // namespace

ScanPlan PlanFiles(const TableMetadata& metadata, const Snapshot& snapshot,
                   store::ObjectStore& store, const PlanOptions& options) {
  return Planner(metadata, snapshot, store, options).Run();
}

}  // namespace tarn::iceberg
