#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "tpcds/tables.h"

namespace tarn::tpcds {

// Bytes that stay where they are until all are freed.
class TextArena {
 public:
  std::string_view Keep(std::string_view text);
  void Clear();  // keeps the memory for the next texts

 private:
  static constexpr size_t kBlock = size_t{64} << 10;  // longer than any text
  std::vector<std::unique_ptr<char[]>> blocks_;
  size_t block_ = 0;
  size_t used_ = 0;
};

// Values of one column: numbers for the kinds that are none of text, in hundredths for decimals.
struct ColumnValues {
  std::vector<int64_t> numbers;
  std::vector<std::string_view> texts;  // into the distributions or `built`
  std::vector<uint8_t> nulls;           // 1 where there is no value, whatever stands there
  TextArena built;
};

// Rows column by column, in the order of the columns that were asked for.
struct Rows {
  size_t count = 0;
  std::vector<ColumnValues> columns;
};

// Makes rows of one table, the same as Trino's connector and dsdgen, whoever makes them in
// whatever pieces. Values of columns that are not asked for are not made where that saves anything.
// Used by one thread; memory is that of one call's rows and, for sales and returns, 4 bytes an
// item.
class Generator {
 public:
  virtual ~Generator() = default;

  // The rows of units [begin, end); `rows` is emptied first.
  virtual void Generate(int64_t begin, int64_t end, Rows& rows) = 0;
  // Whether a row so far took more random numbers than its share, which would make rows depend on
  // the pieces. For tests.
  virtual bool overran() const = 0;
};

// A table is made in units: an order for sales and returns, else a row.
int64_t UnitsOf(TableKind table, double scale_factor);
// The most rows of a unit: 16 lines of an order, else 1.
int64_t MaxRowsOfUnit(TableKind table);
// Rows in all; of sales and returns an estimate.
int64_t RowsOf(TableKind table, double scale_factor);

// `columns` are places in the table's columns. dbgen_version tells `now`, in milliseconds since
// 1970-01-01.
std::unique_ptr<Generator> MakeGenerator(TableKind table, double scale_factor,
                                         const std::vector<size_t>& columns, int64_t now_ms);

}  // namespace tarn::tpcds
