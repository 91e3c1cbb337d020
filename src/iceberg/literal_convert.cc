// Conversions between literal types: what predicates need when a query's literal meets a column.
#include <cmath>
#include <limits>

#include "iceberg/civil_time.h"
#include "iceberg/int128.h"
#include "iceberg/json/writer.h"
#include "iceberg/literal.h"

namespace tarn::iceberg {
namespace {

Conversion FromInteger(Int128 value, const PrimitiveType& type) {
  const auto range = [&](Int128 low, Int128 high) -> std::strong_ordering {
    if (value < low) return std::strong_ordering::less;
    return value > high ? std::strong_ordering::greater : std::strong_ordering::equal;
  };
  switch (KindOf(type)) {
    case TypeKind::kInt: {
      auto side = range(std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max());
      if (side != 0) return {{}, side};
      return {Literal(type, static_cast<int32_t>(value))};
    }
    case TypeKind::kLong: {
      auto side = range(std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max());
      if (side != 0) return {{}, side};
      return {Literal(type, static_cast<int64_t>(value))};
    }
    case TypeKind::kFloat: {
      const auto number = static_cast<float>(value);
      if (static_cast<Int128>(number) != value) return {};
      return {Literal(type, number)};
    }
    case TypeKind::kDouble: {
      const auto number = static_cast<double>(value);
      if (static_cast<Int128>(number) != value) return {};
      return {Literal(type, number)};
    }
    case TypeKind::kDecimal: {
      const auto& decimal = std::get<DecimalType>(type);
      const Int128 limit = PowerOfTen(decimal.precision);
      const Int128 whole = PowerOfTen(decimal.precision - decimal.scale);
      if (value >= whole) return {{}, std::strong_ordering::greater};
      if (value <= -whole) return {{}, std::strong_ordering::less};
      const Int128 scaled = value * PowerOfTen(decimal.scale);
      return scaled < limit && scaled > -limit ? Conversion{Literal(type, scaled)} : Conversion{};
    }
    default: return {};
  }
}

Conversion FromFloating(double value, const PrimitiveType& type) {
  switch (KindOf(type)) {
    case TypeKind::kDouble: return {Literal(type, value)};
    case TypeKind::kFloat: {
      const auto number = static_cast<float>(value);
      if (!std::isnan(value) && static_cast<double>(number) != value) return {};
      return {Literal(type, number)};
    }
    default: return {};
  }
}

Conversion FromDecimal(const Literal& literal, const PrimitiveType& type) {
  const int32_t scale = std::get<DecimalType>(literal.type()).scale;
  const auto value = literal.get<Int128>();
  const Int128 power = PowerOfTen(scale);
  if (value % power == 0) return FromInteger(value / power, type);
  const auto* decimal = std::get_if<DecimalType>(&type);
  if (!decimal) {
    return KindOf(type) == TypeKind::kDouble
               ? Conversion{Literal(type, std::stod(FormatDecimal(value, scale)))}
               : Conversion{};
  }
  auto rescaled = ParseDecimalText(FormatDecimal(value, scale), decimal->scale);
  if (!rescaled) return {};
  const Int128 limit = PowerOfTen(decimal->precision);
  if (*rescaled >= limit) return {{}, std::strong_ordering::greater};
  if (*rescaled <= -limit) return {{}, std::strong_ordering::less};
  return {Literal(type, *rescaled)};
}

bool HasZone(TypeKind kind) {
  return kind == TypeKind::kTimestamptz || kind == TypeKind::kTimestamptzNs;
}
bool IsNanos(TypeKind kind) {
  return kind == TypeKind::kTimestampNs || kind == TypeKind::kTimestamptzNs;
}
bool IsTimestamp(TypeKind kind) {
  return kind == TypeKind::kTimestamp || kind == TypeKind::kTimestamptz || IsNanos(kind);
}

Conversion MicrosToNanos(int64_t micros, const PrimitiveType& type) {
  int64_t nanos = 0;
  if (!__builtin_mul_overflow(micros, kNanosPerMicro, &nanos)) return {Literal(type, nanos)};
  return {{}, micros < 0 ? std::strong_ordering::less : std::strong_ordering::greater};
}

// Between microseconds and nanoseconds, without loss.
Conversion FromNanos(int64_t nanos, const PrimitiveType& type) {
  if (FloorMod(nanos, kNanosPerMicro) != 0) return {};
  return {Literal(type, nanos / kNanosPerMicro)};
}

Conversion FromTimestamp(const Literal& literal, const PrimitiveType& type) {
  const TypeKind from = literal.kind();
  const TypeKind to = KindOf(type);
  const int64_t value = literal.get<int64_t>();
  if (IsTimestamp(to) && HasZone(from) == HasZone(to)) {
    return IsNanos(to) ? MicrosToNanos(value, type) : FromNanos(value, type);
  }
  if (IsNanos(from)) {
    const Conversion micros = FromNanos(value, TimestampType{});
    if (HasZone(from) || !micros.literal) return {};
    return FromTimestamp(*micros.literal, type);
  }
  const int64_t micros = value;
  if (KindOf(type) == TypeKind::kDate && literal.kind() == TypeKind::kTimestamp &&
      FloorMod(micros, kMicrosPerDay) == 0) {
    return {Literal(type, static_cast<int32_t>(FloorDiv(micros, kMicrosPerDay)))};
  }
  return {};
}

Conversion FromString(const std::string& text, const PrimitiveType& type) {
  switch (KindOf(type)) {
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz:
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptzNs:
    case TypeKind::kUuid: try { return {LiteralFromJson(type, json::Quote(text))};
      } catch (const std::exception&) {
        return {};
      }
    default: return {};
  }
}

}  // namespace

Conversion ConvertTo(const Literal& literal, const PrimitiveType& type) {
  if (literal.type() == type) return {literal};
  switch (literal.kind()) {
    case TypeKind::kInt: return FromInteger(literal.get<int32_t>(), type);
    case TypeKind::kLong: return FromInteger(literal.get<int64_t>(), type);
    case TypeKind::kFloat: return FromFloating(literal.get<float>(), type);
    case TypeKind::kDouble: return FromFloating(literal.get<double>(), type);
    case TypeKind::kDecimal: return FromDecimal(literal, type);
    case TypeKind::kDate: {
      int64_t micros = 0;
      const bool nanos = KindOf(type) == TypeKind::kTimestampNs;
      if ((KindOf(type) != TypeKind::kTimestamp && !nanos) ||
          __builtin_mul_overflow(int64_t{literal.get<int32_t>()}, kMicrosPerDay, &micros)) {
        return {};
      }
      return nanos ? MicrosToNanos(micros, type) : Conversion{Literal(type, micros)};
    }
    case TypeKind::kTimestamp:
    case TypeKind::kTimestamptz:
    case TypeKind::kTimestampNs:
    case TypeKind::kTimestamptzNs: return FromTimestamp(literal, type);
    case TypeKind::kString: return FromString(literal.get<std::string>(), type);
    case TypeKind::kFixed:
    case TypeKind::kBinary: {
      const bool fits = KindOf(type) == TypeKind::kBinary ||
                        (KindOf(type) == TypeKind::kFixed &&
                         static_cast<int64_t>(literal.get<std::string>().size()) ==
                             std::get<FixedType>(type).length);
      return fits ? Conversion{Literal(type, literal.get<std::string>())} : Conversion{};
    }
    default: return {};
  }
}

}  // namespace tarn::iceberg
