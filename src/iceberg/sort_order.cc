#include "iceberg/sort_order.h"

#include "base/error.h"

namespace tarn::iceberg {

void CheckSortOrder(const SortOrder& order, const Schema& schema) {
  for (const SortField& field : order.fields) {
    const NestedField* source = schema.FindField(field.source_id);
    if (!source) {
      base::Throw(base::ErrorKind::kInvalidArgument,
                  "the sort order names a column that the schema does not have: {}",
                  field.source_id);
    }
    if (!IsPrimitive(source->type) || !field.transform.CanApplyTo(AsPrimitive(source->type))) {
      base::Throw(base::ErrorKind::kInvalidArgument,
                  "the sort order cannot sort the column '{}' of type {} by {}", source->name,
                  ToString(source->type), ToString(field.transform));
    }
  }
}

}  // namespace tarn::iceberg
