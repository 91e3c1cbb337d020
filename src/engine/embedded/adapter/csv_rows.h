#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "csv/block_reader.h"
#include "csv/row_index.h"
#include "csv/values.h"
#include "engine/embedded/adapter/csv_scan.h"
#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// What one thread of a scan does: blocks → batches of rows → vectors. Texts in the vectors lie in
// the block: they live until the next call. Not thread safe.
class CsvRows {
 public:
  explicit CsvRows(CsvScan& scan);

  // The next rows; none at the end.
  void Next(duckdb::DataChunk& output);

 private:
  // A reject of the batch that is read; lines are counted at its end.
  struct Pending {
    size_t begin = 0;
    size_t end = 0;
    std::string column;
    std::string reason;
  };

  void Fill(duckdb::DataChunk& output);
  void FillColumn(size_t field, const CsvScan::Column& column, duckdb::Vector& vector);
  void FillDecimals(size_t field, const CsvScan::Column& column, duckdb::Vector& vector);
  void FillTexts(size_t field, const CsvScan::Column& column, duckdb::Vector& vector);
  template <typename T, typename Parse>
  void FillValues(size_t field, const CsvScan::Column& column, duckdb::Vector& vector, Parse parse);
  template <typename F>
  void ForEachText(size_t field, F take);
  void Cast(std::string_view text, size_t row, const CsvScan::Column& column,
            duckdb::Vector& vector);
  void CheckRequired(const CsvScan::Column& column, duckdb::Vector& vector);
  void RejectRow(size_t row, const CsvScan::Column& column, std::string reason);
  void RejectRecords();
  void DropBadRows(duckdb::DataChunk& output);
  void FlushRejects();

  CsvScan& scan_;
  csv::Block block_;
  csv::RowIndex index_;
  csv::RowBatch batch_;
  std::string_view text_;                         // of the block
  std::vector<csv::TimestampParser> timestamps_;  // by field
  std::string scratch_;

  std::vector<Pending> pending_;
  std::vector<bool> bad_rows_;
  bool any_bad_ = false;
  size_t counted_ = 0;  // up to here lines of the block are counted
  uint64_t line_ = 1;
};

}  // namespace tarn::engine::embedded
