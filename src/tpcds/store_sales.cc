// store_sales and store_returns.
#include "tpcds/distributions.h"
#include "tpcds/orders.h"

namespace tarn::tpcds {
namespace {

// Streams of the returns, which only they use.
struct ReturnStreams {
  explicit ReturnStreams(Streams& streams)
      : day(streams.Add(292, 32)),
        time(streams.Add(293, 32)),
        party{streams.Add(295, 16), streams.Add(296, 16), streams.Add(297, 16),
              streams.Add(298, 16)},
        store(streams.Add(299, 16)),
        reason(streams.Add(300, 16)),
        ticket(streams.Add(301, 16)),
        pricing(streams.Add(312, 80)),
        nulls(streams.Add(313, 32)) {}
  Random& day;
  Random& time;
  PartyStreams party;
  Random& store;
  Random& reason;
  Random& ticket;
  Random& pricing;
  Random& nulls;
};

class StoreSales : public UnitGenerator {
 public:
  StoreSales(double scale_factor, const Columns& columns, bool returns)
      : UnitGenerator(returns ? TableKind::kStoreReturns : TableKind::kStoreSales, scale_factor,
                      columns),
        returns_(returns),
        wants_prices_(writer_.Wants(10, returns ? 20 : 23)) {}

 private:
  struct Order {
    int64_t number = 0;
    int64_t store = 0;
    int64_t time = 0;
    int64_t day = 0;
    Party party;
  };

  void MakeUnit(int64_t number) override {
    Order order;
    order.number = number;
    order.store = RandomRevision(TableKind::kStore, 1, store_, scaling_);
    order.time = RandomTime(kStoreHours, time_);
    order.day = RandomSaleDay(day_);
    order.party = party_.Pick(scaling_);
    const int64_t lines = ticket_.Uniform(8, 16);
    items_.Begin(item_);
    for (int64_t line = 0; line < lines; ++line) {
      const int64_t item = items_.Next(order.day);
      const Pricing pricing = wants_prices_ ? PriceSale(100, pricing_) : Pricing();
      if (!returns_) {
        WriteSale(order, item, pricing);
      } else if (IsReturned(is_returned_)) {
        WriteReturn(order, item, pricing);
      }
    }
  }

  void WriteSale(const Order& order, int64_t item, const Pricing& pricing) {
    writer_.BeginRow(RandomNulls(TableKind::kStoreSales, nulls_));
    writer_.Key(order.day);
    writer_.Key(order.time);
    writer_.Key(item);
    WriteParty(order.party, writer_);
    writer_.Key(order.store);
    writer_.Key([&] { return RandomKey(TableKind::kPromotion, promotion_, scaling_); });
    writer_.Key(order.number);
    writer_.Number(pricing.quantity);
    writer_.Decimal(pricing.wholesale_cost);
    writer_.Decimal(pricing.list_price);
    writer_.Decimal(pricing.sales_price);
    writer_.Decimal(pricing.coupon);  // sic: in place of the discount
    writer_.Decimal(pricing.ext_sales_price);
    writer_.Decimal(pricing.ext_wholesale_cost);
    writer_.Decimal(pricing.ext_list_price);
    writer_.Decimal(pricing.ext_tax);
    writer_.Decimal(pricing.coupon);
    writer_.Decimal(pricing.net_paid);
    writer_.Decimal(pricing.net_paid_with_tax());
    writer_.Decimal(pricing.net_profit);
  }

  void WriteReturn(const Order& order, int64_t item, const Pricing& pricing) {
    ReturnStreams& of = return_streams_;
    Party party = of.party.Pick(scaling_);
    const bool is_same_customer = of.ticket.Uniform(1, 100) < 80;
    if (is_same_customer) party.customer = order.party.customer;
    const Refund refund = wants_prices_ ? PriceReturn(pricing, of.pricing) : Refund();
    writer_.BeginRow(RandomNulls(TableKind::kStoreReturns, of.nulls));
    writer_.Key([&] { return RandomReturnDay(order.day, 2, 90, of.day); });
    writer_.Key([&] { return of.time.Uniform(8 * 3600 - 1, 17 * 3600 - 1); });
    writer_.Key(item);
    WriteParty(party, writer_);
    writer_.Key([&] { return RandomRevision(TableKind::kStore, 1, of.store, scaling_); });
    writer_.Key([&] { return RandomKey(TableKind::kReason, of.reason, scaling_); });
    writer_.Key(order.number);
    WriteRefund(refund, writer_);
  }

  const bool returns_;
  const bool wants_prices_;
  Random& day_ = streams_.Add(314, 2);
  Random& time_ = streams_.Add(315, 2);
  Random& item_ = streams_.Add(316, 1);
  PartyStreams party_{streams_.Add(317, 1), streams_.Add(318, 1), streams_.Add(319, 1),
                      streams_.Add(320, 1)};
  Random& store_ = streams_.Add(321, 1);
  Random& promotion_ = streams_.Add(322, 16);
  Random& ticket_ = streams_.Add(323, 1);
  Random& is_returned_ = streams_.Add(336, 16);
  Random& pricing_ = streams_.Add(337, 128);
  Random& nulls_ = streams_.Add(338, 32);
  ReturnStreams return_streams_{streams_};
  ItemOrder items_{339, scaling_};
};

}  // namespace

std::unique_ptr<Generator> MakeStoreSales(double scale_factor, const Columns& columns,
                                          bool returns) {
  return std::make_unique<StoreSales>(scale_factor, columns, returns);
}

}  // namespace tarn::tpcds
