#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "csv/block_reader.h"
#include "engine/embedded/adapter/duck.h"
#include "engine/load.h"

namespace tarn::engine::embedded {

// Reads CSV files of known columns, faster than DuckDB's reader, and to the same values: what is
// written in the usual way is parsed here (csv/values.h), and each other value is given to DuckDB's
// cast. What is no row, or has a value that no cast takes, is gathered as a reject.
//
// One scan is one reading: `tarn_csv_scan()` of the session that has it as its csv_scan gives the
// rows, in any order; then `tarn_csv_rejects()` gives what was rejected. Memory: a block of the
// reader and a batch of rows each thread; rejects are kept in DuckDB's memory, which spills.
class CsvScan {
 public:
  struct Column {
    std::string name;
    duckdb::LogicalType type;
    bool required = false;  // a row with NULL is rejected
  };
  struct File {
    std::string path;
    std::vector<size_t> columns;  // of each field, in the file's order
  };

  // Whether the files and the types are such that Load may use this reader. Not so: compressed
  // files, an escape that is not the quote, lines that end with '\r', types beyond the common ones.
  static bool CanRead(const LoadRequest& request);

  // The fields of the first record; nothing when DuckDB must look at the file.
  static std::optional<std::vector<std::string>> ReadHeader(const std::string& path,
                                                            const CsvOptions& csv);

  CsvScan(duckdb::ClientContext& context, std::vector<Column> columns, std::vector<File> files,
          const CsvOptions& csv);
  ~CsvScan();

  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<File>& files() const { return files_; }
  const std::string& null_text() const { return null_text_; }
  const csv::Dialect& dialect() const { return dialect_; }
  csv::BlockReader& reader() { return *reader_; }
  uint64_t total_bytes() const { return total_bytes_; }

  struct Reject {
    size_t file = 0;
    uint64_t line = 0;
    std::string column;
    std::string reason;
    std::string raw_line;
  };
  // Thread safe.
  void AddRejects(const std::vector<Reject>& rejects);
  // After the scan.
  const duckdb::ColumnDataCollection& rejects() const { return *rejects_; }

 private:
  const std::vector<Column> columns_;
  const std::vector<File> files_;
  const std::string null_text_;
  const csv::Dialect dialect_;
  uint64_t total_bytes_ = 0;
  std::unique_ptr<csv::BlockReader> reader_;
  std::mutex mutex_;
  duckdb::unique_ptr<duckdb::ColumnDataCollection> rejects_;  // guarded by `mutex_`
};

// `tarn_csv_scan()` and `tarn_csv_rejects()`.
void RegisterCsvScan(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
