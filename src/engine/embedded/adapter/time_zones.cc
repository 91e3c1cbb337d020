#include "engine/embedded/adapter/time_zones.h"

#include <algorithm>
#include <cctype>
#include <limits>
#include <map>
#include <stdexcept>
#include <vector>

#include <date/tz.h>
#include <fmt/format.h>

#include "engine/embedded/adapter/civil_fields.h"

namespace tarn::engine::embedded {
namespace {

constexpr int64_t kMostMinutes = 14 * 60;
constexpr ZoneKey kFirstNamed = 2 * kMostMinutes + 1;  // after UTC and the offsets but zero
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kSecondsPerDay = 86'400;
// Compiled databases list their changes up to here; later years go by the rules of an earlier one.
constexpr int64_t kLastListedYear = 2037;

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string OffsetName(int64_t minutes) {
  const int64_t magnitude = minutes < 0 ? -minutes : minutes;
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', magnitude / 60, magnitude % 60);
}

int64_t MinutesOf(ZoneKey offset_zone) {
  if (offset_zone == kUtcZone) return 0;
  const int64_t minutes = offset_zone - 1 - kMostMinutes;
  return minutes >= 0 ? minutes + 1 : minutes;
}

struct Registry {
  std::vector<std::string> names;             // by key
  std::vector<const date::time_zone*> zones;  // of the named ones, by key - kFirstNamed
  std::map<std::string, ZoneKey> keys;        // of named zones, in lower case

