#include "engine/embedded/adapter/zone_functions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/common/vector_operations/ternary_executor.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/civil_fields.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/fine_time.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/zoned_time.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

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
using duckdb::UnaryExecutor;
using duckdb::unique_ptr;
using duckdb::Vector;

constexpr int64_t kMicrosPerMinute = 60'000'000;
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kMicrosPerDay = 86'400'000'000;

bool IsMoment(const LogicalType& type) {
  return type.id() == LogicalTypeId::TIMESTAMP_TZ || IsTimestampTzNs(type) ||
         IsZonedTimestamp(type);
}
bool IsTimestampOrDate(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::DATE:
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_SEC:
    case LogicalTypeId::TIMESTAMP_MS:
    case LogicalTypeId::TIMESTAMP_NS:
    case LogicalTypeId::SQLNULL: return true;
    default: return IsMoment(type);
  }
}

[[noreturn]] void WrongType(const char* function, const LogicalType& type) {
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kFunctionNotFound,
                                             "Unexpected parameters (%s) for function %s",
                                             type.ToString(), function);
}

// The digits that a type's values show.
int DigitsOf(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::DATE:
    case LogicalTypeId::TIMESTAMP_SEC: return 0;
    case LogicalTypeId::TIMESTAMP_MS: return 3;
    default: return 6;
  }
}

// Zones are mostly the same from row to row.
class ZoneCache {
 public:
  explicit ZoneCache(const char* function) : function_(function) {}
  ZoneKey Get(std::string_view text) {
    if (!known_ || text != text_) {
      const auto zone = FindZone(text);
      if (!zone) {
        InvalidFunctionArgument(function_, fmt::format("'{}' is not a valid time zone", text));
      }
      known_ = true;
      text_ = text;
      zone_ = *zone;
    }
    return zone_;
  }

 private:
  const char* const function_;
  bool known_ = false;
  std::string text_;
  ZoneKey zone_ = kUtcZone;
};

// One cursor for values of any zones.
ZoneOffsets& Of(ZoneOffsets& offsets, ZoneKey zone) {
  if (offsets.zone() != zone) offsets.Use(zone);
  return offsets;
}

ZoneKey ZoneOfInterval(interval_t interval, const char* function) {
  const int64_t minutes = interval.days * 1440 + interval.micros / kMicrosPerMinute;
  if (interval.months != 0 || interval.micros % kMicrosPerMinute != 0) {
    InvalidFunctionArgument(function,
                            "Invalid time zone offset interval: interval contains seconds");
  }
  const auto zone = OffsetZone(minutes);
  if (!zone) InvalidFunctionArgument(function, fmt::format("Invalid offset minutes {}", minutes));
  return *zone;
}

// What a connection carries: the zone of its session.
class TimeZoneState : public duckdb::ClientContextState {
 public:
  static constexpr const char* kKey = "tarn_time_zone";
  ZoneKey zone = kUtcZone;
};

unique_ptr<Expression> BindSetTimeZone(FunctionBindExpressionInput& input) {
  const std::string text = duckdb::StringValue::Get(
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[0]));
  const auto zone = FindZone(text);
  if (!zone)
    throw DuckErrorOf(base::StandardError::kNotSupported,
                      "Time zone not supported: " + text.substr(0, 100));
  input.context.registered_state->GetOrCreate<TimeZoneState>(TimeZoneState::kKey)->zone = *zone;
  return duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value(ZoneName(*zone)));
}

// ---- literals

unique_ptr<Expression> BindLiteral(FunctionBindExpressionInput& input) {
  const duckdb::Value text =
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[0]);
  const auto moment = ParseZoned(duckdb::StringValue::Get(text), SessionZone(input.context));
  if (!moment) {
    throw DuckErrorOf(
        base::StandardError::kInvalidLiteral,
        "'" + duckdb::StringValue::Get(text).substr(0, 200) + "' is not a valid TIMESTAMP literal");
  }
  duckdb::Value value = duckdb::Value::INTERVAL(EncodeZoned(*moment));
  value.Reinterpret(ZonedTimestamp());
  return duckdb::make_uniq<duckdb::BoundConstantExpression>(std::move(value));
}

// ---- moments and clocks

