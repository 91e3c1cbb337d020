#include "datagen/world.h"

#include <algorithm>
#include <cmath>

namespace tarn::datagen {
namespace {

struct Country {
  Word name;
  Word currency;
  uint8_t weight;  // of 256
};
// Currencies of about the same worth: a product costs the same number everywhere, so that amounts
// can be compared and added without rates.
constexpr std::array<Country, 12> kCountries = {{{Word("US"), Word("USD"), 92},
                                                 {Word("GB"), Word("GBP"), 34},
                                                 {Word("DE"), Word("EUR"), 30},
                                                 {Word("CA"), Word("CAD"), 20},
                                                 {Word("FR"), Word("EUR"), 20},
                                                 {Word("AU"), Word("AUD"), 14},
                                                 {Word("NL"), Word("EUR"), 11},
                                                 {Word("ES"), Word("EUR"), 10},
                                                 {Word("IT"), Word("EUR"), 10},
                                                 {Word("CH"), Word("CHF"), 7},
                                                 {Word("IE"), Word("EUR"), 4},
                                                 {Word("AT"), Word("EUR"), 4}}};

constexpr std::array<uint8_t, 256> MakeCountryTable() {
  std::array<uint8_t, 256> table{};
  size_t at = 0;
  for (size_t i = 0; i < kCountries.size(); ++i) {
    for (int n = 0; n < kCountries[i].weight; ++n) table[at++] = static_cast<uint8_t>(i);
  }
  return table;
}
constexpr std::array<uint8_t, 256> kCountryTable = MakeCountryTable();

// Of 16: browsers by device, devices, payment methods.
constexpr uint8_t kBrowserTable[3][16] = {{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 4, 4, 2},
                                          {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 3},
                                          {0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 2}};
constexpr uint8_t kDeviceTable[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2};
constexpr uint8_t kPaymentTable[16] = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 5};

constexpr double kPriceMedianCents = 3800, kPriceSigma = 1.15;
constexpr uint64_t kMaxPriceCents = 299'900;
constexpr double kUnitsPerOrder = 1.16;
// A tenth of the payment transactions repeats one that failed.
constexpr double kOrdersPerTransaction = 0.92;

}  // namespace

World::World(const GenerateOptions& options)
    : options_(options),
      curve_(ParseDay(options.start, "start"), ParseDay(options.end, "end"), options.seed),
      customer_ranks_(options.customers, 0.70, 20),
      product_ranks_(options.products, 0.90, 8),
      customer_ids_(options.customers, Mix(options.seed, 101)),
      product_ids_(options.products, Mix(options.seed, 102)),
      prices_(kPriceSigma) {
  auto payments = static_cast<double>(rows(FileKind::kPaymentTransactions));
  auto events = static_cast<double>(rows(FileKind::kCustomerEvents));
  expected_units_ =
      kUnitsPerOrder * (payments > 0 ? payments * kOrdersPerTransaction : events * 0.05);
}

Customer World::CustomerOf(uint64_t id) const {
  uint64_t bits = Mix(options_.seed ^ 0xc5, id);
  const Country& country = kCountries[kCountryTable[bits & 255]];
  uint8_t device = kDeviceTable[(bits >> 8) & 15];
  return {&country.name, &country.currency, device, kBrowserTable[device][(bits >> 12) & 15],
          kPaymentTable[(bits >> 16) & 15]};
}

uint32_t World::PriceCents(uint64_t product) const {
  uint64_t bits = Mix(options_.seed ^ 0xb7, product);
  auto cents = static_cast<uint64_t>(kPriceMedianCents * prices_.Of(bits));
  cents = std::clamp<uint64_t>(cents, 299, kMaxPriceCents);
  constexpr uint64_t kEndings[8] = {99, 99, 99, 95, 95, 50, 49, 0};
  return static_cast<uint32_t>(cents / 100 * 100 + kEndings[bits & 7]);
}

uint32_t World::CostCents(uint64_t product) const {
  uint64_t percent = 42 + (Mix(options_.seed ^ 0xa9, product) >> 32) % 30;
  return static_cast<uint32_t>(PriceCents(product) * percent / 100);
}

double World::ExpectedUnits(uint64_t product) const {
  return expected_units_ * product_ranks_.Share(product_ids_.Backward(product - 1));
}

uint32_t World::DrawQuantity(Random& random) {
  uint32_t of_hundred = random.Below(100);
  return of_hundred < 88 ? 1 : of_hundred < 97 ? 2 : 3;
}

}  // namespace tarn::datagen