  Registry() {
    for (ZoneKey key = 0; key < kFirstNamed; ++key) {
      names.push_back(key == kUtcZone ? "UTC" : OffsetName(MinutesOf(key)));
    }
    try {
      for (const date::time_zone& zone : date::get_tzdb().zones) Add(zone);
    } catch (const std::runtime_error&) {
      // No database of zones on this system: UTC and offsets are what there is.
    }
  }
  void Add(const date::time_zone& zone) {
    keys.emplace(Lower(zone.name()), static_cast<ZoneKey>(names.size()));
    names.emplace_back(zone.name());
    zones.push_back(&zone);
  }
};

const Registry& Zones() {
  static const Registry registry;
  return registry;
}

// "+5", "+05", "+0530", "+05:30".
std::optional<ZoneKey> ParseOffset(std::string_view text) {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  std::string digits(text.substr(1));
  const size_t colon = digits.find(':');
  if (colon != std::string::npos) {
    if (colon == 1) digits.insert(0, "0");
    if (digits.size() != 5 || digits[2] != ':') return std::nullopt;
    digits.erase(2, 1);
  } else if (digits.size() == 1) {
    digits.insert(0, "0");
  }
  if (digits.size() == 2) digits += "00";
  if (digits.size() != 4) return std::nullopt;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
  }
  const int64_t number = std::stoi(digits);
  if (number % 100 > 59) return std::nullopt;
  const int64_t minutes = number / 100 * 60 + number % 100;
  return OffsetZone(text[0] == '-' ? -minutes : minutes);
}

bool MeansUtc(std::string_view name) {
  static constexpr std::string_view kNames[] = {"utc",  "z",         "ut",        "uct", "gmt",
                                                "gmt0", "greenwich", "universal", "zulu"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// A year within the list whose days fall on the same weekdays.
int64_t ListedYear(int64_t year) {
  const auto weekday = [](int64_t y) { return ((DaysOfDate(y, 1, 1) % 7) + 7) % 7; };
  const auto length = [](int64_t y) { return DaysOfDate(y + 1, 1, 1) - DaysOfDate(y, 1, 1); };
  for (int64_t listed = kLastListedYear - 1; listed > kLastListedYear - 29; --listed) {
    if (weekday(listed) == weekday(year) && length(listed) == length(year)) return listed;
  }
  return kLastListedYear - 1;
}

}  // namespace

std::optional<ZoneKey> OffsetZone(int64_t minutes) {
  if (minutes < -kMostMinutes || minutes > kMostMinutes) return std::nullopt;
  if (minutes == 0) return kUtcZone;
  return static_cast<ZoneKey>(minutes + kMostMinutes + (minutes < 0 ? 1 : 0));
}

std::optional<ZoneKey> FindZone(std::string_view text) {
  if (text.empty() || text.size() > 64) return std::nullopt;
  std::string name = Lower(text);
  const auto named = Zones().keys.find(name);
  const std::string_view short_name =
      name.starts_with("etc/") ? std::string_view(name).substr(4) : std::string_view(name);
  if (MeansUtc(short_name)) return kUtcZone;
  if (named != Zones().keys.end()) return named->second;
  std::string_view offset = name;
  for (const std::string_view prefix : {"utc", "gmt", "ut"}) {
    if (!offset.starts_with(prefix)) continue;
    offset.remove_prefix(prefix.size());
    break;
  }
  return ParseOffset(offset);
}

const std::string& ZoneName(ZoneKey zone) {
  const auto& names = Zones().names;
  return names[static_cast<size_t>(zone) < names.size() ? static_cast<size_t>(zone) : 0];
}

void ZoneOffsets::Use(ZoneKey zone) {
  zone_ = zone;
  const bool fixed = zone < kFirstNamed;
  offset_ = fixed ? MinutesOf(zone) * 60 : 0;
  begin_ = fixed ? std::numeric_limits<int64_t>::min() : 0;
  end_ = fixed ? std::numeric_limits<int64_t>::max() : 0;
}

int64_t ZoneOffsets::OffsetAt(int64_t utc_micros) {
  int64_t seconds = utc_micros / kMicrosPerSecond - (utc_micros % kMicrosPerSecond < 0 ? 1 : 0);
  if (seconds >= begin_ && seconds < end_) return offset_;
  const size_t index = static_cast<size_t>(zone_ - kFirstNamed);
  if (index >= Zones().zones.size()) return 0;
  int64_t moved = 0;
  static const int64_t kEndOfList = DaysOfDate(kLastListedYear, 1, 1) * kSecondsPerDay;
  if (seconds >= kEndOfList) {
    const int64_t year = FieldsOf(utc_micros).year;
    moved = (DaysOfDate(year, 1, 1) - DaysOfDate(ListedYear(year), 1, 1)) * kSecondsPerDay;
  }
  const date::sys_info info =
      Zones().zones[index]->get_info(date::sys_seconds(std::chrono::seconds(seconds - moved)));
  offset_ = info.offset.count();
  if (moved == 0) {
    begin_ = info.begin.time_since_epoch().count();
    end_ = std::min<int64_t>(info.end.time_since_epoch().count(), kEndOfList);
  } else {
    begin_ = end_ = 0;
  }
  return offset_;
}

std::optional<int64_t> ZoneOffsets::ToUtc(int64_t local_micros) {
  if (zone_ < kFirstNamed) return local_micros - offset_ * kMicrosPerSecond;
  // Offsets a day before and after are those on either side of any change between.
  constexpr int64_t kDay = kSecondsPerDay * kMicrosPerSecond;
  const int64_t before = OffsetAt(local_micros - kDay), after = OffsetAt(local_micros + kDay);
  for (const int64_t offset : {before, after}) {
    const int64_t utc = local_micros - offset * kMicrosPerSecond;
    if (OffsetAt(utc) == offset) return utc;
  }
  return std::nullopt;
}

int64_t ZoneOffsets::ToUtcLeniently(int64_t local_micros) {
  if (const auto utc = ToUtc(local_micros)) return *utc;
  constexpr int64_t kDay = kSecondsPerDay * kMicrosPerSecond;
  return local_micros - OffsetAt(local_micros - kDay) * kMicrosPerSecond;
}

std::string ZoneOffsets::Abbreviation(int64_t utc_micros) {
  if (zone_ < kFirstNamed) return ZoneName(zone_);
  const int64_t seconds = utc_micros / kMicrosPerSecond;
  const size_t index = static_cast<size_t>(zone_ - kFirstNamed);
  if (index >= Zones().zones.size()) return ZoneName(zone_);
  return Zones().zones[index]->get_info(date::sys_seconds(std::chrono::seconds(seconds))).abbrev;
}

}  // namespace tarn::engine::embedded
