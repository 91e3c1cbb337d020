#include "engine/embedded/adapter/time_pattern.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "engine/embedded/adapter/civil_fields.h"
#include "engine/embedded/adapter/value_text.h"

namespace tarn::engine::embedded {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
// Two digits of a year mean one of 1970 to 2069.
constexpr int64_t kPivot = 70;

bool StartsIgnoringCase(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) {
           return std::tolower(static_cast<unsigned char>(a)) ==
                  std::tolower(static_cast<unsigned char>(b));
         });
}

// Takes the longest name, or its first three letters, off; its index, or -1.
template <size_t N>
int TakeName(const std::array<std::string_view, N>& names, std::string_view& text) {
  for (const bool whole : {true, false}) {
    for (size_t i = 0; i < N; ++i) {
      const std::string_view name = whole ? names[i] : names[i].substr(0, 3);
      if (!StartsIgnoringCase(text, name)) continue;
      text.remove_prefix(name.size());
      return static_cast<int>(i);
    }
  }
  return -1;
}

// Takes 1 to `most` digits, with a sign where a year may have one.
std::optional<int64_t> TakeNumber(std::string_view& text, int most, bool sign) {
  bool negative = false;
  if (sign && !text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  int64_t value = 0;
  int digits = 0;
  while (digits < most && !text.empty() && std::isdigit(static_cast<unsigned char>(text[0]))) {
    value = value * 10 + (text[0] - '0');
    text.remove_prefix(1);
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  return negative ? -value : value;
}

std::string Number(int64_t value, int width) {
  return value < 0 ? fmt::format("-{:0{}}", -value, width) : fmt::format("{:0{}}", value, width);
}

}  // namespace

// What was read; fields that were not there keep what they are here.
struct TimePattern::Parts {
  std::optional<int64_t> year, month, day, day_of_year, week_year, week, day_of_week, hour,
      half_hour;
  int64_t minute = 0, second = 0, micro = 0;
  bool afternoon = false;
  std::optional<ZoneKey> zone;
};

void TimePattern::AddLiteral(std::string_view text) {
  if (!fields_.empty() && fields_.back().kind == Kind::kLiteral) {
    fields_.back().text += text;
  } else {
    fields_.push_back({Kind::kLiteral, 0, 0, std::string(text)});
  }
}

bool TimePattern::IsNumber(Kind kind) {
  switch (kind) {
    case Kind::kLiteral:
    case Kind::kEra:
    case Kind::kMonthText:
    case Kind::kDayOfWeekText:
    case Kind::kHalfDay:
    case Kind::kZoneName:
    case Kind::kZoneOffset:
    case Kind::kZoneId: return false;
    default: return true;
  }
}

bool TimePattern::AddMySql(char letter) {
  switch (letter) {
    case 'a': Add(Kind::kDayOfWeekText, 3, 0); return true;
    case 'b': Add(Kind::kMonthText, 3, 0); return true;
    case 'c': Add(Kind::kMonth, 1, 2); return true;
    case 'd': Add(Kind::kDay, 2, 2); return true;
    case 'e': Add(Kind::kDay, 1, 2); return true;
    case 'f': Add(Kind::kFraction, 6, 9); return true;
    case 'H': Add(Kind::kHour, 2, 2); return true;
    case 'h':
    case 'I': Add(Kind::kHalfClockHour, 2, 2); return true;
    case 'i': Add(Kind::kMinute, 2, 2); return true;
    case 'j': Add(Kind::kDayOfYear, 3, 3); return true;
    case 'k': Add(Kind::kHour, 1, 2); return true;
    case 'l': Add(Kind::kHalfClockHour, 1, 2); return true;
    case 'M': Add(Kind::kMonthText, 4, 0); return true;
    case 'm': Add(Kind::kMonth, 2, 2); return true;
    case 'p': Add(Kind::kHalfDay, 0, 0); return true;
    case 'S':
    case 's': Add(Kind::kSecond, 2, 2); return true;
    case 'r':
    case 'T':
      Add(letter == 'T' ? Kind::kHour : Kind::kHalfClockHour, 2, 2);
      AddLiteral(":");
      Add(Kind::kMinute, 2, 2);
      AddLiteral(":");
      Add(Kind::kSecond, 2, 2);
      if (letter == 'r') {
        AddLiteral(" ");
        Add(Kind::kHalfDay, 0, 0);
      }
      return true;
    case 'v': Add(Kind::kWeek, 2, 2); return true;
    case 'W': Add(Kind::kDayOfWeekText, 4, 0); return true;
    case 'x': Add(Kind::kWeekYear, 4, 4); return true;
    case 'Y': Add(Kind::kYear, 4, 4); return true;
    case 'y': Add(Kind::kShortYear, 2, 2); return true;
    case 'D':
    case 'U':
    case 'u':
    case 'V':
    case 'w':
    case 'X': return false;
    default: AddLiteral(std::string_view(&letter, 1)); return true;
  }
}

std::optional<TimePattern> TimePattern::MySql(std::string_view pattern, std::string& problem) {
  TimePattern result;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%' || i + 1 == pattern.size()) {
      result.AddLiteral(pattern.substr(i, 1));
    } else if (!result.AddMySql(pattern[++i])) {
      problem = fmt::format("%{} not supported in date format string", pattern[i]);
      return std::nullopt;
    }
  }
  if (!pattern.empty()) return result;
  problem = "Both printing and parsing not supported";
  return std::nullopt;
}

