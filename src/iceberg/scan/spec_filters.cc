#include "iceberg/scan/spec_filters.h"

#include "base/error.h"

namespace tarn::iceberg {
namespace {

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

}  // namespace

void SpecFilters::Add(PartitionSpecId id) {
  if (specs_.contains(id)) return;
  const PartitionSpec* spec = metadata_.FindSpec(id);
  if (!spec) {
    base::Throw(base::ErrorKind::kDataCorruption,
                "a manifest of {} names a partition spec that the table does not have: {}",
                metadata_.location, id.value());
  }
  OfSpec& of = specs_[id];
  of.spec = spec;
  of.projected = ProjectInclusive(*filter_, *spec);
  of.residual_varies = Names(*filter_, *spec);
}

bool SpecFilters::MightMatch(const ManifestFile& file) const {
  const OfSpec& of = Of(file.partition_spec_id);
  return file.has_live_files() && ManifestMightMatch(of.projected, *of.spec, file);
}

SpecFilters::Verdict SpecFilters::Judge(const PackedManifest& manifest,
                                        const PackedManifest::Entry& entry,
                                        const OfSpec& of) const {
  if (filter_->is_true()) return {true_};
  if (!of.projected.is_true() &&
      EvaluatePartition(of.projected, *of.spec, manifest.Partition(entry)) == Truth::kFalse) {
    return {nullptr, true};
  }
  const Truth by_metrics = EvaluateMetrics(*filter_, entry.record_count, [&](FieldId column) {
    return ColumnMetrics{manifest.Count(entry, PackedManifest::kValues, column),
                         manifest.Count(entry, PackedManifest::kNulls, column),
                         manifest.Count(entry, PackedManifest::kNans, column),
                         manifest.Bound(entry, PackedManifest::kLowers, column),
                         manifest.Bound(entry, PackedManifest::kUppers, column)};
  });
  if (by_metrics == Truth::kFalse) return {nullptr};
  if (by_metrics == Truth::kTrue) return {true_};
  if (!of.residual_varies) return {filter_};
  FilterPtr residual = PartitionResidual(manifest, entry, of);
  if (residual->is_false()) return {nullptr, true};
  return {std::move(residual)};
}

SpecFilters::FilterPtr SpecFilters::PartitionResidual(const PackedManifest& manifest,
                                                      const PackedManifest::Entry& entry,
                                                      const OfSpec& of) const {
  // Manifests of one spec may differ in how they write a partition: then it is known twice.
  std::string key(manifest.PartitionBytes(entry));
  {
    std::lock_guard lock(of.mutex);
    auto known = of.residuals.find(key);
    if (known != of.residuals.end()) return known->second;
  }
  auto residual = std::make_shared<const BoundExpression>(
      ResidualFor(*filter_, *of.spec, manifest.Partition(entry)));
  std::lock_guard lock(of.mutex);
  if (of.residuals.size() >= kMaxResiduals) of.residuals.clear();
  return of.residuals.emplace(std::move(key), std::move(residual)).first->second;
}

}  // namespace tarn::iceberg
