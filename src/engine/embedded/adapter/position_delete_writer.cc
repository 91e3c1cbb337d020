#include "engine/embedded/adapter/position_delete_writer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/error.h"
#include "engine/embedded/adapter/data_file_writer.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/file_statistics.h"
#include "engine/embedded/adapter/position_deletes.h"
#include "iceberg/location.h"
#include "iceberg/scan/delete_index.h"

namespace tarn::engine::embedded {
namespace {

using iceberg::FieldId;
using iceberg::Literal;

constexpr duckdb::idx_t kRowGroupRows = 122'880;

// The columns of a position delete file, with their reserved field ids.
iceberg::Schema DeleteSchema() {
  iceberg::Schema schema;
  iceberg::NestedField path;
  path.id = kDeleteFilePathId;
  path.name = "file_path";
  path.required = true;
  path.type = iceberg::PrimitiveType(iceberg::StringType{});
  iceberg::NestedField position;
  position.id = kDeletePositionId;
  position.name = "pos";
  position.required = true;
  position.type = iceberg::PrimitiveType(iceberg::LongType{});
  schema.fields = {std::move(path), std::move(position)};
  return schema;
}

// Rows of `deletes`, from `begin` to before `end`, into Parquet files.
class Writer {
 public:
  Writer(duckdb::ClientContext& context, LakeTransaction& lake,
         const iceberg::TableMetadata& metadata)
      : context_(context),
        lake_(lake),
        metadata_(metadata),
        copy_(duckdb::Catalog::GetSystemCatalog(context)
                  .GetEntry<duckdb::CopyFunctionCatalogEntry>(context, DEFAULT_SCHEMA, "parquet")
                  .function) {
    duckdb::CopyInfo info;
    info.format = "parquet";
    info.options["field_ids"] = {FieldIdsOption(DeleteSchema())};
    info.options["compression"] = {duckdb::Value("zstd")};
    info.options["row_group_size"] = {duckdb::Value::UBIGINT(kRowGroupRows)};
    duckdb::CopyFunctionBindInput input(info);
    bind_data_ = copy_.copy_to_bind(context, input, names_, types_);
  }

  iceberg::DataFile Write(const FileDeletes* begin, const FileDeletes* end) {
    iceberg::DataFile file = Describe(begin, end);
    lake_.WillWrite(file.file_path);
    auto state =
        copy_.copy_to_initialize_global(context_, *bind_data_, PrepareOutputFile(file.file_path));
    duckdb::CopyFunctionFileStatistics statistics;
    copy_.copy_to_get_written_statistics(context_, *bind_data_, *state, statistics);
    auto rows = NewRows();
    chunk_.Destroy();
    chunk_.Initialize(duckdb::Allocator::Get(context_), types_);
    for (const FileDeletes* at = begin; at != end; ++at) {
      for (const uint64_t position : *at->positions) {
        if (chunk_.size() == 0) path_in_chunk_ = nullptr;
        AppendRow(at, position);
        if (chunk_.size() < STANDARD_VECTOR_SIZE) continue;
        rows->Append(chunk_);
        chunk_.Reset();
        if (rows->Count() >= kRowGroupRows) Flush(*state, std::exchange(rows, NewRows()));
      }
    }
    if (chunk_.size() > 0) rows->Append(chunk_);
    if (rows->Count() > 0) Flush(*state, std::move(rows));
    copy_.copy_to_finalize(context_, *bind_data_, *state);
    file.file_size_in_bytes = static_cast<int64_t>(statistics.file_size_bytes);
    return file;
  }

 private:
  duckdb::unique_ptr<duckdb::ColumnDataCollection> NewRows() {
    return duckdb::make_uniq<duckdb::ColumnDataCollection>(
        context_, types_, duckdb::ColumnDataAllocatorType::BUFFER_MANAGER_ALLOCATOR);
  }

  // Strings of a path are kept once a chunk.
  void AppendRow(const FileDeletes* of, uint64_t position) {
    const duckdb::idx_t row = chunk_.size();
    auto* paths = duckdb::FlatVector::GetData<duckdb::string_t>(chunk_.data[0]);
    if (path_in_chunk_ != of) {
      path_in_chunk_ = of;
      path_value_ = duckdb::StringVector::AddString(chunk_.data[0], of->file->file_path);
    }
    paths[row] = path_value_;
    duckdb::FlatVector::GetData<int64_t>(chunk_.data[1])[row] = static_cast<int64_t>(position);
    chunk_.SetCardinality(row + 1);
  }

