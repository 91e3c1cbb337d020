#include "engine/embedded/adapter/trino_functions.h"

#include <algorithm>
#include <cmath>

#include "duckdb/common/types/hugeint.hpp"
#include "duckdb/common/types/interval.hpp"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/common/vector_operations/ternary_executor.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/scalar_kernels.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::BinaryExecutor;
using duckdb::DataChunk;
using duckdb::Expression;
using duckdb::ExpressionState;
using duckdb::FunctionBindExpressionInput;
using duckdb::hugeint_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::ScalarFunction;
using duckdb::unique_ptr;
using duckdb::Vector;

using Int128 = __int128;

[[noreturn]] void DivisionByZero() { throw duckdb::InvalidInputException("Division by zero"); }
[[noreturn]] void DecimalOverflow() { throw duckdb::OutOfRangeException("Decimal overflow"); }

Int128 ToInt128(hugeint_t value) {
  return (static_cast<Int128>(value.upper) << 64) | static_cast<Int128>(value.lower);
}
hugeint_t FromInt128(Int128 value) {
  hugeint_t result;
  result.lower = static_cast<uint64_t>(value);
  result.upper = static_cast<int64_t>(value >> 64);
  return result;
}

// A call of a function that only exists here: its children are cast to the argument types.
template <typename Kernel>
unique_ptr<Expression> CallOwn(FunctionBindExpressionInput& input, const char* name,
                               const duckdb::vector<LogicalType>& types, const LogicalType& result,
                               Kernel kernel) {
  return embedded::CallOwn(input.context, std::move(input.children), name, types, result,
                           std::move(kernel));
}

bool IsFloating(const LogicalType& type) {
  return type.id() == LogicalTypeId::DOUBLE || type.id() == LogicalTypeId::FLOAT;
}
bool IsNumber(const LogicalType& type) {
  return type.IsNumeric() || type.id() == LogicalTypeId::SQLNULL;
}

// ---- integers

template <typename T, bool kModulus>
void IntegerKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<T, T, T>(
      arguments.data[0], arguments.data[1], result, arguments.size(), [](T left, T right) {
        if (right == 0) DivisionByZero();
        if (right == static_cast<T>(-1)) {
          if constexpr (kModulus) return T{0};
          if (left == std::numeric_limits<T>::min()) {
            throw duckdb::OutOfRangeException("integer division overflow");
          }
        }
        return static_cast<T>(kModulus ? left % right : left / right);
      });
}

template <bool kModulus>
duckdb::scalar_function_t IntegerFunction(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::TINYINT: return IntegerKernel<int8_t, kModulus>;
    case LogicalTypeId::SMALLINT: return IntegerKernel<int16_t, kModulus>;
    case LogicalTypeId::INTEGER: return IntegerKernel<int32_t, kModulus>;
    default: return IntegerKernel<int64_t, kModulus>;
  }
}

LogicalType CommonInteger(const LogicalType& left, const LogicalType& right) {
  auto rank = [](const LogicalType& type) {
    switch (type.id()) {
      case LogicalTypeId::TINYINT: return 0;
      case LogicalTypeId::SMALLINT: return 1;
      case LogicalTypeId::INTEGER: return 2;
      default: return 3;
    }
  };
  static const LogicalType kByRank[] = {LogicalType::TINYINT, LogicalType::SMALLINT,
                                        LogicalType::INTEGER, LogicalType::BIGINT};
  return kByRank[std::max(rank(left), rank(right))];
}

// ---- doubles

template <bool kModulus>
void DoubleKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<double, double, double>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](double left, double right) { return kModulus ? std::fmod(left, right) : left / right; });
}

// ---- decimals: https://trino.io/docs/476/functions/decimal.html

struct DecimalShape {
  int precision = 0;
  int scale = 0;
};

DecimalShape Shape(const LogicalType& type) {
  if (type.id() == LogicalTypeId::DECIMAL) {
    return {duckdb::DecimalType::GetWidth(type), duckdb::DecimalType::GetScale(type)};
  }
  switch (type.id()) {
    case LogicalTypeId::TINYINT: return {3, 0};
    case LogicalTypeId::SMALLINT: return {5, 0};
    case LogicalTypeId::INTEGER: return {10, 0};
    default: return {19, 0};
  }
}

