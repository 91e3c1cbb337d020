#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace tarn::iceberg {

// Iceberg's primitive types (spec: Schemas and Data Types / Primitive Types). The last six are of
// format version 3.
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

// Nanoseconds, without a zone: years 1677 to 2262.
struct TimestampNsType {
  bool operator==(const TimestampNsType&) const = default;
};
// Nanoseconds since the epoch, an instant.
struct TimestamptzNsType {
  bool operator==(const TimestamptzNsType&) const = default;
};
// A column that has only nulls so far; it can become any other type.
struct UnknownType {
  bool operator==(const UnknownType&) const = default;
};
// A value that says its own type (Parquet's variant encoding). The spec calls it semi-structured;
// here it is with the primitives, as it has no fields of its own.
struct VariantType {
  bool operator==(const VariantType&) const = default;
};
// Well-known binary of geometries on a plane.
struct GeometryType {
  std::string crs = {};  // empty: kDefaultCrs
  bool operator==(const GeometryType&) const = default;
};
enum class EdgeAlgorithm : uint8_t { kSpherical, kVincenty, kThomas, kAndoyer, kKarney };
// Well-known binary of geometries on the earth; the algorithm says what an edge is.
struct GeographyType {
  std::string crs = {};  // empty: kDefaultCrs
  EdgeAlgorithm algorithm = EdgeAlgorithm::kSpherical;
  bool operator==(const GeographyType&) const = default;
};
inline constexpr std::string_view kDefaultCrs = "OGC:CRS84";

using PrimitiveType =
    std::variant<BooleanType, IntType, LongType, FloatType, DoubleType, DecimalType, DateType,
                 TimeType, TimestampType, TimestamptzType, StringType, UuidType, FixedType,
                 BinaryType, TimestampNsType, TimestamptzNsType, UnknownType, VariantType,
                 GeometryType, GeographyType>;

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
  kTimestampNs,
  kTimestamptzNs,
  kUnknown,
  kVariant,
  kGeometry,
  kGeography,
  kStruct,
  kList,
  kMap,
};

inline TypeKind KindOf(const PrimitiveType& type) { return static_cast<TypeKind>(type.index()); }

// Whether values of the type have an order and bounds that compare as their bytes or numbers do.
// Not so: unknown, variant, geometry and geography (whose bounds are boxes).
bool IsOrdered(const PrimitiveType& type);

// The first format version that has the type: 3, or 1.
int32_t FirstFormatVersion(const PrimitiveType& type);

// As the spec writes them: "decimal(9,2)", "fixed[16]", "timestamptz", "geometry(srid:3857)",
// "geography(OGC:CRS84, karney)".
std::string ToString(const PrimitiveType& type);
// The reverse; also takes spaces inside the brackets. kInvalidArgument for what is no primitive
// type.
PrimitiveType ParsePrimitiveType(std::string_view text);

}  // namespace tarn::iceberg
