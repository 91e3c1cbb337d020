#include "tpcds/generator.h"

#include <cstring>

#include "tpcds/revisions.h"
#include "tpcds/row_writer.h"
#include "tpcds/scaling.h"

namespace tarn::tpcds {

std::string_view TextArena::Keep(std::string_view text) {
  if (kBlock - used_ < text.size()) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) blocks_.push_back(std::make_unique<char[]>(kBlock));
  char* const kept = blocks_[block_].get() + used_;
  std::memcpy(kept, text.data(), text.size());
  used_ += text.size();
  return {kept, text.size()};
}

void TextArena::Clear() {
  block_ = 0;
  used_ = 0;
}

void RevisionGenerator::Seek(int64_t begin) {
  const int64_t first = FirstRevisionOf(begin + 1) - 1;
  streams_.Seek(first);
  writer_.Mute(true);
  for (int64_t row = first; row < begin; ++row) {
    MakeUnit(row + 1);
    streams_.NextRow();
  }
  writer_.Mute(false);
}

namespace {

bool IsSales(TableKind table) {
  return table == TableKind::kStoreSales || table == TableKind::kCatalogSales ||
         table == TableKind::kWebSales;
}
bool IsReturns(TableKind table) {
  return table == TableKind::kStoreReturns || table == TableKind::kCatalogReturns ||
         table == TableKind::kWebReturns;
}
bool IsOfCatalog(TableKind table) {
  return table == TableKind::kCatalogSales || table == TableKind::kCatalogReturns;
}

}  // namespace

int64_t UnitsOf(TableKind table, double scale_factor) {
  return Scaling(scale_factor).RowsOf(table);
}

int64_t MaxRowsOfUnit(TableKind table) {
  if (!IsSales(table) && !IsReturns(table)) return 1;
  return IsOfCatalog(table) ? 14 : 16;
}

int64_t RowsOf(TableKind table, double scale_factor) {
  const int64_t units = UnitsOf(table, scale_factor);
  if (!IsSales(table) && !IsReturns(table)) return units;
  const int64_t lines = units * (IsOfCatalog(table) ? 9 : 12);  // of 4 to 14, and 8 to 16
  return IsSales(table) ? lines : lines / 10;
}

std::unique_ptr<Generator> MakeGenerator(TableKind table, double scale_factor,
                                         const std::vector<size_t>& columns, int64_t now_ms) {
  switch (table) {
    case TableKind::kCallCenter: return MakeCallCenters(scale_factor, columns);
    case TableKind::kCatalogPage: return MakeCatalogPages(scale_factor, columns);
    case TableKind::kCatalogReturns: return MakeCatalogSales(scale_factor, columns, true);
    case TableKind::kCatalogSales: return MakeCatalogSales(scale_factor, columns, false);
    case TableKind::kCustomer: return MakeCustomers(scale_factor, columns);
    case TableKind::kCustomerAddress: return MakeCustomerAddresses(scale_factor, columns);
    case TableKind::kCustomerDemographics: return MakeCustomerDemographics(scale_factor, columns);
    case TableKind::kDateDim: return MakeDates(scale_factor, columns);
    case TableKind::kDbgenVersion: return MakeDbgenVersion(scale_factor, columns, now_ms);
    case TableKind::kHouseholdDemographics: return MakeHouseholdDemographics(scale_factor, columns);
    case TableKind::kIncomeBand: return MakeIncomeBands(scale_factor, columns);
    case TableKind::kInventory: return MakeInventory(scale_factor, columns);
    case TableKind::kItem: return MakeItems(scale_factor, columns);
    case TableKind::kPromotion: return MakePromotions(scale_factor, columns);
    case TableKind::kReason: return MakeReasons(scale_factor, columns);
    case TableKind::kShipMode: return MakeShipModes(scale_factor, columns);
    case TableKind::kStore: return MakeStores(scale_factor, columns);
    case TableKind::kStoreReturns: return MakeStoreSales(scale_factor, columns, true);
    case TableKind::kStoreSales: return MakeStoreSales(scale_factor, columns, false);
    case TableKind::kTimeDim: return MakeTimes(scale_factor, columns);
    case TableKind::kWarehouse: return MakeWarehouses(scale_factor, columns);
    case TableKind::kWebPage: return MakeWebPages(scale_factor, columns);
    case TableKind::kWebReturns: return MakeWebSales(scale_factor, columns, true);
    case TableKind::kWebSales: return MakeWebSales(scale_factor, columns, false);
    default: return MakeWebSites(scale_factor, columns);
  }
}

}  // namespace tarn::tpcds
