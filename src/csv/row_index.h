#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "csv/block_reader.h"
#include "csv/record.h"

namespace tarn::csv {

// A record that is no row.
struct BadRecord {
  size_t begin = 0;
  size_t end = 0;  // with its line end
  Record record;
};

// Places of fields in the text of a block.
struct RowBatch {
  size_t columns = 0;
  size_t rows = 0;
  std::vector<uint32_t> begins;  // of rows
  std::vector<uint32_t> ends;    // of fields, row after row; of the last ones: may be after a '\r'
  std::vector<BadRecord> bad;

  uint32_t begin(size_t row, size_t column) const {
    return column == 0 ? begins[row] : ends[row * columns + column - 1] + 1;
  }
  uint32_t end(size_t row, size_t column) const { return ends[row * columns + column]; }
};

// Finds the fields of a block, a batch of rows at a time. Lines without a character are no records,
// unless there is one column. Not thread safe.
class RowIndex {
 public:
  RowIndex(Dialect dialect, size_t columns, size_t rows_a_batch);

  // Begins a block, which is not to change until it has been read.
  void Start(const Block& block);
  // The next rows; false at the end of the block. A batch without rows may have bad records.
  bool Next(RowBatch& batch);

 private:
  void ByMasks(RowBatch& batch);
  void ByBytes(RowBatch& batch);
  bool NextMask();
  void TakeRecord(RowBatch& batch, size_t end);
  bool IsBlank(size_t begin, size_t end) const;

  const Dialect dialect_;
  const size_t columns_;
  const size_t rows_;
  std::string_view text_;
  bool quotes_ = false;
  bool odd_ = false;
  size_t at_ = 0;  // where the record begins that is next

  // Of the 64 bytes at `base_`: what is still to be taken.
  size_t base_ = 0;
  uint64_t separators_ = 0;
  uint64_t line_ends_ = 0;
  uint64_t inside_ = 0;  // all bits when the byte before is inside quotes
};

}  // namespace tarn::csv
