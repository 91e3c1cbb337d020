#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "engine/embedded/adapter/duck.h"
#include "iceberg/partition_spec.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// Tells of each row of a chunk to which partition of a spec it belongs. One per thread.
class Partitioner {
 public:
  // `spec` has fields; their sources are columns of `schema`, or fields of rows in them.
  Partitioner(const iceberg::Schema& schema, const iceberg::PartitionSpec& spec);

  struct Group {
    std::string key;                     // equal for equal partition values
    duckdb::vector<duckdb::sel_t> rows;  // of the chunk, ascending
    uint64_t chunk = 0;                  // the last that had rows of it
  };
  // Groups the rows of a flattened chunk; groups live until the next call.
  const std::vector<Group*>& Split(duckdb::DataChunk& chunk);
  // The partition values of a row, as Iceberg keeps them.
  iceberg::PartitionValues ValuesOf(duckdb::DataChunk& chunk, duckdb::idx_t row) const;

 private:
  struct Field {
    std::vector<size_t> path;  // a column, then fields inside it
    iceberg::PrimitiveType type;
    iceberg::Transform transform;
  };
  static const duckdb::Vector& VectorOf(const Field& field, duckdb::DataChunk& chunk);
  static bool IsNull(const Field& field, duckdb::DataChunk& chunk, duckdb::idx_t row);
  void AppendKey(const Field& field, const duckdb::Vector& vector, duckdb::idx_t row,
                 std::string& key) const;
  std::optional<iceberg::Literal> ValueOf(const Field& field, const duckdb::Vector& vector,
                                          duckdb::idx_t row) const;

  std::vector<Field> fields_;
  std::unordered_map<std::string, Group> groups_;
  std::vector<Group*> used_;
  uint64_t chunk_ = 0;
};

}  // namespace tarn::engine::embedded
