#include "engine/embedded/adapter/sketch_aggregates.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/standard_error.h"
#include "duckdb/function/aggregate_function.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/aggregate_rows.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sketch_bytes.h"
#include "engine/embedded/adapter/sketch_type.h"
#include "engine/embedded/adapter/sketch_values.h"
#include "engine/embedded/adapter/types.h"
#include "sketch/hyper_log_log.h"
#include "sketch/quantile_digest.h"
#include "sketch/set_digest.h"
#include "sketch/t_digest.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::AggregateFunction;
using duckdb::AggregateInputData;
using duckdb::idx_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using duckdb::UnifiedVectorFormat;
using duckdb::Vector;
using sketch::HyperLogLog;
using sketch::QuantileDigest;
using sketch::SetDigest;
using sketch::TDigest;

// One group's sketch, made with its first value.
template <typename Sketch>
struct State {
  Sketch* sketch;
};

template <typename Sketch>
Sketch& Made(State<Sketch>& state) {
  if (state.sketch == nullptr) state.sketch = new Sketch();
  return *state.sketch;
}

// An aggregate over sketches; kAdd(state, rows) takes one row.
template <typename Sketch, void (*kAdd)(State<Sketch>&, const Rows&)>
struct Aggregate {
  using S = State<Sketch>;

  static void SimpleUpdate(Vector inputs[], AggregateInputData&, idx_t columns,
                           duckdb::data_ptr_t state, idx_t count) {
    Rows rows(inputs, columns, count);
    for (idx_t row = 0; row < count; ++row) {
      rows.MoveTo(row);
      if (!rows.HasNull()) Guarded([&] { kAdd(*reinterpret_cast<S*>(state), rows); });
    }
  }
  static void Update(Vector inputs[], AggregateInputData&, idx_t columns, Vector& states,
                     idx_t count) {
    Rows rows(inputs, columns, count);
    UnifiedVectorFormat format;
    states.ToUnifiedFormat(count, format);
    auto* const* all = UnifiedVectorFormat::GetData<S*>(format);
    for (idx_t row = 0; row < count; ++row) {
      rows.MoveTo(row);
      if (!rows.HasNull()) Guarded([&] { kAdd(*all[format.sel->get_index(row)], rows); });
    }
  }
  static void Combine(Vector& sources, Vector& targets, AggregateInputData&, idx_t count) {
    auto* const* from = duckdb::FlatVector::GetData<S*>(sources);
    auto* const* to = duckdb::FlatVector::GetData<S*>(targets);
    for (idx_t i = 0; i < count; ++i) {
      if (from[i]->sketch == nullptr) continue;
      if (to[i]->sketch == nullptr) {
        to[i]->sketch = new Sketch(*from[i]->sketch);
      } else {
        Guarded([&] { to[i]->sketch->Merge(*from[i]->sketch); });
      }
    }
  }
  static void Finalize(Vector& states, AggregateInputData&, Vector& result, idx_t count,
                       idx_t offset) {
    UnifiedVectorFormat format;
    states.ToUnifiedFormat(count, format);
    auto* const* all = UnifiedVectorFormat::GetData<S*>(format);
    for (idx_t i = 0; i < count; ++i) {
      Sketch* sketch = all[format.sel->get_index(i)]->sketch;
      if (sketch == nullptr) {
        duckdb::FlatVector::SetNull(result, i + offset, true);
        continue;
      }
      duckdb::FlatVector::GetData<string_t>(result)[i + offset] = Guarded([&] {
        std::string bytes = sketch->Serialize();
        // Trino reads and writes one more time between the parts of an aggregation and its end.
        if constexpr (std::is_same_v<Sketch, QuantileDigest>) {
          bytes = Sketch::Deserialize(bytes).Serialize();
        }
        return duckdb::StringVector::AddStringOrBlob(result, bytes);
      });
    }
    if (states.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR) {
      result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
    }
  }
  static void Destroy(Vector& states, AggregateInputData&, idx_t count) {
    auto* const* all = duckdb::FlatVector::GetData<S*>(states);
    for (idx_t i = 0; i < count; ++i) {
      delete all[i]->sketch;
      all[i]->sketch = nullptr;
    }
  }
  static AggregateFunction Of(const duckdb::string& name, duckdb::vector<LogicalType> arguments,
                              SketchKind result) {
    return AggregateFunction(
        name, std::move(arguments), SketchType(result),
        [](const AggregateFunction&) -> idx_t { return sizeof(S); },
        [](const AggregateFunction&, duckdb::data_ptr_t state) {
          reinterpret_cast<S*>(state)->sketch = nullptr;
        },
        Update, Combine, Finalize, duckdb::FunctionNullHandling::DEFAULT_NULL_HANDLING,
        SimpleUpdate, nullptr, Destroy);
  }
};

