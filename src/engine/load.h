#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/identifier.h"
#include "engine/type.h"

namespace tarn::engine {

enum class FileFormat { kCsv, kJson, kParquet };

struct CsvOptions {
  char delimiter = ',';
  char quote = '"';
  char escape = '"';
  bool header = true;
  std::string null_text;  // read as NULL when unquoted
};

// A column of the files and of the table.
struct LoadColumn {
  std::string name;
  Type type;
  bool required = false;
  std::string doc;
};

// A column that every loaded row gets, e.g. ingested_at: its value is a literal in Trino SQL.
struct LoadConstant {
  std::string name;
  Type type;
  std::string sql_literal;
};

// The bytes of a file as they were read.
struct FileDigest {
  uint64_t bytes = 0;
  std::string xxh3_128;  // 32 hex digits
};

enum class LoadMode { kAppend, kReplace };

// Loads files into one Iceberg table as one commit on the session's branch: parse in parallel,
// write Parquet with statistics, commit. Rows that do not parse go to `reject_table` (file, line,
// column_name, reason, raw_line, rejected_at) in the same commit.
struct LoadRequest {
  catalog::TableIdentifier table;
  std::vector<std::string> files;  // paths that exist
  FileFormat format = FileFormat::kCsv;
  CsvOptions csv;
  std::vector<LoadColumn> columns;      // in the files' order
  std::vector<LoadConstant> constants;  // after them
  LoadMode mode = LoadMode::kAppend;
  // Used when the table is created or replaced: Trino's partitioning property, e.g.
  // {"day(event_timestamp)"}, and table properties.
  std::vector<std::string> partitioning;
  std::map<std::string, std::string> table_properties;
  // Written into the summary of the snapshot (the ledger of loaded files among them).
  std::map<std::string, std::string> snapshot_properties;
  // Called before the commit with what was read of each of `files`; what it gives is added to the
  // summary. May be null.
  std::function<std::map<std::string, std::string>(const std::vector<FileDigest>&)> summarize;
  catalog::TableIdentifier reject_table;
  // Above this share of rejected rows nothing is committed and Load throws kFailedPrecondition with
  // the first reasons.
  double max_reject_share = 0;
};

struct RejectedRow {
  std::string file;
  uint64_t line = 0;
  std::string column;
  std::string reason;
};

struct LoadResult {
  uint64_t rows = 0;
  uint64_t rejected_rows = 0;
  std::vector<RejectedRow> first_rejects;  // 20 at most
  uint64_t data_files = 0;
  uint64_t data_bytes = 0;
  std::string commit_hash;
};

// Writes the rows of a query to one Parquet file on this machine.
struct ExportRequest {
  std::string query;  // Trino's SQL; one statement with rows
  std::string file;   // a path; what is there is replaced once the new file is whole
};
struct ExportResult {
  uint64_t rows = 0;
  uint64_t bytes = 0;
};

// What a file looks like, by its header and first rows; nothing is written.
struct FileSchema {
  std::vector<LoadColumn> columns;
  CsvOptions csv;
};

}  // namespace tarn::engine
