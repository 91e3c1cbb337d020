#include "transform/context/date_time.h"

#include <array>
#include <charconv>
#include <functional>

#include <fmt/format.h>

#include "base/error.h"
#include "jinja/object.h"
#include "transform/context/value_tree.h"

namespace tarn::transform {

namespace {

using jinja::CallArgs;
using jinja::Value;

constexpr int64_t kSecond = 1'000'000;
constexpr int64_t kDay = 86'400 * kSecond;

constexpr std::array<const char*, 7> kDays = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                                 "May",       "June",     "July",     "August",
                                                 "September", "October",  "November", "December"};

int64_t FloorDiv(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// A moment taken apart.
struct Fields {
  int64_t days;
  Civil civil;
  int64_t hour, minute, second, microsecond;
  int weekday;      // 0 is Sunday
  int day_of_year;  // from 1

  explicit Fields(int64_t us) : days(FloorDiv(us, kDay)), civil(CivilFromDays(days)) {
    int64_t rest = us - days * kDay;
    microsecond = rest % kSecond;
    rest /= kSecond;
    second = rest % 60;
    minute = rest / 60 % 60;
    hour = rest / 3600;
    weekday = static_cast<int>(((days + 4) % 7 + 7) % 7);
    day_of_year = static_cast<int>(days - DaysFromCivil(civil.year, 1, 1)) + 1;
  }
  int iso_weekday() const { return weekday == 0 ? 7 : weekday; }
};

struct IsoWeek {
  int64_t year;
  int week;
};

IsoWeek ToIsoWeek(const Fields& f) {
  // The week belongs to the year that its Thursday is in.
  const int64_t thursday = f.days - (f.iso_weekday() - 1) + 3;
  const Civil civil = CivilFromDays(thursday);
  return {civil.year, static_cast<int>((thursday - DaysFromCivil(civil.year, 1, 1)) / 7) + 1};
}

std::string IsoText(int64_t us, bool utc, char separator) {
  const Fields f(us);
  std::string text = fmt::format("{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}", f.civil.year,
                                 f.civil.month, f.civil.day, separator, f.hour, f.minute, f.second);
  if (f.microsecond != 0) text += fmt::format(".{:06}", f.microsecond);
  if (utc) text += "+00:00";
  return text;
}

[[noreturn]] void BadValue(const char* message) {
  throw base::Error(base::ErrorKind::kInvalidArgument, message);
}

int64_t ExpectInt(const Value& value, const char* what) {
  if (value.is_int()) return value.AsInt();
  base::Throw(base::ErrorKind::kInvalidArgument, "{}: an integer is required, got {}", what,
              jinja::Repr(value));
}

int64_t ToDays(const Value& year, const Value& month, const Value& day) {
  const int64_t y = ExpectInt(year, "year"), m = ExpectInt(month, "month"),
                d = ExpectInt(day, "day");
  if (y < 1 || y > 9999) BadValue("year must be in 1..9999");
  if (m < 1 || m > 12) BadValue("month must be in 1..12");
  const int64_t days = DaysFromCivil(y, static_cast<unsigned>(m), 1);
  const int64_t next =
      m == 12 ? DaysFromCivil(y + 1, 1, 1) : DaysFromCivil(y, static_cast<unsigned>(m + 1), 1);
  if (d < 1 || d > next - days) BadValue("day is out of range for month");
  return days + d - 1;
}

class DateObject : public jinja::Object {
 public:
  DateObject(int64_t us, bool is_date, bool utc) : us_(us), is_date_(is_date), utc_(utc) {}
  int64_t microseconds() const { return us_; }

  std::string_view TypeName() const override { return is_date_ ? "date" : "datetime"; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    const Fields f(us_);
    if (name == "year") return Value(f.civil.year);
    if (name == "month") return Value(static_cast<int64_t>(f.civil.month));
    if (name == "day") return Value(static_cast<int64_t>(f.civil.day));
    if (is_date_) return std::nullopt;
    if (name == "hour") return Value(f.hour);
    if (name == "minute") return Value(f.minute);
    if (name == "second") return Value(f.second);
    if (name == "microsecond") return Value(f.microsecond);
    return std::nullopt;
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    const Fields f(us_);
    if (name == "strftime") {
      return Value(StrfTime(us_, utc_, jinja::Str(args.Bind("strftime", {"format"})[0])));
    }
    if (name == "isoformat") {
      const auto bound = args.Bind("isoformat", {{"sep", Value("T")}});
      return Value(is_date_ ? Str() : IsoText(us_, utc_, jinja::Str(bound[0])[0]));
    }
    if (name == "weekday") return Value(f.iso_weekday() - 1);
    if (name == "isoweekday") return Value(f.iso_weekday());
    if (name == "isocalendar") {
      const IsoWeek week = ToIsoWeek(f);
      return Value::Tuple({Value(week.year), Value(week.week), Value(f.iso_weekday())});
    }
    if (name == "toordinal") return Value(f.days + 719163);
    if (name == "date") return MakeDate(f.days);
    if (name == "timestamp") return Value(static_cast<double>(us_) / kSecond);
    if (name == "astimezone") return MakeDateTime(us_, true);
    if (name == "replace") return Replace(f, args);
    // There are no operators on objects: what Python writes as `a - b` and `a + b`.
    if (name == "__sub__" || name == "__add__") {
      const auto other = TimeMicroseconds(args.positional.at(0));
      if (!other) BadValue("expected a timedelta or a datetime");
      return MakeTimeDelta(us_ - *other);
    }
    return Object::CallMethod(name, args);
  }
  std::string Str() const override {
    if (!is_date_) return IsoText(us_, utc_, ' ');
    const Fields f(us_);
    return fmt::format("{:04}-{:02}-{:02}", f.civil.year, f.civil.month, f.civil.day);
  }
  bool Equals(const Object& other) const override {
    const auto* date = dynamic_cast<const DateObject*>(&other);
    return date != nullptr && date->us_ == us_ && date->is_date_ == is_date_;
  }
  size_t Hash() const override { return std::hash<int64_t>()(us_); }

 private:
  Value Replace(const Fields& f, CallArgs& args) const {
    const auto bound = args.Bind("replace", {{"year", Value(f.civil.year)},
                                             {"month", Value(int64_t{f.civil.month})},
                                             {"day", Value(int64_t{f.civil.day})},
                                             {"hour", Value(f.hour)},
                                             {"minute", Value(f.minute)},
                                             {"second", Value(f.second)},
                                             {"microsecond", Value(f.microsecond)},
                                             {"tzinfo", Value()}});
    const int64_t days = ToDays(bound[0], bound[1], bound[2]);
    const int64_t seconds = ExpectInt(bound[3], "hour") * 3600 +
                            ExpectInt(bound[4], "minute") * 60 + ExpectInt(bound[5], "second");
    const bool utc = bound[7].is_undefined() ? utc_ : !bound[7].is_none();
    return Value::Make<DateObject>(
        days * kDay + seconds * kSecond + ExpectInt(bound[6], "microsecond"), is_date_, utc);
  }

  int64_t us_;
  bool is_date_;
  bool utc_;
};

class TimeDeltaObject : public jinja::Object {
 public:
  explicit TimeDeltaObject(int64_t us) : us_(us) {}
  int64_t microseconds() const { return us_; }
  std::string_view TypeName() const override { return "timedelta"; }
  std::optional<Value> GetAttr(std::string_view name) const override {
    const int64_t days = FloorDiv(us_, kDay);
    if (name == "days") return Value(days);
    if (name == "seconds") return Value((us_ - days * kDay) / kSecond);
    if (name == "microseconds") return Value((us_ - days * kDay) % kSecond);
    return std::nullopt;
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "total_seconds") return Value(static_cast<double>(us_) / kSecond);
    return Object::CallMethod(name, args);
  }
  std::string Str() const override {
    const int64_t days = FloorDiv(us_, kDay);
    const int64_t rest = us_ - days * kDay;
    std::string text =
        days == 0 ? "" : fmt::format("{} day{}, ", days, days == 1 || days == -1 ? "" : "s");
    text += fmt::format("{}:{:02}:{:02}", rest / (3600 * kSecond), rest / (60 * kSecond) % 60,
                        rest / kSecond % 60);
    if (rest % kSecond != 0) text += fmt::format(".{:06}", rest % kSecond);
    return text;
  }
  bool Truth() const override { return us_ != 0; }
  bool Equals(const Object& other) const override {
    const auto* delta = dynamic_cast<const TimeDeltaObject*>(&other);
    return delta != nullptr && delta->us_ == us_;
  }
  size_t Hash() const override { return std::hash<int64_t>()(us_); }

 private:
  int64_t us_;
};

Value TimeDelta(CallArgs& args) {
  const auto bound = args.Bind("timedelta", {{"days", Value(0)},
                                             {"seconds", Value(0)},
                                             {"microseconds", Value(0)},
                                             {"milliseconds", Value(0)},
                                             {"minutes", Value(0)},
                                             {"hours", Value(0)},
                                             {"weeks", Value(0)}});
  constexpr std::array<int64_t, 7> kUnits = {kDay,         kSecond,        1,       1000,
                                             60 * kSecond, 3600 * kSecond, 7 * kDay};
  double us = 0;
  for (size_t i = 0; i < kUnits.size(); ++i) {
    if (!bound[i].is_number()) BadValue("timedelta: a number is required");
    const double number = bound[i].is_float()  ? bound[i].AsFloat()
                          : bound[i].is_bool() ? (bound[i].AsBool() ? 1 : 0)
                                               : static_cast<double>(bound[i].AsInt());
    us += number * static_cast<double>(kUnits[i]);
  }
  return MakeTimeDelta(static_cast<int64_t>(us));
}

// datetime.datetime and datetime.date: callable, with class methods.
class DateClass : public jinja::Object {
 public:
  DateClass(bool is_date, int64_t now) : is_date_(is_date), now_(now) {}
  std::string_view TypeName() const override { return "type"; }
  bool callable() const override { return true; }
  Value Call(CallArgs& args) override {
    if (is_date_) {
      const auto bound = args.Bind("date", {"year", "month", "day"});
      return MakeDate(ToDays(bound[0], bound[1], bound[2]));
    }
    const auto bound = args.Bind("datetime", {"year",
                                              "month",
                                              "day",
                                              {"hour", Value(0)},
                                              {"minute", Value(0)},
                                              {"second", Value(0)},
                                              {"microsecond", Value(0)},
                                              {"tzinfo", Value::None()}});
    const int64_t seconds = ExpectInt(bound[3], "hour") * 3600 +
                            ExpectInt(bound[4], "minute") * 60 + ExpectInt(bound[5], "second");
    return MakeDateTime(ToDays(bound[0], bound[1], bound[2]) * kDay + seconds * kSecond +
                            ExpectInt(bound[6], "microsecond"),
                        !bound[7].is_none());
  }
  Value CallMethod(std::string_view name, CallArgs& args) override {
    if (name == "today")
      return is_date_ ? MakeDate(FloorDiv(now_, kDay)) : MakeDateTime(now_, false);
    if (name == "now" || name == "utcnow") {
      return MakeDateTime(now_, !args.positional.empty() || !args.named.empty());
    }
    if (name == "fromisoformat")
      return FromText(jinja::Str(args.Bind("fromisoformat", {"text"})[0]));
    if (name == "strptime") {
      const auto bound = args.Bind("strptime", {"text", "format"});
      const std::string text = jinja::Str(bound[0]), format = jinja::Str(bound[1]);
      if (auto us = StrpTime(text, format)) return MakeDateTime(*us, false);
      base::Throw(base::ErrorKind::kInvalidArgument, "time data '{}' does not match format '{}'",
                  text, format);
    }
    if (name == "fromtimestamp" || name == "utcfromtimestamp") {
      const Value seconds = args.Bind(name, {"timestamp", {"tz", Value::None()}})[0];
      if (!seconds.is_number()) BadValue("fromtimestamp: a number is required");
      const double number =
          seconds.is_float() ? seconds.AsFloat() : static_cast<double>(seconds.AsInt());
      const auto us = static_cast<int64_t>(number * kSecond);
      return is_date_ ? MakeDate(FloorDiv(us, kDay)) : MakeDateTime(us, false);
    }
    if (name == "combine") {
      return MakeDateTime(TimeMicroseconds(args.positional.at(0)).value_or(0), false);
    }
    return Object::CallMethod(name, args);
  }

