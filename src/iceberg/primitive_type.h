#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace tarn::iceberg {

// Iceberg's primitive types (spec: Schemas and Data Types / Primitive Types), versions 1 and 2.
struct BooleanType {
  bool operator==(const BooleanType&) const = default;
};
struct IntType {
  bool operator==(const IntType&) const = default;
};
struct LongType {
  bool operator==(const LongType&) const = default;
};
struct FloatType {
  bool operator==(const FloatType&) const = default;
};
struct DoubleType {
  bool operator==(const DoubleType&) const = default;
};
// 1 <= precision <= 38, 0 <= scale <= precision.
struct DecimalType {
  int32_t precision = 38;
  int32_t scale = 0;
  bool operator==(const DecimalType&) const = default;
};
struct DateType {
  bool operator==(const DateType&) const = default;
};
// Microseconds of the day, without a zone.
struct TimeType {
  bool operator==(const TimeType&) const = default;
};
// Microseconds, without a zone.
struct TimestampType {
  bool operator==(const TimestampType&) const = default;
};
// Microseconds since the epoch, an instant.
struct TimestamptzType {
  bool operator==(const TimestamptzType&) const = default;
};
struct StringType {
  bool operator==(const StringType&) const = default;
};
struct UuidType {
  bool operator==(const UuidType&) const = default;
};
// `length` bytes.
struct FixedType {
  int64_t length = 1;
  bool operator==(const FixedType&) const = default;
};
struct BinaryType {
  bool operator==(const BinaryType&) const = default;
};

using PrimitiveType = std::variant<BooleanType, IntType, LongType, FloatType, DoubleType,
                                   DecimalType, DateType, TimeType, TimestampType, TimestamptzType,
                                   StringType, UuidType, FixedType, BinaryType>;

// What a type is, for `switch`; the primitives in the order of PrimitiveType's alternatives.
enum class TypeKind : uint8_t {
  kBoolean,
  kInt,
  kLong,
  kFloat,
  kDouble,
  kDecimal,
  kDate,
  kTime,
  kTimestamp,
  kTimestamptz,
  kString,
  kUuid,
  kFixed,
  kBinary,
  kStruct,
  kList,
  kMap,
};

inline TypeKind KindOf(const PrimitiveType& type) { return static_cast<TypeKind>(type.index()); }

// As the spec writes them: "decimal(9,2)", "fixed[16]", "timestamptz".
std::string ToString(const PrimitiveType& type);
// The reverse; also takes spaces inside the brackets. kInvalidArgument for what is no primitive
// type, kUnsupported for types of later format versions.
PrimitiveType ParsePrimitiveType(std::string_view text);

}  // namespace tarn::iceberg
