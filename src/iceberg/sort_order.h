#pragma once

#include <vector>

#include "iceberg/ids.h"
#include "iceberg/schema.h"
#include "iceberg/transform.h"

namespace tarn::iceberg {

enum class SortDirection { kAscending, kDescending };
enum class NullOrder { kFirst, kLast };

struct SortField {
  Transform transform;
  FieldId source_id = 0;
  SortDirection direction = SortDirection::kAscending;
  NullOrder null_order = NullOrder::kFirst;

  friend bool operator==(const SortField&, const SortField&) = default;
};

// How rows are ordered in data files (spec: Sorting). Order 0 is the unsorted order. A value.
struct SortOrder {
  SortOrderId order_id{0};
  std::vector<SortField> fields = {};

  bool is_unsorted() const { return fields.empty(); }
  friend bool operator==(const SortOrder&, const SortOrder&) = default;
};

// kInvalidArgument for unknown columns and transforms that do not take their type.
void CheckSortOrder(const SortOrder& order, const Schema& schema);

}  // namespace tarn::iceberg