 private:
  Value FromText(const std::string& text) const {
    for (const char* format :
         {"%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.%f",
          "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"}) {
      if (auto us = StrpTime(text, format)) {
        return is_date_ ? MakeDate(FloorDiv(*us, kDay))
                        : MakeDateTime(*us, std::string_view(format).ends_with("%z"));
      }
    }
    base::Throw(base::ErrorKind::kInvalidArgument, "Invalid isoformat string: '{}'", text);
  }

  bool is_date_;
  int64_t now_;
};

std::string Directive(char directive, const Fields& f, int64_t us, bool utc) {
  switch (directive) {
    case 'Y': return fmt::format("{}", f.civil.year);
    case 'y': return fmt::format("{:02}", f.civil.year % 100);
    case 'm': return fmt::format("{:02}", f.civil.month);
    case 'd': return fmt::format("{:02}", f.civil.day);
    case 'e': return fmt::format("{:2}", f.civil.day);
    case 'H': return fmt::format("{:02}", f.hour);
    case 'I': return fmt::format("{:02}", f.hour % 12 == 0 ? 12 : f.hour % 12);
    case 'M': return fmt::format("{:02}", f.minute);
    case 'S': return fmt::format("{:02}", f.second);
    case 'f': return fmt::format("{:06}", f.microsecond);
    case 'j': return fmt::format("{:03}", f.day_of_year);
    case 'a': return std::string(kDays[static_cast<size_t>(f.weekday)]).substr(0, 3);
    case 'A': return kDays[static_cast<size_t>(f.weekday)];
    case 'b':
    case 'h': return std::string(kMonths[f.civil.month - 1]).substr(0, 3);
    case 'B': return kMonths[f.civil.month - 1];
    case 'p': return f.hour < 12 ? "AM" : "PM";
    case 'z': return utc ? "+0000" : "";
    case 'Z': return utc ? "UTC" : "";
    case 's': return fmt::format("{}", FloorDiv(us, kSecond));
    case 'u': return fmt::format("{}", f.iso_weekday());
    case 'w': return fmt::format("{}", f.weekday);
    case 'U': return fmt::format("{:02}", (f.day_of_year - 1 + 7 - f.weekday) / 7);
    case 'W': return fmt::format("{:02}", (f.day_of_year - 1 + 8 - f.iso_weekday()) / 7);
    case 'V': return fmt::format("{:02}", ToIsoWeek(f).week);
    case 'G': return fmt::format("{}", ToIsoWeek(f).year);
    case 'F': return StrfTime(us, utc, "%Y-%m-%d");
    case 'T': return StrfTime(us, utc, "%H:%M:%S");
    case 'D': return StrfTime(us, utc, "%m/%d/%y");
    case 'c': return StrfTime(us, utc, "%a %b %e %H:%M:%S %Y");
    case 'n': return "\n";
    case 't': return "\t";
    case '%': return "%";
    default: return std::string("%") + directive;
  }
}

// Up to `width` digits.
std::optional<int64_t> TakeNumber(std::string_view* text, size_t width) {
  size_t length = 0;
  while (length < width && length < text->size() && (*text)[length] >= '0' &&
         (*text)[length] <= '9') {
    ++length;
  }
  int64_t number = 0;
  if (length == 0) return std::nullopt;
  std::from_chars(text->data(), text->data() + length, number);
  text->remove_prefix(length);
  return number;
}

}  // namespace

