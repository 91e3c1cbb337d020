#include "engine/embedded/adapter/distributions.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace tarn::engine::embedded {
namespace {

constexpr double kEpsilon = 1e-16;
constexpr double kTiny = 1e-300;

// The continued fraction of the incomplete beta function, by Lentz's method
// (https://dlmf.nist.gov/8.17#v).
double BetaFraction(double a, double b, double x) {
  constexpr int kMostTerms = 10'000;
  const auto away_from_zero = [](double value) { return std::abs(value) < kTiny ? kTiny : value; };
  double c = 1;
  double d = 1 / away_from_zero(1 - (a + b) * x / (a + 1));
  double fraction = d;
  for (int m = 1; m <= kMostTerms; ++m) {
    const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away_from_zero(1 + even * d);
    c = away_from_zero(1 + even / c);
    fraction *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away_from_zero(1 + odd * d);
    c = away_from_zero(1 + odd / c);
    const double step = d * c;
    fraction *= step;
    if (std::abs(step - 1) < kEpsilon) break;
  }
  return fraction;
}

double LogBeta(double a, double b) { return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b); }

}  // namespace

double NormalCdf(double mean, double deviation, double value) {
  return 0.5 * std::erfc((mean - value) / (deviation * std::numbers::sqrt2));
}

double InverseNormalCdf(double mean, double deviation, double p) {
  // Halves the interval in which the value must be until doubles have none between.
  constexpr double kFurthest = 40;
  double low = -kFurthest, high = kFurthest;
  const bool upper = p > 0.5;  // where 1 - p is known better
  while (true) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    const double tail = upper ? NormalCdf(0, 1, -middle) : NormalCdf(0, 1, middle);
    const bool below = upper ? tail > 1 - p : tail < p;
    (below ? low : high) = middle;
  }
  return mean + deviation * ((low + high) / 2);
}

double BetaCdf(double a, double b, double x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const double front = std::exp(a * std::log(x) + b * std::log1p(-x) - LogBeta(a, b));
  // The fraction converges fast on one side of the mean.
  if (x < (a + 1) / (a + b + 2)) return front * BetaFraction(a, b, x) / a;
  return 1 - front * BetaFraction(b, a, 1 - x) / b;
}

double InverseBetaCdf(double a, double b, double p) {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  double low = 0, high = 1;
  while (true) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    (BetaCdf(a, b, middle) < p ? low : high) = middle;
  }
}

double StudentCdf(double x, double degrees) {
  if (std::isnan(x)) return std::numeric_limits<double>::quiet_NaN();
  if (std::isinf(x)) return x > 0 ? 1 : 0;
  const double tail = BetaCdf(degrees / 2, 0.5, degrees / (degrees + x * x)) / 2;
  return x > 0 ? 1 - tail : tail;
}

double StudentDensity(double x, double degrees) {
  const double log_scale = std::lgamma((degrees + 1) / 2) - std::lgamma(degrees / 2) -
                           0.5 * std::log(degrees * std::numbers::pi);
  return std::exp(log_scale - (degrees + 1) / 2 * std::log1p(x * x / degrees));
}

}  // namespace tarn::engine::embedded
