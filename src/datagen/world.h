#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "datagen/distributions.h"
#include "datagen/generator.h"
#include "datagen/row_writer.h"
#include "datagen/time_curve.h"

namespace tarn::datagen {

// A customer's lasting habits.
struct Customer {
  const Word* country;
  const Word* currency;
  uint8_t device;   // index into kDevices
  uint8_t browser;  // index into kBrowsers
  uint8_t payment;  // index into kPaymentMethods
};

inline constexpr std::array<Word, 3> kDevices = {Word("mobile"), Word("desktop"), Word("tablet")};
inline constexpr std::array<Word, 5> kBrowsers = {Word("Chrome"), Word("Safari"), Word("Firefox"),
                                                  Word("Edge"), Word("Samsung")};
inline constexpr std::array<Word, 6> kPaymentMethods = {Word("credit_card"),   Word("debit_card"),
                                                        Word("paypal"),        Word("apple_pay"),
                                                        Word("bank_transfer"), Word("gift_card")};

// What all files have in common: who the customers are, what the products cost, when people buy.
// Everything about a customer or a product is computed from its id, so that memory does not depend
// on how many there are. Immutable and thread safe.
class World {
 public:
  explicit World(const GenerateOptions& options);

  const GenerateOptions& options() const { return options_; }
  uint64_t rows(FileKind kind) const { return options_.rows[static_cast<size_t>(kind)]; }
  const TimeCurve& curve() const { return curve_; }

  // Ids by popularity: the same few people and products come up again and again.
  uint64_t DrawCustomer(Random& random) const {
    return 1 + customer_ids_.Forward(customer_ranks_.Rank(random));
  }
  uint64_t DrawProduct(Random& random) const {
    return 1 + product_ids_.Forward(product_ranks_.Rank(random));
  }
  Customer CustomerOf(uint64_t id) const;
  uint32_t PriceCents(uint64_t product) const;
  uint32_t CostCents(uint64_t product) const;
  // Units of the product that are expected to be sold in the whole range, over all channels.
  double ExpectedUnits(uint64_t product) const;
  // Units of one order line: mostly one.
  static uint32_t DrawQuantity(Random& random);

  // Seeds the generator of one slice of one file.
  uint64_t SliceSeed(FileKind kind, uint64_t slice) const {
    return Mix(Mix(options_.seed, static_cast<uint64_t>(kind) + 1), slice);
  }

 private:
  GenerateOptions options_;
  TimeCurve curve_;
  PowerLaw customer_ranks_;
  PowerLaw product_ranks_;
  Shuffle customer_ids_;
  Shuffle product_ids_;
  LogNormal prices_;
  double expected_units_;
};

// Days since 1970-01-01 of "YYYY-MM-DD"; kInvalidArgument, naming `what`, for anything else.
int64_t ParseDay(const std::string& text, const char* what);

// Throws kInvalidArgument for options that make no sense.
void CheckOptions(const GenerateOptions& options);

}  // namespace tarn::datagen
