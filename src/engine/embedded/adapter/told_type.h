#pragma once

#include "engine/type.h"

namespace tarn::engine::embedded {

// The type in which a result's column is told: `typed`, which is what Trino would say, where values
// of `computed`, which DuckDB computed, can be given in it without a loss; `computed` elsewhere,
// also of parts of nested types. Pure.
Type ToldType(const Type& typed, const Type& computed);

}  // namespace tarn::engine::embedded
