#include "tpch/generator.h"

#include <utility>

#include "base/error.h"
#include "tpch/column_makers.h"

namespace tarn::tpch {

int64_t MaxRowsOfUnit(TableKind table) {
  if (table == TableKind::kLineitem) return 7;
  return table == TableKind::kPartsupp ? 4 : 1;
}

std::unique_ptr<Generator> MakeGenerator(TableKind table, double scale_factor,
                                         std::vector<size_t> columns,
                                         std::shared_ptr<TextPool> pool) {
  const bool of_suppliers = table == TableKind::kLineitem || table == TableKind::kPartsupp;
  if (of_suppliers && UnitsOf(TableKind::kSupplier, scale_factor) == 0) {
    base::Throw(base::ErrorKind::kInvalidArgument,
                "at this scale factor there are no suppliers: {}", scale_factor);
  }
  switch (table) {
    case TableKind::kCustomer: return MakeCustomers(std::move(columns), std::move(pool));
    case TableKind::kLineitem:
      return MakeLineitems(scale_factor, std::move(columns), std::move(pool));
    case TableKind::kNation: return MakeNations(std::move(columns), std::move(pool));
    case TableKind::kOrders: return MakeOrders(scale_factor, std::move(columns), std::move(pool));
    case TableKind::kPart: return MakeParts(std::move(columns), std::move(pool));
    case TableKind::kPartsupp:
      return MakePartSuppliers(scale_factor, std::move(columns), std::move(pool));
    case TableKind::kRegion: return MakeRegions(std::move(columns), std::move(pool));
    default: return MakeSuppliers(std::move(columns), std::move(pool));
  }
}

}  // namespace tarn::tpch
