#include "tpcds/scaling.h"

#include <cmath>

#include "tpcds/calendar.h"
#include "tpcds/distributions.h"

namespace tarn::tpcds {
namespace {

enum class Model { kStatic, kLinear, kLogarithmic };
using enum Model;

constexpr size_t kScales = 10;
constexpr std::array<double, kScales> kDefinedScales = {0,    1,    10,    100,   300,
                                                        1000, 3000, 10000, 30000, 100000};

// Sizes at the defined scales, in powers of ten.
struct Sizes {
  int power_of_ten;
  Model model;
  std::array<int64_t, kScales> at;
};

constexpr Sizes Static(int power_of_ten, int64_t size) {
  return {power_of_ten, kStatic, {0, size, size, size, size, size, size, size, size, size}};
}

// In the order of TableKind.
constexpr std::array<Sizes, 25> kSizes = {{
    {0, kLogarithmic, {0, 3, 12, 15, 18, 21, 24, 27, 30, 30}},
    {0, kStatic, {0, 11718, 12000, 20400, 26000, 30000, 36000, 40000, 46000, 50000}},
    {4, kLinear, {0, 16, 160, 1600, 4800, 16000, 48000, 160000, 480000, 1600000}},
    {4, kLinear, {0, 16, 160, 1600, 4800, 16000, 48000, 160000, 480000, 1600000}},
    {3, kLogarithmic, {0, 100, 500, 2000, 5000, 12000, 30000, 65000, 80000, 100000}},
    {3, kLogarithmic, {0, 50, 250, 1000, 2500, 6000, 15000, 32500, 40000, 50000}},
    Static(2, 19208),
    Static(0, 73049),
    Static(0, 1),
    Static(0, 7200),
    Static(0, 20),
    {0, kLogarithmic, {}},  // inventory follows from items and warehouses
    {3, kLogarithmic, {0, 9, 51, 102, 132, 150, 180, 201, 231, 251}},
    {0, kLogarithmic, {0, 300, 500, 1000, 1300, 1500, 1800, 2000, 2300, 2500}},
    {0, kLogarithmic, {0, 35, 45, 55, 60, 65, 67, 70, 72, 75}},
    Static(0, 20),
    {0, kLogarithmic, {0, 6, 51, 201, 402, 501, 675, 750, 852, 951}},
    {4, kLinear, {0, 24, 240, 2400, 7200, 24000, 72000, 240000, 720000, 2400000}},
    {4, kLinear, {0, 24, 240, 2400, 7200, 24000, 72000, 240000, 720000, 2400000}},
    Static(0, 86400),
    {0, kLogarithmic, {0, 5, 10, 15, 17, 20, 22, 25, 27, 30}},
    {0, kLogarithmic, {0, 30, 100, 1020, 1302, 1500, 1800, 2001, 2301, 2502}},
    {3, kLinear, {0, 60, 600, 6000, 18000, 60000, 180000, 600000, 1800000, 6000000}},
    {3, kLinear, {0, 60, 600, 6000, 18000, 60000, 180000, 600000, 1800000, 6000000}},
    {0, kLogarithmic, {0, 15, 21, 12, 21, 27, 33, 39, 42, 48}},
}};
constexpr Sizes kConcurrentWebSites = {0, kLogarithmic, {0, 2, 3, 4, 5, 5, 5, 5, 5, 5}};
constexpr Sizes kActiveCities = {0, kLogarithmic, {0, 2, 6, 18, 30, 54, 90, 165, 270, 495}};
constexpr Sizes kActiveCounties = {0, kLogarithmic, {0, 1, 3, 9, 15, 27, 45, 81, 135, 245}};

// In the order of TableKind. The revisions of stores are dated with the number of another table.
constexpr std::array<TableRules, 25> kRules = {{
    {true, true, 0, 100, 0xB},        // call_center
    {false, false, 1, 200, 0x3},      // catalog_page
    {false, false, 2, 400, 0x10007},  // catalog_returns
    {false, false, 3, 100, 0x28000},  // catalog_sales
    {false, false, 4, 700, 0x13},     // customer
    {false, false, 5, 600, 0x3},      // customer_address
    {false, false, 6, 0, 0x1},        // customer_demographics
    {false, false, 7, 0, 0x3},        // date_dim
    {false, false, 24, 0, 0x0},       // dbgen_version
    {false, false, 8, 0, 0x1},        // household_demographics
    {false, false, 9, 0, 0x1},        // income_band
    {false, false, 10, 1000, 0x7},    // inventory
    {true, false, 11, 50, 0xB},       // item
    {false, false, 12, 200, 0x3},     // promotion
    {false, false, 13, 0, 0x3},       // reason
    {false, false, 14, 0, 0x3},       // ship_mode
    {true, true, 49, 100, 0xB},       // store
    {false, false, 16, 700, 0x204},   // store_returns
    {false, false, 17, 900, 0x204},   // store_sales
    {false, false, 18, 0, 0x3},       // time_dim
    {false, true, 19, 200, 0x3},      // warehouse
    {true, false, 20, 250, 0xB},      // web_page
    {false, false, 21, 900, 0x2004},  // web_returns
    {false, false, 22, 5, 0x20008},   // web_sales
    {true, true, 23, 100, 0xB},       // web_site
}};

int64_t Linear(const Sizes& sizes, double scale) {
  if (scale < 1) {
    const auto size =
        static_cast<int64_t>(std::floor(scale * static_cast<double>(sizes.at[1]) + 0.5));
    return size == 0 ? 1 : size;
  }
  int64_t size = 0;
  for (size_t i = kScales - 1; i > 0; --i) {
    for (; scale >= kDefinedScales[i]; scale -= kDefinedScales[i]) size += sizes.at[i];
  }
  return size;
}

// From scale factor 1 on, what is added to the size at 1 is a share of the last step alone; the
// arithmetic is of single precision.
int64_t Logarithmic(const Sizes& sizes, double scale) {
  size_t slot = 1;
  while (scale > kDefinedScales[slot]) ++slot;
  const double below = kDefinedScales[slot - 1];
  const auto share =
      static_cast<float>(scale - below) / static_cast<float>(kDefinedScales[slot] - below);
  const auto step = static_cast<float>(sizes.at[slot] - sizes.at[slot - 1]);
  const int64_t size = static_cast<int64_t>(share * step) + (scale < 1 ? sizes.at[0] : sizes.at[1]);
  return size == 0 ? 1 : size;
}

int64_t SizeAt(const Sizes& sizes, double scale) {
  for (size_t i = 0; i < kScales; ++i) {
    if (scale == kDefinedScales[i]) return sizes.at[i];
  }
  switch (sizes.model) {
    case kStatic: return sizes.at[1];
    case kLinear: return Linear(sizes, scale);
    default: return Logarithmic(sizes, scale);
  }
}

}  // namespace

const TableRules& RulesOf(TableKind table) { return kRules[static_cast<size_t>(table)]; }

Scaling::Scaling(double scale_factor)
    : scale_factor_(scale_factor),
      active_cities_(SizeAt(kActiveCities, scale_factor)),
      active_counties_(SizeAt(kActiveCounties, scale_factor)),
      concurrent_web_sites_(SizeAt(kConcurrentWebSites, scale_factor)) {
  for (const Table& table : Tables()) {
    const auto place = static_cast<size_t>(table.kind);
    int64_t multiplier = kRules[place].keeps_history ? 2 : 1;
    for (int i = 0; i < kSizes[place].power_of_ten; ++i) multiplier *= 10;
    rows_[place] = SizeAt(kSizes[place], scale_factor) * multiplier;
  }
  constexpr int64_t kWeeks = (kLastSaleDay - kFirstDay + 7) / 7;
  rows_[static_cast<size_t>(TableKind::kInventory)] =
      IdsOf(TableKind::kItem) * RowsOf(TableKind::kWarehouse) * kWeeks;
}

int64_t Scaling::IdsOf(TableKind table) const {
  const int64_t rows = RowsOf(table);
  if (!RulesOf(table).keeps_history) return rows;
  constexpr std::array<int64_t, 6> kOfRest = {0, 1, 2, 2, 3, 3};  // one, two, and three revisions
  return rows / 6 * 3 + kOfRest[static_cast<size_t>(rows % 6)];
}

int64_t Scaling::CatalogOrdersOn(int64_t day) const {
  const CivilDate date = CivilOf(day);
  const Distribution& calendar = AllDistributions().calendar;
  const size_t weight = kSalesDays + (IsLeapYear(date.year) ? 1 : 0);
  constexpr int64_t kYears = 5;
  const int64_t total = calendar.WeightUpTo(calendar.size() - 1, weight) * kYears;
  const int64_t of_day = calendar.Weight(static_cast<size_t>(DayOfYear(date) - 1), weight);
  return (RowsOf(TableKind::kCatalogSales) * of_day + total / 2) / total;
}

}  // namespace tarn::tpcds