// ---- rows into sketches

template <typename Sketch>
void AddNumber(State<Sketch>& state, const Rows& rows) {
  Made(state).AddHash(SketchHash(rows.Get<int64_t>(0)));
}
template <typename Sketch>
void AddBytes(State<Sketch>& state, const Rows& rows) {
  Made(state).AddHash(SketchHash(View(rows.Get<string_t>(0))));
}
void AddDouble(State<HyperLogLog>& state, const Rows& rows) {
  const double value = rows.Get<double>(0);
  const double one = std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value;
  Made(state).AddHash(SketchHash(std::bit_cast<int64_t>(one)));
}
void AddReal(State<SetDigest>& state, const Rows& rows) {
  Made(state).AddHash(SketchHash(int64_t{std::bit_cast<int32_t>(rows.Get<float>(0))}));
}
// TIME, which Trino counts in picoseconds.
void AddTime(State<SetDigest>& state, const Rows& rows) {
  constexpr int64_t kPicosOfMicro = 1'000'000;
  Made(state).AddHash(SketchHash(rows.Get<int64_t>(0) * kPicosOfMicro));
}

std::string Shown(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  return duckdb::Value::DOUBLE(value).ToString();
}

template <typename T>
int64_t Sortable(const T& value) {
  if constexpr (std::is_same_v<T, int64_t>)
    return value;
  else
    return SortableOf(value);
}
template <typename T, size_t kArguments>
void AddToQDigest(State<QuantileDigest>& state, const Rows& rows) {
  double accuracy = QuantileDigest::kDefaultError;
  int64_t weight = 1;
  if constexpr (kArguments > 1) {
    weight = rows.Get<int64_t>(1);
    if (weight <= 0) {
      InvalidFunctionArgument("qdigest_agg",
                              "Percentile weight must be > 0, was " + std::to_string(weight));
    }
  }
  if constexpr (kArguments > 2) {
    accuracy = rows.Get<double>(2);
    if (!(accuracy > 0 && accuracy < 1)) {
      InvalidFunctionArgument(
          "qdigest_agg",
          "Percentile accuracy must be exclusively between 0 and 1, was " + Shown(accuracy));
    }
  }
  if (state.sketch == nullptr) state.sketch = new QuantileDigest(accuracy);
  state.sketch->Add(Sortable(rows.Get<T>(0)), static_cast<double>(weight));
}

template <size_t kArguments>
void AddToTDigest(State<TDigest>& state, const Rows& rows) {
  double weight = 1;
  if constexpr (kArguments > 1) {
    weight = rows.Get<double>(1);
    if (!std::isfinite(weight)) {
      InvalidFunctionArgument("tdigest_agg", "weight must be finite, was " + Shown(weight));
    }
    if (weight < 1) {
      InvalidFunctionArgument("tdigest_agg", "weight must be >= 1, was " + Shown(weight));
    }
  }
  Made(state).Add(rows.Get<double>(0), weight);
}

template <typename Sketch>
void AddSketch(State<Sketch>& state, const Rows& rows) {
  auto sketch = ReadSketch<Sketch>(View(rows.Get<string_t>(0)));
  if (state.sketch == nullptr) {
    state.sketch = new Sketch(std::move(sketch));
  } else {
    state.sketch->Merge(std::move(sketch));
  }
}

// ---- binding

enum class Family { kInteger, kReal, kDouble, kDecimal, kText, kNull, kOther };
Family FamilyOf(const LogicalType& type) {
  if (type.IsIntegral()) return Family::kInteger;
  switch (type.id()) {
    case LogicalTypeId::FLOAT: return Family::kReal;
    case LogicalTypeId::DOUBLE: return Family::kDouble;
    case LogicalTypeId::DECIMAL: return Family::kDecimal;
    case LogicalTypeId::VARCHAR: return type.IsJSONType() ? Family::kOther : Family::kText;
    case LogicalTypeId::SQLNULL: return Family::kNull;
    default: return Family::kOther;
  }
}

