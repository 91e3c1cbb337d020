#include "engine/embedded/adapter/types.h"

#include <fmt/format.h>

#include "base/error.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/errors.h"
#include "engine/embedded/adapter/fine_time.h"
#include "engine/embedded/adapter/ip_address.h"
#include "engine/embedded/adapter/ip_text.h"
#include "engine/embedded/adapter/month_interval.h"
#include "engine/embedded/adapter/sketch_type.h"
#include "engine/embedded/adapter/timestamptz_ns.h"
#include "engine/embedded/adapter/zoned_timestamp.h"
#include "engine/type_display.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::LogicalType;
using duckdb::LogicalTypeId;
using iceberg::NestedField;

iceberg::Int128 FromHuge(const duckdb::hugeint_t& value) {
  return (static_cast<iceberg::Int128>(value.upper) << 64) |
         static_cast<iceberg::Int128>(static_cast<unsigned __int128>(value.lower));
}
duckdb::hugeint_t ToHuge(iceberg::Int128 value) {
  duckdb::hugeint_t out;
  out.lower = static_cast<uint64_t>(value);
  out.upper = static_cast<int64_t>(value >> 64);
  return out;
}

iceberg::Int128 UnscaledOf(const duckdb::Value& value) {
  switch (value.type().InternalType()) {
    case duckdb::PhysicalType::INT16: return value.GetValueUnsafe<int16_t>();
    case duckdb::PhysicalType::INT32: return value.GetValueUnsafe<int32_t>();
    case duckdb::PhysicalType::INT64: return value.GetValueUnsafe<int64_t>();
    default: return FromHuge(value.GetValueUnsafe<duckdb::hugeint_t>());
  }
}

std::string UuidBytes(const duckdb::hugeint_t& value) {
  // DuckDB keeps UUIDs with the first bit flipped, so that they sort as signed integers.
  const uint64_t upper = static_cast<uint64_t>(value.upper) ^ (uint64_t{1} << 63);
  std::string bytes(16, '\0');
  for (size_t i = 0; i < 8; ++i) {
    bytes[i] = static_cast<char>(upper >> (56 - 8 * i));
    bytes[8 + i] = static_cast<char>(value.lower >> (56 - 8 * i));
  }
  return bytes;
}

LogicalType PrimitiveToDuck(const iceberg::PrimitiveType& type) {
  switch (iceberg::KindOf(type)) {
    case iceberg::TypeKind::kTimestampNs: return LogicalType::TIMESTAMP_NS;
    case iceberg::TypeKind::kUnknown: return LogicalType::VARCHAR;  // has only nulls
    case iceberg::TypeKind::kTimestamptzNs: return TimestampTzNs();
    case iceberg::TypeKind::kVariant: return LogicalType::VARIANT();
    case iceberg::TypeKind::kBoolean: return LogicalType::BOOLEAN;
    case iceberg::TypeKind::kInt: return LogicalType::INTEGER;
    case iceberg::TypeKind::kLong: return LogicalType::BIGINT;
    case iceberg::TypeKind::kFloat: return LogicalType::FLOAT;
    case iceberg::TypeKind::kDouble: return LogicalType::DOUBLE;
    case iceberg::TypeKind::kDecimal: {
      const auto& decimal = std::get<iceberg::DecimalType>(type);
      return LogicalType::DECIMAL(static_cast<uint8_t>(decimal.precision),
                                  static_cast<uint8_t>(decimal.scale));
    }
    case iceberg::TypeKind::kDate: return LogicalType::DATE;
    case iceberg::TypeKind::kTime: return LogicalType::TIME;
    case iceberg::TypeKind::kTimestamp: return LogicalType::TIMESTAMP;
    case iceberg::TypeKind::kTimestamptz: return LogicalType::TIMESTAMP_TZ;
    case iceberg::TypeKind::kString: return LogicalType::VARCHAR;
    case iceberg::TypeKind::kUuid: return LogicalType::UUID;
    default: return LogicalType::BLOB;
  }
}

Value ZonedValue(ZonedMoment moment) {
  if (moment.zone == kUtcZone) return {moment.micros};
  moment.digits = 6;
  return ShownTime(moment.micros, ZonedText(moment));
}

