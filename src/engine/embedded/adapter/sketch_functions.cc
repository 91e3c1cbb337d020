#include "engine/embedded/adapter/sketch_functions.h"

#include <string>
#include <vector>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sketch_bytes.h"
#include "engine/embedded/adapter/sketch_type.h"
#include "engine/embedded/adapter/sketch_values.h"
#include "sketch/hyper_log_log.h"
#include "sketch/quantile_digest.h"
#include "sketch/set_digest.h"
#include "sketch/t_digest.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::unique_ptr;
using duckdb::Value;
using sketch::HyperLogLog;
using sketch::QuantileDigest;
using sketch::SetDigest;
using sketch::TDigest;

using Values = std::vector<Value>;
using Body = Value (*)(const Values&);

template <typename Sketch>
Sketch Read(const Value& value) {
  return ReadSketch<Sketch>(duckdb::StringValue::Get(value));
}

template <Body kBody>
void Kernel(duckdb::DataChunk& arguments, duckdb::ExpressionState& state, duckdb::Vector& result) {
  RowKernel([](const Values& values) { return Guarded([&] { return kBody(values); }); })(
      arguments, state, result);
}

[[noreturn]] void Unexpected(const char* function, const BoundExpressions& children) {
  std::string types;
  for (const auto& child : children) {
    if (!types.empty()) types += ", ";
    const auto kind = SketchOf(child->return_type);
    types += kind ? EngineTypeOf(*kind).ToString() : child->return_type.ToString();
  }
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kFunctionNotFound,
                                             "Unexpected parameters (%s) for function %s", types,
                                             function);
}

// ---- quantiles

// A quantile digest has integers: those that a type's values are kept as.
Value QDigestValue(int64_t value, SketchKind kind) {
  switch (kind) {
    case SketchKind::kQDigestDouble: return Value::DOUBLE(DoubleOf(value));
    case SketchKind::kQDigestReal: return Value::FLOAT(FloatOf(value));
    default: return Value::BIGINT(value);
  }
}

template <SketchKind kKind>
Value QDigestAt(const Values& values) {
  return QDigestValue(Read<QuantileDigest>(values[0]).ValueAt(values[1].GetValue<double>()), kKind);
}
Value TDigestAt(const Values& values) {
  return Value::DOUBLE(Read<TDigest>(values[0]).ValuesAt({values[1].GetValue<double>()})[0]);
}

// The quantiles of an array; a null in it is the one before.
std::vector<double> QuantilesOf(const Value& list) {
  std::vector<double> quantiles;
  for (const Value& item : duckdb::ListValue::GetChildren(list)) {
    const double before = quantiles.empty() ? 0 : quantiles.back();
    quantiles.push_back(item.IsNull() ? before : item.GetValue<double>());
  }
  return quantiles;
}

template <SketchKind kKind>
Value QDigestAtEach(const Values& values) {
  const auto digest = Read<QuantileDigest>(values[0]);
  duckdb::vector<Value> found;
  for (const double quantile : QuantilesOf(values[1])) {
    found.push_back(QDigestValue(digest.ValueAt(quantile), kKind));
  }
  return Value::LIST(QDigestValue(0, kKind).type(), std::move(found));
}
Value TDigestAtEach(const Values& values) {
  auto digest = Read<TDigest>(values[0]);
  const auto quantiles = QuantilesOf(values[1]);
  for (size_t i = 1; i < quantiles.size(); ++i) {
    if (quantiles[i] < quantiles[i - 1]) {
      InvalidFunctionArgument("values_at_quantiles",
                              "percentiles must be sorted in increasing order");
    }
  }
  duckdb::vector<Value> found;
  for (const double value : digest.ValuesAt(quantiles)) found.push_back(Value::DOUBLE(value));
  return Value::LIST(LogicalType::DOUBLE, std::move(found));
}

