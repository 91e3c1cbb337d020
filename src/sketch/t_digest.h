#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace tarn::sketch {

// Quantiles of doubles, finest at both ends: a merging t-digest (Dunning and Ertl, "Computing
// Extremely Accurate Quantiles Using t-Digests"), in the bytes of Trino 476's type tdigest
// (https://trino.io/docs/476/functions/tdigest.html). A value.
class TDigest {
 public:
  TDigest() = default;
  // kInvalidArgument for bytes that are no digest.
  static TDigest Deserialize(std::string_view bytes);
  // Merges first what can be.
  std::string Serialize();

  // kInvalidArgument for a value that is not finite; `weight` is finite and at least 1.
  void Add(double value, double weight);
  void Merge(TDigest other);

  // The values at quantiles, ascending and in [0, 1] (else kInvalidArgument); NaN when there are
  // none at all.
  std::vector<double> ValuesAt(const std::vector<double>& quantiles);

 private:
  struct Centroid {
    double mean;
    double weight;
  };

  void Compress(double compression);
  void CompressIfNeeded();
  double ValueAtRank(double rank) const;
  double Top(double rank) const;

  double compression_ = 100;
  double min_ = std::numeric_limits<double>::infinity();
  double max_ = -std::numeric_limits<double>::infinity();
  double weight_ = 0;
  std::vector<Centroid> centroids_;
  // How many centroids Trino has room for: decides when they are merged.
  size_t room_ = 1;
  bool backwards_ = false;  // merges take turns, so that none of the ends is preferred
  bool needs_merge_ = false;
};

}  // namespace tarn::sketch
