#include "tpcds/distributions.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/error.h"

namespace tarn::tpcds {
namespace {

// Digits with a sign and a point among them, which is left out; 0 for anything else.
int64_t NumberOf(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c != '.') digits.push_back(c);
  }
  int64_t number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return failure == std::errc() && end == digits.data() + digits.size() ? number : 0;
}

std::string_view TakeUntil(char separator, std::string_view& rest) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view taken = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return taken;
}

Distribution Named(std::string_view name) {
  for (const DistributionText& text : DistributionTexts()) {
    if (text.name == name) return Distribution(text);
  }
  base::Throw(base::ErrorKind::kInternal, "there is no such distribution: {}", name);
}

}  // namespace

Distribution::Distribution(const DistributionText& text)
    : values_(static_cast<size_t>(text.values)), sums_(static_cast<size_t>(text.weights)) {
  std::string_view rest = text.lines;
  while (!rest.empty()) {
    std::string_view line = TakeUntil('\n', rest);
    for (size_t i = 0; i < values_; ++i) {
      texts_.push_back(TakeUntil('|', line));
      numbers_.push_back(NumberOf(texts_.back()));
    }
    for (std::vector<int64_t>& sums : sums_) {
      sums.push_back((sums.empty() ? 0 : sums.back()) + NumberOf(TakeUntil('|', line)));
    }
  }
}

std::string_view Distribution::TextModulo(int64_t row) const {
  return Text(static_cast<size_t>(row) % size());
}

int64_t Distribution::NumberModulo(int64_t row) const {
  return Number(static_cast<size_t>(row) % size());
}

size_t Distribution::Pick(Random& random, size_t weight) const {
  const std::vector<int64_t>& sums = sums_[weight];
  const int64_t at = random.Uniform(1, sums.back());
  return static_cast<size_t>(std::lower_bound(sums.begin(), sums.end(), at) - sums.begin());
}

int64_t Distribution::Weight(size_t row, size_t weight) const {
  const std::vector<int64_t>& sums = sums_[weight];
  return row == 0 ? sums[0] : sums[row] - sums[row - 1];
}

Distributions::Distributions()
    : adjectives(Named("adjectives")),
      adverbs(Named("adverbs")),
      articles(Named("articles")),
      auxiliaries(Named("auxiliaries")),
      nouns(Named("nouns")),
      prepositions(Named("prepositions")),
      sentences(Named("sentences")),
      terminators(Named("terminators")),
      verbs(Named("verbs")),
      syllables(Named("syllables")),
      brand_syllables(Named("brand_syllables")),
      buy_potential(Named("buy_potential")),
      credit_ratings(Named("credit_ratings")),
      dep_count(Named("dep_count")),
      education(Named("education")),
      genders(Named("genders")),
      income_band(Named("income_band")),
      marital_statuses(Named("marital_statuses")),
      purchase_band(Named("purchase_band")),
      vehicle_count(Named("vehicle_count")),
      call_centers(Named("call_centers")),
      call_center_classes(Named("call_center_classes")),
      call_center_hours(Named("call_center_hours")),
      catalog_page_types(Named("catalog_page_types")),
      cities(Named("cities")),
      countries(Named("countries")),
      counties(Named("fips")),
      street_names(Named("street_names")),
      street_types(Named("street_types")),
      location_types(Named("location_types")),
      first_names(Named("first_names")),
      last_names(Named("last_names")),
      salutations(Named("salutations")),
      top_domains(Named("top_domains")),
      categories(Named("categories")),
      colors(Named("colors")),
      current_price(Named("item_current_price")),
      manager_id(Named("item_manager_id")),
      manufact_id(Named("item_manufact_id")),
      sizes(Named("sizes")),
      units(Named("units")),
      calendar(Named("calendar")),
      hours(Named("hours")),
      return_reasons(Named("return_reasons")),
      ship_mode_carrier(Named("ship_mode_carrier")),
      ship_mode_code(Named("ship_mode_code")),
      ship_mode_type(Named("ship_mode_type")),
      web_page_use(Named("web_page_use")) {
  for (const std::string_view category :
       {"women_class", "men_class", "children_class", "shoe_class", "music_class", "jewelry_class",
        "home_class", "sport_class", "book_class", "electronic_class"}) {
    classes.push_back(Named(category));
  }
}

const Distributions& AllDistributions() {
  static const Distributions distributions;
  return distributions;
}

}  // namespace tarn::tpcds
