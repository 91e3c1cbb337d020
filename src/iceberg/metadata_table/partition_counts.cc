#include "iceberg/metadata_table/partition_counts.h"

#include <algorithm>
#include <map>

#include "iceberg/manifest/manifest_reader.h"
#include "iceberg/metadata_table/partition_columns.h"
#include "iceberg/scan/delete_index.h"

namespace tarn::iceberg {
namespace {

constexpr int32_t kFirstVersionWithVectors = 3;

// Sums of hostile numbers stay at the end of the range.
void AddTo(int64_t& sum, int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) sum = INT64_MAX;
}

// Every partition field of the table, in the order of the field ids.
StructType UnifiedPartitionType(const TableMetadata& metadata) {
  std::map<FieldId, NestedField> fields;
  for (const PartitionSpec& spec : metadata.partition_specs) {
    for (NestedField& field : spec.PartitionType(metadata.current_schema()).fields) {
      field.required = false;
      fields.try_emplace(field.id, std::move(field));
    }
  }
  StructType type;
  for (auto& [id, field] : fields) type.fields.push_back(std::move(field));
  return type;
}

class Counter {
 public:
  explicit Counter(const TableMetadata& metadata)
      : metadata_(metadata), type_(UnifiedPartitionType(metadata)) {}

  // What is known already.
  void Begin(std::vector<PartitionCounts> rows) {
    for (PartitionCounts& row : rows) {
      row.total_record_count.reset();
      auto key = PartitionKey(row.spec_id, row.partition);
      partitions_.try_emplace(std::move(key), std::move(row));
    }
  }

  void Add(const ManifestEntry& entry) {
    PartitionCounts& counts = CountsOf(entry.data_file);
    Count(entry.data_file, 1, counts);
    if (entry.snapshot_id) Touch(*entry.snapshot_id, counts);
  }

  // Of a file that the snapshot took out.
  void Remove(const ManifestEntry& entry, SnapshotId snapshot) {
    PartitionCounts& counts = CountsOf(entry.data_file);
    Count(entry.data_file, -1, counts);
    Touch(snapshot, counts);
  }

  // Whether no more was taken out than there was.
  bool Fits() const {
    return std::ranges::all_of(partitions_, [](const auto& partition) {
      const PartitionCounts& counts = partition.second;
      return counts.data_record_count >= 0 && counts.data_file_count >= 0 &&
             counts.data_file_bytes >= 0 && counts.position_delete_record_count >= 0 &&
             counts.position_delete_file_count >= 0 && counts.equality_delete_record_count >= 0 &&
             counts.equality_delete_file_count >= 0 && counts.deletion_vector_count >= 0;
    });
  }

  std::vector<PartitionCounts> Take() {
    std::vector<PartitionCounts> rows;
    for (auto& [key, counts] : partitions_) {
      const int64_t files = counts.data_file_count + counts.position_delete_file_count +
                            counts.equality_delete_file_count + counts.deletion_vector_count;
      if (files == 0) continue;  // all went
      if (counts.equality_delete_file_count == 0 && counts.position_delete_file_count == 0) {
        counts.total_record_count =
            std::max<int64_t>(0, counts.data_record_count - counts.position_delete_record_count);
      }
      rows.push_back(std::move(counts));
    }
    std::sort(rows.begin(), rows.end(), Before);
    return rows;
  }

 private:
  PartitionCounts& CountsOf(const DataFile& file) {
    PartitionValues partition = Unified(file);
    const auto [it, added] = partitions_.try_emplace(PartitionKey(file.spec_id, partition));
    if (added) {
      it->second.spec_id = file.spec_id;
      it->second.partition = std::move(partition);
    }
    return it->second;
  }
  // `sign`: 1 for a file that is there, -1 for one that went.
  static void Count(const DataFile& file, int sign, PartitionCounts& counts) {
    switch (file.content) {
      case FileContent::kData:
        AddTo(counts.data_record_count, sign * file.record_count);
        AddTo(counts.data_file_bytes, sign * file.file_size_in_bytes);
        counts.data_file_count += sign;
        return;
      case FileContent::kPositionDeletes:
        AddTo(counts.position_delete_record_count, sign * file.record_count);
        (file.is_deletion_vector() ? counts.deletion_vector_count
                                   : counts.position_delete_file_count) += sign;
        return;
      case FileContent::kEqualityDeletes:
        AddTo(counts.equality_delete_record_count, sign * file.record_count);
        counts.equality_delete_file_count += sign;
        return;
    }
  }
  void Touch(SnapshotId id, PartitionCounts& counts) const {
    const Snapshot* snapshot = metadata_.FindSnapshot(id);
    if (snapshot == nullptr) return;
    if (counts.last_updated_at_ms && *counts.last_updated_at_ms >= snapshot->timestamp_ms) return;
    counts.last_updated_at_ms = snapshot->timestamp_ms;
    counts.last_updated_snapshot_id = id;
  }
  PartitionValues Unified(const DataFile& file) const {
    const PartitionSpec& spec = SpecOfFile(metadata_, file.spec_id, file.file_path);
    PartitionValues values(type_.fields.size());
    for (size_t i = 0; i < spec.fields.size() && i < file.partition.size(); ++i) {
      for (size_t to = 0; to < type_.fields.size(); ++to) {
        if (type_.fields[to].id == spec.fields[i].field_id) values[to] = file.partition[i];
      }
    }
    return values;
  }
  static bool Before(const PartitionCounts& a, const PartitionCounts& b) {
    for (size_t i = 0; i < a.partition.size(); ++i) {
      const auto& left = a.partition[i];
      const auto& right = b.partition[i];
      if (left.has_value() != right.has_value()) return right.has_value();
      if (!left || left->kind() != right->kind()) continue;
      if (const auto order = Compare(*left, *right); order != 0) return order < 0;
    }
    return a.spec_id < b.spec_id;
  }

