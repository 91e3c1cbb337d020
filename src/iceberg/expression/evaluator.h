#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "iceberg/expression/expression.h"
#include "iceberg/expression/facts.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/partition_spec.h"

namespace tarn::iceberg {

// What can be said of rows without reading them. All thread safe, all conservative: when nothing is
// known, rows might match and not all rows do.

// Projects a filter on columns to one on the partition values of `spec`, whose leaves name
// partition field ids (spec: Scan Planning). Inclusive: where it is false, no row matches. Strict:
// where it is true, every row matches.
BoundExpression ProjectInclusive(const BoundExpression& filter, const PartitionSpec& spec);
BoundExpression ProjectStrict(const BoundExpression& filter, const PartitionSpec& spec);

// A projected filter on the values of one partition.
Truth EvaluatePartition(const BoundExpression& projected, const PartitionSpec& spec,
                        const PartitionValues& partition);

// Whether a manifest may have files whose partition matches.
bool ManifestMightMatch(const BoundExpression& projected, const PartitionSpec& spec,
                        const ManifestFile& manifest);

// What a file tells of one column; bounds in the binary single-value form.
struct ColumnMetrics {
  std::optional<int64_t> values;
  std::optional<int64_t> nulls;
  std::optional<int64_t> nans;
  std::optional<std::string_view> lower;
  std::optional<std::string_view> upper;
};
ColumnFacts FactsOf(const BoundPredicate& predicate, const ColumnMetrics& metrics);

// By bounds, null and NaN counts of a file.
Truth EvaluateMetrics(const BoundExpression& filter, const DataFile& file);
// Likewise, of a file that `metrics_of(column)` tells of: only the filter's columns are asked for.
template <typename MetricsOf>
Truth EvaluateMetrics(const BoundExpression& filter, int64_t record_count,
                      const MetricsOf& metrics_of) {
  if (record_count == 0) return Truth::kFalse;
  return EvaluateAll(
      filter, [&](const BoundPredicate& leaf) { return FactsOf(leaf, metrics_of(leaf.field_id)); });
}

// What remains of `filter` to be tested on rows of a partition.
BoundExpression ResidualFor(const BoundExpression& filter, const PartitionSpec& spec,
                            const PartitionValues& partition);

}  // namespace tarn::iceberg
