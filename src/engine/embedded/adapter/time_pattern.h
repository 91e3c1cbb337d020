#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/embedded/adapter/time_zones.h"

namespace tarn::engine::embedded {

// A pattern of dates and times: MySQL's ("%Y-%m-%d", for date_format and date_parse) or Joda's
// ("yyyy-MM-dd", for format_datetime and parse_datetime); see
// https://trino.io/docs/476/functions/datetime.html. A value; immutable, thread safe.
class TimePattern {
 public:
  // nullopt for a pattern that Trino refuses ("%D", an unknown letter, an empty one); `problem`
  // then tells why.
  static std::optional<TimePattern> MySql(std::string_view pattern, std::string& problem);
  static std::optional<TimePattern> Joda(std::string_view pattern, std::string& problem);

  // The zone that a value is told in, and its moment.
  struct Zone {
    ZoneOffsets* offsets;
    int64_t utc_micros;
  };
  // `micros` since the epoch, on the clock of the zone. nullopt: the pattern has a zone and the
  // value none.
  std::optional<std::string> Format(int64_t micros, const std::optional<Zone>& zone) const;
  struct Parsed {
    int64_t micros = 0;  // since the epoch on the clock of the zone, cut to milliseconds
    std::optional<ZoneKey> zone;
  };
  // nullopt for text that is not of the pattern; `problem` then tells why, in Joda's words.
  std::optional<Parsed> Parse(std::string_view text, std::string& problem) const;

 private:
  enum class Kind {
    kLiteral,
    kEra,
    kCentury,
    kYear,
    kShortYear,
    kWeekYear,
    kMonth,
    kMonthText,
    kDay,
    kDayOfYear,
    kWeek,
    kDayOfWeek,
    kDayOfWeekText,
    kHour,
    kClockHour,
    kHalfHour,
    kHalfClockHour,
    kMinute,
    kSecond,
    kFraction,
    kHalfDay,
    kZoneName,
    kZoneOffset,
    kZoneId
  };
  struct Field {
    Kind kind;
    int width = 0;     // digits at least; letters of a text
    int most = 0;      // digits at most when parsed
    std::string text;  // of a literal
  };
  struct Parts;

  void Add(Kind kind, int width, int most) { fields_.push_back({kind, width, most, {}}); }
  void AddLiteral(std::string_view text);
  bool AddJoda(char letter, int count);
  bool AddMySql(char letter);
  static bool IsNumber(Kind kind);
  // Joda's name for a field, with its values: "monthOfYear must be in the range [1,12]".
  static std::string_view RangeOf(Kind kind);
  static bool ParseField(const Field& field, std::string_view& text, Parts& parts);

  std::vector<Field> fields_;
};

}  // namespace tarn::engine::embedded
