#include "engine/embedded/adapter/casts.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "base/standard_error.h"
#include "duckdb/common/types/blob.hpp"
#include "duckdb/common/types/uuid.hpp"
#include "duckdb/execution/expression_executor.hpp"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/fine_time.h"
#include "engine/embedded/adapter/ip_address.h"
#include "engine/embedded/adapter/java_format.h"
#include "engine/embedded/adapter/json_casts.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/nested_casts.h"
#include "engine/embedded/adapter/scalar_kernels.h"
#include "engine/embedded/adapter/sketch_type.h"
#include "engine/embedded/adapter/text_casts.h"
#include "engine/embedded/adapter/time_rounding.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/types.h"
#include "engine/embedded/adapter/unscaled.h"
#include "engine/embedded/adapter/value_text.h"
#include "engine/embedded/adapter/zone_functions.h"
#include "engine/embedded/adapter/zoned_timestamp.h"
#include "engine/type_display.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Expression;
using duckdb::FunctionBindExpressionInput;
using duckdb::hugeint_t;
using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using duckdb::scalar_function_t;
using duckdb::string_t;
using duckdb::unique_ptr;
using duckdb::Vector;

// ---- from doubles

// Small integers tell what is out of range, bigint what cannot be cast; no number is either. Of
// reals a bigint is the nearest that there is.
template <typename From, typename T>
scalar_function_t FloatToInteger(bool safe, const char* type) {
  constexpr bool kReal = std::is_same_v<From, float>;
  constexpr bool kBigint = sizeof(T) == sizeof(int64_t);
  return UnaryKernel<From, T>(
      safe,
      [](From value, Vector&) -> std::optional<T> {
        const double rounded = std::round(static_cast<double>(value));  // half away from zero
        constexpr double kLimit = -static_cast<double>(std::numeric_limits<T>::min());
        if (rounded >= -kLimit && rounded < kLimit) return static_cast<T>(rounded);
        if (!kReal || !kBigint || std::isnan(value)) return std::nullopt;
        return value > 0 ? std::numeric_limits<T>::max() : std::numeric_limits<T>::min();
      },
      [type](From value) {
        if (kBigint && !kReal) {
          throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                            fmt::format("Unable to cast {} to {}", JavaText(value), type));
        }
        if (std::isnan(value)) {
          throw DuckErrorOf(
              base::StandardError::kInvalidCastArgument,
              fmt::format("Cannot cast {} NaN to {}", kReal ? "real" : "double", type));
        }
        throw DuckErrorOf<duckdb::OutOfRangeException>(
            base::StandardError::kNumericValueOutOfRange,
            fmt::format("Out of range for {}: {}", type, JavaText(value)));
      });
}

template <typename From>
scalar_function_t ToIntegerOf(const LogicalType& target, bool safe) {
  switch (target.id()) {
    case LogicalTypeId::TINYINT: return FloatToInteger<From, int8_t>(safe, "tinyint");
    case LogicalTypeId::SMALLINT: return FloatToInteger<From, int16_t>(safe, "smallint");
    case LogicalTypeId::INTEGER: return FloatToInteger<From, int32_t>(safe, "integer");
    case LogicalTypeId::BIGINT: return FloatToInteger<From, int64_t>(safe, "bigint");
    default: return {};
  }
}

// `value` in units of 1 / `unit` where a product of doubles rounds as the decimal would: it is
// known to 12 digits at least, and stays away from halves by more than it can be wrong.
std::optional<int64_t> RoundedWhereSure(double value, double unit) {
  constexpr double kMostUnits = 1e12;
  constexpr double kMargin = 1e-3;
  const double units = value * unit;
  if (!(std::abs(units) < kMostUnits)) return std::nullopt;
  const double rounded = std::round(units);
  if (std::abs(std::abs(units - rounded) - 0.5) < kMargin) return std::nullopt;
  return static_cast<int64_t>(rounded);
}

