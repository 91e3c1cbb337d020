#include "engine/embedded/adapter/zoned_timestamp.h"

#include <algorithm>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/unary_executor.hpp"
#include "duckdb/function/cast/default_casts.hpp"
#include "duckdb/main/extension/extension_loader.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/value_text.h"
#include "engine/embedded/adapter/zone_functions.h"
#include "engine/value.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::interval_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;

constexpr int64_t kMicrosPerDay = duckdb::Interval::MICROS_PER_DAY;
// A month of DuckDB's intervals: 30 days.
constexpr int64_t kMicrosPerMonth = duckdb::Interval::MICROS_PER_MONTH;
// Added, so that every part of every value is positive: DuckDB's normal form is one only then.
constexpr int64_t kMonthsBefore = 3'600'000;
constexpr int64_t kZones = 4096;

bool ZonedToTimestampTz(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                        duckdb::CastParameters&) {
  duckdb::UnaryExecutor::Execute<interval_t, int64_t>(
      source, result, count, [](interval_t value) { return DecodeZoned(value).micros; });
  return true;
}

// What the clock shows in its zone: INSERT casts so.
bool ZonedToTimestamp(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                      duckdb::CastParameters&) {
  ZoneOffsets offsets;
  duckdb::UnaryExecutor::Execute<interval_t, int64_t>(source, result, count, [&](interval_t value) {
    const ZonedMoment moment = DecodeZoned(value);
    if (offsets.zone() != moment.zone) offsets.Use(moment.zone);
    return offsets.ToLocal(moment.micros);
  });
  return true;
}

// A local time or a date is in the session's zone: where it meets a zoned value, or is written
// where one belongs.
struct SessionCast : duckdb::BoundCastData {
  explicit SessionCast(ZoneKey zone_p) : zone(zone_p) {}
  duckdb::unique_ptr<duckdb::BoundCastData> Copy() const override {
    return duckdb::make_uniq<SessionCast>(zone);
  }
  const ZoneKey zone;
};
template <typename Local, int64_t kMicros, int kDigits>
bool LocalToZoned(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                  duckdb::CastParameters& parameters) {
  const ZoneKey zone =
      parameters.cast_data ? parameters.cast_data->Cast<SessionCast>().zone : kUtcZone;
  ZoneOffsets offsets(zone);
  duckdb::UnaryExecutor::Execute<Local, interval_t>(source, result, count, [&](Local local) {
    int64_t micros = 0;
    if (__builtin_mul_overflow(int64_t{local}, kMicros, &micros)) {
      throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                     "the timestamp is out of range");
    }
    return EncodeZoned({offsets.ToUtcLeniently(micros), zone, kDigits});
  });
  return true;
}
template <typename Local, int64_t kMicros, int kDigits>
duckdb::BoundCastInfo BindLocalToZoned(duckdb::BindCastInput& input, const LogicalType&,
                                       const LogicalType&) {
  const ZoneKey zone = input.context ? SessionZone(*input.context) : kUtcZone;
  return {LocalToZoned<Local, kMicros, kDigits>, duckdb::make_uniq<SessionCast>(zone)};
}

bool TimestampTzToZoned(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                        duckdb::CastParameters&) {
  duckdb::UnaryExecutor::Execute<int64_t, interval_t>(
      source, result, count, [](int64_t micros) { return EncodeZoned({micros, kUtcZone, 6}); });
  return true;
}

bool ZonedToNanos(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                  duckdb::CastParameters&) {
  duckdb::UnaryExecutor::Execute<interval_t, int64_t>(source, result, count, [](interval_t value) {
    int64_t nanos = 0;
    if (__builtin_mul_overflow(DecodeZoned(value).micros, int64_t{1000}, &nanos)) {
      throw DuckErrorOf<duckdb::OutOfRangeException>(
          base::StandardError::kNumericValueOutOfRange,
          "the timestamp is out of range of nanoseconds");
    }
    return nanos;
  });
  return true;
}

bool ZonedToVarchar(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
                    duckdb::CastParameters&) {
  duckdb::UnaryExecutor::Execute<interval_t, duckdb::string_t>(
      source, result, count, [&](interval_t value) {
        return duckdb::StringVector::AddString(result, ZonedText(DecodeZoned(value)));
      });
  return true;
}

}  // namespace

LogicalType ZonedTimestamp() {
  LogicalType type(LogicalTypeId::INTERVAL);
  type.SetAlias(kZonedTimestampName);
  return type;
}

bool IsZonedTimestamp(const LogicalType& type) {
  return type.id() == LogicalTypeId::INTERVAL && type.HasAlias() &&
         type.GetAlias() == kZonedTimestampName;
}

