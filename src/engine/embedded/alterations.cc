#include "engine/embedded/alterations.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/standard_error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/column_types.h"
#include "engine/embedded/adapter/error_origin.h"
#include "engine/embedded/adapter/partition_transforms.h"
#include "engine/embedded/adapter/sort_orders.h"
#include "engine/type_display.h"
#include "iceberg/name_mapping.h"

namespace tarn::engine::embedded {

using base::ErrorKind;
using iceberg::NestedField;
using iceberg::Schema;
using iceberg::TableMetadata;
using Updates = std::vector<iceberg::TableUpdate>;

namespace {

Updates NewSchema(const TableMetadata& metadata, Schema schema, iceberg::FieldId last_column_id) {
  int32_t highest = 0;
  for (const Schema& other : metadata.schemas) {
    highest = std::max(highest, other.schema_id.value());
  }
  schema.schema_id = iceberg::SchemaId(highest + 1);
  Updates updates;
  // Files without field ids keep the names that their columns had.
  const std::string mapping = metadata.Property(iceberg::kNameMappingProperty);
  if (!mapping.empty()) {
    updates.emplace_back(iceberg::update::SetProperties{
        {{iceberg::kNameMappingProperty,
          iceberg::ToJson(iceberg::Updated(iceberg::ParseNameMapping(mapping), schema))}}});
  }
  updates.emplace_back(iceberg::update::AddSchema{std::move(schema), last_column_id});
  updates.emplace_back(iceberg::update::SetCurrentSchema{});
  return updates;
}

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

NestedField* Among(std::vector<NestedField>& fields, std::string_view name) {
  for (NestedField& field : fields) {
    if (EqualsIgnoringCase(field.name, name)) return &field;
  }
  return nullptr;
}

// A field directly inside a type; null when there is none of that name.
NestedField* Inside(iceberg::Type& type, std::string_view name) {
  if (auto* structure = std::get_if<iceberg::StructType>(&type)) {
    return Among(structure->fields, name);
  }
  if (auto* list = std::get_if<iceberg::ListType>(&type)) {
    return name == "element" ? &*list->element : nullptr;
  }
  if (auto* map = std::get_if<iceberg::MapType>(&type)) {
    if (name == "key") return &*map->key;
    if (name == "value") return &*map->value;
  }
  return nullptr;
}

NestedField* FindOrNull(Schema& schema, const FieldPath& path) {
  NestedField* field = nullptr;
  for (const std::string& name : path) {
    field = field == nullptr ? Among(schema.fields, name) : Inside(field->type, name);
    if (field == nullptr) return nullptr;
  }
  return field;
}

// kUnsupported, in Trino's words, when a path goes into an array or a map by another name than
// their parts have.
void CheckSteps(Schema& schema, const FieldPath& path) {
  for (size_t i = 1; i < path.size(); ++i) {
    const NestedField* parent = FindOrNull(schema, {path.begin(), path.begin() + i});
    if (parent == nullptr) return;
    const bool array = std::holds_alternative<iceberg::ListType>(parent->type);
    const bool map = std::holds_alternative<iceberg::MapType>(parent->type);
    if (array && path[i] != "element") {
      base::Throw(ErrorKind::kUnsupported,
                  "ARRAY type should be denoted by 'element' in the path; found '{}'", path[i]);
    }
    if (map && path[i] != "key" && path[i] != "value") {
      base::Throw(ErrorKind::kUnsupported,
                  "MAP type should be denoted by 'key' or 'value' in the path; found '{}'",
                  path[i]);
    }
  }
}

// kUnsupported, in Trino's words, when a path that a field is dropped by does not lead through rows
// and elements of arrays to a field of a row; kNotFound when it ends at an element.
void CheckDropped(Schema& schema, const FieldPath& path) {
  const NestedField* column = FindOrNull(schema, {path.front()});
  if (column == nullptr) {
    base::Throw(ErrorKind::kNotFound, base::StandardError::kColumnNotFound,
                "Column '{}' does not exist", path.front());
  }
  const auto told = [](const NestedField& field) {
    return DisplayName(FromIcebergType(field.type));
  };
  CheckSteps(schema, path);
  const auto rest = [&] { return fmt::join(path.begin() + 1, path.end(), ", "); };
  for (size_t i = 1; i < path.size(); ++i) {
    const NestedField* parent = FindOrNull(schema, {path.begin(), path.begin() + i});
    if (std::holds_alternative<iceberg::ListType>(parent->type)) {
      if (i + 1 < path.size()) continue;
      base::Throw(ErrorKind::kNotFound, "Field path [{}] does not point to row field", rest());
    }
    // Trino changes nothing inside of maps.
    const bool map = std::holds_alternative<iceberg::MapType>(parent->type);
    if (map && path[i] == "value" && i + 1 < path.size()) continue;
    const auto* row = std::get_if<iceberg::StructType>(&parent->type);
    const NestedField* field =
        row == nullptr ? nullptr : FindOrNull(schema, {path.begin(), path.begin() + i + 1});
    if (field != nullptr && field->name == path[i]) continue;
    throw StatementError(
        ErrorKind::kUnsupported,
        fmt::format("Cannot resolve field '{}' within {} type when dropping [{}] in {}", path[i],
                    told(*parent), rest(), told(*column)));
  }
}

NestedField& Find(Schema& schema, const FieldPath& path) {
  if (NestedField* field = FindOrNull(schema, path)) return *field;
  std::vector<std::string> names;
  if (path.size() == 1) {
    for (const NestedField& field : schema.fields) names.push_back(field.name);
  } else {
    for (const NestedField* field : schema.AllFields()) names.push_back(schema.FullName(field->id));
  }
  CheckSteps(schema, path);
  throw base::Error(
      ErrorKind::kNotFound, base::StandardError::kColumnNotFound,
      "Column '" + ToString(path) + "' does not exist" + base::DidYouMean(ToString(path), names));
}

// The fields of a row, or the columns; kInvalidArgument when `parent` is no row.
std::vector<NestedField>& FieldsOf(Schema& schema, const FieldPath& parent) {
  if (parent.empty()) return schema.fields;
  NestedField& field = Find(schema, parent);
  if (auto* structure = std::get_if<iceberg::StructType>(&field.type)) return structure->fields;
  throw base::Error(
      ErrorKind::kInvalidArgument,
      "'" + ToString(parent) + "' is not a row: it is " + iceberg::ToString(field.type),
      "fields are added to rows, dropped from them and renamed in them");
}

FieldPath ParentOf(const FieldPath& path) { return {path.begin(), path.end() - 1}; }

// Two fields of one full name, as "a.b" has it beside a row with a field b: Trino's words, with
// what was not done.
void CheckNames(const Schema& schema, const char* failed) {
  try {
    iceberg::CheckSchema(schema);
  } catch (const base::Error& error) {
    throw ConnectorError(error.kind(), fmt::format("Failed to {}: {}", failed, error.message()));
  }
}

// Gives a field and all below it new ids, parents first.
void AssignIds(NestedField& field, iceberg::FieldId& last) {
  Schema lone;
  lone.fields.push_back(std::move(field));
  lone = iceberg::AssignFreshIds(lone, last + 1);
  last = lone.HighestFieldId();
  field = std::move(lone.fields.front());
}

void RequireDefaults(const TableMetadata& metadata, const std::string& column) {
  if (metadata.format_version >= 3) return;
  throw base::Error(ErrorKind::kFailedPrecondition,
                    "column defaults need format version 3, the table has " +
                        std::to_string(metadata.format_version) + ": '" + column + "'",
                    "ALTER TABLE … SET PROPERTIES format_version = 3");
}

// Changes one field of the current schema.
template <typename F>
Alteration ChangeField(FieldPath path, F change) {
  return [path = std::move(path), change = std::move(change)](const TableMetadata& metadata) {
    Schema schema = metadata.current_schema();
    change(metadata, schema, Find(schema, path));
    if (schema == metadata.current_schema()) return Updates();
    return NewSchema(metadata, std::move(schema), metadata.last_column_id);
  };
}

// A field and all that are below it.
void CollectIds(const NestedField& field, std::vector<iceberg::FieldId>& ids) {
  ids.push_back(field.id);
  for (const NestedField* child : iceberg::ChildrenOf(field.type)) CollectIds(*child, ids);
}

// kFailedPrecondition when files are still to be laid out by the field.
void RequireUnused(const TableMetadata& metadata, const NestedField& field,
                   const std::string& column) {
  std::vector<iceberg::FieldId> ids;
  CollectIds(field, ids);
  const auto uses = [&](const auto& fields) {
    return std::any_of(fields.begin(), fields.end(), [&](const auto& user) {
      return std::find(ids.begin(), ids.end(), user.source_id) != ids.end();
    });
  };
  const auto used = [&](const iceberg::PartitionField& user) { return user.source_id == field.id; };
  if (std::ranges::any_of(metadata.default_spec().fields, used)) {
    throw ConnectorError(ErrorKind::kFailedPrecondition, base::StandardError::kNotSupported,
                         "Cannot drop partition field: " + column, "change the partitioning first");
  }
  if (uses(metadata.default_spec().fields)) {
    throw ConnectorError(ErrorKind::kFailedPrecondition,
                         "Failed to drop column: the table is partitioned by a field of " + column,
                         "change the partitioning first");
  }
  for (const iceberg::PartitionSpec& spec : metadata.partition_specs) {
    if (!uses(spec.fields)) continue;
    throw ConnectorError(ErrorKind::kFailedPrecondition,
                         "Cannot drop column which is used by an old partition spec: " + column,
                         "optimize, expire_snapshots with clean_expired_metadata, then drop it");
  }
  if (uses(metadata.default_sort_order().fields)) {
    throw ConnectorError(
        ErrorKind::kFailedPrecondition,
        "Failed to drop column: Cannot find source column for sort field: " + column,
        "change sorted_by first");
  }
}

}  // namespace

std::string ToString(const FieldPath& path) {
  std::string text;
  for (const std::string& name : path) text += (text.empty() ? "" : ".") + name;
  return text;
}

bool HasField(const Schema& schema, const FieldPath& path) {
  Schema copy = schema;
  return FindOrNull(copy, path) != nullptr;
}

Alteration AddColumn(FieldPath parent, NestedField field, FieldPosition position,
                     std::string written) {
  return [parent = std::move(parent), field = std::move(field), position = std::move(position),
          written = std::move(written)](const TableMetadata& metadata) {
    Schema schema = metadata.current_schema();
    std::vector<NestedField>& fields = FieldsOf(schema, parent);
    if (Among(fields, field.name) != nullptr) {
      base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kColumnAlreadyExists,
                  "{} '{}' already exists", parent.empty() ? "Column" : "Field", written);
    }
    if (field.initial_default) RequireDefaults(metadata, field.name);
    if (field.required && !field.initial_default) {
      throw base::Error(ErrorKind::kUnsupported,
                        "This connector does not support adding not null columns",
                        "add it without NOT NULL, or with a DEFAULT: rows that are there have no "
                        "value for it");
    }
    auto at = position.first ? fields.begin() : fields.end();
    if (!position.after.empty()) {
      FieldPath after = parent;
      after.push_back(position.after);
      at = fields.begin() + (&Find(schema, after) - fields.data()) + 1;
    }
    NestedField added = field;
    added.type = ForVersion(std::move(added.type), metadata.format_version);
    iceberg::FieldId last = metadata.last_column_id;
    AssignIds(added, last);
    if (parent.empty() && schema.FindField(added.name) != nullptr) {
      throw ConnectorError(
          ErrorKind::kAlreadyExists, base::StandardError::kColumnAlreadyExists,
          fmt::format("Failed to add column: Cannot add column, name already exists: {}",
                      added.name));
    }
    fields.insert(at, std::move(added));
    CheckNames(schema, "add column");
    return NewSchema(metadata, std::move(schema), last);
  };
}

