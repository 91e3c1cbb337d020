#include "engine/embedded/adapter/timestamptz_ns.h"

#include "duckdb/common/vector_operations/unary_executor.hpp"
#include "duckdb/function/cast/default_casts.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/value.h"
#include "iceberg/civil_time.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;

// As Trino writes it: "2026-01-01 10:00:00.123456789 UTC".
bool ToVarchar(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
               duckdb::CastParameters&) {
  const Type type{TypeKind::kTimestampWithTimeZone, 9, 0, {}, {}};
  duckdb::UnaryExecutor::Execute<int64_t, duckdb::string_t>(
      source, result, count, [&](int64_t nanoseconds) {
        return duckdb::StringVector::AddString(result, ToText(Value{nanoseconds}, type));
      });
  return true;
}

// To microseconds, towards the past: what functions of time take.
bool ToTimestampTz(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                   duckdb::CastParameters&) {
  duckdb::UnaryExecutor::Execute<int64_t, int64_t>(source, result, count, [](int64_t nanoseconds) {
    return iceberg::FloorDiv(nanoseconds, iceberg::kNanosPerMicro);
  });
  return true;
}

}  // namespace

LogicalType TimestampTzNs() {
  LogicalType type(LogicalTypeId::TIMESTAMP_NS);
  type.SetAlias(kTimestampTzNsName);
  return type;
}

bool IsTimestampTzNs(const LogicalType& type) {
  return type.id() == LogicalTypeId::TIMESTAMP_NS && type.HasAlias() &&
         type.GetAlias() == kTimestampTzNsName;
}

void RegisterTimestampTzNs(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType type = TimestampTzNs();
  loader.RegisterType(kTimestampTzNsName, type);
  const duckdb::BoundCastInfo same(duckdb::DefaultCasts::ReinterpretCast);
  // Implicit casts: for functions that take nanoseconds, else for those that take instants.
  constexpr int64_t kCost = 10;
  loader.RegisterCastFunction(type, LogicalType::TIMESTAMP_NS, same.Copy(), kCost);
  loader.RegisterCastFunction(type, LogicalType::TIMESTAMP_TZ, duckdb::BoundCastInfo(ToTimestampTz),
                              2 * kCost);
  loader.RegisterCastFunction(LogicalType::TIMESTAMP_NS, type, same.Copy());
  loader.RegisterCastFunction(type, LogicalType::VARCHAR, duckdb::BoundCastInfo(ToVarchar));
}

}  // namespace tarn::engine::embedded