  void Flush(duckdb::GlobalFunctionData& state,
             duckdb::unique_ptr<duckdb::ColumnDataCollection> rows) {
    auto batch = copy_.prepare_batch(context_, *bind_data_, state, std::move(rows));
    copy_.flush_batch(context_, *bind_data_, state, *batch);
  }

  // What the manifest says: bounds of both columns, paths in full, so that readers can tell which
  // data files are concerned.
  iceberg::DataFile Describe(const FileDeletes* begin, const FileDeletes* end) {
    const iceberg::DataFile& first = *begin->file;
    const iceberg::PartitionSpec* spec = metadata_.FindSpec(first.spec_id);
    if (spec == nullptr) {
      base::Throw(base::ErrorKind::kDataCorruption,
                  "a data file has a partition spec that the table does not have: {}",
                  first.file_path);
    }
    iceberg::DataFile file;
    file.content = iceberg::FileContent::kPositionDeletes;
    file.file_path =
        iceberg::NewDataFilePath(metadata_, *spec, first.partition, sequence_++, "deletes.parquet");
    file.spec_id = first.spec_id;
    file.partition = first.partition;
    uint64_t lowest = begin->positions->minimum();
    uint64_t highest = 0;
    for (const FileDeletes* at = begin; at != end; ++at) {
      file.record_count += static_cast<int64_t>(at->positions->cardinality());
      lowest = std::min<uint64_t>(lowest, at->positions->minimum());
      highest = std::max<uint64_t>(highest, at->positions->maximum());
    }
    for (const FieldId id : {kDeleteFilePathId, kDeletePositionId}) {
      file.value_counts.Set(id, file.record_count);
      file.null_value_counts.Set(id, 0);
    }
    const auto bytes = [](const Literal& literal) { return iceberg::ToBytes(literal); };
    file.lower_bounds.Set(kDeleteFilePathId, bytes(Literal::String(first.file_path)));
    file.upper_bounds.Set(kDeleteFilePathId, bytes(Literal::String((end - 1)->file->file_path)));
    file.lower_bounds.Set(kDeletePositionId, bytes(Literal::Long(static_cast<int64_t>(lowest))));
    file.upper_bounds.Set(kDeletePositionId, bytes(Literal::Long(static_cast<int64_t>(highest))));
    if (end - begin == 1) file.referenced_data_file = first.file_path;
    return file;
  }

  duckdb::ClientContext& context_;
  LakeTransaction& lake_;
  const iceberg::TableMetadata& metadata_;
  duckdb::CopyFunction copy_;
  const duckdb::vector<std::string> names_{"file_path", "pos"};
  const duckdb::vector<duckdb::LogicalType> types_{duckdb::LogicalType::VARCHAR,
                                                   duckdb::LogicalType::BIGINT};
  duckdb::unique_ptr<duckdb::FunctionData> bind_data_;
  duckdb::DataChunk chunk_;
  const FileDeletes* path_in_chunk_ = nullptr;
  duckdb::string_t path_value_;
  uint32_t sequence_ = 0;
};

}  // namespace

std::vector<iceberg::DataFile> WritePositionDeletes(duckdb::DatabaseInstance& database,
                                                    LakeTransaction& lake,
                                                    const iceberg::TableMetadata& metadata,
                                                    const std::vector<FileDeletes>& deletes,
                                                    DeleteGranularity granularity) {
  // By partition, in order of path, as they come.
  std::map<std::string, std::vector<FileDeletes>> groups;
  const bool by_partition = granularity == DeleteGranularity::kPartition;
  for (const FileDeletes& file : deletes) {
    groups[by_partition ? iceberg::PartitionKey(file.file->spec_id, file.file->partition)
                        : file.file->file_path]
        .push_back(file);
  }
  return Translated([&] {
    duckdb::Connection connection(database);
    connection.BeginTransaction();
    Writer writer(*connection.context, lake, metadata);
    std::vector<iceberg::DataFile> files;
    for (const auto& [key, group] : groups) {
      for (size_t begin = 0; begin < group.size();) {
        size_t end = begin;
        uint64_t rows = 0;
        while (end < group.size() && (end == begin || rows < kMaxDeleteFileRows)) {
          rows += group[end++].positions->cardinality();
        }
        files.push_back(writer.Write(group.data() + begin, group.data() + end));
        begin = end;
      }
    }
    connection.Commit();
    return files;
  });
}

}  // namespace tarn::engine::embedded
