#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// A time or timestamp, of any type, with so many digits of the second (0 to 9), rounded half up as
// Trino's casts to time(p) and timestamp(p) do. Timestamps of few digits become TIMESTAMP_S and
// TIMESTAMP_MS, which tell them; other types keep theirs.
duckdb::unique_ptr<duckdb::Expression> Rounded(duckdb::ClientContext& context,
                                               duckdb::unique_ptr<duckdb::Expression> expression,
                                               int digits);

// The type of a timestamp without zone of so many digits.
duckdb::LogicalType TimestampOf(int digits);

}  // namespace tarn::engine::embedded
