#include "engine/embedded/adapter/data_file_writer.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/error.h"
#include "duckdb/common/type_visitor.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/session_state.h"
#include "engine/embedded/adapter/types.h"
#include "iceberg/location.h"
#include "store/object_store.h"

namespace tarn::engine::embedded {
namespace {

constexpr int64_t kDefaultTargetFileBytes = int64_t{512} << 20;
// DuckDB reads and writes best in row groups of this many rows.
constexpr int64_t kDefaultRowGroupRows = 122'880;
// Files end with a row group: where they shall be smaller than this, row groups are made to fit.
constexpr duckdb::idx_t kSmallFileBytes = duckdb::idx_t{32} << 20;
constexpr duckdb::idx_t kGuessedBytesPerValue = 4;  // compressed
// Distinct values of a column in a row group beyond which no dictionary is written. The table that
// finds them then stays within a core's cache; DuckDB's default, a fifth of the rows, does not and
// makes larger files.
constexpr int64_t kDictionaryValues = 8192;
// Open files of one writer: a process may have 1,024 where nobody has raised the limit.
constexpr size_t kMaxOpenFiles = 256;
// The first row group comes right behind "PAR1".
constexpr int64_t kFirstRowGroup = 4;

duckdb::Value Option(const std::string& text) { return duckdb::Value(text); }

bool HasFixed(const ParquetEdits& edits) {
  return std::any_of(edits.begin(), edits.end(), [](const auto& edit) {
    return iceberg::KindOf(edit.second) == iceberg::TypeKind::kFixed;
  });
}

}  // namespace

std::string PrepareOutputFile(const std::string& path) {
  if (store::SchemeOf(path) != "file") return path;
  std::string local = path.starts_with("file://") ? path.substr(7) : path;
  std::error_code failure;
  std::filesystem::create_directories(std::filesystem::path(local).parent_path(), failure);
  if (failure) {
    const bool full = failure == std::errc::no_space_on_device;
    base::Throw(full ? base::ErrorKind::kResourceExhausted : base::ErrorKind::kPermissionDenied,
                "the folder of a data file cannot be made ({}): {}", failure.message(), local);
  }
  return local;
}

// A Parquet file in the writing. Threads compress row groups for it side by side, so it is finished
// by the last one that lets go of it after it was replaced.
struct DataFileWriter::OpenFile {
  std::string path;
  std::string draft;  // what DuckDB writes; the path itself when there is nothing to edit
  iceberg::PartitionValues values;
  duckdb::CopyFunctionFileStatistics statistics;
  duckdb::unique_ptr<duckdb::GlobalFunctionData> state;
  // Guarded by the partition's mutex.
  int users = 0;
  size_t row_groups = 0;
  bool replaced = false;
};

DataFileWriter::DataFileWriter(duckdb::ClientContext& context, LakeTransaction& lake,
                               std::shared_ptr<const iceberg::TableMetadata> metadata,
                               iceberg::Schema schema, int64_t target_file_bytes)
    : context_(context),
      lake_(lake),
      metadata_(std::move(metadata)),
      schema_(std::move(schema)),
      unknown_(schema_),
      statistics_(schema_),
      edits_(EditsFor(schema_)),
      copy_(duckdb::Catalog::GetSystemCatalog(context)
                .GetEntry<duckdb::CopyFunctionCatalogEntry>(context, DEFAULT_SCHEMA, "parquet")
                .function) {
  target_file_bytes_ = static_cast<duckdb::idx_t>(
      target_file_bytes > 0
          ? target_file_bytes
          : metadata_->IntProperty("write.target-file-size-bytes", kDefaultTargetFileBytes));
  row_group_rows_ = static_cast<duckdb::idx_t>(
      metadata_->IntProperty("write.parquet.row-group-limit", kDefaultRowGroupRows));
  if (target_file_bytes_ < kSmallFileBytes) {
    const duckdb::idx_t row_bytes =
        kGuessedBytesPerValue * std::max<size_t>(1, schema_.fields.size());
    row_group_rows_ = std::min(
        row_group_rows_,
        std::max(target_file_bytes_ / row_bytes, static_cast<duckdb::idx_t>(STANDARD_VECTOR_SIZE)));
  }
  std::string codec = metadata_->Property("write.parquet.compression-codec", "zstd");
  if (codec == "none") codec = "uncompressed";
  // Pages that are written anew are compressed by zstd or not at all.
  if (HasFixed(edits_) && codec != "uncompressed") codec = "zstd";

  duckdb::vector<std::string> names;
  duckdb::vector<duckdb::LogicalType> types;
  for (const iceberg::NestedField& field : unknown_.stored().fields) {
    names.push_back(field.name);
    types.push_back(ToDuckType(field.type));
  }

  duckdb::CopyInfo info;
  info.format = "parquet";
  info.options["field_ids"] = {FieldIdsOption(unknown_.stored())};
  info.options["compression"] = {Option(codec)};
  // DuckDB 1.5.5 looks a binary value up in a Bloom filter by its escaped text instead of its
  // bytes, and so finds nothing: no file of such a table has one.
  const bool has_binary = std::any_of(types.begin(), types.end(), [](const auto& type) {
    return duckdb::TypeVisitor::Contains(type, duckdb::LogicalTypeId::BLOB);
  });
  info.options["write_bloom_filter"] = {duckdb::Value::BOOLEAN(!has_binary)};
  info.options["dictionary_size_limit"] = {duckdb::Value::BIGINT(kDictionaryValues)};
  info.options["row_group_size"] = {duckdb::Value::UBIGINT(row_group_rows_)};
  const std::string level = metadata_->Property("write.parquet.compression-level");
  if (!level.empty() && codec == "zstd") info.options["compression_level"] = {Option(level)};

  duckdb::CopyFunctionBindInput input(info);
  bind_data_ = copy_.copy_to_bind(context, input, names, types);
}

DataFileWriter::Partition& DataFileWriter::PartitionOf(const std::string& key,
                                                       const iceberg::PartitionValues& values) {
  std::lock_guard lock(mutex_);
  std::unique_ptr<Partition>& partition = partitions_[key];
  if (!partition) {
    partition = std::make_unique<Partition>();
    partition->values = values;
  }
  return *partition;
}

std::shared_ptr<DataFileWriter::OpenFile> DataFileWriter::Open(const Partition& partition) {
  auto file = std::make_shared<OpenFile>();
  file->values = partition.values;
  file->path = iceberg::NewDataFilePath(*metadata_, spec(), partition.values, sequence_++);
  lake_.WillWrite(file->path);
  file->draft = file->path;
  if (!edits_.empty()) {
    file->draft += ".draft";
    lake_.WillWrite(file->draft);
  }
  file->state =
      copy_.copy_to_initialize_global(context_, *bind_data_, PrepareOutputFile(file->draft));
  copy_.copy_to_get_written_statistics(context_, *bind_data_, *file->state, file->statistics);
  return file;
}

// The file that a row group goes to; the caller is counted as its user.
std::shared_ptr<DataFileWriter::OpenFile> DataFileWriter::FileOf(Partition& partition) {
  std::shared_ptr<OpenFile> file;
  bool opened = false;
  {
    std::lock_guard lock(partition.mutex);
    opened = !partition.file;
    if (opened) partition.file = Open(partition);
    file = partition.file;
    ++file->users;
  }
  if (opened) {
    {
      std::lock_guard lock(mutex_);
      open_.emplace_back(&partition, file);
    }
    CloseOldest();
  }
  return file;
}

// Completes the files that have been open longest when there are too many; their partitions get
// others when more rows come.
void DataFileWriter::CloseOldest() {
  while (true) {
    Partition* partition = nullptr;
    std::shared_ptr<OpenFile> file;
    {
      std::lock_guard lock(mutex_);
      if (open_.size() <= kMaxOpenFiles || finishing_) return;
      partition = open_.front().first;
      file = open_.front().second.lock();
      open_.pop_front();
    }
    std::lock_guard lock(partition->mutex);
    if (!file || file != partition->file) continue;  // it reached its size since
    partition->file.reset();
    file->replaced = true;
    if (file->users == 0) Close(*file);  // else the last of them does
  }
}

void DataFileWriter::Flush(Partition& partition, Rows rows) {
  const uint64_t count = rows->Count();
  if (count == 0) return;
  if (unknown_.any()) rows = unknown_.Without(context_, std::move(rows));
  std::shared_ptr<OpenFile> file = FileOf(partition);
  auto batch = copy_.prepare_batch(context_, *bind_data_, *file->state, std::move(rows));
  bool close = false;
  {
    std::lock_guard lock(partition.mutex);
    copy_.flush_batch(context_, *bind_data_, *file->state, *batch);
    ++file->row_groups;
    if (!file->replaced && copy_.rotate_next_file(*file->state, *bind_data_,
                                                  duckdb::optional_idx(target_file_bytes_))) {
      file->replaced = true;
      partition.file.reset();
    }
    --file->users;
    close = file->replaced && file->users == 0;
  }
  rows_ += count;
  if (close) Close(*file);
}

// Writes what DuckDB wrote anew at its path.
void DataFileWriter::FinishDraft(OpenFile& file, iceberg::DataFile& data) {
  auto& files = duckdb::FileSystem::GetFileSystem(context_);
  const std::string draft = PrepareOutputFile(file.draft);
  const EditedFile edited = WriteEdited(files, draft, PrepareOutputFile(file.path), edits_);
  files.RemoveFile(draft);
  data.file_size_in_bytes = static_cast<int64_t>(edited.size);
  data.split_offsets = edited.split_offsets;
  for (const auto& [id, bytes] : edited.column_sizes) data.column_sizes.Set(id, bytes);
}

void DataFileWriter::Close(OpenFile& file) {
  copy_.copy_to_finalize(context_, *bind_data_, *file.state);
  iceberg::DataFile data;
  data.file_path = file.path;
  data.spec_id = spec().spec_id;
  data.partition = file.values;
  data.sort_order_id = sort_order_id_;
  statistics_.Fill(file.statistics, data);
  if (!edits_.empty()) {
    FinishDraft(file, data);
  } else if (file.row_groups == 1) {
    data.split_offsets = {kFirstRowGroup};
  } else {
    data.split_offsets =
        SplitOffsets(duckdb::FileSystem::GetFileSystem(context_), PrepareOutputFile(file.path));
  }
  SessionState& session = SessionState::Get(context_);
  ++session.written_files;
  session.written_bytes += static_cast<uint64_t>(data.file_size_in_bytes);
  file.state.reset();
  std::lock_guard lock(mutex_);
  files_.push_back(std::move(data));
}

void DataFileWriter::WriteRowGroup(const std::string& key, const iceberg::PartitionValues& values,
                                   Rows rows) {
  Flush(PartitionOf(key, values), std::move(rows));
}

void DataFileWriter::AddRest(Rows rows) {
  if (rows->Count() == 0) return;
  Partition& partition = PartitionOf("", {});
  Rows full;
  {
    std::lock_guard lock(partition.mutex);
    if (!partition.rest) {
      partition.rest = std::move(rows);
    } else {
      partition.rest->Combine(*rows);
    }
    if (partition.rest->Count() >= row_group_rows_ / 2) full = std::move(partition.rest);
  }
  if (full) Flush(partition, std::move(full));
}

void DataFileWriter::AddRests(std::shared_ptr<const PartitionedRows> rows) {
  for (const PartitionedRows::Partition& rest : rows->partitions()) {
    Partition& partition = PartitionOf(rest.key, rest.values);
    std::lock_guard lock(partition.mutex);
    partition.rests.emplace_back(rows, &rest);
  }
}

void DataFileWriter::FlushRests(Partition& partition) {
  Rows group;
  for (const auto& [rows, rest] : partition.rests) {
    for (size_t begin = 0; begin < rest->rows.size();) {
      if (!group) {
        group = duckdb::make_uniq<duckdb::ColumnDataCollection>(
            duckdb::BufferAllocator::Get(context_), rows->types());
      }
      const size_t end =
          std::min<size_t>(rest->rows.size(), begin + row_group_rows_ - group->Count());
      rows->Gather(*rest, begin, end, *group);
      if (group->Count() == row_group_rows_) Flush(partition, std::exchange(group, nullptr));
      begin = end;
    }
  }
  if (group) Flush(partition, std::move(group));
  partition.rests.clear();
}

bool DataFileWriter::FinishOne() {
  Partition* partition = nullptr;
  {
    std::lock_guard lock(mutex_);
    if (!finishing_) {
      finishing_ = true;
      next_to_finish_ = partitions_.begin();
    }
    if (next_to_finish_ == partitions_.end()) return false;
    partition = (next_to_finish_++)->second.get();
  }
  FlushRests(*partition);
  if (partition->rest) Flush(*partition, std::move(partition->rest));
  if (partition->file) Close(*std::exchange(partition->file, nullptr));
  return true;
}

std::vector<iceberg::DataFile> DataFileWriter::TakeFiles() {
  std::lock_guard lock(mutex_);
  return std::move(files_);
}

}  // namespace tarn::engine::embedded
