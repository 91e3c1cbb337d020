#include "engine/embedded/adapter/datetime_functions.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "engine/embedded/adapter/civil_fields.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/time_pattern.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/value_text.h"
#include "engine/value.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BinaryExecutor;
using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::FunctionBindExpressionInput;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::string_t;
using duckdb::unique_ptr;
using duckdb::Vector;

using PatternMaker = std::optional<TimePattern> (*)(std::string_view, std::string&);

// Patterns are nearly always the same from row to row.
class PatternCache {
 public:
  PatternCache(PatternMaker make, const char* function) : make_(make), function_(function) {}
  const TimePattern& Get(std::string_view text) {
    if (!pattern_ || text != text_) {
      std::string problem;
      pattern_ = make_(text, problem);
      if (!pattern_) InvalidFunctionArgument(function_, problem);
      text_ = text;
    }
    return *pattern_;
  }

 private:
  const PatternMaker make_;
  const char* const function_;
  std::string text_;
  std::optional<TimePattern> pattern_;
};

duckdb::scalar_function_t FormatKernel(PatternMaker make, const char* function, bool has_zone) {
  return [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    PatternCache patterns(make, function);
    BinaryExecutor::Execute<int64_t, string_t, string_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](int64_t micros, string_t pattern) {
          const auto text = patterns.Get(View(pattern)).Format(micros, has_zone);
          if (!text) InvalidFunctionArgument(function, "the pattern has a zone, the value none");
          return NewString(result, *text);
        });
  };
}

duckdb::scalar_function_t ParseKernel(PatternMaker make, const char* function) {
  return [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    PatternCache patterns(make, function);
    BinaryExecutor::Execute<string_t, string_t, int64_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](string_t text, string_t pattern) {
          const auto micros = patterns.Get(View(pattern)).Parse(View(text));
          if (!micros) {
            InvalidFunctionArgument(
                function, fmt::format("Invalid format: \"{}\"", View(text).substr(0, 200)));
          }
          return *micros;
        });
  };
}

bool HasZone(const LogicalType& type) {
  return type.id() == LogicalTypeId::TIMESTAMP_TZ || IsTimestampTzNs(type);
}

template <bool kJoda>
unique_ptr<Expression> BindFormat(FunctionBindExpressionInput& input) {
  const bool has_zone = HasZone(input.children[0]->return_type);
  const char* name = kJoda ? "format_datetime" : "date_format";
  return CallOwn(
      input.context, std::move(input.children), name,
      {has_zone ? LogicalType::TIMESTAMP_TZ : LogicalType::TIMESTAMP, LogicalType::VARCHAR},
      LogicalType::VARCHAR,
      FormatKernel(kJoda ? TimePattern::Joda : TimePattern::MySql, name, has_zone));
}

// ---- ISO 8601

// "2024-02-29", "2024-060", "2024-W09-4", "2024-02", "2024": days since the epoch.
std::optional<int64_t> IsoDate(std::string_view text) {
  const auto number = [](std::string_view digits) -> int64_t {
    int64_t value = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return digits.empty() ? -1 : value;
  };
  if (text.size() < 4 || number(text.substr(0, 4)) < 0) return std::nullopt;
  const int64_t year = number(text.substr(0, 4));
  std::string_view rest = text.substr(4);
  if (rest.empty()) return DaysOfDate(year, 1, 1);
  if (rest[0] != '-') return std::nullopt;
  rest.remove_prefix(1);
  if (rest.starts_with('W')) {
    const int64_t week = number(rest.substr(1, 2));
    const int64_t day = rest.size() == 3 ? 1 : rest.size() == 5 ? number(rest.substr(4)) : -1;
    if (week < 1 || week > 53 || day < 1 || day > 7) return std::nullopt;
    return DaysOfWeek(year, week) + day - 1;
  }
  if (rest.size() == 3) {
    const int64_t day = number(rest);
    if (day < 1 || day > 366) return std::nullopt;
    return DaysOfDate(year, 1, 1) + day - 1;
  }
  const int64_t month = number(rest.substr(0, 2));
  const int64_t day = rest.size() == 2                     ? 1
                      : rest.size() == 5 && rest[2] == '-' ? number(rest.substr(3))
                                                           : -1;
  if (month < 1 || month > 12 || day < 1 || day > DaysInMonth(year, static_cast<int>(month))) {
    return std::nullopt;
  }
  return DaysOfDate(year, month, day);
}

