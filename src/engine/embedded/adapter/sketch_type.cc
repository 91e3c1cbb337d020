#include "engine/embedded/adapter/sketch_type.h"

#include <array>
#include <string>

#include "base/standard_error.h"
#include "duckdb/function/cast/default_casts.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sketch_bytes.h"
#include "engine/embedded/adapter/types.h"
#include "sketch/set_digest.h"
#include "sketch/t_digest.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using duckdb::unique_ptr;
using duckdb::Vector;

struct Named {
  SketchKind kind;
  const char* duckdb;
  TypeKind trino;
  TypeKind values = TypeKind::kUnknown;  // of a qdigest
};
constexpr std::array kNames = {
    Named{SketchKind::kHyperLogLog, "hyperloglog", TypeKind::kHyperLogLog},
    Named{SketchKind::kP4HyperLogLog, "p4hyperloglog", TypeKind::kP4HyperLogLog},
    Named{SketchKind::kSetDigest, "setdigest", TypeKind::kSetDigest},
    Named{SketchKind::kTDigest, "tdigest", TypeKind::kTDigest},
    Named{SketchKind::kQDigestBigint, "qdigest_bigint", TypeKind::kQDigest, TypeKind::kBigint},
    Named{SketchKind::kQDigestDouble, "qdigest_double", TypeKind::kQDigest, TypeKind::kDouble},
    Named{SketchKind::kQDigestReal, "qdigest_real", TypeKind::kQDigest, TypeKind::kReal},
};

std::string Same(std::string_view bytes) { return std::string(bytes); }
std::string Dense(std::string_view bytes) {
  auto sketch = ReadSketch<sketch::HyperLogLog>(bytes);
  sketch.MakeDense();
  return sketch.Serialize();
}
std::string Distinct(std::string_view bytes) {
  return ReadSketch<sketch::SetDigest>(bytes).distinct().Serialize();
}
// The one type whose bytes Trino looks at when they are cast.
std::string Checked(std::string_view bytes) {
  return ReadSketch<sketch::TDigest>(bytes).Serialize();
}

template <std::string (*kConvert)(std::string_view)>
void Convert(duckdb::DataChunk& arguments, duckdb::ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](string_t bytes) {
        return Guarded([&] { return NewString(result, kConvert(View(bytes))); });
      });
}

std::string NameOf(const LogicalType& type) { return ToEngineType(type).ToString(); }

}  // namespace

LogicalType SketchType(SketchKind kind) {
  LogicalType type(LogicalTypeId::BLOB);
  type.SetAlias(kNames[static_cast<size_t>(kind)].duckdb);
  return type;
}

std::optional<SketchKind> SketchOf(const LogicalType& type) {
  if (type.id() != LogicalTypeId::BLOB || !type.HasAlias()) return std::nullopt;
  for (const Named& named : kNames) {
    if (type.GetAlias() == named.duckdb) return named.kind;
  }
  return std::nullopt;
}

Type EngineTypeOf(SketchKind kind) {
  const Named& named = kNames[static_cast<size_t>(kind)];
  Type type{named.trino, 0, 0, {}, {}};
  if (named.trino == TypeKind::kQDigest) type.children.push_back({named.values, 0, 0, {}, {}});
  return type;
}

unique_ptr<Expression> CastSketch(duckdb::ClientContext& context, unique_ptr<Expression>& child,
                                  const LogicalType& target) {
  const LogicalType source = child->return_type;
  const auto from = SketchOf(source), to = SketchOf(target);
  if (!from && !to) return nullptr;
  if (from == to) return std::move(child);
  BoundExpressions children;
  const auto call = [&](const char* name, duckdb::scalar_function_t kernel) {
    children.push_back(std::move(child));
    return CallOwn(context, std::move(children), name, {source}, target, std::move(kernel), name);
  };
  const bool from_bytes = source.id() == LogicalTypeId::BLOB && !source.HasAlias();
  const bool to_bytes = target.id() == LogicalTypeId::BLOB && !target.HasAlias();
  const bool to_hll = to == SketchKind::kHyperLogLog;
  if ((from && to_bytes) || (from == SketchKind::kP4HyperLogLog && to_hll)) {
    return call("tarn_sketch_as", Convert<Same>);
  }
  if (from == SketchKind::kHyperLogLog && to == SketchKind::kP4HyperLogLog) {
    return call("tarn_sketch_dense", Convert<Dense>);
  }
  if (from == SketchKind::kSetDigest && to_hll) {
    return call("tarn_sketch_distinct", Convert<Distinct>);
  }
  if (from_bytes && to) {
    if (to == SketchKind::kTDigest) return call("tarn_sketch_checked", Convert<Checked>);
    return call("tarn_sketch_of", Convert<Same>);
  }
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kTypeMismatch,
                                             "Type mismatch: Cannot cast %s to %s", NameOf(source),
                                             NameOf(target));
}

void RegisterSketchTypes(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  for (const Named& named : kNames) {
    loader.RegisterType(named.duckdb, SketchType(named.kind));
    loader.RegisterCastFunction(SketchType(named.kind), LogicalType::BLOB,
                                duckdb::BoundCastInfo(duckdb::DefaultCasts::ReinterpretCast));
  }
}

}  // namespace tarn::engine::embedded