// "10:00:00.120000+02:00".
std::string ZonedTimeText(const duckdb::dtime_tz_t& value) {
  const int64_t micros = value.time().micros;
  const int64_t seconds = micros / 1'000'000;
  const int offset = value.offset() / 60;
  const int minutes = offset < 0 ? -offset : offset;
  return fmt::format("{:02}:{:02}:{:02}.{:06}{}{:02}:{:02}", seconds / 3600, seconds / 60 % 60,
                     seconds % 60, micros % 1'000'000, offset < 0 ? '-' : '+', minutes / 60,
                     minutes % 60);
}

[[noreturn]] void ThrowNoIcebergType(const LogicalType& type, const std::string& column) {
  if (type.id() == LogicalTypeId::SQLNULL) {
    throw base::Error(base::ErrorKind::kInvalidArgument,
                      "the type of column '" + column + "' is unknown",
                      "give NULL a type: CAST(NULL AS varchar)");
  }
  throw base::Error(base::ErrorKind::kUnsupported,
                    "Type not supported for Iceberg: " + DisplayName(ToEngineType(type)),
                    "cast column '" + column + "' to a type that Iceberg has");
}

}  // namespace

LogicalType ToDuckType(const iceberg::Type& type) {
  if (const auto* structure = std::get_if<iceberg::StructType>(&type)) {
    duckdb::child_list_t<LogicalType> children;
    for (const NestedField& field : structure->fields) {
      children.emplace_back(field.name, ToDuckType(field.type));
    }
    return LogicalType::STRUCT(std::move(children));
  }
  if (const auto* list = std::get_if<iceberg::ListType>(&type)) {
    return LogicalType::LIST(ToDuckType(list->element->type));
  }
  if (const auto* map = std::get_if<iceberg::MapType>(&type)) {
    return LogicalType::MAP(ToDuckType(map->key->type), ToDuckType(map->value->type));
  }
  return PrimitiveToDuck(std::get<iceberg::PrimitiveType>(type));
}