// Nanoseconds since the epoch of "2024-02-29T13:04:05.678+05:30"; parts may be missing from the
// end.
std::optional<int64_t> IsoTimestamp(std::string_view text) {
  const size_t t = text.find('T');
  const auto days = IsoDate(text.substr(0, t));
  if (!days) return std::nullopt;
  int64_t nanos = 0, offset_minutes = 0;
  if (t != std::string_view::npos) {
    std::string_view time = text.substr(t + 1);
    const size_t zone = time.find_first_of("Z+-");
    if (zone != std::string_view::npos) {
      std::string offset(time.substr(zone));
      if (offset != "Z") {
        offset.erase(std::remove(offset.begin(), offset.end(), ':'), offset.end());
        const auto number = ParseInteger(std::string_view(offset).substr(1));
        if (!number || (offset.size() != 3 && offset.size() != 5)) return std::nullopt;
        const int64_t minutes =
            offset.size() == 3 ? *number * 60 : *number / 100 * 60 + *number % 100;
        offset_minutes = offset[0] == '-' ? -minutes : minutes;
      }
      time = time.substr(0, zone);
    }
    // The reader of timestamps wants minutes.
    std::string padded = "1970-01-01 " + std::string(time) + (time.size() == 2 ? ":00" : "");
    const auto parsed = ParseTimestamp(padded);
    if (!parsed || !parsed->zone.empty()) return std::nullopt;
    nanos = parsed->seconds * 1'000'000'000 + parsed->picos / 1000;
  }
  const int64_t minutes = *days * 1440 - offset_minutes;
  int64_t result = 0;
  if (__builtin_mul_overflow(minutes, int64_t{60'000'000'000}, &result) ||
      __builtin_add_overflow(result, nanos, &result)) {
    return std::nullopt;
  }
  return result;
}

[[noreturn]] void NotIso(const char* function, string_t text) {
  InvalidFunctionArgument(function,
                          fmt::format("Invalid format: \"{}\"", View(text).substr(0, 200)));
}

void FromIsoDate(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, duckdb::date_t>(
      arguments.data[0], result, arguments.size(), [](string_t text) {
        const auto days = IsoDate(View(text));
        if (!days) NotIso("from_iso8601_date", text);
        return duckdb::date_t(static_cast<int32_t>(*days));
      });
}

template <bool kNanos>
void FromIsoTimestamp(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, int64_t>(
      arguments.data[0], result, arguments.size(), [](string_t text) {
        const auto nanos = IsoTimestamp(View(text));
        if (!nanos) NotIso("from_iso8601_timestamp", text);
        if (kNanos) return *nanos;
        constexpr int64_t kNanosPerMilli = 1'000'000;
        const int64_t millis = *nanos / kNanosPerMilli - (*nanos % kNanosPerMilli < 0 ? 1 : 0);
        return millis * 1000;
      });
}

unique_ptr<Expression> BindToIso(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DATE) {
    return CastTo(input.context, std::move(input.children[0]), LogicalType::VARCHAR);
  }
  const bool has_zone = HasZone(type);
  const bool nanos = type.id() == LogicalTypeId::TIMESTAMP_NS;
  const Type shown{TypeKind::kTimestamp, nanos ? 9 : 6, 0, {}, {}};
  auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::UnaryExecutor::Execute<int64_t, string_t>(
        arguments.data[0], result, arguments.size(), [&](int64_t value) {
          std::string text = ToText(Value{value}, shown);
          text[text.find(' ')] = 'T';
          return NewString(result, has_zone ? text + "Z" : text);
        });
  };
  const LogicalType argument = nanos      ? type
                               : has_zone ? LogicalType::TIMESTAMP_TZ
                                          : LogicalType::TIMESTAMP;
  return CallOwn(input.context, std::move(input.children), "to_iso8601", {argument},
                 LogicalType::VARCHAR, kernel);
}

// ---- Unix time

void FromUnixTime(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<double, int64_t>(
      arguments.data[0], result, arguments.size(), [](double seconds) -> int64_t {
        if (std::isnan(seconds)) return 0;
        const double millis = std::floor(seconds * 1000 + 0.5);
        constexpr double kMost = 9.2e15;
        if (!(std::abs(millis) < kMost)) {
          InvalidFunctionArgument("from_unixtime", fmt::format("out of range: {}", seconds));
        }
        return static_cast<int64_t>(millis) * 1000;
      });
}

// ---- fields

