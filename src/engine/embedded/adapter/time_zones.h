#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// Time zones by number, as Trino numbers them for its timestamps with time zone: 0 is UTC, then the
// offsets of whole minutes up to 14 hours either way, then the names of the IANA database that the
// system has. Numbers hold within a process; nothing keeps them longer. Thread safe.
using ZoneKey = int32_t;
inline constexpr ZoneKey kUtcZone = 0;

// The zone that a text means: "UTC", "Europe/Paris" in any case, "+05:30", "-08", "UTC+1", "Z".
// nullopt when there is none, also when the system has no database of zones. Section "Time zones"
// of https://trino.io/docs/476/language/types.html.
std::optional<ZoneKey> FindZone(std::string_view text);
// The offset of so many minutes east of UTC; nullopt beyond 14 hours.
std::optional<ZoneKey> OffsetZone(int64_t minutes);
// "UTC", "Europe/Paris", "+05:30".
const std::string& ZoneName(ZoneKey zone);

// Offsets of one zone, remembering the last: moments in a column are mostly close to each other.
// Not thread safe; cheap to make.
class ZoneOffsets {
 public:
  explicit ZoneOffsets(ZoneKey zone = kUtcZone) { Use(zone); }
  void Use(ZoneKey zone);
  ZoneKey zone() const { return zone_; }

  // Microseconds since the epoch in UTC → those that a clock on the wall of the zone shows.
  int64_t ToLocal(int64_t utc_micros) { return utc_micros + OffsetAt(utc_micros) * 1'000'000; }
  // Seconds east of UTC.
  int64_t OffsetAt(int64_t utc_micros);
  // The reverse of ToLocal. An hour that comes twice means its first time. One that is left out is
  // nullopt, or with ToUtcLeniently what the offset before it makes of it.
  std::optional<int64_t> ToUtc(int64_t local_micros);
  int64_t ToUtcLeniently(int64_t local_micros);
  // "CEST", for patterns; the offset for zones without one.
  std::string Abbreviation(int64_t utc_micros);

 private:
  ZoneKey zone_ = kUtcZone;
  // The offset holds in [begin, end), seconds.
  int64_t offset_ = 0, begin_ = 0, end_ = 0;
};

}  // namespace tarn::engine::embedded
