#pragma once

#include <cstdint>
#include <optional>

#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// How many values of a column differ, as ANALYZE found it (the `ndv` of theta sketches) for
// `snapshot`, or for the nearest one before it; nothing when that is not known. An estimate. Pure.
std::optional<int64_t> DistinctValues(const TableMetadata& metadata, const Snapshot* snapshot,
                                      FieldId column);
// The file of statistics that is nearest, likewise; null when there is none.
const StatisticsFile* NearestStatistics(const TableMetadata& metadata, const Snapshot* snapshot);

}  // namespace tarn::iceberg
