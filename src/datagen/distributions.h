#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "datagen/random.h"

namespace tarn::datagen {

// Ranks 0 … count-1 with a weight of (rank + shift)^-exponent: few are very popular, most hardly.
// The cumulative distribution is inverted once at evenly spaced points and interpolated between
// them, so that neither memory nor time depends on the count. Immutable and thread safe.
class PowerLaw {
 public:
  // 0 < exponent < 1, shift > 0, count ≥ 1.
  PowerLaw(uint64_t count, double exponent, double shift);

  uint64_t count() const { return count_; }
  uint64_t Rank(Random& random) const {
    uint64_t bits = random.Next();
    size_t i = bits >> (64 - kPointBits);
    double within = static_cast<double>((bits << kPointBits) >> 11) * 0x1p-53;
    auto rank = static_cast<uint64_t>(points_[i] + (points_[i + 1] - points_[i]) * within);
    return rank < count_ ? rank : count_ - 1;
  }
  // The share of all draws that give `rank`.
  double Share(uint64_t rank) const;

 private:
  static constexpr int kPointBits = 12;
  double Integral(double x) const;

  uint64_t count_;
  double exponent_;
  double shift_;
  double total_;
  std::array<double, (1 << kPointBits) + 1> points_;
};

// A one-to-one map of 0 … count-1 onto itself that hides the order: the most popular product is not
// number one.
class Shuffle {
 public:
  Shuffle(uint64_t count, uint64_t seed);
  uint64_t Forward(uint64_t i) const { return (i * factor_ + offset_) % count_; }
  uint64_t Backward(uint64_t i) const {
    return (i + count_ - offset_) % count_ * inverse_ % count_;
  }

 private:
  uint64_t count_;
  uint64_t factor_;
  uint64_t offset_;
  uint64_t inverse_;
};

// Multiples of a median that spread as durations and prices do: the logarithm is normal with the
// standard deviation `sigma`. Drawn from a table. Immutable and thread safe.
class LogNormal {
 public:
  explicit LogNormal(double sigma);
  double Draw(Random& random) const { return Of(random.Next()); }
  // The multiple that belongs to 64 evenly distributed bits.
  double Of(uint64_t bits) const { return table_[bits >> (64 - kBits)]; }

 private:
  static constexpr int kBits = 12;
  std::array<float, 1 << kBits> table_;
};

// The value below which a standard normal variable falls with probability p, 0 < p < 1, to 1e-9.
double NormalQuantile(double p);

}  // namespace tarn::datagen
