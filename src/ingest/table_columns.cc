#include "ingest/table_columns.h"

namespace tarn::ingest {
namespace {

using engine::Type;
using engine::TypeKind;

constexpr int kMicroseconds = 6;
constexpr int kNanoseconds = 9;

Type Simple(TypeKind kind, int precision = 0, int scale = 0) {
  return Type{kind, precision, scale, {}, {}};
}

struct PrimitiveConverter {
  Type operator()(const iceberg::BooleanType&) const { return Simple(TypeKind::kBoolean); }
  Type operator()(const iceberg::IntType&) const { return Simple(TypeKind::kInteger); }
  Type operator()(const iceberg::LongType&) const { return Simple(TypeKind::kBigint); }
  Type operator()(const iceberg::FloatType&) const { return Simple(TypeKind::kReal); }
  Type operator()(const iceberg::DoubleType&) const { return Simple(TypeKind::kDouble); }
  Type operator()(const iceberg::DecimalType& type) const {
    return Simple(TypeKind::kDecimal, type.precision, type.scale);
  }
  Type operator()(const iceberg::DateType&) const { return Simple(TypeKind::kDate); }
  Type operator()(const iceberg::TimeType&) const { return Simple(TypeKind::kTime, kMicroseconds); }
  Type operator()(const iceberg::TimestampType&) const {
    return Simple(TypeKind::kTimestamp, kMicroseconds);
  }
  Type operator()(const iceberg::TimestamptzType&) const {
    return Simple(TypeKind::kTimestampWithTimeZone, kMicroseconds);
  }
  Type operator()(const iceberg::StringType&) const { return Simple(TypeKind::kVarchar); }
  Type operator()(const iceberg::UuidType&) const { return Simple(TypeKind::kUuid); }
  Type operator()(const iceberg::FixedType&) const { return Simple(TypeKind::kVarbinary); }
  Type operator()(const iceberg::BinaryType&) const { return Simple(TypeKind::kVarbinary); }
  Type operator()(const iceberg::TimestampNsType&) const {
    return Simple(TypeKind::kTimestamp, kNanoseconds);
  }
  Type operator()(const iceberg::TimestamptzNsType&) const {
    return Simple(TypeKind::kTimestampWithTimeZone, kNanoseconds);
  }
  Type operator()(const iceberg::UnknownType&) const { return Simple(TypeKind::kUnknown); }
  Type operator()(const iceberg::VariantType&) const { return Simple(TypeKind::kJson); }
  Type operator()(const iceberg::GeometryType&) const { return Simple(TypeKind::kVarbinary); }
  Type operator()(const iceberg::GeographyType&) const { return Simple(TypeKind::kVarbinary); }
};

// Depth is bounded by iceberg::kMaxTypeDepth.
Type FromIceberg(const iceberg::Type& type) {
  if (const auto* primitive = std::get_if<iceberg::PrimitiveType>(&type)) {
    return std::visit(PrimitiveConverter{}, *primitive);
  }
  Type result;
  result.kind = std::holds_alternative<iceberg::StructType>(type) ? TypeKind::kRow
                : std::holds_alternative<iceberg::ListType>(type) ? TypeKind::kArray
                                                                  : TypeKind::kMap;
  for (const iceberg::NestedField* child : iceberg::ChildrenOf(type)) {
    result.children.push_back(FromIceberg(child->type));
    if (result.kind == TypeKind::kRow) result.field_names.push_back(child->name);
  }
  return result;
}

}  // namespace

Type StoredType(const Type& type) {
  Type stored = type;
  switch (type.kind) {
    case TypeKind::kTinyint:
    case TypeKind::kSmallint: return Simple(TypeKind::kInteger);
    case TypeKind::kVarchar:
    case TypeKind::kChar:
    case TypeKind::kJson: return Simple(TypeKind::kVarchar);
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampWithTimeZone: stored.precision = kMicroseconds; break;
    default: break;
  }
  for (Type& child : stored.children) child = StoredType(child);
  return stored;
}

std::vector<engine::LoadColumn> TableColumns(const iceberg::Schema& schema) {
  std::vector<engine::LoadColumn> columns;
  for (const iceberg::NestedField& field : schema.fields) {
    columns.push_back(
        {field.name, FromIceberg(field.type), field.required, field.doc.value_or("")});
  }
  return columns;
}

}  // namespace tarn::ingest
