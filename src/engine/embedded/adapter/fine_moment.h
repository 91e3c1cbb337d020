#pragma once

#include "engine/embedded/adapter/duck.h"
#include "engine/embedded/adapter/fine_time_text.h"

namespace tarn::engine::embedded {

// The moment that a value of a fine time is, as it lies in a vector (fine_time.h). Pure.
FineMoment FineMomentOf(duckdb::hugeint_t value);

}  // namespace tarn::engine::embedded