interval_t EncodeZoned(const ZonedMoment& moment) {
  const int64_t label = moment.zone + kZones * moment.digits;
  int64_t months = moment.micros / kMicrosPerMonth, rest = moment.micros % kMicrosPerMonth;
  if (rest < 0) {
    --months;
    rest += kMicrosPerMonth;
  }
  interval_t value;
  value.months = static_cast<int32_t>(months + kMonthsBefore - label);
  value.days = static_cast<int32_t>(rest / kMicrosPerDay);
  value.micros = rest % kMicrosPerDay + label * kMicrosPerMonth;
  return value;
}

ZonedMoment DecodeZoned(interval_t value) {
  const int64_t label = value.micros / kMicrosPerMonth;
  const int64_t months = value.months - kMonthsBefore + label;
  ZonedMoment moment;
  moment.zone = static_cast<ZoneKey>(label % kZones);
  moment.digits = static_cast<int>(label / kZones);
  // The first moment of all is not the first of its month: modulo 2^64 the sum is right.
  moment.micros = static_cast<int64_t>(
      static_cast<uint64_t>(months) * static_cast<uint64_t>(kMicrosPerMonth) +
      static_cast<uint64_t>(value.days * kMicrosPerDay + value.micros % kMicrosPerMonth));
  return moment;
}

std::string ZonedText(const ZonedMoment& moment) {
  const Type type{TypeKind::kTimestamp, moment.digits, 0, {}, {}};
  return ToText(Value{ZoneOffsets(moment.zone).ToLocal(moment.micros)}, type) + " " +
         ZoneName(moment.zone);
}

std::optional<ZonedMoment> ParseZoned(std::string_view text, ZoneKey zone) {
  const auto parsed = ParseTimestamp(text);
  const auto local = parsed ? MicrosOf(*parsed) : std::nullopt;
  if (!local) return std::nullopt;
  if (!parsed->zone.empty()) {
    const auto named = FindZone(parsed->zone);
    if (!named) return std::nullopt;
    zone = *named;
  }
  const auto utc = ZoneOffsets(zone).ToUtc(*local);
  if (!utc) return std::nullopt;
  const size_t point = text.find('.');
  int digits = 0;
  if (point != std::string_view::npos) {
    while (point + 1 + static_cast<size_t>(digits) < text.size() &&
           text[point + 1 + static_cast<size_t>(digits)] >= '0' &&
           text[point + 1 + static_cast<size_t>(digits)] <= '9') {
      ++digits;
    }
  }
  return ZonedMoment{*utc, zone, std::min(digits, 6)};
}

void RegisterZonedTimestamp(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType type = ZonedTimestamp();
  loader.RegisterType(kZonedTimestampName, type);
  constexpr int64_t kCost = 10;  // of an implicit cast
  loader.RegisterCastFunction(type, LogicalType::TIMESTAMP_TZ,
                              duckdb::BoundCastInfo(ZonedToTimestampTz), kCost);
  loader.RegisterCastFunction(LogicalType::TIMESTAMP_TZ, type,
                              duckdb::BoundCastInfo(TimestampTzToZoned), kCost);
  loader.RegisterCastFunction(type, LogicalType::VARCHAR, duckdb::BoundCastInfo(ZonedToVarchar));
  loader.RegisterCastFunction(type, LogicalType::TIMESTAMP,
                              duckdb::BoundCastInfo(ZonedToTimestamp));
  loader.RegisterCastFunction(type, TimestampTzNs(), duckdb::BoundCastInfo(ZonedToNanos));
  loader.RegisterCastFunction(LogicalType::TIMESTAMP, type, BindLocalToZoned<int64_t, 1, 6>, kCost);
  loader.RegisterCastFunction(LogicalType::TIMESTAMP_MS, type, BindLocalToZoned<int64_t, 1000, 3>,
                              kCost);
  loader.RegisterCastFunction(LogicalType::TIMESTAMP_S, type,
                              BindLocalToZoned<int64_t, 1'000'000, 0>, kCost);
  loader.RegisterCastFunction(LogicalType::DATE, type, BindLocalToZoned<int32_t, kMicrosPerDay, 0>,
                              kCost);
  // Keys of groups, joins and sorts are compared as what they are made of.
  const duckdb::BoundCastInfo same(duckdb::DefaultCasts::ReinterpretCast);
  loader.RegisterCastFunction(type, LogicalType::INTERVAL, same.Copy());
  loader.RegisterCastFunction(LogicalType::INTERVAL, type, same.Copy());
}

}  // namespace tarn::engine::embedded
