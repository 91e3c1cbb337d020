#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Columns of geometry and geography are well-known binary to the engine (spec: Primitive Types), as
// they are varbinary to Trino. Files tell DuckDB that they are GEOMETRY: the cast from that, which
// reading them needs.
void RegisterGeometryCasts(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
