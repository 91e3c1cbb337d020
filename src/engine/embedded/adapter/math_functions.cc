#include "engine/embedded/adapter/math_functions.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "base/standard_error.h"
#include "duckdb/common/vector_operations/binary_executor.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/java_format.h"
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
using duckdb::UnaryExecutor;
using duckdb::unique_ptr;
using duckdb::Value;
using duckdb::Vector;

using Int128 = __int128;

Int128 ToInt128(hugeint_t value) {
  return (static_cast<Int128>(value.upper) << 64) | static_cast<Int128>(value.lower);
}
hugeint_t FromInt128(Int128 value) {
  hugeint_t result;
  result.lower = static_cast<uint64_t>(value);
  result.upper = static_cast<int64_t>(value >> 64);
  return result;
}
Int128 PowerOfTen(int64_t exponent) {
  Int128 value = 1;
  for (int64_t i = 0; i < exponent; ++i) value *= 10;
  return value;
}

enum class Rounding { kNearest, kDown, kUp, kToZero };

// value / unit as a whole number; unit > 0.
Int128 Divide(Int128 value, Int128 unit, Rounding rounding) {
  const Int128 quotient = value / unit, remainder = value % unit;
  const Int128 magnitude = remainder < 0 ? -remainder : remainder;
  switch (rounding) {
    case Rounding::kNearest:
      if (magnitude >= unit - magnitude) return quotient + (value < 0 ? -1 : 1);
      return quotient;
    case Rounding::kDown: return quotient - (remainder < 0 ? 1 : 0);
    case Rounding::kUp: return quotient + (remainder > 0 ? 1 : 0);
    case Rounding::kToZero: return quotient;
  }
  return quotient;
}

double Round(double value, Rounding rounding) {
  switch (rounding) {
    case Rounding::kNearest: return std::round(value);  // half away from zero
    case Rounding::kDown: return std::floor(value);
    case Rounding::kUp: return std::ceil(value);
    case Rounding::kToZero: return std::trunc(value);
  }
  return value;
}

// ---- round(x), ceil(x), floor(x), truncate(x)

template <Rounding kRounding>
unique_ptr<Expression> RoundDecimal(FunctionBindExpressionInput& input, const LogicalType& type) {
  const int precision = duckdb::DecimalType::GetWidth(type);
  const int scale = duckdb::DecimalType::GetScale(type);
  const int carry = kRounding == Rounding::kToZero ? 0 : std::min(scale, 1);
  const int digits = std::clamp(precision - scale + carry, 1, 38);
  auto kernel = [scale](DataChunk& arguments, ExpressionState&, Vector& result) {
    const Int128 unit = PowerOfTen(scale);
    UnaryExecutor::Execute<hugeint_t, hugeint_t>(
        arguments.data[0], result, arguments.size(),
        [&](hugeint_t value) { return FromInt128(Divide(ToInt128(value), unit, kRounding)); });
  };
  auto rounded = CallOwn(input.context, std::move(input.children), "tarn_round",
                         {LogicalType::DECIMAL(38, static_cast<uint8_t>(scale))},
                         LogicalType::DECIMAL(38, 0), kernel);
  return CastTo(input.context, std::move(rounded),
                LogicalType::DECIMAL(static_cast<uint8_t>(digits), 0));
}

template <typename T, Rounding kRounding>
void RoundKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  UnaryExecutor::Execute<T, T>(arguments.data[0], result, arguments.size(), [](T value) {
    return static_cast<T>(Round(static_cast<double>(value), kRounding));
  });
}

template <Rounding kRounding>
unique_ptr<Expression> BindRound(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DECIMAL) return RoundDecimal<kRounding>(input, type);
  if (type.IsIntegral()) return std::move(input.children[0]);
  if (type.id() == LogicalTypeId::FLOAT) {
    return CallOwn(input.context, std::move(input.children), "tarn_round", {type}, type,
                   RoundKernel<float, kRounding>);
  }
  return CallOwn(input.context, std::move(input.children), "tarn_round", {LogicalType::DOUBLE},
                 LogicalType::DOUBLE, RoundKernel<double, kRounding>);
}

// ---- round(x, n), truncate(x, n)

