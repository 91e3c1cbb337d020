// payment_transactions.csv: every purchase of the slice's sessions is paid, some after a failed
// try; the other orders come from channels that leave no events (marketplaces, shops, telephone).
#include <algorithm>
#include <cmath>

#include "datagen/slice.h"

namespace tarn::datagen {
namespace {

enum Status : uint8_t { kCompleted, kPending, kFailed, kRefunded };
constexpr std::array<Word, 4> kStatusNames = {Word("completed"), Word("pending"), Word("failed"),
                                              Word("refunded")};
constexpr uint64_t kFirstOrderId = 500'000'000;
constexpr int64_t kDay = 86400;

struct Payment {
  int64_t time;
  uint64_t order;
  uint64_t customer;
  uint64_t product;
  uint32_t amount_cents;
  uint8_t method;
  Status status;
  bool fraud;
  uint16_t risk;  // thousandths
};

// The chance of fraud (of 2^32) by risk score: next to nothing for most, about half at the top.
class FraudOdds {
 public:
  FraudOdds() {
    for (size_t risk = 0; risk < odds_.size(); ++risk) {
      double score = static_cast<double>(risk) / 1000;
      double square = score * score;
      odds_[risk] =
          static_cast<uint32_t>((0.0025 + 0.06 * square + 0.55 * square * square) * 0x1p32);
    }
  }
  bool Draw(uint16_t risk, Random& random) const {
    return static_cast<uint32_t>(random.Next() >> 32) < odds_[risk];
  }

 private:
  std::array<uint32_t, 1000> odds_;
};

class PaymentMaker {
 public:
  PaymentMaker(const World& world, Slice& slice, std::vector<Payment>& payments)
      : world_(world),
        random_(world.SliceSeed(FileKind::kPaymentTransactions, slice.index)),
        rows_(slice.range(FileKind::kPaymentTransactions)),
        last_(world.curve().last_second()),
        payments_(payments) {}

  bool full() const { return payments_.size() >= rows_.size(); }
  Random& random() { return random_; }