int64_t DaysFromCivil(int64_t year, unsigned month, unsigned day) {
  // Howard Hinnant's algorithm: eras of 400 years that begin in March.
  year -= month <= 2 ? 1 : 0;
  const int64_t era = FloorDiv(year, 400);
  const auto year_of_era = static_cast<unsigned>(year - era * 400);
  const unsigned day_of_year = (153 * (month + (month > 2 ? -3u : 9u)) + 2) / 5 + day - 1;
  const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + static_cast<int64_t>(day_of_era) - 719468;
}

Civil CivilFromDays(int64_t days) {
  days += 719468;
  const int64_t era = FloorDiv(days, 146097);
  const auto day_of_era = static_cast<unsigned>(days - era * 146097);
  const unsigned year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const unsigned day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const unsigned shifted = (5 * day_of_year + 2) / 153;
  const unsigned day = day_of_year - (153 * shifted + 2) / 5 + 1;
  const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

Value MakeDate(int64_t days) { return Value::Make<DateObject>(days * kDay, true, false); }

Value MakeDateTime(int64_t microseconds, bool utc) {
  return Value::Make<DateObject>(microseconds, false, utc);
}

Value MakeTimeDelta(int64_t microseconds) { return Value::Make<TimeDeltaObject>(microseconds); }

std::optional<int64_t> TimeMicroseconds(const Value& value) {
  if (const auto* date = value.As<DateObject>()) return date->microseconds();
  if (const auto* delta = value.As<TimeDeltaObject>()) return delta->microseconds();
  return std::nullopt;
}

std::string StrfTime(int64_t microseconds, bool utc, std::string_view format) {
  const Fields fields(microseconds);
  std::string text;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      text += format[i];
    } else {
      text += Directive(format[++i], fields, microseconds, utc);
    }
  }
  return text;
}

