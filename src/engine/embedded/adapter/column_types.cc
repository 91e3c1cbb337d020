#include "engine/embedded/adapter/column_types.h"

#include "base/error.h"
#include "engine/type_display.h"

namespace tarn::engine::embedded {

using iceberg::PrimitiveType;

iceberg::Type ToIcebergType(const Type& type, const std::string& column) {
  switch (type.kind) {
    case TypeKind::kBoolean: return PrimitiveType(iceberg::BooleanType{});
    case TypeKind::kTinyint:
    case TypeKind::kSmallint:
    case TypeKind::kInteger: return PrimitiveType(iceberg::IntType{});
    case TypeKind::kBigint: return PrimitiveType(iceberg::LongType{});
    case TypeKind::kReal: return PrimitiveType(iceberg::FloatType{});
    case TypeKind::kDouble: return PrimitiveType(iceberg::DoubleType{});
    case TypeKind::kDecimal: return PrimitiveType(iceberg::DecimalType{type.precision, type.scale});
    case TypeKind::kVarchar:
    case TypeKind::kChar: return PrimitiveType(iceberg::StringType{});
    case TypeKind::kVarbinary: return PrimitiveType(iceberg::BinaryType{});
    case TypeKind::kDate: return PrimitiveType(iceberg::DateType{});
    case TypeKind::kTime: return PrimitiveType(iceberg::TimeType{});
    case TypeKind::kTimestamp:
      if (type.precision > 6) return PrimitiveType(iceberg::TimestampNsType{});
      return PrimitiveType(iceberg::TimestampType{});
    case TypeKind::kTimestampWithTimeZone:
      if (type.precision > 6) return PrimitiveType(iceberg::TimestamptzNsType{});
      return PrimitiveType(iceberg::TimestamptzType{});
    case TypeKind::kUuid: return PrimitiveType(iceberg::UuidType{});
    case TypeKind::kArray: return iceberg::MakeList(0, ToIcebergType(type.children.at(0), column));
    case TypeKind::kMap:
      return iceberg::MakeMap(0, ToIcebergType(type.children.at(0), column), 0,
                              ToIcebergType(type.children.at(1), column));
    case TypeKind::kRow: {
      iceberg::StructType structure;
      for (size_t i = 0; i < type.children.size(); ++i) {
        iceberg::NestedField field;
        field.name = i < type.field_names.size() ? type.field_names[i] : "";
        if (field.name.empty()) field.name = "field" + std::to_string(i);
        field.type = ToIcebergType(type.children[i], column);
        structure.fields.push_back(std::move(field));
      }
      return structure;
    }
    default:
      throw base::Error(base::ErrorKind::kUnsupported,
                        "Type not supported for Iceberg: " + DisplayName(type),
                        "choose another type for column '" + column + "'; json fits into varchar");
  }
}

iceberg::Type ForVersion(iceberg::Type type, int32_t format_version) {
  if (format_version > 2) return type;
  if (auto* structure = std::get_if<iceberg::StructType>(&type)) {
    for (iceberg::NestedField& field : structure->fields) {
      field.type = ForVersion(std::move(field.type), format_version);
    }
  } else if (const auto* list = std::get_if<iceberg::ListType>(&type)) {
    return iceberg::MakeList(list->element->id, ForVersion(list->element->type, format_version),
                             list->element->required);
  } else if (const auto* map = std::get_if<iceberg::MapType>(&type)) {
    return iceberg::MakeMap(map->key->id, ForVersion(map->key->type, format_version),
                            map->value->id, ForVersion(map->value->type, format_version),
                            map->value->required);
  } else if (iceberg::KindOf(type) == iceberg::TypeKind::kTimestampNs) {
    return PrimitiveType(iceberg::TimestampType{});
  } else if (iceberg::KindOf(type) == iceberg::TypeKind::kTimestamptzNs) {
    return PrimitiveType(iceberg::TimestamptzType{});
  }
  return type;
}

Type FromIcebergType(const iceberg::Type& type) {
  if (const auto* structure = std::get_if<iceberg::StructType>(&type)) {
    Type row{TypeKind::kRow, 0, 0, {}, {}};
    for (const iceberg::NestedField& field : structure->fields) {
      row.children.push_back(FromIcebergType(field.type));
      row.field_names.push_back(field.name);
    }
    return row;
  }
  if (const auto* list = std::get_if<iceberg::ListType>(&type)) {
    return {TypeKind::kArray, 0, 0, {FromIcebergType(list->element->type)}, {}};
  }
  if (const auto* map = std::get_if<iceberg::MapType>(&type)) {
    return {TypeKind::kMap,
            0,
            0,
            {FromIcebergType(map->key->type), FromIcebergType(map->value->type)},
            {}};
  }
  const auto& primitive = std::get<PrimitiveType>(type);
  const auto simple = [](TypeKind kind, int precision = 0, int scale = 0) {
    return Type{kind, precision, scale, {}, {}};
  };
  switch (iceberg::KindOf(primitive)) {
    case iceberg::TypeKind::kBoolean: return simple(TypeKind::kBoolean);
    case iceberg::TypeKind::kInt: return simple(TypeKind::kInteger);
    case iceberg::TypeKind::kLong: return simple(TypeKind::kBigint);
    case iceberg::TypeKind::kFloat: return simple(TypeKind::kReal);
    case iceberg::TypeKind::kDouble: return simple(TypeKind::kDouble);
    case iceberg::TypeKind::kDecimal: {
      const auto& decimal = std::get<iceberg::DecimalType>(primitive);
      return simple(TypeKind::kDecimal, decimal.precision, decimal.scale);
    }
    case iceberg::TypeKind::kDate: return simple(TypeKind::kDate);
    case iceberg::TypeKind::kTime: return simple(TypeKind::kTime, 6);
    case iceberg::TypeKind::kTimestamp: return simple(TypeKind::kTimestamp, 6);
    case iceberg::TypeKind::kTimestamptz: return simple(TypeKind::kTimestampWithTimeZone, 6);
    case iceberg::TypeKind::kUuid: return simple(TypeKind::kUuid);
    case iceberg::TypeKind::kString: return simple(TypeKind::kVarchar);
    case iceberg::TypeKind::kFixed:
    case iceberg::TypeKind::kBinary:
    case iceberg::TypeKind::kGeometry:
    case iceberg::TypeKind::kGeography: return simple(TypeKind::kVarbinary);
    case iceberg::TypeKind::kTimestampNs: return simple(TypeKind::kTimestamp, 9);
    case iceberg::TypeKind::kTimestamptzNs: return simple(TypeKind::kTimestampWithTimeZone, 9);
    case iceberg::TypeKind::kVariant: return simple(TypeKind::kJson);
    default: return simple(TypeKind::kUnknown);
  }
}

}  // namespace tarn::engine::embedded
