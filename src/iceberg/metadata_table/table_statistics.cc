#include "iceberg/metadata_table/table_statistics.h"

#include "iceberg/metadata_table/manifest_source.h"
#include "iceberg/metadata_table/partition_statistics.h"

namespace tarn::iceberg {
namespace {

// Sizes by column; nothing once a file with rows did not tell.
class Sizes {
 public:
  explicit Sizes(size_t columns) : sizes_(columns, 0) {}
  void Add(const DataFile& file, const std::vector<const NestedField*>& columns) {
    for (size_t i = 0; i < columns.size(); ++i) {
      const int64_t* size = file.column_sizes.Find(columns[i]->id);
      int64_t sum = 0;
      if (size == nullptr || !sizes_[i] || __builtin_add_overflow(*sizes_[i], *size, &sum)) {
        sizes_[i].reset();
      } else {
        sizes_[i] = sum;
      }
    }
  }
  const std::optional<int64_t>& operator[](size_t i) const { return sizes_[i]; }

 private:
  std::vector<std::optional<int64_t>> sizes_;
};

}  // namespace

TableStatistics StatisticsOf(const MetadataTableSource& source,
                             const MetadataReadOptions& options) {
  std::vector<const NestedField*> columns;
  for (const NestedField& field : source.metadata->current_schema().fields) {
    if (IsPrimitive(field.type)) columns.push_back(&field);
  }
  PartitionStatistics all;
  Sizes sizes(columns.size());
  const auto add = [&](const DataFile& file) {
    if (file.content != FileContent::kData || file.record_count == 0) return;
    all.Add(file, columns);
    sizes.Add(file, columns);
  };
  ManifestSource manifests(source, options, ManifestSource::Scope::kSnapshot);
  while (const ManifestFile* file = manifests.Next()) {
    if (file->content != ManifestContent::kData || !file->has_live_files()) continue;
    const auto manifest = manifests.Read(*file);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live() && !source.removed.contains(entry.data_file.file_path)) {
        add(entry.data_file);
      }
    }
  }
  for (const DataFile& file : source.added) add(file);

  TableStatistics result;
  result.row_count = all.record_count();
  for (size_t i = 0; i < columns.size(); ++i) {
    TableStatistics::Column column;
    column.field = columns[i];
    if (all.file_count() > 0) {
      const PartitionStatistics::Column& sums = all.columns()[i];
      column.null_count = sums.null_count;
      column.min = sums.min;
      column.max = sums.max;
      column.size_in_bytes = sizes[i];
    }
    result.columns.push_back(std::move(column));
  }
  return result;
}

}  // namespace tarn::iceberg
