#include "engine/embedded/adapter/trino_functions.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/standard_error.h"
#include "duckdb/common/types/hugeint.hpp"
#include "duckdb/common/types/interval.hpp"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "duckdb/common/vector_operations/ternary_executor.hpp"
#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/time_arithmetic.h"

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

[[noreturn]] void DivisionByZero() {
  throw DuckErrorOf(base::StandardError::kDivisionByZero, "Division by zero");
}
[[noreturn]] void DecimalOverflow() {
  throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                 "Decimal overflow");
}

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

// Trino divides smaller integers as larger ones, and finds later that the result does not fit.
template <typename T>
[[noreturn]] void DivisionOverflow() {
  constexpr int64_t kLeast = std::numeric_limits<T>::min();
  switch (sizeof(T)) {
    case 1:
      throw DuckErrorOf(base::StandardError::kGenericInternalError, "Value 128 exceeds MAX_BYTE");
    case 2:
      throw DuckErrorOf(base::StandardError::kGenericInternalError,
                        "Value 32768 exceeds MAX_SHORT for type smallint");
    case 4:
      throw DuckErrorOf(base::StandardError::kGenericInternalError,
                        "Value 2147483648 exceeds MAX_INT for type integer");
    default:
      throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                     "bigint division overflow: %s / -1",
                                                     std::to_string(kLeast));
  }
}