// The shortest decimal that means the number, rounded half away from zero: 1.005e0 is 1.01.
template <typename From, typename T>
scalar_function_t FloatToDecimalOf(bool safe, const LogicalType& type) {
  constexpr bool kReal = std::is_same_v<From, float>;
  const int precision = duckdb::DecimalType::GetWidth(type);
  const int scale = duckdb::DecimalType::GetScale(type);
  const double unit = std::pow(10.0, scale);
  const double limit = std::pow(10.0, precision);
  return UnaryKernel<From, T>(
      safe,
      [=](From value, Vector&) -> std::optional<T> {
        if (!std::isfinite(value)) return std::nullopt;
        if constexpr (!kReal) {
          const auto units = RoundedWhereSure(value, unit);
          if (units && std::abs(static_cast<double>(*units)) < limit) return Unscaled<T>(*units);
        }
        const auto unscaled = ParseDecimal(fmt::format("{}", value), precision, scale);
        if (!unscaled) return std::nullopt;
        return Unscaled<T>(*unscaled);
      },
      [=](From value) {
        throw DuckErrorOf(
            base::StandardError::kInvalidCastArgument,
            fmt::format("Cannot cast {} '{}' to DECIMAL({}, {})", kReal ? "REAL" : "DOUBLE",
                        JavaText(value), precision, scale));
      });
}

template <typename From>
scalar_function_t FloatToDecimal(bool safe, const LogicalType& type) {
  switch (type.InternalType()) {
    case duckdb::PhysicalType::INT16: return FloatToDecimalOf<From, int16_t>(safe, type);
    case duckdb::PhysicalType::INT32: return FloatToDecimalOf<From, int32_t>(safe, type);
    case duckdb::PhysicalType::INT64: return FloatToDecimalOf<From, int64_t>(safe, type);
    default: return FloatToDecimalOf<From, hugeint_t>(safe, type);
  }
}

scalar_function_t FromDouble(const LogicalType& target, bool safe) {
  switch (target.id()) {
    case LogicalTypeId::DECIMAL: return FloatToDecimal<double>(safe, target);
    case LogicalTypeId::TINYINT:
    case LogicalTypeId::SMALLINT:
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::BIGINT: return ToIntegerOf<double>(target, safe);
    case LogicalTypeId::FLOAT:
      return UnaryKernel<double, float>(
          safe, [](double value, Vector&) { return std::optional(static_cast<float>(value)); },
          [](double) {});
    case LogicalTypeId::VARCHAR:
      return UnaryKernel<double, string_t>(
          safe,
          [](double value, Vector& result) {
            return std::optional(NewString(result, ScientificText(value)));
          },
          [](double) {});
    default: return {};
  }
}

// ---- from decimals, and to them from integers

std::string Upper(const LogicalType& type) {
  if (type.id() == LogicalTypeId::DECIMAL) {
    return fmt::format("DECIMAL({}, {})", duckdb::DecimalType::GetWidth(type),
                       duckdb::DecimalType::GetScale(type));
  }
  return duckdb::StringUtil::Upper(ToEngineType(type).ToString());
}

// What becomes an integer is told rounded where 64 bits hold it.
[[noreturn]] void CannotCastNumber(const duckdb::Value& value, const LogicalType& target) {
  constexpr uint8_t kShortDigits = 18;
  const bool to_decimal = target.id() == LogicalTypeId::DECIMAL;
  duckdb::Value told = value;
  if (!to_decimal && duckdb::DecimalType::GetWidth(value.type()) <= kShortDigits) {
    told = value.DefaultCastAs(LogicalType::DECIMAL(kShortDigits + 1, 0));
  }
  const Type type = ToEngineType(told.type());
  throw DuckErrorOf(
      base::StandardError::kInvalidCastArgument,
      fmt::format("Cannot cast {}'{}' to {}", to_decimal ? Upper(value.type()) + " " : "",
                  ToText(ToEngineValue(told, type), type), Upper(target)));
}