unique_ptr<Expression> BindInstant(FunctionBindExpressionInput& input) {
  auto child = std::move(input.children[0]);
  const LogicalType type = child->return_type;
  if (type.id() == LogicalTypeId::TIMESTAMP_SEC || type.id() == LogicalTypeId::TIMESTAMP_MS) {
    return CastTo(input.context, std::move(child), LogicalType::TIMESTAMP);
  }
  if (const auto fine = FineTimeOf(type)) {
    return fine->kind == TypeKind::kTimestampWithTimeZone
               ? FineInstant(input.context, std::move(child))
               : std::move(child);
  }
  if (!IsZonedTimestamp(type)) return child;
  return CastTo(input.context, std::move(child), LogicalType::TIMESTAMP_TZ);
}

unique_ptr<Expression> BindLocal(FunctionBindExpressionInput& input) {
  return LocalOf(input.context, std::move(input.children[0]));
}

// A second argument that is the zone's name, or its offset as an interval.
template <typename Body>
unique_ptr<Expression> WithZone(FunctionBindExpressionInput& input, const char* function,
                                const LogicalType& first, Body body) {
  const bool interval = input.children[1]->return_type.id() == LogicalTypeId::INTERVAL;
  auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& result) {
    ZoneOffsets offsets;
    ZoneCache zones(function);
    const auto run = [&](auto zone_of, [[maybe_unused]] auto sample) {
      using Zone = decltype(sample);
      if (first.id() == LogicalTypeId::INTERVAL) {
        BinaryExecutor::Execute<interval_t, Zone, interval_t>(
            arguments.data[0], arguments.data[1], result, arguments.size(),
            [&](interval_t value, Zone zone) {
              return EncodeZoned(body(DecodeZoned(value), zone_of(zone), offsets));
            });
      } else {
        BinaryExecutor::Execute<int64_t, Zone, interval_t>(
            arguments.data[0], arguments.data[1], result, arguments.size(),
            [&](int64_t value, Zone zone) {
              return EncodeZoned(body(ZonedMoment{value, kUtcZone, 6}, zone_of(zone), offsets));
            });
      }
    };
    if (interval) {
      run([&](interval_t zone) { return ZoneOfInterval(zone, function); }, interval_t{});
    } else {
      run([&](string_t zone) { return zones.Get(View(zone)); }, string_t());
    }
  };
  return CallOwn(input.context, std::move(input.children), function,
                 {first, interval ? LogicalType::INTERVAL : LogicalType::VARCHAR}, ZonedTimestamp(),
                 kernel, interval ? "by offset" : "by name");
}

unique_ptr<Expression> BindAtTimeZone(FunctionBindExpressionInput& input) {
  const auto fine = FineTimeOf(input.children[0]->return_type);
  if (fine && fine->kind == TypeKind::kTimestampWithTimeZone &&
      input.children[1]->return_type.id() == LogicalTypeId::VARCHAR) {
    return FineAtTimeZone(input.context, std::move(input.children[0]),
                          std::move(input.children[1]));
  }
  for (auto& child : input.children) child = CoarseTime(input.context, std::move(child));
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::TIME || type.id() == LogicalTypeId::TIME_TZ) {
    return BindTimeAtTimeZone(input);
  }
  if (!IsTimestampOrDate(type)) WrongType("at_timezone", type);
  input.children[0] = ZonedOf(input.context, std::move(input.children[0]));
  return WithZone(input, "at_timezone", ZonedTimestamp(),
                  [](ZonedMoment moment, ZoneKey zone, ZoneOffsets&) {
                    moment.zone = zone;
                    return moment;
                  });
}

unique_ptr<Expression> BindWithTimeZone(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (!IsTimestampOrDate(type) || IsMoment(type)) WrongType("with_timezone", type);
  const int digits = DigitsOf(type);
  return WithZone(input, "with_timezone", LogicalType::TIMESTAMP,
                  [digits](ZonedMoment moment, ZoneKey zone, ZoneOffsets& offsets) {
                    return ZonedMoment{Of(offsets, zone).ToUtcLeniently(moment.micros), zone,
                                       digits};
                  });
}

// ---- now

// When the statement began, in digits of a second that are a constant: 6 at most.
unique_ptr<Expression> Now(FunctionBindExpressionInput& input) {
  duckdb::ClientContext& context = input.context;
  const auto digits = static_cast<int>(
      duckdb::ExpressionExecutor::EvaluateScalar(context, *input.children[0]).GetValue<int64_t>());
  int64_t unit = 1;
  for (int i = digits; i < 6; ++i) unit *= 10;
  auto now = Call(context, "now", {});
  BoundExpressions children;
  children.push_back(std::move(now));
  const ZoneKey zone = SessionZone(context);
  auto kernel = [zone, unit, digits](DataChunk& arguments, ExpressionState&, Vector& result) {
    UnaryExecutor::Execute<int64_t, interval_t>(
        arguments.data[0], result, arguments.size(),
        [&](int64_t micros) { return EncodeZoned({micros - micros % unit, zone, digits}); });
  };
  const std::string same_kernel = fmt::format("of the session, {} digits", digits);
  return CallOwn(context, std::move(children), "current_timestamp", {LogicalType::TIMESTAMP_TZ},
                 ZonedTimestamp(), kernel, same_kernel.c_str());
}

