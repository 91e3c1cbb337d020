#pragma once

#include <string_view>

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/time_zones.h"

namespace tarn::engine::embedded {

// Trino's timestamp with time zone where the zone of each value matters: DuckDB's TIMESTAMPTZ keeps
// the moment alone, which is all that a column of a table has and what scans stay with. Values that
// SQL makes with a zone (literals, AT TIME ZONE, CURRENT_TIMESTAMP, …) have this type: DuckDB's
// INTERVAL under another name, whose equality, order and hash go by the sum of months, days and
// microseconds. The sum is the moment; how it is divided tells the zone and the digits. So GROUP
// BY, DISTINCT, joins and ORDER BY take equal moments for equal, whatever their zones, as Trino
// does (docs/adr/0008-zones-in-intervals.md). It becomes TIMESTAMPTZ by an implicit cast.
inline constexpr const char* kZonedTimestampName = "timestamp_zoned";

duckdb::LogicalType ZonedTimestamp();
bool IsZonedTimestamp(const duckdb::LogicalType& type);

// A value of the type.
struct ZonedMoment {
  int64_t micros = 0;  // since the epoch, in UTC
  ZoneKey zone = kUtcZone;
  int digits = 6;  // of the second, that a cast to text shows: at most 6
};
duckdb::interval_t EncodeZoned(const ZonedMoment& moment);
ZonedMoment DecodeZoned(duckdb::interval_t value);

// "2024-03-10 01:30:00 America/New_York", with so many digits as the value has.
std::string ZonedText(const ZonedMoment& moment);
// The reverse; text without a zone is in `zone`. nullopt for what is none: no such day, zone, or
// hour in the zone. Rounded to microseconds.
std::optional<ZonedMoment> ParseZoned(std::string_view text, ZoneKey zone);

// Makes the type and its casts known to a database.
void RegisterZonedTimestamp(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
