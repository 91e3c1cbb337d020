#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace tarn::sketch {

// A histogram of at most so many buckets: neighbours are merged where that changes least (Ben-Haim
// and Tom-Tov, "A Streaming Parallel Decision Tree Algorithm"), with the penalty and the buffer of
// Trino 476's numeric_histogram, whose buckets these are. A value.
class NumericHistogram {
 public:
  // `buckets` is at least 2 (else kInvalidArgument).
  explicit NumericHistogram(size_t buckets);

  void Add(double value, double weight);
  void Merge(const NumericHistogram& other);

  // Each bucket's value and weight, ascending.
  std::vector<std::pair<double, double>> Buckets();

 private:
  using Bucket = std::pair<double, double>;

  void Compact();

  size_t most_;
  std::vector<Bucket> buckets_;
};

}  // namespace tarn::sketch
