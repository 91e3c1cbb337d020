#include "engine/embedded/adapter/time_arithmetic.h"

#include <cmath>
#include <limits>

#include "base/standard_error.h"
#include "duckdb/common/types/interval.hpp"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/common/vector_operations/ternary_executor.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/civil_fields.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/java_format.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/zone_functions.h"
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
using duckdb::TernaryExecutor;
using duckdb::unique_ptr;
using duckdb::Vector;

constexpr int64_t kMicrosPerDay = duckdb::Interval::MICROS_PER_DAY;

constexpr std::pair<std::string_view, int64_t> kTimeUnits[] = {
    {"millisecond", 1000},
    {"second", duckdb::Interval::MICROS_PER_SEC},
    {"minute", duckdb::Interval::MICROS_PER_MINUTE},
    {"hour", duckdb::Interval::MICROS_PER_HOUR},
};
// Of the calendar: months, or days.
struct DayUnit {
  std::string_view name;
  int32_t months, days;
};
constexpr DayUnit kDayUnits[] = {
    {"day", 0, 1}, {"week", 0, 7}, {"month", 1, 0}, {"quarter", 3, 0}, {"year", 12, 0}};

[[noreturn]] void NoSuchUnit(const char* function, const std::string& unit, const char* of) {
  InvalidFunctionArgument(function, "'" + unit + "' is not a valid " + of + " field");
}

std::string UnitText(string_t unit) { return duckdb::StringUtil::Lower(unit.GetString()); }

// Microseconds of a unit of time; 0 when it is one of the calendar.
int64_t MicrosOfUnit(const std::string& unit) {
  for (const auto& [known, micros] : kTimeUnits) {
    if (unit == known) return micros;
  }
  return 0;
}

// `of`: what the units are of, for the error of an unknown one.
interval_t Units(const std::string& unit, int64_t count, const char* of) {
  if (const int64_t micros = MicrosOfUnit(unit)) {
    int64_t total = 0;
    if (__builtin_mul_overflow(count, micros, &total)) {
      throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                     "date_add: %d %ss are out of range", count,
                                                     unit);
    }
    return {0, 0, total};
  }
  for (const DayUnit& known : kDayUnits) {
    if (unit != known.name) continue;
    if (count > std::numeric_limits<int32_t>::max() / 12 ||
        count < std::numeric_limits<int32_t>::min() / 12) {
      throw DuckErrorOf(base::StandardError::kGenericInternalError, "integer overflow");
    }
    const auto small = static_cast<int32_t>(count);
    return {small * known.months, small * known.days, 0};
  }
  NoSuchUnit("date_add", unit, of);
}

// ---- date_add

void DateAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, int64_t, duckdb::date_t, duckdb::date_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](string_t name, int64_t count, duckdb::date_t value) {
        const std::string unit = UnitText(name);
        if (MicrosOfUnit(unit) > 0) NoSuchUnit("date_add", unit, "DATE");
        return duckdb::Interval::Add(value, Units(unit, count, "DATE"));
      });
}

void TimestampAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, int64_t, duckdb::timestamp_t, duckdb::timestamp_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](string_t unit, int64_t count, duckdb::timestamp_t value) {
        return duckdb::Interval::Add(value, Units(UnitText(unit), count, "TIMESTAMP"));
      });
}

// Times of day go round midnight, as Trino's do.
duckdb::dtime_t MovedTime(string_t name, int64_t count, duckdb::dtime_t value) {
  const std::string unit = UnitText(name);
  const int64_t micros = MicrosOfUnit(unit);
  if (micros == 0) NoSuchUnit("date_add", unit, "TIME");
  const int64_t within = count % (kMicrosPerDay / micros) * micros;
  const int64_t moved = (value.micros + within) % kMicrosPerDay;
  return duckdb::dtime_t(moved < 0 ? moved + kMicrosPerDay : moved);
}

void TimeAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, int64_t, duckdb::dtime_t, duckdb::dtime_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(), MovedTime);
}

// The clock moves, its zone stays.
void ZonedTimeAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, int64_t, duckdb::dtime_tz_t, duckdb::dtime_tz_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](string_t name, int64_t count, duckdb::dtime_tz_t value) {
        return duckdb::dtime_tz_t(MovedTime(name, count, value.time()), value.offset());
      });
}

