#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "iceberg/expression/evaluator.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/manifest/packed_manifest.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// A filter as each partition spec of a table sees it. Specs are added first; after that everything
// is thread safe.
class SpecFilters {
 public:
  using FilterPtr = std::shared_ptr<const BoundExpression>;

  SpecFilters(const TableMetadata& metadata, FilterPtr filter)
      : metadata_(metadata), filter_(std::move(filter)) {}

  struct OfSpec {
    const PartitionSpec* spec = nullptr;
    BoundExpression projected;  // inclusive
    bool residual_varies = false;

   private:
    friend class SpecFilters;
    mutable std::mutex mutex;
    mutable std::unordered_map<std::string, FilterPtr> residuals;
  };

  // kDataCorruption for a spec that the table does not have.
  void Add(PartitionSpecId id);
  const OfSpec& Of(PartitionSpecId id) const { return specs_.at(id); }

  bool MightMatch(const ManifestFile& file) const;

  struct Verdict {
    // What is left of the filter to be tested on the rows of the file: True when every row matches,
    // null when none can. The same object for files that share it.
    FilterPtr residual;
    bool by_partition = false;  // why it is null: the partition tells, not the metrics
  };
  Verdict Judge(const PackedManifest& manifest, const PackedManifest::Entry& entry,
                const OfSpec& of) const;

 private:
  static constexpr size_t kMaxResiduals = 10'000;

  FilterPtr PartitionResidual(const PackedManifest& manifest, const PackedManifest::Entry& entry,
                              const OfSpec& of) const;

  const TableMetadata& metadata_;
  const FilterPtr filter_;
  const FilterPtr true_ = std::make_shared<const BoundExpression>(BoundExpression{AlwaysTrue{}});
  std::map<PartitionSpecId, OfSpec> specs_;
};

}  // namespace tarn::iceberg
