#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Adds tarn_theta(column): the theta sketch of a column's values (iceberg/sketch/theta_sketch.h) as
// a blob, NULL when there are none. Values are hashed as the table format keeps them, so that other
// engines can merge the sketches.
void RegisterThetaAggregate(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
