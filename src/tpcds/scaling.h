#pragma once

#include <array>
#include <cstdint>

#include "tpcds/tables.h"

namespace tarn::tpcds {

// How dsdgen treats a table beside its columns.
struct TableRules {
  bool keeps_history;       // several revisions of a thing, each a row: see revisions.h
  bool is_small;            // of addresses in a few cities
  int number;               // by which the revisions of tables differ in their dates
  int64_t null_per_10000;   // rows of which some columns are null
  int64_t never_null_bits;  // columns that are not, by null_bit
};
const TableRules& RulesOf(TableKind table);

// Sizes of the tables at one scale factor (dsdgen's scaling.c and tdefs). A value.
class Scaling {
 public:
  // `scale_factor` as ScaleFactorOf gives it.
  explicit Scaling(double scale_factor);

  double scale_factor() const { return scale_factor_; }
  // Rows; of sales and returns, orders: each has several rows of sales, and some of returns.
  int64_t RowsOf(TableKind table) const { return rows_[static_cast<size_t>(table)]; }
  // Things, of which a table that keeps history has several rows.
  int64_t IdsOf(TableKind table) const;
  // Orders of catalog_sales on a day, which is a Julian day number.
  int64_t CatalogOrdersOn(int64_t day) const;
  // Of a small table: the first so many of the cities and counties.
  int64_t active_cities() const { return active_cities_; }
  int64_t active_counties() const { return active_counties_; }
  int64_t concurrent_web_sites() const { return concurrent_web_sites_; }

 private:
  double scale_factor_;
  std::array<int64_t, 25> rows_{};
  int64_t active_cities_;
  int64_t active_counties_;
  int64_t concurrent_web_sites_;
};

}  // namespace tarn::tpcds
