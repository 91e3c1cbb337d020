#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tarn::engine::embedded {

// Values out of text and text out of values, as Trino's casts have it
// (https://trino.io/docs/476/functions/conversion.html). Pure and thread safe; nothing is thrown:
// text that is no value is nullopt.

// Digits with a sign, between blanks; nullopt also beyond 64 bits.
std::optional<int64_t> ParseInteger(std::string_view text);
// As Java's Double.parseDouble, without hexadecimal: "1", "1.5e3", "NaN", "-Infinity".
std::optional<double> ParseDouble(std::string_view text);
// "true", "t", "1" and their opposites, in any case.
std::optional<bool> ParseBoolean(std::string_view text);
// The unscaled value of "-12.345", "1e3", rounded half away from zero to `scale` digits; nullopt
// when it has more than `precision` digits.
std::optional<__int128> ParseDecimal(std::string_view text, int precision, int scale);
// Days since 1970-01-01 of "2024-2-9", between blanks.
std::optional<int32_t> ParseDate(std::string_view text);

// Microseconds of the day of "13:04", "13:04:05.678"; more digits are rounded, round midnight.
std::optional<int64_t> ParseTime(std::string_view text);
// The same in picoseconds, which lose no digit.
std::optional<int64_t> ParseTimePicos(std::string_view text);

struct ParsedTimestamp {
  int64_t seconds = 0;    // since the epoch, of the fields as they stand, without regard to zone
  int64_t picos = 0;      // of the second
  std::string_view zone;  // empty: none
};
// "2024-2-9", "2024-02-09 10:00", "2024-02-09 10:00:00.123 Europe/Berlin".
std::optional<ParsedTimestamp> ParseTimestamp(std::string_view text);
// Microseconds since the epoch, rounded half up; nullopt when out of range.
std::optional<int64_t> MicrosOf(const ParsedTimestamp& timestamp);

// "1.0E0", "1.23456789E5", "0E0", "NaN": Trino's cast of a double, or a real, to varchar.
std::string ScientificText(double value);
std::string ScientificText(float value);

}  // namespace tarn::engine::embedded
