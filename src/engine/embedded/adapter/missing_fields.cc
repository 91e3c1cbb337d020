#include "engine/embedded/adapter/missing_fields.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::MultiFileColumnDefinition;
using duckdb::Vector;
using iceberg::NestedField;

const NestedField* WithId(const std::vector<const NestedField*>& fields,
                          const MultiFileColumnDefinition& column) {
  const duckdb::Value& id = column.identifier;
  if (id.IsNull() || id.type().id() != duckdb::LogicalTypeId::INTEGER) return nullptr;
  for (const NestedField* field : fields) {
    if (field->id == id.GetValue<int32_t>()) return field;
  }
  return nullptr;
}

// Whether a column of a file has values for the table's field; hides those inside that have none.
bool HasValues(const NestedField& field, MultiFileColumnDefinition& column) {
  const std::vector<const NestedField*> inside = iceberg::ChildrenOf(field.type);
  if (inside.empty() || column.children.empty()) return true;
  bool any = false;
  if (std::holds_alternative<iceberg::MapType>(field.type)) {
    // Entries may stand between. A map has its keys anyhow.
    auto& parts = column.children.size() == 1 ? column.children[0].children : column.children;
    for (MultiFileColumnDefinition& part : parts) {
      if (const NestedField* own = WithId(inside, part)) HasValues(*own, part);
    }
    return true;
  }
  for (MultiFileColumnDefinition& part : column.children) {
    const NestedField* own = WithId(inside, part);
    if (own == nullptr) continue;
    if (HasValues(*own, part)) {
      any = true;
    } else {
      part.identifier = duckdb::Value::INTEGER(-own->id);
    }
  }
  return any;
}

void SpreadInside(Vector& part, duckdb::idx_t count) {
  if (part.GetVectorType() == duckdb::VectorType::CONSTANT_VECTOR) {
    if (count <= STANDARD_VECTOR_SIZE) return;
    Vector spread(part.GetType(), count);
    duckdb::VectorOperations::Copy(part, spread, count, 0, 0);
    part.Reference(spread);
    return;
  }
  SpreadMissingFields(part, count);
}

}  // namespace

void HideReplacedFields(const std::vector<NestedField>& fields,
                        duckdb::vector<MultiFileColumnDefinition>& columns) {
  std::vector<const NestedField*> known;
  for (const NestedField& field : fields) known.push_back(&field);
  for (MultiFileColumnDefinition& column : columns) {
    const NestedField* own = WithId(known, column);
    if (own != nullptr && !HasValues(*own, column)) {
      column.identifier = duckdb::Value::INTEGER(-own->id);
    }
  }
}

void SpreadMissingFields(Vector& column, duckdb::idx_t count) {
  switch (column.GetType().InternalType()) {
    case duckdb::PhysicalType::STRUCT:
      for (auto& field : duckdb::StructVector::GetEntries(column)) SpreadInside(*field, count);
      break;
    case duckdb::PhysicalType::LIST:
      SpreadInside(duckdb::ListVector::GetEntry(column), duckdb::ListVector::GetListSize(column));
      break;
    default: break;
  }
}

}  // namespace tarn::engine::embedded
