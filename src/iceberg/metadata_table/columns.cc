// The columns of metadata tables, as Trino 476's plugin declares them.
#include <set>

#include "base/error.h"
#include "iceberg/metadata_table/metadata_table.h"
#include "iceberg/metadata_table/partition_columns.h"
#include "iceberg/metadata_table/partition_statistics.h"

namespace tarn::iceberg {
namespace {

using Columns = std::vector<MetadataColumn>;

const Type kInt = PrimitiveType(IntType{});
const Type kLong = PrimitiveType(LongType{});
const Type kText = PrimitiveType(StringType{});
const Type kBool = PrimitiveType(BooleanType{});
const Type kInstant = PrimitiveType(TimestamptzType{});
const Type kBytes = PrimitiveType(BinaryType{});

NestedField Field(const std::string& name, const Type& type) {
  NestedField field;
  field.name = name;
  field.type = type;
  return field;
}

Type LongMap() { return MakeMap(0, kInt, 0, kLong); }
Type TextMap(const Type& key) { return MakeMap(0, key, 0, kText); }

Type PartitionSummaries() {
  StructType summary;
  summary.fields = {Field("contains_null", kBool), Field("contains_nan", kBool),
                    Field("lower_bound", kText), Field("upper_bound", kText)};
  return MakeList(0, summary);
}

// What files and entries say of a file, in this order in both.
Columns FileColumns(const TableMetadata& metadata) {
  Columns columns = {
      {"content", kInt}, {"file_path", kText}, {"file_format", kText}, {"spec_id", kInt}};
  const PartitionColumns partition(metadata);
  if (!partition.empty()) columns.push_back({"partition", partition.type()});
  const Columns rest = {
      {"record_count", kLong},
      {"file_size_in_bytes", kLong},
      {"column_sizes", LongMap()},
      {"value_counts", LongMap()},
      {"null_value_counts", LongMap()},
      {"nan_value_counts", LongMap()},
      {"lower_bounds", TextMap(kInt)},
      {"upper_bounds", TextMap(kInt)},
      {"key_metadata", kBytes},
      {"split_offsets", MakeList(0, kLong)},
      {"equality_ids", MakeList(0, kInt)},
      {"sort_order_id", kInt},
  };
  columns.insert(columns.end(), rest.begin(), rest.end());
  return columns;
}

Columns EntryColumns(const TableMetadata& metadata) {
  StructType data_file;
  for (const MetadataColumn& column : FileColumns(metadata)) {
    data_file.fields.push_back(Field(column.name, column.type));
  }
  return {{"status", kInt},           {"snapshot_id", kLong},
          {"sequence_number", kLong}, {"file_sequence_number", kLong},
          {"data_file", data_file},   {"readable_metrics", kText, true}};
}

Columns PartitionTableColumns(const TableMetadata& metadata) {
  Columns columns;
  const PartitionColumns partition(metadata);
  if (!partition.empty()) columns.push_back({"partition", partition.type()});
  columns.push_back({"record_count", kLong});
  columns.push_back({"file_count", kLong});
  columns.push_back({"total_size", kLong});
  StructType data;
  for (const NestedField* column : PartitionDataColumns(metadata)) {
    StructType metrics;
    metrics.fields = {Field("min", column->type), Field("max", column->type),
                      Field("null_count", kLong), Field("nan_count", kLong)};
    data.fields.push_back(Field(column->name, metrics));
  }
  if (!data.fields.empty()) columns.push_back({"data", data});
  return columns;
}

Columns ManifestColumns() {
  return {{"path", kText},
          {"length", kLong},
          {"partition_spec_id", kInt},
          {"added_snapshot_id", kLong},
          {"added_data_files_count", kInt},
          {"added_rows_count", kLong},
          {"existing_data_files_count", kInt},
          {"existing_rows_count", kLong},
          {"deleted_data_files_count", kInt},
          {"deleted_rows_count", kLong},
          {"partition_summaries", PartitionSummaries()}};
}

Columns AllManifestColumns() {
  return {{"path", kText},
          {"length", kLong},
          {"partition_spec_id", kInt},
          {"added_snapshot_id", kLong},
          {"added_data_files_count", kInt},
          {"existing_data_files_count", kInt},
          {"deleted_data_files_count", kInt},
          {"added_delete_files_count", kInt},
          {"existing_delete_files_count", kInt},
          {"deleted_delete_files_count", kInt},
          {"partition_summaries", PartitionSummaries()},
          {"reference_snapshot_id", kLong}};
}

}  // namespace

Columns MetadataTableColumns(MetadataTableKind kind, const TableMetadata& metadata) {
  switch (kind) {
    case MetadataTableKind::kHistory:
      return {{"made_current_at", kInstant},
              {"snapshot_id", kLong},
              {"parent_id", kLong},
              {"is_current_ancestor", kBool}};
    case MetadataTableKind::kMetadataLogEntries:
      return {{"timestamp", kInstant},
              {"file", kText},
              {"latest_snapshot_id", kLong},
              {"latest_schema_id", kInt},
              {"latest_sequence_number", kLong}};
    case MetadataTableKind::kSnapshots:
      return {{"committed_at", kInstant}, {"snapshot_id", kLong},   {"parent_id", kLong},
              {"operation", kText},       {"manifest_list", kText}, {"summary", TextMap(kText)}};
    case MetadataTableKind::kManifests: return ManifestColumns();
    case MetadataTableKind::kAllManifests: return AllManifestColumns();
    case MetadataTableKind::kPartitions: return PartitionTableColumns(metadata);
    case MetadataTableKind::kFiles: {
      Columns columns = FileColumns(metadata);
      columns.push_back({"readable_metrics", kText, true});
      return columns;
    }
    case MetadataTableKind::kEntries:
    case MetadataTableKind::kAllEntries: return EntryColumns(metadata);
    case MetadataTableKind::kProperties: return {{"key", kText}, {"value", kText}};
    case MetadataTableKind::kRefs:
      return {{"name", kText},
              {"type", kText},
              {"snapshot_id", kLong},
              {"max_reference_age_in_ms", kLong},
              {"min_snapshots_to_keep", kInt},
              {"max_snapshot_age_in_ms", kLong}};
  }
  base::Throw(base::ErrorKind::kInternal, "unknown metadata table");
}

}  // namespace tarn::iceberg