bool TimePattern::AddJoda(char letter, int count) {
  switch (letter) {
    case 'G': Add(Kind::kEra, 0, 0); return true;
    case 'C': Add(Kind::kCentury, count, 9); return true;
    case 'x':
    case 'y':
    case 'Y':
      if (count == 2) {
        Add(letter == 'x' ? Kind::kWeekYear : Kind::kShortYear, 2, 9);
      } else {
        Add(letter == 'x' ? Kind::kWeekYear : Kind::kYear, count, 9);
      }
      return true;
    case 'M': Add(count >= 3 ? Kind::kMonthText : Kind::kMonth, count, 2); return true;
    case 'd': Add(Kind::kDay, count, 2); return true;
    case 'D': Add(Kind::kDayOfYear, count, 3); return true;
    case 'w': Add(Kind::kWeek, count, 2); return true;
    case 'e': Add(Kind::kDayOfWeek, count, 1); return true;
    case 'E': Add(Kind::kDayOfWeekText, count, 0); return true;
    case 'a': Add(Kind::kHalfDay, 0, 0); return true;
    case 'H': Add(Kind::kHour, count, 2); return true;
    case 'k': Add(Kind::kClockHour, count, 2); return true;
    case 'K': Add(Kind::kHalfHour, count, 2); return true;
    case 'h': Add(Kind::kHalfClockHour, count, 2); return true;
    case 'm': Add(Kind::kMinute, count, 2); return true;
    case 's': Add(Kind::kSecond, count, 2); return true;
    case 'S': Add(Kind::kFraction, count, count); return true;
    case 'z': Add(Kind::kZoneName, count, 0); return true;
    case 'Z': Add(count >= 3 ? Kind::kZoneId : Kind::kZoneOffset, count, 0); return true;
    default: return false;
  }
}

std::optional<TimePattern> TimePattern::Joda(std::string_view pattern, std::string& problem) {
  TimePattern result;
  for (size_t i = 0; i < pattern.size();) {
    const char c = pattern[i];
    if (c == '\'') {
      if (i + 1 < pattern.size() && pattern[i + 1] == '\'') {
        result.AddLiteral("'");
        i += 2;
        continue;
      }
      const size_t end = std::min(pattern.find('\'', i + 1), pattern.size());
      result.AddLiteral(pattern.substr(i + 1, end - i - 1));
      i = end + 1;
    } else if (std::isalpha(static_cast<unsigned char>(c))) {
      size_t end = i;
      while (end < pattern.size() && pattern[end] == c && end - i < 100) ++end;
      if (!result.AddJoda(c, static_cast<int>(end - i))) {
        problem = fmt::format("Illegal pattern component: {}", pattern.substr(i, end - i));
        return std::nullopt;
      }
      i = end;
    } else {
      result.AddLiteral(pattern.substr(i++, 1));
    }
  }
  if (pattern.empty()) {
    problem = "Invalid pattern specification: Pattern is null or empty";
    return std::nullopt;
  }
  // A number that another follows at once has the digits that its letters say.
  for (size_t i = 0; i + 1 < result.fields_.size(); ++i) {
    if (IsNumber(result.fields_[i].kind) && IsNumber(result.fields_[i + 1].kind)) {
      result.fields_[i].most = result.fields_[i].width;
    }
  }
  return result;
}

