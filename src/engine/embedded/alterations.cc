#include "engine/embedded/alterations.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/suggest.h"
#include "engine/embedded/adapter/partition_transforms.h"

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
  return {iceberg::update::AddSchema{std::move(schema), last_column_id},
          iceberg::update::SetCurrentSchema{}};
}

size_t ColumnIndex(const Schema& schema, const std::string& column) {
  if (const auto index = schema.ColumnIndex(column, iceberg::CaseSensitivity::kInsensitive)) {
    return *index;
  }
  std::vector<std::string> names;
  for (const NestedField& field : schema.fields) names.push_back(field.name);
  throw base::Error(ErrorKind::kNotFound,
                    "Column '" + column + "' does not exist" + base::DidYouMean(column, names));
}

// Gives a field and all below it new ids, parents first.
void AssignIds(NestedField& field, iceberg::FieldId& last) {
  Schema lone;
  lone.fields.push_back(std::move(field));
  lone = iceberg::AssignFreshIds(lone, last + 1);
  last = lone.HighestFieldId();
  field = std::move(lone.fields.front());
}

// Changes one column of the current schema.
template <typename F>
Alteration ChangeColumn(std::string column, F change) {
  return [column = std::move(column), change = std::move(change)](const TableMetadata& metadata) {
    Schema schema = metadata.current_schema();
    change(metadata, schema, schema.fields[ColumnIndex(schema, column)]);
    return NewSchema(metadata, std::move(schema), metadata.last_column_id);
  };
}

}  // namespace

Alteration AddColumn(NestedField field) {
  return [field](const TableMetadata& metadata) {
    Schema schema = metadata.current_schema();
    if (schema.ColumnIndex(field.name, iceberg::CaseSensitivity::kInsensitive)) {
      base::Throw(ErrorKind::kAlreadyExists, "Column '{}' already exists", field.name);
    }
    if (field.required) {
      throw base::Error(ErrorKind::kInvalidArgument,
                        "a NOT NULL column cannot be added to a table: '" + field.name + "'",
                        "add it without NOT NULL: rows that are there have no value for it");
    }
    NestedField added = field;
    iceberg::FieldId last = metadata.last_column_id;
    AssignIds(added, last);
    schema.fields.push_back(std::move(added));
    return NewSchema(metadata, std::move(schema), last);
  };
}

Alteration DropColumn(std::string column) {
  return [column = std::move(column)](const TableMetadata& metadata) {
    Schema schema = metadata.current_schema();
    const size_t index = ColumnIndex(schema, column);
    const iceberg::FieldId id = schema.fields[index].id;
    for (const iceberg::PartitionField& field : metadata.default_spec().fields) {
      if (field.source_id == id) {
        throw base::Error(ErrorKind::kFailedPrecondition,
                          "the table is partitioned by column '" + column + "'",
                          "change the partitioning first");
      }
    }
    if (schema.fields.size() == 1) {
      base::Throw(ErrorKind::kInvalidArgument, "the only column of a table cannot be dropped: '{}'",
                  column);
    }
    schema.fields.erase(schema.fields.begin() + static_cast<std::ptrdiff_t>(index));
    std::erase(schema.identifier_field_ids, id);
    return NewSchema(metadata, std::move(schema), metadata.last_column_id);
  };
}

Alteration RenameColumn(std::string column, std::string to) {
  return ChangeColumn(std::move(column), [to = std::move(to)](const TableMetadata&, Schema& schema,
                                                              NestedField& field) {
    if (schema.ColumnIndex(to, iceberg::CaseSensitivity::kInsensitive)) {
      base::Throw(ErrorKind::kAlreadyExists, "Column '{}' already exists", to);
    }
    field.name = to;
  });
}

Alteration SetColumnType(std::string column, iceberg::Type type) {
  return ChangeColumn(std::move(column), [type = std::move(type)](const TableMetadata&, Schema&,
                                                                  NestedField& field) {
    const auto* from = std::get_if<iceberg::PrimitiveType>(&field.type);
    const auto* to = std::get_if<iceberg::PrimitiveType>(&type);
    if (from == nullptr || to == nullptr || !iceberg::IsPromotion(*from, *to)) {
      throw base::Error(ErrorKind::kInvalidArgument,
                        "Column '" + field.name + "' cannot become " + iceberg::ToString(type) +
                            ": it is " + iceberg::ToString(field.type),
                        "a type can only become wider: int to bigint, real to double, more "
                        "digits for a decimal");
    }
    field.type = type;
  });
}

Alteration DropNotNull(std::string column) {
  return ChangeColumn(
      std::move(column), [](const TableMetadata&, Schema& schema, NestedField& field) {
        if (std::find(schema.identifier_field_ids.begin(), schema.identifier_field_ids.end(),
                      field.id) != schema.identifier_field_ids.end()) {
          base::Throw(ErrorKind::kFailedPrecondition, "column '{}' identifies rows", field.name);
        }
        field.required = false;
      });
}

Alteration SetColumnComment(std::string column, std::string comment) {
  return ChangeColumn(std::move(column),
                      [comment = std::move(comment)](const TableMetadata&, Schema&,
                                                     NestedField& field) { field.doc = comment; });
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

Alteration SetPartitioning(std::vector<std::string> partitioning) {
  return [partitioning = std::move(partitioning)](const TableMetadata& metadata) {
    iceberg::PartitionSpec spec = ParsePartitioning(partitioning, metadata.current_schema());
    // A field that an older spec has keeps its id; others get new ones.
    iceberg::FieldId last = metadata.last_partition_id;
    int32_t highest = 0;
    for (const iceberg::PartitionSpec& other : metadata.partition_specs) {
      highest = std::max(highest, other.spec_id.value());
    }
    for (iceberg::PartitionField& field : spec.fields) {
      field.field_id = 0;
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

}  // namespace tarn::engine::embedded