template <Rounding kRounding>
unique_ptr<Expression> RoundDecimalTo(FunctionBindExpressionInput& input, const LogicalType& type) {
  const int scale = duckdb::DecimalType::GetScale(type);
  const int precision = duckdb::DecimalType::GetWidth(type);
  const int digits = kRounding == Rounding::kNearest ? std::min(38, precision + 1) : precision;
  auto kernel = [scale](DataChunk& arguments, ExpressionState&, Vector& result) {
    BinaryExecutor::Execute<hugeint_t, int64_t, hugeint_t>(
        arguments.data[0], arguments.data[1], result, arguments.size(),
        [scale](hugeint_t value, int64_t places) {
          const int64_t drop = scale - places;
          if (drop <= 0) return value;
          if (drop > 38) return hugeint_t(0);
          const Int128 unit = PowerOfTen(drop);
          return FromInt128(Divide(ToInt128(value), unit, kRounding) * unit);
        });
  };
  auto rounded =
      CallOwn(input.context, std::move(input.children), "tarn_round_to",
              {LogicalType::DECIMAL(38, static_cast<uint8_t>(scale)), LogicalType::BIGINT},
              LogicalType::DECIMAL(38, static_cast<uint8_t>(scale)), kernel);
  return CastTo(input.context, std::move(rounded),
                LogicalType::DECIMAL(static_cast<uint8_t>(digits), static_cast<uint8_t>(scale)));
}

double RoundDoubleTo(double value, int64_t places) {
  if (!std::isfinite(value)) return value;
  const double factor = std::pow(10, static_cast<double>(places));
  const double scaled = value * factor;
  if (!std::isfinite(scaled) || factor == 0) return std::isinf(scaled) ? value : scaled;
  return std::round(scaled) / factor;
}

void RoundDoubleToKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<double, int64_t, double>(arguments.data[0], arguments.data[1], result,
                                                   arguments.size(), RoundDoubleTo);
}

void RoundFloatToKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<float, int64_t, float>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](float value, int64_t places) { return static_cast<float>(RoundDoubleTo(value, places)); });
}

void RoundIntegerToKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<int64_t, int64_t, int64_t>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](int64_t value, int64_t places) {
        if (places >= 0) return value;
        const auto overflow = [value] {
          throw DuckErrorOf<duckdb::OutOfRangeException>(
              base::StandardError::kNumericValueOutOfRange,
              "numerical overflow: " + std::to_string(value));
        };
        if (places < -18) overflow();
        const Int128 unit = PowerOfTen(-places);
        const Int128 rounded = Divide(value, unit, Rounding::kNearest) * unit;
        if (rounded != static_cast<int64_t>(rounded)) overflow();
        return static_cast<int64_t>(rounded);
      });
}

unique_ptr<Expression> BindRoundTo(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DECIMAL) {
    return RoundDecimalTo<Rounding::kNearest>(input, type);
  }
  if (type.IsIntegral()) {
    auto rounded = CallOwn(input.context, std::move(input.children), "tarn_round_to",
                           {LogicalType::BIGINT, LogicalType::BIGINT}, LogicalType::BIGINT,
                           RoundIntegerToKernel);
    return CastTo(input.context, std::move(rounded), type);
  }
  if (type.id() == LogicalTypeId::FLOAT) {
    return CallOwn(input.context, std::move(input.children), "tarn_round_to",
                   {type, LogicalType::BIGINT}, type, RoundFloatToKernel);
  }
  return CallOwn(input.context, std::move(input.children), "tarn_round_to",
                 {LogicalType::DOUBLE, LogicalType::BIGINT}, LogicalType::DOUBLE,
                 RoundDoubleToKernel);
}

unique_ptr<Expression> BindTruncateTo(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() != LogicalTypeId::DECIMAL) {
    throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kFunctionNotFound,
                                               "Unexpected parameters (%s) for function truncate",
                                               type.ToString());
  }
  return RoundDecimalTo<Rounding::kToZero>(input, type);
}

// sign(x) has x's type, but for decimals.
unique_ptr<Expression> BindSign(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DOUBLE || type.id() == LogicalTypeId::FLOAT) {
    auto kernel = [](DataChunk& arguments, ExpressionState&, Vector& result) {
      UnaryExecutor::Execute<double, double>(arguments.data[0], result, arguments.size(),
                                             [](double value) {
                                               return value > 0 ? 1 : value < 0 ? -1 : value;
                                             });
    };
    auto sign = CallOwn(input.context, std::move(input.children), "tarn_sign",
                        {LogicalType::DOUBLE}, LogicalType::DOUBLE, kernel);
    return CastTo(input.context, std::move(sign), type);
  }
  const bool decimal = type.id() == LogicalTypeId::DECIMAL;
  auto sign = Call(input.context, "sign", std::move(input.children));
  return CastTo(input.context, std::move(sign), decimal ? LogicalType::DECIMAL(1, 0) : type);
}

// ---- functions of doubles

template <double (*kFunction)(double)>
void DoubleKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  UnaryExecutor::Execute<double, double>(arguments.data[0], result, arguments.size(),
                                         [](double value) { return kFunction(value); });
}

