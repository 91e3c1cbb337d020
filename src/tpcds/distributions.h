#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "tpcds/distribution_data.h"
#include "tpcds/random.h"

namespace tarn::tpcds {

// Rows of values, which are picked at random by one of several weights. Immutable.
class Distribution {
 public:
  explicit Distribution(const DistributionText& text);

  size_t size() const { return texts_.size() / values_; }
  // Value `value` of a row. A number is whole; of "4.99" it is 499.
  std::string_view Text(size_t row, size_t value = 0) const {
    return texts_[row * values_ + value];
  }
  int64_t Number(size_t row, size_t value = 0) const { return numbers_[row * values_ + value]; }
  // With the rows repeated for ever.
  std::string_view TextModulo(int64_t row) const;
  int64_t NumberModulo(int64_t row) const;

  // A row by weight; one value of the stream.
  size_t Pick(Random& random, size_t weight = 0) const;
  std::string_view PickText(Random& random, size_t weight = 0) const {
    return Text(Pick(random, weight));
  }
  int64_t Weight(size_t row, size_t weight) const;
  // The weights of all rows up to this one.
  int64_t WeightUpTo(size_t row, size_t weight) const { return sums_[weight][row]; }

 private:
  size_t values_;
  std::vector<std::string_view> texts_;
  std::vector<int64_t> numbers_;            // 0 for what is none
  std::vector<std::vector<int64_t>> sums_;  // of each weight, up to each row
};

// All of them, read on first use; threads may share them.
struct Distributions {
  Distributions();

  Distribution adjectives, adverbs, articles, auxiliaries, nouns, prepositions, sentences,
      terminators, verbs, syllables, brand_syllables;
  Distribution buy_potential, credit_ratings, dep_count, education, genders, income_band,
      marital_statuses, purchase_band, vehicle_count;
  Distribution call_centers, call_center_classes, call_center_hours, catalog_page_types;
  Distribution cities, countries, counties, street_names, street_types, location_types;
  Distribution first_names, last_names, salutations, top_domains;
  Distribution categories, colors, current_price, manager_id, manufact_id, sizes, units;
  std::vector<Distribution> classes;  // of the categories, in their order
  Distribution calendar, hours;
  Distribution return_reasons, ship_mode_carrier, ship_mode_code, ship_mode_type, web_page_use;
};
const Distributions& AllDistributions();

// Weights of which a distribution has several, and values, by their places.
inline constexpr size_t kMaleNames = 0, kFemaleNames = 1, kAllNames = 2;  // first_names
inline constexpr size_t kMaleSalutations = 0, kFemaleSalutations = 1;     // salutations
inline constexpr size_t kNoSize = 0, kSized = 1;                          // sizes
inline constexpr size_t kStreets = 0, kHalfEmptyStreets = 1;              // street_names
inline constexpr size_t kStoreHours = 0, kCatalogAndWebHours = 1;         // hours
inline constexpr size_t kUniformDays = 0, kSalesDays = 2;            // calendar; + 1: leap years
inline constexpr size_t kDayOfYear = 0, kQuarter = 1, kHoliday = 2;  // calendar
inline constexpr size_t kCounty = 0, kState = 1, kZipPrefix = 2, kGmt = 3;  // counties

}  // namespace tarn::tpcds
