#include "tpcds/pricing.h"

namespace tarn::tpcds {
namespace {

// Of two numbers of hundredths.
int64_t Times(int64_t a, int64_t b) { return a * b / 100; }

constexpr int64_t kMaxQuantity = 100;
constexpr int64_t kMinWholesaleCost = 100;
constexpr int64_t kMaxWholesaleCost = 10'000;
constexpr int64_t kMaxShipping = 50;  // percent of the list price
constexpr int64_t kMaxTax = 9;        // percent

}  // namespace

Pricing PriceSale(int64_t max_markup, Random& random) {
  Pricing price;
  price.quantity = random.Uniform(1, kMaxQuantity);
  price.wholesale_cost = random.Uniform(kMinWholesaleCost, kMaxWholesaleCost);
  price.ext_wholesale_cost = price.quantity * price.wholesale_cost;
  price.list_price = Times(price.wholesale_cost, 100 + random.Uniform(0, max_markup));
  price.sales_price = Times(price.list_price, 100 - random.Uniform(0, 100));
  price.ext_list_price = price.list_price * price.quantity;
  price.ext_sales_price = price.sales_price * price.quantity;
  price.ext_discount = price.ext_list_price - price.ext_sales_price;
  const int64_t coupon = random.Uniform(0, 100);
  const bool uses_coupon = random.Uniform(1, 100) <= 20;
  price.coupon = uses_coupon ? Times(price.ext_sales_price, coupon) : 0;
  price.net_paid = price.ext_sales_price - price.coupon;
  price.ext_ship_cost = Times(price.list_price, random.Uniform(0, kMaxShipping)) * price.quantity;
  price.tax_percent = random.Uniform(0, kMaxTax);
  price.ext_tax = Times(price.net_paid, price.tax_percent);
  price.net_profit = price.net_paid - price.ext_wholesale_cost;
  return price;
}

Refund PriceReturn(const Pricing& sale, Random& random) {
  Refund refund;
  refund.pricing = sale;
  Pricing& price = refund.pricing;
  price.quantity = random.Uniform(1, sale.quantity);
  price.ext_wholesale_cost = price.quantity * price.wholesale_cost;
  price.ext_list_price = price.list_price * price.quantity;
  price.ext_sales_price = price.sales_price * price.quantity;
  price.net_paid = price.ext_sales_price;
  price.ext_ship_cost = Times(price.list_price, random.Uniform(0, kMaxShipping)) * price.quantity;
  price.ext_tax = Times(price.net_paid, price.tax_percent);
  price.net_profit = price.net_paid - price.ext_wholesale_cost;
  // Some in cash, some of the rest on the card, and a credit for what is left.
  refund.cash = Times(random.Uniform(0, 100), price.net_paid);
  refund.reversed_charge = Times(random.Uniform(1, 100), price.net_paid - refund.cash);
  refund.store_credit = price.net_paid - refund.reversed_charge - refund.cash;
  refund.fee = random.Uniform(50, 10'000);
  refund.net_loss = price.net_paid_with_shipping_and_tax() - refund.store_credit - refund.cash -
                    refund.reversed_charge + refund.fee;
  return refund;
}

void WriteRefund(const Refund& refund, RowWriter& writer) {
  writer.Number(refund.pricing.quantity);
  writer.Decimal(refund.pricing.net_paid);
  writer.Decimal(refund.pricing.ext_tax);
  writer.Decimal(refund.pricing.net_paid_with_tax());
  writer.Decimal(refund.fee);
  writer.Decimal(refund.pricing.ext_ship_cost);
  writer.Decimal(refund.cash);
  writer.Decimal(refund.reversed_charge);
  writer.Decimal(refund.store_credit);
  writer.Decimal(refund.net_loss);
}

}  // namespace tarn::tpcds