// Whether a value of the source may not fit.
bool MayNotFit(const LogicalType& source, const LogicalType& target) {
  if (source.id() == LogicalTypeId::DECIMAL) {
    if (target.id() != LogicalTypeId::DECIMAL) return target.IsIntegral();
    const int whole = duckdb::DecimalType::GetWidth(source) - duckdb::DecimalType::GetScale(source);
    const int room = duckdb::DecimalType::GetWidth(target) - duckdb::DecimalType::GetScale(target);
    const bool rounds =
        duckdb::DecimalType::GetScale(target) < duckdb::DecimalType::GetScale(source);
    return room < whole + (rounds ? 1 : 0);
  }
  if (!source.IsIntegral() || target.id() != LogicalTypeId::DECIMAL) return false;
  static constexpr int kDigits[] = {3, 5, 10, 19};
  const int room = duckdb::DecimalType::GetWidth(target) - duckdb::DecimalType::GetScale(target);
  switch (source.id()) {
    case LogicalTypeId::TINYINT: return room < kDigits[0];
    case LogicalTypeId::SMALLINT: return room < kDigits[1];
    case LogicalTypeId::INTEGER: return room < kDigits[2];
    default: return room < kDigits[3];
  }
}

// DuckDB's cast, with Trino's words for the first value that does not fit.
scalar_function_t ExactCast(const LogicalType& target, bool safe) {
  return [=](duckdb::DataChunk& arguments, duckdb::ExpressionState&, Vector& result) {
    const bool constant = arguments.AllConstant();
    const duckdb::idx_t rows = constant ? 1 : arguments.size();
    Vector& source = arguments.data[0];
    duckdb::string error;
    const bool all = duckdb::VectorOperations::DefaultTryCast(source, result, rows, &error, true);
    for (duckdb::idx_t row = 0; !all && !safe && row < rows; ++row) {
      const duckdb::Value value = source.GetValue(row);
      if (!value.IsNull() && result.GetValue(row).IsNull()) CannotCastNumber(value, target);
    }
    if (constant) result.SetVectorType(duckdb::VectorType::CONSTANT_VECTOR);
  };
}

// ---- to text

template <typename T>
scalar_function_t ToTextOf(TypeKind kind, int digits) {
  const Type type{kind, digits, 0, {}, {}};
  return UnaryKernel<T, string_t>(
      false,
      [type](T value, Vector& result) {
        int64_t number = 0;
        if constexpr (std::is_same_v<T, duckdb::interval_t>) {
          number =
              type.kind == TypeKind::kIntervalYearToMonth
                  ? value.months
                  : (int64_t{value.months} * 30 + value.days) * 86'400'000 + value.micros / 1000;
        } else {
          number = value;
        }
        return std::optional(NewString(result, ToText(Value{number}, type)));
      },
      [](T) {});
}

// Timestamps of seconds and milliseconds.
scalar_function_t ScaledToText(int digits, int64_t micros) {
  const Type type{TypeKind::kTimestamp, digits, 0, {}, {}};
  return UnaryKernel<int64_t, string_t>(
      false,
      [=](int64_t value, Vector& result) {
        return std::optional(NewString(result, ToText(Value{value * micros}, type)));
      },
      [](int64_t) {});
}

scalar_function_t FloatToText() {
  return UnaryKernel<float, string_t>(
      false,
      [](float value, Vector& result) {
        return std::optional(NewString(result, ScientificText(value)));
      },
      [](float) {});
}

// Trino's casts write no sign before the year 12345 of a date.
scalar_function_t DateToText() {
  return UnaryKernel<int32_t, string_t>(
      false,
      [](int32_t value, Vector& result) {
        return std::optional(NewString(result, UnsignedDateText(Value{int64_t{value}})));
      },
      [](int32_t) {});
}

// What writes a source type as text otherwise than DuckDB does.
scalar_function_t TextOf(const LogicalType& source) {
  switch (source.id()) {
    case LogicalTypeId::FLOAT: return FloatToText();
    case LogicalTypeId::DATE: return DateToText();
    case LogicalTypeId::TIMESTAMP: return ToTextOf<int64_t>(TypeKind::kTimestamp, 6);
    case LogicalTypeId::TIMESTAMP_MS: return ScaledToText(3, 1000);
    case LogicalTypeId::TIMESTAMP_SEC: return ScaledToText(0, 1'000'000);
    case LogicalTypeId::TIMESTAMP_NS:
      if (IsTimestampTzNs(source)) return ToTextOf<int64_t>(TypeKind::kTimestampWithTimeZone, 9);
      return ToTextOf<int64_t>(TypeKind::kTimestamp, 9);
    case LogicalTypeId::TIMESTAMP_TZ: return ToTextOf<int64_t>(TypeKind::kTimestampWithTimeZone, 6);
    case LogicalTypeId::TIME: return ToTextOf<int64_t>(TypeKind::kTime, 6);
    case LogicalTypeId::INTERVAL:
      return ToTextOf<duckdb::interval_t>(
          IsMonthInterval(source) ? TypeKind::kIntervalYearToMonth : TypeKind::kIntervalDayToSecond,
          0);
    default: return {};
  }
}