iceberg::Type ToIcebergType(const LogicalType& type, const std::string& column) {
  using iceberg::PrimitiveType;
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return PrimitiveType(iceberg::BooleanType{});
    case LogicalTypeId::TINYINT:
    case LogicalTypeId::SMALLINT:
    case LogicalTypeId::INTEGER:
    case LogicalTypeId::UTINYINT:
    case LogicalTypeId::USMALLINT: return PrimitiveType(iceberg::IntType{});
    case LogicalTypeId::BIGINT:
    case LogicalTypeId::UINTEGER: return PrimitiveType(iceberg::LongType{});
    case LogicalTypeId::UBIGINT: return PrimitiveType(iceberg::DecimalType{20, 0});
    case LogicalTypeId::HUGEINT:
    case LogicalTypeId::UHUGEINT: return PrimitiveType(iceberg::DecimalType{38, 0});
    case LogicalTypeId::FLOAT: return PrimitiveType(iceberg::FloatType{});
    case LogicalTypeId::DOUBLE: return PrimitiveType(iceberg::DoubleType{});
    case LogicalTypeId::DECIMAL:
      return PrimitiveType(iceberg::DecimalType{duckdb::DecimalType::GetWidth(type),
                                                duckdb::DecimalType::GetScale(type)});
    case LogicalTypeId::DATE: return PrimitiveType(iceberg::DateType{});
    case LogicalTypeId::TIME:
    case LogicalTypeId::TIME_NS: return PrimitiveType(iceberg::TimeType{});
    case LogicalTypeId::TIMESTAMP:
    case LogicalTypeId::TIMESTAMP_SEC:
    case LogicalTypeId::TIMESTAMP_MS: return PrimitiveType(iceberg::TimestampType{});
    case LogicalTypeId::TIMESTAMP_NS:
      if (IsTimestampTzNs(type)) return PrimitiveType(iceberg::TimestamptzNsType{});
      return PrimitiveType(iceberg::TimestampNsType{});
    case LogicalTypeId::INTERVAL:
      if (!IsZonedTimestamp(type)) ThrowNoIcebergType(type, column);
      [[fallthrough]];
    case LogicalTypeId::TIMESTAMP_TZ: return PrimitiveType(iceberg::TimestamptzType{});
    case LogicalTypeId::VARIANT: return PrimitiveType(iceberg::VariantType{});
    case LogicalTypeId::ENUM:
    case LogicalTypeId::CHAR:
    case LogicalTypeId::VARCHAR: return PrimitiveType(iceberg::StringType{});
    case LogicalTypeId::UUID: {
      const auto fine = FineTimeOf(type);
      if (!fine) return PrimitiveType(iceberg::UuidType{});
      if (fine->kind == TypeKind::kTimeWithTimeZone) ThrowNoIcebergType(type, column);
      if (fine->kind == TypeKind::kTime) return PrimitiveType(iceberg::TimeType{});
      if (fine->kind == TypeKind::kTimestamp) return PrimitiveType(iceberg::TimestampNsType{});
      return PrimitiveType(iceberg::TimestamptzNsType{});
    }
    case LogicalTypeId::BLOB:
      if (IsIpAddress(type) || SketchOf(type)) ThrowNoIcebergType(type, column);
      return PrimitiveType(iceberg::BinaryType{});
    case LogicalTypeId::STRUCT: {
      iceberg::StructType structure;
      for (const auto& [name, child] : duckdb::StructType::GetChildTypes(type)) {
        NestedField field;
        field.name = name.empty() ? "field" + std::to_string(structure.fields.size()) : name;
        field.type = ToIcebergType(child, column);
        structure.fields.push_back(std::move(field));
      }
      return structure;
    }
    case LogicalTypeId::LIST:
      return iceberg::MakeList(0, ToIcebergType(duckdb::ListType::GetChildType(type), column));
    case LogicalTypeId::ARRAY:
      return iceberg::MakeList(0, ToIcebergType(duckdb::ArrayType::GetChildType(type), column));
    case LogicalTypeId::MAP:
      return iceberg::MakeMap(0, ToIcebergType(duckdb::MapType::KeyType(type), column), 0,
                              ToIcebergType(duckdb::MapType::ValueType(type), column));
    default: ThrowNoIcebergType(type, column);
  }
}

LogicalType StorageType(const LogicalType& type, const std::string& column) {
  return ToDuckType(ToIcebergType(type, column));
}

