#include "csv/row_index.h"

#include "csv/byte_masks.h"

namespace tarn::csv {

RowIndex::RowIndex(Dialect dialect, size_t columns, size_t rows_a_batch)
    : dialect_(dialect), columns_(columns), rows_(rows_a_batch) {}

void RowIndex::Start(const Block& block) {
  text_ = block.text();
  quotes_ = block.quotes;
  odd_ = block.odd_quotes;
  at_ = 0;
  base_ = static_cast<size_t>(0) - kMaskBytes;
  separators_ = 0;
  line_ends_ = 0;
  inside_ = 0;
}

bool RowIndex::Next(RowBatch& batch) {
  batch.columns = columns_;
  batch.rows = 0;
  batch.bad.clear();
  if (at_ >= text_.size()) return false;
  batch.begins.resize(rows_);
  // A mask is stored at once: up to 64 places behind the last row.
  batch.ends.resize(rows_ * columns_ + kMaskBytes);
  if (odd_) {
    ByBytes(batch);
  } else {
    ByMasks(batch);
  }
  return true;
}

bool RowIndex::IsBlank(size_t begin, size_t end) const {
  return columns_ > 1 && (end == begin || (end == begin + 1 && text_[begin] == '\r'));
}

// A record whose fields were not counted right, from `at_` to the line end at `end`.
void RowIndex::TakeRecord(RowBatch& batch, size_t end) {
  if (IsBlank(at_, end)) return;
  const Record record =
      ParseRecord(text_, at_, dialect_, columns_, batch.ends.data() + batch.rows * columns_);
  if (record.fault == RecordFault::kNone) {
    batch.begins[batch.rows++] = static_cast<uint32_t>(at_);
  } else {
    batch.bad.push_back({at_, record.next, record});
  }
}

void RowIndex::ByBytes(RowBatch& batch) {
  while (at_ < text_.size() && batch.rows < rows_ && batch.bad.size() < rows_) {
    const Record record =
        ParseRecord(text_, at_, dialect_, columns_, batch.ends.data() + batch.rows * columns_);
    if (!IsBlank(at_, record.next - 1)) {
      if (record.fault == RecordFault::kNone) {
        batch.begins[batch.rows++] = static_cast<uint32_t>(at_);
      } else {
        batch.bad.push_back({at_, record.next, record});
      }
    }
    at_ = record.next;
  }
}

bool RowIndex::NextMask() {
  base_ += kMaskBytes;
  if (base_ >= text_.size()) return false;
  const ByteMasks masks(text_.data() + base_);
  line_ends_ = masks.Equal('\n');
  separators_ = masks.Equal(dialect_.delimiter) | line_ends_;
  if (quotes_) {
    const uint64_t inside = PrefixParity(masks.Equal(dialect_.quote)) ^ inside_;
    inside_ = static_cast<uint64_t>(static_cast<int64_t>(inside) >> 63);
    separators_ &= ~inside;
    line_ends_ &= ~inside;
  }
  const size_t rest = text_.size() - base_;
  if (rest < kMaskBytes) {
    const uint64_t valid = (uint64_t{1} << rest) - 1;
    separators_ &= valid;
    line_ends_ &= valid;
  }
  return true;
}

void RowIndex::ByMasks(RowBatch& batch) {
  uint32_t* const ends = batch.ends.data();
  size_t count = 0;  // places stored
  bool too_many = false;
  while (batch.rows < rows_ && batch.bad.size() < rows_) {
    const size_t row_end = (batch.rows + 1) * columns_;
    // Up to the line end, or what there is.
    const uint64_t line = line_ends_ ^ (line_ends_ - 1);
    uint64_t fields = separators_ & line;
    separators_ &= ~line;
    if (!too_many) {
      for (; fields != 0; fields &= fields - 1) {
        ends[count++] =
            static_cast<uint32_t>(base_) + static_cast<uint32_t>(std::countr_zero(fields));
      }
    }
    too_many = count > row_end;
    if (line_ends_ == 0) {
      if (!NextMask()) break;
      continue;
    }
    const size_t end = base_ + static_cast<size_t>(std::countr_zero(line_ends_));
    line_ends_ &= line_ends_ - 1;
    if (!too_many && count == row_end && !IsBlank(at_, end)) {
      batch.begins[batch.rows++] = static_cast<uint32_t>(at_);
    } else {
      TakeRecord(batch, end);
    }
    count = batch.rows * columns_;
    too_many = false;
    at_ = end + 1;
  }
  // Every record ends in the block: nothing is left half read.
}

}  // namespace tarn::csv
