#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "iceberg/ids.h"
#include "iceberg/types.h"

namespace tarn::iceberg {

enum class CaseSensitivity { kSensitive, kInsensitive };

// A table's columns (spec: Schemas and Data Types). A value. Lookups walk the schema: keep the
// result, not the question, in hot loops.
struct Schema {
  SchemaId schema_id{0};
  std::vector<NestedField> fields;
  std::vector<FieldId> identifier_field_ids;

  // Nested fields by id; null when there is none. Pointers live as long as the schema is unchanged.
  const NestedField* FindField(FieldId id) const;
  // By dotted name: "a.b", "tags.element", "props.value.x". Null when there is none; with
  // kInsensitive, kInvalidArgument when more than one field matches.
  const NestedField* FindField(std::string_view name,
                               CaseSensitivity sensitivity = CaseSensitivity::kSensitive) const;
  // "a.b" of a field, or empty when the id is unknown.
  std::string FullName(FieldId id) const;
  // A top-level column by position, or npos.
  std::optional<size_t> ColumnIndex(std::string_view name, CaseSensitivity sensitivity) const;
  // 0 for an empty schema.
  FieldId HighestFieldId() const;
  // Every field, nested ones included, parents first.
  std::vector<const NestedField*> AllFields() const;

  // The same columns, whatever the schema's id.
  bool SameFields(const Schema& other) const {
    return fields == other.fields && identifier_field_ids == other.identifier_field_ids;
  }
  friend bool operator==(const Schema&, const Schema&) = default;
};

// Gives every field a new id, breadth first as Iceberg's other writers do (all columns of a struct
// before their children), from `first` on; identifier ids and defaults follow. Use for the schema
// of a new table, whatever ids it came with.
Schema AssignFreshIds(const Schema& schema, FieldId first = 1);

// The same for a replaced table: a field whose dotted name exists in `base` keeps its id, others
// get ids from `last_column_id` + 1 on.
Schema AssignIdsByName(const Schema& schema, const Schema& base, FieldId last_column_id);

// kInvalidArgument: duplicate names or ids, empty names, an identifier that is not a required
// primitive field (floating-point numbers and types without an order are none), decimals out of
// range, a required field of type unknown, a default value of a type that has none (unknown,
// variant, geometry, geography).
void CheckSchema(const Schema& schema);

// kInvalidArgument, with a hint, for a type or an initial default that tables of `format_version`
// do not have (spec: Primitive Types, Default Values).
void CheckSchemaFitsVersion(const Schema& schema, int32_t format_version);

// A schema with the given fields only (and their parents), in schema order.
Schema SelectFields(const Schema& schema, const std::set<FieldId>& ids);

}  // namespace tarn::iceberg