Int128 PowerOfTen(int exponent) {
  Int128 value = 1;
  for (int i = 0; i < exponent; ++i) value *= 10;
  return value;
}

Int128 Multiply(Int128 value, Int128 factor) {
  Int128 product = 0;
  if (__builtin_mul_overflow(value, factor, &product)) DecimalOverflow();
  return product;
}

// left * factor / right, rounded half away from zero.
Int128 DivideRounded(Int128 left, Int128 factor, Int128 right) {
  if (right == 0) DivisionByZero();
  Int128 numerator = Multiply(left, factor);
  Int128 quotient = numerator / right, remainder = numerator % right;
  Int128 magnitude = remainder < 0 ? -remainder : remainder;
  Int128 half = right < 0 ? -right : right;
  if (magnitude >= half - magnitude) quotient += (numerator < 0) == (right < 0) ? 1 : -1;
  return quotient;
}

unique_ptr<Expression> DecimalDivide(FunctionBindExpressionInput& input, DecimalShape left,
                                     DecimalShape right) {
  int scale = std::max(left.scale, right.scale);
  int precision =
      std::min(38, left.precision + right.scale + std::max(0, right.scale - left.scale));
  precision = std::max(precision, scale);
  Int128 factor = PowerOfTen(scale - left.scale + right.scale);
  auto kernel = [factor](DataChunk& arguments, ExpressionState&, Vector& result) {
    BinaryExecutor::Execute<hugeint_t, hugeint_t, hugeint_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [factor](hugeint_t a, hugeint_t b) {
          return FromInt128(DivideRounded(ToInt128(a), factor, ToInt128(b)));
        });
  };
  auto quotient =
      CallOwn(input, "tarn_decimal_divide",
              {LogicalType::DECIMAL(38, left.scale), LogicalType::DECIMAL(38, right.scale)},
              LogicalType::DECIMAL(38, scale), kernel);
  return CastTo(input.context, std::move(quotient), LogicalType::DECIMAL(precision, scale));
}

unique_ptr<Expression> DecimalModulus(FunctionBindExpressionInput& input, DecimalShape left,
                                      DecimalShape right) {
  int scale = std::max(left.scale, right.scale);
  int precision =
      std::min(38, std::min(left.precision - left.scale, right.precision - right.scale) + scale);
  precision = std::max({precision, scale, 1});
  auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
    BinaryExecutor::Execute<hugeint_t, hugeint_t, hugeint_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [](hugeint_t a, hugeint_t b) {
          Int128 divisor = ToInt128(b);
          if (divisor == 0) DivisionByZero();
          return FromInt128(ToInt128(a) % divisor);
        });
  };
  LogicalType common = LogicalType::DECIMAL(38, scale);
  auto rest = CallOwn(input, "tarn_decimal_modulus", {common, common}, common, kernel);
  return CastTo(input.context, std::move(rest), LogicalType::DECIMAL(precision, scale));
}

template <bool kModulus>
unique_ptr<Expression> BindQuotient(FunctionBindExpressionInput& input) {
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  const char* name = kModulus ? "tarn_modulus" : "tarn_divide";
  if (!IsNumber(left) || !IsNumber(right)) {
    return Call(input.context, kModulus ? "%" : "/", std::move(input.children), true);
  }
  if (IsFloating(left) || IsFloating(right)) {
    bool real = left.id() == LogicalTypeId::FLOAT && right.id() == LogicalTypeId::FLOAT;
    auto quotient = CallOwn(input, name, {LogicalType::DOUBLE, LogicalType::DOUBLE},
                            LogicalType::DOUBLE, DoubleKernel<kModulus>);
    return real ? CastTo(input.context, std::move(quotient), LogicalType::FLOAT)
                : std::move(quotient);
  }
  if (left.id() == LogicalTypeId::DECIMAL || right.id() == LogicalTypeId::DECIMAL) {
    return kModulus ? DecimalModulus(input, Shape(left), Shape(right))
                    : DecimalDivide(input, Shape(left), Shape(right));
  }
  LogicalType common = CommonInteger(left, right);
  return CallOwn(input, name, {common, common}, common, IntegerFunction<kModulus>(common));
}

