#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tpch/tables.h"
#include "tpch/text_pool.h"

namespace tarn::tpch {

// Values of one column; which vector has them follows its kind.
struct ColumnValues {
  std::vector<int64_t> longs;           // bigint
  std::vector<int32_t> integers;        // integer, date
  std::vector<double> doubles;          // double
  std::vector<std::string_view> texts;  // varchar: into the pool, the words, or `built`
  std::vector<char> built;
};

// Rows column by column, in the order of the columns that were asked for.
struct Rows {
  size_t count = 0;
  std::vector<ColumnValues> columns;
};

// Makes rows of one table (specification 3.0.1, clause 4.2.3), the same as dbgen and Trino's
// connector, whoever makes them in whatever pieces. Columns that are not asked for cost nothing.
// Used by one thread; memory is that of one call's rows and of the pool's segments.
class Generator {
 public:
  virtual ~Generator() = default;

  // The rows of units [begin, end); `rows` is emptied first. 64 bytes a value and less.
  virtual void Generate(int64_t begin, int64_t end, Rows& rows) = 0;
};

// The most rows of a unit: 7 lines of an order, 4 suppliers of a part, else 1.
int64_t MaxRowsOfUnit(TableKind table);

// `columns` are places in the table's columns. kInvalidArgument when the scale factor is so small
// that there are no suppliers to choose from.
std::unique_ptr<Generator> MakeGenerator(TableKind table, double scale_factor,
                                         std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool);

}  // namespace tarn::tpch
