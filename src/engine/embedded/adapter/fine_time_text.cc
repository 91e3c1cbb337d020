#include "engine/embedded/adapter/fine_time_text.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>

#include "engine/embedded/adapter/value_text.h"
#include "engine/value.h"

namespace tarn::engine::embedded {
namespace {

constexpr int64_t kPicosPerSecond = 1'000'000'000'000;
constexpr int64_t kPicosPerMicro = 1'000'000;
constexpr int64_t kPicosPerDay = 86'400 * kPicosPerSecond;
constexpr int kMicroDigits = 6;

struct Stem {
  TypeKind kind;
  std::string_view name;
};
constexpr std::array kStems = {
    Stem{TypeKind::kTime, "time_p"},
    Stem{TypeKind::kTimeWithTimeZone, "timetz_p"},
    Stem{TypeKind::kTimestamp, "timestamp_p"},
    Stem{TypeKind::kTimestampWithTimeZone, "timestamptz_p"},
};

bool IsTimeOfDay(TypeKind kind) {
  return kind == TypeKind::kTime || kind == TypeKind::kTimeWithTimeZone;
}

__int128 FloorDivide(__int128 a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
__int128 OfDay(__int128 picos) {
  const __int128 rest = picos % kPicosPerDay;
  return rest < 0 ? rest + kPicosPerDay : rest;
}
// Every value is one of a timestamp in microseconds that is not out of range.
int64_t FloorMicros(__int128 picos) {
  return static_cast<int64_t>(FloorDivide(picos, kPicosPerMicro));
}

// Seconds east of UTC; a time of day has an offset alone.
int64_t OffsetOf(const FineMoment& moment) {
  return ZoneOffsets(moment.zone).OffsetAt(FloorMicros(moment.picos));
}
__int128 LocalOf(const FineMoment& moment, TypeKind kind) {
  if (kind == TypeKind::kTime || kind == TypeKind::kTimestamp) return moment.picos;
  const __int128 local = moment.picos + static_cast<__int128>(OffsetOf(moment)) * kPicosPerSecond;
  return kind == TypeKind::kTimeWithTimeZone ? OfDay(local) : local;
}

std::string OffsetText(int64_t seconds) {
  const int64_t minutes = std::abs(seconds) / 60;
  return fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

// The fields on the clock of the wall.
std::string ClockText(__int128 local, const FineTime& type) {
  const int64_t micros = FloorMicros(local);
  const auto rest = static_cast<int64_t>(local - static_cast<__int128>(micros) * kPicosPerMicro);
  const TypeKind kind = IsTimeOfDay(type.kind) ? TypeKind::kTime : TypeKind::kTimestamp;
  const std::string text =
      ToText(Value{micros}, Type{kind, kMicroDigits, 0, {}, {}}) + fmt::format("{:06}", rest);
  return text.substr(0, text.size() - static_cast<size_t>(kMostDigits - type.digits));
}

std::optional<FineMoment> ParseTimeOfDay(std::string_view text, const FineTime& type,
                                         ZoneKey session) {
  const size_t clock_end = std::min(text.find_first_of("+- "), text.size());
  const auto local = ParseTimePicos(text.substr(0, clock_end));
  if (!local) return std::nullopt;
  std::string_view zone_text = text.substr(clock_end);
  while (!zone_text.empty() && zone_text.front() == ' ') zone_text.remove_prefix(1);
  if (type.kind == TypeKind::kTime) {
    return zone_text.empty() ? std::optional(FineMoment{*local, kUtcZone}) : std::nullopt;
  }
  FineMoment moment{0, session};
  if (!zone_text.empty()) {
    const auto zone = FindZone(zone_text);
    if (!zone) return std::nullopt;
    moment.zone = *zone;
  }
  moment.picos = OfDay(*local - static_cast<__int128>(OffsetOf(moment)) * kPicosPerSecond);
  return moment;
}

std::optional<FineMoment> ParseTimestampOf(std::string_view text, const FineTime& type,
                                           ZoneKey session) {
  const auto parsed = ParseTimestamp(text);
  if (!parsed || !MicrosOf(*parsed)) return std::nullopt;
  const __int128 local = static_cast<__int128>(parsed->seconds) * kPicosPerSecond + parsed->picos;
  if (type.kind == TypeKind::kTimestamp) {
    return parsed->zone.empty() ? std::optional(FineMoment{local, kUtcZone}) : std::nullopt;
  }
  FineMoment moment{local, session};
  if (!parsed->zone.empty()) {
    const auto zone = FindZone(parsed->zone);
    if (!zone) return std::nullopt;
    moment.zone = *zone;
  }
  const int64_t micros = FloorMicros(local);
  const auto utc = ZoneOffsets(moment.zone).ToUtc(micros);
  if (!utc) return std::nullopt;
  moment.picos = local - static_cast<__int128>(micros - *utc) * kPicosPerMicro;
  return moment;
}

}  // namespace

int LeastFineDigits(TypeKind kind) { return kind == TypeKind::kTimestamp ? 10 : 7; }

std::string FineTimeName(const FineTime& type) {
  const auto* stem = std::find_if(kStems.begin(), kStems.end(),
                                  [&](const Stem& one) { return one.kind == type.kind; });
  return fmt::format("{}{}", stem->name, type.digits);
}

std::optional<FineTime> FineTimeOfName(std::string_view name) {
  for (const Stem& stem : kStems) {
    if (name.substr(0, stem.name.size()) != stem.name) continue;
    const std::string_view number = name.substr(stem.name.size());
    for (int digits = LeastFineDigits(stem.kind); digits <= kMostDigits; ++digits) {
      if (number == std::to_string(digits)) return FineTime{stem.kind, digits};
    }
  }
  return std::nullopt;
}

FineMoment RoundFine(FineMoment moment, const FineTime& type) {
  int64_t unit = 1;
  for (int i = type.digits; i < kMostDigits; ++i) unit *= 10;
  if (unit > 1) moment.picos = FloorDivide(moment.picos + unit / 2, unit) * unit;
  if (IsTimeOfDay(type.kind)) moment.picos = OfDay(moment.picos);
  return moment;
}

std::string FineText(const FineMoment& moment, const FineTime& type) {
  std::string text = ClockText(LocalOf(moment, type.kind), type);
  if (type.kind == TypeKind::kTimeWithTimeZone) text += OffsetText(OffsetOf(moment));
  if (type.kind == TypeKind::kTimestampWithTimeZone) text += " " + ZoneName(moment.zone);
  return text;
}

std::optional<FineMoment> ParseFine(std::string_view text, const FineTime& type, ZoneKey session) {
  const auto parsed = IsTimeOfDay(type.kind) ? ParseTimeOfDay(text, type, session)
                                             : ParseTimestampOf(text, type, session);
  if (!parsed) return std::nullopt;
  return RoundFine(*parsed, type);
}

FineMoment ConvertFine(const FineMoment& moment, TypeKind from, const FineTime& to,
                       ZoneKey session) {
  if (from == to.kind) return RoundFine(moment, to);
  const __int128 local = LocalOf(moment, from);
  const bool zoned =
      from == TypeKind::kTimeWithTimeZone || from == TypeKind::kTimestampWithTimeZone;
  FineMoment converted;
  switch (to.kind) {
    case TypeKind::kTime: converted.picos = OfDay(local); break;
    case TypeKind::kTimestamp: converted.picos = local; break;
    case TypeKind::kTimeWithTimeZone: {
      const int64_t offset =
          zoned ? OffsetOf(moment) : ZoneOffsets(session).OffsetAt(FloorMicros(local));
      converted.zone = OffsetZone(offset / 60).value_or(kUtcZone);
      converted.picos = OfDay(local - static_cast<__int128>(offset) * kPicosPerSecond);
      break;
    }
    default: {
      converted.zone = zoned ? moment.zone : session;
      const int64_t micros = FloorMicros(local);
      const int64_t utc = ZoneOffsets(converted.zone).ToUtcLeniently(micros);
      converted.picos = local - static_cast<__int128>(micros - utc) * kPicosPerMicro;
    }
  }
  return RoundFine(converted, to);
}

}  // namespace tarn::engine::embedded
