#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "iceberg/manifest/data_file.h"
#include "iceberg/table_metadata.h"

namespace tarn::iceberg {

// The columns that `partitions` has statistics of: top-level primitive ones that the current spec
// does not partition by as they are.
std::vector<const NestedField*> PartitionDataColumns(const TableMetadata& metadata);

// Sums over the data files of one partition. A bound or count that one file does not tell is not
// known of the partition; files with nothing but nulls in a column do not count for its bounds.
class PartitionStatistics {
 public:
  struct Column {
    std::optional<Literal> min;
    std::optional<Literal> max;
    std::optional<int64_t> null_count;
    std::optional<int64_t> nan_count;
    bool has_bounds = false;  // some file counted for them
  };

  // `columns` as PartitionDataColumns gives them.
  void Add(const DataFile& file, const std::vector<const NestedField*>& columns);

  int64_t record_count() const { return record_count_; }
  int64_t file_count() const { return file_count_; }
  int64_t total_size() const { return total_size_; }
  const std::vector<Column>& columns() const { return columns_; }

 private:
  void AddColumn(const DataFile& file, const NestedField& field, Column& column);

  int64_t record_count_ = 0;
  int64_t file_count_ = 0;
  int64_t total_size_ = 0;
  std::vector<Column> columns_;
};

}  // namespace tarn::iceberg