// Months and days move the microseconds; what is below them stays.
void NanosecondAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  TernaryExecutor::Execute<string_t, int64_t, int64_t, int64_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](string_t unit, int64_t count, int64_t value) {
        const int64_t below = (value % 1000 + 1000) % 1000;
        const auto moved = duckdb::Interval::Add(duckdb::timestamp_t((value - below) / 1000),
                                                 Units(UnitText(unit), count, "TIMESTAMP"));
        int64_t nanoseconds = 0;
        if (__builtin_mul_overflow(moved.value, int64_t{1000}, &nanoseconds) ||
            __builtin_add_overflow(nanoseconds, below, &nanoseconds)) {
          throw duckdb::OutOfRangeException("date_add: the result is beyond nanoseconds");
        }
        return nanoseconds;
      });
}

// Days and months by the clock of the zone, what is shorter by the moment.
ZonedMoment Moved(ZonedMoment moment, const interval_t& by, ZoneOffsets& offsets) {
  if (by.months == 0 && by.days == 0) {
    if (__builtin_add_overflow(moment.micros, by.micros, &moment.micros)) {
      throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                     "the timestamp is out of range");
    }
    return moment;
  }
  if (offsets.zone() != moment.zone) offsets.Use(moment.zone);
  const duckdb::timestamp_t local(offsets.ToLocal(moment.micros));
  moment.micros = offsets.ToUtcLeniently(duckdb::Interval::Add(local, by).value);
  return moment;
}

void ZonedAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  ZoneOffsets offsets;
  TernaryExecutor::Execute<string_t, int64_t, interval_t, interval_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [&](string_t unit, int64_t count, interval_t value) {
        return EncodeZoned(
            Moved(DecodeZoned(value), Units(UnitText(unit), count, "TIMESTAMP"), offsets));
      });
}

// A function of its last argument, when that is a fine time; null when it is not.
unique_ptr<Expression> OfFineTime(FunctionBindExpressionInput& input, bool keep_rest,
                                  unique_ptr<Expression> (*bind)(FunctionBindExpressionInput&),
                                  size_t at) {
  if (!FineTimeOf(input.children[at]->return_type)) return nullptr;
  return ApplyToFineTime(input.context, std::move(input.children[at]), keep_rest,
                         [&](unique_ptr<Expression> coarse) {
                           input.children[at] = std::move(coarse);
                           return bind(input);
                         });
}

unique_ptr<Expression> BindDateAdd(FunctionBindExpressionInput& input) {
  if (auto added = OfFineTime(input, true, BindDateAdd, 2)) return added;
  LogicalType type = input.children[2]->return_type;
  duckdb::scalar_function_t kernel = TimestampAddKernel;
  if (type.id() == LogicalTypeId::TIME || type.id() == LogicalTypeId::TIME_NS) {
    type = LogicalType::TIME;
    kernel = TimeAddKernel;
  } else if (type.id() == LogicalTypeId::TIME_TZ) {
    kernel = ZonedTimeAddKernel;
  } else if (type.id() == LogicalTypeId::TIMESTAMP_NS) {
    kernel = NanosecondAddKernel;
  } else if (type.id() == LogicalTypeId::DATE) {
    kernel = DateAddKernel;
  } else if (IsZonedTimestamp(type)) {
    kernel = ZonedAddKernel;
  } else if (type.id() != LogicalTypeId::TIMESTAMP_TZ) {
    type = LogicalType::TIMESTAMP;
  }
  return CallOwn(input.context, std::move(input.children), "tarn_date_add",
                 {LogicalType::VARCHAR, LogicalType::BIGINT, type}, type, kernel, "of the type");
}

// ---- date_trunc

// The start of the unit that a clock's time is in.
int64_t Truncated(const std::string& unit, int64_t local, const char* of) {
  const auto down = [](int64_t value, int64_t size) {
    const int64_t rest = value % size;
    return value - (rest < 0 ? rest + size : rest);
  };
  if (const int64_t micros = MicrosOfUnit(unit)) return down(local, micros);
  const CivilFields at = FieldsOf(local);
  const auto day = [](int64_t year, int64_t month) {
    return DaysOfDate(year, month, 1) * kMicrosPerDay;
  };
  if (unit == "day") return down(local, kMicrosPerDay);
  if (unit == "week") {
    return down(local, kMicrosPerDay) - (at.day_of_week - 1) * kMicrosPerDay;
  }
  if (unit == "month") return day(at.year, at.month);
  if (unit == "quarter") return day(at.year, (at.month - 1) / 3 * 3 + 1);
  if (unit == "year") return day(at.year, 1);
  NoSuchUnit("date_trunc", unit, of);
}

void ZonedTruncKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  ZoneOffsets offsets;
  BinaryExecutor::Execute<string_t, interval_t, interval_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](string_t unit, interval_t value) {
        ZonedMoment moment = DecodeZoned(value);
        if (offsets.zone() != moment.zone) offsets.Use(moment.zone);
        const int64_t local = offsets.ToLocal(moment.micros);
        moment.micros = offsets.ToUtcLeniently(Truncated(UnitText(unit), local, "TIMESTAMP"));
        return EncodeZoned(moment);
      });
}

void TimeTruncKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<string_t, int64_t, int64_t>(arguments.data[0], arguments.data[1], result,
                                                      arguments.size(),
                                                      [](string_t name, int64_t micros) {
                                                        const std::string unit = UnitText(name);
                                                        if (MicrosOfUnit(unit) == 0)
                                                          NoSuchUnit("date_trunc", unit, "TIME");
                                                        return Truncated(unit, micros, "TIME");
                                                      });
}

void ZonedTimeTruncKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<string_t, duckdb::dtime_tz_t, duckdb::dtime_tz_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](string_t name, duckdb::dtime_tz_t value) {
        const std::string unit = UnitText(name);
        if (MicrosOfUnit(unit) == 0) NoSuchUnit("date_trunc", unit, "TIME");
        const duckdb::dtime_t clock(Truncated(unit, value.time().micros, "TIME"));
        return duckdb::dtime_tz_t(clock, value.offset());
      });
}

bool IsKnownUnit(const std::string& unit, bool times) {
  if (times && MicrosOfUnit(unit) > 0) return true;
  for (const DayUnit& known : kDayUnits) {
    if (unit == known.name) return true;
  }
  return false;
}

// Columns keep DuckDB's function, whose comparisons leave out files (time_functions.h).
unique_ptr<Expression> BindDateTrunc(FunctionBindExpressionInput& input) {
  if (auto truncated = OfFineTime(input, false, BindDateTrunc, 1)) return truncated;
  const LogicalType type = input.children[1]->return_type;
  if (IsZonedTimestamp(type)) {
    return CallOwn(input.context, std::move(input.children), "tarn_date_trunc",
                   {LogicalType::VARCHAR, type}, type, ZonedTruncKernel);
  }
  if (type.id() == LogicalTypeId::TIME) {
    return CallOwn(input.context, std::move(input.children), "tarn_date_trunc",
                   {LogicalType::VARCHAR, type}, type, TimeTruncKernel);
  }
  if (type.id() == LogicalTypeId::TIME_TZ) {
    return CallOwn(input.context, std::move(input.children), "tarn_date_trunc",
                   {LogicalType::VARCHAR, type}, type, ZonedTimeTruncKernel);
  }
  const bool date = type.id() == LogicalTypeId::DATE;
  if (input.children[0]->IsFoldable()) {
    const duckdb::Value unit =
        duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[0]);
    if (!unit.IsNull()) {
      const std::string text = duckdb::StringUtil::Lower(unit.ToString());
      if (!IsKnownUnit(text, !date)) NoSuchUnit("date_trunc", text, date ? "DATE" : "TIMESTAMP");
    }
  }
  auto truncated = Call(input.context, "date_trunc", std::move(input.children), false);
  return date ? CastTo(input.context, std::move(truncated), type) : std::move(truncated);
}

// ---- operators

[[noreturn]] void CannotApply(const LogicalType& left, const char* op, const LogicalType& right) {
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kTypeMismatch,
                                             "Cannot apply operator: %s %s %s", left.ToString(), op,
                                             right.ToString());
}

bool IsInterval(const LogicalType& type) { return IsDayInterval(type) || IsMonthInterval(type); }

template <bool kMinus>
interval_t Signed(interval_t value) {
  if (!kMinus) return value;
  interval_t negated;
  if (__builtin_sub_overflow(0, value.months, &negated.months) ||
      __builtin_sub_overflow(0, value.days, &negated.days) ||
      __builtin_sub_overflow(int64_t{0}, value.micros, &negated.micros)) {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "interval out of range");
  }
  return negated;
}

