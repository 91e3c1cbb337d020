#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::orchestrate {

using Duration = std::chrono::microseconds;

// "500ms", "10s", "5m", "1h30m", "2d", "1w"; a bare number is seconds. Nullopt for anything else,
// zero-length text and more than ten years.
std::optional<Duration> ParseDuration(std::string_view text);

// "1h30m", "2.5s", "350ms": at most two units, exact enough for people.
std::string FormatDuration(Duration duration);

}  // namespace tarn::orchestrate