// ---- sums

unique_ptr<Expression> BindSum(FunctionBindExpressionInput& input) {
  auto child = std::move(input.children[0]);
  if (child->return_type.id() != LogicalTypeId::HUGEINT) return child;
  return CastTo(input.context, std::move(child), LogicalType::BIGINT);
}

// ---- dates

template <typename T>
void AddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<T, duckdb::interval_t, T>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](T left, duckdb::interval_t right) { return duckdb::Interval::Add(left, right); });
}

bool IsDecimalArithmetic(const LogicalType& left, const LogicalType& right) {
  const bool decimal = left.id() == LogicalTypeId::DECIMAL || right.id() == LogicalTypeId::DECIMAL;
  const auto exact = [](const LogicalType& type) {
    return type.id() == LogicalTypeId::DECIMAL || type.IsIntegral();
  };
  return decimal && exact(left) && exact(right);
}

LogicalType DecimalOf(int precision, int scale) {
  return LogicalType::DECIMAL(static_cast<uint8_t>(precision), static_cast<uint8_t>(scale));
}

// Operands with room for the result's digits but one: the sum then has exactly Trino's precision.
unique_ptr<Expression> DecimalSum(FunctionBindExpressionInput& input, const char* op) {
  const DecimalShape left = Shape(input.children[0]->return_type);
  const DecimalShape right = Shape(input.children[1]->return_type);
  const int scale = std::max(left.scale, right.scale);
  const int whole = std::max(left.precision - left.scale, right.precision - right.scale);
  const LogicalType operand = DecimalOf(std::min(38, whole + scale), scale);
  for (auto& child : input.children) child = CastTo(input.context, std::move(child), operand);
  return Call(input.context, op, std::move(input.children), true);
}

[[noreturn]] void CannotApply(const LogicalType& left, const char* op, const LogicalType& right) {
  throw duckdb::BinderException("Cannot apply operator: %s %s %s", left.ToString(), op,
                                right.ToString());
}

// DuckDB reads text as numbers, and numbers as days, where Trino has no such operator.
void CheckOperands(const LogicalType& left, const char* op, const LogicalType& right) {
  const auto never = [](const LogicalType& type) {
    return type.id() == LogicalTypeId::VARCHAR || type.id() == LogicalTypeId::BOOLEAN ||
           type.id() == LogicalTypeId::LIST;
  };
  const bool days = (left.id() == LogicalTypeId::DATE && right.IsNumeric()) ||
                    (right.id() == LogicalTypeId::DATE && left.IsNumeric());
  if (never(left) || never(right) || days) CannotApply(left, op, right);
}

unique_ptr<Expression> BindAdd(FunctionBindExpressionInput& input) {
  if (input.children[0]->return_type.id() == LogicalTypeId::INTERVAL) {
    std::swap(input.children[0], input.children[1]);
  }
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  CheckOperands(left, "+", right);
  if (left.id() == LogicalTypeId::DATE && right.id() == LogicalTypeId::INTERVAL) {
    return CallOwn(input, "tarn_add", {left, LogicalType::INTERVAL}, left,
                   AddKernel<duckdb::date_t>);
  }
  if (IsDecimalArithmetic(left, right)) return DecimalSum(input, "+");
  return Call(input.context, "+", std::move(input.children), true);
}

unique_ptr<Expression> BindMultiply(FunctionBindExpressionInput& input) {
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  CheckOperands(left, "*", right);
  if (IsDecimalArithmetic(left, right)) {
    const DecimalShape a = Shape(left), b = Shape(right);
    if (a.scale + b.scale > 38) {
      throw duckdb::InvalidInputException(
          "Invalid argument of *: DECIMAL scale must be in range [0, 38]: %d", a.scale + b.scale);
    }
    input.children[0] =
        CastTo(input.context, std::move(input.children[0]), DecimalOf(a.precision, a.scale));
    input.children[1] =
        CastTo(input.context, std::move(input.children[1]), DecimalOf(b.precision, b.scale));
  }
  return Call(input.context, "*", std::move(input.children), true);
}

