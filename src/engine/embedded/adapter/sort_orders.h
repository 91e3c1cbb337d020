#pragma once

#include <string>
#include <vector>

#include "iceberg/schema.h"
#include "iceberg/sort_order.h"

namespace tarn::engine::embedded {

// Sort orders as Trino writes them in `sorted_by`. Pure.

// "a", "b DESC", "\"C d\" ASC NULLS LAST": ascending has nulls first and descending last unless it
// is said. The order's id is 1, 0 for an empty list. kInvalidArgument for other text, for a column
// that is named twice and for types that have no order; kNotFound for an unknown column.
iceberg::SortOrder ParseSortedBy(const std::vector<std::string>& sorted_by,
                                 const iceberg::Schema& schema);
// The reverse; transforms other than identity, which Trino cannot say, are written like
// partitioning: "bucket(a, 4) ASC NULLS FIRST".
std::vector<std::string> FormatSortedBy(const iceberg::SortOrder& order,
                                        const iceberg::Schema& schema);

// Whether writers of the engine honour an order: whole columns of the top level.
bool IsHonoured(const iceberg::SortOrder& order, const iceberg::Schema& schema);

}  // namespace tarn::engine::embedded
