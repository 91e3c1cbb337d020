// web_sales and web_returns.
#include "tpcds/distributions.h"
#include "tpcds/orders.h"

namespace tarn::tpcds {
namespace {

// Streams of the returns, which only they use.
struct ReturnStreams {
  explicit ReturnStreams(Streams& streams)
      : day(streams.Add(383, 32)),
        time(streams.Add(384, 32)),
        party{streams.Add(386, 16), streams.Add(387, 16), streams.Add(388, 16),
              streams.Add(389, 16)},
        is_gift(streams.Add(390, 16)),
        reason(streams.Add(395, 16)),
        pricing(streams.Add(407, 80)),
        nulls(streams.Add(408, 32)) {}
  Random& day;
  Random& time;
  PartyStreams party;
  Random& is_gift;
  Random& reason;
  Random& pricing;
  Random& nulls;
};

class WebSales : public UnitGenerator {
 public:
  WebSales(double scale_factor, const Columns& columns, bool returns)
      : UnitGenerator(returns ? TableKind::kWebReturns : TableKind::kWebSales, scale_factor,
                      columns),
        returns_(returns),
        wants_prices_(returns ? writer_.Wants(14, 24) : writer_.Wants(18, 34)) {}

 private:
  struct Order {
    int64_t number = 0;
    int64_t day = 0;
    int64_t time = 0;
    Party bill;
    Party ship;
  };
  struct Line {
    int64_t ship_day = 0;
    int64_t item = 0;
    int64_t page = 0;
    Pricing pricing;
  };

  static constexpr int64_t kMaxShipDays = 120;
  static constexpr int64_t kGiftPercent = 7;

  void MakeUnit(int64_t number) override {
    Order order;
    order.number = number;
    order.day = RandomSaleDay(day_);
    order.time = RandomTime(kCatalogAndWebHours, time_);
    order.bill = order.ship = bill_.Pick(scaling_);
    // Sic: most orders are gifts.
    if (ship_.customer.Uniform(0, 99) > kGiftPercent) order.ship = ship_.Pick(scaling_);
    items_.Begin(item_);
    const int64_t lines = lines_.Uniform(8, 16);
    for (int64_t i = 0; i < lines; ++i) {
      Line line;
      line.ship_day = order.day + ship_day_.Uniform(1, kMaxShipDays);
      line.item = items_.Next(order.day);
      line.page = RandomRevision(TableKind::kWebPage, order.day, page_, scaling_);
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
    writer_.BeginRow(RandomNulls(TableKind::kWebSales, nulls_));
    writer_.Key(order.day);
    writer_.Key(order.time);
    writer_.Key(line.ship_day);
    writer_.Key(line.item);
    WriteParty(order.bill, writer_);
    WriteParty(order.ship, writer_);
    writer_.Key(line.page);
    writer_.Key([&] { return RandomRevision(TableKind::kWebSite, order.day, site_, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kShipMode, ship_mode_, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kWarehouse, warehouse_, scaling_); });
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
    if (of.is_gift.Uniform(0, 99) < kGiftPercent) party = order.ship;
    const Refund refund = wants_prices_ ? PriceReturn(line.pricing, of.pricing) : Refund();
    writer_.BeginRow(RandomNulls(TableKind::kWebReturns, of.nulls));
    writer_.Key([&] { return RandomReturnDay(line.ship_day, 1, kMaxShipDays, of.day); });
    writer_.Key([&] { return RandomTime(kCatalogAndWebHours, of.time); });
    writer_.Key(line.item);
    WriteParty(party, writer_);  // who got the money, and who sent it back
    WriteParty(party, writer_);
    writer_.Key(line.page);
    writer_.Key([&] { return RandomKey(TableKind::kReason, of.reason, scaling_); });
    writer_.Key(order.number);
    WriteRefund(refund, writer_);
  }

  const bool returns_;
  const bool wants_prices_;
  Random& day_ = streams_.Add(409, 2);
  Random& time_ = streams_.Add(410, 2);
  Random& ship_day_ = streams_.Add(411, 16);
  Random& item_ = streams_.Add(412, 1);
  PartyStreams bill_{streams_.Add(413, 1), streams_.Add(414, 1), streams_.Add(415, 1),
                     streams_.Add(416, 1)};
  PartyStreams ship_{streams_.Add(417, 2), streams_.Add(418, 2), streams_.Add(419, 1),
                     streams_.Add(420, 1)};
  Random& page_ = streams_.Add(421, 16);
  Random& site_ = streams_.Add(422, 16);
  Random& ship_mode_ = streams_.Add(423, 16);
  Random& warehouse_ = streams_.Add(424, 16);
  Random& promotion_ = streams_.Add(425, 16);
  Random& lines_ = streams_.Add(426, 1);
  Random& pricing_ = streams_.Add(443, 128);
  Random& nulls_ = streams_.Add(444, 32);
  Random& is_returned_ = streams_.Add(445, 16);
  ReturnStreams return_streams_{streams_};
  ItemOrder items_{446, scaling_};
};

}  // namespace

std::unique_ptr<Generator> MakeWebSales(double scale_factor, const Columns& columns, bool returns) {
  return std::make_unique<WebSales>(scale_factor, columns, returns);
}

}  // namespace tarn::tpcds
