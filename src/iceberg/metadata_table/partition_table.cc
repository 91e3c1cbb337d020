// partitions: the data files of a snapshot, summed by partition.
#include <map>

#include "iceberg/metadata_table/manifest_source.h"
#include "iceberg/metadata_table/partition_columns.h"
#include "iceberg/metadata_table/partition_statistics.h"
#include "iceberg/metadata_table/readers.h"
#include "iceberg/metadata_table/values.h"
#include "iceberg/scan/delete_index.h"

namespace tarn::iceberg {
namespace {

class PartitionRows : public MetadataRowReader {
 public:
  PartitionRows(MetadataTableSource source, MetadataReadOptions options)
      : source_(std::move(source)),
        options_(std::move(options)),
        partition_columns_(*source_.metadata),
        data_columns_(PartitionDataColumns(*source_.metadata)) {}

  std::optional<MetadataRow> Next() override {
    if (!summed_) {
      Sum();
      summed_ = true;
      next_ = partitions_.begin();
    }
    if (next_ == partitions_.end()) return std::nullopt;
    const Partition& partition = (next_++)->second;
    MetadataRow row;
    if (!partition_columns_.empty()) row.push_back(partition.values);
    row.push_back(OfLong(partition.statistics.record_count()));
    row.push_back(OfLong(partition.statistics.file_count()));
    row.push_back(OfLong(partition.statistics.total_size()));
    if (!data_columns_.empty()) row.push_back(Data(partition.statistics));
    return row;
  }

 private:
  struct Partition {
    MetadataValue values;
    PartitionStatistics statistics;
  };

  void Sum() {
    ManifestSource manifests(source_, options_, ManifestSource::Scope::kSnapshot);
    while (const ManifestFile* file = manifests.Next()) {
      if (file->content != ManifestContent::kData || !file->has_live_files()) continue;
      const auto manifest = manifests.Read(*file);
      for (const ManifestEntry& entry : manifest->entries) {
        if (entry.is_live() && !source_.removed.contains(entry.data_file.file_path)) {
          Add(entry.data_file);
        }
      }
    }
    for (const DataFile& file : source_.added) {
      if (file.content == FileContent::kData) Add(file);
    }
  }

  void Add(const DataFile& file) {
    const auto [it, added] = partitions_.try_emplace(PartitionKey(file.spec_id, file.partition));
    if (added) it->second.values = partition_columns_.Project(file);
    it->second.statistics.Add(file, data_columns_);
  }

  MetadataValue Data(const PartitionStatistics& statistics) const {
    MetadataValue::Children data;
    for (const PartitionStatistics::Column& column : statistics.columns()) {
      if (!column.min && !column.max && !column.null_count) {
        data.emplace_back();
        continue;
      }
      const auto literal = [](const Literal& value) { return MetadataValue(value); };
      data.push_back(MetadataValue::Children{
          OrNull(column.min, literal), OrNull(column.max, literal),
          OrNull(column.null_count, OfLong), OrNull(column.nan_count, OfLong)});
    }
    return data;
  }

  const MetadataTableSource source_;
  const MetadataReadOptions options_;
  const PartitionColumns partition_columns_;
  const std::vector<const NestedField*> data_columns_;
  std::map<std::string, Partition> partitions_;
  std::map<std::string, Partition>::const_iterator next_;
  bool summed_ = false;
};

}  // namespace

std::unique_ptr<MetadataRowReader> ReadPartitions(MetadataTableSource source,
                                                  MetadataReadOptions options) {
  return std::make_unique<PartitionRows>(std::move(source), std::move(options));
}

}  // namespace tarn::iceberg
