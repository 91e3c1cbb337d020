#include "engine/embedded/adapter/zoned_time.h"

#include <string>
#include <utility>

#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/fine_time.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/time_zones.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::unique_ptr;

constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kPicosPerMicro = 1'000'000;
constexpr int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

int64_t OfDay(int64_t micros) { return (micros % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay; }
int64_t UtcOf(duckdb::dtime_tz_t time) {
  return OfDay(time.time().micros - time.offset() * kMicrosPerSecond);
}

bool IsTimestamp(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_SEC:
    case LogicalTypeId::TIMESTAMP_MS:
    case LogicalTypeId::TIMESTAMP_NS:
    case LogicalTypeId::TIMESTAMP_TZ: return true;
    default: return IsZonedTimestamp(type);
  }
}

unique_ptr<Expression> BindInstant(FunctionBindExpressionInput& input) {
  if (const auto fine = FineTimeOf(input.children[0]->return_type)) {
    if (fine->kind == TypeKind::kTimestampWithTimeZone) {
      return FineInstant(input.context, std::move(input.children[0]));
    }
    if (fine->kind == TypeKind::kTimeWithTimeZone) {
      return FineTimeInstant(input.context, std::move(input.children[0]));
    }
    input.children[0] = CoarseTime(input.context, std::move(input.children[0]));
  }
  if (IsTimestamp(input.children[0]->return_type)) return std::move(input.children[0]);
  auto kernel = [](duckdb::DataChunk& arguments, duckdb::ExpressionState&, duckdb::Vector& result) {
    duckdb::UnaryExecutor::Execute<duckdb::dtime_tz_t, int64_t>(
        arguments.data[0], result, arguments.size(),
        [](duckdb::dtime_tz_t time) { return UtcOf(time) * kPicosPerMicro; });
  };
  return CallOwn(input.context, std::move(input.children), "tarn_time_instant",
                 {LogicalType::TIME_TZ}, LogicalType::BIGINT, kernel);
}

}  // namespace

unique_ptr<Expression> BindTimeAtTimeZone(FunctionBindExpressionInput& input) {
  if (!input.children[1]->IsFoldable()) {
    throw duckdb::NotImplementedException("the zone of a time of day that is not a constant");
  }
  const duckdb::Value zone =
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[1]);
  if (zone.IsNull()) {
    return duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value(LogicalType::TIME_TZ));
  }
  std::optional<ZoneKey> key;
  if (zone.type().id() == LogicalTypeId::INTERVAL) {
    key = OffsetZone(zone.GetValueUnsafe<duckdb::interval_t>().micros / (60 * kMicrosPerSecond));
  } else {
    key = FindZone(zone.ToString());
  }
  if (!key)
    InvalidFunctionArgument("at_timezone", "'" + zone.ToString() + "' is not a valid time zone");
  const int64_t now = duckdb::Timestamp::GetCurrentTimestamp().value;
  const auto offset = static_cast<int32_t>(ZoneOffsets(*key).OffsetAt(now));
  auto kernel = [offset](duckdb::DataChunk& arguments, duckdb::ExpressionState&,
                         duckdb::Vector& result) {
    duckdb::UnaryExecutor::Execute<duckdb::dtime_tz_t, duckdb::dtime_tz_t>(
        arguments.data[0], result, arguments.size(), [&](duckdb::dtime_tz_t time) {
          const int64_t local = OfDay(UtcOf(time) + offset * kMicrosPerSecond);
          return duckdb::dtime_tz_t(duckdb::dtime_t(local), offset);
        });
  };
  const std::string identity = std::to_string(offset);
  return CallOwn(input.context, std::move(input.children), "time_at_timezone",
                 {LogicalType::TIME_TZ}, LogicalType::TIME_TZ, kernel, identity.c_str());
}

void RegisterZonedTime(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(TakingFineTimes(
      BoundLater("tarn_time_instant", 1, BindInstant, NullResult::Of(LogicalType::BIGINT))));
}

}  // namespace tarn::engine::embedded