  const TableMetadata& metadata_;
  const StructType type_;
  std::map<std::string, PartitionCounts> partitions_;
};

}  // namespace

Schema PartitionStatisticsSchema(const TableMetadata& metadata) {
  Schema schema;
  const auto add = [&](FieldId id, const char* name, Type type, bool required) {
    NestedField field;
    field.id = id;
    field.name = name;
    field.type = std::move(type);
    field.required = required;
    schema.fields.push_back(std::move(field));
  };
  const Type number = PrimitiveType(IntType{});
  const Type count = PrimitiveType(LongType{});
  add(1, "partition", UnifiedPartitionType(metadata), true);
  add(2, "spec_id", number, true);
  add(3, "data_record_count", count, true);
  add(4, "data_file_count", number, true);
  add(5, "total_data_file_size_in_bytes", count, true);
  add(6, "position_delete_record_count", count, false);
  add(7, "position_delete_file_count", number, false);
  add(8, "equality_delete_record_count", count, false);
  add(9, "equality_delete_file_count", number, false);
  add(10, "total_record_count", count, false);
  add(11, "last_updated_at", count, false);
  add(12, "last_updated_snapshot_id", count, false);
  if (metadata.format_version >= kFirstVersionWithVectors) add(13, "dv_count", number, true);
  return schema;
}

std::vector<PartitionCounts> CountPartitions(const TableMetadata& metadata,
                                             const Snapshot& snapshot, store::ObjectStore& store,
                                             ManifestCache* cache) {
  Counter counter(metadata);
  const auto list = ReadManifestList(store, snapshot, cache);
  for (const ManifestFile& file : *list) {
    if (!file.has_live_files()) continue;
    const auto manifest = ReadManifest(store, file, cache);
    for (const ManifestEntry& entry : manifest->entries) {
      if (entry.is_live()) counter.Add(entry);
    }
  }
  return counter.Take();
}

const PartitionStatisticsFile* NearestPartitionStatistics(const TableMetadata& metadata,
                                                          const Snapshot& snapshot) {
  const Snapshot* at = &snapshot;
  // No further than there are snapshots: parents may lie.
  for (size_t i = 0; at != nullptr && i <= metadata.snapshots.size(); ++i) {
    for (const PartitionStatisticsFile& file : metadata.partition_statistics) {
      if (file.snapshot_id == at->snapshot_id) return &file;
    }
    at = at->parent_snapshot_id ? metadata.FindSnapshot(*at->parent_snapshot_id) : nullptr;
  }
  return nullptr;
}

std::optional<std::vector<PartitionCounts>> UpdatePartitions(
    const TableMetadata& metadata, const Snapshot& snapshot, SnapshotId since,
    std::vector<PartitionCounts> rows, store::ObjectStore& store, ManifestCache* cache) {
  Counter counter(metadata);
  counter.Begin(std::move(rows));
  const Snapshot* at = &snapshot;
  for (size_t i = 0; at->snapshot_id != since; ++i) {
    if (i > metadata.snapshots.size()) return std::nullopt;
    const auto list = ReadManifestList(store, *at, cache);
    for (const ManifestFile& file : *list) {
      // What a snapshot did is in the manifests that it made; it carried the others over.
      if (file.added_snapshot_id != at->snapshot_id) continue;
      const auto manifest = ReadManifest(store, file, cache);
      for (const ManifestEntry& entry : manifest->entries) {
        if (entry.status == EntryStatus::kAdded) counter.Add(entry);
        if (entry.status == EntryStatus::kDeleted) counter.Remove(entry, at->snapshot_id);
      }
    }
    if (!at->parent_snapshot_id) return std::nullopt;
    at = metadata.FindSnapshot(*at->parent_snapshot_id);
    if (at == nullptr) return std::nullopt;
  }
  if (!counter.Fits()) return std::nullopt;
  return counter.Take();
}

}  // namespace tarn::iceberg
