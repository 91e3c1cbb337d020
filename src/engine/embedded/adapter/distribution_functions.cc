#include "engine/embedded/adapter/distribution_functions.h"

#include <cmath>

#include "engine/embedded/adapter/distributions.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::Value;

using Arguments = std::vector<Value>;

double Double(const Arguments& values, size_t i) { return values[i].GetValue<double>(); }

void Check(bool holds, const char* function, const char* problem) {
  if (!holds) InvalidFunctionArgument(function, problem);
}

Value Normal(const Arguments& values) {
  const double deviation = Double(values, 1);
  Check(deviation > 0, "normal_cdf", "standardDeviation must be > 0");
  return Value::DOUBLE(NormalCdf(Double(values, 0), deviation, Double(values, 2)));
}

Value InverseNormal(const Arguments& values) {
  const double deviation = Double(values, 1), p = Double(values, 2);
  Check(p > 0 && p < 1, "inverse_normal_cdf", "p must be 0 > p > 1");
  Check(deviation > 0, "inverse_normal_cdf", "sd must be > 0");
  return Value::DOUBLE(InverseNormalCdf(Double(values, 0), deviation, p));
}

template <double (*kFunction)(double, double, double)>
Value Beta(const Arguments& values, const char* function, const char* problem) {
  const double a = Double(values, 0), b = Double(values, 1), at = Double(values, 2);
  Check(at >= 0 && at <= 1, function, problem);
  Check(a > 0 && b > 0, function, "a, b must be > 0");
  return Value::DOUBLE(kFunction(a, b, at));
}

template <double (*kFunction)(double, double)>
Value Student(const Arguments& values) {
  const double degrees = Double(values, 1);
  Check(degrees >= 1, "t_cdf", "degrees of freedom must be greater than or equal to 1");
  return Value::DOUBLE(kFunction(Double(values, 0), degrees));
}

// One end of the interval of a proportion
// (https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval).
template <int kSign>
Value Wilson(const Arguments& values) {
  const char* function = kSign < 0 ? "wilson_interval_lower" : "wilson_interval_upper";
  const auto successes = values[0].GetValue<int64_t>(), trials = values[1].GetValue<int64_t>();
  const double z = Double(values, 2);
  Check(successes >= 0, function, "number of successes must not be negative");
  Check(trials > 0, function, "number of trials must be positive");
  Check(successes <= trials, function,
        "number of successes must not be larger than number of trials");
  Check(z >= 0, function, "z-score must not be negative");
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return Value::DOUBLE((p + z * z / (2 * n) + kSign * spread) / (1 + z * z / n));
}

}  // namespace

void RegisterDistributionFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType real = LogicalType::DOUBLE, whole = LogicalType::BIGINT;
  RegisterScalar(loader, "tarn_normal_cdf", {real, real, real}, real, RowKernel(Normal));
  RegisterScalar(loader, "tarn_inverse_normal_cdf", {real, real, real}, real,
                 RowKernel(InverseNormal));
  RegisterScalar(loader, "tarn_beta_cdf", {real, real, real}, real,
                 RowKernel([](const Arguments& values) {
                   return Beta<BetaCdf>(values, "beta_cdf", "value must be 0 >= v >= 1");
                 }));
  RegisterScalar(loader, "tarn_inverse_beta_cdf", {real, real, real}, real,
                 RowKernel([](const Arguments& values) {
                   return Beta<InverseBetaCdf>(values, "inverse_beta_cdf", "p must be 0 >= p >= 1");
                 }));
  RegisterScalar(loader, "tarn_t_cdf", {real, real}, real, RowKernel(Student<StudentCdf>));
  RegisterScalar(loader, "tarn_t_pdf", {real, real}, real, RowKernel(Student<StudentDensity>));
  RegisterScalar(loader, "tarn_wilson_interval_lower", {whole, whole, real}, real,
                 RowKernel(Wilson<-1>));
  RegisterScalar(loader, "tarn_wilson_interval_upper", {whole, whole, real}, real,
                 RowKernel(Wilson<1>));
}

}  // namespace tarn::engine::embedded
