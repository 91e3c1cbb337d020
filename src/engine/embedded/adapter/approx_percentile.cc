#include "engine/embedded/adapter/approx_percentile.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <type_traits>
#include <vector>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/owned_state.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sketch_values.h"
#include "engine/embedded/adapter/types.h"
#include "sketch/quantile_digest.h"
#include "sketch/t_digest.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using sketch::QuantileDigest;
using sketch::TDigest;

[[noreturn]] void Invalid(const std::string& problem) {
  InvalidFunctionArgument("approx_percentile", problem);
}

std::string Shown(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  return duckdb::Value::DOUBLE(value).ToString();
}

void CheckPercentile(double percentile) {
  if (!(percentile >= 0 && percentile <= 1)) Invalid("Percentile must be between 0 and 1");
}

// ---- by a t-digest

// What is asked is an argument of every row: of a group's last one or, of arrays, its first.
struct Percentiles {
  TDigest digest;
  std::vector<double> asked;

  void Merge(const Percentiles& other) {
    digest.Merge(other.digest);
    asked = other.asked;
  }
};

template <typename T>
double ExactDouble(T value) {
  const auto number = static_cast<double>(value);
  if constexpr (std::is_same_v<T, int64_t>) {
    constexpr double kBeyond = 9223372036854775808.0;  // 2^63, which Java's cast saturates at
    const int64_t back =
        number >= kBeyond ? std::numeric_limits<int64_t>::max() : static_cast<int64_t>(number);
    if (back != value) {
      Invalid("no exact double representation for long: " + std::to_string(value));
    }
  } else if (!std::isfinite(number)) {
    Invalid("value must be finite; was " + Shown(number));
  }
  return number;
}

double CheckedWeight(double weight) {
  if (!std::isfinite(weight)) Invalid("weight must be finite, was " + Shown(weight));
  if (weight < 1) Invalid("weight must be >= 1, was " + Shown(weight));
  return weight;
}

template <typename T, bool kWeighted, bool kArray>
void AddValue(std::unique_ptr<Percentiles>& state, const Rows& rows) {
  const double value = ExactDouble(rows.Get<T>(0));
  const double weight = kWeighted ? CheckedWeight(rows.Get<double>(1)) : 1;
  constexpr size_t kAsked = kWeighted ? 2 : 1;
  if (state == nullptr) {
    auto made = std::make_unique<Percentiles>();
    if constexpr (kArray) {
      rows.EachElement<double>(kAsked, [&](double percentile, bool is_null) {
        if (is_null) Invalid("Percentile cannot be null");
        CheckPercentile(percentile);
        made->asked.push_back(percentile);
      });
    } else {
      made->asked.resize(1);
    }
    state = std::move(made);
  }
  if constexpr (!kArray) state->asked[0] = rows.Get<double>(kAsked);
  state->digest.Add(value, weight);
}

// As Java's Math.round and casts to float.
template <typename T>
T As(double value) {
  if constexpr (std::is_same_v<T, int64_t>) {
    constexpr double kBeyond = 9223372036854775808.0;
    const double rounded = std::floor(value + 0.5);
    if (std::isnan(rounded)) return 0;
    if (rounded >= kBeyond) return std::numeric_limits<int64_t>::max();
    return rounded < -kBeyond ? std::numeric_limits<int64_t>::min() : static_cast<int64_t>(rounded);
  } else {
    return static_cast<T>(value);
  }
}

// Trino reads and writes a digest once more between the parts of an aggregation and its end, which
// folds it.
template <typename Digest>
Digest Folded(Digest& digest) {
  return Digest::Deserialize(digest.Serialize());
}

template <typename T>
void FinishOne(Percentiles* state, duckdb::Vector& result, duckdb::idx_t row) {
  if (state == nullptr) return duckdb::FlatVector::SetNull(result, row, true);
  CheckPercentile(state->asked[0]);
  duckdb::FlatVector::GetData<T>(result)[row] =
      As<T>(Folded(state->digest).ValuesAt(state->asked)[0]);
}

template <typename T>
void FinishMany(Percentiles* state, duckdb::Vector& result, duckdb::idx_t row) {
  if (state == nullptr) return duckdb::FlatVector::SetNull(result, row, true);
  // The digest is asked in ascending order.
  std::vector<size_t> order(state->asked.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return state->asked[a] < state->asked[b]; });
  std::vector<double> ascending;
  for (const size_t at : order) ascending.push_back(state->asked[at]);
  const std::vector<double> values = Folded(state->digest).ValuesAt(ascending);
  const duckdb::idx_t begin = duckdb::ListVector::GetListSize(result);
  duckdb::ListVector::Reserve(result, begin + values.size());
  auto* elements = duckdb::FlatVector::GetData<T>(duckdb::ListVector::GetEntry(result));
  for (size_t i = 0; i < values.size(); ++i) elements[begin + order[i]] = As<T>(values[i]);
  duckdb::ListVector::SetListSize(result, begin + values.size());
  duckdb::FlatVector::GetData<duckdb::list_entry_t>(result)[row] = {begin, values.size()};
}