namespace {

// "+0530" for Z, "+05:30" for ZZ.
std::string OffsetText(int64_t seconds, bool colon) {
  const int64_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
  return fmt::format("{}{:02}{}{:02}", seconds < 0 ? '-' : '+', minutes / 60, colon ? ":" : "",
                     minutes % 60);
}

}  // namespace

std::optional<std::string> TimePattern::Format(int64_t micros,
                                               const std::optional<Zone>& zone) const {
  const CivilFields at = FieldsOf(micros);
  const auto name = [](std::string_view text, int width) {
    return width >= 4 ? text : text.substr(0, 3);
  };
  std::string out;
  for (const Field& field : fields_) {
    switch (field.kind) {
      case Kind::kLiteral: out += field.text; break;
      case Kind::kEra: out += at.year > 0 ? "AD" : "BC"; break;
      case Kind::kCentury: out += Number(at.year / 100, field.width); break;
      case Kind::kYear: out += Number(at.year, field.width); break;
      case Kind::kShortYear: out += Number((at.year % 100 + 100) % 100, 2); break;
      case Kind::kWeekYear:
        out += Number(field.width == 2 ? at.week_year % 100 : at.week_year, field.width);
        break;
      case Kind::kMonth: out += Number(at.month, field.width); break;
      case Kind::kMonthText: out += name(kMonths[at.month - 1], field.width); break;
      case Kind::kDay: out += Number(at.day, field.width); break;
      case Kind::kDayOfYear: out += Number(at.day_of_year, field.width); break;
      case Kind::kWeek: out += Number(at.week, field.width); break;
      case Kind::kDayOfWeek: out += Number(at.day_of_week, field.width); break;
      case Kind::kDayOfWeekText: out += name(kWeekdays[at.day_of_week - 1], field.width); break;
      case Kind::kHour: out += Number(at.hour, field.width); break;
      case Kind::kClockHour: out += Number(at.hour == 0 ? 24 : at.hour, field.width); break;
      case Kind::kHalfHour: out += Number(at.hour % 12, field.width); break;
      case Kind::kHalfClockHour: out += Number((at.hour + 11) % 12 + 1, field.width); break;
      case Kind::kMinute: out += Number(at.minute, field.width); break;
      case Kind::kSecond: out += Number(at.second, field.width); break;
      case Kind::kFraction: {
        std::string digits = fmt::format("{:03}", at.micro / 1000);  // Joda knows milliseconds
        digits.resize(static_cast<size_t>(field.width), '0');
        out += digits;
        break;
      }
      case Kind::kHalfDay: out += at.hour < 12 ? "AM" : "PM"; break;
      case Kind::kZoneName:
        if (!zone) return std::nullopt;
        out += zone->offsets->Abbreviation(zone->utc_micros);
        break;
      case Kind::kZoneOffset:
        if (!zone) return std::nullopt;
        out += OffsetText(zone->offsets->OffsetAt(zone->utc_micros), field.width > 1);
        break;
      case Kind::kZoneId:
        if (!zone) return std::nullopt;
        out += ZoneName(zone->offsets->zone());
        break;
    }
  }
  return out;
}

