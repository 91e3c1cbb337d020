#pragma once

#include <cstddef>
#include <cstdint>

#include "tpcds/random.h"
#include "tpcds/scaling.h"

namespace tarn::tpcds {

// Keys of rows of other tables (dsdgen's join.c); -1 is none.

// Of a table that does not keep history; takes one value.
inline int64_t RandomKey(TableKind table, Random& random, const Scaling& scaling) {
  return random.Uniform(1, scaling.RowsOf(table));
}

// Of the revision that there is on a day, in a table that keeps history; takes one value, or none
// after the last day.
int64_t RandomRevision(TableKind table, int64_t day, Random& random, const Scaling& scaling);

// Of a catalog page that is valid on a day; takes two values.
int64_t RandomCatalogPage(int64_t day, Random& random, const Scaling& scaling);

// A day of sale; takes two values.
int64_t RandomSaleDay(Random& random);

// A day of return, after a day; takes two values, of which the first is for nothing.
int64_t RandomReturnDay(int64_t after, int64_t min_lag, int64_t max_lag, Random& random);

// A second of the day; `hours` is which weight of the hours. Takes two values.
int64_t RandomTime(size_t hours, Random& random);

constexpr int64_t kCatalogsPerYear = 18;
// Pages of one of the catalogs.
int64_t PagesPerCatalog(const Scaling& scaling);

// Days that web sites are there.
int64_t WebSiteDays(const Scaling& scaling);
constexpr int64_t kDaysBetweenWebSites = 17;

}  // namespace tarn::tpcds
