#include "tpcds/join_keys.h"

#include "tpcds/calendar.h"
#include "tpcds/distributions.h"
#include "tpcds/revisions.h"

namespace tarn::tpcds {
namespace {

constexpr int kFirstYear = 1998;
constexpr int kLastYear = 2002;

}  // namespace

int64_t RandomRevision(TableKind table, int64_t day, Random& random, const Scaling& scaling) {
  if (day > kLastDay) return -1;
  return RowOfRevision(random.Uniform(1, scaling.IdsOf(table)), day, table, scaling);
}

int64_t PagesPerCatalog(const Scaling& scaling) {
  constexpr int64_t kYears = kLastYear - kFirstYear + 2;
  return scaling.RowsOf(TableKind::kCatalogPage) / kCatalogsPerYear / kYears;
}

int64_t RandomCatalogPage(int64_t day, Random& random, const Scaling& scaling) {
  const int64_t pages = PagesPerCatalog(scaling);
  const size_t type = AllDistributions().catalog_page_types.Pick(random);
  const int64_t page = random.Uniform(1, pages);
  const int64_t days = day - kFirstDay - 1;
  int64_t catalog = days / 365 * kCatalogsPerYear;
  const int64_t of_year = days % 365;
  switch (type) {
    case 0: catalog += of_year > 183 ? 1 : 0; break;  // twice a year
    case 1: catalog += of_year / 91; break;           // quarterly
    default: catalog += of_year / 31;                 // monthly
  }
  return catalog * pages + page;
}

int64_t RandomSaleDay(Random& random) {
  const auto year = static_cast<int>(random.Uniform(kFirstYear, kLastYear));
  const Distribution& calendar = AllDistributions().calendar;
  const size_t row = calendar.Pick(random, kSalesDays + (IsLeapYear(year) ? 1 : 0));
  const int64_t day = DayOf({year, 1, 1}) + calendar.Number(row, kDayOfYear);
  return day > kToday ? -1 : day;
}

int64_t RandomReturnDay(int64_t after, int64_t min_lag, int64_t max_lag, Random& random) {
  random.Next();
  return after + random.Uniform(min_lag * 2, max_lag * 2);
}

int64_t RandomTime(size_t hours, Random& random) {
  const auto hour = static_cast<int64_t>(AllDistributions().hours.Pick(random, hours));
  return hour * 3600 + random.Uniform(0, 3599);
}

int64_t WebSiteDays(const Scaling& scaling) {
  return (kLastSaleDay - kFirstDay) * scaling.concurrent_web_sites();
}

}  // namespace tarn::tpcds
