#include "engine/embedded/adapter/unknown_fields.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/error.h"
#include "engine/embedded/adapter/types.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::FlatVector;
using duckdb::ListVector;
using duckdb::StructVector;
using duckdb::Vector;
using iceberg::NestedField;

// Of type unknown, or with nothing else inside: a file's columns could not tell such a list or row
// from one that is null.
bool HasNoValues(const iceberg::Type& type) {
  if (iceberg::IsPrimitive(type)) return iceberg::KindOf(type) == iceberg::TypeKind::kUnknown;
  if (const auto* map = std::get_if<iceberg::MapType>(&type)) return HasNoValues(map->value->type);
  return std::ranges::all_of(iceberg::ChildrenOf(type),
                             [](const NestedField* child) { return HasNoValues(child->type); });
}

[[noreturn]] void ThrowNoType(const std::string& column) {
  throw base::Error(base::ErrorKind::kFailedPrecondition,
                    "column '" + column + "' has no type yet, so no value can be written",
                    "ALTER TABLE … ALTER COLUMN " + column + " SET DATA TYPE …");
}

std::string Path(const std::string& parent, const std::string& name) { return parent + "." + name; }

// A type that has values, without the fields inside that have none.
iceberg::Type Stored(const iceberg::Type& type) {
  iceberg::Type stored = type;
  if (auto* fields = std::get_if<iceberg::StructType>(&stored)) {
    std::erase_if(fields->fields, [](const NestedField& field) { return HasNoValues(field.type); });
    for (NestedField& field : fields->fields) field.type = Stored(field.type);
  } else if (auto* list = std::get_if<iceberg::ListType>(&stored)) {
    list->element->type = Stored(list->element->type);
  } else if (auto* map = std::get_if<iceberg::MapType>(&stored)) {
    map->key->type = Stored(map->key->type);
    map->value->type = Stored(map->value->type);
  }
  return stored;
}

void CheckNulls(Vector& vector, duckdb::idx_t count, const std::string& path) {
  duckdb::UnifiedVectorFormat format;
  vector.ToUnifiedFormat(count, format);
  for (duckdb::idx_t row = 0; row < count; ++row) {
    if (format.validity.RowIsValid(format.sel->get_index(row))) ThrowNoType(path);
  }
}

// Makes `to` the values of `from`, of `type`, without unknown fields; what is kept is shared.
void Strip(Vector& from, const iceberg::Type& type, duckdb::idx_t count, const std::string& path,
           Vector& to) {
  if (iceberg::IsPrimitive(type)) {
    to.Reference(from);
    return;
  }
  from.Flatten(count);
  FlatVector::SetValidity(to, FlatVector::Validity(from));
  if (const auto* fields = std::get_if<iceberg::StructType>(&type)) {
    auto& given = StructVector::GetEntries(from);
    auto& kept = StructVector::GetEntries(to);
    for (size_t i = 0, next = 0; i < fields->fields.size(); ++i) {
      const NestedField& field = fields->fields[i];
      if (HasNoValues(field.type)) {
        CheckNulls(*given[i], count, Path(path, field.name));
      } else {
        Strip(*given[i], field.type, count, Path(path, field.name), *kept[next++]);
      }
    }
    return;
  }
  const duckdb::idx_t size = ListVector::GetListSize(from);
  ListVector::Reserve(to, size);
  std::copy_n(FlatVector::GetData<duckdb::list_entry_t>(from), count,
              FlatVector::GetData<duckdb::list_entry_t>(to));
  Vector& given = ListVector::GetEntry(from);
  Vector& kept = ListVector::GetEntry(to);
  if (const auto* list = std::get_if<iceberg::ListType>(&type)) {
    Strip(given, list->element->type, size, Path(path, "element"), kept);
  } else {
    const auto& map = std::get<iceberg::MapType>(type);
    given.Flatten(size);
    Strip(*StructVector::GetEntries(given)[0], map.key->type, size, Path(path, "key"),
          *StructVector::GetEntries(kept)[0]);
    Strip(*StructVector::GetEntries(given)[1], map.value->type, size, Path(path, "value"),
          *StructVector::GetEntries(kept)[1]);
  }
  ListVector::SetListSize(to, size);
}

}  // namespace

UnknownFields::UnknownFields(iceberg::Schema schema)
    : schema_(std::move(schema)), stored_(schema_) {
  std::erase_if(stored_.fields, [](const NestedField& field) { return HasNoValues(field.type); });
  if (stored_.fields.empty()) ThrowNoType(schema_.fields.front().name);
  for (NestedField& field : stored_.fields) field.type = Stored(field.type);
  any_ = stored_.fields != schema_.fields;
}

UnknownFields::Rows UnknownFields::Without(duckdb::ClientContext& context, Rows rows) const {
  duckdb::vector<duckdb::LogicalType> types;
  for (const NestedField& field : stored_.fields) types.push_back(ToDuckType(field.type));
  auto stored = duckdb::make_uniq<duckdb::ColumnDataCollection>(context, types);
  duckdb::ColumnDataAppendState append;
  stored->InitializeAppend(append);
  for (duckdb::DataChunk& chunk : rows->Chunks()) {
    duckdb::DataChunk rest;
    rest.Initialize(context, types, chunk.size());
    rest.SetCardinality(chunk.size());
    for (size_t i = 0, next = 0; i < schema_.fields.size(); ++i) {
      const NestedField& field = schema_.fields[i];
      if (HasNoValues(field.type)) {
        CheckNulls(chunk.data[i], chunk.size(), field.name);
      } else {
        Strip(chunk.data[i], field.type, chunk.size(), field.name, rest.data[next++]);
      }
    }
    stored->Append(append, rest);
  }
  return stored;
}

}  // namespace tarn::engine::embedded