Alteration DropColumn(FieldPath column) {
  return [column = std::move(column)](const TableMetadata& metadata) {
    Schema schema = metadata.current_schema();
    CheckDropped(schema, column);
    const NestedField& field = Find(schema, column);
    std::vector<NestedField>& fields = FieldsOf(schema, ParentOf(column));
    RequireUnused(metadata, field, ToString(column));
    if (fields.size() == 1) {
      throw StatementError(
          ErrorKind::kUnsupported,
          fmt::format("Cannot drop the only {}",
                      column.size() == 1 ? "column in a table" : "field in a row type"));
    }
    std::vector<iceberg::FieldId> ids;
    CollectIds(field, ids);
    std::erase_if(schema.identifier_field_ids, [&](iceberg::FieldId id) {
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    });
    fields.erase(fields.begin() + (&field - fields.data()));
    return NewSchema(metadata, std::move(schema), metadata.last_column_id);
  };
}

Alteration RenameColumn(FieldPath column, std::string to) {
  const FieldPath parent = ParentOf(column);
  return ChangeField(
      std::move(column),
      [parent, to = std::move(to)](const TableMetadata&, Schema& schema, NestedField& field) {
        const NestedField* other = Among(FieldsOf(schema, parent), to);
        if (other != nullptr) {
          base::Throw(ErrorKind::kAlreadyExists, base::StandardError::kColumnAlreadyExists,
                      "{} '{}' already exists", parent.empty() ? "Column" : "Field", to);
        }
        field.name = to;
        CheckNames(schema, "rename column");
      });
}