// ---- by a q-digest

struct Percentile {
  QuantileDigest digest;
  double asked = 0;

  void Merge(const Percentile& other) {
    digest.Merge(other.digest);
    asked = other.asked;
  }
};

template <typename T>
void AddAccurate(std::unique_ptr<Percentile>& state, const Rows& rows) {
  const double weight = rows.Get<double>(1), accuracy = rows.Get<double>(3);
  if (!(weight > 0)) Invalid("percentile weight must be > 0");
  if (state == nullptr) {
    if (!(accuracy > 0 && accuracy < 1)) {
      Invalid("Percentile accuracy must be strictly between 0 and 1");
    }
    state = std::make_unique<Percentile>(Percentile{QuantileDigest(accuracy)});
  }
  const T value = rows.Get<T>(0);
  if constexpr (std::is_same_v<T, int64_t>) {
    state->digest.Add(value, weight);
  } else {
    state->digest.Add(SortableOf(value), weight);
  }
  state->asked = rows.Get<double>(2);
}

template <typename T>
void FinishAccurate(Percentile* state, duckdb::Vector& result, duckdb::idx_t row) {
  if (state == nullptr) return duckdb::FlatVector::SetNull(result, row, true);
  CheckPercentile(state->asked);
  const int64_t value = Folded(state->digest).ValueAt(state->asked);
  auto& to = duckdb::FlatVector::GetData<T>(result)[row];
  if constexpr (std::is_same_v<T, int64_t>) {
    to = value;
  } else if constexpr (std::is_same_v<T, float>) {
    to = FloatOf(value);
  } else {
    to = DoubleOf(value);
  }
}

// ---- binding

using Arguments = duckdb::vector<LogicalType>;

template <typename T, bool kWeighted>
void SetDigest(AggregateFunction& function, const LogicalType& type, bool array) {
  const LogicalType number = LogicalType::DOUBLE;
  Arguments arguments = {type};
  if (kWeighted) arguments.push_back(number);
  arguments.push_back(array ? LogicalType::LIST(number) : number);
  if (array) {
    function = OwnedStateAggregate<Percentiles, AddValue<T, kWeighted, true>, FinishMany<T>>::Of(
        function.name, std::move(arguments), LogicalType::LIST(type));
  } else {
    function = OwnedStateAggregate<Percentiles, AddValue<T, kWeighted, false>, FinishOne<T>>::Of(
        function.name, std::move(arguments), type);
  }
}

template <typename T>
void SetFunction(AggregateFunction& function, const LogicalType& type, size_t count, bool array) {
  if (count == 2) return SetDigest<T, false>(function, type, array);
  if (count == 3) return SetDigest<T, true>(function, type, array);
  const LogicalType number = LogicalType::DOUBLE;
  function = OwnedStateAggregate<Percentile, AddAccurate<T>, FinishAccurate<T>>::Of(
      function.name, {type, number, number, number}, type);
}

bool IsNumber(const LogicalType& type) {
  return type.IsNumeric() || type.id() == LogicalTypeId::SQLNULL;
}

duckdb::unique_ptr<duckdb::FunctionData> BindApproxPercentile(duckdb::ClientContext&,
                                                              AggregateFunction& function,
                                                              BoundExpressions& arguments) {
  constexpr size_t kWithAccuracy = 4;
  const size_t count = arguments.size();
  const bool array = arguments.back()->return_type.id() == LogicalTypeId::LIST;
  bool fits = !array || (count < kWithAccuracy &&
                         IsNumber(duckdb::ListType::GetChildType(arguments.back()->return_type)));
  for (size_t i = 0; i + (array ? 1 : 0) < count; ++i) {
    fits = fits && IsNumber(arguments[i]->return_type);
  }
  if (!fits) {
    std::string types;
    for (const auto& argument : arguments) {
      types += (types.empty() ? "" : ", ") + ToEngineType(argument->return_type).ToString();
    }
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kFunctionNotFound,
        "Unexpected parameters (%s) for function approx_percentile", types);
  }
  switch (arguments[0]->return_type.id()) {
    case LogicalTypeId::DOUBLE:
      SetFunction<double>(function, LogicalType::DOUBLE, count, array);
      break;
    case LogicalTypeId::FLOAT:
    case LogicalTypeId::DECIMAL:  // which Trino takes for real
      SetFunction<float>(function, LogicalType::FLOAT, count, array);
      break;
    default: SetFunction<int64_t>(function, LogicalType::BIGINT, count, array);
  }
  return nullptr;
}

}  // namespace

void RegisterApproxPercentile(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  duckdb::AggregateFunctionSet set("tarn_approx_percentile");
  for (const size_t count : {2, 3, 4}) {
    auto function =
        OwnedStateAggregate<Percentiles, AddValue<double, false, false>, FinishOne<double>>::Of(
            set.name, Arguments(count, LogicalType::ANY), LogicalType::DOUBLE);
    function.SetBindCallback(BindApproxPercentile);
    set.AddFunction(function);
  }
  loader.RegisterFunction(set);
}

}  // namespace tarn::engine::embedded
