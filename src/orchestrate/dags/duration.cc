#include "orchestrate/dags/duration.h"

#include <charconv>

#include <fmt/format.h>

namespace tarn::orchestrate {
namespace {

std::optional<double> UnitSeconds(std::string_view unit) {
  if (unit == "ms") return 0.001;
  if (unit.empty() || unit == "s") return 1;
  if (unit == "m" || unit == "min") return 60;
  if (unit == "h") return 3600;
  if (unit == "d") return 86400;
  if (unit == "w") return 7 * 86400;
  return std::nullopt;
}

bool IsUnitLetter(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

std::optional<Duration> ParseDuration(std::string_view text) {
  constexpr double kMaxSeconds = 10 * 366 * 86400.0;
  double seconds = 0;
  size_t pos = 0;
  if (text.empty()) return std::nullopt;
  while (pos < text.size()) {
    if (text[pos] == ' ' && pos > 0) {
      ++pos;
      continue;
    }
    if ((text[pos] < '0' || text[pos] > '9') && text[pos] != '.') return std::nullopt;
    double value = 0;
    auto [rest, error] = std::from_chars(text.data() + pos, text.data() + text.size(), value,
                                         std::chars_format::fixed);
    if (error != std::errc() || value < 0) return std::nullopt;
    pos = static_cast<size_t>(rest - text.data());
    size_t end = pos;
    while (end < text.size() && IsUnitLetter(text[end])) ++end;
    auto unit = UnitSeconds(text.substr(pos, end - pos));
    if (!unit) return std::nullopt;
    pos = end;
    seconds += value * *unit;
    if (seconds > kMaxSeconds) return std::nullopt;
  }
  return Duration(static_cast<int64_t>(seconds * 1e6 + 0.5));
}

std::string FormatDuration(Duration duration) {
  double seconds = static_cast<double>(duration.count()) / 1e6;
  if (seconds < 0) return "-" + FormatDuration(-duration);
  if (seconds < 0.9995) return fmt::format("{:.0f}ms", seconds * 1e3);
  if (seconds < 9.995) return fmt::format("{:.2f}s", seconds);
  if (seconds < 59.95) return fmt::format("{:.1f}s", seconds);
  auto whole = static_cast<int64_t>(seconds + 0.5);
  auto two = [](int64_t a, char a_unit, int64_t b, char b_unit) {
    return b == 0 ? fmt::format("{}{}", a, a_unit)
                  : fmt::format("{}{}{:02}{}", a, a_unit, b, b_unit);
  };
  if (whole < 3600) return two(whole / 60, 'm', whole % 60, 's');
  if (whole < 86400) return two(whole / 3600, 'h', whole % 3600 / 60, 'm');
  return two(whole / 86400, 'd', whole % 86400 / 3600, 'h');
}

}  // namespace tarn::orchestrate
