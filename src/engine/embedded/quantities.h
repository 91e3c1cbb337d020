#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// Durations and sizes as Trino's procedures and properties take them.

// A number, perhaps with a fraction, and one unit: ns, us, ms, s, m, h, d. "7d", "1.5h", "0s".
// Nothing for anything else, negative numbers and more than a hundred years.
std::optional<std::chrono::microseconds> ParseDuration(std::string_view text);
// Whether it is a number and a unit of time, however long.
bool IsDuration(std::string_view text);
// What Trino says of a text that is no duration: "duration is not a valid data duration string: x",
// "Unknown time unit: y".
std::string DurationFault(std::string_view text);
// "7.00d", in the largest unit that is not below 1: as Trino's messages tell it.
std::string FormatDuration(std::chrono::microseconds duration);

// A number, perhaps with a fraction, and one unit: B, kB, MB, GB, TB, PB, each 1,024 times the one
// before. Bytes; nothing for anything else.
std::optional<int64_t> ParseDataSize(std::string_view text);
// What Trino says of a text that is none.
std::string DataSizeFault(std::string_view text);

}  // namespace tarn::engine::embedded
