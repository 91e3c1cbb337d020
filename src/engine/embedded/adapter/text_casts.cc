#include "engine/embedded/adapter/text_casts.h"

#include <cctype>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "duckdb/common/types/uuid.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/unscaled.h"
#include "engine/embedded/adapter/value_text.h"
#include "engine/embedded/adapter/zone_functions.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::hugeint_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::scalar_function_t;
using duckdb::string_t;
using duckdb::Vector;

// Trino's words: "Cannot cast 'x' to BIGINT", but "Value cannot be cast to date: x".
auto FailOfText(const std::string& type) {
  return [type](string_t text) {
    throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                      fmt::format("Cannot cast '{}' to {}", View(text), type));
  };
}
auto FailOfTime(const std::string& type) {
  return [type](string_t text) {
    throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                      fmt::format("Value cannot be cast to {}: {}", type, View(text)));
  };
}

template <typename T>
scalar_function_t TextToInteger(bool safe, const std::string& type) {
  return UnaryKernel<string_t, T>(
      safe,
      [](string_t text, Vector&) -> std::optional<T> {
        const auto value = ParseInteger(View(text));
        if (!value || *value < std::numeric_limits<T>::min() ||
            *value > std::numeric_limits<T>::max()) {
          return std::nullopt;
        }
        return static_cast<T>(*value);
      },
      FailOfText(type));
}

template <typename T>
scalar_function_t TextToFloat(bool safe, const std::string& type) {
  return UnaryKernel<string_t, T>(
      safe,
      [](string_t text, Vector&) -> std::optional<T> {
        const auto value = ParseDouble(View(text));
        if (!value) return std::nullopt;
        return static_cast<T>(*value);
      },
      FailOfText(type));
}

template <typename T>
scalar_function_t TextToDecimalOf(bool safe, const LogicalType& type) {
  const int precision = duckdb::DecimalType::GetWidth(type);
  const int scale = duckdb::DecimalType::GetScale(type);
  return UnaryKernel<string_t, T>(
      safe,
      [=](string_t text, Vector&) -> std::optional<T> {
        const auto value = ParseDecimal(View(text), precision, scale);
        if (!value) return std::nullopt;
        return Unscaled<T>(*value);
      },
      [=](string_t text) {
        const auto number = ParseDouble(View(text));
        const bool is_number = number && std::isfinite(*number);
        throw DuckErrorOf(
            base::StandardError::kInvalidCastArgument,
            fmt::format("Cannot cast VARCHAR '{}' to DECIMAL({}, {}). {}", View(text), precision,
                        scale, is_number ? "Value too large." : "Value is not a number."));
      });
}

scalar_function_t TextToDecimal(bool safe, const LogicalType& type) {
  switch (type.InternalType()) {
    case duckdb::PhysicalType::INT16: return TextToDecimalOf<int16_t>(safe, type);
    case duckdb::PhysicalType::INT32: return TextToDecimalOf<int32_t>(safe, type);
    case duckdb::PhysicalType::INT64: return TextToDecimalOf<int64_t>(safe, type);
    default: return TextToDecimalOf<hugeint_t>(safe, type);
  }
}

scalar_function_t TextToDate(bool safe) {
  return UnaryKernel<string_t, duckdb::date_t>(
      safe,
      [](string_t text, Vector&) -> std::optional<duckdb::date_t> {
        const auto days = ParseDate(View(text));
        if (!days) return std::nullopt;
        return duckdb::date_t(*days);
      },
      FailOfTime("date"));
}

scalar_function_t TextToTime(bool safe) {
  return UnaryKernel<string_t, duckdb::dtime_t>(
      safe,
      [](string_t text, Vector&) -> std::optional<duckdb::dtime_t> {
        const auto micros = ParseTime(View(text));
        if (!micros) return std::nullopt;
        return duckdb::dtime_t(*micros);
      },
      FailOfTime("time"));
}