unique_ptr<Expression> BindNow(FunctionBindExpressionInput& input) { return Now(input); }

unique_ptr<Expression> BindCurrentTime(FunctionBindExpressionInput& input) {
  BoundExpressions children;
  children.push_back(Now(input));
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    UnaryExecutor::Execute<interval_t, duckdb::dtime_tz_t>(
        arguments.data[0], result, arguments.size(), [](interval_t value) {
          const ZonedMoment moment = DecodeZoned(value);
          ZoneOffsets offsets(moment.zone);
          const int64_t of_day = offsets.ToLocal(moment.micros) % kMicrosPerDay;
          return duckdb::dtime_tz_t(duckdb::dtime_t(of_day < 0 ? of_day + kMicrosPerDay : of_day),
                                    static_cast<int32_t>(offsets.OffsetAt(moment.micros)));
        });
  };
  return CallOwn(input.context, std::move(children), "current_time", {ZonedTimestamp()},
                 LogicalType::TIME_TZ, kernel);
}

unique_ptr<Expression> BindCurrentTimeZone(FunctionBindExpressionInput& input) {
  return duckdb::make_uniq<duckdb::BoundConstantExpression>(
      duckdb::Value(ZoneName(SessionZone(input.context))));
}

// ---- the zone itself

unique_ptr<Expression> BindTimeZoneName(FunctionBindExpressionInput& input) {
  if (!IsMoment(input.children[0]->return_type)) {
    WrongType("timezone", input.children[0]->return_type);
  }
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    UnaryExecutor::Execute<interval_t, string_t>(
        arguments.data[0], result, arguments.size(),
        [&](interval_t value) { return NewString(result, ZoneName(DecodeZoned(value).zone)); });
  };
  return CallOwn(input.context, std::move(input.children), "timezone", {ZonedTimestamp()},
                 LogicalType::VARCHAR, kernel);
}

template <int64_t kSeconds, int64_t kCycle>
unique_ptr<Expression> BindOffsetPart(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::TIME_TZ) {
    auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
      UnaryExecutor::Execute<duckdb::dtime_tz_t, int64_t>(
          arguments.data[0], result, arguments.size(),
          [](duckdb::dtime_tz_t time) { return time.offset() / kSeconds % kCycle; });
    };
    return CallOwn(input.context, std::move(input.children), "timezone_part", {type},
                   LogicalType::BIGINT, kernel);
  }
  if (!IsMoment(type)) {
    // A date, time or timestamp takes the session's zone; in another one than UTC the translation
    // made it one with zone.
    auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
      UnaryExecutor::Execute<string_t, int64_t>(arguments.data[0], result, arguments.size(),
                                                [](string_t) { return int64_t{0}; });
    };
    return CallOwn(input.context, std::move(input.children), "timezone_part",
                   {LogicalType::VARCHAR}, LogicalType::BIGINT, kernel);
  }
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    ZoneOffsets offsets;
    UnaryExecutor::Execute<interval_t, int64_t>(
        arguments.data[0], result, arguments.size(), [&](interval_t value) {
          const ZonedMoment moment = DecodeZoned(value);
          return Of(offsets, moment.zone).OffsetAt(moment.micros) / kSeconds % kCycle;
        });
  };
  return CallOwn(input.context, std::move(input.children), "timezone_part", {ZonedTimestamp()},
                 LogicalType::BIGINT, kernel);
}

// ---- differences

struct Unit {
  std::string_view name;
  int64_t micros;  // 0: by the calendar
  int64_t months;  // of a unit of the calendar; 0: days
};
constexpr Unit kUnits[] = {{"millisecond", 1000, 0},
                           {"second", kMicrosPerSecond, 0},
                           {"minute", kMicrosPerMinute, 0},
                           {"hour", 60 * kMicrosPerMinute, 0},
                           {"day", kMicrosPerDay, 0},
                           {"week", 7 * kMicrosPerDay, 0},
                           {"month", 0, 1},
                           {"quarter", 0, 3},
                           {"year", 0, 12}};