Type ToEngineType(const LogicalType& type) {
  const auto simple = [](TypeKind kind, int precision = 0, int scale = 0) {
    return Type{kind, precision, scale, {}, {}};
  };
  switch (type.id()) {
    case LogicalTypeId::BOOLEAN: return simple(TypeKind::kBoolean);
    case LogicalTypeId::TINYINT: return simple(TypeKind::kTinyint);
    case LogicalTypeId::UTINYINT:
    case LogicalTypeId::SMALLINT: return simple(TypeKind::kSmallint);
    case LogicalTypeId::USMALLINT:
    case LogicalTypeId::INTEGER: return simple(TypeKind::kInteger);
    case LogicalTypeId::UINTEGER:
    case LogicalTypeId::BIGINT: return simple(TypeKind::kBigint);
    case LogicalTypeId::UBIGINT: return simple(TypeKind::kDecimal, 20, 0);
    case LogicalTypeId::HUGEINT:
    case LogicalTypeId::UHUGEINT: return simple(TypeKind::kDecimal, 38, 0);
    case LogicalTypeId::FLOAT: return simple(TypeKind::kReal);
    case LogicalTypeId::DOUBLE: return simple(TypeKind::kDouble);
    case LogicalTypeId::DECIMAL:
      return simple(TypeKind::kDecimal, duckdb::DecimalType::GetWidth(type),
                    duckdb::DecimalType::GetScale(type));
    case LogicalTypeId::GEOMETRY: return simple(TypeKind::kVarbinary);  // of plain files
    case LogicalTypeId::BLOB:
      if (const auto sketch = SketchOf(type)) {
        return EngineTypeOf(*sketch);
      }
      return simple(IsIpAddress(type) ? TypeKind::kIpAddress : TypeKind::kVarbinary);
    case LogicalTypeId::DATE: return simple(TypeKind::kDate);
    case LogicalTypeId::TIME:
    case LogicalTypeId::TIME_NS: return simple(TypeKind::kTime, 6);
    case LogicalTypeId::TIME_TZ: return simple(TypeKind::kTimeWithTimeZone, 6);
    case LogicalTypeId::TIMESTAMP_SEC: return simple(TypeKind::kTimestamp, 0);
    case LogicalTypeId::TIMESTAMP_MS: return simple(TypeKind::kTimestamp, 3);
    case LogicalTypeId::TIMESTAMP: return simple(TypeKind::kTimestamp, 6);
    case LogicalTypeId::TIMESTAMP_NS:
      return simple(IsTimestampTzNs(type) ? TypeKind::kTimestampWithTimeZone : TypeKind::kTimestamp,
                    9);
    case LogicalTypeId::VARIANT: return simple(TypeKind::kJson);
    case LogicalTypeId::TIMESTAMP_TZ: return simple(TypeKind::kTimestampWithTimeZone, 6);
    case LogicalTypeId::INTERVAL:
      if (IsZonedTimestamp(type)) return simple(TypeKind::kTimestampWithTimeZone, 6);
      return simple(IsMonthInterval(type) ? TypeKind::kIntervalYearToMonth
                                          : TypeKind::kIntervalDayToSecond);
    case LogicalTypeId::UUID: {
      const auto fine = FineTimeOf(type);
      return fine ? simple(fine->kind, fine->digits) : simple(TypeKind::kUuid);
    }
    case LogicalTypeId::SQLNULL: return simple(TypeKind::kUnknown);
    case LogicalTypeId::STRUCT: {
      Type row{TypeKind::kRow, 0, 0, {}, {}};
      for (const auto& [name, child] : duckdb::StructType::GetChildTypes(type)) {
        row.children.push_back(ToEngineType(child));
        row.field_names.push_back(name);
      }
      return row;
    }
    case LogicalTypeId::LIST:
      return {TypeKind::kArray, 0, 0, {ToEngineType(duckdb::ListType::GetChildType(type))}, {}};
    case LogicalTypeId::ARRAY:
      return {TypeKind::kArray, 0, 0, {ToEngineType(duckdb::ArrayType::GetChildType(type))}, {}};
    case LogicalTypeId::MAP:
      return {TypeKind::kMap,
              0,
              0,
              {ToEngineType(duckdb::MapType::KeyType(type)),
               ToEngineType(duckdb::MapType::ValueType(type))},
              {}};
    default: return simple(type.IsJSONType() ? TypeKind::kJson : TypeKind::kVarchar);
  }
}