namespace {

// "Z", "+0530", "+05:30", "UTC"; with `names` those of zones as well.
std::optional<ZoneKey> TakeZone(std::string_view& text, bool names) {
  size_t length = 0;
  const auto in_zone = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '/' || c == '+' ||
           c == '-' || c == ':';
  };
  while (length < text.size() && length < 64 && in_zone(text[length])) ++length;
  // The longest that is one.
  for (; length > 0; --length) {
    const std::string_view candidate = text.substr(0, length);
    const bool offset = candidate[0] == '+' || candidate[0] == '-';
    if (!names && !offset && candidate != "Z" && candidate != "UTC") continue;
    if (offset && candidate.size() < 5) continue;
    const auto zone = FindZone(candidate);
    if (!zone) continue;
    text.remove_prefix(length);
    return zone;
  }
  return std::nullopt;
}

}  // namespace

bool TimePattern::ParseField(const Field& field, std::string_view& text, Parts& parts) {
  if (field.kind == Kind::kLiteral) {
    if (!StartsIgnoringCase(text, field.text)) return false;
    text.remove_prefix(field.text.size());
    return true;
  }
  if (field.kind == Kind::kMonthText || field.kind == Kind::kDayOfWeekText) {
    const bool month = field.kind == Kind::kMonthText;
    const int index = month ? TakeName(kMonths, text) : TakeName(kWeekdays, text);
    if (index >= 0) (month ? parts.month : parts.day_of_week) = index + 1;
    return index >= 0;
  }
  if (field.kind == Kind::kHalfDay || field.kind == Kind::kEra) {
    if (text.size() < 2) return false;
    const bool second = StartsIgnoringCase(text, field.kind == Kind::kEra ? "BC" : "PM");
    const bool first = StartsIgnoringCase(text, field.kind == Kind::kEra ? "AD" : "AM");
    if (field.kind == Kind::kHalfDay) parts.afternoon = second;
    text.remove_prefix(2);
    return first || (second && field.kind == Kind::kHalfDay);
  }
  if (field.kind == Kind::kZoneOffset || field.kind == Kind::kZoneId) {
    parts.zone = TakeZone(text, field.kind == Kind::kZoneId);
    return parts.zone.has_value();
  }
  if (field.kind == Kind::kFraction) {
    const size_t before = text.size();
    const auto fraction = TakeNumber(text, std::min(field.most, 9), false);
    if (!fraction) return false;
    int64_t nanos = *fraction;
    for (size_t i = before - text.size(); i < 9; ++i) nanos *= 10;
    parts.micro = nanos / 1'000'000 * 1000;
    return true;
  }
  const bool year = field.kind == Kind::kYear || field.kind == Kind::kWeekYear;
  const size_t before = text.size();
  const auto number = TakeNumber(text, field.most, year);
  if (!number) return false;
  switch (field.kind) {
    case Kind::kYear: parts.year = number; return true;
    case Kind::kShortYear:
      parts.year = before - text.size() != 2 ? *number : *number + (*number < kPivot ? 2000 : 1900);
      return true;
    case Kind::kWeekYear: parts.week_year = number; return true;
    case Kind::kMonth: parts.month = number; return *number >= 1 && *number <= 12;
    case Kind::kDay: parts.day = number; return *number >= 1 && *number <= 31;
    case Kind::kDayOfYear: parts.day_of_year = number; return *number >= 1 && *number <= 366;
    case Kind::kWeek: parts.week = number; return *number >= 1 && *number <= 53;
    case Kind::kDayOfWeek: parts.day_of_week = number; return *number >= 1 && *number <= 7;
    case Kind::kHour: parts.hour = number; return *number <= 23;
    case Kind::kClockHour: parts.hour = *number % 24; return *number >= 1 && *number <= 24;
    case Kind::kHalfHour: parts.half_hour = number; return *number <= 11;
    case Kind::kHalfClockHour: parts.half_hour = *number % 12; return *number >= 1 && *number <= 12;
    case Kind::kMinute: parts.minute = *number; return *number <= 59;
    case Kind::kSecond: parts.second = *number; return *number <= 59;
    default: return false;
  }
}