int64_t SortableOf(const Value& value) {
  switch (value.type().id()) {
    case LogicalTypeId::DOUBLE: return embedded::SortableOf(value.GetValue<double>());
    case LogicalTypeId::FLOAT: return embedded::SortableOf(value.GetValue<float>());
    default: return value.GetValue<int64_t>();
  }
}
Value QuantileAt(const Values& values) {
  const auto quantile = Read<QuantileDigest>(values[0]).QuantileOf(SortableOf(values[1]));
  return quantile ? Value::DOUBLE(*quantile) : Value(LogicalType::DOUBLE);
}

// What a kind of sketch answers with.
struct Quantiles {
  SketchKind kind;
  LogicalTypeId values;
  void (*at)(duckdb::DataChunk&, duckdb::ExpressionState&, duckdb::Vector&);
  void (*at_each)(duckdb::DataChunk&, duckdb::ExpressionState&, duckdb::Vector&);
};
constexpr Quantiles kQuantiles[] = {
    {SketchKind::kTDigest, LogicalTypeId::DOUBLE, Kernel<TDigestAt>, Kernel<TDigestAtEach>},
    {SketchKind::kQDigestBigint, LogicalTypeId::BIGINT,
     Kernel<QDigestAt<SketchKind::kQDigestBigint>>,
     Kernel<QDigestAtEach<SketchKind::kQDigestBigint>>},
    {SketchKind::kQDigestDouble, LogicalTypeId::DOUBLE,
     Kernel<QDigestAt<SketchKind::kQDigestDouble>>,
     Kernel<QDigestAtEach<SketchKind::kQDigestDouble>>},
    {SketchKind::kQDigestReal, LogicalTypeId::FLOAT, Kernel<QDigestAt<SketchKind::kQDigestReal>>,
     Kernel<QDigestAtEach<SketchKind::kQDigestReal>>},
};
const Quantiles& QuantilesOfKind(const char* function, const BoundExpressions& children) {
  const auto kind = SketchOf(children[0]->return_type);
  for (const Quantiles& quantiles : kQuantiles) {
    if (quantiles.kind == kind) return quantiles;
  }
  Unexpected(function, children);
}

unique_ptr<Expression> BindValueAt(FunctionBindExpressionInput& input) {
  const Quantiles& of = QuantilesOfKind("value_at_quantile", input.children);
  const LogicalType source = input.children[0]->return_type;
  return CallOwn(input.context, std::move(input.children), "tarn_value_at_quantile",
                 {source, LogicalType::DOUBLE}, of.values, of.at);
}
unique_ptr<Expression> BindValuesAt(FunctionBindExpressionInput& input) {
  const Quantiles& of = QuantilesOfKind("values_at_quantiles", input.children);
  const LogicalType source = input.children[0]->return_type;
  return CallOwn(input.context, std::move(input.children), "tarn_values_at_quantiles",
                 {source, LogicalType::LIST(LogicalType::DOUBLE)}, LogicalType::LIST(of.values),
                 of.at_each);
}
unique_ptr<Expression> BindQuantileAt(FunctionBindExpressionInput& input) {
  const Quantiles& of = QuantilesOfKind("quantile_at_value", input.children);
  if (of.kind == SketchKind::kTDigest) Unexpected("quantile_at_value", input.children);
  const LogicalType source = input.children[0]->return_type;
  return CallOwn(input.context, std::move(input.children), "tarn_quantile_at_value",
                 {source, of.values}, LogicalType::DOUBLE, Kernel<QuantileAt>);
}

// ---- sets

Value HllCardinality(const Values& values) {
  return Value::BIGINT(Read<HyperLogLog>(values[0]).Cardinality());
}
Value SetCardinality(const Values& values) {
  return Value::BIGINT(Read<SetDigest>(values[0]).Cardinality());
}
Value Jaccard(const Values& values) {
  return Value::DOUBLE(
      SetDigest::JaccardIndex(Read<SetDigest>(values[0]), Read<SetDigest>(values[1])));
}
Value Intersection(const Values& values) {
  return Value::BIGINT(
      SetDigest::IntersectionCardinality(Read<SetDigest>(values[0]), Read<SetDigest>(values[1])));
}
Value HashCounts(const Values& values) {
  duckdb::vector<Value> hashes, counts;
  const auto digest = Read<SetDigest>(values[0]);
  for (const auto& [hash, count] : digest.hashes()) {
    hashes.push_back(Value::BIGINT(hash));
    counts.push_back(Value::SMALLINT(count));
  }
  return Value::MAP(LogicalType::BIGINT, LogicalType::SMALLINT, std::move(hashes),
                    std::move(counts));
}
Value EmptySet(const Values&) {
  Value bytes = Value::BLOB_RAW(HyperLogLog().Serialize());
  bytes.Reinterpret(SketchType(SketchKind::kHyperLogLog));
  return bytes;
}