// ---- which casts there are

enum class Group {
  kNumber,
  kBoolean,
  kText,
  kDate,
  kTime,
  kTimestamp,
  kInterval,
  kBinary,
  kUuid,
  kJson,
  kArray,
  kMap,
  kRow,
  kOther
};

Group GroupOf(const LogicalType& type) {
  if (type.IsJSONType()) return Group::kJson;
  if (type.IsNumeric()) return Group::kNumber;
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return Group::kBoolean;
    case LogicalTypeId::VARCHAR: return Group::kText;
    case LogicalTypeId::DATE: return Group::kDate;
    case LogicalTypeId::TIME:
    case LogicalTypeId::TIME_TZ: return Group::kTime;
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_NS:
    case LogicalTypeId::TIMESTAMP_SEC:
    case LogicalTypeId::TIMESTAMP_MS:
    case LogicalTypeId::TIMESTAMP_TZ: return Group::kTimestamp;
    case LogicalTypeId::INTERVAL:
      return IsZonedTimestamp(type) ? Group::kTimestamp : Group::kInterval;
    case LogicalTypeId::BLOB: return Group::kBinary;
    case LogicalTypeId::UUID: return Group::kUuid;
    case LogicalTypeId::LIST: return Group::kArray;
    case LogicalTypeId::MAP: return Group::kMap;
    case LogicalTypeId::STRUCT: return Group::kRow;
    default: return Group::kOther;
  }
}

bool CanCast(Group from, Group to) {
  if (from == Group::kOther || to == Group::kOther || from == to) return true;
  switch (from) {
    case Group::kNumber:
    case Group::kBoolean:
      return to == Group::kNumber || to == Group::kBoolean || to == Group::kText ||
             to == Group::kJson;
    case Group::kText: return to < Group::kArray && to != Group::kInterval;
    case Group::kDate: return to == Group::kTimestamp || to == Group::kText || to == Group::kJson;
    case Group::kTime: return to == Group::kTimestamp || to == Group::kText;
    case Group::kTimestamp:
      return to == Group::kDate || to == Group::kTime || to == Group::kText || to == Group::kJson;
    case Group::kInterval: return to == Group::kText;
    case Group::kBinary: return to == Group::kUuid;
    case Group::kUuid: return to == Group::kText || to == Group::kBinary;
    case Group::kJson:
      return to == Group::kNumber || to == Group::kBoolean || to == Group::kText ||
             to == Group::kArray || to == Group::kMap || to == Group::kRow;
    case Group::kArray:
    case Group::kMap:
    case Group::kRow: return to == Group::kJson;
    default: return true;
  }
}

bool IsMoment(const LogicalType& type) {
  return type.id() == LogicalTypeId::TIMESTAMP_TZ || IsTimestampTzNs(type) ||
         IsZonedTimestamp(type);
}

[[noreturn]] void NoSuchCast(const LogicalType& from, const LogicalType& to) {
  throw DuckErrorOf<duckdb::BinderException>(
      base::StandardError::kTypeMismatch, "Type mismatch: Cannot cast %s to %s",
      ToEngineType(from).ToString(), ToEngineType(to).ToString());
}

// ---- timestamps with time zone

// To TIMESTAMP_TZ from what shows or needs a zone: a zoned timestamp; null when the usual cast
// does.
unique_ptr<Expression> CastToMoment(duckdb::ClientContext& context, unique_ptr<Expression>& child,
                                    bool safe) {
  const LogicalType source = child->return_type;
  if (IsZonedTimestamp(source)) return std::move(child);
  const ZoneKey session = SessionZone(context);
  if (source.id() == LogicalTypeId::VARCHAR && !source.IsJSONType()) {
    BoundExpressions children;
    children.push_back(std::move(child));
    return CallOwn(context, std::move(children), safe ? "tarn_try_cast" : "tarn_cast", {source},
                   ZonedTimestamp(), TextToZoned(safe, session), "of the types");
  }
  const bool local =
      source.id() == LogicalTypeId::DATE || source.id() == LogicalTypeId::TIMESTAMP ||
      source.id() == LogicalTypeId::TIMESTAMP_MS || source.id() == LogicalTypeId::TIMESTAMP_SEC;
  if (local && session != kUtcZone) return ZonedOf(context, std::move(child));
  return nullptr;
}