std::string_view TimePattern::RangeOf(Kind kind) {
  switch (kind) {
    case Kind::kMonth: return "monthOfYear must be in the range [1,12]";
    case Kind::kDay: return "dayOfMonth must be in the range [1,31]";
    case Kind::kDayOfYear: return "dayOfYear must be in the range [1,366]";
    case Kind::kWeek: return "weekOfWeekyear must be in the range [1,53]";
    case Kind::kDayOfWeek: return "dayOfWeek must be in the range [1,7]";
    case Kind::kHour: return "hourOfDay must be in the range [0,23]";
    case Kind::kClockHour: return "clockhourOfDay must be in the range [1,24]";
    case Kind::kHalfHour: return "hourOfHalfday must be in the range [0,11]";
    case Kind::kHalfClockHour: return "clockhourOfHalfday must be in the range [1,12]";
    case Kind::kMinute: return "minuteOfHour must be in the range [0,59]";
    case Kind::kSecond: return "secondOfMinute must be in the range [0,59]";
    default: return {};
  }
}

namespace {

// Where a text is not of its pattern; long texts are cut as Joda does.
std::string Malformed(std::string_view text, size_t at) {
  constexpr size_t kShown = 32;
  const std::string_view kMore = "...";
  std::string shown(text);
  if (text.size() > at + kShown + kMore.size()) {
    shown = std::string(text.substr(0, at + kShown)) + std::string(kMore);
  }
  if (at == 0) return fmt::format("Invalid format: \"{}\"", shown);
  if (at >= text.size()) return fmt::format("Invalid format: \"{}\" is too short", shown);
  return fmt::format("Invalid format: \"{}\" is malformed at \"{}\"", shown, shown.substr(at));
}

}  // namespace

std::optional<TimePattern::Parsed> TimePattern::Parse(std::string_view text,
                                                      std::string& problem) const {
  const std::string_view whole = text;
  Parts parts;
  for (const Field& field : fields_) {
    const std::string_view before = text;
    if (ParseField(field, text, parts)) continue;
    const std::string_view range = RangeOf(field.kind);
    const std::string_view value = before.substr(0, before.size() - text.size());
    if (range.empty() || value.empty()) {
      problem = Malformed(whole, whole.size() - before.size());
      return std::nullopt;
    }
    // What follows may be malformed, which Joda finds first.
    if (problem.empty()) {
      problem = fmt::format("Cannot parse \"{}\": Value {} for {}", whole,
                            ParseInteger(value).value_or(0), range);
    }
  }
  if (!text.empty()) problem = Malformed(whole, whole.size() - text.size());
  if (!problem.empty()) return std::nullopt;
  int64_t days = 0;
  if (parts.week_year || parts.week) {
    days = DaysOfWeek(parts.week_year.value_or(parts.year.value_or(1970)), parts.week.value_or(1)) +
           parts.day_of_week.value_or(1) - 1;
  } else if (parts.day_of_year) {
    days = DaysOfDate(parts.year.value_or(1970), 1, 1) + *parts.day_of_year - 1;
  } else {
    // A day without a year is one of a leap year, as Joda has it.
    const int64_t year = parts.year.value_or(parts.month || parts.day ? 2000 : 1970);
    const int64_t month = parts.month.value_or(1), day = parts.day.value_or(1);
    const int days_in_month = DaysInMonth(year, static_cast<int>(month));
    if (day > days_in_month) {
      problem =
          fmt::format("Cannot parse \"{}\": Value {} for dayOfMonth must be in the range [1,{}]",
                      whole, day, days_in_month);
      return std::nullopt;
    }
    days = DaysOfDate(year, month, day);
  }
  int64_t hour = parts.hour.value_or(0);
  if (parts.half_hour) hour = *parts.half_hour + (parts.afternoon ? 12 : 0);
  const int64_t minutes = days * 1440 + hour * 60 + parts.minute;
  int64_t micros = 0;
  if (__builtin_mul_overflow(minutes, int64_t{60'000'000}, &micros) ||
      __builtin_add_overflow(micros, parts.second * 1'000'000 + parts.micro, &micros)) {
    problem = Malformed(whole, 0);
    return std::nullopt;
  }
  return Parsed{micros, parts.zone};
}

}  // namespace tarn::engine::embedded