void CheckSets(const char* function, const BoundExpressions& children) {
  for (const auto& child : children) {
    if (SketchOf(child->return_type) != SketchKind::kSetDigest) Unexpected(function, children);
  }
}
unique_ptr<Expression> BindJaccard(FunctionBindExpressionInput& input) {
  CheckSets("jaccard_index", input.children);
  const LogicalType set = SketchType(SketchKind::kSetDigest);
  return CallOwn(input.context, std::move(input.children), "tarn_jaccard_index", {set, set},
                 LogicalType::DOUBLE, Kernel<Jaccard>);
}
unique_ptr<Expression> BindIntersection(FunctionBindExpressionInput& input) {
  CheckSets("intersection_cardinality", input.children);
  const LogicalType set = SketchType(SketchKind::kSetDigest);
  return CallOwn(input.context, std::move(input.children), "tarn_intersection_cardinality",
                 {set, set}, LogicalType::BIGINT, Kernel<Intersection>);
}
unique_ptr<Expression> BindHashCounts(FunctionBindExpressionInput& input) {
  CheckSets("hash_counts", input.children);
  return CallOwn(input.context, std::move(input.children), "tarn_hash_counts",
                 {SketchType(SketchKind::kSetDigest)},
                 LogicalType::MAP(LogicalType::BIGINT, LogicalType::SMALLINT), Kernel<HashCounts>);
}
unique_ptr<Expression> BindEmptySet(FunctionBindExpressionInput&) {
  return duckdb::make_uniq<duckdb::BoundConstantExpression>(EmptySet({}));
}

}  // namespace

unique_ptr<Expression> BindSketchCardinality(duckdb::ClientContext& context,
                                             BoundExpressions& children) {
  const LogicalType type = children[0]->return_type;
  const auto kind = SketchOf(type);
  if (!kind) return nullptr;
  switch (*kind) {
    case SketchKind::kHyperLogLog:
    case SketchKind::kP4HyperLogLog:
      return CallOwn(context, std::move(children), "tarn_sketch_cardinality", {type},
                     LogicalType::BIGINT, Kernel<HllCardinality>);
    case SketchKind::kSetDigest:
      return CallOwn(context, std::move(children), "tarn_sketch_cardinality", {type},
                     LogicalType::BIGINT, Kernel<SetCardinality>);
    default: Unexpected("cardinality", children);
  }
}

void RegisterSketchFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const auto add = [&](const char* name, size_t arguments, duckdb::function_bind_expression_t bind,
                       const LogicalType& null) {
    loader.RegisterFunction(BoundLater(name, arguments, bind, NullResult::Of(null)));
  };
  add("tarn_value_at_quantile", 2, BindValueAt, LogicalType::DOUBLE);
  add("tarn_values_at_quantiles", 2, BindValuesAt, LogicalType::LIST(LogicalType::DOUBLE));
  add("tarn_quantile_at_value", 2, BindQuantileAt, LogicalType::DOUBLE);
  add("tarn_jaccard_index", 2, BindJaccard, LogicalType::DOUBLE);
  add("tarn_intersection_cardinality", 2, BindIntersection, LogicalType::BIGINT);
  add("tarn_hash_counts", 1, BindHashCounts,
      LogicalType::MAP(LogicalType::BIGINT, LogicalType::SMALLINT));
  add("tarn_empty_approx_set", 0, BindEmptySet, SketchType(SketchKind::kHyperLogLog));
}

}  // namespace tarn::engine::embedded
