#include "iceberg/types.h"

#include "base/error.h"

namespace tarn::iceberg {

bool operator==(const StructType& a, const StructType& b) { return a.fields == b.fields; }
bool operator==(const ListType& a, const ListType& b) { return a.element == b.element; }
bool operator==(const MapType& a, const MapType& b) { return a.key == b.key && a.value == b.value; }

ListType MakeList(FieldId element_id, Type element, bool element_required) {
  return {NestedField{.id = element_id,
                      .name = "element",
                      .required = element_required,
                      .type = std::move(element)}};
}

MapType MakeMap(FieldId key_id, Type key, FieldId value_id, Type value, bool value_required) {
  return {
      NestedField{.id = key_id, .name = "key", .required = true, .type = std::move(key)},
      NestedField{
          .id = value_id, .name = "value", .required = value_required, .type = std::move(value)}};
}

TypeKind KindOf(const Type& type) {
  if (const auto* primitive = std::get_if<PrimitiveType>(&type)) return KindOf(*primitive);
  if (std::holds_alternative<StructType>(type)) return TypeKind::kStruct;
  return std::holds_alternative<ListType>(type) ? TypeKind::kList : TypeKind::kMap;
}

const PrimitiveType& AsPrimitive(const Type& type) {
  if (const auto* primitive = std::get_if<PrimitiveType>(&type)) return *primitive;
  base::Throw(base::ErrorKind::kInternal, "expected a primitive type, got {}", ToString(type));
}

std::string ToString(const Type& type) {
  if (const auto* primitive = std::get_if<PrimitiveType>(&type)) return ToString(*primitive);
  if (const auto* list = std::get_if<ListType>(&type)) {
    return "list<" + ToString(list->element->type) + ">";
  }
  if (const auto* map = std::get_if<MapType>(&type)) {
    return "map<" + ToString(map->key->type) + ", " + ToString(map->value->type) + ">";
  }
  std::string text = "struct<";
  const char* separator = "";
  for (const NestedField& field : std::get<StructType>(type).fields) {
    text += separator + field.name + ": " + ToString(field.type);
    separator = ", ";
  }
  return text + ">";
}

bool IsPromotion(const PrimitiveType& from, const PrimitiveType& to, int32_t format_version) {
  if (from == to) return true;
  if (format_version >= 3) {
    if (KindOf(from) == TypeKind::kUnknown) return true;
    if (KindOf(from) == TypeKind::kDate) {
      return KindOf(to) == TypeKind::kTimestamp || KindOf(to) == TypeKind::kTimestampNs;
    }
  }
  if (KindOf(from) == TypeKind::kInt) return KindOf(to) == TypeKind::kLong;
  if (KindOf(from) == TypeKind::kFloat) return KindOf(to) == TypeKind::kDouble;
  const auto* a = std::get_if<DecimalType>(&from);
  const auto* b = std::get_if<DecimalType>(&to);
  return a && b && a->scale == b->scale && a->precision <= b->precision;
}

std::vector<const NestedField*> ChildrenOf(const Type& type) {
  std::vector<const NestedField*> children;
  if (const auto* nested = std::get_if<StructType>(&type)) {
    for (const NestedField& field : nested->fields) children.push_back(&field);
  } else if (const auto* list = std::get_if<ListType>(&type)) {
    children.push_back(&*list->element);
  } else if (const auto* map = std::get_if<MapType>(&type)) {
    children.push_back(&*map->key);
    children.push_back(&*map->value);
  }
  return children;
}

}  // namespace tarn::iceberg