Alteration SetColumnType(FieldPath column, iceberg::Type type) {
  const FieldPath parent = ParentOf(column);
  return ChangeField(column, [asked = std::move(type), parent, path = column](
                                 const TableMetadata& metadata, Schema& schema,
                                 NestedField& field) {
    const iceberg::Type type = ForVersion(asked, metadata.format_version);
    if (type != asked) {  // nanoseconds
      const bool zone = iceberg::KindOf(asked) == iceberg::TypeKind::kTimestamptzNs;
      base::Throw(ErrorKind::kUnsupported,
                  "Timestamp precision (9) not supported for Iceberg. Use \"timestamp(6){}\" "
                  "instead.",
                  zone ? " with time zone" : "");
    }
    const auto* map =
        parent.empty() ? nullptr : std::get_if<iceberg::MapType>(&Find(schema, parent).type);
    if (map != nullptr && map->key->id == field.id) {
      base::Throw(ErrorKind::kUnsupported, "Failed to set field type: Cannot alter map keys");
    }
    const auto* from = std::get_if<iceberg::PrimitiveType>(&field.type);
    const auto* to = std::get_if<iceberg::PrimitiveType>(&type);
    if (from == nullptr || to == nullptr ||
        !iceberg::IsPromotion(*from, *to, metadata.format_version)) {
      const char* what = parent.empty() ? "column" : "field";
      const bool of_row =
          parent.empty() || std::holds_alternative<iceberg::StructType>(Find(schema, parent).type);
      if (from == nullptr && !of_row) {
        base::Throw(ErrorKind::kNotFound, "Field path [{}] does not point to row field",
                    fmt::join(path, ", "));
      }
      if (from == nullptr || to == nullptr) {
        base::Throw(ErrorKind::kUnsupported,
                    "Iceberg doesn't support changing {} type {} non-primitive types", what,
                    from == nullptr ? "from" : "to");
      }
      throw base::Error(
          ErrorKind::kUnsupported,
          fmt::format("Failed to set {} type: Cannot change column type: {}: {} "
                      "-> {}",
                      what, field.name, iceberg::ToString(field.type), iceberg::ToString(type)),
          "a type can only become wider: int to bigint, real to double, more "
          "digits for a decimal");
    }
    field.type = type;
  });
}

