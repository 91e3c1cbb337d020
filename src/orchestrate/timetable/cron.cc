#include "orchestrate/timetable/cron.h"

#include <array>
#include <bit>
#include <cctype>
#include <charconv>

#include <date/tz.h>
#include <fmt/format.h>

#include "base/error.h"
#include "base/suggest.h"

namespace tarn::orchestrate {
namespace {

using base::Error;
using base::ErrorKind;

struct FieldSpec {
  const char* name;
  int min;
  int max;
  std::vector<std::string_view> names;  // names[i] stands for min + i
  const char* expected;
};

const std::array<FieldSpec, 5>& Fields() {
  static const std::array<FieldSpec, 5> fields = {{
      {"minute", 0, 59, {}, "0-59"},
      {"hour", 0, 23, {}, "0-23"},
      {"day of month", 1, 31, {}, "1-31 or L"},
      {"month",
       1,
       12,
       {"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"},
       "1-12 or JAN-DEC"},
      {"day of week",
       0,
       7,
       {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"},
       "0-7 or SUN-SAT, also 5L and 5#2"},
  }};
  return fields;
}

std::string_view Preset(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kPresets[] = {
      {"@hourly", "0 * * * *"},   {"@daily", "0 0 * * *"},   {"@midnight", "0 0 * * *"},
      {"@weekly", "0 0 * * 0"},   {"@monthly", "0 0 1 * *"}, {"@yearly", "0 0 1 1 *"},
      {"@annually", "0 0 1 1 *"},
  };
  for (auto [name, cron] : kPresets) {
    if (name == text) return cron;
  }
  std::vector<std::string> names;
  for (auto [name, cron] : kPresets) names.emplace_back(name);
  throw Error(ErrorKind::kInvalidArgument,
              fmt::format("unknown schedule '{}'{}", text, base::DidYouMean(text, names)),
              "presets are @hourly, @daily, @weekly, @monthly, @yearly");
}

bool EqualsIgnoreCase(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (std::toupper(static_cast<unsigned char>(a[i])) != b[i]) return false;
  }
  return true;
}

template <typename F>
void Split(std::string_view text, char separator, F&& each) {
  while (true) {
    size_t end = text.find(separator);
    each(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

class CronParser {
 public:
  explicit CronParser(std::string_view text) : text_(text) {}

  Cron Parse() {
    std::vector<std::pair<std::string_view, size_t>> words;
    for (size_t i = 0; i < text_.size();) {
      if (std::isspace(static_cast<unsigned char>(text_[i]))) {
        ++i;
        continue;
      }
      size_t end = text_.find_first_of(" \t", i);
      if (end == std::string_view::npos) end = text_.size();
      words.emplace_back(text_.substr(i, end - i), i);
      i = end;
    }
    if (words.size() != 5) {
      throw Error(ErrorKind::kInvalidArgument,
                  fmt::format("a cron expression has 5 fields, got {}: '{}'", words.size(), text_),
                  "minute hour day-of-month month day-of-week, e.g. '0 2 * * *' for 02:00 every "
                  "day");
    }
    uint64_t bits[5];
    for (index_ = 0; index_ < 5; ++index_) {
      std::tie(field_, start_) = words[index_];
      bits[index_] = ParseField();
    }
    cron_.text_ = std::string(text_);
    cron_.minutes_ = bits[0];
    cron_.hours_ = static_cast<uint32_t>(bits[1]);
    cron_.days_ = static_cast<uint32_t>(bits[2]);
    cron_.months_ = static_cast<uint32_t>(bits[3]);
    cron_.weekdays_ = static_cast<uint32_t>(bits[4]);
    if (cron_.weekdays_ & (1U << 7)) cron_.weekdays_ |= 1U;
    cron_.weekdays_ &= 0x7F;
    cron_.day_star_ = words[2].first.front() == '*' || words[2].first.front() == '?';
    cron_.weekday_star_ = words[4].first.front() == '*' || words[4].first.front() == '?';
    cron_.every_hour_ = words[1].first.front() == '*';
    return std::move(cron_);
  }

 private:
  const FieldSpec& spec() const { return Fields()[index_]; }

  [[noreturn]] void Fail(std::string_view item) const {
    throw Error(
        ErrorKind::kInvalidArgument,
        fmt::format("cron field {} ({}) at column {} does not take '{}': '{}'", index_ + 1,
                    spec().name, start_ + 1, item, text_),
        fmt::format("expected {}, *, ranges, lists and steps such as */5", spec().expected));
  }

  std::optional<int> Number(std::string_view text) const {
    for (size_t i = 0; i < spec().names.size(); ++i) {
      if (EqualsIgnoreCase(text, spec().names[i])) return spec().min + static_cast<int>(i);
    }
    int value = 0;
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || rest != text.data() + text.size()) return std::nullopt;
    return value;
  }

  int Value(std::string_view text, std::string_view item) const {
    auto value = Number(text);
    if (!value || *value < spec().min || *value > spec().max) Fail(item);
    return *value;
  }

  // L, 5L and 5#2; false when the item is an ordinary one.
  bool ParseSpecial(std::string_view item) {
    if (index_ == 2 && EqualsIgnoreCase(item, "L")) return cron_.last_day_ = true;
    if (index_ != 4) return false;
    if (size_t hash = item.find('#'); hash != std::string_view::npos) {
      int nth = 0;
      auto tail = item.substr(hash + 1);
      auto [rest, error] = std::from_chars(tail.data(), tail.data() + tail.size(), nth);
      if (error != std::errc() || rest != tail.data() + tail.size() || nth < 1 || nth > 5) {
        Fail(item);
      }
      cron_.nth_weekdays_.push_back({Value(item.substr(0, hash), item) % 7, nth});
      return true;
    }
    if (item.size() > 1 && (item.back() == 'L' || item.back() == 'l')) {
      auto head = item.substr(0, item.size() - 1);
      if (!Number(head)) return false;
      cron_.nth_weekdays_.push_back({Value(head, item) % 7, -1});
      return true;
    }
    return false;
  }

  uint64_t ParseField() {
    uint64_t bits = 0;
    Split(field_, ',', [&](std::string_view item) {
      if (item.empty()) Fail(field_);
      if (!ParseSpecial(item)) bits |= ParseItem(item);
    });
    return bits;
  }

  uint64_t ParseItem(std::string_view item) {
    std::string_view range = item;
    int step = 1;
    bool has_step = false;
    if (size_t slash = item.find('/'); slash != std::string_view::npos) {
      range = item.substr(0, slash);
      auto tail = item.substr(slash + 1);
      auto [rest, error] = std::from_chars(tail.data(), tail.data() + tail.size(), step);
      if (error != std::errc() || rest != tail.data() + tail.size() || step < 1) Fail(item);
      has_step = true;
    }
    const int top = index_ == 4 ? 6 : spec().max;  // 7 is Sunday again: never count it twice
    int low = spec().min, high = top;
    if (range == "?" && (index_ == 2 || index_ == 4)) {
      range = "*";
    }
    if (range != "*") {
      size_t dash = range.find('-');
      low = Value(range.substr(0, dash), item);
      if (dash != std::string_view::npos) {
        high = Value(range.substr(dash + 1), item);
      } else if (!has_step) {
        high = low;
      }
    }
    uint64_t bits = 0;
    const int span = top - spec().min + 1;
    const int end = high >= low ? high : high + span;  // FRI-MON goes over the end
    for (int i = low; i <= end; i += step) {
      int value = i > spec().max ? i - span : i;
      bits |= uint64_t{1} << value;
    }
    return bits;
  }

  std::string_view text_;
  std::string_view field_;
  size_t index_ = 0;
  size_t start_ = 0;
  Cron cron_;
};

Cron Cron::Parse(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) {
    text.remove_suffix(1);
  }
  if (!text.empty() && text.front() == '@') text = Preset(text);
  return CronParser(text).Parse();
}

bool Cron::MatchesDay(int year, unsigned month, unsigned day) const {
  if ((months_ >> month & 1U) == 0) return false;
  date::year_month_day ymd{date::year{year}, date::month{month}, date::day{day}};
  date::sys_days days{ymd};
  unsigned weekday = date::weekday{days}.c_encoding();
  unsigned last = static_cast<unsigned>((ymd.year() / ymd.month() / date::last).day());

  bool by_day = (days_ >> day & 1U) != 0 || (last_day_ && day == last);
  bool by_weekday = (weekdays_ >> weekday & 1U) != 0;
  for (const auto& nth : nth_weekdays_) {
    if (static_cast<unsigned>(nth.weekday) != weekday) continue;
    by_weekday |= nth.nth == -1 ? day + 7 > last : static_cast<int>((day - 1) / 7) + 1 == nth.nth;
  }
  return day_star_ || weekday_star_ ? by_day && by_weekday : by_day || by_weekday;
}

namespace {

const date::time_zone* FindZone(const std::string& zone) {
  try {
    return date::locate_zone(zone);
  } catch (const std::exception&) {
    std::vector<std::string> names;
    try {
      for (const auto& known : date::get_tzdb().zones) names.push_back(known.name());
    } catch (const std::exception&) {
      throw Error(ErrorKind::kFailedPrecondition,
                  fmt::format("this system has no time zone database; needed for '{}'", zone),
                  "install the tzdata package");
    }
    throw Error(ErrorKind::kInvalidArgument,
                fmt::format("unknown time zone '{}'{}", zone, base::DidYouMean(zone, names)),
                "use an IANA name such as UTC or Europe/Berlin");
  }
}

// The instants at which a wall clock in `zone` shows `local`, by the rules of Cron::Next.
std::vector<date::sys_seconds> Instants(const date::time_zone* zone, date::local_seconds local,
                                        bool every_hour) {
  date::local_info info = zone->get_info(local);
  auto at = [&](const date::sys_info& side) {
    return date::sys_seconds{local.time_since_epoch() - side.offset};
  };
  if (info.result == date::local_info::unique) return {at(info.first)};
  if (info.result == date::local_info::ambiguous) {
    if (every_hour) return {at(info.first), at(info.second)};
    return {at(info.first)};
  }
  if (every_hour) return {};
  return {info.first.end};  // skipped: fire when the gap ends
}

}  // namespace

std::optional<base::TimePoint> Cron::Next(base::TimePoint after, const std::string& zone) const {
  // No daylight saving change shifts by more than this, so a local time this far after the best
  // candidate cannot give an earlier instant.
  constexpr auto kMaxShift = std::chrono::hours(3);
  constexpr int kDays = 366 * 100;  // every combination of day, month and weekday has come up

  const date::time_zone* tz = FindZone(zone);
  auto after_seconds = date::floor<std::chrono::seconds>(after);
  date::local_seconds start =
      date::floor<std::chrono::minutes>(tz->to_local(after_seconds)) - kMaxShift;
  std::optional<date::sys_seconds> best;
  date::local_seconds best_local{};
  date::local_days first_day = date::floor<date::days>(start);
  for (int i = 0; i < kDays; ++i) {
    date::local_days day = first_day + date::days{i};
    if (best && day > best_local + kMaxShift) break;
    date::year_month_day ymd{day};
    if (!MatchesDay(int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()})) continue;
    for (int hour = 0; hour < 24; ++hour) {
      if ((hours_ >> hour & 1U) == 0) continue;
      for (int minute = 0; minute < 60; ++minute) {
        if ((minutes_ >> minute & 1U) == 0) continue;
        date::local_seconds local = day + std::chrono::hours(hour) + std::chrono::minutes(minute);
        if (local < start) continue;
        if (best && local > best_local + kMaxShift) return *best;
        for (auto instant : Instants(tz, local, every_hour_)) {
          if (instant > after && (!best || instant < *best)) {
            best = instant;
            best_local = local;
          }
        }
      }
    }
  }
  if (!best) return std::nullopt;
  return *best;
}

void CheckTimeZone(const std::string& zone) { FindZone(zone); }

}  // namespace tarn::orchestrate
