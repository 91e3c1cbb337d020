#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "iceberg/primitive_type.h"

namespace tarn::iceberg {

using Int128 = __int128;

// A non-null value of a primitive type: a partition value, a bound, a default, an operand. A value;
// equality is of type and value (floating point by bits, so that NaN equals itself).
class Literal {
 public:
  // By type: boolean → bool; int, date (days since 1970-01-01) → int32_t; long, time,
  // timestamp, timestamptz (microseconds), timestamp_ns, timestamptz_ns (nanoseconds) → int64_t;
  // float; double; decimal (unscaled) → Int128; string, uuid (16 bytes), fixed, binary, variant,
  // geometry, geography (their bytes) → std::string. The type unknown has no values.
  using Value = std::variant<bool, int32_t, int64_t, float, double, Int128, std::string>;

  // kInternal when `value` is not the representation of `type`.
  Literal(PrimitiveType type, Value value);

  static Literal Boolean(bool value) { return {BooleanType{}, value}; }
  static Literal Int(int32_t value) { return {IntType{}, value}; }
  static Literal Long(int64_t value) { return {LongType{}, value}; }
  static Literal Float(float value) { return {FloatType{}, value}; }
  static Literal Double(double value) { return {DoubleType{}, value}; }
  static Literal Decimal(Int128 unscaled, int32_t precision, int32_t scale) {
    return {DecimalType{precision, scale}, unscaled};
  }
  static Literal Date(int32_t days) { return {DateType{}, days}; }
  static Literal Time(int64_t micros) { return {TimeType{}, micros}; }
  static Literal Timestamp(int64_t micros) { return {TimestampType{}, micros}; }
  static Literal Timestamptz(int64_t micros) { return {TimestamptzType{}, micros}; }
  static Literal TimestampNs(int64_t nanos) { return {TimestampNsType{}, nanos}; }
  static Literal TimestamptzNs(int64_t nanos) { return {TimestamptzNsType{}, nanos}; }
  static Literal String(std::string value) { return {StringType{}, std::move(value)}; }
  // `bytes` are the 16 bytes of the UUID, big-endian.
  static Literal Uuid(std::string bytes) { return {UuidType{}, std::move(bytes)}; }
  static Literal Fixed(std::string bytes) {
    const auto length = static_cast<int64_t>(bytes.size());
    return {FixedType{length}, std::move(bytes)};
  }
  static Literal Binary(std::string bytes) { return {BinaryType{}, std::move(bytes)}; }

  const PrimitiveType& type() const { return type_; }
  TypeKind kind() const { return KindOf(type_); }
  const Value& value() const { return value_; }
  template <typename T>
  const T& get() const {
    return std::get<T>(value_);
  }
  bool is_nan() const;

  friend bool operator==(const Literal& a, const Literal& b);

 private:
  PrimitiveType type_;
  Value value_;
};

// The order of values of one type (spec: Appendix D / Sorting): numbers by value with
// -NaN < -inf < … < -0 < +0 < … < inf < NaN, strings and bytes by unsigned bytes. kInternal when
// the kinds differ. Values of types that are not IsOrdered compare by their bytes, which means
// nothing.
std::strong_ordering Compare(const Literal& a, const Literal& b);

// Binary single-value serialization (spec: Appendix D).
std::string ToBytes(const Literal& literal);
// The reverse. Takes values written before a promotion (int for long, float for double, date for
// timestamp and timestamp_ns).
// kDataCorruption for bytes that cannot be a value of `type`.
Literal LiteralFromBytes(const PrimitiveType& type, std::string_view bytes);

// JSON single-value serialization (spec: Appendix D), e.g. `"2017-11-16"`, `34`, `"14.20"`.
std::string ToJson(const Literal& literal);
// The reverse; kInvalidArgument with the offending text.
Literal LiteralFromJson(const PrimitiveType& type, std::string_view json);

// For people and partition paths: "2017-11-16", "2017-11-16T14:31:08.000001",
// "…+00:00" for timestamptz, decimals with their scale, binary as base64, UUIDs with dashes.
std::string ToHumanString(const Literal& literal);

// The literal as a value of another type, when the type allows it (int → long, float → double,
// int → decimal, decimal rescaled without loss, date ↔ timestamp without loss, string → date…).
// `out_of_range` tells on which side of the type's range an integral value falls.
struct Conversion {
  std::optional<Literal> literal;
  std::strong_ordering out_of_range = std::strong_ordering::equal;  // less: below the minimum
};
Conversion ConvertTo(const Literal& literal, const PrimitiveType& type);

}  // namespace tarn::iceberg
