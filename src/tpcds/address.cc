#include "tpcds/address.h"

#include <algorithm>

#include <fmt/format.h>

#include "tpcds/distributions.h"

namespace tarn::tpcds {
namespace {

// Four digits that follow from a city's name, in 32 bits: what follows a blank goes below zero and
// overflows.
int64_t ZipOf(std::string_view city) {
  int32_t hash = 0;
  int64_t sum = 0;
  for (const char c : city) {
    hash = static_cast<int32_t>(int64_t{hash} * 26 + (c - 'A'));
    if (hash > 1'000'000) {
      sum += hash % 10'000;
      hash = 0;
    }
  }
  return (sum + hash % 1000) % 10'000;
}

}  // namespace

Address RandomAddress(TableKind table, Random& random, const Scaling& scaling) {
  const Distributions& words = AllDistributions();
  Address address;
  address.street_number = random.Uniform(1, 1000);
  address.street_name1 = words.street_names.PickText(random, kStreets);
  address.street_name2 = words.street_names.PickText(random, kHalfEmptyStreets);
  address.street_type = words.street_types.PickText(random);
  const int64_t suite = random.Uniform(1, 100);
  address.suite = suite % 2 == 1 ? fmt::format("Suite {}", suite / 2 * 10)
                                 : fmt::format("Suite {}", static_cast<char>('A' + suite / 2 % 25));
  const bool is_small = RulesOf(table).is_small;
  const auto among = [&](int64_t active) {
    return static_cast<size_t>(random.Uniform(0, std::min(active, scaling.RowsOf(table)) - 1));
  };
  address.city =
      words.cities.Text(is_small ? among(scaling.active_cities()) : words.cities.Pick(random));
  const size_t county = is_small ? among(scaling.active_counties()) : words.counties.Pick(random);
  address.county = words.counties.Text(county, kCounty);
  address.state = words.counties.Text(county, kState);
  address.gmt_offset = words.counties.Number(county, kGmt);
  const int64_t prefix = words.counties.Number(county, kZipPrefix);
  address.zip = ZipOf(address.city);
  if (prefix == 0 && address.zip < 9400) address.zip += 600;  // 00000 to 00600 are not in use
  address.zip += prefix * 10'000;
  return address;
}

void WriteAddress(const Address& address, RowWriter& writer) {
  writer.Built(std::to_string(address.street_number));
  writer.Built(fmt::format("{} {}", address.street_name1, address.street_name2));
  writer.Text(address.street_type);
  writer.Built(address.suite);
  writer.Text(address.city);
  writer.Text(address.county);
  writer.Text(address.state);
  writer.Built(fmt::format("{:05}", address.zip));
  writer.Text("United States");
  writer.Decimal(address.gmt_offset * 100);
}

}  // namespace tarn::tpcds