// ---- binding

// A fine time as what it is cast to `target` by: beyond nanoseconds' range where these are not
// asked for.
unique_ptr<Expression> CoarseFor(duckdb::ClientContext& context, unique_ptr<Expression> child,
                                 const LogicalType& target) {
  const bool plain = FineTimeOf(child->return_type)->kind == TypeKind::kTimestamp;
  if (plain && target.id() != LogicalTypeId::TIMESTAMP_NS) {
    return MicrosOfFineTime(context, std::move(child));
  }
  return CoarseTime(context, std::move(child));
}

unique_ptr<Expression> CastOf(duckdb::ClientContext& context, unique_ptr<Expression> child,
                              const LogicalType& target, bool safe) {
  const LogicalType source = child->return_type;
  const char* name = safe ? "tarn_try_cast" : "tarn_cast";
  if (source.id() == LogicalTypeId::SQLNULL) return CastTo(context, std::move(child), target);
  if (source.id() == LogicalTypeId::VARIANT) {  // JSON to whoever asks
    return CastOf(context, CastTo(context, std::move(child), LogicalType::JSON()), target, safe);
  }
  if (auto cast = CastSketch(context, child, target)) return cast;
  if (auto cast = CastIpAddress(context, child, target, safe)) return cast;
  if (auto cast = CastFineTime(context, child, target, safe)) return cast;
  if (FineTimeOf(source)) {
    return CastOf(context, CoarseFor(context, std::move(child), target), target, safe);
  }
  const Group from = GroupOf(source), to = GroupOf(target);
  if (!CanCast(from, to) || (to == Group::kJson && IsMoment(source))) NoSuchCast(source, target);
  if (target.id() == LogicalTypeId::TIMESTAMP_TZ) {
    if (auto moment = CastToMoment(context, child, safe)) return moment;
  } else if (IsZonedTimestamp(source) && to != Group::kText && !IsZonedTimestamp(target)) {
    return CastOf(context, LocalOf(context, std::move(child)), target, safe);
  }
  // DuckDB writes .05 when a decimal has no place before the point.
  if (to == Group::kText && source.id() == LogicalTypeId::DECIMAL) {
    const uint8_t width = duckdb::DecimalType::GetWidth(source);
    const uint8_t scale = duckdb::DecimalType::GetScale(source);
    if (width == scale && width < 38) {
      child = CastTo(context, std::move(child), LogicalType::DECIMAL(width + 1, scale));
    }
  }
  BoundExpressions children;
  children.push_back(std::move(child));
  if (from == Group::kJson && to != Group::kJson) {
    return CallOwn(context, std::move(children), name, {source}, target, FromJson(target, safe),
                   "of the types");
  }
  if (to == Group::kJson && from != Group::kJson) {
    return CallOwn(context, std::move(children), name, {source}, target, ToJsonText(source),
                   "of the types");
  }
  scalar_function_t kernel;
  LogicalType argument = source;
  if (from == Group::kText) {
    kernel = TextCast(target, safe);
  } else if (source.id() == LogicalTypeId::DOUBLE || source.id() == LogicalTypeId::FLOAT) {
    if (to == Group::kText && source.id() == LogicalTypeId::FLOAT) {
      kernel = FloatToText();
    } else if (source.id() == LogicalTypeId::FLOAT && target.id() == LogicalTypeId::DECIMAL) {
      kernel = FloatToDecimal<float>(safe, target);
    } else if (source.id() == LogicalTypeId::FLOAT && target.IsIntegral()) {
      kernel = ToIntegerOf<float>(target, safe);
    } else {
      argument = LogicalType::DOUBLE;
      if (source.id() != target.id()) kernel = FromDouble(target, safe);
    }
  } else if (to == Group::kText && !IsZonedTimestamp(source)) {
    kernel = TextOf(source);
  } else if (MayNotFit(source, target)) {
    kernel = ExactCast(target, safe);
  }
  if (from == to && from >= Group::kArray && from <= Group::kRow && source != target) {
    auto nested = NestedCast(context, source, target, safe, CastOf);
    if (!nested) NoSuchCast(source, target);
    return CallOwn(context, std::move(children), name, {argument}, nested->type, nested->kernel);
  }
  if (kernel)
    return CallOwn(context, std::move(children), name, {argument}, target, kernel, "of the types");
  return duckdb::BoundCastExpression::AddCastToType(context, std::move(children[0]), target, safe);
}