template <bool kMinus>
void DateIntervalKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<duckdb::date_t, interval_t, duckdb::date_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](duckdb::date_t date, interval_t interval) {
        if (interval.micros % kMicrosPerDay != 0) {
          InvalidFunctionArgument(kMinus ? "-" : "+",
                                  kMinus ? "Cannot subtract hour, minutes or seconds from a date"
                                         : "Cannot add hour, minutes or seconds to a date");
        }
        return duckdb::Interval::Add(date, Signed<kMinus>(interval));
      });
}

// A day of an interval has 24 hours, whatever the clocks do.
template <bool kMinus>
void ZonedIntervalKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  ZoneOffsets offsets;
  BinaryExecutor::Execute<interval_t, interval_t, interval_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](interval_t value, interval_t interval) {
        interval_t by = Signed<kMinus>(interval);
        if (__builtin_add_overflow(by.micros, by.days * kMicrosPerDay, &by.micros)) {
          throw DuckErrorOf<duckdb::OutOfRangeException>(
              base::StandardError::kNumericValueOutOfRange, "the timestamp is out of range");
        }
        by.days = 0;
        return EncodeZoned(Moved(DecodeZoned(value), by, offsets));
      });
}

template <bool kMinus>
unique_ptr<Expression> WithInterval(FunctionBindExpressionInput& input) {
  if (auto moved = OfFineTime(input, true, WithInterval<kMinus>, 0)) return moved;
  const LogicalType type = input.children[0]->return_type, by = input.children[1]->return_type;
  const char* op = kMinus ? "-" : "+";
  if (IsInterval(type)) {
    if (IsMonthInterval(type) != IsMonthInterval(by)) CannotApply(type, op, by);
    for (auto& child : input.children) {
      child = CastTo(input.context, std::move(child), LogicalType::INTERVAL);
    }
    return CastTo(input.context, Call(input.context, op, std::move(input.children), true), type);
  }
  if (type.id() == LogicalTypeId::DATE) {
    return CallOwn(input.context, std::move(input.children), kMinus ? "tarn_subtract" : "tarn_add",
                   {type, LogicalType::INTERVAL}, type, DateIntervalKernel<kMinus>);
  }
  if (IsZonedTimestamp(type)) {
    return CallOwn(input.context, std::move(input.children), kMinus ? "tarn_subtract" : "tarn_add",
                   {type, LogicalType::INTERVAL}, type, ZonedIntervalKernel<kMinus>);
  }
  const bool time = type.id() == LogicalTypeId::TIME || type.id() == LogicalTypeId::TIME_TZ;
  const bool timestamp =
      type.id() == LogicalTypeId::TIMESTAMP || type.id() == LogicalTypeId::TIMESTAMP_NS ||
      type.id() == LogicalTypeId::TIMESTAMP_TZ || type.id() == LogicalTypeId::TIMESTAMP_MS ||
      type.id() == LogicalTypeId::TIMESTAMP_SEC || type.id() == LogicalTypeId::SQLNULL;
  if ((time && IsMonthInterval(by)) || (!time && !timestamp)) CannotApply(type, op, by);
  input.children[1] = CastTo(input.context, std::move(input.children[1]), LogicalType::INTERVAL);
  return Call(input.context, op, std::move(input.children), true);
}

void TimeMinusTime(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<int64_t, int64_t, interval_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](int64_t left, int64_t right) { return interval_t{0, 0, left - right}; });
}

// ---- intervals and numbers

int64_t Scaled(double value) {
  if (!(std::abs(value) < 9.2e18))
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "interval out of range");
  return static_cast<int64_t>(value);
}

