#pragma once

#include <vector>

#include "iceberg/expression/expression.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/manifest/manifest_file.h"
#include "iceberg/partition_spec.h"

namespace tarn::iceberg {

// What can be said of rows without reading them. All thread safe after construction, all
// conservative: when nothing is known, rows might match and not all rows do.

// Projects a filter on columns to one on the partition values of `spec`, whose leaves name
// partition field ids (spec: Scan Planning). Inclusive: true wherever some row may match. Strict:
// true only where every row matches.
BoundExpression ProjectInclusive(const BoundExpression& filter, const PartitionSpec& spec,
                                 const Schema& schema);
BoundExpression ProjectStrict(const BoundExpression& filter, const PartitionSpec& spec,
                              const Schema& schema);

// Evaluates a projected filter on partition values.
bool EvaluatePartition(const BoundExpression& projected, const PartitionSpec& spec,
                       const PartitionValues& partition);

// Whether a manifest may have files whose partition matches.
bool ManifestMightMatch(const BoundExpression& projected, const PartitionSpec& spec,
                        const ManifestFile& manifest);

// By bounds, null and NaN counts: whether some row may match, and whether every row does.
bool RowsMightMatch(const BoundExpression& filter, const DataFile& file);
bool RowsMustMatch(const BoundExpression& filter, const DataFile& file);

// What remains of `filter` to be tested on rows of a partition.
BoundExpression ResidualFor(const BoundExpression& filter, const PartitionSpec& spec,
                            const Schema& schema, const PartitionValues& partition);

}  // namespace tarn::iceberg