std::string TypesOf(const BoundExpressions& arguments) {
  std::string types;
  for (const auto& argument : arguments) {
    if (!types.empty()) types += ", ";
    types += ToEngineType(argument->return_type).ToString();
  }
  return types;
}
[[noreturn]] void Unexpected(const char* function, const BoundExpressions& arguments) {
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kFunctionNotFound,
                                             "Unexpected parameters (%s) for function %s",
                                             TypesOf(arguments), function);
}

using Arguments = duckdb::vector<LogicalType>;
using FunctionData = duckdb::unique_ptr<duckdb::FunctionData>;

FunctionData BindApproxSet(duckdb::ClientContext&, AggregateFunction& function,
                           BoundExpressions& arguments) {
  constexpr auto kResult = SketchKind::kHyperLogLog;
  switch (FamilyOf(arguments[0]->return_type)) {
    case Family::kInteger:
    case Family::kNull:
      function =
          Aggregate<HyperLogLog, AddNumber>::Of(function.name, {LogicalType::BIGINT}, kResult);
      break;
    case Family::kReal:
    case Family::kDecimal:
    case Family::kDouble:
      function =
          Aggregate<HyperLogLog, AddDouble>::Of(function.name, {LogicalType::DOUBLE}, kResult);
      break;
    case Family::kText:
      function =
          Aggregate<HyperLogLog, AddBytes>::Of(function.name, {LogicalType::VARCHAR}, kResult);
      break;
    default: Unexpected("approx_set", arguments);
  }
  return nullptr;
}