std::optional<int64_t> StrpTime(std::string_view text, std::string_view format) {
  int64_t year = 1900, month = 1, day = 1, hour = 0, minute = 0, second = 0, us = 0, offset = 0;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      if (text.empty() || text[0] != format[i]) return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    const char directive = format[++i];
    if (directive == 'b' || directive == 'B') {
      bool found = false;
      for (size_t m = 0; m < kMonths.size() && !found; ++m) {
        const std::string name =
            directive == 'B' ? kMonths[m] : std::string(kMonths[m]).substr(0, 3);
        if (!text.starts_with(name)) continue;
        month = static_cast<int64_t>(m) + 1;
        text.remove_prefix(name.size());
        found = true;
      }
      if (!found) return std::nullopt;
      continue;
    }
    if (directive == 'z') {
      if (text.starts_with("Z")) {
        text.remove_prefix(1);
        continue;
      }
      if (text.size() < 5 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
      const int64_t sign = text[0] == '-' ? -1 : 1;
      text.remove_prefix(1);
      const auto hours = TakeNumber(&text, 2);
      if (text.starts_with(":")) text.remove_prefix(1);
      const auto minutes = TakeNumber(&text, 2);
      if (!hours || !minutes) return std::nullopt;
      offset = sign * (*hours * 60 + *minutes);
      continue;
    }
    const size_t before = text.size();
    const auto number = TakeNumber(&text, directive == 'Y' ? 4 : directive == 'f' ? 6 : 2);
    if (!number) return std::nullopt;
    switch (directive) {
      case 'Y': year = *number; break;
      case 'm': month = *number; break;
      case 'd': day = *number; break;
      case 'H': hour = *number; break;
      case 'M': minute = *number; break;
      case 'S': second = *number; break;
      case 'f': {
        us = *number;
        for (size_t digits = before - text.size(); digits < 6; ++digits) us *= 10;
        break;
      }
      case 'y': year = *number + (*number < 69 ? 2000 : 1900); break;
      default: return std::nullopt;
    }
  }
  if (!text.empty() || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 ||
      second > 59) {
    return std::nullopt;
  }
  const int64_t days =
      DaysFromCivil(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (CivilFromDays(days).month != month) return std::nullopt;  // 30 February
  return days * kDay + (hour * 3600 + (minute - offset) * 60 + second) * kSecond + us;
}

Value MakeDateTimeModule(int64_t now_microseconds) {
  Value timezone(jinja::Dict{{"utc", Value("UTC")}});
  return Value(jinja::Dict{{"datetime", Value::Make<DateClass>(false, now_microseconds)},
                           {"date", Value::Make<DateClass>(true, now_microseconds)},
                           {"timedelta", Value::Function("timedelta", TimeDelta)},
                           {"timezone", timezone}});
}

}  // namespace tarn::transform
