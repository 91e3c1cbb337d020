#include "engine/embedded/adapter/datetime_functions.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/common/vector_operations/ternary_executor.hpp"
#include "engine/embedded/adapter/civil_fields.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/java_format.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/time_pattern.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/types.h"
#include "engine/embedded/adapter/value_text.h"
#include "engine/embedded/adapter/zone_functions.h"
#include "engine/embedded/adapter/zoned_timestamp.h"
#include "engine/value.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BinaryExecutor;
using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::FunctionBindExpressionInput;
using duckdb::interval_t;
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

duckdb::scalar_function_t FormatKernel(PatternMaker make, const char* function) {
  return [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    PatternCache patterns(make, function);
    BinaryExecutor::Execute<int64_t, string_t, string_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](int64_t micros, string_t pattern) {
          const auto text = patterns.Get(View(pattern)).Format(micros, std::nullopt);
          if (!text) {
            InvalidFunctionArgument(
                function,
                "format_datetime for TIMESTAMP type, cannot use 'Z' nor 'z' in format, as this "
                "type does not contain TZ information");
          }
          return NewString(result, *text);
        });
  };
}

duckdb::scalar_function_t FormatZonedKernel(PatternMaker make, const char* function) {
  return [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    PatternCache patterns(make, function);
    ZoneOffsets offsets;
    BinaryExecutor::Execute<interval_t, string_t, string_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](interval_t value, string_t pattern) {
          const ZonedMoment moment = DecodeZoned(value);
          if (offsets.zone() != moment.zone) offsets.Use(moment.zone);
          const auto text = patterns.Get(View(pattern))
                                .Format(offsets.ToLocal(moment.micros),
                                        TimePattern::Zone{&offsets, moment.micros});
          return NewString(result, *text);
        });
  };
}

TimePattern::Parsed ParseWith(PatternCache& patterns, string_t text, string_t pattern,
                              const char* function) {
  std::string problem;
  const auto parsed = patterns.Get(View(pattern)).Parse(View(text), problem);
  if (!parsed) InvalidFunctionArgument(function, problem);
  return *parsed;
}

void DateParse(DataChunk& arguments, ExpressionState&, Vector& result) {
  PatternCache patterns(TimePattern::MySql, "date_parse");
  BinaryExecutor::Execute<string_t, string_t, int64_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](string_t text, string_t pattern) {
        return ParseWith(patterns, text, pattern, "date_parse").micros;
      });
}

// A text without a zone is in the session's.
unique_ptr<Expression> BindParseDatetime(FunctionBindExpressionInput& input) {
  const ZoneKey session = SessionZone(input.context);
  auto kernel = [session](DataChunk& arguments, ExpressionState&, Vector& result) {
    PatternCache patterns(TimePattern::Joda, "parse_datetime");
    ZoneOffsets offsets;
    BinaryExecutor::Execute<string_t, string_t, interval_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [&](string_t text, string_t pattern) {
          const auto parsed = ParseWith(patterns, text, pattern, "parse_datetime");
          const ZoneKey zone = parsed.zone.value_or(session);
          if (offsets.zone() != zone) offsets.Use(zone);
          return EncodeZoned({offsets.ToUtcLeniently(parsed.micros), zone, 3});
        });
  };
  return CallOwn(input.context, std::move(input.children), "parse_datetime",
                 {LogicalType::VARCHAR, LogicalType::VARCHAR}, ZonedTimestamp(), kernel,
                 "of the session");
}

bool HasZone(const LogicalType& type) {
  return type.id() == LogicalTypeId::TIMESTAMP_TZ || IsTimestampTzNs(type) ||
         IsZonedTimestamp(type);
}

