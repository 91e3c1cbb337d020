#pragma once

#include <cstdint>

#include "tpcds/random.h"
#include "tpcds/row_writer.h"

namespace tarn::tpcds {

// What a line of an order, or its return, costs: in cents, but the tax in percent and the quantity
// (dsdgen's pricing.c). Products are cut to cents.
struct Pricing {
  int64_t quantity = 0;
  int64_t wholesale_cost = 0;
  int64_t list_price = 0;
  int64_t sales_price = 0;
  int64_t ext_discount = 0;
  int64_t ext_sales_price = 0;
  int64_t ext_wholesale_cost = 0;
  int64_t ext_list_price = 0;
  int64_t tax_percent = 0;
  int64_t ext_tax = 0;
  int64_t coupon = 0;
  int64_t ext_ship_cost = 0;
  int64_t net_paid = 0;
  int64_t net_profit = 0;

  int64_t net_paid_with_tax() const { return net_paid + ext_tax; }
  int64_t net_paid_with_shipping() const { return net_paid + ext_ship_cost; }
  int64_t net_paid_with_shipping_and_tax() const { return net_paid + ext_ship_cost + ext_tax; }
};

// Of a sale; takes eight values. `max_markup` in percent.
Pricing PriceSale(int64_t max_markup, Random& random);

struct Refund {
  Pricing pricing;
  int64_t cash = 0;
  int64_t reversed_charge = 0;
  int64_t store_credit = 0;
  int64_t fee = 0;
  int64_t net_loss = 0;
};

// Of the return of some of a sale's things; takes five values.
Refund PriceReturn(const Pricing& sale, Random& random);

// The ten columns from the quantity to the loss, in their order.
void WriteRefund(const Refund& refund, RowWriter& writer);

}  // namespace tarn::tpcds
