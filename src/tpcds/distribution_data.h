#pragma once

#include <span>
#include <string_view>

namespace tarn::tpcds {

// A distribution as make_distributions.py writes it: a line a row, fields divided by '|', first the
// values and then the weights.
struct DistributionText {
  std::string_view name;
  int values;
  int weights;
  std::string_view lines;
};

std::span<const DistributionText> DistributionTexts();  // by name

}  // namespace tarn::tpcds
