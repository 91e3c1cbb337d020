// catalog_sales and catalog_returns.
#include "tpcds/distributions.h"
#include "tpcds/orders.h"

namespace tarn::tpcds {
namespace {

// Streams of the returns, which only they use.
struct ReturnStreams {
  explicit ReturnStreams(Streams& streams)
      : day(streams.Add(46, 28)),
        time(streams.Add(47, 28)),
        party{streams.Add(53, 28), streams.Add(54, 14), streams.Add(55, 14), streams.Add(56, 14)},
        ship_mode(streams.Add(59, 14)),
        warehouse(streams.Add(60, 14)),
        reason(streams.Add(61, 14)),
        nulls(streams.Add(73, 28)),
        pricing(streams.Add(74, 70)) {}
  Random& day;
  Random& time;
  PartyStreams party;
  Random& ship_mode;
  Random& warehouse;
  Random& reason;
  Random& nulls;
  Random& pricing;
};

class CatalogSales : public UnitGenerator {
 public:
  CatalogSales(double scale_factor, const Columns& columns, bool returns)
      : UnitGenerator(returns ? TableKind::kCatalogReturns : TableKind::kCatalogSales, scale_factor,
                      columns),
        returns_(returns),
        wants_prices_(returns ? writer_.Wants(17, 27) : writer_.Wants(18, 34)) {}

 private:
  struct Order {
    int64_t number = 0;
    int64_t day = 0;
    int64_t time = 0;
    int64_t call_center = 0;
    Party bill;
    Party ship;
  };
  struct Line {
    int64_t ship_day = 0;
    int64_t item = 0;
    int64_t page = 0;
    Pricing pricing;
  };

  static constexpr int64_t kMinShipDays = 2;
  static constexpr int64_t kMaxShipDays = 90;
  static constexpr int64_t kGiftPercent = 10;

  // Every day takes its share of the orders, day after day.
  void Seek(int64_t begin) override {
    UnitGenerator::Seek(begin);
    if (begin < last_of_day_) {
      day_ = kFirstDay;
      last_of_day_ = scaling_.CatalogOrdersOn(kFirstDay) + 1;
    }
  }

  void MakeUnit(int64_t number) override {
    while (number > last_of_day_) last_of_day_ += scaling_.CatalogOrdersOn(++day_);
    Order order;
    order.number = number;
    order.day = day_;
    order.time = RandomTime(kCatalogAndWebHours, time_);
    order.call_center = RandomRevision(TableKind::kCallCenter, day_, call_center_, scaling_);
    order.bill = order.ship = bill_.Pick(scaling_);
    if (ship_.customer.Uniform(0, 99) <= kGiftPercent) order.ship = ship_.Pick(scaling_);
    items_.Begin(item_);
    const int64_t lines = lines_.Uniform(4, 14);
    for (int64_t i = 0; i < lines; ++i) {
      Line line;
      line.ship_day = day_ + ship_day_.Uniform(kMinShipDays, kMaxShipDays);
      line.item = items_.Next(day_);
      line.page = RandomCatalogPage(day_, page_, scaling_);
      if (wants_prices_) line.pricing = PriceSale(200, pricing_);
      if (!returns_) {
        WriteSale(order, line);
      } else if (IsReturned(is_returned_)) {
        WriteReturn(order, line);
      }
    }
  }

