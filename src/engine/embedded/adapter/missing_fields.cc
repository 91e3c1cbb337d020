#include "engine/embedded/adapter/missing_fields.h"

namespace tarn::engine::embedded {
namespace {

using duckdb::Vector;

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
