#include "engine/embedded/adapter/partition_statistics_file.h"

#include <algorithm>
#include <map>

#include "engine/embedded/adapter/data_file_writer.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/file_statistics.h"
#include "engine/embedded/adapter/parquet_edits.h"
#include "engine/embedded/adapter/position_deletes.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/location.h"
#include "iceberg/metadata_table/partition_counts.h"
#include "iceberg/table_folder.h"

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

int64_t CountOf(const Value& value) { return value.IsNull() ? 0 : value.GetValue<int64_t>(); }

// What an earlier file says; nothing when it cannot be read, or has a partition field that the
// table does not know.
std::optional<std::vector<iceberg::PartitionCounts>> ReadRows(duckdb::Connection& connection,
                                                              const iceberg::Schema& schema,
                                                              const std::string& path) {
  const auto result =
      connection.Query("SELECT * FROM parquet_scan(" +
                       duckdb::KeywordHelper::WriteQuoted(PathForDuck(path), '\'') + ")");
  if (result->HasError()) return std::nullopt;
  std::map<std::string, duckdb::idx_t> places;
  for (duckdb::idx_t i = 0; i < result->names.size(); ++i) places[result->names[i]] = i;
  const auto partition = places.find("partition");
  if (partition == places.end()) return std::nullopt;
  const duckdb::LogicalType& type = result->types[partition->second];
  if (type.id() != duckdb::LogicalTypeId::STRUCT) return std::nullopt;
  const auto fields = iceberg::ChildrenOf(schema.fields.front().type);
  std::vector<size_t> to;  // where the file's partition fields are now
  for (const auto& child : duckdb::StructType::GetChildTypes(type)) {
    const auto known = std::ranges::find_if(
        fields, [&](const iceberg::NestedField* field) { return field->name == child.first; });
    if (known == fields.end()) return std::nullopt;
    to.push_back(static_cast<size_t>(known - fields.begin()));
  }
  std::vector<iceberg::PartitionCounts> rows;
  for (const auto& row : result->Cast<duckdb::MaterializedQueryResult>().Collection().GetRows()) {
    const auto get = [&](const char* name) {
      const auto found = places.find(name);
      return found == places.end() ? Value() : row.GetValue(found->second);
    };
    iceberg::PartitionCounts& counts = rows.emplace_back();
    counts.partition.resize(fields.size());
    const Value values = get("partition");
    if (values.IsNull()) return std::nullopt;
    for (size_t i = 0; i < to.size(); ++i) {
      const Value& value = duckdb::StructValue::GetChildren(values)[i];
      if (value.IsNull()) continue;
      counts.partition[to[i]] = ToLiteral(value.DefaultCastAs(ToDuckType(fields[to[i]]->type)),
                                          iceberg::AsPrimitive(fields[to[i]]->type));
      if (!counts.partition[to[i]]) return std::nullopt;
    }
    counts.spec_id = iceberg::PartitionSpecId(static_cast<int32_t>(CountOf(get("spec_id"))));
    counts.data_record_count = CountOf(get("data_record_count"));
    counts.data_file_count = CountOf(get("data_file_count"));
    counts.data_file_bytes = CountOf(get("total_data_file_size_in_bytes"));
    counts.position_delete_record_count = CountOf(get("position_delete_record_count"));
    counts.position_delete_file_count = CountOf(get("position_delete_file_count"));
    counts.equality_delete_record_count = CountOf(get("equality_delete_record_count"));
    counts.equality_delete_file_count = CountOf(get("equality_delete_file_count"));
    counts.deletion_vector_count = CountOf(get("dv_count"));
    if (const Value at = get("last_updated_at"); !at.IsNull()) {
      counts.last_updated_at_ms = at.GetValue<int64_t>();
    }
    if (const Value id = get("last_updated_snapshot_id"); !id.IsNull()) {
      counts.last_updated_snapshot_id = iceberg::SnapshotId(id.GetValue<int64_t>());
    }
  }
  return rows;
}

// From the nearest earlier file where there is one, else from all manifests.
std::vector<iceberg::PartitionCounts> Count(duckdb::DatabaseInstance& database,
                                            LakeTransaction& lake, const iceberg::Schema& schema,
                                            const iceberg::TableMetadata& metadata,
                                            const iceberg::Snapshot& snapshot) {
  store::ObjectStore& store = lake.catalog().store();
  const auto* earlier = iceberg::NearestPartitionStatistics(metadata, snapshot);
  if (earlier != nullptr && earlier->snapshot_id != snapshot.snapshot_id &&
      iceberg::LiesInTable(metadata, earlier->statistics_path)) {
    std::optional<std::vector<iceberg::PartitionCounts>> rows;
    Translated([&] {
      duckdb::Connection connection(database);
      rows = ReadRows(connection, schema, earlier->statistics_path);
    });
    if (rows) {
      rows = iceberg::UpdatePartitions(metadata, snapshot, earlier->snapshot_id, std::move(*rows),
                                       store, &lake.cache());
    }
    if (rows) return std::move(*rows);
  }
  return iceberg::CountPartitions(metadata, snapshot, store, &lake.cache());
}

}  // namespace

std::optional<iceberg::PartitionStatisticsFile> WritePartitionStatistics(
    duckdb::DatabaseInstance& database, LakeTransaction& lake,
    const iceberg::TableMetadata& metadata, const iceberg::Snapshot& snapshot) {
  const iceberg::Schema schema = iceberg::PartitionStatisticsSchema(metadata);
  if (iceberg::ChildrenOf(schema.fields.front().type).empty()) return std::nullopt;
  const auto partitions = Count(database, lake, schema, metadata, snapshot);
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