const Unit& UnitOf(std::string_view text, const char* of, size_t first) {
  const std::string lower = duckdb::StringUtil::Lower(std::string(text.substr(0, 32)));
  for (size_t i = first; i < std::size(kUnits); ++i) {
    if (kUnits[i].name == lower) return kUnits[i];
  }
  InvalidFunctionArgument("date_diff", fmt::format("'{}' is not a valid {} field", text, of));
}

// Whole months from one clock's time to another's: a day that the month lacks is its last.
int64_t MonthsBetween(int64_t from, int64_t to) {
  if (from > to) return -MonthsBetween(to, from);
  const CivilFields a = FieldsOf(from), b = FieldsOf(to);
  int64_t months = (b.year - a.year) * 12 + b.month - a.month;
  const auto of_day = [](int64_t micros) {
    return (micros % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay;
  };
  const int day = std::min(a.day, DaysInMonth(b.year, b.month));
  if (day > b.day || (day == b.day && of_day(from) > of_day(to))) --months;
  return months;
}

// As Joda has it: backwards from the earlier one's day, cut to what its month has.
int64_t UnitsBetween(const Unit& unit, int64_t from, int64_t to) {
  if (unit.months > 0) return MonthsBetween(from, to) / unit.months;
  int64_t difference = 0;
  if (__builtin_sub_overflow(to, from, &difference)) {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "date_diff: the difference is out of range");
  }
  return difference / unit.micros;
}

// By the moments of a day in UTC.
void ZonedTimeDifference(DataChunk& arguments, ExpressionState&, Vector& result) {
  const auto utc = [](duckdb::dtime_tz_t time) {
    const int64_t micros = time.time().micros - time.offset() * kMicrosPerSecond;
    return (micros % kMicrosPerDay + kMicrosPerDay) % kMicrosPerDay;
  };
  duckdb::TernaryExecutor::Execute<string_t, duckdb::dtime_tz_t, duckdb::dtime_tz_t, int64_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [&](string_t name, duckdb::dtime_tz_t from, duckdb::dtime_tz_t to) {
        const Unit& unit = UnitOf(View(name), "TIME", 0);
        if (unit.micros == 0 || unit.micros >= kMicrosPerDay) {
          InvalidFunctionArgument("date_diff",
                                  fmt::format("'{}' is not a valid TIME field", View(name)));
        }
        return UnitsBetween(unit, utc(from), utc(to));
      });
}

unique_ptr<Expression> BindDateDiff(FunctionBindExpressionInput& input) {
  const LogicalType left = input.children[1]->return_type, right = input.children[2]->return_type;
  if (left.id() == LogicalTypeId::TIME || right.id() == LogicalTypeId::TIME) {
    return Call(input.context, "date_sub", std::move(input.children));
  }
  if (left.id() == LogicalTypeId::TIME_TZ || right.id() == LogicalTypeId::TIME_TZ) {
    return CallOwn(input.context, std::move(input.children), "date_diff",
                   {LogicalType::VARCHAR, LogicalType::TIME_TZ, LogicalType::TIME_TZ},
                   LogicalType::BIGINT, ZonedTimeDifference, "of times");
  }
  if (!IsTimestampOrDate(left)) WrongType("date_diff", left);
  if (!IsTimestampOrDate(right)) WrongType("date_diff", right);
  const bool dates = left.id() == LogicalTypeId::DATE && right.id() == LogicalTypeId::DATE;
  const size_t first = dates ? 4 : 0;
  const char* of = dates ? "DATE" : "TIMESTAMP";
  if (!IsMoment(left) && !IsMoment(right)) {
    auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& result) {
      duckdb::TernaryExecutor::Execute<string_t, int64_t, int64_t, int64_t>(
          arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
          [&](string_t unit, int64_t from, int64_t to) {
            return UnitsBetween(UnitOf(View(unit), of, first), from, to);
          });
    };
    return CallOwn(input.context, std::move(input.children), "date_diff",
                   {LogicalType::VARCHAR, LogicalType::TIMESTAMP, LogicalType::TIMESTAMP},
                   LogicalType::BIGINT, kernel, dates ? "of dates" : "of timestamps");
  }
  input.children[1] = ZonedOf(input.context, std::move(input.children[1]));
  input.children[2] = ZonedOf(input.context, std::move(input.children[2]));
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    ZoneOffsets offsets;
    duckdb::TernaryExecutor::Execute<string_t, interval_t, interval_t, int64_t>(
        arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
        [&](string_t name, interval_t from, interval_t to) {
          const Unit& unit = UnitOf(View(name), "TIMESTAMP", 0);
          const ZonedMoment a = DecodeZoned(from), b = DecodeZoned(to);
          if (unit.micros > 0 && unit.micros < kMicrosPerDay) {
            return UnitsBetween(unit, a.micros, b.micros);
          }
          ZoneOffsets& clock = Of(offsets, a.zone);
          const int64_t local = clock.ToLocal(a.micros);
          return UnitsBetween(unit, local, clock.ToLocal(b.micros));
        });
  };
  return CallOwn(input.context, std::move(input.children), "date_diff",
                 {LogicalType::VARCHAR, ZonedTimestamp(), ZonedTimestamp()}, LogicalType::BIGINT,
                 kernel, "of moments");
}

}  // namespace