template <bool kSafe>
unique_ptr<Expression> BindCast(FunctionBindExpressionInput& input) {
  const LogicalType target = input.children[1]->return_type;
  return CastOf(input.context, std::move(input.children[0]), target, kSafe);
}

// CAST(x AS time(p)) and timestamp(p): x, a null of the type, p.
template <bool kSafe>
unique_ptr<Expression> BindCastTime(FunctionBindExpressionInput& input) {
  const LogicalType target = input.children[1]->return_type;
  const int digits =
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[2]).GetValue<int>();
  auto child = std::move(input.children[0]);
  const LogicalType source = child->return_type;
  // Digits are rounded before they are lost.
  if (FineTimeOf(source) && !FineTimeOf(target)) {
    child = RoundFineTime(input.context, std::move(child), digits);
  }
  if (source.id() == LogicalTypeId::TIMESTAMP_NS && digits <= 6) {
    child = Rounded(input.context, std::move(child), digits);
  }
  const bool null = source.id() == LogicalTypeId::SQLNULL;
  child = CastOf(input.context, std::move(child), target, kSafe);
  if (null) child = CastTo(input.context, std::move(child), target);
  return Rounded(input.context, std::move(child), digits);
}

// TIMESTAMP '…' without a zone: text, digits.
unique_ptr<Expression> BindTimestampLiteral(FunctionBindExpressionInput& input) {
  const auto constant = [&](size_t i) {
    return duckdb::ExpressionExecutor::EvaluateScalar(input.context, *input.children[i]);
  };
  const std::string text = duckdb::StringValue::Get(constant(0));
  const int digits = constant(1).GetValue<int>();
  const auto parsed = ParseTimestamp(text);
  const auto micros = parsed && parsed->zone.empty() ? MicrosOf(*parsed) : std::nullopt;
  if (!micros) {
    throw DuckErrorOf(base::StandardError::kInvalidLiteral,
                      "'" + text.substr(0, 200) + "' is not a valid TIMESTAMP literal");
  }
  auto value = duckdb::make_uniq<duckdb::BoundConstantExpression>(
      duckdb::Value::TIMESTAMP(duckdb::timestamp_t(*micros)));
  auto rounded = Rounded(input.context, std::move(value), digits);
  return duckdb::make_uniq<duckdb::BoundConstantExpression>(
      duckdb::ExpressionExecutor::EvaluateScalar(input.context, *rounded));
}

// What Trino says of a text that does not fit: most types say so, some leave it to a check of its
// engine.
[[noreturn]] void DoesNotFit(std::string_view text, int64_t limit, const LogicalType& source) {
  switch (source.id()) {
    case LogicalTypeId::TINYINT:
    case LogicalTypeId::SMALLINT:
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::BIGINT:
    case LogicalTypeId::DECIMAL:
    case LogicalTypeId::DATE:
      throw DuckErrorOf(base::StandardError::kInvalidCastArgument,
                        fmt::format("Value {} cannot be represented as varchar({})", text, limit));
    case LogicalTypeId::FLOAT:
    case LogicalTypeId::DOUBLE: {
      const double value = ParseDouble(text).value_or(0);
      const bool real = source.id() == LogicalTypeId::FLOAT;
      throw DuckErrorOf(
          base::StandardError::kInvalidCastArgument,
          fmt::format("Value {} ({}) cannot be represented as varchar({})",
                      real ? JavaText(static_cast<float>(value)) : JavaText(value), text, limit));
    }
    default:
      throw DuckErrorOf(base::StandardError::kGenericInternalError,
                        fmt::format("Character count exceeds length limit {}: base64:{}", limit,
                                    duckdb::Blob::ToBase64(string_t(
                                        text.data(), static_cast<uint32_t>(text.size())))));
  }
}

