#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "catalog/identifier.h"
#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// What a row of a statement that changes rows says. Its columns are the path and position of the
// row that goes, one of these, and then the table's columns if rows come as well.
enum class RowChange : int8_t { kInsert = 1, kDelete = 2, kUpdate = 3 };
inline constexpr size_t kRowChangeColumns = 3;

// INSERT INTO partitions that have rows (Trino's Hive: insert_existing_partitions_behavior).
enum class ExistingPartitions { kAppend, kOverwrite, kError };

// What a statement that writes says beside its query; DuckDB's statement has no place for it.
struct TableOptions {
  std::vector<std::string> partitioning;  // Trino's: "day(ts)", "bucket(id, 16)", "country"
  std::vector<std::string> sorted_by;     // Trino's: "a", "b DESC NULLS LAST"
  std::map<std::string, std::string> properties;
  std::string location;
  // The new table's columns, when they are given and not the query's.
  std::optional<iceberg::Schema> schema;
  // Goes into the summary of the snapshot that the statement makes.
  std::map<std::string, std::string> snapshot_summary;
  // Adds to it what is known only once every row has been read; may be null.
  std::function<std::map<std::string, std::string>()> late_summary;
  // CREATE TABLE AS then changes rows of this table instead, see RowChange.
  std::optional<catalog::TableIdentifier> changed_table;
  // CREATE TABLE AS then writes rows of this table anew: they stand for these data files, which go
  // with the same snapshot.
  std::optional<catalog::TableIdentifier> rewritten_table;
  std::set<std::string> replaced_files;
  // The rows that come end with their row id and last updated sequence number, and keep them.
  bool with_row_lineage = false;
  ExistingPartitions existing_partitions = ExistingPartitions::kAppend;
  // The files are handed to Connection::TakeDetachedFiles and not to the transaction: how
  // compaction gathers what several queries write.
  bool detached = false;
  // Rows with NULL in a required column are left out and counted, where they otherwise are an
  // error.
  bool skip_null_rows = false;
  // The values of columns are counted, for the table's statistics.
  bool count_values = false;
  // Bytes after which a file ends; 0: as the table says. Below 32 MiB row groups get smaller too.
  int64_t target_file_bytes = 0;
  // Rows are sorted as the table's sort order says.
  bool sorted_writing = true;
};

// Whether scans of partitioned tables need a filter on a column that a partition comes from, as
// Trino's query_partition_filter_required says.
struct PartitionFilterRule {
  bool required = false;
  std::set<std::string> schemas;  // in these only, unless there are none

  bool AppliesTo(const std::string& schema) const {
    return required && (schemas.empty() || schemas.contains(schema));
  }
};

// What the last writing statement of a connection wrote.
struct WriteCounters {
  uint64_t rows = 0;
  uint64_t files = 0;
  uint64_t bytes = 0;
  uint64_t skipped_null_rows = 0;
};

}  // namespace tarn::engine::embedded
