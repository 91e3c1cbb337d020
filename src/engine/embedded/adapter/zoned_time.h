#pragma once

#include "engine/embedded/adapter/duck.h"

namespace tarn::engine::embedded {

// Times of day with an offset from UTC, DuckDB's TIMETZ.

// TIME '…' AT TIME ZONE zone: the same moment on another clock; a name means the offset that its
// zone has now. Binds tarn_at_timezone(time, zone).
duckdb::unique_ptr<duckdb::Expression> BindTimeAtTimeZone(
    duckdb::FunctionBindExpressionInput& input);

//   tarn_time_instant(time)   picoseconds of the day in UTC, what two times are compared by; of a
//                             timestamp with time zone its moment
void RegisterZonedTime(duckdb::DatabaseInstance& instance);

}  // namespace tarn::engine::embedded