constexpr std::pair<std::string_view, int64_t> kTimeUnits[] = {
    {"millisecond", 1000},
    {"second", duckdb::Interval::MICROS_PER_SEC},
    {"minute", duckdb::Interval::MICROS_PER_MINUTE},
    {"hour", duckdb::Interval::MICROS_PER_HOUR},
};

duckdb::interval_t Units(const std::string& unit, int64_t count) {
  if (count > std::numeric_limits<int32_t>::max() / 12 ||
      count < std::numeric_limits<int32_t>::min() / 12) {
    if (unit == "year" || unit == "quarter" || unit == "month" || unit == "week" || unit == "day") {
      throw duckdb::OutOfRangeException("date_add: %d %ss are out of range", count, unit);
    }
  }
  auto small = static_cast<int32_t>(count);
  if (unit == "millisecond") return {0, 0, count * 1000};
  if (unit == "second") return {0, 0, count * 1000000};
  if (unit == "minute") return {0, 0, count * 60000000};
  if (unit == "hour") return {0, 0, count * 3600000000};
  if (unit == "day") return {0, small, 0};
  if (unit == "week") return {0, small * 7, 0};
  if (unit == "month") return {small, 0, 0};
  if (unit == "quarter") return {small * 3, 0, 0};
  if (unit == "year") return {small * 12, 0, 0};
  throw duckdb::InvalidInputException("'%s' is not a valid unit of date_add", unit);
}

template <typename T>
void DateAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::TernaryExecutor::Execute<duckdb::string_t, int64_t, T, T>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](duckdb::string_t unit, int64_t count, T value) {
        return duckdb::Interval::Add(value,
                                     Units(duckdb::StringUtil::Lower(unit.GetString()), count));
      });
}

// Times of day go round midnight, as Trino's do.
void TimeAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::TernaryExecutor::Execute<duckdb::string_t, int64_t, duckdb::dtime_t, duckdb::dtime_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](duckdb::string_t name, int64_t count, duckdb::dtime_t value) {
        const std::string unit = duckdb::StringUtil::Lower(name.GetString());
        for (const auto& [known, micros] : kTimeUnits) {
          if (unit != known) continue;
          const int64_t within = count % (duckdb::Interval::MICROS_PER_DAY / micros) * micros;
          const int64_t moved = (value.micros + within) % duckdb::Interval::MICROS_PER_DAY;
          return duckdb::dtime_t(moved < 0 ? moved + duckdb::Interval::MICROS_PER_DAY : moved);
        }
        throw duckdb::InvalidInputException("'%s' is not a valid unit of date_add for time", unit);
      });
}

// Months and days move the microseconds; what is below them stays.
void NanosecondAddKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::TernaryExecutor::Execute<duckdb::string_t, int64_t, int64_t, int64_t>(
      arguments.data[0], arguments.data[1], arguments.data[2], result, arguments.size(),
      [](duckdb::string_t unit, int64_t count, int64_t value) {
        const int64_t below = (value % 1000 + 1000) % 1000;
        const auto moved =
            duckdb::Interval::Add(duckdb::timestamp_t((value - below) / 1000),
                                  Units(duckdb::StringUtil::Lower(unit.GetString()), count));
        int64_t nanoseconds = 0;
        if (__builtin_mul_overflow(moved.value, int64_t{1000}, &nanoseconds) ||
            __builtin_add_overflow(nanoseconds, below, &nanoseconds)) {
          throw duckdb::OutOfRangeException("date_add: the result is beyond nanoseconds");
        }
        return nanoseconds;
      });
}

