#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "datagen/row_writer.h"
#include "datagen/world.h"

namespace tarn::datagen {

// Rows [begin, end) of a file, counted from 0.
struct RowRange {
  uint64_t begin = 0;
  uint64_t end = 0;
  uint64_t size() const { return end - begin; }
};

// The CSV lines of one file's part of a slice. Reused from slice to slice.
class CsvBuffer {
 public:
  // Makes room for `rows` rows, gives where to write them.
  char* Reserve(uint64_t rows) {
    // A row is copied in whole vector registers, which may touch bytes behind its end.
    size_t needed = (rows + 1) * RowWriter::kMaxRowBytes;
    if (needed > capacity_) {
      data_ = std::make_unique_for_overwrite<char[]>(needed);
      capacity_ = needed;
    }
    return data_.get();
  }
  void SetSize(size_t size) { size_ = size; }
  const char* data() const { return data_.get(); }
  size_t size() const { return size_; }
  void Swap(CsvBuffer& other) { std::swap(*this, other); }

 private:
  std::unique_ptr<char[]> data_;
  size_t capacity_ = 0;
  size_t size_ = 0;
};

// An order placed in a session on the web site.
struct WebOrder {
  int64_t time;
  uint64_t customer;
  uint64_t product;
  uint32_t amount_cents;
};

// Who ordered when, for tickets about orders.
struct OrderNote {
  int64_t time;
  uint64_t customer;
};

// One stretch of the business: the same share of the rows of every file, about the same stretch of
// time. Slices are generated independently and in any order; purchases of a slice's sessions are
// paid in the same slice.
struct Slice {
  uint64_t index = 0;
  std::array<RowRange, kFileCount> rows;
  std::array<CsvBuffer, kFileCount> csv;
  std::vector<WebOrder> web_orders;  // set by WriteEvents for WritePayments
  std::vector<OrderNote> orders;     // by time; set by WritePayments for WriteTickets

  const RowRange& range(FileKind kind) const { return rows[static_cast<size_t>(kind)]; }
  CsvBuffer& buffer(FileKind kind) { return csv[static_cast<size_t>(kind)]; }
};

// How many slices the options make: no more than kSliceRows rows of any file in one.
uint64_t SliceCount(const GenerateOptions& options);
// Readies `slice` to be filled as the index-th of `count`.
void BeginSlice(const World& world, uint64_t index, uint64_t count, Slice& slice);
// Fills all four buffers.
void FillSlice(const World& world, Slice& slice);

// The parts of FillSlice, in this order.
void WriteEvents(const World& world, Slice& slice);
void WritePayments(const World& world, Slice& slice);
void WriteInventory(const World& world, Slice& slice);
void WriteTickets(const World& world, Slice& slice);

// The header line of a file, with its line end.
std::string_view Header(FileKind kind);

}  // namespace tarn::datagen
