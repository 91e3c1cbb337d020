#include "engine/embedded/quantities.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace tarn::engine::embedded {
namespace {

struct Quantity {
  double number = 0;
  std::string_view unit;
};

std::optional<Quantity> Split(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  Quantity quantity;
  const char* end = text.data() + text.size();
  const auto [rest, error] =
      std::from_chars(text.data(), end, quantity.number, std::chars_format::fixed);
  if (error != std::errc() || !(quantity.number >= 0)) return std::nullopt;
  quantity.unit = std::string_view(rest, static_cast<size_t>(end - rest));
  while (quantity.unit.starts_with(' ')) quantity.unit.remove_prefix(1);
  return quantity;
}

constexpr std::pair<std::string_view, double> kDurations[] = {
    {"ns", 1e-3}, {"us", 1}, {"ms", 1e3}, {"s", 1e6}, {"m", 6e7}, {"h", 3.6e9}, {"d", 8.64e10}};
constexpr double kMaxDurationUs = 100 * 365.25 * 8.64e10;

constexpr std::string_view kSizes[] = {"B", "kB", "MB", "GB", "TB", "PB"};
constexpr double kMaxBytes = 9e18;

// What follows a number: "mb" of "33mb"; empty when there is no number or nothing after it.
std::string UnitOf(std::string_view text) {
  const size_t digits = text.find_first_not_of("0123456789. ");
  if (digits == 0 || digits == std::string_view::npos) return {};
  return std::string(text.substr(digits));
}

}  // namespace

std::optional<std::chrono::microseconds> ParseDuration(std::string_view text) {
  const auto quantity = Split(text);
  if (!quantity) return std::nullopt;
  for (const auto& [unit, us] : kDurations) {
    if (unit != quantity->unit) continue;
    const double value = quantity->number * us;
    if (value > kMaxDurationUs) return std::nullopt;
    return std::chrono::microseconds(static_cast<int64_t>(value));
  }
  return std::nullopt;
}

bool IsDuration(std::string_view text) {
  const auto quantity = Split(text);
  return quantity && std::any_of(std::begin(kDurations), std::end(kDurations),
                                 [&](const auto& unit) { return unit.first == quantity->unit; });
}

std::string DurationFault(std::string_view text) {
  const std::string unit = UnitOf(text);
  if (!unit.empty()) return "Unknown time unit: " + unit;
  return fmt::format("duration is not a valid data duration string: {}", text);
}

std::string FormatDuration(std::chrono::microseconds duration) {
  const auto us = static_cast<double>(duration.count());
  std::string text = fmt::format("{:.2f}us", us);
  for (const auto& [unit, size] : kDurations) {
    if (size >= 1 && us >= size) text = fmt::format("{:.2f}{}", us / size, unit);
  }
  return duration.count() == 0 ? "0.00s" : text;
}

std::optional<int64_t> ParseDataSize(std::string_view text) {
  const auto quantity = Split(text);
  if (!quantity) return std::nullopt;
  double factor = 1;
  for (const std::string_view unit : kSizes) {
    if (unit == quantity->unit) {
      const double bytes = quantity->number * factor;
      if (bytes > kMaxBytes) return std::nullopt;
      return static_cast<int64_t>(bytes);
    }
    factor *= 1024;
  }
  return std::nullopt;
}

std::string DataSizeFault(std::string_view text) {
  const std::string unit = UnitOf(text);
  if (!unit.empty()) return "Unknown unit: " + unit;
  return fmt::format("size is not a valid data size string: {}", text);
}

}  // namespace tarn::engine::embedded