  void WriteSale(const Order& order, const Line& line) {
    const Pricing& pricing = line.pricing;
    writer_.BeginRow(RandomNulls(TableKind::kCatalogSales, nulls_));
    writer_.Key(order.day);
    writer_.Key(order.time);
    writer_.Key(line.ship_day);
    WriteParty(order.bill, writer_);
    WriteParty(order.ship, writer_);
    writer_.Key(order.call_center);
    writer_.Key(line.page);
    writer_.Key([&] { return RandomKey(TableKind::kShipMode, ship_mode_, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kWarehouse, warehouse_, scaling_); });
    writer_.Key(line.item);
    writer_.Key([&] { return RandomKey(TableKind::kPromotion, promotion_, scaling_); });
    writer_.Key(order.number);
    writer_.Number(pricing.quantity);
    writer_.Decimal(pricing.wholesale_cost);
    writer_.Decimal(pricing.list_price);
    writer_.Decimal(pricing.sales_price);
    writer_.Decimal(pricing.ext_discount);
    writer_.Decimal(pricing.ext_sales_price);
    writer_.Decimal(pricing.ext_wholesale_cost);
    writer_.Decimal(pricing.ext_list_price);
    writer_.Decimal(pricing.ext_tax);
    writer_.Decimal(pricing.coupon);
    writer_.Decimal(pricing.ext_ship_cost);
    writer_.Decimal(pricing.net_paid);
    writer_.Decimal(pricing.net_paid_with_tax());
    writer_.Decimal(pricing.net_paid_with_shipping());
    writer_.Decimal(pricing.net_paid_with_shipping_and_tax());
    writer_.Decimal(pricing.net_profit);
  }

  void WriteReturn(const Order& order, const Line& line) {
    ReturnStreams& of = return_streams_;
    Party party = of.party.Pick(scaling_);
    if (of.party.customer.Uniform(0, 99) < kGiftPercent) {
      party = {order.ship.customer, order.ship.cdemo, party.hdemo, order.ship.address};
    }
    const Refund refund = wants_prices_ ? PriceReturn(line.pricing, of.pricing) : Refund();
    writer_.BeginRow(RandomNulls(TableKind::kCatalogReturns, of.nulls));
    writer_.Key([&] { return RandomReturnDay(line.ship_day, kMinShipDays, kMaxShipDays, of.day); });
    writer_.Key([&] { return RandomTime(kCatalogAndWebHours, of.time); });
    writer_.Key(line.item);
    WriteParty(order.bill, writer_);
    WriteParty(party, writer_);
    writer_.Key(order.call_center);
    writer_.Key(line.page);
    writer_.Key([&] { return RandomKey(TableKind::kShipMode, of.ship_mode, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kWarehouse, of.warehouse, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kReason, of.reason, scaling_); });
    writer_.Key(order.number);
    WriteRefund(refund, writer_);
  }

  const bool returns_;
  const bool wants_prices_;
  int64_t day_ = kFirstDay;
  int64_t last_of_day_ = scaling_.CatalogOrdersOn(kFirstDay) + 1;  // the last order on `day_`
  Random& time_ = streams_.Add(76, 2);
  Random& ship_day_ = streams_.Add(77, 14);
  PartyStreams bill_{streams_.Add(78, 1), streams_.Add(79, 1), streams_.Add(80, 1),
                     streams_.Add(81, 1)};
  PartyStreams ship_{streams_.Add(82, 2), streams_.Add(83, 1), streams_.Add(84, 1),
                     streams_.Add(85, 1)};
  Random& call_center_ = streams_.Add(86, 1);
  Random& page_ = streams_.Add(87, 42);
  Random& ship_mode_ = streams_.Add(88, 14);
  Random& warehouse_ = streams_.Add(89, 14);
  Random& item_ = streams_.Add(90, 1);
  Random& promotion_ = streams_.Add(91, 14);
  Random& lines_ = streams_.Add(92, 1);
  Random& pricing_ = streams_.Add(109, 112);
  Random& nulls_ = streams_.Add(111, 28);
  Random& is_returned_ = streams_.Add(112, 14);
  ReturnStreams return_streams_{streams_};
  ItemOrder items_{110, scaling_};
};

}  // namespace

std::unique_ptr<Generator> MakeCatalogSales(double scale_factor, const Columns& columns,
                                            bool returns) {
  return std::make_unique<CatalogSales>(scale_factor, columns, returns);
}

}  // namespace tarn::tpcds
