#include "engine/embedded/adapter/month_interval.h"

#include "duckdb/function/cast/default_casts.hpp"
#include "duckdb/main/extension/extension_loader.hpp"

namespace tarn::engine::embedded {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;

LogicalType MonthInterval() {
  LogicalType type(LogicalTypeId::INTERVAL);
  type.SetAlias(kMonthIntervalName);
  return type;
}

bool IsMonthInterval(const LogicalType& type) {
  return type.id() == LogicalTypeId::INTERVAL && type.HasAlias() &&
         type.GetAlias() == kMonthIntervalName;
}

bool IsDayInterval(const LogicalType& type) {
  return type.id() == LogicalTypeId::INTERVAL && !type.HasAlias();
}

void RegisterMonthInterval(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType type = MonthInterval();
  loader.RegisterType(kMonthIntervalName, type);
  const duckdb::BoundCastInfo same(duckdb::DefaultCasts::ReinterpretCast);
  constexpr int64_t kCost = 10;  // of an implicit cast
  loader.RegisterCastFunction(type, LogicalType::INTERVAL, same.Copy(), kCost);
  loader.RegisterCastFunction(LogicalType::INTERVAL, type, same.Copy());
}

}  // namespace tarn::engine::embedded
