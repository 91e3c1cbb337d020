#pragma once

#include <functional>
#include <optional>

#include "engine/embedded/adapter/duck.h"
#include "iceberg/manifest/data_file.h"
#include "iceberg/table_metadata.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {

// Columns that a table has beside its own and that only a query which names them sees, as Trino has
// them: "$path", "$partition", "$file_modified_time", and "$pos", the row's place in its file from
// 0 on. All but the last are one value a file. Pure but for the modification time, which the store
// is asked for. Tables of version 3 also have "$row_id" and "$last_updated_sequence_number" (spec:
// Row Lineage).

inline constexpr duckdb::column_t kPathColumn = UINT64_C(9223372036854775808) + 1000;
inline constexpr duckdb::column_t kPartitionColumn = kPathColumn + 1;
inline constexpr duckdb::column_t kModifiedTimeColumn = kPathColumn + 2;
inline constexpr duckdb::column_t kRowIdColumn = kPathColumn + 3;
inline constexpr duckdb::column_t kLastUpdatedColumn = kPathColumn + 4;

// All hidden columns of a table.
duckdb::virtual_column_map_t HiddenColumns(const iceberg::TableMetadata& metadata);

// The value of a hidden column in every row of a file; nothing for another column. kNotFound for
// the modification time of a file that is gone.
std::optional<duckdb::Value> HiddenValue(duckdb::column_t column,
                                         const iceberg::TableMetadata& metadata,
                                         const iceberg::DataFile& file, store::ObjectStore& store);

// The filters that can be told by a file's path and partition alone: they leave out files before
// anything is read. `column_of` gives the column that a reference of the scan means, or nothing.
class FileFilter {
 public:
  using ColumnOf =
      std::function<std::optional<duckdb::column_t>(const duckdb::BoundColumnRefExpression&)>;
  FileFilter(const duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& filters,
             const ColumnOf& column_of);

  bool empty() const { return filters_.empty(); }
  // Whether the file may have rows.
  bool Keeps(duckdb::ClientContext& context, const iceberg::TableMetadata& metadata,
             const iceberg::DataFile& file, store::ObjectStore& store) const;

 private:
  duckdb::vector<duckdb::unique_ptr<duckdb::Expression>> filters_;
  ColumnOf column_of_;
};

}  // namespace tarn::engine::embedded
