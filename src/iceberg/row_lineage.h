#pragma once

#include <string_view>

#include "iceberg/schema.h"

namespace tarn::iceberg {

// The columns that data files of version 3 have beside the table's when rows are written anew and
// keep who they are (spec: Row Lineage; Reserved Field IDs). Both are optional longs; null means
// what is inherited: the file's first row id plus the position, the file's data sequence number.
inline constexpr FieldId kRowIdField = 2147483540;
inline constexpr FieldId kLastUpdatedSequenceNumberField = 2147483539;
inline constexpr std::string_view kRowIdName = "_row_id";
inline constexpr std::string_view kLastUpdatedSequenceNumberName = "_last_updated_sequence_number";

// `schema` with both at its end.
Schema WithRowLineage(Schema schema);

}  // namespace tarn::iceberg