Value ToEngineValue(const duckdb::Value& value, const Type& type) {
  if (value.IsNull()) return {};
  if (const auto fine = FineTimeOf(value.type())) return FineTimeValue(value, *fine);
  switch (type.kind) {
    case TypeKind::kUnknown: return {};
    case TypeKind::kBoolean: return {duckdb::BooleanValue::Get(value)};
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger:
    case TypeKind::kBigint: return {value.GetValue<int64_t>()};
    case TypeKind::kReal:
    case TypeKind::kDouble: return {value.GetValue<double>()};
    case TypeKind::kDecimal: {
      const bool is_decimal = value.type().id() == LogicalTypeId::DECIMAL;
      const int scale = is_decimal ? duckdb::DecimalType::GetScale(value.type()) : 0;
      if (is_decimal && scale == type.scale) return {DecimalValue{UnscaledOf(value)}};
      if (!is_decimal && type.scale == 0) {
        return {DecimalValue{FromHuge(value.GetValue<duckdb::hugeint_t>())}};
      }
      const auto wanted = LogicalType::DECIMAL(38, static_cast<uint8_t>(type.scale));
      return {DecimalValue{UnscaledOf(value.DefaultCastAs(wanted))}};
    }
    case TypeKind::kHyperLogLog:
    case TypeKind::kP4HyperLogLog:
    case TypeKind::kSetDigest:
    case TypeKind::kTDigest:
    case TypeKind::kQDigest:
    case TypeKind::kVarbinary: return {duckdb::StringValue::Get(value)};
    case TypeKind::kIpAddress: return {IpAddressText(duckdb::StringValue::Get(value))};
    case TypeKind::kDate: return {int64_t{value.GetValueUnsafe<duckdb::date_t>().days}};
    case TypeKind::kTime:
      return {value.DefaultCastAs(LogicalType::TIME).GetValueUnsafe<duckdb::dtime_t>().micros};
    case TypeKind::kTimeWithTimeZone:
      return {ZonedTimeText(value.GetValueUnsafe<duckdb::dtime_tz_t>())};
    case TypeKind::kTimestamp:
      if (value.type().id() == LogicalTypeId::TIMESTAMP_NS) {
        return {value.GetValueUnsafe<duckdb::timestamp_ns_t>().value};
      }
      return {
          value.DefaultCastAs(LogicalType::TIMESTAMP).GetValueUnsafe<duckdb::timestamp_t>().value};
    case TypeKind::kTimestampWithTimeZone:
      if (value.type().id() == LogicalTypeId::INTERVAL) {  // a zoned timestamp
        return ZonedValue(DecodeZoned(value.GetValueUnsafe<duckdb::interval_t>()));
      }
      if (value.type().id() == LogicalTypeId::TIMESTAMP_NS) {
        return {value.GetValueUnsafe<duckdb::timestamp_ns_t>().value};
      }
      return {value.GetValueUnsafe<duckdb::timestamp_t>().value};
    case TypeKind::kIntervalYearToMonth:
      return {int64_t{value.GetValueUnsafe<duckdb::interval_t>().months}};
    case TypeKind::kIntervalDayToSecond: {
      const auto interval = value.GetValueUnsafe<duckdb::interval_t>();
      return {(int64_t{interval.months} * 30 + interval.days) * 86'400'000 +
              interval.micros / 1000};
    }
    case TypeKind::kArray: {
      std::vector<Value> children;
      const auto& items = value.type().id() == LogicalTypeId::ARRAY
                              ? duckdb::ArrayValue::GetChildren(value)
                              : duckdb::ListValue::GetChildren(value);
      for (const duckdb::Value& item : items) {
        children.push_back(ToEngineValue(item, type.children[0]));
      }
      return {std::move(children)};
    }
    case TypeKind::kRow: {
      std::vector<Value> children;
      const auto& items = duckdb::StructValue::GetChildren(value);
      for (size_t i = 0; i < items.size(); ++i) {
        children.push_back(ToEngineValue(items[i], type.children[i]));
      }
      return {std::move(children)};
    }
    case TypeKind::kMap: {
      std::vector<Value> children;
      for (const duckdb::Value& entry : duckdb::MapValue::GetChildren(value)) {
        const auto& pair = duckdb::StructValue::GetChildren(entry);
        children.push_back(ToEngineValue(pair[0], type.children[0]));
        children.push_back(ToEngineValue(pair[1], type.children[1]));
      }
      return {std::move(children)};
    }
    default: return {value.ToString()};
  }
}

