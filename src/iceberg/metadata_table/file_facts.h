#pragma once

#include <map>
#include <string>
#include <vector>

#include "iceberg/metadata_table/metadata_table.h"
#include "iceberg/metadata_table/partition_columns.h"

namespace tarn::iceberg {

// What `files` and `entries` show of a data or delete file. Refers to the metadata it was made of.
class FileFacts {
 public:
  explicit FileFacts(const TableMetadata& metadata);

  // The file's columns from `content` to `sort_order_id`; those that `wanted` (by position; empty:
  // all) leaves out are null.
  MetadataValue::Children Columns(const DataFile& file, const std::vector<bool>& wanted = {}) const;
  // Counts, size and bounds by column, as JSON with the names of Iceberg's readable metrics;
  // columns in the order of their dotted names.
  MetadataValue ReadableMetrics(const DataFile& file) const;

 private:
  MetadataValue Bounds(const DataFile& file, const IdMap<std::string>& bounds) const;
  const PrimitiveType* TypeOf(FieldId id) const;

  const PartitionColumns partition_;
  std::map<FieldId, PrimitiveType> types_;
  std::vector<std::pair<std::string, FieldId>> names_;  // primitive columns, sorted by name
};

}  // namespace tarn::iceberg
