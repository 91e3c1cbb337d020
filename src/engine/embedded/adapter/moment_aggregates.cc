#include "engine/embedded/adapter/moment_aggregates.h"

#include <cmath>
#include <memory>

#include "base/standard_error.h"
#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/owned_state.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFinalizeData;
using duckdb::AggregateFunction;
using duckdb::AggregateInputData;
using duckdb::AggregateUnaryInput;
using duckdb::idx_t;
using duckdb::interval_t;
using duckdb::LogicalType;

// ---- numbers

// The mean and the sums of the deviations' second, third and fourth powers, which values are added
// to one by one (Welford; Pébay, "Formulas for Robust, One-Pass Parallel Computation of Covariances
// and Arbitrary-Order Statistical Moments").
struct Moments {
  double count, mean, second, third, fourth;
};

struct MomentsOperation {
  template <class State>
  static void Initialize(State& state) {
    state = {0, 0, 0, 0, 0};
  }
  template <class Input, class State, class Op>
  static void Operation(State& state, const Input& input, AggregateUnaryInput&) {
    const double delta = input - state.mean;
    const double before = state.count++;
    const double part = delta / state.count;
    const double term = delta * part * before;
    const double n = state.count;
    state.mean += part;
    state.fourth += term * part * part * (n * n - 3 * n + 3) + 6 * part * part * state.second -
                    4 * part * state.third;
    state.third += term * part * (n - 2) - 3 * part * state.second;
    // Of an infinite value this is no number.
    state.second += delta * (input - state.mean);
  }
  template <class Input, class State, class Op>
  static void ConstantOperation(State& state, const Input& input, AggregateUnaryInput& unary,
                                idx_t count) {
    for (idx_t i = 0; i < count; ++i) Operation<Input, State, Op>(state, input, unary);
  }
  template <class State, class Op>
  static void Combine(const State& source, State& target, AggregateInputData&) {
    if (source.count == 0) return;
    if (target.count == 0) {
      target = source;
      return;
    }
    const double a = target.count, b = source.count, n = a + b;
    const double delta = source.mean - target.mean;
    target.fourth += source.fourth +
                     delta * delta * delta * delta * a * b * (a * a - a * b + b * b) / (n * n * n) +
                     6 * delta * delta * (a * a * source.second + b * b * target.second) / (n * n) +
                     4 * delta * (a * source.third - b * target.third) / n;
    target.third += source.third + delta * delta * delta * a * b * (a - b) / (n * n) +
                    3 * delta * (a * source.second - b * target.second) / n;
    target.second += source.second + delta * delta * a * b / n;
    target.mean += delta * b / n;
    target.count = n;
  }
  static bool IgnoreNull() { return true; }
};

// `kOf` takes the moments; of fewer than `kLeast` values there is nothing to tell.
template <double (*kOf)(const Moments&), int kLeast>
struct OfMoments : public MomentsOperation {
  template <class Target, class State>
  static void Finalize(State& state, Target& target, AggregateFinalizeData& finalize) {
    if (state.count < kLeast) {
      finalize.ReturnNull();
    } else {
      target = static_cast<Target>(kOf(state));
    }
  }
};

double SampleVariance(const Moments& of) { return of.second / (of.count - 1); }
double Variance(const Moments& of) { return of.second / of.count; }
double SampleDeviation(const Moments& of) { return std::sqrt(SampleVariance(of)); }
double Deviation(const Moments& of) { return std::sqrt(Variance(of)); }
double Skewness(const Moments& of) {
  constexpr double kPower = 1.5;
  return std::sqrt(of.count) * of.third / std::pow(of.second, kPower);
}

// Of a sample, less that of a normal distribution.
double Kurtosis(const Moments& of) {
  const double n = of.count, rest = (n - 2) * (n - 3);
  return n * (n + 1) * (n - 1) / rest * of.fourth / (of.second * of.second) -
         3 * (n - 1) * (n - 1) / rest;
}

struct Logarithms {
  double count, sum;
};
struct GeometricMean {
  template <class State>
  static void Initialize(State& state) {
    state = {0, 0};
  }
  template <class Input, class State, class Op>
  static void Operation(State& state, const Input& input, AggregateUnaryInput&) {
    ++state.count;
    state.sum += std::log(input);
  }
  template <class Input, class State, class Op>
  static void ConstantOperation(State& state, const Input& input, AggregateUnaryInput&,
                                idx_t count) {
    state.count += static_cast<double>(count);
    state.sum += std::log(input) * static_cast<double>(count);
  }
  template <class State, class Op>
  static void Combine(const State& source, State& target, AggregateInputData&) {
    target.count += source.count;
    target.sum += source.sum;
  }
  template <class Target, class State>
  static void Finalize(State& state, Target& target, AggregateFinalizeData& finalize) {
    if (state.count == 0) {
      finalize.ReturnNull();
    } else {
      target = static_cast<Target>(std::exp(state.sum / state.count));
    }
  }
  static bool IgnoreNull() { return true; }
};

