#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/embedded/adapter/time_zones.h"
#include "engine/type.h"

namespace tarn::engine::embedded {

// Times of more digits of a second than DuckDB's types have: Trino's timestamp(10) to (12) and, of
// seven digits and more, its timestamp with time zone, time and time with time zone
// (https://trino.io/docs/476/language/types.html#date-and-time). Everything here is pure and thread
// safe.

// One of these types; kind is kTime, kTimeWithTimeZone, kTimestamp or kTimestampWithTimeZone.
struct FineTime {
  TypeKind kind = TypeKind::kTimestamp;
  int digits = 12;
  friend bool operator==(const FineTime&, const FineTime&) = default;
};
inline constexpr int kMostDigits = 12;

// Fewer digits of this kind are kept in a type of DuckDB's.
int LeastFineDigits(TypeKind kind);
// Its name in DuckDB's SQL: "timestamptz_p9".
std::string FineTimeName(const FineTime& type);
// The reverse; nullopt for another name.
std::optional<FineTime> FineTimeOfName(std::string_view name);

// A value. `picos` are, by kind: of the day; of the day in UTC; since the epoch on a clock without
// a zone; since the epoch in UTC.
struct FineMoment {
  __int128 picos = 0;
  ZoneKey zone = kUtcZone;  // of the kinds with a zone
};

// Rounded half up to the type's digits; a time of day goes round at midnight.
FineMoment RoundFine(FineMoment moment, const FineTime& type);
// "2001-08-22 12:34:56.123456789012 Europe/Paris", "12:34:56.1234567+08:00".
std::string FineText(const FineMoment& moment, const FineTime& type);
// The reverse, rounded to the type's digits; text without a zone is in `session`. nullopt for what
// is no such value: no such day, zone, or hour in the zone; a zone where the type has none.
std::optional<FineMoment> ParseFine(std::string_view text, const FineTime& type, ZoneKey session);
// A value of one kind as one of another, as Trino's casts have it: what has no zone is in
// `session`, what has no date on 1970-01-01.
FineMoment ConvertFine(const FineMoment& moment, TypeKind from, const FineTime& to,
                       ZoneKey session);

}  // namespace tarn::engine::embedded