ZoneKey SessionZone(duckdb::ClientContext& context) {
  const auto state = context.registered_state->Get<TimeZoneState>(TimeZoneState::kKey);
  return state ? state->zone : kUtcZone;
}

unique_ptr<Expression> LocalOf(duckdb::ClientContext& context, unique_ptr<Expression> expression) {
  if (!IsZonedTimestamp(expression->return_type)) return expression;
  BoundExpressions children;
  children.push_back(std::move(expression));
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    ZoneOffsets offsets;
    UnaryExecutor::Execute<interval_t, int64_t>(
        arguments.data[0], result, arguments.size(), [&](interval_t value) {
          const ZonedMoment moment = DecodeZoned(value);
          return Of(offsets, moment.zone).ToLocal(moment.micros);
        });
  };
  return CallOwn(context, std::move(children), "local_time", {ZonedTimestamp()},
                 LogicalType::TIMESTAMP, kernel);
}

unique_ptr<Expression> ZonedOf(duckdb::ClientContext& context, unique_ptr<Expression> expression) {
  const LogicalType type = expression->return_type;
  if (IsZonedTimestamp(type)) return expression;
  if (IsMoment(type)) {
    return CastTo(context, CastTo(context, std::move(expression), LogicalType::TIMESTAMP_TZ),
                  ZonedTimestamp());
  }
  const ZoneKey zone = SessionZone(context);
  const int digits = DigitsOf(type);
  BoundExpressions children;
  children.push_back(std::move(expression));
  auto kernel = [zone, digits](DataChunk& arguments, ExpressionState&, Vector& result) {
    ZoneOffsets offsets(zone);
    UnaryExecutor::Execute<int64_t, interval_t>(
        arguments.data[0], result, arguments.size(),
        [&](int64_t local) { return EncodeZoned({offsets.ToUtcLeniently(local), zone, digits}); });
  };
  return CallOwn(context, std::move(children), "zoned", {LogicalType::TIMESTAMP}, ZonedTimestamp(),
                 kernel, "of the session");
}

void RegisterZoneFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_timestamp_literal", 1, BindLiteral));
  loader.RegisterFunction(TakingFineTimes(
      BoundLater("tarn_instant", 1, BindInstant, NullResult::Of(LogicalType::TIMESTAMP_TZ))));
  loader.RegisterFunction(
      BoundLater("tarn_local", 1, BindLocal, NullResult::Of(LogicalType::TIMESTAMP)));
  loader.RegisterFunction(TakingFineTimes(
      BoundLater("tarn_at_timezone", 2, BindAtTimeZone, NullResult::Of(ZonedTimestamp()))));
  loader.RegisterFunction(
      BoundLater("tarn_with_timezone", 2, BindWithTimeZone, NullResult::Of(ZonedTimestamp())));
  loader.RegisterFunction(BoundLater("tarn_set_time_zone", 1, BindSetTimeZone));
  loader.RegisterFunction(BoundLater("tarn_now", 1, BindNow));
  loader.RegisterFunction(BoundLater("tarn_current_time", 1, BindCurrentTime));
  loader.RegisterFunction(BoundLater("tarn_current_timezone", 0, BindCurrentTimeZone));
  loader.RegisterFunction(BoundLater("tarn_timezone", 1, BindTimeZoneName));
  loader.RegisterFunction(BoundLater("tarn_timezone_hour", 1, BindOffsetPart<3600, 100>));
  loader.RegisterFunction(BoundLater("tarn_timezone_minute", 1, BindOffsetPart<60, 60>));
  loader.RegisterFunction(
      BoundLater("tarn_date_diff", 3, BindDateDiff, NullResult::Of(LogicalType::BIGINT)));
}

}  // namespace tarn::engine::embedded
