#include "engine/embedded/adapter/time_rounding.h"

#include <algorithm>

#include "base/standard_error.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/zoned_timestamp.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::interval_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::UnaryExecutor;
using duckdb::unique_ptr;
using duckdb::Vector;

constexpr int64_t kMicrosPerDay = 86'400'000'000;

int64_t PowerOfTen(int exponent) {
  int64_t value = 1;
  for (int i = 0; i < exponent; ++i) value *= 10;
  return value;
}

// value / unit, half up.
int64_t DivideHalfUp(int64_t value, int64_t unit) {
  if (unit == 1) return value;
  int64_t quotient = value / unit, rest = value % unit;
  if (rest < 0) {
    --quotient;
    rest += unit;
  }
  return quotient + (rest >= unit - rest ? 1 : 0);
}

int64_t Times(int64_t value, int64_t factor) {
  int64_t product = 0;
  if (__builtin_mul_overflow(value, factor, &product)) {
    throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                   "the timestamp is out of range");
  }
  return product;
}

// int64 → int64, to units of `unit`, and then `factor` of them.
unique_ptr<Expression> Divided(duckdb::ClientContext& context, unique_ptr<Expression> child,
                               const LogicalType& result, int64_t unit, int64_t factor,
                               int64_t cycle = 0) {
  const LogicalType source = child->return_type;
  BoundExpressions children;
  children.push_back(std::move(child));
  auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& out) {
    UnaryExecutor::Execute<int64_t, int64_t>(
        arguments.data[0], out, arguments.size(), [&](int64_t value) {
          const int64_t rounded = Times(DivideHalfUp(value, unit), factor);
          return cycle > 0 ? rounded % cycle : rounded;
        });
  };
  const std::string identity = std::to_string(unit) + "*" + std::to_string(factor);
  return CallOwn(context, std::move(children), "round_time", {source}, result, kernel,
                 identity.c_str());
}

unique_ptr<Expression> RoundedZoned(duckdb::ClientContext& context, unique_ptr<Expression> child,
                                    int digits) {
  BoundExpressions children;
  children.push_back(std::move(child));
  const int64_t unit = PowerOfTen(6 - digits);
  auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& out) {
    UnaryExecutor::Execute<interval_t, interval_t>(
        arguments.data[0], out, arguments.size(), [&](interval_t value) {
          ZonedMoment moment = DecodeZoned(value);
          moment.micros = Times(DivideHalfUp(moment.micros, unit), unit);
          moment.digits = digits;
          return EncodeZoned(moment);
        });
  };
  const std::string identity = std::to_string(digits);
  return CallOwn(context, std::move(children), "round_time", {ZonedTimestamp()}, ZonedTimestamp(),
                 kernel, identity.c_str());
}

unique_ptr<Expression> RoundedTimeTz(duckdb::ClientContext& context, unique_ptr<Expression> child,
                                     int64_t unit) {
  BoundExpressions children;
  children.push_back(std::move(child));
  auto kernel = [=](DataChunk& arguments, ExpressionState&, Vector& out) {
    UnaryExecutor::Execute<duckdb::dtime_tz_t, duckdb::dtime_tz_t>(
        arguments.data[0], out, arguments.size(), [&](duckdb::dtime_tz_t time) {
          const int64_t rounded = DivideHalfUp(time.time().micros, unit) * unit % kMicrosPerDay;
          return duckdb::dtime_tz_t(duckdb::dtime_t(rounded), time.offset());
        });
  };
  const std::string identity = std::to_string(unit);
  return CallOwn(context, std::move(children), "round_time", {LogicalType::TIME_TZ},
                 LogicalType::TIME_TZ, kernel, identity.c_str());
}

}  // namespace

LogicalType TimestampOf(int digits) {
  if (digits == 0) return LogicalType::TIMESTAMP_S;
  if (digits <= 3) return LogicalType::TIMESTAMP_MS;
  return digits <= 6 ? LogicalType::TIMESTAMP : LogicalType::TIMESTAMP_NS;
}

unique_ptr<Expression> Rounded(duckdb::ClientContext& context, unique_ptr<Expression> expression,
                               int digits) {
  const LogicalType type = expression->return_type;
  const int micro_digits = std::min(digits, 6);
  const int64_t micros = PowerOfTen(6 - micro_digits);
  if (IsZonedTimestamp(type)) return RoundedZoned(context, std::move(expression), micro_digits);
  switch (type.id()) {
    case LogicalTypeId::TIME:
      if (micros == 1) return expression;
      return Divided(context, std::move(expression), type, micros, micros, kMicrosPerDay);
    case LogicalTypeId::TIME_TZ:
      if (micros == 1) return expression;
      return RoundedTimeTz(context, std::move(expression), micros);
    case LogicalTypeId::TIMESTAMP_TZ:
      if (micros == 1) return expression;
      return Divided(context, std::move(expression), type, micros, micros);
    case LogicalTypeId::TIMESTAMP_NS: {
      const int64_t nanos = PowerOfTen(9 - digits);
      if (digits > 6) {
        return digits == 9 ? std::move(expression)
                           : Divided(context, std::move(expression), type, nanos, nanos);
      }
      const LogicalType whole =
          IsTimestampTzNs(type) ? LogicalType::TIMESTAMP_TZ : LogicalType::TIMESTAMP;
      auto rounded = Divided(context, std::move(expression), whole, nanos, PowerOfTen(6 - digits));
      return IsTimestampTzNs(type) || digits > 3 ? std::move(rounded)
                                                 : Rounded(context, std::move(rounded), digits);
    }
    case LogicalTypeId::TIMESTAMP_SEC:
    case LogicalTypeId::TIMESTAMP_MS:
      expression = CastTo(context, std::move(expression), LogicalType::TIMESTAMP);
      [[fallthrough]];
    case LogicalTypeId::TIMESTAMP:
      if (digits > 6) return CastTo(context, std::move(expression), LogicalType::TIMESTAMP_NS);
      if (digits == 0) {
        return Divided(context, std::move(expression), LogicalType::TIMESTAMP_S, 1'000'000, 1);
      }
      if (digits <= 3) {
        return Divided(context, std::move(expression), LogicalType::TIMESTAMP_MS, micros,
                       PowerOfTen(3 - digits));
      }
      if (micros == 1) return expression;
      return Divided(context, std::move(expression), type, micros, micros);
    default: return expression;
  }
}

}  // namespace tarn::engine::embedded