template <bool kJoda>
unique_ptr<Expression> BindFormat(FunctionBindExpressionInput& input) {
  const bool has_zone = HasZone(input.children[0]->return_type);
  const char* name = kJoda ? "format_datetime" : "date_format";
  const PatternMaker make = kJoda ? TimePattern::Joda : TimePattern::MySql;
  if (has_zone) input.children[0] = ZonedOf(input.context, std::move(input.children[0]));
  return CallOwn(input.context, std::move(input.children), name,
                 {has_zone ? ZonedTimestamp() : LogicalType::TIMESTAMP, LogicalType::VARCHAR},
                 LogicalType::VARCHAR,
                 has_zone ? FormatZonedKernel(make, name) : FormatKernel(make, name),
                 has_zone ? "zoned" : "plain");
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

struct IsoTime {
  int64_t nanos = 0;  // since the epoch, of the fields as they stand
  std::optional<ZoneKey> zone;
};

// "2024-02-29T13:04:05.678+05:30"; parts may be missing from the end.
std::optional<IsoTime> IsoTimestamp(std::string_view text) {
  const size_t t = text.find('T');
  const auto days = IsoDate(text.substr(0, t));
  if (!days) return std::nullopt;
  IsoTime result;
  if (t != std::string_view::npos) {
    std::string_view time = text.substr(t + 1);
    const size_t zone = time.find_first_of("Z+-");
    if (zone != std::string_view::npos) {
      const std::string_view offset = time.substr(zone);
      if (offset != "Z" && offset.size() != 3 && offset.size() != 5 && offset.size() != 6) {
        return std::nullopt;
      }
      result.zone = FindZone(offset);
      if (!result.zone) return std::nullopt;
      time = time.substr(0, zone);
    }
    // The reader of timestamps wants minutes.
    std::string padded = "1970-01-01 " + std::string(time) + (time.size() == 2 ? ":00" : "");
    const auto parsed = ParseTimestamp(padded);
    if (!parsed || !parsed->zone.empty()) return std::nullopt;
    result.nanos = parsed->seconds * 1'000'000'000 + parsed->picos / 1000;
  }
  int64_t nanos = 0;
  if (__builtin_mul_overflow(*days, int64_t{86'400'000'000'000}, &nanos) ||
      __builtin_add_overflow(result.nanos, nanos, &result.nanos)) {
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

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

void FromIsoTimestampNanos(DataChunk& arguments, ExpressionState&, Vector& result) {
  constexpr int64_t kNanosPerSecond = 1'000'000'000;
  duckdb::UnaryExecutor::Execute<string_t, int64_t>(
      arguments.data[0], result, arguments.size(), [](string_t text) {
        const auto time = IsoTimestamp(View(text));
        if (!time) NotIso("from_iso8601_timestamp_nanos", text);
        ZoneOffsets offsets(time->zone.value_or(kUtcZone));
        return time->nanos - offsets.OffsetAt(0) * kNanosPerSecond;
      });
}

// Kept in the zone of the text, or the session's.
unique_ptr<Expression> BindFromIsoTimestamp(FunctionBindExpressionInput& input) {
  const ZoneKey session = SessionZone(input.context);
  auto kernel = [session](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::UnaryExecutor::Execute<string_t, interval_t>(
        arguments.data[0], result, arguments.size(), [&](string_t text) {
          const auto time = IsoTimestamp(View(text));
          if (!time) NotIso("from_iso8601_timestamp", text);
          const ZoneKey zone = time->zone.value_or(session);
          const int64_t local = FloorDivide(time->nanos, 1'000'000) * 1000;
          return EncodeZoned({ZoneOffsets(zone).ToUtcLeniently(local), zone, 3});
        });
  };
  return CallOwn(input.context, std::move(input.children), "from_iso8601_timestamp",
                 {LogicalType::VARCHAR}, ZonedTimestamp(), kernel, "of the session");
}

// "Z", "+05:30"
std::string IsoOffset(int64_t seconds) {
  if (seconds == 0) return "Z";
  const int64_t minutes = (seconds < 0 ? -seconds : seconds) / 60;
  return fmt::format("{}{:02}:{:02}", seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string WithT(std::string text) {
  text[text.find(' ')] = 'T';
  return text;
}

void ZonedToIso(DataChunk& arguments, ExpressionState&, Vector& result) {
  ZoneOffsets offsets;
  duckdb::UnaryExecutor::Execute<interval_t, string_t>(
      arguments.data[0], result, arguments.size(), [&](interval_t value) {
        const ZonedMoment moment = DecodeZoned(value);
        if (offsets.zone() != moment.zone) offsets.Use(moment.zone);
        const Type shown{TypeKind::kTimestamp, moment.digits, 0, {}, {}};
        return NewString(result, WithT(ToText(Value{offsets.ToLocal(moment.micros)}, shown)) +
                                     IsoOffset(offsets.OffsetAt(moment.micros)));
      });
}

unique_ptr<Expression> BindToIso(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DATE || type.id() == LogicalTypeId::SQLNULL) {
    return CastTo(input.context, std::move(input.children[0]), LogicalType::VARCHAR);
  }
  if (IsZonedTimestamp(type)) {
    return CallOwn(input.context, std::move(input.children), "to_iso8601", {type},
                   LogicalType::VARCHAR, ZonedToIso);
  }
  const bool has_zone = HasZone(type);
  const bool nanos = type.id() == LogicalTypeId::TIMESTAMP_NS;
  const Type shown{TypeKind::kTimestamp, ToEngineType(type).precision, 0, {}, {}};
  auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::UnaryExecutor::Execute<int64_t, string_t>(
        arguments.data[0], result, arguments.size(), [&](int64_t value) {
          const std::string text = WithT(ToText(Value{value}, shown));
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

int64_t MicrosOfUnixTime(double seconds) {
  if (std::isnan(seconds)) return 0;
  const double millis = std::floor(seconds * 1000 + 0.5);
  constexpr double kMost = 9.2e15;
  if (!(std::abs(millis) < kMost)) {
    // Java's nearest number of milliseconds.
    const int64_t nearest = millis >= 0x1p63    ? std::numeric_limits<int64_t>::max()
                            : millis <= -0x1p63 ? std::numeric_limits<int64_t>::min()
                                                : static_cast<int64_t>(millis);
    InvalidFunctionArgument("from_unixtime", fmt::format("Millis overflow: {}", nearest));
  }
  return static_cast<int64_t>(millis) * 1000;
}

unique_ptr<Expression> BindFromUnixTime(FunctionBindExpressionInput& input) {
  const ZoneKey session = SessionZone(input.context);
  auto kernel = [session](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::UnaryExecutor::Execute<double, interval_t>(
        arguments.data[0], result, arguments.size(),
        [&](double seconds) { return EncodeZoned({MicrosOfUnixTime(seconds), session, 3}); });
  };
  return CallOwn(input.context, std::move(input.children), "from_unixtime", {LogicalType::DOUBLE},
                 ZonedTimestamp(), kernel, "of the session");
}

void FromUnixTimeAtOffset(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::TernaryExecutor::Execute<double, int64_t, int64_t, interval_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](double seconds, int64_t hours, int64_t minutes) {
        const bool small = hours >= -14 && hours <= 14 && minutes >= -840 && minutes <= 840;
        const auto zone = small ? OffsetZone(hours * 60 + minutes) : std::nullopt;
        if (!zone) {
          InvalidFunctionArgument("from_unixtime",
                                  fmt::format("Invalid offset minutes {}", hours * 60 + minutes));
        }
        return EncodeZoned({MicrosOfUnixTime(seconds), *zone, 3});
      });
}

// ---- fields

// hour, minute, second, millisecond; EXTRACT takes them of times and intervals, not of dates.
template <int64_t kMicros, int64_t kCycle, bool kExtract>
unique_ptr<Expression> BindTimeField(FunctionBindExpressionInput& input) {
  input.children[0] = LocalOf(input.context, std::move(input.children[0]));
  if (input.children[0]->return_type.id() == LogicalTypeId::TIME_TZ) {
    input.children[0] = CastTo(input.context, std::move(input.children[0]), LogicalType::TIME);
  }
  const LogicalType type = input.children[0]->return_type;
  if (kExtract && type.id() == LogicalTypeId::DATE) {
    throw DuckErrorOf<duckdb::BinderException>(
        base::StandardError::kTypeMismatch,
        "Type mismatch: Cannot extract a time of day from date");
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
  if (text.empty()) InvalidFunctionArgument("parse_duration", "duration is empty");
  const size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const auto number = ParseDouble(text.substr(0, end));
  while (!text.substr(end).empty() && number) {
    std::string_view name = text.substr(end);
    while (!name.empty() && name[0] == ' ') name.remove_prefix(1);
    bool known = false;
    for (const auto& [unit, micros] : kUnits) {
      if (name != unit) continue;
      known = true;
      const double millis = std::round(*number * micros / 1000);
      if (!(millis < 9e15)) break;
      return {0, 0, static_cast<int64_t>(millis) * 1000};
    }
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    if (!known && std::all_of(name.begin(), name.end(), letter)) {
      InvalidFunctionArgument("parse_duration", fmt::format("Unknown time unit: {}", name));
    }
    break;
  }
  InvalidFunctionArgument("parse_duration",
                          fmt::format("duration is not a valid data duration string: {}", text));
}

void Duration(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<string_t, duckdb::interval_t>(arguments.data[0], result,
                                                               arguments.size(), ParseDuration);
}

// "1 hour, 2 minutes, 42 seconds".
duckdb::Value HumanReadableSeconds(const std::vector<duckdb::Value>& values) {
  static constexpr std::pair<const char*, int64_t> kUnits[] = {
      {"week", 604'800}, {"day", 86'400}, {"hour", 3'600}, {"minute", 60}, {"second", 1}};
  const auto seconds = values[0].GetValue<double>();
  if (!std::isfinite(seconds)) {
    InvalidFunctionArgument("human_readable_seconds",
                            "Invalid argument found: " + JavaText(seconds));
  }
  const double rounded = std::floor(std::abs(seconds) + 0.5);
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  int64_t rest = rounded < 0x1p63 ? static_cast<int64_t>(rounded) : kMost;
  std::string text;
  for (const auto& [unit, size] : kUnits) {
    const int64_t count = rest / size;
    rest %= size;
    if (count == 0) continue;
    text += fmt::format("{}{} {}{}", text.empty() ? "" : ", ", count, unit, count == 1 ? "" : "s");
  }
  return duckdb::Value(text.empty() ? "0 seconds" : text);
}

}  // namespace

void RegisterDateTimeFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const LogicalType text = LogicalType::VARCHAR;
  loader.RegisterFunction(
      BoundLater("tarn_date_format", 2, BindFormat<false>, NullResult::Of(LogicalType::VARCHAR)));
  loader.RegisterFunction(BoundLater("tarn_format_datetime", 2, BindFormat<true>,
                                     NullResult::Of(LogicalType::VARCHAR)));
  loader.RegisterFunction(
      BoundLater("tarn_to_iso8601", 1, BindToIso, NullResult::Of(LogicalType::VARCHAR)));
  loader.RegisterFunction(BoundLater("tarn_hour", 1, BindTimeField<3'600'000'000, 24, false>));
  loader.RegisterFunction(BoundLater("tarn_minute", 1, BindTimeField<60'000'000, 60, false>));
  loader.RegisterFunction(BoundLater("tarn_second", 1, BindTimeField<1'000'000, 60, false>));
  loader.RegisterFunction(BoundLater("tarn_millisecond", 1, BindTimeField<1'000, 1000, false>));
  loader.RegisterFunction(
      BoundLater("tarn_extract_hour", 1, BindTimeField<3'600'000'000, 24, true>));
  loader.RegisterFunction(
      BoundLater("tarn_extract_minute", 1, BindTimeField<60'000'000, 60, true>));
  loader.RegisterFunction(BoundLater("tarn_extract_second", 1, BindTimeField<1'000'000, 60, true>));
  RegisterScalar(loader, "tarn_date_parse", {text, text}, LogicalType::TIMESTAMP, DateParse);
  loader.RegisterFunction(BoundLater("tarn_parse_datetime", 2, BindParseDatetime));
  RegisterScalar(loader, "tarn_from_iso8601_date", {text}, LogicalType::DATE, FromIsoDate);
  loader.RegisterFunction(BoundLater("tarn_from_iso8601_timestamp", 1, BindFromIsoTimestamp));
  RegisterScalar(loader, "tarn_from_iso8601_timestamp_nanos", {text}, TimestampTzNs(),
                 FromIsoTimestampNanos);
  loader.RegisterFunction(BoundLater("tarn_from_unixtime", 1, BindFromUnixTime));
  RegisterScalar(loader, "tarn_from_unixtime_at",
                 {LogicalType::DOUBLE, LogicalType::BIGINT, LogicalType::BIGINT}, ZonedTimestamp(),
                 FromUnixTimeAtOffset);
  RegisterScalar(loader, "tarn_human_readable_seconds", {LogicalType::DOUBLE}, text,
                 RowKernel(HumanReadableSeconds));
  RegisterScalar(loader, "tarn_parse_duration", {text}, LogicalType::INTERVAL, Duration);
}

}  // namespace tarn::engine::embedded
