#include "engine/embedded/adapter/vector_functions.h"

#include <cmath>
#include <map>

#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::unique_ptr;
using duckdb::Value;

using Arguments = std::vector<Value>;

bool HasNull(const Value& list) {
  for (const Value& item : duckdb::ListValue::GetChildren(list)) {
    if (item.IsNull()) return true;
  }
  return false;
}

// Doubles of an array; a null counts as 0.
std::vector<double> Doubles(const Value& list) {
  std::vector<double> out;
  for (const Value& item : duckdb::ListValue::GetChildren(list)) {
    out.push_back(item.IsNull() ? 0 : item.GetValue<double>());
  }
  return out;
}

struct Vectors {
  Vectors(const Arguments& values, const char* function)
      : a(Doubles(values[0])), b(Doubles(values[1])) {
    if (a.size() != b.size()) {
      InvalidFunctionArgument(function, "The arguments must have the same length");
    }
  }
  const std::vector<double> a, b;
};

double Dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

Value DotProduct(const Arguments& values) {
  const Vectors vectors(values, "dot_product");
  return Value::DOUBLE(Dot(vectors.a, vectors.b));
}

Value Distance(const Arguments& values) {
  const Vectors vectors(values, "euclidean_distance");
  double sum = 0;
  for (size_t i = 0; i < vectors.a.size(); ++i) {
    const double difference = vectors.a[i] - vectors.b[i];
    sum += difference * difference;
  }
  return Value::DOUBLE(std::sqrt(sum));
}

// 1 for what points the same way; null where a null is in either.
template <bool kDistance>
Value Cosine(const Arguments& values) {
  const char* function = kDistance ? "cosine_distance" : "cosine_similarity";
  const Vectors vectors(values, function);
  if (HasNull(values[0]) || HasNull(values[1])) return Value(LogicalType::DOUBLE);
  const double a = Dot(vectors.a, vectors.a), b = Dot(vectors.b, vectors.b);
  if (a == 0 || b == 0) InvalidFunctionArgument(function, "Vector magnitude cannot be zero");
  const double similarity = Dot(vectors.a, vectors.b) / (std::sqrt(a) * std::sqrt(b));
  return Value::DOUBLE(kDistance ? 1 - similarity : similarity);
}

// Of maps: keys are dimensions, and what is not there is 0.
Value CosineOfMaps(const Arguments& values) {
  std::map<std::string, double> sides[2];
  for (size_t side = 0; side < 2; ++side) {
    for (const Value& entry : duckdb::MapValue::GetChildren(values[side])) {
      const auto& fields = duckdb::StructValue::GetChildren(entry);
      if (fields[1].IsNull()) return Value(LogicalType::DOUBLE);
      sides[side][fields[0].ToString()] = fields[1].GetValue<double>();
    }
  }
  double dot = 0, a = 0, b = 0;
  for (const auto& [key, value] : sides[0]) {
    a += value * value;
    const auto other = sides[1].find(key);
    if (other != sides[1].end()) dot += value * other->second;
  }
  for (const auto& [key, value] : sides[1]) b += value * value;
  return Value::DOUBLE(dot / (std::sqrt(a) * std::sqrt(b)));
}

unique_ptr<Expression> BindCosine(FunctionBindExpressionInput& input) {
  const bool maps = input.children[0]->return_type.id() == LogicalTypeId::MAP;
  const LogicalType type = maps ? LogicalType::MAP(LogicalType::VARCHAR, LogicalType::DOUBLE)
                                : LogicalType::LIST(LogicalType::DOUBLE);
  return CallOwn(input.context, std::move(input.children), "cosine_similarity", {type, type},
                 LogicalType::DOUBLE, RowKernel(maps ? CosineOfMaps : Cosine<false>),
                 "of the types");
}

}  // namespace

void RegisterVectorFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType vector = LogicalType::LIST(LogicalType::DOUBLE), real = LogicalType::DOUBLE;
  loader.RegisterFunction(
      BoundLater("tarn_cosine_similarity", 2, BindCosine, NullResult::Of(LogicalType::DOUBLE)));
  RegisterScalar(loader, "tarn_cosine_distance", {vector, vector}, real, RowKernel(Cosine<true>));
  RegisterScalar(loader, "tarn_dot_product", {vector, vector}, real, RowKernel(DotProduct));
  RegisterScalar(loader, "tarn_euclidean_distance", {vector, vector}, real, RowKernel(Distance));
}

}  // namespace tarn::engine::embedded
