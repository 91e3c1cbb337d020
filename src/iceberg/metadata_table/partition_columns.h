#pragma once

#include <vector>

#include "iceberg/metadata_table/metadata_table.h"
#include "iceberg/partition_spec.h"

namespace tarn::iceberg {

// The partition fields of all specs of a table as one struct, as Trino's `partition` columns have
// it: in the order of the specs, each field id once, without those whose column was dropped. A
// value.
class PartitionColumns {
 public:
  explicit PartitionColumns(const TableMetadata& metadata);

  bool empty() const { return type_.fields.empty(); }
  const StructType& type() const { return type_; }
  // A file's values in the struct; null in fields that its spec does not have. A spec that the
  // table does not have is kDataCorruption.
  MetadataValue Project(const DataFile& file) const;

 private:
  const TableMetadata& metadata_;
  StructType type_;
};

// The spec of an id; kDataCorruption, with `path`, when the table has none.
const PartitionSpec& SpecOfFile(const TableMetadata& metadata, PartitionSpecId id,
                                const std::string& path);

}  // namespace tarn::iceberg
