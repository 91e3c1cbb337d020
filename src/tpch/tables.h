#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tarn::tpch {

// The eight tables of TPC-H as Trino's connector shows them
// (https://trino.io/docs/476/connector/tpch.html): names of columns without their prefix.

enum class ColumnKind {
  kBigint,
  kInteger,
  kDouble,
  kDate,     // days since 1970-01-01
  kVarchar,  // of at most Column::length characters
};

struct Column {
  std::string_view name;
  ColumnKind kind;
  int length = 0;  // of a varchar
};

enum class TableKind {
  kCustomer,
  kLineitem,
  kNation,
  kOrders,
  kPart,
  kPartsupp,
  kRegion,
  kSupplier
};

struct Table {
  TableKind kind;
  std::string_view name;
  std::span<const Column> columns;  // none may be null
};

// All of them, by name.
std::span<const Table> Tables();
// Null when there is none of that name.
const Table* FindTable(std::string_view name);

// The schemas that are listed: "tiny" and "sf1" to "sf100000".
std::span<const std::string_view> SchemaNames();
// The scale factor that a schema is of: 0.01 for "tiny", else what follows "sf", as in "sf2.5";
// nothing when there is no such schema. Above 1,000,000 there is none: keys would not fit.
std::optional<double> ScaleFactorOf(std::string_view schema);

// A table is made in units, each of which gives rows of its own: an order for orders and lineitem,
// a part for part and partsupp, else a row.
int64_t UnitsOf(TableKind table, double scale_factor);
// Rows in all; of lineitem an estimate that is off by less than a tenth of a percent from sf1 on.
int64_t RowsOf(TableKind table, double scale_factor);

}  // namespace tarn::tpch
