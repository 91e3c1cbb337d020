#include "datagen/distributions.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace tarn::datagen {

PowerLaw::PowerLaw(uint64_t count, double exponent, double shift)
    : count_(count), exponent_(exponent), shift_(shift), total_(0) {
  total_ = Integral(static_cast<double>(count));
  double power = 1 - exponent_;
  double base = std::pow(shift_, power);
  for (size_t i = 0; i < points_.size(); ++i) {
    double share = static_cast<double>(i) / static_cast<double>(points_.size() - 1);
    points_[i] = std::pow(base + share * total_ * power, 1 / power) - shift_;
  }
}

double PowerLaw::Integral(double x) const {
  double power = 1 - exponent_;
  return (std::pow(x + shift_, power) - std::pow(shift_, power)) / power;
}

double PowerLaw::Share(uint64_t rank) const {
  // The weight in the middle of the rank stands for its integral: exact to a percent even at the
  // head, as the shift is large against 1.
  return std::pow(static_cast<double>(rank) + 0.5 + shift_, -exponent_) / total_;
}

Shuffle::Shuffle(uint64_t count, uint64_t seed)
    : count_(count), factor_(1), offset_(Mix(seed) % count), inverse_(0) {
  factor_ = static_cast<uint64_t>(static_cast<double>(count) * 0.6180339887) | 1;
  while (std::gcd(factor_, count_) != 1) factor_ += 2;
  factor_ %= count_;
  // Extended Euclid: the factor's inverse modulo count.
  auto old_r = static_cast<int64_t>(factor_), r = static_cast<int64_t>(count_);
  int64_t old_s = 1, s = 0;
  while (r != 0) {
    int64_t quotient = old_r / r;
    old_r = std::exchange(r, old_r - quotient * r);
    old_s = std::exchange(s, old_s - quotient * s);
  }
  auto n = static_cast<int64_t>(count_);
  inverse_ = static_cast<uint64_t>((old_s % n + n) % n);
}

LogNormal::LogNormal(double sigma) {
  for (size_t i = 0; i < table_.size(); ++i) {
    double p = (static_cast<double>(i) + 0.5) / static_cast<double>(table_.size());
    table_[i] = static_cast<float>(std::exp(sigma * NormalQuantile(p)));
  }
}

double NormalQuantile(double p) {
  // Newton's method on the distribution function; few calls, so plain beats quick.
  double x = 0;
  for (int i = 0; i < 100; ++i) {
    double value = 0.5 * std::erfc(-x / std::sqrt(2.0));
    double density = std::exp(-x * x / 2) / std::sqrt(2 * M_PI);
    double step = (value - p) / density;
    // Far out the slope is tiny: bounded steps keep the iteration from jumping away.
    step = std::fmin(std::fmax(step, -0.5), 0.5);
    x -= step;
    if (std::fabs(step) < 1e-12) break;
  }
  return x;
}

}  // namespace tarn::datagen