// Numbers and times do not lose digits to fit.
scalar_function_t FitsKernel(bool safe, const LogicalType& source) {
  return [safe, source](duckdb::DataChunk& arguments, duckdb::ExpressionState&, Vector& result) {
    const int64_t limit = arguments.data[1].GetValue(0).GetValue<int64_t>();
    duckdb::UnaryExecutor::ExecuteWithNulls<string_t, string_t>(
        arguments.data[0], result, arguments.size(),
        [&](string_t text, duckdb::ValidityMask& mask, duckdb::idx_t row) {
          if (static_cast<int64_t>(text.GetSize()) <= limit) {
            return NewString(result, View(text));
          }
          if (!safe) DoesNotFit(View(text), limit, source);
          mask.SetInvalid(row);
          return string_t();
        });
  };
}

template <bool kSafe>
unique_ptr<Expression> BindCastVarchar(FunctionBindExpressionInput& input) {
  const LogicalType source = input.children[0]->return_type;
  const bool text = GroupOf(source) == Group::kText || source.id() == LogicalTypeId::SQLNULL;
  BoundExpressions children;
  children.push_back(
      CastOf(input.context, std::move(input.children[0]), LogicalType::VARCHAR, kSafe));
  children.push_back(CastTo(input.context, std::move(input.children[1]), LogicalType::BIGINT));
  if (text) return Call(input.context, "left", std::move(children));
  return CallOwn(input.context, std::move(children), "tarn_cast_varchar",
                 {LogicalType::VARCHAR, LogicalType::BIGINT}, LogicalType::VARCHAR,
                 FitsKernel(kSafe, source));
}

unique_ptr<Expression> BindCastChar(FunctionBindExpressionInput& input) {
  const LogicalType source = input.children[0]->return_type;
  if (source.id() != LogicalTypeId::SQLNULL && GroupOf(source) != Group::kText) {
    throw DuckErrorOf<duckdb::BinderException>(base::StandardError::kTypeMismatch,
                                               "Type mismatch: Cannot cast %s to char",
                                               ToEngineType(source).ToString());
  }
  BoundExpressions children;
  children.push_back(CastTo(input.context, std::move(input.children[0]), LogicalType::VARCHAR));
  children.push_back(CastTo(input.context, std::move(input.children[1]), LogicalType::BIGINT));
  BoundExpressions cut;
  cut.push_back(Call(input.context, "left", std::move(children)));
  cut.push_back(duckdb::make_uniq<duckdb::BoundConstantExpression>(duckdb::Value(" ")));
  return Call(input.context, "rtrim", std::move(cut));
}

unique_ptr<Expression> BindTypeof(FunctionBindExpressionInput& input) {
  return duckdb::make_uniq<duckdb::BoundConstantExpression>(
      duckdb::Value(DisplayName(ToEngineType(input.children[0]->return_type))));
}

// The second argument is the type's text, the first one of use for what aggregates it has.
unique_ptr<Expression> BindTypeofAs(FunctionBindExpressionInput& input) {
  return std::move(input.children[1]);
}

}  // namespace

void RegisterCasts(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  const auto add = [&](const char* name, size_t arguments,
                       duckdb::function_bind_expression_t bind) {
    loader.RegisterFunction(
        TakingFineTimes(BoundLater(name, arguments, bind, NullResult::Bound())));
  };
  add("tarn_cast", 2, BindCast<false>);
  add("tarn_try_cast", 2, BindCast<true>);
  add("tarn_cast_varchar", 2, BindCastVarchar<false>);
  add("tarn_try_cast_varchar", 2, BindCastVarchar<true>);
  add("tarn_cast_time", 3, BindCastTime<false>);
  add("tarn_try_cast_time", 3, BindCastTime<true>);
  add("tarn_plain_timestamp_literal", 2, BindTimestampLiteral);
  add("tarn_typeof", 1, BindTypeof);
  add("tarn_typeof_as", 2, BindTypeofAs);
  add("tarn_cast_char", 2, BindCastChar);
}

}  // namespace tarn::engine::embedded