template <bool kDivide>
void ScaleKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  const bool months = IsMonthInterval(result.GetType());
  BinaryExecutor::Execute<interval_t, double, interval_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [&](interval_t value, double factor) -> interval_t {
        if (kDivide && factor == 0) {
          InvalidFunctionArgument("/", "Cannot divide by double " + JavaText(factor));
        }
        const auto scale = [&](int64_t units) {
          const auto whole = static_cast<double>(units);
          return Scaled(kDivide ? whole / factor : whole * factor);
        };
        if (months) {
          const int64_t scaled = scale(value.months);
          if (scaled > std::numeric_limits<int32_t>::max() ||
              scaled < std::numeric_limits<int32_t>::min()) {
            throw DuckErrorOf(base::StandardError::kGenericInternalError,
                              "Value %d exceeds MAX_INT for type interval year to month", scaled);
          }
          return {static_cast<int32_t>(scaled), 0, 0};
        }
        const int64_t millis =
            (value.months * 30LL + value.days) * (kMicrosPerDay / 1000) + value.micros / 1000;
        const int64_t scaled = scale(millis);
        const int64_t day = kMicrosPerDay / 1000;
        if (std::abs(scaled / day) > std::numeric_limits<int32_t>::max()) {
          throw DuckErrorOf<duckdb::OutOfRangeException>(
              base::StandardError::kNumericValueOutOfRange, "interval out of range: %d days",
              scaled / day);
        }
        return {0, static_cast<int32_t>(scaled / day), scaled % day * 1000};
      });
}

// An interval's milliseconds.
unique_ptr<Expression> BindToMilliseconds(FunctionBindExpressionInput& input) {
  return Call(input.context, "epoch_ms", std::move(input.children), false);
}

}  // namespace

BoundTime BindTimeSum(FunctionBindExpressionInput& input) {
  if (IsInterval(input.children[0]->return_type) && !IsInterval(input.children[1]->return_type)) {
    std::swap(input.children[0], input.children[1]);
  }
  if (IsInterval(input.children[1]->return_type)) return WithInterval<false>(input);
  for (auto& child : input.children) child = CoarseTime(input.context, std::move(child));
  return nullptr;
}

BoundTime BindTimeDifference(FunctionBindExpressionInput& input) {
  if (IsInterval(input.children[1]->return_type)) return WithInterval<true>(input);
  for (auto& child : input.children) child = CoarseTime(input.context, std::move(child));
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  const bool dates = left.id() == LogicalTypeId::DATE && right.id() == LogicalTypeId::DATE;
  if (left.id() == LogicalTypeId::TIME && right.id() == LogicalTypeId::TIME) {
    return CallOwn(input.context, std::move(input.children), "tarn_subtract", {left, right},
                   LogicalType::INTERVAL, TimeMinusTime);
  }
  if (!dates && !IsZonedTimestamp(left) && !IsZonedTimestamp(right)) return nullptr;
  // date - date is an interval for Trino and a number of days for DuckDB.
  const LogicalType common = dates ? LogicalType::TIMESTAMP : LogicalType::TIMESTAMP_TZ;
  for (auto& child : input.children) {
    if (!dates) child = ZonedOf(input.context, std::move(child));
    child = CastTo(input.context, std::move(child), common);
  }
  return Call(input.context, "-", std::move(input.children), true);
}

BoundTime BindIntervalNegated(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (!IsInterval(type)) return nullptr;
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    duckdb::UnaryExecutor::Execute<interval_t, interval_t>(arguments.data[0], result,
                                                           arguments.size(), Signed<true>);
  };
  return CallOwn(input.context, std::move(input.children), "tarn_negate", {type}, type, kernel);
}

BoundTime BindIntervalScaled(FunctionBindExpressionInput& input, bool divide) {
  if (!divide && IsInterval(input.children[1]->return_type)) {
    std::swap(input.children[0], input.children[1]);
  }
  const LogicalType type = input.children[0]->return_type;
  if (!IsInterval(type)) return nullptr;
  if (!input.children[1]->return_type.IsNumeric()) {
    CannotApply(type, divide ? "/" : "*", input.children[1]->return_type);
  }
  return CallOwn(input.context, std::move(input.children), divide ? "tarn_divide" : "tarn_multiply",
                 {type, LogicalType::DOUBLE}, type,
                 divide ? ScaleKernel<true> : ScaleKernel<false>);
}

void RegisterTimeArithmetic(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const auto add = [&](const char* name, size_t arguments, duckdb::function_bind_expression_t bind,
                       int null) {
    loader.RegisterFunction(
        TakingFineTimes(BoundLater(name, arguments, bind, NullResult::Argument(null))));
  };
  add("tarn_date_add", 3, BindDateAdd, 2);
  add("tarn_date_trunc", 2, BindDateTrunc, 1);
  loader.RegisterFunction(BoundLater("tarn_to_milliseconds", 1, BindToMilliseconds));
}

}  // namespace tarn::engine::embedded