double LogOfBase(double base, double value) { return std::log(value) / std::log(base); }

void LogKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<double, double, double>(arguments.data[0], arguments.data[1], result,
                                                  arguments.size(), LogOfBase);
}
void PowerKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<double, double, double>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](double base, double exponent) {
        // Java has no number for 1 to the power of NaN or infinity.
        if (std::isnan(exponent) || (std::abs(base) == 1 && std::isinf(exponent))) {
          return std::numeric_limits<double>::quiet_NaN();
        }
        return std::pow(base, exponent);
      });
}

Value WidthBucket(const std::vector<Value>& values) {
  const auto operand = values[0].GetValue<double>(), low = values[1].GetValue<double>();
  const auto high = values[2].GetValue<double>();
  const auto buckets = values[3].GetValue<int64_t>();
  if (buckets <= 0) InvalidFunctionArgument("width_bucket", "bucketCount must be greater than 0");
  if (std::isnan(operand)) InvalidFunctionArgument("width_bucket", "operand must not be NaN");
  if (!std::isfinite(low)) InvalidFunctionArgument("width_bucket", "first bound must be finite");
  if (!std::isfinite(high)) InvalidFunctionArgument("width_bucket", "second bound must be finite");
  if (low == high) InvalidFunctionArgument("width_bucket", "bounds cannot equal each other");
  const double lower = std::min(low, high), upper = std::max(low, high);
  int64_t bucket = 0;
  if (operand < lower) {
    bucket = 0;
  } else if (operand >= upper) {
    if (buckets == std::numeric_limits<int64_t>::max()) {
      throw DuckErrorOf<duckdb::OutOfRangeException>(base::StandardError::kNumericValueOutOfRange,
                                                     "Bucket for value %s is out of range",
                                                     JavaText(operand));
    }
    bucket = buckets + 1;
  } else {
    bucket = static_cast<int64_t>(
        static_cast<double>(buckets) * (operand - lower) / (upper - lower) + 1);
  }
  return Value::BIGINT(low > high ? buckets - bucket + 1 : bucket);
}

Value WidthBucketOf(const std::vector<Value>& values) {
  const auto operand = values[0].GetValue<double>();
  const auto& bins = duckdb::ListValue::GetChildren(values[1]);
  if (bins.empty()) InvalidFunctionArgument("width_bucket", "Bins cannot be an empty array");
  if (std::isnan(operand)) InvalidFunctionArgument("width_bucket", "Operand cannot be NaN");
  // The bins that Trino looks at while it searches them, a null as 0.
  size_t lower = 0, upper = bins.size();
  const auto bin_at = [&](size_t i) { return bins[i].IsNull() ? 0 : bins[i].GetValue<double>(); };
  while (lower < upper) {
    const bool known = !bins[lower].IsNull() && !bins[upper - 1].IsNull();
    if (known && bin_at(lower) > bin_at(upper - 1)) {
      InvalidFunctionArgument("width_bucket", "Bin values are not sorted in ascending order");
    }
    const size_t middle = (lower + upper) / 2;
    const double bin = bin_at(middle);
    if (!std::isfinite(bin)) {
      InvalidFunctionArgument("width_bucket", "Bin value must be finite, got " + JavaText(bin));
    }
    if (operand < bin) {
      upper = middle;
    } else {
      lower = middle + 1;
    }
  }
  return Value::BIGINT(static_cast<int64_t>(lower));
}

// ---- numbers in other bases

void CheckRadix(int64_t radix) {
  if (radix < 2 || radix > 36) {
    InvalidFunctionArgument("to_base", "Radix must be between 2 and 36");
  }
}

Value ToBase(const std::vector<Value>& values) {
  const auto value = values[0].GetValue<int64_t>(), radix = values[1].GetValue<int64_t>();
  CheckRadix(radix);
  uint64_t magnitude = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  std::string digits;
  do {
    digits += "0123456789abcdefghijklmnopqrstuvwxyz"[magnitude % static_cast<uint64_t>(radix)];
    magnitude /= static_cast<uint64_t>(radix);
  } while (magnitude > 0);
  if (value < 0) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return Value(digits);
}

