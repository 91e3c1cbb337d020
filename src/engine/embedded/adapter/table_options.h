#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "iceberg/schema.h"

namespace tarn::engine::embedded {

// What a statement that writes says beside its query; DuckDB's statement has no place for it.
struct TableOptions {
  std::vector<std::string> partitioning;  // Trino's: "day(ts)", "bucket(id, 16)", "country"
  std::map<std::string, std::string> properties;
  std::string location;
  // The new table's columns, when they are given and not the query's.
  std::optional<iceberg::Schema> schema;
  // Goes into the summary of the snapshot that the statement makes.
  std::map<std::string, std::string> snapshot_summary;
  // Data files that the rows of an INSERT stand for and that go with the same snapshot: how DELETE
  // and UPDATE rewrite files.
  std::optional<std::vector<std::string>> replaced_files;
  // The files are handed to Connection::TakeDetachedFiles and not to the transaction: how
  // compaction gathers what several queries write.
  bool detached = false;
  // Rows keep the order of the query in their files: written by one thread.
  bool ordered = false;
  // Rows with NULL in a required column are left out and counted, where they otherwise are an
  // error.
  bool skip_null_rows = false;
};

// What the last writing statement of a connection wrote.
struct WriteCounters {
  uint64_t rows = 0;
  uint64_t files = 0;
  uint64_t bytes = 0;
  uint64_t skipped_null_rows = 0;
};

}  // namespace tarn::engine::embedded
