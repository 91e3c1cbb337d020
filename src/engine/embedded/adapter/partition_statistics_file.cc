#include "engine/embedded/adapter/partition_statistics_file.h"

#include "engine/embedded/adapter/data_file_writer.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/file_statistics.h"
#include "engine/embedded/adapter/parquet_edits.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/location.h"
#include "iceberg/metadata_table/partition_counts.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Value;

constexpr duckdb::idx_t kRowGroupRows = 122'880;

template <typename T>
Value OrNull(const std::optional<T>& value) {
  return value ? Value::BIGINT(*value) : Value(duckdb::LogicalType::BIGINT);
}

Value Number(int64_t value) { return Value::INTEGER(static_cast<int32_t>(value)); }

// The row in the order of iceberg::PartitionStatisticsSchema.
duckdb::vector<Value> RowOf(const iceberg::PartitionCounts& counts,
                            const duckdb::LogicalType& partition) {
  const auto& fields = duckdb::StructType::GetChildTypes(partition);
  duckdb::vector<Value> values;
  for (size_t i = 0; i < fields.size(); ++i) {
    values.push_back(counts.partition[i]
                         ? FromLiteral(*counts.partition[i]).DefaultCastAs(fields[i].second)
                         : Value(fields[i].second));
  }
  const auto& snapshot = counts.last_updated_snapshot_id;
  return {Value::STRUCT(partition, std::move(values)),
          Number(counts.spec_id.value()),
          Value::BIGINT(counts.data_record_count),
          Number(counts.data_file_count),
          Value::BIGINT(counts.data_file_bytes),
          Value::BIGINT(counts.position_delete_record_count),
          Number(counts.position_delete_file_count),
          Value::BIGINT(counts.equality_delete_record_count),
          Number(counts.equality_delete_file_count),
          OrNull(counts.total_record_count),
          OrNull(counts.last_updated_at_ms),
          OrNull(snapshot ? std::optional(snapshot->value()) : std::nullopt),
          Number(counts.deletion_vector_count)};
}

// Writes the rows as one Parquet file at `path`, a local one or the store's.
void WriteRows(duckdb::ClientContext& context, const iceberg::Schema& schema,
               const std::vector<iceberg::PartitionCounts>& partitions, const std::string& path) {
  const auto copy =
      duckdb::Catalog::GetSystemCatalog(context)
          .GetEntry<duckdb::CopyFunctionCatalogEntry>(context, DEFAULT_SCHEMA, "parquet")
          .function;
  duckdb::CopyInfo info;
  info.format = "parquet";
  info.options["field_ids"] = {FieldIdsOption(schema)};
  info.options["compression"] = {Value("zstd")};
  info.options["row_group_size"] = {Value::UBIGINT(kRowGroupRows)};
  duckdb::CopyFunctionBindInput input(info);
  duckdb::vector<std::string> names;
  duckdb::vector<duckdb::LogicalType> types;
  for (const iceberg::NestedField& field : schema.fields) {
    names.push_back(field.name);
    types.push_back(ToDuckType(field.type));
  }
  const auto bind_data = copy.copy_to_bind(context, input, names, types);
  auto state = copy.copy_to_initialize_global(context, *bind_data, PrepareOutputFile(path));
  duckdb::DataChunk chunk;
  chunk.Initialize(duckdb::Allocator::Get(context), types);
  const auto new_rows = [&] {
    return duckdb::make_uniq<duckdb::ColumnDataCollection>(context, types);
  };
  auto rows = new_rows();
  const auto flush = [&] {
    auto batch = copy.prepare_batch(context, *bind_data, *state, std::exchange(rows, new_rows()));
    copy.flush_batch(context, *bind_data, *state, *batch);
  };
  for (const iceberg::PartitionCounts& counts : partitions) {
    const auto row = RowOf(counts, types.front());
    const duckdb::idx_t at = chunk.size();
    for (duckdb::idx_t i = 0; i < types.size(); ++i) chunk.SetValue(i, at, row[i]);
    chunk.SetCardinality(at + 1);
    if (chunk.size() < STANDARD_VECTOR_SIZE) continue;
    rows->Append(chunk);
    chunk.Reset();
    if (rows->Count() >= kRowGroupRows) flush();
  }
  if (chunk.size() > 0) rows->Append(chunk);
  if (rows->Count() > 0) flush();
  copy.copy_to_finalize(context, *bind_data, *state);
}

}  // namespace

std::optional<iceberg::PartitionStatisticsFile> WritePartitionStatistics(
    duckdb::DatabaseInstance& database, LakeTransaction& lake,
    const iceberg::TableMetadata& metadata, const iceberg::Snapshot& snapshot) {
  const iceberg::Schema schema = iceberg::PartitionStatisticsSchema(metadata);
  if (iceberg::ChildrenOf(schema.fields.front().type).empty()) return std::nullopt;
  const auto partitions =
      iceberg::CountPartitions(metadata, snapshot, lake.catalog().store(), &lake.cache());
  iceberg::PartitionStatisticsFile file;
  file.snapshot_id = snapshot.snapshot_id;
  file.statistics_path = iceberg::NewPartitionStatisticsPath(metadata, snapshot.snapshot_id);
  const std::string draft = file.statistics_path + ".draft";
  lake.WillWrite(file.statistics_path);
  lake.WillWrite(draft);
  Translated([&] {
    duckdb::Connection connection(database);
    connection.BeginTransaction();
    auto& files = duckdb::FileSystem::GetFileSystem(*connection.context);
    WriteRows(*connection.context, schema, partitions, draft);
    const std::string local = PrepareOutputFile(draft);
    const EditedFile edited =
        WriteEdited(files, local, PrepareOutputFile(file.statistics_path), EditsFor(schema));
    files.RemoveFile(local);
    file.file_size_in_bytes = static_cast<int64_t>(edited.size);
    connection.Commit();
  });
  return file;
}

}  // namespace tarn::engine::embedded