Value FromBase(const std::vector<Value>& values) {
  const std::string text = values[0].GetValue<std::string>();
  const auto radix = values[1].GetValue<int64_t>();
  CheckRadix(radix);
  const bool sign = !text.empty() && (text[0] == '-' || text[0] == '+');
  Int128 value = 0;
  bool valid = text.size() > (sign ? 1u : 0u);
  for (size_t i = sign ? 1 : 0; valid && i < text.size(); ++i) {
    const int c = std::tolower(static_cast<unsigned char>(text[i]));
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : 36;
    valid = digit < radix && value < (Int128{1} << 64);
    value = value * radix + digit;
  }
  if (sign && text[0] == '-') value = -value;
  if (!valid || value != static_cast<int64_t>(value)) {
    InvalidFunctionArgument("from_base",
                            "Not a valid base-" + std::to_string(radix) + " number: " + text);
  }
  return Value::BIGINT(static_cast<int64_t>(value));
}

// ---- bits

Value BitCount(const std::vector<Value>& values) {
  const auto value = values[0].GetValue<int64_t>(), bits = values[1].GetValue<int64_t>();
  if (bits < 2 || bits > 64) {
    InvalidFunctionArgument(
        "bit_count",
        "Bits specified in bit_count must be between 2 and 64, got " + std::to_string(bits));
  }
  if (bits < 64) {
    const int64_t limit = int64_t{1} << (bits - 1);
    if (value < -limit || value >= limit) {
      InvalidFunctionArgument("bit_count",
                              "Number must be representable with the bits specified. " +
                                  std::to_string(value) + " cannot be represented with " +
                                  std::to_string(bits) + " bits");
    }
  }
  uint64_t mask = bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
  return Value::BIGINT(std::popcount(static_cast<uint64_t>(value) & mask));
}

enum class Shift { kLeft, kRight, kRightArithmetic };

// Bits beyond the width are 0 (arithmetic: the sign); bigint's shifts count modulo 64, as Java's.
template <typename T, Shift kShift>
T Shifted(T value, int64_t count) {
  using Unsigned = std::make_unsigned_t<T>;
  constexpr int kBits = sizeof(T) * 8;
  if (kShift == Shift::kRightArithmetic) {
    return static_cast<T>(value >> (count < 0 || count >= kBits ? kBits - 1 : count));
  }
  if (kBits == 64) {
    if (count >= 64) return 0;
    count &= 63;
  } else if (count < 0 || count >= kBits) {
    return 0;
  }
  if (kShift == Shift::kLeft) return static_cast<T>(static_cast<Unsigned>(value) << count);
  return static_cast<T>(static_cast<Unsigned>(value) >> count);
}

template <typename T, Shift kShift>
void ShiftKernel(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<T, int64_t, T>(arguments.data[0], arguments.data[1], result,
                                         arguments.size(), Shifted<T, kShift>);
}

template <Shift kShift>
unique_ptr<Expression> BindShift(FunctionBindExpressionInput& input) {
  LogicalType type = input.children[0]->return_type;
  duckdb::scalar_function_t kernel = ShiftKernel<int64_t, kShift>;
  switch (type.id()) {
    case LogicalTypeId::TINYINT: kernel = ShiftKernel<int8_t, kShift>; break;
    case LogicalTypeId::SMALLINT: kernel = ShiftKernel<int16_t, kShift>; break;
    case LogicalTypeId::INTEGER: kernel = ShiftKernel<int32_t, kShift>; break;
    default: type = LogicalType::BIGINT;
  }
  return CallOwn(input.context, std::move(input.children), "tarn_shift",
                 {type, LogicalType::BIGINT}, type, kernel);
}

// greatest and least of reals and doubles: NaN is passed over unless all are.
template <bool kGreatest>
Value ExtremeNumber(const std::vector<Value>& values) {
  const Value* best = &values.front();
  double number = best->GetValue<double>();
  for (const Value& value : values) {
    const auto other = value.GetValue<double>();
    if (std::isnan(number) || (kGreatest ? other > number : other < number)) {
      best = &value;
      number = other;
    }
  }
  return *best;
}

template <bool kGreatest>
unique_ptr<Expression> BindExtremeNumber(FunctionBindExpressionInput& input) {
  const bool wide = std::any_of(
      input.children.begin(), input.children.end(),
      [](const auto& child) { return child->return_type.id() == LogicalTypeId::DOUBLE; });
  const LogicalType type = wide ? LogicalType::DOUBLE : LogicalType::FLOAT;
  const duckdb::vector<LogicalType> types(input.children.size(), type);
  return CallOwn(input.context, std::move(input.children), kGreatest ? "greatest" : "least", types,
                 type, RowKernel(ExtremeNumber<kGreatest>), kGreatest ? "greatest" : "least");
}

// Whether a number is none that is not a number; null when either of two is.
void IsNumber(DataChunk& arguments, ExpressionState&, Vector& result) {
  BinaryExecutor::Execute<double, double, bool>(
      arguments.data[0], arguments.data[1], result, arguments.size(),
      [](double number, double) { return !std::isnan(number); });
}