// hour, minute, second, millisecond: of times and intervals, not of dates.
template <int64_t kMicros, int64_t kCycle>
unique_ptr<Expression> BindTimeField(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DATE) {
    throw duckdb::BinderException("Unexpected parameters (date) for a function of the time of day");
  }
  if (type.id() == LogicalTypeId::INTERVAL) {
    auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
      duckdb::UnaryExecutor::Execute<duckdb::interval_t, int64_t>(
          arguments.data[0], result, arguments.size(),
          [](duckdb::interval_t value) { return value.micros / kMicros % kCycle; });
    };
    return CallOwn(input.context, std::move(input.children), "time_field", {type},
                   LogicalType::BIGINT, kernel);
  }
  const bool time = type.id() == LogicalTypeId::TIME;
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::UnaryExecutor::Execute<int64_t, int64_t>(
        arguments.data[0], result, arguments.size(), [](int64_t micros) {
          const int64_t units = micros / kMicros - (micros % kMicros < 0 ? 1 : 0);
          return (units % kCycle + kCycle) % kCycle;
        });
  };
  const LogicalType argument = time            ? type
                               : HasZone(type) ? LogicalType::TIMESTAMP_TZ
                                               : LogicalType::TIMESTAMP;
  return CallOwn(input.context, std::move(input.children), "time_field", {argument},
                 LogicalType::BIGINT, kernel);
}

// "42.5ms" as an interval.
duckdb::interval_t ParseDuration(string_t input) {
  static constexpr std::pair<std::string_view, double> kUnits[] = {
      {"ns", 1e-3}, {"us", 1}, {"ms", 1e3}, {"s", 1e6}, {"m", 6e7}, {"h", 3.6e9}, {"d", 8.64e10}};
  std::string_view text = View(input);
  const size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const auto number = ParseDouble(text.substr(0, end));
  while (!text.substr(end).empty() && number) {
    std::string_view name = text.substr(end);
    while (!name.empty() && name[0] == ' ') name.remove_prefix(1);
    for (const auto& [unit, micros] : kUnits) {
      if (name != unit) continue;
      const double millis = std::round(*number * micros / 1000);
      if (!(millis < 9e15)) break;
      return {0, 0, static_cast<int64_t>(millis) * 1000};
    }
    break;
  }
  InvalidFunctionArgument(
      "parse_duration",
      fmt::format("duration is not a valid data duration string: {}", text.substr(0, 200)));
}

void Duration(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, duckdb::interval_t>(arguments.data[0], result,
                                                               arguments.size(), ParseDuration);
}

}  // namespace

void RegisterDateTimeFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR;
  loader.RegisterFunction(BoundLater("tarn_date_format", 2, BindFormat<false>));
  loader.RegisterFunction(BoundLater("tarn_format_datetime", 2, BindFormat<true>));
  loader.RegisterFunction(BoundLater("tarn_to_iso8601", 1, BindToIso));
  loader.RegisterFunction(BoundLater("tarn_hour", 1, BindTimeField<3'600'000'000, 24>));
  loader.RegisterFunction(BoundLater("tarn_minute", 1, BindTimeField<60'000'000, 60>));
  loader.RegisterFunction(BoundLater("tarn_second", 1, BindTimeField<1'000'000, 60>));
  loader.RegisterFunction(BoundLater("tarn_millisecond", 1, BindTimeField<1'000, 1000>));
  RegisterScalar(loader, "tarn_date_parse", {text, text}, LogicalType::TIMESTAMP,
                 ParseKernel(TimePattern::MySql, "date_parse"));
  RegisterScalar(loader, "tarn_parse_datetime", {text, text}, LogicalType::TIMESTAMP_TZ,
                 ParseKernel(TimePattern::Joda, "parse_datetime"));
  RegisterScalar(loader, "tarn_from_iso8601_date", {text}, LogicalType::DATE, FromIsoDate);
  RegisterScalar(loader, "tarn_from_iso8601_timestamp", {text}, LogicalType::TIMESTAMP_TZ,
                 FromIsoTimestamp<false>);
  RegisterScalar(loader, "tarn_from_iso8601_timestamp_nanos", {text}, TimestampTzNs(),
                 FromIsoTimestamp<true>);
  RegisterScalar(loader, "tarn_from_unixtime", {LogicalType::DOUBLE}, LogicalType::TIMESTAMP_TZ,
                 FromUnixTime);
  RegisterScalar(loader, "tarn_parse_duration", {text}, LogicalType::INTERVAL, Duration);
}

}  // namespace tarn::engine::embedded