Alteration DropNotNull(FieldPath column) {
  return ChangeField(
      std::move(column), [](const TableMetadata&, Schema& schema, NestedField& field) {
        if (std::find(schema.identifier_field_ids.begin(), schema.identifier_field_ids.end(),
                      field.id) != schema.identifier_field_ids.end()) {
          base::Throw(ErrorKind::kFailedPrecondition, "column '{}' identifies rows", field.name);
        }
        field.required = false;
      });
}

Alteration SetColumnComment(FieldPath column, std::optional<std::string> comment) {
  return ChangeField(std::move(column),
                     [comment = std::move(comment)](const TableMetadata&, Schema&,
                                                    NestedField& field) { field.doc = comment; });
}

Alteration SetColumnDefault(FieldPath column, std::optional<LiteralSource> literal_of) {
  return ChangeField(std::move(column),
                     [literal_of = std::move(literal_of)](const TableMetadata& metadata, Schema&,
                                                          NestedField& field) {
                       RequireDefaults(metadata, field.name);
                       field.write_default.reset();
                       if (literal_of) field.write_default = (*literal_of)(field);
                     });
}

Alteration SetTableProperties(std::map<std::string, std::optional<std::string>> properties) {
  return [properties = std::move(properties)](const TableMetadata&) {
    iceberg::update::SetProperties set;
    iceberg::update::RemoveProperties removed;
    for (const auto& [name, value] : properties) {
      if (value) {
        set.updates[name] = *value;
      } else {
        removed.removals.push_back(name);
      }
    }
    Updates updates;
    if (!set.updates.empty()) updates.emplace_back(std::move(set));
    if (!removed.removals.empty()) updates.emplace_back(std::move(removed));
    return updates;
  };
}

