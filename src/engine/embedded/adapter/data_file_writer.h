#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/file_statistics.h"
#include "engine/embedded/adapter/lake_transaction.h"
#include "engine/embedded/adapter/parquet_edits.h"
#include "engine/embedded/adapter/partitioned_rows.h"
#include "engine/embedded/adapter/unknown_fields.h"

namespace tarn::engine::embedded {

// Makes the folder of a local file that is about to be written; gives the path that DuckDB opens.
// kResourceExhausted when the device is full, kPermissionDenied for other failures.
std::string PrepareOutputFile(const std::string& path);

// Writes row groups into Parquet files of one table: per partition one open file, a new one when it
// has reached the target size or when too many partitions have one. Row groups are compressed by
// the threads that bring them and written in turn. Thread safe. A writer that is dropped leaves its
// files to the transaction's rollback.
class DataFileWriter {
 public:
  using Rows = duckdb::unique_ptr<duckdb::ColumnDataCollection>;

  // Rows have the columns of `schema`: the table's, perhaps with row lineage. Those of type unknown
  // stay out of the files. `target_file_bytes`: see TableOptions. kFailedPrecondition as
  // UnknownFields tells.
  DataFileWriter(duckdb::ClientContext& context, LakeTransaction& lake,
                 std::shared_ptr<const iceberg::TableMetadata> metadata, iceberg::Schema schema,
                 int64_t target_file_bytes = 0);

  // The rows that come are in the table's order (those of each partition): the files say so.
  void set_sorted() { sort_order_id_ = metadata_->default_sort_order_id; }
  const iceberg::TableMetadata& metadata() const { return *metadata_; }
  const iceberg::Schema& schema() const { return schema_; }
  const iceberg::PartitionSpec& spec() const { return metadata_->default_spec(); }
  duckdb::idx_t row_group_rows() const { return row_group_rows_; }

  // Writes `rows` as one row group of a partition. `key` names the partition.
  void WriteRowGroup(const std::string& key, const iceberg::PartitionValues& values, Rows rows);
  // Keeps a small rest of a table without partitions until others make it worth a row group.
  void AddRest(Rows rows);
  // Keeps the rests of many partitions; they are written when their partitions are finished.
  void AddRests(std::shared_ptr<const PartitionedRows> rows);
  // Finishes one partition that has not been finished; false when there is none. For many threads.
  bool FinishOne();
  // Every file written, after all partitions are finished.
  std::vector<iceberg::DataFile> TakeFiles();
  uint64_t rows() const { return rows_; }

 private:
  struct OpenFile;
  struct Partition {
    iceberg::PartitionValues values;
    std::mutex mutex;
    std::shared_ptr<OpenFile> file;
    Rows rest;
    // What threads left of it.
    std::vector<
        std::pair<std::shared_ptr<const PartitionedRows>, const PartitionedRows::Partition*>>
        rests;
  };

  Partition& PartitionOf(const std::string& key, const iceberg::PartitionValues& values);
  std::shared_ptr<OpenFile> FileOf(Partition& partition);
  std::shared_ptr<OpenFile> Open(const Partition& partition);
  void Flush(Partition& partition, Rows rows);
  void FlushRests(Partition& partition);
  void CloseOldest();
  void FinishDraft(OpenFile& file, iceberg::DataFile& data);
  void Close(OpenFile& file);

  duckdb::ClientContext& context_;
  LakeTransaction& lake_;
  const std::shared_ptr<const iceberg::TableMetadata> metadata_;
  const iceberg::Schema schema_;
  const UnknownFields unknown_;
  const FileStatistics statistics_;
  // Columns that DuckDB has no Parquet type for: its files are drafts, written anew when they are
  // complete.
  const ParquetEdits edits_;
  std::optional<iceberg::SortOrderId> sort_order_id_;  // of rows that come in order
  duckdb::CopyFunction copy_;
  duckdb::unique_ptr<duckdb::FunctionData> bind_data_;
  duckdb::idx_t row_group_rows_ = 0;
  duckdb::idx_t target_file_bytes_ = 0;

  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Partition>> partitions_;
  std::map<std::string, std::unique_ptr<Partition>>::iterator next_to_finish_;
  bool finishing_ = false;
  // Files in the order of opening, some of them complete by now.
  std::deque<std::pair<Partition*, std::weak_ptr<OpenFile>>> open_;
  std::vector<iceberg::DataFile> files_;
  std::atomic<uint32_t> sequence_{0};
  std::atomic<uint64_t> rows_{0};
};

}  // namespace tarn::engine::embedded
