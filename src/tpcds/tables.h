#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tarn::tpcds {

// The tables of TPC-DS as Trino's connector shows them
// (https://trino.io/docs/476/connector/tpcds.html): every column but the odd one may be null.

enum class ColumnKind {
  kBigint,
  kInteger,
  kDecimal,  // of Column::length digits, two of them after the point
  kDate,     // days since 1970-01-01
  kTime,     // milliseconds of the day
  kChar,     // of Column::length characters, kept without trailing spaces
  kVarchar,  // of at most Column::length characters
};

struct Column {
  std::string_view name;
  ColumnKind kind;
  int null_bit;  // which bit of a row's random nulls is this column's
  int length = 0;
};

enum class TableKind {
  kCallCenter,
  kCatalogPage,
  kCatalogReturns,
  kCatalogSales,
  kCustomer,
  kCustomerAddress,
  kCustomerDemographics,
  kDateDim,
  kDbgenVersion,
  kHouseholdDemographics,
  kIncomeBand,
  kInventory,
  kItem,
  kPromotion,
  kReason,
  kShipMode,
  kStore,
  kStoreReturns,
  kStoreSales,
  kTimeDim,
  kWarehouse,
  kWebPage,
  kWebReturns,
  kWebSales,
  kWebSite
};

struct Table {
  TableKind kind;
  std::string_view name;
  std::span<const Column> columns;
};

// All of them, by name.
std::span<const Table> Tables();
// Null when there is none of that name.
const Table* FindTable(std::string_view name);
const Table& TableOf(TableKind kind);

// The schemas that are listed: "tiny" and "sf1" to "sf100000".
std::span<const std::string_view> SchemaNames();
// The scale factor that a schema is of: 0.01 for "tiny", else what follows "sf", as in "sf2.5";
// nothing when there is no such schema. Above 100,000 there is none: the specification ends there.
std::optional<double> ScaleFactorOf(std::string_view schema);

}  // namespace tarn::tpcds
