#include "engine/embedded/adapter/geometry_casts.h"

#include "duckdb/common/types/geometry.hpp"
#include "duckdb/main/extension/extension_loader.hpp"

namespace tarn::engine::embedded {
namespace {

bool ToBinary(duckdb::Vector& source, duckdb::Vector& result, duckdb::idx_t count,
              duckdb::CastParameters&) {
  duckdb::Geometry::ToBinary(source, result, count);
  return true;
}

}  // namespace

void RegisterGeometryCasts(duckdb::DatabaseInstance& instance) {
  duckdb::ExtensionLoader loader(instance, "tarn");
  loader.RegisterCastFunction(duckdb::LogicalType::GEOMETRY(), duckdb::LogicalType::BLOB,
                              duckdb::BoundCastInfo(ToBinary));
}

}  // namespace tarn::engine::embedded