scalar_function_t TextToTimestamp(bool safe) {
  return UnaryKernel<string_t, duckdb::timestamp_t>(
      safe,
      [](string_t text, Vector&) -> std::optional<duckdb::timestamp_t> {
        const auto parsed = ParseTimestamp(View(text));
        const auto micros = parsed ? MicrosOf(*parsed) : std::nullopt;
        if (!micros) return std::nullopt;
        return duckdb::timestamp_t(*micros);
      },
      FailOfTime("timestamp"));
}

// Nanoseconds since the epoch, rounded half up.
std::optional<int64_t> NanosOf(const ParsedTimestamp& parsed) {
  int64_t nanos = 0;
  if (__builtin_mul_overflow(parsed.seconds, int64_t{1'000'000'000}, &nanos) ||
      __builtin_add_overflow(nanos, (parsed.picos + 500) / 1000, &nanos)) {
    return std::nullopt;
  }
  return nanos;
}

scalar_function_t TextToTimestampNs(bool safe) {
  return UnaryKernel<string_t, int64_t>(
      safe,
      [](string_t text, Vector&) -> std::optional<int64_t> {
        const auto parsed = ParseTimestamp(View(text));
        return parsed ? NanosOf(*parsed) : std::nullopt;
      },
      FailOfTime("timestamp"));
}

// Hexadecimal digits in five groups of any length, which Java reads.
bool IsLenientUuid(std::string_view text) {
  const auto digit = [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; };
  return std::count(text.begin(), text.end(), '-') == 4 && text.find("--") == text.npos &&
         text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [&](char c) { return c == '-' || digit(c); });
}

scalar_function_t TextToUuid(bool safe) {
  constexpr size_t kLength = 36;
  return UnaryKernel<string_t, hugeint_t>(
      safe,
      [](string_t text, Vector&) -> std::optional<hugeint_t> {
        hugeint_t value;
        const std::string given(View(text));
        if (given.size() != kLength || !duckdb::UUID::FromString(given, value)) return std::nullopt;
        return value;
      },
      [](string_t text) {
        const bool length = text.GetSize() > 0 && IsLenientUuid(View(text));
        throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                          length ? fmt::format("Invalid UUID string length: {}", text.GetSize())
                                 : fmt::format("Cannot cast value to UUID: {}", View(text)));
      });
}

}  // namespace

scalar_function_t TextCast(const LogicalType& target, bool safe) {
  switch (target.id()) {
    case LogicalTypeId::BOOLEAN:
      return UnaryKernel<string_t, bool>(
          safe, [](string_t text, Vector&) { return ParseBoolean(View(text)); },
          FailOfText("BOOLEAN"));
    case LogicalTypeId::TINYINT: return TextToInteger<int8_t>(safe, "TINYINT");
    case LogicalTypeId::SMALLINT: return TextToInteger<int16_t>(safe, "SMALLINT");
    case LogicalTypeId::INTEGER: return TextToInteger<int32_t>(safe, "INT");
    case LogicalTypeId::BIGINT: return TextToInteger<int64_t>(safe, "BIGINT");
    case LogicalTypeId::FLOAT: return TextToFloat<float>(safe, "REAL");
    case LogicalTypeId::DOUBLE: return TextToFloat<double>(safe, "DOUBLE");
    case LogicalTypeId::DECIMAL: return TextToDecimal(safe, target);
    case LogicalTypeId::DATE: return TextToDate(safe);
    case LogicalTypeId::TIME: return TextToTime(safe);
    case LogicalTypeId::TIMESTAMP: return TextToTimestamp(safe);
    case LogicalTypeId::TIMESTAMP_NS:
      return IsTimestampTzNs(target) ? scalar_function_t() : TextToTimestampNs(safe);
    case LogicalTypeId::UUID: return TextToUuid(safe);
    default: return {};
  }
}

scalar_function_t TextToZoned(bool safe, ZoneKey session) {
  return UnaryKernel<string_t, duckdb::interval_t>(
      safe,
      [session](string_t text, Vector&) -> std::optional<duckdb::interval_t> {
        const auto moment = ParseZoned(View(text), session);
        if (!moment) return std::nullopt;
        return EncodeZoned({moment->micros, moment->zone, 6});
      },
      FailOfTime("timestamp"));
}

}  // namespace tarn::engine::embedded