template <typename T, bool kModulus>
void IntegerKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<T, T, T>(arguments.data[0], arguments.data[1], result, arguments.size(),
                                   [](T left, T right) {
                                     if (right == 0) DivisionByZero();
                                     if (right == static_cast<T>(-1)) {
                                       if constexpr (kModulus) return T{0};
                                       if (left == std::numeric_limits<T>::min())
                                         DivisionOverflow<T>();
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
  if constexpr (!kModulus) {
    if (auto part = BindIntervalScaled(input, true)) return part;
  }
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

// The second argument is a value of those that were summed, for its type: nothing computes it.
unique_ptr<Expression> BindSum(FunctionBindExpressionInput& input) {
  auto child = std::move(input.children[0]);
  if (input.children[1]->return_type.id() == LogicalTypeId::FLOAT) {
    return CastTo(input.context, std::move(child), LogicalType::FLOAT);
  }
  const LogicalType type = child->return_type;
  constexpr int kMostDigits = 38;
  if (type.id() == LogicalTypeId::DECIMAL && Shape(type).precision == kMostDigits) {
    BoundExpressions sum;
    sum.push_back(std::move(child));
    auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
      static const Int128 kBeyond = PowerOfTen(kMostDigits);
      duckdb::UnaryExecutor::Execute<hugeint_t, hugeint_t>(
          arguments.data[0], result, arguments.size(), [](hugeint_t value) {
            const Int128 number = ToInt128(value);
            if (number >= kBeyond || number <= -kBeyond) DecimalOverflow();
            return value;
          });
    };
    return embedded::CallOwn(input.context, std::move(sum), "tarn_decimal_sum", {type}, type,
                             kernel, "of the type");
  }
  if (type.id() != LogicalTypeId::HUGEINT) return child;
  return CastTo(input.context, std::move(child), LogicalType::BIGINT);
}

// avg and geometric_mean of reals are reals.
unique_ptr<Expression> BindRealOf(FunctionBindExpressionInput& input) {
  const bool real = input.children[1]->return_type.id() == LogicalTypeId::FLOAT;
  return real ? CastTo(input.context, std::move(input.children[0]), LogicalType::FLOAT)
              : std::move(input.children[0]);
}

// Functions that Trino has for real and double: what is no double is taken for real.
unique_ptr<Expression> BindReal(FunctionBindExpressionInput& input) {
  const bool wide = input.children[1]->return_type.id() == LogicalTypeId::DOUBLE ||
                    input.children[2]->return_type.id() == LogicalTypeId::DOUBLE;
  return wide ? std::move(input.children[0])
              : CastTo(input.context, std::move(input.children[0]), LogicalType::FLOAT);
}

// Integers as bigint.
unique_ptr<Expression> BindWidened(FunctionBindExpressionInput& input) {
  auto child = std::move(input.children[0]);
  if (!child->return_type.IsIntegral()) return child;
  return CastTo(input.context, std::move(child), LogicalType::BIGINT);
}

// ---- sums and products of decimals

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
  throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kTypeMismatch,
                                             "Cannot apply operator: %s %s %s", left.ToString(), op,
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

// Trino's optimizer puts a constant behind what is none, as a cast still is; an error tells the
// operands in that order.
void OrderOperands(BoundExpressions& operands) {
  const LogicalType left = operands[0]->return_type, right = operands[1]->return_type;
  if (!left.IsIntegral() || !right.IsIntegral() || !operands[0]->IsFoldable()) return;
  const LogicalType common = CommonInteger(left, right);
  const bool casts = left == common && right != common;
  if (casts || !operands[1]->IsFoldable()) std::swap(operands[0], operands[1]);
}

unique_ptr<Expression> BindAdd(FunctionBindExpressionInput& input) {
  if (auto sum = BindTimeSum(input)) return sum;
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  CheckOperands(left, "+", right);
  if (IsDecimalArithmetic(left, right)) return DecimalSum(input, "+");
  OrderOperands(input.children);
  return Call(input.context, "+", std::move(input.children), true);
}

unique_ptr<Expression> BindMultiply(FunctionBindExpressionInput& input) {
  if (auto product = BindIntervalScaled(input, false)) return product;
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  CheckOperands(left, "*", right);
  if (IsDecimalArithmetic(left, right)) {
    const DecimalShape a = Shape(left), b = Shape(right);
    if (a.scale + b.scale > 38) {
      throw DuckErrorOf(base::StandardError::kInvalidFunctionArgument,
                        "Invalid argument of *: DECIMAL scale must be in range [0, 38]: %d",
                        a.scale + b.scale);
    }
    input.children[0] =
        CastTo(input.context, std::move(input.children[0]), DecimalOf(a.precision, a.scale));
    input.children[1] =
        CastTo(input.context, std::move(input.children[1]), DecimalOf(b.precision, b.scale));
  }
  OrderOperands(input.children);
  return Call(input.context, "*", std::move(input.children), true);
}

unique_ptr<Expression> BindSubtract(FunctionBindExpressionInput& input) {
  if (auto difference = BindTimeDifference(input)) return difference;
  const LogicalType left = input.children[0]->return_type, right = input.children[1]->return_type;
  CheckOperands(left, "-", right);
  if (IsDecimalArithmetic(left, right)) return DecimalSum(input, "-");
  return Call(input.context, "-", std::move(input.children), true);
}

template <typename T>
void NegateKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::Execute<T, T>(
      arguments.data[0], result, arguments.size(), [](T value) -> T {
        if (value != std::numeric_limits<T>::min()) return static_cast<T>(-value);
        static constexpr const char* kTypes[] = {"tinyint", "smallint", "integer", "bigint"};
        throw DuckErrorOf<duckdb::OutOfRangeException>(
            base::StandardError::kNumericValueOutOfRange, "%s negation overflow: %s",
            kTypes[std::countr_zero(sizeof(T))], std::to_string(value));
      });
}

duckdb::scalar_function_t Negation(const LogicalType& type) {
  switch (type.id()) {
    case LogicalTypeId::TINYINT: return NegateKernel<int8_t>;
    case LogicalTypeId::SMALLINT: return NegateKernel<int16_t>;
    case LogicalTypeId::INTEGER: return NegateKernel<int32_t>;
    case LogicalTypeId::BIGINT: return NegateKernel<int64_t>;
    default: return {};
  }
}

unique_ptr<Expression> BindNegate(FunctionBindExpressionInput& input) {
  if (auto negated = BindIntervalNegated(input)) return negated;
  const LogicalType type = input.children[0]->return_type;
  if (const auto kernel = Negation(type)) {
    return embedded::CallOwn(input.context, std::move(input.children), "tarn_negate", {type}, type,
                             kernel, "of the type");
  }
  return Call(input.context, "-", std::move(input.children), true);
}

}  // namespace

void RegisterTrinoFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_divide", 2, BindQuotient<false>));
  loader.RegisterFunction(BoundLater("tarn_modulus", 2, BindQuotient<true>));
  loader.RegisterFunction(BoundLater("tarn_sum", 2, BindSum));
  loader.RegisterFunction(TakingFineTimes(BoundLater("tarn_add", 2, BindAdd)));
  loader.RegisterFunction(TakingFineTimes(BoundLater("tarn_subtract", 2, BindSubtract)));
  loader.RegisterFunction(BoundLater("tarn_multiply", 2, BindMultiply));
  loader.RegisterFunction(BoundLater("tarn_real", 3, BindReal, NullResult::Bound()));
  loader.RegisterFunction(BoundLater("tarn_real_of", 2, BindRealOf, NullResult::Bound()));
  loader.RegisterFunction(BoundLater("tarn_widened", 1, BindWidened));
  loader.RegisterFunction(BoundLater("tarn_negate", 1, BindNegate));
}

}  // namespace tarn::engine::embedded