std::optional<iceberg::Literal> ToLiteral(const duckdb::Value& value,
                                          const iceberg::PrimitiveType& type) {
  using iceberg::Literal;
  if (value.IsNull()) return std::nullopt;
  const LogicalType wanted = PrimitiveToDuck(type);
  if (value.type().id() != wanted.id() ||
      (wanted.id() == LogicalTypeId::DECIMAL && value.type() != wanted)) {
    return std::nullopt;
  }
  switch (iceberg::KindOf(type)) {
    case iceberg::TypeKind::kBoolean: return Literal(type, value.GetValueUnsafe<bool>());
    case iceberg::TypeKind::kInt: return Literal(type, value.GetValueUnsafe<int32_t>());
    case iceberg::TypeKind::kLong: return Literal(type, value.GetValueUnsafe<int64_t>());
    case iceberg::TypeKind::kFloat: return Literal(type, value.GetValueUnsafe<float>());
    case iceberg::TypeKind::kDouble: return Literal(type, value.GetValueUnsafe<double>());
    case iceberg::TypeKind::kDecimal: return Literal(type, UnscaledOf(value));
    case iceberg::TypeKind::kDate:
      return Literal(type, value.GetValueUnsafe<duckdb::date_t>().days);
    case iceberg::TypeKind::kTime:
      return Literal(type, value.GetValueUnsafe<duckdb::dtime_t>().micros);
    case iceberg::TypeKind::kTimestamp:
    case iceberg::TypeKind::kTimestamptz:
      return Literal(type, value.GetValueUnsafe<duckdb::timestamp_t>().value);
    case iceberg::TypeKind::kTimestampNs:
    case iceberg::TypeKind::kTimestamptzNs:
      return Literal(type, value.GetValueUnsafe<duckdb::timestamp_ns_t>().value);
    case iceberg::TypeKind::kVariant:
    case iceberg::TypeKind::kGeometry:
    case iceberg::TypeKind::kGeography:
    case iceberg::TypeKind::kUnknown: return std::nullopt;
    case iceberg::TypeKind::kUuid:
      return Literal(type, UuidBytes(value.GetValueUnsafe<duckdb::hugeint_t>()));
    case iceberg::TypeKind::kFixed: {
      const std::string& bytes = duckdb::StringValue::Get(value);
      if (static_cast<int64_t>(bytes.size()) != std::get<iceberg::FixedType>(type).length) {
        return std::nullopt;
      }
      return Literal(type, bytes);
    }
    default: return Literal(type, duckdb::StringValue::Get(value));
  }
}

duckdb::Value FromLiteral(const iceberg::Literal& literal) {
  using duckdb::Value;
  switch (literal.kind()) {
    case iceberg::TypeKind::kBoolean: return Value::BOOLEAN(literal.get<bool>());
    case iceberg::TypeKind::kInt: return Value::INTEGER(literal.get<int32_t>());
    case iceberg::TypeKind::kLong: return Value::BIGINT(literal.get<int64_t>());
    case iceberg::TypeKind::kFloat: return Value::FLOAT(literal.get<float>());
    case iceberg::TypeKind::kDouble: return Value::DOUBLE(literal.get<double>());
    case iceberg::TypeKind::kDecimal: {
      const auto& decimal = std::get<iceberg::DecimalType>(literal.type());
      // The physical representation follows the precision; rescaling from decimal(38) keeps it.
      Value wide = Value::DECIMAL(ToHuge(literal.get<iceberg::Int128>()), 38,
                                  static_cast<uint8_t>(decimal.scale));
      return wide.DefaultCastAs(PrimitiveToDuck(literal.type()));
    }
    case iceberg::TypeKind::kDate: return Value::DATE(duckdb::date_t(literal.get<int32_t>()));
    case iceberg::TypeKind::kTime: return Value::TIME(duckdb::dtime_t(literal.get<int64_t>()));
    case iceberg::TypeKind::kTimestamp:
      return Value::TIMESTAMP(duckdb::timestamp_t(literal.get<int64_t>()));
    case iceberg::TypeKind::kTimestampNs:
      return Value::TIMESTAMPNS(duckdb::timestamp_ns_t(literal.get<int64_t>()));
    case iceberg::TypeKind::kTimestamptzNs: {
      Value value = Value::TIMESTAMPNS(duckdb::timestamp_ns_t(literal.get<int64_t>()));
      value.Reinterpret(TimestampTzNs());
      return value;
    }
    case iceberg::TypeKind::kTimestamptz:
      return Value::TIMESTAMPTZ(duckdb::timestamp_tz_t(literal.get<int64_t>()));
    case iceberg::TypeKind::kString: return Value(literal.get<std::string>());
    case iceberg::TypeKind::kUuid: return Value::UUID(iceberg::ToHumanString(literal));
    default: return Value::BLOB_RAW(literal.get<std::string>());
  }
}

std::string DuckTypeText(const iceberg::Type& type) { return ToDuckType(type).ToString(); }

std::string DuckLiteralText(const iceberg::Literal& literal) {
  return FromLiteral(literal).ToSQLString();
}

}  // namespace tarn::engine::embedded