// Those that Trino keeps in 64 bits go in as numbers, texts and binaries as bytes; it takes no
// others.
FunctionData BindSetDigest(duckdb::ClientContext& context, AggregateFunction& function,
                           BoundExpressions& arguments) {
  constexpr auto kResult = SketchKind::kSetDigest;
  const LogicalType type = arguments[0]->return_type;
  const auto numbers = [&](const LogicalType& as) {
    function = Aggregate<SetDigest, AddNumber>::Of(function.name, {as}, kResult);
  };
  switch (type.id()) {
    case LogicalTypeId::VARCHAR:
    case LogicalTypeId::BLOB:
      if (SketchOf(type)) break;
      function = Aggregate<SetDigest, AddBytes>::Of(function.name, {type}, kResult);
      return nullptr;
    case LogicalTypeId::FLOAT:
      function = Aggregate<SetDigest, AddReal>::Of(function.name, {type}, kResult);
      return nullptr;
    case LogicalTypeId::TIME:
      function = Aggregate<SetDigest, AddTime>::Of(function.name, {type}, kResult);
      return nullptr;
    case LogicalTypeId::TIMESTAMP: numbers(type); return nullptr;
    case LogicalTypeId::DATE:  // in days, which DuckDB casts to no number
      arguments[0] = duckdb::BoundCastExpression::AddCastToType(
          context,
          Call(context, "epoch",
               [&] {
                 BoundExpressions children;
                 children.push_back(
                     CastTo(context, std::move(arguments[0]), LogicalType::TIMESTAMP));
                 return children;
               }()),
          LogicalType::BIGINT);
      {
        BoundExpressions children;
        children.push_back(std::move(arguments[0]));
        children.push_back(
            duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value::BIGINT(86'400)));
        arguments[0] = Call(context, "//", std::move(children), true);
      }
      numbers(LogicalType::BIGINT);
      return nullptr;
    case LogicalTypeId::DECIMAL: {
      // Its digits without the point.
      constexpr uint8_t kMostOf64Bits = 18;
      const auto width = duckdb::DecimalType::GetWidth(type);
      if (width > kMostOf64Bits) break;
      arguments[0] =
          CastTo(context, std::move(arguments[0]),
                 LogicalType::DECIMAL(kMostOf64Bits, duckdb::DecimalType::GetScale(type)));
      numbers(arguments[0]->return_type);
      return nullptr;
    }
    default:
      if (!type.IsIntegral()) break;
      numbers(LogicalType::BIGINT);
      return nullptr;
  }
  throw DuckErrorOf<duckdb::BinderException>(
      base::StandardError::kFunctionImplementationMissing,
      "Unsupported type parameters (make_set_digest(%s):SetDigest)", TypesOf(arguments));
}

template <typename T>
void SetQDigest(AggregateFunction& function, size_t count, const LogicalType& type,
                SketchKind kind) {
  const auto make = [&]<size_t kCount>() {
    Arguments arguments = {type, LogicalType::BIGINT, LogicalType::DOUBLE};
    arguments.resize(kCount);
    function = Aggregate<QuantileDigest, AddToQDigest<T, kCount>>::Of(function.name,
                                                                      std::move(arguments), kind);
  };
  if (count == 1) return make.template operator()<1>();
  if (count == 2) return make.template operator()<2>();
  make.template operator()<3>();
}
FunctionData BindQDigest(duckdb::ClientContext&, AggregateFunction& function,
                         BoundExpressions& arguments) {
  switch (FamilyOf(arguments[0]->return_type)) {
    case Family::kInteger:
    case Family::kNull:
      SetQDigest<int64_t>(function, arguments.size(), LogicalType::BIGINT,
                          SketchKind::kQDigestBigint);
      break;
    case Family::kReal:
    case Family::kDecimal:
      SetQDigest<float>(function, arguments.size(), LogicalType::FLOAT, SketchKind::kQDigestReal);
      break;
    case Family::kDouble:
      SetQDigest<double>(function, arguments.size(), LogicalType::DOUBLE,
                         SketchKind::kQDigestDouble);
      break;
    default: Unexpected("qdigest_agg", arguments);
  }
  return nullptr;
}
FunctionData BindTDigest(duckdb::ClientContext&, AggregateFunction& function,
                         BoundExpressions& arguments) {
  for (const auto& argument : arguments) {
    const Family family = FamilyOf(argument->return_type);
    if (family == Family::kText || family == Family::kOther) Unexpected("tdigest_agg", arguments);
  }
  const LogicalType number = LogicalType::DOUBLE;
  constexpr auto kResult = SketchKind::kTDigest;
  function =
      arguments.size() == 1
          ? Aggregate<TDigest, AddToTDigest<1>>::Of(function.name, {number}, kResult)
          : Aggregate<TDigest, AddToTDigest<2>>::Of(function.name, {number, number}, kResult);
  return nullptr;
}

FunctionData BindMerge(duckdb::ClientContext&, AggregateFunction& function,
                       BoundExpressions& arguments) {
  const LogicalType type = arguments[0]->return_type;
  const auto kind = SketchOf(type);
  if (!kind || kind == SketchKind::kSetDigest) Unexpected("merge", arguments);
  switch (*kind) {
    case SketchKind::kHyperLogLog:
    case SketchKind::kP4HyperLogLog:
      function =
          Aggregate<HyperLogLog, AddSketch>::Of(function.name, {type}, SketchKind::kHyperLogLog);
      break;
    case SketchKind::kTDigest:
      function = Aggregate<TDigest, AddSketch>::Of(function.name, {type}, *kind);
      break;
    default: function = Aggregate<QuantileDigest, AddSketch>::Of(function.name, {type}, *kind);
  }
  return nullptr;
}
FunctionData BindMergeSets(duckdb::ClientContext&, AggregateFunction& function,
                           BoundExpressions& arguments) {
  const LogicalType type = arguments[0]->return_type;
  if (SketchOf(type) != SketchKind::kSetDigest) Unexpected("merge_set_digest", arguments);
  function = Aggregate<SetDigest, AddSketch>::Of(function.name, {type}, SketchKind::kSetDigest);
  return nullptr;
}

}  // namespace

void RegisterSketchAggregates(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const auto add = [&](const char* name, size_t least, size_t most,
                       duckdb::bind_aggregate_function_t bind) {
    duckdb::AggregateFunctionSet set(name);
    for (size_t count = least; count <= most; ++count) {
      auto function = Aggregate<HyperLogLog, AddNumber>::Of(
          name, Arguments(count, LogicalType::ANY), SketchKind::kHyperLogLog);
      function.SetBindCallback(bind);
      set.AddFunction(function);
    }
    loader.RegisterFunction(set);
  };
  add("tarn_approx_set", 1, 1, BindApproxSet);
  add("tarn_make_set_digest", 1, 1, BindSetDigest);
  add("tarn_qdigest_agg", 1, 3, BindQDigest);
  add("tarn_tdigest_agg", 1, 2, BindTDigest);
  add("tarn_merge", 1, 1, BindMerge);
  add("tarn_merge_set_digest", 1, 1, BindMergeSets);
}

}  // namespace tarn::engine::embedded