unique_ptr<Expression> BindDateAdd(FunctionBindExpressionInput& input) {
  LogicalType type = input.children[2]->return_type;
  if (type.id() == LogicalTypeId::TIME || type.id() == LogicalTypeId::TIME_NS) {
    return CallOwn(input, "tarn_date_add",
                   {LogicalType::VARCHAR, LogicalType::BIGINT, LogicalType::TIME},
                   LogicalType::TIME, TimeAddKernel);
  }
  if (type.id() == LogicalTypeId::TIMESTAMP_NS) {
    return CallOwn(input, "tarn_date_add", {LogicalType::VARCHAR, LogicalType::BIGINT, type}, type,
                   NanosecondAddKernel);
  }
  if (type.id() == LogicalTypeId::DATE) {
    return CallOwn(input, "tarn_date_add", {LogicalType::VARCHAR, LogicalType::BIGINT, type}, type,
                   DateAddKernel<duckdb::date_t>);
  }
  if (type.id() != LogicalTypeId::TIMESTAMP_TZ) type = LogicalType::TIMESTAMP;
  return CallOwn(input, "tarn_date_add", {LogicalType::VARCHAR, LogicalType::BIGINT, type}, type,
                 DateAddKernel<duckdb::timestamp_t>);
}

// date - date is an interval for Trino and a number of days for DuckDB.
unique_ptr<Expression> BindSubtract(FunctionBindExpressionInput& input) {
  auto is_date = [](const unique_ptr<Expression>& child) {
    return child->return_type.id() == LogicalTypeId::DATE;
  };
  if (is_date(input.children[0]) && is_date(input.children[1])) {
    for (auto& child : input.children) {
      child = CastTo(input.context, std::move(child), LogicalType::TIMESTAMP);
    }
  }
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  CheckOperands(left, "-", right);
  if (IsDecimalArithmetic(left, right)) return DecimalSum(input, "-");
  return Call(input.context, "-", std::move(input.children), true);
}

unique_ptr<Expression> BindDateTrunc(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[1]->return_type;
  auto truncated = Call(input.context, "date_trunc", std::move(input.children), false);
  return type.id() == LogicalTypeId::DATE ? CastTo(input.context, std::move(truncated), type)
                                          : std::move(truncated);
}

// An interval's milliseconds. The difference of two dates, an interval to Trino, is a number of
// days to DuckDB.
unique_ptr<Expression> BindToMilliseconds(FunctionBindExpressionInput& input) {
  if (!input.children[0]->return_type.IsIntegral()) {
    return Call(input.context, "epoch_ms", std::move(input.children), false);
  }
  constexpr int64_t kMillisecondsPerDay = 86'400'000;
  duckdb::vector<unique_ptr<Expression>> factors;
  factors.push_back(CastTo(input.context, std::move(input.children[0]), LogicalType::BIGINT));
  factors.push_back(duckdb::make_uniq<duckdb::BoundConstantExpression>(
      duckdb::Value::BIGINT(kMillisecondsPerDay)));
  return Call(input.context, "*", std::move(factors), true);
}

// The function as the catalog knows it: any arguments, replaced when a statement is bound.
ScalarFunction Placeholder(const char* name, size_t arguments,
                           duckdb::function_bind_expression_t bind) {
  auto never = [](DataChunk&, ExpressionState&, Vector&) {
    throw duckdb::InvalidInputException("called without having been bound");
  };
  ScalarFunction function(name, duckdb::vector<LogicalType>(arguments, LogicalType::ANY),
                          LogicalType::ANY, never);
  function.SetBindExpressionCallback(bind);
  function.SetFallible();
  return function;
}

}  // namespace

void RegisterTrinoFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(Placeholder("tarn_divide", 2, BindQuotient<false>));
  loader.RegisterFunction(Placeholder("tarn_modulus", 2, BindQuotient<true>));
  loader.RegisterFunction(Placeholder("tarn_sum", 1, BindSum));
  loader.RegisterFunction(Placeholder("tarn_add", 2, BindAdd));
  loader.RegisterFunction(Placeholder("tarn_subtract", 2, BindSubtract));
  loader.RegisterFunction(Placeholder("tarn_multiply", 2, BindMultiply));
  loader.RegisterFunction(Placeholder("tarn_date_add", 3, BindDateAdd));
  loader.RegisterFunction(Placeholder("tarn_date_trunc", 2, BindDateTrunc));
  loader.RegisterFunction(Placeholder("tarn_to_milliseconds", 1, BindToMilliseconds));
}

}  // namespace tarn::engine::embedded