// A number; null for what is none.
template <typename T>
void NumberOf(DataChunk& arguments, ExpressionState&, Vector& result) {
  duckdb::UnaryExecutor::ExecuteWithNulls<T, T>(
      arguments.data[0], result, arguments.size(),
      [](T number, duckdb::ValidityMask& mask, duckdb::idx_t row) {
        if (std::isnan(number)) mask.SetInvalid(row);
        return number;
      });
}

unique_ptr<Expression> BindNumberOf(FunctionBindExpressionInput& input) {
  const LogicalType type = input.children[0]->return_type;
  if (type.id() == LogicalTypeId::DOUBLE) {
    return CallOwn(input.context, std::move(input.children), "tarn_number", {type}, type,
                   NumberOf<double>);
  }
  if (type.id() == LogicalTypeId::FLOAT) {
    return CallOwn(input.context, std::move(input.children), "tarn_number", {type}, type,
                   NumberOf<float>);
  }
  return std::move(input.children[0]);
}

}  // namespace

void RegisterMathFunctions(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterFunction(BoundLater("tarn_round", 1, BindRound<Rounding::kNearest>));
  loader.RegisterFunction(BoundLater("tarn_ceil", 1, BindRound<Rounding::kUp>));
  loader.RegisterFunction(BoundLater("tarn_floor", 1, BindRound<Rounding::kDown>));
  loader.RegisterFunction(BoundLater("tarn_truncate", 1, BindRound<Rounding::kToZero>));
  loader.RegisterFunction(BoundLater("tarn_round_to", 2, BindRoundTo));
  loader.RegisterFunction(BoundLater("tarn_truncate_to", 2, BindTruncateTo));
  loader.RegisterFunction(BoundLater("tarn_sign", 1, BindSign));
  loader.RegisterFunction(BoundLater("tarn_left_shift", 2, BindShift<Shift::kLeft>));
  loader.RegisterFunction(BoundLater("tarn_right_shift", 2, BindShift<Shift::kRight>));
  loader.RegisterFunction(
      BoundLater("tarn_right_shift_arithmetic", 2, BindShift<Shift::kRightArithmetic>));
  const std::pair<const char*, duckdb::function_bind_expression_t> extremes[] = {
      {"tarn_greatest", BindExtremeNumber<true>}, {"tarn_least", BindExtremeNumber<false>}};
  for (const auto& [name, bind] : extremes) {
    auto function = BoundLater(name, 1, bind);
    function.varargs = LogicalType::ANY;
    loader.RegisterFunction(function);
  }
  const LogicalType number = LogicalType::BIGINT, real = LogicalType::DOUBLE;
  loader.RegisterFunction(BoundLater("tarn_number", 1, BindNumberOf, NullResult::Bound()));
  RegisterScalar(loader, "tarn_is_number", {real, real}, LogicalType::BOOLEAN, IsNumber);
  const LogicalType text = LogicalType::VARCHAR;
  const std::pair<const char*, duckdb::scalar_function_t> doubles[] = {
      {"tarn_acos", DoubleKernel<std::acos>}, {"tarn_asin", DoubleKernel<std::asin>},
      {"tarn_cos", DoubleKernel<std::cos>},   {"tarn_sin", DoubleKernel<std::sin>},
      {"tarn_tan", DoubleKernel<std::tan>},   {"tarn_ln", DoubleKernel<std::log>},
      {"tarn_log2", DoubleKernel<std::log2>}, {"tarn_log10", DoubleKernel<std::log10>},
      {"tarn_sqrt", DoubleKernel<std::sqrt>}, {"tarn_exp", DoubleKernel<std::exp>},
  };
  for (const auto& [name, kernel] : doubles) RegisterScalar(loader, name, {real}, real, kernel);
  RegisterScalar(loader, "tarn_log", {real, real}, real, LogKernel);
  RegisterScalar(loader, "tarn_power", {real, real}, real, PowerKernel);
  RegisterScalar(loader, "tarn_width_bucket", {real, real, real, number}, number,
                 RowKernel(WidthBucket));
  RegisterScalar(loader, "tarn_width_bucket_of", {real, LogicalType::LIST(real)}, number,
                 RowKernel(WidthBucketOf));
  RegisterScalar(loader, "tarn_to_base", {number, number}, text, RowKernel(ToBase));
  RegisterScalar(loader, "tarn_from_base", {text, number}, number, RowKernel(FromBase));
  RegisterScalar(loader, "tarn_bit_count", {number, number}, number, RowKernel(BitCount));
}

}  // namespace tarn::engine::embedded
