#include "tpch/tables.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tarn::tpch {
namespace {

using enum ColumnKind;

constexpr std::array kCustomer = {
    Column{"custkey", kBigint},         Column{"name", kVarchar, 25},
    Column{"address", kVarchar, 40},    Column{"nationkey", kBigint},
    Column{"phone", kVarchar, 15},      Column{"acctbal", kDouble},
    Column{"mktsegment", kVarchar, 10}, Column{"comment", kVarchar, 117}};
constexpr std::array kLineitem = {
    Column{"orderkey", kBigint},       Column{"partkey", kBigint},
    Column{"suppkey", kBigint},        Column{"linenumber", kInteger},
    Column{"quantity", kDouble},       Column{"extendedprice", kDouble},
    Column{"discount", kDouble},       Column{"tax", kDouble},
    Column{"returnflag", kVarchar, 1}, Column{"linestatus", kVarchar, 1},
    Column{"shipdate", kDate},         Column{"commitdate", kDate},
    Column{"receiptdate", kDate},      Column{"shipinstruct", kVarchar, 25},
    Column{"shipmode", kVarchar, 10},  Column{"comment", kVarchar, 44}};
constexpr std::array kNation = {Column{"nationkey", kBigint}, Column{"name", kVarchar, 25},
                                Column{"regionkey", kBigint}, Column{"comment", kVarchar, 152}};
constexpr std::array kOrders = {
    Column{"orderkey", kBigint},        Column{"custkey", kBigint},
    Column{"orderstatus", kVarchar, 1}, Column{"totalprice", kDouble},
    Column{"orderdate", kDate},         Column{"orderpriority", kVarchar, 15},
    Column{"clerk", kVarchar, 15},      Column{"shippriority", kInteger},
    Column{"comment", kVarchar, 79}};
constexpr std::array kPart = {Column{"partkey", kBigint},        Column{"name", kVarchar, 55},
                              Column{"mfgr", kVarchar, 25},      Column{"brand", kVarchar, 10},
                              Column{"type", kVarchar, 25},      Column{"size", kInteger},
                              Column{"container", kVarchar, 10}, Column{"retailprice", kDouble},
                              Column{"comment", kVarchar, 23}};
constexpr std::array kPartsupp = {Column{"partkey", kBigint}, Column{"suppkey", kBigint},
                                  Column{"availqty", kInteger}, Column{"supplycost", kDouble},
                                  Column{"comment", kVarchar, 199}};
constexpr std::array kRegion = {Column{"regionkey", kBigint}, Column{"name", kVarchar, 25},
                                Column{"comment", kVarchar, 152}};
constexpr std::array kSupplier = {Column{"suppkey", kBigint},      Column{"name", kVarchar, 25},
                                  Column{"address", kVarchar, 40}, Column{"nationkey", kBigint},
                                  Column{"phone", kVarchar, 15},   Column{"acctbal", kDouble},
                                  Column{"comment", kVarchar, 101}};

constexpr std::array kTables = {
    Table{TableKind::kCustomer, "customer", kCustomer},
    Table{TableKind::kLineitem, "lineitem", kLineitem},
    Table{TableKind::kNation, "nation", kNation},
    Table{TableKind::kOrders, "orders", kOrders},
    Table{TableKind::kPart, "part", kPart},
    Table{TableKind::kPartsupp, "partsupp", kPartsupp},
    Table{TableKind::kRegion, "region", kRegion},
    Table{TableKind::kSupplier, "supplier", kSupplier},
};

constexpr std::array<std::string_view, 9> kSchemas = {
    "tiny", "sf1", "sf100", "sf300", "sf1000", "sf3000", "sf10000", "sf30000", "sf100000"};

constexpr double kTinyScale = 0.01;
constexpr double kMaxScale = 1'000'000;
constexpr double kLinesOfAnOrder = 6001215.0 / 1500000.0;  // at scale factor 1
constexpr int64_t kSuppliersOfAPart = 4;

int64_t BaseOf(TableKind table) {
  switch (table) {
    case TableKind::kCustomer: return 150'000;
    case TableKind::kLineitem:
    case TableKind::kOrders: return 1'500'000;
    case TableKind::kPart:
    case TableKind::kPartsupp: return 200'000;
    case TableKind::kSupplier: return 10'000;
    default: return 0;
  }
}

}  // namespace

std::span<const Table> Tables() { return kTables; }

const Table* FindTable(std::string_view name) {
  for (const Table& table : kTables) {
    if (table.name == name) return &table;
  }
  return nullptr;
}

std::span<const std::string_view> SchemaNames() { return kSchemas; }

std::optional<double> ScaleFactorOf(std::string_view schema) {
  if (schema == "tiny") return kTinyScale;
  if (!schema.starts_with("sf")) return std::nullopt;
  const std::string_view number = schema.substr(2);
  double scale = 0;
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), scale);
  if (failure != std::errc() || end != number.data() + number.size()) return std::nullopt;
  if (!std::isfinite(scale) || scale <= 0 || scale > kMaxScale) return std::nullopt;
  return scale;
}

int64_t UnitsOf(TableKind table, double scale_factor) {
  if (table == TableKind::kNation) return 25;
  if (table == TableKind::kRegion) return 5;
  return static_cast<int64_t>(static_cast<double>(BaseOf(table)) * scale_factor);
}

int64_t RowsOf(TableKind table, double scale_factor) {
  const int64_t units = UnitsOf(table, scale_factor);
  if (table == TableKind::kPartsupp) return units * kSuppliersOfAPart;
  if (table != TableKind::kLineitem) return units;
  return static_cast<int64_t>(static_cast<double>(units) * kLinesOfAnOrder);
}

}  // namespace tarn::tpch
