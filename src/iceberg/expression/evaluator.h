#pragma once

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

// By bounds, null and NaN counts of a file.
Truth EvaluateMetrics(const BoundExpression& filter, const DataFile& file);

// What remains of `filter` to be tested on rows of a partition.
BoundExpression ResidualFor(const BoundExpression& filter, const PartitionSpec& spec,
                            const PartitionValues& partition);

}  // namespace tarn::iceberg
