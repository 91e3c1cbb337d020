#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/partitioner.h"

namespace tarn::engine::embedded {

// Rows of many partitions, kept densely in the order in which they came and taken out partition by
// partition. A column collection for each partition would hold room for 2,048 rows in every column
// however few there are: with hundreds of partitions, that room alone would be a writer's memory.
// One thread appends; once nobody does, any number of threads may gather.
class PartitionedRows {
 public:
  struct Partition {
    std::string key;  // as the partitioner names it
    iceberg::PartitionValues values;
    std::vector<uint32_t> rows;  // their places, ascending
  };

  PartitionedRows(duckdb::ClientContext& context, duckdb::vector<duckdb::LogicalType> types);

  // Takes the rows of a flattened chunk.
  void Append(Partitioner& partitioner, duckdb::DataChunk& chunk);
  // Takes all rows of a partition of `other`, which has the same columns.
  void Append(const PartitionedRows& other, const Partition& partition);
  // Appends the rows [begin, end) of a partition to `to`.
  void Gather(const Partition& partition, size_t begin, size_t end,
              duckdb::ColumnDataCollection& to) const;

  // References to partitions stay valid while others are added.
  const std::deque<Partition>& partitions() const { return partitions_; }
  const duckdb::vector<duckdb::LogicalType>& types() const { return types_; }
  uint64_t count() const { return count_; }
  // What the rows take in memory, within a chunk.
  uint64_t bytes() const { return bytes_; }

 private:
  Partition& PartitionOf(const std::string& key);
  duckdb::DataChunk& Room();
  // Calls `with` for the parts of a partition's rows that lie in one chunk and fit `room()`.
  template <typename HasRoom, typename With>
  void ForEachPart(const Partition& partition, size_t begin, size_t end, HasRoom room,
                   With with) const;

  duckdb::Allocator& allocator_;
  const duckdb::vector<duckdb::LogicalType> types_;
  std::vector<duckdb::unique_ptr<duckdb::DataChunk>> chunks_;  // all full but the last
  std::deque<Partition> partitions_;
  std::unordered_map<std::string, size_t> places_;  // of partitions, by key
  uint64_t row_width_ = sizeof(uint32_t);           // what a row takes at least
  uint64_t count_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace tarn::engine::embedded
