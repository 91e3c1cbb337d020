#pragma once

#include <cstdint>

#include "base/strong_type.h"

namespace tarn::iceberg {

// Ids that must never pass as one another. Field ids (of columns, and of partition fields from 1000
// on) stay plain numbers: they index every statistic.
using SnapshotId = base::StrongType<int64_t, struct SnapshotIdTag>;
using SchemaId = base::StrongType<int32_t, struct SchemaIdTag>;
using PartitionSpecId = base::StrongType<int32_t, struct PartitionSpecIdTag>;
using SortOrderId = base::StrongType<int32_t, struct SortOrderIdTag>;
using ViewVersionId = base::StrongType<int32_t, struct ViewVersionIdTag>;
using FieldId = int32_t;

}  // namespace tarn::iceberg
