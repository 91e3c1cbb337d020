// inventory_snapshots.csv: every product in its warehouses, counted on evenly spaced days. Stock is
// a closed formula of the time (what has been sold so far, refilled lot by lot), so that any
// stretch of the file can be made on its own.
#include <algorithm>
#include <cmath>

#include "datagen/slice.h"

namespace tarn::datagen {
namespace {

constexpr uint64_t kUsualWarehouses = 5;
constexpr double kLotDays = 45;
constexpr double kLeadDays = 9;
constexpr int64_t kAverageDays = 28;

// Which product, warehouse and day a row is about.
struct Layout {
  explicit Layout(const World& world) {
    uint64_t rows = std::max<uint64_t>(1, world.rows(FileKind::kInventorySnapshots));
    uint64_t products = world.options().products;
    auto days = static_cast<uint64_t>(world.curve().days());
    warehouses = std::clamp<uint64_t>(rows / products, 1, kUsualWarehouses);
    // A product is counted once a day in a warehouse: more rows need more warehouses.
    warehouses = std::max(warehouses, (rows + products * days - 1) / (products * days));
    pairs = products * warehouses;
    counts = (rows + pairs - 1) / pairs;
    every_days = std::max<uint64_t>(1, days / counts);
    // The last count is complete; the first may lack its beginning.
    skipped = counts * pairs - rows;
    last_day = world.curve().last_second() / 86400;
  }

  uint64_t warehouses, pairs, counts, every_days, skipped;
  int64_t last_day;
};

// What one product sells in all warehouses, and costs.
struct ProductFacts {
  ProductFacts(const World& world, uint64_t product)
      : id(product), units(world.ExpectedUnits(product)), cost_cents(world.CostCents(product)) {}
  uint64_t id;
  double units;
  uint32_t cost_cents;
};

// How much is done when a row is counted.
struct CountDay {
  CountDay(const World& world, int64_t day_number) : day(day_number) {
    const TimeCurve& curve = world.curve();
    // Counted after closing time.
    int64_t end = (day + 1) * 86400;
    int64_t begin = std::max(end - kAverageDays * 86400, curve.first_second());
    share = curve.ShareBefore(end);
    daily_share = (share - curve.ShareBefore(begin)) / (static_cast<double>(end - begin) / 86400);
  }
  int64_t day;
  double share;
  double daily_share;
};

double Fraction(uint64_t bits) { return static_cast<double>(bits & 0xffff) / 65536; }

}  // namespace

void WriteInventory(const World& world, Slice& slice) {
  const RowRange& rows = slice.range(FileKind::kInventorySnapshots);
  CsvBuffer& buffer = slice.buffer(FileKind::kInventorySnapshots);
  RowWriter out(buffer.Reserve(rows.size()));
  if (rows.size() == 0) return buffer.SetSize(0);
  const Layout layout(world);
  Random random(world.SliceSeed(FileKind::kInventorySnapshots, slice.index));
  const auto range_days = static_cast<double>(world.curve().days());

  auto day_of = [&](uint64_t row) {
    uint64_t later_counts = layout.counts - 1 - (row + layout.skipped) / layout.pairs;
    return layout.last_day - static_cast<int64_t>(later_counts * layout.every_days);
  };
  auto product_of = [&](uint64_t row) {
    return (row + layout.skipped) % layout.pairs / layout.warehouses + 1;
  };
  CountDay count(world, day_of(rows.begin));
  ProductFacts product(world, product_of(rows.begin));

  for (uint64_t row = rows.begin; row < rows.end; ++row) {
    if (day_of(row) != count.day) count = CountDay(world, day_of(row));
    if (product_of(row) != product.id) product = ProductFacts(world, product_of(row));
    uint64_t warehouse = (row + layout.skipped) % layout.warehouses + 1;
    uint64_t bits = Mix(Mix(world.options().seed ^ 0x1f, product.id), warehouse);

    // The warehouses share the sales, the first ones get more.
    auto n = static_cast<double>(layout.warehouses);
    double weight = 2 * (n - static_cast<double>(warehouse) + 1) / (n * (n + 1));
    double units = product.units * weight;
    double usual_daily = units / range_days;
    double daily = units * count.daily_share;

    double lot = std::max(12.0, std::ceil(usual_daily * kLotDays * (0.7 + 0.6 * Fraction(bits))));
    double reorder = std::ceil(usual_daily * kLeadDays * (1.0 + 0.8 * Fraction(bits >> 16))) + 2;
    // A refill arrives some days after the stock fell to the reorder point; where that takes too
    // long, the shelf is empty for a while.
    double floor_level = reorder - usual_daily * kLeadDays * (0.6 + 0.9 * Fraction(bits >> 32)) - 1;
    double sold = Fraction(bits >> 48) * lot + units * count.share;
    double level = floor_level + lot - std::fmod(sold, lot);
    auto stock = static_cast<uint64_t>(std::max(0.0, level));
    uint64_t reserved = stock * random.Below(13) / 100;
    auto average = static_cast<uint64_t>(daily * 100 * (0.9 + 0.2 * random.Unit()) + 0.5);

    out.Int(row + 1);
    out.Comma();
    out.Int(product.id);
    out.Comma();
    out.Int(warehouse);
    out.Comma();
    out.Date(count.day);
    out.Comma();
    out.Int(stock);
    out.Comma();
    out.Int(reserved);
    out.Comma();
    out.Int(static_cast<uint64_t>(reorder));
    out.Comma();
    out.Hundredths(average);
    out.Comma();
    out.Hundredths(product.cost_cents);
    out.Newline();
  }
  buffer.SetSize(out.size());
}

}  // namespace tarn::datagen