namespace {

// Version 1 tells partition values by their place: fields stay, those that are not wanted as void.
void KeepPlaces(const TableMetadata& metadata, iceberg::PartitionSpec& spec) {
  std::vector<iceberg::PartitionField> fields = metadata.default_spec().fields;
  for (iceberg::PartitionField& field : fields) {
    const auto wanted =
        std::find_if(spec.fields.begin(), spec.fields.end(), [&](const auto& other) {
          return other.source_id == field.source_id && other.transform == field.transform;
        });
    if (wanted == spec.fields.end()) {
      field.transform = iceberg::Transform::Void();
    } else {
      spec.fields.erase(wanted);
    }
  }
  for (iceberg::PartitionField& field : spec.fields) fields.push_back(std::move(field));
  spec.fields = std::move(fields);
}

}  // namespace

Alteration SetPartitioning(std::vector<std::string> partitioning) {
  return [partitioning = std::move(partitioning)](const TableMetadata& metadata) {
    iceberg::PartitionSpec spec =
        ParsePartitioning(partitioning, metadata.current_schema(), PartitionNames::kOfChangedTable);
    for (iceberg::PartitionField& field : spec.fields) field.field_id = 0;
    if (metadata.format_version < 2) KeepPlaces(metadata, spec);
    // A field that an older spec has keeps its id; others get new ones.
    iceberg::FieldId last = metadata.last_partition_id;
    int32_t highest = 0;
    for (const iceberg::PartitionSpec& other : metadata.partition_specs) {
      highest = std::max(highest, other.spec_id.value());
    }
    for (iceberg::PartitionField& field : spec.fields) {
      if (field.field_id != 0) continue;
      for (const iceberg::PartitionSpec& other : metadata.partition_specs) {
        for (const iceberg::PartitionField& known : other.fields) {
          if (known.source_id == field.source_id && known.transform == field.transform) {
            field.field_id = known.field_id;
            field.name = known.name;
          }
        }
      }
      if (field.field_id == 0) field.field_id = ++last;
    }
    spec.spec_id = iceberg::PartitionSpecId(highest + 1);
    return Updates{iceberg::update::AddPartitionSpec{std::move(spec)},
                   iceberg::update::SetDefaultSpec{}};
  };
}

Alteration SetSortedBy(std::vector<std::string> sorted_by) {
  return [sorted_by = std::move(sorted_by)](const TableMetadata& metadata) {
    return Updates{
        iceberg::update::AddSortOrder{ParseSortedBy(sorted_by, metadata.current_schema())},
        iceberg::update::SetDefaultSortOrder{}};
  };
}

Alteration SetFormatVersion(int32_t version) {
  return [version](const TableMetadata& metadata) {
    if (version < metadata.format_version) {
      base::Throw(ErrorKind::kInvalidArgument,
                  "the format version of a table cannot go back from {} to {}",
                  metadata.format_version, version);
    }
    if (version == metadata.format_version) return Updates();
    return Updates{iceberg::update::UpgradeFormatVersion{version}};
  };
}

}  // namespace tarn::engine::embedded