  // The transactions of one order: failed tries, then one that has an outcome.
  void AddOrder(const WebOrder& order) {
    static const LogNormal kRisk(0.75);
    Customer habits = world_.CustomerOf(order.customer);
    uint64_t order_id = kFirstOrderId + rows_.begin + orders_++;
    uint8_t method =
        random_.Chance(720)
            ? habits.payment
            : static_cast<uint8_t>(random_.Below(static_cast<uint32_t>(kPaymentMethods.size())));
    double risk = 0.075 * kRisk.Draw(random_);
    int64_t second = order.time % kDay;
    if (second >= 23 * 3600 || second < 6 * 3600) risk += 0.07;
    if (order.amount_cents > 50'000) risk += 0.12;
    if (method == kPaymentMethods.size() - 1) risk += 0.05;  // gift cards
    bool fails_first = random_.Chance(risk > 0.4 ? 220 : 65);
    if (fails_first) risk += 0.06;
    auto score = static_cast<uint16_t>(std::min(risk, 0.999) * 1000);
    bool fraud = Odds().Draw(score, random_);

    int64_t time = order.time + 2 + random_.Below(40);
    if (fails_first) {
      Add({std::min(time, last_), order_id, order.customer, order.product, order.amount_cents,
           method, kFailed, fraud, score});
      time += 20 + random_.Below(240);
      if (full()) return;
    }
    time = std::min(time, last_);
    Add({time, order_id, order.customer, order.product, order.amount_cents, method,
         Outcome(time, fraud), fraud, score});
  }

 private:
  static const FraudOdds& Odds() {
    static const FraudOdds odds;
    return odds;
  }

  void Add(const Payment& payment) { payments_.push_back(payment); }

  Status Outcome(int64_t time, bool fraud) {
    uint32_t of_thousand = random_.Below(1000);
    if (fraud) return of_thousand < 430 ? kRefunded : of_thousand < 800 ? kFailed : kCompleted;
    // What is pending is recent: older payments have been settled, but for a few.
    if (last_ - time < 2 * kDay && of_thousand < 300) return kPending;
    if (of_thousand < 6) return kPending;
    if (of_thousand < 30) return kFailed;
    return of_thousand < 72 ? kRefunded : kCompleted;
  }

  const World& world_;
  Random random_;
  RowRange rows_;
  int64_t last_;
  std::vector<Payment>& payments_;
  uint64_t orders_ = 1;
};

// Fills the slice up with orders from other channels, spread over its stretch of time.
void AddOtherOrders(const World& world, const RowRange& rows, PaymentMaker& maker,
                    const std::vector<Payment>& payments) {
  auto total = static_cast<double>(world.rows(FileKind::kPaymentTransactions));
  TimeCurve::Cursor cursor(world.curve());
  Random& random = maker.random();
  auto begin = static_cast<double>(rows.begin);
  auto span = static_cast<double>(rows.size());
  uint64_t missing = rows.size() - std::min<uint64_t>(rows.size(), payments.size());
  double step = missing > 0 ? span / static_cast<double>(missing) : 0;
  for (uint64_t i = 0; !maker.full(); ++i) {
    // Orders with two transactions use up rows faster than time: the last ones are never needed.
    double at = begin + (static_cast<double>(i) + random.Unit()) * step;
    int64_t time = cursor.TimeOf(at / total);
    uint64_t customer = world.DrawCustomer(random);
    uint64_t product = world.DrawProduct(random);
    uint32_t amount = world.PriceCents(product) * World::DrawQuantity(random);
    maker.AddOrder({time, customer, product, amount});
  }
}

void WriteRow(const World& world, uint64_t id, const Payment& payment, RowWriter& out) {
  out.Int(id);
  out.Comma();
  out.Int(payment.order);
  out.Comma();
  out.Int(payment.customer);
  out.Comma();
  out.Int(payment.product);
  out.Comma();
  out.Hundredths(payment.amount_cents);
  out.Comma();
  out.Text(*world.CustomerOf(payment.customer).currency);
  out.Comma();
  out.Text(kPaymentMethods[payment.method]);
  out.Comma();
  out.Text(kStatusNames[payment.status]);
  out.Comma();
  out.Timestamp(payment.time);
  out.Comma();
  out.Thousandths(payment.risk);
  static constexpr Word kTrue{",true\n"}, kFalse{",false\n"};
  out.Text(payment.fraud ? kTrue : kFalse);
}

}  // namespace

void WritePayments(const World& world, Slice& slice) {
  const RowRange& rows = slice.range(FileKind::kPaymentTransactions);
  thread_local std::vector<Payment> payments;
  payments.clear();
  PaymentMaker maker(world, slice, payments);
  for (const WebOrder& order : slice.web_orders) {
    if (maker.full()) break;
    maker.AddOrder(order);
  }
  AddOtherOrders(world, rows, maker, payments);

  // (time, index) in one word: the sort is stable and compares integers only. Slices are far
  // smaller than 2^20 rows, times far below 2^44 seconds.
  thread_local std::vector<uint64_t> order;
  order.clear();
  for (size_t i = 0; i < payments.size(); ++i) {
    order.push_back(static_cast<uint64_t>(payments[i].time) << 20 | i);
  }
  std::sort(order.begin(), order.end());

  CsvBuffer& buffer = slice.buffer(FileKind::kPaymentTransactions);
  RowWriter out(buffer.Reserve(rows.size()));
  for (uint64_t i = 0; i < order.size(); ++i) {
    const Payment& payment = payments[order[i] & 0xfffff];
    WriteRow(world, rows.begin + i + 1, payment, out);
    slice.orders.push_back({payment.time, payment.customer});
  }
  buffer.SetSize(out.size());
}

}  // namespace tarn::datagen