template <typename State, typename Operation>
void Register(duckdb::ExtensionLoader& loader, const char* name) {
  auto function = AggregateFunction::UnaryAggregate<State, double, double, Operation>(
      LogicalType::DOUBLE, LogicalType::DOUBLE);
  function.name = name;
  duckdb::AggregateFunctionSet set(name);
  set.AddFunction(std::move(function));
  loader.RegisterFunction(set);
}

// ---- intervals

// Months, or microseconds: a column has intervals of one kind.
struct Intervals {
  __int128 months = 0, micros = 0;
  int64_t count = 0;

  void Merge(const Intervals& other) {
    months += other.months;
    micros += other.micros;
    count += other.count;
  }
};

void AddInterval(std::unique_ptr<Intervals>& state, const Rows& rows) {
  if (state == nullptr) state = std::make_unique<Intervals>();
  const auto& interval = rows.Get<interval_t>(0);
  state->months += interval.months;
  state->micros +=
      static_cast<__int128>(interval.days) * duckdb::Interval::MICROS_PER_DAY + interval.micros;
  ++state->count;
}

// Java's Math.round, of a quotient: halves go up.
__int128 RoundedQuotient(__int128 value, int64_t by) {
  const __int128 doubled = 2 * value + by;
  const __int128 divisor = 2 * static_cast<__int128>(by);
  __int128 quotient = doubled / divisor;
  if (doubled % divisor < 0) --quotient;
  return quotient;
}

template <bool kAverage>
void FinishInterval(Intervals* state, duckdb::Vector& result, idx_t row) {
  if (state == nullptr) return duckdb::FlatVector::SetNull(result, row, true);
  constexpr __int128 kMicrosPerMilli = 1000;
  __int128 months = state->months, millis = state->micros / kMicrosPerMilli;
  if (kAverage) {
    months = RoundedQuotient(months, state->count);
    millis = RoundedQuotient(millis, state->count);
  }
  const auto all_months = static_cast<int32_t>(months);
  constexpr __int128 kMillisPerDay = duckdb::Interval::MICROS_PER_DAY / kMicrosPerMilli;
  const __int128 days = millis / kMillisPerDay;
  const auto all_days = static_cast<int32_t>(days);
  if (all_months != months || all_days != days) {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "interval overflow");
  }
  duckdb::FlatVector::GetData<interval_t>(result)[row] = {
      all_months, all_days, static_cast<int64_t>(millis % kMillisPerDay * kMicrosPerMilli)};
}

template <bool kAverage>
duckdb::unique_ptr<duckdb::FunctionData> BindInterval(
    duckdb::ClientContext&, AggregateFunction& function,
    duckdb::vector<duckdb::unique_ptr<duckdb::Expression>>& arguments) {
  const LogicalType type =
      IsMonthInterval(arguments[0]->return_type) ? MonthInterval() : LogicalType::INTERVAL;
  function = OwnedStateAggregate<Intervals, AddInterval, FinishInterval<kAverage>>::Of(
      function.name, {type}, type);
  return nullptr;
}

template <bool kAverage>
void RegisterInterval(duckdb::ExtensionLoader& loader, const char* name) {
  auto function = OwnedStateAggregate<Intervals, AddInterval, FinishInterval<kAverage>>::Of(
      name, {LogicalType::ANY}, LogicalType::INTERVAL);
  function.SetBindCallback(BindInterval<kAverage>);
  loader.RegisterFunction(function);
}

}  // namespace

void RegisterMomentAggregates(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  Register<Moments, OfMoments<SampleVariance, 2>>(loader, "tarn_var_samp");
  Register<Moments, OfMoments<Variance, 1>>(loader, "tarn_var_pop");
  Register<Moments, OfMoments<SampleDeviation, 2>>(loader, "tarn_stddev_samp");
  Register<Moments, OfMoments<Deviation, 1>>(loader, "tarn_stddev_pop");
  Register<Moments, OfMoments<Skewness, 3>>(loader, "tarn_skewness");
  Register<Moments, OfMoments<Kurtosis, 4>>(loader, "tarn_kurtosis");
  Register<Logarithms, GeometricMean>(loader, "tarn_geometric_mean");
  RegisterInterval<false>(loader, "tarn_interval_sum");
  RegisterInterval<true>(loader, "tarn_interval_avg");
}

}  // namespace tarn::engine::embedded
