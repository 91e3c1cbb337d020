#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "iceberg/boxed.h"
#include "iceberg/ids.h"
#include "iceberg/literal.h"
#include "iceberg/primitive_type.h"

namespace tarn::iceberg {

struct NestedField;

// Iceberg's nested types (spec: Schemas and Data Types / Nested Types). A list's element is called
// "element", a map's parts "key" and "value"; keys are always required.
struct StructType {
  std::vector<NestedField> fields;

  friend bool operator==(const StructType& a, const StructType& b);
};
struct ListType {
  Boxed<NestedField> element;

  friend bool operator==(const ListType& a, const ListType& b);
};
struct MapType {
  Boxed<NestedField> key;
  Boxed<NestedField> value;

  friend bool operator==(const MapType& a, const MapType& b);
};

// Any type. A value with deep equality (ids, names and docs of nested fields included).
using Type = std::variant<PrimitiveType, StructType, ListType, MapType>;

struct NestedField {
  FieldId id = 0;
  std::string name = {};
  bool required = false;
  Type type = {};
  std::optional<std::string> doc = {};  // may be one without letters
  // Format version 3: what rows written before the field existed have, and what writers put in when
  // no value is given.
  std::optional<Literal> initial_default = {};
  std::optional<Literal> write_default = {};

  friend bool operator==(const NestedField& a, const NestedField& b) = default;
};

// How deep types may nest; parsers refuse more.
inline constexpr int kMaxTypeDepth = 64;

ListType MakeList(FieldId element_id, Type element, bool element_required = false);
MapType MakeMap(FieldId key_id, Type key, FieldId value_id, Type value,
                bool value_required = false);

TypeKind KindOf(const Type& type);
inline bool IsPrimitive(const Type& type) { return type.index() == 0; }
// kInternal when `type` is nested.
const PrimitiveType& AsPrimitive(const Type& type);
// The alternative T (primitive or nested), or null.
template <typename T>
const T* TypeAs(const Type& type) {
  if constexpr (std::is_same_v<T, StructType> || std::is_same_v<T, ListType> ||
                std::is_same_v<T, MapType> || std::is_same_v<T, PrimitiveType>) {
    return std::get_if<T>(&type);
  } else {
    const auto* primitive = std::get_if<PrimitiveType>(&type);
    return primitive ? std::get_if<T>(primitive) : nullptr;
  }
}

// For people: "list<struct<a: int, b: string>>".
std::string ToString(const Type& type);

// Whether values of `from` can be read as `to` (spec: Schema Evolution): int → long, float →
// double, a wider decimal of the same scale, or the same type; from format version 3 on also
// unknown → any type, and date → timestamp and timestamp_ns.
bool IsPromotion(const PrimitiveType& from, const PrimitiveType& to, int32_t format_version = 2);

// The fields nested directly in `type`: a struct's fields, a list's element, a map's key and value.
std::vector<const NestedField*> ChildrenOf(const Type& type);

}  // namespace tarn::iceberg
